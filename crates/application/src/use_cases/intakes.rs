//! Starting an intake with a huishouden, and whose words an intake holds.

use regieboek_access::Toegang;
use regieboek_access::handelingen::{IntakeStarten, IntakeVoeren};
use regieboek_event_store::Receipt;
use regieboek_huishouden::Huishouden;
use regieboek_intake::{Intake, IntakeCommand};
use regieboek_kernel::{HuishoudenId, IntakeId};

use crate::aanvraag::Aanvraag;
use crate::application::Application;
use crate::eigenaar::spreekt_voor;
use crate::error::UseCaseError;
use crate::poging::laad;

impl Application {
    /// Starts an intake with a huishouden as it stands now; refused when it passes to another meanwhile.
    ///
    /// # Errors
    /// [`UseCaseError::NietGevonden`] when there is no such huishouden, or the caller does not speak for it; the rules of
    /// `intake`; as [`Application::voer`].
    pub async fn start_intake(
        &self,
        toegang: &Toegang<IntakeStarten>,
        aanvraag: &Aanvraag,
        intake: IntakeId,
        betreft_jeugdhulp: bool,
        wmo_melding: bool,
    ) -> Result<Receipt, UseCaseError> {
        let huishouden = HuishoudenId::new(toegang.resource());
        self.voer(toegang.gemeente(), aanvraag, None, async |poging| {
            let met_wie = poging.laad::<Huishouden>(huishouden.uuid()).await?;
            met_wie.state.staat_op_zichzelf()?;
            spreekt_voor(&met_wie.state, toegang.wie())?;
            let nieuw = poging.nieuw::<Intake>(intake.uuid());
            let wat = IntakeCommand::Start { huishouden, betreft_jeugdhulp, wmo_melding };
            poging.besluit(&nieuw, toegang.opdracht(wat, poging.nu, poging.gebeurd_op()))
        })
        .await
    }

    /// With which huishouden an intake is held: what is written in it is about them.
    ///
    /// # Errors
    /// [`UseCaseError::NietGevonden`] when there is no such intake; or the store cannot be read.
    pub async fn huishouden_van_intake(&self, toegang: &Toegang<IntakeVoeren>) -> Result<HuishoudenId, UseCaseError> {
        let intake = laad::<Intake>(&self.store, toegang.gemeente(), toegang.resource()).await?;
        intake.state.huishouden().ok_or(UseCaseError::NietGevonden)
    }
}
