//! Names and texts as people write them: stored and given back byte for byte, in the dossier and in the history.

use std::collections::BTreeSet;
use std::sync::Arc;

use anyhow::{Context as _, ensure};
use regieboek_testkit::{Cast, Persoon, Wereld};
use serde_json::{Value, json};
use uuid::Uuid;

use super::geteld;
use super::opstelling::{BSN, registratie};
use crate::podium::{Databank, Podium};
use crate::verhalen::op_beide_databanken;

op_beide_databanken! {
    namen_en_teksten_in_elk_schrift_komen_terug_zoals_zij_kwamen,
}

const COACH: &Persoon = &Cast::CJG_COACH;

/// What somebody may be called, and what somebody may paste.
const TEKSTEN: [(&str, &str); 27] = [
    ("Nederlands", "Zoë Ångström-van 't Höfke"),
    ("Arabisch", "محمد بن عبد الله"),
    ("Arabisch en cijfers", "فاطمة ١٢٣ Fatima"),
    ("Hebreeuws", "שָׂרָה"),
    ("Han", "王小明"),
    ("Han buiten het basisvlak", "𠮷野家"),
    ("Japans", "さくら タロウ"),
    ("Hangul, samengesteld", "김철수"),
    ("Hangul, ontleed", "\u{1100}\u{1175}\u{11b7}"),
    ("Devanagari", "क्षत्रिय"),
    ("Tamazight", "ⵎⵓⵃⴰⵎⵎⴰⴷ"),
    ("Cyrillisch", "Ольга Щукина"),
    ("Turkse i", "İstanbul ılık"),
    ("accent los", "Zoe\u{308}"),
    ("accent vast", "Zo\u{eb}"),
    ("veel accenten", "Z\u{351}\u{36b}\u{343}a\u{334}\u{321}\u{31d}lgo"),
    ("emoji met verbindingen", "👩\u{200d}👩\u{200d}👧\u{200d}👦 🏳\u{fe0f}\u{200d}🌈 🇳🇱"),
    ("richting omgekeerd", "a\u{202e}txt.exe\u{202c} \u{200f}b\u{2066}c\u{2069}"),
    ("onzichtbaar", "a\u{200b}b\u{2060}c\u{feff}d\u{ad}e\u{a0}f"),
    ("uiterste tekens", "\u{1}\u{7f}\u{85}\u{2028}\u{e000}\u{fdd0}\u{ffff}\u{10ffff}"),
    ("regels en tabs", " voor\r\nmidden\n\r\tna "),
    ("HTML", "<script>alert(1)</script><img src=x onerror=alert(2)>&amp;&lt;"),
    ("SQL", "Robert'); DROP TABLE event;--\\' \"\" `$1` %s ? :naam"),
    ("spreadsheet", "=HYPERLINK(\"http://x\",\"klik\")\t+1\t-1\t@SUM(A1)"),
    ("JSON", "{\"naam\":\"\\u0041\",\"a\":[1,null]}"),
    ("sjabloon", "${jndi:ldap://x} {{7*7}} <%= 1 %> %00 %n"),
    ("pad", "../../etc/passwd C:\\con \\\\server\\deel file:///x"),
];

/// A text of the greatest length: many scripts, four bytes each at most.
fn lang(tekens: usize) -> String {
    TEKSTEN.iter().flat_map(|(_, tekst)| tekst.chars()).cycle().take(tekens).collect()
}

