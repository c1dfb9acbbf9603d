//! The physical limit on SQLite, as pgbench measures that of PostgreSQL (`benches/pgbench`): the history of a stream, and one
//! durable event more; nothing else.
//!
//! Each connection reads for itself. SQLite lets one write at a time, so one thread inserts, each event in a transaction of
//! its own, in the order in which they are asked. Durability, cache, and how seldom the log is written back are as in the server.

use std::path::PathBuf;
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, anyhow};
use rusqlite::{Connection, OpenFlags};
use serde_json::json;

use crate::draw::Draw;

const TABLE: &str = "
CREATE TABLE event (
    position INTEGER PRIMARY KEY,
    stream   BLOB    NOT NULL,
    version  INTEGER NOT NULL,
    type     TEXT    NOT NULL,
    data     TEXT    NOT NULL,
    created  INTEGER NOT NULL,
    UNIQUE (stream, version)
) STRICT";
const LOAD: &str =
    "SELECT position, version, type, data FROM event WHERE stream = ?1 AND version <= ?2 ORDER BY version";
const INSERT: &str = "INSERT INTO event (stream, version, type, data, created) VALUES (?1, ?2, 'noted', ?3, ?4)";
/// As in the server: pages of the log before it is written back, and KiB of cache of a connection.
const SERVER: &str = "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 32000; PRAGMA cache_size = -4096";
/// Before anything counts.
const WARM: Duration = Duration::from_secs(1);

/// What is loaded and inserted.
#[derive(Debug, Clone)]
pub(crate) struct Limit {
    pub(crate) file: PathBuf,
    /// How many streams there are.
    pub(crate) cases: u64,
    /// How many events each of them has.
    pub(crate) history: u32,
    /// What an event says.
    pub(crate) event: String,
}

/// An event that waits for its insert, and who waits for the answer.
struct Waiting {
    stream: [u8; 16],
    version: u32,
    answer: mpsc::SyncSender<rusqlite::Result<()>>,
}

impl Limit {
    /// Makes the file. Version by version: the history of a stream lies on many pages, as in a real store.
    pub(crate) fn seed(&self) -> anyhow::Result<()> {
        let into = Connection::open(&self.file)?;
        into.execute_batch(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -1000000;
             PRAGMA locking_mode = EXCLUSIVE",
        )?;
        into.execute_batch(TABLE)?;
        into.execute_batch("BEGIN")?;
        for version in 1..=self.history {
            for case in 0..self.cases {
                insert(&into, &stream(case), version, &self.event)?;
            }
        }
        into.execute_batch("COMMIT; PRAGMA journal_mode = WAL")?;
        into.close().map_err(|(_, error)| error.into())
    }

    /// Loads and inserts, with so many connections, for so long; prints what the load generator prints.
    pub(crate) fn run(&self, connections: u64, measured: Duration, seed: u64) -> anyhow::Result<String> {
        let (ask, asked) = mpsc::channel::<Waiting>();
        let begin = Instant::now() + WARM;
        let end = begin + measured;
        let mut micros = thread::scope(|scope| {
            let writer = scope.spawn(move || self.write(&asked));
            let readers: Vec<_> = (0..connections)
                .map(|number| {
                    let (ask, draw) = (ask.clone(), Draw::new(seed.wrapping_mul(1000).wrapping_add(number)));
                    scope.spawn(move || self.work(&ask, draw, begin, end))
                })
                .collect();
            drop(ask);
            let mut micros = vec![];
            for reader in readers {
                micros.extend(reader.join().map_err(|_| anyhow!("a connection fell"))??);
            }
            writer.join().map_err(|_| anyhow!("who writes fell"))??;
            anyhow::Ok(micros)
        })?;
        micros.sort_unstable();
        let at = |part: usize| {
            let micros = micros.get(micros.len().saturating_sub(1) * part / 100).context("nothing was done")?;
            anyhow::Ok(*micros as f64 / 1000.0)
        };
        let requests = micros.len() as f64;
        Ok(json!({
            "per_second": requests / measured.as_secs_f64(), "p50_ms": at(50)?, "p99_ms": at(99)?, "errors": {},
            "first_pass_per_second": 0, "requests_per_target": requests / self.cases as f64,
        })
        .to_string())
    }

    /// Until nobody asks any more.
    fn write(&self, asked: &mpsc::Receiver<Waiting>) -> anyhow::Result<()> {
        let into = Connection::open(&self.file)?;
        into.execute_batch(SERVER)?;
        for Waiting { stream, version, answer } in asked {
            // Who asked has ended when the time is over.
            drop(answer.send(insert(&into, &stream, version, &self.event)));
        }
        Ok(())
    }

    /// One connection; how long each took that began when it counts, in microseconds.
    fn work(
        &self,
        ask: &mpsc::Sender<Waiting>,
        mut draw: Draw,
        begin: Instant,
        end: Instant,
    ) -> anyhow::Result<Vec<u64>> {
        let from = Connection::open_with_flags(&self.file, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        from.execute_batch(SERVER)?;
        let mut load = from.prepare(LOAD)?;
        let mut micros = vec![];
        loop {
            let started = Instant::now();
            let stream = stream(draw.below(self.cases));
            let mut rows = load.query((stream, self.history))?;
            while let Some(row) = rows.next()? {
                let row: (i64, i64, String, String) = row.try_into()?;
                std::hint::black_box(&row);
            }
            // As with pgbench: drawn, so that there is hardly ever a conflict.
            let version = 1000 + u32::try_from(draw.below(2_000_000_000))?;
            let (answer, answered) = mpsc::sync_channel(1);
            ask.send(Waiting { stream, version, answer })?;
            answered.recv()??;
            if Instant::now() > end {
                return Ok(micros);
            }
            if started >= begin {
                micros.push(u64::try_from(started.elapsed().as_micros())?);
            }
        }
    }
}

fn insert(into: &Connection, stream: &[u8; 16], version: u32, event: &str) -> rusqlite::Result<()> {
    into.prepare_cached(INSERT)?.execute((stream, version, event, 0)).map(drop)
}

/// The id of a case; those of neighbours lie together, as with pgbench.
fn stream(case: u64) -> [u8; 16] {
    u128::from(case + 1).to_be_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_of_the_connections_loads_a_history_and_adds_to_it() {
        let directory = std::env::temp_dir().join(format!("bench-scale-limit-{}", std::process::id()));
        std::fs::create_dir_all(&directory).unwrap();
        let limit = Limit { file: directory.join("a.sqlite"), cases: 10, history: 20, event: "{}".to_owned() };
        limit.seed().unwrap();
        let seen: serde_json::Value =
            serde_json::from_str(&limit.run(4, Duration::from_millis(200), 1).unwrap()).unwrap();
        let rows: f64 = Connection::open(&limit.file)
            .unwrap()
            .query_row("SELECT count(*) FROM event", [], |row| row.get(0))
            .unwrap();
        std::fs::remove_dir_all(directory).unwrap();
        let measured = seen["requests_per_target"].as_f64().unwrap() * 10.0;
        assert!(measured >= 1.0 && rows >= 200.0 + measured, "{seen} and {rows} rows");
        assert!(seen["p50_ms"].as_f64().unwrap() <= seen["p99_ms"].as_f64().unwrap());
    }
}
