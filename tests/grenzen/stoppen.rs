//! Stopping in order, and going on when the database was away: what was confirmed is there, the rest is not.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, ensure};
use futures_util::future::join_all;
use regieboek_testkit::{Antwoord, Cast, Persoon, Wereld};
use reqwest::Method;
use serde_json::Value;

use super::opstelling::melding;
use super::{geteld, is_probleem};
use crate::podium::{Databank, Podium};
use crate::verhalen::op_beide_databanken;

op_beide_databanken! {
    na_een_sigterm_onder_verkeer_is_wat_bevestigd_was_er_nog,
    wie_hoort_dat_de_server_luistert_kan_hem_meteen_stoppen,
    de_gezondheid_is_zonder_token_te_vragen,
}

const MELDER: &Persoon = &Cast::SCHOOLCOACH;
/// How many report at the same time.
const MELDERS: usize = 12;

async fn na_een_sigterm_onder_verkeer_is_wat_bevestigd_was_er_nog(podium: Arc<Podium>) -> anyhow::Result<()> {
    let w = podium.wereld("sigterm");
    w.op(0, 10)?;
    let (adres, token) = (w.adres(), w.token(MELDER)?);
    let verkeer =
        tokio::spawn(async move { join_all((0..MELDERS).map(|n| meld_tot_het_ophoudt(&adres, &token, n))).await });
    w.wacht_tot("they are under way", async || Ok(opgeslagen(&podium).await? > 10 * MELDERS)).await?;
    let status = tokio::task::spawn_blocking({
        let podium = podium.clone();
        move || podium.stop_de_server()
    });
    let status = status.await??;
    ensure!(status.code() == Some(0), "SIGTERM is an orderly end, not {status}");
    let gemeld: Vec<Melding> = verkeer.await?.into_iter().collect::<anyhow::Result<Vec<_>>>()?.concat();
    let bevestigd: Vec<&Melding> = gemeld.iter().filter(|melding| melding.ontvangst.is_some()).collect();
    ensure!(podium.gelogd().contains("\"stopped\""), "the store was closed");

    // What was under way got its answer: nothing is stored that was not confirmed.
    let er_is = opgeslagen(&podium).await?;
    ensure!(er_is == bevestigd.len(), "{er_is} are there, {} were confirmed", bevestigd.len());

    w.verhuis(&podium.herstart()?);
    for melding in &gemeld {
        let nu = w.begin_onder(MELDER, "/v1/signalen", &melding.sleutel, super::opstelling::melding("Zorgen.")).await?;
        let nu = nu.gelukt().with_context(|| melding.sleutel.clone())?;
        ensure!(melding.ontvangst.as_ref().is_none_or(|toen| *toen == nu.inhoud), "{melding:?} is not {nu:?}");
        w.haal(MELDER, &format!("/v1/signalen/{}", nu.id()?)).await?.gelukt()?;
    }
    let er_is = opgeslagen(&podium).await?;
    ensure!(er_is == gemeld.len(), "each once: {er_is} of {}", gemeld.len());
    Ok(())
}

async fn wie_hoort_dat_de_server_luistert_kan_hem_meteen_stoppen(podium: Arc<Podium>) -> anyhow::Result<()> {
    for _ in 0..3 {
        let status = podium.start()?.stop()?;
        ensure!(status.code() == Some(0), "SIGTERM is an orderly end, not {status}");
    }
    Ok(())
}

/// How many events there are.
async fn opgeslagen(podium: &Podium) -> anyhow::Result<usize> {
    Ok(usize::try_from(geteld(podium).await?.iter().map(|(_, aantal)| aantal).sum::<i64>())?)
}

/// A report, and what the server confirmed of it before it stopped.
#[derive(Debug, Clone)]
struct Melding {
    sleutel: String,
    ontvangst: Option<Value>,
}

