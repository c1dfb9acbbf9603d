//! Requests about escalaties naar het Meer-team.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::algemeen::Betrokkene;

/// Een escalatie naar het Meer-team.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Escalatiemelding {
    /// De gronden: `meervoudige-problematiek`, `hulp-stagneert`, `onorthodoxe-oplossing`, `veiligheid`.
    #[cfg_attr(feature = "openapi", schema(max_items = 100))]
    pub gronden: Vec<String>,
    /// Wat is geprobeerd.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 10000))]
    pub geprobeerd: String,
    /// Wat van het Meer-team wordt gevraagd.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 10000))]
    pub gevraagd: String,
    /// Of het spoed heeft; alleen als veiligheid een van de gronden is.
    pub spoed: Option<bool>,
}

/// Afwijzing van een escalatie, met advies aan de regisseur.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Afwijzingsbesluit {
    /// De reden: `geen-grond`, `regisseur-kan-verder`, `lichter-niet-geprobeerd`, `andere-route`, `andere-gemeente` of
    /// `onvoldoende-informatie`.
    pub reden: String,
    /// Wat de regisseur in plaats daarvan kan doen.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 10000))]
    pub advies: String,
}

/// De volgorde van de acties die het Meer-team bepaalt, ook voor andere partijen.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Escalatievolgorde {
    /// De acties van het plan, de eerste vooraan.
    #[cfg_attr(feature = "openapi", schema(max_items = 100))]
    pub volgorde: Vec<Uuid>,
    /// Waarom in deze volgorde.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 10000))]
    pub toelichting: String,
}

/// Een doorbraakbesluit van het Meer-team.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Doorbraakbesluit {
    /// Het id, als de aanroeper dat al heeft gemaakt.
    pub id: Option<Uuid>,
    /// Wat voor obstakel: `regel`, `instantie`, `wachttijd`, `toelatingseis`, `financiering`, `geen-aanbod`,
    /// `woonplaats` of `gegevensdeling`.
    pub obstakelsoort: String,
    /// De regel of instantie die in de weg stond, als `toelating-schulddienstverlening`.
    pub regel_of_instantie: String,
    /// Hoe die in de weg stond.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 10000))]
    pub omschrijving: String,
    /// Wat in plaats daarvan gebeurt.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 10000))]
    pub oplossing: String,
    /// De kosten in hele euro's.
    pub kosten_euro: u32,
    /// De organisatie die de kosten draagt.
    pub kostendrager: String,
    /// Waarom dit voor dit huishouden juist is.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 10000))]
    pub redenen: String,
    /// De laatste dag waarop het geldt.
    #[cfg_attr(feature = "openapi", schema(format = "date"))]
    pub tot: String,
}

/// Het aanbod om de regie over te nemen van het Meer-team.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Afschalingsaanbod {
    /// Wie wordt gevraagd; met `professionalId`.
    pub volgende_regisseur: Betrokkene,
    /// Wat de escalatie bracht.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 10000))]
    pub resultaat: String,
}

/// Aanvaarding van de regie bij afschaling.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Afschalingsaanvaarding {
    /// De dag van het gezamenlijke gesprek.
    #[cfg_attr(feature = "openapi", schema(format = "date"))]
    pub warme_overdracht: String,
}

/// Terugval tijdens de nazorg.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Terugvalmelding {
    /// Wat er gebeurde.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 10000))]
    pub toelichting: String,
}
