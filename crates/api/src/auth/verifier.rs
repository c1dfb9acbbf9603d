//! Verifies bearer tokens: cached by hash, signature first, claims after.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, PoisonError, RwLock};

use actix_web::HttpRequest;
use actix_web::http::header;
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use regieboek_access::Beller;
use regieboek_api_types::Probleemcode;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use super::MAX_TOKEN;
use super::claims;
use super::uitgever::{IssuerConfig, Uitgever, UitgeverError};
use crate::bronnen::WallClock;
use crate::json;
use crate::problem::Problem;

/// Verified tokens that are remembered.
const MAX_ONTHOUDEN: usize = 10_000;

/// Why there is no caller. All the client learns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TokenFout {
    /// There is no bearer token.
    #[error("Het toegangstoken ontbreekt.")]
    Ontbreekt,
    /// It cannot be trusted, whatever the reason.
    #[error("Het toegangstoken is ongeldig.")]
    Ongeldig,
    /// It was good, but no longer.
    #[error("Het toegangstoken is verlopen.")]
    Verlopen,
}

/// Why a token was refused; the word is for the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Afwijzing {
    Ontbreekt,
    Ongeldig(&'static str),
    Verlopen,
}

impl From<Afwijzing> for TokenFout {
    fn from(afwijzing: Afwijzing) -> Self {
        match afwijzing {
            Afwijzing::Ontbreekt => Self::Ontbreekt,
            Afwijzing::Ongeldig(_) => Self::Ongeldig,
            Afwijzing::Verlopen => Self::Verlopen,
        }
    }
}

impl From<Afwijzing> for Problem {
    fn from(afwijzing: Afwijzing) -> Self {
        let problem = Self::new(Probleemcode::NietAangemeld, TokenFout::from(afwijzing).to_string());
        match afwijzing {
            Afwijzing::Ongeldig(waarom) => problem.met_oorzaak(format_args!("token: {waarom}")),
            Afwijzing::Ontbreekt | Afwijzing::Verlopen => problem,
        }
    }
}

/// Turns a bearer token into the caller it stands for.
pub struct TokenVerifier {
    uitgevers: BTreeMap<String, Uitgever>,
    klok: Arc<dyn WallClock>,
    onthouden: RwLock<HashMap<[u8; 32], Onthouden>>,
}

/// A token that was verified before.
struct Onthouden {
    exp: i64,
    beller: Beller,
}

impl std::fmt::Debug for TokenVerifier {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TokenVerifier").field("uitgevers", &self.uitgevers.keys()).finish_non_exhaustive()
    }
}

impl TokenVerifier {
    /// Reads the keys of every configured issuer.
    ///
    /// # Errors
    /// [`UitgeverError`] when one of them cannot be trusted, or there is none.
    pub fn new(
        configs: impl IntoIterator<Item = IssuerConfig>,
        klok: impl WallClock + 'static,
    ) -> Result<Self, UitgeverError> {
        let mut uitgevers = BTreeMap::new();
        for config in configs {
            let uitgever = Uitgever::try_from(config)?;
            let naam = uitgever.issuer.clone();
            if uitgevers.insert(naam.clone(), uitgever).is_some() {
                return Err(UitgeverError::DubbeleUitgever(naam));
            }
        }
        if uitgevers.is_empty() {
            return Err(UitgeverError::GeenUitgever);
        }
        Ok(Self { uitgevers, klok: Arc::new(klok), onthouden: RwLock::default() })
    }

    /// The caller of a request.
    ///
    /// # Errors
    /// The 401 problem, which says no more than [`TokenFout`] does.
    pub fn beller(&self, req: &HttpRequest) -> Result<Beller, Problem> {
        Ok(self.controleer(bearer(req)?)?)
    }

    /// The caller a token stands for.
    ///
    /// # Errors
    /// [`TokenFout`].
    pub fn verifieer(&self, token: &str) -> Result<Beller, TokenFout> {
        Ok(self.controleer(token)?)
    }

    fn controleer(&self, token: &str) -> Result<Beller, Afwijzing> {
        if token.len() > MAX_TOKEN {
            return Err(Afwijzing::Ongeldig("lengte"));
        }
        let nu = self.klok.unix_seconds();
        let hash: [u8; 32] = Sha256::digest(token).into();
        if let Some(bekend) = self.onthouden.read().unwrap_or_else(PoisonError::into_inner).get(&hash) {
            let geldig = claims::nog_geldig(bekend.exp, nu);
            return if geldig { Ok(bekend.beller.clone()) } else { Err(Afwijzing::Verlopen) };
        }
        let (beller, exp) = self.lees(token, nu)?;
        self.onthoud(hash, Onthouden { exp, beller: beller.clone() }, nu);
        Ok(beller)
    }

