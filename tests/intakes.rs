//! What DOMAIN 4 says of a brede intake, sentence by sentence, over HTTP and on both databases. And the kitchen table that
//! other tests sit at.

use std::sync::Arc;

use anyhow::{Context as _, ensure};
use regieboek_testkit::{Antwoord, Cast, Persoon, Wereld};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::podium::{Databank, Podium};
use crate::verhalen::{geschiedenis, op_beide_databanken};

op_beide_databanken! {
    een_intake_wordt_niet_afgerond_voor_alles_er_is_en_zegt_wat_er_ontbreekt,
    een_familiegroepsplan_wordt_eerst_aangeboden_waar_jeugdhulp_wordt_gevraagd,
    een_leefgebied_sluit_op_vier_manieren,
    bij_een_lage_score_op_twee_gebieden_vraagt_een_lichtere_conclusie_een_reden,
    een_lichtere_conclusie_draagt_een_afspraak,
    een_score_van_een_op_veiligheid_vraagt_een_besluit_over_veilig_thuis,
    een_wmo_melding_die_na_zes_weken_niet_is_onderzocht_is_vanzelf_een_overschrijding,
    de_zes_weken_worden_alleen_verlengd_als_de_melder_instemt,
    binnen_twee_weken_na_de_aanvraag_volgt_een_beschikking,
    een_jeugdplan_volgt_binnen_zes_weken_als_er_geen_familiegroepsplan_komt,
}

pub(crate) const COACH: &Persoon = &Cast::CJG_COACH;

/// What a talk consists of, and how a refusal names what lacks.
const NODIG: [(&str, &str); 10] = [
    ("meedoen", "het leefgebied meedoen"),
    ("werk-en-inkomen", "het leefgebied werk en inkomen"),
    ("veiligheid", "het leefgebied veiligheid"),
    ("gezondheid", "het leefgebied gezondheid"),
    ("wonen", "het leefgebied wonen"),
    ("veiligheidsoordeel", "een oordeel over de veiligheid"),
    ("clientondersteuning", "het wijzen op onafhankelijke cliëntondersteuning"),
    ("regieverlies", "een inschatting van het regieverlies"),
    ("vraag", "de vraag in de eigen woorden van de bewoners"),
    ("familiegroepsplan", "het aanbod van een familiegroepsplan"),
];

/// A mother and her daughter, registered by the coach: the huishouden and the daughter.
pub(crate) async fn huishouden(w: &Wereld) -> anyhow::Result<(Uuid, Uuid)> {
    let zaad = Uuid::new_v5(&Uuid::NAMESPACE_OID, w.sleutel().as_bytes());
    let [moeder, dochter] = [1_u8, 2].map(|n| Uuid::new_v5(&zaad, &[n]));
    let lid = |id: Uuid, naam: &str, geboren: String, relatie: &str| json!({ "id": id, "naam": naam, "geboortedatum": geboren, "relatie": relatie });
    let registratie = json!({
        "gebied": "hoofddorp-zuidwest", "adres": {},
        "leden": [
            lid(moeder, "Ine Intake", w.kalender.geboren(36, 2)?.to_string(), "ouder"),
            lid(dochter, "Isa Intake", w.kalender.geboren(8, 1)?.to_string(), "kind"),
        ],
        "gezag": [{ "kind": dochter, "gezaghebbende": { "lidId": moeder }, "sinds": w.dag(-1500)?, "bron": "gezagsregister" }],
    });
    Ok((w.begin(COACH, "/v1/huishoudens", registratie).await?.gelukt()?.id()?, dochter))
}

/// A talk that has begun and in which nothing was said yet.
pub(crate) async fn start(w: &Wereld, huishouden: Uuid, jeugdhulp: bool, wmo: bool) -> anyhow::Result<Uuid> {
    let start = json!({ "betreftJeugdhulp": jeugdhulp, "wmoMelding": wmo });
    w.begin(COACH, &format!("/v1/huishoudens/{huishouden}/intakes"), start).await?.gelukt()?.id()
}

/// A talk in which everything was said and nothing concluded.
pub(crate) async fn gesprek(w: &Wereld, huishouden: Uuid, jeugdhulp: bool, wmo: bool) -> anyhow::Result<Uuid> {
    let intake = start(w, huishouden, jeugdhulp, wmo).await?;
    let nodig = if jeugdhulp { &NODIG[..] } else { &NODIG[..9] };
    for (wat, _) in nodig {
        leg_vast(w, intake, wat).await?;
    }
    Ok(intake)
}

