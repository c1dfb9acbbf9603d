//! Terms that the software watches: at their instant it reports to the aggregate that they passed (DESIGN 3 "Terms").
//!
//! A term runs from the event that sets it until a fact meets it or says that it passed. What was met too late stays until
//! its passing was recorded, as the aggregates ask.

mod regels;
mod soort;

use async_trait::async_trait;
use regieboek_doorverwijzing::Doorverwijzing;
use regieboek_escalatie::Escalatie;
use regieboek_event_store::{Arg, Projection, ProjectionError, Recorded, Row, Tx, args};
use regieboek_huishouden::Huishouden;
use regieboek_intake::{Intake, Signaal};
use regieboek_kernel::{Beslisser, EventId, Gemeente, Tijdstip};
use regieboek_mandaat::{Mandaat, Mandaatbesluit, SkjRegistratie};
use uuid::Uuid;

pub use soort::Termijnsoort;

const ZET: &str = "INSERT INTO termijn (gemeente, stroom, soort, detail, stand, verstrijkt_op, oorzaak, aan) \
     VALUES ($1, $2, $3, $4, 'loopt', $5, $6, $7) \
     ON CONFLICT (gemeente, stroom, soort, detail) DO UPDATE SET stand = excluded.stand, \
     verstrijkt_op = excluded.verstrijkt_op, oorzaak = excluded.oorzaak, aan = excluded.aan";
const VERVROEG: &str = "UPDATE termijn SET verstrijkt_op = $5, oorzaak = $6 \
     WHERE gemeente = $1 AND stroom = $2 AND soort = $3 AND detail = $4 AND verstrijkt_op > $5";
const WEK: &str = "UPDATE termijn SET stand = 'loopt', verstrijkt_op = $5, oorzaak = $6 \
     WHERE gemeente = $1 AND stroom = $2 AND soort = $3 AND detail = $4 AND stand = 'rust'";
const RUST: &str = "UPDATE termijn SET stand = 'rust' \
     WHERE gemeente = $1 AND stroom = $2 AND soort = $3 AND detail = $4";
const MARKEER: &str = "UPDATE termijn SET stand = 'verstreken' \
     WHERE gemeente = $1 AND stroom = $2 AND soort = $3 AND detail = $4";
const HAAL: &str = "DELETE FROM termijn WHERE gemeente = $1 AND stroom = $2 AND soort = $3 AND detail = $4";
const HAAL_VAN: &str = "DELETE FROM termijn \
     WHERE gemeente = $1 AND stroom = $2 AND soort = $3 AND detail = $4 AND aan = $5";
const RUST_ALLE: &str = "UPDATE termijn SET stand = 'rust' WHERE gemeente = $1 AND stroom = $2 AND soort = $3";
const HERVAT_ALLE: &str = "UPDATE termijn SET stand = 'loopt' WHERE gemeente = $1 AND stroom = $2 AND soort = $3";
const HAAL_ALLE: &str = "DELETE FROM termijn WHERE gemeente = $1 AND stroom = $2 AND soort = $3";
const WIS: &str = "DELETE FROM termijn WHERE gemeente = $1";
const VERSTREKEN: &str = "SELECT stroom, soort, detail, verstrijkt_op, oorzaak FROM termijn \
     WHERE gemeente = $1 AND stand = 'loopt' AND verstrijkt_op <= $2 \
     ORDER BY verstrijkt_op, stroom, soort, detail LIMIT $3";
const EERSTVOLGENDE: &str = "SELECT min(verstrijkt_op) FROM termijn WHERE gemeente = $1 AND stand = 'loopt'";

/// The terms that run, folded inline.
#[derive(Debug)]
pub struct Termijnen;

/// A term that passed and whose passing was not recorded yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerstrekenTermijn {
    /// The aggregate to report it to.
    pub stroom: Uuid,
    /// Which term; holds what the command of that aggregate asks for.
    pub soort: Termijnsoort,
    /// The event that set it.
    pub oorzaak: EventId,
    /// The instant from which it had passed.
    pub sinds: Tijdstip,
}

