//! The borders: who is not let in, what is not taken, what the logs may hold, and what stays when the server stops.
//!
//! What can follow from the OpenAPI document does, so that a new operation is tested by being there.

mod andere_gemeente;
mod document;
mod instellingen;
mod logboek;
mod opstelling;
mod rommel;
mod schrift;
mod stilstand;
mod stoppen;
mod weigeringen;
mod zonder_token;

use anyhow::{Context as _, ensure};
use regieboek_testkit::{Antwoord, Cast, Wereld};
use serde_json::{Value, json};
use sqlx::postgres::PgConnection;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, Connection as _};
use uuid::Uuid;

use crate::podium::Podium;

/// An id of nothing.
const NERGENS: Uuid = Uuid::from_u128(0x0193_a3f0_7c3e_7000_8000_0000_0000_dead);

/// Words that no Dutch sentence holds, and that slip in when a library speaks for itself.
const GEEN_NEDERLANDS: [&str; 18] = [
    "the",
    "expected",
    "invalid",
    "error",
    "missing",
    "unknown",
    "field",
    "failed",
    "must",
    "line",
    "column",
    "panicked",
    "not",
    "value",
    "required",
    "and",
    "stack",
    "backtrace",
];

/// A refusal as every client can read it: problem details in Dutch, with a code, never cached, never a 5xx.
fn is_weigering(antwoord: &Antwoord) -> anyhow::Result<()> {
    let Antwoord { vraag, status, inhoud, .. } = antwoord;
    ensure!((400..500).contains(status), "{vraag}: {status} {inhoud}");
    is_probleem(antwoord)
}

/// Problem details (RFC 9457) in Dutch, whatever the status.
fn is_probleem(antwoord: &Antwoord) -> anyhow::Result<()> {
    let Antwoord { vraag, status, inhoud, .. } = antwoord;
    for (kop, waarde) in [
        ("content-type", "application/problem+json"),
        ("cache-control", "no-store"),
        ("x-content-type-options", "nosniff"),
    ] {
        ensure!(antwoord.kop(kop) == Some(waarde), "{vraag}: {status} with {kop} {:?}: {inhoud}", antwoord.kop(kop));
    }
    let code = antwoord.code().with_context(|| format!("{vraag}: {status} without a code: {inhoud}"))?;
    ensure!(inhoud["status"] == *status, "{vraag}: {status} {inhoud}");
    ensure!(inhoud["type"] == format!("urn:regieboek:probleem:{code}"), "{vraag}: {inhoud}");
    ensure!(inhoud["instance"].as_str().is_some_and(|i| i.starts_with("urn:uuid:")), "{vraag}: {inhoud}");
    is_nederlands(&inhoud["title"]).with_context(|| format!("{vraag}: title of {inhoud}"))?;
    is_zin(&inhoud["detail"]).with_context(|| format!("{vraag}: detail of {inhoud}"))?;
    for fout in inhoud["fouten"].as_array().into_iter().flatten() {
        is_zin(&fout["uitleg"]).with_context(|| format!("{vraag}: {fout}"))?;
        let pointer = fout["pointer"].as_str().with_context(|| format!("{vraag}: no pointer in {fout}"))?;
        ensure!(pointer.is_empty() || pointer.starts_with('/'), "{vraag}: no JSON pointer: {fout}");
        ensure!(fout["code"].as_str().is_some_and(|code| !code.is_empty()), "{vraag}: {fout}");
    }
    Ok(())
}

fn is_zin(tekst: &Value) -> anyhow::Result<()> {
    is_nederlands(tekst)?;
    ensure!(tekst.as_str().is_some_and(|tekst| tekst.ends_with('.')), "a whole sentence: {tekst}");
    Ok(())
}

fn is_nederlands(tekst: &Value) -> anyhow::Result<()> {
    let tekst = tekst.as_str().context("a text")?;
    ensure!(tekst.starts_with(char::is_uppercase), "begins with a capital: {tekst}");
    let vreemd = tekst.split(|teken: char| !teken.is_alphabetic()).find(|woord| GEEN_NEDERLANDS.contains(woord));
    ensure!(vreemd.is_none(), "{vreemd:?} is no Dutch: {tekst}");
    Ok(())
}

/// The same answer in everything but the id of the request.
fn zijn_gelijk(een: &Antwoord, ander: &Antwoord) -> bool {
    let kaal = |antwoord: &Antwoord| {
        let mut inhoud = antwoord.inhoud.clone();
        inhoud.as_object_mut().map(|object| object.remove("instance"));
        (antwoord.status, antwoord.koppen.clone(), inhoud)
    };
    kaal(een) == kaal(ander)
}

/// Where the log of 0394 is: the position of a harmless event that is written now. Positions leave no gaps, so two of
/// these that follow each other mean that nothing was stored in between.
async fn peil(w: &Wereld) -> anyhow::Result<u64> {
    let signaal = json!({
        "vindplaats": "school", "gebied": "nieuw-vennep", "omschrijving": "Een peiling.",
        "betreftVeiligheid": false, "anoniem": true,
    });
    let gemeld = w.begin(&Cast::WIJKAGENT, "/v1/signalen", signaal).await?.gelukt()?;
    gemeld.inhoud["positie"].as_u64().context("a position")
}

/// How many events the database holds, per municipality; the positions of each are 1, 2, 3 and so on.
async fn geteld(podium: &Podium) -> anyhow::Result<Vec<(String, i64)>> {
    const TEL: &str = "SELECT gemeente, COUNT(*), MIN(position), MAX(position) FROM event GROUP BY gemeente ORDER BY 1";
    let rijen: Vec<(String, i64, i64, i64)> = match podium.databank() {
        Some(databank) => sqlx::query_as(TEL).fetch_all(&mut PgConnection::connect(&databank.url).await?).await?,
        None => {
            let bestand = SqliteConnectOptions::new().filename(podium.map().join("regieboek.sqlite")).read_only(true);
            sqlx::query_as(TEL).fetch_all(&mut bestand.connect().await?).await?
        }
    };
    for (gemeente, aantal, eerste, laatste) in &rijen {
        ensure!(*eerste == 1 && laatste == aantal, "{gemeente}: {aantal} events from {eerste} to {laatste}");
    }
    Ok(rijen.into_iter().map(|(gemeente, aantal, _, _)| (gemeente, aantal)).collect())
}
