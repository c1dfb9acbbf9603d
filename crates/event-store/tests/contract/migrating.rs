//! Migrations that are cut off, done at once, edited or missing (M3, M4).

use std::sync::Arc;
use std::time::Duration;

use regieboek_event_store::{EventStore, OpenError, StoreConfig};

use super::child::{Role, Said, command, run_and_kill};
use super::figures::{Dice, Figure, times};
use super::proxy::{Cut, Proxy};
use super::world::*;

on_both! {
    a_migration_that_was_cut_off_is_done_again,
    an_edited_or_missing_migration_is_refused,
    control_half_a_migration_is_not_repaired,
}

/// The migrations that are for PostgreSQL alone.
const EMPTY_ON_SQLITE: [i64; 2] = [8, 10];

/// Cuts the migrator off somewhere; whether it had not ended yet.
async fn cut_off(world: &World, proxy: Option<&Proxy>, dice: &mut Dice) -> bool {
    match proxy {
        // The connection ends after some message; a server then rolls back what was not committed.
        Some(proxy) => {
            proxy.cut(Cut::AfterMessages(1 + dice.below(120)));
            let outcome = EventStore::migrate(&proxy.url).await;
            let cut = proxy.has_cut();
            assert!(cut || outcome.is_ok(), "{outcome:?}");
            cut
        }
        None => {
            let after = Duration::from_micros(dice.below(40_000));
            let said = run_and_kill(command(Role::Migrator, &world.url, &[]), Some(after)).await;
            !said.contains(&Said::Done)
        }
    }
}

async fn start_again(world: &World) {
    match &world.url {
        regieboek_event_store::DatabaseUrl::Sqlite { path } => {
            for end in ["", "-wal", "-shm"] {
                let mut file = path.clone().into_os_string();
                file.push(end);
                std::fs::remove_file(file).ok();
            }
        }
        regieboek_event_store::DatabaseUrl::Postgres { .. } => {
            world.raw("DROP SCHEMA public CASCADE; CREATE SCHEMA public").await.expect("an empty database");
        }
    }
}

async fn a_migration_that_was_cut_off_is_done_again(world: Arc<World>) {
    let proxy = world.is_postgres().then(|| Proxy::before(&world.url));
    let (rounds, mut dice, mut cuts, mut inconsistent) = (times("m3", 10), Dice::of("m3"), 0, 0);
    for _ in 0..rounds {
        start_again(&world).await;
        cuts += u64::from(cut_off(&world, proxy.as_ref(), &mut dice).await);
        // Three processes start at once on what was left.
        let opened = in_parallel(0..3, |_| {
            let world = Arc::clone(&world);
            async move {
                let store = EventStore::open(world.config(), vec![]).await.ok()?;
                let head = store.head(&gemeente()).await.ok();
                store.close().await;
                head
            }
        })
        .await;
        let store = world.open().await;
        let works = store.append(&gemeente(), one(id(1), 0)).await.is_ok();
        let whole = store.verify_chain(&gemeente()).await.is_ok();
        store.close().await;
        let well = works && whole && opened.iter().all(|head| *head == Some(0));
        inconsistent += u64::from(!well);
    }
    Figure::new("M3", &world, rounds).counted("onderbroken", cuts).wrong("onvolledig", inconsistent).tell();
}

async fn an_edited_or_missing_migration_is_refused(world: Arc<World>) {
    world.open().await.close().await;
    let zero = if world.is_postgres() { "'\\x00'::bytea" } else { "x'00'" };
    let fail = if world.is_postgres() { "false" } else { "0" };
    world.raw("CREATE TABLE bewaard AS SELECT * FROM _sqlx_migrations").await.expect("keeps the truth");
    let last = world.count("SELECT max(version) FROM _sqlx_migrations").await;
    let (mut tried, mut accepted) = (0, 0);
    for version in 1..=last {
        for (damage, says) in [
            (format!("UPDATE _sqlx_migrations SET checksum = {zero} WHERE version = {version}"), "veranderd"),
            (format!("UPDATE _sqlx_migrations SET success = {fail} WHERE version = {version}"), "halverwege"),
            (format!("DELETE FROM _sqlx_migrations WHERE version = {version}"), "ontbreekt"),
        ] {
            world.raw(&damage).await.expect("damages");
            for auto_migrate in [false, true] {
                let outcome = EventStore::open(StoreConfig { auto_migrate, ..world.config() }, vec![]).await;
                tried += 1;
                match outcome.err() {
                    Some(OpenError::Schema(text)) => assert!(text.contains(says), "{damage}: {text}"),
                    // It tries to make again what is there.
                    Some(OpenError::Db(_)) if auto_migrate && says == "ontbreekt" => {}
                    // And one that changes nothing can be done again.
                    None if auto_migrate && says == "ontbreekt" && EMPTY_ON_SQLITE.contains(&version) => {
                        assert!(!world.is_postgres());
                    }
                    other => {
                        accepted += 1;
                        assert!(other.is_none(), "{damage}: {other:?}");
                    }
                }
            }
            let repair = "DELETE FROM _sqlx_migrations; INSERT INTO _sqlx_migrations SELECT * FROM bewaard";
            world.raw(repair).await.expect("repairs");
        }
    }
    let store = EventStore::open(StoreConfig::new(world.url.clone()), vec![]).await.expect("the control: undamaged");
    store.close().await;
    Figure::new("M4", &world, tried).wrong("aanvaard", accepted).tell();
}

/// What a migrator without a transaction would leave behind.
async fn control_half_a_migration_is_not_repaired(world: Arc<World>) {
    world.raw("CREATE TABLE event (gemeente TEXT)").await.expect("the first statement of several");
    let opened = EventStore::open(world.config(), vec![]).await.is_err();
    Figure::new("M3", &world, 1).wrong("onvolledig", u64::from(opened)).tell_control();
}
