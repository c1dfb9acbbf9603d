//! Keys, a configured verifier with a settable clock, and a workshop for tokens, good and bad.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use aws_lc_rs::encoding::{AsDer as _, PublicKeyX509Der};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _, RSA_PKCS1_SHA256, RSA_PSS_SHA256, RsaEncoding,
    RsaKeyPair,
};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as B64;
use regieboek_api::auth::ontwikkel::DevelopmentIssuer;
use regieboek_api::auth::{IssuerConfig, Jwks, TokenVerifier};
use serde_json::{Value, json};

pub(crate) const NU: i64 = 1_800_000_000;
pub(crate) const ISSUER: &str = "https://login.gemeente.example";
pub(crate) const ANDERE: &str = "https://login.partner.example";
pub(crate) const AUDIENCE: &str = "https://regieboek.gemeente.example";

pub(crate) struct Sleutelbos {
    pub(crate) rsa: RsaKeyPair,
    pub(crate) vreemd: RsaKeyPair,
    pub(crate) ec: EcdsaKeyPair,
    pub(crate) ontwikkel: DevelopmentIssuer,
    pub(crate) klok: Arc<AtomicI64>,
    pub(crate) verifier: TokenVerifier,
}

impl Sleutelbos {
    pub(crate) fn new() -> Self {
        let rsa = RsaKeyPair::generate(KeySize::Rsa2048).unwrap();
        let vreemd = RsaKeyPair::generate(KeySize::Rsa2048).unwrap();
        let ec = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).unwrap();
        let ontwikkel = DevelopmentIssuer::new("https://ontwikkel.example", AUDIENCE, &[7; 32]).unwrap();
        let enc = json!({ "kid": "enc", "use": "enc", "kty": "RSA", "alg": "RSA-OAEP", "n": "AQAB", "e": "AQAB" });
        let mut configs = vec![
            config(
                ISSUER,
                &json!({ "keys": [rsa_jwk(&rsa, "rs", "RS256"), rsa_jwk(&rsa, "ps", "PS256"), ec_jwk(&ec, "es"), enc] }),
            ),
            config(ANDERE, &json!({ "keys": [rsa_jwk(&vreemd, "partner", "RS256")] })),
        ];
        configs.push(ontwikkel.config(vec!["0394".parse().unwrap()]));
        let klok = Arc::new(AtomicI64::new(NU));
        let lees = klok.clone();
        let verifier = TokenVerifier::new(configs, move || lees.load(Ordering::SeqCst)).unwrap();
        Self { rsa, vreemd, ec, ontwikkel, klok, verifier }
    }

    /// A good token by the RS256 key, with changed header and claims; `Null` takes a member away.
    pub(crate) fn token(&self, header: Value, claims: Value) -> String {
        self.rauw(&pas_aan(kop("RS256", "rs"), header).to_string(), &pas_aan(goed(), claims).to_string())
    }

    /// Exactly this header and these claims, signed with the RS256 key.
    pub(crate) fn rauw(&self, header: &str, claims: &str) -> String {
        zegel(header.as_bytes(), claims.as_bytes(), |m| rsa(&self.rsa, &RSA_PKCS1_SHA256, m))
    }

    pub(crate) fn ps256(&self) -> String {
        onderteken(&kop("PS256", "ps"), &goed(), |m| rsa(&self.rsa, &RSA_PSS_SHA256, m))
    }

    pub(crate) fn es256(&self) -> String {
        onderteken(&kop("ES256", "es"), &goed(), |m| ecdsa(&self.ec, m))
    }
}

pub(crate) fn config(issuer: &str, jwks: &Value) -> IssuerConfig {
    IssuerConfig {
        issuer: issuer.into(),
        audience: AUDIENCE.into(),
        jwks: Jwks::Tekst(jwks.to_string()),
        gemeenten: vec!["0394".parse().unwrap()],
        standaard_algoritme: None,
        development: false,
    }
}

pub(crate) fn kop(alg: &str, kid: &str) -> Value {
    json!({ "alg": alg, "kid": kid, "typ": "at+jwt" })
}

pub(crate) fn goed() -> Value {
    json!({
        "iss": ISSUER, "aud": AUDIENCE, "sub": "anna", "iat": NU - 10, "exp": NU + 600, "gemeente": "0394",
        "functie": "cjg-coach", "organisatie": "cjg-haarlemmermeer", "rollen": ["lezer"], "name": "Anna de Vries",
    })
}

pub(crate) fn pas_aan(mut object: Value, leden: Value) -> Value {
    for (naam, waarde) in leden.as_object().unwrap() {
        let object = object.as_object_mut().unwrap();
        if waarde.is_null() {
            object.remove(naam)
        } else {
            object.insert(naam.clone(), waarde.clone())
        };
    }
    object
}

pub(crate) fn onderteken(header: &Value, claims: &Value, met: impl Fn(&[u8]) -> Vec<u8>) -> String {
    zegel(header.to_string().as_bytes(), claims.to_string().as_bytes(), met)
}

pub(crate) fn zegel(header: &[u8], claims: &[u8], met: impl Fn(&[u8]) -> Vec<u8>) -> String {
    let bericht = format!("{}.{}", B64.encode(header), B64.encode(claims));
    let handtekening = B64.encode(met(bericht.as_bytes()));
    format!("{bericht}.{handtekening}")
}

pub(crate) fn rsa(sleutel: &RsaKeyPair, soort: &'static dyn RsaEncoding, bericht: &[u8]) -> Vec<u8> {
    let mut handtekening = vec![0; sleutel.public_modulus_len()];
    sleutel.sign(soort, &SystemRandom::new(), bericht, &mut handtekening).unwrap();
    handtekening
}

pub(crate) fn ecdsa(sleutel: &EcdsaKeyPair, bericht: &[u8]) -> Vec<u8> {
    sleutel.sign(&SystemRandom::new(), bericht).unwrap().as_ref().to_vec()
}

pub(crate) fn modulus(sleutel: &RsaKeyPair) -> Vec<u8> {
    sleutel.public_key().modulus().big_endian_without_leading_zero().to_vec()
}

pub(crate) fn rsa_jwk(sleutel: &RsaKeyPair, kid: &str, alg: &str) -> Value {
    json!({ "kty": "RSA", "use": "sig", "kid": kid, "alg": alg, "n": B64.encode(modulus(sleutel)), "e": "AQAB" })
}

pub(crate) fn ec_jwk(sleutel: &EcdsaKeyPair, kid: &str) -> Value {
    let punt = sleutel.public_key().as_ref().to_vec();
    let (x, y) = (B64.encode(&punt[1..33]), B64.encode(&punt[33..]));
    json!({ "kty": "EC", "crv": "P-256", "kid": kid, "alg": "ES256", "key_ops": ["verify"], "x": x, "y": y })
}

/// DER of the public key, for attacks that use it as a shared secret.
pub(crate) fn der(sleutel: &RsaKeyPair) -> Vec<u8> {
    let der: PublicKeyX509Der<'_> = sleutel.public_key().as_der().unwrap();
    der.as_ref().to_vec()
}
