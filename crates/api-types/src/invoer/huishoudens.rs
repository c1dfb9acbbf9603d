//! Requests about huishoudens: registration, who is involved, consent, plan, regie and nazorg.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::algemeen::{Betrokkene, Deelgrond, Uitvoerder};

/// Een huishouden om te registreren. Wie registreert, is de contactpersoon.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NieuwHuishouden {
    /// Het gebied, als `hoofddorp-zuidwest`.
    pub gebied: String,
    /// Het adres, voor zover bekend.
    pub adres: NieuwAdres,
    /// De leden; ten minste één.
    #[cfg_attr(feature = "openapi", schema(max_items = 100))]
    pub leden: Vec<NieuwLid>,
    /// Wie het gezag heeft over welk kind, voor zover bekend.
    #[cfg_attr(feature = "openapi", schema(max_items = 100))]
    pub gezag: Vec<NieuwGezag>,
    /// Het signaal dat ertoe leidde.
    pub signaal_id: Option<Uuid>,
}

/// Een adres, voor zover bekend.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NieuwAdres {
    /// De straat.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 200))]
    pub straat: Option<String>,
    /// Het huisnummer.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 20))]
    pub huisnummer: Option<String>,
    /// De toevoeging bij het huisnummer.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 20))]
    pub toevoeging: Option<String>,
    /// De postcode.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 20))]
    pub postcode: Option<String>,
    /// De woonplaats.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 200))]
    pub woonplaats: Option<String>,
}

/// Een lid van het huishouden.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NieuwLid {
    /// Een nieuw id, zodat `gezag` in hetzelfde verzoek naar dit lid kan verwijzen; zonder id wordt er een gemaakt.
    pub id: Option<Uuid>,
    /// De naam.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 200))]
    pub naam: String,
    /// De geboortedatum; een onbekende dag of maand blijft weg, als `1975-03` of `1975`.
    #[cfg_attr(feature = "openapi", schema(min_length = 4, max_length = 10))]
    pub geboortedatum: String,
    /// De plaats in het huishouden, als `ouder` of `kind`.
    pub relatie: String,
    /// Het BSN: negen cijfers.
    pub bsn: Option<String>,
}

/// Wie het gezag heeft over een kind, sinds wanneer en waaruit dat blijkt.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NieuwGezag {
    /// Het kind: een lid van het huishouden.
    pub kind: Uuid,
    /// Wie het gezag heeft.
    pub gezaghebbende: NieuweGezaghebbende,
    /// Sinds welke dag.
    #[cfg_attr(feature = "openapi", schema(format = "date"))]
    pub sinds: String,
    /// Waaruit het blijkt, als `gezagsregister`.
    pub bron: String,
}

/// Wie gezag heeft: precies één van `lidId`, `naam` en `organisatie`.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NieuweGezaghebbende {
    /// Een lid van het huishouden.
    pub lid_id: Option<Uuid>,
    /// Bij een `naam`: een id naar keuze voor iemand die elders woont, om diens toestemming mee vast te leggen. Geef
    /// hetzelfde id als dezelfde persoon opnieuw wordt genoemd; zonder id wordt er een gemaakt.
    pub buiten_id: Option<Uuid>,
    /// De naam van iemand die elders woont.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 200))]
    pub naam: Option<String>,
    /// De organisatie die de voogdij heeft.
    pub organisatie: Option<String>,
}

/// Het gezag over kinderen: van elk genoemd kind alles, in plaats van wat eerder bekend was.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Gezagsvastlegging {
    /// Wie het gezag heeft over welk kind.
    #[cfg_attr(feature = "openapi", schema(max_items = 100))]
    pub gezag: Vec<NieuwGezag>,
}

/// Een zoekvraag naar een huishouden.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Zoekvraag {
    /// Het BSN van een van de leden: negen cijfers.
    pub bsn: String,
}

/// Iemand die bij het huishouden betrokken wordt.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NieuweBetrokkenheid {
    /// Wie.
    pub wie: Betrokkene,
    /// De grond waarop wordt gedeeld.
    pub deelgrond: Option<Deelgrond>,
    /// De leefgebieden die worden gedeeld.
    #[cfg_attr(feature = "openapi", schema(max_items = 100))]
    pub categorieen: Vec<String>,
}

/// Het einde van iemands betrokkenheid.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Betrokkenheidseinde {
    /// Wie.
    pub wie: Betrokkene,
}

