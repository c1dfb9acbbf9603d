//! The words of an escalatie.

use regieboek_kernel::{DoorbraakId, GeenCode, Organisatie, VrijeTekst, woordenlijst};
use serde::{Deserialize, Serialize};

woordenlijst! {
    /// Ground on which the Meer-team is called in (DOMAIN 3).
    Escalatiegrond {
        /// Several problems at once.
        MeervoudigeProblematiek,
        /// Help stagnates.
        HulpStagneert,
        /// An unorthodox solution is needed.
        OnorthodoxeOplossing,
        /// Safety.
        Veiligheid,
    }
}

woordenlijst! {
    /// Why the Meer-team does not take the escalatie; it always comes with advice.
    Afwijsreden {
        /// None of the grounds applies.
        GeenGrond,
        /// The regisseur can go on with what is at hand.
        RegisseurKanVerder,
        /// Lighter ways have not been tried yet.
        LichterNietGeprobeerd,
        /// Someone else must act first, as Veilig Thuis or a gecertificeerde instelling.
        AndereRoute,
        /// Another municipality is responsible.
        AndereGemeente,
        /// Too little is known to judge it.
        OnvoldoendeInformatie,
    }
}

woordenlijst! {
    /// What kind of obstacle a doorbraak removes: the "purple crocodiles" that policy counts (DOMAIN 4).
    Obstakelsoort {
        /// A rule forbids it.
        Regel,
        /// A body refuses or does not act.
        Instantie,
        /// The queue is too long.
        Wachttijd,
        /// An admission requirement is not met.
        Toelatingseis,
        /// Nobody pays.
        Financiering,
        /// No provider offers it, or none with a contract.
        GeenAanbod,
        /// Parties dispute which municipality is responsible.
        Woonplaats,
        /// Data may not or will not be shared.
        Gegevensdeling,
    }
}

/// The rule or body that stood in the way, as `toelating-schulddienstverlening`: 1 to 60 lower-case letters, digits and
/// single hyphens, so that obstacles can be counted by it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Obstakelcode(String);

impl Obstakelcode {
    /// The code as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Obstakelcode {
    type Error = GeenCode;
    fn try_from(tekst: String) -> Result<Self, GeenCode> {
        Organisatie::try_from(tekst).map(|met_dezelfde_vorm| Self(met_dezelfde_vorm.into()))
    }
}

impl From<Obstakelcode> for String {
    fn from(code: Obstakelcode) -> Self {
        code.0
    }
}

impl std::str::FromStr for Obstakelcode {
    type Err = GeenCode;
    fn from_str(s: &str) -> Result<Self, GeenCode> {
        s.to_owned().try_into()
    }
}

impl std::fmt::Display for Obstakelcode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// What stood in the way.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Obstakel {
    /// Its kind.
    pub soort: Obstakelsoort,
    /// Which rule or body.
    pub regel_of_instantie: Obstakelcode,
    /// How it stood in the way of this huishouden.
    pub omschrijving: VrijeTekst,
}

/// A term of an escalatie that can pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, strum::Display)]
#[serde(rename_all = "camelCase")]
#[strum(serialize_all = "kebab-case")]
pub enum Escalatietermijn {
    /// Accepting or refusing after a report or a terugval.
    Triage,
    /// The shortest nazorg: from then on the escalatie can be closed.
    Nazorg,
    /// The last day on which this doorbraak holds.
    Doorbraak(DoorbraakId),
}
