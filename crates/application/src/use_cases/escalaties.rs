//! Escalaties: each decision of the Meer-team and its effect on the huishouden are one append (DOMAIN 4 "Across
//! aggregates"), so of two at once exactly one succeeds.

use regieboek_access::handelingen::{
    AfschalingBeantwoorden, Doorzetten, EscalatieBeslissen, Escaleren, TerugvalMelden, Triageren,
};
use regieboek_access::{Handeling, Toegang};
use regieboek_escalatie::{Afwijsreden, Escalatie, EscalatieCommand, Escalatiegrond};
use regieboek_event_store::Receipt;
use regieboek_huishouden::{Huishouden, HuishoudenCommand};
use regieboek_kernel::{ActieId, Datum, EscalatieId, Functionaris, HuishoudenId, VrijeTekst};

use crate::aanvraag::Aanvraag;
use crate::application::Application;
use crate::claims;
use crate::eigenaar::nu_geldend;
use crate::error::UseCaseError;
use crate::poging::{Geladen, Poging, laad};

/// Why the Meer-team is called in.
#[derive(Debug, Clone)]
pub struct Escalatiemelding {
    /// On which grounds.
    pub gronden: Vec<Escalatiegrond>,
    /// What was tried.
    pub geprobeerd: VrijeTekst,
    /// What is asked of the Meer-team.
    pub gevraagd: VrijeTekst,
    /// Whether it is urgent.
    pub spoed: bool,
}

impl Application {
    /// Calls in the Meer-team for a huishouden; refused while another escalatie of it is open.
    ///
    /// # Errors
    /// [`UseCaseError::Bezet`] by the open one; the rules of `escalatie`; as [`Application::voer`].
    pub async fn escaleer(
        &self,
        toegang: &Toegang<Escaleren>,
        aanvraag: &Aanvraag,
        escalatie: EscalatieId,
        melding: Escalatiemelding,
    ) -> Result<Receipt, UseCaseError> {
        let id = HuishoudenId::new(toegang.resource());
        self.voer(toegang.gemeente(), aanvraag, None, async |poging| {
            let huishouden = poging.laad::<Huishouden>(id.uuid()).await?;
            huishouden.state.staat_op_zichzelf()?;
            let Escalatiemelding { gronden, geprobeerd, gevraagd, spoed } = melding.clone();
            let wat = EscalatieCommand::MeldAan { huishouden: id, gronden, geprobeerd, gevraagd, spoed };
            let nieuw = poging.nieuw::<Escalatie>(escalatie.uuid());
            poging.besluit(&nieuw, toegang.opdracht(wat, poging.nu, poging.gebeurd_op()))?;
            poging.neem(claims::open_escalatie(id), escalatie.uuid());
            Ok(())
        })
        .await
    }

    /// Takes an escalatie in triage; whoever takes it becomes involved in the huishouden.
    ///
    /// # Errors
    /// The rules of `escalatie` and `huishouden`; as [`Application::voer`].
    pub async fn neem_in_triage(
        &self,
        toegang: &Toegang<Triageren>,
        aanvraag: &Aanvraag,
    ) -> Result<Receipt, UseCaseError> {
        self.over_beide(toegang, aanvraag, async |poging, zaak| {
            zaak.escalatie(poging, toegang, EscalatieCommand::NeemInTriage {})?;
            let wie = beller(toegang)?.into();
            zaak.huishouden(poging, toegang, HuishoudenCommand::BetrekCoordinator { escalatie: zaak.id(), wie })
        })
        .await
    }

