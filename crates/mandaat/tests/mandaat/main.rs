//! The rules of mandaat, besluit, SKJ registration and statutory grounds, as sentences.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up should stop")]

mod besluit;
mod common;
mod dekking;
mod diagram;
mod einde;
mod golden;
mod onder;
mod skj;
mod verlening;
mod verloop;
mod wettelijk;
