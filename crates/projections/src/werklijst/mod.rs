//! What is due, for whom: opened and closed by events, read with the status of the moment.
//!
//! Who must act sees an item turn `verlopen` by itself; `termijn-verstreken` tells whoever holds the regie, where that is
//! not the same item.

mod regels;
mod vraag;

use async_trait::async_trait;
use regieboek_api_types::werklijst::Werksoort;
use regieboek_doorverwijzing::Doorverwijzing;
use regieboek_escalatie::Escalatie;
use regieboek_event_store::{Arg, Projection, ProjectionError, Recorded, Tx, args};
use regieboek_huishouden::Huishouden;
use regieboek_intake::{Intake, Signaal};
use regieboek_kernel::{Beslisser, Geboortedatum, Gemeente, LidId, Persoonsgegeven, Tijdstip};
use uuid::Uuid;

const LEG: &str = "INSERT INTO werkitem \
     (gemeente, item, soort, stroom, voor, kenmerk, open, urgent, ontstaan_op, vervalt_op) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) \
     ON CONFLICT (gemeente, item) DO UPDATE SET voor = excluded.voor, kenmerk = excluded.kenmerk, \
     open = excluded.open, urgent = excluded.urgent, ontstaan_op = excluded.ontstaan_op, \
     vervalt_op = excluded.vervalt_op";
const KEN_TOE: &str = "UPDATE werkitem SET voor = $4, open = 1 \
     WHERE gemeente = $1 AND stroom = $2 AND soort = $3 AND voor = ''";
const DRAAG_OVER: &str = "UPDATE werkitem SET voor = $4 WHERE gemeente = $1 AND stroom = $2 AND soort = $3";
const VERZET: &str = "UPDATE werkitem SET vervalt_op = $4 WHERE gemeente = $1 AND stroom = $2 AND soort = $3";
const WEK: &str = "UPDATE werkitem SET open = 1, ontstaan_op = $3, vervalt_op = $4 \
     WHERE gemeente = $1 AND item = $2 AND open = 0";
const RUST: &str = "UPDATE werkitem SET open = 0 WHERE gemeente = $1 AND stroom = $2 AND soort = $3";
const RUST_OVERAL: &str = "UPDATE werkitem SET open = 0 WHERE gemeente = $1 AND soort = $2 AND kenmerk = $3";
const SLUIT: &str = "DELETE FROM werkitem WHERE gemeente = $1 AND stroom = $2 AND soort = $3";
const SLUIT_EEN: &str = "DELETE FROM werkitem WHERE gemeente = $1 AND item = $2";
const SLUIT_VAN: &str = "DELETE FROM werkitem \
     WHERE gemeente = $1 AND stroom = $2 AND soort = $3 AND kenmerk = $4";
const LEEFTIJD: &str = "INSERT INTO leeftijd (gemeente, huishouden, lid, geboortedatum) VALUES ($1, $2, $3, $4) \
     ON CONFLICT DO NOTHING";
const ZONDER_LEEFTIJD: &str = "DELETE FROM leeftijd WHERE gemeente = $1 AND huishouden = $2 AND lid = $3";
const WIS: &str = "DELETE FROM werkitem WHERE gemeente = $1";
const WIS_LEEFTIJDEN: &str = "DELETE FROM leeftijd WHERE gemeente = $1";

/// For whoever holds the regie of the stream's huishouden when it is read.
const REGIE: &str = "regie";
/// For everybody who may pick up a signaal.
const TOEGANG: &str = "toegang";
/// For everybody who may take an escalatie in triage.
const MEER_TEAM: &str = "meer-team";
/// For the mandaatbeheerder.
const BEHEER: &str = "beheer";
/// For nobody yet.
const NIEMAND: &str = "";

/// The worklists of everybody, folded inline: who acts sees the item go, who is next sees it come.
#[derive(Debug)]
pub struct Werklijst;

/// The same item keeps its id as long as it is there.
fn item_id(stroom: Uuid, soort: Werksoort, detail: &str) -> Uuid {
    Uuid::new_v5(&stroom, format!("{}/{detail}", soort.code()).as_bytes())
}

/// Something that is due, or will be.
struct Item {
    soort: Werksoort,
    /// What tells it from others of its kind on the same stream.
    detail: String,
    voor: String,
    kenmerk: String,
    urgent: bool,
    vervalt_op: Option<Tijdstip>,
}

impl Item {
    fn new(soort: Werksoort, voor: impl Into<String>) -> Self {
        let (detail, kenmerk) = (String::new(), String::new());
        Self { soort, detail, voor: voor.into(), kenmerk, urgent: false, vervalt_op: None }
    }

    fn detail(self, detail: impl ToString) -> Self {
        Self { detail: detail.to_string(), ..self }
    }

    fn kenmerk(self, kenmerk: impl Into<String>) -> Self {
        Self { kenmerk: kenmerk.into(), ..self }
    }

    fn urgent(self, urgent: bool) -> Self {
        Self { urgent, ..self }
    }

    fn vervalt(self, vervalt_op: impl Into<Option<Tijdstip>>) -> Self {
        Self { vervalt_op: vervalt_op.into(), ..self }
    }

