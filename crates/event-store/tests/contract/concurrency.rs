//! Many at once, in one process and in two.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use regieboek_event_store::{AppendError, Appended, EventStore, StoreConfig};

use super::figures::Dice;
use super::projections::Gate;
use super::proxy::Proxy;
use super::world::*;

on_both! {
    of_sixteen_writers_at_one_version_one_wins,
    of_sixteen_takers_of_a_claim_one_wins,
    a_key_that_changes_hands_without_an_event_has_one_holder,
    sixteen_times_the_same_key_is_one_append,
    two_processes_make_one_dense_order,
    a_stream_is_not_added_to_where_it_ended_when_it_was_read,
    a_guard_is_not_held_against_where_a_stream_ended_when_it_was_read,
    a_tailing_reader_sees_every_position_once_in_order,
    a_caller_that_leaves_cancels_nothing,
    a_full_queue_refuses,
}

async fn of_sixteen_writers_at_one_version_one_wins(world: Arc<World>) {
    let stores = [world.open().await, world.open().await];
    stores[0].append(&gemeente(), one(id(1), 0)).await.expect("accepted");
    let answers = in_parallel(0..16, |n| {
        let store = stores[n % 2].clone();
        async move { store.append(&gemeente(), one(id(1), 1)).await }
    })
    .await;
    assert_eq!(answers.iter().filter(|a| a.is_ok()).count(), 1);
    for error in answers.into_iter().filter_map(Result::err) {
        assert_eq!(error, AppendError::Version { stream: id(1), expected: 1, actual: 2 });
    }
    assert_eq!(stores[0].verify_chain(&gemeente()).await.expect("intact"), 2);
}

async fn of_sixteen_takers_of_a_claim_one_wins(world: Arc<World>) {
    let stores = [world.open().await, world.open().await];
    let answers = in_parallel(0..16, |n: u64| {
        let store = stores[n as usize % 2].clone();
        async move { (n, store.append(&gemeente(), one(id(n), 0).claims(take(1, id(n)))).await) }
    })
    .await;
    let winners: Vec<_> = answers.iter().filter(|(_, a)| a.is_ok()).map(|(n, _)| id(*n)).collect();
    assert_eq!(winners.len(), 1);
    assert_eq!(stores[0].claim_owner(&gemeente(), &key("bsn", 1)).await.expect("reads"), Some(winners[0]));
    for (_, error) in answers.into_iter().filter(|(_, a)| a.is_err()) {
        assert_eq!(error, Err(AppendError::ClaimHeld { scope: "bsn", owner: winners[0] }));
    }
    assert_eq!(stores[1].head(&gemeente()).await.expect("head"), 1);
}

/// The head does not move when only a key changes hands, so it cannot tell a group in another process that it did.
async fn a_key_that_changes_hands_without_an_event_has_one_holder(world: Arc<World>) {
    world.open().await.close().await;
    let proxy = world.is_postgres().then(|| Proxy::before(&world.url));
    let open = async || {
        let url = proxy.as_ref().map_or(&world.url, |proxy| &proxy.url).clone();
        EventStore::open(StoreConfig::new(url), vec![]).await.expect("opens")
    };
    let stores = [open().await, open().await];
    stores[0].append(&gemeente(), one(id(1), 0)).await.expect("a log to look at");
    if let Some(proxy) = &proxy {
        proxy.slow_down(Duration::from_micros(1500));
    }
    let mut dice = Dice::of("claims");
    for round in 0..30 {
        let later = Duration::from_micros(dice.below(6000));
        let (gemeente, event) = (gemeente(), one(id(100 + u64::from(round)), 0).claims(take(round, id(1))));
        let with_event = stores[0].append(&gemeente, event);
        let without = async {
            tokio::time::sleep(later).await;
            stores[1].append(&gemeente, batch().claims(take(round, id(2)))).await
        };
        let (with_event, without) = futures_util::future::join(with_event, without).await;
        let holder = stores[0].claim_owner(&gemeente, &key("bsn", round)).await.expect("reads");
        let winner = if with_event.is_ok() { id(1) } else { id(2) };
        assert!(with_event.is_ok() != without.is_ok(), "one of them: {with_event:?}, {without:?}");
        assert_eq!(holder, Some(winner), "round {round}");
    }
}

async fn sixteen_times_the_same_key_is_one_append(world: Arc<World>) {
    let stores = [world.open().await, world.open().await];
    let answers = in_parallel(0..16, |n| {
        let store = stores[n % 2].clone();
        async move { store.append(&gemeente(), one(id(1), 0).keyed(1, 1)).await.expect("answered") }
    })
    .await;
    assert_eq!(answers.iter().filter(|a| matches!(a, Appended::New(_))).count(), 1);
    assert!(answers.iter().all(|a| a.receipt() == answers[0].receipt()));
    assert_eq!(stores[0].head(&gemeente()).await.expect("head"), 1);
}

/// Writes from two stores on one database: some accepted, some refused.
async fn write_from_two(world: &World, tasks: u64, each: u64) -> u64 {
    let stores = [world.open().await, world.open().await];
    let accepted = in_parallel(0..tasks, |task| {
        let store = stores[task as usize % 2].clone();
        async move {
            let mut accepted = 0;
            for n in 0..each {
                // Own stream, a contested stream, and a version that is never right.
                accepted += u64::from(store.append(&gemeente(), one(id(100 + task), n)).await.is_ok());
                accepted += u64::from(store.append(&gemeente(), one(id(1), n)).await.is_ok());
                assert!(store.append(&gemeente(), one(id(2), 999)).await.is_err());
            }
            accepted
        }
    })
    .await;
    accepted.iter().sum()
}

