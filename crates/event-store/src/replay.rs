//! A whole log from front to back, in bounded memory: for who goes over everything.
//!
//! On PostgreSQL it comes as COPY in binary: one statement, one message per row, and the server works ahead of who reads. On
//! SQLite page by page, which there is no round trip, with each value copied once.

use bytes::{Buf as _, Bytes};
use futures_util::TryStreamExt as _;
use futures_util::stream::BoxStream;
use regieboek_kernel::{EventId, Gemeente, Tijdstip};
use rusqlite::Connection;
use tokio::sync::mpsc;
use uuid::Uuid;

use crate::args;
use crate::error::DbError;
use crate::recorded::{Decoded, Recorded};
use crate::sqlite;
use crate::store::EventStore;
use crate::tx::{ConnRef, Tx};

/// How many events are handed over at a time.
const CHUNK: usize = 500;
/// How many chunks wait for a reader that is slower than the database.
const AHEAD: usize = 4;

/// A statement of COPY takes no arguments, so they are settings of this transaction. Sorting is never the way: a log that
/// was filled a moment ago has no statistics yet, and there is an index in this order.
const ARGUMENTS: &str = "SELECT set_config('regieboek.gemeente', $1, true), set_config('regieboek.na', $2, true), \
                         set_config('enable_sort', 'off', true)";
const COPY: &str = "COPY (SELECT position, stream_type, stream, version, event_id, code, schema_versie, payload, metadata, \
                    gebeurd_op, vastgelegd_op, actor, bevoegdheid, leaf, previous FROM event \
                    WHERE gemeente = current_setting('regieboek.gemeente') \
                    AND position > current_setting('regieboek.na')::bigint ORDER BY position) \
                    TO STDOUT (FORMAT binary)";
/// What COPY in binary begins with: a signature of 11 bytes, flags, and the length of an extension that does not exist yet.
const SIGNATURE: &[u8] = b"PGCOPY\n\xff\r\n\0";
const HEADER: usize = 19;
const COLUMNS: i16 = 15;
/// In the place of a number of columns: there are no more rows.
const END: i16 = -1;

/// The log of a gemeente after a position, being read within a transaction.
pub(crate) struct Log<'t> {
    gemeente: Gemeente,
    source: Source<'t>,
    /// The transaction's own mark, and what it was: a log that is not read to its end leaves it spoiled.
    spoiled: (&'t mut bool, bool),
}

