//! The stories of SCENARIOS, over HTTP, on both databases.

use std::sync::Arc;

use anyhow::ensure;
use regieboek_testkit::verhalen::{proloog, s1, s2, s3, s4};
use regieboek_testkit::{Cast, Wereld};
use serde_json::Value;
use uuid::Uuid;

use crate::podium::{Databank, Podium};

/// Makes of one story two tests: one on each database.
macro_rules! op_beide_databanken {
    ($($verhaal:ident),* $(,)?) => {
        mod op_sqlite {
            $(#[tokio::test]
            async fn $verhaal() -> anyhow::Result<()> {
                super::$verhaal(super::Podium::nieuw(super::Databank::Sqlite).await?).await
            })*
        }
        mod op_postgres {
            $(#[tokio::test]
            async fn $verhaal() -> anyhow::Result<()> {
                super::$verhaal(super::Podium::nieuw(super::Databank::Postgres).await?).await
            })*
        }
    };
}
pub(crate) use op_beide_databanken;

op_beide_databanken! {
    s1_vastgelopen_tussen_school_aanbieder_en_schulden,
    s1_gaat_door_als_de_server_onderweg_wordt_gedood,
    s1_gaat_net_zo_als_de_server_niets_onthoudt,
    s2_een_val_in_de_sneeuw,
    s3_niet_alles_is_een_casus,
    s4_verwezen_en_geweigerd,
}

async fn s1_vastgelopen_tussen_school_aanbieder_en_schulden(podium: Arc<Podium>) -> anyhow::Result<()> {
    let w = podium.wereld("s1");
    let mandaten = proloog::speel(&w).await?;
    let verhaal = s1::speel(&w, &mandaten).await?;
    naspelen(&w, &verhaal, &mandaten).await?;

    // Nobody calls for it, so it becomes a fact some time after the story ends.
    w.wacht_tot("the term of the doorbraak passed", async || {
        let gebeurtenissen = geschiedenis(&w, verhaal.huishouden).await?;
        Ok(gebeurtenissen
            .iter()
            .any(|g| g["feit"] == "TermijnVerstreken" && !g["inhoud"]["termijn"]["doorbraak"].is_null()))
    })
    .await?;
    let zoals_het_was = aanblik(&w, &verhaal).await?;
    ensure!(podium.stop_de_server()?.success(), "the server stops when it is told to");
    ensure!(podium.regieboek().arg("rebuild").output()?.status.success(), "the read models are made again");
    w.verhuis(&podium.herstart()?);
    let zoals_het_is = aanblik(&w, &verhaal).await?;
    ensure!(
        zoals_het_is == zoals_het_was,
        "what is made again is what there was: {zoals_het_is:?} instead of {zoals_het_was:?}"
    );
    Ok(())
}

/// What the people of the story see: case file, worklists, register, history.
async fn aanblik(w: &Wereld, verhaal: &s1::S1) -> anyhow::Result<Vec<Value>> {
    let (coach, coordinator) = (&Cast::CJG_COACH, &Cast::COORDINATOR);
    let dossier = format!("/v1/huishoudens/{}", verhaal.huishouden);
    let mut alles = geschiedenis(w, verhaal.huishouden).await?;
    for (wie, pad) in [
        (coach, dossier.as_str()),
        (coach, "/v1/werklijst"),
        (coordinator, "/v1/werklijst"),
        (&Cast::HUISARTS, "/v1/mandaatregister"),
    ] {
        alles.push(w.haal(wie, pad).await?.gelukt()?.inhoud);
    }
    Ok(alles)
}

/// The auditor replays it all: who was regisseur on every day, and on which authority each help was deployed.
async fn naspelen(w: &Wereld, verhaal: &s1::S1, mandaten: &proloog::Mandaten) -> anyhow::Result<()> {
    let auditor = &Cast::AUDITOR;
    let dag = s1::DAG_VAN_ESCALATIE;
    for (dag, functie) in [
        (dag - 1, "cjg-coach"),
        (dag, "coordinator-meer-team"),
        (dag + 1, "coordinator-meer-team"),
        (dag + 95, "cjg-coach"),
    ] {
        let stand = w
            .haal(auditor, &format!("/v1/huishoudens/{}/stand?op={}", verhaal.huishouden, w.dag(dag)?))
            .await?
            .gelukt()?
            .inhoud;
        ensure!(stand["dossier"]["plan"]["regisseur"]["wie"]["functie"] == functie, "regisseur on day {dag}: {stand}");
    }
    let gebeurtenissen = geschiedenis(w, verhaal.huishouden).await?;
    let posities: Vec<_> = gebeurtenissen.iter().filter_map(|g| g["positie"].as_u64()).collect();
    ensure!(posities.is_sorted() && posities.len() == gebeurtenissen.len(), "in order");
    let bevoegdheid = |id: Uuid| {
        gebeurtenissen
            .iter()
            .find(|g| g["feit"] == "VerwijzingAangevraagd" && g["resourceId"] == id.to_string())
            .and_then(|g| g["bevoegdheidCode"].as_str())
            .unwrap_or_default()
            .to_owned()
    };
    ensure!(bevoegdheid(verhaal.inzet).contains(&mandaten.schoolcoach.to_string()), "on the schoolcoach's mandaat");
    ensure!(bevoegdheid(verhaal.andere_inzet).contains(&mandaten.coordinator.to_string()), "on the coordinator's");
    for g in &gebeurtenissen {
        ensure!(g["bevoegdheid"].is_string() && g["wie"]["functie"].is_string(), "accountable: {g}");
        ensure!(g["wie"]["naam"].is_null(), "the auditor sees no names: {g}");
    }
    let tekst = serde_json::to_string(&gebeurtenissen)?;
    for naam in ["Marjan", "Lotte", "Lindelaan", "999900006", "Tante Els"] {
        ensure!(!tekst.contains(naam), "the history is pseudonymised: {naam}");
    }
    let vervolg = gebeurtenissen.iter().find(|g| g["feit"] == "PlanGeopend").ok_or(anyhow::anyhow!("PlanGeopend"))?;
    let oorzaak = gebeurtenissen.iter().find(|g| g["eventId"] == vervolg["oorzaak"]);
    ensure!(oorzaak.is_some_and(|g| g["feit"] == "IntakeAfgerond"), "from effect back to cause");
    Ok(())
}

