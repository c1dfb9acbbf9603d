//! The OpenAPI document as a source of requests: every operation, and for each body an example and its fields.

use anyhow::Context as _;
use regieboek_testkit::{Cast, Wereld};
use reqwest::Method;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::opstelling::Opstelling;

/// Words that a field understands, where its schema says no more than which form they have.
const WOORDEN: &[(&str, &str)] = &[
    ("bsn", "999900006"),
    ("gebied", "hoofddorp-zuidwest"),
    ("gebieden", "hoofddorp-zuidwest"),
    ("geboortedatum", "1980-02"),
    ("gebrek", "skj-ontbrak"),
    ("voorziening", "opvoedondersteuning"),
    ("voorzieningen", "opvoedondersteuning"),
];

/// What a text holds when nothing more is known of it.
const TEKST: &str = "een-woord";

/// An id of nothing, and another than the path has.
const OOK_NERGENS: Uuid = Uuid::from_u128(0x0193_a3f0_7c3e_7000_8000_0000_0000_beef);

/// The document.
pub(super) struct Document(Value);

/// One operation.
pub(super) struct Operatie {
    pub(super) methode: Method,
    pub(super) pad: String,
    /// The name of the body's shape, for a request that has one.
    pub(super) inhoud: Option<String>,
    /// Whether a token is asked for.
    pub(super) besloten: bool,
    koppen: Vec<String>,
    /// Its fields behind the question mark.
    pub(super) zoekvelden: Vec<String>,
}

impl Operatie {
    /// The kind of resource that `{id}` stands for, as the path names it.
    pub(super) fn soort(&self) -> Option<&str> {
        self.pad.contains("{id}").then(|| self.pad.split('/').nth(2)).flatten()
    }

    /// Its path for one resource; deeper ids are those of the opstelling.
    pub(super) fn pad_van(&self, id: Uuid, opstelling: &Opstelling) -> String {
        let pad = self.pad.replace("{id}", &id.to_string());
        opstelling.delen.iter().fold(pad, |pad, (naam, id)| pad.replace(&format!("{{{naam}}}"), &id.to_string()))
    }

    /// The headers of a complete request, under a new key.
    pub(super) fn koppen<'a>(&self, sleutel: &'a str) -> Vec<(&'static str, &'a str)> {
        let heeft = |naam: &str| self.koppen.iter().any(|kop| kop == naam);
        [
            ("content-type", "application/json", self.inhoud.is_some()),
            ("idempotency-key", sleutel, heeft("Idempotency-Key")),
            ("if-match", "\"1\"", heeft("If-Match")),
        ]
        .into_iter()
        .filter_map(|(naam, waarde, hoort)| hoort.then_some((naam, waarde)))
        .collect()
    }
}

impl std::fmt::Display for Operatie {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.methode, self.pad)
    }
}

/// A place in a body.
pub(super) struct Veld {
    pub(super) pointer: String,
    /// Its schema, without reference and without the alternative `null`.
    pub(super) schema: Value,
    pub(super) verplicht: bool,
    pub(super) mag_null: bool,
}

impl Document {
    /// As the server gives it, without a token.
    pub(super) async fn van(w: &Wereld) -> anyhow::Result<Self> {
        Ok(Self(w.stuur(Method::GET, None, "/v1/openapi.json", &[], None).await?.gelukt()?.inhoud))
    }

    /// All operations.
    pub(super) fn operaties(&self) -> anyhow::Result<Vec<Operatie>> {
        let mut alle = Vec::new();
        for (pad, item) in self.0["paths"].as_object().context("paths")? {
            let server = item.get("servers").unwrap_or(&self.0["servers"])[0]["url"].as_str().unwrap_or_default();
            for (methode, operatie) in item.as_object().context("operations")? {
                if methode == "servers" {
                    continue;
                }
                let namen = |waar: &str| {
                    let parameters =
                        operatie["parameters"].as_array().into_iter().flatten().map(|p| self.verwezen(p).1);
                    parameters
                        .filter(|p| p["in"] == waar)
                        .filter_map(|p| Some(p["name"].as_str()?.to_owned()))
                        .collect()
                };
                let inhoud = &operatie["requestBody"]["content"]["application/json"]["schema"];
                alle.push(Operatie {
                    methode: methode.to_uppercase().parse()?,
                    pad: format!("{}{pad}", server.trim_end_matches('/')),
                    inhoud: self.verwezen(inhoud).0.map(str::to_owned),
                    besloten: operatie["security"] != json!([{}]),
                    koppen: namen("header"),
                    zoekvelden: namen("query"),
                });
            }
        }
        Ok(alle)
    }

