//! Authority over HTTP: ondermandaat, a besluit that is withdrawn, a mandaat that ends, bekrachtiging and bezwaar.

use std::sync::Arc;

use anyhow::{Context as _, ensure};
use regieboek_testkit::{Antwoord, Cast, Persoon, Wereld};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::podium::{Databank, Podium};
use crate::verhalen::{geschiedenis, op_beide_databanken};

/// Grants the mandaten, and records objections.
const BEHEERDER: &Persoon = &Cast::MANDAATBEHEERDER;
/// Holds the mandaat, and passes it on.
const HOUDER: &Persoon = &Cast::SCHOOLCOACH;
/// Got the ondermandaat.
const ONDER: &Persoon = &Cast::SCHOOLCOACH_2;
/// Owns the huishouden: sees on the worklist what happens to its help.
const EIGENAAR: &Persoon = &Cast::CJG_COACH;
/// Decides on objections.
const JURIST: &Persoon = &Cast::WMO_CONSULENT;

op_beide_databanken! {
    een_ondermandaat_werkt_zolang_het_mandaat_erboven_werkt,
    wie_een_ondermandaat_verleende_trekt_het_in,
    een_ingetrokken_besluit_stopt_de_mandaten_op_zijn_dag,
    een_mandaat_verloopt_na_zijn_laatste_dag,
    een_geschorst_mandaat_staat_op_de_werklijst_tot_het_is_hervat,
    een_onbevoegde_inzet_wordt_bekrachtigd,
    op_een_bezwaar_beslist_iemand_anders,
    op_een_bezwaar_wordt_binnen_zes_weken_beslist,
}

/// A huishouden, a besluit, a mandaat on it, and an ondermandaat within that.
struct Zaak {
    w: Wereld,
    huishouden: Uuid,
    besluit: Uuid,
    mandaat: Uuid,
    onder: Uuid,
}

/// What is granted to a schoolcoach, with the consents of Awb 10:4.
async fn verlening(w: &Wereld, houder: &Persoon, laatste_dag: i32) -> anyhow::Result<Value> {
    Ok(json!({
        "houder": {
            "professionalId": w.id_van(houder).await?, "functie": houder.functie, "organisatie": houder.organisatie,
            "naam": houder.naam,
        },
        "inDienstVanGemeente": false, "instemmingHouder": w.dag(-2)?, "instemmingWerkgever": w.dag(-1)?,
        "voorzieningen": ["opvoedondersteuning"], "gebieden": [], "scholen": [],
        "van": w.dag(0)?, "totEnMet": w.dag(laatste_dag)?,
    }))
}

impl Zaak {
    /// The mandaat holds until its last day; the ondermandaat until the day before.
    async fn nieuw(podium: &Arc<Podium>, naam: &str, laatste_dag: i32) -> anyhow::Result<Self> {
        let w = podium.wereld(naam);
        w.op(0, 9)?;
        let besluit = json!({
            "nummer": "2025/512", "genomenOp": w.dag(-60)?, "regeling": "Jeugdwet artikel 2.3", "wetsversie": "2015-01-01",
            "functies": ["schoolcoach"], "voorzieningen": ["opvoedondersteuning"], "gebieden": [], "scholen": [],
            "van": w.dag(-60)?, "totEnMet": w.dag(900)?, "ondermandaatToegestaan": true,
        });
        let besluit = w.begin(BEHEERDER, "/v1/mandaatbesluiten", besluit).await?.gelukt()?.id()?;
        let mut mandaat = verlening(&w, HOUDER, laatste_dag).await?;
        mandaat["besluitId"] = json!(besluit);
        let mandaat = w.begin(BEHEERDER, "/v1/mandaten", mandaat).await?.gelukt()?.id()?;
        let doorgegeven = verlening(&w, ONDER, laatste_dag - 1).await?;
        let onder = w.begin(HOUDER, &format!("/v1/mandaten/{mandaat}/ondermandaten"), doorgegeven).await?;
        let onder = onder.gelukt()?.id()?;
        let registratie = json!({
            "gebied": "hoofddorp-zuidwest", "adres": {}, "gezag": [],
            "leden": [{ "naam": "Karel Kuiper", "geboortedatum": "1981-11-01", "relatie": "ouder" }],
        });
        let huishouden = w.begin(EIGENAAR, "/v1/huishoudens", registratie).await?.gelukt()?.id()?;
        for wie in [HOUDER, ONDER] {
            let betrokkene = json!({
                "wie": w.betrokkene(wie).await?, "deelgrond": { "grondslag": "jeugdwet740" }, "categorieen": ["meedoen"],
            });
            w.wijzig(EIGENAAR, &format!("/v1/huishoudens/{huishouden}/betrokkenen"), betrokkene).await?.gelukt()?;
        }
        Ok(Self { w, huishouden, besluit, mandaat, onder })
    }

