//! A municipality with something of everything, in states in which everything can be asked.

use std::collections::BTreeMap;

use anyhow::Context as _;
use regieboek_testkit::{Cast, Persoon, Wereld};
use serde_json::{Value, json};
use uuid::Uuid;

/// The BSN of the mother (test range).
pub(super) const BSN: &str = "999900006";
/// The mother and the child, as the client names them.
pub(super) const MOEDER: Uuid = Uuid::from_u128(0x0193_a3f0_7c3e_7000_8000_0000_0000_0001);
const KIND: Uuid = Uuid::from_u128(0x0193_a3f0_7c3e_7000_8000_0000_0000_0002);
pub(super) const TOESTEMMING: Uuid = Uuid::from_u128(0x0193_a3f0_7c3e_7000_8000_0000_0000_0003);
pub(super) const DOEL: Uuid = Uuid::from_u128(0x0193_a3f0_7c3e_7000_8000_0000_0000_0004);
const ACTIE: Uuid = Uuid::from_u128(0x0193_a3f0_7c3e_7000_8000_0000_0000_0005);

const COACH: &Persoon = &Cast::CJG_COACH;
const COORDINATOR: &Persoon = &Cast::COORDINATOR;
const BEHEERDER: &Persoon = &Cast::MANDAATBEHEERDER;

/// What there is in 0394.
pub(super) struct Opstelling {
    /// The resources, under the word by which a path names their kind.
    pub(super) bronnen: BTreeMap<&'static str, Vec<Uuid>>,
    /// What lies within the first huishouden, under its name in a path.
    pub(super) delen: BTreeMap<&'static str, Uuid>,
}

impl Opstelling {
    /// The first resource of a kind.
    pub(super) fn een(&self, soort: &str) -> Uuid {
        self.bronnen[soort][0]
    }

    /// The second one.
    pub(super) fn ander(&self, soort: &str) -> Uuid {
        self.bronnen[soort][1]
    }

    /// Sets it up on the first day of the story: a huishouden whose escalatie is offered back to the coach, one whose
    /// plan is closed, one without a plan, whose contactpersoon asked another, and one that was split off; and help that a
    /// huisarts deployed, against which there is an objection.
    pub(super) async fn nieuw(w: &Wereld) -> anyhow::Result<Self> {
        w.op(0, 10)?;
        doe(w, &Cast::BELEIDSBEHEERDER, "/v1/beleid/versies", beleid(w, 20).await?).await?;
        let besluit = begin(w, BEHEERDER, "/v1/mandaatbesluiten", besluit(w, "2025/417")?).await?;
        let skj = json!({ "houderId": w.id_van(COACH).await?, "nummer": "110012345", "geldigTot": w.dag(500)? });
        let skj = begin(w, BEHEERDER, "/v1/skj-registraties", skj).await?;
        let verlening = verlening(w, besluit).await?;
        let mandaat = begin(w, BEHEERDER, "/v1/mandaten", verlening.clone()).await?;
        let ingetrokken = begin(w, BEHEERDER, "/v1/mandaten", verlening).await?;
        let reden = json!({ "reden": "Een vergissing." });
        doe(w, BEHEERDER, &format!("/v1/mandaten/{ingetrokken}/intrekking"), reden).await?;
        let (signaal, anoniem) = (signaal(w, false).await?, signaal(w, true).await?);
        let huishouden = huishouden(w, Some(BSN)).await?;
        doe(w, COACH, &format!("/v1/signalen/{signaal}/koppeling"), json!({ "huishoudenId": huishouden })).await?;
        let overdracht =
            json!({ "organisatie": "meerwaarde", "functie": "sociaal-makelaar", "reden": "Zij kennen de buurt." });
        doe(w, COACH, &format!("/v1/signalen/{signaal}/doorgifte"), overdracht).await?;
        let afgerond = plan(w, huishouden).await?;
        inhoud_van_het_plan(w, huishouden).await?;
        let lopend = intake(w, huishouden).await?;
        let verwijzing = json!({
            "soort": "erbij-halen", "organisatie": "schuldhulp-haarlemmermeer", "functie": "schuldhulpverlener",
            "betreft": [MOEDER], "hulpvraag": "Meerdere schuldeisers.", "deelgrond": { "grondslag": "wmo511" },
        });
        let verwijzing = begin(w, COACH, &format!("/v1/huishoudens/{huishouden}/doorverwijzingen"), verwijzing).await?;
        let escalatie = escalatie(w, huishouden).await?;

        let ander_huishouden = huishouden_met_gesloten_plan(w).await?;
        let aangeboden = huishouden_dat_wordt_overgedragen(w).await?;
        let afgesplitst = afgesplitst_huishouden(w).await?;
        let inzet = inzet(w).await?;
        Ok(Self {
            bronnen: BTreeMap::from([
                ("mandaatbesluiten", vec![besluit]),
                ("skj-registraties", vec![skj]),
                ("mandaten", vec![mandaat, ingetrokken]),
                ("signalen", vec![signaal, anoniem]),
                ("huishoudens", vec![huishouden, ander_huishouden, aangeboden, afgesplitst]),
                ("intakes", vec![lopend, afgerond]),
                ("doorverwijzingen", vec![verwijzing, inzet]),
                ("escalaties", vec![escalatie]),
            ]),
            delen: BTreeMap::from([
                ("toestemmingId", TOESTEMMING),
                ("doelId", DOEL),
                ("actieId", ACTIE),
                ("lidId", KIND),
            ]),
        })
    }
}

