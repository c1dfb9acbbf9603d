//! What can happen to a mandaat.

use regieboek_kernel::{
    Datum, Functie, MandaatId, MandaatbesluitId, Organisatie, ProfessionalId, Tijdstip, VrijeTekst,
};
use serde::{Deserialize, Serialize};

use crate::mandaatbesluit::Wetstekst;
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

/// The mandaat that an ondermandaat was granted within (Awb 10:9).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Bovenmandaat {
    /// That mandaat.
    pub mandaat: MandaatId,
    /// Its stream version that the ondermandaat was tested against.
    pub versie: u64,
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
    /// The law text that the besluit rests on, in the version that was tested; absent in grants of before it was copied.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wetstekst: Option<Wetstekst>,
    /// The mandaat of the holder who passed it on; none when the college's mandaatbeheerder granted it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub boven: Option<Bovenmandaat>,
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

/// That its last day passed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Verloop {
    /// The last day on which it held.
    pub laatste_dag: Datum,
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
        /// Its last day passed.
        "ma05" => MandaatVerlopen(Verloop),
    }
}
