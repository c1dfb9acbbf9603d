//! Inline, catching up, and rebuilding.

use std::sync::Arc;
use std::time::Duration;

use regieboek_event_store::{AppendError, Appended, EventStore};
use tokio::time::timeout;

use super::projections::{Gate, Swallower, Teller};
use super::world::*;

on_both! {
    a_failing_projection_refuses_only_its_own_command,
    a_constraint_error_refuses_only_its_own_command,
    a_panicking_projection_does_not_end_the_log,
    who_waits_behind_a_panicking_projection_is_answered,
    a_swallowed_error_is_never_acknowledged,
    a_projection_gets_only_the_streams_it_reads,
    a_rebuild_equals_the_live_rows,
    a_failed_rebuild_changes_nothing,
    a_rebuild_beside_a_worker_counts_nothing_twice,
    two_workers_catch_up_exactly_once,
    a_checkpoint_moves_only_from_where_it_was,
}

/// Sends a first command that waits at the gate, gathers the others behind it as one group, and opens the gate.
async fn as_one_group(
    store: &EventStore,
    gate: &Gate,
    batches: Vec<regieboek_event_store::Batch>,
) -> Vec<Result<Appended, AppendError>> {
    let first = tokio::spawn({
        let store = store.clone();
        async move { store.append(&gemeente(), one(id(999), 0)).await }
    });
    gate.someone_waits().await;
    let gemeente = gemeente();
    let group = all_at_once(store, &gemeente, batches);
    let opened = async { gate.open() };
    // Polled in this order: all are in the queue before the gate opens.
    let (answers, ()) = futures_util::future::join(group, opened).await;
    first.await.expect("ends").expect("accepted");
    answers
}

async fn a_failing_projection_refuses_only_its_own_command(world: Arc<World>) {
    Teller::make_table(&world).await;
    let gate = Arc::new(Gate::default());
    let store = world.open_with(vec![gate.clone(), Arc::new(Teller)]).await;
    let group = vec![
        one(id(1), 0),
        batch().saying(id(2), 0, "\"faal\"").claims(take(2, id(2))).keyed(2, 2),
        one(id(1), 1),
        one(id(2), 1),
        one(id(3), 0),
    ];
    let answers = as_one_group(&store, &gate, group).await;
    let refused =
        AppendError::Projection { name: "teller", cause: "projection is inconsistent: it says so".to_owned() };
    assert!(answers[0].is_ok() && answers[2].is_ok() && answers[4].is_ok(), "{answers:?}");
    assert_eq!(answers[1], Err(refused));
    assert_eq!(answers[3], Err(AppendError::Version { stream: id(2), expected: 1, actual: 0 }), "built on a refusal");
    assert_eq!(store.verify_chain(&gemeente()).await.expect("intact"), 4);
    assert_eq!(store.claim_owner(&gemeente(), &key("bsn", 2)).await.expect("reads"), None);
    assert_eq!(store.receipt(&gemeente(), &[2; 32]).await.expect("reads"), None);
    let rows: Vec<_> = Teller::rows(&store).await.into_iter().map(|(_, stream, n, _)| (stream, n)).collect();
    assert_eq!(rows, [(id(1), 2), (id(3), 1), (id(999), 1)]);
}

async fn a_constraint_error_refuses_only_its_own_command(world: Arc<World>) {
    let gate = Arc::new(Gate::default());
    let store = world.open_with(vec![gate.clone()]).await;
    let mut twin = one(id(2), 0);
    let original = one(id(1), 0);
    twin.streams[0].events[0].event_id = original.streams[0].events[0].event_id;
    let answers = as_one_group(&store, &gate, vec![original, twin, one(id(3), 0)]).await;
    assert!(answers[0].is_ok() && answers[2].is_ok(), "{answers:?}");
    assert!(matches!(answers[1], Err(AppendError::Unavailable(_))), "an event id exists once");
    assert_eq!(store.verify_chain(&gemeente()).await.expect("intact"), 3);
}

