//! Under load while the database is slow, gone or silent: each request is answered in time, nothing piles up, and the server
//! goes on by itself.

mod deur;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use anyhow::{Context as _, ensure};
use regieboek_testkit::{Cast, Persoon};
use reqwest::{Client, RequestBuilder};
use serde_json::{Value, json};
use sqlx::{Connection as _, PgConnection};
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep};
use uuid::Uuid;

use self::deur::{Deur, Stand};
use crate::podium::{Databank, Podium, Server};

const COACH: &Persoon = &Cast::CJG_COACH;
/// How many connections keep asking.
const CLIENTEN: usize = 64;
/// What the server is told: how long a request may take. Answers have this and two seconds of a busy machine.
const TERMIJN: Duration = Duration::from_secs(2);
const SPELING: Duration = Duration::from_secs(2);
/// How soon after the database is back somebody is served, reading and writing: what was waiting for a silent server must
/// be given up first (ten seconds, most of which passed meanwhile), and then there is a pause of at most two.
const HERSTEL: Duration = Duration::from_secs(9);
/// How much more memory the process may use at the end (KiB).
const GROEI: u64 = 48 * 1024;

/// One answer.
struct Antwoord {
    op: Instant,
    duur: Duration,
    schrijft: bool,
    /// Done, or refused for the moment in the one right way; else what was wrong with it.
    uitkomst: Result<bool, String>,
}

/// A server behind a door, with clients that keep asking.
struct Proef {
    podium: Arc<Podium>,
    deur: Deur,
    server: Server,
    genoeg: Arc<AtomicBool>,
    clienten: JoinSet<Vec<Antwoord>>,
    begin: Instant,
}

impl Proef {
    async fn met(termijn: Duration) -> anyhow::Result<Self> {
        let podium = Podium::nieuw(Databank::Postgres).await?;
        let deur = Deur::voor(&podium.databank().context("a database")?.url).await?;
        let mut opdracht = podium.regieboek();
        opdracht.env("REGIEBOEK_DATABASE_URL", &deur.url).env("REGIEBOEK_DEADLINE_MS", termijn.as_millis().to_string());
        let server = podium.start_als(opdracht)?;
        let w = podium.wereld("drukte");
        let huishouden = w.begin(COACH, "/v1/huishoudens", registratie()).await?.gelukt()?.id()?;
        let (token, genoeg, mut clienten) = (w.token(COACH)?, Arc::new(AtomicBool::new(false)), JoinSet::new());
        for nummer in 0..CLIENTEN {
            let (adres, token, genoeg) = (server.adres.clone(), token.clone(), genoeg.clone());
            clienten.spawn(vraag_maar_door(nummer, adres, token, huishouden, genoeg));
        }
        sleep(Duration::from_secs(1)).await;
        Ok(Self { podium, deur, server, genoeg, clienten, begin: Instant::now() })
    }

    /// The database is like this for so long, and then as before for a while.
    async fn storing(&self, stand: Stand, duur: Duration, daarna: Duration) -> Instant {
        self.deur.zet(stand);
        sleep(duur).await;
        self.deur.zet(Stand::Open);
        let hersteld = Instant::now();
        sleep(daarna).await;
        hersteld
    }

    async fn stop(&mut self) -> Vec<Antwoord> {
        self.genoeg.store(true, Ordering::SeqCst);
        let mut alle = Vec::new();
        while let Some(antwoorden) = self.clienten.join_next().await {
            alle.extend(antwoorden.unwrap_or_default());
        }
        alle
    }
}

fn registratie() -> Value {
    let lid = json!({ "naam": "Dirk van Drukte", "geboortedatum": "1985-05-05", "relatie": "ouder" });
    json!({ "gebied": "hoofddorp-zuidwest", "adres": { "woonplaats": "Hoofddorp" }, "leden": [lid], "gezag": [] })
}

/// Reads and writes in turn until it is enough.
async fn vraag_maar_door(
    nummer: usize,
    adres: String,
    token: String,
    huishouden: Uuid,
    genoeg: Arc<AtomicBool>,
) -> Vec<Antwoord> {
    let client = Client::builder().timeout(Duration::from_secs(30)).build().unwrap_or_default();
    let mut antwoorden = Vec::new();
    for keer in 0.. {
        let schrijft = (nummer + keer).is_multiple_of(2);
        let verzoek = match schrijft {
            true => client
                .post(format!("{adres}/v1/huishoudens"))
                .header("Idempotency-Key", format!("drukte-{nummer}-{keer}"))
                .json(&registratie()),
            false => client.get(format!("{adres}/v1/huishoudens/{huishouden}")),
        };
        let begin = Instant::now();
        let uitkomst = beantwoord(verzoek.bearer_auth(&token)).await;
        let refused = !matches!(uitkomst, Ok(true));
        antwoorden.push(Antwoord { op: Instant::now(), duur: begin.elapsed(), schrijft, uitkomst });
        if genoeg.load(Ordering::SeqCst) {
            break;
        }
        if refused {
            sleep(Duration::from_millis(50)).await;
        }
    }
    antwoorden
}