    async fn zet_in(&self, wie: &Persoon, mandaat: Uuid) -> anyhow::Result<Antwoord> {
        let hulp = json!({
            "soort": "inzet", "organisatie": "jeugdhulp-zuid", "functie": "zorgaanbieder", "betreft": [],
            "hulpvraag": "Hoe houden we thuis rust?", "deelgrond": { "grondslag": "jeugdwet740" },
            "voorziening": "opvoedondersteuning", "mandaatId": mandaat,
        });
        self.w.begin(wie, &format!("/v1/huishoudens/{}/doorverwijzingen", self.huishouden), hulp).await
    }

    async fn ingezet(&self, wie: &Persoon, mandaat: Uuid) -> anyhow::Result<Uuid> {
        self.zet_in(wie, mandaat).await?.gelukt()?.id()
    }

    async fn onbevoegd(&self, wie: &Persoon, mandaat: Uuid, uitleg: &str) -> anyhow::Result<()> {
        let geweigerd = self.zet_in(wie, mandaat).await?.geweigerd(409, "inzet-zonder-bevoegdheid")?;
        let detail = geweigerd.inhoud["detail"].as_str().unwrap_or_default();
        ensure!(detail.contains(uitleg), "the refusal says why: {detail}");
        Ok(())
    }

    /// What the mandaatbeheerder does to a mandaat.
    async fn beheer(&self, mandaat: Uuid, deel: &str) -> anyhow::Result<()> {
        let inhoud = if deel == "hervatting" { json!({}) } else { json!({ "reden": "Er loopt een onderzoek." }) };
        self.w.wijzig(BEHEERDER, &format!("/v1/mandaten/{mandaat}/{deel}"), inhoud).await?.gelukt().map(drop)
    }

    /// What the mandaatbeheerder records at an inzet.
    async fn leg_vast(&self, inzet: Uuid, deel: &str, inhoud: Value) -> anyhow::Result<Antwoord> {
        let pad = |deel: &str| format!("/v1/doorverwijzingen/{inzet}/{deel}");
        let stand = self.w.haal(BEHEERDER, &pad("bevoegdheid")).await?.gelukt()?;
        let versie = stand.inhoud["versie"].as_u64().context("a version")?;
        self.w.wijzig_op(BEHEERDER, &pad(deel), versie, &self.w.sleutel(), inhoud).await
    }

    /// The items of this kind about this inzet on somebody's worklist.
    async fn werk(&self, wie: &Persoon, soort: &str, inzet: Uuid) -> anyhow::Result<Vec<Value>> {
        let mut items = self.w.werklijst(wie).await?;
        items.retain(|item| item["soort"] == soort && item["resource"]["id"] == inzet.to_string());
        Ok(items)
    }

    /// Waits until the owner sees as many reasons why the authority under this inzet does not work.
    async fn wacht_op_werk(&self, inzet: Uuid, aantal: usize) -> anyhow::Result<()> {
        let wat = format!("bevoegdheid-vervallen of {inzet} on the worklist, {aantal} times");
        self.w
            .wacht_tot(&wat, async || Ok(self.werk(EIGENAAR, "bevoegdheid-vervallen", inzet).await?.len() == aantal))
            .await
    }

    /// Why the authority under this inzet stopped: every time that it was recorded.
    async fn vervallen(&self, inzet: Uuid) -> anyhow::Result<Vec<String>> {
        let feiten = geschiedenis(&self.w, self.huishouden).await?;
        let van = |g: &&Value| g["feit"] == "BevoegdheidVervallen" && g["resourceId"] == inzet.to_string();
        Ok(feiten.iter().filter(van).filter_map(|g| g["inhoud"]["wegens"].as_str()).map(str::to_owned).collect())
    }
}