/// Something that is needed is said.
async fn leg_vast(w: &Wereld, intake: Uuid, wat: &str) -> anyhow::Result<Antwoord> {
    let (deel, inhoud) = match wat {
        "veiligheidsoordeel" => (wat, json!({ "oordeel": "veilig" })),
        "clientondersteuning" => (wat, json!({})),
        "regieverlies" => (wat, json!({ "regieverlies": "tijdelijk" })),
        "vraag" => (wat, json!({ "eigenWoorden": "Ik wil weer overzicht." })),
        "familiegroepsplan" => (wat, json!({ "uitkomst": "overwegen" })),
        leefgebied => ("leefgebieden", json!({ "leefgebied": leefgebied, "wijze": "besproken-geen-score" })),
    };
    doe(w, intake, deel, inhoud).await?.gelukt()
}

/// Something of the talk, by who leads it.
async fn doe(w: &Wereld, intake: Uuid, deel: &str, inhoud: Value) -> anyhow::Result<Antwoord> {
    w.wijzig(COACH, &format!("/v1/intakes/{intake}/{deel}"), inhoud).await
}

async fn scoor(w: &Wereld, intake: Uuid, leefgebied: &str, score: u8) -> anyhow::Result<()> {
    let gescoord = json!({ "leefgebied": leefgebied, "wijze": "gescoord", "score": score });
    doe(w, intake, "leefgebieden", gescoord).await?.gelukt()?;
    Ok(())
}

/// Concludes without a plan, an afspraak or a reason.
pub(crate) async fn sluit_af(w: &Wereld, intake: Uuid, conclusie: &str) -> anyhow::Result<Antwoord> {
    doe(w, intake, "afronding", json!({ "conclusie": conclusie, "afspraken": [] })).await
}

/// Concludes that there will be a plan, with the coach as its regisseur.
pub(crate) async fn sluit_af_met_plan(w: &Wereld, intake: Uuid) -> anyhow::Result<Antwoord> {
    let plan = json!({ "conclusie": "plan", "regisseur": w.betrokkene(COACH).await?, "afspraken": [] });
    doe(w, intake, "afronding", plan).await?.gelukt()
}

async fn zie(w: &Wereld, intake: Uuid) -> anyhow::Result<Value> {
    Ok(w.haal(COACH, &format!("/v1/intakes/{intake}")).await?.gelukt()?.inhoud)
}

/// What happened to this intake under this name.
async fn feiten(w: &Wereld, huishouden: Uuid, intake: Uuid, naam: &str) -> anyhow::Result<Vec<Value>> {
    let alle = geschiedenis(w, huishouden).await?;
    Ok(alle.into_iter().filter(|g| g["feit"] == naam && g["resourceId"] == json!(intake)).collect())
}

/// The tasks about this intake on the coach's worklist: kind and status.
async fn taken(w: &Wereld, intake: Uuid) -> anyhow::Result<Vec<(String, String)>> {
    let lijst = w.werklijst(COACH).await?;
    let hierover = lijst.iter().filter(|item| item["resource"]["id"] == json!(intake));
    let mut taken: Vec<_> = hierover
        .map(|item| {
            let tekst = |veld: &str| item[veld].as_str().unwrap_or_default().to_owned();
            (tekst("soort"), tekst("status"))
        })
        .collect();
    taken.sort();
    Ok(taken)
}

fn taak(soort: &str, status: &str) -> (String, String) {
    (soort.to_owned(), status.to_owned())
}

