//! Registering a huishouden and closing its plan: what must be unique or free beyond one huishouden.

use regieboek_access::Toegang;
use regieboek_access::handelingen::{HuishoudenRegistreren, PlanVoeren};
use regieboek_event_store::Receipt;
use regieboek_huishouden::{Huishouden, HuishoudenCommand, Registratie, Sluitreden};
use regieboek_intake::Signaal;
use regieboek_kernel::{Betrokkene, HuishoudenId};

use crate::aanvraag::Aanvraag;
use crate::application::Application;
use crate::claims;
use crate::error::UseCaseError;

impl Application {
    /// Registers a huishouden; each BSN of it is held, so that nobody is a lid of two active huishoudens (DOMAIN 4).
    ///
    /// # Errors
    /// [`UseCaseError::Bezet`] with the huishouden that holds a BSN; [`UseCaseError::NietGevonden`] when there is no such
    /// signaal; the rules of `huishouden`; as [`Application::voer`].
    pub async fn registreer_huishouden(
        &self,
        toegang: &Toegang<HuishoudenRegistreren>,
        aanvraag: &Aanvraag,
        huishouden: HuishoudenId,
        registratie: Registratie,
    ) -> Result<Receipt, UseCaseError> {
        let gemeente = toegang.gemeente();
        let mut registratie = registratie;
        self.met_dubbelsleutels(gemeente, &mut registratie)?;
        self.voer(gemeente, aanvraag, None, async |poging| {
            if let Some(signaal) = registratie.signaal {
                poging.laad::<Signaal>(signaal.uuid()).await?;
            }
            let nieuw = poging.nieuw::<Huishouden>(huishouden.uuid());
            let wat = HuishoudenCommand::Registreer(registratie.clone());
            poging.besluit(&nieuw, toegang.opdracht(wat, poging.nu, poging.gebeurd_op()))?;
            for bsn in registratie.leden.iter().filter_map(|lid| lid.bsn.as_ref()?.waarde()) {
                poging.neem(self.bsn_claim(gemeente, bsn)?, huishouden.uuid());
            }
            Ok(())
        })
        .await
    }

    /// Closes the plan, unless the Meer-team has been asked for and has not yet answered or stepped down, or another has
    /// been asked to take over the regie.
    ///
    /// # Errors
    /// [`UseCaseError::Bezet`] while an escalatie or an overdracht is open; the rules of `huishouden`; as [`Application::voer`].
    pub async fn sluit_plan(
        &self,
        toegang: &Toegang<PlanVoeren>,
        aanvraag: &Aanvraag,
        reden: Sluitreden,
        nazorg_eigenaar: Betrokkene,
    ) -> Result<Receipt, UseCaseError> {
        let id = toegang.resource();
        self.voer(toegang.gemeente(), aanvraag, Some(id), async |poging| {
            let huishouden = poging.laad_genoemd::<Huishouden>(id).await?;
            let wat = HuishoudenCommand::SluitPlan { reden, nazorg_eigenaar: nazorg_eigenaar.clone() };
            poging.besluit(&huishouden, toegang.opdracht(wat, poging.nu, poging.gebeurd_op()))?;
            poging.vrij(claims::open_escalatie(HuishoudenId::new(id)));
            poging.vrij(claims::open_overdracht(HuishoudenId::new(id)));
            Ok(())
        })
        .await
    }
}
