//! One signaal, intake, doorverwijzing, escalatie, mandaat, besluit or SKJ registration, or the policy, folded from its events on the spot.
//!
//! What whoever asks may see follows from the relations in the proof. Who reported or referred sees the own item and what
//! came of it, never the case (DOMAIN 5).

mod beleid;
mod bevoegdheid;
mod bezwaar;
mod doorverwijzing;
mod escalatie;
mod intake;
mod mandaat;
mod signaal;
mod vorm;

use regieboek_access::{Handeling, Toegang};
use regieboek_event_store::{ProjectionError, Recorded, Tx};
use regieboek_kernel::Beslisser;

pub use beleid::{beleidsboek, beleidsversies};
pub use bevoegdheid::bevoegdheid;
pub use bezwaar::{bezwaren, mandaatkring};
pub use doorverwijzing::doorverwijzing;
pub use escalatie::escalatie;
pub use intake::intake;
pub use mandaat::{mandaat, mandaatbesluit, skj_registratie};
pub use signaal::signaal;

/// The events of the aggregate that the proof is about; empty when it is of another kind or is not there.
async fn laad<A: Beslisser, H: Handeling>(tx: &mut Tx, toegang: &Toegang<H>) -> Result<Vec<Recorded>, ProjectionError> {
    let mut events = tx.load(toegang.gemeente(), toegang.resource()).await?;
    events.retain(|event| event.stream_type == A::TYPE);
    Ok(events)
}

/// A stream that does not begin as it must.
fn geen_begin(event: &Recorded) -> ProjectionError {
    ProjectionError::Inconsistent(format!("stream at position {} begins with {}", event.position, event.code))
}
