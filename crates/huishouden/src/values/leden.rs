//! Who live together, where, and who has gezag over whom.

use regieboek_kernel::{
    Betrokkene, Bsn, Datum, Gebied, Geboortedatum, LidId, Organisatie, Persoonsgegeven, SignaalId, VrijeTekst,
};
use serde::{Deserialize, Serialize};

use super::{Dubbelsleutel, Gever};

/// An address, as far as it is known.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Adres {
    /// Street.
    pub straat: Option<String>,
    /// House number, with its addition.
    pub huisnummer: Option<String>,
    /// Postal code.
    pub postcode: Option<String>,
    /// Town.
    pub woonplaats: Option<String>,
}

regieboek_kernel::woordenlijst! {
    /// What someone is in the huishouden.
    Relatie {
        /// Parent.
        Ouder,
        /// Child.
        Kind,
        /// Partner.
        Partner,
        /// Grandparent.
        Grootouder,
        /// Lives in.
        Inwonend,
        /// Lives alone.
        Alleenstaande,
        /// Something else.
        Anders,
    }
}

/// A member of the huishouden (DOMAIN 3).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Lid {
    /// Its id.
    pub id: LidId,
    /// Name.
    pub naam: Persoonsgegeven<String>,
    /// Birth date.
    pub geboortedatum: Persoonsgegeven<Geboortedatum>,
    /// Relation within the huishouden.
    pub relatie: Relatie,
    /// BSN, if it is known.
    pub bsn: Option<Persoonsgegeven<Bsn>>,
    /// By what a second registration of the same person shows, if enough is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dubbelsleutel: Option<Persoonsgegeven<Dubbelsleutel>>,
}

/// Who has gezag.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Gezaghebbende {
    /// A lid of the same huishouden.
    Lid(LidId),
    /// Someone who lives elsewhere.
    Buiten {
        /// Name.
        naam: VrijeTekst,
    },
    /// A gecertificeerde instelling that has the voogdij.
    Voogdij {
        /// That organisation.
        organisatie: Organisatie,
    },
}

impl Gezaghebbende {
    /// The same person or organisation as the giver of a consent.
    pub fn gever(&self) -> Gever {
        match self {
            Self::Lid(lid) => Gever::Lid(*lid),
            Self::Buiten { naam } => Gever::Buiten(naam.onderwerp()),
            Self::Voogdij { organisatie } => Gever::Voogdij(organisatie.clone()),
        }
    }
}

regieboek_kernel::woordenlijst! {
    /// On which source it is known who has gezag.
    Gezagsbron {
        /// The central register of the courts.
        Gezagsregister,
        /// What those involved say.
        Verklaring,
        /// A court's decision.
        RechterlijkeUitspraak,
        /// The law itself, as for parents who are married.
        VanRechtswege,
    }
}

/// Gezag as a fact about a child: who has it, since when, on which source (DOMAIN 3 "Lid").
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Gezag {
    /// The child.
    pub kind: LidId,
    /// Who has it.
    pub gezaghebbende: Gezaghebbende,
    /// Since when.
    pub sinds: Datum,
    /// On which source.
    pub bron: Gezagsbron,
}

/// A huishouden as it is registered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Registratie {
    /// Area of the municipality.
    pub gebied: Gebied,
    /// Address.
    pub adres: Persoonsgegeven<Adres>,
    /// Members.
    pub leden: Vec<Lid>,
    /// All that is known of gezag.
    pub gezag: Vec<Gezag>,
    /// Who owns the huishouden as long as it has no plan.
    pub contactpersoon: Betrokkene,
    /// The signaal that led to it.
    pub signaal: Option<SignaalId>,
}
