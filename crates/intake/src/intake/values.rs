//! The values of an intake.

use regieboek_kernel::{ActieId, Datum, Functionaris, Uitvoerder, VrijeTekst};
use serde::{Deserialize, Serialize};

/// Declares a newtype over a number from 1 to 5, with the error that says so.
macro_rules! een_tot_vijf {
    ($(#[$doc:meta])* $name:ident, $(#[$fdoc:meta])* $fout:ident, $tekst:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "u8", into = "u8")]
        pub struct $name(u8);

        impl $name {
            /// The number.
            pub const fn getal(self) -> u8 {
                self.0
            }
        }

        impl TryFrom<u8> for $name {
            type Error = $fout;
            fn try_from(getal: u8) -> Result<Self, $fout> {
                if (1..=5).contains(&getal) { Ok(Self(getal)) } else { Err($fout) }
            }
        }

        impl From<$name> for u8 {
            fn from(waarde: $name) -> Self {
                waarde.0
            }
        }

        $(#[$fdoc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
        #[error($tekst)]
        pub struct $fout;
    };
}

een_tot_vijf! {
    /// How things are on an area of life: 1 acute problem to 5 fully self-reliant (Zelfredzaamheid-Matrix).
    Score,
    /// The number is no score.
    GeenScore, "Een score is een getal van 1 (acute problematiek) tot en met 5 (volledig zelfredzaam)."
}

een_tot_vijf! {
    /// A step of the Meldcode huiselijk geweld en kindermishandeling.
    Meldcodestap,
    /// The number is no step.
    GeenMeldcodestap, "De meldcode kent de stappen 1 tot en met 5."
}

/// How an area of life was closed: looked at always, described never by force.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Leefgebiedsafsluiting {
    /// With a score.
    Gescoord {
        /// How things are.
        score: Score,
        /// What stands behind the score.
        toelichting: Option<VrijeTekst>,
        /// What the residents can do themselves.
        eigen_kracht: Option<VrijeTekst>,
        /// Who stands around them.
        netwerk: Option<VrijeTekst>,
    },
    /// Talked about; no score was needed.
    BesprokenGeenScore,
    /// It plays no part here.
    NietRelevant {
        /// Why not.
        reden: VrijeTekst,
    },
    /// The residents do not want to talk about it.
    InwonerWilNiet,
}

impl Leefgebiedsafsluiting {
    /// The score, when one was given.
    pub const fn score(&self) -> Option<Score> {
        match self {
            Self::Gescoord { score, .. } => Some(*score),
            Self::BesprokenGeenScore | Self::NietRelevant { .. } | Self::InwonerWilNiet => None,
        }
    }
}

/// How safe the residents are.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, strum::Display, strum::EnumString, strum::IntoStaticStr,
)]
#[serde(rename_all = "camelCase")]
#[strum(serialize_all = "kebab-case")]
pub enum Veiligheidsoordeel {
    /// Safe.
    Veilig,
    /// A worry.
    Zorgelijk,
    /// Unsafe.
    Onveilig,
}

/// What is decided about Veilig Thuis.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum VeiligThuisbesluit {
    /// Report.
    Melden,
    /// Do not report.
    NietMelden {
        /// Why not.
        reden: VrijeTekst,
    },
    /// Ask for advice.
    Advies,
}

/// How a step of the meldcode went.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Meldcodewijze {
    /// It was taken.
    Gezet,
    /// It was skipped.
    Overgeslagen {
        /// Why.
        reden: VrijeTekst,
    },
}

/// What the family says to making a plan of its own (Jeugdwet 4.1.2).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, strum::Display, strum::EnumString, strum::IntoStaticStr,
)]
#[serde(rename_all = "camelCase")]
#[strum(serialize_all = "kebab-case")]
pub enum FamiliegroepsplanUitkomst {
    /// Yes.
    Aanvaard,
    /// No.
    Afgewezen,
    /// They think about it.
    Overwegen,
}

/// What an intake leads to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Conclusie {
    /// Information and advice were enough.
    InformatieEnAdvies,
    /// Help that is free to enter.
    SocialeBasis,
    /// Light support.
    LichteOndersteuning,
    /// A plan, which opens with this regisseur.
    Plan {
        /// Who keeps it together.
        regisseur: Functionaris,
    },
    /// The Meer-team, at once.
    DirecteEscalatie,
}

impl Conclusie {
    /// Whether it is lighter than a plan.
    pub const fn is_lichter_dan_plan(&self) -> bool {
        match self {
            Self::InformatieEnAdvies | Self::SocialeBasis | Self::LichteOndersteuning => true,
            Self::Plan { .. } | Self::DirecteEscalatie => false,
        }
    }

    /// The step that must follow elsewhere.
    pub const fn vervolgstap(&self) -> Option<Vervolgstap> {
        match self {
            Self::InformatieEnAdvies | Self::SocialeBasis | Self::LichteOndersteuning => None,
            Self::Plan { .. } => Some(Vervolgstap::PlanOpenen),
            Self::DirecteEscalatie => Some(Vervolgstap::EscalatieAanmelden),
        }
    }
}

/// What a conclusion owes elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, strum::Display, strum::IntoStaticStr)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Vervolgstap {
    /// The plan opens with the regisseur who was named.
    PlanOpenen,
    /// The Meer-team is called in.
    EscalatieAanmelden,
}

/// A term of an intake besides that of the investigation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, strum::Display, strum::IntoStaticStr)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum IntakeTermijn {
    /// The youth-help plan (Jeugdwet 4.1.3).
    Jeugdplan,
    /// The decision on an application (Wmo 2015, 2.3.5).
    Besluit,
}

/// What is agreed where no plan is needed, in the shape of an actie.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Afspraak {
    /// Its id.
    pub id: ActieId,
    /// What is to be done.
    pub omschrijving: VrijeTekst,
    /// By whom.
    pub uitvoerder: Uitvoerder,
    /// On which day at the latest.
    pub uiterlijk: Datum,
}
