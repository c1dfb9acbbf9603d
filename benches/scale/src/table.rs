//! The tables of a small database, read whole.

use std::collections::HashSet;

use anyhow::bail;
use sqlx::{AssertSqlSafe, Column as _, PgConnection, Row as _, TypeInfo as _};
use uuid::Uuid;

use crate::cell::{Cell, Value};

/// A table with everything in it.
pub(crate) struct Table {
    pub(crate) name: String,
    pub(crate) columns: Vec<String>,
    pub(crate) rows: Vec<Vec<Cell>>,
}

impl Table {
    /// Reads it, in a fixed order.
    pub(crate) async fn read(from: &mut PgConnection, name: &str, kept: &HashSet<Uuid>) -> anyhow::Result<Self> {
        let order = if name == "event" { " ORDER BY gemeente, position" } else { "" };
        let found = sqlx::query(AssertSqlSafe(format!("SELECT * FROM {name}{order}"))).fetch_all(from).await?;
        let columns = found.first().map(|row| row.columns().iter().map(|c| c.name().to_owned()).collect());
        let mut rows = Vec::with_capacity(found.len());
        for row in &found {
            let mut cells = Vec::with_capacity(row.columns().len());
            for (i, column) in row.columns().iter().enumerate() {
                let value = match column.type_info().name() {
                    "TEXT" => row.try_get::<Option<String>, _>(i)?.map(Value::Text),
                    "INT8" => row.try_get::<Option<i64>, _>(i)?.map(Value::Int),
                    "BYTEA" => row.try_get::<Option<Vec<u8>>, _>(i)?.map(Value::Bytes),
                    other => bail!("{name} has a column of type {other}"),
                };
                cells.push(Cell::of(value.unwrap_or(Value::Null), kept));
            }
            rows.push(cells);
        }
        Ok(Self { name: name.to_owned(), columns: columns.unwrap_or_default(), rows })
    }

    /// Where a column stands.
    pub(crate) fn place(&self, column: &str) -> Option<usize> {
        self.columns.iter().position(|name| name == column)
    }
}
