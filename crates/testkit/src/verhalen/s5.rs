//! S5: authority that ran out.

use anyhow::{Context as _, ensure};
use serde_json::{Value, json};
use uuid::Uuid;

use super::proloog::Mandaten;
use super::stappen::Gesprek;
use crate::antwoord::Antwoord;
use crate::cast::{Cast, Persoon};
use crate::wereld::Wereld;

/// Who deploys help in this story.
const COACH: &Persoon = &Cast::SCHOOLCOACH_2;
/// The last day of the schoolcoach's SKJ registration, counted from the first day of the story.
const LAATSTE_SKJ_DAG: i32 = 19;

/// What the story leaves behind, to ask questions about.
#[derive(Debug, Clone, Copy)]
pub struct S5 {
    /// The girl and her father.
    pub huishouden: Uuid,
    /// The girl.
    pub dochter: Uuid,
    /// The besluit on which the schoolcoach's mandaat rested.
    pub besluit: Uuid,
    /// The inzet of one minute before midnight.
    pub inzet: Uuid,
    /// The inzet after the renewal.
    pub latere_inzet: Uuid,
}

/// Plays the story: accepted at 23:59, refused at 00:01, accepted again after renewal; then the mandaat is withdrawn.
///
/// # Errors
/// A step did not go as the story says.
pub async fn speel(w: &Wereld, mandaten: &Mandaten) -> anyhow::Result<S5> {
    let (huishouden, dochter) = een_plan(w).await?;
    let besluit = w.haal(&Cast::MANDAATBEHEERDER, &format!("/v1/mandaten/{}", mandaten.schoolcoach)).await?.gelukt()?;
    let besluit = besluit.inhoud["besluitId"].as_str().and_then(|id| id.parse().ok()).context("a besluit")?;
    let skj =
        json!({ "houderId": w.id_van(COACH).await?, "nummer": "110054321", "geldigTot": w.dag(LAATSTE_SKJ_DAG)? });
    let skj = w.begin(&Cast::MANDAATBEHEERDER, "/v1/skj-registraties", skj).await?.gelukt()?.id()?;
    let mandaat = verleen(w, besluit).await?;

    w.op_minuut(LAATSTE_SKJ_DAG, 23, 59)?;
    let inzet = zet_in(w, huishouden, dochter, mandaat).await?.gelukt()?.id()?;
    let lichte = lichte_inzet(w, huishouden, dochter, mandaat).await?.gelukt()?.id()?;
    w.op_minuut(LAATSTE_SKJ_DAG + 1, 0, 1)?;
    let geweigerd = zet_in(w, huishouden, dochter, mandaat).await?;
    let geweigerd = geweigerd.geweigerd(409, "inzet-zonder-bevoegdheid")?;
    let uitleg = geweigerd.inhoud["detail"].as_str().unwrap_or_default();
    ensure!(uitleg.contains("SKJ-registratie"), "the refusal says why: {uitleg}");

    wacht_op_werk(w, inzet, true).await?;
    ensure!(!staat_op_werklijst(w, lichte).await?, "help that asks no SKJ is not touched");
    let gezien = w.haal(&Cast::CJG_COACH, &format!("/v1/doorverwijzingen/{inzet}")).await?.gelukt()?.inhoud;
    ensure!(gezien["toestand"] == "aangevraagd", "what runs stays lawful: {gezien}");
    ensure!(gezien["bevoegdheidVervallen"] == json!(["skj-verlopen"]), "and says what ended: {gezien}");
    ensure!(gezien["namens"] == "het college van burgemeester en wethouders", "on whose behalf: {gezien}");
    ensure!(gezien["wetsversie"] == "2015-01-01", "on which law text: {gezien}");

    w.op(21, 10)?;
    let verlenging = json!({ "geldigTot": w.dag(1500)? });
    w.doe(&Cast::MANDAATBEHEERDER, format!("/v1/skj-registraties/{skj}/verlenging"), verlenging).await?;
    let latere_inzet = zet_in(w, huishouden, dochter, mandaat).await?.gelukt()?.id()?;
    wacht_op_werk(w, inzet, false).await?;

    w.doe(&Cast::AANBIEDER_2, format!("/v1/doorverwijzingen/{inzet}/aanvaarding"), json!({})).await?;
    w.op(22, 10)?;
    trek_in(w, mandaat).await?.gelukt()?;
    let na_intrekking = zet_in(w, huishouden, dochter, mandaat).await?;
    na_intrekking.geweigerd(409, "inzet-zonder-bevoegdheid")?;
    for lopend in [inzet, lichte, latere_inzet] {
        wacht_op_werk(w, lopend, true).await?;
    }
    hersteld(w, inzet).await?;
    Ok(S5 { huishouden, dochter, besluit, inzet, latere_inzet })
}