async fn two_processes_make_one_dense_order(world: Arc<World>) {
    let accepted = write_from_two(&world, 6, 8).await;
    let store = world.open().await;
    assert!(accepted >= 48, "every write to an own stream is accepted");
    assert_eq!(store.head(&gemeente()).await.expect("head"), accepted);
    assert_eq!(store.verify_chain(&gemeente()).await.expect("intact"), accepted);
    let ids: HashSet<_> =
        store.feed(&gemeente(), 0, 10_000).await.expect("dense").into_iter().map(|e| e.event_id).collect();
    assert_eq!(ids.len() as u64, accepted);
}

/// Two processes, of which the second read stream 1 before the first added to it. It knows where the log ends now, by what it
/// appended to stream 2 since, and nothing newer of stream 1.
async fn who_read_before_another_added(world: &World) -> [EventStore; 2] {
    let (stores, gemeente) = ([world.open().await, world.open().await], gemeente());
    stores[0].append(&gemeente, one(id(1), 0)).await.expect("accepted");
    assert_eq!(stores[1].load(&gemeente, id(1)).await.expect("reads").len(), 1);
    stores[0].append(&gemeente, one(id(1), 1)).await.expect("accepted");
    for version in 0..3 {
        stores[1].append(&gemeente, one(id(2), version)).await.expect("accepted");
    }
    stores
}

/// Nothing that is written would show that the stream has moved on.
async fn a_guard_is_not_held_against_where_a_stream_ended_when_it_was_read(world: Arc<World>) {
    let (stores, gemeente) = (who_read_before_another_added(&world).await, gemeente());
    let late = stores[1].append(&gemeente, one(id(2), 3).guards(id(1), 1)).await;
    assert_eq!(late, Err(AppendError::Guard { stream: id(1), expected: 1, actual: 2 }));
    stores[1].append(&gemeente, one(id(2), 3).guards(id(1), 2)).await.expect("accepted where it ends");
}

/// Which leaf a stream has at a version is for ever; that it ends there is not.
async fn a_stream_is_not_added_to_where_it_ended_when_it_was_read(world: Arc<World>) {
    let (stores, gemeente) = (who_read_before_another_added(&world).await, gemeente());
    let late = stores[1].append(&gemeente, one(id(1), 1)).await;
    assert_eq!(late, Err(AppendError::Version { stream: id(1), expected: 1, actual: 2 }));
    assert_eq!(stores[1].load(&gemeente, id(1)).await.expect("reads").len(), 2);
    stores[1].append(&gemeente, one(id(1), 2)).await.expect("accepted where it ends");
    assert_eq!(stores[0].verify_chain(&gemeente).await.expect("intact"), 6);
}

async fn a_tailing_reader_sees_every_position_once_in_order(world: Arc<World>) {
    let reader = world.open().await;
    let tail = tokio::spawn(async move {
        let mut seen = Vec::new();
        loop {
            let after = seen.len() as u64;
            let page = reader.feed(&gemeente(), after, 7).await.expect("contiguous");
            if page.iter().any(|e| e.payload.contains("einde")) {
                seen.extend(page);
                return seen;
            }
            seen.extend(page);
        }
    });
    let accepted = write_from_two(&world, 4, 8).await;
    let store = world.open().await;
    store.append(&gemeente(), batch().saying(id(3), 0, "\"einde\"")).await.expect("accepted");
    let seen = tail.await.expect("the reader ends");
    let positions: Vec<_> = seen.iter().map(|e| e.position).collect();
    assert_eq!(positions, (1..=accepted + 1).collect::<Vec<_>>());
}

async fn a_caller_that_leaves_cancels_nothing(world: Arc<World>) {
    let store = world.open().await;
    for n in 0..30 {
        let gemeente = gemeente();
        let sent = store.append(&gemeente, one(id(1), n));
        // Polled once: it is in the queue. Then the caller is gone.
        drop(tokio::time::timeout(Duration::ZERO, sent).await);
    }
    store.close().await;
    let store = world.open().await;
    assert_eq!(store.verify_chain(&gemeente()).await.expect("intact"), 30);
    store.append(&gemeente(), one(id(1), 30)).await.expect("goes on");
}

async fn a_full_queue_refuses(world: Arc<World>) {
    let gate = Arc::new(Gate::default());
    let mut config = world.config();
    config.queue = 1;
    let store = regieboek_event_store::EventStore::open(config, vec![gate.clone()]).await.expect("opens");
    let busy = tokio::spawn({
        let store = store.clone();
        async move { store.append(&gemeente(), one(id(1), 0)).await }
    });
    gate.someone_waits().await;
    // The second waits, the third finds the queue full; only then the gate opens.
    let gemeente = gemeente();
    let waiting = all_at_once(&store, &gemeente, [one(id(2), 0), one(id(3), 0)]);
    let (answers, ()) = futures_util::future::join(waiting, async { gate.open() }).await;
    assert!(busy.await.expect("ends").is_ok());
    assert!(answers[0].is_ok(), "{answers:?}");
    assert_eq!(answers[1], Err(AppendError::Overloaded));
    assert_eq!(store.head(&gemeente).await.expect("head"), 2);
}