/// The whole history of a huishouden, page after page.
pub(crate) async fn geschiedenis(w: &Wereld, huishouden: Uuid) -> anyhow::Result<Vec<Value>> {
    let (mut alles, mut na) = (Vec::new(), 0);
    loop {
        let pad = format!("/v1/huishoudens/{huishouden}/geschiedenis?na={na}&limiet=25");
        let bladzijde = w.haal(&Cast::AUDITOR, &pad).await?.gelukt()?.inhoud;
        alles.extend(bladzijde["items"].as_array().cloned().unwrap_or_default());
        match bladzijde["volgende"].as_u64() {
            Some(volgende) => na = volgende,
            None => return Ok(alles),
        }
    }
}

/// A server that has no room for anything reads each case, and who is involved, for each command.
async fn s1_gaat_net_zo_als_de_server_niets_onthoudt(podium: Arc<Podium>) -> anyhow::Result<()> {
    let w = podium.wereld("s1-vergeten");
    podium.dood_de_server();
    let mut vergeetachtig = podium.regieboek();
    vergeetachtig.env("REGIEBOEK_REMEMBERED_MIB", "0");
    let server = podium.start_als(vergeetachtig)?;
    w.verhuis(&server.adres);
    let mandaten = proloog::speel(&w).await?;
    let verhaal = s1::speel(&w, &mandaten).await?;
    naspelen(&w, &verhaal, &mandaten).await
}

/// `kill -9` again and again; the client repeats the very same request under the same key.
async fn s1_gaat_door_als_de_server_onderweg_wordt_gedood(podium: Arc<Podium>) -> anyhow::Result<()> {
    let w = podium.wereld("s1-gedood");
    let beul = tokio::spawn({
        let podium = podium.clone();
        async move {
            for pauze in [150, 310, 230, 470, 190, 370, 290, 410, 170, 330] {
                tokio::time::sleep(std::time::Duration::from_millis(pauze)).await;
                podium.dood_de_server();
            }
        }
    });
    let mandaten = proloog::speel(&w).await?;
    let verhaal = s1::speel(&w, &mandaten).await?;
    beul.await?;
    let feiten = geschiedenis(&w, verhaal.huishouden).await?;
    let keer = |naam: &str| feiten.iter().filter(|g| g["feit"] == naam).count();
    for (feit, aantal) in [
        ("HuishoudenGeregistreerd", 1),
        ("PlanGeopend", 1),
        ("ToestemmingGegeven", 3),
        ("DoelGesteld", 2),
        ("ActieToegevoegd", 4),
        ("EscalatieAangenomen", 1),
        ("RegieOvergenomen", 1),
        ("DoorbraakBesloten", 1),
        ("PlanGesloten", 1),
        ("PlanHeropend", 1),
    ] {
        ensure!(keer(feit) == aantal, "{feit} happened {} times, not {aantal}", keer(feit));
    }
    naspelen(&w, &verhaal, &mandaten).await
}

async fn s2_een_val_in_de_sneeuw(podium: Arc<Podium>) -> anyhow::Result<()> {
    let w = podium.wereld("s2");
    let mandaten = proloog::speel(&w).await?;
    let verhaal = s2::speel(&w, &mandaten).await?;
    let vreemd = w.haal(&Cast::BUITENSTAANDER, &format!("/v1/huishoudens/{}", verhaal.huishouden)).await?;
    ensure!(vreemd.status == 404, "who is not involved sees nothing");
    Ok(())
}

async fn s3_niet_alles_is_een_casus(podium: Arc<Podium>) -> anyhow::Result<()> {
    let w = podium.wereld("s3");
    let verhaal = s3::speel(&w).await?;
    let feiten = geschiedenis(&w, verhaal.huishouden).await?;
    let heeft = |naam: &str| feiten.iter().any(|g| g["feit"] == naam);
    ensure!(!heeft("PlanGeopend") && !heeft("EscalatieAangemeld"), "nothing heavier is opened");
    Ok(())
}

async fn s4_verwezen_en_geweigerd(podium: Arc<Podium>) -> anyhow::Result<()> {
    let w = podium.wereld("s4");
    let verhaal = s4::speel(&w).await?;
    let feiten = geschiedenis(&w, verhaal.huishouden).await?;
    let keer = |naam: &str| feiten.iter().filter(|g| g["feit"] == naam).count();
    ensure!(keer("HuishoudenGeregistreerd") == 1, "known once");
    ensure!(keer("VerwijzingAangevraagd") == 2, "both referrals are about the one huishouden");
    ensure!(keer("ContactpersoonschapOvergenomen") == 1 && keer("PlanGeopend") == 0, "handled lightly");
    for verwijzing in [verhaal.verwijzing, verhaal.van_buiten] {
        let gevraagd = |g: &&Value| g["feit"] == "VerwijzingAangevraagd" && g["resourceId"] == verwijzing.to_string();
        let grond = feiten.iter().find(gevraagd).and_then(|g| g["bevoegdheidCode"].as_str());
        ensure!(grond.is_some_and(|g| g.contains("jeugdwet")), "on a statutory ground: {grond:?}");
    }
    Ok(())
}
