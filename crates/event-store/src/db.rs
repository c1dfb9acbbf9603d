//! One small face over two databases: static SQL with `$n`, a handful of value types, rows read by place.

use regieboek_kernel::{Gemeente, Tijdstip};
use rusqlite::types::{ToSql, ToSqlOutput, Value, ValueRef};
use sqlx::postgres::{PgArguments, PgRow, Postgres};
use sqlx::query::Query;
use sqlx::{AssertSqlSafe, Row as _};
use uuid::Uuid;

use crate::error::DbError;

/// A value in a statement. TEXT, BIGINT/INTEGER and BYTEA/BLOB are all there is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arg {
    /// Text or null.
    Text(Option<String>),
    /// A number, an instant in microseconds UTC, or 0/1.
    Int(Option<i64>),
    /// A 16-byte id or a 32-byte hash.
    Bytes(Option<Vec<u8>>),
}

impl From<&str> for Arg {
    fn from(v: &str) -> Self {
        Self::Text(Some(v.to_owned()))
    }
}
impl From<String> for Arg {
    fn from(v: String) -> Self {
        Self::Text(Some(v))
    }
}
impl From<Option<String>> for Arg {
    fn from(v: Option<String>) -> Self {
        Self::Text(v)
    }
}
impl From<&Gemeente> for Arg {
    fn from(v: &Gemeente) -> Self {
        v.as_str().into()
    }
}
impl From<i64> for Arg {
    fn from(v: i64) -> Self {
        Self::Int(Some(v))
    }
}
impl From<Option<i64>> for Arg {
    fn from(v: Option<i64>) -> Self {
        Self::Int(v)
    }
}
impl From<u64> for Arg {
    fn from(v: u64) -> Self {
        Self::Int(i64::try_from(v).ok())
    }
}
impl From<bool> for Arg {
    fn from(v: bool) -> Self {
        i64::from(v).into()
    }
}
impl From<Tijdstip> for Arg {
    fn from(v: Tijdstip) -> Self {
        v.micros().into()
    }
}
impl From<Option<Tijdstip>> for Arg {
    fn from(v: Option<Tijdstip>) -> Self {
        Self::Int(v.map(Tijdstip::micros))
    }
}
impl From<Uuid> for Arg {
    fn from(v: Uuid) -> Self {
        Self::Bytes(Some(v.as_bytes().to_vec()))
    }
}
impl From<Option<Uuid>> for Arg {
    fn from(v: Option<Uuid>) -> Self {
        Self::Bytes(v.map(|id| id.as_bytes().to_vec()))
    }
}
impl From<&[u8]> for Arg {
    fn from(v: &[u8]) -> Self {
        Self::Bytes(Some(v.to_vec()))
    }
}

/// Builds the arguments of a statement: `args![gemeente, stream, 3_i64]`.
#[macro_export]
macro_rules! args {
    ($($value:expr),* $(,)?) => { &[$($crate::Arg::from($value)),*] };
}

/// A value as SQLite takes it, without a copy.
impl ToSql for Arg {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Text(Some(text)) => ValueRef::Text(text.as_bytes()),
            Self::Int(Some(number)) => ValueRef::Integer(*number),
            Self::Bytes(Some(bytes)) => ValueRef::Blob(bytes),
            Self::Text(None) | Self::Int(None) | Self::Bytes(None) => ValueRef::Null,
        }))
    }
}

