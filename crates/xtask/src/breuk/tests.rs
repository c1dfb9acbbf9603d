//! Small documents side by side.

use serde_json::{Value, json};

use super::*;

/// A document with one operation.
fn document(parameters: Value, verzoek: Value, antwoord: Value) -> Value {
    json!({
        "info": { "version": "1.2.3" },
        "servers": [{ "url": "/v1" }],
        "paths": { "/plannen/{id}": { "post": {
            "parameters": parameters,
            "requestBody": { "required": true, "content": { "application/json": { "schema": verzoek } } },
            "responses": { "200": { "headers": { "ETag": {} }, "content": { "application/json": { "schema": antwoord } } },
                           "400": {} },
        } } },
        "components": { "schemas": { "Wie": { "type": "object", "properties": { "naam": { "type": "string" } } } } },
    })
}

fn verzoeken(oud: Value, nieuw: Value) -> Vec<String> {
    breuken(&document(json!([]), oud, json!({})), &document(json!([]), nieuw, json!({})))
}

fn antwoorden(oud: Value, nieuw: Value) -> Vec<String> {
    breuken(&document(json!([]), json!({}), oud), &document(json!([]), json!({}), nieuw))
}

fn object(velden: Value, verplicht: Value) -> Value {
    json!({ "type": "object", "properties": velden, "required": verplicht, "additionalProperties": false })
}

#[test]
fn wat_gelijk_is_of_alleen_groeit_breekt_niets() {
    let oud = document(json!([]), object(json!({ "a": { "type": "string" } }), json!(["a"])), json!({}));
    assert!(breuken(&oud, &oud).is_empty());
    let mut nieuw = oud.clone();
    nieuw["paths"]["/doelen"] = json!({ "get": { "responses": {} } });
    assert!(breuken(&oud, &nieuw).is_empty());
    let groei = object(json!({ "a": { "type": ["string", "null"] }, "b": { "type": "integer" } }), json!([]));
    assert!(verzoeken(object(json!({ "a": { "type": "string" } }), json!(["a"])), groei).is_empty());
    let meer = object(json!({ "a": {}, "b": {} }), json!(["a", "b"]));
    assert!(antwoorden(object(json!({ "a": {} }), json!([])), meer).is_empty());
}

#[test]
fn een_weg_pad_of_weg_operatie_breekt() {
    let oud = document(json!([]), json!({}), json!({}));
    let mut nieuw = oud.clone();
    nieuw["paths"]["/plannen/{id}"] = json!({ "get": {} });
    assert_eq!(breuken(&oud, &nieuw), ["POST /v1/plannen/{id} bestaat niet meer"]);
    nieuw["paths"] = json!({});
    assert_eq!(breuken(&oud, &nieuw).len(), 1);
}

#[test]
fn een_ander_adres_breekt_en_een_andere_naam_in_het_pad_niet() {
    let oud = document(json!([]), json!({}), json!({}));
    let item = oud["paths"]["/plannen/{id}"].clone();
    let mut nieuw = oud.clone();
    nieuw["paths"] = json!({ "/plannen/{planId}": item });
    assert!(breuken(&oud, &nieuw).is_empty());
    nieuw["servers"] = json!([{ "url": "/" }]);
    nieuw["paths"] = json!({ "/v1/plannen/{id}": item });
    assert!(breuken(&oud, &nieuw).is_empty());
    nieuw["servers"] = json!([{ "url": "/v2" }]);
    assert_eq!(breuken(&oud, &nieuw).len(), 1);
}

#[test]
fn een_weg_antwoordveld_breekt_ook_achter_een_verwijzing_en_in_een_lijst() {
    let een = object(json!({ "a": {}, "b": {} }), json!(["a", "b"]));
    let minder = object(json!({ "a": {} }), json!(["a"]));
    assert_eq!(antwoorden(een.clone(), minder.clone()), ["POST /v1/plannen/{id}: antwoord 200.b is er niet meer"]);
    let lijst = |element: Value| json!({ "type": "array", "items": element });
    assert_eq!(
        antwoorden(lijst(een.clone()), lijst(minder))[0],
        "POST /v1/plannen/{id}: antwoord 200[].b is er niet meer"
    );
    let los = object(json!({ "a": {}, "b": {} }), json!(["a"]));
    assert_eq!(antwoorden(een, los), ["POST /v1/plannen/{id}: antwoord 200.b kan nu ontbreken"]);

    let verwijzing = json!({ "oneOf": [{ "$ref": "#/components/schemas/Wie" }, { "type": "null" }] });
    let oud = document(json!([]), json!({}), verwijzing);
    let mut nieuw = oud.clone();
    nieuw["components"]["schemas"]["Wie"]["properties"] = json!({});
    assert_eq!(breuken(&oud, &nieuw), ["POST /v1/plannen/{id}: antwoord 200.naam is er niet meer"]);
}

#[test]
fn een_nieuw_verplicht_of_verdwenen_verzoekveld_breekt() {
    let een = object(json!({ "a": {} }), json!([]));
    let verplicht = verzoeken(een.clone(), object(json!({ "a": {}, "b": {} }), json!(["a", "b"])));
    assert_eq!(verplicht.len(), 2, "{verplicht:?}");
    assert!(verplicht[0].ends_with("verzoek.a is nu verplicht"));
    assert_eq!(verzoeken(een.clone(), object(json!({}), json!([]))).len(), 1);
    assert!(verzoeken(een, json!({ "type": "object" })).is_empty());
}