async fn een_intake_wordt_niet_afgerond_voor_alles_er_is_en_zegt_wat_er_ontbreekt(
    podium: Arc<Podium>,
) -> anyhow::Result<()> {
    let w = podium.wereld("onvolledig");
    w.op(0, 9)?;
    let (huishouden, _) = huishouden(&w).await?;
    let leeg = start(&w, huishouden, true, false).await?;
    let geweigerd = sluit_af(&w, leeg, "informatie-en-advies").await?.geweigerd(409, "intake-onvolledig")?;
    let uitleg = geweigerd.inhoud["detail"].as_str().context("detail")?;
    for (_, ontbreekt) in NODIG {
        ensure!(uitleg.contains(ontbreekt), "all that lacks, at once; not {ontbreekt}: {uitleg}");
    }
    // Each of them alone stands in the way, and nothing else does.
    for (laatste, ontbreekt) in NODIG {
        let intake = start(&w, huishouden, true, false).await?;
        for (wat, _) in NODIG.iter().filter(|(wat, _)| *wat != laatste) {
            leg_vast(&w, intake, wat).await?;
        }
        for conclusie in ["informatie-en-advies", "directe-escalatie"] {
            let geweigerd = sluit_af(&w, intake, conclusie).await?.geweigerd(409, "intake-onvolledig")?;
            let uitleg = geweigerd.inhoud["detail"].as_str().context("detail")?;
            ensure!(uitleg.ends_with(&format!("Nog nodig: {ontbreekt}.")), "only that: {uitleg}");
        }
        leg_vast(&w, intake, laatste).await?;
        sluit_af(&w, intake, "informatie-en-advies").await?.gelukt()?;
        ensure!(feiten(&w, huishouden, intake, "IntakeAfgerond").await?.len() == 1, "a refusal is no fact");
    }
    Ok(())
}

async fn een_familiegroepsplan_wordt_eerst_aangeboden_waar_jeugdhulp_wordt_gevraagd(
    podium: Arc<Podium>,
) -> anyhow::Result<()> {
    let w = podium.wereld("familiegroepsplan");
    w.op(0, 9)?;
    let (huishouden, _) = huishouden(&w).await?;
    let zonder = gesprek(&w, huishouden, false, false).await?;
    sluit_af(&w, zonder, "informatie-en-advies").await?.gelukt()?;
    for uitkomst in ["aanvaard", "afgewezen", "overwegen"] {
        let intake = start(&w, huishouden, true, false).await?;
        for (wat, _) in &NODIG[..9] {
            leg_vast(&w, intake, wat).await?;
        }
        sluit_af(&w, intake, "informatie-en-advies").await?.geweigerd(409, "intake-onvolledig")?;
        doe(&w, intake, "familiegroepsplan", json!({ "uitkomst": uitkomst })).await?.gelukt()?;
        sluit_af(&w, intake, "informatie-en-advies").await?.gelukt()?;
        ensure!(
            zie(&w, intake).await?["familiegroepsplan"]["uitkomst"] == uitkomst,
            "offered first, whatever they say"
        );
    }
    Ok(())
}

async fn een_leefgebied_sluit_op_vier_manieren(podium: Arc<Podium>) -> anyhow::Result<()> {
    let w = podium.wereld("leefgebieden");
    w.op(0, 9)?;
    let (huishouden, _) = huishouden(&w).await?;
    let intake = gesprek(&w, huishouden, false, false).await?;
    let fout = async |inhoud: Value| doe(&w, intake, "leefgebieden", inhoud).await?.geweigerd(400, "ongeldige-invoer");
    fout(json!({ "leefgebied": "wonen", "wijze": "gescoord" })).await?;
    fout(json!({ "leefgebied": "wonen", "wijze": "gescoord", "score": 6 })).await?;
    fout(json!({ "leefgebied": "wonen", "wijze": "niet-relevant" })).await?;
    fout(json!({ "leefgebied": "wonen", "wijze": "inwoner-wil-niet", "score": 3 })).await?;
    fout(json!({ "leefgebied": "wonen", "wijze": "overgeslagen" })).await?;
    for inhoud in [
        json!({
            "leefgebied": "meedoen", "wijze": "gescoord", "score": 3, "toelichting": "Werkt in de avond.",
            "eigenKracht": "Kookt graag.", "netwerk": "Een buurvrouw.",
        }),
        json!({ "leefgebied": "werk-en-inkomen", "wijze": "besproken-geen-score" }),
        json!({ "leefgebied": "gezondheid", "wijze": "niet-relevant", "reden": "Speelt niet." }),
        json!({ "leefgebied": "wonen", "wijze": "inwoner-wil-niet" }),
    ] {
        doe(&w, intake, "leefgebieden", inhoud.clone()).await?.gelukt()?;
        let gebied = inhoud["leefgebied"].as_str().unwrap_or_default();
        let gezien = &zie(&w, intake).await?["leefgebieden"][gebied];
        for veld in ["wijze", "score", "eigenKracht", "netwerk"] {
            ensure!(gezien[veld] == inhoud[veld], "{veld} of {gebied}: {gezien}");
        }
    }
    sluit_af(&w, intake, "informatie-en-advies").await?.gelukt()?;
    Ok(())
}

