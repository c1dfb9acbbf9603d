//! Files that appear whole or not at all, are for their owner only, and never take the place of another.

use std::fs::{File, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use crate::backup::BackupError;

/// What SQLite may lay beside a database. Such a file of another database would be read into this one.
const BESIDE_A_DATABASE: [&str; 3] = ["-wal", "-shm", "-journal"];

/// A file in the making, beside the place it will have; gone when it did not get there.
pub(crate) struct Staged {
    path: PathBuf,
}

impl Staged {
    /// An empty file that only its owner may read.
    pub(crate) fn beside(target: &Path) -> Result<Self, BackupError> {
        let path = with_suffix(target, &format!(".{}.onvolledig", std::process::id()));
        let made = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path);
        made.map_err(|cause| BackupError::file(&path, cause))?;
        Ok(Self { path })
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Writes all of this to it.
    pub(crate) fn write(&self, bytes: &[u8]) -> Result<(), BackupError> {
        let written = OpenOptions::new().write(true).open(&self.path).and_then(|mut file| file.write_all(bytes));
        written.map_err(|cause| BackupError::file(&self.path, cause))
    }

    /// Fills it with a copy of another file; answers size and hash of what was written.
    pub(crate) fn copy_of(&self, from: &Path) -> Result<(u64, String), BackupError> {
        let source = File::open(from).map_err(|cause| BackupError::file(from, cause))?;
        let target = OpenOptions::new().write(true).open(&self.path);
        let target = target.map_err(|cause| BackupError::file(&self.path, cause))?;
        pump(source, target).map_err(|cause| BackupError::file(&self.path, cause))
    }

    /// Size and hash of what is in it.
    pub(crate) fn digest(&self) -> Result<(u64, String), BackupError> {
        let digest = File::open(&self.path).and_then(|file| pump(file, io::sink()));
        digest.map_err(|cause| BackupError::file(&self.path, cause))
    }

    /// Makes it durable and gives it its name, which nothing may have yet.
    pub(crate) fn publish(self, target: &Path) -> Result<(), BackupError> {
        let failed = |cause: io::Error| {
            if cause.kind() == io::ErrorKind::AlreadyExists {
                return BackupError::Exists(target.to_owned());
            }
            BackupError::file(target, cause)
        };
        File::open(&self.path).and_then(|file| file.sync_all()).map_err(failed)?;
        // A rename would take the place of what is there; a link does not.
        std::fs::hard_link(&self.path, target).map_err(failed)?;
        drop(self);
        let directory = target.parent().unwrap_or(Path::new("/"));
        File::open(directory).and_then(|directory| directory.sync_all()).map_err(failed)
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        for path in database_files(&self.path) {
            match std::fs::remove_file(&path) {
                Ok(()) => {}
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => tracing::warn!(path = %path.display(), %error, "an unfinished file stays behind"),
            }
        }
    }
}

/// Reads to the end; answers how many bytes went by, and their hash.
fn pump(mut from: impl io::Read, mut to: impl io::Write) -> io::Result<(u64, String)> {
    let (mut hash, mut size, mut buffer) = (Sha256::new(), 0, vec![0; 1 << 16]);
    loop {
        match from.read(&mut buffer)? {
            0 => return Ok((size, hex(&hash.finalize()))),
            n => {
                hash.update(&buffer[..n]);
                to.write_all(&buffer[..n])?;
                size += n as u64;
            }
        }
    }
}

/// A database and whatever belongs to it.
pub(crate) fn database_files(database: &Path) -> [PathBuf; 4] {
    let [wal, shm, journal] = BESIDE_A_DATABASE.map(|suffix| with_suffix(database, suffix));
    [database.to_owned(), wal, shm, journal]
}

/// Where the manifest of a backup is.
pub(crate) fn manifest_of(backup: &Path) -> PathBuf {
    with_suffix(backup, ".manifest.json")
}

/// Refuses a place that is taken, also by a link that leads nowhere.
pub(crate) fn must_be_free(paths: &[PathBuf]) -> Result<(), BackupError> {
    match paths.iter().find(|path| path.symlink_metadata().is_ok()) {
        Some(taken) => Err(BackupError::Exists(taken.clone())),
        None => Ok(()),
    }
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
