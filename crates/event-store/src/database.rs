//! Either database behind one face; the only place that asks which one it is.

use regieboek_kernel::{Gemeente, Tijdstip};
use tokio::runtime::{Builder, Handle};
use tokio::task::JoinHandle;

use crate::appender::Appender;
use crate::args;
use crate::batch::Receipt;
use crate::config::DatabaseUrl;
use crate::db::{Arg, Row};
use crate::error::{DbError, OpenError};
use crate::lane::Lane;
use crate::overlay::{GroupWrite, Known, StreamHead, Wanted};
use crate::postgres::{self, PostgresDb, PostgresWriters};
use crate::recorded::Recorded;
use crate::sqlite::{self, SqliteDb, SqliteWriter};
use crate::store::recorded;
use crate::tx::{ConnRef, Tx};

/// The open database.
pub(crate) enum Database {
    Sqlite(SqliteDb),
    Postgres(PostgresDb),
}

/// Where an appender writes.
pub(crate) enum Writer {
    Sqlite(SqliteWriter),
    Postgres(PostgresWriters),
}

impl Writer {
    /// Begins a writing transaction.
    pub(crate) async fn begin(&self) -> Result<Tx, DbError> {
        match self {
            Self::Sqlite(writer) => writer.begin().await,
            Self::Postgres(writers) => writers.here().begin().await,
        }
    }
}

impl Database {
    pub(crate) async fn open(url: &DatabaseUrl, readers: u32) -> Result<Self, OpenError> {
        match url {
            DatabaseUrl::Sqlite { path } => SqliteDb::open(path, readers).await.map(Self::Sqlite),
            DatabaseUrl::Postgres { url } => PostgresDb::open(url, readers).await.map(Self::Postgres),
        }
    }

    /// A writer for one appender.
    pub(crate) fn writer(&self) -> Writer {
        match self {
            Self::Sqlite(db) => Writer::Sqlite(db.writer()),
            Self::Postgres(db) => Writer::Postgres(db.writers()),
        }
    }

    /// Where the commands for one log wait, at most so many of them.
    pub(crate) fn lane(&self, appender: Appender, length: usize, home: &Handle) -> Lane {
        let lane = Lane::new(appender, length, home.clone());
        match self {
            Self::Sqlite(_) => {
                let resident = self.run(lane.stay(), home);
                lane.with(resident)
            }
            Self::Postgres(_) => lane,
        }
    }

    /// Runs an appender until its queue is closed and empty, or a reader until its log ends: on SQLite, where a statement keeps
    /// its thread busy until it is done, on a thread of its own.
    pub(crate) fn run(&self, work: impl Future<Output = ()> + Send + 'static, on: &Handle) -> JoinHandle<()> {
        match self {
            Self::Sqlite(_) => on.spawn_blocking(move || match Builder::new_current_thread().enable_time().build() {
                Ok(own) => own.block_on(work),
                Err(error) => tracing::error!(%error, "no thread for an appender or a reader"),
            }),
            Self::Postgres(_) => on.spawn(work),
        }
    }

    /// A read-only snapshot.
    pub(crate) async fn read(&self) -> Result<Tx, DbError> {
        match self {
            Self::Sqlite(db) => db.read().await,
            Self::Postgres(db) => db.read().await,
        }
    }

    /// The same on a connection of its own.
    pub(crate) async fn read_apart(&self) -> Result<Tx, DbError> {
        match self {
            Self::Sqlite(db) => db.read_apart().await,
            Self::Postgres(db) => db.read_apart().await,
        }
    }

    /// A writing transaction that is no append.
    pub(crate) async fn write(&self) -> Result<Tx, DbError> {
        match self {
            Self::Sqlite(db) => db.writer().begin().await,
            Self::Postgres(db) => db.write().await,
        }
    }

    /// Makes room for what is appended, where a file that grows would hold up each append. PostgreSQL keeps such room itself.
    pub(crate) async fn lengthen_log(&self) -> Result<(), DbError> {
        match self {
            Self::Sqlite(db) => db.writer().lengthen_log().await,
            Self::Postgres(_) => Ok(()),
        }
    }

    /// A single query outside any transaction.
    pub(crate) async fn fetch_all(&self, sql: &'static str, args: &[Arg]) -> Result<Vec<Row>, DbError> {
        match self {
            Self::Sqlite(db) => db.ask(sql, args).await,
            Self::Postgres(db) => db.ask(sql, args).await,
        }
    }

    /// The events of one log that a single query finds.
    pub(crate) async fn events(
        &self,
        sql: &'static str,
        gemeente: &Gemeente,
        args: &[Arg],
    ) -> Result<Vec<Recorded>, DbError> {
        match self {
            Self::Sqlite(db) => sqlite::events(db.reader().await?.connection()?, sql, gemeente, args),
            Self::Postgres(db) => recorded(&db.ask(sql, args).await?),
        }
    }

