//! The SKJ registration of one professional: a fact of its own, whose end stops mandaten by itself (DOMAIN 4).

mod aggregate;
mod commands;
mod errors;
mod events;
mod rules;

pub use aggregate::SkjRegistratie;
pub use commands::SkjRegistratieCommand;
pub use errors::SkjRegistratieError;
pub use events::{Inschrijving, SkjRegistratieEvent, Uitschrijving, Verlenging, Verloop};
