//! SQLite: one file in WAL, one writer per process, readers beside it.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use regieboek_kernel::{Gemeente, Tijdstip};
use sqlx::error::DatabaseError;
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{ConnectOptions as _, Connection as _};
use tokio::sync::Mutex;
use tokio::time::{Instant, sleep};

use crate::args;
use crate::db::Row;
use crate::error::{DbError, OpenError};
use crate::overlay::{Changes, Wanted};
use crate::recorded::Recorded;
use crate::tx::{Conn, Tx};

/// Earlier versions can corrupt a WAL database under concurrent checkpoints.
const NEEDED: (&str, [u32; 3]) = ("3.51.3", [3, 51, 3]);

/// How long a process waits for another one to let go of the file.
const PATIENCE: Duration = Duration::from_secs(5);

/// The database file of this process.
pub(crate) struct SqliteDb {
    pub(crate) pool: SqlitePool,
    writer: SqliteWriter,
}

/// The one writing connection; whoever holds the slot writes, in order of arrival.
#[derive(Clone)]
pub(crate) struct SqliteWriter {
    slot: Arc<Mutex<Option<SqliteConnection>>>,
    options: Arc<SqliteConnectOptions>,
}

/// How the writer, and the migration, open the file.
pub(crate) fn writer_options(path: &Path, create: bool) -> SqliteConnectOptions {
    common_options(path)
        .create_if_missing(create)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .pragma("secure_delete", "ON")
}

fn common_options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .foreign_keys(true)
        .busy_timeout(PATIENCE)
        .pragma("trusted_schema", "OFF")
        .pragma("cell_size_check", "ON")
}

/// How a file is read that nobody may write to: exactly its bytes, and nothing that lies beside it.
pub(crate) fn sealed_options(path: &Path) -> SqliteConnectOptions {
    common_options(path).read_only(true).immutable(true)
}

/// One reader of such a file.
pub(crate) fn sealed(path: &Path) -> SqlitePool {
    SqlitePoolOptions::new().max_connections(1).test_before_acquire(false).connect_lazy_with(sealed_options(path))
}

/// A path as a value in a statement.
pub(crate) fn text_of(path: &Path) -> Result<&str, DbError> {
    path.to_str().ok_or_else(|| DbError::integrity("SQLite knows only paths in UTF-8"))
}

/// Opens the file to write. While another process makes it a WAL database, or repairs its log after a crash, SQLite answers
/// "busy" at once, without the patience that it has for other locks.
pub(crate) async fn connect(options: &SqliteConnectOptions) -> Result<SqliteConnection, DbError> {
    let until = Instant::now() + PATIENCE;
    loop {
        match options.connect().await {
            Err(sqlx::Error::Database(error)) if is_busy(error.as_ref()) && Instant::now() < until => {
                sleep(Duration::from_millis(10)).await;
            }
            outcome => return Ok(outcome?),
        }
    }
}

fn is_busy(error: &dyn DatabaseError) -> bool {
    error.code().and_then(|code| code.parse::<u32>().ok()).is_some_and(|code| code & 0xff == 5)
}

impl SqliteDb {
    pub(crate) async fn open(path: &Path, readers: u32) -> Result<Self, OpenError> {
        let options = writer_options(path, false);
        let mut connection = connect(&options).await?;
        let found: String =
            sqlx::query_scalar("SELECT sqlite_version()").fetch_one(&mut connection).await.map_err(DbError::from)?;
        if !new_enough(&found) {
            return Err(OpenError::TooOld { name: "SQLite", found, needed: NEEDED.0 });
        }
        let pool = SqlitePoolOptions::new()
            .max_connections(readers.max(1))
            .acquire_timeout(Duration::from_secs(5))
            .test_before_acquire(false)
            .connect_lazy_with(common_options(path).read_only(true));
        let slot = Arc::new(Mutex::new(Some(connection)));
        Ok(Self { pool, writer: SqliteWriter { slot, options: Arc::new(options) } })
    }

    pub(crate) fn writer(&self) -> SqliteWriter {
        self.writer.clone()
    }

