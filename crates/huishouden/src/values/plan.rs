//! What a plan is made of.

use regieboek_kernel::{ActieId, Datum, DoelId, IntakeId, Leefgebied, Uitvoerder, VrijeTekst};
use serde::{Deserialize, Serialize};

use super::Regisseur;

/// A plan opens with its regisseur.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Planopening {
    /// Who holds the regie from then on.
    pub regisseur: Regisseur,
    /// The intake that led to it.
    pub intake: Option<IntakeId>,
}

/// A goal, with the wanted result and a date.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Doel {
    /// Its id.
    pub id: DoelId,
    /// Area of life.
    pub leefgebied: Leefgebied,
    /// The wanted result.
    pub resultaat: VrijeTekst,
    /// By when.
    pub streefdatum: Datum,
}

/// Who does what, by when.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Actie {
    /// Its id.
    pub id: ActieId,
    /// The goal it serves.
    pub doel: DoelId,
    /// What.
    pub omschrijving: VrijeTekst,
    /// Who.
    pub uitvoerder: Uitvoerder,
    /// The last day.
    pub uiterlijk: Datum,
}

regieboek_kernel::woordenlijst! {
    /// How far a goal was reached.
    Doelresultaat {
        /// Reached.
        Behaald,
        /// Partly.
        DeelsBehaald,
        /// Not.
        NietBehaald,
    }
}

/// The judgement of a goal at a moment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Evaluatie {
    /// The goal.
    pub doel: DoelId,
    /// The judgement.
    pub oordeel: Doelresultaat,
    /// In words.
    pub toelichting: VrijeTekst,
}

regieboek_kernel::woordenlijst! {
    /// Why a plan is closed.
    Sluitreden {
        /// Goals reached.
        DoelenBehaald,
        /// Goes on without help.
        VerderZonderHulp,
        /// Drop-out.
        Uitval,
        /// Moved.
        Verhuisd,
        /// Died.
        Overleden,
    }
}
