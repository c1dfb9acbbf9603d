//! How the regie is handed over: asked of one person, and moved in the same append as the acceptance. And what a move to
//! another municipality means for running help.

use regieboek_access::Toegang;
use regieboek_access::handelingen::{
    RegieOverdragen, VerhuizingVastleggen, VerwijzingBeantwoorden, VerwijzingWeigeren,
};
use regieboek_beleid::Beleidsboek;
use regieboek_doorverwijzing::{
    Adressering, Doorverwijzing, DoorverwijzingCommand, DoorverwijzingError, Soort, Verzoek, Weigering,
};
use regieboek_event_store::Receipt;
use regieboek_huishouden::{Huishouden, HuishoudenCommand};
use regieboek_kernel::{BeleidsboekId, Datum, Deelgrond, DoorverwijzingId, Functionaris, HuishoudenId, VrijeTekst};

use super::doorverwijzingen::{geef_overdracht_vrij, laad_huishouden, van_dit_huishouden};
use crate::aanvraag::Aanvraag;
use crate::application::Application;
use crate::claims;
use crate::error::UseCaseError;

/// What the regisseur asks of whoever is to take over.
#[derive(Debug, Clone)]
pub struct Overdrachtsverzoek {
    /// Who is asked.
    pub naar: Functionaris,
    /// Why, and what there is to know.
    pub hulpvraag: VrijeTekst,
    /// Whether it is urgent.
    pub spoed: bool,
    /// On which ground it is shared.
    pub deelgrond: Option<Deelgrond>,
}

impl Application {
    /// Asks one person to take over the regie; until that one accepts, whoever asks keeps it. Refused while another
    /// overdracht of the huishouden is open.
    ///
    /// # Errors
    /// [`UseCaseError::Bezet`] by the open one; the rules of `huishouden` (H6, H29) and `doorverwijzing`; as
    /// [`Application::voer`].
    pub async fn vraag_overdracht(
        &self,
        toegang: &Toegang<RegieOverdragen>,
        aanvraag: &Aanvraag,
        verwijzing: DoorverwijzingId,
        verzoek: Overdrachtsverzoek,
    ) -> Result<Receipt, UseCaseError> {
        let id = HuishoudenId::new(toegang.resource());
        self.voer(toegang.gemeente(), aanvraag, None, async |poging| {
            let huishouden = poging.laad::<Huishouden>(id.uuid()).await?;
            let Overdrachtsverzoek { naar, hulpvraag, spoed, deelgrond } = verzoek.clone();
            let gericht_aan = Adressering { organisatie: naar.organisatie.clone(), functie: Some(naar.functie) };
            huishouden.state.kan_regie_overdragen(toegang.wie(), &naar.clone().into())?;
            let nodig = Soort::Overdracht { naar: naar.clone() }.nodig();
            huishouden.state.te_delen(deelgrond, &naar.organisatie, nodig, poging.nu)?;
            let wat = DoorverwijzingCommand::VraagAan(regieboek_doorverwijzing::Aanvraag {
                huishouden: id,
                verzoek: Verzoek::Overdracht { naar },
                gericht_aan,
                betreft: Vec::new(),
                hulpvraag,
                spoed,
                deelgrond,
                van_buiten: false,
            });
            let nieuw = poging.nieuw::<Doorverwijzing>(verwijzing.uuid());
            poging.besluit(&nieuw, toegang.opdracht(wat, poging.nu, poging.gebeurd_op()))?;
            poging.neem(claims::open_overdracht(id), verwijzing.uuid());
            Ok(())
        })
        .await
    }

