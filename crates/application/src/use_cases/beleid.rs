//! Setting policy and taking it back: one stream per municipality, which the first version begins.

use regieboek_access::Toegang;
use regieboek_access::handelingen::BeleidVaststellen;
use regieboek_beleid::{Beleidsboek, BeleidsboekCommand};
use regieboek_event_store::Receipt;
use regieboek_kernel::BeleidsboekId;

use crate::aanvraag::Aanvraag;
use crate::application::Application;
use crate::error::UseCaseError;

impl Application {
    /// Changes the policy of the municipality, at the version of its beleidsboek that the caller has seen; 0 before there is
    /// one.
    ///
    /// # Errors
    /// The rules of `beleid`; [`UseCaseError::Verouderd`] when the beleidsboek has moved on; as [`Application::voer`].
    pub async fn wijzig_beleid(
        &self,
        toegang: &Toegang<BeleidVaststellen>,
        aanvraag: &Aanvraag,
        wat: BeleidsboekCommand,
    ) -> Result<Receipt, UseCaseError> {
        let id = BeleidsboekId::van(toegang.gemeente()).uuid();
        self.voer(toegang.gemeente(), aanvraag, Some(id), async |poging| {
            let boek = poging.laad_of_niet::<Beleidsboek>(id).await?;
            if aanvraag.verwacht.is_some_and(|verwacht| verwacht != boek.versie) {
                return Err(UseCaseError::Verouderd(None));
            }
            poging.besluit(&boek, toegang.opdracht(wat.clone(), poging.nu, poging.gebeurd_op()))
        })
        .await
    }
}
