//! Households with a plan, made through the API as a professional makes them: registration, intake, plan, goals, acties.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use anyhow::{Context as _, bail, ensure};
use serde_json::{Value, json};
use tokio::task::LocalSet;
use uuid::Uuid;

use crate::http::{Connection, get, post};
use crate::targets::{Target, Targets};

const CONNECTIONS: usize = 16;
const LEEFGEBIEDEN: [&str; 5] = ["meedoen", "werk-en-inkomen", "veiligheid", "gezondheid", "wonen"];
/// What the regisseur says of a goal, in the seeding as well as in what is measured.
const TEXT: &str = include_str!("../../text.txt");
/// From which every id follows, so that two databases are seeded alike.
const NAMESPACE: Uuid = Uuid::from_u128(0xc0ff_ee00_0000_4000_8000_0000_0000_0000);

/// Makes so many households with so many events each, and says which goals can be judged for ever.
pub(crate) async fn seed(address: &str, cases: usize, history: u64, tokens: Vec<String>) -> anyhow::Result<Targets> {
    let todo = Rc::new(RefCell::new((0..cases).collect::<Vec<_>>().into_iter()));
    let done = Rc::new(RefCell::new(Vec::with_capacity(cases)));
    let together = LocalSet::new();
    let tasks: Vec<_> = (0..CONNECTIONS)
        .map(|_| {
            let (address, tokens, todo, done) = (address.to_owned(), tokens.clone(), todo.clone(), done.clone());
            together.spawn_local(async move {
                let mut connection = Connection::open(&address).await?;
                loop {
                    let Some(case) = todo.borrow_mut().next() else { return anyhow::Ok(()) };
                    let token = case % tokens.len();
                    let mut coach = Coach { connection: &mut connection, token: &tokens[token], case };
                    let (path, version) = coach.household(history).await.with_context(|| format!("case {case}"))?;
                    done.borrow_mut().push(Target { path, token, version: Some(version) });
                }
            })
        })
        .collect();
    together.await;
    for task in tasks {
        task.await??;
    }
    let targets = done.take();
    Ok(Targets { body: verdict().to_string(), tokens, targets })
}

fn verdict() -> Value {
    json!({ "oordeel": "deels-behaald", "toelichting": TEXT.trim() })
}

/// One professional, busy with one household.
struct Coach<'a> {
    connection: &'a mut Connection,
    token: &'a str,
    case: usize,
}

/// What a change answers.
struct Receipt {
    id: Uuid,
    version: u64,
}

