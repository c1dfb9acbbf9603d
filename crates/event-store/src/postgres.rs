//! PostgreSQL 15 or newer: a pool for readers, connections of their own for appenders.

use std::collections::HashMap;
use std::str::FromStr as _;
use std::sync::{Arc, PoisonError};
use std::thread::{self, ThreadId};
use std::time::Duration;

use regieboek_kernel::{Gemeente, Tijdstip};
use sqlx::postgres::{PgArguments, PgConnectOptions, PgConnection, PgPool, PgPoolOptions};
use sqlx::{Arguments as _, ConnectOptions as _};
use tokio::sync::Mutex;
use tokio::time::{Instant, timeout};

use crate::args;
use crate::db::{Arg, Inner, Row, big, postgres_query};
use crate::error::{DbError, OpenError};
use crate::overlay::{Changes, GroupWrite, Wanted};
use crate::places::Places;
use crate::tx::{Conn, ConnRef, Tx};

/// Stated in full, so that no default of server or role changes it. The statement after the lock must see what the lock
/// waited for, hence READ COMMITTED.
pub(crate) const BEGIN_WRITE: &str = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE";
const BEGIN_READ: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
/// How long a reader waits for a free connection, and for the answer to a single question.
const PATIENCE: Duration = Duration::from_secs(5);
/// For so long after a write its connection is taken to live.
const FRESH: Duration = Duration::from_secs(1);

/// The database as this process reaches it.
pub(crate) struct PostgresDb {
    pub(crate) pool: PgPool,
    /// For single queries outside any transaction. A query that is abandoned takes its connection with it.
    askers: Arc<Places<PgConnection>>,
    options: Arc<PgConnectOptions>,
}

/// Gives up on a server that does not answer. Who waits for it stands on the heap, so that the future of a handler, which holds
/// every question that it may ask, stays small.
fn in_time<T>(answer: impl Future<Output = Result<T, DbError>>) -> impl Future<Output = Result<T, DbError>> {
    let answer = timeout(PATIENCE, Box::pin(answer));
    async { answer.await.unwrap_or_else(|_| Err(DbError::lost("the database does not answer"))) }
}

/// An appender's own connections, outside any pool: one for each thread that appends.
pub(crate) struct PostgresWriters {
    threads: std::sync::Mutex<HashMap<ThreadId, PostgresWriter>>,
    options: Arc<PgConnectOptions>,
}

/// One of them; reconnects when it was lost.
#[derive(Clone)]
pub(crate) struct PostgresWriter {
    slot: Arc<Mutex<Option<PgConnection>>>,
    /// When it last wrote.
    written: Arc<std::sync::Mutex<Option<Instant>>>,
    options: Arc<PgConnectOptions>,
}

/// Reads the URL; its text, which may hold a password, is in no error.
pub(crate) fn options(url: &str) -> Result<PgConnectOptions, DbError> {
    let options = PgConnectOptions::from_str(url).map_err(|_| DbError::integrity("the PostgreSQL URL is malformed"))?;
    Ok(options.application_name("regieboek"))
}

impl PostgresDb {
    pub(crate) async fn open(url: &str, connections: u32) -> Result<Self, OpenError> {
        let options = options(url)?.options([
            ("lock_timeout", "5s"),
            ("idle_in_transaction_session_timeout", "10s"),
            // Every statement finds its rows by a key. With arrays as arguments the server would plan each anew, which
            // costs more than doing it.
            ("plan_cache_mode", "force_generic_plan"),
        ]);
        let pool = PgPoolOptions::new()
            .max_connections(connections.max(1))
            .acquire_timeout(PATIENCE)
            .test_before_acquire(false)
            .connect_lazy_with(options.clone());
        let found: String = sqlx::query_scalar("SELECT current_setting('server_version_num')")
            .fetch_one(&pool)
            .await
            .map_err(DbError::from)?;
        if found.parse::<u32>().unwrap_or_default() < 150_000 {
            return Err(OpenError::TooOld { name: "PostgreSQL", found, needed: "15" });
        }
        let options = Arc::new(options);
        Ok(Self { pool, askers: Places::new(connections), options })
    }

