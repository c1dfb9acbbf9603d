//! Follow-ups that are owed: a reader of the log that turns a fact into the command that must follow (DESIGN 3).
//!
//! ```text
//! checkpoint --feed--> facts --command of Systeem, its key made from the fact--> done, or refused as a fact --> checkpoint
//! ```
//!
//! A page is done before the checkpoint moves, so a server that dies in between does it again; the receipt under that
//! key makes that harmless. Done and refused share the key: of the two exactly one is ever stored, whatever else happens
//! meanwhile. Anything but a refusal by the rules stops the reader where it was.
//!
//! A reader works under a lease, so that there is one; what it still writes when another took over is refused. Where it is
//! it keeps in memory: stored is that only once something was owed, after many events, or when it stops. Who begins again
//! from before a page in which nothing was owed, finds nothing owed.

mod bevoegdheid;
mod intake;

use regieboek_event_store::{Lease, Recorded};
use regieboek_intake::Intake;
use regieboek_kernel::Beslisser as _;

use crate::application::Application;
use crate::error::UseCaseError;

pub use bevoegdheid::{Bevoegdheidsvervolg, Inzetlijst};

/// How many positions of the log are looked at at a time.
const BLADZIJDE: u32 = 1024;
/// After how many events in which nothing was owed it is stored all the same how far the reader is: so many are read
/// again at most.
const RUIM: u64 = 4096;

/// The process that does what an intake owes.
pub struct Vervolg {
    lezer: Lezer,
}

impl Vervolg {
    /// Name of its lease and its checkpoint.
    pub const NAAM: &'static str = "vervolg-intake";

    /// Goes on where the one before stored that it was.
    ///
    /// # Errors
    /// The store cannot be read.
    pub async fn begin(application: &Application, lease: Lease) -> Result<Self, UseCaseError> {
        Ok(Self { lezer: Lezer::begin(application, lease, [Intake::TYPE; 3]).await? })
    }

    /// Does what a page of the log owes. Answers how many events of the log it passed; 0 means that it is up to date.
    ///
    /// # Errors
    /// [`UseCaseError::Afgelost`]: this reader is at its end. Or the store cannot be read or written, or holds what this
    /// build does not know; the reader is then where it was.
    pub async fn stap(&mut self) -> Result<u64, UseCaseError> {
        self.lezer.stap(intake::volg_op).await
    }

    /// The position up to which it did what was owed.
    pub const fn gelezen(&self) -> u64 {
        self.lezer.gelezen
    }

    /// Stores how far it is, for who comes after it.
    ///
    /// # Errors
    /// [`UseCaseError::Afgelost`], or the store cannot be written.
    pub async fn rond_af(&mut self) -> Result<(), UseCaseError> {
        self.lezer.bewaar(self.lezer.gelezen).await
    }
}

/// One reader of the log, for as long as it holds its lease.
struct Lezer {
    application: Application,
    lease: Lease,
    /// The stream types that can owe something; of other events nothing is read.
    soorten: [&'static str; 3],
    gelezen: u64,
    /// What is stored of it.
    bewaard: u64,
}

impl Lezer {
    async fn begin(application: &Application, lease: Lease, soorten: [&'static str; 3]) -> Result<Self, UseCaseError> {
        let stored = application.store.checkpoint(&lease.gemeente, &lease.worker).await;
        let bewaard = stored.map_err(|e| UseCaseError::db(&e))?;
        Ok(Self { application: application.onder(lease.clone()), lease, soorten, gelezen: bewaard, bewaard })
    }

    /// Does a page of the log; `volg_op` says whether anything was owed.
    async fn stap(
        &mut self,
        volg_op: impl AsyncFn(&Application, &Recorded) -> Result<bool, UseCaseError>,
    ) -> Result<u64, UseCaseError> {
        let page = self.application.store.feed_of(&self.lease.gemeente, self.soorten, self.gelezen, BLADZIJDE).await;
        let (events, tot) = page.map_err(|e| UseCaseError::db(&e))?;
        let mut deed_iets = false;
        for event in &events {
            deed_iets |= volg_op(&self.application, event).await?;
        }
        if deed_iets || tot - self.bewaard >= RUIM {
            self.bewaar(tot).await?;
        }
        let gepasseerd = tot - self.gelezen;
        self.gelezen = tot;
        Ok(gepasseerd)
    }

    async fn bewaar(&mut self, tot: u64) -> Result<(), UseCaseError> {
        if tot == self.bewaard {
            return Ok(());
        }
        let stored = self.application.store.advance_under(&self.lease, tot).await;
        if !stored.map_err(|e| UseCaseError::db(&e))? {
            return Err(UseCaseError::Afgelost);
        }
        self.bewaard = tot;
        Ok(())
    }
}
