//! Who has no good token gets the same 401 everywhere, and what the document does not name is not there.

use std::sync::Arc;

use anyhow::{Context as _, ensure};
use regieboek_testkit::{Antwoord, Cast, Wereld};
use reqwest::Method;
use serde_json::json;

use super::document::{Document, Operatie};
use super::{NERGENS, geteld, is_weigering, zijn_gelijk};
use crate::podium::{Databank, Podium};
use crate::verhalen::op_beide_databanken;

op_beide_databanken! {
    zonder_goed_token_geeft_elk_adres_dezelfde_401,
    elk_adres_in_het_document_bestaat_en_wat_er_niet_in_staat_bestaat_niet,
}

/// The path of an operation, with an id of nothing in every place of an id.
fn pad(operatie: &Operatie) -> String {
    let delen = operatie.pad.split('/');
    let id = NERGENS.to_string();
    delen.map(|deel| if deel.starts_with('{') { id.as_str() } else { deel }).collect::<Vec<_>>().join("/")
}

async fn stuur(w: &Wereld, methode: &Method, pad: &str, bewijs: Option<&str>) -> anyhow::Result<Antwoord> {
    let koppen = [
        ("content-type", "application/json"),
        ("idempotency-key", "een-sleutel"),
        ("if-match", "\"1\""),
        ("authorization", bewijs.unwrap_or_default()),
    ];
    let koppen = if bewijs.is_some() { &koppen[..] } else { &koppen[..3] };
    w.stuur(methode.clone(), None, pad, koppen, Some(b"{}".to_vec())).await
}

async fn zonder_goed_token_geeft_elk_adres_dezelfde_401(podium: Arc<Podium>) -> anyhow::Result<()> {
    let w = podium.wereld("token");
    let goed = w.token(&Cast::CJG_COACH)?;
    let (kop, rest) = goed.split_once('.').context("a token")?;
    let (inhoud, handtekening) = rest.split_once('.').context("a token")?;
    let ander_teken = if handtekening.starts_with('A') { "B" } else { "A" };
    // {"typ":"at+jwt","alg":"none","kid":"ontwikkel-1"}
    let alg_none = "eyJ0eXAiOiJhdCtqd3QiLCJhbGciOiJub25lIiwia2lkIjoib250d2lra2VsLTEifQ";
    let vreemde_inhoud = w.token(&Cast::AUDITOR)?;
    let vreemde_inhoud = vreemde_inhoud.split('.').nth(1).context("a token")?;
    let slecht = [
        ("rommel", "Bearer rommel".to_owned()),
        ("alleen punten", "Bearer ..".to_owned()),
        ("een veranderde handtekening", format!("Bearer {kop}.{inhoud}.{ander_teken}{}", &handtekening[1..])),
        ("geen handtekening", format!("Bearer {kop}.{inhoud}.")),
        ("de handtekening van een ander", format!("Bearer {kop}.{vreemde_inhoud}.{handtekening}")),
        ("alg none", format!("Bearer {alg_none}.{inhoud}.")),
        ("meer dan 8 kB", format!("Bearer {}", "a".repeat(8 * 1024 + 1))),
    ];
    let geen_bewijs = [
        ("niets", None),
        ("een leeg bewijs", Some("Bearer")),
        ("een ander schema", Some("Basic Y2FybGE6Z2VoZWlt")),
        ("een token zonder schema", Some(goed.as_str())),
    ];
    let document = Document::van(&w).await?;
    let voor = geteld(&podium).await?;
    let (mut ontbreekt, mut ongeldig): (Option<Antwoord>, Option<Antwoord>) = (None, None);
    for operatie in document.operaties()? {
        let pad = pad(&operatie);
        if !operatie.besloten {
            stuur(&w, &operatie.methode, &pad, None).await?.gelukt()?;
            continue;
        }
        for (wat, bewijs) in &geen_bewijs {
            let antwoord = stuur(&w, &operatie.methode, &pad, *bewijs).await?;
            is_de_401(&antwoord, &mut ontbreekt).with_context(|| format!("{wat}: {operatie}"))?;
        }
        for (wat, bewijs) in &slecht {
            let antwoord = stuur(&w, &operatie.methode, &pad, Some(bewijs)).await?;
            is_de_401(&antwoord, &mut ongeldig).with_context(|| format!("{wat}: {operatie}"))?;
        }
    }
    ensure!(geteld(&podium).await? == voor, "nothing was stored");
    Ok(())
}

/// The one 401, equal to the first that was given.
fn is_de_401(antwoord: &Antwoord, eerste: &mut Option<Antwoord>) -> anyhow::Result<()> {
    is_weigering(antwoord)?;
    ensure!(antwoord.status == 401 && antwoord.code() == Some("niet-aangemeld"), "{antwoord:?}");
    ensure!(antwoord.kop("www-authenticate") == Some("Bearer realm=\"regieboek\""), "{antwoord:?}");
    let eerste = eerste.get_or_insert_with(|| antwoord.clone());
    ensure!(zijn_gelijk(antwoord, eerste), "{antwoord:?} is not {eerste:?}");
    Ok(())
}

