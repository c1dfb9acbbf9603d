//! The decision in memory, without a database.

use regieboek_kernel::{CommandId, EventId};

use super::*;
use crate::batch::Guard;
use crate::recorded::Decoded;

fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

fn at(seconds: i64) -> Tijdstip {
    Tijdstip::from_micros(seconds * 1_000_000)
}

fn gemeente() -> Gemeente {
    "0394".parse().expect("four digits")
}

fn batch(stream: u128, expected: u64, events: u128) -> Batch {
    let event = |n| NewEvent {
        event_id: EventId::new(id(n)),
        code: "te01",
        schema_versie: 1,
        payload: format!(r#"{{"n":{n}}}"#),
        metadata: "{}".to_owned(),
        gebeurd_op: at(0),
        actor: "systeem".to_owned(),
        bevoegdheid: "regel".to_owned(),
        decoded: Decoded::default(),
    };
    let events = (0..events).map(event).collect();
    Batch {
        command: CommandId::new(id(1)),
        streams: vec![StreamAppend { stream_type: "test", stream: id(stream), expected, events }],
        guards: vec![],
        claims: vec![],
        receipt: None,
        now: at(10),
    }
}

fn key() -> ClaimKey {
    ClaimKey { scope: "bsn", key: vec![1; 32] }
}

fn receipt(key: u8, fingerprint: u8) -> Option<NewReceipt> {
    Some(NewReceipt { key: [key; 32], fingerprint: [fingerprint; 32], subject: id(1), status: 201 })
}

/// A log of 7 events, the last at 100 s; stream 1 at version 3; stream 9 holds the claim.
fn known() -> Known {
    let head = StreamHead { stream_type: "test".to_owned(), version: 3, leaf: [7; 32] };
    Known {
        position: 7,
        last: Some(at(100)),
        streams: [(id(1), head)].into(),
        claims: [(key(), id(9))].into(),
        receipts: HashMap::new(),
    }
}

#[test]
fn accepted_events_continue_log_stream_chain_and_time() {
    let gemeente = gemeente();
    let mut overlay = Overlay::new(&gemeente, known());
    assert!(matches!(overlay.judge(&batch(1, 3, 2).into()), Verdict::Accepted(r) if r.version == 5));
    assert!(matches!(overlay.judge(&batch(2, 0, 1).into()), Verdict::Accepted(r) if r.position == 10));
    let events = &overlay.changes.events;
    assert_eq!(events.iter().map(|e| (e.position, e.version)).collect::<Vec<_>>(), [(8, 4), (9, 5), (10, 1)]);
    assert_eq!((events[0].previous, events[1].previous, events[2].previous), ([7; 32], events[0].leaf, [0; 32]));
    assert!(events.iter().all(|e| e.vastgelegd_op == at(100) && e.leaf == e.compute_leaf()));
    assert_eq!(overlay.head(), (10, Some(at(100))));
}

#[test]
fn a_refused_command_leaves_the_overlay_as_it_was() {
    let gemeente = gemeente();
    let mut overlay = Overlay::new(&gemeente, known());
    let mut refused = batch(2, 0, 1);
    refused.claims = vec![
        Claim::Take { key: ClaimKey { scope: "vrij", key: vec![2] }, owner: id(2) },
        Claim::Take { key: key(), owner: id(2) },
    ];
    refused.receipt = receipt(1, 1);
    let held = AppendError::ClaimHeld { scope: "bsn", owner: id(9) };
    assert_eq!(overlay.judge(&refused.into()), Verdict::Refused(held));
    assert!(overlay.changes.is_empty());
    assert_eq!(overlay.head(), (7, Some(at(100))));
    assert!(matches!(overlay.judge(&batch(2, 0, 1).into()), Verdict::Accepted(..)));
}

#[test]
fn each_command_sees_those_before_it_in_the_group() {
    let gemeente = gemeente();
    let mut overlay = Overlay::new(&gemeente, known());
    let mut release = batch(1, 3, 1);
    release.claims = vec![Claim::Release { key: key(), owner: id(9) }];
    release.receipt = receipt(1, 1);
    let Verdict::Accepted(given) = overlay.judge(&release.clone().into()) else { panic!("accepted") };
    // The same again, by key; and another request under that key.
    assert_eq!(overlay.judge(&release.clone().into()), Verdict::Replayed(given));
    let mut other = batch(2, 0, 1);
    other.receipt = receipt(1, 2);
    assert_eq!(overlay.judge(&other.into()), Verdict::Refused(AppendError::KeyReused));
    // Its version and its claim.
    let moved = AppendError::Version { stream: id(1), expected: 3, actual: 4 };
    assert_eq!(overlay.judge(&batch(1, 3, 1).into()), Verdict::Refused(moved));
    let mut taken = batch(3, 0, 1);
    taken.claims = vec![Claim::AssertFree { key: key() }, Claim::Take { key: key(), owner: id(3) }];
    taken.guards = vec![Guard { stream: id(1), version: 4 }];
    assert!(matches!(overlay.judge(&taken.into()), Verdict::Accepted(..)));
    assert_eq!(overlay.changes.claims, [(key(), Some(id(3)))].into());
}

#[test]
fn a_stream_named_twice_continues_within_the_batch() {
    let gemeente = gemeente();
    let mut overlay = Overlay::new(&gemeente, known());
    let mut twice = batch(1, 3, 1);
    twice.streams.extend(batch(1, 4, 1).streams);
    twice.guards = vec![Guard { stream: id(1), version: 3 }];
    assert!(matches!(overlay.judge(&twice.clone().into()), Verdict::Accepted(r) if r.version == 5));
    let stale = AppendError::Version { stream: id(1), expected: 5, actual: 6 };
    let mut twice = batch(1, 5, 1);
    twice.streams.extend(batch(1, 5, 1).streams);
    assert_eq!(overlay.judge(&twice.clone().into()), Verdict::Refused(stale));
}

#[test]
fn a_stream_keeps_its_type() {
    let gemeente = gemeente();
    let mut overlay = Overlay::new(&gemeente, known());
    let mut other = batch(1, 3, 1);
    other.streams[0].stream_type = "anders";
    assert!(matches!(overlay.judge(&other.into()), Verdict::Refused(AppendError::Unavailable(_))));
}

#[test]
fn what_a_group_wants_is_asked_once() {
    let mut claiming = batch(1, 0, 1);
    claiming.claims = vec![Claim::AssertFree { key: key() }, Claim::Take { key: key(), owner: id(1) }];
    claiming.receipt = receipt(1, 1);
    let wanted = Wanted::of(&[claiming.clone(), claiming].map(Prepared::from));
    assert_eq!((wanted.streams.len(), wanted.claims.len(), wanted.receipts.len()), (1, 1, 1));
    assert_eq!(wanted.claim("bsn", &[1; 32]), Some(key()));
    assert_eq!(wanted.claim("bsn", &[2; 32]), None);
}
