//! Backups of the embedded database: B1, online and a prefix of the log; B3, damage is found before anything is served.

use std::collections::BTreeMap;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use regieboek_event_store::{BackupError, Contents, DatabaseUrl, EventStore, LogHead, Manifest, Restored, StoreConfig};
use sqlx::{AssertSqlSafe, ConnectOptions as _, Row as _, ValueRef as _};

use super::figures::{Dice, Figure, times};
use super::projections::Teller;
use super::world::*;

/// The test of the embedded database alone.
macro_rules! on_sqlite {
    ($($case:ident),* $(,)?) => {$(
        mod $case {
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                crate::contract::world::run_on_sqlite(super::$case).await;
            }
        }
    )*};
}

on_sqlite! {
    a_backup_beside_writers_is_a_prefix_of_their_log,
    a_backup_is_for_its_owner_and_overwrites_nothing,
    a_restored_store_goes_on_where_the_backup_ended,
    only_where_there_is_no_database_one_is_restored,
    no_damage_is_restored,
    of_damage_to_the_log_none_passes_the_check_of_the_contents,
    a_read_model_that_the_events_do_not_give_is_named,
    tables_of_an_older_build_are_brought_up_to_date,
}

fn file(world: &World, name: &str) -> PathBuf {
    let DatabaseUrl::Sqlite { path } = &world.url else { panic!("the embedded database") };
    path.with_file_name(name)
}

fn manifest_of(backup: &Path) -> PathBuf {
    format!("{}.manifest.json", backup.display()).into()
}

async fn restore(from: &Path, to: &Path) -> Result<Restored, BackupError> {
    EventStore::restore(from, to, vec![Arc::new(Teller)]).await
}

/// A store with a read model, opened as a server would.
async fn open_at(path: &Path) -> EventStore {
    let config = StoreConfig::new(DatabaseUrl::Sqlite { path: path.to_owned() });
    EventStore::open(config, vec![Arc::new(Teller)]).await.expect("opens")
}

/// Two logs of some events, with claims and receipts, and a backup of them.
async fn backed_up(world: &World) -> (EventStore, PathBuf, Manifest) {
    Teller::make_table(world).await;
    let store = world.open_with(vec![Arc::new(Teller)]).await;
    for n in 0..20 {
        let batch = batch().writes(id(n), 0, 2).claims(take(n as u8, id(n))).keyed(n as u8, 1);
        store.append(&gemeente(), batch).await.expect("accepted");
    }
    store.append(&other_gemeente(), one(id(1), 0)).await.expect("accepted");
    let backup = file(world, "backup.sqlite");
    let manifest = store.backup(&backup, at(0)).await.expect("a backup");
    (store, backup, manifest)
}

