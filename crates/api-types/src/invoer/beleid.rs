//! Requests about policy, in the shapes in which it is shown as well.

use serde::{Deserialize, Serialize};

/// Nieuw beleid: alles wat vanaf een dag geldt, ook wat niet verandert.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Beleidsvaststelling {
    /// De eerste dag waarop het geldt: op zijn vroegst morgen.
    #[cfg_attr(feature = "openapi", schema(format = "date"))]
    pub vanaf: String,
    /// Waarom het verandert, en op welk besluit dat berust.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 10000))]
    pub toelichting: String,
    /// De gebieden van de gemeente.
    #[cfg_attr(feature = "openapi", schema(max_items = 200))]
    pub gebieden: Vec<String>,
    /// De soorten hulp.
    #[cfg_attr(feature = "openapi", schema(max_items = 200))]
    pub voorzieningen: Vec<Voorzieningbeleid>,
    /// De termijnen.
    pub termijnen: Termijnen,
    /// De overgang naar hulp voor volwassenen.
    pub overgang: Overgang,
    /// De woorden die te gebruiken zijn, met hun landelijke codes.
    pub codelijsten: Codelijsten,
}

/// Een soort hulp.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Voorzieningbeleid {
    /// De code, als `ambulante-jeugdhulp`.
    pub code: String,
    /// De wet waarop zij berust, als `jeugdwet`; `geen` als zij vrij toegankelijk is.
    pub wet: String,
    /// Hoe zwaar zij gewoonlijk is, als `lichte-ondersteuning`.
    pub zwaarte: String,
    /// Of wie haar op mandaat inzet een SKJ-registratie nodig heeft.
    pub skj: bool,
    /// Of iemand er verblijft; zulke hulp eindigt bij een verhuizing (Jeugdwet 2.7a).
    pub verblijf: bool,
}

/// Hoe lang iets mag duren.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Termijnen {
    /// Een signaal oppakken.
    pub signaal_oppakken: Termijn,
    /// Een signaal over veiligheid oppakken.
    pub signaal_oppakken_veiligheid: Termijn,
    /// Terugkoppelen aan wie meldde of verwees.
    pub terugkoppeling: Termijn,
    /// Het onderzoek na een Wmo-melding (Wmo 2015, 2.3.2).
    pub wmo_onderzoek: Termijn,
    /// De beslissing op een aanvraag daarna (Wmo 2015, 2.3.5).
    pub wmo_besluit: Termijn,
    /// Het plan voor jeugdhulp als de familie er geen maakt (Jeugdwet 4.1.3).
    pub jeugdplan: Termijn,
    /// Een doorverwijzing beantwoorden.
    pub verwijzing_beantwoorden: Termijn,
    /// Een doorverwijzing met spoed beantwoorden.
    pub verwijzing_beantwoorden_spoed: Termijn,
    /// Van aanvaarding tot start; begint de hulp later, dan stagneert zij.
    pub uiterste_start: Termijn,
    /// De triage van een escalatie.
    pub triage: Termijn,
    /// De triage van een escalatie met spoed.
    pub triage_spoed: Termijn,
    /// De kortste nazorg na een escalatie.
    pub nazorg_minimaal: Termijn,
    /// De controles na het sluiten van een plan.
    #[cfg_attr(feature = "openapi", schema(max_items = 100))]
    pub nazorgcontroles: Vec<Termijn>,
}

/// Een termijn, in precies één van de vier maten.
#[derive(Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Termijn {
    /// Uren, dag en nacht.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(maximum = 65535))]
    pub uren: Option<u16>,
    /// Werkdagen; de laatste telt tot zijn einde.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(maximum = 65535))]
    pub werkdagen: Option<u16>,
    /// Weken; een laatste dag die geen werkdag is, schuift op (Algemene termijnenwet, artikel 1).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(maximum = 65535))]
    pub weken: Option<u16>,
    /// Maanden; de laatste dag schuift op dezelfde manier op.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(maximum = 65535))]
    pub maanden: Option<u16>,
}

/// De leeftijden waarop de overgang van jeugdhulp naar hulp voor volwassenen begint en is geregeld, in maanden.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Overgang {
    /// Het begin, als 198: zestien en een half jaar.
    #[cfg_attr(feature = "openapi", schema(maximum = 65535))]
    pub start_maanden: u16,
    /// Geregeld, als 210: zeventien en een half jaar.
    #[cfg_attr(feature = "openapi", schema(maximum = 65535))]
    pub geregeld_maanden: u16,
}

/// De redenen en resultaten die te gebruiken zijn, uit wat de software kent.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Codelijsten {
    /// Redenen om een doorverwijzing te weigeren.
    #[cfg_attr(feature = "openapi", schema(max_items = 100))]
    pub weigerredenen: Vec<Lijstcode>,
    /// Resultaten van hulp die is afgerond.
    #[cfg_attr(feature = "openapi", schema(max_items = 100))]
    pub hulpresultaten: Vec<Lijstcode>,
}

/// Een woord van de software, met zijn plaats in een landelijke codelijst.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Lijstcode {
    /// Het woord, als `geen-contract`.
    pub woord: String,
    /// De landelijke lijst, als `WJ759`.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 60))]
    pub lijst: String,
    /// De code in die lijst.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 60))]
    pub id: String,
    /// Wat die lijst erbij zegt.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 500))]
    pub omschrijving: String,
}

/// Van welke dag het beleid wordt gevraagd.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Beleidsvraag {
    /// Een dag, ook in de toekomst; zonder: vandaag.
    #[cfg_attr(feature = "openapi", param(format = "date"))]
    pub op: Option<String>,
}
