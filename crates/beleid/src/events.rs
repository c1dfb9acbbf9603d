//! What can happen to the policy of a municipality.

use regieboek_kernel::{Beleid, VrijeTekst, feiten};
use serde::{Deserialize, Serialize};

feiten! {
    /// A fact about policy.
    pub enum BeleidsboekEvent {
        /// A version was set.
        "bl01" => BeleidVastgesteld(Box<BeleidVastgesteld>),
        /// A version was taken back before it held.
        "bl02" => BeleidIngetrokken(BeleidIngetrokken),
    }
}

/// A version was set.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BeleidVastgesteld {
    /// The whole of it, with its number and first day.
    pub beleid: Beleid,
    /// Why.
    pub toelichting: VrijeTekst,
}

/// A version was taken back before it held.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BeleidIngetrokken {
    /// Which one.
    pub versie: u32,
    /// Why.
    pub reden: VrijeTekst,
}
