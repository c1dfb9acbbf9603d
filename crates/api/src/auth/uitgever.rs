//! An issuer as it is configured, and as it is trusted.

use std::path::PathBuf;

use regieboek_kernel::Gemeente;
use serde::Deserialize;

use super::sleutels::{self, Algoritme, Sleutels};
use super::{MAX_LIFETIME, MAX_LIFETIME_DEVELOPMENT};

/// One issuer of tokens, as configured.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct IssuerConfig {
    /// The exact `iss` of its tokens.
    pub issuer: String,
    /// What must be in `aud`.
    pub audience: String,
    /// Its public keys.
    pub jwks: Jwks,
    /// The municipalities it may speak for: no issuer can open another municipality's log.
    pub gemeenten: Vec<Gemeente>,
    /// Algorithm of keys that do not name theirs (some issuers leave `alg` out).
    #[serde(default)]
    pub standaard_algoritme: Option<Algoritme>,
    /// The development issuer: EdDSA, and tokens of at most twelve hours instead of fifteen minutes.
    #[serde(default)]
    pub development: bool,
}

/// Where the public keys are. A changed file is read at the next start.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Jwks {
    /// In the configuration itself, as JSON.
    Tekst(String),
    /// In a file.
    Bestand(PathBuf),
}

/// The configuration of an issuer cannot be trusted; the server does not start.
#[derive(Debug, thiserror::Error)]
pub enum UitgeverError {
    /// No issuer at all.
    #[error("Er is geen uitgever van tokens ingesteld.")]
    GeenUitgever,
    /// Two issuers with one name.
    #[error("De uitgever {0} is twee keer ingesteld.")]
    DubbeleUitgever(String),
    /// Issuer, audience or municipalities are empty.
    #[error("Van de uitgever {0} ontbreekt issuer, audience of gemeenten.")]
    Onvolledig(String),
    /// The file cannot be read.
    #[error("Het bestand met de JWKS is niet te lezen.")]
    Bestand(#[source] std::io::Error),
    /// The set is no JWKS.
    #[error("De JWKS is niet te lezen of te groot.")]
    JwksOnleesbaar,
    /// The set holds a private or shared key.
    #[error("De JWKS bevat een geheime of gedeelde sleutel; trek die sleutel in.")]
    GeheimInJwks,
    /// EdDSA is for development.
    #[error("EdDSA is er alleen voor de ontwikkeluitgever.")]
    EdDsaInProductie,
    /// A signing key has no `kid`.
    #[error("Een sleutel in de JWKS heeft geen kid.")]
    SleutelZonderKid,
    /// A signing key names no algorithm, and no default is configured.
    #[error("Een sleutel in de JWKS noemt geen alg en er is geen standaard-algoritme ingesteld.")]
    SleutelZonderAlgoritme,
    /// A signing key is malformed or too weak.
    #[error("De sleutel {0} in de JWKS is ongeldig of te zwak.")]
    OngeldigeSleutel(String),
    /// Two keys of one name.
    #[error("De kid {0} komt twee keer voor in de JWKS.")]
    DubbeleKid(String),
    /// Nothing to verify with.
    #[error("De JWKS bevat geen sleutel om tokens mee te controleren.")]
    GeenSleutel,
}

/// An issuer whose configuration was found good.
pub(super) struct Uitgever {
    pub(super) issuer: String,
    pub(super) audience: String,
    pub(super) gemeenten: Vec<Gemeente>,
    pub(super) sleutels: Sleutels,
    pub(super) max_lifetime: i64,
}

impl TryFrom<IssuerConfig> for Uitgever {
    type Error = UitgeverError;

    fn try_from(config: IssuerConfig) -> Result<Self, UitgeverError> {
        if config.issuer.is_empty() || config.audience.is_empty() || config.gemeenten.is_empty() {
            return Err(UitgeverError::Onvolledig(config.issuer));
        }
        let jwks = match config.jwks {
            Jwks::Tekst(tekst) => tekst.into_bytes(),
            Jwks::Bestand(pad) => std::fs::read(pad).map_err(UitgeverError::Bestand)?,
        };
        Ok(Self {
            sleutels: sleutels::lees(&jwks, config.standaard_algoritme, config.development)?,
            issuer: config.issuer,
            audience: config.audience,
            gemeenten: config.gemeenten,
            max_lifetime: if config.development { MAX_LIFETIME_DEVELOPMENT } else { MAX_LIFETIME },
        })
    }
}
