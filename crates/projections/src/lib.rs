//! Read models, one file each: the question, the fold, the SQL and the answer.
//!
//! Absent on purpose: commands. A query demands the proof of the gate, except the one that authorization itself asks
//! ([`Relatielijst`]).

mod betrokkenheid;
pub mod dossier;
mod dubbelen;
mod feitnaam;
pub mod geschiedenis;
pub mod inzage;
mod leesmodellen;
mod lopende_inzetten;
mod mandaatregister;
mod relatiegeheugen;
mod stroom;
mod termijnen;
mod verleden;
mod werklijst;

pub use betrokkenheid::{Betrokkenheid, Relatielijst};
pub use dubbelen::Dubbelen;
pub use feitnaam::feitnaam;
pub use leesmodellen::{Leesmodellen, Leestransactie, inline_projecties};
pub use lopende_inzetten::LopendeInzetten;
pub use mandaatregister::{Mandaatregister, Registerfilter};
pub use regieboek_event_store::ProjectionError as Leesfout;
pub use stroom::Stromen;
pub use termijnen::{Termijnen, Termijnsoort, VerstrekenTermijn};
pub use werklijst::Werklijst;
