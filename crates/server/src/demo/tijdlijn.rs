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

fn regel(g: &Value) -> String {
    let tekst = |v: &Value| v.as_str().unwrap_or("").to_owned();
    let wie = match g["wie"]["naam"].as_str() {
        Some(naam) => format!("{naam}, {}", tekst(&g["wie"]["functie"])),
        None => "Regieboek".to_owned(),
    };
    let reden = g["reden"].as_str().map(|reden| format!(" (reden: {reden})")).unwrap_or_default();
    let oorzaak = if g["oorzaak"].is_null() { "" } else { " (volgt uit een eerdere gebeurtenis)" };
    format!(
        "{}  {:<42} {:<36} {}{reden}{oorzaak}",
        tekst(&g["gebeurdOp"]).chars().take(10).collect::<String>(),
        wie,
        zin(&tekst(&g["feit"])),
        tekst(&g["bevoegdheid"]),
    )
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