    /// A single query outside any transaction. A server that does not answer keeps nobody waiting, nor a connection.
    pub(crate) async fn ask(&self, sql: &'static str, args: &[Arg]) -> Result<Vec<Row>, DbError> {
        in_time(self.ask_for_ever(sql, args)).await
    }

    /// A connection may have died while it was idle (a restarted server kills them all): then the next is tried, and at
    /// last a new one.
    async fn ask_for_ever(&self, sql: &'static str, args: &[Arg]) -> Result<Vec<Row>, DbError> {
        let place = self.askers.enter().await?;
        loop {
            let idle = place.idle();
            let was_idle = idle.is_some();
            let mut connection = match idle {
                Some(connection) => connection,
                None => self.options.connect().await?,
            };
            match postgres_query(sql, args).fetch_all(&mut connection).await.map_err(DbError::from) {
                Err(error) if error.is_lost() && was_idle => {}
                outcome => {
                    if outcome.as_ref().err().is_none_or(|error| !error.is_lost()) {
                        place.keep(connection);
                    }
                    return Ok(outcome?.into_iter().map(|row| Row(Inner::Postgres(row))).collect());
                }
            }
        }
    }

    pub(crate) async fn close(&self) {
        self.askers.close();
        self.pool.close().await;
    }

    /// A writer is bound by the appender's patience, not by a time limit that somebody set on the database: a statement
    /// that is cut off while it waits for a synchronous standby answers success, with a warning that nobody sees.
    pub(crate) fn writers(&self) -> PostgresWriters {
        let options = self.options.as_ref().clone().options([("statement_timeout", "0")]);
        PostgresWriters { threads: std::sync::Mutex::default(), options: Arc::new(options) }
    }

    /// A read-only snapshot.
    pub(crate) async fn read(&self) -> Result<Tx, DbError> {
        in_time(self.begin(BEGIN_READ)).await
    }

    /// The same on a connection of its own, which is closed afterwards: for who reads long, and may stop half-way.
    pub(crate) async fn read_apart(&self) -> Result<Tx, DbError> {
        in_time(async {
            let connection = Arc::new(Mutex::new(Some(self.options.connect().await?)));
            Tx::begin(Conn::PostgresOwn(connection.lock_owned().await), BEGIN_READ).await
        })
        .await
    }

    /// A writing transaction that is no append.
    pub(crate) async fn write(&self) -> Result<Tx, DbError> {
        in_time(self.begin(BEGIN_WRITE)).await
    }

    /// A pooled connection may have died while it was idle (a restarted server kills them all): then the next is tried.
    async fn begin(&self, sql: &'static str) -> Result<Tx, DbError> {
        let mut stale = self.pool.size();
        loop {
            match Tx::begin(Conn::PostgresPool(self.pool.acquire().await?), sql).await {
                Err(error) if error.is_lost() && stale > 0 => stale -= 1,
                outcome => return outcome,
            }
        }
    }
}

impl PostgresWriters {
    /// That of this thread.
    pub(crate) fn here(&self) -> PostgresWriter {
        let mut threads = self.threads.lock().unwrap_or_else(PoisonError::into_inner);
        let new =
            || PostgresWriter { slot: Arc::default(), written: Arc::default(), options: Arc::clone(&self.options) };
        threads.entry(thread::current().id()).or_insert_with(new).clone()
    }

