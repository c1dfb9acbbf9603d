//! One worker at a time per gemeente and kind of work: a lease that must be renewed, with an epoch that fences.
//!
//! ```text
//! free or expired --take, under the head lock--> epoch + 1 --renew--> longer --release--> free
//! ```
//!
//! What a worker writes names the epoch it works under and is refused when there is a later one: an append by
//! [`Claim::Held`], a checkpoint by its lease row. A take-over waits for the head lock, so that an append under way ends
//! first, and what a sleeper sends afterwards finds another epoch.
//!
//! When a lease expires, the clock of the database says: it is one clock for all processes, and no test or demo moves it.
//! That decides only how soon another takes over. What is written, the epoch decides, and that looks at no clock.

use std::time::Duration;

use regieboek_kernel::Gemeente;
use uuid::Uuid;

use crate::args;
use crate::batch::{Claim, ClaimKey};
use crate::checkpoint;
use crate::database::{self, Database};
use crate::db::Row;
use crate::error::DbError;
use crate::store::{EventStore, gemeente_of};
use crate::tx::Tx;

/// Scope of the claims that tell the append which epoch holds.
const SCOPE: &str = "werker";

/// The right to do the work of one worker, until somebody else took it over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lease {
    /// Of which log.
    pub gemeente: Gemeente,
    /// Which work.
    pub worker: String,
    /// How often it was taken; no two holders have the same.
    pub epoch: u64,
}

impl Lease {
    /// What a batch relies on that is written under this lease.
    pub fn claim(&self) -> Claim {
        let key = ClaimKey { scope: SCOPE, key: self.worker.as_bytes().to_vec() };
        Claim::Held { key, owner: self.owner() }
    }

    fn owner(&self) -> Uuid {
        Uuid::from_u128(self.epoch.into())
    }
}

/// A lease as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// The latest.
    pub lease: Lease,
    /// The process that took it.
    pub holder: Uuid,
    /// Whether another may take it over.
    pub expired: bool,
}

/// How far a log is, and who works on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Whose log.
    pub gemeente: Gemeente,
    /// Its last position.
    pub head: u64,
    /// The leases that were ever taken.
    pub leases: Vec<Held>,
}

/// A statement that asks for the time: each database says that in its own words.
struct Timed {
    sqlite: &'static str,
    postgres: &'static str,
}

macro_rules! timed {
    ($before:literal, $after:literal) => {
        Timed {
            sqlite: concat!($before, "CAST(unixepoch('subsec') * 1000000 AS INTEGER)", $after),
            postgres: concat!($before, "(extract(epoch FROM clock_timestamp()) * 1000000)::bigint", $after),
        }
    };
}

impl Timed {
    const fn on(&self, database: &Database) -> &'static str {
        match database {
            Database::Sqlite(_) => self.sqlite,
            Database::Postgres(_) => self.postgres,
        }
    }
}

const STANDINGS: Timed = timed!(
    "SELECT h.gemeente, h.position, l.worker, l.epoch, l.holder, CASE WHEN l.until > ",
    " THEN 0 ELSE 1 END FROM head h LEFT JOIN lease l ON l.gemeente = h.gemeente ORDER BY h.gemeente, l.worker"
);
const TAKE: Timed = timed!(
    "INSERT INTO lease (gemeente, worker, epoch, holder, until) VALUES ($1, $2, 1, $3, $4 + ",
    ") ON CONFLICT (gemeente, worker) DO UPDATE
           SET epoch = lease.epoch + 1, holder = excluded.holder, until = excluded.until
       WHERE lease.until <= excluded.until - $4 RETURNING epoch"
);
const RENEW: Timed = timed!("UPDATE lease SET until = $2 + ", " WHERE holder = $1");
const RELEASE: &str = "UPDATE lease SET until = 0 WHERE holder = $1";