    fn rij(self, event: &Recorded, open: bool) -> Vec<Arg> {
        let item = item_id(event.stream, self.soort, &self.detail);
        let (soort, op) = (self.soort.code(), event.vastgelegd_op);
        args![
            &event.gemeente,
            item,
            soort,
            event.stream,
            self.voor,
            self.kenmerk,
            open,
            self.urgent,
            op,
            self.vervalt_op
        ]
        .to_vec()
    }
}

/// One change of the rows about the stream of an event.
enum Wijziging {
    /// Something is due; replaces the same item.
    Open(Item),
    /// Something will be due once it has an owner, or once another fact says so.
    Parkeer(Item),
    /// Who has it, when nobody had it yet; it is due from now on.
    KenToe(Werksoort, String),
    /// Someone else has it, due or not.
    DraagOver(Werksoort, String),
    /// It is due later than was thought.
    Verzet(Werksoort, Tijdstip),
    /// What was waiting is due, until this instant.
    Wek(Werksoort, String, Option<Tijdstip>),
    /// It is done, but can become due again.
    Rust(Werksoort),
    /// The same, for every stream with this mark.
    RustOveral(Werksoort, String),
    /// All of this kind are over.
    Sluit(Werksoort),
    /// This one is over.
    SluitEen(Werksoort, String),
    /// All of this kind with this mark are over.
    SluitVan(Werksoort, String),
    /// A lid whose ages turn rules.
    Leeftijd(LidId, Persoonsgegeven<Geboortedatum>),
    /// A lid who is no longer here.
    ZonderLeeftijd(LidId),
}

/// The statement that makes a change, with its arguments.
fn opdracht(wijziging: Wijziging, event: &Recorded) -> Result<(&'static str, Vec<Arg>), ProjectionError> {
    let (gemeente, stroom) = (&event.gemeente, event.stream);
    Ok(match wijziging {
        Wijziging::Open(item) => (LEG, item.rij(event, true)),
        Wijziging::Parkeer(item) => (LEG, item.rij(event, false)),
        Wijziging::KenToe(soort, voor) => (KEN_TOE, args![gemeente, stroom, soort.code(), voor].to_vec()),
        Wijziging::DraagOver(soort, voor) => (DRAAG_OVER, args![gemeente, stroom, soort.code(), voor].to_vec()),
        Wijziging::Verzet(soort, tot) => (VERZET, args![gemeente, stroom, soort.code(), tot].to_vec()),
        Wijziging::Wek(soort, detail, tot) => {
            (WEK, args![gemeente, item_id(stroom, soort, &detail), event.vastgelegd_op, tot].to_vec())
        }
        Wijziging::Rust(soort) => (RUST, args![gemeente, stroom, soort.code()].to_vec()),
        Wijziging::RustOveral(soort, kenmerk) => (RUST_OVERAL, args![gemeente, soort.code(), kenmerk].to_vec()),
        Wijziging::Sluit(soort) => (SLUIT, args![gemeente, stroom, soort.code()].to_vec()),
        Wijziging::SluitEen(soort, detail) => (SLUIT_EEN, args![gemeente, item_id(stroom, soort, &detail)].to_vec()),
        Wijziging::SluitVan(soort, kenmerk) => (SLUIT_VAN, args![gemeente, stroom, soort.code(), kenmerk].to_vec()),
        Wijziging::ZonderLeeftijd(lid) => (ZONDER_LEEFTIJD, args![gemeente, stroom, lid.uuid()].to_vec()),
        Wijziging::Leeftijd(lid, geboortedatum) => {
            let envelop = serde_json::to_string(&geboortedatum)
                .map_err(|_| ProjectionError::Inconsistent("a birth date cannot be written".to_owned()))?;
            (LEEFTIJD, args![gemeente, stroom, lid.uuid(), envelop].to_vec())
        }
    })
}

#[async_trait]
impl Projection for Werklijst {
    fn name(&self) -> &'static str {
        "werklijst"
    }

    fn streams(&self) -> &'static [&'static str] {
        &[Huishouden::TYPE, Signaal::TYPE, Intake::TYPE, Doorverwijzing::TYPE, Escalatie::TYPE]
    }

    async fn apply(&self, tx: &mut Tx, events: &[Recorded]) -> Result<(), ProjectionError> {
        for event in events {
            let wijzigingen = match event.stream_type.as_str() {
                Huishouden::TYPE => regels::bij_huishouden(event)?,
                Signaal::TYPE => regels::bij_signaal(event)?,
                Intake::TYPE => regels::bij_intake(event)?,
                Doorverwijzing::TYPE => regels::bij_doorverwijzing(event)?,
                Escalatie::TYPE => regels::bij_escalatie(event)?,
                _ => Vec::new(),
            };
            for wijziging in wijzigingen {
                let (sql, args) = opdracht(wijziging, event)?;
                tx.execute(sql, &args).await?;
            }
        }
        Ok(())
    }

    async fn clear(&self, tx: &mut Tx, gemeente: &Gemeente) -> Result<(), ProjectionError> {
        tx.execute(WIS, args![gemeente]).await?;
        tx.execute(WIS_LEEFTIJDEN, args![gemeente]).await?;
        Ok(())
    }
}
