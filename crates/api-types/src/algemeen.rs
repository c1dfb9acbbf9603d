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
