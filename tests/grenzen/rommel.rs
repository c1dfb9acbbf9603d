//! Rubbish for every operation that takes a body, made from the document: always refused in Dutch, with the place where
//! it is wrong, without repeating what was sent, and without a trace in the log of events.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, bail, ensure};
use futures_util::stream::{self, StreamExt as _, TryStreamExt as _};
use regieboek_testkit::{Antwoord, Cast, Persoon, Wereld};
use reqwest::Method;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use super::document::{Document, Operatie, Veld, iedereen, soorten};
use super::opstelling::Opstelling;
use super::{NERGENS, geteld, is_weigering, peil};
use crate::podium::{Databank, Podium};
use crate::verhalen::op_beide_databanken;

op_beide_databanken! {
    rommel_wordt_overal_geweigerd_met_de_plaats_en_zonder_de_waarde,
    te_veel_en_te_diep_wordt_geweigerd_zonder_het_te_lezen,
    rommel_in_adres_en_zoekvelden_wordt_geweigerd_zonder_de_waarde,
}

/// In everything that is sent, and in no answer.
const KANARIE: &str = "kanariepiet";
/// As many requests at a time.
const TEGELIJK: usize = 16;

/// A bad body.
struct Rommel {
    wat: String,
    inhoud: Vec<u8>,
    soort: Option<(&'static str, &'static str)>,
    status: u16,
    /// The field that the answer must name.
    pointer: Option<String>,
}

impl Rommel {
    fn veld(wat: &str, pointer: &str, inhoud: &Value) -> Self {
        let inhoud = inhoud.to_string().into_bytes();
        Self { wat: format!("{wat} in {pointer}"), inhoud, soort: None, status: 400, pointer: Some(pointer.to_owned()) }
    }

    fn geheel(wat: &str, inhoud: impl Into<Vec<u8>>) -> Self {
        let pointer = Some(String::new());
        Self { wat: wat.to_owned(), inhoud: inhoud.into(), soort: None, status: 400, pointer }
    }

    fn kop(kop: (&'static str, &'static str), goed: &Value) -> Self {
        let wat = format!("{}: {}", kop.0, kop.1);
        Self { wat, inhoud: goed.to_string().into_bytes(), soort: Some(kop), status: 415, pointer: None }
    }
}

/// What is no body at all, or one that is not taken.
fn in_het_geheel(goed: &Value) -> Vec<Rommel> {
    let diep = |open: &str, dicht: &str| format!("{}1{}", open.repeat(10_000), dicht.repeat(10_000));
    let mut onbekend = goed.clone();
    onbekend["onbekend"] = json!(KANARIE);
    let tekst = goed.to_string();
    let rest = tekst.strip_prefix('{').unwrap_or_default();
    let komma = if rest == "}" { "" } else { "," };
    let (naam, dubbel) = match goed.as_object().and_then(|object| object.iter().next()) {
        Some((naam, waarde)) => (naam.as_str(), format!("{{\"{naam}\":{waarde},{rest}")),
        None => ("a", "{\"a\":1,\"a\":1}".to_owned()),
    };
    vec![
        Rommel::geheel("niets", ""),
        Rommel::geheel("spaties", "  \n"),
        Rommel::geheel("null", "null"),
        Rommel::geheel("een lijst", "[]"),
        Rommel::geheel("een lijst met het goede", format!("[{tekst}]")),
        Rommel::geheel("een getal", "7"),
        Rommel::geheel("een tekst", format!("\"{KANARIE}\"")),
        Rommel::geheel("waar", "true"),
        Rommel::geheel("een half object", format!("{{\"{KANARIE}\"")),
        Rommel::geheel("twee objecten", format!("{tekst}{tekst}")),
        Rommel::geheel("een BOM ervoor", format!("\u{feff}{tekst}")),
        Rommel::geheel("commentaar", format!("{{/*{KANARIE}*/{rest}")),
        Rommel::geheel("een komma te veel", format!("{{,{rest}")),
        Rommel::geheel("XML", format!("<?xml version=\"1.0\"?><a>{KANARIE}</a>")),
        Rommel::geheel("een formulier", format!("naam={KANARIE}")),
        Rommel::geheel("geen UTF-8", [b"{\"\xff\xfe\":1".as_slice(), komma.as_bytes(), rest.as_bytes()].concat()),
        Rommel::geheel("geen getal", format!("{{\"x\":NaN{komma}{rest}")),
        Rommel::geheel("een oneindig getal", format!("{{\"x\":1e400{komma}{rest}")),
        Rommel::geheel("een half teken als sleutel", format!("{{\"\\ud800\":1{komma}{rest}")),
        Rommel::geheel("tienduizend diep, zonder einde", "[".repeat(60_000)),
        Rommel { inhoud: diep("[", "]").into(), ..Rommel::veld("tienduizend lijsten", &"/0".repeat(33), goed) },
        Rommel { inhoud: diep("{\"a\":", "}").into(), ..Rommel::veld("tienduizend objecten", &"/a".repeat(33), goed) },
        Rommel::veld("een onbekend veld", "/onbekend", &onbekend),
        Rommel { inhoud: dubbel.into(), ..Rommel::veld("een dubbel veld", &format!("/{naam}"), goed) },
        Rommel::kop(("content-type", "text/plain"), goed),
        Rommel::kop(("content-type", "application/xml"), goed),
        Rommel::kop(("content-type", "application/json; charset=latin1"), goed),
        Rommel::kop(("content-type", "multipart/form-data; boundary=x"), goed),
        Rommel::kop(("content-encoding", "gzip"), goed),
        Rommel::kop(("content-encoding", "br"), goed),
    ]
}

