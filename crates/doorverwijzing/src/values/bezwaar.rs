//! How an objection against an inzet ends (Awb 7:11).

use regieboek_kernel::woordenlijst;
use serde::{Deserialize, Serialize};

woordenlijst! {
    /// What follows for the inzet from a decision on an objection.
    Inzetgevolg {
        /// It is revoked.
        Herroepen,
        /// It stays as it was decided.
        InStand,
    }
}

/// What was decided on an objection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, strum::IntoStaticStr)]
#[serde(tag = "code", rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Bezwaaroordeel {
    /// It is right.
    Gegrond {
        /// What follows.
        gevolg: Inzetgevolg,
    },
    /// It is right in part.
    DeelsGegrond {
        /// What follows.
        gevolg: Inzetgevolg,
    },
    /// It is not right.
    Ongegrond,
    /// It could not be judged: too late, or by someone whom the inzet does not concern.
    NietOntvankelijk,
}

impl Bezwaaroordeel {
    /// What follows for the inzet.
    pub const fn gevolg(self) -> Inzetgevolg {
        match self {
            Self::Gegrond { gevolg } | Self::DeelsGegrond { gevolg } => gevolg,
            Self::Ongegrond | Self::NietOntvankelijk => Inzetgevolg::InStand,
        }
    }
}