impl Coach<'_> {
    /// Where its first goal is judged, and at which version the household is now.
    async fn household(&mut self, history: u64) -> anyhow::Result<(String, u64)> {
        let id = |what: &str| Uuid::new_v5(&NAMESPACE, format!("{}/{what}", self.case).as_bytes());
        let (parent, child, goals) = (id("parent"), id("child"), [id("goal 1"), id("goal 2")]);
        let acties: Vec<_> = (1..=6).map(|n| id(&format!("actie {n}"))).collect();
        let me = self.see("/v1/ik").await?.0;
        let me = json!({
            "professionalId": me["id"], "functie": me["functie"], "organisatie": me["organisatie"],
        });
        let registration = json!({
            "gebied": "hoofddorp-zuidwest",
            "adres": { "straat": "Lindelaan", "huisnummer": self.case.to_string(), "postcode": "2132AB", "woonplaats": "Hoofddorp" },
            "leden": [
                { "id": parent, "naam": format!("Ouder {}", self.case), "geboortedatum": "1985-03-02", "relatie": "ouder" },
                { "id": child, "naam": format!("Kind {}", self.case), "geboortedatum": "2014-07-09", "relatie": "kind" },
            ],
            "gezag": [{ "kind": child, "gezaghebbende": { "lidId": parent }, "sinds": "2014-07-09", "bron": "gezagsregister" }],
        });
        let household = self.send("/v1/huishoudens", None, &registration).await?.id;
        let h = format!("/v1/huishoudens/{household}");
        self.intake(&h, &me).await?;
        let mut version = self.plan_is_open(&h).await?;
        for (functie, organisatie) in [("huisarts", "praktijk-aan-de-vaart"), ("schoolcoach", "school-de-regenboog")] {
            let involved = json!({
                "wie": { "functie": functie, "organisatie": organisatie }, "deelgrond": { "grondslag": "jeugdwet740" },
                "categorieen": ["meedoen", "gezondheid"],
            });
            version = self.send(&format!("{h}/betrokkenen"), Some(version), &involved).await?.version;
        }
        for (goal, leefgebied) in goals.iter().zip(["werk-en-inkomen", "meedoen"]) {
            let goal = json!({ "id": goal, "leefgebied": leefgebied, "resultaat": "Elke maand overzicht.", "streefdatum": "2099-01-01" });
            version = self.send(&format!("{h}/doelen"), Some(version), &goal).await?.version;
        }
        for (n, actie) in acties.iter().enumerate() {
            let actie = json!({
                "id": actie, "doelId": goals[n % 2], "omschrijving": "Alle rekeningen op een rij leggen",
                "uitvoerder": { "soort": "bewoner", "lidId": parent }, "uiterlijk": "2099-01-01",
            });
            version = self.send(&format!("{h}/acties"), Some(version), &actie).await?.version;
        }
        let order: Vec<_> = acties.iter().rev().collect();
        version = self.send(&format!("{h}/volgorde"), Some(version), &json!({ "volgorde": order })).await?.version;
        let path = format!("{h}/doelen/{}/evaluatie", goals[0]);
        ensure!(version < history, "a household with a plan has {version} events already");
        while version < history {
            version = self.send(&path, Some(version), &verdict()).await?.version;
        }
        Ok((path, version))
    }

    async fn intake(&mut self, h: &str, me: &Value) -> anyhow::Result<()> {
        let start = json!({ "betreftJeugdhulp": false, "wmoMelding": false });
        let Receipt { id, mut version } = self.send(&format!("{h}/intakes"), None, &start).await?;
        let i = format!("/v1/intakes/{id}");
        for leefgebied in LEEFGEBIEDEN {
            let scored = json!({ "leefgebied": leefgebied, "wijze": "gescoord", "score": 3, "toelichting": "Het wordt te veel." });
            version = self.send(&format!("{i}/leefgebieden"), Some(version), &scored).await?.version;
        }
        for (what, body) in [
            ("vraag", json!({ "eigenWoorden": "Ik wil weer slapen." })),
            ("veiligheidsoordeel", json!({ "oordeel": "veilig" })),
            ("clientondersteuning", json!({})),
            ("regieverlies", json!({ "regieverlies": "tijdelijk" })),
            ("afronding", json!({ "conclusie": "plan", "regisseur": me, "afspraken": [] })),
        ] {
            version = self.send(&format!("{i}/{what}"), Some(version), &body).await?.version;
        }
        Ok(())
    }

    /// The plan opens by itself after the intake.
    async fn plan_is_open(&mut self, h: &str) -> anyhow::Result<u64> {
        for _ in 0..400 {
            let (household, version) = self.see(h).await?;
            if household["plan"]["toestand"] == "actief" {
                return version.context("a household without ETag");
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        bail!("no plan was opened")
    }

    async fn see(&mut self, path: &str) -> anyhow::Result<(Value, Option<u64>)> {
        let mut request = Vec::new();
        get(&mut request, path, self.token);
        let answer = self.connection.exchange(&request).await?;
        ensure!(answer.status == 200, "GET {path}: {} {}", answer.status, String::from_utf8_lossy(&answer.body));
        Ok((serde_json::from_slice(&answer.body)?, answer.version))
    }

    async fn send(&mut self, path: &str, version: Option<u64>, body: &Value) -> anyhow::Result<Receipt> {
        let (mut request, key) = (Vec::new(), Uuid::now_v7().to_string());
        post(&mut request, path, self.token, &key, version, &body.to_string());
        let answer = self.connection.exchange(&request).await?;
        let text = String::from_utf8_lossy(&answer.body);
        ensure!((200..300).contains(&answer.status), "POST {path}: {} {text}", answer.status);
        let receipt: Value = serde_json::from_str(&text)?;
        let id = receipt["id"].as_str().context("an answer without id")?.parse()?;
        Ok(Receipt { id, version: answer.version.context("an answer without ETag")? })
    }
}