/// BIGINT/INTEGER for what is counted from one.
pub(crate) fn big(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

/// A row, read by place.
pub struct Row(pub(crate) Inner);

/// The row as its driver gives it.
pub(crate) enum Inner {
    Sqlite(Vec<Value>),
    Postgres(PgRow),
}

/// Reads place `i` as an optional `$type`: from the variant that SQLite has for it, or from PostgreSQL.
macro_rules! read {
    ($row:expr, $i:expr, $variant:ident, $type:ty) => {
        match &$row.0 {
            Inner::Sqlite(row) => match row.get($i) {
                Some(Value::$variant(value)) => Ok(Some(value.clone())),
                Some(Value::Null) => Ok(None),
                Some(_) | None => Err(()),
            },
            Inner::Postgres(row) => row.try_get::<Option<$type>, usize>($i).map_err(drop),
        }
        .map_err(|()| DbError::integrity(format!("place {} of the row is no {}", $i, stringify!($type))))
    };
}

impl Row {
    /// Text.
    ///
    /// # Errors
    /// When it is null or something else.
    pub fn text(&self, i: usize) -> Result<String, DbError> {
        present(self.opt_text(i)?, i)
    }

    /// Text or null.
    ///
    /// # Errors
    /// When it is something else.
    pub fn opt_text(&self, i: usize) -> Result<Option<String>, DbError> {
        read!(self, i, Text, String)
    }

    /// A number (BIGINT/INTEGER; sums must be cast to BIGINT).
    ///
    /// # Errors
    /// When it is null or something else.
    pub fn int(&self, i: usize) -> Result<i64, DbError> {
        present(self.opt_int(i)?, i)
    }

    /// A number or null.
    ///
    /// # Errors
    /// When it is something else.
    pub fn opt_int(&self, i: usize) -> Result<Option<i64>, DbError> {
        match (read!(self, i, Integer, i64), &self.0) {
            // A bare literal is INTEGER in PostgreSQL.
            (Err(error), Inner::Postgres(row)) => match row.try_get::<Option<i32>, usize>(i) {
                Ok(value) => Ok(value.map(i64::from)),
                Err(_) => Err(error),
            },
            (outcome, Inner::Sqlite(_) | Inner::Postgres(_)) => outcome,
        }
    }

    /// A count, position or version.
    ///
    /// # Errors
    /// When it is null, negative or something else.
    pub fn nat(&self, i: usize) -> Result<u64, DbError> {
        u64::try_from(self.int(i)?).map_err(|_| DbError::integrity(format!("place {i} of the row is negative")))
    }

    /// Bytes.
    ///
    /// # Errors
    /// When it is null or something else.
    pub fn bytes(&self, i: usize) -> Result<Vec<u8>, DbError> {
        present(self.opt_bytes(i)?, i)
    }

    /// Bytes or null.
    ///
    /// # Errors
    /// When it is something else.
    pub fn opt_bytes(&self, i: usize) -> Result<Option<Vec<u8>>, DbError> {
        read!(self, i, Blob, Vec<u8>)
    }

    /// A 32-byte hash.
    ///
    /// # Errors
    /// When it is null or something else.
    pub fn hash(&self, i: usize) -> Result<[u8; 32], DbError> {
        self.bytes(i)?.try_into().map_err(|_| DbError::integrity(format!("place {i} of the row is no hash")))
    }

    /// An id.
    ///
    /// # Errors
    /// When it is null or something else.
    pub fn uuid(&self, i: usize) -> Result<Uuid, DbError> {
        present(self.opt_uuid(i)?, i)
    }

    /// An id or null.
    ///
    /// # Errors
    /// When it is something else.
    pub fn opt_uuid(&self, i: usize) -> Result<Option<Uuid>, DbError> {
        let id = self.opt_bytes(i)?.map(|bytes| Uuid::from_slice(&bytes)).transpose();
        id.map_err(|_| DbError::integrity(format!("place {i} of the row is no id")))
    }

    /// An instant.
    ///
    /// # Errors
    /// When it is null or something else.
    pub fn tijdstip(&self, i: usize) -> Result<Tijdstip, DbError> {
        self.int(i).map(Tijdstip::from_micros)
    }

    /// An instant or null.
    ///
    /// # Errors
    /// When it is something else.
    pub fn opt_tijdstip(&self, i: usize) -> Result<Option<Tijdstip>, DbError> {
        Ok(self.opt_int(i)?.map(Tijdstip::from_micros))
    }

    /// 0 or 1, or the outcome of a comparison.
    ///
    /// # Errors
    /// When it is null or something else.
    pub fn bool(&self, i: usize) -> Result<bool, DbError> {
        match (self.opt_int(i), &self.0) {
            (Err(error), Inner::Postgres(row)) => present(row.try_get::<Option<bool>, usize>(i).map_err(|_| error)?, i),
            (value, Inner::Sqlite(_) | Inner::Postgres(_)) => Ok(present(value?, i)? != 0),
        }
    }
}

fn present<T>(value: Option<T>, i: usize) -> Result<T, DbError> {
    value.ok_or_else(|| DbError::integrity(format!("place {i} of the row is null")))
}

/// An INSERT of any number of rows: what stands before and after the values.
#[derive(Debug, Clone, Copy)]
pub struct InsertRows {
    /// As `INSERT INTO stroom (gemeente, stroom)`.
    pub into: &'static str,
    /// As `ON CONFLICT DO NOTHING`.
    pub then: &'static str,
}

impl InsertRows {
    /// For one row, on SQLite: there a statement costs no round trip.
    pub(crate) fn for_sqlite(self, row: &[Arg]) -> String {
        let places: Vec<_> = (1..=row.len()).map(|i| format!("${i}")).collect();
        self.around(&format!("VALUES ({})", places.join(", ")))
    }

    /// For all rows, on PostgreSQL: one array per column.
    pub(crate) fn for_postgres(self, row: &[Arg]) -> AssertSqlSafe<String> {
        let arrays: Vec<_> = row.iter().zip(1..).map(|(arg, i)| format!("${i}::{}[]", arg.postgres_type())).collect();
        AssertSqlSafe(self.around(&format!("SELECT * FROM unnest({}) AS rows", arrays.join(", "))))
    }

    /// Only static text and numbered places: no value is ever part of a statement.
    fn around(self, values: &str) -> String {
        format!("{} {values} {}", self.into, self.then)
    }
}

impl Arg {
    pub(crate) const fn postgres_type(&self) -> &'static str {
        match self {
            Self::Text(_) => "text",
            Self::Int(_) => "bigint",
            Self::Bytes(_) => "bytea",
        }
    }

    fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(value) => value.as_deref(),
            Self::Int(_) | Self::Bytes(_) => None,
        }
    }

    const fn as_int(&self) -> Option<i64> {
        match self {
            Self::Int(value) => *value,
            Self::Text(_) | Self::Bytes(_) => None,
        }
    }

    fn as_bytes(&self) -> Option<&[u8]> {
        match self {
            Self::Bytes(value) => value.as_deref(),
            Self::Text(_) | Self::Int(_) => None,
        }
    }
}

