//! The shapes on the wire, for server and client alike (DESIGN 6).
//!
//! Absent on purpose: rules, SQL and HTTP. A shape here says what a message looks like, never whether it may be sent.
//! Names are Dutch and become camelCase in JSON; shapes that come in refuse unknown fields.

pub mod algemeen;
pub mod beleid;
pub mod doorverwijzingen;
pub mod dossier;
pub mod escalaties;
pub mod geschiedenis;
pub mod intakes;
pub mod invoer;
pub mod mandaatregister;
pub mod mandaten;
mod ontvangst;
mod problem;
pub mod signalen;
mod vormen;
pub mod werklijst;
pub mod zoeken;

pub use ontvangst::Ontvangst;
pub use problem::{Probleem, Probleemcode, Veldfout};