/// What does not belong at one place of an otherwise good body.
fn op_een_plaats(goed: &Value, veld: &Veld) -> anyhow::Result<Vec<Rommel>> {
    let Veld { pointer, schema, .. } = veld;
    let met = |waarde: Value| -> anyhow::Result<Value> {
        let mut inhoud = goed.clone();
        *inhoud.pointer_mut(pointer).with_context(|| format!("no place {pointer}"))? = waarde;
        Ok(inhoud)
    };
    let soort = soorten(schema).first().copied().unwrap_or_default();
    let mut alles = Vec::new();
    for (anders, waarde) in [
        ("null", Value::Null),
        ("boolean", json!(true)),
        ("integer", json!(7)),
        ("number", json!(1.5)),
        ("string", json!(KANARIE)),
        ("array", json!([])),
        ("array", json!([[KANARIE]])),
        ("object", json!({})),
        ("object", json!({ KANARIE: KANARIE })),
    ] {
        if anders != soort && !(anders == "null" && veld.mag_null) {
            alles.push(Rommel::veld(anders, pointer, &met(waarde)?));
        }
    }
    if veld.verplicht {
        let mut zonder = goed.clone();
        let (ouder, naam) = pointer.rsplit_once('/').context("a pointer")?;
        zonder.pointer_mut(ouder).and_then(Value::as_object_mut).and_then(|o| o.remove(naam)).context("a field")?;
        alles.push(Rommel::veld("niets", pointer, &zonder));
    }
    match soort {
        "string" => {
            let tekst =
                |wat: &str, tekst: String| Ok::<_, anyhow::Error>(Rommel::veld(wat, pointer, &met(json!(tekst))?));
            alles.push(tekst("een nulteken", format!("{KANARIE}\0"))?);
            let half = met(json!(KANARIE))?.to_string().replace(&format!("\"{KANARIE}\""), "\"kanariepiet\\ud800\"");
            alles.push(Rommel::geheel(&format!("een half teken in {pointer}"), half));
            if let Some(hoogstens) = schema["maxLength"].as_u64() {
                alles.push(tekst(
                    "een teken te veel",
                    KANARIE.repeat(9100).chars().take(usize::try_from(hoogstens)? + 1).collect(),
                )?);
            }
            if schema.get("minLength").is_some() {
                alles.push(tekst("een lege tekst", String::new())?);
            }
            if schema.get("format").is_some() || schema.get("enum").is_some() || schema.get("pattern").is_some() {
                alles.push(tekst("een tekst van een andere vorm", format!("{KANARIE} \u{1f426}"))?);
            }
        }
        "integer" => {
            let hoogstens = schema["maximum"].as_u64().unwrap_or(u64::from(u32::MAX));
            for (wat, getal) in [
                ("te weinig", json!(schema["minimum"].as_i64().unwrap_or_default() - 1)),
                ("te veel", json!(hoogstens + 1)),
                ("veel te veel", json!(u64::MAX)),
                ("een heel groot getal", json!(1e300)),
            ] {
                alles.push(Rommel::veld(wat, pointer, &met(getal)?));
            }
        }
        "array" => {
            if let Some(hoogstens) = schema["maxItems"].as_u64() {
                let element = goed.pointer(&format!("{pointer}/0")).context("an element")?;
                let teveel = vec![element.clone(); usize::try_from(hoogstens)? + 1];
                alles.push(Rommel::veld("een element te veel", pointer, &met(json!(teveel))?));
            }
            if schema.get("minItems").is_some() {
                alles.push(Rommel::veld("een lege lijst", pointer, &met(json!([]))?));
            }
        }
        "object" => {
            let mut onbekend = goed.pointer(pointer).context("an object")?.clone();
            onbekend["onbekend"] = json!(KANARIE);
            alles.push(Rommel::veld("een onbekend veld", &format!("{pointer}/onbekend"), &met(onbekend)?));
        }
        _ => {}
    }
    Ok(alles)
}