    /// A body of this shape that the schema allows: with every field, or only with those that are asked for.
    pub(super) fn voorbeeld(&self, vorm: &str, alles: bool) -> anyhow::Result<Value> {
        self.object(&self.0["components"]["schemas"][vorm], alles)
    }

    fn object(&self, schema: &Value, alles: bool) -> anyhow::Result<Value> {
        let mut object = Map::new();
        for (naam, veld) in schema["properties"].as_object().into_iter().flatten() {
            if alles || is_verplicht(schema, naam) {
                object.insert(naam.clone(), self.waarde(naam, veld, alles)?);
            }
        }
        Ok(Value::Object(object))
    }

    fn waarde(&self, naam: &str, schema: &Value, alles: bool) -> anyhow::Result<Value> {
        let schema = self.los_op(schema);
        Ok(match soorten(schema).first().copied().context("a type")? {
            "object" => self.object(schema, alles)?,
            "array" => json!([self.waarde(naam, &schema["items"], alles)?]),
            "boolean" => json!(true),
            "integer" | "number" => schema.get("minimum").cloned().unwrap_or(json!(1)),
            "string" => match (schema["format"].as_str(), &schema["enum"][0]) {
                (Some("uuid"), _) => json!(OOK_NERGENS),
                (Some("date"), _) => json!("2026-01-05"),
                (_, Value::Null) => json!(woord(naam)),
                (_, keuze) => keuze.clone(),
            },
            anders => anyhow::bail!("{naam} is {anders}: no example of that is known"),
        })
    }

    /// Every place in a body of this shape, as [`Document::voorbeeld`] fills it with every field.
    pub(super) fn velden(&self, vorm: &str) -> Vec<Veld> {
        let mut velden = Vec::new();
        self.verzamel(&self.0["components"]["schemas"][vorm], "", &mut velden);
        velden
    }

    fn verzamel(&self, schema: &Value, pointer: &str, velden: &mut Vec<Veld>) {
        for (naam, veld) in schema["properties"].as_object().into_iter().flatten() {
            self.neem_op(veld, format!("{pointer}/{naam}"), is_verplicht(schema, naam), velden);
        }
    }

    fn neem_op(&self, veld: &Value, pointer: String, verplicht: bool, velden: &mut Vec<Veld>) {
        let schema = self.los_op(veld);
        self.verzamel(schema, &pointer, velden);
        if let Some(element) = schema.get("items") {
            self.neem_op(element, format!("{pointer}/0"), false, velden);
        }
        let mag_null = soorten(veld).contains(&"null")
            || veld["oneOf"].as_array().is_some_and(|takken| takken.iter().any(|tak| tak["type"] == "null"));
        velden.push(Veld { pointer, schema: schema.clone(), verplicht, mag_null });
    }

    /// Follows a reference, and takes of "this or null" this.
    fn los_op<'a>(&'a self, schema: &'a Value) -> &'a Value {
        let mut takken = schema["oneOf"].as_array().into_iter().flatten();
        self.verwezen(takken.find(|tak| tak["type"] != "null").unwrap_or(schema)).1
    }

    /// What a reference leads to, with its name there; anything else is itself.
    fn verwezen<'a>(&'a self, hier: &'a Value) -> (Option<&'a str>, &'a Value) {
        match hier["$ref"].as_str().and_then(|naar| naar.strip_prefix('#')) {
            Some(naar) => (naar.rsplit('/').next(), self.0.pointer(naar).unwrap_or(&Value::Null)),
            None => (None, hier),
        }
    }
}

fn is_verplicht(schema: &Value, naam: &str) -> bool {
    schema["required"].as_array().is_some_and(|verplicht| verplicht.iter().any(|v| v == naam))
}

/// The JSON types a schema allows.
pub(super) fn soorten(schema: &Value) -> Vec<&str> {
    let soort = &schema["type"];
    let meer = soort.as_array().into_iter().flatten().filter_map(Value::as_str);
    soort.as_str().into_iter().chain(meer).collect()
}

fn woord(veld: &str) -> &'static str {
    WOORDEN.iter().find(|(naam, _)| *naam == veld).map_or(TEKST, |(_, woord)| woord)
}

/// Everybody, those who most often may first.
pub(super) fn iedereen() -> impl Iterator<Item = &'static regieboek_testkit::Persoon> {
    let eerst = [&Cast::CJG_COACH, &Cast::COORDINATOR, &Cast::MANDAATBEHEERDER];
    eerst.into_iter().chain(Cast::ALLEN.iter().filter(move |wie| !eerst.contains(wie)))
}
