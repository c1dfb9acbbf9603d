//! The college's decision that mandaten rest on; its reach bounds what may be granted (DOMAIN 3; Awb 10:3 and 10:5).

mod aggregate;
mod commands;
mod errors;
mod events;
mod rules;

pub use aggregate::Mandaatbesluit;
pub use commands::MandaatbesluitCommand;
pub use errors::MandaatbesluitError;
pub use events::{Besluit, Besluitintrekking, Besluitverval, MandaatbesluitEvent, Wetstekst};

use regieboek_kernel::{Datum, Functie};
use serde::{Deserialize, Serialize};

use crate::values::{Periode, Reikwijdte};

/// What a besluit answers when a mandaat is to be granted on it; copied into that command.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Besluitgrenzen {
    /// The widest reach.
    pub reikwijdte: Reikwijdte,
    /// The longest period.
    pub geldig: Periode,
    /// The functions it may be granted to.
    pub functies: Vec<Functie>,
    /// First day on which the besluit no longer holds, once it is withdrawn.
    pub ingetrokken_per: Option<Datum>,
    /// Whether holders may pass a mandaat on (Awb 10:9).
    pub ondermandaat_toegestaan: bool,
    /// The law text it rests on.
    pub wetstekst: Wetstekst,
}