async fn een_ondermandaat_werkt_zolang_het_mandaat_erboven_werkt(podium: Arc<Podium>) -> anyhow::Result<()> {
    let zaak = Zaak::nieuw(&podium, "onder", 800).await?;
    let inzet = zaak.ingezet(ONDER, zaak.onder).await?;

    zaak.beheer(zaak.mandaat, "schorsing").await?;
    zaak.onbevoegd(ONDER, zaak.onder, "ondermandaat").await?;
    zaak.wacht_op_werk(inzet, 1).await?;
    zaak.beheer(zaak.onder, "schorsing").await?;
    zaak.wacht_op_werk(inzet, 2).await?;

    zaak.beheer(zaak.mandaat, "hervatting").await?;
    zaak.wacht_op_werk(inzet, 1).await?;
    zaak.onbevoegd(ONDER, zaak.onder, "geschorst").await?;
    zaak.beheer(zaak.onder, "hervatting").await?;
    zaak.wacht_op_werk(inzet, 0).await?;
    zaak.ingezet(ONDER, zaak.onder).await?;

    zaak.beheer(zaak.mandaat, "intrekking").await?;
    zaak.wacht_op_werk(inzet, 1).await?;
    zaak.onbevoegd(ONDER, zaak.onder, "ondermandaat").await?;
    let gronden = zaak.vervallen(inzet).await?;
    ensure!(gronden == ["bovenmandaat-geschorst", "mandaat-geschorst", "bovenmandaat-ingetrokken"], "{gronden:?}");
    Ok(())
}

async fn wie_een_ondermandaat_verleende_trekt_het_in(podium: Arc<Podium>) -> anyhow::Result<()> {
    let zaak = Zaak::nieuw(&podium, "verlener", 800).await?;
    let inzet = zaak.ingezet(ONDER, zaak.onder).await?;
    let pad = format!("/v1/mandaten/{}/intrekking", zaak.onder);
    let reden = json!({ "reden": "Zij krijgt een andere taak." });
    for vreemd in [ONDER, EIGENAAR] {
        let geweigerd = zaak.w.wijzig_op(vreemd, &pad, 1, &zaak.w.sleutel(), reden.clone()).await?;
        ensure!(geweigerd.status == 404, "{}: only who granted it: {}", vreemd.naam, geweigerd.inhoud);
    }
    let eigen = format!("/v1/mandaten/{}/intrekking", zaak.mandaat);
    let geweigerd = zaak.w.wijzig_op(HOUDER, &eigen, 1, &zaak.w.sleutel(), reden.clone()).await?;
    ensure!(geweigerd.status == 404, "nor the own mandaat: {}", geweigerd.inhoud);

    zaak.w.wijzig(HOUDER, &pad, reden).await?.gelukt()?;
    zaak.onbevoegd(ONDER, zaak.onder, "ingetrokken").await?;
    zaak.wacht_op_werk(inzet, 1).await?;
    ensure!(zaak.vervallen(inzet).await? == ["mandaat-ingetrokken"]);
    Ok(())
}

async fn een_ingetrokken_besluit_stopt_de_mandaten_op_zijn_dag(podium: Arc<Podium>) -> anyhow::Result<()> {
    let zaak = Zaak::nieuw(&podium, "besluit", 800).await?;
    let inzetten = [zaak.ingezet(HOUDER, zaak.mandaat).await?, zaak.ingezet(ONDER, zaak.onder).await?];
    let per = json!({ "per": zaak.w.dag(3)? });
    zaak.w.wijzig(BEHEERDER, &format!("/v1/mandaatbesluiten/{}/intrekking", zaak.besluit), per).await?.gelukt()?;
    zaak.w.op_minuut(2, 23, 59)?;
    let laatste = zaak.ingezet(HOUDER, zaak.mandaat).await?;
    ensure!(zaak.vervallen(laatste).await?.is_empty(), "an announced withdrawal changes nothing before its day");

    zaak.w.op_minuut(3, 0, 1)?;
    zaak.onbevoegd(HOUDER, zaak.mandaat, "mandaatbesluit").await?;
    zaak.onbevoegd(ONDER, zaak.onder, "mandaatbesluit").await?;
    let _tweede = podium.start()?;
    zaak.wacht_op_werk(laatste, 1).await?;
    podium.dood_de_server();
    for inzet in inzetten.into_iter().chain([laatste]) {
        zaak.wacht_op_werk(inzet, 1).await?;
        ensure!(zaak.vervallen(inzet).await? == ["besluit-ingetrokken"], "exactly once");
    }
    Ok(())
}

