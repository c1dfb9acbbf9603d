//! Requests about doorverwijzingen.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::algemeen::Deelgrond;
use super::huishoudens::{NieuwAdres, NieuwGezag, NieuwLid};

/// De vraag om iemand erbij te halen of hulp in te zetten. Bij `inzet` hoort een `voorziening`; een inzet op mandaat
/// noemt het `mandaatId`, zonder berust zij op de wet.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Verwijsverzoek {
    /// `erbij-halen`, `welzijn-op-recept` of `inzet`.
    pub soort: String,
    /// De organisatie aan wie het wordt gevraagd.
    pub organisatie: String,
    /// De functie die moet antwoorden; zonder mag iedereen van de organisatie dat.
    pub functie: Option<String>,
    /// De leden om wie het gaat; leeg is het huishouden als geheel.
    #[cfg_attr(feature = "openapi", schema(max_items = 100))]
    pub betreft: Vec<Uuid>,
    /// De hulpvraag.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 10000))]
    pub hulpvraag: String,
    /// Of het spoed heeft: dan geldt de kortere termijn om te antwoorden.
    pub spoed: Option<bool>,
    /// De grond waarop u deelt; ontbreekt zij, dan is er geen grondslag.
    pub deelgrond: Option<Deelgrond>,
    /// De voorziening, bij `inzet`.
    pub voorziening: Option<String>,
    /// Het doel van het plan dat de inzet dient.
    pub doel_id: Option<Uuid>,
    /// Welke lichtere mogelijkheden zijn bekeken en waarom die niet volstaan.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 10000))]
    pub lichter_bekeken: Option<String>,
    /// Het mandaat waarop de inzet berust.
    pub mandaat_id: Option<Uuid>,
    /// De school die het betreft.
    pub school: Option<String>,
    /// De verwachte kosten in hele euro's.
    pub kosten_euro: Option<u32>,
    /// De doorverwijzing van hetzelfde huishouden waarvoor deze in de plaats komt; zij wordt ingetrokken.
    pub vervangt: Option<Uuid>,
}

/// De aanvaarding van een doorverwijzing.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Verwijzingaanvaarding {
    /// De dag waarop de hulp naar verwachting begint, als die bekend is.
    #[cfg_attr(feature = "openapi", schema(format = "date"))]
    pub verwachte_start: Option<String>,
}

/// De aanvaarding van een overdracht van de regie, na een gezamenlijk gesprek.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Overdrachtsaanvaarding {
    /// De dag van de warme overdracht; niet in de toekomst.
    #[cfg_attr(feature = "openapi", schema(format = "date"))]
    pub warme_overdracht: String,
}

/// De weigering van een doorverwijzing, met wat er nu gebeurt.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Verwijzingweigering {
    /// De reden, als `geen-contract` (iJw-codelijst WJ759).
    pub reden: String,
    /// `bewoner` of `aanbieder`.
    pub door: String,
    /// Wat er nu gebeurt.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 10000))]
    pub volgende_stap: String,
    /// De professional die daarvoor zorgt.
    pub eigenaar_volgende_stap: Uuid,
    /// Een andere weg naar de hulp.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 10000))]
    pub alternatief: Option<String>,
}

/// Wanneer de hulp naar verwachting begint, en waarom niet eerder.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Wachttijdmelding {
    /// De verwachte dag.
    #[cfg_attr(feature = "openapi", schema(format = "date"))]
    pub verwachte_start: String,
    /// Waarop wordt gewacht: `wachtrij-aanbieder` of `bewoner-vroeg-te-wachten`.
    pub oorzaak: String,
}

/// De start van de hulp.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Hulpstart {
    /// De eerste dag.
    #[cfg_attr(feature = "openapi", schema(format = "date"))]
    pub op: String,
}

/// Het einde van de hulp.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Hulpafronding {
    /// Wat de hulp bracht, als `behaald`.
    pub resultaat: String,
    /// De toelichting.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 10000))]
    pub toelichting: String,
}

