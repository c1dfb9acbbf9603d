//! The logs hold nothing of anybody: no name, BSN, text, token, address or id, whether a request went well or not.

use std::collections::BTreeSet;
use std::sync::Arc;

use anyhow::ensure;
use regieboek_testkit::verhalen::{proloog, s1};
use regieboek_testkit::{Cast, Wereld};
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use super::opstelling::registratie;
use crate::podium::{Databank, Podium};

/// As much as can be logged, by us and by every library below us.
const ALLES: &str = "trace";

#[tokio::test]
async fn in_de_logboeken_staat_niets_over_iemand() -> anyhow::Result<()> {
    niets_over_iemand(Podium::dat_logt(Databank::Sqlite, "info").await?).await
}

#[tokio::test]
async fn ook_wie_alles_logt_vindt_in_de_logboeken_niets_over_iemand() -> anyhow::Result<()> {
    niets_over_iemand(Podium::dat_logt(Databank::Sqlite, ALLES).await?).await
}

#[tokio::test]
async fn ook_op_postgresql_vindt_wie_alles_logt_niets_over_iemand() -> anyhow::Result<()> {
    niets_over_iemand(Podium::dat_logt(Databank::Postgres, ALLES).await?).await
}

/// In every bad request, wherever a caller can put something.
const KANARIE: &str = "kanariepiet";
/// A BSN that is one.
const BSN: &str = "999900055";

async fn niets_over_iemand(podium: Arc<Podium>) -> anyhow::Result<()> {
    let w = podium.wereld("logboek");
    let mandaten = proloog::speel(&w).await?;
    let verhaal = s1::speel(&w, &mandaten).await?;
    let h = format!("/v1/huishoudens/{}", verhaal.huishouden);

    let mut verboden = BTreeSet::new();
    for pad in [h.clone(), format!("{h}/geschiedenis?limiet=500"), format!("{h}/stand?op={}", w.dag(200)?)] {
        verzamel("", &w.haal(&Cast::CJG_COACH, &pad).await?.gelukt()?.inhoud, &mut verboden);
    }
    ensure!(
        ["Marjan de Wit", "999900006", "Lindelaan", "Tante Els"].iter().all(|t| verboden.contains(*t)),
        "all of it"
    );
    for wie in Cast::ALLEN {
        let token = w.token(wie)?;
        verboden.extend([wie.naam.to_owned(), token.rsplit('.').next().unwrap_or_default().to_owned(), token]);
    }
    verboden.extend([KANARIE, BSN, "Bearer"].map(str::to_owned));
    verboden.extend([verhaal.huishouden, verhaal.signaal, verhaal.escalatie].map(|id: Uuid| id.to_string()));

    wat_misgaat(&w, &h).await?;
    let gelogd = podium.gelogd();
    ensure!(gelogd.lines().count() > 150, "every request has its line: {}", gelogd.lines().count());
    for status in [200, 201, 400, 401, 404, 405, 409] {
        ensure!(gelogd.contains(&format!("\"status\":{status},")), "also one that ends with {status}");
    }
    ensure!(gelogd.contains("/v1/huishoudens/{id}"), "with the pattern of the path");
    let gelogd = gelogd.to_lowercase();
    for spoor in verboden {
        let regel = gelogd.lines().find(|regel| regel.contains(&spoor.to_lowercase()));
        ensure!(regel.is_none(), "{spoor:?} is in the log: {regel:?}");
    }
    Ok(())
}

