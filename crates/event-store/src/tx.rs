//! A transaction on either database, owned: no lifetime, so that a projection takes a plain `&mut Tx`.

use std::time::Duration;

use rusqlite::Connection;
use sqlx::pool::PoolConnection;
use sqlx::postgres::{PgConnection, Postgres};
use tokio::sync::OwnedMutexGuard;
use tokio::time::timeout;

use crate::db::{Arg, Inner, InsertRows, Row, postgres_insert, postgres_query};
use crate::error::DbError;
use crate::overlay::GroupWrite;
use crate::postgres;
use crate::sqlite::{self, Reader};

/// How long the rollback of an abandoned transaction may take.
const ROLL_BACK: Duration = Duration::from_secs(5);

/// The connection a transaction runs on, and where it goes afterwards.
pub(crate) enum Conn {
    /// A reader of the SQLite file.
    SqliteReader(Reader),
    /// The one SQLite writer of this process.
    SqliteWriter(OwnedMutexGuard<Option<Connection>>),
    /// From the PostgreSQL pool.
    PostgresPool(PoolConnection<Postgres>),
    /// An appender's own PostgreSQL connection.
    PostgresOwn(OwnedMutexGuard<Option<PgConnection>>),
}

/// The bare connection.
pub(crate) enum ConnRef<'c> {
    Sqlite(&'c mut Connection),
    Postgres(&'c mut PgConnection),
}

impl Conn {
    fn bare(&mut self) -> Option<ConnRef<'_>> {
        match self {
            Self::SqliteReader(reader) => reader.connection_mut().map(ConnRef::Sqlite),
            Self::SqliteWriter(slot) => slot.as_mut().map(ConnRef::Sqlite),
            Self::PostgresPool(conn) => Some(ConnRef::Postgres(conn)),
            Self::PostgresOwn(slot) => slot.as_mut().map(ConnRef::Postgres),
        }
    }

    /// Closes the connection at once; the database then rolls back whatever was open.
    fn discard(self) {
        match self {
            Self::SqliteReader(reader) => reader.discard(),
            Self::SqliteWriter(mut slot) => *slot = None,
            Self::PostgresPool(conn) => drop(conn.detach()),
            Self::PostgresOwn(mut slot) => *slot = None,
        }
    }
}

/// A transaction. Dropped, it is rolled back; a connection is used again only outside any transaction.
///
/// SQL is static text, the same for both databases: `$1`, `ON CONFLICT`, `RETURNING`; BIGINT, TEXT and BYTEA values.
/// On SQLite a statement runs on the thread that asks: it takes microseconds, and going to another thread takes more.
pub struct Tx {
    conn: Option<Conn>,
    /// A statement failed or was abandoned half-way. PostgreSQL answers COMMIT with a silent ROLLBACK then, so we
    /// refuse to send one.
    spoiled: bool,
    /// What is written before anything else is done here; when nothing else is, alone, without BEGIN and COMMIT.
    first: Option<Box<GroupWrite>>,
}

impl Tx {
    /// Begins a transaction with the given statement. From here on, dropping is safe at any await.
    pub(crate) async fn begin(conn: Conn, sql: &'static str) -> Result<Self, DbError> {
        let mut tx = Self::begun(conn);
        tx.execute(sql, &[]).await?;
        Ok(tx)
    }

    /// A transaction that has begun on this connection.
    pub(crate) fn begun(conn: Conn) -> Self {
        Self { conn: Some(conn), spoiled: false, first: None }
    }

    /// A transaction on PostgreSQL that begins when something is asked of it, with this write.
    pub(crate) fn beginning_with(conn: Conn, first: GroupWrite) -> Self {
        Self { conn: Some(conn), spoiled: false, first: Some(Box::new(first)) }
    }

