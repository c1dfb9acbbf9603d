//! What an appender knows of the log it writes to, as of one position.
//!
//! Whoever adds to a log moves its head. So everything that was known when the head was at a position is so for as long as it
//! is there, and a write that moves the head from that position alone needs to look at nothing else again.

use quick_cache::unsync::Cache;
use regieboek_kernel::Tijdstip;
use uuid::Uuid;

use crate::overlay::{Changes, Known, StreamHead, Wanted};

/// How many streams are remembered; the least used go first.
const STREAMS: usize = 100_000;

/// What is known, and as of where.
pub(crate) struct Memory {
    /// Position and instant of the log's end; none when nothing is known.
    head: Option<(u64, Option<Tijdstip>)>,
    /// Where each stream is; none when it does not exist.
    streams: Cache<Uuid, Option<StreamHead>>,
}

impl Memory {
    pub(crate) fn new() -> Self {
        Self { head: None, streams: Cache::new(STREAMS) }
    }

    /// What a group touches, if all of it is known. Claims are not remembered, and of receipts it is taken that a key is
    /// new: one that is not cannot be written twice.
    pub(crate) fn of(&self, wanted: &Wanted) -> Option<Known> {
        let (position, last) = self.head.filter(|_| wanted.claims.is_empty())?;
        let mut known = Known { position, last, ..Known::default() };
        for stream in &wanted.streams {
            if let Some(head) = self.streams.get(stream)? {
                known.streams.insert(*stream, head.clone());
            }
        }
        Some(known)
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
