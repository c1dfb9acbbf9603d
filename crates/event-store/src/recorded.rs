//! An event as the log holds it. Only the store makes one.

use std::any::Any;
use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use regieboek_kernel::{CommandId, EventId, Feit, Gemeente, Tijdstip, Vastgelegd};
use uuid::Uuid;

use crate::batch::NewEvent;
use crate::metadata::{self, Columns, Metadata};

impl NewEvent {
    /// Encodes a fact with its accountability, and reads back what was written: nothing is stored that says something else than
    /// what was decided.
    ///
    /// # Errors
    /// When the fact cannot be written as JSON, or does not read back as it is.
    pub fn encode<F: Feit>(
        event_id: EventId,
        event: &Vastgelegd<F>,
        command: CommandId,
        correlatie: Uuid,
        beleidsversie: u32,
    ) -> Result<Self, EncodeError> {
        let refused = |cause| EncodeError { code: event.feit.code(), cause };
        let unwritable = |e: serde_json::Error| refused(place_of(&e));
        let verantwoording = &event.verantwoording;
        let payload = serde_json::to_string(&event.feit).map_err(unwritable)?;
        let metadata = metadata::write(command, correlatie, beleidsversie, verantwoording).map_err(unwritable)?;
        let (actor, bevoegdheid) = (metadata::actor(&verantwoording.wie), verantwoording.bevoegdheid.to_string());
        let gebeurd_op = verantwoording.gebeurd_op;
        let columns = Columns { actor: &actor, bevoegdheid: &bevoegdheid, gebeurd_op };
        let written = read::<F>(&payload, &metadata, columns).map_err(unwritable)?;
        if written != *event {
            return Err(refused("it says something else".to_owned()));
        }
        Ok(Self {
            event_id,
            code: event.feit.code(),
            schema_versie: event.feit.schema_versie(),
            payload,
            metadata,
            gebeurd_op,
            actor,
            bevoegdheid,
            decoded: Decoded::new(written),
        })
    }
}

/// An event in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// The municipality whose log it is in.
    pub gemeente: Gemeente,
    /// Its place in the one order: 1, 2, 3, without gaps.
    pub position: u64,
    /// Stream type.
    pub stream_type: String,
    /// Stream id.
    pub stream: Uuid,
    /// Its place in the stream: 1, 2, 3, without gaps.
    pub version: u64,
    /// Its id.
    pub event_id: EventId,
    /// Opaque code of what happened.
    pub code: String,
    /// Version of the payload's shape.
    pub schema_versie: u16,
    /// The exact payload text that was hashed.
    pub payload: String,
    /// The exact metadata text that was hashed.
    pub metadata: String,
    /// When it happened, as the caller said.
    pub gebeurd_op: Tijdstip,
    /// When it was recorded; never decreases with position.
    pub vastgelegd_op: Tijdstip,
    /// Who, as in [`NewEvent::actor`].
    pub actor: String,
    /// On which authority, as in [`NewEvent::bevoegdheid`].
    pub bevoegdheid: String,
    /// Leaf hash v1 over everything above.
    pub leaf: [u8; 32],
    /// Leaf hash of the stream's previous event; zeros for the first.
    pub previous: [u8; 32],
    /// What it says, for who is given it while it is appended.
    pub(crate) decoded: Decoded,
}

/// What an event says, read from its bytes once: by whoever encoded it, or else for all projections of one append. What comes
/// from the database is read by one reader, and holds nothing here.
#[derive(Clone, Default)]
pub struct Decoded(Option<Arc<OnceLock<Box<dyn Any + Send + Sync>>>>);

impl Decoded {
    fn new<F: Feit>(fact: Vastgelegd<F>) -> Self {
        Self(Some(Arc::new(OnceLock::from(Box::new(fact) as Box<dyn Any + Send + Sync>))))
    }

    /// The same for all who hold a copy, whether or not somebody read it yet.
    pub(crate) fn shared(&self) -> Self {
        Self(Some(self.0.clone().unwrap_or_default()))
    }
}

/// It adds nothing to what the bytes say.
impl PartialEq for Decoded {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}
impl Eq for Decoded {}

impl std::fmt::Debug for Decoded {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("..")
    }
}

/// A fact that cannot be written so that it reads back as it was decided.
#[derive(Debug, thiserror::Error)]
#[error("a fact with code {code} does not read back as it was decided: {cause}")]
pub struct EncodeError {
    /// Its code.
    pub code: &'static str,
    /// Why; names no content.
    pub cause: String,
}

/// An event that this build cannot read. Stops whoever reads it; never skipped.
#[derive(Debug, thiserror::Error)]
#[error("event at position {position} with code {code} cannot be decoded: {cause}")]
pub struct DecodeError {
    /// Where it is.
    pub position: u64,
    /// Its code.
    pub code: String,
    /// Why; names no content.
    pub cause: String,
}

impl Recorded {
    /// The fact with its accountability, for who keeps it.
    ///
    /// # Errors
    /// When payload or metadata are not what this build knows.
    pub fn decode<F: Feit>(&self) -> Result<Vastgelegd<F>, DecodeError> {
        self.says().map(Cow::into_owned)
    }

