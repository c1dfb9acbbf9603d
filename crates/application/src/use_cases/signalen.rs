//! Coupling a signaal to a huishouden: only whoever speaks for that huishouden may say that it is about them. And closing
//! one, where another may be named.

use regieboek_access::Toegang;
use regieboek_access::handelingen::SignaalBehandelen;
use regieboek_event_store::Receipt;
use regieboek_huishouden::Huishouden;
use regieboek_intake::signaal::{Afsluitreden, rules};
use regieboek_intake::{Signaal, SignaalCommand};
use regieboek_kernel::{HuishoudenId, SignaalId};

use crate::aanvraag::Aanvraag;
use crate::application::Application;
use crate::eigenaar::spreekt_voor;
use crate::error::UseCaseError;

impl Application {
    /// Couples a signaal to a huishouden as it stands now; refused when the huishouden passes to another meanwhile.
    ///
    /// # Errors
    /// [`UseCaseError::NietGevonden`] when there is no such huishouden, or the caller does not speak for it; the rules of
    /// `intake`; as [`Application::voer`].
    pub async fn koppel_signaal(
        &self,
        toegang: &Toegang<SignaalBehandelen>,
        aanvraag: &Aanvraag,
        huishouden: HuishoudenId,
    ) -> Result<Receipt, UseCaseError> {
        let id = toegang.resource();
        self.voer(toegang.gemeente(), aanvraag, Some(id), async |poging| {
            let signaal = poging.laad_genoemd::<Signaal>(id).await?;
            let waarover = poging.laad::<Huishouden>(huishouden.uuid()).await?;
            waarover.state.staat_op_zichzelf()?;
            spreekt_voor(&waarover.state, toegang.wie())?;
            let wat = SignaalCommand::KoppelAanHuishouden { huishouden };
            poging.besluit(&signaal, toegang.opdracht(wat, poging.nu, poging.gebeurd_op()))
        })
        .await
    }

    /// Closes a signaal. A double report names an earlier signaal as that stands now; its own reporter still hears.
    ///
    /// # Errors
    /// [`UseCaseError::NietGevonden`] when there is no such earlier signaal; the rules of `intake`; as
    /// [`Application::voer`].
    pub async fn sluit_signaal_af(
        &self,
        toegang: &Toegang<SignaalBehandelen>,
        aanvraag: &Aanvraag,
        reden: Afsluitreden,
    ) -> Result<Receipt, UseCaseError> {
        let id = toegang.resource();
        self.voer(toegang.gemeente(), aanvraag, Some(id), async |poging| {
            let signaal = poging.laad_genoemd::<Signaal>(id).await?;
            let wat = SignaalCommand::SluitAf { reden };
            poging.besluit(&signaal, toegang.opdracht(wat, poging.nu, poging.gebeurd_op()))?;
            if let Afsluitreden::DubbeleMelding { van } = reden {
                let eerdere = poging.laad::<Signaal>(van.uuid()).await?;
                rules::is_dubbel_van(SignaalId::new(id), van, &eerdere.state)?;
            }
            Ok(())
        })
        .await
    }
}
