//! The brede intake: one conversation about all five areas of life, and what it concludes.

mod aggregate;
mod commands;
mod errors;
mod events;
mod gesprek;
pub mod rules;
mod values;

pub use aggregate::Intake;
pub use commands::IntakeCommand;
pub use errors::{IntakeError, Ontbrekend};
pub use events::*;
pub use gesprek::Gesprek;
pub use values::{
    Afspraak, Conclusie, FamiliegroepsplanUitkomst, GeenMeldcodestap, GeenScore, IntakeTermijn, Leefgebiedsafsluiting,
    Meldcodestap, Meldcodewijze, Score, VeiligThuisbesluit, Veiligheidsoordeel, Vervolgstap,
};
