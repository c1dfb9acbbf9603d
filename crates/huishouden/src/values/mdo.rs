//! The multidisciplinary meeting: with and not about residents (DOMAIN 3 "Nazorg").

use regieboek_kernel::{Betrokkene, Datum, LidId, VrijeTekst};
use serde::{Deserialize, Serialize};

/// A meeting about the plan, as it was held.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Mdo {
    /// The day.
    pub op: Datum,
    /// The professionals who were there.
    pub aanwezigen: Vec<Betrokkene>,
    /// The residents who were there, or why none was.
    pub bewoners: Bewonersdeelname,
    /// What was said.
    pub verslag: VrijeTekst,
    /// Who thought otherwise, and what.
    pub afwijkende_meningen: Vec<AfwijkendeMening>,
    /// What was decided.
    pub besluiten: Vec<VrijeTekst>,
}

/// Whether residents took part.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Bewonersdeelname {
    /// They did.
    Aanwezig(Vec<LidId>),
    /// They did not.
    Afwezig {
        /// Why not.
        reden: VrijeTekst,
    },
}

/// An opinion that differs from what was decided.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AfwijkendeMening {
    /// Whose.
    pub wie: Deelnemer,
    /// What it says.
    pub mening: VrijeTekst,
}

/// Someone who speaks in a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Deelnemer {
    /// A resident.
    Bewoner(LidId),
    /// A professional.
    Professional(Betrokkene),
}
