//! The OpenAPI document: committed, equal to what the server says of itself, and complete for its readers.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, ensure};
use serde_json::Value;

use crate::bron::{Bevinding, Bron};

/// Where the committed document lies.
pub(crate) const PAD: &str = "api-spec/openapi.json";

const METHODEN: &[&str] = &["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// Words that a Dutch sentence does not hold.
const ENGELS: &[&str] = &["the", "and", "with", "when", "not", "returns", "this"];

/// Whether the committed document is complete: ids, Dutch descriptions, and what can go wrong.
pub(crate) fn controleer(bron: &Bron) -> Vec<Bevinding> {
    let Some(tekst) = bron.tekst(PAD) else { return vec![] };
    let document: Value = match serde_json::from_str(tekst) {
        Ok(document) => document,
        Err(fout) => {
            return vec![Bevinding::new(PAD, format!("is geen geldige JSON: {fout}; draai 'cargo xtask spec'"))];
        }
    };
    let mut bekend = BTreeSet::new();
    operaties(&document)
        .flat_map(|(naam, operatie)| {
            let mut bezwaren = bezwaren(operatie);
            if operatie["operationId"].as_str().is_some_and(|id| !bekend.insert(id)) {
                bezwaren.push("heeft een operationId dat al bestaat; kies een ander");
            }
            bezwaren.into_iter().map(move |bezwaar| Bevinding::new(PAD, format!("{naam} {bezwaar}")))
        })
        .collect()
}

/// Whether the committed document is byte for byte what the server prints.
pub(crate) fn vergelijk(bron: &Bron, server: &anyhow::Result<String>) -> Option<Bevinding> {
    match (bron.tekst(PAD), server) {
        (_, Err(fout)) => Some(Bevinding::new(PAD, format!("is niet te vergelijken met de server: {fout:#}"))),
        (None, Ok(_)) => Some(Bevinding::new(PAD, "ontbreekt; draai 'cargo xtask spec' en leg het bestand vast")),
        (Some(vast), Ok(nu)) if vast != nu => {
            Some(Bevinding::new(PAD, "wijkt af van de server; draai 'cargo xtask spec' en bekijk het verschil"))
        }
        (Some(_), Ok(_)) => None,
    }
}

/// The document as the server makes it.
pub(crate) fn van_de_server(map: &Path) -> anyhow::Result<String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let uitvoer = Command::new(cargo)
        .args(["run", "--quiet", "--package", "regieboek-server", "--", "openapi"])
        .current_dir(map)
        .output()
        .context("cargo start niet")?;
    let klacht = String::from_utf8_lossy(&uitvoer.stderr);
    ensure!(uitvoer.status.success(), "'regieboek openapi' mislukt: {}", klacht.lines().next().unwrap_or_default());
    let tekst = String::from_utf8(uitvoer.stdout).context("'regieboek openapi' geeft geen UTF-8")?;
    serde_json::from_str::<Value>(&tekst).context("'regieboek openapi' geeft geen JSON")?;
    Ok(tekst)
}

/// Writes the document of the server to its place.
pub(crate) fn schrijf(map: &Path) -> anyhow::Result<()> {
    let tekst = van_de_server(map)?;
    let doel = map.join(PAD);
    std::fs::create_dir_all(doel.parent().context("geen map")?)?;
    std::fs::write(&doel, tekst).with_context(|| format!("{PAD} is niet te schrijven"))
}

fn operaties(document: &Value) -> impl Iterator<Item = (String, &Value)> {
    document["paths"].as_object().into_iter().flatten().flat_map(|(pad, methoden)| {
        METHODEN
            .iter()
            .filter_map(move |methode| Some((format!("{} {pad}", methode.to_uppercase()), methoden.get(*methode)?)))
    })
}

fn bezwaren(operatie: &Value) -> Vec<&'static str> {
    let mut bezwaren = vec![];
    let teksten: Vec<_> = ["summary", "description"]
        .iter()
        .filter_map(|veld| operatie[veld].as_str())
        .filter(|t| !t.trim().is_empty())
        .collect();
    if operatie["operationId"].as_str().is_none_or(str::is_empty) {
        bezwaren.push("heeft geen operationId; geef er een");
    }
    if teksten.is_empty() {
        bezwaren.push("heeft geen beschrijving; zeg in een Nederlandse zin wat dit doet");
    }
    if teksten.iter().any(|tekst| is_engels(tekst)) {
        bezwaren.push("is in het Engels beschreven; schrijf het in het Nederlands");
    }
    let fouten = operatie["responses"].as_object().is_some_and(|r| r.keys().any(|status| status.starts_with('4')));
    if !fouten {
        bezwaren.push("noemt geen enkel antwoord 4xx; zeg wat er mis kan gaan");
    }
    bezwaren
}

fn is_engels(tekst: &str) -> bool {
    tekst.split(|teken: char| !teken.is_alphabetic()).any(|woord| ENGELS.contains(&woord.to_lowercase().as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bevindingen(operatie: &str) -> Vec<String> {
        let document = format!("{{\"paths\":{{\"/v1/mandaten\":{{\"post\":{operatie}}}}}}}");
        controleer(&Bron::from([(PAD, document.as_str())])).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn een_volledige_operatie_is_goed() {
        let goed = r#"{"operationId":"verleen","summary":"Verleent een mandaat.","responses":{"201":{},"4XX":{}}}"#;
        assert!(bevindingen(goed).is_empty());
    }

    #[test]
    fn wat_ontbreekt_wordt_genoemd() {
        assert_eq!(bevindingen("{}").len(), 3);
        let engels = r#"{"operationId":"a","summary":"Grants the mandate.","responses":{"400":{}}}"#;
        assert_eq!(bevindingen(engels).len(), 1);
        assert!(bevindingen(engels)[0].contains("POST /v1/mandaten is in het Engels"));
    }

    #[test]
    fn een_operation_id_is_uniek() {
        let een = r#"{"operationId":"a","summary":"Doet iets.","responses":{"400":{}}}"#;
        let document = format!("{{\"paths\":{{\"/a\":{{\"get\":{een},\"put\":{een}}}}}}}");
        assert_eq!(controleer(&Bron::from([(PAD, document.as_str())])).len(), 1);
        assert_eq!(controleer(&Bron::from([(PAD, "{")])).len(), 1);
    }

    #[test]
    fn elk_verschil_met_de_server_valt_op() {
        let bron = Bron::from([(PAD, "{}\n")]);
        assert_eq!(vergelijk(&bron, &Ok("{}\n".to_owned())), None);
        assert!(vergelijk(&bron, &Ok("{}".to_owned())).is_some());
        assert!(vergelijk(&bron, &Err(anyhow::anyhow!("kapot"))).is_some());
        assert!(vergelijk(&Bron::default(), &Ok("{}".to_owned())).is_some());
    }
}
