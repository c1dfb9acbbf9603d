//! Granting a mandaat: the answers of the besluit, of the SKJ register and of the mandaat above it travel inside the command,
//! and are guarded.

use regieboek_access::Toegang;
use regieboek_access::handelingen::{MandaatIntrekken, MandatenBeheren, OndermandaatVerlenen};
use regieboek_event_store::Receipt;
use regieboek_kernel::{MandaatId, MandaatbesluitId, ProfessionalId, VrijeTekst};
use regieboek_mandaat::{
    Bovenmandaat, Inschrijving, Mandaat, MandaatCommand, MandaatError, Mandaatbesluit, SkjRegistratie,
    SkjRegistratieCommand, Verlening,
};
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
            let grenzen = besluit.state.grenzen().ok_or(UseCaseError::NietGevonden)?;
            let wetstekst = Some(grenzen.wetstekst.clone());
            let verlening = Verlening { besluitversie: besluit.versie, wetstekst, ..verlening.clone() };
            let wat = MandaatCommand::Verleen {
                verlening: Box::new(verlening),
                grenzen,
                skj_geldig_tot: skj.state.geldig_tot(),
            };
            let nieuw = poging.nieuw::<Mandaat>(mandaat);
            poging.besluit(&nieuw, toegang.opdracht(wat, poging.nu, poging.gebeurd_op()))
        })
        .await
    }

    /// Records an SKJ registration, also anew on the one stream of this professional after the former ended.
    ///
    /// # Errors
    /// The rules of `mandaat`; as [`Application::voer`].
    pub async fn registreer_skj(
        &self,
        toegang: &Toegang<MandatenBeheren>,
        aanvraag: &Aanvraag,
        inschrijving: Inschrijving,
    ) -> Result<Receipt, UseCaseError> {
        self.voer(toegang.gemeente(), aanvraag, None, async |poging| {
            let skj = poging.laad_of_niet::<SkjRegistratie>(skj_registratie_id(inschrijving.houder)).await?;
            let wat = SkjRegistratieCommand::Registreer(inschrijving.clone());
            poging.besluit(&skj, toegang.opdracht(wat, poging.nu, poging.gebeurd_op()))
        })
        .await
    }

    /// Withdraws a mandaat; of an ondermandaat, the mandaat above it says who passed it on.
    ///
    /// # Errors
    /// The rules of `mandaat`; as [`Application::voer`].
    pub async fn trek_mandaat_in(
        &self,
        toegang: &Toegang<MandaatIntrekken>,
        aanvraag: &Aanvraag,
        reden: VrijeTekst,
    ) -> Result<Receipt, UseCaseError> {
        self.voer(toegang.gemeente(), aanvraag, Some(toegang.resource()), async |poging| {
            let mandaat = poging.laad_genoemd::<Mandaat>(toegang.resource()).await?;
            let boven = match mandaat.state.boven() {
                Some(boven) => Some(Box::new(Mandaat::clone(&poging.laad::<Mandaat>(boven.uuid()).await?.state))),
                None => None,
            };
            let wat = MandaatCommand::TrekIn { reden: reden.clone(), boven };
            poging.besluit(&mandaat, toegang.opdracht(wat, poging.nu, poging.gebeurd_op()))
        })
        .await
    }

    /// Passes a mandaat on: an ondermandaat within the mandaat that the access is about, on the same besluit; refused when
    /// that mandaat, the besluit or the registration change meanwhile.
    ///
    /// # Errors
    /// [`UseCaseError::NietGevonden`] when there is no such mandaat; the rules of `mandaat`; as [`Application::voer`].
    pub async fn verleen_ondermandaat(
        &self,
        toegang: &Toegang<OndermandaatVerlenen>,
        aanvraag: &Aanvraag,
        mandaat: Uuid,
        verlening: Verlening,
    ) -> Result<Receipt, UseCaseError> {
        self.voer(toegang.gemeente(), aanvraag, None, async |poging| {
            let boven = poging.laad::<Mandaat>(toegang.resource()).await?;
            let besluit = boven.state.besluit_op(poging.nu).map_err(MandaatError::BovenmandaatWerktNiet)?;
            let besluit = poging.laad::<Mandaatbesluit>(besluit.uuid()).await?;
            let skj = poging.laad_of_niet::<SkjRegistratie>(skj_registratie_id(verlening.houder.professional)).await?;
            let grenzen = besluit.state.grenzen().ok_or(UseCaseError::NietGevonden)?;
            let verlening = Verlening {
                besluit: MandaatbesluitId::new(besluit.id),
                besluitversie: besluit.versie,
                wetstekst: Some(grenzen.wetstekst.clone()),
                boven: Some(Bovenmandaat { mandaat: MandaatId::new(boven.id), versie: boven.versie }),
                ..verlening.clone()
            };
            let wat = MandaatCommand::VerleenOnder {
                verlening: Box::new(verlening),
                boven: Box::new(Mandaat::clone(&boven.state)),
                grenzen,
                skj_geldig_tot: skj.state.geldig_tot(),
            };
            let nieuw = poging.nieuw::<Mandaat>(mandaat);
            poging.besluit(&nieuw, toegang.opdracht(wat, poging.nu, poging.gebeurd_op()))
        })
        .await
    }
}
