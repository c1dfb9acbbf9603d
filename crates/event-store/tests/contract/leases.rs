//! One worker at a time: who was taken over writes nothing, however late it wakes up (C11).

use std::sync::Arc;
use std::time::Duration;

use regieboek_event_store::{AppendError, Appended, Batch, DatabaseUrl, EventStore, Lease};
use sqlx::{Connection as _, Executor as _};
use tokio::time::{sleep, timeout};
use uuid::Uuid;

use super::figures::{Dice, Figure, times};
use super::world::*;

on_both! {
    a_lease_is_held_by_one_until_it_expires,
    a_lease_that_is_renewed_does_not_expire,
    a_lease_that_is_given_back_is_free_at_once,
    standings_say_who_works_on_which_log,
    of_two_takers_one_wins_each_time,
    a_paused_holder_writes_nothing,
    control_without_the_lease_in_its_batch_a_paused_holder_writes,
}
on_postgres! {
    a_take_over_waits_for_the_append_under_way,
    who_is_taken_over_while_its_append_waits_is_refused,
}

const WORKER: &str = "vervolg";
const LONG: Duration = Duration::from_secs(60);
const SHORT: Duration = Duration::from_millis(150);

/// A process that wants to work.
const fn process(n: u128) -> Uuid {
    Uuid::from_u128(0xb000 + n)
}

async fn take(store: &EventStore, holder: Uuid, length: Duration) -> Option<Lease> {
    store.take_lease(&gemeente(), WORKER, holder, length).await.expect("answers")
}

/// What a worker writes.
fn under(lease: &Lease, stream: Uuid, expected: u64) -> Batch {
    one(stream, expected).claims(lease.claim())
}

async fn a_lease_is_held_by_one_until_it_expires(world: Arc<World>) {
    let (one, other) = (world.open().await, world.open().await);
    let first = take(&one, process(1), SHORT).await.expect("is free");
    assert_eq!((first.epoch, take(&other, process(2), LONG).await), (1, None));
    assert_eq!(take(&one, process(1), LONG).await, None, "not even by who has it");
    sleep(2 * SHORT).await;
    assert_eq!(take(&other, process(2), LONG).await.expect("expired").epoch, 2);
    assert_eq!(one.renew_leases(process(1), LONG).await.expect("answers"), 0, "there is nothing left to renew");
    let elsewhere = one.take_lease(&other_gemeente(), WORKER, process(1), LONG).await.expect("answers");
    let beside = one.take_lease(&gemeente(), "termijnen", process(1), LONG).await.expect("answers");
    assert_eq!((elsewhere.expect("another log").epoch, beside.expect("other work").epoch), (1, 1));
}

async fn a_lease_that_is_renewed_does_not_expire(world: Arc<World>) {
    let store = world.open().await;
    let lease = take(&store, process(1), SHORT).await.expect("is free");
    for _ in 0..4 {
        sleep(SHORT / 2).await;
        assert_eq!(store.renew_leases(process(1), SHORT).await.expect("answers"), 1);
    }
    assert_eq!(take(&store, process(2), SHORT).await, None);
    assert!(store.advance_under(&lease, 0).await.expect("answers"), "and its epoch is the same");
}

async fn a_lease_that_is_given_back_is_free_at_once(world: Arc<World>) {
    let store = world.open().await;
    let first = take(&store, process(1), LONG).await.expect("is free");
    store.release_leases(process(2)).await.expect("answers");
    assert_eq!(take(&store, process(2), LONG).await, None, "nobody gives back what another holds");
    store.release_leases(process(1)).await.expect("answers");
    let second = take(&store, process(2), LONG).await.expect("is free");
    assert_eq!((first.epoch, second.epoch), (1, 2));
}

async fn standings_say_who_works_on_which_log(world: Arc<World>) {
    let store = world.open().await;
    assert_eq!(store.standings().await.expect("answers"), []);
    store.append(&gemeente(), one(id(1), 0)).await.expect("accepted");
    store.append(&other_gemeente(), batch().writes(id(2), 0, 3)).await.expect("accepted");
    let held = take(&store, process(1), LONG).await.expect("is free");
    let over = store.take_lease(&gemeente(), "termijnen", process(2), Duration::ZERO).await.expect("answers");
    let standings = store.standings().await.expect("answers");
    let [other, own] = standings.as_slice() else { panic!("two logs: {standings:?}") };
    assert_eq!((other.head, other.leases.len()), (3, 0));
    assert_eq!((&own.gemeente, own.head), (&gemeente(), 1));
    let [expired, current] = own.leases.as_slice() else { panic!("two leases: {own:?}") };
    assert_eq!((Some(&expired.lease), expired.holder, expired.expired), (over.as_ref(), process(2), true));
    assert_eq!((&current.lease, current.holder, current.expired), (&held, process(1), false));
}

