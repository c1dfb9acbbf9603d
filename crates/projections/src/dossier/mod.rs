//! The case file: one page per stream, laid together when somebody reads it.
//!
//! ```text
//! events of a stream --vouw--> Blad (stored, envelopes as they are)
//! all bladen of a huishouden + Blik (what the reader may see) --stel_samen--> Dossier on the wire
//! ```
//!
//! The same `vouw` serves the live projection ([`Dossiers`]) and the state on a past instant ([`stand_op`]).

mod blad;
mod blik;
mod escalatie;
mod huishouden;
mod intake;
mod plan;
mod projectie;
mod samenstelling;
mod signaal;
mod verwijzing;
mod vragen;
mod wire;

pub(crate) use blik::Leeswijze;
pub use projectie::Dossiers;
pub use vragen::{dossier, stand_op};
