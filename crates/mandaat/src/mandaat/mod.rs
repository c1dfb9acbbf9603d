//! The power to decide on behalf of the college: who, which help, where, from-until (DOMAIN 3; Awb 10:1-10:12).

mod aggregate;
mod commands;
mod errors;
mod events;
mod reikt;
mod rules;

pub use aggregate::Mandaat;
pub use commands::MandaatCommand;
pub use errors::MandaatError;
pub use events::{Bovenmandaat, Hervatting, Intrekking, MandaatEvent, Mandaathouder, Schorsing, Verlening, Verloop};
pub use reikt::Gronden;
