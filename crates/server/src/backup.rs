//! `backup`, `restore`, `copy` and `verify`: where the files are, and what to tell whoever asked. The work is done in
//! `event-store`.

use std::fs::DirBuilder;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use regieboek_event_store::{BackupError, DatabaseUrl, EventStore, LogHead, Manifest, StoreConfig};
use regieboek_kernel::Clock as _;
use regieboek_projections::inline_projecties;

use crate::clock::SystemClock;
use crate::commands::print;
use crate::config::Config;
use crate::wiring;

/// Copies the embedded database while it is in use.
///
/// # Errors
/// There is no such database, the file exists, or the copy is not sound.
pub(crate) async fn backup(config: &Config, naar: &Path) -> anyhow::Result<()> {
    let url = wiring::database(config)?;
    if matches!(url, DatabaseUrl::Postgres { .. }) {
        bail!(BackupError::NotEmbedded);
    }
    // Not brought up to date: a backup changes nothing, also when it is the first thing a newer build does.
    let store = EventStore::open(StoreConfig { read_connections: 1, ..StoreConfig::new(url) }, Vec::new()).await?;
    let made = store.backup(naar, SystemClock.now()).await;
    store.close().await;
    let manifest = made?;
    print(&format!("De back-up staat in {0}, met {0}.manifest.json ernaast.", naar.display()));
    print(&inhoud(&manifest));
    print(&format!(
        "Niet in de back-up: het geheim voor BSN ({}), de uitgevers en de instellingen. Bewaar die apart, op een andere \
         plaats: zonder dit geheim vindt na terugzetten niemand een huishouden op BSN. Zie docs/backup.md.",
        geheim(config, &config.data_dir).display()
    ));
    Ok(())
}

/// Puts a backup where there is no database yet.
///
/// # Errors
/// There is a database, or the backup is not as it was when it was made.
pub(crate) async fn restore(config: &Config, van: &Path, naar_map: Option<PathBuf>) -> anyhow::Result<()> {
    let (map, doel) = match naar_map {
        Some(map) => (map.clone(), wiring::embedded(&map)),
        None => match wiring::database(config)? {
            DatabaseUrl::Sqlite { path } => (config.data_dir.clone(), path),
            DatabaseUrl::Postgres { .. } => bail!(BackupError::NotEmbedded),
        },
    };
    if let Some(ouder) = doel.parent() {
        let gemaakt = DirBuilder::new().recursive(true).mode(0o700).create(ouder);
        gemaakt.with_context(|| format!("cannot make {}", ouder.display()))?;
    }
    let hersteld = EventStore::restore(van, &doel, inline_projecties()).await?;
    print(&format!("De back-up is gecontroleerd en teruggezet in {}.", doel.display()));
    print(&inhoud(&hersteld.manifest));
    print(&match hersteld.different {
        Some(anders) if anders.is_empty() => {
            "De leesmodellen zijn opnieuw gemaakt uit de gebeurtenissen, en gelijk aan die in de back-up.".to_owned()
        }
        Some(anders) => format!(
            "De leesmodellen zijn opnieuw gemaakt uit de gebeurtenissen. In de back-up waren deze anders: {}.",
            anders.join(", ")
        ),
        None => {
            "De tabellen zijn bijgewerkt tot deze versie, en de leesmodellen opnieuw gemaakt uit de gebeurtenissen."
                .to_owned()
        }
    });
    print(&format!(
        "Wat na {} is bevestigd, staat er niet in. Ga na of dit de laatste back-up is: dat kan Regieboek niet zien.",
        hersteld.manifest.gemaakt_op
    ));
    let geheim = geheim(config, &map);
    if !geheim.exists() {
        print(&format!(
            "Let op: het geheim voor BSN staat niet in {}. Zet het daar terug voordat de server start.",
            geheim.display()
        ));
    }
    Ok(())
}

/// Copies the configured database into an empty one.
///
/// # Errors
/// There is something in the target, or a log is not there as it is here.
pub(crate) async fn copy(config: &Config, naar: &str) -> anyhow::Result<()> {
    let doel: DatabaseUrl = naar.parse()?;
    let ingebouwd = matches!(doel, DatabaseUrl::Sqlite { .. });
    let bron = EventStore::open(StoreConfig::new(wiring::database(config)?), Vec::new()).await?;
    let projecties = inline_projecties();
    let doel = StoreConfig { auto_migrate: ingebouwd, ..StoreConfig::new(doel) };
    let doel = EventStore::open(doel, projecties.clone()).await?;
    let gekopieerd = bron
        .copy_to(&doel, &projecties, |gemeente, tabel, rijen| tracing::info!(%gemeente, tabel, rijen, "copying"))
        .await;
    doel.close().await;
    bron.close().await;
    for einde in gekopieerd? {
        print(&regel(&einde));
    }
    print(&format!(
        "Gekopieerd, nagerekend en de leesmodellen gemaakt. Geef de servers daar hetzelfde geheim voor BSN ({}), en \
         start op de oude database niets meer.",
        geheim(config, &config.data_dir).display()
    ));
    Ok(())
}

/// Recomputes every log, as after a restore on PostgreSQL.
///
/// # Errors
/// A log is not what was recorded, or the database is not that of this build.
pub(crate) async fn verify(config: &Config) -> anyhow::Result<()> {
    let store = EventStore::open(StoreConfig::new(wiring::database(config)?), Vec::new()).await?;
    let ends = ends(&store).await;
    store.close().await;
    for einde in ends? {
        print(&regel(&einde));
    }
    Ok(())
}

async fn ends(store: &EventStore) -> anyhow::Result<Vec<LogHead>> {
    let mut ends = Vec::new();
    for gemeente in store.gemeenten().await? {
        ends.push(store.verify_log(&gemeente).await?);
    }
    Ok(ends)
}

/// Where the secret for BSN claims is looked for.
fn geheim(config: &Config, map: &Path) -> PathBuf {
    config.hmac_secret_file.clone().unwrap_or_else(|| wiring::bsn_geheim(map))
}

fn inhoud(manifest: &Manifest) -> String {
    let mut regels = vec![format!(
        "Gemaakt op {}: {} bytes, schema {}, SHA-256 {}.",
        manifest.gemaakt_op, manifest.omvang, manifest.schema_versie, manifest.sha256
    )];
    regels.extend(manifest.logboeken.iter().map(regel));
    regels.join("\n")
}

fn regel(einde: &LogHead) -> String {
    format!("Gemeente {}: {} gebeurtenissen, de laatste met leaf {}.", einde.gemeente, einde.positie, einde.leaf)
}
