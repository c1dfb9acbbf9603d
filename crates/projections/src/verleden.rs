//! The past that a huishouden shares with the one it was split from (DOMAIN 4: at a split visibility forks).
//!
//! Here, and nowhere else, is decided how far it reaches: what was recorded before the split, and not after the day since
//! which they part (H41). It is folded from the events, so what came later cannot show through. Who may read it is for the
//! gate: whoever may read the huishouden that was split off. One step back, no further: a huishouden from which that one
//! was split in its turn had other people.

use regieboek_event_store::{ProjectionError, Recorded, Tx};
use regieboek_huishouden::{Huishouden, HuishoudenEvent, Splitsing};
use regieboek_kernel::{Beslisser as _, Datum, Gemeente, HuishoudenId, Tijdstip};
use uuid::Uuid;

use crate::stroom::{genoemd_huishouden, stromen_van};

/// What is shared, and how far it reaches.
pub(crate) struct Verleden {
    /// The huishouden that was split.
    pub(crate) van: Uuid,
    /// Since which day they part.
    pub(crate) sinds: Datum,
    /// When the split was recorded.
    pub(crate) tot: Tijdstip,
    /// Per stream the events that are shared, in order; never empty.
    pub(crate) stromen: Vec<Vec<Recorded>>,
}

/// The past of this huishouden in the one it came from; `None` when it did not come from another.
pub(crate) async fn gedeeld_verleden(
    tx: &mut Tx,
    gemeente: &Gemeente,
    huishouden: Uuid,
) -> Result<Option<Verleden>, ProjectionError> {
    let hier = HuishoudenId::new(huishouden);
    let eigen = tx.load(gemeente, huishouden).await?;
    let afgesplitst = zoek(&eigen, |feit| {
        let HuishoudenEvent::HuishoudenAfgesplitst(f) = feit else { return None };
        Some(f.van.uuid())
    })?;
    let Some((van, _)) = afgesplitst else { return Ok(None) };
    let daar = tx.load(gemeente, van).await?;
    let gesplitst = zoek(&daar, |feit| {
        let HuishoudenEvent::HuishoudenGesplitst(f) = feit else { return None };
        (f.naar == hier).then_some(f)
    })?;
    let Some((splitsing, gesplitst)) = gesplitst else { return Ok(None) };
    let mut stromen = Vec::new();
    for stroom in stromen_van(tx, gemeente, van).await? {
        let mut events = tx.load(gemeente, stroom).await?;
        events.retain(|event| is_gedeeld(event, gesplitst, &splitsing));
        if hoorde_bij(&events, van)? {
            stromen.push(events);
        }
    }
    Ok(Some(Verleden { van, sinds: splitsing.op, tot: gesplitst.vastgelegd_op, stromen }))
}

/// H41, in the one order of the log: of two facts in the same microsecond it still says which came first.
fn is_gedeeld(event: &Recorded, gesplitst: &Recorded, splitsing: &Splitsing) -> bool {
    event.position < gesplitst.position && splitsing.deelt(event.vastgelegd_op)
}

/// Whether a stream belonged to the huishouden already: a signaal can be older than its being tied to one.
fn hoorde_bij(events: &[Recorded], huishouden: Uuid) -> Result<bool, ProjectionError> {
    for event in events.iter().rev() {
        if let Some(genoemd) = genoemd_huishouden(event)? {
            return Ok(genoemd.uuid() == huishouden);
        }
    }
    Ok(false)
}

/// The first fact of a huishouden that is meant, with the event that it is in.
fn zoek<T>(
    events: &[Recorded],
    bedoeld: impl Fn(HuishoudenEvent) -> Option<T>,
) -> Result<Option<(T, &Recorded)>, ProjectionError> {
    for event in events.iter().filter(|event| event.stream_type == Huishouden::TYPE) {
        if let Some(gevonden) = bedoeld(event.decode::<HuishoudenEvent>()?.feit) {
            return Ok(Some((gevonden, event)));
        }
    }
    Ok(None)
}
