//! Which stream belongs to which huishouden.

use std::collections::BTreeMap;

use async_trait::async_trait;
use regieboek_doorverwijzing::{Doorverwijzing, DoorverwijzingEvent};
use regieboek_escalatie::{Escalatie, EscalatieEvent};
use regieboek_event_store::{DbError, InsertRows, Projection, ProjectionError, Recorded, Tx, args};
use regieboek_huishouden::Huishouden;
use regieboek_intake::{Intake, IntakeEvent, Signaal, SignaalEvent};
use regieboek_kernel::{Beslisser, Gemeente, HuishoudenId};
use uuid::Uuid;

const ZET: InsertRows = InsertRows {
    into: "INSERT INTO stroom (gemeente, stroom, soort, huishouden)",
    then: "ON CONFLICT (gemeente, stroom) DO UPDATE SET \
           huishouden = COALESCE(excluded.huishouden, stroom.huishouden)",
};
const WIS: &str = "DELETE FROM stroom WHERE gemeente = $1";
const STROMEN: &str = "SELECT stroom FROM stroom WHERE gemeente = $1 AND huishouden = $2";

/// The map of streams.
#[derive(Debug)]
pub struct Stromen;

/// The huishouden that an event ties its stream to, if it does.
pub(crate) fn genoemd_huishouden(event: &Recorded) -> Result<Option<HuishoudenId>, ProjectionError> {
    Ok(match event.stream_type.as_str() {
        Huishouden::TYPE => Some(HuishoudenId::new(event.stream)),
        Signaal::TYPE => match &event.says::<SignaalEvent>()?.feit {
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
            let IntakeEvent::IntakeGestart(f) = &event.says()?.feit else { return Err(vreemd_begin(event)) };
            Some(f.huishouden)
        }
        Doorverwijzing::TYPE if event.version == 1 => {
            let DoorverwijzingEvent::VerwijzingAangevraagd(f) = &event.says()?.feit else {
                return Err(vreemd_begin(event));
            };
            Some(f.huishouden)
        }
        Escalatie::TYPE if event.version == 1 => {
            let EscalatieEvent::EscalatieAangemeld(f) = &event.says()?.feit else { return Err(vreemd_begin(event)) };
            Some(f.huishouden)
        }
        _ => None,
    })
}

fn vreemd_begin(event: &Recorded) -> ProjectionError {
    ProjectionError::Inconsistent(format!("stream at position {} begins with {}", event.position, event.code))
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
        let mut stromen: BTreeMap<_, (&Recorded, Option<Uuid>)> = BTreeMap::new();
        for event in events {
            // A huishouden names itself each time; once is enough.
            let begint = event.version == 1;
            if !begint && event.stream_type == Huishouden::TYPE {
                continue;
            }
            let genoemd = genoemd_huishouden(event)?.map(HuishoudenId::uuid);
            if begint || genoemd.is_some() {
                let (_, huishouden) = stromen.entry((&event.gemeente, event.stream)).or_insert((event, None));
                *huishouden = genoemd.or(*huishouden);
            }
        }
        let rij = |(event, huishouden): (&Recorded, Option<Uuid>)| {
            args![&event.gemeente, event.stream, event.stream_type.as_str(), huishouden].to_vec()
        };
        tx.insert(ZET, &stromen.into_values().map(rij).collect::<Vec<_>>()).await?;
        Ok(())
    }

    async fn clear(&self, tx: &mut Tx, gemeente: &Gemeente) -> Result<(), ProjectionError> {
        tx.execute(WIS, args![gemeente]).await?;
        Ok(())
    }
}
