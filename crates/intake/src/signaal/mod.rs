//! A signaal: someone worries about someone, and hears what became of it.

mod aggregate;
mod commands;
mod errors;
mod events;
pub mod rules;
mod values;

pub use aggregate::{Behandeling, Doorgifte, Melding, Signaal};
pub use commands::SignaalCommand;
pub use errors::SignaalError;
pub use events::*;
pub use values::{Afsluitreden, Overnamereden, SignaalTermijn};