    /// The same for who looks at it only: while it is appended all look at one.
    ///
    /// # Errors
    /// When payload or metadata are not what this build knows.
    pub fn says<F: Feit>(&self) -> Result<Cow<'_, Vastgelegd<F>>, DecodeError> {
        let read = || read::<F>(&self.payload, &self.metadata, self.columns()).map_err(|e| self.undecodable(&e));
        let Some(once) = &self.decoded.0 else { return read().map(Cow::Owned) };
        let known = match once.get() {
            Some(known) => known,
            None => {
                let read = read()?;
                once.get_or_init(|| Box::new(read))
            }
        };
        known.downcast_ref().map_or_else(|| read().map(Cow::Owned), |known| Ok(Cow::Borrowed(known)))
    }

    /// What the metadata says, with the columns that are part of it.
    ///
    /// # Errors
    /// When it is not what this build knows.
    pub fn decode_metadata(&self) -> Result<Metadata, DecodeError> {
        metadata::read(&self.metadata, self.columns()).map_err(|e| self.undecodable(&e))
    }

    fn columns(&self) -> Columns<'_> {
        Columns { actor: &self.actor, bevoegdheid: &self.bevoegdheid, gebeurd_op: self.gebeurd_op }
    }

    fn undecodable(&self, error: &serde_json::Error) -> DecodeError {
        DecodeError { position: self.position, code: self.code.clone(), cause: place_of(error) }
    }
}

/// Serde's message may quote content, so only its place and class are kept.
fn place_of(error: &serde_json::Error) -> String {
    format!("{:?} at line {} column {}", error.classify(), error.line(), error.column())
}

fn read<F: Feit>(payload: &str, metadata: &str, columns: Columns<'_>) -> Result<Vastgelegd<F>, serde_json::Error> {
    let Metadata { verantwoording, .. } = metadata::read(metadata, columns)?;
    Ok(Vastgelegd { feit: serde_json::from_str(payload)?, verantwoording })
}

#[cfg(test)]
mod tests {
    use regieboek_kernel::{Actor, Bevoegdheid, Verantwoording};
    use serde::{Deserialize, Serialize};

    use super::*;
    use crate::batch::{Batch, StreamAppend};
    use crate::overlay::{Known, Overlay, Prepared};

    #[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
    struct Said {
        #[serde(skip_serializing_if = "String::is_empty", default, deserialize_with = "refuse")]
        unreadable: String,
        #[serde(skip)]
        forgotten: u8,
    }

    /// As serde refuses a value: with what it is.
    fn refuse<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
        let value = String::deserialize(deserializer)?;
        Err(serde::de::Error::invalid_value(serde::de::Unexpected::Str(&value), &"nothing"))
    }

    regieboek_kernel::feiten! {
        pub enum Happened {
            "te01" => Said(Said),
        }
    }

    fn encoded(said: Said) -> Result<NewEvent, EncodeError> {
        let verantwoording = Verantwoording {
            wie: Actor::Systeem,
            bevoegdheid: Bevoegdheid::Regel,
            gebeurd_op: Tijdstip::from_micros(0),
            reden: None,
            oorzaak: None,
        };
        let event = Vastgelegd { feit: Happened::Said(said), verantwoording };
        NewEvent::encode(EventId::new(Uuid::nil()), &event, CommandId::new(Uuid::nil()), Uuid::nil(), 1)
    }

    #[test]
    fn nothing_is_written_that_does_not_read_back_as_it_was_decided() {
        assert!(encoded(Said::default()).is_ok());
        assert!(encoded(Said { forgotten: 2, ..Said::default() }).is_err());
    }

    /// Whether or not somebody read it before it came here.
    #[test]
    fn while_it_is_appended_all_look_at_one_fact() {
        let known = encoded(Said::default()).expect("encodes");
        let unread = NewEvent { decoded: Decoded::default(), ..known.clone() };
        let append =
            StreamAppend { stream_type: "test", stream: Uuid::nil(), expected: 0, events: vec![known, unread] };
        let (gemeente, now): (Gemeente, _) = ("0394".parse().expect("a code"), Tijdstip::from_micros(0));
        let (command, streams) = (CommandId::new(Uuid::nil()), vec![append]);
        let batch = Batch { command, streams, guards: vec![], claims: vec![], receipt: None, now };
        let mut overlay = Overlay::new(&gemeente, Known::default());
        overlay.judge(&Prepared::from(batch));
        assert_eq!(overlay.changes.events.len(), 2);
        for event in &overlay.changes.events {
            let looks = [(); 2].map(|()| event.says::<Happened>().expect("reads"));
            assert!(matches!(&looks, [Cow::Borrowed(one), Cow::Borrowed(other)] if std::ptr::eq(*one, *other)));
        }
    }

    /// It ends up in the log.
    #[test]
    fn the_refusal_of_what_does_not_read_back_names_no_content() {
        let refusal = encoded(Said { unreadable: "geheim".to_owned(), ..Said::default() }).expect_err("cannot be read");
        assert!(!format!("{refusal} {refusal:?}").contains("geheim"), "{refusal}");
    }
}
