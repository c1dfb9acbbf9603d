//! Authority that ran out: the story, what can be traced afterwards, and a withdrawal that races an inzet.

use std::sync::Arc;

use anyhow::ensure;
use regieboek_testkit::verhalen::{proloog, s5};
use regieboek_testkit::{Cast, Wereld};
use serde_json::Value;
use uuid::Uuid;

use crate::podium::{Databank, Podium};

/// How often the withdrawal and the inzet start at the same moment.
const RONDEN: usize = 50;

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

op_beide_databanken! {
    s5_bevoegdheid_die_ophield,
    s5_een_mandaat_wordt_ingetrokken_terwijl_er_hulp_op_wordt_ingezet,
}

async fn geschiedenis(w: &Wereld, huishouden: Uuid) -> anyhow::Result<Vec<Value>> {
    let (mut alles, mut na) = (Vec::new(), 0);
    loop {
        let pad = format!("/v1/huishoudens/{huishouden}/geschiedenis?na={na}&limiet=100");
        let bladzijde = w.haal(&Cast::AUDITOR, &pad).await?.gelukt()?.inhoud;
        alles.extend(bladzijde["items"].as_array().cloned().unwrap_or_default());
        match bladzijde["volgende"].as_u64() {
            Some(volgende) => na = volgende,
            None => return Ok(alles),
        }
    }
}

async fn s5_bevoegdheid_die_ophield(podium: Arc<Podium>) -> anyhow::Result<()> {
    let w = podium.wereld("s5");
    let mandaten = proloog::speel(&w).await?;
    let verhaal = s5::speel(&w, &mandaten).await?;
    let feiten = geschiedenis(&w, verhaal.huishouden).await?;
    let van = |naam: &str, id: Uuid| -> Vec<&Value> {
        feiten.iter().filter(|g| g["feit"] == naam && g["resourceId"] == id.to_string()).collect()
    };
    let wegens = |g: &&Value| g["inhoud"]["wegens"].as_str().unwrap_or_default().to_owned();
    let vervallen = van("BevoegdheidVervallen", verhaal.inzet);
    let gronden: Vec<_> = vervallen.iter().map(wegens).collect();
    ensure!(gronden == ["skj-verlopen", "mandaat-ingetrokken"], "each end exactly once: {gronden:?}");
    ensure!(van("BevoegdheidHersteld", verhaal.inzet).len() == 1, "and after the renewal it worked again");
    let later: Vec<_> = van("BevoegdheidVervallen", verhaal.latere_inzet).iter().map(wegens).collect();
    ensure!(later == ["mandaat-ingetrokken"], "what began after the renewal lost only the mandaat: {later:?}");
    for g in vervallen {
        ensure!(g["wie"]["functie"] == "systeem" && g["oorzaak"].is_string(), "from effect to cause: {g}");
    }
    let inzet = van("VerwijzingAangevraagd", verhaal.inzet);
    ensure!(inzet[0]["inhoud"]["namens"]["wetsversie"] == "2015-01-01", "the law text is in the history: {}", inzet[0]);
    Ok(())
}

/// Two processes: one withdraws, the other deploys on the same mandaat. Whatever is stored was stored before the withdrawal.
async fn s5_een_mandaat_wordt_ingetrokken_terwijl_er_hulp_op_wordt_ingezet(podium: Arc<Podium>) -> anyhow::Result<()> {
    let w = podium.wereld("s5-race");
    let mandaten = proloog::speel(&w).await?;
    let verhaal = s5::speel(&w, &mandaten).await?;
    let tweede = podium.start()?;
    let ander = podium.wereld("s5-race-2");
    ander.verhuis(&tweede.adres);
    ander.token(&Cast::MANDAATBEHEERDER)?;
    let (mut gelukt, mut geweigerd) = (0, 0);
    let mut ronden = Vec::new();
    for ronde in 0..RONDEN {
        let mandaat = s5::verleen(&w, verhaal.besluit).await?;
        let inzetten = async {
            tokio::time::sleep(std::time::Duration::from_micros(400 * (ronde as u64 % 10))).await;
            s5::zet_in(&w, verhaal.huishouden, verhaal.dochter, mandaat).await
        };
        let (inzet, intrekking) = tokio::join!(inzetten, s5::trek_in(&ander, mandaat));
        let (inzet, intrekking) = (inzet?, intrekking?.gelukt()?);
        if inzet.status == 201 {
            gelukt += 1;
        } else {
            inzet.geweigerd(409, "inzet-zonder-bevoegdheid")?;
            geweigerd += 1;
        }
        ronden.push((mandaat, intrekking.inhoud["positie"].as_u64().unwrap_or_default()));
    }
    ensure!(gelukt + geweigerd == RONDEN, "every round had an answer");
    let feiten = geschiedenis(&w, verhaal.huishouden).await?;
    let mut opgeslagen = 0;
    for (mandaat, ingetrokken) in ronden {
        let code = format!("mandaat:{mandaat}@");
        for g in feiten.iter().filter(|g| {
            g["feit"] == "VerwijzingAangevraagd" && g["bevoegdheidCode"].as_str().is_some_and(|c| c.starts_with(&code))
        }) {
            opgeslagen += 1;
            ensure!(g["bevoegdheidCode"] == format!("{code}1"), "cites the version that was tested: {g}");
            ensure!(g["positie"].as_u64().is_some_and(|p| p < ingetrokken), "stored before {ingetrokken}: {g}");
        }
    }
    ensure!(opgeslagen == gelukt, "what was accepted is stored, and nothing else: {opgeslagen} of {gelukt}");
    Ok(())
}