    /// Accepts an overdracht, after the joint conversation: the regie is the caller's from that same moment.
    ///
    /// # Errors
    /// The rules of `doorverwijzing` and `huishouden` (H15, H29: whoever asked may not hold the regie any more); as
    /// [`Application::voer`].
    pub async fn aanvaard_overdracht(
        &self,
        toegang: &Toegang<VerwijzingBeantwoorden>,
        aanvraag: &Aanvraag,
        warme_overdracht: Datum,
    ) -> Result<Receipt, UseCaseError> {
        self.voer(toegang.gemeente(), aanvraag, Some(toegang.resource()), async |poging| {
            let verwijzing = poging.laad_genoemd::<Doorverwijzing>(toegang.resource()).await?;
            let wat = DoorverwijzingCommand::AanvaardOverdracht { warme_overdracht };
            let na = poging.na_besluit(&verwijzing, toegang.opdracht(wat, poging.nu, poging.gebeurd_op()))?;
            if na == *verwijzing.state {
                return Ok(());
            }
            let huishouden = laad_huishouden(poging, &na).await?;
            let verwijzer = na.verwijzer().ok_or(UseCaseError::NietGevonden)?;
            huishouden.state.kan_overdracht_aanvaarden(verwijzer)?;
            let naar = na.overdracht_naar().cloned().ok_or(DoorverwijzingError::GeenOverdracht)?.into();
            let wat = HuishoudenCommand::DraagRegieOver { naar, warme_overdracht };
            poging.besluit(&huishouden, toegang.opdracht(wat, poging.nu, poging.gebeurd_op()))?;
            geef_overdracht_vrij(poging, &verwijzing);
            Ok(())
        })
        .await
    }

    /// Refuses a doorverwijzing; the regie stays, and another overdracht can be asked.
    ///
    /// # Errors
    /// The rules of `doorverwijzing`; as [`Application::voer`].
    pub async fn weiger_verwijzing(
        &self,
        toegang: &Toegang<VerwijzingWeigeren>,
        aanvraag: &Aanvraag,
        weigering: Weigering,
    ) -> Result<Receipt, UseCaseError> {
        self.voer(toegang.gemeente(), aanvraag, Some(toegang.resource()), async |poging| {
            let verwijzing = poging.laad_genoemd::<Doorverwijzing>(toegang.resource()).await?;
            let wat = DoorverwijzingCommand::Weiger(weigering.clone());
            poging.besluit(&verwijzing, toegang.opdracht(wat, poging.nu, poging.gebeurd_op()))?;
            geef_overdracht_vrij(poging, &verwijzing);
            Ok(())
        })
        .await
    }

    /// Records that running youth help without stay goes on after a move, at most a year (Jeugdwet 2.7a).
    ///
    /// # Errors
    /// [`UseCaseError::NietGevonden`] when the doorverwijzing is of another huishouden; the rules of `doorverwijzing`
    /// (D22) and `huishouden` (H28); as [`Application::voer`].
    pub async fn zet_jeugdhulp_voort(
        &self,
        toegang: &Toegang<VerhuizingVastleggen>,
        aanvraag: &Aanvraag,
        verwijzing: DoorverwijzingId,
    ) -> Result<Receipt, UseCaseError> {
        self.voer(toegang.gemeente(), aanvraag, Some(toegang.resource()), async |poging| {
            let huishouden = poging.laad_genoemd::<Huishouden>(toegang.resource()).await?;
            let hulp = poging.laad::<Doorverwijzing>(verwijzing.uuid()).await?;
            van_dit_huishouden(&hulp, &huishouden)?;
            let boek = poging.laad_of_niet::<Beleidsboek>(BeleidsboekId::van(toegang.gemeente()).uuid()).await?;
            let voorziening = hulp.state.voorziening();
            let beleid = voorziening.map_or(poging.beleid(), |hulp| boek.state.op_met(hulp, poging.nu.datum()));
            hulp.state.gaat_door_na_verhuizing(beleid)?;
            let wat = HuishoudenCommand::ZetJeugdhulpVoort { verwijzing };
            poging.besluit(&huishouden, toegang.opdracht(wat, poging.nu, poging.gebeurd_op()))
        })
        .await
    }
}
