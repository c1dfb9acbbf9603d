//! What one fact owes another (DOMAIN 4, "Across aggregates"): each follow-up happens exactly once, whatever dies meanwhile and
//! however many processes do them, and can be traced to its cause. What the rules refuse is on a worklist, once.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, ensure};
use regieboek_testkit::verhalen::proloog;
use regieboek_testkit::{Cast, Wereld};
use serde_json::{Value, json};
use sqlx::{Connection as _, Executor as _, PgConnection};
use uuid::Uuid;

use crate::intakes::{self, COACH};
use crate::podium::{Databank, Podium};
use crate::verhalen::{geschiedenis, op_beide_databanken};

/// How often a server is killed on the way.
const RONDEN: u32 = 20;

op_beide_databanken! {
    een_vervolg_gebeurt_een_keer_ook_als_de_server_onderweg_wordt_gedood,
    een_vervolg_dat_de_regels_weigeren_staat_een_keer_op_een_werklijst,
}

/// A case in which help runs, and the besluit on which it can be deployed.
struct Toneel {
    w: Wereld,
    besluit: Uuid,
    huishouden: Uuid,
    dochter: Uuid,
}

/// Three facts that owe something, not yet there: an intake that will conclude "plan", one that will conclude "direct
/// escalation", and a mandaat that will be withdrawn from under three running inzetten.
struct Voorbereid {
    plan: (Uuid, Uuid),
    escalatie: (Uuid, Uuid),
    mandaat: Uuid,
    inzetten: Vec<Uuid>,
}

/// One of those facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stap {
    Plan,
    Escalatie,
    Mandaat,
}

impl Stap {
    const ALLE: [Self; 3] = [Self::Plan, Self::Escalatie, Self::Mandaat];

    /// The reader that does what it owes.
    const fn lezer(self) -> &'static str {
        match self {
            Self::Plan | Self::Escalatie => "vervolg-intake",
            Self::Mandaat => "vervolg-bevoegdheid",
        }
    }
}

impl Toneel {
    async fn nieuw(podium: &Arc<Podium>, naam: &str) -> anyhow::Result<Self> {
        let w = podium.wereld(naam);
        let mandaten = proloog::speel(&w).await?;
        let mandaat =
            w.haal(&Cast::MANDAATBEHEERDER, &format!("/v1/mandaten/{}", mandaten.cjg_coach)).await?.gelukt()?;
        let besluit = mandaat.inhoud["besluitId"].as_str().context("a besluit")?.parse()?;
        w.op(0, 9)?;
        let (huishouden, dochter) = intakes::huishouden(&w).await?;
        let intake = intakes::gesprek(&w, huishouden, false, false).await?;
        intakes::sluit_af_met_plan(&w, intake).await?;
        w.wacht_op_plan(COACH, huishouden).await?;
        Ok(Self { w, besluit, huishouden, dochter })
    }

    async fn bereid_voor(&self) -> anyhow::Result<Voorbereid> {
        let w = &self.w;
        let (eerste, _) = intakes::huishouden(w).await?;
        let (tweede, _) = intakes::huishouden(w).await?;
        let mandaat = json!({
            "besluitId": self.besluit,
            "houder": {
                "professionalId": w.id_van(COACH).await?, "functie": COACH.functie, "organisatie": COACH.organisatie,
                "naam": COACH.naam,
            },
            "inDienstVanGemeente": true, "voorzieningen": ["opvoedondersteuning"], "gebieden": [], "scholen": [],
            "van": w.dag(0)?, "totEnMet": w.dag(400)?,
        });
        let mandaat = w.begin(&Cast::MANDAATBEHEERDER, "/v1/mandaten", mandaat).await?.gelukt()?.id()?;
        let mut inzetten = Vec::new();
        for _ in 0..3 {
            let hulp = json!({
                "soort": "inzet", "organisatie": "jeugdhulp-zuid", "functie": "zorgaanbieder",
                "betreft": [self.dochter], "hulpvraag": "Iemand om mee te praten.",
                "deelgrond": { "grondslag": "jeugdwet740" }, "voorziening": "opvoedondersteuning", "mandaatId": mandaat,
            });
            let pad = format!("/v1/huishoudens/{}/doorverwijzingen", self.huishouden);
            inzetten.push(w.begin(COACH, &pad, hulp).await?.gelukt()?.id()?);
        }
        let plan = (eerste, intakes::gesprek(w, eerste, false, false).await?);
        let escalatie = (tweede, intakes::gesprek(w, tweede, false, false).await?);
        Ok(Voorbereid { plan, escalatie, mandaat, inzetten })
    }

