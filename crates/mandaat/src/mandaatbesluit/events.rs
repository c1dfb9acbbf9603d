//! What can happen to a mandaatbesluit.

use regieboek_kernel::{Datum, Functie};
use serde::{Deserialize, Serialize};

use crate::values::{Periode, Reikwijdte};

/// The law text that a besluit rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Wetstekst {
    /// The regulation, as `Jeugdwet art. 2.3`.
    pub regeling: String,
    /// Version of the text: its date of entry into force.
    pub versie: Datum,
}

/// What the college decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Besluit {
    /// The municipality's own number of the decision.
    pub nummer: String,
    /// The day it was taken.
    pub genomen_op: Datum,
    /// The law text it rests on.
    pub wetstekst: Wetstekst,
    /// The widest reach of a mandaat on it.
    pub reikwijdte: Reikwijdte,
    /// The longest period of a mandaat on it.
    pub geldig: Periode,
    /// The functions it may be granted to.
    pub functies: Vec<Functie>,
    /// Whether holders may pass it on (Awb 10:9).
    pub ondermandaat_toegestaan: bool,
}

/// That the college withdrew it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Besluitintrekking {
    /// First day on which it no longer holds.
    pub per: Datum,
}

/// That the day of its withdrawal came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Besluitverval {
    /// First day on which it no longer holds.
    pub per: Datum,
}

regieboek_kernel::feiten! {
    /// A fact about a mandaatbesluit.
    pub enum MandaatbesluitEvent {
        /// It was recorded.
        "mb01" => MandaatbesluitVastgelegd(Besluit),
        /// It was withdrawn.
        "mb02" => MandaatbesluitIngetrokken(Besluitintrekking),
        /// The day of its withdrawal came.
        "mb03" => MandaatbesluitVervallen(Besluitverval),
    }
}
