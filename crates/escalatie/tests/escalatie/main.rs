//! The escalatie as its policy sentences, its stored form and its properties.

#![expect(clippy::unwrap_used, reason = "a test whose world cannot be built should stop")]

mod diagram;
mod eigenschappen;
mod golden;
mod nazorg;
mod regie;
mod triage;
mod wereld;
