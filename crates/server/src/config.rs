//! Configuration: defaults, then the file, then the environment. Every key is described in `docs/configuratie.md`.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use regieboek_application::GEHEUGEN_MIB;
use serde::Deserialize;

/// How strict the server is about what it starts with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Profile {
    /// Secrets are made when missing; tokens may live 12 hours; the development issuer can be asked for.
    Development,
    /// Secrets and issuers must be given; unsafe database settings and the development issuer are refused.
    Production,
}

/// What the server needs to know before it starts.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Config {
    /// Strictness.
    pub(crate) profile: Profile,
    /// Address and port; port 0 takes a free one.
    pub(crate) listen: String,
    /// Where the embedded database, the development key and the BSN secret live.
    pub(crate) data_dir: PathBuf,
    /// `postgres://…`, or nothing for the embedded database in `data_dir`.
    pub(crate) database_url: Option<String>,
    /// File that holds `database_url`, so that a password need not be in the environment.
    pub(crate) database_url_file: Option<PathBuf>,
    /// File with the secret for BSN claims: at least 32 bytes.
    pub(crate) hmac_secret_file: Option<PathBuf>,
    /// TOML file with the token issuers.
    pub(crate) issuers_file: Option<PathBuf>,
    /// Whether tokens of the built-in development issuer are accepted.
    pub(crate) development_issuer: bool,
    /// The municipalities that the development issuer may speak for: four-digit codes, separated by commas.
    pub(crate) development_gemeenten: String,
    /// File that holds the domain's instant; development only. Processes that share it share a clock.
    pub(crate) clock_file: Option<PathBuf>,
    /// MiB of cases that are kept in memory between two commands; 0 keeps none.
    pub(crate) remembered_mib: usize,
    /// Reading connections to the database.
    pub(crate) read_connections: u32,
    /// Commands that may wait for the store before new ones get 503.
    pub(crate) queue: usize,
    /// Worker threads of the HTTP server.
    pub(crate) workers: usize,
    /// Requests that are taken on at once before new ones get 503.
    pub(crate) max_requests: usize,
    /// Milliseconds after which a request is answered with 503, whatever it waits for.
    pub(crate) deadline_ms: u64,
    /// Milliseconds that a process may say nothing before another one takes its work over.
    pub(crate) lease_ms: u64,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            profile: Profile::Development,
            listen: "127.0.0.1:8080".to_owned(),
            data_dir: PathBuf::from("data"),
            database_url: None,
            database_url_file: None,
            hmac_secret_file: None,
            issuers_file: None,
            development_issuer: false,
            development_gemeenten: "0394,0392".to_owned(),
            clock_file: None,
            remembered_mib: GEHEUGEN_MIB,
            read_connections: 8,
            queue: 1024,
            workers: 2,
            max_requests: 1024,
            deadline_ms: 15_000,
            lease_ms: 3000,
        }
    }
}

/// How the text of an environment variable is read.
#[derive(Debug, Clone, Copy)]
enum Kind {
    Text,
    Number,
    Truth,
}

impl Kind {
    fn value(self, name: &str, text: String) -> anyhow::Result<toml::Value> {
        Ok(match self {
            Self::Text => toml::Value::String(text),
            Self::Number => toml::Value::Integer(text.parse().with_context(|| format!("{name} must be a number"))?),
            Self::Truth => toml::Value::Boolean(text.parse().with_context(|| format!("{name} must be true or false"))?),
        })
    }
}

const KEYS: &[(&str, Kind)] = &[
    ("profile", Kind::Text),
    ("listen", Kind::Text),
    ("data_dir", Kind::Text),
    ("database_url", Kind::Text),
    ("database_url_file", Kind::Text),
    ("hmac_secret_file", Kind::Text),
    ("issuers_file", Kind::Text),
    ("development_issuer", Kind::Truth),
    ("development_gemeenten", Kind::Text),
    ("clock_file", Kind::Text),
    ("remembered_mib", Kind::Number),
    ("read_connections", Kind::Number),
    ("queue", Kind::Number),
    ("workers", Kind::Number),
    ("max_requests", Kind::Number),
    ("deadline_ms", Kind::Number),
    ("lease_ms", Kind::Number),
];

