//! What a request brings besides its command: identity, idempotency key, expected version, time.

use regieboek_event_store::{Guard, NewReceipt};
use regieboek_kernel::{CommandId, Tijdstip};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

/// One request to change something, from a person or from the software itself.
#[derive(Debug, Clone)]
pub struct Aanvraag {
    /// The command that the events will name.
    pub command: CommandId,
    /// The request, or the chain of follow-ups, that it belongs to.
    pub correlatie: Uuid,
    /// Hash over caller and `Idempotency-Key`.
    pub sleutel: [u8; 32],
    /// Hash over caller, method, path, `If-Match` and body.
    pub fingerprint: [u8; 32],
    /// Version of the named resource that the caller has seen (`If-Match`).
    pub verwacht: Option<u64>,
    /// What the gate's answer rests on when it was remembered: the streams, and the versions they must still be at.
    pub grond: Vec<Guard>,
    /// When it happened, if not now.
    pub gebeurd_op: Option<Tijdstip>,
    /// HTTP status of the answer, kept in the receipt.
    pub status: u16,
}

impl Aanvraag {
    /// A follow-up of the software: its command id is derived from its cause, so that doing it twice changes nothing.
    pub fn systeem(oorzaak: Uuid, correlatie: Uuid, stap: &str) -> Self {
        let command = Uuid::new_v5(&oorzaak, stap.as_bytes());
        let sleutel = Sha256::new_with_prefix(b"systeem").chain_update(command.as_bytes()).finalize().into();
        Self {
            command: CommandId::new(command),
            correlatie,
            sleutel,
            fingerprint: sleutel,
            verwacht: None,
            grond: Vec::new(),
            gebeurd_op: None,
            status: 200,
        }
    }

    pub(crate) fn receipt(&self, subject: Uuid) -> NewReceipt {
        NewReceipt { key: self.sleutel, fingerprint: self.fingerprint, subject, status: self.status }
    }
}
