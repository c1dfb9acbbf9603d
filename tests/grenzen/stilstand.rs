//! An event that this build does not know stops the work that must read it, for all to see; everything else goes on (P5).

use std::sync::Arc;

use anyhow::ensure;
use regieboek_testkit::Cast;
use reqwest::Method;
use serde_json::json;

use super::opstelling::melding;
use crate::podium::{Databank, Podium};
use crate::verhalen::op_beide_databanken;

op_beide_databanken! { werk_dat_niet_verder_kan_staat_in_de_gereedheid_en_houdt_niemand_op }

/// As another build would have written it, of an intake.
async fn schrijf_iets_onbekends(podium: &Podium) -> anyhow::Result<()> {
    let sql = |bytes: fn(&str) -> String| {
        format!(
            "INSERT INTO event SELECT gemeente, position + 1, 'intake', {}, 1, {}, 'in99', 1, '{{}}', metadata,
                 gebeurd_op, vastgelegd_op, actor, bevoegdheid, leaf, previous
             FROM event ORDER BY position DESC LIMIT 1;
             UPDATE head SET position = position + 1",
            bytes("01a218db406277828762a99a99917837"),
            bytes("01a218db42da768f869b7c71d8491a38"),
        )
    };
    let bytes: fn(&str) -> String = match podium.databank() {
        Some(_) => |hex| format!("'\\x{hex}'::bytea"),
        None => |hex| format!("x'{hex}'"),
    };
    podium.buitenom(sql(bytes)).await
}

async fn werk_dat_niet_verder_kan_staat_in_de_gereedheid_en_houdt_niemand_op(
    podium: Arc<Podium>,
) -> anyhow::Result<()> {
    let w = podium.wereld("stilstand");
    w.op(0, 10)?;
    let gereedheid = async || w.stuur(Method::GET, None, "/health/ready", &[], None).await;
    w.begin(&Cast::SCHOOLCOACH, "/v1/signalen", melding("Voor.")).await?.gelukt()?;
    ensure!(gereedheid().await?.inhoud == json!({ "toestand": "gereed", "werk": [] }), "nothing stands still");

    schrijf_iets_onbekends(&podium).await?;
    w.begin(&Cast::SCHOOLCOACH, "/v1/signalen", melding("Na.")).await?.gelukt()?;
    w.wacht_tot("the work that reads intakes stands still", async || {
        let antwoord = gereedheid().await?;
        ensure!(antwoord.status == 200, "who asks is answered all the same: {antwoord:?}");
        let werk = antwoord.inhoud["werk"].as_array().cloned().unwrap_or_default();
        ensure!(werk.iter().all(|stil| stil["werk"] == "vervolg-intake"), "the other work goes on: {werk:?}");
        Ok(antwoord.inhoud["toestand"] == "aandacht" && werk.len() == 1 && werk[0]["sinds"].is_string())
    })
    .await?;
    ensure!(podium.gelogd().contains("will be tried again"), "and it is logged as an error");
    w.begin(&Cast::SCHOOLCOACH, "/v1/signalen", melding("En verder.")).await?.gelukt()?;
    Ok(())
}
