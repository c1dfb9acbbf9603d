//! The track: two server processes, the way to the start, and the judges at the finish.

use std::collections::BTreeMap;
use std::sync::Arc;

use anyhow::{Context as _, ensure};
use futures_util::future::join;
use futures_util::stream::{self, StreamExt as _, TryStreamExt as _};
use regieboek_testkit::{Antwoord, Cast, Persoon, Wereld};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::podium::{Databank, Podium, Server};

/// How many requests that are not part of a race are under way together.
pub(super) const TEGELIJK: usize = 16;
/// Who registers, does the intake and leads the plan.
pub(super) const COACH: &Persoon = &Cast::CJG_COACH;

/// Two server processes on one database, each with clients of its own.
pub(super) struct Wedloop {
    pub(super) a: Wereld,
    pub(super) b: Wereld,
    /// The process behind `b`.
    pub(super) tweede: Server,
    pub(super) podium: Arc<Podium>,
}

impl Wedloop {
    pub(super) async fn op(databank: Databank) -> anyhow::Result<Self> {
        let podium = Podium::nieuw(databank).await?;
        let tweede = podium.start()?;
        let (a, b) = (podium.wereld("a"), podium.wereld("b"));
        b.verhuis(&tweede.adres);
        ensure!(a.adres() != b.adres(), "two processes");
        a.op(0, 9)?;
        Ok(Self { a, b, tweede, podium })
    }

    /// Now through one process, then through the other.
    pub(super) fn baan(&self, nummer: usize) -> &Wereld {
        if nummer.is_multiple_of(2) { &self.a } else { &self.b }
    }

    /// So many huishoudens with an active plan, led by the CJG-coach.
    pub(super) async fn huishoudens_met_plan(&self, aantal: usize) -> anyhow::Result<Vec<Uuid>> {
        let huishoudens: Vec<_> =
            stream::iter(0..aantal).map(|n| keukentafel(self.baan(n))).buffered(TEGELIJK).try_collect().await?;
        for (n, huishouden) in huishoudens.iter().enumerate() {
            self.baan(n).wacht_op_plan(COACH, *huishouden).await?;
        }
        Ok(huishoudens)
    }

    /// An escalatie of each, reported and not yet in triage.
    pub(super) async fn escalaties(&self, huishoudens: &[Uuid]) -> anyhow::Result<Vec<Uuid>> {
        let meld = async |(n, huishouden): (usize, &Uuid)| {
            let pad = format!("/v1/huishoudens/{huishouden}/escalaties");
            self.baan(n).begin(COACH, &pad, escalatiemelding("Alles.")).await?.gelukt()?.id()
        };
        stream::iter(huishoudens.iter().enumerate()).map(meld).buffered(TEGELIJK).try_collect().await
    }

    pub(super) async fn meld_regievacuum(&self, huishouden: Uuid, versie: u64) -> anyhow::Result<()> {
        let (pad, sleutel) = (format!("/v1/huishoudens/{huishouden}/regievacuum"), self.b.sleutel());
        let melding = json!({ "reden": "afwezig" });
        self.b.wijzig_op(&Cast::COORDINATOR_2, &pad, versie, &sleutel, melding).await?.gelukt()?;
        Ok(())
    }