    /// Lets go of all: what silenced one of them (a machine that is gone without a word) silenced the others, and each
    /// would be waited for anew.
    pub(crate) fn forget(&self) {
        self.threads.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

impl PostgresWriter {
    /// Whether it wrote so lately that its connection is taken to live.
    pub(crate) fn is_fresh(&self) -> bool {
        self.written.lock().unwrap_or_else(PoisonError::into_inner).is_some_and(|at| at.elapsed() <= FRESH)
    }

    /// It wrote just now.
    pub(crate) fn wrote(&self) {
        *self.written.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
    }

    /// Begins a writing transaction; a connection that died while it was idle is replaced once.
    pub(crate) async fn begin(&self) -> Result<Tx, DbError> {
        let mut slot = Arc::clone(&self.slot).lock_owned().await;
        if slot.is_some() {
            match Tx::begin(Conn::PostgresOwn(slot), BEGIN_WRITE).await {
                Err(error) if error.is_lost() => slot = Arc::clone(&self.slot).lock_owned().await,
                outcome => return outcome,
            }
        }
        *slot = Some(self.options.connect().await?);
        Tx::begin(Conn::PostgresOwn(slot), BEGIN_WRITE).await
    }

    /// A transaction that begins with this write, as soon as there is more to do than that.
    pub(crate) async fn begin_with(&self, first: GroupWrite) -> Result<Tx, DbError> {
        let mut slot = Arc::clone(&self.slot).lock_owned().await;
        if slot.is_none() {
            *slot = Some(self.options.connect().await?);
        }
        Ok(Tx::beginning_with(Conn::PostgresOwn(slot), first))
    }

    /// Head and everything that a group touches, of one moment, without a lock: what is decided on it is written only if
    /// the head is still there.
    pub(crate) async fn look(&self, gemeente: &Gemeente, wanted: &Wanted) -> Result<Vec<Row>, DbError> {
        let mut slot = Arc::clone(&self.slot).lock_owned().await;
        loop {
            let (mut connection, was_idle) = match slot.take() {
                Some(connection) => (connection, true),
                None => (self.options.connect().await?, false),
            };
            match ask_known(&mut connection, gemeente, wanted).await {
                Err(error) if error.is_lost() && was_idle => {}
                outcome => {
                    *slot = Some(connection);
                    return outcome;
                }
            }
        }
    }
}

/// What would make an acknowledged append less than durable, or put personal data in the server's log.
pub(crate) async fn unsafe_settings(tx: &mut Tx) -> Result<Vec<String>, DbError> {
    let rows = tx
        .fetch_all(
            "SELECT 'PostgreSQL: ' || name || ' is ' || setting || '.' FROM pg_settings
             WHERE name IN ('fsync', 'full_page_writes') AND setting <> 'on'
                OR name = 'synchronous_commit' AND setting IN ('off', 'local')
                OR name = 'data_sync_retry' AND setting <> 'off'
                OR name = 'log_parameter_max_length_on_error' AND setting <> '0'
                OR name = 'log_parameter_max_length' AND setting <> '0'
                   AND (current_setting('log_statement') <> 'none'
                        OR current_setting('log_min_duration_statement') <> '-1'
                        OR current_setting('log_min_duration_sample') <> '-1'
                        OR current_setting('log_transaction_sample_rate') <> '0')
             ORDER BY name",
            &[],
        )
        .await?;
    rows.iter().map(|row| row.text(0)).collect()
}

/// Locks the head row; whoever waited sees what the one before committed.
pub(crate) async fn lock_head(tx: &mut Tx, gemeente: &Gemeente) -> Result<Option<Row>, DbError> {
    tx.fetch_optional("SELECT position, vastgelegd_op FROM head WHERE gemeente = $1 FOR UPDATE", args![gemeente]).await
}

/// Reads what a group touches, in one query.
pub(crate) async fn known(tx: &mut Tx, gemeente: &Gemeente, wanted: &Wanted) -> Result<Vec<Row>, DbError> {
    ask_known(bare(tx)?, gemeente, wanted).await
}

async fn ask_known(conn: &mut PgConnection, gemeente: &Gemeente, wanted: &Wanted) -> Result<Vec<Row>, DbError> {
    let rows = sqlx::query(
        "SELECT 'head' AS kind, NULL::bytea AS key, NULL::text AS text, NULL::bytea AS bytes, NULL::bytea AS hash,
                vastgelegd_op AS version, position, NULL::bigint AS status
         FROM head WHERE gemeente = $1
         UNION ALL
         SELECT 'stream', e.stream, e.stream_type, NULL, e.leaf, e.version, NULL, NULL
         FROM unnest($2::bytea[]) AS w (stream) CROSS JOIN LATERAL (
             SELECT stream, stream_type, leaf, version FROM event WHERE gemeente = $1 AND stream = w.stream
             ORDER BY version DESC LIMIT 1
         ) e
         UNION ALL
         SELECT 'claim', key, scope, owner, NULL, NULL, NULL, NULL FROM claim WHERE gemeente = $1 AND (scope, key) IN (SELECT * FROM unnest($3::text[], $4::bytea[]))
         UNION ALL
         SELECT 'receipt', key, NULL, subject, fingerprint, version, position, status
         FROM receipt WHERE gemeente = $1 AND key = ANY($5)",
    )
    .bind(gemeente.as_str())
    .bind(column(&wanted.streams, |id| id.as_bytes().as_slice()))
    .bind(column(&wanted.claims, |claim| claim.scope))
    .bind(column(&wanted.claims, |claim| claim.key.as_slice()))
    .bind(column(&wanted.receipts, <[u8; 32]>::as_slice))
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| Row(Inner::Postgres(row))).collect())
}