async fn bij_een_lage_score_op_twee_gebieden_vraagt_een_lichtere_conclusie_een_reden(
    podium: Arc<Podium>,
) -> anyhow::Result<()> {
    let w = podium.wereld("lichter");
    w.op(0, 9)?;
    let (huishouden, _) = huishouden(&w).await?;
    let een_laag = gesprek(&w, huishouden, false, false).await?;
    scoor(&w, een_laag, "wonen", 1).await?;
    scoor(&w, een_laag, "meedoen", 3).await?;
    sluit_af(&w, een_laag, "informatie-en-advies").await?.gelukt()?;

    let afspraak = json!([{
        "omschrijving": "Belt de woningcorporatie.", "uitvoerder": { "soort": "netwerk", "naam": "de buurvrouw" },
        "uiterlijk": w.dag(20)?,
    }]);
    for conclusie in ["informatie-en-advies", "sociale-basis", "lichte-ondersteuning"] {
        let intake = gesprek(&w, huishouden, false, false).await?;
        scoor(&w, intake, "wonen", 1).await?;
        scoor(&w, intake, "meedoen", 2).await?;
        let mut inhoud = json!({ "conclusie": conclusie, "afspraken": afspraak });
        doe(&w, intake, "afronding", inhoud.clone()).await?.geweigerd(409, "lichter-zonder-reden")?;
        inhoud["reden"] = json!("De familie pakt het zelf op.");
        doe(&w, intake, "afronding", inhoud).await?.gelukt()?;
        let afronding = &zie(&w, intake).await?["afronding"];
        ensure!(afronding["reden"] == "De familie pakt het zelf op.", "kept with the conclusion: {afronding}");
    }
    let zwaar = gesprek(&w, huishouden, false, false).await?;
    scoor(&w, zwaar, "wonen", 1).await?;
    scoor(&w, zwaar, "meedoen", 2).await?;
    sluit_af_met_plan(&w, zwaar).await?;
    Ok(())
}

async fn een_lichtere_conclusie_draagt_een_afspraak(podium: Arc<Podium>) -> anyhow::Result<()> {
    let w = podium.wereld("afspraken");
    w.op(0, 9)?;
    let (huishouden, _) = huishouden(&w).await?;
    for conclusie in ["sociale-basis", "lichte-ondersteuning"] {
        let intake = gesprek(&w, huishouden, false, false).await?;
        sluit_af(&w, intake, conclusie).await?.geweigerd(409, "afspraak-ontbreekt")?;
    }
    let zonder_regisseur = gesprek(&w, huishouden, false, false).await?;
    sluit_af(&w, zonder_regisseur, "plan").await?.geweigerd(400, "ongeldige-invoer")?;
    Ok(())
}

async fn een_score_van_een_op_veiligheid_vraagt_een_besluit_over_veilig_thuis(
    podium: Arc<Podium>,
) -> anyhow::Result<()> {
    let w = podium.wereld("veilig-thuis");
    w.op(0, 9)?;
    let (huishouden, _) = huishouden(&w).await?;
    for (besluit, reden) in [("melden", None), ("niet-melden", Some("Het gevaar is geweken.")), ("advies", None)] {
        let intake = gesprek(&w, huishouden, false, false).await?;
        scoor(&w, intake, "veiligheid", 1).await?;
        let onveilig = json!({ "oordeel": "onveilig" });
        doe(&w, intake, "veiligheidsoordeel", onveilig).await?.gelukt()?;
        for conclusie in ["informatie-en-advies", "directe-escalatie"] {
            sluit_af(&w, intake, conclusie).await?.geweigerd(409, "besluit-veilig-thuis-ontbreekt")?;
        }
        let mut oordeel = json!({ "oordeel": "onveilig", "veiligThuis": besluit });
        if let Some(reden) = reden {
            let zonder_reden = doe(&w, intake, "veiligheidsoordeel", oordeel.clone()).await?;
            zonder_reden.geweigerd(400, "ongeldige-invoer")?;
            oordeel["reden"] = json!(reden);
        }
        doe(&w, intake, "veiligheidsoordeel", oordeel).await?.gelukt()?;
        sluit_af(&w, intake, "informatie-en-advies").await?.gelukt()?;
        let veiligheid = &zie(&w, intake).await?["veiligheid"];
        ensure!(veiligheid["veiligThuis"] == besluit && veiligheid["reden"] == json!(reden), "{veiligheid}");
    }
    Ok(())
}