    /// The history of each, as the auditor replays it; neither server logged an error on the way.
    pub(super) async fn naspelen(&self, huishoudens: &[Uuid]) -> anyhow::Result<Vec<Vec<Value>>> {
        let haal = async |(n, huishouden): (usize, &Uuid)| -> anyhow::Result<Vec<Value>> {
            let pad = format!("/v1/huishoudens/{huishouden}/geschiedenis?limiet=500");
            let mut bladzijde = self.baan(n).haal(&Cast::AUDITOR, &pad).await?.gelukt()?.inhoud;
            ensure!(bladzijde["volgende"].is_null(), "all of it");
            Ok(serde_json::from_value(bladzijde["items"].take())?)
        };
        let alle = stream::iter(huishoudens.iter().enumerate()).map(haal).buffered(TEGELIJK).try_collect().await?;
        let log = self.podium.gelogd();
        let storing = log.lines().find(|regel| regel.contains(r#""level":"ERROR""#));
        ensure!(storing.is_none(), "a server is in trouble: {storing:?}");
        Ok(alle)
    }

    /// From the opening of the plan there is one regisseur at every moment: each takes the regie from the one before.
    pub(super) async fn steeds_een_regisseur(
        &self,
        huishouden: Uuid,
        geschiedenis: &[Value],
        aantal: usize,
    ) -> anyhow::Result<()> {
        let mut regisseurs: Vec<&Value> = Vec::new();
        for g in geschiedenis {
            match g["feit"].as_str().unwrap_or_default() {
                "PlanGeopend" => {
                    ensure!(regisseurs.is_empty(), "opened once");
                    regisseurs.push(&g["inhoud"]["regisseur"]);
                }
                "RegieOvergenomen" | "RegieTeruggegeven" | "RegieOvergedragen" | "RegisseurBenoemd" => {
                    ensure!(regisseurs.last() == Some(&&g["inhoud"]["van"]), "from who holds it: {g}");
                    regisseurs.push(&g["inhoud"]["naar"]);
                }
                _ => {}
            }
        }
        ensure!(
            regisseurs.len() == aantal && !regisseurs.contains(&&Value::Null),
            "{aantal} regisseurs: {regisseurs:?}"
        );
        let pad = format!("/v1/huishoudens/{huishouden}/stand?op={}", self.a.dag(0)?);
        let plan = self.a.haal(&Cast::AUDITOR, &pad).await?.gelukt()?.inhoud["dossier"]["plan"].take();
        let rij = plan["regisseurs"].as_array().context("regisseurs")?;
        let nu = rij.iter().filter(|regisseur| regisseur["tot"].is_null()).count();
        ensure!(rij.len() == aantal && nu == 1, "{aantal} regisseurs, of whom one now: {plan}");
        Ok(())
    }
}

/// Two futures at once. Which one starts takes turns.
pub(super) async fn tegelijk<T>(
    ronde: usize,
    a: impl Future<Output = anyhow::Result<T>>,
    b: impl Future<Output = anyhow::Result<T>>,
) -> anyhow::Result<(T, T)> {
    if ronde.is_multiple_of(2) {
        let (a, b) = join(a, b).await;
        Ok((a?, b?))
    } else {
        let (b, a) = join(b, a).await;
        Ok((a?, b?))
    }
}

/// How often each process won.
#[derive(Debug, Default)]
pub(super) struct Stand {
    a: usize,
    b: usize,
}

/// One round.
pub(super) struct Uitslag {
    pub(super) door_a: bool,
    pub(super) winnaar: Antwoord,
    pub(super) verliezer: Antwoord,
}

impl Stand {
    /// Exactly one won.
    pub(super) fn uitslag(&mut self, a: Antwoord, b: Antwoord) -> anyhow::Result<Uitslag> {
        let gelukt = |antwoord: &Antwoord| (200..300).contains(&antwoord.status);
        let door_a = gelukt(&a);
        ensure!(door_a != gelukt(&b), "exactly one wins, but {a:?} and {b:?}");
        let (winnaar, verliezer) = if door_a { (a, b) } else { (b, a) };
        *if door_a { &mut self.a } else { &mut self.b } += 1;
        Ok(Uitslag { door_a, winnaar, verliezer })
    }

    pub(super) fn meld(&self, wat: &str, rondes: usize) -> anyhow::Result<()> {
        eprintln!("{wat}: {} won by A, {} won by B, of {rondes}", self.a, self.b);
        ensure!(self.a + self.b == rondes, "each round has one winner: {self:?}");
        Ok(())
    }
}

/// The loser is told that the version is old, and which version and which fact won.
pub(super) fn leert(verliezer: &Antwoord, gezien: u64, gewonnen: &[&str]) -> anyhow::Result<()> {
    let inhoud = verliezer.clone().geweigerd(412, "versie-verouderd")?.inhoud;
    let (versie, toestand) = (inhoud["versie"].as_u64(), inhoud["toestand"].as_str().unwrap_or_default());
    ensure!(versie > Some(gezien), "a later version: {inhoud}");
    ensure!(gewonnen.iter().any(|feit| toestand.contains(feit)), "what won, one of {gewonnen:?}: {inhoud}");
    ensure!(toestand.contains("coordinator-meer-team"), "and who: {inhoud}");
    Ok(())
}

/// How often something happened.
pub(super) fn keer(geschiedenis: &[Value], feit: &str) -> usize {
    geschiedenis.iter().filter(|g| g["feit"] == feit).count()
}

/// What is due of one kind: the resources, with the versions that are shown.
pub(super) async fn te_doen(w: &Wereld, wie: &Persoon, soort: &str) -> anyhow::Result<BTreeMap<Uuid, u64>> {
    let items = w.werklijst(wie).await?;
    let van_soort = items.iter().filter(|item| item["soort"] == soort);
    van_soort
        .map(|item| {
            let id = item["resource"]["id"].as_str().context("id")?.parse()?;
            Ok((id, item["resource"]["versie"].as_u64().context("versie")?))
        })
        .collect()
}

pub(super) async fn besluit(
    w: &Wereld,
    wie: &Persoon,
    escalatie: Uuid,
    deel: &str,
    versie: u64,
    inhoud: Value,
) -> anyhow::Result<Antwoord> {
    w.wijzig_op(wie, &format!("/v1/escalaties/{escalatie}/{deel}"), versie, &w.sleutel(), inhoud).await
}

/// From registration to the conclusion that a plan is due. Nobody else is there, so that every version is known.
pub(super) async fn keukentafel(w: &Wereld) -> anyhow::Result<Uuid> {
    let huishouden = w.begin(COACH, "/v1/huishoudens", registratie(None)).await?.gelukt()?.id()?;
    let start = json!({ "betreftJeugdhulp": false, "wmoMelding": false });
    let intake = w.begin(COACH, &format!("/v1/huishoudens/{huishouden}/intakes"), start).await?.gelukt()?.id()?;
    let gescoord = |leefgebied| {
        let inhoud = json!({ "leefgebied": leefgebied, "wijze": "gescoord", "score": 2, "toelichting": "Besproken." });
        ("leefgebieden", inhoud)
    };
    let stappen =
        ["meedoen", "werk-en-inkomen", "veiligheid", "gezondheid", "wonen"].into_iter().map(gescoord).chain([
            ("vraag", json!({ "eigenWoorden": "Ik wil rust." })),
            ("veiligheidsoordeel", json!({ "oordeel": "veilig" })),
            ("clientondersteuning", json!({})),
            ("regieverlies", json!({ "regieverlies": "tijdelijk" })),
            ("afronding", json!({ "conclusie": "plan", "regisseur": w.betrokkene(COACH).await?, "afspraken": [] })),
        ]);
    for (versie, (deel, inhoud)) in (1..).zip(stappen) {
        let pad = format!("/v1/intakes/{intake}/{deel}");
        w.wijzig_op(COACH, &pad, versie, &w.sleutel(), inhoud).await?.gelukt()?;
    }
    Ok(huishouden)
}

/// One adult.
pub(super) fn registratie(bsn: Option<&str>) -> Value {
    let mut lid = json!({ "naam": "Wil van Wedloop", "geboortedatum": "1985-05-05", "relatie": "ouder" });
    if let Some(bsn) = bsn {
        lid["bsn"] = json!(bsn);
    }
    json!({ "gebied": "hoofddorp-zuidwest", "adres": { "woonplaats": "Hoofddorp" }, "leden": [lid], "gezag": [] })
}

pub(super) fn escalatiemelding(geprobeerd: &str) -> Value {
    json!({ "gronden": ["hulp-stagneert"], "geprobeerd": geprobeerd, "gevraagd": "Doorbreek de wachttijd." })
}

pub(super) fn afwijzing() -> Value {
    json!({ "reden": "regisseur-kan-verder", "advies": "Bel eerst de aanbieder." })
}

/// BSN of the test range (9999…) that pass the elfproef.
pub(super) fn testnummers() -> impl Iterator<Item = String> {
    (999_910_000_u32..=999_999_999).map(|getal| getal.to_string()).filter(|cijfers| {
        let gewichten = [9, 8, 7, 6, 5, 4, 3, 2, -1];
        let som: i32 = cijfers.bytes().zip(gewichten).map(|(cijfer, gewicht)| i32::from(cijfer - b'0') * gewicht).sum();
        som % 11 == 0
    })
}