/// A father and his daughter, with a plan of which the CJG-coach is regisseur and in which the schoolcoach is involved.
async fn een_plan(w: &Wereld) -> anyhow::Result<(Uuid, Uuid)> {
    let coach = &Cast::CJG_COACH;
    w.op(0, 9)?;
    let zorg = "Het meisje vertelt dat het thuis niet meer gaat.";
    let signaal = w.meld_signaal(COACH, "school", "hoofddorp-zuidwest", zorg).await?;
    w.doe(coach, format!("/v1/signalen/{signaal}/oppakking"), json!({})).await?;
    let [vader, dochter] = [0x55_0001, 0x55_0002].map(|zaad| Uuid::new_v5(&Uuid::from_u128(zaad), signaal.as_bytes()));
    let lid = |id: Uuid, naam: &str, geboren: String, relatie: &str| json!({ "id": id, "naam": naam, "geboortedatum": geboren, "relatie": relatie });
    let registratie = json!({
        "gebied": "hoofddorp-zuidwest",
        "adres": { "straat": "Beukenhof", "huisnummer": "3", "postcode": "2134CD", "woonplaats": "Hoofddorp" },
        "leden": [
            lid(vader, "Karel Kuiper", w.kalender.geboren(44, 1)?.to_string(), "ouder"),
            lid(dochter, "Noor Kuiper", w.kalender.geboren(9, 4)?.to_string(), "kind"),
        ],
        "gezag": [{ "kind": dochter, "gezaghebbende": { "lidId": vader }, "sinds": w.dag(-1500)?, "bron": "gezagsregister" }],
        "signaalId": signaal,
    });
    let huishouden = w.begin(coach, "/v1/huishoudens", registratie).await?.gelukt()?.id()?;
    let gesprek = Gesprek {
        scores: [
            (2, "Noor gaat niet graag naar school."),
            (4, "Vader werkt."),
            (4, "Veilig thuis."),
            (2, "Noor slaapt slecht."),
            (5, "Eigen huis."),
        ],
        eigen_woorden: "Ik wil dat Noor weer lacht.",
        vraag_achter_de_vraag: "Wie helpt haar na het verlies van haar moeder?",
        regieverlies: "tijdelijk",
        jeugdhulp: true,
        wmo: false,
    };
    let intake = w.voer_keukentafelgesprek(coach, huishouden, &gesprek).await?;
    let plan = json!({ "conclusie": "plan", "regisseur": w.betrokkene(coach).await?, "afspraken": [] });
    w.doe(coach, format!("/v1/intakes/{intake}/afronding"), plan).await?;
    w.wacht_op_plan(coach, huishouden).await?;
    let betrokkene = json!({
        "wie": w.betrokkene(COACH).await?, "deelgrond": { "grondslag": "jeugdwet740" },
        "categorieen": ["meedoen", "gezondheid"],
    });
    w.doe(coach, format!("/v1/huishoudens/{huishouden}/betrokkenen"), betrokkene).await?;
    Ok((huishouden, dochter))
}

/// The schoolcoach of the other school gets a mandaat for all youth help there.
///
/// # Errors
/// It is refused.
pub async fn verleen(w: &Wereld, besluit: Uuid) -> anyhow::Result<Uuid> {
    let mandaat = json!({
        "besluitId": besluit,
        "houder": {
            "professionalId": w.id_van(COACH).await?, "functie": COACH.functie, "organisatie": COACH.organisatie,
            "naam": COACH.naam,
        },
        "inDienstVanGemeente": false, "instemmingHouder": w.dag(-2)?, "instemmingWerkgever": w.dag(-1)?,
        "voorzieningen": ["opvoedondersteuning", "ambulante-jeugdhulp"], "gebieden": [], "scholen": [COACH.organisatie],
        "van": w.dag(0)?, "totEnMet": w.dag(1400)?,
    });
    w.begin(&Cast::MANDAATBEHEERDER, "/v1/mandaten", mandaat).await?.gelukt()?.id()
}

/// The schoolcoach deploys ambulant youth care, which asks SKJ.
///
/// # Errors
/// No answer came.
pub async fn zet_in(w: &Wereld, huishouden: Uuid, dochter: Uuid, mandaat: Uuid) -> anyhow::Result<Antwoord> {
    vraag_hulp(w, huishouden, dochter, mandaat, "ambulante-jeugdhulp").await
}

/// The schoolcoach deploys light support, which asks no SKJ.
async fn lichte_inzet(w: &Wereld, huishouden: Uuid, dochter: Uuid, mandaat: Uuid) -> anyhow::Result<Antwoord> {
    vraag_hulp(w, huishouden, dochter, mandaat, "opvoedondersteuning").await
}