    /// The bare connection, for statements with arrays; whoever fails on it must not commit.
    pub(crate) fn bare(&mut self) -> Result<ConnRef<'_>, DbError> {
        self.conn.as_mut().and_then(Conn::bare).ok_or_else(|| DbError::lost("transaction has no connection"))
    }

    /// The bare connection for rows that are read as they come, and the mark of being spoiled, which is set for as long as
    /// that takes.
    pub(crate) fn streaming(&mut self) -> Result<(ConnRef<'_>, &mut bool), DbError> {
        let connection = self.conn.as_mut().and_then(Conn::bare);
        Ok((connection.ok_or_else(|| DbError::lost("transaction has no connection"))?, &mut self.spoiled))
    }

    /// Whether a statement failed or was abandoned, so that nothing of this can be committed.
    pub(crate) fn is_spoiled(&self) -> bool {
        self.spoiled
    }

    /// Before each statement: from here on an error or a dropped future leaves the transaction spoiled. Answers whether it
    /// was before.
    async fn attempt(&mut self) -> Result<bool, DbError> {
        let was_spoiled = std::mem::replace(&mut self.spoiled, true);
        if let Some(first) = self.first.take()
            && let ConnRef::Postgres(conn) = self.bare()?
        {
            postgres_query(postgres::BEGIN_WRITE, &[]).execute(&mut *conn).await?;
            postgres::write(conn, &first).await?;
        }
        Ok(was_spoiled)
    }

    /// Runs a statement; answers how many rows it touched.
    ///
    /// # Errors
    /// When the database refuses; the transaction can then not be committed any more.
    pub async fn execute(&mut self, sql: &'static str, args: &[Arg]) -> Result<u64, DbError> {
        let was_spoiled = self.attempt().await?;
        let touched = match self.bare()? {
            ConnRef::Sqlite(conn) => sqlite::execute(conn, sql, args)?,
            ConnRef::Postgres(conn) => postgres_query(sql, args).execute(conn).await?.rows_affected(),
        };
        self.spoiled = was_spoiled;
        Ok(touched)
    }

    /// Inserts many rows: one statement on PostgreSQL, where each is a round trip.
    ///
    /// # Errors
    /// When the database refuses; the transaction can then not be committed any more.
    pub async fn insert(&mut self, insert: InsertRows, rows: &[Vec<Arg>]) -> Result<(), DbError> {
        let Some(first) = rows.first() else { return Ok(()) };
        let was_spoiled = self.attempt().await?;
        match self.bare()? {
            ConnRef::Sqlite(conn) => {
                let sql = insert.for_sqlite(first);
                for row in rows {
                    sqlite::execute(conn, &sql, row)?;
                }
            }
            ConnRef::Postgres(conn) => {
                postgres_insert(insert, first, rows).execute(conn).await?;
            }
        }
        self.spoiled = was_spoiled;
        Ok(())
    }

    /// All rows of a query.
    ///
    /// # Errors
    /// When the database refuses; the transaction can then not be committed any more.
    pub async fn fetch_all(&mut self, sql: &'static str, args: &[Arg]) -> Result<Vec<Row>, DbError> {
        let was_spoiled = self.attempt().await?;
        let rows = match self.bare()? {
            ConnRef::Sqlite(conn) => sqlite::fetch_all(conn, sql, args)?,
            ConnRef::Postgres(conn) => {
                let rows = postgres_query(sql, args).fetch_all(conn).await?;
                rows.into_iter().map(|row| Row(Inner::Postgres(row))).collect()
            }
        };
        self.spoiled = was_spoiled;
        Ok(rows)
    }

    /// The first row of a query, if any.
    ///
    /// # Errors
    /// When the database refuses; the transaction can then not be committed any more.
    pub async fn fetch_optional(&mut self, sql: &'static str, args: &[Arg]) -> Result<Option<Row>, DbError> {
        Ok(self.fetch_all(sql, args).await?.into_iter().next())
    }

    /// Makes everything durable. On an error nobody knows whether it is.
    pub(crate) async fn commit(mut self) -> Result<(), DbError> {
        if self.spoiled {
            return Err(DbError::integrity("a statement of this transaction failed, so it is not committed"));
        }
        let outcome = match (self.first.take(), self.bare()?) {
            (Some(first), ConnRef::Postgres(conn)) => postgres::write(conn, &first).await,
            (Some(_) | None, _) => self.execute("COMMIT", &[]).await.map(drop),
        };
        // After a refusal outside BEGIN the connection is as good as before.
        if outcome.as_ref().err().is_none_or(DbError::is_outdated) {
            self.conn = None;
        }
        outcome
    }

    /// Undoes everything and keeps the connection; when that fails the connection is thrown away.
    pub(crate) async fn roll_back(mut self) {
        if self.first.take().is_some() || self.execute("ROLLBACK", &[]).await.is_ok() {
            self.conn = None;
        }
    }
}

impl Drop for Tx {
    fn drop(&mut self) {
        let Some(mut conn) = self.conn.take() else { return };
        let rolled_back = matches!(conn.bare(), Some(ConnRef::Sqlite(bare)) if sqlite::roll_back(bare));
        let pooled = matches!(conn, Conn::PostgresPool(_));
        match tokio::runtime::Handle::try_current() {
            _ if rolled_back => {}
            // Where nobody answers, the time limit drops what waits, and that closes the connection.
            Ok(runtime) if pooled => drop(runtime.spawn(timeout(ROLL_BACK, Abandoned(Some(conn)).roll_back()))),
            Ok(_) | Err(_) => conn.discard(),
        }
    }
}

/// A pooled connection on its way out of a transaction. Should its task never finish, the connection is closed.
struct Abandoned(Option<Conn>);

impl Abandoned {
    async fn roll_back(mut self) {
        let done = match self.0.as_mut().and_then(Conn::bare) {
            Some(ConnRef::Postgres(conn)) => postgres_query("ROLLBACK", &[]).execute(conn).await.is_ok(),
            Some(ConnRef::Sqlite(_)) | None => false,
        };
        if done {
            self.0 = None;
        }
    }
}

impl Drop for Abandoned {
    fn drop(&mut self) {
        if let Some(conn) = self.0.take() {
            conn.discard();
        }
    }
}
