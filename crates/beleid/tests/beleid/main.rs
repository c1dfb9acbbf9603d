//! The rules of policy as versioned data, as sentences.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up should stop")]

mod diagram;
mod eigenschappen;
mod golden;
mod inhoud;
mod versies;
mod wereld;
