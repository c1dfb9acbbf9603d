//! What the wire shapes cannot know themselves: which words a field takes, what a code looks like, how large a number is.
//!
//! The closed lists belong to the domain, the shapes know no domain. They meet here, and nowhere else: the document
//! shows what [`verscherp`] adds, and a body is checked against it, so neither promises what the other refuses.

use regieboek_doorverwijzing::{Bevoegdheidsgebrek, Hulpresultaat, Inzetgevolg, Wachtoorzaak, Weigeraar, Weigerreden};
use regieboek_escalatie::{Afwijsreden, Escalatiegrond, Obstakelsoort};
use regieboek_huishouden::{
    Doelresultaat, Gezagsbron, Komst, Nazorguitkomst, Relatie, Sluitreden, Toestemmingssoort, Vacuumreden, Vertrekreden,
};
use regieboek_intake::signaal::Overnamereden;
use regieboek_kernel::{
    Functie, GeenBsn, GeenCode, GeenGeboortedatum, Grondslag, Leefgebied, Regieverlies, Vindplaats, Wet, Zwaarte,
};
use serde_json::Value;
use strum::VariantNames as _;
use utoipa::Number;
use utoipa::openapi::schema::{ArrayItems, KnownFormat, Object, Schema, SchemaFormat, SchemaType, Type};
use utoipa::openapi::{Ref, RefOr};

/// What a text may be.
#[derive(Debug, Clone, Copy)]
enum Tekst {
    /// One of a closed list.
    Een(&'static [&'static str]),
    /// A code that the municipality chooses; which ones exist is in `GET /v1/beleid` or agreed with partners.
    Code,
    /// The four digits of a municipality.
    Gemeente,
    /// Nine digits; whether they make a BSN is for the domain to say.
    Bsn,
    /// A date of which day and month may be unknown.
    Geboortedatum,
}
use Tekst::{Bsn, Code, Een, Geboortedatum, Gemeente};

const CODE: &str = "^[a-z0-9]+(-[a-z0-9]+)*$";
const MAX_CODE: usize = 60;
const GEMEENTE: &str = "^[0-9]{4}$";
const BSN: &str = "^[0-9]{9}$";
const GEBOORTEDATUM: &str = "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$";

/// Choices that decide which other fields belong to them: the words by which the routes make one command or another.
const AFSLUITREDENEN: &[&str] =
    &["opgepakt", "informatie-gegeven", "dubbele-melding", "niet-nodig", "inwoner-wil-niet"];
const AFSLUITWIJZEN: &[&str] = &["gescoord", "besproken-geen-score", "niet-relevant", "inwoner-wil-niet"];
const BEZWAAROORDELEN: &[&str] = &["gegrond", "deels-gegrond", "ongegrond", "niet-ontvankelijk"];
const CONCLUSIES: &[&str] =
    &["informatie-en-advies", "sociale-basis", "lichte-ondersteuning", "plan", "directe-escalatie"];
const FAMILIEGROEPSPLAN: &[&str] = &["aanvaard", "afgewezen", "overwegen"];
const HULPSOORTEN: &[&str] = &["erbij-halen", "welzijn-op-recept", "inzet"];
const INTREKREDENEN: &[&str] = &["andere-aanbieder", "op-verzoek-bewoner", "niet-meer-nodig", "plan-gesloten"];
const UITVOERDERS: &[&str] = &["bewoner", "netwerk", "vrijwilliger", "professional"];
const VEILIGHEIDSOORDELEN: &[&str] = &["veilig", "zorgelijk", "onveilig"];
const VEILIG_THUIS: &[&str] = &["melden", "niet-melden", "advies"];

