//! Many copies of every case in a small database, as if all of them had gone the same way at the same time.
//!
//! The log of the copies is theirs alone: other ids, dense positions, chains of their own, so `regieboek verify` accepts it
//! and `regieboek rebuild` makes the same rows of it. Event by event, of every copy: the history of a stream lies on many
//! pages, as in a real store. Who acts is the same in all copies.

use std::collections::{HashMap, HashSet};

use anyhow::{Context as _, bail, ensure};
use regieboek_event_store::{LeafInput, TextHashes, leaf_bytes, leaf_hash};
use regieboek_kernel::Tijdstip;
use sqlx::{Connection as _, PgConnection, Row as _};
use uuid::Uuid;

use crate::cell::Value;
use crate::table::Table;
use crate::target::Target;

/// What is not of a case: once is enough.
const ONCE: [&str; 2] = ["claim", "lease"];
/// What says where the log ends.
const ENDS: [&str; 2] = ["head", "checkpoint"];
const OWN: &str = "SELECT relname::text FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
                   AND relname <> '_sqlx_migrations' ORDER BY relname = 'event' DESC, relname";

/// The last leaf of a stream in every copy, by the stream in the template.
type Leaves = HashMap<Vec<u8>, Vec<[u8; 32]>>;

/// Fills the target with about so many events; says how many copies it has now, and how many events.
pub(crate) async fn multiply(template: &str, target: &str, about: u64) -> anyhow::Result<String> {
    let mut from = PgConnection::connect(template).await?;
    let one: i64 = sqlx::query_scalar("SELECT count(*) FROM event").fetch_one(&mut from).await?;
    let one = u64::try_from(one)?;
    ensure!(one > 0, "no cases");
    let copies = u32::try_from((about + one / 2) / one)?.max(1);
    let actors = sqlx::query("SELECT DISTINCT actor FROM event").fetch_all(&mut from).await?;
    let kept: HashSet<_> = actors.iter().filter_map(|row| row.get::<String, _>(0).parse::<Uuid>().ok()).collect();
    let names = sqlx::query(OWN).fetch_all(&mut from).await?;
    let mut target = Target::open(target).await?;
    let mut events = 0;
    for name in names.iter().map(|row| row.get::<String, _>(0)) {
        let table = Table::read(&mut from, &name, &kept).await?;
        if table.rows.is_empty() {
            continue;
        }
        target.begin(&table).await?;
        if name == "event" {
            events = table.rows.len() as u64 * u64::from(copies);
            write_events(&table, &mut target, copies).await.context("event")?;
        } else {
            write(&table, &mut target, copies, events).await.context(name)?;
        }
        target.end().await?;
    }
    target.close().await?;
    Ok(format!("{copies} {events}"))
}

/// Where an event of the template is in a copy.
fn position(position: i64, copies: u32, copy: u32) -> i64 {
    (position - 1) * i64::from(copies) + i64::from(copy) + 1
}

async fn write_events(table: &Table, target: &mut Target, copies: u32) -> anyhow::Result<()> {
    let place = |column| table.place(column).context(column);
    let (at, stream, leaf, previous) = (place("position")?, place("stream")?, place("leaf")?, place("previous")?);
    let mut leaves = Leaves::new();
    for cells in &table.rows {
        let Some(Value::Bytes(key)) = cells.get(stream).map(|cell| cell.in_copy(0)) else { bail!("a stream is bytes") };
        let last = leaves.entry(key).or_insert_with(|| vec![[0; 32]; copies as usize]);
        for (copy, last) in (0..copies).zip(last) {
            let mut row: Vec<_> = cells.iter().map(|cell| cell.in_copy(copy)).collect();
            if let Some(Value::Int(n)) = row.get_mut(at) {
                *n = position(*n, copies, copy);
            }
            let hash = hash(table, &row, *last)?;
            for (at, hash) in [(previous, *last), (leaf, hash)] {
                if let Some(value) = row.get_mut(at) {
                    *value = Value::Bytes(hash.to_vec());
                }
            }
            *last = hash;
            target.write(&row).await?;
        }
    }
    Ok(())
}

/// The leaf of an event, by the store's own rule.
fn hash(table: &Table, row: &[Value], previous: [u8; 32]) -> anyhow::Result<[u8; 32]> {
    let value = |column: &str| table.place(column).and_then(|at| row.get(at)).context("an event misses a column");
    let text = |column: &str| match value(column)? {
        Value::Text(text) => Ok(text.as_str()),
        other => bail!("{column} is no text: {other:?}"),
    };
    let int = |column: &str| match value(column)? {
        Value::Int(number) => Ok(*number),
        other => bail!("{column} is no number: {other:?}"),
    };
    let id = |column: &str| match value(column)? {
        Value::Bytes(bytes) => Ok(Uuid::from_slice(bytes)?),
        other => bail!("{column} is no id: {other:?}"),
    };
    Ok(leaf_hash(&leaf_bytes(&LeafInput {
        gemeente: text("gemeente")?,
        position: int("position")?.try_into()?,
        stream_type: text("stream_type")?,
        stream: id("stream")?,
        version: int("version")?.try_into()?,
        event_id: id("event_id")?,
        code: text("code")?,
        schema_versie: int("schema_versie")?.try_into()?,
        gebeurd_op: Tijdstip::from_micros(int("gebeurd_op")?),
        vastgelegd_op: Tijdstip::from_micros(int("vastgelegd_op")?),
        actor: text("actor")?,
        bevoegdheid: text("bevoegdheid")?,
        texts: TextHashes::of(text("metadata")?, text("payload")?),
        previous,
    })))
}

async fn write(table: &Table, target: &mut Target, copies: u32, events: u64) -> anyhow::Result<()> {
    let name = table.name.as_str();
    let times = if ONCE.contains(&name) || ENDS.contains(&name) { 1 } else { copies };
    for cells in &table.rows {
        for copy in 0..times {
            let mut row: Vec<_> = cells.iter().map(|cell| cell.in_copy(copy)).collect();
            if let Some(Value::Int(at)) = table.place("position").and_then(|at| row.get_mut(at)) {
                *at = if ENDS.contains(&name) { i64::try_from(events)? } else { position(*at, copies, copy) };
            }
            target.write(&row).await?;
        }
    }
    Ok(())
}