/// Somebody whose body is read at this operation, and where.
async fn bereik(
    w: &Wereld,
    opstelling: &Opstelling,
    operatie: &Operatie,
) -> anyhow::Result<(&'static Persoon, String)> {
    let nergens = [NERGENS];
    let ids = match operatie.soort() {
        Some(soort) => opstelling.bronnen.get(soort).with_context(|| format!("{operatie}: set one up"))?,
        None => &nergens[..],
    };
    for wie in iedereen() {
        for id in ids {
            let (pad, sleutel) = (operatie.pad_van(*id, opstelling), w.sleutel());
            let antwoord =
                w.stuur(Method::POST, Some(wie), &pad, &operatie.koppen(&sleutel), Some(b"[]".to_vec())).await?;
            if antwoord.status == 400 {
                return Ok((wie, pad));
            }
        }
    }
    bail!("{operatie}: nobody gets as far as the body; extend the opstelling")
}

async fn rommel_wordt_overal_geweigerd_met_de_plaats_en_zonder_de_waarde(podium: Arc<Podium>) -> anyhow::Result<()> {
    let w = podium.wereld("rommel");
    let opstelling = Opstelling::nieuw(&w).await?;
    let document = Document::van(&w).await?;
    let (voor, begin) = (peil(&w).await?, geteld(&podium).await?);
    let mut aantal = 0;
    for operatie in document.operaties()? {
        let Some(vorm) = &operatie.inhoud else { continue };
        let (wie, pad) = bereik(&w, &opstelling, &operatie).await?;
        let goed = document.voorbeeld(vorm, true)?;
        let mut rommel = in_het_geheel(&goed);
        for veld in document.velden(vorm) {
            rommel.extend(op_een_plaats(&goed, &veld)?);
        }
        aantal += rommel.len();
        stream::iter(&rommel)
            .map(|rommel| weigert(&w, &operatie, wie, &pad, rommel))
            .buffer_unordered(TEGELIJK)
            .try_collect::<()>()
            .await?;
        ensure!(geteld(&podium).await? == begin, "{operatie} stored something");
    }
    ensure!(peil(&w).await? == voor + 1, "nothing was stored");
    ensure!(aantal > 3000, "only {aantal} bad bodies: is the document read well?");
    Ok(())
}

async fn weigert(w: &Wereld, operatie: &Operatie, wie: &Persoon, pad: &str, rommel: &Rommel) -> anyhow::Result<()> {
    let sleutel = w.sleutel();
    let mut koppen = operatie.koppen(&sleutel);
    if let Some(kop) = rommel.soort {
        koppen.retain(|(naam, _)| *naam != kop.0);
        koppen.push(kop);
    }
    let antwoord = w.stuur(Method::POST, Some(wie), pad, &koppen, Some(rommel.inhoud.clone())).await?;
    let hier = || format!("{} to {operatie}", rommel.wat);
    is_weigering(&antwoord).with_context(hier)?;
    herhaalt_niets(&antwoord).with_context(hier)?;
    ensure!(antwoord.status == rommel.status, "{}: {antwoord:?}", hier());
    if let Some(pointer) = &rommel.pointer {
        let mut fouten = antwoord.inhoud["fouten"].as_array().into_iter().flatten();
        ensure!(fouten.any(|fout| fout["pointer"] == *pointer), "{}: {pointer} is not named: {antwoord:?}", hier());
    }
    Ok(())
}

/// Nothing of what was sent, nor of how the server is made.
fn herhaalt_niets(antwoord: &Antwoord) -> anyhow::Result<()> {
    let tekst = format!("{} {:?}", antwoord.inhoud, antwoord.koppen).to_lowercase();
    for spoor in
        [KANARIE, "\u{1f426}", ".rs:", "src/", "serde", "sqlx", "actix", "rust", "select ", "sqlite", "postgres"]
    {
        ensure!(!tekst.contains(spoor), "{spoor:?} in {tekst}");
    }
    Ok(())
}

