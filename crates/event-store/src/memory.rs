//! What an appender knows of the log it writes to, as of one position.
//!
//! Whoever adds to a log moves its head. So everything that was known when the head was at a position is so for as long as it
//! is there, and a write that moves the head from that position alone needs to look at nothing else again.

use quick_cache::{sync, unsync};
use regieboek_kernel::{Gemeente, Tijdstip};
use uuid::Uuid;

use crate::overlay::{Changes, Known, StreamHead, Wanted};
use crate::recorded::Recorded;

/// How many streams are remembered; the least used go first.
const STREAMS: usize = 100_000;
/// Of how many streams it is kept how far they were read.
const READ: usize = 10_000;

/// How far somebody of this process read streams, mostly to where they ended. That may be long ago; but which leaf a stream has at a
/// version is so for ever, and nobody can add to it there twice.
pub(crate) struct Ends(sync::Cache<(Gemeente, Uuid), StreamHead>);

impl Default for Ends {
    fn default() -> Self {
        Self(sync::Cache::new(READ))
    }
}

impl Ends {
    /// Keeps how far a stream was read.
    pub(crate) fn note(&self, events: &[Recorded]) {
        if let Some(Recorded { gemeente, stream, stream_type, version, leaf, .. }) = events.last() {
            let head = StreamHead { stream_type: stream_type.clone(), version: *version, leaf: *leaf };
            self.0.insert((gemeente.clone(), *stream), head);
        }
    }
}

/// What is known, and as of where.
pub(crate) struct Memory {
    /// Position and instant of the log's end; none when nothing is known.
    head: Option<(u64, Option<Tijdstip>)>,
    /// Where each stream is; none when it does not exist.
    streams: unsync::Cache<Uuid, Option<StreamHead>>,
}

impl Memory {
    pub(crate) fn new() -> Self {
        Self { head: None, streams: unsync::Cache::new(STREAMS) }
    }

    /// What a group touches, if all of it is known. Claims are not remembered. Of receipts it is taken that a key is new, and
    /// of a stream that is added to, that it still ends where it was read: neither can be written twice.
    pub(crate) fn of(&self, gemeente: &Gemeente, wanted: &Wanted, ends: &Ends) -> Option<Known> {
        let (position, last) = self.head.filter(|_| wanted.claims.is_empty())?;
        let mut known = Known { position, last, ..Known::default() };
        for stream in &wanted.streams {
            let head = match (self.streams.get(stream), wanted.added_to.get(stream)) {
                (Some(head), _) => head.clone(),
                (None, Some(0)) => None,
                (None, Some(version)) => {
                    let end = ends.0.get(&(gemeente.clone(), *stream));
                    Some(end.filter(|end| end.version == *version)?)
                }
                (None, None) => return None,
            };
            known.streams.extend(head.map(|head| (*stream, head)));
        }
        Some(known)
    }

    /// Adds the streams of a group that are known, when the log still ends where they were, and asks for them no more.
    pub(crate) fn recall(&self, mut known: Known, wanted: &mut Wanted) -> Known {
        if self.head == Some((known.position, known.last)) {
            wanted.streams.retain(|stream| match self.streams.get(stream) {
                Some(head) => {
                    known.streams.extend(head.clone().map(|head| (*stream, head)));
                    false
                }
                None => true,
            });
        }
        known
    }

    /// Takes in what the database says now; what was known as of elsewhere is no longer.
    pub(crate) fn learn(&mut self, wanted: &Wanted, known: &Known) {
        let head = Some((known.position, known.last));
        if self.head != head {
            self.forget();
        }
        self.head = head;
        for stream in &wanted.streams {
            self.streams.insert(*stream, known.streams.get(stream).cloned());
        }
    }

    /// Takes in what was written from here.
    pub(crate) fn wrote(&mut self, changes: &Changes, head: (u64, Option<Tijdstip>)) {
        self.head = Some(head);
        for (stream, head) in &changes.streams {
            self.streams.insert(*stream, Some(head.clone()));
        }
    }

    /// Nothing is known any more.
    pub(crate) fn forget(&mut self) {
        self.head = None;
        self.streams.clear();
    }
}
