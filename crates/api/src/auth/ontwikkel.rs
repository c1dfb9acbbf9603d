//! The development issuer: makes tokens for a demo, for tests and for `regieboek token`. Never for production, where
//! [`IssuerConfig::development`](super::IssuerConfig) is off and its algorithm is refused.

use jsonwebtoken::jwk::Jwk;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use regieboek_kernel::Gemeente;
use serde_json::{Value, json};

use super::uitgever::{IssuerConfig, Jwks};

/// What PKCS #8 writes before the 32 bytes of an Ed25519 key (RFC 8410, section 7).
const PKCS8_ED25519: [u8; 16] = [0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20];
const KID: &str = "ontwikkel-1";

/// An issuer with its own Ed25519 key.
pub struct DevelopmentIssuer {
    issuer: String,
    audience: String,
    key: EncodingKey,
    jwks: Value,
}

impl std::fmt::Debug for DevelopmentIssuer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("DevelopmentIssuer").field("issuer", &self.issuer).finish_non_exhaustive()
    }
}

impl DevelopmentIssuer {
    /// An issuer whose key follows from `seed`, so that server and command line agree without sharing a file.
    ///
    /// # Errors
    /// When the key cannot be made from the seed.
    pub fn new(issuer: &str, audience: &str, seed: &[u8; 32]) -> Result<Self, jsonwebtoken::errors::Error> {
        let key = EncodingKey::from_ed_der(&[&PKCS8_ED25519[..], seed].concat());
        let mut jwk = Jwk::from_encoding_key(&key, Algorithm::EdDSA)?;
        jwk.common.key_id = Some(KID.to_owned());
        let jwks = json!({ "keys": [jwk] });
        Ok(Self { issuer: issuer.to_owned(), audience: audience.to_owned(), key, jwks })
    }

    /// Its public key, as JWKS.
    pub fn jwks(&self) -> &Value {
        &self.jwks
    }

    /// The configuration by which a verifier trusts it, for these municipalities.
    pub fn config(&self, gemeenten: Vec<Gemeente>) -> IssuerConfig {
        IssuerConfig {
            issuer: self.issuer.clone(),
            audience: self.audience.clone(),
            jwks: Jwks::Tekst(self.jwks.to_string()),
            gemeenten,
            standaard_algoritme: None,
            development: true,
        }
    }

    /// Signs a token with these claims; `iss` and `aud` are filled in when they are not there.
    ///
    /// # Errors
    /// When the claims are no object, or signing fails.
    pub fn token(&self, claims: &Value) -> Result<String, jsonwebtoken::errors::Error> {
        let mut claims = serde_json::from_value::<serde_json::Map<String, Value>>(claims.clone())?;
        claims.entry("iss").or_insert_with(|| self.issuer.as_str().into());
        claims.entry("aud").or_insert_with(|| self.audience.as_str().into());
        let header =
            Header { typ: Some("at+jwt".to_owned()), kid: Some(KID.to_owned()), ..Header::new(Algorithm::EdDSA) };
        jsonwebtoken::encode(&header, &claims, &self.key)
    }
}