    pub(crate) async fn read(&self) -> Result<Tx, DbError> {
        Tx::begin(Conn::SqlitePool(self.pool.acquire().await?), "BEGIN DEFERRED").await
    }

    /// Writes a snapshot of everything to an empty file. The writer is not waited for, nor held up.
    pub(crate) async fn copy_into(&self, path: &Path) -> Result<(), DbError> {
        let mut reader = self.pool.acquire().await?;
        sqlx::query("VACUUM INTO $1").bind(text_of(path)?).execute(&mut *reader).await?;
        Ok(())
    }

    pub(crate) async fn close(&self) {
        self.pool.close().await;
        if let Some(connection) = self.writer.slot.lock().await.take()
            && let Err(error) = connection.close().await
        {
            tracing::warn!(error = %DbError::from(error), "the writer did not close cleanly");
        }
    }
}

impl SqliteWriter {
    /// Begins a writing transaction, which holds the one write lock of the file from its start.
    pub(crate) async fn begin(&self) -> Result<Tx, DbError> {
        let mut slot = Arc::clone(&self.slot).lock_owned().await;
        if slot.is_none() {
            *slot = Some(connect(&self.options).await?);
        }
        Tx::begin(Conn::SqliteWriter(slot), "BEGIN IMMEDIATE").await
    }
}

/// Whether a version text is at least the one we need.
fn new_enough(found: &str) -> bool {
    let parts: Result<Vec<u32>, _> = found.split('.').map(str::parse).collect();
    parts.is_ok_and(|parts| parts.as_slice() >= NEEDED.1.as_slice())
}

/// What would make an acknowledged append less than durable, or leave deleted data readable.
pub(crate) async fn unsafe_settings(tx: &mut Tx) -> Result<Vec<String>, DbError> {
    let mut findings = Vec::new();
    let mode = tx.fetch_optional("PRAGMA journal_mode", &[]).await?.map(|row| row.text(0)).transpose()?;
    if mode.as_deref() != Some("wal") {
        findings.push("SQLite: journal_mode is niet WAL.".to_owned());
    }
    if pragma(tx, "PRAGMA synchronous").await? < 2 {
        findings.push("SQLite: synchronous is niet FULL.".to_owned());
    }
    if pragma(tx, "PRAGMA secure_delete").await? != 1 {
        findings.push("SQLite: secure_delete staat niet aan.".to_owned());
    }
    if pragma(tx, "PRAGMA foreign_keys").await? != 1 {
        findings.push("SQLite: foreign_keys staat niet aan.".to_owned());
    }
    Ok(findings)
}

async fn pragma(tx: &mut Tx, sql: &'static str) -> Result<i64, DbError> {
    tx.fetch_optional(sql, &[]).await?.map_or(Ok(0), |row| row.int(0))
}

/// The head row; `BEGIN IMMEDIATE` has locked it already.
pub(crate) async fn lock_head(tx: &mut Tx, gemeente: &Gemeente) -> Result<Option<Row>, DbError> {
    tx.fetch_optional("SELECT position, vastgelegd_op FROM head WHERE gemeente = $1", args![gemeente]).await
}

/// Reads what a group touches, in one query.
pub(crate) async fn known(tx: &mut Tx, gemeente: &Gemeente, wanted: &Wanted) -> Result<Vec<Row>, DbError> {
    let streams = hex_list(wanted.streams.iter().map(|id| id.as_bytes().as_slice()));
    let pairs: Vec<[String; 2]> = wanted.claims.iter().map(|c| [c.scope.to_owned(), hex(&c.key)]).collect();
    let claims = serde_json::json!(pairs).to_string();
    let receipts = hex_list(wanted.receipts.iter().map(<[u8; 32]>::as_slice));
    tx.fetch_all(
        "SELECT 'stream' AS kind, stream AS key, stream_type AS text, NULL AS bytes, leaf AS hash, version, NULL AS position,
                NULL AS status
         FROM stream WHERE gemeente = $1 AND stream IN (SELECT unhex(value) FROM json_each($2))
         UNION ALL
         SELECT 'claim', key, scope, owner, NULL, NULL, NULL, NULL FROM claim WHERE gemeente = $1 AND (scope, key) IN (SELECT value ->> 0, unhex(value ->> 1) FROM json_each($3))
         UNION ALL
         SELECT 'receipt', key, NULL, subject, fingerprint, version, position, status
         FROM receipt WHERE gemeente = $1 AND key IN (SELECT unhex(value) FROM json_each($4))",
        args![gemeente, streams, claims, receipts],
    )
    .await
}