    /// One of the three facts.
    async fn leg_vast(&self, stap: Stap, wat: &Voorbereid) -> anyhow::Result<()> {
        match stap {
            Stap::Plan => intakes::sluit_af_met_plan(&self.w, wat.plan.1).await?,
            Stap::Escalatie => intakes::sluit_af(&self.w, wat.escalatie.1, "directe-escalatie").await?.gelukt()?,
            Stap::Mandaat => {
                let pad = format!("/v1/mandaten/{}/intrekking", wat.mandaat);
                let reden = json!({ "reden": "De taak vervalt." });
                self.w.wijzig(&Cast::MANDAATBEHEERDER, &pad, reden).await?.gelukt()?
            }
        };
        Ok(())
    }

    /// Waits until what it owes is there, in the case file or on the worklist of whom it concerns.
    async fn wacht_op(&self, stap: Stap, wat: &Voorbereid) -> anyhow::Result<()> {
        let w = &self.w;
        match stap {
            Stap::Plan => w.wacht_op_plan(COACH, wat.plan.0).await,
            Stap::Escalatie => w.wacht_op_plan(COACH, wat.escalatie.0).await,
            Stap::Mandaat => {
                w.wacht_tot("the regisseur sees each inzet", async || {
                    let lijst = w.werklijst(COACH).await?;
                    let staat_er = |inzet: &Uuid| {
                        let hierover = |i: &&Value| i["resource"]["id"] == json!(inzet);
                        lijst.iter().filter(hierover).any(|i| i["soort"] == "bevoegdheid-vervallen")
                    };
                    Ok(wat.inzetten.iter().all(staat_er))
                })
                .await
            }
        }
    }

    async fn wacht_op_alles(&self, wat: &Voorbereid) -> anyhow::Result<()> {
        for stap in Stap::ALLE {
            self.wacht_op(stap, wat).await?;
        }
        Ok(())
    }

    /// The three facts, beginning with another one each round.
    async fn leg_alles_vast(&self, ronde: u32, wat: &Voorbereid) -> anyhow::Result<()> {
        for stap in Stap::ALLE.into_iter().cycle().skip(ronde as usize % 3).take(3) {
            self.leg_vast(stap, wat).await?;
        }
        Ok(())
    }

    /// The readers go through the log in order: once they have done what was owed last, they passed everything before it.
    async fn tot_het_einde(&self) -> anyhow::Result<Voorbereid> {
        let laatste = self.bereid_voor().await?;
        self.leg_alles_vast(0, &laatste).await?;
        self.wacht_op_alles(&laatste).await?;
        Ok(laatste)
    }

    /// Each owed effect is there once, and says because of which fact; nothing was refused.
    async fn elk_een_keer(&self, ronden: &[Voorbereid]) -> anyhow::Result<()> {
        let bij_de_inzetten = geschiedenis(&self.w, self.huishouden).await?;
        let mut oorzaken = BTreeSet::new();
        for wat in ronden {
            let feiten = geschiedenis(&self.w, wat.plan.0).await?;
            een_keer_wegens(&feiten, "PlanGeopend", wat.plan.1)?;
            let feiten = geschiedenis(&self.w, wat.escalatie.0).await?;
            een_keer_wegens(&feiten, "EscalatieAangemeld", wat.escalatie.1)?;
            een_keer_wegens(&feiten, "PlanGeopend", wat.escalatie.1)?;

            let mut wegens = BTreeSet::new();
            for inzet in &wat.inzetten {
                let vervallen: Vec<_> = bij_de_inzetten
                    .iter()
                    .filter(|g| g["feit"] == "BevoegdheidVervallen" && g["resourceId"] == json!(inzet))
                    .collect();
                ensure!(vervallen.len() == 1, "once: {vervallen:?}");
                ensure!(vervallen[0]["wie"]["functie"] == "systeem", "by the software: {}", vervallen[0]);
                wegens.insert(vervallen[0]["oorzaak"].as_str().context("a cause")?.to_owned());
            }
            ensure!(wegens.len() == 1, "one withdrawal is the cause of all three: {wegens:?}");
            ensure!(oorzaken.insert(wegens), "and of no other");
        }
        Ok(())
    }
}

