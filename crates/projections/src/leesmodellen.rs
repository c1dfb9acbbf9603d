//! The reading side as the edge sees it: one snapshot per request, relation and data from the same moment.

use std::sync::Arc;

use regieboek_access::{Beller, Relaties};
use regieboek_event_store::{DbError, EventStore, Guard, Projection, ProjectionError, Tx};
use uuid::Uuid;

use crate::betrokkenheid::{Betrokkenheid, Relatielijst};
use crate::dubbelen::Dubbelen;
use crate::lopende_inzetten::LopendeInzetten;
use crate::mandaatregister::Mandaatregister;
use crate::relatiegeheugen::Relatiegeheugen;
use crate::stroom::Stromen;
use crate::termijnen::Termijnen;
use crate::werklijst::Werklijst;

/// A snapshot of the read models.
pub type Leestransactie = Tx;

/// Every projection that is kept inside the append, in the order in which they build on each other.
pub fn inline_projecties() -> Vec<Arc<dyn Projection>> {
    vec![
        Arc::new(Stromen),
        Arc::new(Dubbelen),
        Arc::new(Betrokkenheid),
        Arc::new(Werklijst),
        Arc::new(Termijnen),
        Arc::new(Mandaatregister),
        Arc::new(LopendeInzetten),
    ]
}

/// Access to the read models.
#[derive(Clone)]
pub struct Leesmodellen {
    pub(crate) store: EventStore,
    geheugen: Arc<Relatiegeheugen>,
}

impl Leesmodellen {
    /// Reads from this store, and remembers who stands in which relation to as many streams as go with so many MiB of
    /// cases; with none, each is asked for anew.
    pub fn new(store: EventStore, geheugen_mib: usize) -> Self {
        let geheugen = Relatiegeheugen::bij(&store, geheugen_mib);
        Self { store, geheugen }
    }

    /// Takes a snapshot.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn transactie(&self) -> Result<Leestransactie, DbError> {
        self.store.read().await
    }

    /// In which relations the caller stands to a stream. The one query without a proof.
    ///
    /// # Errors
    /// As [`Relatielijst::van`].
    pub async fn relaties(
        &self,
        tx: &mut Leestransactie,
        beller: &Beller,
        stroom: Uuid,
    ) -> Result<Relaties, ProjectionError> {
        Relatielijst::van(tx, beller, stroom).await
    }

    /// The same at this moment, without a snapshot to read on from.
    ///
    /// # Errors
    /// As [`Relatielijst::van`].
    pub async fn relaties_nu(&self, beller: &Beller, stroom: Uuid) -> Result<Relaties, ProjectionError> {
        self.geheugen.leer(&self.store, beller, stroom).await
    }

    /// The same as this process last saw it, if it did, with what must still be so when somebody acts on it. Nobody is
    /// refused on this.
    pub fn onthouden_relaties(&self, beller: &Beller, stroom: Uuid) -> Option<(Relaties, Vec<Guard>)> {
        self.geheugen.weet(beller, stroom)
    }
}