impl Config {
    /// Reads the file, if one is named, and lays `REGIEBOEK_<KEY>` from the environment over it.
    ///
    /// # Errors
    /// The file cannot be read, or a key or value is not known.
    pub(crate) fn load(file: Option<&Path>, environment: impl Fn(&str) -> Option<String>) -> anyhow::Result<Self> {
        let mut table = match file {
            Some(path) => std::fs::read_to_string(path)
                .with_context(|| format!("cannot read {}", path.display()))?
                .parse::<toml::Table>()
                .with_context(|| format!("{} is not valid TOML", path.display()))?,
            None => toml::Table::new(),
        };
        for (key, kind) in KEYS {
            let name = format!("REGIEBOEK_{}", key.to_uppercase());
            if let Some(text) = environment(&name) {
                table.insert((*key).to_owned(), kind.value(&name, text)?);
            }
        }
        let mut config: Self = table.try_into().context("configuration")?;
        if let Some(path) = &config.database_url_file {
            let url = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
            config.database_url = Some(url.trim().to_owned());
        }
        Ok(config)
    }

    /// Refuses what must not run in production.
    ///
    /// # Errors
    /// Names the setting and what to do.
    pub(crate) fn check(&self) -> anyhow::Result<()> {
        if self.profile == Profile::Development {
            return Ok(());
        }
        if self.development_issuer {
            bail!("the development issuer is refused in production: configure issuers_file");
        }
        if self.clock_file.is_some() {
            bail!("a settable clock is refused in production: remove clock_file");
        }
        if self.issuers_file.is_none() {
            bail!("production needs issuers_file: without an issuer nobody can call");
        }
        if self.hmac_secret_file.is_none() {
            bail!("production needs hmac_secret_file: the secret for BSN claims");
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn defaults_need_no_file_and_no_environment() {
        let config = Config::load(None, |_| None).unwrap();
        assert_eq!(config.listen, "127.0.0.1:8080");
        assert!(!config.development_issuer, "off unless asked for");
        config.check().unwrap();
    }

    #[test]
    fn the_environment_wins_over_the_file() {
        let dir = std::env::temp_dir().join(format!("regieboek-config-{}", std::process::id()));
        std::fs::write(&dir, "listen = \"127.0.0.1:1\"\nqueue = 5\n").unwrap();
        let config = Config::load(Some(&dir), |k| (k == "REGIEBOEK_LISTEN").then(|| "127.0.0.1:2".to_owned())).unwrap();
        std::fs::remove_file(&dir).unwrap();
        assert_eq!((config.listen.as_str(), config.queue), ("127.0.0.1:2", 5));
    }

    #[test]
    fn an_unknown_key_is_refused() {
        let path = std::env::temp_dir().join(format!("regieboek-config-onbekend-{}", std::process::id()));
        std::fs::write(&path, "lisen = \"127.0.0.1:1\"\n").unwrap();
        let result = Config::load(Some(&path), |_| None);
        std::fs::remove_file(&path).unwrap();
        assert!(result.is_err());
    }

    #[test]
    fn production_refuses_what_is_only_for_development() {
        let safe = Config {
            profile: Profile::Production,
            issuers_file: Some("issuers.toml".into()),
            hmac_secret_file: Some("secret".into()),
            ..Config::default()
        };
        safe.check().unwrap();
        for unsafe_config in [
            Config { development_issuer: true, ..safe.clone() },
            Config { clock_file: Some("clock".into()), ..safe.clone() },
            Config { issuers_file: None, ..safe.clone() },
            Config { hmac_secret_file: None, ..safe.clone() },
        ] {
            assert!(unsafe_config.check().is_err());
        }
    }
}