    /// Accepts an escalatie: the caller coordinates and holds the regie from that same moment.
    ///
    /// # Errors
    /// The rules of `escalatie` and `huishouden` (there must be an active plan); as [`Application::voer`].
    pub async fn neem_escalatie_aan(
        &self,
        toegang: &Toegang<EscalatieBeslissen>,
        aanvraag: &Aanvraag,
    ) -> Result<Receipt, UseCaseError> {
        self.over_beide(toegang, aanvraag, async |poging, zaak| {
            let coordinator = beller(toegang)?;
            // Once accepted the huishouden names the coordinator; who came before is then known to the escalatie.
            let voorgaande_regisseur = zaak
                .escalatie
                .state
                .voorgaande_regisseur()
                .or_else(|| zaak.huishouden.state.eigenaar()?.professional)
                .ok_or_else(|| defect("a huishouden without owner"))?;
            let neem_aan = EscalatieCommand::NeemAan { coordinator: coordinator.clone(), voorgaande_regisseur };
            zaak.escalatie(poging, toegang, neem_aan)?;
            let neem_over = HuishoudenCommand::NeemRegieOver { escalatie: zaak.id(), regisseur: coordinator.into() };
            zaak.huishouden(poging, toegang, neem_over)
        })
        .await
    }

    /// Refuses an escalatie, with advice; the caller's involvement ends and another escalatie can be raised.
    ///
    /// # Errors
    /// The rules of `escalatie` and `huishouden`; as [`Application::voer`].
    pub async fn wijs_escalatie_af(
        &self,
        toegang: &Toegang<EscalatieBeslissen>,
        aanvraag: &Aanvraag,
        reden: Afwijsreden,
        advies: VrijeTekst,
    ) -> Result<Receipt, UseCaseError> {
        self.over_beide(toegang, aanvraag, async |poging, zaak| {
            zaak.escalatie(poging, toegang, EscalatieCommand::WijsAf { reden, advies: advies.clone() })?;
            let wie = beller(toegang)?.into();
            zaak.huishouden(poging, toegang, HuishoudenCommand::BeeindigBetrokkenheid { wie })?;
            poging.geef_terug(claims::open_escalatie(zaak.huishouden_id()), zaak.id().uuid());
            Ok(())
        })
        .await
    }

    /// Fixes the order of the acties over other parties; it is the order of the plan from that same moment.
    ///
    /// # Errors
    /// The rules of `escalatie` and `huishouden`; as [`Application::voer`].
    pub async fn bepaal_volgorde_bij_escalatie(
        &self,
        toegang: &Toegang<Doorzetten>,
        aanvraag: &Aanvraag,
        volgorde: Vec<ActieId>,
        toelichting: VrijeTekst,
    ) -> Result<Receipt, UseCaseError> {
        self.over_beide(toegang, aanvraag, async |poging, zaak| {
            let wat = EscalatieCommand::BepaalVolgorde { volgorde: volgorde.clone(), toelichting: toelichting.clone() };
            zaak.escalatie(poging, toegang, wat)?;
            zaak.huishouden(poging, toegang, HuishoudenCommand::BepaalVolgorde { volgorde: volgorde.clone() })
        })
        .await
    }

    /// Accepts the step-down: the regie is the next regisseur's from that same moment, and the escalatie no longer open.
    ///
    /// # Errors
    /// The rules of `escalatie` and `huishouden`; as [`Application::voer`].
    pub async fn aanvaard_afschaling(
        &self,
        toegang: &Toegang<AfschalingBeantwoorden>,
        aanvraag: &Aanvraag,
        warme_overdracht: Datum,
    ) -> Result<Receipt, UseCaseError> {
        self.over_beide(toegang, aanvraag, async |poging, zaak| {
            let wat = EscalatieCommand::AanvaardAfschaling { warme_overdracht };
            let na = poging.na_besluit(&zaak.escalatie, toegang.opdracht(wat, poging.nu, poging.gebeurd_op()))?;
            let regisseur = na.volgende_regisseur().cloned().ok_or_else(|| defect("a step-down to nobody"))?.into();
            let geef_terug = HuishoudenCommand::GeefRegieTerug { escalatie: zaak.id(), regisseur, warme_overdracht };
            zaak.huishouden(poging, toegang, geef_terug)?;
            poging.geef_terug(claims::open_escalatie(zaak.huishouden_id()), zaak.id().uuid());
            Ok(())
        })
        .await
    }