async fn a_panicking_projection_does_not_end_the_log(world: Arc<World>) {
    Teller::make_table(&world).await;
    let store = world.open_with(vec![Arc::new(Teller)]).await;
    let answer = store.append(&gemeente(), batch().saying(id(1), 0, "\"paniek\"")).await;
    assert!(matches!(answer, Err(AppendError::Unavailable(_))));
    // The next command may meet the appender while it is still falling; then it is told so.
    let mut answer = store.append(&gemeente(), one(id(1), 0)).await;
    for _ in 0..50 {
        if answer.is_ok() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
        answer = store.append(&gemeente(), one(id(1), 0)).await;
    }
    assert!(answer.is_ok(), "{answer:?}");
    assert_eq!(store.verify_chain(&gemeente()).await.expect("intact"), 1);
}

/// More than go in one group, so that some are still in the queue when the appender falls.
async fn who_waits_behind_a_panicking_projection_is_answered(world: Arc<World>) {
    Teller::make_table(&world).await;
    let gate = Arc::new(Gate::default());
    let store = world.open_with(vec![gate.clone(), Arc::new(Teller)]).await;
    let panics = batch().saying(id(1), 0, "\"paniek\"");
    let all = std::iter::once(panics).chain((2..100).map(|n| one(id(n), 0))).collect();
    let answers =
        timeout(Duration::from_secs(20), as_one_group(&store, &gate, all)).await.expect("nobody waits for ever");
    let stored = answers.iter().filter(|answer| answer.is_ok()).count() as u64;
    assert!(answers.iter().all(|answer| matches!(answer, Ok(_) | Err(AppendError::Unavailable(_)))), "{answers:?}");
    assert_eq!(store.verify_chain(&gemeente()).await.expect("intact"), stored + 1);
}

async fn a_swallowed_error_is_never_acknowledged(world: Arc<World>) {
    let store = world.open_with(vec![Arc::new(Swallower)]).await;
    // PostgreSQL would answer the COMMIT with a ROLLBACK and no error.
    let refused = store.append(&gemeente(), one(id(1), 0).keyed(1, 1)).await;
    assert!(matches!(refused, Err(AppendError::Projection { name: "swallower", .. })), "{refused:?}");
    assert_eq!(store.head(&gemeente()).await.expect("head"), 0);
    assert_eq!(store.receipt(&gemeente(), &[1; 32]).await.expect("reads"), None);
}

async fn a_projection_gets_only_the_streams_it_reads(world: Arc<World>) {
    Teller::make_table(&world).await;
    let store = world.open_with(vec![Arc::new(Teller)]).await;
    let mut mixed = batch().writes(id(1), 0, 2).writes(id(2), 0, 1);
    mixed.streams[0].stream_type = "anders";
    store.append(&gemeente(), mixed).await.expect("accepted");
    assert_eq!(Teller::rows(&store).await, [("0394".to_owned(), id(2), 1, 3)]);
}

async fn a_rebuild_equals_the_live_rows(world: Arc<World>) {
    Teller::make_table(&world).await;
    let store = world.open_with(vec![Arc::new(Teller)]).await;
    for n in 0..40 {
        store.append(&gemeente(), batch().writes(id(n % 5), n / 5 * 2, 2)).await.expect("accepted");
    }
    store.append(&other_gemeente(), one(id(1), 0)).await.expect("accepted");
    let live = Teller::rows(&store).await;
    world.raw("UPDATE teller SET aantal = 77 WHERE gemeente = '0394'").await.expect("spoils the rows");
    assert_ne!(Teller::rows(&store).await, live);
    let mut told = Vec::new();
    let done = store.rebuild(&gemeente(), &Teller, |at, of| told.push((at, of))).await.expect("rebuilds");
    assert_eq!((done, told.last()), (80, Some(&(80, 80))));
    assert_eq!(Teller::rows(&store).await, live);
    assert_eq!(store.checkpoint(&gemeente(), "teller").await.expect("reads"), 0, "an inline projection has none");

    // The same projection, catching up in another set-up, goes on from where the rebuild ended.
    let other = world.open().await;
    assert_eq!(other.rebuild(&gemeente(), &Teller, |_, _| ()).await.expect("rebuilds"), 80);
    assert_eq!(other.catch_up(&gemeente(), &Teller, 10).await.expect("nothing to do"), 0);
    assert_eq!(Teller::rows(&store).await, live);
}