async fn een_wmo_melding_die_na_zes_weken_niet_is_onderzocht_is_vanzelf_een_overschrijding(
    podium: Arc<Podium>,
) -> anyhow::Result<()> {
    let w = podium.wereld("zes-weken");
    w.op(0, 9)?;
    let (huishouden, _) = huishouden(&w).await?;
    let gewoon = gesprek(&w, huishouden, false, false).await?;
    ensure!(zie(&w, gewoon).await?["onderzoekVoor"].is_null(), "the term runs for a Wmo report only");
    let op_tijd = gesprek(&w, huishouden, false, true).await?;
    let te_laat = gesprek(&w, huishouden, false, true).await?;
    let verstrijkt = w.kalender.moment(43, 0)?.to_string();
    ensure!(zie(&w, te_laat).await?["onderzoekVoor"] == verstrijkt, "six weeks later, at the end of the day");

    w.op(42, 23)?;
    sluit_af(&w, op_tijd, "informatie-en-advies").await?.gelukt()?;
    ensure!(taken(&w, te_laat).await? == [taak("intake-afronden", "bijna-verlopen")], "a last hour");
    w.op(43, 0)?;
    w.wacht_tot("the passing day is a fact", async || Ok(!zie(&w, te_laat).await?["termijnOverschredenOp"].is_null()))
        .await?;
    let taken_na = taken(&w, te_laat).await?;
    ensure!(taken_na == [taak("intake-afronden", "verlopen"), taak("termijn-verstreken", "open")], "{taken_na:?}");
    let verlenging = json!({ "tot": w.dag(60)?, "instemmingMelder": true });
    doe(&w, te_laat, "termijnverlenging", verlenging).await?.geweigerd(409, "termijn-al-verstreken")?;
    let overschreden = feiten(&w, huishouden, te_laat, "TermijnOverschreden").await?;
    ensure!(overschreden.len() == 1, "once: {overschreden:?}");
    ensure!(overschreden[0]["inhoud"]["verstrekenOp"] == verstrijkt, "{}", overschreden[0]);
    ensure!(overschreden[0]["wie"]["functie"] == "systeem", "by itself: {}", overschreden[0]);
    let gestart = feiten(&w, huishouden, te_laat, "IntakeGestart").await?;
    ensure!(overschreden[0]["oorzaak"] == gestart[0]["eventId"], "because of the report: {}", overschreden[0]);

    sluit_af(&w, te_laat, "informatie-en-advies").await?.gelukt()?;
    ensure!(taken(&w, te_laat).await?.is_empty(), "nothing is left to do");
    for (intake, tijdig) in [(op_tijd, true), (te_laat, false)] {
        ensure!(zie(&w, intake).await?["afronding"]["tijdig"] == tijdig, "in time: {tijdig}");
    }
    ensure!(feiten(&w, huishouden, op_tijd, "TermijnOverschreden").await?.is_empty(), "in time is no overrun");
    Ok(())
}

