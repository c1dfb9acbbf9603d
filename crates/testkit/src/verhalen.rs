//! The stories of SCENARIOS, step by step: each step by who does it, with their own token.

pub mod proloog;
pub mod s1;
pub mod s2;
pub mod s3;
mod stappen;
