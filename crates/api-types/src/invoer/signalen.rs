//! Requests about signalen.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Een zorg over iemand, zoals een professional die meldt.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Signaalmelding {
    /// Waar het opkwam, als `school`.
    pub vindplaats: String,
    /// In welk gebied, als `hoofddorp-zuidwest`.
    pub gebied: String,
    /// Wat er is gezien.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 10000))]
    pub omschrijving: String,
    /// Of iemands veiligheid in het geding is; dan wordt het eerder opgepakt.
    pub betreft_veiligheid: bool,
    /// Of de melder onbekend blijft, en dus geen terugkoppeling krijgt.
    pub anoniem: bool,
}

/// Het aanbod aan een andere organisatie om een signaal over te nemen.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Signaaloverdracht {
    /// De organisatie, als `cjg`.
    pub organisatie: String,
    /// De functie daar, als `cjg-coach`.
    pub functie: String,
    /// Waarom.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 10000))]
    pub reden: String,
}

/// Over welk huishouden een signaal gaat.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Signaalkoppeling {
    /// Het huishouden; u bent daarvan contactpersoon of regisseur.
    pub huishouden_id: Uuid,
}

/// Wat de melder is verteld.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Signaalterugkoppeling {
    /// Wat er van het signaal is geworden.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 10000))]
    pub inhoud: String,
}

/// De afsluiting van een signaal. Een terugkoppeling die nog verschuldigd is, blijft dat.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Signaalafsluiting {
    /// `opgepakt`, `informatie-gegeven`, `dubbele-melding`, `niet-nodig` of `inwoner-wil-niet`.
    pub reden: String,
    /// Het eerdere signaal; alleen bij `dubbele-melding`, en daar verplicht.
    pub dubbel_van: Option<Uuid>,
}

/// Het overnemen van een signaal van een eigenaar die niet kan handelen.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Signaalovername {
    /// De reden: `uit-dienst`, `afwezig` of `organisatie-gestopt`.
    pub reden: String,
}