impl EventStore {
    /// How far each log is and who works on it, in one query: all that an idle worker asks.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn standings(&self) -> Result<Vec<Standing>, DbError> {
        let mut standings: Vec<Standing> = Vec::new();
        for row in self.database().fetch_all(STANDINGS.on(self.database()), &[]).await? {
            let gemeente = gemeente_of(&row, 0)?;
            if standings.last().is_none_or(|last| last.gemeente != gemeente) {
                standings.push(Standing { gemeente: gemeente.clone(), head: row.nat(1)?, leases: Vec::new() });
            }
            if let (Some(worker), Some(last)) = (row.opt_text(2)?, standings.last_mut()) {
                last.leases.push(held(&row, gemeente, worker)?);
            }
        }
        Ok(standings)
    }

    /// Takes a lease that is free or expired, for so long; none when somebody holds it. When the answer is lost,
    /// [`EventStore::standings`] says who has it.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn take_lease(
        &self,
        gemeente: &Gemeente,
        worker: &str,
        holder: Uuid,
        length: Duration,
    ) -> Result<Option<Lease>, DbError> {
        let mut tx = self.database().write().await?;
        database::lock_head(&mut tx, gemeente).await?;
        let take = TAKE.on(self.database());
        let Some(row) = tx.fetch_optional(take, args![gemeente, worker, holder, micros(length)]).await? else {
            tx.roll_back().await;
            return Ok(None);
        };
        let lease = Lease { gemeente: gemeente.clone(), worker: worker.to_owned(), epoch: row.nat(0)? };
        let sql = "INSERT INTO claim (gemeente, scope, key, owner) VALUES ($1, $2, $3, $4)
                   ON CONFLICT (gemeente, scope, key) DO UPDATE SET owner = excluded.owner";
        tx.execute(sql, args![gemeente, SCOPE, worker.as_bytes(), lease.owner()]).await?;
        tx.commit().await?;
        Ok(Some(lease))
    }

    /// Holds on to all that this process took and nobody took over, in one statement; answers how many those are.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn renew_leases(&self, holder: Uuid, length: Duration) -> Result<u64, DbError> {
        let mut tx = self.database().write().await?;
        let renewed = tx.execute(RENEW.on(self.database()), args![holder, micros(length)]).await?;
        tx.commit().await?;
        Ok(renewed)
    }

    /// Gives back all that this process holds, so that nobody need wait.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn release_leases(&self, holder: Uuid) -> Result<(), DbError> {
        let mut tx = self.database().write().await?;
        tx.execute(RELEASE, args![holder]).await?;
        tx.commit().await
    }

    /// Moves the reader that goes by the worker's name to where it is; false when another took over.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn advance_under(&self, lease: &Lease, to: u64) -> Result<bool, DbError> {
        let mut tx = self.database().write().await?;
        checkpoint::lock(&mut tx, &lease.gemeente, &lease.worker).await?;
        if !still_held(&mut tx, lease).await? {
            tx.roll_back().await;
            return Ok(false);
        }
        checkpoint::set(&mut tx, &lease.gemeente, &lease.worker, to).await?;
        tx.commit().await?;
        Ok(true)
    }
}

/// Whether this is the latest epoch; nobody takes over before the transaction ends.
async fn still_held(tx: &mut Tx, lease: &Lease) -> Result<bool, DbError> {
    let sql = "UPDATE lease SET epoch = epoch WHERE gemeente = $1 AND worker = $2 AND epoch = $3";
    Ok(tx.execute(sql, args![&lease.gemeente, lease.worker.as_str(), lease.epoch]).await? == 1)
}

fn held(row: &Row, gemeente: Gemeente, worker: String) -> Result<Held, DbError> {
    let lease = Lease { gemeente, worker, epoch: row.nat(3)? };
    Ok(Held { lease, holder: row.uuid(4)?, expired: row.bool(5)? })
}

fn micros(length: Duration) -> i64 {
    i64::try_from(length.as_micros()).unwrap_or(i64::MAX)
}
