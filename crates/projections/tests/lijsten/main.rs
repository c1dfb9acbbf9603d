//! Worklist, terms, register and details, through the real aggregates and the real store.

#![expect(clippy::unwrap_used, reason = "the vocabulary of the tests is outside #[test] functions")]

mod herbouw;
mod inzage;
mod register;
mod samenvoeging;
mod termijnen;
mod wereld;
mod werklijst;