    /// Reports terugval in the nazorg: the escalatie is open again, and a plan that was closed meanwhile is active again.
    ///
    /// # Errors
    /// [`UseCaseError::Bezet`] when another escalatie was opened meanwhile; the rules of `escalatie` and `huishouden`;
    /// as [`Application::voer`].
    pub async fn meld_terugval(
        &self,
        toegang: &Toegang<TerugvalMelden>,
        aanvraag: &Aanvraag,
        toelichting: VrijeTekst,
    ) -> Result<Receipt, UseCaseError> {
        self.over_beide(toegang, aanvraag, async |poging, zaak| {
            let wat = EscalatieCommand::MeldTerugval { toelichting: toelichting.clone() };
            zaak.escalatie(poging, toegang, wat)?;
            zaak.huishouden(poging, toegang, HuishoudenCommand::HeropenPlan { escalatie: zaak.id() })?;
            poging.neem(claims::open_escalatie(zaak.huishouden_id()), zaak.id().uuid());
            Ok(())
        })
        .await
    }

    /// For whom an escalatie was raised: whom every text in it is about.
    ///
    /// # Errors
    /// [`UseCaseError::NietGevonden`]; or the store cannot be read.
    pub async fn huishouden_van_escalatie<H: Handeling>(
        &self,
        toegang: &Toegang<H>,
    ) -> Result<HuishoudenId, UseCaseError> {
        let escalatie = laad::<Escalatie>(&self.store, toegang.gemeente(), toegang.resource()).await?;
        escalatie.state.huishouden().ok_or(UseCaseError::NietGevonden)
    }

    /// Lets `stap` decide on the escalatie that the caller named and on its huishouden, for one append over both.
    async fn over_beide<H: Handeling>(
        &self,
        toegang: &Toegang<H>,
        aanvraag: &Aanvraag,
        stap: impl AsyncFn(&mut Poging<'_>, &Zaak) -> Result<(), UseCaseError>,
    ) -> Result<Receipt, UseCaseError> {
        let id = toegang.resource();
        self.voer(toegang.gemeente(), aanvraag, Some(id), async |poging| {
            let escalatie = poging.laad_genoemd::<Escalatie>(id).await?;
            let huishouden = escalatie.state.huishouden().ok_or(UseCaseError::NietGevonden)?;
            let huishouden = nu_geldend(poging, poging.laad(huishouden.uuid()).await?).await?;
            stap(poging, &Zaak { escalatie, huishouden }).await
        })
        .await
    }
}

/// An escalatie and its huishouden, as both were read.
struct Zaak {
    escalatie: Geladen<Escalatie>,
    huishouden: Geladen<Huishouden>,
}

impl Zaak {
    fn id(&self) -> EscalatieId {
        EscalatieId::new(self.escalatie.id)
    }

    fn huishouden_id(&self) -> HuishoudenId {
        HuishoudenId::new(self.huishouden.id)
    }

    /// The decision on the escalatie; always taken first, because the receipt speaks of it.
    fn escalatie<H: Handeling>(
        &self,
        poging: &mut Poging<'_>,
        toegang: &Toegang<H>,
        wat: EscalatieCommand,
    ) -> Result<(), UseCaseError> {
        poging.besluit(&self.escalatie, toegang.opdracht(wat, poging.nu, poging.gebeurd_op()))
    }

    fn huishouden<H: Handeling>(
        &self,
        poging: &mut Poging<'_>,
        toegang: &Toegang<H>,
        wat: HuishoudenCommand,
    ) -> Result<(), UseCaseError> {
        poging.besluit(&self.huishouden, toegang.opdracht(wat, poging.nu, poging.gebeurd_op()))
    }
}

/// Who calls, as the domain names them.
fn beller<H: Handeling>(toegang: &Toegang<H>) -> Result<Functionaris, UseCaseError> {
    toegang.wie().professional().map(Functionaris::from).ok_or_else(|| defect("the software handles no escalatie"))
}

fn defect(wat: &str) -> UseCaseError {
    UseCaseError::Storing(wat.to_owned())
}
