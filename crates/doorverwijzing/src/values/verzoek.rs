//! What is asked, of whom, and on which ground.

use regieboek_kernel::{
    Bevoegdheid, Datum, DoelId, Functie, Functionaris, Leefgebied, Organisatie, Professional, Voorziening, VrijeTekst,
};
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
    /// The organisation and function of one person; that only this person answers follows from the kind (D20).
    pub(crate) fn van(wie: &Functionaris) -> Self {
        Self { organisatie: wie.organisatie.clone(), functie: Some(wie.functie) }
    }

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
    /// The regie moves to someone else.
    Overdracht {
        /// To whom.
        naar: Functionaris,
    },
}

/// On whose behalf a decision on mandaat is taken, and on which law text (Awb 10:10).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Namens {
    /// The body on whose behalf, in words.
    pub orgaan: String,
    /// The regulation that the mandaat rests on, as `Jeugdwet art. 2.3`.
    pub regeling: String,
    /// The version of that text: its date of entry into force.
    pub wetsversie: Datum,
}

/// The answer to the authority question, computed at the instant of the command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inzetdekking {
    /// Covered.
    Gedekt {
        /// By this authority, which the fact cites.
        bevoegdheid: Bevoegdheid,
        /// On whose behalf; none on a statutory power, which is the caller's own.
        namens: Option<Namens>,
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
    /// The regie moves to someone else.
    Overdracht {
        /// To whom: the only one who answers.
        naar: Functionaris,
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
            Self::ErbijHalen | Self::Inzet { .. } | Self::Overdracht { .. } => {
                &[Meedoen, WerkEnInkomen, Veiligheid, Gezondheid, Wonen]
            }
        }
    }

    /// The doel it serves, if it serves one.
    pub const fn doel(&self) -> Option<DoelId> {
        match self {
            Self::ErbijHalen | Self::WelzijnOpRecept | Self::Overdracht { .. } => None,
            Self::Inzet { doel, .. } => *doel,
        }
    }

    /// To whom the regie moves, in an overdracht.
    pub const fn overdracht_naar(&self) -> Option<&Functionaris> {
        match self {
            Self::ErbijHalen | Self::WelzijnOpRecept | Self::Inzet { .. } => None,
            Self::Overdracht { naar } => Some(naar),
        }
    }
}
