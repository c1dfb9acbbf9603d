//! The shape of the facts, which is for ever.

use regieboek_intake::intake::{
    AanvraagVastgelegd, BeschikkingVastgelegd, Conclusie, FamiliegroepsplanAangeboden, FamiliegroepsplanUitkomst,
    IntakeAfgerond, IntakeGestart, IntakeTermijn, LeefgebiedAfgesloten, Leefgebiedsafsluiting,
    MeldcodestapGeregistreerd, Meldcodewijze, OpClientondersteuningGewezen, RegieverliesIngeschat, StapGeweigerd,
    TermijnOverschreden, TermijnVerlengd, TermijnVerstreken, VeiligThuisbesluit, VeiligheidBeoordeeld,
    Veiligheidsoordeel, Vervolgstap, VraagVastgelegd,
};
use regieboek_intake::signaal::{
    Afsluitreden, DoorgifteAanvaard, DoorgifteGeweigerd, Overnamereden, SignaalAfgesloten, SignaalDoorgegeven,
    SignaalGekoppeld, SignaalGemeld, SignaalOpgepakt, SignaalOvergenomen, SignaalTermijn, SignaalTermijnVerstreken,
    SignaalTeruggekoppeld,
};
use regieboek_intake::{IntakeEvent, SignaalEvent};
use regieboek_kernel::{Datum, Feit, Functie, Leefgebied, Redencode, Regieverlies, SignaalId, Vindplaats};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::intake::{afspraak, plan, score};
use crate::verloop::{cjg_coach, huishouden, id, op, schoolcoach, tekst};

const MELDER: &str = "00000000-0000-0000-0000-00000000000b";
const EIGENAAR: &str = "00000000-0000-0000-0000-00000000000c";
const HUISHOUDEN: &str = "00000000-0000-0000-0000-000000000007";
const MOMENT: &str = "2025-09-08T22:00:00Z";

fn t(wat: &str) -> Value {
    json!({
        "scheme": "leesbaar-1",
        "onderwerp": "00000000-0000-0000-0000-000000000001",
        "passage": "00000000-0000-0000-0000-000000000002",
        "value": wat,
    })
}

fn heeft_vorm<F: Feit>(gevallen: Vec<(F, Value)>) {
    for (code, naam) in F::CODES {
        assert!(gevallen.iter().any(|(feit, _)| feit.code() == *code), "{naam} has no golden form");
    }
    for (feit, vorm) in gevallen {
        assert_eq!(serde_json::to_value(&feit).expect("json"), json!({ feit.code(): vorm }), "{}", feit.naam());
        assert_eq!(serde_json::from_value::<F>(json!({ feit.code(): vorm })).expect("a fact"), feit);
    }
}

