//! The OpenAPI document as a promise: complete, in Dutch, bounded, and the same as the committed one.

use std::collections::BTreeSet;

use regieboek_api::app::document;
use regieboek_api::validatie::lees;
use regieboek_api_types::invoer::escalaties::Doorbraakbesluit;
use regieboek_api_types::invoer::intakes::Intakeconclusie;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use utoipa::ToSchema;

const VASTGELEGD: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../api-spec/openapi.json");

/// Addresses that answer without a token.
const OPENBAAR: [&str; 3] = ["/health/live", "/health/ready", "/openapi.json"];

fn als_json() -> Value {
    serde_json::to_value(document()).expect("a document is JSON")
}

/// Every operation: method, path, content.
fn operaties(document: &Value) -> Vec<(&str, &str, &Value)> {
    let paden = document["paths"].as_object().expect("paths");
    assert!(paden.len() > 70, "the routes are in the document");
    paden
        .iter()
        .flat_map(|(pad, item)| {
            ["get", "post", "put", "patch", "delete"]
                .into_iter()
                .filter_map(move |methode| Some((methode, pad.as_str(), item.get(methode)?)))
        })
        .collect()
}

fn volg<'a>(document: &'a Value, waarde: &'a Value) -> &'a Value {
    match waarde["$ref"].as_str() {
        Some(verwijzing) => {
            document.pointer(&verwijzing[1..]).unwrap_or_else(|| panic!("{verwijzing} wijst nergens heen"))
        }
        None => waarde,
    }
}

/// Every reference in a part of the document, and in what it refers to.
fn verwijzingen(document: &Value, deel: &Value, gevonden: &mut BTreeSet<String>) {
    match deel {
        Value::Object(leden) => {
            if let Some(verwijzing) = leden.get("$ref").and_then(Value::as_str)
                && gevonden.insert(verwijzing.to_owned())
            {
                verwijzingen(document, volg(document, deel), gevonden);
            }
            leden.values().for_each(|lid| verwijzingen(document, lid, gevonden));
        }
        Value::Array(lijst) => lijst.iter().for_each(|lid| verwijzingen(document, lid, gevonden)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// The names of the shapes that a client sends.
fn vormen_in_verzoeken(document: &Value) -> BTreeSet<String> {
    let mut gevonden = BTreeSet::new();
    for (_, _, operatie) in operaties(document) {
        verwijzingen(document, &operatie["requestBody"], &mut gevonden);
    }
    gevonden.iter().filter_map(|v| v.strip_prefix("#/components/schemas/").map(str::to_owned)).collect()
}

/// Shape, field and schema of every field of these shapes.
fn velden<'a>(document: &'a Value, vormen: impl IntoIterator<Item = &'a String>) -> Vec<(&'a str, &'a str, &'a Value)> {
    let velden = |vorm: &'a String| {
        let leden = document["components"]["schemas"][vorm]["properties"].as_object();
        leden.into_iter().flatten().map(move |(naam, schema)| (vorm.as_str(), naam.as_str(), schema))
    };
    vormen.into_iter().flat_map(velden).collect()
}

fn soorten(schema: &Value) -> Vec<&str> {
    let soort = &schema["type"];
    soort
        .as_array()
        .map_or_else(|| soort.as_str().into_iter().collect(), |a| a.iter().filter_map(Value::as_str).collect())
}

fn is_zin(tekst: &Value) -> bool {
    tekst.as_str().is_some_and(|tekst| {
        let engels = ["the", "and", "with", "when", "returns", "this"];
        let engels =
            tekst.split(|c: char| !c.is_alphabetic()).any(|woord| engels.contains(&woord.to_lowercase().as_str()));
        tekst.ends_with('.') && !engels
    })
}

#[test]
fn het_vastgelegde_document_is_dat_van_de_server() {
    let vast = std::fs::read_to_string(VASTGELEGD).expect("cargo xtask spec");
    let nu = document().to_pretty_json().expect("a document is JSON") + "\n";
    assert!(vast == nu, "api-spec/openapi.json wijkt af; draai 'cargo xtask spec' en bekijk het verschil");
}

#[test]
fn elke_operatie_heeft_een_nederlandse_zin_een_bekende_tag_en_een_eigen_naam() {
    let document = als_json();
    let tags: BTreeSet<_> =
        document["tags"].as_array().unwrap().iter().map(|tag| &tag["name"]).map(Value::to_string).collect();
    assert!(document["tags"].as_array().unwrap().iter().all(|tag| is_zin(&tag["description"])));
    let (mut namen, mut gebruikt) = (BTreeSet::new(), BTreeSet::new());
    for (methode, pad, operatie) in operaties(&document) {
        assert!(is_zin(&operatie["summary"]), "{methode} {pad}: {}", operatie["summary"]);
        assert!(namen.insert(operatie["operationId"].to_string()), "{methode} {pad}");
        gebruikt.extend(operatie["tags"].as_array().unwrap().iter().map(Value::to_string));
    }
    assert_eq!(gebruikt, tags);
}

#[test]
fn elke_vorm_en_elk_veld_is_beschreven() {
    let document = als_json();
    let vormen: Vec<_> = document["components"]["schemas"].as_object().unwrap().keys().cloned().collect();
    for vorm in &vormen {
        assert!(is_zin(&document["components"]["schemas"][vorm]["description"]), "{vorm}");
    }
    for (vorm, veld, schema) in velden(&document, &vormen) {
        assert!(is_zin(&schema["description"]), "{vorm}.{veld}: {schema}");
    }
    for (methode, pad, operatie) in operaties(&document) {
        for parameter in operatie["parameters"].as_array().into_iter().flatten() {
            let parameter = volg(&document, parameter);
            assert!(is_zin(&parameter["description"]), "{methode} {pad} {}", parameter["name"]);
        }
    }
}

#[test]
fn wat_binnenkomt_kent_geen_vreemde_velden_en_is_begrensd() {
    let document = als_json();
    let vormen = vormen_in_verzoeken(&document);
    assert!(vormen.len() > 30, "{vormen:?}");
    for vorm in &vormen {
        assert_eq!(document["components"]["schemas"][vorm]["additionalProperties"], false, "{vorm}");
    }
    for (vorm, veld, schema) in velden(&document, &vormen) {
        let is = |schema: &Value, soort: &str| soorten(schema).contains(&soort);
        let heeft = |schema: &Value, woorden: &[&str]| woorden.iter().any(|woord| schema.get(woord).is_some());
        let element = if is(schema, "array") { &schema["items"] } else { schema };
        assert!(!is(schema, "array") || heeft(schema, &["maxItems"]), "{vorm}.{veld}: {schema}");
        let tekst = ["maxLength", "format", "enum", "pattern"];
        assert!(!is(element, "string") || heeft(element, &tekst), "{vorm}.{veld}: {schema}");
        let getal = heeft(element, &["minimum"]) && heeft(element, &["maximum"]);
        assert!(!is(element, "integer") || getal, "{vorm}.{veld}: {schema}");
    }
}

#[test]
fn een_waarde_buiten_de_grens_wordt_met_haar_plaats_geweigerd() {
    fn plaatsen<T: DeserializeOwned + ToSchema + 'static>(inhoud: &Value) -> Vec<(String, String)> {
        let problem = lees::<T>(inhoud.to_string().as_bytes()).map(|_| ()).expect_err("geweigerd");
        problem.inhoud().fouten.iter().map(|f| (f.pointer.clone(), f.code.clone())).collect()
    }
    let besluit = json!({
        "obstakelsoort": "regel", "regelOfInstantie": "Geen Code", "omschrijving": "a", "oplossing": "b",
        "kostenEuro": 5e9, "kostendrager": "gemeente", "redenen": "c", "tot": "2026-12-31",
    });
    let verwacht = [("/kostenEuro", "te-groot"), ("/regelOfInstantie", "vorm")];
    assert_eq!(plaatsen::<Doorbraakbesluit>(&besluit), verwacht.map(|(p, c)| (p.to_owned(), c.to_owned())));

    let conclusie = json!({
        "conclusie": "plan", "afspraken": [], "regisseur": { "functie": "tovenaar", "organisatie": "cjg" },
    });
    assert_eq!(plaatsen::<Intakeconclusie>(&conclusie), [("/regisseur/functie".to_owned(), "keuze".to_owned())]);
}

