//! Requests about who belongs to a huishouden over time: who comes and goes, splitting and merging.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::algemeen::Betrokkene;
use super::huishoudens::{NieuwAdres, NieuwGezag, NieuwLid, NieuweBetrokkenheid};

/// Iemand die lid van het huishouden wordt.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Lidopname {
    /// Het nieuwe lid.
    pub lid: NieuwLid,
    /// De reden: `geboorte`, `intrek` of `anders`.
    pub reden: String,
    /// Sinds welke dag.
    #[cfg_attr(feature = "openapi", schema(format = "date"))]
    pub sinds: String,
    /// Wie het gezag over dit kind heeft, voor zover bekend.
    #[cfg_attr(feature = "openapi", schema(max_items = 100))]
    #[serde(default)]
    pub gezag: Vec<NieuwGezag>,
}

/// Een lid dat vertrekt.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Lidvertrek {
    /// De reden: `zelfstandig`, `ander-huishouden`, `uit-huis-geplaatst` of `anders`.
    pub reden: String,
    /// De dag.
    #[cfg_attr(feature = "openapi", schema(format = "date"))]
    pub op: String,
}

/// Een lid dat is overleden.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Lidoverlijden {
    /// De dag.
    #[cfg_attr(feature = "openapi", schema(format = "date"))]
    pub op: String,
}

/// Waar een lid ook verblijft, als een kind van ouders die de zorg delen; zonder velden nergens meer.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Lidverblijf {
    /// Het andere huishouden, waar het geen tweede keer lid van is.
    pub huishouden_id: Option<Uuid>,
    /// Het andere adres.
    pub adres: Option<NieuwAdres>,
    /// Sinds welke dag; verplicht als een ander huishouden wordt genoemd.
    #[cfg_attr(feature = "openapi", schema(format = "date"))]
    pub sinds: Option<String>,
}

/// Een kind dat lid is van een ander huishouden en hier een deel van de tijd woont.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NieuweMedebewoner {
    /// Het huishouden waarvan het kind lid is.
    pub huishouden_id: Uuid,
    /// Het lid van dat huishouden.
    pub lid_id: Uuid,
}

/// Een kind van een ander huishouden dat hier niet meer woont.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Medebewonervertrek {
    /// De dag.
    #[cfg_attr(feature = "openapi", schema(format = "date"))]
    pub op: String,
}

/// Een nieuw adres van het huishouden.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NieuweAdreswijziging {
    /// Het adres, voor zover bekend.
    pub adres: NieuwAdres,
    /// Het gebied, als dat een ander wordt.
    pub gebied: Option<String>,
    /// Sinds welke dag.
    #[cfg_attr(feature = "openapi", schema(format = "date"))]
    pub op: String,
}

/// Leden die verdergaan als een eigen huishouden. Van wie hier betrokken is, gaat niemand vanzelf mee.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NieuweSplitsing {
    /// Een nieuw id naar keuze voor het nieuwe huishouden; zonder id wordt er een gemaakt.
    pub id: Option<Uuid>,
    /// De leden die gaan; ten minste één lid blijft.
    #[cfg_attr(feature = "openapi", schema(max_items = 100))]
    pub leden: Vec<Uuid>,
    /// Sinds welke dag.
    #[cfg_attr(feature = "openapi", schema(format = "date"))]
    pub op: String,
    /// Het adres van het nieuwe huishouden, voor zover bekend.
    pub adres: NieuwAdres,
    /// Het gebied van het nieuwe huishouden.
    pub gebied: String,
    /// De contactpersoon van het nieuwe huishouden: een persoon.
    pub contactpersoon: Betrokkene,
    /// Wie vanaf het begin bij het nieuwe huishouden betrokken is.
    #[cfg_attr(feature = "openapi", schema(max_items = 100))]
    #[serde(default)]
    pub betrokkenen: Vec<NieuweBetrokkenheid>,
}

/// Het samenvoegen van twee registraties van dezelfde mensen; dit huishouden gaat verder, het andere is dan alleen te lezen.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NieuweSamenvoeging {
    /// Het andere huishouden, dat in dit opgaat.
    pub ander: Uuid,
    /// Welke leden dezelfde persoon zijn; wie in naam, geboortedatum en adres gelijk is, hoeft niet genoemd te worden.
    #[cfg_attr(feature = "openapi", schema(max_items = 100))]
    #[serde(default)]
    pub zelfde: Vec<ZelfdePersoon>,
}

/// Twee leden die dezelfde persoon zijn.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ZelfdePersoon {
    /// Het lid van dit huishouden.
    pub lid: Uuid,
    /// Het lid van het andere huishouden.
    pub ander_lid: Uuid,
}

/// Het ongedaan maken van een samenvoeging die niet klopte.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OngedaneSamenvoeging {
    /// Het andere huishouden, dat weer op zichzelf komt.
    pub ander: Uuid,
    /// Waarom de samenvoeging niet klopte.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 10000))]
    pub reden: String,
}

/// Het oordeel dat twee huishoudens die op elkaar lijken, verschillen.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GeenDubbel {
    /// Het andere huishouden.
    pub ander: Uuid,
}
