//! Prints a history as a timeline, and a state on a date, from what the API answers.

use regieboek_testkit::{Cast, Wereld};
use serde_json::Value;
use uuid::Uuid;

use crate::commands::print;

/// Prints every event: date, who, function, on which authority, what, why.
///
/// # Errors
/// The API does not give the history.
pub(super) async fn geschiedenis(w: &Wereld, huishouden: Uuid) -> anyhow::Result<()> {
    let mut na = 0;
    loop {
        let pad = format!("/v1/huishoudens/{huishouden}/geschiedenis?na={na}&limiet=100");
        let bladzijde = w.haal(&Cast::CJG_COACH, &pad).await?.gelukt()?.inhoud;
        for gebeurtenis in bladzijde["items"].as_array().into_iter().flatten() {
            print(&regel(gebeurtenis));
        }
        match bladzijde["volgende"].as_u64() {
            Some(volgende) => na = volgende,
            None => return Ok(()),
        }
    }
}

/// What an event is about, by the names its content uses; the first that are there are shown.
const WAT: [&str; 16] = [
    "soort",
    "voorziening",
    "vindplaats",
    "leefgebied",
    "wijze",
    "score",
    "conclusie",
    "oordeel",
    "uitkomst",
    "gronden",
    "gerichtAan",
    "verwachteStart",
    "uiterlijk",
    "termijn",
    "oorzaak",
    "kostenEuro",
];
/// Why, in the words of who did it.
const WAAROM: [&str; 13] = [
    "reden",
    "hulpvraag",
    "gevraagd",
    "toelichting",
    "omschrijving",
    "oplossing",
    "redenen",
    "resultaat",
    "inhoud",
    "eigenWoorden",
    "doel",
    "lichterBekeken",
    "uitleg",
];
/// Longer texts are cut: the timeline is to be read at a glance.
const BREEDTE: usize = 100;

/// Two lines: date, who, function, authority, what; and below it about what, and why.
fn regel(g: &Value) -> String {
    let tekst = |v: &Value| v.as_str().unwrap_or("").to_owned();
    let wie = match g["wie"]["naam"].as_str() {
        Some(naam) => format!("{naam}, {}", tekst(&g["wie"]["functie"])),
        None => "Regieboek".to_owned(),
    };
    let vervolg = if g["oorzaak"].is_null() { "" } else { " (volgt uit een eerdere gebeurtenis)" };
    let dag: String = tekst(&g["gebeurdOp"]).chars().take(10).collect();
    let eerste = format!("{dag}  {:<36} {wie}; op {}{vervolg}", zin(&tekst(&g["feit"])), tekst(&g["bevoegdheid"]));
    let wat: Vec<_> = WAT.iter().filter_map(|naam| waarde(&g["inhoud"], naam)).collect();
    let waarom = WAAROM.iter().find_map(|naam| waarde(&g["inhoud"], naam)).or_else(|| waarde(g, "reden"));
    let tweede = match (wat.join(", "), waarom) {
        (wat, None) if wat.is_empty() => return eerste,
        (wat, None) => wat,
        (wat, Some(waarom)) if wat.is_empty() => format!("\u{201c}{waarom}\u{201d}"),
        (wat, Some(waarom)) => format!("{wat}: \u{201c}{waarom}\u{201d}"),
    };
    let kort: String = tweede.chars().take(BREEDTE).collect();
    let rest = if kort.len() < tweede.len() { "\u{2026}" } else { "" };
    format!("{eerste}\n            {kort}{rest}")
}

/// What a field says, on one line; a nested object speaks by its own code or text.
fn waarde(inhoud: &Value, naam: &str) -> Option<String> {
    match inhoud.get(naam)? {
        Value::String(tekst) if tekst.len() == 36 && tekst.parse::<Uuid>().is_ok() => None,
        Value::String(tekst) => Some(tekst.clone()),
        Value::Number(getal) => Some(getal.to_string()),
        Value::Array(lijst) => {
            let woorden: Vec<_> = lijst.iter().filter_map(Value::as_str).collect();
            (!woorden.is_empty()).then(|| woorden.join(" en "))
        }
        Value::Object(velden) => {
            let binnen: Vec<_> =
                WAT.iter().chain(&["organisatie", "code"]).filter_map(|veld| waarde(&inhoud[naam], veld)).collect();
            let binnen = if binnen.is_empty() { velden.keys().next().cloned().into_iter().collect() } else { binnen };
            Some(binnen.join(" "))
        }
        Value::Null | Value::Bool(_) => None,
    }
}

/// `PlanGeopend` as words: "Plan geopend".
fn zin(feit: &str) -> String {
    let mut zin = String::new();
    for letter in feit.chars() {
        if letter.is_uppercase() && !zin.is_empty() {
            zin.push(' ');
            zin.extend(letter.to_lowercase());
        } else {
            zin.push(letter);
        }
    }
    zin
}

/// Prints what was so at the end of a day, by what was recorded then, as the auditor sees it.
///
/// # Errors
/// The API does not give the state.
pub(super) async fn stand(w: &Wereld, huishouden: Uuid, wanneer: &str, dag: &str) -> anyhow::Result<()> {
    let pad = format!("/v1/huishoudens/{huishouden}/stand?op={dag}");
    let stand = w.haal(&Cast::AUDITOR, &pad).await?.gelukt()?.inhoud;
    let dossier = &stand["dossier"];
    print(&format!("\n{wanneer} ({dag}, tot en met gebeurtenis {}):", stand["positie"]));
    let regisseur = &dossier["plan"]["regisseur"]["wie"];
    print(&format!("  regisseur: {} bij {}", woord(&regisseur["functie"]), woord(&regisseur["organisatie"])));
    for e in dossier["escalaties"].as_array().into_iter().flatten() {
        print(&format!("  escalatie: {}", woord(&e["toestand"])));
    }
    for d in dossier["doorverwijzingen"].as_array().into_iter().flatten() {
        print(&format!(
            "  {}: {} bij {}, {}{}",
            woord(&d["soort"]),
            d["voorziening"].as_str().unwrap_or("-"),
            woord(&d["organisatie"]),
            woord(&d["toestand"]),
            d["bevoegdheid"].as_str().map(|b| format!(", op {b}")).unwrap_or_default(),
        ));
    }
    Ok(())
}

fn woord(v: &Value) -> &str {
    v.as_str().unwrap_or("?")
}

#[cfg(test)]
mod tests {
    #[test]
    fn een_feitnaam_wordt_een_zin() {
        assert_eq!(super::zin("RegieOvergenomen"), "Regie overgenomen");
    }
}
