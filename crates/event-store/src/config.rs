//! Where the log lives and how much it may take on.

use std::path::PathBuf;

/// Which database, and where.
#[derive(Clone, PartialEq, Eq)]
pub enum DatabaseUrl {
    /// One file on a local disk.
    Sqlite {
        /// The file.
        path: PathBuf,
    },
    /// A PostgreSQL server, 15 or newer.
    Postgres {
        /// `postgres://user:password@host/database`.
        url: String,
    },
}

/// Never shows the password that a URL may hold.
impl std::fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Sqlite { path } => write!(f, "sqlite:{}", path.display()),
            Self::Postgres { .. } => f.write_str("postgres://***"),
        }
    }
}

/// The text names no database that this product knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("De database moet beginnen met 'sqlite:' (met een bestandsnaam) of met 'postgres://'.")]
pub struct UnknownDatabase;

impl std::str::FromStr for DatabaseUrl {
    type Err = UnknownDatabase;

    /// Reads `sqlite:path`, `sqlite://path` or `postgres://...`.
    fn from_str(text: &str) -> Result<Self, UnknownDatabase> {
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return Ok(Self::Postgres { url: text.to_owned() });
        }
        let path = text.strip_prefix("sqlite:").ok_or(UnknownDatabase)?;
        let path = path.strip_prefix("//").unwrap_or(path);
        if path.is_empty() { Err(UnknownDatabase) } else { Ok(Self::Sqlite { path: path.into() }) }
    }
}

/// How to open the store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoreConfig {
    /// Which database.
    pub url: DatabaseUrl,
    /// How many commands may wait per gemeente; one more is refused as overloaded.
    pub queue: usize,
    /// How many connections readers share.
    pub read_connections: u32,
    /// Whether opening brings the tables up to date, or refuses when they are not.
    pub auto_migrate: bool,
}

impl StoreConfig {
    /// The usual settings: 1024 waiting commands, 8 readers, no migration.
    pub fn new(url: DatabaseUrl) -> Self {
        Self { url, queue: 1024, read_connections: 8, auto_migrate: false }
    }
}
