//! PostgreSQL 15 or newer: a pool for readers, a connection of its own for each appender.

use std::str::FromStr as _;
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use regieboek_kernel::{Gemeente, Tijdstip};
use sqlx::ConnectOptions as _;
use sqlx::postgres::{PgConnectOptions, PgConnection, PgPool, PgPoolOptions};
use tokio::sync::{Mutex, Semaphore, SemaphorePermit};
use tokio::time::timeout;

use crate::args;
use crate::db::{Arg, Inner, Row, postgres_query};
use crate::error::{DbError, OpenError};
use crate::overlay::{Changes, Wanted};
use crate::tx::{Conn, ConnRef, Tx};

/// Stated in full, so that no default of server or role changes it. The statement after the lock must see what the lock
/// waited for, hence READ COMMITTED.
const BEGIN_WRITE: &str = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE";
const BEGIN_READ: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
/// How long a reader waits for a free connection.
const PATIENCE: Duration = Duration::from_secs(5);

/// The database as this process reaches it.
pub(crate) struct PostgresDb {
    pub(crate) pool: PgPool,
    askers: Askers,
    options: Arc<PgConnectOptions>,
}

/// Connections for single queries outside any transaction. A pool asks each connection whether it lives when it comes
/// back, which doubles the round trips of a question of one statement. A query that is abandoned takes its connection
/// with it.
struct Askers {
    places: Semaphore,
    idle: std::sync::Mutex<Vec<PgConnection>>,
}

impl Askers {
    fn new(connections: u32) -> Self {
        let places = usize::try_from(connections.max(1)).unwrap_or(1);
        Self { places: Semaphore::new(places), idle: std::sync::Mutex::default() }
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<PgConnection>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn place(&self) -> Result<SemaphorePermit<'_>, DbError> {
        let place =
            timeout(PATIENCE, self.places.acquire()).await.map_err(|_| DbError::lost("no connection is free"))?;
        place.map_err(|_| DbError::lost("the store is closed"))
    }

    fn close(&self) {
        self.places.close();
        self.idle().clear();
    }
}

/// An appender's own connection, outside any pool; reconnects when it was lost.
#[derive(Clone)]
pub(crate) struct PostgresWriter {
    slot: Arc<Mutex<Option<PgConnection>>>,
    options: Arc<PgConnectOptions>,
}

/// Reads the URL; its text, which may hold a password, is in no error.
pub(crate) fn options(url: &str) -> Result<PgConnectOptions, DbError> {
    let options = PgConnectOptions::from_str(url).map_err(|_| DbError::integrity("the PostgreSQL URL is malformed"))?;
    Ok(options.application_name("regieboek"))
}

impl PostgresDb {
    pub(crate) async fn open(url: &str, connections: u32) -> Result<Self, OpenError> {
        let options = options(url)?.options([("lock_timeout", "5s"), ("idle_in_transaction_session_timeout", "10s")]);
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
        Ok(Self { pool, askers: Askers::new(connections), options: Arc::new(options) })
    }