/// De intrekking van een doorverwijzing.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Verwijzingintrekking {
    /// `andere-aanbieder`, `op-verzoek-bewoner`, `niet-meer-nodig` of `plan-gesloten`.
    pub reden: String,
    /// De doorverwijzing die ervoor in de plaats kwam, bij `andere-aanbieder`.
    pub andere_verwijzing: Option<Uuid>,
}

/// Wat de verwijzer hoort over wat ervan is geworden.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Verwijzingterugkoppeling {
    /// De terugkoppeling, in woorden.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 10000))]
    pub inhoud: String,
}

/// Wat er aan de bevoegdheid van een inzet ontbrak.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Bevoegdheidsgebrek {
    /// `mandaat-ontbrak`, `buiten-mandaat`, `buiten-wettelijke-grond`, `skj-ontbrak` of `verlening-gebrekkig`.
    pub gebrek: String,
}

/// De bekrachtiging van een inzet door het bevoegde orgaan.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Bekrachtiging {
    /// Het nummer van het besluit van dat orgaan.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub besluit: String,
    /// Het gemelde gebrek dat ermee wordt hersteld, als `buiten-mandaat`.
    pub gebrek: String,
    /// De toelichting, in woorden.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 10000))]
    pub toelichting: String,
}

/// Een bezwaar tegen een inzet.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Bezwaar {
    /// De naam van wie bezwaar maakt.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 200))]
    pub indiener: String,
    /// De dag waarop het bezwaar is ontvangen.
    #[cfg_attr(feature = "openapi", schema(format = "date"))]
    pub ontvangen_op: String,
    /// De gronden, in woorden.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 10000))]
    pub gronden: String,
}

/// Wie op een bezwaar beslist.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Bezwaartoewijzing {
    /// Wie op het bezwaar beslist; niet wie de hulp inzette, en ook niet wie onder hetzelfde mandaat werkt (Awb 10:3).
    pub behandelaar_id: Uuid,
}

/// De beslissing op een bezwaar.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Bezwaarbeslissing {
    /// `gegrond`, `deels-gegrond`, `ongegrond` of `niet-ontvankelijk`.
    pub oordeel: String,
    /// Wat er met de inzet gebeurt: `herroepen` of `in-stand`. Nodig bij `gegrond` en `deels-gegrond`, en alleen dan.
    pub gevolg: Option<String>,
    /// De motivering (Awb 7:12).
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 10000))]
    pub motivering: String,
}

/// Hulp op grond van de wet voor iemand van wie nog geen huishouden bekend hoeft te zijn (Jeugdwet 2.6). Is het lid met
/// dit BSN al bekend, dan komt de doorverwijzing bij dat huishouden terecht en gelden de overige gegevens niet.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RechtstreekseVerwijzing {
    /// Voor wie de hulp is.
    pub lid: NieuwLid,
    /// Wie er nog meer in het huishouden wonen, voor zover bekend.
    #[cfg_attr(feature = "openapi", schema(max_items = 100))]
    #[serde(default)]
    pub overige_leden: Vec<NieuwLid>,
    /// Wie het gezag heeft, voor zover bekend.
    #[cfg_attr(feature = "openapi", schema(max_items = 100))]
    #[serde(default)]
    pub gezag: Vec<NieuwGezag>,
    /// Het gebied, als `hoofddorp-zuidwest`.
    pub gebied: String,
    /// Het adres, voor zover bekend.
    pub adres: Option<NieuwAdres>,
    /// De organisatie aan wie de hulp wordt gevraagd.
    pub organisatie: String,
    /// De functie die moet antwoorden; zonder mag iedereen van de organisatie dat.
    pub functie: Option<String>,
    /// De voorziening.
    pub voorziening: String,
    /// De hulpvraag.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 10000))]
    pub hulpvraag: String,
    /// Welke lichtere mogelijkheden zijn bekeken en waarom die niet volstaan.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 10000))]
    pub lichter_bekeken: Option<String>,
    /// Of het spoed heeft: dan geldt de kortere termijn om te antwoorden.
    pub spoed: Option<bool>,
    /// De grondslag waarop u deelt, als `jeugdwet740`.
    pub grondslag: String,
}