#[test]
fn de_feiten_van_een_signaal_houden_hun_vorm() {
    use SignaalEvent as E;
    let (melder, eigenaar) = (id(&schoolcoach()), id(&cjg_coach()));
    heeft_vorm(vec![
        (
            E::SignaalGemeld(SignaalGemeld {
                melder: Some(melder),
                vindplaats: Vindplaats::School,
                gebied: "nieuw-vennep".parse().expect("a code"),
                omschrijving: tekst("Verzuim"),
                betreft_veiligheid: false,
                oppakken_voor: op(MOMENT),
                terugkoppelen_voor: None,
            }),
            json!({
                "melder": MELDER, "vindplaats": "school", "gebied": "nieuw-vennep", "omschrijving": t("Verzuim"),
                "betreftVeiligheid": false, "oppakkenVoor": MOMENT, "terugkoppelenVoor": null,
            }),
        ),
        (
            E::SignaalOpgepakt(SignaalOpgepakt { eigenaar, tijdig: true }),
            json!({ "eigenaar": EIGENAAR, "tijdig": true }),
        ),
        (
            E::SignaalDoorgegeven(SignaalDoorgegeven {
                naar_organisatie: "gemeente".parse().expect("a code"),
                functie: Functie::WmoConsulent,
                reden: tekst("Wmo"),
            }),
            json!({ "naarOrganisatie": "gemeente", "functie": "wmo-consulent", "reden": t("Wmo") }),
        ),
        (E::DoorgifteAanvaard(DoorgifteAanvaard { eigenaar }), json!({ "eigenaar": EIGENAAR })),
        (E::SignaalGekoppeld(SignaalGekoppeld { huishouden: huishouden(7) }), json!({ "huishouden": HUISHOUDEN })),
        (
            E::SignaalTeruggekoppeld(SignaalTeruggekoppeld { melder, inhoud: tekst("In gesprek"), tijdig: false }),
            json!({ "melder": MELDER, "inhoud": t("In gesprek"), "tijdig": false }),
        ),
        (
            E::SignaalAfgesloten(SignaalAfgesloten {
                reden: Afsluitreden::DubbeleMelding { van: SignaalId::new(Uuid::from_u128(7)) },
            }),
            json!({ "reden": { "dubbeleMelding": { "van": HUISHOUDEN } } }),
        ),
        (
            E::SignaalTermijnVerstreken(SignaalTermijnVerstreken {
                termijn: SignaalTermijn::Oppakken,
                verstreken_op: op(MOMENT),
            }),
            json!({ "termijn": "oppakken", "verstrekenOp": MOMENT }),
        ),
        (
            E::DoorgifteGeweigerd(DoorgifteGeweigerd { terug_bij: eigenaar, reden: tekst("Niet bij ons") }),
            json!({ "terugBij": EIGENAAR, "reden": t("Niet bij ons") }),
        ),
        (
            E::SignaalOvergenomen(SignaalOvergenomen {
                van: eigenaar,
                eigenaar: melder,
                reden: Overnamereden::Afwezig,
            }),
            json!({ "van": EIGENAAR, "eigenaar": MELDER, "reden": "afwezig" }),
        ),
    ]);
}

