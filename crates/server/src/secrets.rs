//! Secrets on disk: made once with mode 0600 in development, only ever read in production.

use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

use anyhow::Context as _;

/// Reads a secret, or makes one of `length` random bytes that only the owner may read.
///
/// # Errors
/// The file cannot be read or written.
pub(crate) fn read_or_make(path: &Path, length: usize) -> anyhow::Result<Vec<u8>> {
    match std::fs::read(path) {
        Ok(bytes) => Ok(bytes),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => make(path, length),
        Err(e) => Err(e).with_context(|| format!("cannot read {}", path.display())),
    }
}

/// The first process to get here makes the file; one that comes second reads what the first wrote.
fn make(path: &Path, length: usize) -> anyhow::Result<Vec<u8>> {
    if let Some(dir) = path.parent() {
        std::fs::create_dir_all(dir).with_context(|| format!("cannot make {}", dir.display()))?;
    }
    let mut bytes = vec![0; length];
    rand::TryRng::try_fill_bytes(&mut rand::rngs::SysRng, &mut bytes).context("no randomness from the system")?;
    let staged = path.with_extension(format!("{}.nieuw", std::process::id()));
    let mut file = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&staged)?;
    file.write_all(&bytes)?;
    file.sync_all()?;
    let linked = std::fs::hard_link(&staged, path);
    std::fs::remove_file(&staged)?;
    match linked {
        Ok(()) => Ok(bytes),
        Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => Ok(std::fs::read(path)?),
        Err(e) => Err(e).with_context(|| format!("cannot make {}", path.display())),
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    #[test]
    fn a_secret_is_made_once_and_only_its_owner_may_read_it() {
        let dir = std::env::temp_dir().join(format!("regieboek-geheim-{}", std::process::id()));
        let path = dir.join("geheim");
        let first = read_or_make(&path, 32).unwrap();
        let again = read_or_make(&path, 32).unwrap();
        let mode = std::fs::metadata(&path).unwrap().permissions().mode() & 0o777;
        std::fs::remove_dir_all(&dir).unwrap();
        assert_eq!((first.len(), mode), (32, 0o600));
        assert_eq!(first, again);
    }
}
