//! A child that two huishoudens share. What begins or ends it changes both in one append (DOMAIN 4), and no BSN moves: the
//! child stays a lid where it was.

use std::collections::BTreeMap;

use regieboek_access::handelingen::{MedebewonersVastleggen, SamenstellingVastleggen};
use regieboek_access::{Handeling, Toegang};
use regieboek_event_store::Receipt;
use regieboek_huishouden::{Deling, Delingseinde, Huishouden, HuishoudenCommand, HuishoudenError, Verblijf};
use regieboek_kernel::{Datum, HuishoudenId, LidId};
use uuid::Uuid;

use crate::aanvraag::Aanvraag;
use crate::application::Application;
use crate::error::UseCaseError;
use crate::poging::{Geladen, Poging};
use crate::use_cases::samenstelling::na_besluit;

impl Application {
    /// Records where a lid lives besides, without being a second lid there. Another huishouden that confirmed it before, and
    /// is named no longer, shares the lid no longer.
    ///
    /// # Errors
    /// [`UseCaseError::NietGevonden`] when there is no such other huishouden; the rules of `huishouden`; as
    /// [`Application::voer`].
    pub async fn leg_verblijf_vast(
        &self,
        toegang: &Toegang<SamenstellingVastleggen>,
        aanvraag: &Aanvraag,
        verblijf: Verblijf,
    ) -> Result<Receipt, UseCaseError> {
        let id = toegang.resource();
        self.voer(toegang.gemeente(), aanvraag, Some(id), async |poging| {
            let huishouden = poging.laad_genoemd::<Huishouden>(id).await?;
            if let Some(ander) = verblijf.huishouden {
                if ander.uuid() == id {
                    return Err(HuishoudenError::IsDitHuishouden.into());
                }
                poging.laad::<Huishouden>(ander.uuid()).await?;
            }
            let wat = HuishoudenCommand::LegVerblijfVast(verblijf.clone());
            let na = na_besluit(poging, toegang, &huishouden, wat)?;
            let vandaag = poging.nu.datum();
            beeindig_elders(poging, toegang, &[(&huishouden, &na)], Delingseinde::NietLanger, vandaag).await
        })
        .await
    }

    /// Confirms that a child of another huishouden lives here part of the time. Of that other one is read what it tells of
    /// this child to this huishouden; when it tells nothing, it is as if it were not there.
    ///
    /// # Errors
    /// [`UseCaseError::NietGevonden`] when the other huishouden did not name this one for that child; the rules of
    /// `huishouden`; as [`Application::voer`].
    pub async fn neem_medebewoner_op(
        &self,
        toegang: &Toegang<MedebewonersVastleggen>,
        aanvraag: &Aanvraag,
        thuis: HuishoudenId,
        lid: LidId,
    ) -> Result<Receipt, UseCaseError> {
        let id = toegang.resource();
        let deling = Deling { lid, met: HuishoudenId::new(id) };
        self.voer(toegang.gemeente(), aanvraag, Some(id), async |poging| {
            let hier = poging.laad_genoemd::<Huishouden>(id).await?;
            let daar = poging.laad::<Huishouden>(thuis.uuid()).await?;
            let kind = daar.state.deelt(thuis, deling).ok_or(UseCaseError::NietGevonden)?;
            let na = na_besluit(poging, toegang, &hier, HuishoudenCommand::NeemMedebewonerOp(kind))?;
            let bevestig = HuishoudenCommand::BevestigVerblijf(deling);
            poging.besluit(&daar, toegang.opdracht(bevestig, poging.nu, poging.gebeurd_op()))?;
            let vandaag = poging.nu.datum();
            beeindig_elders(poging, toegang, &[(&hier, &na)], Delingseinde::NietLanger, vandaag).await
        })
        .await
    }

    /// Records that a child of another huishouden no longer lives here.
    ///
    /// # Errors
    /// The rules of `huishouden`; as [`Application::voer`].
    pub async fn laat_medebewoner_gaan(
        &self,
        toegang: &Toegang<MedebewonersVastleggen>,
        aanvraag: &Aanvraag,
        lid: LidId,
        op: Datum,
    ) -> Result<Receipt, UseCaseError> {
        let id = toegang.resource();
        self.voer(toegang.gemeente(), aanvraag, Some(id), async |poging| {
            let hier = poging.laad_genoemd::<Huishouden>(id).await?;
            let na = na_besluit(poging, toegang, &hier, HuishoudenCommand::LaatMedebewonerGaan { lid, op })?;
            beeindig_elders(poging, toegang, &[(&hier, &na)], Delingseinde::NietLanger, op).await
        })
        .await
    }
}

/// H46: what these huishoudens share no longer after what was decided ends in the others in the same append. Between
/// themselves they have seen to it already.
pub(super) async fn beeindig_elders<H: Handeling>(
    poging: &mut Poging<'_>,
    toegang: &Toegang<H>,
    besloten: &[(&Geladen<Huishouden>, &Huishouden)],
    reden: Delingseinde,
    op: Datum,
) -> Result<(), UseCaseError> {
    let mut elders = BTreeMap::<(Uuid, Uuid), Vec<LidId>>::new();
    for (geladen, na) in besloten {
        let nog = na.delingen();
        for weg in geladen.state.delingen().into_iter().filter(|deling| !nog.contains(deling)) {
            if besloten.iter().all(|(ander, _)| ander.id != weg.met.uuid()) {
                elders.entry((weg.met.uuid(), geladen.id)).or_default().push(weg.lid);
            }
        }
    }
    for ((ander, hier), leden) in elders {
        let ander = poging.laad::<Huishouden>(ander).await?;
        let wat = HuishoudenCommand::BeeindigDelingen { met: HuishoudenId::new(hier), leden, reden, op };
        poging.besluit(&ander, toegang.opdracht(wat, poging.nu, poging.gebeurd_op()))?;
    }
    Ok(())
}