async fn de_zes_weken_worden_alleen_verlengd_als_de_melder_instemt(podium: Arc<Podium>) -> anyhow::Result<()> {
    let w = podium.wereld("verlenging");
    w.op(0, 9)?;
    let (huishouden, _) = huishouden(&w).await?;
    let gewoon = start(&w, huishouden, false, false).await?;
    let verlenging = |dag: i32, instemming: bool| {
        Ok::<_, anyhow::Error>(json!({ "tot": w.dag(dag)?, "instemmingMelder": instemming }))
    };
    doe(&w, gewoon, "termijnverlenging", verlenging(60, true)?).await?.geweigerd(409, "geen-termijn")?;
    let [verlengd, niet_verlengd] =
        [start(&w, huishouden, false, true).await?, start(&w, huishouden, false, true).await?];
    w.op(40, 9)?;
    for intake in [verlengd, niet_verlengd] {
        let zonder = doe(&w, intake, "termijnverlenging", verlenging(60, false)?).await?;
        zonder.geweigerd(409, "verlenging-zonder-instemming")?;
    }
    let eerder = doe(&w, verlengd, "termijnverlenging", verlenging(41, true)?).await?;
    eerder.geweigerd(409, "verlenging-niet-later")?;
    doe(&w, verlengd, "termijnverlenging", verlenging(60, true)?).await?.gelukt()?;
    ensure!(zie(&w, verlengd).await?["onderzoekVoor"] == w.kalender.moment(61, 0)?.to_string(), "up to that day");

    // What was not extended passes; the same watch sees that the other has not.
    w.op(43, 0)?;
    let overschreden = async |intake: Uuid| feiten(&w, huishouden, intake, "TermijnOverschreden").await;
    w.wacht_tot("overrun", async || Ok(overschreden(niet_verlengd).await?.len() == 1)).await?;
    ensure!(overschreden(verlengd).await?.is_empty(), "extended with agreement");
    w.op(61, 0)?;
    w.wacht_tot("overrun after all", async || Ok(overschreden(verlengd).await?.len() == 1)).await?;
    let wanneer = &overschreden(verlengd).await?[0]["inhoud"]["verstrekenOp"];
    ensure!(*wanneer == w.kalender.moment(61, 0)?.to_string(), "at the agreed day: {wanneer}");
    Ok(())
}

async fn binnen_twee_weken_na_de_aanvraag_volgt_een_beschikking(podium: Arc<Podium>) -> anyhow::Result<()> {
    let w = podium.wereld("beschikking");
    w.op(0, 9)?;
    let (huishouden, _) = huishouden(&w).await?;
    let op = |dag: i32| Ok::<_, anyhow::Error>(json!({ "op": w.dag(dag)? }));
    let gewoon = start(&w, huishouden, false, false).await?;
    doe(&w, gewoon, "aanvraag", op(0)?).await?.geweigerd(409, "geen-wmo-melding")?;
    let [tijdig, te_laat] = [gesprek(&w, huishouden, false, true).await?, gesprek(&w, huishouden, false, true).await?];
    w.op(2, 9)?;
    for intake in [tijdig, te_laat] {
        doe(&w, intake, "beschikking", op(2)?).await?.geweigerd(409, "aanvraag-ontbreekt")?;
        doe(&w, intake, "aanvraag", op(3)?).await?.geweigerd(409, "dag-onmogelijk")?;
        doe(&w, intake, "aanvraag", op(-1)?).await?.geweigerd(409, "dag-onmogelijk")?;
        // The application follows the investigation.
        sluit_af(&w, intake, "informatie-en-advies").await?.gelukt()?;
        doe(&w, intake, "aanvraag", op(2)?).await?.gelukt()?;
        doe(&w, intake, "aanvraag", op(1)?).await?.geweigerd(409, "al-vastgelegd")?;
        let beslissen_voor = &zie(&w, intake).await?["aanvraag"]["beslissenVoor"];
        ensure!(*beslissen_voor == w.kalender.moment(17, 0)?.to_string(), "two weeks: {beslissen_voor}");
        ensure!(taken(&w, intake).await? == [taak("beschikking-nemen", "open")], "a task with that term");
    }
    w.op(16, 23)?;
    doe(&w, tijdig, "beschikking", op(17)?).await?.geweigerd(409, "dag-onmogelijk")?;
    doe(&w, tijdig, "beschikking", op(1)?).await?.geweigerd(409, "dag-onmogelijk")?;
    doe(&w, tijdig, "beschikking", op(16)?).await?.gelukt()?;
    w.op(17, 0)?;
    let verstreken = async |intake: Uuid| feiten(&w, huishouden, intake, "TermijnVerstreken").await;
    w.wacht_tot("the term passed", async || Ok(!verstreken(te_laat).await?.is_empty())).await?;
    let taken_na = taken(&w, te_laat).await?;
    ensure!(taken_na == [taak("beschikking-nemen", "verlopen"), taak("termijn-verstreken", "open")], "{taken_na:?}");
    w.op(18, 9)?;
    doe(&w, te_laat, "beschikking", op(18)?).await?.gelukt()?;

    for (intake, is_tijdig) in [(tijdig, true), (te_laat, false)] {
        ensure!(taken(&w, intake).await?.is_empty(), "decided: nothing is left to do");
        let beschikt = feiten(&w, huishouden, intake, "BeschikkingVastgelegd").await?;
        ensure!(beschikt.len() == 1 && beschikt[0]["inhoud"]["tijdig"] == is_tijdig, "{beschikt:?}");
    }
    let te_laat = verstreken(te_laat).await?;
    ensure!(te_laat.len() == 1 && te_laat[0]["inhoud"]["termijn"] == "besluit", "once: {te_laat:?}");
    ensure!(te_laat[0]["wie"]["functie"] == "systeem" && te_laat[0]["oorzaak"].is_string(), "{}", te_laat[0]);
    ensure!(verstreken(tijdig).await?.is_empty(), "in time is no overrun");
    Ok(())
}

