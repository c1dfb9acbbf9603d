//! Two schemas side by side: what a request may no longer hold, what an answer no longer holds.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

/// Which of the two documents a reference belongs to.
#[derive(Clone, Copy)]
pub(super) enum Kant {
    Oud,
    Nieuw,
}

/// Who reads the schema: the server (a request must not be asked more) or the client (an answer must not hold less).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Richting {
    Verzoek,
    Antwoord,
}

/// Keywords by which a request is bounded: one that goes up allows more, one that goes down allows less, or the reverse.
const BOVENGRENZEN: &[&str] = &["maximum", "maxLength", "maxItems", "maxProperties"];
const ONDERGRENZEN: &[&str] = &["minimum", "minLength", "minItems", "minProperties"];
/// Keywords of which any other value may refuse what was taken.
const VORMEN: &[&str] = &["pattern", "format"];

/// Both documents, and what was found so far.
pub(super) struct Vergelijking<'a> {
    oud: &'a Value,
    nieuw: &'a Value,
    breuken: Vec<String>,
    /// Pairs of references that are being compared, or have been: a shape that many operations share is told once.
    gezien: BTreeSet<(String, String, Richting)>,
}

impl<'a> Vergelijking<'a> {
    pub(super) fn new(oud: &'a Value, nieuw: &'a Value) -> Self {
        Self { oud, nieuw, breuken: vec![], gezien: BTreeSet::new() }
    }

    pub(super) fn breuken(self) -> Vec<String> {
        self.breuken
    }

    pub(super) fn meld(&mut self, breuk: String) {
        self.breuken.push(breuk);
    }

    /// What a reference refers to in its own document; anything else as it is.
    pub(super) fn volg(&self, waarde: &Value, kant: Kant) -> Value {
        let document = match kant {
            Kant::Oud => self.oud,
            Kant::Nieuw => self.nieuw,
        };
        let mut waarde = waarde;
        // A chain of references is short; one that bites its tail is no document.
        for _ in 0..8 {
            let Some(pointer) = waarde["$ref"].as_str().and_then(|verwijzing| verwijzing.strip_prefix('#')) else {
                break;
            };
            waarde = document.pointer(pointer).unwrap_or(&Value::Null);
        }
        waarde.clone()
    }

    /// The parameters of an operation outside its path, by place and name.
    pub(super) fn parameters(&self, operatie: &Value, kant: Kant) -> BTreeMap<String, Value> {
        let parameters = operatie["parameters"].as_array().into_iter().flatten().map(|p| self.volg(p, kant));
        parameters
            .filter(|p| p["in"] != "path")
            .map(|p| (format!("{} {}", plaatsnaam(&p["in"]), p["name"].as_str().unwrap_or_default()), p))
            .collect()
    }

    /// Compares what a client sends.
    pub(super) fn verzoek(&mut self, plaats: &str, oud: &Value, nieuw: &Value) {
        self.schema(plaats, oud, nieuw, Richting::Verzoek);
    }

    /// Compares what a client reads.
    pub(super) fn antwoord(&mut self, plaats: &str, oud: &Value, nieuw: &Value) {
        self.schema(plaats, oud, nieuw, Richting::Antwoord);
    }

    fn schema(&mut self, plaats: &str, oud: &Value, nieuw: &Value, richting: Richting) {
        let (oude_kern, nieuwe_kern) = (kern(oud), kern(nieuw));
        if let (Some(a), Some(b)) = (oude_kern["$ref"].as_str(), nieuwe_kern["$ref"].as_str())
            && !self.gezien.insert((a.to_owned(), b.to_owned(), richting))
        {
            return;
        }
        let (a, b) = (self.volg(oude_kern, Kant::Oud), self.volg(nieuwe_kern, Kant::Nieuw));
        self.soorten(plaats, &soorten(oud, &a), &soorten(nieuw, &b), richting);
        if richting == Richting::Verzoek {
            self.grenzen(plaats, &a, &b);
        }
        self.velden(plaats, &a, &b, richting);
        if a["items"].is_object() && b["items"].is_object() {
            self.schema(&format!("{plaats}[]"), &a["items"], &b["items"], richting);
        }
    }

    /// Another JSON type: one that is no longer taken, or one that a client did not expect.
    fn soorten(&mut self, plaats: &str, oud: &BTreeSet<String>, nieuw: &BTreeSet<String>, richting: Richting) {
        let (ruim, krap) = if richting == Richting::Verzoek { (nieuw, oud) } else { (oud, nieuw) };
        if ruim.is_empty() {
            return; // anything
        }
        let opsomming = |soorten: &BTreeSet<String>| match soorten.is_empty() {
            true => "alles".to_owned(),
            false => soorten.iter().cloned().collect::<Vec<_>>().join(" of "),
        };
        if krap.is_empty() || !krap.is_subset(ruim) {
            self.meld(format!("{plaats} was {} en is nu {}", opsomming(oud), opsomming(nieuw)));
        }
    }