    /// A single query outside any transaction. A connection may have died while it was idle (a restarted server kills them
    /// all): then the next is tried, and at last a new one.
    pub(crate) async fn ask(&self, sql: &'static str, args: &[Arg]) -> Result<Vec<Row>, DbError> {
        let _place = self.askers.place().await?;
        loop {
            let idle = self.askers.idle().pop();
            let was_idle = idle.is_some();
            let mut connection = match idle {
                Some(connection) => connection,
                None => self.options.connect().await?,
            };
            match postgres_query(sql, args).fetch_all(&mut connection).await.map_err(DbError::from) {
                Err(error) if error.is_lost() && was_idle => {}
                outcome => {
                    if outcome.as_ref().err().is_none_or(|error| !error.is_lost()) {
                        self.askers.idle().push(connection);
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

    pub(crate) fn writer(&self) -> PostgresWriter {
        PostgresWriter { slot: Arc::default(), options: Arc::clone(&self.options) }
    }

    /// A read-only snapshot.
    pub(crate) async fn read(&self) -> Result<Tx, DbError> {
        self.begin(BEGIN_READ).await
    }

    /// A writing transaction that is no append.
    pub(crate) async fn write(&self) -> Result<Tx, DbError> {
        self.begin(BEGIN_WRITE).await
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

impl PostgresWriter {
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
    let ConnRef::Postgres(conn) = tx.bare()? else {
        return Err(DbError::integrity("arrays are for PostgreSQL"));
    };
    let rows = sqlx::query(
        "SELECT 'stream' AS kind, stream AS key, stream_type AS text, NULL::bytea AS bytes, leaf AS hash, version, NULL::bigint AS position,
                NULL::bigint AS status
         FROM stream WHERE gemeente = $1 AND stream = ANY($2)
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

/// One array per column, in the order of the rows.
fn column<'r, R: 'r, T>(rows: impl IntoIterator<Item = &'r R>, value: impl Fn(&'r R) -> T) -> Vec<T> {
    rows.into_iter().map(value).collect()
}

/// BIGINT for what is counted from one.
fn big(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

/// Writes what the accepted commands change: events, streams, receipts and head in one statement, because each statement
/// is a round trip under the head lock.
pub(crate) async fn write(
    tx: &mut Tx,
    gemeente: &Gemeente,
    changes: &Changes,
    head: (u64, Option<Tijdstip>),
) -> Result<(), DbError> {
    let ConnRef::Postgres(conn) = tx.bare()? else {
        return Err(DbError::integrity("arrays are for PostgreSQL"));
    };
    if !changes.claims.is_empty() {
        write_claims(conn, gemeente.as_str(), changes).await?;
    }
    let Changes { events, receipts, .. } = changes;
    let streams: Vec<_> = changes.streams.iter().collect();
    sqlx::query(
        "WITH events AS (
             INSERT INTO event (gemeente, position, stream_type, stream, version, event_id, code, schema_versie, payload,
                 metadata, gebeurd_op, vastgelegd_op, actor, bevoegdheid, leaf, previous)
             SELECT $1::text, e.* FROM unnest($2::bigint[], $3::text[], $4::bytea[], $5::bigint[], $6::bytea[],
                 $7::text[], $8::bigint[], $9::text[], $10::text[], $11::bigint[], $12::bigint[], $13::text[],
                 $14::text[], $15::bytea[], $16::bytea[]) AS e
         ), streams AS (
             INSERT INTO stream (gemeente, stream, stream_type, version, leaf)
             SELECT $1::text, s.* FROM unnest($17::bytea[], $18::text[], $19::bigint[], $20::bytea[]) AS s
             ON CONFLICT (gemeente, stream) DO UPDATE SET version = excluded.version, leaf = excluded.leaf
         ), receipts AS (
             INSERT INTO receipt (gemeente, key, fingerprint, subject, version, position, status, recorded)
             SELECT $1::text, r.* FROM unnest($21::bytea[], $22::bytea[], $23::bytea[], $24::bigint[], $25::bigint[],
                 $26::bigint[], $27::bigint[]) AS r
         )
         UPDATE head SET position = $28, vastgelegd_op = $29 WHERE gemeente = $1",
    )
    .bind(gemeente.as_str())
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
    .bind(column(&streams, |(id, _)| id.as_bytes().as_slice()))
    .bind(column(&streams, |(_, head)| head.stream_type.as_str()))
    .bind(column(&streams, |(_, head)| big(head.version)))
    .bind(column(&streams, |(_, head)| head.leaf.as_slice()))
    .bind(column(receipts, |(key, _, _)| key.as_slice()))
    .bind(column(receipts, |(_, r, _)| r.fingerprint.as_slice()))
    .bind(column(receipts, |(_, r, _)| r.subject.as_bytes().as_slice()))
    .bind(column(receipts, |(_, r, _)| big(r.version)))
    .bind(column(receipts, |(_, r, _)| big(r.position)))
    .bind(column(receipts, |(_, r, _)| i64::from(r.status)))
    .bind(column(receipts, |(_, _, recorded)| recorded.micros()))
    .bind(big(head.0))
    .bind(head.1.map(Tijdstip::micros))
    .execute(conn)
    .await?;
    Ok(())
}

async fn write_claims(conn: &mut PgConnection, gemeente: &str, changes: &Changes) -> Result<(), DbError> {
    let released: Vec<_> = changes.claims.iter().filter(|(_, holder)| holder.is_none()).collect();
    sqlx::query(
        "DELETE FROM claim USING unnest($2::text[], $3::bytea[]) AS r (scope, key)
         WHERE claim.gemeente = $1 AND claim.scope = r.scope AND claim.key = r.key",
    )
    .bind(gemeente)
    .bind(column(&released, |(claim, _)| claim.scope))
    .bind(column(&released, |(claim, _)| claim.key.as_slice()))
    .execute(&mut *conn)
    .await?;
    let taken: Vec<_> = changes.claims.iter().filter_map(|(claim, holder)| Some((claim, (*holder)?))).collect();
    sqlx::query(
        "INSERT INTO claim (gemeente, scope, key, owner)
         SELECT $1::text, c.* FROM unnest($2::text[], $3::bytea[], $4::bytea[]) AS c
         ON CONFLICT (gemeente, scope, key) DO UPDATE SET owner = excluded.owner",
    )
    .bind(gemeente)
    .bind(column(&taken, |(claim, _)| claim.scope))
    .bind(column(&taken, |(claim, _)| claim.key.as_slice()))
    .bind(column(&taken, |(_, owner)| owner.as_bytes().as_slice()))
    .execute(conn)
    .await?;
    Ok(())
}