#[test]
fn de_feiten_van_een_intake_houden_hun_vorm() {
    use IntakeEvent as E;
    let gescoord = Leefgebiedsafsluiting::Gescoord {
        score: score(2),
        toelichting: None,
        eigen_kracht: Some(tekst("Kookt zelf")),
        netwerk: None,
    };
    heeft_vorm(vec![
        (
            E::IntakeGestart(IntakeGestart {
                huishouden: huishouden(7),
                intaker: id(&cjg_coach()),
                betreft_jeugdhulp: true,
                onderzoek_voor: Some(op(MOMENT)),
            }),
            json!({ "huishouden": HUISHOUDEN, "intaker": EIGENAAR, "betreftJeugdhulp": true, "onderzoekVoor": MOMENT }),
        ),
        (
            E::LeefgebiedAfgesloten(LeefgebiedAfgesloten { leefgebied: Leefgebied::Wonen, wijze: gescoord }),
            json!({
                "leefgebied": "wonen",
                "wijze": { "gescoord": {
                    "score": 2, "toelichting": null, "eigenKracht": t("Kookt zelf"), "netwerk": null,
                } },
            }),
        ),
        (
            E::VraagVastgelegd(VraagVastgelegd { eigen_woorden: tekst("Rust"), vraag_achter_de_vraag: None }),
            json!({ "eigenWoorden": t("Rust"), "vraagAchterDeVraag": null }),
        ),
        (
            E::VeiligheidBeoordeeld(VeiligheidBeoordeeld {
                oordeel: Veiligheidsoordeel::Zorgelijk,
                veilig_thuis: Some(VeiligThuisbesluit::NietMelden { reden: tekst("Hulp is er") }),
                toelichting: None,
            }),
            json!({
                "oordeel": "zorgelijk", "veiligThuis": { "nietMelden": { "reden": t("Hulp is er") } }, "toelichting": null,
            }),
        ),
        (E::OpClientondersteuningGewezen(OpClientondersteuningGewezen {}), json!({})),
        (
            E::RegieverliesIngeschat(RegieverliesIngeschat { regieverlies: Regieverlies::Langdurig }),
            json!({ "regieverlies": "langdurig" }),
        ),
        (
            E::FamiliegroepsplanAangeboden(FamiliegroepsplanAangeboden {
                uitkomst: FamiliegroepsplanUitkomst::Afgewezen,
                jeugdplan_voor: Some(op(MOMENT)),
            }),
            json!({ "uitkomst": "afgewezen", "jeugdplanVoor": MOMENT }),
        ),
        (
            E::MeldcodestapGeregistreerd(MeldcodestapGeregistreerd {
                stap: 3.try_into().expect("a step"),
                gezet: Meldcodewijze::Overgeslagen { reden: tekst("Gevaar") },
            }),
            json!({ "stap": 3, "gezet": { "overgeslagen": { "reden": t("Gevaar") } } }),
        ),
        (
            E::IntakeAfgerond(IntakeAfgerond {
                conclusie: plan(),
                reden: None,
                afspraken: vec![],
                tijdig: true,
                jeugdplan_tijdig: None,
            }),
            json!({
                "conclusie": { "plan": { "regisseur": {
                    "professional": EIGENAAR, "functie": "cjg-coach", "organisatie": "cjg",
                } } },
                "reden": null, "afspraken": [], "tijdig": true,
            }),
        ),
        (
            E::IntakeAfgerond(IntakeAfgerond {
                conclusie: Conclusie::SocialeBasis,
                reden: Some(tekst("Liever licht")),
                afspraken: vec![afspraak()],
                tijdig: false,
                jeugdplan_tijdig: None,
            }),
            json!({
                "conclusie": "socialeBasis", "reden": t("Liever licht"), "tijdig": false,
                "afspraken": [{
                    "id": "00000000-0000-0000-0000-00000000001f", "omschrijving": t("Rijdt naar het ziekenhuis."),
                    "uitvoerder": { "vrijwilliger": { "organisatie": "meerwaarde" } }, "uiterlijk": "2025-09-12",
                }],
            }),
        ),
        (E::TermijnVerlengd(TermijnVerlengd { onderzoek_voor: op(MOMENT) }), json!({ "onderzoekVoor": MOMENT })),
        (E::TermijnOverschreden(TermijnOverschreden { verstreken_op: op(MOMENT) }), json!({ "verstrekenOp": MOMENT })),
        (
            E::StapGeweigerd(StapGeweigerd { stap: Vervolgstap::PlanOpenen, regel: Redencode::new("plan-al-actief") }),
            json!({ "stap": "plan-openen", "regel": "plan-al-actief" }),
        ),
        (
            E::IntakeAfgerond(IntakeAfgerond {
                conclusie: Conclusie::InformatieEnAdvies,
                reden: None,
                afspraken: vec![],
                tijdig: true,
                jeugdplan_tijdig: Some(false),
            }),
            json!({
                "conclusie": "informatieEnAdvies", "reden": null, "afspraken": [], "tijdig": true,
                "jeugdplanTijdig": false,
            }),
        ),
        (
            E::TermijnVerstreken(TermijnVerstreken { termijn: IntakeTermijn::Jeugdplan, verstreken_op: op(MOMENT) }),
            json!({ "termijn": "jeugdplan", "verstrekenOp": MOMENT }),
        ),
        (
            E::AanvraagVastgelegd(AanvraagVastgelegd { op: Datum::constant(2025, 9, 8), beslissen_voor: op(MOMENT) }),
            json!({ "op": "2025-09-08", "beslissenVoor": MOMENT }),
        ),
        (
            E::BeschikkingVastgelegd(BeschikkingVastgelegd { op: Datum::constant(2025, 9, 9), tijdig: true }),
            json!({ "op": "2025-09-09", "tijdig": true }),
        ),
    ]);
}
