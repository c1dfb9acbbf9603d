//! Personal data as a type: stored in an envelope, printed as `***`, and readable as destroyed.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Whom a personal datum is about: the owner of the (later) data key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Onderwerp(Uuid);

impl Onderwerp {
    /// The person or household with this id.
    pub const fn new(id: Uuid) -> Self {
        Self(id)
    }

    /// The bare uuid, for the wire.
    pub const fn uuid(self) -> Uuid {
        self.0
    }
}

/// One passage: the smallest piece that can be destroyed by itself (DOMAIN 5, "single passages").
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Passage(Uuid);

impl Passage {
    /// The passage with this id.
    pub const fn new(id: Uuid) -> Self {
        Self(id)
    }
}

/// A personal field or free text, stored as `{scheme, onderwerp, passage, value}`.
///
/// Every `decide` and projection is total on [`Persoonsgegeven::Vernietigd`]; nothing may depend on being able to read it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "scheme", try_from = "Envelop<T>")]
pub enum Persoonsgegeven<T> {
    /// Readable, not encrypted.
    #[serde(rename = "leesbaar-1")]
    Leesbaar {
        /// Whom it is about.
        onderwerp: Onderwerp,
        /// Which passage it is.
        passage: Passage,
        /// What it says.
        value: T,
    },
    /// Destroyed: what it said is gone for good.
    #[serde(rename = "vernietigd")]
    Vernietigd {
        /// Whom it was about.
        onderwerp: Onderwerp,
        /// Which passage it was.
        passage: Passage,
    },
}

/// The envelope as it is read, field by field. As an enum with its tag inside it would first be read into values of no type, and
/// every event has one.
#[derive(Deserialize)]
struct Envelop<T> {
    scheme: Scheme,
    onderwerp: Onderwerp,
    passage: Passage,
    value: Option<T>,
}

#[derive(Deserialize)]
enum Scheme {
    #[serde(rename = "leesbaar-1")]
    Leesbaar,
    #[serde(rename = "vernietigd")]
    Vernietigd,
}

impl<T> TryFrom<Envelop<T>> for Persoonsgegeven<T> {
    type Error = &'static str;

    fn try_from(envelop: Envelop<T>) -> Result<Self, Self::Error> {
        let Envelop { scheme, onderwerp, passage, value } = envelop;
        match (scheme, value) {
            (Scheme::Leesbaar, Some(value)) => Ok(Self::Leesbaar { onderwerp, passage, value }),
            (Scheme::Leesbaar, None) => Err("a readable envelope says nothing"),
            (Scheme::Vernietigd, _) => Ok(Self::Vernietigd { onderwerp, passage }),
        }
    }
}

impl<T> Persoonsgegeven<T> {
    /// A readable datum about someone.
    pub const fn new(onderwerp: Onderwerp, passage: Passage, value: T) -> Self {
        Self::Leesbaar { onderwerp, passage, value }
    }

    /// What it says, unless it was destroyed.
    pub const fn waarde(&self) -> Option<&T> {
        match self {
            Self::Leesbaar { value, .. } => Some(value),
            Self::Vernietigd { .. } => None,
        }
    }

    /// Whom it is about.
    pub const fn onderwerp(&self) -> Onderwerp {
        match self {
            Self::Leesbaar { onderwerp, .. } | Self::Vernietigd { onderwerp, .. } => *onderwerp,
        }
    }

    /// The same envelope with what it said gone.
    #[must_use]
    pub fn vernietigd(self) -> Self {
        match self {
            Self::Leesbaar { onderwerp, passage, .. } | Self::Vernietigd { onderwerp, passage } => {
                Self::Vernietigd { onderwerp, passage }
            }
        }
    }
}

impl<T> std::fmt::Debug for Persoonsgegeven<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Leesbaar { .. } => "***",
            Self::Vernietigd { .. } => "(vernietigd)",
        })
    }
}

/// Free text about someone.
pub type VrijeTekst = Persoonsgegeven<String>;
