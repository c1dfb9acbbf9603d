//! Which stream belongs to which huishouden, and at which version it is.

use async_trait::async_trait;
use regieboek_doorverwijzing::{Doorverwijzing, DoorverwijzingEvent};
use regieboek_escalatie::{Escalatie, EscalatieEvent};
use regieboek_event_store::{DbError, Projection, ProjectionError, Recorded, Tx, args};
use regieboek_huishouden::Huishouden;
use regieboek_intake::{Intake, IntakeEvent, Signaal, SignaalEvent};
use regieboek_kernel::{Beslisser, Gemeente, HuishoudenId};
use uuid::Uuid;

const ZET: &str = "INSERT INTO stroom (gemeente, stroom, soort, huishouden, versie) VALUES ($1, $2, $3, $4, $5) \
     ON CONFLICT (gemeente, stroom) DO UPDATE SET versie = excluded.versie, \
     huishouden = COALESCE(excluded.huishouden, stroom.huishouden)";
const WIS: &str = "DELETE FROM stroom WHERE gemeente = $1";
const HUISHOUDEN: &str = "SELECT huishouden FROM stroom WHERE gemeente = $1 AND stroom = $2";
const STROMEN: &str = "SELECT stroom FROM stroom WHERE gemeente = $1 AND huishouden = $2";

/// The map of streams.
#[derive(Debug)]
pub struct Stromen;

/// The huishouden that an event ties its stream to, if it does.
pub(crate) fn genoemd_huishouden(event: &Recorded) -> Result<Option<HuishoudenId>, ProjectionError> {
    Ok(match event.stream_type.as_str() {
        Huishouden::TYPE => Some(HuishoudenId::new(event.stream)),
        Signaal::TYPE => match event.decode::<SignaalEvent>()?.feit {
            SignaalEvent::SignaalGekoppeld(f) => Some(f.huishouden),
            SignaalEvent::SignaalGemeld(_)
            | SignaalEvent::SignaalOpgepakt(_)
            | SignaalEvent::SignaalDoorgegeven(_)
            | SignaalEvent::DoorgifteAanvaard(_)
            | SignaalEvent::SignaalTeruggekoppeld(_)
            | SignaalEvent::SignaalAfgesloten(_)
            | SignaalEvent::SignaalTermijnVerstreken(_)
            | SignaalEvent::DoorgifteGeweigerd(_)
            | SignaalEvent::SignaalOvergenomen(_) => None,
        },
        Intake::TYPE if event.version == 1 => {
            let IntakeEvent::IntakeGestart(f) = event.decode()?.feit else { return Err(vreemd_begin(event)) };
            Some(f.huishouden)
        }
        Doorverwijzing::TYPE if event.version == 1 => {
            let DoorverwijzingEvent::VerwijzingAangevraagd(f) = event.decode()?.feit else {
                return Err(vreemd_begin(event));
            };
            Some(f.huishouden)
        }
        Escalatie::TYPE if event.version == 1 => {
            let EscalatieEvent::EscalatieAangemeld(f) = event.decode()?.feit else { return Err(vreemd_begin(event)) };
            Some(f.huishouden)
        }
        _ => None,
    })
}

fn vreemd_begin(event: &Recorded) -> ProjectionError {
    ProjectionError::Inconsistent(format!("stream at position {} begins with {}", event.position, event.code))
}

/// The huishouden of a stream, as far as is known.
pub(crate) async fn huishouden_van(tx: &mut Tx, gemeente: &Gemeente, stroom: Uuid) -> Result<Option<Uuid>, DbError> {
    match tx.fetch_optional(HUISHOUDEN, args![gemeente, stroom]).await? {
        Some(row) => row.opt_uuid(0),
        None => Ok(None),
    }
}

/// Every stream of a huishouden, its own included.
pub(crate) async fn stromen_van(tx: &mut Tx, gemeente: &Gemeente, huishouden: Uuid) -> Result<Vec<Uuid>, DbError> {
    tx.fetch_all(STROMEN, args![gemeente, huishouden]).await?.iter().map(|row| row.uuid(0)).collect()
}

#[async_trait]
impl Projection for Stromen {
    fn name(&self) -> &'static str {
        "stromen"
    }

    fn streams(&self) -> &'static [&'static str] {
        &[Huishouden::TYPE, Signaal::TYPE, Intake::TYPE, Doorverwijzing::TYPE, Escalatie::TYPE]
    }

    async fn apply(&self, tx: &mut Tx, events: &[Recorded]) -> Result<(), ProjectionError> {
        for event in events {
            let huishouden = genoemd_huishouden(event)?.map(HuishoudenId::uuid);
            let soort = event.stream_type.as_str();
            tx.execute(ZET, args![&event.gemeente, event.stream, soort, huishouden, event.version]).await?;
        }
        Ok(())
    }

    async fn clear(&self, tx: &mut Tx, gemeente: &Gemeente) -> Result<(), ProjectionError> {
        tx.execute(WIS, args![gemeente]).await?;
        Ok(())
    }
}
