//! Header and claims of a token, checked by type and by value (RFC 9068, RFC 8725).

use regieboek_access::Beller;
use regieboek_kernel::{Functie, Gemeente, Onderwerp, Passage, Persoonsgegeven, Professional, ProfessionalId, Rol};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::LEEWAY;
use super::uitgever::Uitgever;
use super::verifier::Afwijzing;

/// Uuid v5 of `urn:regieboek:professional` under the URL namespace; fixed for ever.
const PROFESSIONALS: Uuid = Uuid::from_u128(0x9227_c576_c8d2_5da7_afff_3148_b88b_b3eb);
const MAX_SUB: usize = 255;
const MAX_NAAM: usize = 200;

type Object = Map<String, Value>;

/// What of the header decides how the token is verified.
pub(super) struct Kop<'a> {
    pub(super) alg: &'a str,
    pub(super) kid: &'a str,
}

/// The header: an access token, nothing critical, nothing compressed or encrypted. References to keys are ignored.
pub(super) fn kop(header: &Object) -> Result<Kop<'_>, Afwijzing> {
    let typ = tekst(header, "typ")?;
    if !["at+jwt", "application/at+jwt"].iter().any(|goed| typ.eq_ignore_ascii_case(goed)) {
        return Err(Afwijzing::Ongeldig("typ"));
    }
    if ["crit", "b64", "zip", "enc", "cty"].iter().any(|lid| header.contains_key(*lid)) {
        return Err(Afwijzing::Ongeldig("crit"));
    }
    Ok(Kop { alg: tekst(header, "alg")?, kid: tekst(header, "kid")? })
}

/// A text claim.
pub(super) fn tekst<'a>(object: &'a Object, naam: &'static str) -> Result<&'a str, Afwijzing> {
    object.get(naam).and_then(Value::as_str).filter(|tekst| !tekst.is_empty()).ok_or(Afwijzing::Ongeldig(naam))
}

/// A whole number of seconds since the epoch.
fn seconden(claims: &Object, naam: &'static str) -> Result<i64, Afwijzing> {
    claims.get(naam).and_then(Value::as_i64).filter(|&s| s >= 0).ok_or(Afwijzing::Ongeldig(naam))
}

/// Whether a token that was issued well is still good at `nu`.
pub(super) fn nog_geldig(exp: i64, nu: i64) -> bool {
    nu < exp.saturating_add(LEEWAY)
}

/// Checks audience and times; gives the expiry.
pub(super) fn geldigheid(claims: &Object, uitgever: &Uitgever, nu: i64) -> Result<i64, Afwijzing> {
    let bedoeld = |aud: &Value| aud.as_str() == Some(&uitgever.audience);
    let voor_ons = match claims.get("aud") {
        Some(Value::Array(lijst)) => lijst.iter().all(Value::is_string) && lijst.iter().any(bedoeld),
        Some(aud) => bedoeld(aud),
        None => false,
    };
    if !voor_ons {
        return Err(Afwijzing::Ongeldig("aud"));
    }
    let (iat, exp) = (seconden(claims, "iat")?, seconden(claims, "exp")?);
    let nbf = if claims.contains_key("nbf") { seconden(claims, "nbf")? } else { iat };
    if iat > nu + LEEWAY || nbf > nu + LEEWAY {
        return Err(Afwijzing::Ongeldig("iat"));
    }
    if exp <= iat || exp - iat > uitgever.max_lifetime {
        return Err(Afwijzing::Ongeldig("exp"));
    }
    if nog_geldig(exp, nu) { Ok(exp) } else { Err(Afwijzing::Verlopen) }
}

/// Who calls. The tenant comes from here and from nowhere else.
pub(super) fn beller(claims: &Object, uitgever: &Uitgever) -> Result<Beller, Afwijzing> {
    let gemeente: Gemeente = woord(claims, "gemeente")?;
    if !uitgever.gemeenten.contains(&gemeente) {
        return Err(Afwijzing::Ongeldig("gemeente"));
    }
    let functie: Functie = woord(claims, "functie")?;
    if functie == Functie::Systeem {
        return Err(Afwijzing::Ongeldig("functie"));
    }
    let naam = tekst(claims, "name")?;
    if naam.chars().count() > MAX_NAAM || naam.trim().is_empty() || naam.chars().any(char::is_control) {
        return Err(Afwijzing::Ongeldig("name"));
    }
    let sub = tekst(claims, "sub")?;
    if sub.len() > MAX_SUB {
        return Err(Afwijzing::Ongeldig("sub"));
    }
    let id = professional_id(&uitgever.issuer, sub);
    let passage = Passage::new(Uuid::new_v5(&id.uuid(), b"naam"));
    let professional = Professional {
        id,
        functie,
        organisatie: woord(claims, "organisatie")?,
        naam: Persoonsgegeven::new(Onderwerp::new(id.uuid()), passage, naam.to_owned()),
    };
    Ok(Beller { gemeente, professional, rollen: rollen(claims)? })
}

/// The roles that are known here; an issuer may speak of others.
fn rollen(claims: &Object) -> Result<Vec<Rol>, Afwijzing> {
    let Some(rollen) = claims.get("rollen") else { return Ok(vec![]) };
    let woorden = rollen.as_array().and_then(|lijst| lijst.iter().map(Value::as_str).collect::<Option<Vec<_>>>());
    let woorden = woorden.ok_or(Afwijzing::Ongeldig("rollen"))?;
    Ok(woorden.into_iter().filter_map(|woord| woord.parse().ok()).collect())
}

fn woord<T: std::str::FromStr>(claims: &Object, naam: &'static str) -> Result<T, Afwijzing> {
    tekst(claims, naam)?.parse().map_err(|_| Afwijzing::Ongeldig(naam))
}

/// The person behind (issuer, subject): the length in front keeps two pairs from running into each other.
pub(super) fn professional_id(issuer: &str, sub: &str) -> ProfessionalId {
    let lengte = (issuer.len() as u64).to_be_bytes();
    ProfessionalId::new(Uuid::new_v5(&PROFESSIONALS, &[&lengte, issuer.as_bytes(), sub.as_bytes()].concat()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn een_professional_is_uitgever_en_onderwerp_samen() {
        assert_eq!(PROFESSIONALS, Uuid::new_v5(&Uuid::NAMESPACE_URL, b"urn:regieboek:professional"));
        assert_ne!(professional_id("https://a", "b1"), professional_id("https://ab", "1"));
        // Stored in every event: this value may never change.
        assert_eq!(
            professional_id("https://login.example", "anna").to_string(),
            "3d7ee01b-3df5-5cbc-9fba-f086589936c5"
        );
    }
}