async fn een_mandaat_verloopt_na_zijn_laatste_dag(podium: Arc<Podium>) -> anyhow::Result<()> {
    let zaak = Zaak::nieuw(&podium, "verloop", 5).await?;
    let (inzet, onder) = (zaak.ingezet(HOUDER, zaak.mandaat).await?, zaak.ingezet(ONDER, zaak.onder).await?);
    zaak.w.op_minuut(5, 23, 59)?;
    zaak.ingezet(HOUDER, zaak.mandaat).await?;
    zaak.wacht_op_werk(onder, 1).await?;

    let _tweede = podium.start()?;
    zaak.w.op_minuut(6, 0, 1)?;
    zaak.onbevoegd(HOUDER, zaak.mandaat, "verlopen").await?;
    zaak.wacht_op_werk(inzet, 1).await?;
    zaak.wacht_op_werk(onder, 2).await?;
    podium.dood_de_server();
    zaak.w.op(7, 9)?;
    zaak.wacht_op_werk(inzet, 1).await?;
    ensure!(zaak.vervallen(inzet).await? == ["mandaat-verlopen"], "exactly once");
    ensure!(zaak.vervallen(onder).await? == ["mandaat-verlopen", "bovenmandaat-verlopen"], "each end exactly once");
    Ok(())
}

async fn een_geschorst_mandaat_staat_op_de_werklijst_tot_het_is_hervat(podium: Arc<Podium>) -> anyhow::Result<()> {
    let zaak = Zaak::nieuw(&podium, "schorsing", 800).await?;
    let inzet = zaak.ingezet(HOUDER, zaak.mandaat).await?;
    zaak.beheer(zaak.mandaat, "schorsing").await?;
    zaak.onbevoegd(HOUDER, zaak.mandaat, "geschorst").await?;
    zaak.wacht_op_werk(inzet, 1).await?;
    let gezien = zaak.w.haal(EIGENAAR, &format!("/v1/doorverwijzingen/{inzet}")).await?.gelukt()?.inhoud;
    ensure!(gezien["toestand"] == "aangevraagd", "what runs stays lawful: {gezien}");
    zaak.beheer(zaak.mandaat, "hervatting").await?;
    zaak.wacht_op_werk(inzet, 0).await?;
    zaak.ingezet(HOUDER, zaak.mandaat).await.map(drop)
}

async fn een_onbevoegde_inzet_wordt_bekrachtigd(podium: Arc<Podium>) -> anyhow::Result<()> {
    let zaak = Zaak::nieuw(&podium, "bekrachtiging", 800).await?;
    let inzet = zaak.ingezet(HOUDER, zaak.mandaat).await?;
    let bekrachtiging = json!({
        "besluit": "2026/12", "gebrek": "verlening-gebrekkig", "toelichting": "Het college neemt de inzet voor zijn rekening.",
    });
    zaak.leg_vast(inzet, "bekrachtiging", bekrachtiging.clone()).await?.geweigerd(409, "gebrek-niet-gemeld")?;
    zaak.leg_vast(inzet, "bevoegdheidsgebreken", json!({ "gebrek": "verlening-gebrekkig" })).await?.gelukt()?;
    zaak.leg_vast(inzet, "bekrachtiging", bekrachtiging.clone()).await?.gelukt()?;
    zaak.leg_vast(inzet, "bekrachtiging", bekrachtiging).await?.geweigerd(409, "gebrek-niet-gemeld")?;
    let feiten = geschiedenis(&zaak.w, zaak.huishouden).await?;
    let bekrachtigd = feiten.iter().find(|g| g["feit"] == "InzetBekrachtigd").context("InzetBekrachtigd")?;
    let inhoud = &bekrachtigd["inhoud"];
    ensure!(inhoud["besluit"] == "2026/12" && inhoud["gebrek"] == "verlening-gebrekkig", "linked: {inhoud}");
    Ok(())
}

/// The father objects to an inzet on the ondermandaat; nobody decides on that yet.
async fn betwist(zaak: &Zaak) -> anyhow::Result<Uuid> {
    let inzet = zaak.ingezet(ONDER, zaak.onder).await?;
    let bezwaar = json!({
        "indiener": "Karel Kuiper", "ontvangenOp": zaak.w.dag(0)?, "gronden": "Wij zijn niet gehoord.",
    });
    zaak.leg_vast(inzet, "bezwaar", bezwaar.clone()).await?.gelukt()?;
    zaak.leg_vast(inzet, "bezwaar", bezwaar).await?.geweigerd(409, "bezwaar-al-open")?;
    Ok(inzet)
}

async fn wijs_toe(zaak: &Zaak, inzet: Uuid, wie: &Persoon) -> anyhow::Result<Antwoord> {
    zaak.leg_vast(inzet, "bezwaar/toewijzing", json!({ "behandelaarId": zaak.w.id_van(wie).await? })).await
}

