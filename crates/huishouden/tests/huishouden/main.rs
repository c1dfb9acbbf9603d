//! What a huishouden promises, sentence by sentence, and what holds for every history.

#![expect(clippy::unwrap_used, reason = "the vocabulary of the tests is outside #[test] functions")]

mod delen;
mod diagram;
mod eigenschappen;
mod feiten;
mod herhaling;
mod leeftijd;
mod maatregel;
mod mdo;
mod medebewoners;
mod plan;
mod regie;
mod registreren;
mod samenstelling;
mod verhuizing;
mod wereld;
