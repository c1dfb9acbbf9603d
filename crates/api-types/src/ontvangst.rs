//! What every write answers.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// De ontvangstbevestiging van een vastlegging; een herhaald verzoek met dezelfde sleutel krijgt dezelfde terug.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Ontvangst {
    /// Het id van wat is vastgelegd of gewijzigd.
    pub id: Uuid,
    /// De versie daarna; stuur deze mee in `If-Match` bij de volgende wijziging.
    pub versie: u64,
    /// De plaats in het logboek van de gemeente.
    pub positie: u64,
}
