//! What the store refuses to open, and what it finds unsafe.

use std::sync::Arc;

use regieboek_event_store::{DatabaseUrl, EventStore, OpenError, StoreConfig};

use super::world::*;

on_both! {
    missing_tables_are_refused,
    tables_of_a_newer_build_are_refused,
    several_processes_may_migrate_at_once,
    unsafe_settings_are_found,
}

async fn missing_tables_are_refused(world: Arc<World>) {
    if let DatabaseUrl::Sqlite { path } = &world.url {
        std::fs::write(path, b"").expect("an empty database");
    }
    let error = EventStore::open(StoreConfig::new(world.url.clone()), vec![]).await.err().expect("refused");
    assert!(matches!(&error, OpenError::Schema(_)), "{error}");
    assert!(error.to_string().contains("regieboek migrate"), "{error}");
    EventStore::migrate(&world.url).await.expect("migrates");
    let store = EventStore::open(StoreConfig::new(world.url.clone()), vec![]).await.expect("opens");
    store.ready().await.expect("ready");
}

async fn tables_of_a_newer_build_are_refused(world: Arc<World>) {
    world.open().await.close().await;
    let newer = "INSERT INTO _sqlx_migrations SELECT 9999, description, installed_on, success, checksum, execution_time
                 FROM _sqlx_migrations WHERE version = 1";
    world.raw(newer).await.expect("a migration of the future");
    for auto_migrate in [false, true] {
        let config = StoreConfig { auto_migrate, ..world.config() };
        let error = EventStore::open(config, vec![]).await.err().expect("refused");
        assert!(error.to_string().contains("9999"), "{error}");
    }
}

async fn several_processes_may_migrate_at_once(world: Arc<World>) {
    let outcomes = in_parallel(0..4, |_| {
        let world = Arc::clone(&world);
        async move { world.open().await.head(&gemeente()).await }
    });
    assert!(outcomes.await.into_iter().all(|head| head == Ok(0)));
}

async fn unsafe_settings_are_found(world: Arc<World>) {
    let store = world.open().await;
    assert_eq!(store.check_safe_settings().await.expect("answers"), [""; 0]);
    if let DatabaseUrl::Postgres { url } = &world.url {
        let name = url.rsplit('/').next().and_then(|tail| tail.split('?').next()).expect("a name");
        let sql = format!("ALTER DATABASE {name} SET synchronous_commit = off");
        world.raw(&sql).await.expect("makes it unsafe");
        let store = world.open().await;
        let findings = store.check_safe_settings().await.expect("answers");
        assert_eq!(findings, ["PostgreSQL: synchronous_commit is off."]);
    }
}

/// The run role can read and add events, nothing else.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_run_role_cannot_change_events() {
    run_on_postgres(check_run_role).await;
}

async fn check_run_role(world: Arc<World>) {
    // The role belongs to the server, so it stays; other tests do not mind.
    let make = "DO $$ BEGIN CREATE ROLE regieboek_run; EXCEPTION WHEN duplicate_object THEN END $$";
    world.raw(make).await.expect("makes the role");
    world.open().await.close().await;
    for (privilege, expected) in
        [("SELECT", 1), ("INSERT", 1), ("UPDATE", 0), ("DELETE", 0), ("TRUNCATE", 0), ("TRIGGER", 0)]
    {
        let sql = format!("SELECT has_table_privilege('regieboek_run', 'event', '{privilege}')::int::bigint");
        assert_eq!(world.count(&sql).await, expected, "{privilege}");
    }
    let rest = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'
                AND NOT has_table_privilege('regieboek_run', schemaname || '.' || tablename, 'SELECT')";
    assert_eq!(world.count(rest).await, 0, "it can read every table");
}
