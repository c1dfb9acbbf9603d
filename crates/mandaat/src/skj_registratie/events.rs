//! What can happen to an SKJ registration.

use regieboek_kernel::{Datum, Persoonsgegeven, ProfessionalId};
use serde::{Deserialize, Serialize};

/// A registration as the SKJ register shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Inschrijving {
    /// Who is registered.
    pub houder: ProfessionalId,
    /// The number in the register.
    pub nummer: Persoonsgegeven<String>,
    /// Last valid day, to its end.
    pub geldig_tot: Datum,
}

/// That it was renewed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Verlenging {
    /// The new last valid day.
    pub geldig_tot: Datum,
}

/// That it ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Uitschrijving {
    /// First day without registration.
    pub per: Datum,
}

/// That its last valid day passed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Verloop {
    /// The last valid day.
    pub laatste_dag: Datum,
}

regieboek_kernel::feiten! {
    /// A fact about an SKJ registration.
    pub enum SkjRegistratieEvent {
        /// It was recorded.
        "sk01" => SkjGeregistreerd(Inschrijving),
        /// It was renewed.
        "sk02" => SkjVerlengd(Verlenging),
        /// It ended.
        "sk03" => SkjBeeindigd(Uitschrijving),
        /// Its last valid day passed.
        "sk04" => SkjVerlopen(Verloop),
    }
}
