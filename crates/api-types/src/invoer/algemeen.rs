//! Shapes that several requests share.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Een opdracht die niets meer hoeft te zeggen dan dat zij gegeven wordt.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Leeg {}

/// Een opdracht met alleen een reden in woorden.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MetReden {
    /// De reden, in woorden.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 10000))]
    pub reden: String,
}

/// Een professional bij een organisatie; zonder `professionalId` iedereen daar met deze functie.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Betrokkene {
    /// De persoon, zoals `GET /v1/ik` die noemt.
    pub professional_id: Option<Uuid>,
    /// De functie, als `cjg-coach`.
    pub functie: String,
    /// De organisatie, als `school-de-regenboog`.
    pub organisatie: String,
}

/// De grond waarop gegevens worden gedeeld: precies één van beide velden.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Deelgrond {
    /// Een vastgelegde toestemming.
    pub toestemming_id: Option<Uuid>,
    /// Een andere grondslag, als `wmo511`.
    pub grondslag: Option<String>,
}

/// Wie een actie of afspraak uitvoert. Bij `bewoner` hoort `lidId`, bij `netwerk` een `naam`, bij `vrijwilliger` een
/// `organisatie`, bij `professional` een `functie` en een `organisatie`.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Uitvoerder {
    /// `bewoner`, `netwerk`, `vrijwilliger` of `professional`.
    pub soort: String,
    /// Het lid van het huishouden; alleen bij `bewoner`, en daar verplicht.
    pub lid_id: Option<Uuid>,
    /// De naam van iemand uit het netwerk; alleen bij `netwerk`, en daar verplicht.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 200))]
    pub naam: Option<String>,
    /// De organisatie; alleen bij `vrijwilliger` en `professional`, en daar verplicht.
    pub organisatie: Option<String>,
    /// De functie; alleen bij `professional`, en daar verplicht.
    pub functie: Option<String>,
}
