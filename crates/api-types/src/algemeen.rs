//! What the API says of itself and its caller.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Als wie u bent aangemeld.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Ik {
    /// Uw id; zo noemen anderen u in een verzoek.
    pub id: Uuid,
    /// Uw functie.
    pub functie: String,
    /// Uw organisatie.
    pub organisatie: String,
    /// Uw naam.
    pub naam: Option<String>,
    /// De code van de gemeente waarvoor u werkt.
    pub gemeente: String,
}

/// Of de server verzoeken aankan, en wat van zijn werk stilstaat.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Gereedheid {
    /// Of er iets is waar een beheerder naar moet kijken.
    pub toestand: Toestand,
    /// Wat stilstaat; wie iets opvraagt, krijgt gewoon antwoord.
    pub werk: Vec<StilstaandWerk>,
}

/// Hoe het proces eraan toe is.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Toestand {
    /// Alles werkt.
    Gereed,
    /// Er staat werk stil.
    Aandacht,
}

/// Werk dat niet verder kan.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct StilstaandWerk {
    /// Voor welke gemeente.
    pub gemeente: String,
    /// Welk werk. `opslaan`: het laatste wat deze server wilde vastleggen, is niet bevestigd.
    pub werk: String,
    /// Sinds wanneer het niet meer lukt.
    pub sinds: String,
}
