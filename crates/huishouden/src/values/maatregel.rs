//! A court measure that puts the regie with a gecertificeerde instelling (DOMAIN 3 "Maatregel").

use regieboek_kernel::{Betrokkene, Datum, Functionaris, Persoonsgegeven};
use serde::{Deserialize, Serialize};

/// A measure as the court ordered it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Maatregel {
    /// The jeugdbeschermer of the gecertificeerde instelling that carries it out.
    pub instelling: Functionaris,
    /// The first day.
    pub van: Datum,
    /// The last day.
    pub tot: Datum,
    /// Who keeps the process direction.
    pub procesregie: Betrokkene,
    /// The court's case number.
    pub zaaknummer: Persoonsgegeven<String>,
}

/// What decisions need of a measure that is in force.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct LopendeMaatregel {
    pub(crate) instelling: Functionaris,
    pub(crate) van: Datum,
    pub(crate) tot: Datum,
    pub(crate) procesregie: Betrokkene,
}

impl From<&Maatregel> for LopendeMaatregel {
    fn from(maatregel: &Maatregel) -> Self {
        let Maatregel { instelling, van, tot, procesregie, zaaknummer: _ } = maatregel.clone();
        Self { instelling, van, tot, procesregie }
    }
}

/// How a measure ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Maatregeleinde {
    /// Its last day is over.
    Verstreken,
    /// The court ended it early.
    Voortijdig {
        /// The day.
        op: Datum,
    },
}
