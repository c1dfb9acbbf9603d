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

    /// Another professional who acts; a resident who keeps the regie goes on keeping it.
    #[must_use]
    pub(crate) fn met(&self, handelend: Betrokkene) -> Self {
        match self {
            Self::Professional(_) => Self::Professional(handelend),
            Self::EigenRegie { lid, .. } => Self::EigenRegie { lid: *lid, coordinator: handelend },
        }
    }

    /// The same professional who acts, in another form of regie.
    #[must_use]
    pub(crate) fn in_vorm(&self, vorm: Regievorm) -> Self {
        let handelend = self.handelend().clone();
        match vorm {
            Regievorm::Professional => Self::Professional(handelend),
            Regievorm::EigenRegie { lid } => Self::EigenRegie { lid, coordinator: handelend },
        }
    }
}

/// Whether a professional keeps the regie, or a resident with a professional who coordinates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Regievorm {
    /// The professional.
    Professional,
    /// The resident.
    EigenRegie {
        /// Who.
        lid: LidId,
    },
}

regieboek_kernel::woordenlijst! {
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
