//! From bearer token to [`Beller`](regieboek_access::Beller): the 401 of every request (DESIGN 6).
//!
//! Only signatures are left to `jsonwebtoken`; every other check is ours, by type and value, because the crate lets
//! `crit`, `typ`, `iat` and wrongly typed claims pass. A refusal says that the token is missing, invalid or expired, and
//! nothing more. Keys come from the configuration (text or file). Fetching a JWKS from a URL is not built: this edge
//! makes no outgoing connection, whatever a token says.

mod claims;
pub mod ontwikkel;
mod sleutels;
mod uitgever;
mod verifier;

pub use sleutels::Algoritme;
pub use uitgever::{IssuerConfig, Jwks, UitgeverError};
pub use verifier::{TokenFout, TokenVerifier};

/// The clocks of issuer and verifier may differ this many seconds.
pub const LEEWAY: i64 = 30;
/// Longest life of a token in production.
pub const MAX_LIFETIME: i64 = 15 * 60;
/// Longest life of a token of the development issuer.
pub const MAX_LIFETIME_DEVELOPMENT: i64 = 12 * 60 * 60;
/// The largest token that is looked at.
pub const MAX_TOKEN: usize = 8 * 1024;
