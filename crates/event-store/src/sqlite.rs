//! SQLite: one file in WAL, one writer per process, readers beside it.
//!
//! Through rusqlite, on the thread that asks. sqlx runs each connection on a thread of its own and hands every statement
//! and every row over, which costs more than most statements do; only the migrations go through it.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use regieboek_kernel::{EventId, Gemeente, Tijdstip};
use rusqlite::config::DbConfig;
use rusqlite::types::Value;
use rusqlite::{CachedStatement, Connection, ErrorCode, OpenFlags, params};
use sqlx::ConnectOptions as _;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqliteSynchronous};
use tokio::sync::Mutex;
use tokio::time::{Instant, sleep};
use uuid::Uuid;

use crate::args;
use crate::batch::ClaimKey;
use crate::db::{Arg, Inner, Row, big};
use crate::error::{DbError, OpenError};
use crate::overlay::{Changes, GroupWrite, Wanted};
use crate::places::{Place, Places};
use crate::recorded::{Decoded, Recorded};
use crate::store;
use crate::tx::{Conn, Tx};

/// Earlier versions can corrupt a WAL database under concurrent checkpoints.
const NEEDED: (&str, [u32; 3]) = ("3.51.3", [3, 51, 3]);
/// How long a process waits for another one to let go of the file.
const PATIENCE: Duration = Duration::from_secs(5);
/// How often it looks whether the other one did.
const LOOK_AGAIN: Duration = Duration::from_millis(1);
/// How many statements a connection keeps prepared: more than there are.
const STATEMENTS: usize = 256;
/// How many pages of 4 KiB the log grows to before its content goes to the file itself. Whoever writes then waits for the disk
/// twice, 0.1 to 0.3 s, so that it is to be seldom.
const LOG: i64 = 32_000;
/// The size of a page, which SQLite gives a new file.
const PAGE: i64 = 4096;
/// How much of the file a connection keeps in memory, in KiB. After a page was split the writer looks through all of it.
const CACHE: i64 = 4 * 1024;

/// The database file of this process.
pub(crate) struct SqliteDb {
    file: Arc<Path>,
    readers: Arc<Places<Connection>>,
    writer: SqliteWriter,
}

/// The one writing connection; whoever holds the slot writes, in order of arrival.
#[derive(Clone)]
pub(crate) struct SqliteWriter {
    slot: Arc<Mutex<Option<Connection>>>,
    file: Arc<Path>,
}

/// A reading connection, which goes back to its place.
pub(crate) struct Reader {
    connection: Option<Connection>,
    place: Option<Place<Connection>>,
}

impl Reader {
    pub(crate) fn connection(&self) -> Result<&Connection, DbError> {
        self.connection.as_ref().ok_or_else(|| DbError::lost("the reader has no connection"))
    }

    pub(crate) fn connection_mut(&mut self) -> Option<&mut Connection> {
        self.connection.as_mut()
    }

    pub(crate) fn discard(mut self) {
        self.connection = None;
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        if let (Some(connection), Some(place)) = (self.connection.take(), &self.place) {
            place.keep(connection);
        }
    }
}

/// How the migration opens the file, and makes it.
pub(crate) fn migration_options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .foreign_keys(true)
        .busy_timeout(PATIENCE)
        .pragma("trusted_schema", "OFF")
        .pragma("cell_size_check", "ON")
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .pragma("secure_delete", "ON")
}

/// Opens the file to migrate it. While another process makes it a WAL database, or repairs its log after a crash, SQLite
/// answers "busy" at once, without the patience that it has for other locks.
pub(crate) async fn connect_to_migrate(path: &Path) -> Result<SqliteConnection, DbError> {
    let (options, until) = (migration_options(path), Instant::now() + PATIENCE);
    loop {
        match options.connect().await {
            Err(sqlx::Error::Database(error))
                if error.code().and_then(|code| code.parse::<u32>().ok()).is_some_and(|code| code & 0xff == 5)
                    && Instant::now() < until =>
            {
                sleep(LOOK_AGAIN).await;
            }
            outcome => return Ok(outcome?),
        }
    }
}

