//! What one command asks of the store, and what the store answers.

use regieboek_kernel::{CommandId, EventId, Tijdstip};
use uuid::Uuid;

use crate::recorded::Decoded;

/// An event that is not stored yet. Payload and metadata are stored, and hashed, exactly as given here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEvent {
    /// Its id, made by the caller.
    pub event_id: EventId,
    /// Opaque stable code of what happened.
    pub code: &'static str,
    /// Version of the payload's shape.
    pub schema_versie: u16,
    /// The fact, as JSON text.
    pub payload: String,
    /// Accountability and causation, as far as no other field says it, as JSON text.
    pub metadata: String,
    /// When it happened, as the caller says.
    pub gebeurd_op: Tijdstip,
    /// Who: the professional's id, or `systeem`.
    pub actor: String,
    /// On which authority, as `mandaat:<id>@<version>`.
    pub bevoegdheid: String,
    /// What payload and metadata say, if whoever made them read it; the default when they are changed afterwards.
    pub decoded: Decoded,
}

/// Events for one stream, at the version the decision was taken on (0: the stream must not exist yet).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StreamAppend {
    /// Stream type, as `huishouden`.
    pub stream_type: &'static str,
    /// Stream id.
    pub stream: Uuid,
    /// Version the stream must still have.
    pub expected: u64,
    /// What is added; may be empty when only the version is asserted.
    pub events: Vec<NewEvent>,
}

/// A stream that is not written but must still be at the version that was read ("the mandaat has not changed").
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Guard {
    /// Stream id.
    pub stream: Uuid,
    /// Version it must still have.
    pub version: u64,
}

/// Key of a claim: scope and hash, never a value in clear (a BSN claim is an HMAC).
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ClaimKey {
    /// What is unique, as `bsn-in-actief-huishouden`.
    pub scope: &'static str,
    /// Of what: 16 bytes of an id or 32 of an HMAC.
    pub key: Vec<u8>,
}

/// A change of, or a condition on, a unique key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Claim {
    /// Take it for `owner`; refused when another owner holds it; harmless when `owner` holds it already.
    Take {
        /// Which key.
        key: ClaimKey,
        /// Who will hold it.
        owner: Uuid,
    },
    /// Give it back; harmless when `owner` does not hold it.
    Release {
        /// Which key.
        key: ClaimKey,
        /// Who held it.
        owner: Uuid,
    },
    /// Nobody may hold it ("no escalatie is open").
    AssertFree {
        /// Which key.
        key: ClaimKey,
    },
    /// It must still be `owner` who holds it ("nobody took this work over").
    Held {
        /// Which key.
        key: ClaimKey,
        /// Who must hold it.
        owner: Uuid,
    },
}

/// The promise to answer a repeated request with the same receipt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewReceipt {
    /// Hash over caller and `Idempotency-Key`. What begins alike lies together in the index, and is cheaper to store.
    pub key: [u8; 32],
    /// Hash over caller, method, path, `If-Match` and body bytes.
    pub fingerprint: [u8; 32],
    /// The resource that the answer names.
    pub subject: Uuid,
    /// HTTP status of the answer.
    pub status: u16,
}

/// Everything one command stores: all or nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// The command.
    pub command: CommandId,
    /// Streams it writes; `streams[0]` is the one the receipt's version speaks of.
    pub streams: Vec<StreamAppend>,
    /// Streams it only relied on.
    pub guards: Vec<Guard>,
    /// Unique keys it takes, gives back or needs free; applied in order.
    pub claims: Vec<Claim>,
    /// What a retry is answered with.
    pub receipt: Option<NewReceipt>,
    /// The instant by the injected clock; `vastgelegd_op` is this or the log's last instant, whichever is later.
    pub now: Tijdstip,
}

/// The answer to a command, and to every repetition of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The resource that the answer names.
    pub subject: Uuid,
    /// Version of that resource's stream after the command.
    pub version: u64,
    /// Position of the last event that the command stored, or of the head when it stored none.
    pub position: u64,
    /// HTTP status of the answer.
    pub status: u16,
    /// Fingerprint of the request that was answered.
    pub fingerprint: [u8; 32],
}

/// How an append ended well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Appended {
    /// Stored now, durably.
    New(Receipt),
    /// This key was answered before; nothing was stored now.
    Replayed(Receipt),
}

impl Appended {
    /// The receipt, whichever way.
    pub fn receipt(&self) -> &Receipt {
        match self {
            Self::New(r) | Self::Replayed(r) => r,
        }
    }
}

/// Why an append was refused. Nothing of it was stored.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AppendError {
    /// A written stream has moved on.
    #[error("stream {stream} is at version {actual}, not {expected}")]
    Version {
        /// Which stream.
        stream: Uuid,
        /// What the command assumed.
        expected: u64,
        /// What it is.
        actual: u64,
    },
    /// A guarded stream has moved on.
    #[error("guarded stream {stream} is at version {actual}, not {expected}")]
    Guard {
        /// Which stream.
        stream: Uuid,
        /// What the command assumed.
        expected: u64,
        /// What it is.
        actual: u64,
    },
    /// Somebody else holds the key.
    #[error("claim {scope} is held by {owner}")]
    ClaimHeld {
        /// What is unique.
        scope: &'static str,
        /// Who holds it.
        owner: Uuid,
    },
    /// A key that the command relied on is no longer held by whom it was: the work was taken over.
    #[error("claim {scope} is held by somebody else now")]
    ClaimLost {
        /// What was relied on.
        scope: &'static str,
    },
    /// The idempotency key was used for another request.
    #[error("idempotency key was used for another request")]
    KeyReused,
    /// An inline projection could not take the events in.
    #[error("projection {name} refused the events: {cause}")]
    Projection {
        /// Which projection.
        name: &'static str,
        /// Why; for the log, never for a client.
        cause: String,
    },
    /// More commands are waiting than the queue holds.
    #[error("the store is overloaded")]
    Overloaded,
    /// The database cannot promise durability now; whether the command was stored is unknown until it is retried.
    #[error("the store is unavailable: {0}")]
    Unavailable(String),
}
