//! Follow-ups that are owed: a reader of the log that turns a fact into the command that must follow (DESIGN 3).
//!
//! ```text
//! checkpoint --feed--> facts --command of Systeem, its key made from the fact--> done, or refused as a fact --> checkpoint
//! ```
//!
//! A page is done before the checkpoint moves, so a server that dies in between does it again; the receipt under that
//! key makes that harmless. Done and refused share the key: of the two exactly one is ever stored, whatever else happens
//! meanwhile and however many workers do this. Anything but a refusal by the rules stops the reader where it was.

mod bevoegdheid;
mod intake;

use regieboek_event_store::Recorded;
use regieboek_intake::Intake;
use regieboek_kernel::{Beslisser as _, Gemeente};

use crate::application::Application;
use crate::error::UseCaseError;

pub use bevoegdheid::{Bevoegdheidsvervolg, Inzetlijst};

/// Name of the reader's checkpoint.
const LEZER: &str = "vervolg-intake";
/// How many events are done at a time.
const BLADZIJDE: u32 = 256;

/// The process that does what is owed.
#[derive(Clone)]
pub struct Vervolg {
    application: Application,
}

impl Vervolg {
    /// Does it through these use cases.
    pub fn new(application: Application) -> Self {
        Self { application }
    }

    /// Does what a page of the log owes. Answers how many events of the log it passed; 0 means that it is up to date.
    ///
    /// # Errors
    /// The store cannot be read or written, or holds what this build does not know; the checkpoint is then as before.
    pub async fn stap(&self, gemeente: &Gemeente) -> Result<u64, UseCaseError> {
        lees_verder(&self.application, gemeente, LEZER, async |event| {
            if event.stream_type == Intake::TYPE { intake::volg_op(&self.application, event).await } else { Ok(()) }
        })
        .await
    }
}

/// Does a page of the log for one reader, and then moves its checkpoint.
async fn lees_verder(
    application: &Application,
    gemeente: &Gemeente,
    lezer: &'static str,
    volg_op: impl AsyncFn(&Recorded) -> Result<(), UseCaseError>,
) -> Result<u64, UseCaseError> {
    let store = &application.store;
    let van = store.checkpoint(gemeente, lezer).await.map_err(|e| UseCaseError::db(&e))?;
    let events = store.feed(gemeente, van, BLADZIJDE).await.map_err(|e| UseCaseError::db(&e))?;
    let Some(laatste) = events.last() else { return Ok(0) };
    for event in &events {
        volg_op(event).await?;
    }
    // Whoever came first has moved it; what was done here then changed nothing.
    store.advance_checkpoint(gemeente, lezer, van, laatste.position).await.map_err(|e| UseCaseError::db(&e))?;
    Ok(laatste.position - van)
}
