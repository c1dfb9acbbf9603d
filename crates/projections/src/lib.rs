//! Read models, one file each: the question, the fold, the SQL and the answer.
//!
//! Absent on purpose: commands. A query demands the proof of the gate, except the one that authorization itself asks
//! ([`Relatielijst`]).

mod betrokkenheid;
mod feitnaam;
mod leesmodellen;
mod stroom;

pub use betrokkenheid::{Betrokkenheid, Relatielijst};
pub use feitnaam::feitnaam;
pub use leesmodellen::{Leesmodellen, Leestransactie};
pub use stroom::Stromen;
