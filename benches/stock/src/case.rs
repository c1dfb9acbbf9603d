//! The one aggregate: a case with an owner, to which notes are added while it is open.

use cqrs_es::event_sink::EventSink;
use cqrs_es::{Aggregate, DomainEvent};
use serde::{Deserialize, Serialize};

/// A case, as its events leave it.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Case {
    owner: Option<String>,
    closed: bool,
    notes: u32,
    last: Option<String>,
}

/// What can be asked of a case.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", tag = "command")]
pub(crate) enum CaseCommand {
    /// Judge how it goes.
    Note {
        /// The judgement, in a word.
        verdict: String,
        /// The judgement, in sentences.
        text: String,
    },
}

/// What happened to a case.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) enum CaseEvent {
    /// It began.
    Opened {
        /// Whose it is.
        owner: String,
    },
    /// Someone judged how it goes.
    Noted {
        /// Who.
        by: String,
        /// The judgement, in a word.
        verdict: String,
        /// The judgement, in sentences.
        text: String,
    },
}

impl DomainEvent for CaseEvent {
    fn event_type(&self) -> String {
        match self {
            Self::Opened { .. } => "Opened",
            Self::Noted { .. } => "Noted",
        }
        .to_owned()
    }

    fn event_version(&self) -> String {
        "1.0".to_owned()
    }
}

/// Why a command is refused.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum CaseError {
    /// There is no such case.
    Unknown,
    /// It is over.
    Closed,
    /// It is somebody else's.
    NotYours,
}

impl std::fmt::Display for CaseError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Unknown => "there is no such case",
            Self::Closed => "the case is closed",
            Self::NotYours => "the case is somebody else's",
        })
    }
}

impl std::error::Error for CaseError {}

impl Aggregate for Case {
    const TYPE: &'static str = "case";
    /// With who asks, from the token.
    type Command = (String, CaseCommand);
    type Event = CaseEvent;
    type Error = CaseError;
    type Services = ();

    async fn handle(
        &mut self,
        (by, command): Self::Command,
        (): &Self::Services,
        sink: &EventSink<Self>,
    ) -> Result<(), CaseError> {
        match &self.owner {
            None => return Err(CaseError::Unknown),
            Some(owner) if *owner != by => return Err(CaseError::NotYours),
            Some(_) if self.closed => return Err(CaseError::Closed),
            Some(_) => {}
        }
        let CaseCommand::Note { verdict, text } = command;
        sink.write(CaseEvent::Noted { by, verdict, text }, self).await;
        Ok(())
    }

    fn apply(&mut self, event: CaseEvent) {
        match event {
            CaseEvent::Opened { owner } => self.owner = Some(owner),
            CaseEvent::Noted { text, .. } => {
                self.notes += 1;
                self.last = Some(text);
            }
        }
    }
}
