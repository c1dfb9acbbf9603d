//! What can happen to a mandaat.

use regieboek_kernel::{Datum, Functie, MandaatbesluitId, Organisatie, ProfessionalId, Tijdstip, VrijeTekst};
use serde::{Deserialize, Serialize};

use crate::values::{Periode, Reikwijdte};

/// Who holds a mandaat: a person in a function for an organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Mandaathouder {
    /// The person.
    pub professional: ProfessionalId,
    /// The function in which it may be used.
    pub functie: Functie,
    /// The organisation for which it may be used.
    pub organisatie: Organisatie,
    /// The person's name, for the register.
    pub naam: VrijeTekst,
}

/// What is granted, to whom, on which besluit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Verlening {
    /// The besluit it rests on.
    pub besluit: MandaatbesluitId,
    /// Stream version of the besluit that it was tested against.
    pub besluitversie: u64,
    /// Who holds it.
    pub houder: Mandaathouder,
    /// Whether the holder works under the municipality's responsibility; if not, Awb 10:4 asks two consents.
    pub in_dienst_van_gemeente: bool,
    /// The day the holder agreed.
    pub instemming_houder: Option<Datum>,
    /// The day the holder's employer agreed.
    pub instemming_werkgever: Option<Datum>,
    /// What for and where.
    pub reikwijdte: Reikwijdte,
    /// From-until.
    pub geldig: Periode,
}

/// That it was suspended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Schorsing {
    /// From when: the instant of the command.
    pub per: Tijdstip,
    /// Why.
    pub reden: VrijeTekst,
}

/// That it works again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Hervatting {
    /// From when: the instant of the command.
    pub per: Tijdstip,
}

/// That it was withdrawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Intrekking {
    /// From when: the instant of the command.
    pub per: Tijdstip,
    /// Why.
    pub reden: VrijeTekst,
}

regieboek_kernel::feiten! {
    /// A fact about a mandaat.
    pub enum MandaatEvent {
        /// It was granted.
        "ma01" => MandaatVerleend(Box<Verlening>),
        /// It was suspended.
        "ma02" => MandaatGeschorst(Schorsing),
        /// It was resumed.
        "ma03" => MandaatHervat(Hervatting),
        /// It was withdrawn.
        "ma04" => MandaatIngetrokken(Intrekking),
    }
}
