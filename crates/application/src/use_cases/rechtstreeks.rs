//! Help on a statutory ground by whoever is in no case yet: a huishouden that nobody knew is registered with the referral
//! in one append, and one that is known gets the referral without the referrer seeing whose it is.

use regieboek_access::Toegang;
use regieboek_access::handelingen::RechtstreeksVerwijzen;
use regieboek_doorverwijzing::{Doorverwijzing, DoorverwijzingCommand, DoorverwijzingError, Soort};
use regieboek_event_store::Receipt;
use regieboek_huishouden::{Huishouden, HuishoudenCommand, Registratie};
use regieboek_kernel::{Beslisser as _, Bsn, DoorverwijzingId, Gemeente, HuishoudenId, LidId};

use super::Verwijsverzoek;
use super::doorverwijzingen::met_dekking;
use crate::aanvraag::Aanvraag;
use crate::application::Application;
use crate::error::UseCaseError;
use crate::poging::{Geladen, laad};

/// For whom help is deployed.
#[derive(Debug, Clone)]
pub enum Bestemming {
    /// For a huishouden that is known.
    Bekend(HuishoudenId),
    /// For one that nobody knew; the referrer is its contactpersoon until someone takes over.
    Nieuw(HuishoudenId, Box<Registratie>),
}

/// Where a person is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bekend {
    /// In which huishouden.
    pub huishouden: HuishoudenId,
    /// As which lid of it.
    pub lid: Option<LidId>,
}

impl Application {
    /// Where whoever has this BSN is known.
    ///
    /// # Errors
    /// The store cannot be read.
    pub async fn bekend_met_bsn(&self, gemeente: &Gemeente, bsn: &Bsn) -> Result<Option<Bekend>, UseCaseError> {
        let Some(huishouden) = self.huishouden_met_bsn(gemeente, bsn).await? else { return Ok(None) };
        let bekend = laad::<Huishouden>(&self.store, gemeente, huishouden.uuid()).await?;
        Ok(Some(Bekend { huishouden, lid: bekend.state.lid_met_bsn(bsn) }))
    }

    /// Deploys help on a statutory ground; a huishouden that is new is registered in the same append.
    ///
    /// # Errors
    /// [`UseCaseError::Bezet`] with the huishouden that holds a BSN of a new one; the rules of `doorverwijzing` (D3: the
    /// ground must reach this far) and of `huishouden` (H1 to H4, H6, H12); as [`Application::voer`].
    pub async fn verwijs_rechtstreeks(
        &self,
        toegang: &Toegang<RechtstreeksVerwijzen>,
        aanvraag: &Aanvraag,
        verwijzing: DoorverwijzingId,
        bestemming: Bestemming,
        verzoek: Verwijsverzoek,
    ) -> Result<Receipt, UseCaseError> {
        let gemeente = toegang.gemeente();
        let mut bestemming = bestemming;
        if let Bestemming::Nieuw(_, registratie) = &mut bestemming {
            self.met_dubbelsleutels(gemeente, registratie)?;
        }
        self.voer(gemeente, aanvraag, None, async |poging| {
            let wie = toegang.wie().professional().ok_or(DoorverwijzingError::AlleenDoorProfessional)?;
            let (huishouden, van_buiten) = match &bestemming {
                Bestemming::Bekend(id) => {
                    let bekend = poging.laad::<Huishouden>(id.uuid()).await?;
                    bekend.state.staat_op_zichzelf()?;
                    let van_buiten = !bekend.state.is_betrokken(wie.id, &wie.organisatie, wie.functie);
                    (bekend, van_buiten)
                }
                Bestemming::Nieuw(id, registratie) => {
                    let wat = HuishoudenCommand::Registreer(Registratie::clone(registratie));
                    let opdracht = toegang.opdracht(wat, poging.nu, poging.gebeurd_op());
                    let feiten = Huishouden::default().decide(opdracht, poging.beleid())?;
                    (Geladen { state: Huishouden::na(feiten).into(), ..poging.nieuw(id.uuid()) }, false)
                }
            };
            let wat = DoorverwijzingCommand::VraagAan(regieboek_doorverwijzing::Aanvraag {
                huishouden: HuishoudenId::new(huishouden.id),
                verzoek: met_dekking(poging, wie, &huishouden, &verzoek.hulp).await?,
                gericht_aan: verzoek.gericht_aan.clone(),
                betreft: verzoek.betreft.clone(),
                hulpvraag: verzoek.hulpvraag.clone(),
                spoed: verzoek.spoed,
                deelgrond: verzoek.deelgrond,
                van_buiten,
            });
            let nieuw = poging.nieuw::<Doorverwijzing>(verwijzing.uuid());
            let gevraagd = poging.na_besluit(&nieuw, toegang.opdracht(wat, poging.nu, poging.gebeurd_op()))?;
            huishouden.state.kent(&verzoek.betreft, gevraagd.doel())?;
            let nodig = gevraagd.soort().map_or(&[][..], Soort::nodig);
            huishouden.state.te_delen(verzoek.deelgrond, &verzoek.gericht_aan.organisatie, nodig, poging.nu)?;
            if let Bestemming::Nieuw(id, registratie) = &bestemming {
                let wat = HuishoudenCommand::Registreer(Registratie::clone(registratie));
                let nieuw = poging.nieuw::<Huishouden>(id.uuid());
                poging.besluit(&nieuw, toegang.opdracht(wat, poging.nu, poging.gebeurd_op()))?;
                for bsn in registratie.leden.iter().filter_map(|lid| lid.bsn.as_ref()?.waarde()) {
                    poging.neem(self.bsn_claim(gemeente, bsn)?, id.uuid());
                }
            }
            Ok(())
        })
        .await
    }
}
