//! Accepts or refuses commands in memory: what the database said under the head lock, plus the accepted ones before.
//! Pure; the same decision on either database.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use regieboek_kernel::{Gemeente, Tijdstip};
use uuid::Uuid;

use crate::batch::{AppendError, Batch, Claim, ClaimKey, NewEvent, NewReceipt, Receipt, StreamAppend};
use crate::leaf::TextHashes;
use crate::recorded::Recorded;

/// Where a stream is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StreamHead {
    pub(crate) stream_type: String,
    pub(crate) version: u64,
    pub(crate) leaf: [u8; 32],
}

/// A command with what can be known of its events before it is known where they come to stand. Whoever brings it works that
/// out, since who appends is one for all.
pub(crate) struct Prepared {
    pub(crate) batch: Batch,
    /// Of each event, in order.
    texts: Vec<TextHashes>,
}

impl From<Batch> for Prepared {
    fn from(batch: Batch) -> Self {
        let events = batch.streams.iter().flat_map(|append| &append.events);
        let texts = events.map(|event| TextHashes::of(&event.metadata, &event.payload)).collect();
        Self { batch, texts }
    }
}

/// What a group of commands touches, so that it can be read in one query per table.
#[derive(Debug, Default)]
pub(crate) struct Wanted {
    pub(crate) streams: Vec<Uuid>,
    /// Of those that get events: the version the first of these follows.
    pub(crate) added_to: HashMap<Uuid, u64>,
    pub(crate) claims: Vec<ClaimKey>,
    pub(crate) receipts: Vec<[u8; 32]>,
}

impl Wanted {
    pub(crate) fn of(batches: &[Prepared]) -> Self {
        let mut wanted = Self::default();
        for Prepared { batch, .. } in batches {
            wanted.streams.extend(batch.streams.iter().map(|s| s.stream));
            for append in batch.streams.iter().filter(|s| !s.events.is_empty()) {
                wanted.added_to.entry(append.stream).or_insert(append.expected);
            }
            wanted.streams.extend(batch.guards.iter().map(|g| g.stream));
            wanted.claims.extend(batch.claims.iter().map(|claim| claim.key().clone()));
            wanted.receipts.extend(batch.receipt.iter().map(|r| r.key));
        }
        wanted.streams.sort_unstable();
        wanted.streams.dedup();
        wanted.claims.sort_unstable();
        wanted.claims.dedup();
        wanted.receipts.sort_unstable();
        wanted.receipts.dedup();
        wanted
    }

    /// The wanted claim that a row speaks of.
    pub(crate) fn claim(&self, scope: &str, key: &[u8]) -> Option<ClaimKey> {
        let place = self.claims.binary_search_by(|claim| (claim.scope, claim.key.as_slice()).cmp(&(scope, key)));
        place.ok().map(|i| self.claims[i].clone())
    }
}

/// What the database holds of it.
#[derive(Debug, Default)]
pub(crate) struct Known {
    pub(crate) position: u64,
    pub(crate) last: Option<Tijdstip>,
    pub(crate) streams: HashMap<Uuid, StreamHead>,
    pub(crate) claims: HashMap<ClaimKey, Uuid>,
    pub(crate) receipts: HashMap<[u8; 32], Receipt>,
}

/// What the accepted commands change.
#[derive(Debug, Default)]
pub(crate) struct Changes {
    pub(crate) events: Vec<Recorded>,
    pub(crate) streams: BTreeMap<Uuid, StreamHead>,
    /// Who holds each touched key now, or nobody.
    pub(crate) claims: BTreeMap<ClaimKey, Option<Uuid>>,
    pub(crate) receipts: Vec<([u8; 32], Receipt, Tijdstip)>,
}

impl Changes {
    /// Whether there is anything to write.
    pub(crate) fn is_empty(&self) -> bool {
        self.events.is_empty() && self.claims.is_empty() && self.receipts.is_empty()
    }
}