/// Tries until nobody is in the way. The thread is not held up, so that whoever is in the way on it can get done.
async fn patiently<T>(mut attempt: impl FnMut() -> rusqlite::Result<T>) -> Result<T, DbError> {
    let until = Instant::now() + PATIENCE;
    loop {
        match attempt() {
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) && Instant::now() < until => {
                sleep(LOOK_AGAIN).await;
            }
            outcome => return Ok(outcome?),
        }
    }
}

fn open(path: &Path, flags: OpenFlags) -> rusqlite::Result<Connection> {
    let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    connection.execute_batch("PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON")?;
    connection.pragma_update(None, "cache_size", -CACHE)?;
    // Else a statement with an argument in its LIMIT is prepared anew whenever it is asked.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(connection)
}

/// The writer does not wait for the file's lock inside SQLite; see [`patiently`].
fn open_writer(path: &Path) -> rusqlite::Result<Connection> {
    let connection = open(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    connection.busy_timeout(Duration::ZERO)?;
    connection.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON")?;
    connection.pragma_update(None, "wal_autocheckpoint", LOG)?;
    Ok(connection)
}

fn open_reader(path: &Path) -> rusqlite::Result<Connection> {
    let connection = open(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    connection.busy_timeout(PATIENCE)?;
    Ok(connection)
}

/// A reader of a file that nobody may write to: exactly its bytes, and nothing that lies beside it.
pub(crate) fn sealed(path: &Path) -> Result<Reader, DbError> {
    let uri = format!("file:{}?immutable=1", percent_encoded(text_of(path)?));
    let connection = open(Path::new(&uri), OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI)?;
    Ok(Reader { connection: Some(connection), place: None })
}

/// What would end the path in a URI, or begin an escape.
fn percent_encoded(path: &str) -> String {
    path.replace('%', "%25").replace('?', "%3f").replace('#', "%23")
}

/// A path as a value in a statement.
pub(crate) fn text_of(path: &Path) -> Result<&str, DbError> {
    path.to_str().ok_or_else(|| DbError::integrity("SQLite knows only paths in UTF-8"))
}

/// A statement with its arguments; prepared once per connection. SQLite gives `$2` a place of its own choosing, so each
/// place is asked for its name.
fn prepared<'c>(connection: &'c Connection, sql: &str, args: &[Arg]) -> rusqlite::Result<CachedStatement<'c>> {
    let mut statement = connection.prepare_cached(sql)?;
    for place in 1..=statement.parameter_count() {
        let number = statement.parameter_name(place).and_then(|name| name.get(1..)?.parse::<usize>().ok());
        let arg = number.and_then(|number| args.get(number.checked_sub(1)?));
        let arg = arg.ok_or(rusqlite::Error::InvalidParameterCount(args.len(), place))?;
        statement.raw_bind_parameter(place, arg)?;
    }
    Ok(statement)
}

/// Runs a statement; answers how many rows it touched.
pub(crate) fn execute(connection: &Connection, sql: &str, args: &[Arg]) -> Result<u64, DbError> {
    Ok(prepared(connection, sql, args)?.raw_execute()? as u64)
}

/// All rows of a query.
pub(crate) fn fetch_all(connection: &Connection, sql: &str, args: &[Arg]) -> Result<Vec<Row>, DbError> {
    let mut statement = prepared(connection, sql, args)?;
    let columns = statement.column_count();
    let (mut rows, mut found) = (statement.raw_query(), Vec::new());
    while let Some(row) = rows.next()? {
        let values: rusqlite::Result<Vec<Value>> = (0..columns).map(|i| row.get(i)).collect();
        found.push(Row(Inner::Sqlite(values?)));
    }
    Ok(found)
}

