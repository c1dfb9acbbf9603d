//! Which help runs on which mandaat, for the process that tells it when the mandaat or the SKJ registration stops.

use async_trait::async_trait;
use regieboek_doorverwijzing::{Doorverwijzing, DoorverwijzingEvent, Soort};
use regieboek_event_store::{Arg, Projection, ProjectionError, Recorded, Tx, args};
use regieboek_kernel::{Beslisser, Bevoegdheid, DoorverwijzingId, Gemeente, MandaatId, ProfessionalId};
use regieboek_mandaat::{Mandaat, MandaatEvent};

const BEGIN: &str = "INSERT INTO lopende_inzet (gemeente, verwijzing, mandaat, wie) VALUES ($1, $2, $3, $4)";
const EINDE: &str = "DELETE FROM lopende_inzet WHERE gemeente = $1 AND verwijzing = $2";
const ONDER: &str = "INSERT INTO ondermandaat (gemeente, mandaat, boven) VALUES ($1, $2, $3)";
const WIS: &str = "DELETE FROM lopende_inzet WHERE gemeente = $1";
const WIS_ONDER: &str = "DELETE FROM ondermandaat WHERE gemeente = $1";
const OP_MANDAAT: &str =
    "SELECT verwijzing FROM lopende_inzet WHERE gemeente = $1 AND mandaat = $2 ORDER BY verwijzing";
const ONDER_MANDAAT: &str = "SELECT verwijzing FROM lopende_inzet WHERE gemeente = $1 AND mandaat IN \
     (SELECT o.mandaat FROM ondermandaat o WHERE o.gemeente = $1 AND o.boven = $2) ORDER BY verwijzing";
const MANDATEN: &str = "SELECT DISTINCT mandaat FROM lopende_inzet WHERE gemeente = $1 ORDER BY mandaat";
const VAN: &str = "SELECT verwijzing FROM lopende_inzet WHERE gemeente = $1 AND wie = $2 ORDER BY verwijzing";

/// The list, folded inline: from the request to the end of the help.
#[derive(Debug)]
pub struct LopendeInzetten;

async fn bij_doorverwijzing(tx: &mut Tx, event: &Recorded) -> Result<(), ProjectionError> {
    let (gemeente, verwijzing) = (&event.gemeente, event.stream);
    let vastgelegd = event.decode::<DoorverwijzingEvent>()?;
    match (vastgelegd.feit, vastgelegd.verantwoording.bevoegdheid) {
        (DoorverwijzingEvent::VerwijzingAangevraagd(f), Bevoegdheid::Mandaat { id, .. })
            if matches!(f.soort, Soort::Inzet { .. }) =>
        {
            tx.execute(BEGIN, args![gemeente, verwijzing, id.uuid(), f.verwijzer.uuid()]).await?;
        }
        (
            DoorverwijzingEvent::VerwijzingGeweigerd(_)
            | DoorverwijzingEvent::VerwijzingAfgerond(_)
            | DoorverwijzingEvent::VerwijzingIngetrokken(_)
            | DoorverwijzingEvent::VerwijzingVerlopen(_),
            _,
        ) => {
            tx.execute(EINDE, args![gemeente, verwijzing]).await?;
        }
        _ => {}
    }
    Ok(())
}

#[async_trait]
impl Projection for LopendeInzetten {
    fn name(&self) -> &'static str {
        "lopende-inzetten"
    }

    fn streams(&self) -> &'static [&'static str] {
        &[Doorverwijzing::TYPE, Mandaat::TYPE]
    }

    async fn apply(&self, tx: &mut Tx, events: &[Recorded]) -> Result<(), ProjectionError> {
        for event in events {
            if event.stream_type == Doorverwijzing::TYPE {
                bij_doorverwijzing(tx, event).await?;
            } else if event.stream_type == Mandaat::TYPE
                && let MandaatEvent::MandaatVerleend(f) = event.decode::<MandaatEvent>()?.feit
                && let Some(boven) = f.boven
            {
                tx.execute(ONDER, args![&event.gemeente, event.stream, boven.mandaat.uuid()]).await?;
            }
        }
        Ok(())
    }

    async fn clear(&self, tx: &mut Tx, gemeente: &Gemeente) -> Result<(), ProjectionError> {
        tx.execute(WIS, args![gemeente]).await?;
        tx.execute(WIS_ONDER, args![gemeente]).await?;
        Ok(())
    }
}

impl LopendeInzetten {
    /// Those that cite this mandaat. Only for the software that follows up: it asks no proof because it shows nothing of a
    /// person.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn op_mandaat(
        tx: &mut Tx,
        gemeente: &Gemeente,
        mandaat: MandaatId,
    ) -> Result<Vec<DoorverwijzingId>, ProjectionError> {
        lees(tx, OP_MANDAAT, args![gemeente, mandaat.uuid()]).await
    }

    /// Those that cite an ondermandaat within this mandaat; as [`LopendeInzetten::op_mandaat`].
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn onder_mandaat(
        tx: &mut Tx,
        gemeente: &Gemeente,
        mandaat: MandaatId,
    ) -> Result<Vec<DoorverwijzingId>, ProjectionError> {
        lees(tx, ONDER_MANDAAT, args![gemeente, mandaat.uuid()]).await
    }

    /// The mandaten on which help runs; as [`LopendeInzetten::op_mandaat`].
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn mandaten(tx: &mut Tx, gemeente: &Gemeente) -> Result<Vec<MandaatId>, ProjectionError> {
        tx.fetch_all(MANDATEN, args![gemeente]).await?.iter().map(|row| Ok(MandaatId::new(row.uuid(0)?))).collect()
    }

    /// Those that this professional deployed on a mandaat; as [`LopendeInzetten::op_mandaat`].
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn van(
        tx: &mut Tx,
        gemeente: &Gemeente,
        wie: ProfessionalId,
    ) -> Result<Vec<DoorverwijzingId>, ProjectionError> {
        lees(tx, VAN, args![gemeente, wie.uuid()]).await
    }
}

async fn lees(tx: &mut Tx, sql: &'static str, args: &[Arg]) -> Result<Vec<DoorverwijzingId>, ProjectionError> {
    tx.fetch_all(sql, args).await?.iter().map(|row| Ok(DoorverwijzingId::new(row.uuid(0)?))).collect()
}
