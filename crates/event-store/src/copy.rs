//! Copies every log into an empty database of either kind: the same bytes, so the same leaves.
//!
//! What is in the log's own tables is read in one snapshot, page by page, and written in one transaction; read models are
//! made again from it afterwards. Before that is committed each log is recomputed where it now stands and must end as it did.

use std::sync::Arc;

use regieboek_kernel::Gemeente;

use crate::args;
use crate::backup::{LogHead, hex};
use crate::db::{Arg, InsertRows, Row};
use crate::error::{ChainError, DbError, ProjectionError};
use crate::projection::Projection;
use crate::store::{EventStore, gemeente_of};
use crate::tx::Tx;
use crate::verify::verify_log;

/// Why nothing was copied. The target is then as it was.
#[derive(Debug, thiserror::Error)]
pub enum CopyError {
    /// Nothing is overwritten or mixed.
    #[error("De doeldatabase is niet leeg: er staat al iets in '{0}'.")]
    NotEmpty(&'static str),
    /// Somebody wrote meanwhile.
    #[error("Het logboek van {0} is tijdens het kopiëren veranderd. Stop eerst alle servers.")]
    Moved(Gemeente),
    /// A log does not end in the target as it does here.
    #[error("Het logboek van {0} is in de doeldatabase anders.")]
    Different(Gemeente),
    /// A log is not what was recorded.
    #[error("Een logboek klopt niet: {0}.")]
    Chain(#[from] ChainError),
    /// A database refuses.
    #[error("De database doet niet wat nodig is: {0}.")]
    Db(#[from] DbError),
    /// The log was copied; its read models can be made again with `rebuild`.
    #[error("Het logboek is gekopieerd, maar de leesmodellen konden niet worden gemaakt: {0}.")]
    Projection(#[from] ProjectionError),
}

/// What kind of value a column holds.
#[derive(Debug, Clone, Copy)]
enum Kind {
    Text,
    Int,
    Bytes,
}

impl Kind {
    fn read(self, row: &Row, i: usize) -> Result<Arg, DbError> {
        Ok(match self {
            Self::Text => row.opt_text(i)?.into(),
            Self::Int => row.opt_int(i)?.into(),
            Self::Bytes => Arg::Bytes(row.opt_bytes(i)?),
        })
    }

    /// What comes before every key.
    fn least(self) -> Arg {
        match self {
            Self::Text => "".into(),
            Self::Int => 0_i64.into(),
            Self::Bytes => Arg::Bytes(Some(Vec::new())),
        }
    }
}

/// A table of the log, read in the order of its key. The key comes first in its columns, after the gemeente.
struct Table {
    name: &'static str,
    /// Finds a row, if there is one.
    any: &'static str,
    /// The next thousand rows of a gemeente, after a key.
    page: &'static str,
    insert: InsertRows,
    /// How many columns the key has.
    key: usize,
    kinds: &'static [Kind],
}

macro_rules! table {
    ($name:literal, $key:literal > $after:literal, $rest:literal, $keys:literal of $kinds:expr) => {
        Table {
            name: $name,
            any: concat!("SELECT 1 FROM ", $name, " LIMIT 1"),
            page: concat!(
                "SELECT ",
                $key,
                ", ",
                $rest,
                " FROM ",
                $name,
                " WHERE gemeente = $1 AND (",
                $key,
                ") > (",
                $after,
                ") ORDER BY ",
                $key,
                " LIMIT 1000"
            ),
            insert: InsertRows {
                into: concat!("INSERT INTO ", $name, " (gemeente, ", $key, ", ", $rest, ")"),
                then: "",
            },
            key: $keys,
            kinds: $kinds,
        }
    };
}

use Kind::{Bytes, Int, Text};

const TABLES: [Table; 5] = [
    table!(
        "event",
        "position" > "$2",
        "stream_type, stream, version, event_id, code, schema_versie, payload, metadata, gebeurd_op, vastgelegd_op, \
         actor, bevoegdheid, leaf, previous",
        1 of &[Int, Text, Bytes, Int, Bytes, Text, Int, Text, Text, Int, Int, Text, Text, Bytes, Bytes]
    ),
    table!("claim", "scope, key" > "$2, $3", "owner", 2 of &[Text, Bytes, Bytes]),
    table!(
        "receipt",
        "key" > "$2",
        "fingerprint, subject, version, position, status, recorded",
        1 of &[Bytes, Bytes, Bytes, Int, Int, Int, Int]
    ),
    table!("checkpoint", "reader" > "$2", "position", 1 of &[Text, Int]),
    table!("lease", "worker" > "$2", "epoch, holder, until", 1 of &[Text, Int, Bytes, Int]),
];

const ANY_HEAD: &str = "SELECT 1 FROM head LIMIT 1";
const HEADS: &str = "SELECT h.gemeente, h.position, h.vastgelegd_op, e.leaf FROM head h
    LEFT JOIN event e ON e.gemeente = h.gemeente AND e.position = h.position ORDER BY h.gemeente";

impl EventStore {
    /// Copies all logs into a store whose database is empty, and makes these read models there. Answers where each log
    /// ends. `progress` is told the gemeente and the table, and how many rows of it there are now.
    ///
    /// # Errors
    /// [`CopyError`]; the target is empty still, unless it says otherwise.
    pub async fn copy_to(
        &self,
        target: &Self,
        projections: &[Arc<dyn Projection>],
        mut progress: impl FnMut(&Gemeente, &'static str, u64) + Send,
    ) -> Result<Vec<LogHead>, CopyError> {
        let mut to = target.database().write().await?;
        must_be_empty(&mut to).await?;
        let mut from = self.read().await?;
        let heads = heads(&mut from).await?;
        for (log, instant) in &heads {
            for table in &TABLES {
                let gemeente = &log.gemeente;
                copy_table(&mut from, &mut to, gemeente, table, |rows| progress(gemeente, table.name, rows)).await?;
            }
            let sql = "INSERT INTO head (gemeente, position, vastgelegd_op) VALUES ($1, $2, $3)";
            to.execute(sql, &[(&log.gemeente).into(), log.positie.into(), instant.clone()]).await?;
        }
        from.roll_back().await;
        for (log, _) in &heads {
            if verify_log(&mut to, &log.gemeente).await? != *log {
                return Err(CopyError::Different(log.gemeente.clone()));
            }
            if self.head(&log.gemeente).await? != log.positie {
                return Err(CopyError::Moved(log.gemeente.clone()));
            }
        }
        to.commit().await?;
        for (log, _) in &heads {
            for projection in projections {
                target.rebuild(&log.gemeente, projection.as_ref(), |_, _| ()).await?;
            }
        }
        Ok(heads.into_iter().map(|(log, _)| log).collect())
    }
}

async fn must_be_empty(to: &mut Tx) -> Result<(), CopyError> {
    for (name, any) in TABLES.iter().map(|table| (table.name, table.any)).chain([("head", ANY_HEAD)]) {
        if to.fetch_optional(any, &[]).await?.is_some() {
            return Err(CopyError::NotEmpty(name));
        }
    }
    Ok(())
}

/// Where each log ends, and the instant of that.
async fn heads(from: &mut Tx) -> Result<Vec<(LogHead, Arg)>, DbError> {
    from.fetch_all(HEADS, &[]).await?.iter().map(head).collect()
}

fn head(row: &Row) -> Result<(LogHead, Arg), DbError> {
    let leaf = row.opt_bytes(3)?.unwrap_or_else(|| vec![0; 32]);
    Ok((LogHead { gemeente: gemeente_of(row, 0)?, positie: row.nat(1)?, leaf: hex(&leaf) }, row.opt_int(2)?.into()))
}

async fn copy_table(
    from: &mut Tx,
    to: &mut Tx,
    gemeente: &Gemeente,
    table: &Table,
    mut progress: impl FnMut(u64) + Send,
) -> Result<(), DbError> {
    let mut after: Vec<Arg> = table.kinds.iter().take(table.key).map(|kind| kind.least()).collect();
    let mut copied = 0;
    loop {
        let read = from.fetch_all(table.page, &[args![gemeente], after.as_slice()].concat()).await?;
        let mut rows = Vec::with_capacity(read.len());
        for row in &read {
            let mut values = vec![Arg::from(gemeente)];
            for (i, kind) in table.kinds.iter().enumerate() {
                values.push(kind.read(row, i)?);
            }
            rows.push(values);
        }
        let Some(last) = rows.last() else { return Ok(()) };
        after = last[1..=table.key].to_vec();
        to.insert(table.insert, &rows).await?;
        copied += rows.len() as u64;
        progress(copied);
    }
}