/// The history holds this fact once, done by the software because that intake was concluded, in the same chain.
fn een_keer_wegens(feiten: &[Value], feit: &str, intake: Uuid) -> anyhow::Result<()> {
    let alle: Vec<_> = feiten.iter().filter(|g| g["feit"] == feit).collect();
    ensure!(alle.len() == 1, "{feit} once: {alle:?}");
    let geweigerd = feiten.iter().find(|g| g["feit"] == "StapGeweigerd");
    ensure!(geweigerd.is_none(), "what was done is not refused: {geweigerd:?}");
    let afronding = feiten.iter().find(|g| g["feit"] == "IntakeAfgerond" && g["resourceId"] == json!(intake));
    let afronding = afronding.context("IntakeAfgerond")?;
    ensure!(alle[0]["wie"]["functie"] == "systeem", "by the software: {}", alle[0]);
    ensure!(alle[0]["oorzaak"] == afronding["eventId"], "from effect to cause: {}", alle[0]);
    ensure!(alle[0]["correlatie"] == afronding["correlatie"], "one chain: {}", alle[0]);
    Ok(())
}

/// A moment of a round at which the server dies: from before the first fact to after the last effect, the same each run.
fn moment(ronde: u32) -> Duration {
    Duration::from_micros(u64::from(ronde.wrapping_mul(2_654_435_761) % 120_000))
}

/// `kill -9` at another moment of each round; the client repeats the very same request under the same key.
async fn een_vervolg_gebeurt_een_keer_ook_als_de_server_onderweg_wordt_gedood(
    podium: Arc<Podium>,
) -> anyhow::Result<()> {
    let toneel = Toneel::nieuw(&podium, "gedood").await?;
    let mut ronden = Vec::new();
    for ronde in 0..RONDEN {
        let wat = toneel.bereid_voor().await?;
        let beul = tokio::spawn({
            let podium = podium.clone();
            async move {
                tokio::time::sleep(moment(ronde)).await;
                podium.dood_de_server();
            }
        });
        toneel.leg_alles_vast(ronde, &wat).await?;
        beul.await?;
        toneel.w.verhuis(&podium.herstart()?);
        toneel.wacht_op_alles(&wat).await?;
        ronden.push(wat);
    }
    ronden.push(toneel.tot_het_einde().await?);
    toneel.elk_een_keer(&ronden).await
}

/// Two processes do the follow-ups of one database, while one of them dies and comes back all the time.
#[tokio::test]
async fn een_vervolg_gebeurt_een_keer_ook_als_twee_processen_het_doen() -> anyhow::Result<()> {
    let podium = Podium::nieuw(Databank::Postgres).await?;
    let toneel = Toneel::nieuw(&podium, "twee-processen").await?;
    let mut ronden = Vec::new();
    for ronde in 0..RONDEN {
        let mut ander_proces = podium.start()?;
        let wat = toneel.bereid_voor().await?;
        let beul = tokio::spawn(async move {
            tokio::time::sleep(moment(ronde)).await;
            ander_proces.dood();
        });
        toneel.leg_alles_vast(ronde, &wat).await?;
        toneel.wacht_op_alles(&wat).await?;
        beul.await?;
        ronden.push(wat);
    }
    let _ander_proces = podium.start()?;
    ronden.push(toneel.tot_het_einde().await?);
    toneel.elk_een_keer(&ronden).await
}

/// Holds a reader where it is: it does what comes, and cannot remember that it did.
async fn houd_vast(url: &str, lezer: &str) -> anyhow::Result<PgConnection> {
    let mut slot = PgConnection::connect(url).await?;
    slot.execute("BEGIN").await?;
    let rij = sqlx::query("SELECT position FROM checkpoint WHERE reader = $1 FOR UPDATE").bind(lezer);
    slot.fetch_one(rij).await.with_context(|| format!("{lezer} remembered nothing yet"))?;
    Ok(slot)
}