async fn of_two_takers_one_wins_each_time(world: Arc<World>) {
    let stores = [world.open().await, world.open().await];
    let (rounds, mut wrong) = (times("c11", 25), 0);
    for round in 0..rounds {
        let taken = in_parallel(0..4_u128, |n| {
            let store = stores[n as usize % 2].clone();
            async move { (process(n), take(&store, process(n), LONG).await) }
        })
        .await;
        let winners: Vec<_> = taken.into_iter().filter_map(|(who, lease)| Some((who, lease?))).collect();
        wrong += u64::from(winners.len() != 1 || winners[0].1.epoch != round + 1);
        stores[0].release_leases(winners[0].0).await.expect("answers");
    }
    Figure::new("C11", &world, rounds).wrong("niet_precies_een", wrong).tell();
}

/// How much a holder still stored after another took over: events, claims, receipts, and the position of its reader.
async fn written_late(world: &World, rounds: u64, what: impl Fn(&Lease, Uuid, u64) -> Batch) -> u64 {
    let (asleep, awake) = (world.open().await, world.open().await);
    let (mut late, mut dice) = (0, Dice::of("c11"));
    for round in 0..rounds {
        let stream = id(100 + round);
        let old = take(&asleep, process(1), Duration::ZERO).await.expect("is free");
        asleep.append(&gemeente(), what(&old, stream, 0)).await.expect("it holds the lease");
        assert!(asleep.advance_under(&old, round + 1).await.expect("answers"));
        let new = take(&awake, process(2), Duration::ZERO).await.expect("expired");
        let at = dice.below(2);
        if at == 1 {
            awake.append(&gemeente(), under(&new, stream, 1)).await.expect("the new holder works");
        }
        match asleep.append(&gemeente(), what(&old, stream, 1 + at).keyed(round as u8, 1)).await {
            Err(AppendError::ClaimLost { scope: "werker" }) => {}
            Ok(Appended::New(_)) => late += 1,
            other => panic!("neither stored nor fenced: {other:?}"),
        }
        late += u64::from(asleep.advance_under(&old, 9999).await.expect("answers"));
        let held = asleep.receipt(&gemeente(), &[round as u8; 32]).await.expect("answers");
        assert!(held.is_none() || late > 0, "a refusal leaves no receipt");
    }
    let reader = awake.checkpoint(&gemeente(), WORKER).await.expect("reads");
    assert!(reader == rounds || late > 0, "the reader is at {reader}");
    late
}

async fn a_paused_holder_writes_nothing(world: Arc<World>) {
    let rounds = times("c11", 25);
    let late = written_late(&world, rounds, under).await;
    Figure::new("C11", &world, rounds).wrong("te_laat_geschreven", late).tell();
}

async fn control_without_the_lease_in_its_batch_a_paused_holder_writes(world: Arc<World>) {
    let late = written_late(&world, 3, |_, stream, expected| one(stream, expected)).await;
    Figure::new("C11", &world, 3).wrong("te_laat_geschreven", late).tell_control();
}

/// Were it not to wait, an append that had read the old epoch could be stored after the take-over.
async fn a_take_over_waits_for_the_append_under_way(world: Arc<World>) {
    let store = world.open().await;
    take(&store, process(1), Duration::ZERO).await.expect("is free");
    let DatabaseUrl::Postgres { url } = &world.url else { panic!("a server") };
    let mut under_way = sqlx::PgConnection::connect(url).await.expect("connects");
    under_way.execute("BEGIN; SELECT FROM head FOR UPDATE").await.expect("locks the log, as an append does");
    let mut taking = tokio::spawn({
        let store = store.clone();
        async move { take(&store, process(2), LONG).await }
    });
    assert!(timeout(Duration::from_millis(300), &mut taking).await.is_err(), "the log is locked");
    under_way.execute("COMMIT").await.expect("ends");
    assert_eq!(taking.await.expect("ends").expect("expired").epoch, 2);
}

/// What it was when the append began to wait says nothing: a take-over does not move the log.
async fn who_is_taken_over_while_its_append_waits_is_refused(world: Arc<World>) {
    let store = world.open().await;
    store.append(&gemeente(), one(id(1), 0)).await.expect("accepted");
    let lease = take(&store, process(1), LONG).await.expect("is free");
    let DatabaseUrl::Postgres { url } = &world.url else { panic!("a server") };
    let mut other = sqlx::PgConnection::connect(url).await.expect("connects");
    other.execute("BEGIN; SELECT FROM head FOR UPDATE").await.expect("locks the log");
    let waiting = tokio::spawn({
        let store = store.clone();
        async move { store.append(&gemeente(), under(&lease, id(1), 1)).await }
    });
    while world.count("SELECT count(*) FROM pg_locks WHERE NOT granted").await == 0 {
        sleep(Duration::from_millis(5)).await;
    }
    let take_over = "UPDATE lease SET epoch = 2; UPDATE claim SET owner = decode(lpad('2', 32, '0'), 'hex'); COMMIT";
    other.execute(take_over).await.expect("takes over");
    let lost = AppendError::ClaimLost { scope: "werker" };
    assert_eq!(waiting.await.expect("ends"), Err(lost));
    assert_eq!(store.head(&gemeente()).await.expect("reads"), 1);
}
