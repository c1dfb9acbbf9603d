//! What one append does and refuses.

use std::sync::Arc;

use regieboek_event_store::{AppendError, Appended, Claim, DatabaseUrl};

use super::torn::beside;
use super::world::*;

on_both! {
    events_are_stored_as_given,
    a_refused_append_leaves_nothing,
    several_streams_are_written_all_or_nothing,
    a_guard_refuses_once_the_guarded_stream_moved,
    claims_are_applied_in_order,
    a_key_used_for_another_request_is_refused,
    a_receipt_is_checked_before_versions,
    a_receipt_survives_reopening,
    a_batch_without_events_still_leaves_a_receipt,
    recording_time_never_goes_back,
    gemeenten_do_not_see_each_other,
}
on_sqlite! { a_log_at_its_full_length_is_not_made_longer_by_appends }

async fn events_are_stored_as_given(world: Arc<World>) {
    let store = world.open().await;
    let batch = batch().saying(id(1), 0, "{\"naam\":\"Zoë \\u0000 & co\"}").writes(id(1), 1, 2).keyed(1, 1);
    let given: Vec<_> = batch.streams.iter().flat_map(|s| s.events.clone()).collect();
    let receipt = store.append(&gemeente(), batch).await.expect("accepted").receipt().clone();
    assert_eq!((receipt.subject, receipt.version, receipt.position, receipt.status), (id(1), 3, 3, 201));
    let loaded = store.load(&gemeente(), id(1)).await.expect("loads");
    assert_eq!(loaded, store.feed(&gemeente(), 0, 10).await.expect("feeds"));
    for (n, (recorded, given)) in (1..).zip(loaded.iter().zip(&given)) {
        assert_eq!((recorded.position, recorded.version, recorded.stream), (n, n, id(1)));
        assert_eq!((&recorded.payload, &recorded.metadata), (&given.payload, &given.metadata));
        assert_eq!((recorded.event_id, recorded.code.as_str()), (given.event_id, given.code));
        assert_eq!((recorded.gebeurd_op, recorded.vastgelegd_op), (given.gebeurd_op, at(60)));
        assert_eq!(recorded.leaf, recorded.compute_leaf());
    }
    assert_eq!(loaded[0].previous, [0; 32]);
    assert_eq!(loaded[1].previous, loaded[0].leaf);
    assert_eq!(store.gemeenten().await.expect("lists"), [gemeente()]);
}

async fn a_refused_append_leaves_nothing(world: Arc<World>) {
    let store = world.open().await;
    store.append(&gemeente(), one(id(1), 0).claims(take(1, id(1)))).await.expect("accepted");
    let refused = one(id(2), 0).writes(id(1), 0, 1).claims(take(2, id(2))).keyed(7, 7);
    let error = store.append(&gemeente(), refused).await.expect_err("stream 1 is at 1");
    assert_eq!(error, AppendError::Version { stream: id(1), expected: 0, actual: 1 });
    let refused = one(id(2), 0).claims(take(2, id(2))).claims(take(1, id(2))).keyed(7, 7);
    let error = store.append(&gemeente(), refused).await.expect_err("claim 1 is held");
    assert_eq!(error, AppendError::ClaimHeld { scope: "bsn", owner: id(1) });

    assert_eq!(world.count("SELECT count(*) FROM event").await, 1);
    assert_eq!(world.count("SELECT count(*) FROM claim").await, 1);
    assert_eq!(world.count("SELECT count(*) FROM receipt").await, 0);
    assert_eq!(store.head(&gemeente()).await.expect("head"), 1);
    assert_eq!(store.receipt(&gemeente(), &[7; 32]).await.expect("reads"), None);
}

async fn several_streams_are_written_all_or_nothing(world: Arc<World>) {
    let store = world.open().await;
    let both = batch().writes(id(1), 0, 2).writes(id(2), 0, 1);
    assert_eq!(store.append(&gemeente(), both).await.expect("accepted").receipt().position, 3);
    let half = batch().writes(id(1), 2, 1).writes(id(2), 9, 1);
    let error = store.append(&gemeente(), half).await.expect_err("stream 2 is at 1");
    assert_eq!(error, AppendError::Version { stream: id(2), expected: 9, actual: 1 });
    assert_eq!(store.load(&gemeente(), id(1)).await.expect("loads").len(), 2);
    assert_eq!(store.verify_chain(&gemeente()).await.expect("intact"), 3);
}

