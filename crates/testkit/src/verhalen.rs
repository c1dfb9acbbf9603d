//! The stories of SCENARIOS, step by step: each step by who does it, with their own token.

pub mod proloog;
pub mod s1;
pub mod s2;
pub mod s3;
pub mod s4;
pub mod s5;
pub mod s6;
pub mod s7;
mod stappen;