/// What the accepted commands of a group change, to be written if the log still ends where they were judged.
pub(crate) struct GroupWrite {
    pub(crate) gemeente: Gemeente,
    /// Where the log must end.
    pub(crate) from: u64,
    /// Where it ends afterwards.
    pub(crate) head: (u64, Option<Tijdstip>),
    pub(crate) changes: Arc<Changes>,
}

/// The decision on one command.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Stored.
    Accepted(Receipt),
    /// Answered before.
    Replayed(Receipt),
    /// Nothing of it is stored.
    Refused(AppendError),
}

/// The state of the log as the next command of the group finds it.
pub(crate) struct Overlay<'g> {
    gemeente: &'g Gemeente,
    known: Known,
    pub(crate) changes: Changes,
}

impl<'g> Overlay<'g> {
    pub(crate) fn new(gemeente: &'g Gemeente, known: Known) -> Self {
        Self { gemeente, known, changes: Changes::default() }
    }

    /// Position and instant of the log's end.
    pub(crate) fn head(&self) -> (u64, Option<Tijdstip>) {
        (self.known.position, self.known.last)
    }

    /// Decides on a command and, when it is accepted, takes it in.
    pub(crate) fn judge(&mut self, prepared: &Prepared) -> Verdict {
        let batch = &prepared.batch;
        if let Some(wanted) = &batch.receipt
            && let Some(given) = self.known.receipts.get(&wanted.key)
        {
            return if given.fingerprint == wanted.fingerprint {
                Verdict::Replayed(given.clone())
            } else {
                Verdict::Refused(AppendError::KeyReused)
            };
        }
        let checked = self.check_streams(batch).and_then(|()| self.check_guards(batch));
        match checked.and_then(|()| self.check_claims(batch)) {
            Ok(claims) => self.accept(prepared, claims),
            Err(refusal) => Verdict::Refused(refusal),
        }
    }

    fn version(&self, stream: Uuid) -> u64 {
        self.known.streams.get(&stream).map_or(0, |head| head.version)
    }

    /// A stream named twice in one batch is checked against what its first mention leaves.
    fn check_streams(&self, batch: &Batch) -> Result<(), AppendError> {
        let mut moved: HashMap<Uuid, (&str, u64)> = HashMap::new();
        for StreamAppend { stream_type, stream, expected, events } in &batch.streams {
            let known = self.known.streams.get(stream).map(|head| (head.stream_type.as_str(), head.version));
            let (known_type, actual) = moved.get(stream).copied().or(known).unwrap_or((*stream_type, 0));
            if actual != *expected {
                return Err(AppendError::Version { stream: *stream, expected: *expected, actual });
            }
            if known_type != *stream_type {
                let cause = format!("stream {stream} is of type {known_type}, not {stream_type}");
                return Err(AppendError::Unavailable(cause));
            }
            moved.insert(*stream, (known_type, actual + events.len() as u64));
        }
        Ok(())
    }

    /// Guards speak of the log before this batch.
    fn check_guards(&self, batch: &Batch) -> Result<(), AppendError> {
        for guard in &batch.guards {
            let actual = self.version(guard.stream);
            if actual != guard.version {
                return Err(AppendError::Guard { stream: guard.stream, expected: guard.version, actual });
            }
        }
        Ok(())
    }

    /// In order, each on what those before it leave; answers the keys that change.
    fn check_claims(&self, batch: &Batch) -> Result<BTreeMap<ClaimKey, Option<Uuid>>, AppendError> {
        let mut changed: BTreeMap<ClaimKey, Option<Uuid>> = BTreeMap::new();
        for claim in &batch.claims {
            let key = claim.key();
            let holder = changed.get(key).copied().unwrap_or_else(|| self.known.claims.get(key).copied());
            match (claim, holder) {
                (Claim::Take { owner, .. }, Some(holder)) if holder != *owner => {
                    return Err(AppendError::ClaimHeld { scope: key.scope, owner: holder });
                }
                (Claim::AssertFree { .. }, Some(holder)) => {
                    return Err(AppendError::ClaimHeld { scope: key.scope, owner: holder });
                }
                (Claim::Held { owner, .. }, holder) if holder != Some(*owner) => {
                    return Err(AppendError::ClaimLost { scope: key.scope });
                }
                (Claim::Take { owner, .. }, None) => drop(changed.insert(key.clone(), Some(*owner))),
                (Claim::Release { owner, .. }, Some(holder)) if holder == *owner => {
                    changed.insert(key.clone(), None);
                }
                (Claim::Take { .. } | Claim::Release { .. } | Claim::AssertFree { .. } | Claim::Held { .. }, _) => {}
            }
        }
        Ok(changed)
    }