/// What a backup must hold that began when `confirmed` events were: those, and nothing that did not come to be.
fn is_prefix(contents: &Result<Contents, BackupError>, confirmed: u64, log: &[String]) -> Result<u64, String> {
    let contents = contents.as_ref().map_err(ToString::to_string)?;
    let none = LogHead { gemeente: gemeente(), positie: 0, leaf: String::new() };
    let end = contents.logboeken.first().unwrap_or(&none);
    if end.positie < confirmed {
        return Err(format!("{confirmed} were confirmed, {} are there", end.positie));
    }
    // The leaf of the last event binds its stream; that all before it are the same is for the caller to compare.
    match log.get(end.positie as usize - 1) {
        Some(leaf) if *leaf == end.leaf => Ok(end.positie),
        _ => Err(format!("position {} is not what it became", end.positie)),
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

async fn leaves(store: &EventStore) -> Vec<String> {
    let log = store.feed(&gemeente(), 0, u32::MAX).await.expect("reads");
    log.iter().map(|event| hex(&event.leaf)).collect()
}

async fn a_backup_beside_writers_is_a_prefix_of_their_log(world: Arc<World>) {
    let rounds = times("b1", 20);
    Teller::make_table(&world).await;
    let store = world.open_with(vec![Arc::new(Teller)]).await;
    store.append(&gemeente(), one(id(1), 0)).await.expect("accepted");
    let stop = Arc::new(AtomicBool::new(false));
    // Two in this process, one as if in another.
    let another = world.open_with(vec![Arc::new(Teller)]).await;
    let writers: Vec<_> = [(1_u64, &store), (2, &store), (3, &another)]
        .into_iter()
        .map(|(writer, store)| {
            let (store, stop) = (store.clone(), Arc::clone(&stop));
            tokio::spawn(async move {
                let mut n = 0;
                while !stop.load(Ordering::Relaxed) {
                    let stream = id(1_000_000 * writer + n / 5);
                    store.append(&gemeente(), batch().writes(stream, n % 5, 1)).await.expect("accepted");
                    // SQLite does not hand its lock on in turn: who never lets go keeps the other out.
                    tokio::time::sleep(Duration::from_millis(2)).await;
                    n += 1;
                }
            })
        })
        .collect();

    let mut taken = Vec::new();
    for round in 0..rounds {
        let backup = file(&world, &format!("backup-{round}.sqlite"));
        let confirmed = store.head(&gemeente()).await.expect("head");
        let made = store.backup(&backup, at(0)).await.expect("a backup");
        taken.push((backup, confirmed, made));
    }
    stop.store(true, Ordering::Relaxed);
    for writer in writers {
        writer.await.expect("ends");
    }
    // What a copy of the file alone would be; by another process, as opening it here would let go of its locks.
    let mut copies = Vec::new();
    for round in 0..rounds {
        let copy = file(&world, &format!("kopie-{round}.sqlite"));
        let confirmed = store.append(&gemeente(), one(id(2 + round), 0)).await.expect("accepted");
        let copied = std::process::Command::new("cp").args([&file(&world, "log.sqlite"), &copy]).status();
        assert!(copied.expect("cp runs").success());
        copies.push((EventStore::examine(&copy).await, confirmed.receipt().position));
    }

    let log = leaves(&store).await;
    let mut reached = Vec::new();
    for (round, (backup, confirmed, made)) in taken.iter().enumerate() {
        let position = is_prefix(&EventStore::examine(backup).await, *confirmed, &log).expect("a prefix");
        assert_eq!(
            made.logboeken,
            [LogHead { gemeente: gemeente(), positie: position, leaf: log[position as usize - 1].clone() }]
        );
        let place = file(&world, &format!("terug-{round}.sqlite"));
        let restored = restore(backup, &place).await.expect("is restored");
        assert_eq!(restored.different.as_deref(), Some([].as_slice()), "what is made again is what there was");
        let again = open_at(&place).await;
        assert_eq!(again.verify_chain(&gemeente()).await.expect("intact"), position);
        assert_eq!(leaves(&again).await, log[..position as usize], "every event before it, and no other");
        again.close().await;
        reached.push(position);
    }
    assert!(reached.is_sorted() && reached.first() < reached.last(), "they wrote meanwhile: {reached:?}");
    let missed = copies.iter().filter(|(copy, confirmed)| is_prefix(copy, *confirmed, &log).is_err()).count() as u64;
    // Of each backup that is not a prefix, or does not restore, the test has failed above.
    Figure::new("B1", &world, rounds).counted("gebeurtenissen", log.len() as u64).tell();
    Figure::new("B1", &world, rounds).wrong("geweigerd zonder wal", missed).tell_control();
    // Now and then a checkpoint has just emptied the -wal.
    assert!(missed * 10 > rounds * 8, "the check must see what a copy of the file misses: {missed} of {rounds}");
}

async fn a_backup_is_for_its_owner_and_overwrites_nothing(world: Arc<World>) {
    let (store, backup, manifest) = backed_up(&world).await;
    for path in [&backup, &manifest_of(&backup)] {
        let mode = std::fs::metadata(path).expect("is there").permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{}", path.display());
    }
    let bytes = std::fs::read(&backup).expect("reads");
    assert_eq!(
        (bytes.len() as u64, &bytes[18..20]),
        (manifest.omvang, [1, 1].as_slice()),
        "one file, that needs no -wal"
    );
    assert_eq!(manifest.logboeken.iter().map(|log| log.positie).collect::<Vec<_>>(), [1, 40]);

    let told = std::fs::read(manifest_of(&backup)).expect("reads");
    let again = store.backup(&backup, at(1)).await;
    assert!(matches!(&again, Err(BackupError::Exists(path)) if *path == backup), "{again:?}");
    let other = file(&world, "ander.sqlite");
    for taken in [manifest_of(&other), file(&world, "ander.sqlite-wal")] {
        std::fs::write(&taken, b"van een ander").expect("writes");
        assert!(matches!(store.backup(&other, at(1)).await, Err(BackupError::Exists(path)) if path == taken));
        assert_eq!(std::fs::read(&taken).expect("reads"), b"van een ander");
        std::fs::remove_file(&taken).expect("removes");
    }
    let nowhere = store.backup(&file(&world, "geen-map/backup.sqlite"), at(1)).await;
    assert!(matches!(nowhere, Err(BackupError::File { .. })), "{nowhere:?}");
    assert_eq!(std::fs::read(&backup).expect("reads"), bytes);
    assert_eq!(std::fs::read(manifest_of(&backup)).expect("reads"), told);
    assert_eq!(unfinished(&world), 0);
}

/// How many files of a backup or restore that did not end are left.
fn unfinished(world: &World) -> usize {
    let directory = file(world, "").read_dir().expect("reads");
    directory
        .filter(|entry| entry.as_ref().expect("reads").file_name().to_string_lossy().contains("onvolledig"))
        .count()
}

async fn a_restored_store_goes_on_where_the_backup_ended(world: Arc<World>) {
    let (store, backup, manifest) = backed_up(&world).await;
    let rows = Teller::rows(&store).await;
    store.append(&gemeente(), one(id(1), 2)).await.expect("after the backup");
    let place = file(&world, "terug.sqlite");
    let restored = restore(&backup, &place).await.expect("is restored");
    assert_eq!((restored.manifest, restored.different), (manifest, Some(vec![])));
    assert_eq!(std::fs::metadata(&place).expect("is there").permissions().mode() & 0o777, 0o600);

    let again = open_at(&place).await;
    assert_eq!(again.head(&gemeente()).await.expect("head"), 40, "not what came after it");
    assert_eq!(Teller::rows(&again).await, rows);
    assert_eq!(again.claim_owner(&gemeente(), &key("bsn", 3)).await.expect("reads"), Some(id(3)));
    assert!(again.receipt(&gemeente(), &[3; 32]).await.expect("reads").is_some());
    let repeated = again.append(&gemeente(), one(id(77), 0).keyed(3, 1)).await.expect("answered");
    assert!(matches!(repeated, regieboek_event_store::Appended::Replayed(_)), "{repeated:?}");
    again.append(&gemeente(), one(id(1), 2)).await.expect("goes on");
    assert_eq!(again.verify_chain(&gemeente()).await.expect("intact"), 41);
}

async fn only_where_there_is_no_database_one_is_restored(world: Arc<World>) {
    let (_store, backup, _) = backed_up(&world).await;
    let place = file(&world, "terug.sqlite");
    for suffix in ["", "-wal", "-shm", "-journal"] {
        let taken = file(&world, &format!("terug.sqlite{suffix}"));
        std::fs::write(&taken, b"van een ander").expect("writes");
        let refused = restore(&backup, &place).await;
        assert!(matches!(&refused, Err(BackupError::Exists(path)) if *path == taken), "{suffix}: {refused:?}");
        assert_eq!(std::fs::read(&taken).expect("reads"), b"van een ander");
        std::fs::remove_file(&taken).expect("removes");
    }
    restore(&backup, &place).await.expect("is restored");
    assert!(matches!(restore(&backup, &place).await, Err(BackupError::Exists(_))));
    assert_eq!(unfinished(&world), 0);
}

fn place_in(bytes: &[u8], dice: &mut Dice) -> usize {
    dice.below(bytes.len() as u64) as usize
}

/// B3, the whole way: nothing that is not byte for byte the backup gets a place.
async fn no_damage_is_restored(world: Arc<World>) {
    let (store, backup, _) = backed_up(&world).await;
    let good = std::fs::read(&backup).expect("reads");
    let told = std::fs::read(manifest_of(&backup)).expect("reads");
    let place = file(&world, "terug.sqlite");
    let refused = async |what: String| {
        let outcome = restore(&backup, &place).await;
        assert!(outcome.is_err(), "{what}: {outcome:?}");
        assert!(!place.exists() && unfinished(&world) == 0, "{what} leaves nothing");
        outcome.expect_err("refused")
    };

    let (mut dice, mut attempts) = (Dice::of("b3"), 0);
    for _ in 0..times("b3", 300) {
        let (byte, bit) = (place_in(&good, &mut dice), dice.below(8));
        let mut damaged = good.clone();
        damaged[byte] ^= 1 << bit;
        std::fs::write(&backup, damaged).expect("writes");
        refused(format!("bit {bit} of byte {byte}")).await;
        let length = place_in(&good, &mut dice);
        std::fs::write(&backup, &good[..length]).expect("writes");
        refused(format!("cut off at {length}")).await;
        attempts += 2;
    }
    std::fs::write(&backup, [good.as_slice(), &[0; 512]].concat()).expect("writes");
    refused("bytes behind it".to_owned()).await;

    store.append(&gemeente(), one(id(99), 0)).await.expect("accepted");
    let later = file(&world, "later.sqlite");
    store.backup(&later, at(1)).await.expect("a backup");
    std::fs::copy(&later, &backup).expect("copies");
    refused("another backup under this manifest".to_owned()).await;
    let copied = std::process::Command::new("cp").args([&file(&world, "log.sqlite"), &backup]).status();
    assert!(copied.expect("cp runs").success());
    refused("a copy of the file, without its -wal".to_owned()).await;

    std::fs::write(&backup, &good).expect("writes");
    std::fs::remove_file(manifest_of(&backup)).expect("removes");
    assert!(matches!(refused("no manifest".to_owned()).await, BackupError::NoManifest(_)));
    std::fs::copy(manifest_of(&later), manifest_of(&backup)).expect("copies");
    refused("the manifest of another backup".to_owned()).await;
    std::fs::write(manifest_of(&backup), told.to_ascii_uppercase()).expect("writes");
    assert!(matches!(refused("a changed manifest".to_owned()).await, BackupError::ManifestDamaged(_)));
    Figure::new("B3", &world, attempts).tell();

    std::fs::write(manifest_of(&backup), told).expect("writes");
    restore(&backup, &place).await.expect("the backup itself is good");
}

/// All rows of the tables that a check of the contents vouches for, by table; an error when they cannot be read.
async fn vouched_for(path: &Path) -> Result<BTreeMap<&'static str, Vec<Vec<Vec<u8>>>>, sqlx::Error> {
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(path).read_only(true).immutable(true);
    let mut connection = options.connect().await?;
    let mut tables = BTreeMap::new();
    for (table, order) in [("event", "gemeente, position"), ("head", "gemeente")] {
        let sql = format!("SELECT * FROM {table} NOT INDEXED ORDER BY {order}");
        let rows = sqlx::query(AssertSqlSafe(sql)).fetch_all(&mut connection).await?;
        let values = |row: &sqlx::sqlite::SqliteRow| {
            (0..row.len())
                .map(|i| {
                    let value = row.try_get_raw(i).expect("a column");
                    let kind = format!("{:?}", value.type_info());
                    let bytes: Option<Vec<u8>> = row.try_get_unchecked(i).unwrap_or_default();
                    [kind.as_bytes(), &bytes.unwrap_or_default()].concat()
                })
                .collect()
        };
        tables.insert(table, rows.iter().map(values).collect());
    }
    Ok(tables)
}

/// B3 without the hash: what is left is what the log says of itself.
async fn of_damage_to_the_log_none_passes_the_check_of_the_contents(world: Arc<World>) {
    let (_store, backup, manifest) = backed_up(&world).await;
    let good = std::fs::read(&backup).expect("reads");
    let truth = vouched_for(&backup).await.expect("reads");
    let damaged = file(&world, "beschadigd.sqlite");
    let (mut dice, mut changed, mut elsewhere, mut unseen) = (Dice::of("b3-inhoud"), 0, 0, 0);
    let attempts = times("b3", 300);
    for attempt in 0..attempts {
        let mut bytes = good.clone();
        let what = if attempt % 5 == 0 {
            bytes.truncate(place_in(&good, &mut dice));
            format!("cut off at {}", bytes.len())
        } else {
            let (byte, bit) = (place_in(&good, &mut dice), dice.below(8));
            bytes[byte] ^= 1 << bit;
            format!("bit {bit} of byte {byte}")
        };
        std::fs::write(&damaged, bytes).expect("writes");
        let found = match EventStore::examine(&damaged).await {
            Ok(contents) => contents.logboeken != manifest.logboeken,
            Err(_) => true,
        };
        let same = vouched_for(&damaged).await.is_ok_and(|rows| rows == truth);
        assert!(found || same, "{what} changed the log, and nothing shows it");
        changed += u64::from(!same);
        elsewhere += u64::from(same && found);
        unseen += u64::from(!found);
    }
    // What is left to the SHA-256: receipts, claims, read models, and the unused part of pages.
    Figure::new("B3, contents alone", &world, changed)
        .counted("damages", attempts)
        .counted("found elsewhere", elsewhere)
        .counted("left to the SHA-256", unseen)
        .tell();
    assert!(changed * 10 > attempts, "most of a backup is its log: {changed} of {attempts}");
}

async fn a_read_model_that_the_events_do_not_give_is_named(world: Arc<World>) {
    let (store, _, _) = backed_up(&world).await;
    let rows = Teller::rows(&store).await;
    world.raw("UPDATE teller SET aantal = 77 WHERE gemeente = '0363'").await.expect("spoils a row");
    let backup = file(&world, "bedorven.sqlite");
    store.backup(&backup, at(0)).await.expect("a backup");
    let place = file(&world, "terug.sqlite");
    let restored = restore(&backup, &place).await.expect("the events are good");
    assert_eq!(restored.different, Some(vec!["teller".to_owned()]));
    assert_eq!(Teller::rows(&open_at(&place).await).await, rows, "made again");
}

async fn tables_of_an_older_build_are_brought_up_to_date(world: Arc<World>) {
    let (store, _, manifest) = backed_up(&world).await;
    let rows = Teller::rows(&store).await;
    // As the tables were before any read model but this one; a store that is open does not look again.
    for view in world.texts("SELECT name FROM sqlite_schema WHERE type = 'view'").await {
        world.raw(&format!("DROP VIEW {view}")).await.expect("drops");
    }
    for table in world.texts("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'").await {
        if !["head", "event", "claim", "receipt", "checkpoint", "_sqlx_migrations", "teller"].contains(&&*table) {
            world.raw(&format!("DROP TABLE {table}")).await.expect("drops");
        }
    }
    world.raw("CREATE TABLE stream (gemeente TEXT)").await.expect("what migration 9 drops");
    world.raw("DELETE FROM _sqlx_migrations WHERE version > 1").await.expect("forgets");
    let older = file(&world, "ouder.sqlite");
    let made = store.backup(&older, at(0)).await.expect("a backup");
    assert_eq!((made.schema_versie, &made.logboeken), (1, &manifest.logboeken));
    let place = file(&world, "terug.sqlite");
    assert_eq!(restore(&older, &place).await.expect("is restored").different, None, "there is nothing to compare");
    let contents = EventStore::examine(&place).await.expect("is sound");
    assert_eq!((contents.schema_versie, contents.logboeken), (manifest.schema_versie, manifest.logboeken));
    assert_eq!(Teller::rows(&open_at(&place).await).await, rows);

    world.raw("UPDATE _sqlx_migrations SET version = 9999").await.expect("the tables of a newer build");
    let refused = store.backup(&file(&world, "nieuwer.sqlite"), at(0)).await;
    assert!(matches!(refused, Err(BackupError::Open(_))), "{refused:?}");
}

/// On PostgreSQL the store says where to look.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn postgres_has_tools_of_its_own() {
    run_on_postgres(check_postgres).await;
}

async fn check_postgres(world: Arc<World>) {
    let store = world.open().await;
    let refused = store.backup(&std::env::temp_dir().join("geen-backup.sqlite"), at(0)).await;
    assert!(matches!(&refused, Err(BackupError::NotEmbedded)), "{refused:?}");
}
