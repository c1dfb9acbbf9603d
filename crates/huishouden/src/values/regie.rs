//! Who holds the regie, and why someone cannot.

use regieboek_kernel::{Betrokkene, LidId};
use serde::{Deserialize, Serialize};

/// The one who keeps the plan together (DOMAIN 3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Regisseur {
    /// A professional.
    Professional(Betrokkene),
    /// A resident keeps the regie; a professional coordinates and acts.
    EigenRegie {
        /// The resident.
        lid: LidId,
        /// The professional.
        coordinator: Betrokkene,
    },
}

impl Regisseur {
    /// The professional who acts: the regisseur, or who coordinates beside a resident.
    pub const fn handelend(&self) -> &Betrokkene {
        match self {
            Self::Professional(betrokkene) | Self::EigenRegie { coordinator: betrokkene, .. } => betrokkene,
        }
    }
}

lijst! {
    /// Why a regisseur cannot act.
    Vacuumreden {
        /// Left service.
        UitDienst,
        /// Absent.
        Afwezig,
        /// SKJ registration ended.
        SkjVervallen,
        /// The organisation closed.
        OrganisatieGestopt,
    }
}
