//! Accountability: what every event says about who, on which authority, when and why (DOMAIN 4, DESIGN invariant 4).

use serde::{Deserialize, Serialize};

use crate::codes::Organisatie;
use crate::ids::{EscalatieId, EventId, MandaatId, ProfessionalId};
use crate::persoonsgegeven::VrijeTekst;
use crate::tijd::Tijdstip;
use crate::woorden::{Functie, Rol};

/// Who acted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Actor {
    /// A person, in a function, for an organisation.
    Professional(Professional),
    /// The software: a follow-up or a term, always with a cause.
    Systeem,
}

/// A professional as the verified token described them at that moment (copied, never by reference).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Professional {
    /// Uuid v5 of (issuer, subject).
    pub id: ProfessionalId,
    /// The one function of the token.
    pub functie: Functie,
    /// The organisation they act for.
    pub organisatie: Organisatie,
    /// Their name.
    pub naam: VrijeTekst,
}

impl Actor {
    /// The professional, unless the software acted.
    pub const fn professional(&self) -> Option<&Professional> {
        match self {
            Self::Professional(p) => Some(p),
            Self::Systeem => None,
        }
    }

    /// The function that acted.
    pub const fn functie(&self) -> Functie {
        match self {
            Self::Professional(p) => p.functie,
            Self::Systeem => Functie::Systeem,
        }
    }
}

/// On which authority the actor acted. Cited, with its version, so that it can be checked on any later day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Bevoegdheid {
    /// The task that belongs to the function itself (picking up a signaal, reporting, accepting what was addressed to one).
    Functie,
    /// What was entrusted to the person beside the function.
    Rol(Rol),
    /// Contactpersoon or regisseur of the huishouden.
    Regie,
    /// Being involved in the huishouden.
    Betrokkenheid,
    /// A mandaat (Awb 10:1), at the version that was tested.
    Mandaat {
        /// The mandaat.
        id: MandaatId,
        /// Its stream version at the test.
        versie: u64,
    },
    /// A statutory power, as `jeugdwet-2.6-1e`, in the version of the law that was tested.
    Wettelijk {
        /// Article, from the table in `mandaat`.
        artikel: String,
        /// Version of the law text: its date of entry into force.
        wetsversie: String,
    },
    /// Doorzettingsmacht of the Meer-team during an open escalatie.
    Doorzettingsmacht {
        /// The escalatie.
        escalatie: EscalatieId,
    },
    /// A rule of this software (a term that passed, a follow-up that is owed).
    Regel,
}

/// The text is no authority.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no authority is written so")]
pub struct GeenBevoegdheid;

/// As an event has it in a field of its own: `regie`, `mandaat:<id>@<versie>`, `wet:<artikel>@<wetsversie>`. For ever.
impl std::fmt::Display for Bevoegdheid {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Functie => f.write_str("functie"),
            Self::Rol(rol) => write!(f, "rol:{rol}"),
            Self::Regie => f.write_str("regie"),
            Self::Betrokkenheid => f.write_str("betrokkenheid"),
            Self::Mandaat { id, versie } => write!(f, "mandaat:{id}@{versie}"),
            Self::Wettelijk { artikel, wetsversie } => write!(f, "wet:{artikel}@{wetsversie}"),
            Self::Doorzettingsmacht { escalatie } => write!(f, "doorzettingsmacht:{escalatie}"),
            Self::Regel => f.write_str("regel"),
        }
    }
}

impl std::str::FromStr for Bevoegdheid {
    type Err = GeenBevoegdheid;

    fn from_str(tekst: &str) -> Result<Self, GeenBevoegdheid> {
        Self::lees(tekst).ok_or(GeenBevoegdheid)
    }
}

impl Bevoegdheid {
    fn lees(tekst: &str) -> Option<Self> {
        let Some((soort, welke)) = tekst.split_once(':') else {
            return match tekst {
                "functie" => Some(Self::Functie),
                "regie" => Some(Self::Regie),
                "betrokkenheid" => Some(Self::Betrokkenheid),
                "regel" => Some(Self::Regel),
                _ => None,
            };
        };
        let met_versie = || welke.rsplit_once('@');
        Some(match soort {
            "rol" => Self::Rol(welke.parse().ok()?),
            "mandaat" => {
                let (id, versie) = met_versie()?;
                Self::Mandaat { id: id.parse().ok()?, versie: versie.parse().ok()? }
            }
            "wet" => {
                let (artikel, wetsversie) = met_versie()?;
                Self::Wettelijk { artikel: artikel.to_owned(), wetsversie: wetsversie.to_owned() }
            }
            "doorzettingsmacht" => Self::Doorzettingsmacht { escalatie: welke.parse().ok()? },
            _ => return None,
        })
    }
}

/// A coded reason, as `hulp-stagneert`. Free text never goes here: it lives in the payload as personal data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Redencode(String);

impl Redencode {
    /// From a code list's own text form.
    pub fn new(code: impl Into<String>) -> Self {
        Self(code.into())
    }

    /// The code.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Who, on which authority, when, why, and caused by what: no event exists without it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Verantwoording {
    /// Who acted.
    pub wie: Actor,
    /// On which authority.
    pub bevoegdheid: Bevoegdheid,
    /// When it happened, as the caller says; never later than it was recorded.
    pub gebeurd_op: Tijdstip,
    /// Why, as a code.
    pub reden: Option<Redencode>,
    /// The earlier event that caused this one.
    pub oorzaak: Option<EventId>,
}

impl Verantwoording {
    /// The same accountability with a coded reason.
    #[must_use]
    pub fn met_reden(mut self, code: impl Into<String>) -> Self {
        self.reden = Some(Redencode::new(code));
        self
    }

    /// The same accountability on another authority.
    #[must_use]
    pub fn op_grond_van(mut self, bevoegdheid: Bevoegdheid) -> Self {
        self.bevoegdheid = bevoegdheid;
        self
    }
}