#[test]
fn een_krappere_lijst_grens_of_vorm_breekt() {
    let veld = |schema: Value| object(json!({ "a": schema }), json!([]));
    let tekst = |lijst: Value| veld(json!({ "type": ["string", "null"], "enum": lijst }));
    let breuk = verzoeken(tekst(json!(["x", "y", null])), tekst(json!(["x", "z"])));
    assert_eq!(breuk, ["POST /v1/plannen/{id}: verzoek.a neemt \"y\" niet meer"]);
    assert!(verzoeken(tekst(json!(["x"])), tekst(json!(["x", "y"]))).is_empty());
    for (oud, nieuw) in [
        (json!({}), json!({ "enum": ["x"] })),
        (json!({ "maxLength": 10 }), json!({ "maxLength": 9 })),
        (json!({}), json!({ "maximum": 9 })),
        (json!({}), json!({ "minLength": 1 })),
        (json!({ "minimum": 1 }), json!({ "minimum": 2 })),
        (json!({}), json!({ "pattern": "^a$" })),
        (json!({ "type": ["string", "null"] }), json!({ "type": "string" })),
        (json!({ "type": "string" }), json!({ "type": "integer" })),
    ] {
        assert_eq!(verzoeken(veld(oud.clone()), veld(nieuw.clone())).len(), 1, "{oud} {nieuw}");
        assert!(verzoeken(veld(nieuw), veld(oud.clone())).len() <= usize::from(oud["type"] == "string"), "{oud}");
    }
}

#[test]
fn een_antwoord_dat_ineens_leeg_kan_zijn_breekt() {
    let veld = |schema: Value| object(json!({ "a": schema }), json!(["a"]));
    let breuk = antwoorden(veld(json!({ "type": "string" })), veld(json!({ "type": ["string", "null"] })));
    assert_eq!(breuk, ["POST /v1/plannen/{id}: antwoord 200.a was string en is nu null of string"]);
    assert!(antwoorden(veld(json!({ "type": ["string", "null"] })), veld(json!({ "type": "string" }))).is_empty());
}

#[test]
fn parameters_statussen_en_koppen_tellen_mee() {
    let kop = |verplicht: bool| json!([{ "in": "header", "name": "If-Match", "required": verplicht, "schema": {} }]);
    let met = |parameters: Value| document(parameters, json!({}), json!({}));
    assert!(breuken(&met(json!([])), &met(kop(false))).is_empty());
    assert_eq!(breuken(&met(json!([])), &met(kop(true))), ["POST /v1/plannen/{id} vraagt nu ook de kop If-Match"]);
    assert_eq!(breuken(&met(kop(false)), &met(kop(true))).len(), 1);
    assert_eq!(breuken(&met(kop(true)), &met(json!([]))).len(), 1);

    let (oud, mut nieuw) = (met(json!([])), met(json!([])));
    nieuw["paths"]["/plannen/{id}"]["post"]["responses"]["200"]["headers"] = json!({});
    assert_eq!(breuken(&oud, &nieuw), ["POST /v1/plannen/{id}: antwoord 200 heeft geen ETag meer"]);
    nieuw["paths"]["/plannen/{id}"]["post"]["responses"] = json!({ "201": {} });
    assert_eq!(breuken(&oud, &nieuw), ["POST /v1/plannen/{id} geeft geen 200 meer"]);
}

#[test]
fn een_vorm_die_naar_zichzelf_verwijst_eindigt() {
    let mut oud = document(json!([]), json!({ "$ref": "#/components/schemas/Wie" }), json!({}));
    oud["components"]["schemas"]["Wie"]["properties"]["ouder"] = json!({ "$ref": "#/components/schemas/Wie" });
    let mut nieuw = oud.clone();
    nieuw["components"]["schemas"]["Wie"]["required"] = json!(["naam"]);
    assert_eq!(breuken(&oud, &nieuw), ["POST /v1/plannen/{id}: verzoek.naam is nu verplicht"]);
}

#[test]
fn de_versie_zegt_of_het_mag() {
    let versie = |versie: &str| json!({ "info": { "version": versie } });
    for (oud, nieuw, mag) in [
        ("1.2.3", "1.3.0", false),
        ("1.2.3", "2.0.0", true),
        ("0.1.0", "0.1.9", false),
        ("0.1.0", "0.2.0", true),
        ("0.9.0", "1.0.0", true),
    ] {
        assert_eq!(versie_laat_breuk_toe(&versie(oud), &versie(nieuw)), mag, "{oud} {nieuw}");
    }
}

#[test]
fn een_breuk_sinds_de_uitgave_is_een_bevinding() {
    let oud = document(json!([]), json!({}), json!({}));
    let mut nieuw = oud.clone();
    nieuw["paths"] = json!({});
    let bevindingen = |nieuw: &Value| sinds(&Bron::from([(spec::PAD, nieuw.to_string().as_str())]), "v1.2.3", &oud);
    assert!(bevindingen(&nieuw)[0].to_string().contains("breekt met v1.2.3: POST /v1/plannen/{id} bestaat niet meer"));
    nieuw["info"]["version"] = json!("2.0.0");
    assert!(bevindingen(&nieuw).is_empty());
}