/// The same person with a token of another municipality.
pub(super) fn in_gemeente(wie: &Persoon, gemeente: &'static str) -> Persoon {
    Persoon { gemeente, ..wie.clone() }
}

async fn begin(w: &Wereld, wie: &Persoon, pad: &str, inhoud: Value) -> anyhow::Result<Uuid> {
    w.begin(wie, pad, inhoud).await?.gelukt()?.id()
}

async fn doe(w: &Wereld, wie: &Persoon, pad: &str, inhoud: Value) -> anyhow::Result<()> {
    w.wijzig(wie, pad, inhoud).await?.gelukt().map(drop)
}

/// The policy of today, as it is set from another day on.
pub(super) async fn beleid(w: &Wereld, vanaf: i32) -> anyhow::Result<Value> {
    let mut beleid = w.haal(&Cast::BELEIDSBEHEERDER, "/v1/beleid").await?.gelukt()?.inhoud;
    beleid.as_object_mut().context("an object")?.remove("versie");
    beleid["vanaf"] = json!(w.dag(vanaf)?);
    beleid["toelichting"] = json!("Besluit van het college.");
    Ok(beleid)
}

/// A mandaatbesluit with this number.
pub(super) fn besluit(w: &Wereld, nummer: &str) -> anyhow::Result<Value> {
    Ok(json!({
        "nummer": nummer, "genomenOp": w.dag(-60)?, "regeling": "Jeugdwet artikel 2.3", "wetsversie": "2015-01-01",
        "functies": ["cjg-coach"], "voorzieningen": ["opvoedondersteuning"], "gebieden": [], "scholen": [],
        "van": w.dag(-60)?, "totEnMet": w.dag(900)?, "ondermandaatToegestaan": false,
    }))
}

/// A mandaat of the coach, who works under the municipality.
pub(super) async fn verlening(w: &Wereld, besluit: Uuid) -> anyhow::Result<Value> {
    Ok(json!({
        "besluitId": besluit, "inDienstVanGemeente": true,
        "houder": {
            "professionalId": w.id_van(COACH).await?, "functie": COACH.functie, "organisatie": COACH.organisatie,
            "naam": COACH.naam,
        },
        "voorzieningen": ["opvoedondersteuning"], "gebieden": [], "scholen": [],
        "van": w.dag(0)?, "totEnMet": w.dag(800)?,
    }))
}

/// A signaal as the schoolcoach reports it.
pub(super) fn melding(omschrijving: &str) -> Value {
    json!({
        "vindplaats": "school", "gebied": "hoofddorp-zuidwest", "omschrijving": omschrijving,
        "betreftVeiligheid": false, "anoniem": false,
    })
}

