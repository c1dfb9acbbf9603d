//! Work that cannot go on is there for all to see, and keeps nobody else from going on: an event that this build does not know
//! (P5), a disk that is full or fails (D10, D11).

use std::sync::Arc;

use anyhow::ensure;
use regieboek_testkit::Cast;
use reqwest::Method;
use serde_json::json;

use super::opstelling::melding;
use crate::disk::failing_disk;
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

/// The disk is like this for a while, under a server that goes on: who writes is told to come back, who reads is served, whoever
/// looks after it sees it, and when it is over all is as it was.
async fn met_een_schijf(naam: &str, kwaal: &str, alleen_syncs: &str) -> anyhow::Result<()> {
    let podium = Podium::nieuw(Databank::Sqlite).await?;
    let w = podium.wereld(naam);
    w.op(0, 10)?;
    podium.dood_de_server();
    let stuk = podium.map().join("stuk");
    let mut opdracht = podium.regieboek();
    opdracht
        .env("LD_PRELOAD", failing_disk(podium.map()))
        .env("FAULT_FILES", podium.map().join("regieboek.sqlite"))
        .env("FAULT_KIND", kwaal)
        .env("FAULT_SYNCS", alleen_syncs)
        .env("FAULT_WHILE", &stuk);
    let server = podium.start_als(opdracht)?;
    w.verhuis(&server.adres);
    let gereedheid = async || w.stuur(Method::GET, None, "/health/ready", &[], None).await?.gelukt();
    let meld = async |sleutel: &str| {
        let koppen = [("Idempotency-Key", sleutel), ("Content-Type", "application/json")];
        let inhoud = serde_json::to_vec(&melding("Vaak zonder ontbijt op school."))?;
        w.stuur(Method::POST, Some(&Cast::SCHOOLCOACH), "/v1/signalen", &koppen, Some(inhoud)).await
    };
    let ervoor = meld("ervoor").await?.gelukt()?;
    let lijst = w.haal(&Cast::CJG_COACH, "/v1/werklijst").await?.gelukt()?;

    std::fs::write(&stuk, "")?;
    for _ in 0..3 {
        let antwoord = meld("onderweg").await?.geweigerd(503, "opslag-onbereikbaar")?;
        ensure!(
            antwoord.koppen.iter().any(|(naam, _)| naam == "retry-after"),
            "it says when to come back: {antwoord:?}"
        );
    }
    ensure!(w.haal(&Cast::CJG_COACH, "/v1/werklijst").await?.gelukt()?.inhoud == lijst.inhoud, "who reads is served");
    ensure!(meld("ervoor").await?.gelukt()?.inhoud == ervoor.inhoud, "and so is who asks again what was answered");
    let gezien = gereedheid().await?.inhoud;
    let (toestand, werk) = (&gezien["toestand"], &gezien["werk"][0]);
    ensure!(toestand == "aandacht" && werk["werk"] == "opslaan" && werk["gemeente"] == "0394", "{gezien}");

    std::fs::remove_file(&stuk)?;
    w.wacht_tot("the disk is as it was", async || Ok(meld("onderweg").await?.status == 201)).await?;
    w.wacht_tot("nothing is the matter any more, also with the workers", async || {
        Ok(gereedheid().await?.inhoud == json!({ "toestand": "gereed", "werk": [] }))
    })
    .await?;
    let eens = meld("onderweg").await?.gelukt()?;
    ensure!(meld("onderweg").await?.gelukt()?.inhoud == eens.inhoud, "it was stored once");
    let verify = podium.regieboek().arg("verify").output()?;
    ensure!(verify.status.success(), "the log is whole: {}", String::from_utf8_lossy(&verify.stderr));
    Ok(())
}

#[tokio::test]
async fn een_volle_schijf_staat_in_de_gereedheid_en_houdt_niet_op_wie_leest() -> anyhow::Result<()> {
    met_een_schijf("vol", "fuller", "").await
}

#[tokio::test]
async fn een_schijf_die_niets_meer_vasthoudt_staat_in_de_gereedheid_en_houdt_niet_op_wie_leest() -> anyhow::Result<()> {
    met_een_schijf("vergeetachtig", "eio", "yes").await
}
