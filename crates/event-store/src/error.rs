//! What can go wrong below the domain. No text here holds a bound value or a DETAIL line, so all of it may be logged.

use sqlx::postgres::PgDatabaseError;

use crate::recorded::DecodeError;

/// What kind of trouble, for those who may try again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// The connection is gone.
    Lost,
    /// A lock, the disk or the server did not let us; the connection may still be good.
    Busy,
    /// Another process wrote to the log since we looked.
    Outdated,
    /// The statement or the data is wrong.
    Statement,
}

/// The database did not do what was asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("database: {what}")]
pub struct DbError {
    kind: Kind,
    what: String,
}

impl DbError {
    /// Stored data that cannot be.
    pub(crate) fn integrity(what: impl Into<String>) -> Self {
        Self { kind: Kind::Statement, what: what.into() }
    }

    /// The connection cannot be used.
    pub(crate) fn lost(what: impl Into<String>) -> Self {
        Self { kind: Kind::Lost, what: what.into() }
    }

    /// Something else is in the way, for now.
    pub(crate) fn busy(what: impl Into<String>) -> Self {
        Self { kind: Kind::Busy, what: what.into() }
    }

    /// What we knew of the log is no longer so; nothing was written.
    pub(crate) fn outdated() -> Self {
        Self { kind: Kind::Outdated, what: "the log has moved on".to_owned() }
    }

    /// Whether another process wrote to the log since we looked.
    pub(crate) fn is_outdated(&self) -> bool {
        self.kind == Kind::Outdated
    }

    /// Whether the connection is gone, so that another one may do better.
    pub(crate) fn is_lost(&self) -> bool {
        self.kind == Kind::Lost
    }

    /// Whether something else is in the way, for now.
    pub(crate) fn is_busy(&self) -> bool {
        self.kind == Kind::Busy
    }

    /// Whether trying later may help: the connection, a lock or the disk was the trouble, not the statement.
    pub fn is_unavailable(&self) -> bool {
        self.kind != Kind::Statement
    }
}

impl From<sqlx::Error> for DbError {
    fn from(error: sqlx::Error) -> Self {
        if let sqlx::Error::Database(db) = &error {
            return match db.try_downcast_ref::<PgDatabaseError>() {
                Some(pg) => from_postgres(pg),
                None => from_sqlite(db.code().as_deref().unwrap_or_default(), db.message()),
            };
        }
        if let sqlx::Error::Io(io) = &error {
            return Self::lost(format!("connection failed: {}", io.kind()));
        }
        if matches!(error, sqlx::Error::PoolTimedOut) {
            return Self::busy("no connection came free in time");
        }
        if matches!(error, sqlx::Error::PoolClosed | sqlx::Error::WorkerCrashed | sqlx::Error::Protocol(_)) {
            return Self::lost("connection is closed or out of step");
        }
        // Names the variant, not its content.
        let text = format!("{error:?}");
        Self::integrity(text.split(['(', '{', ' ']).next().unwrap_or_default())
    }
}

impl From<rusqlite::Error> for DbError {
    fn from(error: rusqlite::Error) -> Self {
        if let rusqlite::Error::SqliteFailure(failure, message) = &error {
            let message = message.as_deref().unwrap_or("no message");
            return from_sqlite(&failure.extended_code.to_string(), message);
        }
        // Names the variant, not its content.
        let text = format!("{error:?}");
        Self::integrity(text.split(['(', '{', ' ']).next().unwrap_or_default())
    }
}

/// PostgreSQL quotes values in the messages of classes 22 and 23; there only code, table and constraint are kept.
fn from_postgres(pg: &PgDatabaseError) -> DbError {
    let code = pg.code();
    let kind = match code {
        "57P01" | "57P02" | "57P03" | "25P03" => Kind::Lost,
        "55P03" => Kind::Busy,
        _ if code.starts_with("08") => Kind::Lost,
        _ if ["53", "58"].iter().any(|class| code.starts_with(class)) => Kind::Busy,
        _ => Kind::Statement,
    };
    let quotes_values = code.starts_with("22") || code.starts_with("23");
    let message = if quotes_values { "values refused" } else { pg.message() };
    let place = pg.constraint().or(pg.table()).unwrap_or("-");
    DbError { kind, what: format!("{message} (sqlstate {code}, on {place})") }
}

/// SQLite names tables and columns, never values. Its codes carry the primary one in the low byte.
fn from_sqlite(code: &str, message: &str) -> DbError {
    let primary = code.parse::<u32>().unwrap_or_default() & 0xff;
    // 5 busy, 6 locked, 7 no memory, 8 read-only, 10 input/output, 11 corrupt, 13 full, 14 cannot open, 26 no database
    let kind = if [5, 6, 7, 8, 10, 11, 13, 14, 26].contains(&primary) { Kind::Busy } else { Kind::Statement };
    DbError { kind, what: format!("{message} (sqlite {code})") }
}

/// A projection could not take events in. It stops there, loudly.
#[derive(Debug, thiserror::Error)]
pub enum ProjectionError {
    /// The database refused.
    #[error(transparent)]
    Db(#[from] DbError),
    /// This build does not know the event.
    #[error(transparent)]
    Decode(#[from] DecodeError),
    /// The rows do not fit the events; name no content.
    #[error("projection is inconsistent: {0}")]
    Inconsistent(String),
}

/// Why the store did not open.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The database cannot be reached or used.
    #[error("De database kan niet worden geopend: {0}.")]
    Db(#[from] DbError),
    /// The tables are missing, too old, too new or half migrated.
    #[error("De tabellen passen niet bij deze versie van Regieboek: {0}")]
    Schema(String),
    /// The database software is too old.
    #[error("{name} is te oud: versie {found}, nodig is {needed} of nieuwer.")]
    TooOld {
        /// Which software.
        name: &'static str,
        /// What runs.
        found: String,
        /// What is needed.
        needed: &'static str,
    },
}

/// What verification of a log found.
#[derive(Debug, thiserror::Error)]
pub enum ChainError {
    /// The stored bytes are not what was recorded.
    #[error("the log of {gemeente} breaks at position {position}: {what}")]
    Broken {
        /// Whose log.
        gemeente: String,
        /// Where.
        position: u64,
        /// In what respect.
        what: &'static str,
    },
    /// The database refused.
    #[error(transparent)]
    Db(#[from] DbError),
}
