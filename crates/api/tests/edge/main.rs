//! The edge as its callers meet it: tokens, input, and what goes over HTTP.

#![expect(clippy::unwrap_used, reason = "the workshop's own functions lie outside #[test]")]

mod drukte;
mod http;
mod invoer;
mod sleutelbos;
mod tokens;