/// The connection of a transaction, for statements with arrays.
fn bare(tx: &mut Tx) -> Result<&mut PgConnection, DbError> {
    match tx.bare()? {
        ConnRef::Postgres(conn) => Ok(conn),
        ConnRef::Sqlite(_) => Err(DbError::integrity("arrays are for PostgreSQL")),
    }
}

/// One array per column, in the order of the rows.
fn column<R, T>(rows: impl IntoIterator<Item = R>, value: impl Fn(R) -> T) -> Vec<T> {
    rows.into_iter().map(value).collect()
}

/// Everything a group writes, in one statement, because each statement is a round trip.
macro_rules! write_group {
    ($claims:literal) => {
        concat!(
            "WITH moved AS (
                 UPDATE head SET position = $2, vastgelegd_op = $3 WHERE gemeente = $1 AND position = $4 RETURNING 1
             ), events AS (
                 INSERT INTO event (gemeente, position, stream_type, stream, version, event_id, code, schema_versie,
                     payload, metadata, gebeurd_op, vastgelegd_op, actor, bevoegdheid, leaf, previous)
                 SELECT $1::text, unnest($5::bigint[]), unnest($6::text[]), unnest($7::bytea[]), unnest($8::bigint[]),
                     unnest($9::bytea[]), unnest($10::text[]), unnest($11::bigint[]), unnest($12::text[]),
                     unnest($13::text[]), unnest($14::bigint[]), unnest($15::bigint[]), unnest($16::text[]),
                     unnest($17::text[]), unnest($18::bytea[]), unnest($19::bytea[])
                 FROM moved
             ), receipts AS (
                 INSERT INTO receipt (gemeente, key, fingerprint, subject, version, position, status, recorded)
                 SELECT $1::text, unnest($20::bytea[]), unnest($21::bytea[]), unnest($22::bytea[]), unnest($23::bigint[]),
                     unnest($24::bigint[]), unnest($25::bigint[]), unnest($26::bigint[])
                 FROM moved
             )",
            $claims,
            " SELECT FROM moved"
        )
    };
}