/// The one moment that chance seldom finds: the effect is stored, and that it was done is not yet remembered. The server
/// dies there, and the next one comes to the same fact again; even when the plan that it opened was closed meanwhile.
#[tokio::test]
async fn een_vervolg_dat_is_gedaan_en_niet_onthouden_gebeurt_niet_nog_eens() -> anyhow::Result<()> {
    let podium = Podium::nieuw(Databank::Postgres).await?;
    let toneel = Toneel::nieuw(&podium, "niet-onthouden").await?;
    let w = &toneel.w;
    let url = &podium.databank().context("a database")?.url;
    let mut ronden = vec![toneel.tot_het_einde().await?];
    for stap in Stap::ALLE {
        let wat = toneel.bereid_voor().await?;
        let slot = houd_vast(url, stap.lezer()).await?;
        toneel.leg_vast(stap, &wat).await?;
        toneel.wacht_op(stap, &wat).await?;
        if stap == Stap::Plan {
            let sluiting = json!({ "reden": "verder-zonder-hulp", "nazorgeigenaar": w.betrokkene(COACH).await? });
            w.wijzig(COACH, &format!("/v1/huishoudens/{}/plansluiting", wat.plan.0), sluiting).await?.gelukt()?;
        }
        podium.dood_de_server();
        slot.close().await?;
        w.verhuis(&podium.herstart()?);
        for ander in Stap::ALLE.into_iter().filter(|ander| *ander != stap) {
            toneel.leg_vast(ander, &wat).await?;
            toneel.wacht_op(ander, &wat).await?;
        }
        ronden.push(wat);
    }
    ronden.push(toneel.tot_het_einde().await?);
    toneel.elk_een_keer(&ronden).await
}

/// A second plan and a second escalatie are refused by the rules: the regisseur sees it, once, also after a server died.
async fn een_vervolg_dat_de_regels_weigeren_staat_een_keer_op_een_werklijst(podium: Arc<Podium>) -> anyhow::Result<()> {
    let toneel = Toneel::nieuw(&podium, "geweigerd").await?;
    let (w, huishouden) = (&toneel.w, toneel.huishouden);
    let [plan, escalatie] =
        [intakes::gesprek(w, huishouden, false, false).await?, intakes::gesprek(w, huishouden, false, false).await?];
    let melding = json!({
        "gronden": ["hulp-stagneert"], "geprobeerd": "Van alles.", "gevraagd": "Doorbreek de wachttijd.",
    });
    w.begin(COACH, &format!("/v1/huishoudens/{huishouden}/escalaties"), melding).await?.gelukt()?;
    intakes::sluit_af_met_plan(w, plan).await?;
    intakes::sluit_af(w, escalatie, "directe-escalatie").await?.gelukt()?;

    let op_de_lijst = async || -> anyhow::Result<Vec<String>> {
        let lijst = w.werklijst(COACH).await?;
        let geweigerd = lijst.iter().filter(|item| item["soort"] == "stap-geweigerd");
        let mut ids: Vec<_> = geweigerd.filter_map(|item| item["resource"]["id"].as_str().map(str::to_owned)).collect();
        ids.sort();
        Ok(ids)
    };
    let mut verwacht = [plan.to_string(), escalatie.to_string()];
    verwacht.sort();
    w.wacht_tot("both are on the regisseur's worklist", async || Ok(op_de_lijst().await?.len() >= 2)).await?;
    for _ in 0..2 {
        podium.dood_de_server();
        w.verhuis(&podium.herstart()?);
        toneel.tot_het_einde().await?;
    }
    ensure!(op_de_lijst().await? == verwacht, "each once: {:?}", op_de_lijst().await?);

    let feiten = geschiedenis(w, huishouden).await?;
    for (intake, stap, regel) in
        [(plan, "plan-openen", "plan-al-actief"), (escalatie, "escalatie-aanmelden", "escalatie-al-open")]
    {
        let van = |feit: &str| -> Vec<&Value> {
            feiten.iter().filter(|g| g["feit"] == feit && g["resourceId"] == json!(intake)).collect()
        };
        let (geweigerd, afgerond) = (van("StapGeweigerd"), van("IntakeAfgerond"));
        ensure!(geweigerd.len() == 1 && afgerond.len() == 1, "a fact, once: {geweigerd:?}");
        ensure!(geweigerd[0]["inhoud"] == json!({ "stap": stap, "regel": regel }), "{}", geweigerd[0]);
        ensure!(geweigerd[0]["oorzaak"] == afgerond[0]["eventId"], "from effect to cause: {}", geweigerd[0]);
        ensure!(geweigerd[0]["wie"]["functie"] == "systeem", "by the software: {}", geweigerd[0]);
    }
    let keer = |feit: &str| feiten.iter().filter(|g| g["feit"] == feit).count();
    ensure!(keer("PlanGeopend") == 1 && keer("EscalatieAangemeld") == 1, "nothing else was stored");
    Ok(())
}