/// So many events of a log after a position.
pub(crate) fn page(
    connection: &Connection,
    gemeente: &Gemeente,
    after: u64,
    limit: usize,
) -> Result<Vec<Recorded>, DbError> {
    events(connection, store::PAGE, gemeente, args![gemeente, after, limit as u64])
}

/// All events of a query of one log, each value copied once.
pub(crate) fn events(
    connection: &Connection,
    sql: &str,
    gemeente: &Gemeente,
    args: &[Arg],
) -> Result<Vec<Recorded>, DbError> {
    let mut statement = prepared(connection, sql, args)?;
    let (mut rows, mut events) = (statement.raw_query(), Vec::new());
    while let Some(row) = rows.next()? {
        events.push(event(row, gemeente)?);
    }
    Ok(events)
}

/// Reads what a query of events selects, in the order of its columns.
fn event(row: &rusqlite::Row<'_>, gemeente: &Gemeente) -> Result<Recorded, DbError> {
    let nat = |i: usize| {
        u64::try_from(row.get::<_, i64>(i)?)
            .map_err(|_| DbError::integrity(format!("place {i} of the row is negative")))
    };
    Ok(Recorded {
        gemeente: gemeente.clone(),
        position: nat(1)?,
        stream_type: row.get(2)?,
        stream: Uuid::from_bytes(row.get(3)?),
        version: nat(4)?,
        event_id: EventId::new(Uuid::from_bytes(row.get(5)?)),
        code: row.get(6)?,
        schema_versie: row.get(7)?,
        payload: row.get(8)?,
        metadata: row.get(9)?,
        gebeurd_op: Tijdstip::from_micros(row.get(10)?),
        vastgelegd_op: Tijdstip::from_micros(row.get(11)?),
        actor: row.get(12)?,
        bevoegdheid: row.get(13)?,
        leaf: row.get(14)?,
        previous: row.get(15)?,
        decoded: Decoded::default(),
    })
}

/// Undoes what is open; false when the connection cannot be used any more.
pub(crate) fn roll_back(connection: &Connection) -> bool {
    connection.is_autocommit() || execute(connection, "ROLLBACK", &[]).is_ok()
}

impl SqliteDb {
    pub(crate) async fn open(path: &Path, readers: u32) -> Result<Self, OpenError> {
        let connection = patiently(|| open_writer(path)).await?;
        let found: String =
            connection.query_row("SELECT sqlite_version()", [], |row| row.get(0)).map_err(DbError::from)?;
        if !new_enough(&found) {
            return Err(OpenError::TooOld { name: "SQLite", found, needed: NEEDED.0 });
        }
        let (file, slot): (Arc<Path>, _) = (path.into(), Arc::new(Mutex::new(Some(connection))));
        Ok(Self { readers: Places::new(readers), writer: SqliteWriter { slot, file: Arc::clone(&file) }, file })
    }

    pub(crate) fn writer(&self) -> SqliteWriter {
        self.writer.clone()
    }

    /// A connection to ask, when one is free.
    pub(crate) async fn reader(&self) -> Result<Reader, DbError> {
        let place = self.readers.enter().await?;
        let connection = match place.idle() {
            Some(connection) => connection,
            None => patiently(|| open_reader(&self.file)).await?,
        };
        Ok(Reader { connection: Some(connection), place: Some(place) })
    }

    pub(crate) async fn read(&self) -> Result<Tx, DbError> {
        Tx::begin(Conn::SqliteReader(self.reader().await?), "BEGIN DEFERRED").await
    }

    /// The same on a connection of its own.
    pub(crate) async fn read_apart(&self) -> Result<Tx, DbError> {
        let connection = Some(patiently(|| open_reader(&self.file)).await?);
        Tx::begin(Conn::SqliteReader(Reader { connection, place: None }), "BEGIN DEFERRED").await
    }

