//! Leaf bytes v1: what the proof says about one event. The format is for ever; a change gets a new tag.
//!
//! Every field, the tag and the numbers included, is written as its length (u32 big-endian) and its bytes. Numbers are 8
//! bytes big-endian (instants: microseconds since 1970 UTC, two's complement), ids 16 bytes, texts UTF-8. Order: tag,
//! gemeente, position, stream type, stream, version, event id, code, schema version, gebeurd op, vastgelegd op, actor,
//! bevoegdheid, SHA-256 of metadata, SHA-256 of payload, leaf hash of the stream's previous event (zeros for the first).
//! The leaf hash is SHA-256 over one zero byte and these bytes (RFC 6962).

use regieboek_kernel::Tijdstip;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::recorded::Recorded;

const TAG: &[u8] = b"regieboek/leaf/v1";

/// The immutable content of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeafInput<'e> {
    /// Code of the municipality.
    pub gemeente: &'e str,
    /// Place in the log.
    pub position: u64,
    /// Stream type.
    pub stream_type: &'e str,
    /// Stream id.
    pub stream: Uuid,
    /// Place in the stream.
    pub version: u64,
    /// Event id.
    pub event_id: Uuid,
    /// Code of what happened.
    pub code: &'e str,
    /// Version of the payload's shape.
    pub schema_versie: u16,
    /// When it happened.
    pub gebeurd_op: Tijdstip,
    /// When it was recorded.
    pub vastgelegd_op: Tijdstip,
    /// Who.
    pub actor: &'e str,
    /// On which authority.
    pub bevoegdheid: &'e str,
    /// Of the two texts.
    pub texts: TextHashes,
    /// Leaf hash of the stream's previous event.
    pub previous: [u8; 32],
}

/// What is said of the texts of an event, wherever it comes to stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextHashes {
    metadata: [u8; 32],
    payload: [u8; 32],
}

impl TextHashes {
    /// SHA-256 of each.
    pub fn of(metadata: &str, payload: &str) -> Self {
        Self { metadata: Sha256::digest(metadata).into(), payload: Sha256::digest(payload).into() }
    }
}

/// The bytes that are hashed.
pub fn leaf_bytes(input: &LeafInput<'_>) -> Vec<u8> {
    let fields: [&[u8]; 16] = [
        TAG,
        input.gemeente.as_bytes(),
        &input.position.to_be_bytes(),
        input.stream_type.as_bytes(),
        input.stream.as_bytes(),
        &input.version.to_be_bytes(),
        input.event_id.as_bytes(),
        input.code.as_bytes(),
        &u64::from(input.schema_versie).to_be_bytes(),
        &input.gebeurd_op.micros().to_be_bytes(),
        &input.vastgelegd_op.micros().to_be_bytes(),
        input.actor.as_bytes(),
        input.bevoegdheid.as_bytes(),
        &input.texts.metadata,
        &input.texts.payload,
        &input.previous,
    ];
    let mut bytes = Vec::with_capacity(400);
    for field in fields {
        // Neither database holds a field of 4 GiB.
        bytes.extend_from_slice(&u32::try_from(field.len()).unwrap_or(u32::MAX).to_be_bytes());
        bytes.extend_from_slice(field);
    }
    bytes
}

/// SHA-256 over a zero byte and the leaf bytes.
pub fn leaf_hash(bytes: &[u8]) -> [u8; 32] {
    Sha256::new().chain_update([0]).chain_update(bytes).finalize().into()
}

impl Recorded {
    /// What the leaf hash must be, given the stored content.
    pub fn compute_leaf(&self) -> [u8; 32] {
        self.leaf_with(TextHashes::of(&self.metadata, &self.payload))
    }

    /// The same, of texts that were hashed before.
    pub(crate) fn leaf_with(&self, texts: TextHashes) -> [u8; 32] {
        leaf_hash(&leaf_bytes(&LeafInput {
            gemeente: self.gemeente.as_str(),
            position: self.position,
            stream_type: &self.stream_type,
            stream: self.stream,
            version: self.version,
            event_id: self.event_id.uuid(),
            code: &self.code,
            schema_versie: self.schema_versie,
            gebeurd_op: self.gebeurd_op,
            vastgelegd_op: self.vastgelegd_op,
            actor: &self.actor,
            bevoegdheid: &self.bevoegdheid,
            texts,
            previous: self.previous,
        }))
    }
}
