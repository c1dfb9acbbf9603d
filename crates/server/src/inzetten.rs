//! What runs on which mandaat, as the reading side knows it, for the process that follows up.

use async_trait::async_trait;
use regieboek_application::{Inzetlijst, UseCaseError};
use regieboek_event_store::ProjectionError;
use regieboek_kernel::{DoorverwijzingId, Gemeente, MandaatId, ProfessionalId};
use regieboek_projections::{Leesmodellen, LopendeInzetten};

/// The list behind the port of the follow-up.
pub(crate) struct Inzettenlijst {
    lees: Leesmodellen,
}

impl Inzettenlijst {
    pub(crate) fn new(lees: Leesmodellen) -> Self {
        Self { lees }
    }
}

fn onbereikbaar(fout: impl Into<ProjectionError>) -> UseCaseError {
    UseCaseError::Onbereikbaar(fout.into().to_string())
}

#[async_trait]
impl Inzetlijst for Inzettenlijst {
    async fn op_mandaat(&self, gemeente: &Gemeente, mandaat: MandaatId) -> Result<Vec<DoorverwijzingId>, UseCaseError> {
        let mut tx = self.lees.transactie().await.map_err(onbereikbaar)?;
        LopendeInzetten::op_mandaat(&mut tx, gemeente, mandaat).await.map_err(onbereikbaar)
    }

    async fn onder_mandaat(
        &self,
        gemeente: &Gemeente,
        mandaat: MandaatId,
    ) -> Result<Vec<DoorverwijzingId>, UseCaseError> {
        let mut tx = self.lees.transactie().await.map_err(onbereikbaar)?;
        LopendeInzetten::onder_mandaat(&mut tx, gemeente, mandaat).await.map_err(onbereikbaar)
    }

    async fn mandaten(&self, gemeente: &Gemeente) -> Result<Vec<MandaatId>, UseCaseError> {
        let mut tx = self.lees.transactie().await.map_err(onbereikbaar)?;
        LopendeInzetten::mandaten(&mut tx, gemeente).await.map_err(onbereikbaar)
    }

    async fn van(&self, gemeente: &Gemeente, wie: ProfessionalId) -> Result<Vec<DoorverwijzingId>, UseCaseError> {
        let mut tx = self.lees.transactie().await.map_err(onbereikbaar)?;
        LopendeInzetten::van(&mut tx, gemeente, wie).await.map_err(onbereikbaar)
    }
}