/// Een toestemming, per doel, leefgebied en ontvanger (Jeugdwet 7.3.4).
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NieuweToestemming {
    /// Een nieuw id naar keuze; zonder id wordt er een gemaakt.
    pub id: Option<Uuid>,
    /// Waarvoor: `hulp`, `opheffen-geheimhouding` of `avg`.
    pub soort: String,
    /// Het doel, in woorden.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 10000))]
    pub doel: String,
    /// De leefgebieden die eronder vallen.
    #[cfg_attr(feature = "openapi", schema(max_items = 100))]
    pub categorieen: Vec<String>,
    /// De organisatie die mag ontvangen.
    pub ontvanger: String,
    /// Het lid om wie het gaat.
    pub betreft: Uuid,
    /// De leden die haar gaven.
    #[cfg_attr(feature = "openapi", schema(max_items = 100))]
    pub gegeven_door: Vec<Uuid>,
    /// Wie haar gaven en elders wonen, met het `buitenId` uit het gezag.
    #[cfg_attr(feature = "openapi", schema(max_items = 100))]
    pub gegeven_door_buiten: Option<Vec<Uuid>>,
    /// De organisatie die haar gaf omdat zij de voogdij heeft.
    pub voogdij: Option<String>,
    /// De laatste dag waarop zij geldt.
    #[cfg_attr(feature = "openapi", schema(format = "date"))]
    pub tot: String,
}

/// Een doel van het plan.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NieuwDoel {
    /// Een nieuw id naar keuze; zonder id wordt er een gemaakt.
    pub id: Option<Uuid>,
    /// Het leefgebied, als `wonen`.
    pub leefgebied: String,
    /// Het gewenste resultaat, in woorden.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 10000))]
    pub resultaat: String,
    /// De streefdatum.
    #[cfg_attr(feature = "openapi", schema(format = "date"))]
    pub streefdatum: String,
}

/// Het oordeel over een doel.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NieuweDoelevaluatie {
    /// Het oordeel: `behaald`, `deels-behaald` of `niet-behaald`.
    pub oordeel: String,
    /// De toelichting.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 10000))]
    pub toelichting: String,
}

/// Een actie van het plan: wie doet wat, uiterlijk wanneer.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NieuweActie {
    /// Een nieuw id naar keuze; zonder id wordt er een gemaakt.
    pub id: Option<Uuid>,
    /// Het doel waar zij bij hoort.
    pub doel_id: Uuid,
    /// Wat er gebeurt.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 10000))]
    pub omschrijving: String,
    /// Wie het doet.
    pub uitvoerder: Uitvoerder,
    /// De laatste dag.
    #[cfg_attr(feature = "openapi", schema(format = "date"))]
    pub uiterlijk: String,
}

/// Een volgorde van acties; wat niet genoemd is, komt daarna.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NieuweVolgorde {
    /// De acties, de eerste eerst.
    #[cfg_attr(feature = "openapi", schema(max_items = 100))]
    pub volgorde: Vec<Uuid>,
}

/// De melding dat de regisseur niet kan handelen.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Regievacuummelding {
    /// De reden: `uit-dienst`, `afwezig`, `skj-vervallen` of `organisatie-gestopt`.
    pub reden: String,
}

/// De benoeming van een regisseur bij een regievacuüm.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Regisseursbenoeming {
    /// Wie regisseur wordt: een persoon.
    pub regisseur: Betrokkene,
}

/// De sluiting van het plan.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Plansluiting {
    /// De reden: `doelen-behaald`, `verder-zonder-hulp`, `uitval`, `verhuisd` of `overleden`.
    pub reden: String,
    /// Wie daarna de nazorgcontroles doet: een persoon.
    pub nazorgeigenaar: Betrokkene,
}

/// Een nazorgcontrole zoals zij is gedaan.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Nazorgverslag {
    /// Het nummer van de controle, vanaf 1.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 255))]
    pub controle: u8,
    /// De uitkomst: `stabiel` of `terugval`.
    pub uitkomst: String,
    /// De toelichting.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 10000))]
    pub toelichting: String,
}

/// De vraag aan één persoon om de regie over te nemen. Tot die aanvaardt, houdt de regisseur de regie.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Overdrachtsverzoek {
    /// Wie de regie krijgt: een persoon.
    pub naar: Betrokkene,
    /// Waarom, en wat er te weten is.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 10000))]
    pub toelichting: String,
    /// Of het spoed heeft: dan geldt de kortere termijn om te antwoorden.
    pub spoed: Option<bool>,
    /// De grond waarop u deelt; ontbreekt zij, dan is er geen grondslag.
    pub deelgrond: Option<Deelgrond>,
}