    /// The whole verification: form, issuer, key, signature, times, claims.
    fn lees(&self, token: &str, nu: i64) -> Result<(Beller, i64), Afwijzing> {
        let mut delen = token.split('.');
        let (Some(header), Some(payload), Some(signature), None) =
            (delen.next(), delen.next(), delen.next(), delen.next())
        else {
            return Err(Afwijzing::Ongeldig("vorm"));
        };
        let (kop, claims) = (object(header)?, object(payload)?);
        let kop = claims::kop(&kop)?;
        let uitgever = self.uitgevers.get(claims::tekst(&claims, "iss")?).ok_or(Afwijzing::Ongeldig("iss"))?;
        let sleutel = uitgever.sleutels.get(kop.kid).ok_or(Afwijzing::Ongeldig("kid"))?;
        if kop.alg != sleutel.algoritme.naam() {
            return Err(Afwijzing::Ongeldig("alg"));
        }
        let ondertekend = &token[..header.len() + 1 + payload.len()];
        let klopt = jsonwebtoken::crypto::verify(
            signature,
            ondertekend.as_bytes(),
            &sleutel.key,
            sleutel.algoritme.algorithm(),
        );
        if !klopt.unwrap_or(false) {
            return Err(Afwijzing::Ongeldig("handtekening"));
        }
        let exp = claims::geldigheid(&claims, uitgever, nu)?;
        Ok((claims::beller(&claims, uitgever)?, exp))
    }

    fn onthoud(&self, hash: [u8; 32], token: Onthouden, nu: i64) {
        let mut onthouden = self.onthouden.write().unwrap_or_else(PoisonError::into_inner);
        if onthouden.len() >= MAX_ONTHOUDEN {
            onthouden.retain(|_, oud| claims::nog_geldig(oud.exp, nu));
        }
        if onthouden.len() >= MAX_ONTHOUDEN {
            onthouden.clear();
        }
        onthouden.insert(hash, token);
    }
}

/// The token in `Authorization: Bearer`.
fn bearer(req: &HttpRequest) -> Result<&str, Afwijzing> {
    let mut waarden = req.headers().get_all(header::AUTHORIZATION);
    let waarde = waarden.next().ok_or(Afwijzing::Ontbreekt)?;
    if waarden.next().is_some() {
        return Err(Afwijzing::Ongeldig("twee keer authorization"));
    }
    let (schema, token) = waarde.to_str().ok().and_then(|tekst| tekst.split_once(' ')).ok_or(Afwijzing::Ontbreekt)?;
    if schema.eq_ignore_ascii_case("bearer") { Ok(token) } else { Err(Afwijzing::Ontbreekt) }
}

/// A segment as JSON object: strict base64url without padding, strict JSON.
fn object(segment: &str) -> Result<Map<String, Value>, Afwijzing> {
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(segment).map_err(|_| Afwijzing::Ongeldig("base64"))?;
    match json::lees(&bytes) {
        Ok(Value::Object(object)) => Ok(object),
        Ok(_) | Err(_) => Err(Afwijzing::Ongeldig("json")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::auth::ontwikkel::DevelopmentIssuer;

    #[test]
    fn het_geheugen_van_tokens_is_begrensd() {
        let issuer = DevelopmentIssuer::new("https://ontwikkel", "regieboek", &[7; 32]).unwrap();
        let config = issuer.config(vec!["0394".parse().unwrap()]);
        let verifier = TokenVerifier::new([config], || 0).unwrap();
        let token = issuer.token(&serde_json::json!({
            "sub": "anna", "gemeente": "0394", "functie": "huisarts", "organisatie": "praktijk", "name": "Anna",
            "iat": 0, "exp": 900,
        }));
        let beller = verifier.verifieer(&token.unwrap()).unwrap();
        for i in 0..2 * MAX_ONTHOUDEN as u64 {
            let mut hash = [0; 32];
            hash[..8].copy_from_slice(&i.to_be_bytes());
            verifier.onthoud(hash, Onthouden { exp: 900, beller: beller.clone() }, 0);
        }
        assert!(verifier.onthouden.read().unwrap().len() <= MAX_ONTHOUDEN);
    }
}