enum Source<'t> {
    Sqlite { connection: &'t mut Connection, after: u64 },
    Postgres { rows: BoxStream<'t, Result<Bytes, sqlx::Error>>, begun: bool },
}

impl<'t> Log<'t> {
    /// Begins to read.
    pub(crate) async fn begin(tx: &'t mut Tx, gemeente: &Gemeente, after: u64) -> Result<Self, DbError> {
        if let ConnRef::Postgres(_) = tx.bare()? {
            tx.execute(ARGUMENTS, args![gemeente, after.to_string()]).await?;
        }
        let (connection, mark) = tx.streaming()?;
        let spoiled = std::mem::replace(mark, true);
        let source = match connection {
            ConnRef::Sqlite(connection) => Source::Sqlite { connection, after },
            ConnRef::Postgres(connection) => {
                Source::Postgres { rows: connection.copy_out_raw(COPY).await?, begun: false }
            }
        };
        Ok(Self { gemeente: gemeente.clone(), source, spoiled: (mark, spoiled) })
    }

    /// The next events, in order and as they are stored; none at the end. Holes are not looked for.
    pub(crate) async fn next(&mut self) -> Result<Vec<Recorded>, DbError> {
        let events = match &mut self.source {
            Source::Sqlite { connection, after } => {
                let events = sqlite::page(connection, &self.gemeente, *after, CHUNK)?;
                *after = events.last().map_or(*after, |event| event.position);
                events
            }
            Source::Postgres { rows, begun } => {
                let mut events = Vec::with_capacity(CHUNK);
                while events.len() < CHUNK
                    && let Some(mut message) = rows.try_next().await?
                {
                    if !std::mem::replace(begun, true) {
                        message = without_header(message)?;
                    }
                    while let Some(event) = row(&mut message, &self.gemeente)? {
                        events.push(event);
                    }
                }
                events
            }
        };
        if events.is_empty() {
            *self.spoiled.0 = self.spoiled.1;
        }
        Ok(events)
    }
}

fn malformed() -> DbError {
    DbError::integrity("a row of COPY is malformed")
}

fn without_header(mut message: Bytes) -> Result<Bytes, DbError> {
    if message.len() < HEADER || !message.starts_with(SIGNATURE) {
        return Err(malformed());
    }
    message.advance(HEADER);
    Ok(message)
}

/// The next row of a message; none at its end. A message holds whole rows.
fn row(message: &mut Bytes, gemeente: &Gemeente) -> Result<Option<Recorded>, DbError> {
    let mut fields = Fields(message.as_ref());
    match fields.0.try_get_i16() {
        Err(_) | Ok(END) => return Ok(None),
        Ok(COLUMNS) => {}
        Ok(_) => return Err(malformed()),
    }
    let event = Recorded {
        gemeente: gemeente.clone(),
        position: fields.nat()?,
        stream_type: fields.text()?,
        stream: fields.id()?,
        version: fields.nat()?,
        event_id: EventId::new(fields.id()?),
        code: fields.text()?,
        schema_versie: fields.nat()?.try_into().map_err(|_| DbError::integrity("impossible schema version"))?,
        payload: fields.text()?,
        metadata: fields.text()?,
        gebeurd_op: Tijdstip::from_micros(fields.int()?),
        vastgelegd_op: Tijdstip::from_micros(fields.int()?),
        actor: fields.text()?,
        bevoegdheid: fields.text()?,
        leaf: fields.array()?,
        previous: fields.array()?,
        decoded: Decoded::default(),
    };
    let left = fields.0.len();
    message.advance(message.len() - left);
    Ok(Some(event))
}

/// The fields of a row, each with its length before it.
struct Fields<'m>(&'m [u8]);

impl<'m> Fields<'m> {
    fn bytes(&mut self) -> Result<&'m [u8], DbError> {
        let length = self.0.try_get_i32().ok().and_then(|length| usize::try_from(length).ok());
        let (bytes, rest) = length.and_then(|length| self.0.split_at_checked(length)).ok_or_else(malformed)?;
        self.0 = rest;
        Ok(bytes)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], DbError> {
        self.bytes()?.try_into().map_err(|_| malformed())
    }

    fn int(&mut self) -> Result<i64, DbError> {
        self.array().map(i64::from_be_bytes)
    }

    fn nat(&mut self) -> Result<u64, DbError> {
        self.int()?.try_into().map_err(|_| malformed())
    }

    fn id(&mut self) -> Result<Uuid, DbError> {
        self.array().map(Uuid::from_bytes)
    }

    fn text(&mut self) -> Result<String, DbError> {
        std::str::from_utf8(self.bytes()?).map(str::to_owned).map_err(|_| malformed())
    }
}

/// A log as it was at one moment, being read while the database reads ahead, by a bounded number of events. Dropped, the
/// reading stops.
pub struct Replay {
    /// What was read; an empty one, or an error, is the last.
    chunks: mpsc::Receiver<Result<Vec<Recorded>, DbError>>,
    position: u64,
    ended: bool,
}

impl Replay {
    /// The next events, a few hundred at a time, in the one order; none at the end.
    ///
    /// # Errors
    /// When the database refuses, or a position is missing: the log is damaged then. There is nothing after an error.
    pub async fn next(&mut self) -> Result<Vec<Recorded>, DbError> {
        if self.ended {
            return Ok(Vec::new());
        }
        // Whoever reads may die; that is not where the log ends.
        let chunk =
            self.chunks.recv().await.unwrap_or_else(|| Err(DbError::lost("the reading of the log was cut off")));
        let events = chunk.and_then(|events| contiguous(events, self.position));
        self.ended = events.as_ref().map_or(true, Vec::is_empty);
        self.position = events.iter().flatten().last().map_or(self.position, |event| event.position);
        events
    }
}