/// Many rows as one statement, for PostgreSQL.
pub(crate) fn postgres_insert<'r>(
    insert: InsertRows,
    first: &[Arg],
    rows: &'r [Vec<Arg>],
) -> Query<'r, Postgres, PgArguments> {
    bind_columns(sqlx::query(insert.for_postgres(first)), first, rows)
}

/// Binds rows as one array per column. Each column holds one kind of value, that of the first row.
pub(crate) fn bind_columns<'r>(
    query: Query<'r, Postgres, PgArguments>,
    first: &[Arg],
    rows: &'r [Vec<Arg>],
) -> Query<'r, Postgres, PgArguments> {
    first.iter().enumerate().fold(query, |query, (i, kind)| {
        let column = rows.iter().map(|row| row.get(i));
        match kind {
            Arg::Text(_) => query.bind(column.map(|arg| arg.and_then(Arg::as_text)).collect::<Vec<_>>()),
            Arg::Int(_) => query.bind(column.map(|arg| arg.and_then(Arg::as_int)).collect::<Vec<_>>()),
            Arg::Bytes(_) => query.bind(column.map(|arg| arg.and_then(Arg::as_bytes)).collect::<Vec<_>>()),
        }
    })
}

/// A statement with its arguments, for PostgreSQL.
pub(crate) fn postgres_query(sql: &'static str, args: &[Arg]) -> Query<'static, Postgres, PgArguments> {
    args.iter().fold(sqlx::query(sql), |query, arg| match arg {
        Arg::Text(value) => query.bind(value.clone()),
        Arg::Int(value) => query.bind(*value),
        Arg::Bytes(value) => query.bind(value.clone()),
    })
}
