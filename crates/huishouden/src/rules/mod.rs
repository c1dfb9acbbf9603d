//! The rules of a huishouden, each a named pure function; the numbers are those of the crate's first page.

mod delen;
mod leden;
mod leeftijd;
mod maatregel;
mod mdo;
mod medebewoners;
mod plan;
mod regie;
mod samenstelling;
mod verhuizing;

pub(crate) use delen::*;
pub(crate) use leden::*;
pub use leeftijd::{Leeftijdsgrens, Leeftijdstaak, leeftijdstaken};
pub(crate) use maatregel::*;
pub(crate) use mdo::*;
pub(crate) use medebewoners::*;
pub(crate) use plan::*;
pub(crate) use regie::*;
pub(crate) use samenstelling::*;
pub(crate) use verhuizing::*;

use crate::errors::HuishoudenError;

/// What a rule answers.
type Regel = Result<(), HuishoudenError>;

/// Holds, or is broken.
fn regel(geldt: bool, anders: HuishoudenError) -> Regel {
    if geldt { Ok(()) } else { Err(anders) }
}