async fn op_een_bezwaar_beslist_iemand_anders(podium: Arc<Podium>) -> anyhow::Result<()> {
    let zaak = Zaak::nieuw(&podium, "bezwaar", 800).await?;
    let inzet = betwist(&zaak).await?;
    let (w, pad) = (&zaak.w, format!("/v1/doorverwijzingen/{inzet}"));
    w.wijzig(&Cast::AANBIEDER_2, &format!("{pad}/aanvaarding"), json!({})).await?.gelukt()?;
    ensure!(zaak.werk(BEHEERDER, "bezwaar-beslissen", inzet).await?.len() == 1, "someone must be named");

    wijs_toe(&zaak, inzet, ONDER).await?.geweigerd(409, "bezwaar-bij-beslisser")?;
    wijs_toe(&zaak, inzet, HOUDER).await?.geweigerd(409, "bezwaar-onder-zelfde-mandaat")?;
    wijs_toe(&zaak, inzet, JURIST).await?.gelukt()?;
    ensure!(zaak.werk(BEHEERDER, "bezwaar-beslissen", inzet).await?.is_empty(), "someone was named");
    let werk = zaak.werk(JURIST, "bezwaar-beslissen", inzet).await?;
    ensure!(werk.len() == 1 && werk[0]["huishoudenId"].is_null(), "not of whom it is: {werk:?}");

    let gezien = w.haal(JURIST, &format!("{pad}/bezwaar")).await?.gelukt()?.inhoud;
    ensure!(gezien["bezwaren"][0]["gronden"] == "Wij zijn niet gehoord.", "{gezien}");
    ensure!(w.haal(JURIST, &pad).await?.status == 404, "the objection, and nothing else of the case");
    ensure!(w.haal(EIGENAAR, &format!("{pad}/bezwaar")).await?.status == 404, "not for who is in the case");
    let mut beslissing = json!({ "oordeel": "gegrond", "motivering": "De ouders zijn ten onrechte niet gehoord." });
    let beslis = format!("{pad}/bezwaar/beslissing");
    w.wijzig(JURIST, &beslis, beslissing.clone()).await?.geweigerd(400, "ongeldige-invoer")?;
    beslissing["gevolg"] = json!("herroepen");
    let vreemd = w.wijzig(EIGENAAR, &beslis, beslissing.clone()).await?;
    ensure!(vreemd.status == 404, "only who was named decides: {}", vreemd.inhoud);
    w.wijzig(JURIST, &beslis, beslissing).await?.gelukt()?;

    let ingetrokken = w.haal(EIGENAAR, &pad).await?.gelukt()?.inhoud;
    ensure!(ingetrokken["intrekking"]["reden"] == "herroepen-op-bezwaar", "{ingetrokken}");
    ensure!(zaak.werk(EIGENAAR, "inzet-herroepen", inzet).await?.len() == 1, "another way to the help is due");
    ensure!(zaak.werk(JURIST, "bezwaar-beslissen", inzet).await?.is_empty(), "done");
    let dossier = w.haal(&Cast::AANBIEDER_2, &format!("/v1/huishoudens/{}", zaak.huishouden)).await?;
    ensure!(dossier.status == 404, "the sight ends with the help: {}", dossier.status);
    let beslist = w.haal(BEHEERDER, &format!("{pad}/bezwaar")).await?.gelukt()?.inhoud;
    ensure!(beslist["bezwaren"][0]["gevolg"] == "herroepen", "{beslist}");
    zaak.ingezet(ONDER, zaak.onder).await?;
    ensure!(zaak.werk(EIGENAAR, "inzet-herroepen", inzet).await?.is_empty(), "another way was found");
    Ok(())
}

async fn op_een_bezwaar_wordt_binnen_zes_weken_beslist(podium: Arc<Podium>) -> anyhow::Result<()> {
    let zaak = Zaak::nieuw(&podium, "bezwaartermijn", 800).await?;
    let inzet = betwist(&zaak).await?;
    wijs_toe(&zaak, inzet, JURIST).await?.gelukt()?;
    zaak.w.op(43, 9)?;
    zaak.w
        .wacht_tot("that the term passed is a fact", async || {
            let feiten = geschiedenis(&zaak.w, zaak.huishouden).await?;
            let te_laat = |g: &&Value| g["feit"] == "TermijnVerstreken" && g["inhoud"]["termijn"] == "bezwaar";
            Ok(feiten.iter().filter(te_laat).count() == 1)
        })
        .await?;
    let werk = zaak.werk(JURIST, "bezwaar-beslissen", inzet).await?;
    ensure!(werk.len() == 1 && werk[0]["status"] == "verlopen", "still due: {werk:?}");
    zaak.leg_vast(inzet, "bezwaar/intrekking", json!({})).await?.gelukt()?;
    ensure!(zaak.werk(JURIST, "bezwaar-beslissen", inzet).await?.is_empty(), "what was taken back is not decided on");
    Ok(())
}
