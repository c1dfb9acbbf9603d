//! The invented cast and their stories, played over HTTP: what the demo shows and what the black-box tests prove.
//!
//! Absent on purpose: every crate of the server. The stories know only what a client knows: addresses, tokens, JSON.

mod antwoord;
mod cast;
mod tijd;
mod wereld;

pub mod verhalen;

pub use antwoord::Antwoord;
pub use cast::{Cast, Persoon};
pub use tijd::Kalender;
pub use wereld::{Uitgever, Wereld};