/// Ten megabytes are announced, or begun, and the answer comes before they are sent.
async fn te_veel_en_te_diep_wordt_geweigerd_zonder_het_te_lezen(podium: Arc<Podium>) -> anyhow::Result<()> {
    let w = podium.wereld("te-veel");
    let opstelling = Opstelling::nieuw(&w).await?;
    let document = Document::van(&w).await?;
    let voor = geteld(&podium).await?;
    for operatie in document.operaties()? {
        if operatie.inhoud.is_none() {
            continue;
        }
        let (wie, pad) = bereik(&w, &opstelling, &operatie).await?;
        let token = w.token(wie)?;
        let kop = |lengte: &str| {
            format!(
                "POST {pad} HTTP/1.1\r\nhost: regieboek\r\nauthorization: Bearer {token}\r\n\
                 content-type: application/json\r\nidempotency-key: {}\r\nif-match: \"1\"\r\n{lengte}\r\n\r\n",
                w.sleutel()
            )
        };
        let begin = format!("{{\"{KANARIE}\":\"{}", "x".repeat(64 * 1024));
        let stuk = format!("{:x}\r\n{begin}\r\n", begin.len());
        for (wat, verzoek) in [
            ("announced", kop("content-length: 10000000")),
            ("begun", format!("{}{stuk}", kop("transfer-encoding: chunked"))),
        ] {
            let antwoord = rauw(&w.adres(), &verzoek).await.with_context(|| format!("{wat}: {operatie}"))?;
            let (kop, inhoud) = antwoord.split_once("\r\n\r\n").context("head and body")?;
            ensure!(kop.starts_with("HTTP/1.1 413 "), "{wat}: {operatie}: {antwoord}");
            ensure!(kop.contains("application/problem+json"), "{antwoord}");
            let inhoud: Value = serde_json::from_str(inhoud)?;
            ensure!(inhoud["code"] == "te-groot" && !antwoord.contains(KANARIE), "{antwoord}");
        }
    }
    ensure!(geteld(&podium).await? == voor, "nothing was stored");
    Ok(())
}

/// Sends so much and no more, and reads the answer to its end.
async fn rauw(adres: &str, verzoek: &str) -> anyhow::Result<String> {
    let mut verbinding = TcpStream::connect(adres.strip_prefix("http://").context("an address")?).await?;
    verbinding.write_all(verzoek.as_bytes()).await?;
    let mut antwoord = String::new();
    while !antwoord.ends_with('}') {
        let mut stuk = [0; 4096];
        let gelezen = tokio::time::timeout(Duration::from_secs(5), verbinding.read(&mut stuk)).await;
        let lengte = gelezen.with_context(|| format!("no whole answer: {antwoord:?}"))??;
        ensure!(lengte > 0, "closed before the end: {antwoord:?}");
        antwoord.push_str(std::str::from_utf8(&stuk[..lengte])?);
    }
    Ok(antwoord)
}

async fn rommel_in_adres_en_zoekvelden_wordt_geweigerd_zonder_de_waarde(podium: Arc<Podium>) -> anyhow::Result<()> {
    let w = podium.wereld("adres");
    let opstelling = Opstelling::nieuw(&w).await?;
    let document = Document::van(&w).await?;
    let voor = geteld(&podium).await?;
    for operatie in document.operaties()? {
        let sleutel = w.sleutel();
        let koppen = operatie.koppen(&sleutel);
        let inhoud = operatie.inhoud.as_deref().map(|vorm| document.voorbeeld(vorm, false)).transpose()?;
        let vraag = async |wie: &Persoon, pad: &str| {
            let inhoud = inhoud.as_ref().map(|inhoud| inhoud.to_string().into_bytes());
            w.stuur(operatie.methode.clone(), Some(wie), pad, &koppen, inhoud).await
        };
        if operatie.soort().is_some() {
            for id in
                [KANARIE, "%00", "%ff", "1", "..%2f..%2fetc%2fpasswd", "'%20OR%201=1--", "%7B%7D", &"9".repeat(2000)]
            {
                let pad = operatie.pad.replace("{id}", id).replace(['{', '}'], "");
                for wie in [&Cast::CJG_COACH, &Cast::MANDAATBEHEERDER] {
                    let antwoord = vraag(wie, &pad).await?;
                    is_weigering(&antwoord)?;
                    herhaalt_niets(&antwoord)?;
                    ensure!([403, 404].contains(&antwoord.status), "{antwoord:?}");
                }
            }
        }
        let ids = operatie.soort().map_or(vec![NERGENS], |soort| opstelling.bronnen[soort].clone());
        for veld in operatie
            .zoekvelden
            .iter()
            .map(String::as_str)
            .chain((!operatie.zoekvelden.is_empty()).then_some("onbekend"))
        {
            for waarde in [KANARIE.to_owned() + "%20!", "%00".to_owned(), "%ff".to_owned(), "-1%20".to_owned()] {
                let mut gelezen = false;
                for id in &ids {
                    let pad = format!("{}?{veld}={waarde}", operatie.pad_van(*id, &opstelling));
                    for wie in [&Cast::AUDITOR, &Cast::CJG_COACH] {
                        let antwoord = vraag(wie, &pad).await?;
                        is_weigering(&antwoord)?;
                        herhaalt_niets(&antwoord)?;
                        gelezen |= antwoord.status == 400;
                    }
                }
                ensure!(gelezen, "{operatie}: nobody gets as far as {veld}");
            }
        }
    }
    ensure!(geteld(&podium).await? == voor, "nothing was stored");
    Ok(())
}
