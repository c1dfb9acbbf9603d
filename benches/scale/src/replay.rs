//! What reading a whole log back costs: every event into the typed fact that the domain folds, and beside it a plain loop of
//! rusqlite over the same rows.

use std::time::Instant;

use anyhow::{Context as _, bail};
use regieboek_beleid::Beleidsboek;
use regieboek_doorverwijzing::Doorverwijzing;
use regieboek_escalatie::Escalatie;
use regieboek_event_store::{DatabaseUrl, DecodeError, EventStore, Recorded, StoreConfig};
use regieboek_huishouden::Huishouden;
use regieboek_intake::{Intake, Signaal};
use regieboek_kernel::{Beslisser, Vastgelegd};
use regieboek_mandaat::{Mandaat, Mandaatbesluit, SkjRegistratie};
use serde_json::json;

type Van<A> = Vastgelegd<<A as Beslisser>::Event>;

/// A fact of any stream, with its accountability.
#[expect(dead_code, reason = "it is made to be counted")]
enum Feit {
    Huishouden(Box<Van<Huishouden>>),
    Intake(Box<Van<Intake>>),
    Signaal(Box<Van<Signaal>>),
    Doorverwijzing(Box<Van<Doorverwijzing>>),
    Escalatie(Box<Van<Escalatie>>),
    Mandaat(Box<Van<Mandaat>>),
    Mandaatbesluit(Box<Van<Mandaatbesluit>>),
    SkjRegistratie(Box<Van<SkjRegistratie>>),
    Beleidsboek(Box<Van<Beleidsboek>>),
}

fn feit(event: &Recorded) -> anyhow::Result<Feit> {
    fn van<A: Beslisser>(event: &Recorded) -> Result<Box<Van<A>>, DecodeError> {
        event.decode::<A::Event>().map(Box::new)
    }
    Ok(match event.stream_type.as_str() {
        Huishouden::TYPE => Feit::Huishouden(van::<Huishouden>(event)?),
        Intake::TYPE => Feit::Intake(van::<Intake>(event)?),
        Signaal::TYPE => Feit::Signaal(van::<Signaal>(event)?),
        Doorverwijzing::TYPE => Feit::Doorverwijzing(van::<Doorverwijzing>(event)?),
        Escalatie::TYPE => Feit::Escalatie(van::<Escalatie>(event)?),
        Mandaat::TYPE => Feit::Mandaat(van::<Mandaat>(event)?),
        Mandaatbesluit::TYPE => Feit::Mandaatbesluit(van::<Mandaatbesluit>(event)?),
        SkjRegistratie::TYPE => Feit::SkjRegistratie(van::<SkjRegistratie>(event)?),
        Beleidsboek::TYPE => Feit::Beleidsboek(van::<Beleidsboek>(event)?),
        other => bail!("{other} is no stream of the domain"),
    })
}

/// Reads the log of every gemeente into facts.
pub(crate) async fn replay(database: &str) -> anyhow::Result<String> {
    let url: DatabaseUrl = if database.starts_with("postgres") {
        database.parse()?
    } else {
        DatabaseUrl::Sqlite { path: database.into() }
    };
    let store = EventStore::open(StoreConfig::new(url), Vec::new()).await?;
    let gemeenten = store.gemeenten().await?;
    let begin = Instant::now();
    let mut events = 0;
    for gemeente in &gemeenten {
        let mut log = store.replay(gemeente, 0).await?;
        loop {
            let chunk = log.next().await?;
            if chunk.is_empty() {
                break;
            }
            let facts: Vec<_> = chunk.iter().map(feit).collect::<Result<_, _>>()?;
            events += facts.len();
        }
    }
    let seconds = begin.elapsed().as_secs_f64();
    store.close().await;
    seen(events, seconds)
}

/// Steps over the same rows with rusqlite, every column as a value of its own, and does nothing with them.
pub(crate) fn plain(path: &str) -> anyhow::Result<String> {
    let database = rusqlite::Connection::open_with_flags(path, rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let begin = Instant::now();
    let mut statement = database.prepare("SELECT * FROM event ORDER BY gemeente, position")?;
    let (mut rows, mut events) = (statement.query([])?, 0);
    while let Some(row) = rows.next()? {
        let row = (
            (row.get::<_, String>(0)?, row.get::<_, i64>(1)?, row.get::<_, String>(2)?, row.get::<_, [u8; 16]>(3)?),
            (row.get::<_, i64>(4)?, row.get::<_, [u8; 16]>(5)?, row.get::<_, String>(6)?, row.get::<_, i64>(7)?),
            (row.get::<_, String>(8)?, row.get::<_, String>(9)?, row.get::<_, i64>(10)?, row.get::<_, i64>(11)?),
            (
                row.get::<_, String>(12)?,
                row.get::<_, String>(13)?,
                row.get::<_, [u8; 32]>(14)?,
                row.get::<_, [u8; 32]>(15)?,
            ),
        );
        std::hint::black_box(&row);
        events += 1;
    }
    seen(events, begin.elapsed().as_secs_f64())
}

fn seen(events: usize, seconds: f64) -> anyhow::Result<String> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let peak =
        status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.parse::<u64>().ok());
    let peak = peak.context("no VmHWM")? / 1024;
    Ok(json!({ "events": events, "seconds": seconds, "perSecond": events as f64 / seconds, "peakMib": peak })
        .to_string())
}