    fn grenzen(&mut self, plaats: &str, oud: &Value, nieuw: &Value) {
        let weg = |lijst: &Vec<Value>| -> Vec<String> {
            let oude = oud["enum"].as_array().into_iter().flatten();
            oude.filter(|keuze| !keuze.is_null() && !lijst.contains(keuze)).map(ToString::to_string).collect()
        };
        match (oud["enum"].as_array(), nieuw["enum"].as_array()) {
            (_, None) => {}
            (None, Some(_)) => self.meld(format!("{plaats} neemt nu alleen nog woorden van een lijst")),
            (Some(_), Some(lijst)) => {
                let weg = weg(lijst);
                if !weg.is_empty() {
                    self.meld(format!("{plaats} neemt {} niet meer", weg.join(", ")));
                }
            }
        }
        let getal = |schema: &Value, grens: &str| schema[grens].as_f64();
        for (grenzen, krapper) in [(BOVENGRENZEN, f64::lt as fn(&f64, &f64) -> bool), (ONDERGRENZEN, f64::gt)] {
            for grens in grenzen {
                let Some(nu) = getal(nieuw, grens) else { continue };
                // What is no number has no bound to speak of; zero is where a lower bound starts.
                let was = getal(oud, grens).unwrap_or(if grenzen == ONDERGRENZEN { 0.0 } else { f64::INFINITY });
                if krapper(&nu, &was) {
                    self.meld(format!("{plaats}: {grens} is nu {nu}"));
                }
            }
        }
        for vorm in VORMEN {
            if !nieuw[*vorm].is_null() && nieuw[*vorm] != oud[*vorm] {
                self.meld(format!("{plaats}: {vorm} is nu {}", nieuw[*vorm]));
            }
        }
    }

    fn velden(&mut self, plaats: &str, oud: &Value, nieuw: &Value, richting: Richting) {
        let leeg = Map::new();
        let velden = |schema: &'_ Value| schema["properties"].as_object().cloned().unwrap_or_else(|| leeg.clone());
        let (oude, nieuwe) = (velden(oud), velden(nieuw));
        let (vast, nu_vast) = (verplicht(oud), verplicht(nieuw));
        for (naam, schema) in &oude {
            let veld = format!("{plaats}.{naam}");
            match nieuwe.get(naam) {
                Some(nieuw) => self.schema(&veld, schema, nieuw, richting),
                None if richting == Richting::Antwoord => self.meld(format!("{veld} is er niet meer")),
                None if nieuw["additionalProperties"] == false => {
                    self.meld(format!("{veld} wordt niet meer aangenomen"))
                }
                None => {}
            }
        }
        match richting {
            Richting::Verzoek => nu_vast.difference(&vast).for_each(|naam| {
                self.breuken.push(format!("{plaats}.{naam} is nu verplicht"));
            }),
            Richting::Antwoord => {
                vast.difference(&nu_vast).filter(|naam| nieuwe.contains_key(*naam)).for_each(|naam| {
                    self.breuken.push(format!("{plaats}.{naam} kan nu ontbreken"));
                })
            }
        }
    }
}

/// Of a shape that may be null, the shape; of a choice among several, the choice as it is.
fn kern(schema: &Value) -> &Value {
    let keuzes = schema["oneOf"].as_array().or_else(|| schema["anyOf"].as_array());
    let mut echt = keuzes.into_iter().flatten().filter(|keuze| keuze["type"] != "null");
    match (echt.next(), echt.next()) {
        (Some(enige), None) => enige,
        (_, _) => schema,
    }
}

/// The JSON types that a schema allows, with null where a choice offers it; empty for any.
fn soorten(schema: &Value, kern: &Value) -> BTreeSet<String> {
    let mut soorten: BTreeSet<String> = match &kern["type"] {
        Value::String(soort) => [soort.clone()].into(),
        Value::Array(lijst) => lijst.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => BTreeSet::new(),
    };
    let keuzes = schema["oneOf"].as_array().or_else(|| schema["anyOf"].as_array());
    if !soorten.is_empty() && keuzes.into_iter().flatten().any(|keuze| keuze["type"] == "null") {
        soorten.insert("null".to_owned());
    }
    soorten
}

fn verplicht(schema: &Value) -> BTreeSet<String> {
    schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

fn plaatsnaam(plaats: &Value) -> &'static str {
    match plaats.as_str() {
        Some("header") => "de kop",
        Some("query") => "het zoekveld",
        Some(_) | None => "de parameter",
    }
}
