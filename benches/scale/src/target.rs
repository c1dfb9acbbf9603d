//! Where the copies go: COPY into PostgreSQL, prepared inserts in one transaction per table into SQLite.

use anyhow::{Context as _, bail};
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{ToSql, params_from_iter};
use sqlx::pool::PoolConnection;
use sqlx::postgres::{PgConnectOptions, PgCopyIn, PgPool, PgPoolCopyExt as _, PgPoolOptions, Postgres};
use sqlx::{AssertSqlSafe, Executor as _, Row as _};

use crate::cell::Value;
use crate::table::Table;

/// How much is sent at a time.
const CHUNK: usize = 1 << 20;
/// Every COPY in binary begins with this: signature, no flags, no extension.
const HEADER: &[u8] = b"PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0";
/// And ends with this.
const TRAILER: i16 = -1;
const KEYS: &str = "SELECT conname::text, pg_get_constraintdef(oid) FROM pg_constraint
                    WHERE conrelid = $1::text::regclass AND contype IN ('p', 'u') ORDER BY contype";
const TRIGGERS: &str = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?1
                        AND sql LIKE '%BEFORE INSERT%'";

/// An empty database of the product, being filled.
pub(crate) struct Target {
    kind: Kind,
    /// What makes the keys or triggers of this table again, afterwards.
    again: Vec<String>,
}

enum Kind {
    Postgres { pool: PgPool, buffer: Vec<u8>, copying: Option<PgCopyIn<PoolConnection<Postgres>>> },
    Sqlite { into: rusqlite::Connection, insert: String },
}

impl Target {
    /// A PostgreSQL URL, or the path of a SQLite file. It is durable only when it is closed.
    pub(crate) async fn open(target: &str) -> anyhow::Result<Self> {
        let kind = if target.starts_with("postgres") {
            let options: PgConnectOptions = target.parse()?;
            let options = options.options([("synchronous_commit", "off"), ("maintenance_work_mem", "512MB")]);
            let pool = PgPoolOptions::new().max_connections(1).connect_with(options).await?;
            Kind::Postgres { pool, buffer: Vec::with_capacity(2 * CHUNK), copying: None }
        } else {
            let into = rusqlite::Connection::open(target)?;
            into.execute_batch(
                "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -1000000;
                 PRAGMA locking_mode = EXCLUSIVE",
            )?;
            Kind::Sqlite { into, insert: String::new() }
        };
        Ok(Self { kind, again: vec![] })
    }

    /// What follows are rows of this table. Where that can be, its keys are made afterwards, at once; the trigger of SQLite
    /// that looks for rows that are there already is put away.
    pub(crate) async fn begin(&mut self, table: &Table) -> anyhow::Result<()> {
        let (name, columns) = (&table.name, table.columns.join(", "));
        match &mut self.kind {
            Kind::Postgres { pool, buffer, copying } => {
                for key in sqlx::query(KEYS).bind(name).fetch_all(&*pool).await? {
                    let (key, definition) = (key.get::<String, _>(0), key.get::<String, _>(1));
                    pool.execute(AssertSqlSafe(format!("ALTER TABLE {name} DROP CONSTRAINT {key}"))).await?;
                    self.again.push(format!("ALTER TABLE {name} ADD CONSTRAINT {key} {definition}"));
                }
                *copying =
                    Some(pool.copy_in_raw(&format!("COPY {name} ({columns}) FROM STDIN (FORMAT binary)")).await?);
                buffer.extend_from_slice(HEADER);
            }
            Kind::Sqlite { into, insert } => {
                let found: Vec<(String, String)> = into
                    .prepare(TRIGGERS)?
                    .query_map([name], |row| Ok((row.get(0)?, row.get(1)?)))?
                    .collect::<Result<_, _>>()?;
                for (trigger, sql) in found {
                    into.execute_batch(&format!("DROP TRIGGER {trigger}"))?;
                    self.again.push(sql);
                }
                let places = vec!["?"; table.columns.len()].join(", ");
                *insert = format!("INSERT INTO {name} ({columns}) VALUES ({places})");
                into.execute_batch("BEGIN")?;
            }
        }
        Ok(())
    }

    /// One row.
    pub(crate) async fn write(&mut self, row: &[Value]) -> anyhow::Result<()> {
        match &mut self.kind {
            Kind::Postgres { buffer, copying, .. } => {
                encode(buffer, row)?;
                if buffer.len() > CHUNK {
                    copying.as_mut().context("no table was begun")?.send(buffer.as_slice()).await?;
                    buffer.clear();
                }
            }
            Kind::Sqlite { into, insert } => {
                into.prepare_cached(insert)?.execute(params_from_iter(row))?;
            }
        }
        Ok(())
    }

    /// That was all of the table.
    pub(crate) async fn end(&mut self) -> anyhow::Result<()> {
        match &mut self.kind {
            Kind::Postgres { pool, buffer, copying } => {
                buffer.extend_from_slice(&TRAILER.to_be_bytes());
                let mut copying = copying.take().context("no table was begun")?;
                copying.send(buffer.as_slice()).await?;
                copying.finish().await?;
                buffer.clear();
                for sql in self.again.drain(..) {
                    pool.execute(AssertSqlSafe(sql)).await?;
                }
            }
            Kind::Sqlite { into, .. } => {
                into.execute_batch("COMMIT")?;
                for sql in self.again.drain(..) {
                    into.execute_batch(&sql)?;
                }
            }
        }
        Ok(())
    }

    /// As the product finds it after a while: statistics made, everything on the disk.
    pub(crate) async fn close(self) -> anyhow::Result<()> {
        match self.kind {
            Kind::Postgres { pool, .. } => {
                pool.execute("VACUUM ANALYZE").await?;
                pool.execute("CHECKPOINT").await?;
                pool.close().await;
            }
            Kind::Sqlite { into, .. } => {
                into.execute_batch("PRAGMA journal_mode = WAL")?;
                if let Err((_, error)) = into.close() {
                    bail!(error);
                }
            }
        }
        Ok(())
    }
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Int(number) => ValueRef::Integer(*number),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

/// A row of COPY in binary: how many fields, and each with its length before it.
fn encode(buffer: &mut Vec<u8>, row: &[Value]) -> anyhow::Result<()> {
    buffer.extend_from_slice(&i16::try_from(row.len())?.to_be_bytes());
    for value in row {
        let number;
        let bytes: &[u8] = match value {
            Value::Null => {
                buffer.extend_from_slice(&(-1_i32).to_be_bytes());
                continue;
            }
            Value::Int(value) => {
                number = value.to_be_bytes();
                &number
            }
            Value::Text(text) => text.as_bytes(),
            Value::Bytes(bytes) => bytes,
        };
        buffer.extend_from_slice(&i32::try_from(bytes.len())?.to_be_bytes());
        buffer.extend_from_slice(bytes);
    }
    Ok(())
}
