//! Problem details (RFC 9457) and the closed list of problems that are not rules of the domain.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// De beschrijving van een probleem (RFC 9457), met media type `application/problem+json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Probleem {
    /// Het vaste kenmerk van dit soort probleem: `urn:regieboek:probleem:` gevolgd door de code.
    #[serde(rename = "type")]
    #[cfg_attr(feature = "openapi", schema(example = "urn:regieboek:probleem:ongeldige-invoer"))]
    pub soort: String,
    /// Korte omschrijving, gelijk voor elk probleem van dit soort.
    pub title: String,
    /// De HTTP-status.
    pub status: u16,
    /// Uitleg bij dit ene geval, voor de gebruiker.
    pub detail: String,
    /// Dit ene voorval: het id van het verzoek, om te noemen bij de beheerder.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instance: Option<String>,
    /// De code van het probleem of van de regel die dit niet toestaat.
    #[cfg_attr(feature = "openapi", schema(example = "ongeldige-invoer"))]
    pub code: String,
    /// Alle fouten in de invoer, per veld.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fouten: Vec<Veldfout>,
    /// De huidige versie, wanneer de meegestuurde versie verouderd is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub versie: Option<u64>,
    /// De huidige toestand, wanneer het verzoek daar niet bij past.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub toestand: Option<String>,
    /// Het huishouden waar deze persoon al bij hoort; alleen voor wie daarbij betrokken is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub huishouden_id: Option<Uuid>,
}

/// Eén fout in de invoer. Herhaalt nooit de ingestuurde waarde.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Veldfout {
    /// Waar in de invoer (JSON-pointer, RFC 6901); leeg voor het geheel.
    #[cfg_attr(feature = "openapi", schema(example = "/leden/0/geboortedatum"))]
    pub pointer: String,
    /// Wat er mis is, als code.
    #[cfg_attr(feature = "openapi", schema(example = "verplicht"))]
    pub code: String,
    /// Wat er mis is, in woorden.
    pub uitleg: String,
}

/// Declares the closed list: variant, code, HTTP status, Dutch title.
macro_rules! probleemcodes {
    ($($(#[$doc:meta])* $variant:ident $code:literal $status:literal $titel:literal;)*) => {
        /// Every problem that is not a rule of the domain.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Probleemcode { $($(#[$doc])* $variant),* }

        impl Probleemcode {
            /// The whole list.
            pub const ALLE: &'static [Self] = &[$(Self::$variant),*];

            /// The stable code, in kebab-case.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),* }
            }

            /// The HTTP status it travels with.
            pub const fn status(self) -> u16 {
                match self { $(Self::$variant => $status),* }
            }

            /// The Dutch title.
            pub const fn titel(self) -> &'static str {
                match self { $(Self::$variant => $titel),* }
            }
        }
    };
}

probleemcodes! {
    /// No valid token.
    NietAangemeld "niet-aangemeld" 401 "U bent niet aangemeld";
    /// The function of the caller may never do this.
    FunctieMagDitNiet "functie-mag-dit-niet" 403 "Met uw functie kunt u dit niet doen";
    /// The function may, but a role is needed beside it.
    RolOntbreekt "rol-ontbreekt" 403 "Hiervoor is een rol nodig die u niet hebt";
    /// It does not exist, or the caller has no relation to it: nobody can tell which.
    NietGevonden "niet-gevonden" 404 "Niet gevonden";
    /// The input is not what the schema asks.
    OngeldigeInvoer "ongeldige-invoer" 400 "De invoer klopt niet";
    /// The header `Idempotency-Key` is not there.
    SleutelOntbreekt "sleutel-ontbreekt" 400 "De Idempotency-Key ontbreekt";
    /// The idempotency key was used for another request.
    SleutelHergebruikt "sleutel-hergebruikt" 422 "De Idempotency-Key is al gebruikt voor een ander verzoek";
    /// The header `If-Match` is not there.
    VersieOntbreekt "versie-ontbreekt" 428 "De versie ontbreekt";
    /// What was read has changed since.
    VersieVerouderd "versie-verouderd" 412 "De versie is verouderd";
    /// The body is too large.
    TeGroot "te-groot" 413 "Het verzoek is te groot";
    /// The body took too long to arrive.
    TeTraag "te-traag" 408 "Het verzoek kwam niet op tijd binnen";
    /// The body is not plain JSON.
    InhoudstypeOnbekend "inhoudstype-onbekend" 415 "Dit soort inhoud wordt niet aangenomen";
    /// The resource has no such method.
    MethodeNietToegestaan "methode-niet-toegestaan" 405 "Deze methode is hier niet toegestaan";
    /// The queue is full.
    TeDruk "te-druk" 503 "Het is nu te druk";
    /// The store cannot promise durability.
    OpslagOnbereikbaar "opslag-onbereikbaar" 503 "Er kan nu niets worden vastgelegd";
    /// A defect of ours.
    Storing "storing" 500 "Er ging iets mis";
}
