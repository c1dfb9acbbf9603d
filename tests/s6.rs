//! S6: two server processes, two coordinators, one regie; a hundred times over.

use anyhow::ensure;
use regieboek_testkit::verhalen::s6;
use serde_json::Value;

use crate::podium::{Databank, Podium};
use crate::verhalen::geschiedenis;

const RONDES: usize = 100;

#[tokio::test]
async fn van_twee_tegelijk_wint_er_een_op_sqlite() -> anyhow::Result<()> {
    honderd_keer(Databank::Sqlite).await
}

#[tokio::test]
async fn van_twee_tegelijk_wint_er_een_op_postgres() -> anyhow::Result<()> {
    honderd_keer(Databank::Postgres).await
}

async fn honderd_keer(databank: Databank) -> anyhow::Result<()> {
    let podium = Podium::nieuw(databank).await?;
    let ander_proces = podium.start()?;
    let (een, twee) = (podium.wereld("s6"), podium.wereld("s6-twee"));
    twee.verhuis(&ander_proces.adres);
    let verhaal = s6::speel(&een, &twee, RONDES).await?;

    let feiten = geschiedenis(&een, verhaal.huishouden).await?;
    let keer = |naam: &str| feiten.iter().filter(|g| g["feit"] == naam).count();
    let benoemd = RONDES - verhaal.aangenomen;
    ensure!(keer("EscalatieAangenomen") == verhaal.aangenomen && keer("RegieOvergenomen") == verhaal.aangenomen);
    ensure!(keer("RegisseurBenoemd") == 2 * benoemd, "each appointment, and the way back");
    steeds_een_regisseur(&feiten)
}

/// Every change of the regie starts from the regisseur there was: no moment with none, and none with two.
fn steeds_een_regisseur(feiten: &[Value]) -> anyhow::Result<()> {
    let mut regisseur: Option<Value> = None;
    for g in feiten {
        let naam = g["feit"].as_str().unwrap_or_default();
        match naam {
            "PlanGeopend" => {
                ensure!(regisseur.is_none(), "one plan");
                regisseur = Some(g["inhoud"]["regisseur"].clone());
            }
            "RegieOvergenomen" | "RegieTeruggegeven" | "RegisseurBenoemd" => {
                let (van, naar) = (&g["inhoud"]["van"], &g["inhoud"]["naar"]);
                ensure!(regisseur.as_ref() == Some(van) && !van.is_null(), "from the regisseur there was: {g}");
                ensure!(!naar.is_null(), "to one: {g}");
                regisseur = Some(naar.clone());
            }
            _ => {}
        }
    }
    ensure!(regisseur.is_some(), "one at the end");
    Ok(())
}
