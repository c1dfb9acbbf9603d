//! What a client of an earlier document would trip over: the breaking changes between two OpenAPI documents.
//!
//! A client breaks when something it calls is gone, when what it sends is no longer taken, or when what it reads is no
//! longer there. Everything else is an addition. A break needs a new major version (before 1.0: a new minor one).

mod schema;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use anyhow::{Context, ensure};
use serde_json::Value;

use crate::bron::{Bevinding, Bron};
use crate::spec;
use schema::{Kant, Vergelijking};

const METHODEN: &[&str] = &["get", "put", "post", "delete", "patch"];

/// Every breaking change, in the order of the old document.
pub(crate) fn breuken(oud: &Value, nieuw: &Value) -> Vec<String> {
    let mut vergelijking = Vergelijking::new(oud, nieuw);
    let bekend = operaties(nieuw);
    for (adres, oude) in operaties(oud) {
        match bekend.get(&adres) {
            Some((_, nieuwe)) => vergelijk_operatie(&mut vergelijking, &oude, nieuwe),
            None => vergelijking.meld(format!("{} bestaat niet meer", oude.0)),
        }
    }
    vergelijking.breuken()
}

/// Whether the version says that clients may break: another major version, or before 1.0 another minor one.
pub(crate) fn versie_laat_breuk_toe(oud: &Value, nieuw: &Value) -> bool {
    let delen = |document: &Value| -> Vec<String> {
        document["info"]["version"].as_str().unwrap_or_default().split('.').map(str::to_owned).collect()
    };
    let (oud, nieuw) = (delen(oud), delen(nieuw));
    oud.first() != nieuw.first() || (oud.first().is_some_and(|hoofd| hoofd == "0") && oud.get(1) != nieuw.get(1))
}

/// Compares the committed document with an earlier one in a file: what breaks, and whether the version allows it.
pub(crate) fn met_bestand(map: &Path, ouder: &Path) -> anyhow::Result<(Vec<String>, bool)> {
    let lees = |pad: &Path| -> anyhow::Result<Value> {
        let tekst = std::fs::read_to_string(pad).with_context(|| format!("{} is niet te lezen", pad.display()))?;
        serde_json::from_str(&tekst).with_context(|| format!("{} is geen JSON", pad.display()))
    };
    let (oud, nieuw) = (lees(ouder)?, lees(&map.join(spec::PAD))?);
    Ok((breuken(&oud, &nieuw), versie_laat_breuk_toe(&oud, &nieuw)))
}

/// The document of the last release, or why there is none.
pub(crate) enum Uitgave {
    Geen(String),
    Document { tag: String, document: Value },
}

/// Looks up the document that was committed at the last git tag.
pub(crate) fn laatste_uitgave(map: &Path) -> anyhow::Result<Uitgave> {
    let git = |argumenten: &[&str]| {
        let uitvoer = Command::new("git").args(["-c", "safe.directory=*"]).args(argumenten).current_dir(map).output();
        uitvoer.context("git is nodig om de laatste uitgave te vinden")
    };
    let tags = git(&["tag", "--list", "--merged", "HEAD", "--sort=-creatordate"])?;
    ensure!(tags.status.success(), "git tag: {}", String::from_utf8_lossy(&tags.stderr));
    let Some(tag) = String::from_utf8_lossy(&tags.stdout).lines().next().map(str::to_owned) else {
        return Ok(Uitgave::Geen("er is nog geen git-tag".to_owned()));
    };
    let document = git(&["show", &format!("{tag}:{}", spec::PAD)])?;
    if !document.status.success() {
        return Ok(Uitgave::Geen(format!("bij {tag} was er nog geen {}", spec::PAD)));
    }
    let document = serde_json::from_slice(&document.stdout).with_context(|| format!("{tag}: geen JSON"))?;
    Ok(Uitgave::Document { tag, document })
}

/// The breaking changes since a release, as findings, unless the version allows them.
pub(crate) fn sinds(bron: &Bron, tag: &str, oud: &Value) -> Vec<Bevinding> {
    let Some(nieuw) = bron.tekst(spec::PAD).and_then(|tekst| serde_json::from_str(tekst).ok()) else {
        return vec![]; // another check says so
    };
    if versie_laat_breuk_toe(oud, &nieuw) {
        return vec![];
    }
    let als_bevinding = |breuk: String| {
        let tekst = format!("breekt met {tag}: {breuk}; maak het weer passend of verhoog de versie");
        Bevinding::new(spec::PAD, tekst)
    };
    breuken(oud, &nieuw).into_iter().map(als_bevinding).collect()
}

