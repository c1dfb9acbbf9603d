//! Puts the parts together: store, projections, use cases, issuers.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, bail};
use regieboek_api::auth::ontwikkel::DevelopmentIssuer;
use regieboek_api::auth::{IssuerConfig, Jwks, TokenVerifier};
use regieboek_api::bronnen::SystemWallClock;
use regieboek_api::gesteldheid::Gesteldheid;
use regieboek_api::ingang::Ingang;
use regieboek_application::{Application, BsnGeheim};
use regieboek_event_store::{DatabaseUrl, EventStore, Projection, StoreConfig};
use regieboek_kernel::{Clock, Gemeente};
use regieboek_projections::{Leesmodellen, inline_projecties};
use serde::Deserialize;

use crate::clock::{FileClock, SystemClock, TimeOrderedIds};
use crate::config::{Config, Profile};
use crate::secrets::read_or_make;

/// What tokens of the development issuer say of their origin and their destination.
const DEVELOPMENT_ISSUER: &str = "urn:regieboek:ontwikkeluitgever";
const AUDIENCE: &str = "regieboek";

/// A server that is ready to be served.
pub(crate) struct Wired {
    pub(crate) store: EventStore,
    pub(crate) ingang: Ingang,
}

/// The database of this configuration: PostgreSQL when a URL is given, else one file in the data directory.
///
/// # Errors
/// The URL is not one of a database this server knows.
pub(crate) fn database(config: &Config) -> anyhow::Result<DatabaseUrl> {
    match &config.database_url {
        Some(url) => url.parse().context("database_url must begin with postgres:// or sqlite:"),
        None => Ok(DatabaseUrl::Sqlite { path: embedded(&config.data_dir) }),
    }
}

/// The embedded database of a data directory.
pub(crate) fn embedded(data_dir: &Path) -> PathBuf {
    data_dir.join("regieboek.sqlite")
}

/// The secret for BSN claims of a data directory, when no other file is configured.
pub(crate) fn bsn_geheim(data_dir: &Path) -> PathBuf {
    data_dir.join("bsn-geheim")
}

/// Opens the store with its inline projections; the embedded database brings itself up to date.
///
/// # Errors
/// The database cannot be reached, or its tables are older than this build.
pub(crate) async fn open_store(config: &Config) -> anyhow::Result<(EventStore, Vec<Arc<dyn Projection>>)> {
    let url = database(config)?;
    let auto_migrate = match &url {
        DatabaseUrl::Sqlite { path } => {
            if let Some(dir) = path.parent() {
                std::fs::create_dir_all(dir).with_context(|| format!("cannot make {}", dir.display()))?;
            }
            true
        }
        DatabaseUrl::Postgres { .. } => false,
    };
    let projecties = inline_projecties();
    let store_config =
        StoreConfig { url, queue: config.queue, read_connections: config.read_connections, auto_migrate };
    let store = EventStore::open(store_config, projecties.clone()).await?;
    if config.profile == Profile::Production {
        let findings = store.check_safe_settings().await?;
        if !findings.is_empty() {
            bail!("the database cannot keep what it confirms; change this first:\n- {}", findings.join("\n- "));
        }
    }
    Ok((store, projecties))
}

/// The clock of this configuration.
pub(crate) fn clock(config: &Config) -> Arc<dyn Clock> {
    match &config.clock_file {
        Some(path) => Arc::new(FileClock(path.clone())),
        None => Arc::new(SystemClock),
    }
}

/// Wires everything to a clock.
///
/// # Errors
/// As [`open_store`]; a secret or the issuers cannot be read.
pub(crate) async fn wire(config: &Config, clock: Arc<dyn Clock>) -> anyhow::Result<Wired> {
    config.check()?;
    let (store, _) = open_store(config).await?;
    if let Err(error) = store.lengthen_log().await {
        tracing::warn!(%error, "no room was made for the log; appends wait longer for the disk");
    }
    let geheim = match &config.hmac_secret_file {
        Some(path) => std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?,
        None => read_or_make(&bsn_geheim(&config.data_dir), 32)?,
    };
    let geheim = BsnGeheim::new(&geheim).context("the secret for BSN claims must be at least 32 bytes")?;
    let verifier = TokenVerifier::new(issuers(config)?, SystemWallClock)?;
    let application = Application::new(store.clone(), clock, Arc::new(TimeOrderedIds), geheim);
    let application = application.met_geheugen(config.remembered_mib);
    let (lees, verifier) = (Leesmodellen::new(store.clone(), config.remembered_mib), Arc::new(verifier));
    let ingang = Ingang { application, lees, verifier, gesteldheid: Gesteldheid::default() };
    Ok(Wired { store, ingang })
}

/// The development issuer; its key is made on first use, in the data directory, readable for its owner alone.
///
/// # Errors
/// The profile is production, or the key cannot be read or made.
pub(crate) fn development_issuer(config: &Config) -> anyhow::Result<DevelopmentIssuer> {
    if config.profile == Profile::Production {
        bail!("the development issuer is refused in production");
    }
    let seed = read_or_make(&config.data_dir.join("ontwikkelsleutel"), 32)?;
    let seed: [u8; 32] = seed.try_into().ok().context("the development key must be 32 bytes")?;
    Ok(DevelopmentIssuer::new(DEVELOPMENT_ISSUER, AUDIENCE, &seed)?)
}

/// The file of `issuers_file`: a list under `issuer`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct IssuersFile {
    issuer: Vec<IssuerConfig>,
}

fn issuers(config: &Config) -> anyhow::Result<Vec<IssuerConfig>> {
    let mut issuers = match &config.issuers_file {
        Some(path) => read_issuers(path)?,
        None => Vec::new(),
    };
    if config.profile == Profile::Production && issuers.iter().any(|issuer| issuer.development) {
        bail!("an issuer with development = true is refused in production");
    }
    if config.development_issuer {
        issuers.push(development_issuer(config)?.config(development_gemeenten(config)?));
    }
    if issuers.is_empty() {
        bail!("nobody can call: configure issuers_file, or ask for the development issuer with --development-issuer");
    }
    Ok(issuers)
}

/// A relative path to a JWKS is relative to the file that names it.
fn read_issuers(path: &Path) -> anyhow::Result<Vec<IssuerConfig>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let file: IssuersFile =
        toml::from_str(&text).with_context(|| format!("{} is not as it should be", path.display()))?;
    let dir = path.parent().unwrap_or(Path::new(""));
    Ok(file
        .issuer
        .into_iter()
        .map(|issuer| match issuer.jwks {
            Jwks::Bestand(jwks) => IssuerConfig { jwks: Jwks::Bestand(dir.join(jwks)), ..issuer },
            Jwks::Tekst(_) => issuer,
        })
        .collect())
}

fn development_gemeenten(config: &Config) -> anyhow::Result<Vec<Gemeente>> {
    config
        .development_gemeenten
        .split(',')
        .map(|code| code.trim().parse().context("development_gemeenten holds four-digit codes, separated by commas"))
        .collect()
}