async fn een_jeugdplan_volgt_binnen_zes_weken_als_er_geen_familiegroepsplan_komt(
    podium: Arc<Podium>,
) -> anyhow::Result<()> {
    let w = podium.wereld("jeugdplan");
    w.op(0, 9)?;
    let (huishouden, _) = huishouden(&w).await?;
    let zegt = async |intake: Uuid, uitkomst: &str| -> anyhow::Result<Value> {
        doe(&w, intake, "familiegroepsplan", json!({ "uitkomst": uitkomst })).await?.gelukt()?;
        Ok(zie(&w, intake).await?["familiegroepsplan"]["jeugdplanVoor"].clone())
    };
    let [zelf, op_tijd, te_laat] = [
        gesprek(&w, huishouden, true, false).await?,
        gesprek(&w, huishouden, true, false).await?,
        gesprek(&w, huishouden, true, false).await?,
    ];
    ensure!(zegt(zelf, "aanvaard").await?.is_null(), "the family makes its own");
    w.op(1, 9)?;
    let verstrijkt = w.kalender.moment(44, 0)?.to_string();
    for intake in [op_tijd, te_laat] {
        ensure!(zie(&w, intake).await?["familiegroepsplan"]["jeugdplanVoor"].is_null(), "they think about it");
        ensure!(zegt(intake, "afgewezen").await? == verstrijkt, "six weeks from the day on which no plan comes");
        let bij_de_intaker = taken(&w, intake).await?;
        ensure!(bij_de_intaker.contains(&taak("jeugdplan-maken", "open")), "a task with that term: {bij_de_intaker:?}");
    }
    w.op(43, 23)?;
    sluit_af_met_plan(&w, op_tijd).await?;
    w.op(44, 0)?;
    let verstreken = async |intake: Uuid| feiten(&w, huishouden, intake, "TermijnVerstreken").await;
    w.wacht_tot("the term passed", async || Ok(!verstreken(te_laat).await?.is_empty())).await?;
    let bij_de_intaker = taken(&w, te_laat).await?;
    for verwacht in [taak("jeugdplan-maken", "verlopen"), taak("termijn-verstreken", "open")] {
        ensure!(bij_de_intaker.contains(&verwacht), "{verwacht:?}: {bij_de_intaker:?}");
    }
    let feit = verstreken(te_laat).await?;
    ensure!(feit.len() == 1 && feit[0]["inhoud"]["termijn"] == "jeugdplan", "once: {feit:?}");
    ensure!(feit[0]["inhoud"]["verstrekenOp"] == verstrijkt && feit[0]["wie"]["functie"] == "systeem", "{}", feit[0]);
    for intake in [zelf, op_tijd] {
        ensure!(verstreken(intake).await?.is_empty(), "no term, or met in time");
    }
    sluit_af(&w, te_laat, "informatie-en-advies").await?.gelukt()?;
    ensure!(taken(&w, te_laat).await?.is_empty(), "nothing is left to do");
    for (intake, tijdig) in [(op_tijd, true), (te_laat, false)] {
        let afgerond = feiten(&w, huishouden, intake, "IntakeAfgerond").await?;
        ensure!(afgerond[0]["inhoud"]["jeugdplanTijdig"] == tijdig, "in time: {tijdig}: {}", afgerond[0]);
    }
    Ok(())
}