/// How a finding names an operation, and the operation.
type Operatie<'a> = (String, &'a Value);

/// By method and full address, in which the name of an id in the path says nothing.
fn operaties(document: &Value) -> BTreeMap<String, Operatie<'_>> {
    let mut gevonden = BTreeMap::new();
    for (pad, item) in document["paths"].as_object().into_iter().flatten() {
        let server = item.get("servers").unwrap_or(&document["servers"]);
        let adres = format!("{}{pad}", server[0]["url"].as_str().unwrap_or_default().trim_end_matches('/'));
        for methode in METHODEN {
            if let Some(operatie) = item.get(methode) {
                let naam = format!("{} {adres}", methode.to_uppercase());
                gevonden.insert(zonder_namen(&naam), (naam, operatie));
            }
        }
    }
    gevonden
}

fn zonder_namen(adres: &str) -> String {
    let delen = adres.split('/').map(|deel| if deel.starts_with('{') { "{}" } else { deel });
    delen.collect::<Vec<_>>().join("/")
}

fn vergelijk_operatie(v: &mut Vergelijking<'_>, (naam, oud): &Operatie<'_>, nieuw: &Value) {
    let (oude, nieuwe) = (v.parameters(oud, Kant::Oud), v.parameters(nieuw, Kant::Nieuw));
    for (parameter, nieuwe) in &nieuwe {
        match oude.get(parameter) {
            None if nieuwe["required"] == true => v.meld(format!("{naam} vraagt nu ook {parameter}")),
            None => {}
            Some(oude) => {
                if nieuwe["required"] == true && oude["required"] != true {
                    v.meld(format!("{naam}: {parameter} is nu verplicht"));
                }
                v.verzoek(&format!("{naam}: {parameter}"), &oude["schema"], &nieuwe["schema"]);
            }
        }
    }
    for parameter in oude.keys().filter(|parameter| !nieuwe.contains_key(*parameter)) {
        v.meld(format!("{naam} kent {parameter} niet meer"));
    }
    let inhoud = |operatie: &Value| operatie["requestBody"]["content"]["application/json"]["schema"].clone();
    match (inhoud(oud), inhoud(nieuw)) {
        (Value::Null, Value::Null) => {}
        (Value::Null, _) if nieuw["requestBody"]["required"] == true => v.meld(format!("{naam} vraagt nu een inhoud")),
        (oude, nieuwe) => v.verzoek(&format!("{naam}: verzoek"), &oude, &nieuwe),
    }
    for (status, antwoord) in oud["responses"].as_object().into_iter().flatten() {
        if !status.starts_with('2') {
            continue;
        }
        match nieuw["responses"].get(status) {
            Some(nieuwe) => vergelijk_antwoord(v, &format!("{naam}: antwoord {status}"), antwoord, nieuwe),
            None => v.meld(format!("{naam} geeft geen {status} meer")),
        }
    }
}

fn vergelijk_antwoord(v: &mut Vergelijking<'_>, plaats: &str, oud: &Value, nieuw: &Value) {
    let (oud, nieuw) = (v.volg(oud, Kant::Oud), v.volg(nieuw, Kant::Nieuw));
    let koppen = |antwoord: &Value| -> BTreeSet<String> {
        antwoord["headers"].as_object().into_iter().flatten().map(|(naam, _)| naam.clone()).collect()
    };
    for kop in koppen(&oud).difference(&koppen(&nieuw)) {
        v.meld(format!("{plaats} heeft geen {kop} meer"));
    }
    for (soort, inhoud) in oud["content"].as_object().into_iter().flatten() {
        match nieuw["content"].get(soort) {
            Some(nieuwe) => v.antwoord(plaats, &inhoud["schema"], &nieuwe["schema"]),
            None => v.meld(format!("{plaats} is geen {soort} meer")),
        }
    }
}

#[cfg(test)]
mod tests;