/// Requests that are refused, each with something that must not be remembered.
async fn wat_misgaat(w: &Wereld, h: &str) -> anyhow::Result<()> {
    let coach = &Cast::CJG_COACH;
    let goed = |tekst: &str| {
        let mut gezin = registratie(Some(BSN));
        gezin["leden"][0]["naam"] = json!(tekst);
        gezin
    };
    w.begin(coach, "/v1/huishoudens", goed(KANARIE)).await?.gelukt()?;
    w.begin(coach, "/v1/huishoudens", goed(KANARIE)).await?.geweigerd(409, "bsn-al-bekend")?;
    w.begin(coach, "/v1/huishoudens/_zoek", json!({ "bsn": BSN })).await?.gelukt()?;
    w.begin(coach, "/v1/huishoudens/_zoek", json!({ "bsn": KANARIE })).await?.geweigerd(400, "ongeldige-invoer")?;
    let mut onbekend = goed(KANARIE);
    onbekend[KANARIE] = json!(KANARIE);
    w.begin(coach, "/v1/huishoudens", onbekend).await?.geweigerd(400, "ongeldige-invoer")?;

    let token = w.token(coach)?;
    let bewijs = format!("Bearer {token}");
    let slecht = format!("Bearer {KANARIE}.{KANARIE}.{KANARIE}");
    for (methode, pad, kop, waarde, inhoud) in [
        (Method::GET, format!("{h}?naam={KANARIE}&bsn={BSN}"), "authorization", bewijs.as_str(), None),
        (Method::GET, format!("{h}/geschiedenis?na={KANARIE}"), "authorization", &bewijs, None),
        (Method::GET, format!("{h}/stand?op={KANARIE}"), "authorization", &bewijs, None),
        (Method::GET, format!("/v1/mandaatregister?{KANARIE}={KANARIE}"), "authorization", &bewijs, None),
        (Method::GET, format!("/v1/huishoudens/{KANARIE}"), "authorization", &bewijs, None),
        (Method::GET, format!("/{KANARIE}/{BSN}?{KANARIE}"), "authorization", &bewijs, None),
        (KANARIE.to_uppercase().parse()?, format!("/v1/{KANARIE}"), "authorization", &bewijs, None),
        (Method::DELETE, h.to_owned(), "authorization", &bewijs, None),
        (Method::GET, h.to_owned(), "authorization", &slecht, None),
        (Method::GET, format!("/v1/ik?access_token={token}"), "x-api-key", KANARIE, None),
        (Method::GET, "/health/ready".to_owned(), "x-request-id", KANARIE, None),
        (Method::GET, "/health/live".to_owned(), "user-agent", KANARIE, None),
        (Method::POST, "/v1/signalen".to_owned(), "authorization", &bewijs, Some(KANARIE)),
        (Method::POST, format!("{h}/doelen"), "if-match", KANARIE, Some("{}")),
    ] {
        let mut koppen = vec![("content-type", "application/json"), ("referer", KANARIE), ("cookie", KANARIE)];
        koppen.push((kop, waarde));
        w.stuur(methode, None, &pad, &koppen, inhoud.map(|inhoud| inhoud.as_bytes().to_vec())).await?;
    }
    for (sleutel, versie, moment) in
        [(KANARIE, "1", KANARIE), ("met spatie kanariepiet", KANARIE, "2025-12-01T00:00:00Z")]
    {
        let koppen = [
            ("content-type", "application/json"),
            ("idempotency-key", sleutel),
            ("if-match", versie),
            ("gebeurd-op", moment),
        ];
        let doel = json!({ "leefgebied": "wonen", "resultaat": KANARIE, "streefdatum": "2026-01-01" });
        let inhoud = doel.to_string().into_bytes();
        w.stuur(Method::POST, Some(coach), &format!("{h}/doelen"), &koppen, Some(inhoud)).await?;
    }
    Ok(())
}

/// Every text that says something about somebody: by its field, or because it is a sentence.
fn verzamel(veld: &str, waarde: &Value, teksten: &mut BTreeSet<String>) {
    const PERSOONLIJK: [&str; 9] =
        ["naam", "bsn", "geboortedatum", "straat", "huisnummer", "postcode", "woonplaats", "hulpvraag", "resultaat"];
    match waarde {
        // A house number of two digits is in every timestamp.
        Value::String(tekst) if tekst.len() > 3 && (PERSOONLIJK.contains(&veld) || tekst.contains(' ')) => {
            teksten.insert(tekst.clone());
        }
        Value::Array(lijst) => lijst.iter().for_each(|element| verzamel(veld, element, teksten)),
        Value::Object(object) => object.iter().for_each(|(veld, waarde)| verzamel(veld, waarde, teksten)),
        Value::String(_) | Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
