//! What comes in: one module per resource. Unknown fields are refused.

pub mod algemeen;
pub mod mandaten;
