//! Moving to another municipality: a handover to an outside party (DOMAIN 4).

use regieboek_kernel::{Datum, DoorverwijzingId, Gemeente};
use serde::{Deserialize, Serialize};

/// That the huishouden moves; until the other municipality confirms, this one stays responsible.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Verhuizing {
    pub(crate) naar_gemeente: Gemeente,
    pub(crate) per: Datum,
    pub(crate) bevestigd: bool,
    /// Youth help that goes on after the move (Jeugdwet 2.7a).
    pub(crate) voortgezet: Vec<DoorverwijzingId>,
}
