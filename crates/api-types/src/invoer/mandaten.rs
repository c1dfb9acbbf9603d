//! Requests about mandaatbesluiten, SKJ registrations and mandaten.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Een besluit van het college waarop mandaten berusten.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Mandaatbesluit {
    /// Het nummer van het besluit.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub nummer: String,
    /// De dag waarop het is genomen.
    #[cfg_attr(feature = "openapi", schema(format = "date"))]
    pub genomen_op: String,
    /// De regeling waarop het berust, als `Jeugdwet artikel 2.3`.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 200))]
    pub regeling: String,
    /// De dag waarop de tekst van die regeling in werking trad.
    #[cfg_attr(feature = "openapi", schema(format = "date"))]
    pub wetsversie: String,
    /// De functies waaraan mandaat mag worden verleend.
    #[cfg_attr(feature = "openapi", schema(max_items = 100))]
    pub functies: Vec<String>,
    /// De voorzieningen die onder het besluit vallen.
    #[cfg_attr(feature = "openapi", schema(max_items = 100))]
    pub voorzieningen: Vec<String>,
    /// De gebieden; leeg is de hele gemeente.
    #[cfg_attr(feature = "openapi", schema(max_items = 100))]
    pub gebieden: Vec<String>,
    /// De scholen; leeg is alle.
    #[cfg_attr(feature = "openapi", schema(max_items = 100))]
    pub scholen: Vec<String>,
    /// Het hoogste bedrag in hele euro's.
    pub kostenplafond_euro: Option<u32>,
    /// De eerste dag.
    #[cfg_attr(feature = "openapi", schema(format = "date"))]
    pub van: String,
    /// De laatste dag.
    #[cfg_attr(feature = "openapi", schema(format = "date"))]
    pub tot_en_met: String,
    /// Of ondermandaat is toegestaan (Awb 10:9).
    pub ondermandaat_toegestaan: bool,
}

/// Intrekking of beëindiging met ingang van een dag.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MetIngang {
    /// De eerste dag zonder werking.
    #[cfg_attr(feature = "openapi", schema(format = "date"))]
    pub per: String,
}

/// De SKJ-registratie van een professional.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SkjRegistratie {
    /// De professional, zoals `GET /v1/ik` die noemt.
    pub houder_id: Uuid,
    /// Het registratienummer.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 50))]
    pub nummer: String,
    /// De laatste geldige dag.
    #[cfg_attr(feature = "openapi", schema(format = "date"))]
    pub geldig_tot: String,
}

/// Een nieuwe laatste geldige dag van een SKJ-registratie.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SkjVerlenging {
    /// De laatste geldige dag.
    #[cfg_attr(feature = "openapi", schema(format = "date"))]
    pub geldig_tot: String,
}

/// Wie een mandaat krijgt.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Mandaathouder {
    /// De professional, zoals `GET /v1/ik` die noemt.
    pub professional_id: Uuid,
    /// In welke functie.
    pub functie: String,
    /// Bij welke organisatie.
    pub organisatie: String,
    /// De naam.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 200))]
    pub naam: String,
}

/// Een mandaat op grond van een mandaatbesluit (Awb 10:1).
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Mandaat {
    /// Het besluit waarop het berust.
    pub besluit_id: Uuid,
    /// Wie het krijgt.
    pub houder: Mandaathouder,
    /// Of de houder onder de gemeente werkt; zo niet, dan zijn beide instemmingen nodig (Awb 10:4).
    pub in_dienst_van_gemeente: bool,
    /// De dag waarop de houder instemde.
    #[cfg_attr(feature = "openapi", schema(format = "date"))]
    pub instemming_houder: Option<String>,
    /// De dag waarop de werkgever instemde.
    #[cfg_attr(feature = "openapi", schema(format = "date"))]
    pub instemming_werkgever: Option<String>,
    /// De voorzieningen.
    #[cfg_attr(feature = "openapi", schema(max_items = 100))]
    pub voorzieningen: Vec<String>,
    /// De gebieden; leeg is de hele gemeente.
    #[cfg_attr(feature = "openapi", schema(max_items = 100))]
    pub gebieden: Vec<String>,
    /// De scholen; leeg is alle.
    #[cfg_attr(feature = "openapi", schema(max_items = 100))]
    pub scholen: Vec<String>,
    /// Het bedrag in hele euro's waarboven het Meer-team wordt gevraagd.
    pub kostenplafond_euro: Option<u32>,
    /// De eerste dag.
    #[cfg_attr(feature = "openapi", schema(format = "date"))]
    pub van: String,
    /// De laatste dag.
    #[cfg_attr(feature = "openapi", schema(format = "date"))]
    pub tot_en_met: String,
}

/// Een ondermandaat: de houder geeft het eigen mandaat door, niet ruimer en niet langer (Awb 10:9).
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Ondermandaat {
    /// Wie het krijgt.
    pub houder: Mandaathouder,
    /// Of de houder onder de gemeente werkt; zo niet, dan zijn beide instemmingen nodig (Awb 10:4).
    pub in_dienst_van_gemeente: bool,
    /// De dag waarop de houder instemde.
    #[cfg_attr(feature = "openapi", schema(format = "date"))]
    pub instemming_houder: Option<String>,
    /// De dag waarop de werkgever instemde.
    #[cfg_attr(feature = "openapi", schema(format = "date"))]
    pub instemming_werkgever: Option<String>,
    /// De voorzieningen.
    #[cfg_attr(feature = "openapi", schema(max_items = 100))]
    pub voorzieningen: Vec<String>,
    /// De gebieden; leeg is alle van het eigen mandaat.
    #[cfg_attr(feature = "openapi", schema(max_items = 100))]
    pub gebieden: Vec<String>,
    /// De scholen; leeg is alle van het eigen mandaat.
    #[cfg_attr(feature = "openapi", schema(max_items = 100))]
    pub scholen: Vec<String>,
    /// Het bedrag in hele euro's waarboven het Meer-team wordt gevraagd.
    pub kostenplafond_euro: Option<u32>,
    /// De eerste dag.
    #[cfg_attr(feature = "openapi", schema(format = "date"))]
    pub van: String,
    /// De laatste dag.
    #[cfg_attr(feature = "openapi", schema(format = "date"))]
    pub tot_en_met: String,
}

/// Waarnaar in het mandaatregister wordt gevraagd.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Registervraag {
    /// Een tijdstip, of een datum voor het einde van die dag; zonder: nu.
    #[cfg_attr(feature = "openapi", param(pattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}(T.+)?$", max_length = 40))]
    pub op: Option<String>,
    /// Alleen houders met deze functie.
    pub functie: Option<String>,
    /// Alleen mandaten voor deze voorziening.
    pub voorziening: Option<String>,
    /// Alleen mandaten in dit gebied.
    pub gebied: Option<String>,
}