const WRITE: &str = write_group!("");
/// Each key is touched once, so the order of the two does not matter.
const WRITE_WITH_CLAIMS: &str = write_group!(
    ", released AS (
         DELETE FROM claim USING moved, unnest($27::text[], $28::bytea[]) AS r (scope, key)
         WHERE claim.gemeente = $1 AND claim.scope = r.scope AND claim.key = r.key
     ), taken AS (
         INSERT INTO claim (gemeente, scope, key, owner)
         SELECT $1::text, c.* FROM moved, unnest($29::text[], $30::bytea[], $31::bytea[]) AS c
         ON CONFLICT (gemeente, scope, key) DO UPDATE SET owner = excluded.owner
     )"
);

/// How many arguments it has at most.
const ARGUMENTS: usize = 31;
/// How many bytes of them an event takes with its receipt, beside its texts; about, so that they are not copied as they grow.
const EVENT: usize = 768;

/// Writes it. The head row says whether anything was written since the group was judged: whoever moves it does so
/// before or after this whole statement.
///
/// # Errors
/// [`DbError::is_outdated`] when it was moved; nothing is written then.
pub(crate) async fn write(conn: &mut PgConnection, group: &GroupWrite) -> Result<(), DbError> {
    let Changes { events, claims, receipts, .. } = group.changes.as_ref();
    let mut arguments = PgArguments::default();
    arguments.reserve(ARGUMENTS, events.iter().map(|e| EVENT + e.payload.len() + e.metadata.len()).sum());
    let mut statement = sqlx::query_with(if claims.is_empty() { WRITE } else { WRITE_WITH_CLAIMS }, arguments)
        .bind(group.gemeente.as_str())
        .bind(big(group.head.0))
        .bind(group.head.1.map(Tijdstip::micros))
        .bind(big(group.from))
        .bind(column(events, |e| big(e.position)))
        .bind(column(events, |e| e.stream_type.as_str()))
        .bind(column(events, |e| e.stream.as_bytes().as_slice()))
        .bind(column(events, |e| big(e.version)))
        .bind(column(events, |e| e.event_id.uuid().as_bytes().to_vec()))
        .bind(column(events, |e| e.code.as_str()))
        .bind(column(events, |e| i64::from(e.schema_versie)))
        .bind(column(events, |e| e.payload.as_str()))
        .bind(column(events, |e| e.metadata.as_str()))
        .bind(column(events, |e| e.gebeurd_op.micros()))
        .bind(column(events, |e| e.vastgelegd_op.micros()))
        .bind(column(events, |e| e.actor.as_str()))
        .bind(column(events, |e| e.bevoegdheid.as_str()))
        .bind(column(events, |e| e.leaf.as_slice()))
        .bind(column(events, |e| e.previous.as_slice()))
        .bind(column(receipts, |(key, _, _)| key.as_slice()))
        .bind(column(receipts, |(_, r, _)| r.fingerprint.as_slice()))
        .bind(column(receipts, |(_, r, _)| r.subject.as_bytes().as_slice()))
        .bind(column(receipts, |(_, r, _)| big(r.version)))
        .bind(column(receipts, |(_, r, _)| big(r.position)))
        .bind(column(receipts, |(_, r, _)| i64::from(r.status)))
        .bind(column(receipts, |(_, _, recorded)| recorded.micros()));
    if !claims.is_empty() {
        let released: Vec<_> = claims.iter().filter(|(_, holder)| holder.is_none()).collect();
        let taken: Vec<_> = claims.iter().filter_map(|(claim, holder)| Some((claim, (*holder)?))).collect();
        statement = statement
            .bind(column(&released, |(claim, _)| claim.scope))
            .bind(released.iter().map(|(claim, _)| claim.key.clone()).collect::<Vec<_>>())
            .bind(column(&taken, |(claim, _)| claim.scope))
            .bind(taken.iter().map(|(claim, _)| claim.key.clone()).collect::<Vec<_>>())
            .bind(taken.iter().map(|(_, owner)| owner.as_bytes().to_vec()).collect::<Vec<_>>());
    }
    statement.fetch_optional(conn).await?.map(drop).ok_or_else(DbError::outdated)
}
