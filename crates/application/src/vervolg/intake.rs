//! What follows from the conclusion of an intake: a plan, or the Meer-team at once (DOMAIN 4, "Across aggregates").

use regieboek_access::Toegang;
use regieboek_access::handelingen::VervolgUitvoeren;
use regieboek_escalatie::{Escalatie, EscalatieCommand, Escalatiegrond};
use regieboek_event_store::{Receipt, Recorded};
use regieboek_huishouden::{Huishouden, HuishoudenCommand, Planopening, Regisseur};
use regieboek_intake::intake::rules::plan_is_aangewezen;
use regieboek_intake::intake::{Conclusie, Gesprek, Vervolgstap};
use regieboek_intake::{Intake, IntakeCommand, IntakeEvent};
use regieboek_kernel::{
    Betrokkene, HuishoudenId, IntakeId, Leefgebied, Onderwerp, Passage, Persoonsgegeven, Redencode, VrijeTekst,
};
use uuid::Uuid;

use crate::aanvraag::Aanvraag;
use crate::application::Application;
use crate::claims;
use crate::error::UseCaseError;
use crate::poging::laad;

const GEPROBEERD: &str = "Een brede intake met de bewoners. Wat is besproken, staat bij de intake.";
const GEVRAAGD: &str = "De intake is afgerond met een directe escalatie. Het Meer-team wordt gevraagd nu mee te doen.";

/// Does what a fact of an intake owes, or records that the rules refuse it. Answers whether it owed anything.
pub(super) async fn volg_op(application: &Application, oorzaak: &Recorded) -> Result<bool, UseCaseError> {
    let IntakeEvent::IntakeAfgerond(afronding) = oorzaak.decode().map_err(|e| UseCaseError::decode(&e))?.feit else {
        return Ok(false);
    };
    let Some(stap) = afronding.conclusie.vervolgstap() else { return Ok(false) };
    let intake = laad::<Intake>(&application.store, &oorzaak.gemeente, oorzaak.stream).await?;
    let (Some(gesprek), Some(huishouden)) = (intake.state.gesprek(), intake.state.huishouden()) else {
        return Err(UseCaseError::Storing(format!("no intake at position {}", oorzaak.position)));
    };
    let correlatie = oorzaak.decode_metadata().map_err(|e| UseCaseError::decode(&e))?.correlatie;
    let opvolging = Opvolging {
        application,
        oorzaak,
        huishouden,
        aanvraag: Aanvraag::systeem(oorzaak.event_id.uuid(), correlatie, stap.into()),
    };
    let uitkomst = match afronding.conclusie {
        Conclusie::Plan { regisseur } => opvolging.open_plan(regisseur.into()).await,
        Conclusie::DirecteEscalatie => opvolging.meld_escalatie_aan(gesprek, afronding.reden).await,
        Conclusie::InformatieEnAdvies | Conclusie::SocialeBasis | Conclusie::LichteOndersteuning => return Ok(false),
    };
    match uitkomst {
        Ok(_) => {}
        Err(UseCaseError::Regel(regel)) => opvolging.leg_weigering_vast(stap, regel.code()).await?,
        Err(UseCaseError::Bezet { scope, .. }) => opvolging.leg_weigering_vast(stap, scope).await?,
        Err(fout) => return Err(fout),
    }
    Ok(true)
}

/// One step that is owed, with the one key under which it is done or refused.
struct Opvolging<'a> {
    application: &'a Application,
    oorzaak: &'a Recorded,
    huishouden: HuishoudenId,
    aanvraag: Aanvraag,
}

