//! One page of the case file: what the events of one stream say.

use regieboek_doorverwijzing::Doorverwijzing;
use regieboek_escalatie::Escalatie;
use regieboek_event_store::{DecodeError, Recorded};
use regieboek_huishouden::Huishouden;
use regieboek_intake::{Intake, Signaal};
use regieboek_kernel::Beslisser;
use uuid::Uuid;

use super::escalatie::Escalatieblad;
use super::huishouden::Huishoudenblad;
use super::intake::Intakeblad;
use super::signaal::Signaalblad;
use super::verwijzing::Verwijzingsblad;

/// A page, and how far its stream was read.
#[derive(Clone, PartialEq)]
pub(crate) struct Blad {
    /// The stream.
    pub(crate) stroom: Uuid,
    /// Position of its first event; pages lie in this order.
    pub(crate) begin: u64,
    /// Position of its last event.
    pub(crate) positie: u64,
    /// Version of the stream.
    pub(crate) versie: u64,
    /// What it says.
    pub(crate) inhoud: Inhoud,
}

/// What a page says, by kind of stream.
#[derive(Clone, PartialEq)]
pub(crate) enum Inhoud {
    /// The household, its plan and its regie.
    Huishouden(Box<Huishoudenblad>),
    /// A signaal.
    Signaal(Box<Signaalblad>),
    /// An intake.
    Intake(Box<Intakeblad>),
    /// A doorverwijzing.
    Verwijzing(Box<Verwijzingsblad>),
    /// An escalatie.
    Escalatie(Box<Escalatieblad>),
}

/// An event that does not fit where it stands.
pub(crate) fn misplaatst(event: &Recorded) -> DecodeError {
    let cause = format!("does not fit at version {} of a {}", event.version, event.stream_type);
    DecodeError { position: event.position, code: event.code.clone(), cause }
}

impl Blad {
    /// The page after one more event; `None` while the stream had none. Pure.
    pub(crate) fn vouw(eerder: Option<Self>, event: &Recorded) -> Result<Self, DecodeError> {
        let (begin, inhoud) = match eerder {
            None => (event.position, Inhoud::begin(event)?),
            Some(blad) => (blad.begin, blad.inhoud.vouw(event)?),
        };
        Ok(Self { stroom: event.stream, begin, positie: event.position, versie: event.version, inhoud })
    }

    /// The page of a whole stream.
    pub(crate) fn van(events: &[Recorded]) -> Result<Option<Self>, DecodeError> {
        events.iter().try_fold(None, |eerder, event| Self::vouw(eerder, event).map(Some))
    }
}

impl Inhoud {
    fn begin(event: &Recorded) -> Result<Self, DecodeError> {
        match event.stream_type.as_str() {
            Huishouden::TYPE => Huishoudenblad::begin(event).map(|blad| Self::Huishouden(Box::new(blad))),
            Signaal::TYPE => Signaalblad::begin(event).map(|blad| Self::Signaal(Box::new(blad))),
            Intake::TYPE => Intakeblad::begin(event).map(|blad| Self::Intake(Box::new(blad))),
            Doorverwijzing::TYPE => Verwijzingsblad::begin(event).map(|blad| Self::Verwijzing(Box::new(blad))),
            Escalatie::TYPE => Escalatieblad::begin(event).map(|blad| Self::Escalatie(Box::new(blad))),
            _ => Err(misplaatst(event)),
        }
    }

    fn vouw(mut self, event: &Recorded) -> Result<Self, DecodeError> {
        match &mut self {
            Self::Huishouden(blad) => blad.vouw(event)?,
            Self::Signaal(blad) => blad.vouw(event)?,
            Self::Intake(blad) => blad.vouw(event)?,
            Self::Verwijzing(blad) => blad.vouw(event)?,
            Self::Escalatie(blad) => blad.vouw(event)?,
        }
        Ok(self)
    }
}