/// Shape, field, and what its text (or each text in its list) may be.
const VELDEN: &[(&str, &str, Tekst)] = &[
    ("Afwijzingsbesluit", "reden", Een(Afwijsreden::VARIANTS)),
    ("Bekrachtiging", "gebrek", Een(Bevoegdheidsgebrek::VARIANTS)),
    ("Beleidsvaststelling", "gebieden", Code),
    ("Betrokkene", "functie", Een(Functie::VARIANTS)),
    ("Betrokkene", "organisatie", Code),
    ("Bevoegdheidsgebrek", "gebrek", Een(Bevoegdheidsgebrek::VARIANTS)),
    ("Bezwaarbeslissing", "gevolg", Een(Inzetgevolg::VARIANTS)),
    ("Bezwaarbeslissing", "oordeel", Een(BEZWAAROORDELEN)),
    ("Deelgrond", "grondslag", Een(Grondslag::VARIANTS)),
    ("Doorbraakbesluit", "kostendrager", Code),
    ("Doorbraakbesluit", "obstakelsoort", Een(Obstakelsoort::VARIANTS)),
    ("Doorbraakbesluit", "regelOfInstantie", Code),
    ("Escalatiemelding", "gronden", Een(Escalatiegrond::VARIANTS)),
    ("Familiegroepsplanaanbod", "uitkomst", Een(FAMILIEGROEPSPLAN)),
    ("Hulpafronding", "resultaat", Een(Hulpresultaat::VARIANTS)),
    ("Intakeconclusie", "conclusie", Een(CONCLUSIES)),
    ("Leefgebiedafsluiting", "leefgebied", Een(Leefgebied::VARIANTS)),
    ("Leefgebiedafsluiting", "wijze", Een(AFSLUITWIJZEN)),
    ("Lidopname", "reden", Een(Komst::VARIANTS)),
    ("Lidvertrek", "reden", Een(Vertrekreden::VARIANTS)),
    ("Lijstcode", "woord", Code),
    ("Mandaat", "gebieden", Code),
    ("Mandaat", "scholen", Code),
    ("Mandaat", "voorzieningen", Code),
    ("Mandaatbesluit", "functies", Een(Functie::VARIANTS)),
    ("Mandaatbesluit", "gebieden", Code),
    ("Mandaatbesluit", "scholen", Code),
    ("Mandaatbesluit", "voorzieningen", Code),
    ("Mandaathouder", "functie", Een(Functie::VARIANTS)),
    ("Mandaathouder", "organisatie", Code),
    ("Nazorgverslag", "uitkomst", Een(Nazorguitkomst::VARIANTS)),
    ("NieuwDoel", "leefgebied", Een(Leefgebied::VARIANTS)),
    ("NieuwGezag", "bron", Een(Gezagsbron::VARIANTS)),
    ("NieuwHuishouden", "gebied", Code),
    ("NieuwLid", "bsn", Bsn),
    ("NieuwLid", "geboortedatum", Geboortedatum),
    ("NieuwLid", "relatie", Een(Relatie::VARIANTS)),
    ("NieuweAdreswijziging", "gebied", Code),
    ("NieuweBetrokkenheid", "categorieen", Een(Leefgebied::VARIANTS)),
    ("NieuweDoelevaluatie", "oordeel", Een(Doelresultaat::VARIANTS)),
    ("NieuweGezaghebbende", "organisatie", Code),
    ("NieuweSplitsing", "gebied", Code),
    ("NieuweToestemming", "categorieen", Een(Leefgebied::VARIANTS)),
    ("NieuweToestemming", "ontvanger", Code),
    ("NieuweToestemming", "soort", Een(Toestemmingssoort::VARIANTS)),
    ("NieuweToestemming", "voogdij", Code),
    ("Ondermandaat", "gebieden", Code),
    ("Ondermandaat", "scholen", Code),
    ("Ondermandaat", "voorzieningen", Code),
    ("Plansluiting", "reden", Een(Sluitreden::VARIANTS)),
    ("RechtstreekseVerwijzing", "functie", Een(Functie::VARIANTS)),
    ("RechtstreekseVerwijzing", "gebied", Code),
    ("RechtstreekseVerwijzing", "grondslag", Een(Grondslag::VARIANTS)),
    ("RechtstreekseVerwijzing", "organisatie", Code),
    ("RechtstreekseVerwijzing", "voorziening", Code),
    ("Regievacuummelding", "reden", Een(Vacuumreden::VARIANTS)),
    ("Regieverliesinschatting", "regieverlies", Een(Regieverlies::VARIANTS)),
    ("Signaalafsluiting", "reden", Een(AFSLUITREDENEN)),
    ("Signaalmelding", "gebied", Code),
    ("Signaalmelding", "vindplaats", Een(Vindplaats::VARIANTS)),
    ("Signaaloverdracht", "functie", Een(Functie::VARIANTS)),
    ("Signaaloverdracht", "organisatie", Code),
    ("Signaalovername", "reden", Een(Overnamereden::VARIANTS)),
    ("Uitvoerder", "functie", Een(Functie::VARIANTS)),
    ("Uitvoerder", "organisatie", Code),
    ("Uitvoerder", "soort", Een(UITVOERDERS)),
    ("Veiligheidsbeoordeling", "oordeel", Een(VEILIGHEIDSOORDELEN)),
    ("Veiligheidsbeoordeling", "veiligThuis", Een(VEILIG_THUIS)),
    ("Verhuismelding", "naarGemeente", Gemeente),
    ("Verwijsverzoek", "functie", Een(Functie::VARIANTS)),
    ("Verwijsverzoek", "organisatie", Code),
    ("Verwijsverzoek", "school", Code),
    ("Verwijsverzoek", "soort", Een(HULPSOORTEN)),
    ("Verwijsverzoek", "voorziening", Code),
    ("Verwijzingintrekking", "reden", Een(INTREKREDENEN)),
    ("Verwijzingweigering", "door", Een(Weigeraar::VARIANTS)),
    ("Verwijzingweigering", "reden", Een(Weigerreden::VARIANTS)),
    ("Voorzieningbeleid", "code", Code),
    ("Voorzieningbeleid", "wet", Een(Wet::VARIANTS)),
    ("Voorzieningbeleid", "zwaarte", Een(Zwaarte::VARIANTS)),
    ("Wachttijdmelding", "oorzaak", Een(Wachtoorzaak::VARIANTS)),
    ("Zoekvraag", "bsn", Bsn),
];

