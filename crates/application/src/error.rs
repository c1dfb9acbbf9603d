//! Why a use case ended without storing anything. Domain rules speak for themselves; the rest is closed here.

use regieboek_event_store::{AppendError, DbError, DecodeError};
use regieboek_kernel::{Regelfout, Tijdstip};
use uuid::Uuid;

/// The state that won: the last thing that happened to a stream somebody else wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stand {
    /// Its version now.
    pub versie: u64,
    /// Code of the last event.
    pub feitcode: String,
    /// Function that caused it.
    pub functie: regieboek_kernel::Functie,
    /// When it was recorded.
    pub vastgelegd_op: Tijdstip,
}

/// The outcome of a use case that stored nothing.
#[derive(Debug, thiserror::Error)]
pub enum UseCaseError {
    /// The domain says no.
    #[error("{0}")]
    Regel(Box<dyn Regelfout>),
    /// There is no such resource.
    #[error("resource does not exist")]
    NietGevonden,
    /// The caller has seen an older version than there is.
    #[error("the resource has moved on")]
    Verouderd(Option<Stand>),
    /// Somebody else kept winning a stream that this command relies on.
    #[error("another command won")]
    Ingehaald(Option<Stand>),
    /// A unique key is held.
    #[error("claim {scope} is held")]
    Bezet {
        /// What is unique.
        scope: &'static str,
        /// Who holds it; shown only to those who may know.
        houder: Uuid,
    },
    /// Another process does this work now: what this one still wanted to write is not stored.
    #[error("another process took this work over")]
    Afgelost,
    /// The idempotency key was used for another request.
    #[error("idempotency key reused")]
    SleutelHergebruikt,
    /// Too much is waiting.
    #[error("overloaded")]
    TeDruk,
    /// The store cannot promise durability now.
    #[error("store unavailable: {0}")]
    Onbereikbaar(String),
    /// A defect; for the log, never for a client.
    #[error("defect: {0}")]
    Storing(String),
}

impl<E: Regelfout> From<E> for UseCaseError {
    fn from(fout: E) -> Self {
        Self::Regel(Box::new(fout))
    }
}

impl UseCaseError {
    pub(crate) fn db(fout: &DbError) -> Self {
        Self::Onbereikbaar(fout.to_string())
    }

    pub(crate) fn decode(fout: &DecodeError) -> Self {
        Self::Storing(fout.to_string())
    }

    /// What a refused append means to the caller of the stream `genoemd`; `None` when it is worth deciding again.
    pub(crate) fn van_append(fout: AppendError, genoemd: Option<Uuid>) -> Option<Self> {
        match fout {
            AppendError::Version { stream, .. } if genoemd == Some(stream) => Some(Self::Verouderd(None)),
            AppendError::Version { .. } | AppendError::Guard { .. } => None,
            AppendError::ClaimHeld { scope, owner } => Some(Self::Bezet { scope, houder: owner }),
            AppendError::ClaimLost { .. } => Some(Self::Afgelost),
            AppendError::KeyReused => Some(Self::SleutelHergebruikt),
            AppendError::Projection { name, cause } => Some(Self::Storing(format!("{name}: {cause}"))),
            AppendError::Overloaded => Some(Self::TeDruk),
            AppendError::Unavailable(cause) => Some(Self::Onbereikbaar(cause)),
        }
    }
}
