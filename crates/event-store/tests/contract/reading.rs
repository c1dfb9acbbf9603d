//! Snapshots, wake-ups and lost connections.

use std::sync::Arc;

use regieboek_event_store::{EventStore, Recorded, args};

use super::world::*;

on_both! {
    a_read_is_one_snapshot,
    a_stream_of_any_length_is_read_whole_and_in_order,
    whoever_reads_a_long_stream_lets_others_in_between,
    a_dropped_read_leaves_no_transaction_behind,
    a_read_cannot_write,
    a_commit_wakes_local_readers,
    a_restarted_server_is_survived,
    an_error_shows_no_value,
}

const COUNT: &str = "SELECT count(*) FROM event";

async fn a_read_is_one_snapshot(world: Arc<World>) {
    let store = world.open().await;
    let mut tx = store.read().await.expect("reads");
    assert_eq!(tx.fetch_optional(COUNT, &[]).await.expect("counts").expect("a row").int(0).expect("a number"), 0);
    store.append(&gemeente(), one(id(1), 0)).await.expect("accepted");
    assert_eq!(tx.fetch_optional(COUNT, &[]).await.expect("counts").expect("a row").int(0).expect("a number"), 0);
    drop(tx);
    let mut tx = store.read().await.expect("reads");
    assert_eq!(tx.fetch_optional(COUNT, &[]).await.expect("counts").expect("a row").int(0).expect("a number"), 1);
}

/// Also one that is read in several pieces, and one that ends where a piece does.
async fn a_stream_of_any_length_is_read_whole_and_in_order(world: Arc<World>) {
    let store = world.open().await;
    for (n, length) in [0, 1, 1999, 2000, 2001, 4100].into_iter().enumerate() {
        let stream = id(n as u64 + 1);
        if length > 0 {
            store.append(&gemeente(), batch().writes(stream, 0, length)).await.expect("accepted");
        }
        let versions: Vec<_> =
            store.load(&gemeente(), stream).await.expect("loads").iter().map(|e| e.version).collect();
        assert_eq!(versions, (1..=length as u64).collect::<Vec<_>>());
        let last = store.last(&gemeente(), stream).await.expect("reads").map(|event| event.version);
        assert_eq!(last, versions.last().copied());
        let until = |sum: u64, event: Recorded| if event.version > 2000 { Err(event.version) } else { Ok(sum + 1) };
        let folded = store.fold(&gemeente(), stream, 0, until).await.expect("reads");
        assert_eq!(folded, if length > 2000 { Err(2001) } else { Ok(length as u64) }, "an error ends it");
        store.append(&gemeente(), one(stream, length as u64)).await.expect("its end is known");
    }
}

/// As often as it takes: a stream of ten thousand events is more than a hundred milliseconds of reading.
async fn whoever_reads_a_long_stream_lets_others_in_between(world: Arc<World>) {
    let store = world.open().await;
    store.append(&gemeente(), batch().writes(id(1), 0, 4100)).await.expect("accepted");
    let (whose, stream, mut turns) = (gemeente(), id(1), 0);
    let load = store.load(&whose, stream);
    let others = async {
        loop {
            turns += 1;
            tokio::task::yield_now().await;
        }
    };
    let loaded = tokio::select! {
        biased;
        loaded = load => loaded,
        () = others => unreachable!("they go on for ever"),
    };
    assert_eq!(loaded.expect("loads").len(), 4100);
    assert!(turns >= 2, "others got {turns} turns");
}

async fn a_dropped_read_leaves_no_transaction_behind(world: Arc<World>) {
    let mut config = world.config();
    config.read_connections = 1;
    let store = EventStore::open(config, vec![]).await.expect("opens");
    for n in 0..20 {
        let mut tx = store.read().await.expect("the one connection came back");
        tx.fetch_all(COUNT, &[]).await.expect("counts");
        if n % 2 == 0 {
            // Also when it is dropped half-way a statement.
            let half = tx.fetch_all("SELECT payload FROM event", &[]);
            drop(tokio::time::timeout(std::time::Duration::ZERO, half).await);
        }
        drop(tx);
        store.append(&gemeente(), one(id(1), n)).await.expect("accepted");
        assert_eq!(store.feed(&gemeente(), n, 10).await.expect("feeds").len(), 1, "an old snapshot would not show it");
    }
}

async fn a_read_cannot_write(world: Arc<World>) {
    let store = world.open().await;
    let mut tx = store.read().await.expect("reads");
    assert!(tx.execute("DELETE FROM claim", &[]).await.is_err());
}

async fn a_commit_wakes_local_readers(world: Arc<World>) {
    let store = world.open().await;
    let mut commits = store.subscribe();
    commits.mark_unchanged();
    assert!(store.append(&gemeente(), one(id(1), 5)).await.is_err());
    assert!(!commits.has_changed().expect("open"), "nothing was committed");
    store.append(&gemeente(), one(id(1), 0)).await.expect("accepted");
    commits.changed().await.expect("wakes");
    store.ready().await.expect("ready");
}

async fn a_restarted_server_is_survived(world: Arc<World>) {
    let store = world.open().await;
    store.append(&gemeente(), one(id(1), 0)).await.expect("accepted");
    let many = in_parallel(0..8, |_| {
        let store = store.clone();
        async move { store.feed(&gemeente(), 0, 10).await }
    });
    assert!(many.await.into_iter().all(|page| page.is_ok()));
    if world.is_postgres() {
        let kill = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                    WHERE datname = current_database() AND pid <> pg_backend_pid()";
        world.raw(kill).await.expect("kills all connections");
    }
    assert_eq!(store.feed(&gemeente(), 0, 10).await.expect("another connection").len(), 1);
    store.append(&gemeente(), one(id(1), 1)).await.expect("another connection");
    assert_eq!(store.verify_chain(&gemeente()).await.expect("intact"), 2);
}

async fn an_error_shows_no_value(world: Arc<World>) {
    let store = world.open().await;
    let mut tx = store.read().await.expect("reads");
    // Both quote the text in their own message or accept it; neither may pass it on.
    let sql = if world.is_postgres() { "SELECT CAST($1 AS BIGINT)" } else { "SELECT json($1)" };
    let error = tx.fetch_all(sql, args!["geheim"]).await.err().expect("no such value");
    assert!(!error.to_string().contains("geheim") && !format!("{error:?}").contains("geheim"), "{error:?}");
    let error = tx.fetch_all("SELECT 1 FROM bestaat_niet", &[]).await.err().expect("no such table");
    assert!(error.to_string().starts_with("database: "), "{error}");
    assert!(!format!("{:?}", world.url).contains('@'), "no password either");
}
