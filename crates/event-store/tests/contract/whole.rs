//! A whole log from front to back, in one snapshot.

use std::sync::Arc;

use regieboek_event_store::{EventStore, Recorded, StoreConfig};

use super::integrity::allow_tampering;
use super::world::*;

on_both! {
    a_replay_gives_what_the_feed_gives,
    a_replay_refuses_a_log_with_a_hole,
    a_replay_that_is_dropped_stops,
    a_replay_of_nothing_is_empty,
}

/// More than are read ahead at a time.
const MANY: usize = 2600;

async fn filled(store: &EventStore, events: usize) {
    let batches = (0..events).step_by(100).zip(1..).map(|(from, n)| {
        let payload = format!("{{\"tekst\":\"é \\\\ {} {n}\"}}", "x".repeat(n as usize * 7));
        batch().writes(id(n), 0, (events - from).min(100) - 1).saying(id(n + 1000), 0, &payload)
    });
    for outcome in all_at_once(store, &gemeente(), batches).await {
        outcome.expect("accepted");
    }
    store.append(&other_gemeente(), one(id(1), 0)).await.expect("a log of its own");
}

async fn replayed(store: &EventStore, after: u64) -> Vec<Recorded> {
    let (mut log, mut all) = (store.replay(&gemeente(), after).await.expect("reads"), Vec::new());
    loop {
        let events = log.next().await.expect("reads on");
        if events.is_empty() {
            return all;
        }
        all.extend(events);
    }
}

async fn a_replay_gives_what_the_feed_gives(world: Arc<World>) {
    // With one connection for readers, which somebody holds.
    let config = StoreConfig { read_connections: 1, ..world.config() };
    let store = EventStore::open(config, vec![]).await.expect("opens");
    filled(&store, MANY).await;
    let fed = store.feed(&gemeente(), 0, u32::MAX).await.expect("feeds");
    assert_eq!(fed.len(), MANY);
    let held = store.read().await.expect("reads");
    for after in [0, 1, 499, 500, 501, 2599, 2600, 9999] {
        let after_that: Vec<_> = fed.iter().filter(|event| event.position > after).cloned().collect();
        assert_eq!(replayed(&store, after).await, after_that, "after {after}");
    }
    drop(held);
}

async fn a_replay_refuses_a_log_with_a_hole(world: Arc<World>) {
    let store = world.open().await;
    filled(&store, MANY).await;
    allow_tampering(&world).await;
    for hole in [2000_u64, 1] {
        world.raw(&format!("DELETE FROM event WHERE position = {hole}")).await.expect("makes a hole");
        let (mut log, mut seen) = (store.replay(&gemeente(), 0).await.expect("reads"), 0);
        let error = loop {
            match log.next().await {
                Ok(events) => {
                    assert!(!events.is_empty(), "the end is not reached");
                    seen += events.len() as u64;
                }
                Err(error) => break error,
            }
        };
        assert!(seen < hole && error.to_string().contains(&format!("position {hole} ")), "{seen}: {error}");
        assert!(log.next().await.expect("nothing after it").is_empty());
        let mut log = store.replay(&gemeente(), 2000).await.expect("reads");
        assert_eq!(log.next().await.expect("whole from there").first().map(|event| event.position), Some(2001));
    }
}

async fn a_replay_that_is_dropped_stops(world: Arc<World>) {
    let store = world.open().await;
    filled(&store, 6000).await;
    for _ in 0..10 {
        let mut log = store.replay(&gemeente(), 0).await.expect("reads");
        assert!(!log.next().await.expect("reads on").is_empty());
    }
    if world.is_postgres() {
        let busy = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'COPY%'
                    AND pid <> pg_backend_pid()";
        for _ in 0..100 {
            if world.count(busy).await == 0 {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        assert_eq!(world.count(busy).await, 0, "nobody reads any more");
    }
    store.append(&gemeente(), one(id(9000), 0)).await.expect("accepted");
    store.close().await;
}

async fn a_replay_of_nothing_is_empty(world: Arc<World>) {
    let store = world.open().await;
    assert!(replayed(&store, 0).await.is_empty());
}
