//! Requests about brede intakes.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::algemeen::{Betrokkene, Uitvoerder};

/// Het begin van een brede intake.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Intakestart {
    /// Of jeugdhulp wordt gevraagd.
    pub betreft_jeugdhulp: bool,
    /// Of het een melding onder de Wmo is; dan loopt de termijn van zes weken (Wmo 2015, 2.3.2).
    pub wmo_melding: bool,
}

/// Hoe een leefgebied is afgesloten: elk gebied wordt bekeken, geen gebied hoeft te worden gescoord.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Leefgebiedafsluiting {
    /// `meedoen`, `werk-en-inkomen`, `veiligheid`, `gezondheid` of `wonen`.
    pub leefgebied: String,
    /// `gescoord`, `besproken-geen-score`, `niet-relevant` of `inwoner-wil-niet`.
    pub wijze: String,
    /// Van 1 (acute problematiek) tot en met 5 (volledig zelfredzaam); alleen bij `gescoord`, en daar verplicht.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 5))]
    pub score: Option<u8>,
    /// Wat achter de score zit; alleen bij `gescoord`.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 10000))]
    pub toelichting: Option<String>,
    /// Wat de bewoners zelf kunnen; alleen bij `gescoord`.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 10000))]
    pub eigen_kracht: Option<String>,
    /// Wie om hen heen staan; alleen bij `gescoord`.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 10000))]
    pub netwerk: Option<String>,
    /// Waarom het hier niet speelt; alleen bij `niet-relevant`, en daar verplicht.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 10000))]
    pub reden: Option<String>,
}

/// Wat de bewoners willen.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Vraagvastlegging {
    /// In hun eigen woorden.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 10000))]
    pub eigen_woorden: String,
    /// De vraag achter de vraag.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 10000))]
    pub vraag_achter_de_vraag: Option<String>,
}

/// Hoe veilig de bewoners zijn, en wat over Veilig Thuis is besloten.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Veiligheidsbeoordeling {
    /// `veilig`, `zorgelijk` of `onveilig`.
    pub oordeel: String,
    /// `melden`, `niet-melden` of `advies`.
    pub veilig_thuis: Option<String>,
    /// Waarom niet wordt gemeld; alleen bij `niet-melden`, en daar verplicht.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 10000))]
    pub reden: Option<String>,
    /// Wat achter het oordeel zit.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 10000))]
    pub toelichting: Option<String>,
}

/// Hoe ver de bewoners de regie kwijt zijn.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Regieverliesinschatting {
    /// `zelfredzaam`, `tijdelijk` of `langdurig`.
    pub regieverlies: String,
}

/// Wat de familie zegt op het aanbod om zelf een plan te maken (Jeugdwet 4.1.2).
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Familiegroepsplanaanbod {
    /// `aanvaard`, `afgewezen` of `overwegen`.
    pub uitkomst: String,
}

/// Een stap van de Meldcode huiselijk geweld en kindermishandeling.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Meldcodestap {
    /// De stap, van 1 tot en met 5.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 5))]
    pub stap: u8,
    /// Waarom de stap is overgeslagen; zonder reden is hij gezet.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 10000))]
    pub overgeslagen_reden: Option<String>,
}

/// Verlenging van de termijn voor het onderzoek na een Wmo-melding.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Termijnverlenging {
    /// De nieuwe laatste dag.
    #[cfg_attr(feature = "openapi", schema(format = "date"))]
    pub tot: String,
    /// Of de melder ermee instemt.
    pub instemming_melder: bool,
}

/// De conclusie van een intake.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Intakeconclusie {
    /// `informatie-en-advies`, `sociale-basis`, `lichte-ondersteuning`, `plan` of `directe-escalatie`.
    pub conclusie: String,
    /// Wie regisseur wordt, met `professionalId`; alleen bij `plan`, en daar verplicht.
    pub regisseur: Option<Betrokkene>,
    /// Waarom lichter volstaat dan een plan dat is aangewezen.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 10000))]
    pub reden: Option<String>,
    /// Wat is afgesproken waar geen plan nodig is.
    #[cfg_attr(feature = "openapi", schema(max_items = 100))]
    pub afspraken: Vec<Afspraak>,
}

/// Een afspraak: wie doet wat, en wanneer.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Afspraak {
    /// Het id, als u dat zelf kiest.
    pub id: Option<Uuid>,
    /// Wat er gebeurt.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 10000))]
    pub omschrijving: String,
    /// Wie het doet.
    pub uitvoerder: Uitvoerder,
    /// De laatste dag.
    #[cfg_attr(feature = "openapi", schema(format = "date"))]
    pub uiterlijk: String,
}

/// Een dag waarop iets gebeurde: een aanvraag onder de Wmo, of de beschikking daarop.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Intakedag {
    /// De dag.
    #[cfg_attr(feature = "openapi", schema(format = "date"))]
    pub op: String,
}