fn hex_list<'b>(values: impl Iterator<Item = &'b [u8]>) -> String {
    serde_json::json!(values.map(hex).collect::<Vec<_>>()).to_string()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Writes what the accepted commands change; the statements are prepared once and run in this process.
pub(crate) async fn write(
    tx: &mut Tx,
    gemeente: &Gemeente,
    changes: &Changes,
    head: (u64, Option<Tijdstip>),
) -> Result<(), DbError> {
    for event in &changes.events {
        insert_event(tx, event).await?;
    }
    for (stream, head) in &changes.streams {
        tx.execute(
            "INSERT INTO stream (gemeente, stream, stream_type, version, leaf) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (gemeente, stream) DO UPDATE SET version = excluded.version, leaf = excluded.leaf",
            args![gemeente, *stream, head.stream_type.as_str(), head.version, head.leaf.as_slice()],
        )
        .await?;
    }
    for (claim, holder) in &changes.claims {
        match holder {
            Some(owner) => {
                tx.execute(
                    "INSERT INTO claim (gemeente, scope, key, owner) VALUES ($1, $2, $3, $4)
                     ON CONFLICT (gemeente, scope, key) DO UPDATE SET owner = excluded.owner",
                    args![gemeente, claim.scope, claim.key.as_slice(), *owner],
                )
                .await?
            }
            None => {
                tx.execute(
                    "DELETE FROM claim WHERE gemeente = $1 AND scope = $2 AND key = $3",
                    args![gemeente, claim.scope, claim.key.as_slice()],
                )
                .await?
            }
        };
    }
    for (key, receipt, recorded) in &changes.receipts {
        tx.execute(
            "INSERT INTO receipt (gemeente, key, fingerprint, subject, version, position, status, recorded)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            args![
                gemeente,
                key.as_slice(),
                receipt.fingerprint.as_slice(),
                receipt.subject,
                receipt.version,
                receipt.position,
                i64::from(receipt.status),
                *recorded,
            ],
        )
        .await?;
    }
    tx.execute(
        "INSERT INTO head (gemeente, position, vastgelegd_op) VALUES ($1, $2, $3)
         ON CONFLICT (gemeente) DO UPDATE SET position = excluded.position, vastgelegd_op = excluded.vastgelegd_op",
        args![gemeente, head.0, head.1],
    )
    .await?;
    Ok(())
}

async fn insert_event(tx: &mut Tx, event: &Recorded) -> Result<u64, DbError> {
    tx.execute(
        "INSERT INTO event (gemeente, position, stream_type, stream, version, event_id, code, schema_versie, payload,
             metadata, gebeurd_op, vastgelegd_op, actor, bevoegdheid, leaf, previous)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
        args![
            &event.gemeente,
            event.position,
            event.stream_type.as_str(),
            event.stream,
            event.version,
            event.event_id.uuid(),
            event.code.as_str(),
            i64::from(event.schema_versie),
            event.payload.as_str(),
            event.metadata.as_str(),
            event.gebeurd_op,
            event.vastgelegd_op,
            event.actor.as_str(),
            event.bevoegdheid.as_str(),
            event.leaf.as_slice(),
            event.previous.as_slice(),
        ],
    )
    .await
}

#[cfg(test)]
mod tests {
    use super::new_enough;

    #[test]
    fn a_version_with_the_wal_bug_is_too_old() {
        for (version, expected) in
            [("3.51.2", false), ("3.9.9", false), ("3.51.3", true), ("3.52.0", true), ("4.0.0", true), ("x", false)]
        {
            assert_eq!(new_enough(version), expected, "{version}");
        }
    }
}