/// Een multidisciplinair overleg zoals het is gehouden: met bewoners, of met de reden waarom zij er niet bij waren.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NieuwMdo {
    /// De dag.
    #[cfg_attr(feature = "openapi", schema(format = "date"))]
    pub op: String,
    /// De professionals die erbij waren; allen zijn bij het huishouden betrokken.
    #[cfg_attr(feature = "openapi", schema(max_items = 100))]
    pub aanwezigen: Vec<Betrokkene>,
    /// De leden die erbij waren.
    #[cfg_attr(feature = "openapi", schema(max_items = 100))]
    pub bewoners: Vec<Uuid>,
    /// Waarom er geen bewoners bij waren; verplicht als `bewoners` leeg is.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 10000))]
    pub bewoners_afwezig_reden: Option<String>,
    /// Wat is besproken.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 10000))]
    pub verslag: String,
    /// Wie er anders over dacht.
    #[cfg_attr(feature = "openapi", schema(max_items = 100))]
    pub afwijkende_meningen: Vec<NieuweMening>,
    /// Wat is besloten.
    #[cfg_attr(feature = "openapi", schema(max_items = 100, min_length = 1, max_length = 10000))]
    pub besluiten: Vec<String>,
}

/// Een afwijkende mening, van een lid of van een professional die erbij was: precies één van beide.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NieuweMening {
    /// Het lid.
    pub lid_id: Option<Uuid>,
    /// De professional.
    pub professional: Option<Betrokkene>,
    /// De mening.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 10000))]
    pub mening: String,
}

/// Een maatregel van de rechter: zij legt de regie bij een jeugdbeschermer, zonder dat iemand dat aanvaardt.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NieuweMaatregel {
    /// De jeugdbeschermer van de gecertificeerde instelling: een persoon.
    pub instelling: Betrokkene,
    /// De eerste dag.
    #[cfg_attr(feature = "openapi", schema(format = "date"))]
    pub van: String,
    /// De laatste dag.
    #[cfg_attr(feature = "openapi", schema(format = "date"))]
    pub tot: String,
    /// Wie de procesregie houdt.
    pub procesregie: Betrokkene,
    /// Het zaaknummer.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 200))]
    pub zaaknummer: String,
}

/// De verlenging van een maatregel.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Maatregelverlenging {
    /// De nieuwe laatste dag.
    #[cfg_attr(feature = "openapi", schema(format = "date"))]
    pub tot: String,
}

/// Het voortijdige einde van een maatregel; de regie keert terug.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Maatregeleinde {
    /// De dag waarop de rechter haar beëindigde.
    #[cfg_attr(feature = "openapi", schema(format = "date"))]
    pub op: String,
}

/// De vorm van de regie: een lid houdt haar zelf, of de professional.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Regievormwijziging {
    /// Het lid dat de regie zelf houdt; zonder houdt de professional haar.
    pub eigen_regie_van: Option<Uuid>,
}

/// De melding dat het huishouden naar een andere gemeente verhuist.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Verhuismelding {
    /// De code van de nieuwe gemeente, als `0363`.
    pub naar_gemeente: String,
    /// De dag van de verhuizing.
    #[cfg_attr(feature = "openapi", schema(format = "date"))]
    pub per: String,
}

/// Het verzoek van de bewoners om lopende jeugdhulp zonder verblijf na de verhuizing te laten doorgaan (Jeugdwet 2.7a).
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Jeugdhulpvoortzetting {
    /// De doorverwijzing waarmee de hulp is ingezet.
    pub doorverwijzing_id: Uuid,
}

/// Welk deel van de geschiedenis wordt gevraagd.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Geschiedenisvraag {
    /// De positie waarna wordt gelezen; zonder positie vanaf het begin.
    pub na: Option<u64>,
    /// Hoeveel gebeurtenissen ten hoogste; zonder getal 100, nooit meer dan 500.
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 500))]
    pub limiet: Option<u32>,
}

/// Van welk moment de stand wordt gevraagd.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Standvraag {
    /// Een tijdstip als `2026-03-01T09:30:00Z`, of een datum als `2026-03-01` voor het einde van die dag.
    #[cfg_attr(feature = "openapi", param(pattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}(T.+)?$", max_length = 40))]
    pub op: String,
}

/// Het aanbod aan een ander om contactpersoon van het huishouden te worden.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Contactoverdracht {
    /// Wie contactpersoon wordt: een persoon.
    pub naar: Betrokkene,
}