/// Events as they are, when no position after this one is missing.
pub(crate) fn contiguous(events: Vec<Recorded>, after: u64) -> Result<Vec<Recorded>, DbError> {
    for (event, expected) in events.iter().zip(after.saturating_add(1)..) {
        if event.position != expected {
            return Err(DbError::integrity(format!("position {expected} of the log is missing")));
        }
    }
    Ok(events)
}

impl EventStore {
    /// Reads the log of a gemeente after a position up to where it ends now, in one snapshot, on a connection of its own.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn replay(&self, gemeente: &Gemeente, after: u64) -> Result<Replay, DbError> {
        let tx = self.database().read_apart().await?;
        let (sender, chunks) = mpsc::channel(AHEAD);
        let reading = read_ahead(tx, gemeente.clone(), after, sender);
        drop(self.database().run(reading, self.runtime()));
        Ok(Replay { chunks, position: after, ended: false })
    }
}

/// Reads until the log ends, or nobody listens any more. Whoever hears that it ends may close the store at once, so the
/// connection goes first: on SQLite one that is still open keeps the file's log from being emptied.
async fn read_ahead(mut tx: Tx, gemeente: Gemeente, after: u64, chunks: mpsc::Sender<Result<Vec<Recorded>, DbError>>) {
    let last = hand_over(&mut tx, &gemeente, after, &chunks).await;
    drop(tx);
    if let Some(last) = last {
        drop(chunks.send(last).await);
    }
}

/// Hands over all chunks but the last, which is empty or an error; none when nobody listens any more.
async fn hand_over(
    tx: &mut Tx,
    gemeente: &Gemeente,
    after: u64,
    chunks: &mpsc::Sender<Result<Vec<Recorded>, DbError>>,
) -> Option<Result<Vec<Recorded>, DbError>> {
    let mut log = match Log::begin(tx, gemeente, after).await {
        Ok(log) => log,
        Err(error) => return Some(Err(error)),
    };
    loop {
        let chunk = log.next().await;
        if chunk.as_ref().map_or(true, Vec::is_empty) {
            return Some(chunk);
        }
        chunks.send(chunk).await.ok()?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(fields: &[&[u8]]) -> Bytes {
        let mut message = u16::try_from(fields.len()).expect("few").to_be_bytes().to_vec();
        for field in fields {
            message.extend_from_slice(&u32::try_from(field.len()).expect("short").to_be_bytes());
            message.extend_from_slice(field);
        }
        message.into()
    }

    fn fields() -> Vec<&'static [u8]> {
        let (number, id, hash): (&[u8], &[u8], &[u8]) = (&[0, 0, 0, 0, 0, 0, 0, 7], &[5; 16], &[6; 32]);
        let text = "é".as_bytes();
        vec![number, text, id, number, id, text, number, text, text, number, number, text, text, hash, hash]
    }

    #[test]
    fn a_message_is_read_row_by_row() {
        let gemeente = "0394".parse().expect("four digits");
        let mut two = [message(&fields()), message(&fields())].concat().into();
        for _ in 0..2 {
            let event = row(&mut two, &gemeente).expect("reads").expect("a row");
            assert_eq!((event.position, event.payload.as_str(), event.leaf), (7, "é", [6; 32]));
        }
        assert_eq!(row(&mut two, &gemeente).expect("reads"), None);
        assert_eq!(row(&mut Bytes::from_static(&[0xff, 0xff]), &gemeente).expect("the end"), None);
    }

    #[test]
    fn a_malformed_row_is_refused() {
        let gemeente = "0394".parse().expect("four digits");
        let whole = message(&fields());
        for length in 2..whole.len() {
            assert!(row(&mut whole.slice(..length), &gemeente).is_err(), "{length}");
        }
        for place in 0..fields().len() {
            // 0xff is no UTF-8, and neither a number, an id nor a hash.
            let mut wrong = fields();
            wrong[place] = &[0xff];
            assert!(row(&mut message(&wrong), &gemeente).is_err(), "{place}");
        }
        assert!(row(&mut message(&fields()[1..]), &gemeente).is_err());
        assert!(without_header(Bytes::from_static(b"PGCOPY")).is_err());
    }
}