/// One report after another, until one is not confirmed.
async fn meld_tot_het_ophoudt(adres: &str, token: &str, wie: usize) -> anyhow::Result<Vec<Melding>> {
    let http = reqwest::Client::builder().timeout(Duration::from_secs(35)).no_proxy().build()?;
    let mut gemeld = Vec::new();
    for nummer in 0..2000 {
        let sleutel = format!("melder-{wie}-{nummer}");
        let verzoek = http
            .post(format!("{adres}/v1/signalen"))
            .bearer_auth(token)
            .header("idempotency-key", &sleutel)
            .json(&melding("Zorgen."));
        let antwoord = match verzoek.send().await {
            Ok(antwoord) => Some((antwoord.status().as_u16(), antwoord.json::<Value>().await)),
            Err(_) => None,
        };
        match antwoord {
            Some((201, Ok(ontvangst))) => gemeld.push(Melding { sleutel, ontvangst: Some(ontvangst) }),
            Some((status, _)) if status != 201 && status != 503 => anyhow::bail!("{status} while it stopped"),
            _ => {
                gemeld.push(Melding { sleutel, ontvangst: None });
                return Ok(gemeld);
            }
        }
    }
    anyhow::bail!("the server did not stop")
}

async fn vraag(w: &Wereld, gezondheid: &str) -> anyhow::Result<Antwoord> {
    w.stuur(Method::GET, None, &format!("/health/{gezondheid}"), &[], None).await
}

async fn de_gezondheid_is_zonder_token_te_vragen(podium: Arc<Podium>) -> anyhow::Result<()> {
    let w = podium.wereld("gezond");
    for gezondheid in ["live", "ready"] {
        ensure!(vraag(&w, gezondheid).await?.status == 200, "{gezondheid}");
    }
    let url = format!("{}/health/ready", w.adres());
    let gezond = async |url: String| {
        let mut opdracht = podium.regieboek();
        tokio::task::spawn_blocking(move || opdracht.args(["health", "--url", &url]).output()).await
    };
    ensure!(gezond(url.clone()).await??.status.code() == Some(0), "the container asks so");
    ensure!(podium.stop_de_server()?.code() == Some(0), "nothing to wait for");
    ensure!(gezond(url).await??.status.code() == Some(1), "and hears that it is gone");
    Ok(())
}

#[tokio::test]
async fn is_de_databank_weg_dan_zegt_de_server_dat_en_gaat_daarna_vanzelf_verder() -> anyhow::Result<()> {
    let podium = Podium::nieuw(Databank::Postgres).await?;
    let w = podium.wereld("databank");
    w.op(0, 10)?;
    let databank = podium.databank().context("PostgreSQL")?;
    w.begin(MELDER, "/v1/signalen", melding("Voor.")).await?.gelukt()?;
    for keer in ["een", "twee"] {
        databank.laat_toe(false).await?;
        for _ in 0..3 {
            let gereed = vraag(&w, "ready").await?;
            is_probleem(&gereed)?;
            ensure!(gereed.kop("retry-after").is_some(), "{gereed:?}");
            gereed.geweigerd(503, "opslag-onbereikbaar")?;
            ensure!(vraag(&w, "live").await?.status == 200, "the process lives");
            for antwoord in [
                w.begin_onder(MELDER, "/v1/signalen", keer, melding("Tijdens.")).await?,
                w.haal(MELDER, "/v1/werklijst").await?,
                w.haal(MELDER, &format!("/v1/signalen/{}", super::NERGENS)).await?,
            ] {
                is_probleem(&antwoord)?;
                antwoord.geweigerd(503, "opslag-onbereikbaar")?;
            }
        }
        databank.laat_toe(true).await?;
        w.wacht_tot("the server is ready again", async || Ok(vraag(&w, "ready").await?.status == 200)).await?;
        let ontvangst = w.begin_onder(MELDER, "/v1/signalen", keer, melding("Tijdens.")).await?.gelukt()?;
        w.haal(MELDER, &format!("/v1/signalen/{}", ontvangst.id()?)).await?.gelukt()?;
        w.haal(MELDER, "/v1/werklijst").await?.gelukt()?;
    }
    ensure!(geteld(&podium).await? == [("0394".to_owned(), 3)], "each report once");
    Ok(())
}
