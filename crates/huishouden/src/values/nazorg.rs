//! The watch after closing, what re-opens a plan, and the terms that can pass.

use regieboek_kernel::{ActieId, Datum, EscalatieId, ToestemmingId, VrijeTekst};
use serde::{Deserialize, Serialize};

/// A check that is due after closing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Nazorgcontrole {
    /// Its number, from 1.
    pub nummer: u8,
    /// The last day to do it.
    pub uiterlijk: Datum,
}

regieboek_kernel::woordenlijst! {
    /// What a check found.
    Nazorguitkomst {
        /// It goes well.
        Stabiel,
        /// It does not: the plan re-opens.
        Terugval,
    }
}

/// A check as it was done.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Controleverslag {
    /// Number of the check.
    pub controle: u8,
    /// What it found.
    pub uitkomst: Nazorguitkomst,
    /// In words.
    pub toelichting: VrijeTekst,
}

/// Where the terugval showed that re-opened a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Heropening {
    /// In a check after closing.
    Nazorgcontrole(u8),
    /// In the nazorg of an escalatie.
    Escalatie(EscalatieId),
}

/// A term of the huishouden that can pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum TermijnSoort {
    /// A check was not done.
    Nazorgcontrole(u8),
    /// An actie was not done.
    Actie(ActieId),
    /// A consent ended.
    Toestemming(ToestemmingId),
    /// A court measure ended.
    Maatregel,
}