    /// The first row of a single query.
    pub(crate) async fn fetch_optional(&self, sql: &'static str, args: &[Arg]) -> Result<Option<Row>, DbError> {
        Ok(self.fetch_all(sql, args).await?.into_iter().next())
    }

    pub(crate) async fn close(&self) {
        match self {
            Self::Sqlite(db) => db.close().await,
            Self::Postgres(db) => db.close().await,
        }
    }
}

/// What makes the database less safe than it looks.
pub(crate) async fn unsafe_settings(tx: &mut Tx) -> Result<Vec<String>, DbError> {
    match tx.bare()? {
        ConnRef::Sqlite(_) => sqlite::unsafe_settings(tx).await,
        ConnRef::Postgres(_) => postgres::unsafe_settings(tx).await,
    }
}

/// Takes the log's lock; answers its last position and instant. The row is made at the first append.
pub(crate) async fn lock_head(tx: &mut Tx, gemeente: &Gemeente) -> Result<(u64, Option<Tijdstip>), DbError> {
    let row = match tx.bare()? {
        ConnRef::Sqlite(_) => sqlite::lock_head(tx, gemeente).await?,
        ConnRef::Postgres(_) => match postgres::lock_head(tx, gemeente).await? {
            Some(row) => Some(row),
            None => {
                make_head(tx, gemeente).await?;
                postgres::lock_head(tx, gemeente).await?
            }
        },
    };
    row.map_or(Ok((0, None)), |row| Ok((row.nat(0)?, row.opt_tijdstip(1)?)))
}

async fn make_head(tx: &mut Tx, gemeente: &Gemeente) -> Result<u64, DbError> {
    tx.execute("INSERT INTO head (gemeente, position) VALUES ($1, 0) ON CONFLICT DO NOTHING", args![gemeente]).await
}

/// Adds what a group of commands touches, under the head lock, to what is known of it.
pub(crate) async fn read_known(
    tx: &mut Tx,
    gemeente: &Gemeente,
    known: Known,
    wanted: &Wanted,
) -> Result<Known, DbError> {
    let rows = match tx.bare()? {
        ConnRef::Sqlite(_) => sqlite::known(tx, gemeente, wanted).await?,
        ConnRef::Postgres(_) => postgres::known(tx, gemeente, wanted).await?,
    };
    known_of(known, wanted, &rows)
}

/// What these rows say of what was asked for.
pub(crate) fn known_of(mut known: Known, wanted: &Wanted, rows: &[Row]) -> Result<Known, DbError> {
    for row in rows {
        take_in(&mut known, wanted, row)?;
    }
    Ok(known)
}

/// Reads a row of what a group touches: its kind, then `key, text, bytes, hash` and `version, position, status`; of the head
/// its instant in the place of a version.
fn take_in(known: &mut Known, wanted: &Wanted, row: &Row) -> Result<(), DbError> {
    match row.text(0)?.as_str() {
        "head" => {
            known.position = row.nat(6)?;
            known.last = row.opt_tijdstip(5)?;
        }
        "stream" => {
            let head = StreamHead { stream_type: row.text(2)?, version: row.nat(5)?, leaf: row.hash(4)? };
            known.streams.insert(row.uuid(1)?, head);
        }
        "claim" => {
            let key = wanted.claim(&row.text(2)?, &row.bytes(1)?);
            known.claims.insert(key.ok_or_else(|| DbError::integrity("claim that was not asked for"))?, row.uuid(3)?);
        }
        "receipt" => {
            let receipt = Receipt {
                subject: row.uuid(3)?,
                version: row.nat(5)?,
                position: row.nat(6)?,
                status: status(row.int(7)?)?,
                fingerprint: row.hash(4)?,
            };
            known.receipts.insert(row.hash(1)?, receipt);
        }
        _ => return Err(DbError::integrity("a row that was not asked for")),
    }
    Ok(())
}

fn status(value: i64) -> Result<u16, DbError> {
    u16::try_from(value).map_err(|_| DbError::integrity("receipt with an impossible status"))
}

/// Reads `key, subject, version, position, status, fingerprint`.
pub(crate) fn receipt_of(row: &Row) -> Result<Receipt, DbError> {
    Ok(Receipt {
        subject: row.uuid(1)?,
        version: row.nat(2)?,
        position: row.nat(3)?,
        status: status(row.int(4)?)?,
        fingerprint: row.hash(5)?,
    })
}

/// Writes what the accepted commands change, under the head lock.
pub(crate) async fn write_changes(tx: &mut Tx, group: &GroupWrite) -> Result<(), DbError> {
    match tx.bare()? {
        ConnRef::Sqlite(conn) => sqlite::write(conn, group),
        ConnRef::Postgres(conn) => postgres::write(conn, group).await,
    }
}
