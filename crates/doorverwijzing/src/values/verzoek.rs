//! What is asked, of whom, and on which ground.

use regieboek_kernel::{Bevoegdheid, DoelId, Functie, Leefgebied, Organisatie, Professional, Voorziening, VrijeTekst};
use serde::{Deserialize, Serialize};

/// To whom a request is addressed: anyone of the organisation, in this function if one is named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Adressering {
    /// The organisation.
    pub organisatie: Organisatie,
    /// The function that must answer; none means any.
    pub functie: Option<Functie>,
}

impl Adressering {
    /// Whether this professional is one of those addressed (D8).
    pub fn omvat(&self, wie: &Professional) -> bool {
        wie.organisatie == self.organisatie && self.functie.is_none_or(|functie| functie == wie.functie)
    }
}

/// What is asked, with what each kind must bring.
#[derive(Debug, Clone, PartialEq)]
pub enum Verzoek {
    /// An expert joins.
    ErbijHalen,
    /// A sociaal makelaar takes up what is not medical.
    WelzijnOpRecept,
    /// Help by a provider, on mandaat or law.
    Inzet {
        /// The kind of help.
        voorziening: Voorziening,
        /// The doel of the plan it serves.
        doel: Option<DoelId>,
        /// Which lighter options were looked at and why not.
        lichter_bekeken: Option<VrijeTekst>,
        /// The answer to the question whether the caller may.
        dekking: Inzetdekking,
    },
}

/// The answer to the authority question, computed at the instant of the command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inzetdekking {
    /// Covered.
    Gedekt {
        /// By this authority, which the fact cites.
        bevoegdheid: Bevoegdheid,
    },
    /// Not covered.
    NietGedekt {
        /// Coded reason.
        reden: String,
        /// Explanation in Dutch, shown to the caller.
        uitleg: String,
    },
}

/// The kind of a doorverwijzing, lightest first; a further kind is a further variant with what only it knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::IntoStaticStr)]
#[serde(tag = "soort", rename_all = "kebab-case", rename_all_fields = "camelCase")]
#[strum(serialize_all = "kebab-case")]
pub enum Soort {
    /// An expert joins, the regie stays.
    ErbijHalen,
    /// Huisarts or POH jeugd to a sociaal makelaar.
    WelzijnOpRecept,
    /// Help by a provider, on mandaat or law.
    Inzet {
        /// The kind of help.
        voorziening: Voorziening,
        /// The doel of the plan it serves.
        doel: Option<DoelId>,
    },
}

impl Soort {
    /// The kind's name, kebab-case.
    pub fn naam(&self) -> &'static str {
        self.into()
    }

    /// The areas of life that whoever accepts may need to see (DOMAIN 4); the ground for sharing says which of them open.
    pub const fn nodig(&self) -> &'static [Leefgebied] {
        use Leefgebied::{Gezondheid, Meedoen, Veiligheid, WerkEnInkomen, Wonen};
        match self {
            Self::WelzijnOpRecept => &[Meedoen, Gezondheid],
            Self::ErbijHalen | Self::Inzet { .. } => &[Meedoen, WerkEnInkomen, Veiligheid, Gezondheid, Wonen],
        }
    }

    /// The doel it serves, if it serves one.
    pub const fn doel(&self) -> Option<DoelId> {
        match self {
            Self::ErbijHalen | Self::WelzijnOpRecept => None,
            Self::Inzet { doel, .. } => *doel,
        }
    }
}