impl Opvolging<'_> {
    fn toegang(&self, resource: Uuid) -> Toegang<VervolgUitvoeren> {
        Toegang::systeem(self.oorzaak.gemeente.clone(), resource, self.oorzaak.event_id)
    }

    fn planopening(&self, regisseur: Betrokkene) -> HuishoudenCommand {
        let intake = Some(IntakeId::new(self.oorzaak.stream));
        HuishoudenCommand::OpenPlan(Planopening { regisseur: Regisseur::Professional(regisseur), intake })
    }

    async fn open_plan(&self, regisseur: Betrokkene) -> Result<Receipt, UseCaseError> {
        let toegang = self.toegang(self.huishouden.uuid());
        self.application.pas_toe::<Huishouden, _>(&toegang, &self.aanvraag, self.planopening(regisseur)).await
    }

    /// Calls in the Meer-team; without a plan one opens in the same append, led by who owns the huishouden, so that there
    /// is a regie to take over.
    async fn meld_escalatie_aan(&self, gesprek: &Gesprek, reden: Option<VrijeTekst>) -> Result<Receipt, UseCaseError> {
        let huishouden = self.huishouden;
        let toegang = self.toegang(huishouden.uuid());
        let escalatie = Uuid::new_v5(&self.oorzaak.event_id.uuid(), b"escalatie");
        let melding = EscalatieCommand::MeldAan {
            huishouden,
            gronden: gronden(gesprek),
            geprobeerd: self.tekst(GEPROBEERD),
            gevraagd: reden.unwrap_or_else(|| self.tekst(GEVRAAGD)),
            spoed: is_acuut_onveilig(gesprek),
        };
        self.application
            .voer(toegang.gemeente(), &self.aanvraag, None, async |poging| {
                let bij = poging.laad::<Huishouden>(huishouden.uuid()).await?;
                let nieuw = poging.nieuw::<Escalatie>(escalatie);
                poging.besluit(&nieuw, toegang.opdracht(melding.clone(), poging.nu, None))?;
                poging.neem(claims::open_escalatie(huishouden), escalatie);
                if let Some(eigenaar) = bij.state.eigenaar().filter(|_| bij.state.regisseur().is_none()) {
                    let wat = self.planopening(eigenaar.clone());
                    poging.besluit(&bij, toegang.opdracht(wat, poging.nu, None))?;
                }
                Ok(())
            })
            .await
    }

    /// A refusal is a fact on the intake; under the key of the step, so that a step that was done is never refused.
    async fn leg_weigering_vast(&self, stap: Vervolgstap, regel: &str) -> Result<(), UseCaseError> {
        let wat = IntakeCommand::LegWeigeringVast { stap, regel: Redencode::new(regel) };
        self.application.pas_toe::<Intake, _>(&self.toegang(self.oorzaak.stream), &self.aanvraag, wat).await.map(drop)
    }

    /// A text of the software about the huishouden; the same passage each time.
    fn tekst(&self, tekst: &str) -> VrijeTekst {
        let passage = Passage::new(Uuid::new_v5(&self.oorzaak.event_id.uuid(), tekst.as_bytes()));
        Persoonsgegeven::new(Onderwerp::new(self.huishouden.uuid()), passage, tekst.to_owned())
    }
}

/// The grounds that the scores show: safety where veiligheid is 1 or 2; several problems at once where a plan is due,
/// and where nothing else is shown.
fn gronden(gesprek: &Gesprek) -> Vec<Escalatiegrond> {
    let veiligheid = gesprek.score(Leefgebied::Veiligheid).is_some_and(|score| score.getal() <= 2);
    let meervoudig = plan_is_aangewezen(gesprek.scores()) || !veiligheid;
    [(meervoudig, Escalatiegrond::MeervoudigeProblematiek), (veiligheid, Escalatiegrond::Veiligheid)]
        .into_iter()
        .filter_map(|(geldt, grond)| geldt.then_some(grond))
        .collect()
}

/// A score of 1 on veiligheid is acute: the triage is urgent.
fn is_acuut_onveilig(gesprek: &Gesprek) -> bool {
    gesprek.score(Leefgebied::Veiligheid).is_some_and(|score| score.getal() == 1)
}