async fn a_failed_rebuild_changes_nothing(world: Arc<World>) {
    Teller::make_table(&world).await;
    let store = world.open().await;
    store.append(&gemeente(), one(id(1), 0)).await.expect("accepted");
    assert_eq!(store.catch_up(&gemeente(), &Teller, 10).await.expect("takes it in"), 1);
    store.append(&gemeente(), batch().saying(id(1), 1, "\"faal\"")).await.expect("accepted");
    let before = Teller::rows(&store).await;
    assert!(store.rebuild(&gemeente(), &Teller, |_, _| ()).await.is_err());
    assert!(store.catch_up(&gemeente(), &Teller, 10).await.is_err());
    assert_eq!(Teller::rows(&store).await, before);
    assert_eq!(store.checkpoint(&gemeente(), "teller").await.expect("reads"), 1);
    store.append(&gemeente(), one(id(1), 2)).await.expect("the head is free again");
}

async fn a_rebuild_beside_a_worker_counts_nothing_twice(world: Arc<World>) {
    Teller::make_table(&world).await;
    let (worker, rebuilder) = (world.open().await, world.open().await);
    for n in 0..20 {
        worker.append(&gemeente(), one(id(n), 0)).await.expect("accepted");
    }
    let working = tokio::spawn(async move {
        for n in 0..40 {
            worker.catch_up(&gemeente(), &Teller, 1).await.expect("catches up");
            worker.append(&gemeente(), one(id(n % 20), 1 + n / 20)).await.expect("accepted");
        }
        while worker.catch_up(&gemeente(), &Teller, 9).await.expect("catches up") > 0 {}
    });
    for _ in 0..10 {
        rebuilder.rebuild(&gemeente(), &Teller, |_, _| ()).await.expect("rebuilds");
    }
    working.await.expect("ends");
    let counts: Vec<_> = Teller::rows(&rebuilder).await.into_iter().map(|(_, _, n, _)| n).collect();
    assert_eq!(counts, [3; 20]);
}

async fn two_workers_catch_up_exactly_once(world: Arc<World>) {
    Teller::make_table(&world).await;
    let stores = [world.open().await, world.open().await];
    for n in 0..30 {
        stores[0].append(&gemeente(), batch().writes(id(1), n * 2, 2)).await.expect("accepted");
    }
    let handled = in_parallel(0..2_usize, |n| {
        let store = stores[n].clone();
        async move {
            let mut handled = 0;
            loop {
                match store.catch_up(&gemeente(), &Teller, 7).await.expect("catches up") {
                    0 => return handled,
                    some => handled += some,
                }
            }
        }
    })
    .await;
    assert_eq!(handled.iter().sum::<u64>(), 60);
    assert_eq!(Teller::rows(&stores[0]).await, [("0394".to_owned(), id(1), 60, 60)]);
    assert_eq!(stores[1].checkpoint(&gemeente(), "teller").await.expect("reads"), 60);
}

async fn a_checkpoint_moves_only_from_where_it_was(world: Arc<World>) {
    let store = world.open().await;
    let advance = async |from, to| store.advance_checkpoint(&gemeente(), "lezer", from, to).await.expect("answers");
    assert!(!advance(3, 4).await);
    assert!(advance(0, 4).await);
    assert!(!advance(0, 9).await);
    assert!(advance(4, 5).await);
    assert_eq!(store.checkpoint(&gemeente(), "lezer").await.expect("reads"), 5);
    assert_eq!(store.checkpoint(&other_gemeente(), "lezer").await.expect("reads"), 0);
    let moved = in_parallel(0..8, |_| {
        let store = store.clone();
        async move { store.advance_checkpoint(&gemeente(), "lezer", 5, 6).await.expect("answers") }
    })
    .await;
    assert_eq!(moved.iter().filter(|moved| **moved).count(), 1);
}
