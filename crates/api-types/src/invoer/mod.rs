//! What comes in: one module per resource. Unknown fields are refused.

pub mod algemeen;
pub mod beleid;
pub mod doorverwijzingen;
pub mod escalaties;
pub mod huishoudens;
pub mod intakes;
pub mod mandaten;
pub mod samenstelling;
pub mod signalen;