/// A signaal that the coach picked up.
async fn signaal(w: &Wereld, anoniem: bool) -> anyhow::Result<Uuid> {
    let mut melding = melding("Vaak zonder ontbijt op school.");
    melding["anoniem"] = json!(anoniem);
    let signaal = begin(w, &Cast::SCHOOLCOACH, "/v1/signalen", melding).await?;
    doe(w, COACH, &format!("/v1/signalen/{signaal}/oppakking"), json!({})).await?;
    Ok(signaal)
}

/// A mother and her child.
pub(super) fn registratie(bsn: Option<&str>) -> Value {
    json!({
        "gebied": "hoofddorp-zuidwest",
        "adres": { "straat": "Lindelaan", "huisnummer": "12", "postcode": "2132AB", "woonplaats": "Hoofddorp" },
        "leden": [
            { "id": MOEDER, "naam": "Marjan de Wit", "geboortedatum": "1987-09-01", "relatie": "ouder", "bsn": bsn },
            { "id": KIND, "naam": "Lotte de Wit", "geboortedatum": "2014-07-01", "relatie": "kind" },
        ],
        "gezag": [{
            "kind": KIND, "gezaghebbende": { "lidId": MOEDER }, "sinds": "2014-07-01", "bron": "gezagsregister",
        }],
    })
}

async fn huishouden(w: &Wereld, bsn: Option<&str>) -> anyhow::Result<Uuid> {
    begin(w, COACH, "/v1/huishoudens", registratie(bsn)).await
}

/// An intake in which everything was asked and nothing was concluded yet.
async fn intake(w: &Wereld, huishouden: Uuid) -> anyhow::Result<Uuid> {
    let start = json!({ "betreftJeugdhulp": false, "wmoMelding": true });
    let intake = begin(w, COACH, &format!("/v1/huishoudens/{huishouden}/intakes"), start).await?;
    let besproken = ["meedoen", "werk-en-inkomen", "veiligheid", "gezondheid", "wonen"]
        .map(|gebied| ("leefgebieden", json!({ "leefgebied": gebied, "wijze": "besproken-geen-score" })));
    let rest = [
        ("veiligheidsoordeel", json!({ "oordeel": "veilig" })),
        ("clientondersteuning", json!({})),
        ("regieverlies", json!({ "regieverlies": "tijdelijk" })),
    ];
    for (deel, inhoud) in besproken.into_iter().chain(rest) {
        doe(w, COACH, &format!("/v1/intakes/{intake}/{deel}"), inhoud).await?;
    }
    Ok(intake)
}

/// An intake that concludes that there will be a plan, led by the coach.
pub(super) async fn plan(w: &Wereld, huishouden: Uuid) -> anyhow::Result<Uuid> {
    let intake = intake(w, huishouden).await?;
    doe(w, COACH, &format!("/v1/intakes/{intake}/vraag"), json!({ "eigenWoorden": "Rust." })).await?;
    let conclusie = json!({ "conclusie": "plan", "regisseur": w.betrokkene(COACH).await?, "afspraken": [] });
    doe(w, COACH, &format!("/v1/intakes/{intake}/afronding"), conclusie).await?;
    w.wacht_op_plan(COACH, huishouden).await?;
    Ok(intake)
}

async fn inhoud_van_het_plan(w: &Wereld, huishouden: Uuid) -> anyhow::Result<()> {
    for (deel, inhoud) in [
        (
            "toestemmingen",
            json!({
                "id": TOESTEMMING, "soort": "hulp", "doel": "Hulp", "categorieen": ["wonen"], "ontvanger": "meerwaarde",
                "betreft": MOEDER, "gegevenDoor": [MOEDER], "tot": w.dag(300)?,
            }),
        ),
        ("doelen", json!({ "id": DOEL, "leefgebied": "wonen", "resultaat": "Een huis.", "streefdatum": w.dag(90)? })),
        (
            "acties",
            json!({
                "id": ACTIE, "doelId": DOEL, "omschrijving": "Inschrijven", "uiterlijk": w.dag(30)?,
                "uitvoerder": { "soort": "bewoner", "lidId": MOEDER },
            }),
        ),
    ] {
        doe(w, COACH, &format!("/v1/huishoudens/{huishouden}/{deel}"), inhoud).await?;
    }
    Ok(())
}