    /// A single query outside any transaction.
    pub(crate) async fn ask(&self, sql: &'static str, args: &[Arg]) -> Result<Vec<Row>, DbError> {
        fetch_all(self.reader().await?.connection()?, sql, args)
    }

    /// Writes a snapshot of everything to an empty file. The writer is not waited for, nor held up.
    pub(crate) async fn copy_into(&self, path: &Path) -> Result<(), DbError> {
        let (reader, path) = (self.reader().await?, text_of(path)?.to_owned());
        let copied =
            tokio::task::spawn_blocking(move || execute(reader.connection()?, "VACUUM INTO $1", args![path]).map(drop));
        copied.await.unwrap_or_else(|_| Err(DbError::lost("the copy was cut off")))
    }

    pub(crate) async fn close(&self) {
        self.readers.close();
        if let Some(connection) = self.writer.slot.lock().await.take()
            && let Err((_, error)) = connection.close()
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
            *slot = Some(patiently(|| open_writer(&self.file)).await?);
        }
        patiently(|| slot.as_mut().map_or(Ok(0), |open| open.prepare_cached("BEGIN IMMEDIATE")?.raw_execute())).await?;
        Ok(Tx::begun(Conn::SqliteWriter(slot)))
    }

    /// Makes the log as long as it gets before its content goes to the file itself, by writing it full and taking that back. What
    /// is added at the end of a file is durable only once its new length is, which for a short commit takes the disk as long
    /// again; a log that is written over does not change its length.
    pub(crate) async fn lengthen_log(&self) -> Result<(), DbError> {
        let log = std::fs::metadata(PathBuf::from(format!("{}-wal", text_of(&self.file)?)));
        if log.is_ok_and(|log| log.len() >= LOG.unsigned_abs() * PAGE.unsigned_abs()) {
            return Ok(());
        }
        let mut tx = self.begin().await?;
        tx.execute("CREATE TABLE room (content BLOB)", &[]).await?;
        // The last pages stay in the cache until a commit, which never comes.
        tx.execute("INSERT INTO room VALUES (zeroblob($1))", args![LOG * PAGE + CACHE * 1024]).await?;
        tx.roll_back().await;
        Ok(())
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

/// Reads what a group touches: each in a query of its own, which here is no round trip.
pub(crate) async fn known(tx: &mut Tx, gemeente: &Gemeente, wanted: &Wanted) -> Result<Vec<Row>, DbError> {
    let mut rows = Vec::new();
    for stream in &wanted.streams {
        let sql = "SELECT 'stream', stream, stream_type, NULL, leaf, version FROM event
                   WHERE gemeente = $1 AND stream = $2 ORDER BY version DESC LIMIT 1";
        rows.extend(tx.fetch_optional(sql, args![gemeente, *stream]).await?);
    }
    for claim in &wanted.claims {
        let sql = "SELECT 'claim', key, scope, owner FROM claim WHERE gemeente = $1 AND scope = $2 AND key = $3";
        rows.extend(tx.fetch_optional(sql, args![gemeente, claim.scope, claim.key.as_slice()]).await?);
    }
    for key in &wanted.receipts {
        let sql = "SELECT 'receipt', key, NULL, subject, fingerprint, version, position, status
                   FROM receipt WHERE gemeente = $1 AND key = $2";
        rows.extend(tx.fetch_optional(sql, args![gemeente, key.as_slice()]).await?);
    }
    Ok(rows)
}

/// Writes what the accepted commands change. Each statement is looked up once for all its rows, and takes their values without
/// a copy between; SQLite gives `$n` a place when it first meets it, and here they are met in order.
pub(crate) fn write(connection: &Connection, group: &GroupWrite) -> Result<(), DbError> {
    let (gemeente, Changes { events, claims, receipts, .. }) = (group.gemeente.as_str(), group.changes.as_ref());
    let mut insert = connection.prepare_cached(
        "INSERT INTO event (gemeente, position, stream_type, stream, version, event_id, code, schema_versie, payload,
             metadata, gebeurd_op, vastgelegd_op, actor, bevoegdheid, leaf, previous)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
    )?;
    for event in events {
        insert.execute(params![
            gemeente,
            big(event.position),
            event.stream_type,
            event.stream.as_bytes(),
            big(event.version),
            event.event_id.uuid().as_bytes(),
            event.code,
            event.schema_versie,
            event.payload,
            event.metadata,
            event.gebeurd_op.micros(),
            event.vastgelegd_op.micros(),
            event.actor,
            event.bevoegdheid,
            event.leaf,
            event.previous,
        ])?;
    }
    for (claim, holder) in claims {
        let ClaimKey { scope, key } = claim;
        match holder {
            Some(owner) => connection
                .prepare_cached(
                    "INSERT INTO claim (gemeente, scope, key, owner) VALUES ($1, $2, $3, $4)
                     ON CONFLICT (gemeente, scope, key) DO UPDATE SET owner = excluded.owner",
                )?
                .execute(params![gemeente, scope, key, owner.as_bytes()])?,
            None => connection
                .prepare_cached("DELETE FROM claim WHERE gemeente = $1 AND scope = $2 AND key = $3")?
                .execute(params![gemeente, scope, key])?,
        };
    }
    let mut insert = connection.prepare_cached(
        "INSERT INTO receipt (gemeente, key, fingerprint, subject, version, position, status, recorded)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )?;
    for (key, receipt, recorded) in receipts {
        insert.execute(params![
            gemeente,
            key,
            receipt.fingerprint,
            receipt.subject.as_bytes(),
            big(receipt.version),
            big(receipt.position),
            receipt.status,
            recorded.micros(),
        ])?;
    }
    let (position, last) = group.head;
    connection
        .prepare_cached(
            "INSERT INTO head (gemeente, position, vastgelegd_op) VALUES ($1, $2, $3)
             ON CONFLICT (gemeente) DO UPDATE SET position = excluded.position, vastgelegd_op = excluded.vastgelegd_op",
        )?
        .execute(params![gemeente, big(position), last.map(Tijdstip::micros)])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use rusqlite::StatementStatus;

    use super::*;

    #[test]
    fn a_version_with_the_wal_bug_is_too_old() {
        for (version, expected) in
            [("3.51.2", false), ("3.9.9", false), ("3.51.3", true), ("3.52.0", true), ("4.0.0", true), ("x", false)]
        {
            assert_eq!(new_enough(version), expected, "{version}");
        }
    }

    #[test]
    fn a_question_with_other_arguments_is_not_prepared_anew() {
        let connection = open(Path::new(":memory:"), OpenFlags::default()).expect("opens");
        connection.execute_batch("CREATE TABLE t (a INTEGER PRIMARY KEY)").expect("makes the table");
        let sql = "SELECT a FROM t WHERE a > $1 ORDER BY a LIMIT $2";
        for limit in 1..=3_u64 {
            fetch_all(&connection, sql, args![limit, limit]).expect("answers");
        }
        let statement = connection.prepare_cached(sql).expect("is there");
        assert_eq!(statement.get_status(StatementStatus::Run), 3);
        assert_eq!(statement.get_status(StatementStatus::RePrepare), 0);
    }

    /// What `.cargo/config.toml` asks of the build: rusqlite's own has all threads wait for each other at each page.
    #[test]
    fn connections_share_no_page_cache_and_count_no_memory() {
        let connection = Connection::open_in_memory().expect("opens");
        let used = |option: &str| {
            let sql = "SELECT sqlite_compileoption_used($1)";
            connection.query_row(sql, [option], |row| row.get::<_, bool>(0)).expect("answers")
        };
        assert!(!used("ENABLE_MEMORY_MANAGEMENT") && used("DEFAULT_MEMSTATUS=0"));
    }
}