async fn vraag_hulp(
    w: &Wereld,
    huishouden: Uuid,
    dochter: Uuid,
    mandaat: Uuid,
    voorziening: &str,
) -> anyhow::Result<Antwoord> {
    let hulp = json!({
        "soort": "inzet", "organisatie": "jeugdhulp-zuid", "functie": "zorgaanbieder", "betreft": [dochter],
        "hulpvraag": "Noor heeft iemand nodig om mee te praten.", "deelgrond": { "grondslag": "jeugdwet740" },
        "voorziening": voorziening, "mandaatId": mandaat, "school": COACH.organisatie,
        "lichterBekeken": "Gesprekken op school waren te licht.",
    });
    w.begin(COACH, &format!("/v1/huishoudens/{huishouden}/doorverwijzingen"), hulp).await
}

/// The mandaatbeheerder withdraws a mandaat.
///
/// # Errors
/// No answer came.
pub async fn trek_in(w: &Wereld, mandaat: Uuid) -> anyhow::Result<Antwoord> {
    let reden = json!({ "reden": "De schoolcoach krijgt een andere functie." });
    w.wijzig(&Cast::MANDAATBEHEERDER, &format!("/v1/mandaten/{mandaat}/intrekking"), reden).await
}

/// Whether the regisseur sees that the authority under this inzet does not work.
async fn staat_op_werklijst(w: &Wereld, inzet: Uuid) -> anyhow::Result<bool> {
    let taken = w.werklijst(&Cast::CJG_COACH).await?;
    let deze = |item: &Value| item["soort"] == "bevoegdheid-vervallen" && item["resource"]["id"] == inzet.to_string();
    Ok(taken.iter().any(deze))
}

async fn wacht_op_werk(w: &Wereld, inzet: Uuid, verwacht: bool) -> anyhow::Result<()> {
    let wat = format!("bevoegdheid-vervallen of {inzet} on the regisseur's worklist: {verwacht}");
    w.wacht_tot(&wat, async || Ok(staat_op_werklijst(w, inzet).await? == verwacht)).await
}

/// It proves that the first inzet lacked authority: the college ratifies it; an objection goes to somebody else.
async fn hersteld(w: &Wereld, inzet: Uuid) -> anyhow::Result<()> {
    let beheerder = &Cast::MANDAATBEHEERDER;
    let pad = |deel: &str| format!("/v1/doorverwijzingen/{inzet}/{deel}");
    let versie = async || -> anyhow::Result<u64> {
        let stand = w.haal(beheerder, &pad("bevoegdheid")).await?.gelukt()?;
        stand.inhoud["versie"].as_u64().context("a version")
    };
    let bekrachtiging = json!({
        "besluit": "2026/12", "gebrek": "verlening-gebrekkig", "toelichting": "Het college neemt de inzet voor zijn rekening.",
    });
    let doe = async |deel: &str, inhoud: Value| {
        w.wijzig_op(beheerder, &pad(deel), versie().await?, &w.sleutel(), inhoud).await
    };
    doe("bekrachtiging", bekrachtiging.clone()).await?.geweigerd(409, "gebrek-niet-gemeld")?;
    doe("bevoegdheidsgebreken", json!({ "gebrek": "verlening-gebrekkig" })).await?.gelukt()?;
    doe("bekrachtiging", bekrachtiging).await?.gelukt()?;
    let bezwaar = json!({
        "indiener": "Karel Kuiper", "ontvangenOp": w.dag(22)?, "gronden": "Noor wil eerst met haar mentor praten.",
    });
    doe("bezwaar", bezwaar).await?.gelukt()?;
    let zelf = json!({ "behandelaarId": w.id_van(COACH).await? });
    doe("bezwaar/toewijzing", zelf).await?.geweigerd(409, "bezwaar-bij-beslisser")?;
    let ander = json!({ "behandelaarId": w.id_van(&Cast::WMO_CONSULENT).await? });
    doe("bezwaar/toewijzing", ander).await?.gelukt()?;
    let stand = w.haal(beheerder, &pad("bevoegdheid")).await?.gelukt()?.inhoud;
    ensure!(stand["gebreken"][0]["besluit"] == "2026/12", "decision and defect are linked: {stand}");
    ensure!(stand.get("hulpvraag").is_none(), "nothing of the case: {stand}");
    let vreemd = w.haal(&Cast::CJG_COACH, &pad("bevoegdheid")).await?;
    ensure!(vreemd.status == 403, "only the mandaatbeheerder sees it so");
    Ok(())
}