/// What other products have at such an address, and what a guess at ours would be.
const NERGENS_IN_HET_DOCUMENT: [&str; 32] = [
    "/",
    "/v1",
    "/v1/",
    "/v1/ik/",
    "/v1//ik",
    "/V1/ik",
    "/v1/IK",
    "/v2/ik",
    "/ik",
    "/openapi.json",
    "/v1/openapi",
    "/health",
    "/health/",
    "/metrics",
    "/debug",
    "/admin",
    "/status",
    "/.env",
    "/.git/config",
    "/swagger-ui",
    "/docs",
    "/v1/events",
    "/v1/feed",
    "/v1/geschiedenis",
    "/v1/gebeurtenissen",
    "/v1/gemeenten",
    "/v1/rebuild",
    "/v1/migrate",
    "/v1/token",
    "/v1/termijnen",
    "/v1/professionals",
    "/v1/%2e%2e/ik",
];

async fn elk_adres_in_het_document_bestaat_en_wat_er_niet_in_staat_bestaat_niet(
    podium: Arc<Podium>,
) -> anyhow::Result<()> {
    let w = podium.wereld("adressen");
    let bewijs = format!("Bearer {}", w.token(&Cast::CJG_COACH)?);
    let document = Document::van(&w).await?;
    let voor = geteld(&podium).await?;
    let operaties = document.operaties()?;
    for operatie in &operaties {
        let pad = pad(operatie);
        let antwoord = stuur(&w, &operatie.methode, &pad, Some(&bewijs)).await?;
        ensure!(antwoord.status != 405 && !is_onbekend_adres(&antwoord), "{operatie} is not served: {antwoord:?}");

        let zelfde_pad = operaties.iter().filter(|ander| ander.pad == operatie.pad);
        let methoden: Vec<_> = zelfde_pad.map(|ander| ander.methode.as_str()).collect();
        for methode in ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PURGE"] {
            if methoden.contains(&methode) {
                continue;
            }
            // `_zoek` stands where an id can stand as well.
            let antwoord = stuur(&w, &methode.parse()?, &pad, Some(&bewijs)).await?;
            if operatie.pad.ends_with("/_zoek") && methode == "GET" {
                antwoord.geweigerd(404, "niet-gevonden")?;
                continue;
            }
            is_weigering(&antwoord)?;
            ensure!(antwoord.code() == Some("methode-niet-toegestaan"), "{methode} {pad}: {antwoord:?}");
            let toegestaan: Vec<_> = antwoord.kop("allow").context("Allow")?.split(", ").collect();
            ensure!(toegestaan == methoden, "{methode} {pad}: {toegestaan:?} is not {methoden:?}");
        }
        for pad in [format!("{pad}/"), format!("{pad}/onbekend"), format!("{pad}.json")] {
            if !operaties.iter().any(|ander| past(&ander.pad, &pad)) {
                let antwoord = stuur(&w, &operatie.methode, &pad, Some(&bewijs)).await?;
                ensure!(is_onbekend_adres(&antwoord), "{antwoord:?}");
            }
        }
    }
    for pad in NERGENS_IN_HET_DOCUMENT {
        for methode in [Method::GET, Method::POST] {
            let antwoord = stuur(&w, &methode, pad, Some(&bewijs)).await?;
            ensure!(is_onbekend_adres(&antwoord), "{methode} {pad}: {antwoord:?}");
        }
    }
    for collectie in ["signalen", "huishoudens", "intakes", "doorverwijzingen", "escalaties", "mandaten"] {
        let antwoord = stuur(&w, &Method::GET, &format!("/v1/{collectie}"), Some(&bewijs)).await?;
        ensure!([404, 405].contains(&antwoord.status), "no list of everything: {antwoord:?}");
    }
    ensure!(geteld(&podium).await? == voor, "nothing was stored");
    Ok(())
}

/// Whether a path is one of this pattern; any text can stand where an id does.
fn past(patroon: &str, pad: &str) -> bool {
    let (patroon, pad): (Vec<_>, Vec<_>) = (patroon.split('/').collect(), pad.split('/').collect());
    let deel_past = |(patroon, deel): (&&str, &&str)| patroon == deel || (patroon.starts_with('{') && !deel.is_empty());
    patroon.len() == pad.len() && patroon.iter().zip(&pad).all(deel_past)
}

fn is_onbekend_adres(antwoord: &Antwoord) -> bool {
    is_weigering(antwoord).is_ok() && antwoord.inhoud["detail"] == json!("Dit adres bestaat niet.")
}