/// One change of the rows about the stream of an event.
enum Wijziging {
    /// It runs until this instant; replaces the same term.
    Zet(Termijnsoort, Tijdstip),
    /// The same, owed to someone.
    ZetAan(Termijnsoort, Tijdstip, String),
    /// It passes at this instant, if that is sooner.
    Vervroeg(Termijnsoort, Tijdstip),
    /// It runs again, if it was at rest.
    Wek(Termijnsoort, Tijdstip),
    /// It was met, but can run again.
    Rust(Termijnsoort),
    /// It passed, and what it was for is still owed.
    Markeer(Termijnsoort),
    /// It is over.
    Haal(Termijnsoort),
    /// It is over, if it was owed to this one.
    HaalVan(Termijnsoort, String),
    /// All of this name wait.
    RustAlle(&'static str),
    /// All of this name that waited run again.
    HervatAlle(&'static str),
    /// All of this name are over.
    HaalAlle(&'static str),
}

/// The statement that makes a change, with its arguments.
fn opdracht(wijziging: Wijziging, event: &Recorded) -> (&'static str, Vec<Arg>) {
    let (gemeente, stroom, oorzaak) = (&event.gemeente, event.stream, event.event_id.uuid());
    let sleutel = |termijn: Termijnsoort| args![gemeente, stroom, termijn.naam(), termijn.detail()].to_vec();
    let met = |termijn, rest: &[Arg]| [&sleutel(termijn), rest].concat();
    match wijziging {
        Wijziging::Zet(termijn, tot) => (ZET, met(termijn, args![tot, oorzaak, ""])),
        Wijziging::ZetAan(termijn, tot, aan) => (ZET, met(termijn, args![tot, oorzaak, aan])),
        Wijziging::Vervroeg(termijn, tot) => (VERVROEG, met(termijn, args![tot, oorzaak])),
        Wijziging::Wek(termijn, tot) => (WEK, met(termijn, args![tot, oorzaak])),
        Wijziging::Rust(termijn) => (RUST, sleutel(termijn)),
        Wijziging::Markeer(termijn) => (MARKEER, sleutel(termijn)),
        Wijziging::Haal(termijn) => (HAAL, sleutel(termijn)),
        Wijziging::HaalVan(termijn, aan) => (HAAL_VAN, met(termijn, args![aan])),
        Wijziging::RustAlle(naam) => (RUST_ALLE, args![gemeente, stroom, naam].to_vec()),
        Wijziging::HervatAlle(naam) => (HERVAT_ALLE, args![gemeente, stroom, naam].to_vec()),
        Wijziging::HaalAlle(naam) => (HAAL_ALLE, args![gemeente, stroom, naam].to_vec()),
    }
}

#[async_trait]
impl Projection for Termijnen {
    fn name(&self) -> &'static str {
        "termijnen"
    }

    fn streams(&self) -> &'static [&'static str] {
        &[
            Huishouden::TYPE,
            Signaal::TYPE,
            Intake::TYPE,
            Doorverwijzing::TYPE,
            Escalatie::TYPE,
            Mandaat::TYPE,
            SkjRegistratie::TYPE,
            Mandaatbesluit::TYPE,
        ]
    }

    async fn apply(&self, tx: &mut Tx, events: &[Recorded]) -> Result<(), ProjectionError> {
        for event in events {
            let wijzigingen = match event.stream_type.as_str() {
                Huishouden::TYPE => regels::bij_huishouden(event)?,
                Signaal::TYPE => regels::bij_signaal(event)?,
                Intake::TYPE => regels::bij_intake(event)?,
                Doorverwijzing::TYPE => regels::bij_doorverwijzing(event)?,
                Escalatie::TYPE => regels::bij_escalatie(event)?,
                Mandaat::TYPE => regels::bij_mandaat(event)?,
                SkjRegistratie::TYPE => regels::bij_skj(event)?,
                Mandaatbesluit::TYPE => regels::bij_besluit(event)?,
                _ => Vec::new(),
            };
            for wijziging in wijzigingen {
                let (sql, args) = opdracht(wijziging, event);
                tx.execute(sql, &args).await?;
            }
        }
        Ok(())
    }

    async fn clear(&self, tx: &mut Tx, gemeente: &Gemeente) -> Result<(), ProjectionError> {
        tx.execute(WIS, args![gemeente]).await?;
        Ok(())
    }
}

impl Termijnen {
    /// The terms that have passed and were not recorded as such, the longest past first. Only for the software that
    /// watches them: it asks no proof because it shows nothing of a person, and no person may call it.
    ///
    /// # Errors
    /// The database cannot be read, or holds a term that this build does not know.
    pub async fn verstreken(
        tx: &mut Tx,
        gemeente: &Gemeente,
        nu: Tijdstip,
        limit: u32,
    ) -> Result<Vec<VerstrekenTermijn>, ProjectionError> {
        tx.fetch_all(VERSTREKEN, args![gemeente, nu, i64::from(limit)]).await?.iter().map(verstreken).collect()
    }

    /// When the first of the terms that run passes, or passed. As [`Termijnen::verstreken`], only for the software.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn eerstvolgende(tx: &mut Tx, gemeente: &Gemeente) -> Result<Option<Tijdstip>, ProjectionError> {
        let rij = tx.fetch_optional(EERSTVOLGENDE, args![gemeente]).await?;
        Ok(rij.map_or(Ok(None), |rij| rij.opt_tijdstip(0))?)
    }
}

fn verstreken(row: &Row) -> Result<VerstrekenTermijn, ProjectionError> {
    let (naam, detail) = (row.text(1)?, row.text(2)?);
    let soort = Termijnsoort::met_naam(&naam, &detail)
        .ok_or_else(|| ProjectionError::Inconsistent(format!("unknown term {naam}")))?;
    Ok(VerstrekenTermijn { stroom: row.uuid(0)?, soort, oorzaak: EventId::new(row.uuid(4)?), sinds: row.tijdstip(3)? })
}
