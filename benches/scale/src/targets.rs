//! Which requests can be sent to a multiplied database, in the shape that `bench-load run` reads.

use std::collections::HashSet;
use std::path::Path;

use anyhow::{Context as _, ensure};
use serde::{Deserialize, Serialize};
use sqlx::{Connection as _, PgConnection};
use uuid::Uuid;

use crate::cell::text_in_copy;
use crate::draw::Draw;

#[derive(Serialize, Deserialize)]
struct Targets {
    body: String,
    tokens: Vec<String>,
    targets: Vec<Target>,
}

#[derive(Clone, Serialize, Deserialize)]
struct Target {
    path: String,
    token: usize,
    version: u64,
}

/// So many targets, drawn at random from all copies with this seed, each of them once; all there are when there are no more.
/// With the seed 0: those of the template itself. Each at the version that it has now.
pub(crate) async fn targets(
    database: &str,
    template: &Path,
    copies: u32,
    count: usize,
    seed: u64,
) -> anyhow::Result<String> {
    let mut targets: Targets = serde_json::from_slice(&std::fs::read(template)?)?;
    let cases = std::mem::take(&mut targets.targets);
    ensure!(!cases.is_empty() && copies > 0, "no cases");
    let all = cases.len() as u64 * u64::from(copies);
    let (mut drawn, mut draw) = (HashSet::new(), Draw::new(seed));
    while targets.targets.len() < count.min(usize::try_from(all)?) {
        let number = if seed == 0 { drawn.len() as u64 } else { draw.below(all) };
        if drawn.insert(number) {
            let case = cases.get(usize::try_from(number % cases.len() as u64)?).context("a case")?;
            let copy = u32::try_from(number / cases.len() as u64)?;
            targets.targets.push(Target { path: text_in_copy(&case.path, copy), ..case.clone() });
        }
    }
    let versions = Versions::open(database).await?;
    versions.set(&mut targets.targets).await?;
    Ok(serde_json::to_string(&targets)?)
}

enum Versions {
    Postgres(PgConnection),
    Sqlite(rusqlite::Connection),
}

impl Versions {
    async fn open(database: &str) -> anyhow::Result<Self> {
        Ok(if database.starts_with("postgres") {
            Self::Postgres(PgConnection::connect(database).await?)
        } else {
            Self::Sqlite(rusqlite::Connection::open(database)?)
        })
    }

    async fn set(mut self, targets: &mut [Target]) -> anyhow::Result<()> {
        for target in targets {
            let id = target.path.split('/').nth(3).and_then(|id| id.parse::<Uuid>().ok());
            let id = id.with_context(|| format!("{} names no case", target.path))?;
            let version: i64 = match &mut self {
                Self::Postgres(database) => {
                    let sql = "SELECT max(version) FROM event WHERE gemeente = '0394' AND stream = $1";
                    sqlx::query_scalar(sql).bind(id.as_bytes().as_slice()).fetch_one(database).await?
                }
                Self::Sqlite(database) => {
                    let sql = "SELECT max(version) FROM event WHERE gemeente = '0394' AND stream = ?1";
                    database.prepare_cached(sql)?.query_row([id.as_bytes().as_slice()], |row| row.get(0))?
                }
            };
            target.version = version.try_into()?;
        }
        Ok(())
    }
}