#[test]
fn elk_antwoord_noemt_zijn_koppen() {
    let document = als_json();
    for (methode, pad, operatie) in operaties(&document) {
        let antwoorden = operatie["responses"].as_object().unwrap();
        assert!(antwoorden.keys().any(|status| status.starts_with('4')), "{methode} {pad}");
        for (status, antwoord) in antwoorden {
            let antwoord = volg(&document, antwoord);
            let heeft = |kop: &str| antwoord["headers"].get(kop).is_some();
            let schrijft = methode == "post" && !pad.ends_with("/_zoek") && status.starts_with('2');
            let met_versie = pad.ends_with("/{id}") || pad == "/beleid/versies";
            let een_ding = methode == "get" && met_versie && status == "200";
            assert!(heeft("API-Version"), "{methode} {pad} {status}");
            assert_eq!(heeft("ETag"), schrijft || een_ding, "{methode} {pad} {status}");
            assert_eq!(heeft("Location"), status == "201", "{methode} {pad} {status}");
        }
    }
}

#[test]
fn alleen_wat_openbaar_is_vraagt_geen_token() {
    let document = als_json();
    assert_eq!(document["security"], json!([{ "token": [] }]));
    for (methode, pad, operatie) in operaties(&document) {
        let zonder_token = operatie.get("security") == Some(&json!([{}]));
        assert_eq!(zonder_token, OPENBAAR.contains(&pad), "{methode} {pad}");
        assert!(zonder_token || operatie.get("security").is_none(), "{methode} {pad}");
    }
}

#[test]
fn elke_verwijzing_klopt_en_niets_is_over() {
    let document = als_json();
    let mut gebruikt = BTreeSet::new();
    verwijzingen(&document, &document["paths"], &mut gebruikt);
    for (soort, delen) in
        document["components"].as_object().unwrap().iter().filter(|(soort, _)| *soort != "securitySchemes")
    {
        for naam in delen.as_object().unwrap().keys() {
            assert!(gebruikt.contains(&format!("#/components/{soort}/{naam}")), "{soort}/{naam} wordt niet gebruikt");
        }
    }
}

#[test]
fn het_document_is_openapi_3_1_met_de_hoofdversie_in_het_adres() {
    let document = als_json();
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1."));
    assert_eq!(document["servers"][0]["url"], "/v1");
    assert!(["name", "url", "email"].iter().all(|veld| document["info"]["contact"][veld].is_string()));
    assert!(!document.to_string().contains("\"nullable\""));
    for (_, pad, _) in operaties(&document) {
        let buiten = pad.starts_with("/health/");
        assert_eq!(document["paths"][pad].get("servers").is_some(), buiten, "{pad}");
    }
}