/// The same for the fields behind the question mark, which mean one thing wherever they occur.
const ZOEKVELDEN: &[(&str, Tekst)] = &[("functie", Een(Functie::VARIANTS)), ("gebied", Code), ("voorziening", Code)];

/// Adds to the schema of one shape what is said of its fields here.
pub(crate) fn verscherp(vorm: &str, schema: &mut RefOr<Schema>) {
    let RefOr::T(Schema::Object(object)) = schema else { return };
    for (naam, veld) in &mut object.properties {
        let tekst = VELDEN.iter().find(|(v, n, _)| *v == vorm && n == naam).map(|(.., tekst)| *tekst);
        werk_af(veld, tekst);
    }
}

/// Adds to the schema of one field behind the question mark what is said of it here.
pub(crate) fn verscherp_zoekveld(naam: &str, schema: &mut RefOr<Schema>) {
    werk_af(schema, ZOEKVELDEN.iter().find(|(veld, _)| *veld == naam).map(|(_, tekst)| *tekst));
}

/// What a text that does not fit the pattern should have been, where that can be said.
pub(crate) fn uitleg(patroon: &str) -> Option<String> {
    match patroon {
        CODE => Some(GeenCode.to_string()),
        GEMEENTE => Some("Een gemeentecode bestaat uit vier cijfers.".to_owned()),
        BSN => Some(GeenBsn.to_string()),
        GEBOORTEDATUM => Some(GeenGeboortedatum.to_string()),
        _ => None,
    }
}

fn werk_af(schema: &mut RefOr<Schema>, tekst: Option<Tekst>) {
    let RefOr::T(schema) = schema else { return };
    if let Schema::Array(lijst) = schema
        && let ArrayItems::RefOrSchema(element) = &mut lijst.items
    {
        werk_af(element, tekst);
    } else if let Schema::Object(object) = schema {
        if let Some(tekst) = tekst {
            tekst.leg_op(object);
        }
        begrens(object);
    } else if let Schema::OneOf(keuze) = schema
        && keuze.description.is_none()
    {
        // Of a shape that may be absent, utoipa describes the shape where the field is meant.
        keuze.description = keuze.items.iter_mut().find_map(eigen_beschrijving);
    }
}

