//! The tables: brought up to date on request, otherwise only compared with what this build expects.

use std::collections::BTreeMap;
use std::time::Duration;

use sqlx::migrate::{MigrateError, Migrator};
use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions as _, Connection as _};
use tokio::time::{Instant, sleep};

use crate::config::DatabaseUrl;
use crate::database::Database;
use crate::db::Row;
use crate::error::{DbError, OpenError};
use crate::tx::Tx;
use crate::{postgres, sqlite};

static SQLITE: Migrator = sqlx::migrate!("../../migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("../../migrations/postgres");

/// How long a migration on PostgreSQL waits for a lock: whoever asks for the table after it waits for as long.
const LOCK_TIMEOUT: &str = "1s";
/// For how long it comes back for that lock, or for another process that migrates.
const PATIENCE: Duration = Duration::from_secs(60);
/// How long the others get in between.
const PAUSE: Duration = Duration::from_millis(500);

/// Brings the tables up to date, safely beside other processes that do the same.
pub(crate) async fn migrate(url: &DatabaseUrl) -> Result<(), OpenError> {
    match url {
        DatabaseUrl::Sqlite { path } => {
            let mut connection = sqlite::connect_to_migrate(path).await?;
            // The migrator knows no lock on SQLite; the one write lock of the file is one.
            let mut tx = connection.begin_with("BEGIN IMMEDIATE").await.map_err(DbError::from)?;
            SQLITE.run_direct(None, &mut *tx, false).await.map_err(refused)?;
            tx.commit().await.map_err(DbError::from)?;
            connection.close().await.map_err(DbError::from)?;
        }
        DatabaseUrl::Postgres { url } => {
            let (options, until) = (postgres::options(url)?, Instant::now() + PATIENCE);
            let options = options.options([("lock_timeout", LOCK_TIMEOUT)]);
            while let Err(error) = migrate_postgres(&options).await {
                match error {
                    OpenError::Db(error) if error.is_busy() && Instant::now() < until => sleep(PAUSE).await,
                    error @ (OpenError::Db(_) | OpenError::Schema(_) | OpenError::TooOld { .. }) => return Err(error),
                }
            }
        }
    }
    Ok(())
}

/// Each migration is a transaction of its own, so that one which did not get its lock is not there.
async fn migrate_postgres(options: &PgConnectOptions) -> Result<(), OpenError> {
    let mut connection = options.connect().await.map_err(DbError::from)?;
    POSTGRES.run_direct(None, &mut connection, false).await.map_err(refused)?;
    Ok(connection.close().await.map_err(DbError::from)?)
}

/// Refuses tables that this build was not made for.
pub(crate) async fn check(database: &Database) -> Result<(), OpenError> {
    let expected = match database {
        Database::Sqlite(_) => &SQLITE,
        Database::Postgres(_) => &POSTGRES,
    };
    let rows = database.fetch_all("SELECT version, checksum, success FROM _sqlx_migrations", &[]).await;
    let rows = match rows {
        Ok(rows) => rows,
        Err(error) if error.is_unavailable() => return Err(error.into()),
        Err(_) => return Err(OpenError::Schema(missing("alle"))),
    };
    let found = compare(expected, &rows)?;
    match (found.missing, found.newer) {
        (Some(version), _) => Err(OpenError::Schema(missing(&version.to_string()))),
        (None, Some(version)) => Err(OpenError::Schema(newer(version))),
        (None, None) => Ok(()),
    }
}

/// The version of tables of the embedded database that this build made, or can bring up to date.
pub(crate) async fn version(tx: &mut Tx) -> Result<i64, OpenError> {
    let rows = tx.fetch_all("SELECT version, checksum, success FROM _sqlx_migrations", &[]).await?;
    let found = compare(&SQLITE, &rows)?;
    match (found.last, found.newer) {
        (_, Some(version)) => Err(OpenError::Schema(newer(version))),
        (None, None) => Err(OpenError::Schema(missing("alle"))),
        (Some(version), None) => Ok(version),
    }
}

/// How tables stand beside what this build knows.
#[derive(Default)]
struct Found {
    /// The last migration that was applied.
    last: Option<i64>,
    /// The first that was not.
    missing: Option<i64>,
    /// The first that this build does not know.
    newer: Option<i64>,
}

/// Compares the migrations that were applied with those of this build; refuses one that is half done or another.
fn compare(expected: &Migrator, rows: &[Row]) -> Result<Found, OpenError> {
    let mut applied = BTreeMap::new();
    for row in rows {
        applied.insert(row.int(0)?, (row.bytes(1)?, row.bool(2)?));
    }
    let mut found = Found::default();
    for migration in expected.iter() {
        match applied.remove(&migration.version) {
            None => found.missing = found.missing.or(Some(migration.version)),
            Some((_, false)) => return Err(OpenError::Schema(half(migration.version))),
            Some((checksum, true)) if checksum != *migration.checksum => {
                return Err(OpenError::Schema(changed(migration.version)));
            }
            Some(_) => found.last = Some(migration.version),
        }
    }
    found.newer = applied.first_key_value().map(|(version, _)| *version);
    Ok(found)
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the rest cannot come from embedded migrations")]
fn refused(error: MigrateError) -> OpenError {
    match error {
        MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => OpenError::Db(error.into()),
        MigrateError::VersionMissing(version) => OpenError::Schema(newer(version)),
        MigrateError::VersionMismatch(version) => OpenError::Schema(changed(version)),
        MigrateError::Dirty(version) => OpenError::Schema(half(version)),
        other => OpenError::Schema(other.to_string()),
    }
}

fn missing(which: &str) -> String {
    format!("migratie {which} ontbreekt. Voer eerst 'regieboek migrate' uit.")
}

fn half(version: i64) -> String {
    format!("migratie {version} is halverwege gestopt.")
}

fn changed(version: i64) -> String {
    format!("migratie {version} is na het uitvoeren veranderd.")
}

fn newer(version: i64) -> String {
    format!("migratie {version} hoort bij een nieuwere versie.")
}