async fn namen_en_teksten_in_elk_schrift_komen_terug_zoals_zij_kwamen(podium: Arc<Podium>) -> anyhow::Result<()> {
    let w = podium.wereld("schrift");
    w.op(0, 10)?;
    let langste = [lang(10_000), "\u{1f468}".repeat(10_000)];
    let namen: Vec<String> = TEKSTEN.iter().map(|(_, naam)| (*naam).to_owned()).chain([lang(200)]).collect();

    // As the name of a lid, of who has gezag elsewhere, and of every part of an address.
    let mut gezin = registratie(Some(BSN));
    let leden = namen.iter().map(|naam| json!({ "naam": naam, "geboortedatum": "1980", "relatie": "anders" }));
    let kind = gezin["gezag"][0]["kind"].clone();
    let gezag = namen.iter().map(
        |naam| json!({ "kind": kind, "gezaghebbende": { "naam": naam }, "sinds": "2014-07-01", "bron": "verklaring" }),
    );
    gezin["leden"].as_array_mut().context("leden")?.extend(leden);
    gezin["gezag"] = gezag.collect();
    let huishouden = w.begin(COACH, "/v1/huishoudens", gezin).await?.gelukt()?.id()?;
    ziet(&w, COACH, huishouden, &namen).await?;
    for naam in &namen {
        let mut gezin = registratie(None);
        let kort: String = naam.chars().take(20).collect();
        gezin["adres"] = json!({ "straat": naam, "huisnummer": kort, "postcode": kort, "woonplaats": naam });
        let huishouden = w.begin(COACH, "/v1/huishoudens", gezin).await?.gelukt()?.id()?;
        let adres = w.haal(COACH, &format!("/v1/huishoudens/{huishouden}")).await?.gelukt()?.inhoud["adres"].take();
        let verwacht = [("straat", naam), ("huisnummer", &kort), ("postcode", &kort), ("woonplaats", naam)];
        ensure!(verwacht.iter().all(|(deel, tekst)| adres[*deel] == ***tekst), "{adres} is not {naam:?}");
    }

    // As free text, in a plan that the coach leads.
    let teksten: Vec<String> = namen.iter().cloned().chain(langste).collect();
    super::opstelling::plan(&w, huishouden).await?;
    for tekst in &teksten {
        let doel = json!({ "leefgebied": "wonen", "resultaat": tekst, "streefdatum": w.dag(60)? });
        w.wijzig(COACH, &format!("/v1/huishoudens/{huishouden}/doelen"), doel).await?.gelukt()?;
        let signaal = super::opstelling::melding(tekst);
        let signaal = w.begin(&Cast::SCHOOLCOACH, "/v1/signalen", signaal).await?.gelukt()?.id()?;
        let gezien = w.haal(&Cast::SCHOOLCOACH, &format!("/v1/signalen/{signaal}")).await?.gelukt()?;
        ensure!(gezien.inhoud["omschrijving"] == **tekst, "{tekst:?} came back as {}", gezien.inhoud);
    }
    ziet(&w, COACH, huishouden, &teksten).await?;

    // As the name of who is logged in.
    for (wat, naam) in TEKSTEN.iter().filter(|(_, naam)| !naam.contains(char::is_control)) {
        let wie = Persoon { naam, ..COACH.clone() };
        let ik = w.haal(&wie, "/v1/ik").await?.gelukt()?.inhoud;
        ensure!(ik["naam"] == **naam, "{wat}: {ik}");
    }
    geteld(&podium).await.map(drop)
}

/// Whether every text stands in the dossier, in the history and in the dossier as it was at the end of the day.
async fn ziet(w: &Wereld, wie: &Persoon, huishouden: Uuid, teksten: &[String]) -> anyhow::Result<()> {
    let h = format!("/v1/huishoudens/{huishouden}");
    let mut plaatsen = vec![h.clone()];
    if w.haal(wie, &h).await?.gelukt()?.inhoud["plan"].is_object() {
        plaatsen.extend([format!("{h}/geschiedenis?limiet=500"), format!("{h}/stand?op={}", w.dag(0)?)]);
    }
    for pad in plaatsen {
        let inhoud = w.haal(wie, &pad).await?.gelukt()?.inhoud;
        let mut gevonden = BTreeSet::new();
        verzamel(&inhoud, &mut gevonden);
        for tekst in teksten {
            ensure!(gevonden.contains(tekst.as_str()), "{tekst:?} is not in {pad}");
        }
    }
    Ok(())
}

fn verzamel<'a>(waarde: &'a Value, teksten: &mut BTreeSet<&'a str>) {
    match waarde {
        Value::String(tekst) => {
            teksten.insert(tekst);
        }
        Value::Array(lijst) => lijst.iter().for_each(|element| verzamel(element, teksten)),
        Value::Object(object) => object.values().for_each(|veld| verzamel(veld, teksten)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
