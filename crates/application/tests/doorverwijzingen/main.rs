//! Doorverwijzingen against a real log: authority that is tested and guarded, two streams in one append, two at once.

#![expect(clippy::unwrap_used, reason = "the vocabulary of the tests is outside #[test] functions")]

mod aanvragen;
mod herinnering;
mod verloop;
mod wereld;
