//! The closed lists of a signaal.

use regieboek_kernel::SignaalId;
use serde::{Deserialize, Serialize};

/// Why a signaal is closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Afsluitreden {
    /// The huishouden is being helped; what follows is recorded there.
    Opgepakt,
    /// Information was enough.
    InformatieGegeven,
    /// Reported before.
    DubbeleMelding {
        /// The earlier signaal.
        van: SignaalId,
    },
    /// Looked at: nothing has to be done.
    NietNodig,
    /// The residents do not want help, and nothing obliges to act.
    InwonerWilNiet,
}

/// Why the owner of a signaal cannot act.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    strum::Display,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::VariantNames,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Overnamereden {
    /// Left service.
    UitDienst,
    /// Absent.
    Afwezig,
    /// The organisation closed.
    OrganisatieGestopt,
}

/// The two terms that run on a signaal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum SignaalTermijn {
    /// Until someone picks it up.
    Oppakken,
    /// Until the reporter hears.
    Terugkoppeling,
}
