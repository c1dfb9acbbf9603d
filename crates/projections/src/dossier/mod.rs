//! The case file: one page per stream, folded and laid together when somebody reads it.
//!
//! ```text
//! events of a stream --vouw--> Blad (envelopes as they are)
//! all bladen of a huishouden + Blik (what the reader may see) --stel_samen--> Dossier on the wire
//! ```
//!
//! Nothing of it is stored: the case file as it is, on a past instant and before a split come from the same events by the
//! same `vouw`.

mod blad;
mod blik;
mod escalatie;
mod huishouden;
mod intake;
mod plan;
mod samenstelling;
mod signaal;
mod verwijzing;
mod vragen;
mod wire;

pub(crate) use blik::Leeswijze;
pub use vragen::{dossier, gedeeld_dossier, stand_op};
