//! Words about people around a huishouden that several aggregates speak of.

use serde::{Deserialize, Serialize};

use crate::codes::Organisatie;
use crate::ids::{LidId, ProfessionalId, ToestemmingId};
use crate::persoonsgegeven::VrijeTekst;
use crate::verantwoording::Professional;
use crate::woorden::{Functie, Grondslag};

/// One named professional, in a function, for an organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Functionaris {
    /// The person.
    pub professional: ProfessionalId,
    /// In which function.
    pub functie: Functie,
    /// For which organisation.
    pub organisatie: Organisatie,
}

impl From<&Professional> for Functionaris {
    fn from(wie: &Professional) -> Self {
        Self { professional: wie.id, functie: wie.functie, organisatie: wie.organisatie.clone() }
    }
}

impl From<Functionaris> for Betrokkene {
    fn from(wie: Functionaris) -> Self {
        Self { professional: Some(wie.professional), functie: wie.functie, organisatie: wie.organisatie }
    }
}

/// A professional, or a function at an organisation, that is involved in a huishouden.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Betrokkene {
    /// The person; none when anyone of the organisation in this function is meant.
    pub professional: Option<ProfessionalId>,
    /// In which function.
    pub functie: Functie,
    /// For which organisation.
    pub organisatie: Organisatie,
}

/// On which ground something about a huishouden is shared with someone (DOMAIN 4, "No consent does not mean no help").
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Deelgrond {
    /// A consent that was given for this receiver.
    Toestemming(ToestemmingId),
    /// A ground in law.
    Grondslag(Grondslag),
}

/// Who does an actie or afspraak.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Uitvoerder {
    /// A resident of the huishouden.
    Bewoner(LidId),
    /// Someone from the network.
    Netwerk {
        /// Who.
        naam: VrijeTekst,
    },
    /// A volunteer of an organisation.
    Vrijwilliger {
        /// Which organisation.
        organisatie: Organisatie,
    },
    /// A professional.
    Professional {
        /// In which function.
        functie: Functie,
        /// For which organisation.
        organisatie: Organisatie,
    },
}