impl Tekst {
    fn leg_op(self, tekst: &mut Object) {
        let patroon = match self {
            Een(lijst) => {
                let niets = is(&tekst.schema_type, &Type::Null).then_some(Value::Null);
                tekst.enum_values = Some(lijst.iter().copied().map(Value::from).chain(niets).collect());
                return;
            }
            Code => {
                tekst.max_length = Some(MAX_CODE);
                CODE
            }
            Gemeente => GEMEENTE,
            Bsn => BSN,
            Geboortedatum => GEBOORTEDATUM,
        };
        tekst.pattern = Some(patroon.to_owned());
    }
}

/// Gives a whole number its bounds: what the type on the wire holds, and a client in JavaScript too.
fn begrens(getal: &mut Object) {
    if !is(&getal.schema_type, &Type::Integer) {
        return;
    }
    let klein = matches!(getal.format, Some(SchemaFormat::KnownFormat(KnownFormat::Int32)));
    let hoogste = if klein { i32::MAX as usize } else { (1 << 53) - 1 };
    getal.minimum.get_or_insert(Number::UInt(0));
    getal.maximum.get_or_insert(Number::UInt(hoogste));
}

fn is(soort: &SchemaType, gezocht: &Type) -> bool {
    match soort {
        SchemaType::Type(soort) => soort == gezocht,
        SchemaType::Array(soorten) => soorten.contains(gezocht),
        SchemaType::AnyValue => false,
    }
}

fn eigen_beschrijving(element: &mut RefOr<Schema>) -> Option<String> {
    let RefOr::Ref(Ref { description, .. }) = element else { return None };
    Some(std::mem::take(description)).filter(|tekst| !tekst.is_empty())
}

#[cfg(test)]
mod tests {
    use regieboek_intake::intake::{FamiliegroepsplanUitkomst, Veiligheidsoordeel};
    use regieboek_kernel::{Geboortedatum, Gemeente, Organisatie};

    use super::*;

    #[test]
    fn elk_genoemd_veld_bestaat_en_is_verscherpt() {
        let document = serde_json::to_value(crate::app::document()).unwrap();
        for (vorm, veld, tekst) in VELDEN {
            let schema = &document["components"]["schemas"][vorm]["properties"][veld];
            let schema = schema.get("items").unwrap_or(schema);
            let sleutel = if matches!(tekst, Een(_)) { "enum" } else { "pattern" };
            assert!(schema.get(sleutel).is_some(), "{vorm}.{veld}: {schema}");
        }
    }

    #[test]
    fn een_veld_wordt_maar_een_keer_genoemd() {
        for paar in VELDEN.windows(2) {
            assert!((paar[0].0, paar[0].1) < (paar[1].0, paar[1].1), "{}.{}", paar[1].0, paar[1].1);
        }
    }

    #[test]
    fn de_uitgeschreven_lijsten_zijn_die_van_het_domein() {
        assert!(VEILIGHEIDSOORDELEN.iter().all(|woord| woord.parse::<Veiligheidsoordeel>().is_ok()));
        assert!(FAMILIEGROEPSPLAN.iter().all(|woord| woord.parse::<FamiliegroepsplanUitkomst>().is_ok()));
    }

    #[test]
    fn een_patroon_laat_toe_wat_het_domein_aanneemt() {
        let past = |patroon: &str, tekst: &str| {
            jsonschema::is_valid(&serde_json::json!({ "type": "string", "pattern": patroon }), &Value::from(tekst))
        };
        for tekst in ["a", "school-de-regenboog", "wmo-2015", "-a", "a-", "a--b", "A", "", "é", "a b"] {
            assert_eq!(past(CODE, tekst), tekst.parse::<Organisatie>().is_ok(), "{tekst}");
        }
        for tekst in ["0363", "394", "03940", "o363", "", "0363\n"] {
            assert_eq!(past(GEMEENTE, tekst), tekst.parse::<Gemeente>().is_ok(), "{tekst}");
        }
        for tekst in ["1975", "1975-03", "1975-03-02", "75", "1975-3", "1975-03-02-01", "x"] {
            assert_eq!(past(GEBOORTEDATUM, tekst), tekst.parse::<Geboortedatum>().is_ok(), "{tekst}");
        }
        assert!(past(BSN, "123456782") && !past(BSN, "12345678") && !past(BSN, "1234567820"));
    }
}