    fn accept(&mut self, prepared: &Prepared, claims: BTreeMap<ClaimKey, Option<Uuid>>) -> Verdict {
        let Prepared { batch, texts } = prepared;
        let recorded = self.known.last.map_or(batch.now, |last| last.max(batch.now));
        let events = batch.streams.iter().flat_map(|append| append.events.iter().map(move |event| (append, event)));
        for ((append, event), texts) in events.zip(texts) {
            self.record(append, event, *texts, recorded);
        }
        for (key, holder) in claims {
            match holder {
                Some(owner) => self.known.claims.insert(key.clone(), owner),
                None => self.known.claims.remove(&key),
            };
            self.changes.claims.insert(key, holder);
        }
        let receipt = self.receipt(batch);
        if let Some(NewReceipt { key, .. }) = &batch.receipt {
            self.known.receipts.insert(*key, receipt.clone());
            self.changes.receipts.push((*key, receipt.clone(), recorded));
        }
        Verdict::Accepted(receipt)
    }

    fn record(&mut self, append: &StreamAppend, event: &NewEvent, texts: TextHashes, vastgelegd_op: Tijdstip) {
        let head = self.known.streams.entry(append.stream).or_insert_with(|| StreamHead {
            stream_type: append.stream_type.to_owned(),
            version: 0,
            leaf: [0; 32],
        });
        let mut recorded = Recorded {
            gemeente: self.gemeente.clone(),
            position: self.known.position + 1,
            stream_type: append.stream_type.to_owned(),
            stream: append.stream,
            version: head.version + 1,
            event_id: event.event_id,
            code: event.code.to_owned(),
            schema_versie: event.schema_versie,
            payload: event.payload.clone(),
            metadata: event.metadata.clone(),
            gebeurd_op: event.gebeurd_op,
            vastgelegd_op,
            actor: event.actor.clone(),
            bevoegdheid: event.bevoegdheid.clone(),
            leaf: [0; 32],
            previous: head.leaf,
            decoded: event.decoded.shared(),
        };
        recorded.leaf = recorded.leaf_with(texts);
        head.version = recorded.version;
        head.leaf = recorded.leaf;
        self.changes.streams.insert(append.stream, head.clone());
        self.known.position = recorded.position;
        self.known.last = Some(vastgelegd_op);
        self.changes.events.push(recorded);
    }

    /// Without a promised receipt the answer still says where the log is.
    fn receipt(&self, batch: &Batch) -> Receipt {
        let first = batch.streams.first().map(|s| s.stream);
        let (version, position) = (first.map_or(0, |stream| self.version(stream)), self.known.position);
        match &batch.receipt {
            Some(NewReceipt { fingerprint, subject, status, .. }) => {
                Receipt { subject: *subject, version, position, status: *status, fingerprint: *fingerprint }
            }
            None => {
                Receipt { subject: first.unwrap_or_default(), version, position, status: 200, fingerprint: [0; 32] }
            }
        }
    }
}

impl Claim {
    /// The key it speaks of.
    pub fn key(&self) -> &ClaimKey {
        match self {
            Self::Take { key, .. } | Self::Release { key, .. } | Self::AssertFree { key } | Self::Held { key, .. } => {
                key
            }
        }
    }
}

#[cfg(test)]
mod tests;
