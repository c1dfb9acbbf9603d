//! The policy of doorverwijzing, sentence by sentence.

#![expect(clippy::unwrap_used, reason = "the vocabulary of the tests is outside #[test] functions")]

mod aanvragen;
mod bevoegdheid;
mod bevragen;
mod bezwaar;
mod diagram;
mod feiten;
mod herhaling;
mod overdracht;
mod termijnen;
mod terugkoppeling;
mod verloop;
mod willekeurig;
mod woordenschat;