/// Whether it was done; 503 with Retry-After and a problem in Dutch is the one other answer.
async fn beantwoord(verzoek: RequestBuilder) -> Result<bool, String> {
    let antwoord = verzoek.send().await.map_err(|fout| format!("no answer: {fout}"))?;
    let (status, later) = (antwoord.status().as_u16(), antwoord.headers().contains_key("retry-after"));
    let soort = antwoord.headers().get("content-type").cloned();
    let inhoud: Value = antwoord.json().await.map_err(|fout| format!("{status}: {fout}"))?;
    match status {
        200 | 201 => Ok(true),
        503 if later
            && soort.is_some_and(|soort| soort == "application/problem+json")
            && (inhoud["code"] == "opslag-onbereikbaar" || inhoud["code"] == "te-druk") =>
        {
            Ok(false)
        }
        _ => Err(format!("{status}: {inhoud}")),
    }
}

/// How many answers came later than allowed, since the disturbances began.
fn te_laat(antwoorden: &[Antwoord], vanaf: Instant) -> usize {
    antwoorden.iter().filter(|a| a.op >= vanaf && a.duur > TERMIJN + SPELING).count()
}

/// How long after `hersteld` the first one was served.
fn eerste_na(antwoorden: &[Antwoord], hersteld: Instant, schrijft: bool) -> anyhow::Result<Duration> {
    let gelukt = antwoorden.iter().filter(|a| a.schrijft == schrijft && a.uitkomst == Ok(true) && a.op >= hersteld);
    Ok(gelukt.map(|a| a.op).min().context("nobody was served afterwards")? - hersteld)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn een_trage_stille_of_verdwenen_databank_stapelt_niets_op() -> anyhow::Result<()> {
    let mut proef = Proef::met(TERMIJN).await?;
    let voor = proef.server.geheugen()?;
    let rust = Duration::from_secs(3);
    let storingen = [
        ("slow", proef.storing(Stand::Traag(Duration::from_millis(40)), Duration::from_secs(2), rust).await),
        ("gone", proef.storing(Stand::Weg, Duration::from_secs(2), rust).await),
        ("silent", proef.storing(Stand::Stil, Duration::from_secs(5), HERSTEL).await),
    ];
    let na = proef.server.geheugen()?;
    let antwoorden = proef.stop().await;

    let fout = antwoorden.iter().find_map(|a| a.uitkomst.as_ref().err());
    ensure!(fout.is_none(), "an answer that is no answer: {fout:?}");
    let traagst = antwoorden.iter().map(|a| a.duur).max().unwrap_or_default();
    ensure!(te_laat(&antwoorden, proef.begin) == 0, "too late, the slowest after {traagst:?}");
    let mut weer = Vec::new();
    for (wat, hersteld) in storingen {
        for schrijft in [false, true] {
            let duur = eerste_na(&antwoorden, hersteld, schrijft)?;
            ensure!(duur < HERSTEL, "{wat}: served again after {duur:?}");
            weer.push((wat, schrijft, duur.as_millis()));
        }
    }
    ensure!(na < voor + GROEI, "memory went from {voor} to {na} KiB");
    let mut databank = PgConnection::connect(&proef.podium.databank().context("a database")?.url).await?;
    let blijft = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()
                  AND state LIKE 'idle in transaction%' AND state_change < now() - interval '2 seconds'";
    let open: i64 = sqlx::query_scalar(blijft).fetch_one(&mut databank).await?;
    ensure!(open == 0, "{open} connections are left in a transaction");
    let gelukt = antwoorden.iter().filter(|a| a.uitkomst == Ok(true)).count();
    eprintln!(
        "{gelukt} of {} requests done, the slowest answer after {traagst:?}; served again (write, ms): {weer:?}; \
         memory {voor} -> {na} KiB",
        antwoorden.len()
    );
    Ok(())
}

/// The same silence before a server that may take a minute over a request: then answers do come too late.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn tegenproef_zonder_termijn_wachten_verzoeken_op_een_stille_databank() -> anyhow::Result<()> {
    let mut proef = Proef::met(Duration::from_secs(60)).await?;
    proef.storing(Stand::Stil, Duration::from_secs(5), Duration::from_secs(1)).await;
    let antwoorden = proef.stop().await;
    ensure!(te_laat(&antwoorden, proef.begin) > 0, "the control did not go red");
    Ok(())
}