async fn a_guard_refuses_once_the_guarded_stream_moved(world: Arc<World>) {
    let store = world.open().await;
    store.append(&gemeente(), one(id(1), 0)).await.expect("the mandaat");
    store.append(&gemeente(), one(id(2), 0).guards(id(1), 1)).await.expect("it has not changed");
    store.append(&gemeente(), one(id(1), 1)).await.expect("it is withdrawn");
    let error = store.append(&gemeente(), one(id(2), 1).guards(id(1), 1)).await.expect_err("it has changed");
    assert_eq!(error, AppendError::Guard { stream: id(1), expected: 1, actual: 2 });
    // Also when guard and change travel in one group.
    let answers = all_at_once(&store, &gemeente(), [one(id(1), 2), one(id(2), 1).guards(id(1), 2)]).await;
    assert!(answers[0].is_ok());
    assert_eq!(answers[1], Err(AppendError::Guard { stream: id(1), expected: 2, actual: 3 }));
}

async fn claims_are_applied_in_order(world: Arc<World>) {
    let store = world.open().await;
    let release = |owner| Claim::Release { key: key("bsn", 1), owner };
    let free = || Claim::AssertFree { key: key("bsn", 1) };
    let owner = async || store.claim_owner(&gemeente(), &key("bsn", 1)).await.expect("reads");
    let send = async |claims: Vec<Claim>| {
        let mut batch = batch();
        batch.claims = claims;
        store.append(&gemeente(), batch).await.map(drop)
    };
    let held = |owner| Err(AppendError::ClaimHeld { scope: "bsn", owner });

    assert_eq!(send(vec![free(), take(1, id(1)), take(1, id(1))]).await, Ok(()));
    assert_eq!(owner().await, Some(id(1)));
    assert_eq!(send(vec![free()]).await, held(id(1)));
    assert_eq!(send(vec![release(id(2)), take(1, id(2))]).await, held(id(1)), "only the owner can give it back");
    assert_eq!(send(vec![release(id(1)), free(), take(1, id(2))]).await, Ok(()), "handed over in one batch");
    assert_eq!(owner().await, Some(id(2)));
    assert_eq!(send(vec![release(id(2))]).await, Ok(()));
    assert_eq!(owner().await, None);
    assert_eq!(send(vec![take(1, id(3)), release(id(3))]).await, Ok(()));
    assert_eq!(world.count("SELECT count(*) FROM claim").await, 0);
}

async fn a_key_used_for_another_request_is_refused(world: Arc<World>) {
    let store = world.open().await;
    store.append(&gemeente(), one(id(1), 0).keyed(1, 1)).await.expect("accepted");
    let error = store.append(&gemeente(), one(id(2), 0).keyed(1, 2)).await.expect_err("another body");
    assert_eq!(error, AppendError::KeyReused);
    assert_eq!(store.head(&gemeente()).await.expect("head"), 1);
}

async fn a_receipt_is_checked_before_versions(world: Arc<World>) {
    let store = world.open().await;
    let first = store.append(&gemeente(), one(id(1), 0).keyed(1, 1)).await.expect("accepted");
    store.append(&gemeente(), one(id(1), 1)).await.expect("another command");
    let retry = store.append(&gemeente(), one(id(1), 0).keyed(1, 1)).await;
    assert_eq!(retry, Ok(Appended::Replayed(first.receipt().clone())));
}

async fn a_receipt_survives_reopening(world: Arc<World>) {
    let store = world.open().await;
    let first = store.append(&gemeente(), one(id(1), 0).keyed(1, 1)).await.expect("accepted");
    store.close().await;
    assert!(matches!(store.append(&gemeente(), one(id(9), 0)).await, Err(AppendError::Unavailable(_))));
    let store = world.open().await;
    let receipt = store.receipt(&gemeente(), &[1; 32]).await.expect("reads");
    assert_eq!(receipt.as_ref(), Some(first.receipt()));
    let retry = store.append(&gemeente(), one(id(1), 0).keyed(1, 1)).await;
    assert_eq!(retry, Ok(Appended::Replayed(first.receipt().clone())));
    assert_eq!(store.head(&gemeente()).await.expect("head"), 1);
}

