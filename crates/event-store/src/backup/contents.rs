//! What is in a database file that nobody writes to: whether it is sound, and how far its logs go.

use std::path::Path;

use rusqlite::Connection;

use crate::args;
use crate::backup::{BackupError, LogHead};
use crate::error::DbError;
use crate::store::gemeente_of;
use crate::tx::{Conn, Tx};
use crate::verify::verify_log;
use crate::{schema, sqlite};

/// What a file holds, after every check that the file itself allows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contents {
    /// Number of the last migration of its tables.
    pub schema_versie: i64,
    /// How far each log goes.
    pub logboeken: Vec<LogHead>,
}

/// Checks a file by itself, reading exactly its bytes: no log beside it is looked at, nothing is locked or changed.
pub(crate) async fn examine(path: &Path) -> Result<Contents, BackupError> {
    contents(Conn::SqliteReader(sqlite::sealed(path)?)).await
}

async fn contents(connection: Conn) -> Result<Contents, BackupError> {
    let mut tx = Tx::begin(connection, "BEGIN DEFERRED").await?;
    let findings = tx.fetch_all("PRAGMA integrity_check(1)", &[]).await?;
    let finding = findings.first().map_or(Ok(String::new()), |row| row.text(0))?;
    if finding != "ok" {
        return Err(BackupError::Unsound(finding));
    }
    let schema_versie = schema::version(&mut tx).await?;
    let sql = "SELECT gemeente FROM head UNION SELECT gemeente FROM event ORDER BY gemeente";
    let mut logboeken = Vec::new();
    for row in tx.fetch_all(sql, &[]).await? {
        let gemeente = gemeente_of(&row, 0)?;
        logboeken.push(verify_log(&mut tx, &gemeente).await?);
    }
    tx.roll_back().await;
    Ok(Contents { schema_versie, logboeken })
}

/// The tables of the same name whose rows are not the same in both files, the log's own tables left out.
pub(crate) fn different_read_models(path: &Path, other: &Path) -> Result<Vec<String>, DbError> {
    let reader = sqlite::sealed(path)?;
    let connection = reader.connection()?;
    sqlite::execute(connection, "ATTACH $1 AS ander", args![sqlite::text_of(other)?])?;
    let sql = "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT IN
               ('head', 'event', 'claim', 'receipt', 'checkpoint', 'lease', '_sqlx_migrations') ORDER BY name";
    let mut different = Vec::new();
    for row in sqlite::fetch_all(connection, sql, &[])? {
        let table = row.text(0)?;
        if differs(connection, &table)? {
            different.push(table);
        }
    }
    Ok(different)
}

/// The one statement with a name in it: which tables are read models is for other crates to say.
fn differs(connection: &Connection, table: &str) -> Result<bool, DbError> {
    let name = format!("\"{}\"", table.replace('"', "\"\""));
    let sql = format!(
        "SELECT EXISTS (SELECT * FROM main.{name} EXCEPT SELECT * FROM ander.{name})
             OR EXISTS (SELECT * FROM ander.{name} EXCEPT SELECT * FROM main.{name})"
    );
    Ok(connection.query_row(&sql, [], |row| row.get(0))?)
}
