//! Granting a mandaat: the answers of the besluit and of the SKJ register travel inside the command, and are guarded.

use regieboek_access::Toegang;
use regieboek_access::handelingen::MandatenBeheren;
use regieboek_event_store::Receipt;
use regieboek_kernel::ProfessionalId;
use regieboek_mandaat::{Mandaat, MandaatCommand, Mandaatbesluit, SkjRegistratie, Verlening};
use uuid::Uuid;

use crate::aanvraag::Aanvraag;
use crate::application::Application;
use crate::error::UseCaseError;

/// Under which stream id the SKJ registration of a professional lies: one per professional.
pub fn skj_registratie_id(houder: ProfessionalId) -> Uuid {
    Uuid::new_v5(&houder.uuid(), b"skj-registratie")
}

impl Application {
    /// Grants a mandaat on a besluit as it stands now; refused when besluit or registration change meanwhile.
    ///
    /// # Errors
    /// [`UseCaseError::NietGevonden`] when there is no such besluit; the rules of `mandaat`; as [`Application::voer`].
    pub async fn verleen_mandaat(
        &self,
        toegang: &Toegang<MandatenBeheren>,
        aanvraag: &Aanvraag,
        mandaat: Uuid,
        verlening: Verlening,
    ) -> Result<Receipt, UseCaseError> {
        self.voer(toegang.gemeente(), aanvraag, None, async |poging| {
            let besluit = poging.laad::<Mandaatbesluit>(verlening.besluit.uuid()).await?;
            let skj = poging.laad_of_niet::<SkjRegistratie>(skj_registratie_id(verlening.houder.professional)).await?;
            let wat = MandaatCommand::Verleen {
                verlening: Box::new(Verlening { besluitversie: besluit.versie, ..verlening.clone() }),
                grenzen: besluit.state.grenzen().ok_or(UseCaseError::NietGevonden)?,
                skj_geldig_tot: skj.state.geldig_tot(),
            };
            let nieuw = poging.nieuw::<Mandaat>(mandaat);
            poging.besluit(&nieuw, toegang.opdracht(wat, poging.nu, poging.gebeurd_op())).await?;
            poging.bewaak(&besluit);
            poging.bewaak(&skj);
            Ok(())
        })
        .await
    }
}
