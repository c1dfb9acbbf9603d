//! Tokens signed with Ed25519, verified on every request as the documentation of the crate shows.

use anyhow::Context as _;
use jsonwebtoken::jwk::{AlgorithmParameters, Jwk};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, encode};
use serde::{Deserialize, Serialize};

const ISSUER: &str = "urn:bench:issuer";
const AUDIENCE: &str = "bench";
/// What PKCS #8 writes before the 32 bytes of an Ed25519 key (RFC 8410, section 7).
const PKCS8_ED25519: [u8; 16] = [0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20];
/// The key of a benchmark protects nothing.
const SEED: [u8; 32] = [7; 32];

/// What a token says, as much as a token of Regieboek says.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Claims {
    iss: String,
    aud: String,
    /// Who calls.
    pub(crate) sub: String,
    name: String,
    tenant: String,
    role: String,
    organisation: String,
    iat: u64,
    exp: u64,
}

fn key() -> EncodingKey {
    EncodingKey::from_ed_der(&[&PKCS8_ED25519[..], &SEED].concat())
}

/// A token for this caller, long enough for a benchmark.
pub(crate) fn make(sub: &str) -> anyhow::Result<String> {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH)?.as_secs();
    let claims = Claims {
        iss: ISSUER.to_owned(),
        aud: AUDIENCE.to_owned(),
        sub: sub.to_owned(),
        name: "Carla Coach".to_owned(),
        tenant: "0394".to_owned(),
        role: "cjg-coach".to_owned(),
        organisation: "cjg-haarlemmermeer".to_owned(),
        iat: now,
        exp: now + 12 * 3600,
    };
    Ok(encode(&Header::new(Algorithm::EdDSA), &claims, &key())?)
}

/// What is needed to verify a token.
#[derive(Clone)]
pub(crate) struct Verifier {
    key: DecodingKey,
    validation: Validation,
}

impl Verifier {
    /// Of the benchmark's own key.
    pub(crate) fn new() -> anyhow::Result<Self> {
        let AlgorithmParameters::OctetKeyPair(public) = Jwk::from_encoding_key(&key(), Algorithm::EdDSA)?.algorithm
        else {
            anyhow::bail!("an Ed25519 key is an octet key pair");
        };
        let mut validation = Validation::new(Algorithm::EdDSA);
        validation.set_audience(&[AUDIENCE]);
        validation.set_issuer(&[ISSUER]);
        let key = DecodingKey::from_ed_components(&public.x).context("the public key")?;
        Ok(Self { key, validation })
    }

    /// Who calls, when the signature, `exp`, `aud` and `iss` are right.
    pub(crate) fn caller(&self, token: &str) -> Option<String> {
        decode::<Claims>(token, &self.key, &self.validation).ok().map(|data| data.claims.sub)
    }
}
