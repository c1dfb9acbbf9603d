//! The keys of one issuer: read from a JWKS (RFC 7517), each bound to one algorithm.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, DecodingKey};
use serde::Deserialize;
use serde_json::{Map, Value};

use super::uitgever::UitgeverError;
use crate::json;

const MAX_JWKS: usize = 256 * 1024;
const MAX_KID: usize = 200;
/// Members that only a private or a shared key has.
const GEHEIM: [&str; 8] = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];

/// The algorithms a signature may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum Algoritme {
    /// RSASSA-PKCS1-v1_5 with SHA-256.
    #[serde(rename = "RS256")]
    Rs256,
    /// RSASSA-PSS with SHA-256.
    #[serde(rename = "PS256")]
    Ps256,
    /// ECDSA on P-256 with SHA-256.
    #[serde(rename = "ES256")]
    Es256,
    /// Ed25519; the development issuer only.
    #[serde(rename = "EdDSA")]
    EdDsa,
}

impl Algoritme {
    fn uit(naam: &str) -> Option<Self> {
        [Self::Rs256, Self::Ps256, Self::Es256, Self::EdDsa].into_iter().find(|a| a.naam() == naam)
    }

    /// The name in a token's header.
    pub(super) const fn naam(self) -> &'static str {
        match self {
            Self::Rs256 => "RS256",
            Self::Ps256 => "PS256",
            Self::Es256 => "ES256",
            Self::EdDsa => "EdDSA",
        }
    }

    pub(super) const fn algorithm(self) -> Algorithm {
        match self {
            Self::Rs256 => Algorithm::RS256,
            Self::Ps256 => Algorithm::PS256,
            Self::Es256 => Algorithm::ES256,
            Self::EdDsa => Algorithm::EdDSA,
        }
    }

    /// The key type that can carry it.
    const fn kty(self) -> &'static str {
        match self {
            Self::Rs256 | Self::Ps256 => "RSA",
            Self::Es256 => "EC",
            Self::EdDsa => "OKP",
        }
    }
}

/// One key and the one algorithm it may be used with.
pub(super) struct Sleutel {
    pub(super) algoritme: Algoritme,
    pub(super) key: DecodingKey,
}

/// The keys of one issuer, by `kid`.
pub(super) type Sleutels = BTreeMap<String, Sleutel>;

/// Reads the signing keys. Keys for something else (encryption, an algorithm we do not take) are passed over; a set with
/// a secret in it, or with two keys of one name, is refused as a whole.
pub(super) fn lees(jwks: &[u8], standaard: Option<Algoritme>, development: bool) -> Result<Sleutels, UitgeverError> {
    if jwks.len() > MAX_JWKS {
        return Err(UitgeverError::JwksOnleesbaar);
    }
    let set = json::lees(jwks).map_err(|_| UitgeverError::JwksOnleesbaar)?;
    let keys = set.get("keys").and_then(Value::as_array).ok_or(UitgeverError::JwksOnleesbaar)?;
    let mut sleutels = Sleutels::new();
    for jwk in keys {
        let jwk = jwk.as_object().ok_or(UitgeverError::JwksOnleesbaar)?;
        if jwk.get("kty").and_then(Value::as_str) == Some("oct") || GEHEIM.iter().any(|lid| jwk.contains_key(*lid)) {
            return Err(UitgeverError::GeheimInJwks);
        }
        let Some(algoritme) = algoritme(jwk, standaard)? else { continue };
        if algoritme == Algoritme::EdDsa && !development {
            return Err(UitgeverError::EdDsaInProductie);
        }
        let kid = tekst(jwk, "kid").filter(|kid| (1..=MAX_KID).contains(&kid.len()));
        let kid = kid.ok_or(UitgeverError::SleutelZonderKid)?.to_owned();
        let key = match algoritme {
            Algoritme::Rs256 | Algoritme::Ps256 => rsa(jwk),
            Algoritme::Es256 => p256(jwk),
            Algoritme::EdDsa => ed25519(jwk),
        }
        .ok_or_else(|| UitgeverError::OngeldigeSleutel(kid.clone()))?;
        if sleutels.insert(kid.clone(), Sleutel { algoritme, key }).is_some() {
            return Err(UitgeverError::DubbeleKid(kid));
        }
    }
    if sleutels.is_empty() { Err(UitgeverError::GeenSleutel) } else { Ok(sleutels) }
}

fn tekst<'a>(jwk: &'a Map<String, Value>, lid: &str) -> Option<&'a str> {
    jwk.get(lid)?.as_str()
}

/// The algorithm a key is bound to; none when the key is for something else.
fn algoritme(jwk: &Map<String, Value>, standaard: Option<Algoritme>) -> Result<Option<Algoritme>, UitgeverError> {
    let om_te_tekenen = jwk.get("use").is_none_or(|gebruik| gebruik == "sig")
        && jwk.get("key_ops").is_none_or(|ops| ops.as_array().is_some_and(|ops| ops.contains(&"verify".into())));
    let kty = tekst(jwk, "kty");
    let algoritme = match jwk.get("alg") {
        Some(alg) => alg.as_str().and_then(Algoritme::uit),
        None => match (standaard, kty) {
            (Some(standaard), Some(kty)) if standaard.kty() == kty => Some(standaard),
            (_, Some("RSA" | "EC")) if om_te_tekenen => return Err(UitgeverError::SleutelZonderAlgoritme),
            (_, _) => None,
        },
    };
    Ok(algoritme.filter(|a| om_te_tekenen && kty == Some(a.kty())))
}

fn bytes(jwk: &Map<String, Value>, lid: &str) -> Option<Vec<u8>> {
    BASE64_URL_SAFE_NO_PAD.decode(tekst(jwk, lid)?).ok()
}

/// RSA of 2048 to 8192 bits with an odd exponent of at least 3.
fn rsa(jwk: &Map<String, Value>) -> Option<DecodingKey> {
    let (n, e) = (bytes(jwk, "n")?, bytes(jwk, "e")?);
    let n: Vec<u8> = n.into_iter().skip_while(|&b| b == 0).collect();
    let bits = n.len() * 8 - usize::try_from(n.first()?.leading_zeros()).ok()?;
    let exponent = e.iter().try_fold(0_u64, |som, &b| som.checked_mul(256)?.checked_add(u64::from(b)))?;
    let goed = (2048..=8192).contains(&bits) && exponent >= 3 && exponent % 2 == 1;
    goed.then(|| DecodingKey::from_rsa_raw_components(&n, &e))
}

fn p256(jwk: &Map<String, Value>) -> Option<DecodingKey> {
    let (x, y) = (bytes(jwk, "x")?, bytes(jwk, "y")?);
    let goed = tekst(jwk, "crv") == Some("P-256") && x.len() == 32 && y.len() == 32;
    goed.then(|| DecodingKey::from_ec_der(&[&[4], &x[..], &y[..]].concat()))
}

fn ed25519(jwk: &Map<String, Value>) -> Option<DecodingKey> {
    let x = bytes(jwk, "x")?;
    (tekst(jwk, "crv") == Some("Ed25519") && x.len() == 32).then(|| DecodingKey::from_ed_der(&x))
}
