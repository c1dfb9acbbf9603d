//! Backup and restore of the embedded database: a copy that was checked, and a copy that is checked again.
//!
//! The copy is made by `VACUUM INTO`. It reads one snapshot, so the server goes on writing; it is one file that needs no
//! `-wal`; it holds no free pages, in which what was destroyed could still be read. SQLite's backup API has none of the
//! three and starts again at each commit of another process; copying the file misses what is in its `-wal`.
//!
//! What a check of the contents cannot see (receipts, claims, slack within a page), the SHA-256 in the manifest does.
//! Neither sees an old backup in the place of a newer one, nor a forged pair: that takes signed checkpoints.

mod contents;
mod files;
mod manifest;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use regieboek_kernel::{Gemeente, Tijdstip};

pub use contents::Contents;
pub(crate) use files::hex;
pub use manifest::{LogHead, Manifest};

use crate::config::{DatabaseUrl, StoreConfig};
use crate::database::Database;
use crate::error::{ChainError, DbError, OpenError, ProjectionError};
use crate::projection::Projection;
use crate::store::EventStore;
use files::{Staged, database_files, manifest_of, must_be_free};

/// Why there is no backup, or why one is not restored. The place that was asked for is then as it was.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// On PostgreSQL this is the work of its own tools.
    #[error(
        "Dit kan Regieboek alleen met de ingebouwde database; voor PostgreSQL staan de opdrachten in docs/backup.md."
    )]
    NotEmbedded,
    /// Nothing is overwritten.
    #[error("{0} bestaat al, en er wordt niets overschreven.")]
    Exists(PathBuf),
    /// The file system refuses.
    #[error("{path} is niet te lezen of te schrijven: {cause}.")]
    File {
        /// Which file.
        path: PathBuf,
        /// Why.
        cause: io::Error,
    },
    /// Without a manifest nobody knows what the backup must be.
    #[error("Het manifest {0} ontbreekt; zonder dat bestand is de back-up niet te controleren.")]
    NoManifest(PathBuf),
    /// The manifest is not as it was written.
    #[error("Het manifest {0} is beschadigd.")]
    ManifestDamaged(PathBuf),
    /// The file is damaged, or it is another backup.
    #[error("De back-up is beschadigd, of het manifest hoort bij een andere: {0}.")]
    NotAsDescribed(&'static str),
    /// SQLite finds that the file is no sound database.
    #[error("De database is beschadigd: {0}.")]
    Unsound(String),
    /// A log is not what was recorded.
    #[error("Een logboek klopt niet: {0}.")]
    Chain(#[from] ChainError),
    /// A log ends before what was confirmed when the backup began.
    #[error("Van het logboek van {0} ontbreekt in de kopie wat al bevestigd was.")]
    Behind(Gemeente),
    /// The database refuses.
    #[error("De database kan niet worden gelezen: {0}.")]
    Db(#[from] DbError),
    /// The tables are not those of this build.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The read models cannot be made again.
    #[error("De leesmodellen kunnen niet opnieuw worden gemaakt: {0}.")]
    Projection(#[from] ProjectionError),
}

impl BackupError {
    fn file(path: &Path, cause: io::Error) -> Self {
        Self::File { path: path.to_owned(), cause }
    }
}

/// What was restored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// The backup.
    pub manifest: Manifest,
    /// The read models whose rows in the backup are not those that the events give now; a newer build may make them
    /// otherwise. Nothing to compare when the tables were brought up to date.
    pub different: Option<Vec<String>>,
}

impl EventStore {
    /// Copies everything into a new file while the store is in use, checks the copy, and lays a manifest beside it.
    /// What was confirmed before this was called is in it.
    ///
    /// # Errors
    /// When the file exists, the database refuses, or the copy is not sound.
    pub async fn backup(&self, to: &Path, at: Tijdstip) -> Result<Manifest, BackupError> {
        let Database::Sqlite(database) = self.database() else { return Err(BackupError::NotEmbedded) };
        let to = absolute(to)?;
        let beside = manifest_of(&to);
        let mut places = database_files(&to).to_vec();
        places.push(beside.clone());
        must_be_free(&places)?;

        let mut confirmed = Vec::new();
        for gemeente in self.gemeenten().await? {
            confirmed.push((self.head(&gemeente).await?, gemeente));
        }
        let copy = Staged::beside(&to)?;
        database.copy_into(copy.path()).await?;
        let (copy, digest) = blocking(move || copy.digest().map(|digest| (copy, digest))).await?;
        let contents = contents::examine(copy.path()).await?;
        for (position, gemeente) in confirmed {
            let reached = contents.logboeken.iter().find(|log| log.gemeente == gemeente).map_or(0, |log| log.positie);
            if reached < position {
                return Err(BackupError::Behind(gemeente));
            }
        }
        let manifest = Manifest::new(at, contents.schema_versie, digest, contents.logboeken);
        let text = manifest.text().map_err(|error| BackupError::file(&beside, error.into()))?;
        blocking(move || {
            let description = Staged::beside(&beside)?;
            description.write(text.as_bytes())?;
            copy.publish(&to)?;
            // Without its manifest a backup is not one.
            description.publish(&beside).inspect_err(|_| drop(std::fs::remove_file(&to)))
        })
        .await?;
        Ok(manifest)
    }

    /// Puts a backup where there is no database: a copy of it is checked against the manifest and by itself, brought up to
    /// date, its read models are made again, and only then it gets its place.
    ///
    /// # Errors
    /// When there is a database, or anything about the backup is not as it was when it was made.
    pub async fn restore(
        from: &Path,
        to: &Path,
        projections: Vec<Arc<dyn Projection>>,
    ) -> Result<Restored, BackupError> {
        let (from, to) = (absolute(from)?, absolute(to)?);
        must_be_free(&database_files(&to))?;
        let manifest = read_manifest(&from)?;
        let copy = Staged::beside(&to)?;
        let source = from.clone();
        let (copy, digest) = blocking(move || copy.copy_of(&source).map(|digest| (copy, digest))).await?;
        as_described(&manifest, &digest)?;
        let contents = contents::examine(copy.path()).await?;
        if contents.schema_versie != manifest.schema_versie || contents.logboeken != manifest.logboeken {
            return Err(BackupError::NotAsDescribed("de logboeken eindigen ergens anders"));
        }

        make_ready(copy.path(), projections).await?;
        let ready = contents::examine(copy.path()).await?;
        if ready.logboeken != manifest.logboeken {
            return Err(BackupError::NotAsDescribed("de logboeken zijn bij het terugzetten veranderd"));
        }
        let different = if ready.schema_versie == manifest.schema_versie {
            Some(contents::different_read_models(copy.path(), &from)?)
        } else {
            None
        };
        blocking(move || copy.publish(&to)).await?;
        Ok(Restored { manifest, different })
    }

    /// Checks a database file by itself, as [`EventStore::backup`] and [`EventStore::restore`] do, without its manifest.
    ///
    /// # Errors
    /// What is wrong with it.
    pub async fn examine(file: &Path) -> Result<Contents, BackupError> {
        contents::examine(&absolute(file)?).await
    }
}

/// Brings the tables up to date and makes the read models again; all of it is in the one file when this is done.
async fn make_ready(path: &Path, projections: Vec<Arc<dyn Projection>>) -> Result<(), BackupError> {
    let url = DatabaseUrl::Sqlite { path: path.to_owned() };
    let config = StoreConfig { auto_migrate: true, read_connections: 1, ..StoreConfig::new(url) };
    let store = EventStore::open(config, projections.clone()).await?;
    let rebuilt = rebuild_all(&store, &projections).await;
    store.close().await;
    rebuilt?;
    let [_, beside @ ..] = database_files(path);
    must_be_free(&beside)
}

async fn rebuild_all(store: &EventStore, projections: &[Arc<dyn Projection>]) -> Result<(), BackupError> {
    for gemeente in store.gemeenten().await? {
        for projection in projections {
            store.rebuild(&gemeente, projection.as_ref(), |_, _| ()).await?;
        }
    }
    Ok(())
}

fn read_manifest(backup: &Path) -> Result<Manifest, BackupError> {
    let path = manifest_of(backup);
    match std::fs::read(&path) {
        Ok(bytes) => Manifest::parse(&bytes).ok_or(BackupError::ManifestDamaged(path)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(BackupError::NoManifest(path)),
        Err(cause) => Err(BackupError::File { path, cause }),
    }
}

fn as_described(manifest: &Manifest, (size, sha256): &(u64, String)) -> Result<(), BackupError> {
    if *size != manifest.omvang {
        return Err(BackupError::NotAsDescribed("het bestand heeft een andere omvang"));
    }
    if *sha256 != manifest.sha256 {
        return Err(BackupError::NotAsDescribed("het bestand heeft een andere SHA-256"));
    }
    Ok(())
}

/// SQLite reads a path that begins with `file:` as something else.
fn absolute(path: &Path) -> Result<PathBuf, BackupError> {
    std::path::absolute(path).map_err(|cause| BackupError::file(path, cause))
}

/// Reads and writes files where that holds up nobody.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, BackupError> + Send + 'static,
) -> Result<T, BackupError> {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done,
        Err(stopped) => std::panic::resume_unwind(stopped.into_panic()),
    }
}
