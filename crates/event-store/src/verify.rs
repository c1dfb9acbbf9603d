//! Checks a log against itself: every byte that was hashed, every chain, every count.

use std::collections::HashMap;

use regieboek_kernel::{Gemeente, Tijdstip};
use uuid::Uuid;

use crate::args;
use crate::backup::{LogHead, hex};
use crate::error::ChainError;
use crate::overlay::StreamHead;
use crate::recorded::Recorded;
use crate::replay::Log;
use crate::store::EventStore;
use crate::tx::Tx;

/// What the log has shown so far.
#[derive(Default)]
struct Seen {
    position: u64,
    last: Option<Tijdstip>,
    leaf: [u8; 32],
    streams: HashMap<Uuid, StreamHead>,
}

impl Seen {
    /// Takes an event in, or says in what respect it is not what was recorded.
    fn check(&mut self, event: &Recorded) -> Result<(), &'static str> {
        let stream = self.streams.entry(event.stream).or_insert_with(|| StreamHead {
            stream_type: event.stream_type.clone(),
            version: 0,
            leaf: [0; 32],
        });
        if event.position != self.position + 1 {
            return Err("an event before it is missing");
        }
        if event.version != stream.version + 1 || event.stream_type != stream.stream_type {
            return Err("the stream does not continue");
        }
        if event.previous != stream.leaf {
            return Err("the chain of the stream is broken");
        }
        if event.leaf != event.compute_leaf() {
            return Err("the stored bytes are not those that were hashed");
        }
        if self.last.is_some_and(|last| event.vastgelegd_op < last) {
            return Err("it was recorded before its predecessor");
        }
        self.position = event.position;
        self.last = Some(event.vastgelegd_op);
        self.leaf = event.leaf;
        stream.version = event.version;
        stream.leaf = event.leaf;
        Ok(())
    }
}

impl EventStore {
    /// Recomputes all leaves and stream chains from the stored bytes and compares them with the head.
    /// Answers how many events there are.
    ///
    /// # Errors
    /// The first position where the log is not what was recorded.
    pub async fn verify_chain(&self, gemeente: &Gemeente) -> Result<u64, ChainError> {
        Ok(self.verify_log(gemeente).await?.positie)
    }

    /// As [`EventStore::verify_chain`]; answers where the log ends.
    ///
    /// # Errors
    /// The first position where the log is not what was recorded.
    pub async fn verify_log(&self, gemeente: &Gemeente) -> Result<LogHead, ChainError> {
        verify_log(&mut self.database().read().await?, gemeente).await
    }
}

/// The same within a transaction.
pub(crate) async fn verify_log(tx: &mut Tx, gemeente: &Gemeente) -> Result<LogHead, ChainError> {
    let broken = |position, what| ChainError::Broken { gemeente: gemeente.to_string(), position, what };
    let mut seen = Seen::default();
    let mut log = Log::begin(tx, gemeente, 0).await?;
    loop {
        let events = log.next().await?;
        if events.is_empty() {
            break;
        }
        for event in &events {
            seen.check(event).map_err(|what| broken(event.position, what))?;
        }
    }
    drop(log);
    if head(tx, gemeente).await? != (seen.position, seen.last) {
        return Err(broken(seen.position + 1, "the head says that the log ends elsewhere"));
    }
    Ok(LogHead { gemeente: gemeente.clone(), positie: seen.position, leaf: hex(&seen.leaf) })
}

async fn head(tx: &mut Tx, gemeente: &Gemeente) -> Result<(u64, Option<Tijdstip>), ChainError> {
    let sql = "SELECT position, vastgelegd_op FROM head WHERE gemeente = $1";
    let row = tx.fetch_optional(sql, args![gemeente]).await?;
    Ok(row.map_or(Ok((0, None)), |row| row.nat(0).and_then(|position| Ok((position, row.opt_tijdstip(1)?))))?)
}
