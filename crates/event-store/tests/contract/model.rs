//! Random batches, one by one and in groups, against a model that is too simple to be wrong.

use std::collections::HashMap;
use std::sync::Arc;

use regieboek_event_store::{AppendError, Appended, Batch, Claim, ClaimKey, EventStore};
use regieboek_kernel::Gemeente;
use uuid::Uuid;

use super::figures::Dice;
use super::world::*;

on_both! { random_batches_behave_as_the_model }

/// What a log must be, said the naive way: copy everything, try, keep the copy only when nothing objects.
#[derive(Clone, Default)]
pub(super) struct Model {
    pub(super) position: u64,
    pub(super) versions: HashMap<Uuid, u64>,
    /// A model with a hole, for a control.
    pub(super) ignores_guards: bool,
    claims: HashMap<ClaimKey, Uuid>,
    receipts: HashMap<[u8; 32], ([u8; 32], u64, u64)>,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) enum Expected {
    New(u64, u64),
    Replayed(u64, u64),
    Refused(AppendError),
}

impl Model {
    pub(super) fn append(&mut self, batch: &Batch) -> Expected {
        if let Some(receipt) = &batch.receipt
            && let Some((fingerprint, version, position)) = self.receipts.get(&receipt.key)
        {
            return match *fingerprint == receipt.fingerprint {
                true => Expected::Replayed(*version, *position),
                false => Expected::Refused(AppendError::KeyReused),
            };
        }
        let mut next = self.clone();
        for append in &batch.streams {
            let actual = next.versions.entry(append.stream).or_default();
            if *actual != append.expected {
                let (stream, expected, actual) = (append.stream, append.expected, *actual);
                return Expected::Refused(AppendError::Version { stream, expected, actual });
            }
            *actual += append.events.len() as u64;
            next.position += append.events.len() as u64;
        }
        for guard in &batch.guards {
            let actual = self.versions.get(&guard.stream).copied().unwrap_or_default();
            if actual != guard.version && !self.ignores_guards {
                let (stream, expected) = (guard.stream, guard.version);
                return Expected::Refused(AppendError::Guard { stream, expected, actual });
            }
        }
        for claim in &batch.claims {
            let held = next.claims.get(claim.key()).copied();
            let scope = claim.key().scope;
            match (claim, held) {
                (Claim::Take { key, owner }, None) => drop(next.claims.insert(key.clone(), *owner)),
                (Claim::Take { owner, .. }, Some(holder)) if *owner != holder => {
                    return Expected::Refused(AppendError::ClaimHeld { scope, owner: holder });
                }
                (Claim::Held { owner, .. }, holder) if holder != Some(*owner) => {
                    return Expected::Refused(AppendError::ClaimLost { scope });
                }
                (Claim::AssertFree { .. }, Some(owner)) => {
                    return Expected::Refused(AppendError::ClaimHeld { scope, owner });
                }
                (Claim::Release { key, owner }, Some(holder)) if *owner == holder => drop(next.claims.remove(key)),
                _ => {}
            }
        }
        let version = batch.streams.first().map_or(0, |s| next.versions[&s.stream]);
        if let Some(receipt) = &batch.receipt {
            next.receipts.insert(receipt.key, (receipt.fingerprint, version, next.position));
        }
        *self = next;
        Expected::New(version, self.position)
    }
}

fn random_batch(dice: &mut Dice, model: &Model) -> Batch {
    let mut batch = batch();
    for _ in 0..1 + dice.below(2) {
        let stream = id(dice.below(4));
        let known = model.versions.get(&stream).copied().unwrap_or_default();
        // Mostly what it was before the group, sometimes one more.
        let (expected, events) = (known + dice.below(4) / 3, dice.below(3) as usize);
        batch = batch.writes(stream, expected, events);
    }
    if dice.below(4) == 0 {
        let stream = id(dice.below(5));
        batch = batch.guards(stream, model.versions.get(&stream).copied().unwrap_or_default());
    }
    for _ in 0..dice.below(3) {
        let (key, owner) = (key("bsn", dice.below(3) as u8), id(dice.below(3)));
        batch = batch.claims(match dice.below(6) {
            0 => Claim::AssertFree { key },
            1 => Claim::Held { key, owner },
            2 | 3 => Claim::Release { key, owner },
            _ => Claim::Take { key, owner },
        });
    }
    if dice.below(2) == 0 {
        batch = batch.keyed(dice.below(12) as u8, dice.below(8) as u8 / 7);
    }
    batch
}

async fn random_batches_behave_as_the_model(world: Arc<World>) {
    let store = world.open().await;
    for (gemeente, seed) in [(gemeente(), 0x9e37_79b9_7f4a_7c15), (other_gemeente(), 0xd1b5_4a32_d192_ed03)] {
        let (mut dice, mut model) = (Dice::seeded(seed), Model::default());
        for round in 0..60 {
            let size = 1 + dice.below(8);
            let batches: Vec<_> = (0..size).map(|_| random_batch(&mut dice, &model)).collect();
            let expected: Vec<_> = batches.iter().map(|batch| model.append(batch)).collect();
            let answers = all_at_once(&store, &gemeente, batches).await;
            let answers: Vec<_> = answers.into_iter().map(as_expected).collect();
            assert_eq!(answers, expected, "round {round} of seed {seed:#x}");
        }
        assert!(model.position > 40, "the dice should let something happen");
        compare(&store, &gemeente, &model).await;
    }
}

pub(super) fn as_expected(answer: Result<Appended, AppendError>) -> Expected {
    match answer {
        Ok(Appended::New(receipt)) => Expected::New(receipt.version, receipt.position),
        Ok(Appended::Replayed(receipt)) => Expected::Replayed(receipt.version, receipt.position),
        Err(error) => Expected::Refused(error),
    }
}

/// Whether the log holds what the model holds.
pub(super) async fn compare(store: &EventStore, gemeente: &Gemeente, model: &Model) {
    assert_eq!(store.verify_chain(gemeente).await.expect("intact"), model.position);
    for (stream, version) in &model.versions {
        assert_eq!(store.load(gemeente, *stream).await.expect("loads").len() as u64, *version);
    }
    for n in 0..3 {
        let key = key("bsn", n);
        assert_eq!(store.claim_owner(gemeente, &key).await.expect("reads"), model.claims.get(&key).copied());
    }
    for (key, (fingerprint, version, position)) in &model.receipts {
        let receipt = store.receipt(gemeente, key).await.expect("reads").expect("stored");
        assert_eq!((receipt.fingerprint, receipt.version, receipt.position), (*fingerprint, *version, *position));
    }
}