/// An escalatie that the coordinator took on and offers back to the coach.
async fn escalatie(w: &Wereld, huishouden: Uuid) -> anyhow::Result<Uuid> {
    let escalatie = begin(w, COACH, &format!("/v1/huishoudens/{huishouden}/escalaties"), escalatiemelding()).await?;
    let afschaling = json!({ "volgendeRegisseur": w.betrokkene(COACH).await?, "resultaat": "Er is weer overzicht." });
    for (deel, inhoud) in [("triage", json!({})), ("aanvaarding", json!({})), ("afschaling", afschaling)] {
        doe(w, COORDINATOR, &format!("/v1/escalaties/{escalatie}/{deel}"), inhoud).await?;
    }
    Ok(escalatie)
}

/// A call for the Meer-team.
pub(super) fn escalatiemelding() -> Value {
    json!({ "gronden": ["hulp-stagneert"], "geprobeerd": "Gebeld.", "gevraagd": "Doorbreek de wachttijd." })
}

async fn huishouden_met_gesloten_plan(w: &Wereld) -> anyhow::Result<Uuid> {
    let huishouden = huishouden(w, None).await?;
    plan(w, huishouden).await?;
    let sluiting = json!({ "reden": "verder-zonder-hulp", "nazorgeigenaar": w.betrokkene(COACH).await? });
    doe(w, COACH, &format!("/v1/huishoudens/{huishouden}/plansluiting"), sluiting).await?;
    Ok(huishouden)
}

/// A huishouden without a plan, of which the coach asked the sociaal makelaar to become contactpersoon.
/// A child that went on in a huishouden of its own, with a plan that the coach leads.
async fn afgesplitst_huishouden(w: &Wereld) -> anyhow::Result<Uuid> {
    let van = huishouden(w, None).await?;
    let naar = Uuid::new_v5(&van, b"afgesplitst");
    let splitsing = json!({
        "id": naar, "leden": [KIND], "op": w.dag(0)?, "gebied": "nieuw-vennep", "adres": {},
        "contactpersoon": w.betrokkene(COACH).await?,
    });
    doe(w, COACH, &format!("/v1/huishoudens/{van}/splitsing"), splitsing).await?;
    plan(w, naar).await?;
    Ok(naar)
}

async fn huishouden_dat_wordt_overgedragen(w: &Wereld) -> anyhow::Result<Uuid> {
    let huishouden = huishouden(w, None).await?;
    let aanbod = json!({ "naar": w.betrokkene(&Cast::SOCIAAL_MAKELAAR).await? });
    doe(w, COACH, &format!("/v1/huishoudens/{huishouden}/contactoverdracht"), aanbod).await?;
    Ok(huishouden)
}

/// Help that the huisarts deployed on the law itself, for somebody who was not known yet; the wmo-consulent decides on an
/// objection against it.
async fn inzet(w: &Wereld) -> anyhow::Result<Uuid> {
    let verwijzing = json!({
        "lid": { "naam": "Sem Smit", "geboortedatum": "2012-03-01", "relatie": "kind" },
        "gebied": "hoofddorp-zuidwest", "organisatie": "jeugdhulp-noord", "voorziening": "opvoedondersteuning",
        "hulpvraag": "Slaapt slecht.", "grondslag": "jeugdwet740",
    });
    let inzet = begin(w, &Cast::HUISARTS, "/v1/rechtstreekse-verwijzingen", verwijzing).await?;
    let pad = format!("/v1/doorverwijzingen/{inzet}/bezwaar");
    let bezwaar = json!({ "indiener": "Sam Smit", "ontvangenOp": w.dag(0)?, "gronden": "Dit is niet nodig." });
    w.wijzig_op(BEHEERDER, &pad, 1, &w.sleutel(), bezwaar).await?.gelukt()?;
    let toewijzing = json!({ "behandelaarId": w.id_van(&Cast::WMO_CONSULENT).await? });
    doe(w, BEHEERDER, &format!("{pad}/toewijzing"), toewijzing).await?;
    Ok(inzet)
}