async fn a_batch_without_events_still_leaves_a_receipt(world: Arc<World>) {
    let store = world.open().await;
    let empty = || batch().writes(id(1), 0, 0).keyed(1, 1);
    let first = store.append(&gemeente(), empty()).await.expect("accepted");
    assert!(matches!(first, Appended::New(_)));
    assert_eq!((first.receipt().version, first.receipt().position), (0, 0));
    assert_eq!(
        store.append(&gemeente(), empty()).await.expect("repeated"),
        Appended::Replayed(first.receipt().clone())
    );
    store.append(&gemeente(), one(id(1), 0)).await.expect("the stream did not exist yet");
    let asserted = store.append(&gemeente(), batch().writes(id(1), 1, 0).keyed(2, 2)).await.expect("still at 1");
    assert_eq!((asserted.receipt().version, asserted.receipt().position), (1, 1));
    assert!(store.append(&gemeente(), batch().writes(id(1), 0, 0).keyed(3, 3)).await.is_err());
    assert_eq!(store.verify_chain(&gemeente()).await.expect("intact"), 1);
}

async fn recording_time_never_goes_back(world: Arc<World>) {
    let store = world.open().await;
    for (n, now) in [(1, 100), (2, 50), (3, 101)] {
        let mut batch = one(id(n), 0);
        batch.now = at(now);
        store.append(&gemeente(), batch).await.expect("accepted");
    }
    let events = store.feed(&gemeente(), 0, 10).await.expect("feeds");
    let recorded: Vec<_> = events.iter().map(|e| e.vastgelegd_op).collect();
    assert_eq!(recorded, [at(100), at(100), at(101)]);
    let mut snapshot = store.read().await.expect("reads");
    assert_eq!(snapshot.load_up_to(&gemeente(), id(3), at(100)).await.expect("loads"), []);
    assert_eq!(snapshot.load_up_to(&gemeente(), id(3), at(101)).await.expect("loads").len(), 1);
}

async fn gemeenten_do_not_see_each_other(world: Arc<World>) {
    let store = world.open().await;
    let same = || one(id(1), 0).claims(take(1, id(1))).keyed(1, 1);
    for gemeente in [gemeente(), other_gemeente()] {
        let answer = store.append(&gemeente, same()).await.expect("accepted");
        assert!(matches!(answer, Appended::New(_)), "same stream, claim and key, another gemeente");
        assert_eq!(answer.receipt().position, 1);
    }
    let release = batch().claims(Claim::Release { key: key("bsn", 1), owner: id(1) });
    store.append(&gemeente(), release).await.expect("accepted");
    assert_eq!(store.claim_owner(&gemeente(), &key("bsn", 1)).await.expect("reads"), None);
    assert_eq!(store.claim_owner(&other_gemeente(), &key("bsn", 1)).await.expect("reads"), Some(id(1)));
    let [ours, theirs] = [gemeente(), other_gemeente()].map(|g| {
        let store = store.clone();
        async move { store.load(&g, id(1)).await.expect("loads") }
    });
    let (ours, theirs) = (ours.await, theirs.await);
    assert_ne!(ours[0].leaf, theirs[0].leaf);
    assert_eq!(store.gemeenten().await.expect("lists"), [other_gemeente(), gemeente()]);
}

async fn a_log_at_its_full_length_is_not_made_longer_by_appends(world: Arc<World>) {
    let DatabaseUrl::Sqlite { path } = &world.url else { panic!("a file") };
    let length = || std::fs::metadata(beside(path, "-wal")).expect("a log").len();
    let (store, other) = (world.open().await, world.open().await);
    store.append(&gemeente(), one(id(1), 0)).await.expect("accepted");
    let before = length();
    store.lengthen_log().await.expect("there is room");
    let full = length();
    assert!(before < full / 100 && full > 64_000_000, "{before} became {full}");
    for n in 1..20 {
        store.append(&gemeente(), one(id(1), n)).await.expect("accepted");
    }
    other.lengthen_log().await.expect("it is long enough");
    assert_eq!(length(), full, "appends write over what is there");
    assert_eq!(other.load(&gemeente(), id(1)).await.expect("reads").len(), 20);
    assert_eq!(world.count("SELECT count(*) FROM sqlite_master WHERE name = 'room'").await, 0, "nothing stays of it");
}
