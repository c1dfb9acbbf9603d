//! Terms are facts: what a passed date means enters here, as a command of the software to the aggregate it runs on.

use std::error::Error;

use regieboek_access::Toegang;
use regieboek_access::handelingen::TermijnBewaken;
use regieboek_doorverwijzing::{Doorverwijzing, DoorverwijzingCommand, DoorverwijzingError, Verwijzingstermijn};
use regieboek_escalatie::{Escalatie, EscalatieCommand, EscalatieError, Escalatietermijn};
use regieboek_huishouden::{Huishouden, HuishoudenCommand, HuishoudenError, TermijnSoort};
use regieboek_intake::intake::IntakeTermijn;
use regieboek_intake::signaal::SignaalTermijn;
use regieboek_intake::{Intake, IntakeCommand, IntakeError, Signaal, SignaalCommand, SignaalError};
use regieboek_kernel::{ActieId, Beslisser, DoorbraakId, EventId, Gemeente, Regelfout, ToestemmingId};
use regieboek_mandaat::{
    Mandaat, MandaatCommand, MandaatError, Mandaatbesluit, MandaatbesluitCommand, MandaatbesluitError, SkjRegistratie,
    SkjRegistratieCommand, SkjRegistratieError,
};
use uuid::Uuid;

use crate::aanvraag::Aanvraag;
use crate::application::Application;
use crate::error::UseCaseError;
use crate::poging::{Aggregaat, Geladen, Poging, laad};
use crate::use_cases::doorverwijzingen::geef_overdracht_vrij;

/// Every term of the domain that can pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Termijn {
    /// A signaal was not picked up.
    SignaalOppakken,
    /// Who reported a signaal did not hear.
    SignaalTerugkoppeling,
    /// A Wmo report was not investigated (Wmo 2015, 2.3.2).
    IntakeOnderzoek,
    /// A youth-help plan (Jeugdwet 4.1.3) or a decision (Wmo 2015, 2.3.5) did not come.
    Intake(IntakeTermijn),
    /// A doorverwijzing was not answered.
    VerwijzingBeantwoorden,
    /// Accepted help did not start.
    VerwijzingStart,
    /// Who referred did not hear.
    VerwijzingTerugkoppeling,
    /// An objection against an inzet was not decided on (Awb 7:10).
    VerwijzingBezwaar,
    /// An escalatie was not triaged.
    EscalatieTriage,
    /// The shortest nazorg of an escalatie is over.
    EscalatieNazorg,
    /// The last day of a doorbraak is over.
    Doorbraak(DoorbraakId),
    /// A check after closing a plan, by its number, was not done.
    Nazorgcontrole(u8),
    /// An actie was not done.
    Actie(ActieId),
    /// A consent ended.
    Toestemming(ToestemmingId),
    /// A court measure ended.
    Maatregel,
    /// The last day of a mandaat is over.
    Mandaat,
    /// The last valid day of an SKJ registration is over.
    SkjRegistratie,
    /// The last day of a withdrawn mandaatbesluit is over.
    Mandaatbesluit,
}

/// The name in the key of its command.
impl std::fmt::Display for Termijn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::SignaalOppakken => f.write_str("signaal-oppakken"),
            Self::SignaalTerugkoppeling => f.write_str("signaal-terugkoppeling"),
            Self::IntakeOnderzoek => f.write_str("intake-onderzoek"),
            Self::Intake(termijn) => write!(f, "intake-{termijn}"),
            Self::VerwijzingBeantwoorden => f.write_str("verwijzing-beantwoorden"),
            Self::VerwijzingStart => f.write_str("verwijzing-start"),
            Self::VerwijzingTerugkoppeling => f.write_str("verwijzing-terugkoppeling"),
            Self::VerwijzingBezwaar => f.write_str("verwijzing-bezwaar"),
            Self::EscalatieTriage => f.write_str("escalatie-triage"),
            Self::EscalatieNazorg => f.write_str("escalatie-nazorg"),
            Self::Doorbraak(id) => write!(f, "doorbraak:{id}"),
            Self::Nazorgcontrole(nummer) => write!(f, "nazorgcontrole:{nummer}"),
            Self::Actie(id) => write!(f, "actie:{id}"),
            Self::Toestemming(id) => write!(f, "toestemming:{id}"),
            Self::Maatregel => f.write_str("maatregel"),
            Self::Mandaat => f.write_str("mandaat"),
            Self::SkjRegistratie => f.write_str("skj-registratie"),
            Self::Mandaatbesluit => f.write_str("mandaatbesluit"),
        }
    }
}

impl Application {
    /// Records that a term passed. Done as well when it has not passed yet, no longer runs, or was recorded before: the
    /// aggregate knows, whoever watches the dates.
    ///
    /// # Errors
    /// [`UseCaseError::NietGevonden`] when there is no such stream; as [`Application::voer`].
    pub async fn verstrijk_termijn(
        &self,
        gemeente: &Gemeente,
        stroom: Uuid,
        termijn: Termijn,
        oorzaak: EventId,
    ) -> Result<(), UseCaseError> {
        let bewaking = Bewaking { application: self, gemeente, stroom, termijn, oorzaak };
        let signaal = |termijn| SignaalCommand::VerstrijkTermijn { termijn };
        let verwijzing = |termijn| DoorverwijzingCommand::VerstrijkTermijn { termijn };
        let escalatie = |termijn| EscalatieCommand::VerstrijkTermijn { termijn };
        let huishouden = |soort| HuishoudenCommand::VerstrijkTermijn { soort };
        match termijn {
            Termijn::SignaalOppakken => bewaking.verstrijk::<Signaal>(signaal(SignaalTermijn::Oppakken)).await,
            Termijn::SignaalTerugkoppeling => {
                bewaking.verstrijk::<Signaal>(signaal(SignaalTermijn::Terugkoppeling)).await
            }
            Termijn::IntakeOnderzoek => bewaking.verstrijk::<Intake>(IntakeCommand::VerstrijkTermijn).await,
            Termijn::Intake(termijn) => {
                bewaking.verstrijk::<Intake>(IntakeCommand::VerstrijkTermijnVan { termijn }).await
            }
            Termijn::VerwijzingBeantwoorden => {
                let vrij = geef_overdracht_vrij;
                bewaking.verstrijk_en(verwijzing(Verwijzingstermijn::Beantwoorden), vrij).await
            }
            Termijn::VerwijzingStart => {
                bewaking.verstrijk::<Doorverwijzing>(verwijzing(Verwijzingstermijn::Start)).await
            }
            Termijn::VerwijzingTerugkoppeling => {
                bewaking.verstrijk::<Doorverwijzing>(verwijzing(Verwijzingstermijn::Terugkoppeling)).await
            }
            Termijn::VerwijzingBezwaar => {
                bewaking.verstrijk::<Doorverwijzing>(verwijzing(Verwijzingstermijn::Bezwaar)).await
            }
            Termijn::EscalatieTriage => bewaking.verstrijk::<Escalatie>(escalatie(Escalatietermijn::Triage)).await,
            Termijn::EscalatieNazorg => bewaking.verstrijk::<Escalatie>(escalatie(Escalatietermijn::Nazorg)).await,
            Termijn::Doorbraak(id) => bewaking.verstrijk::<Escalatie>(escalatie(Escalatietermijn::Doorbraak(id))).await,
            Termijn::Nazorgcontrole(nummer) => {
                bewaking.verstrijk::<Huishouden>(huishouden(TermijnSoort::Nazorgcontrole(nummer))).await
            }
            Termijn::Actie(id) => bewaking.verstrijk::<Huishouden>(huishouden(TermijnSoort::Actie(id))).await,
            Termijn::Toestemming(id) => {
                bewaking.verstrijk::<Huishouden>(huishouden(TermijnSoort::Toestemming(id))).await
            }
            Termijn::Maatregel => bewaking.verstrijk::<Huishouden>(huishouden(TermijnSoort::Maatregel)).await,
            Termijn::Mandaat => bewaking.verstrijk::<Mandaat>(MandaatCommand::VerstrijkTermijn).await,
            Termijn::SkjRegistratie => {
                bewaking.verstrijk::<SkjRegistratie>(SkjRegistratieCommand::VerstrijkTermijn).await
            }
            Termijn::Mandaatbesluit => {
                bewaking.verstrijk::<Mandaatbesluit>(MandaatbesluitCommand::VerstrijkTermijn).await
            }
        }
    }
}

/// A term that is due, on its stream.
struct Bewaking<'a> {
    application: &'a Application,
    gemeente: &'a Gemeente,
    stroom: Uuid,
    termijn: Termijn,
    oorzaak: EventId,
}

impl Bewaking<'_> {
    /// The version in the key: that there was nothing to record once must not silence the same term later, as when a plan
    /// closes and re-opens. That it is recorded once is the aggregate's own rule.
    async fn verstrijk<A: Aggregaat>(&self, wat: <A as Beslisser>::Command) -> Result<(), UseCaseError> {
        self.verstrijk_en::<A>(wat, |_, _| {}).await
    }

    /// The same, with what else must be stored when it passes.
    async fn verstrijk_en<A: Aggregaat>(
        &self,
        wat: <A as Beslisser>::Command,
        en: fn(&mut Poging<'_>, &Geladen<A>),
    ) -> Result<(), UseCaseError> {
        let versie = laad::<A>(&self.application.store, self.gemeente, self.stroom).await?.versie;
        let toegang = Toegang::<TermijnBewaken>::systeem(self.gemeente.clone(), self.stroom, self.oorzaak);
        let oorzaak = self.oorzaak.uuid();
        let aanvraag = Aanvraag::systeem(oorzaak, oorzaak, &format!("{}@{versie}", self.termijn));
        let stap = async |poging: &mut Poging<'_>| {
            let geladen = poging.laad::<A>(self.stroom).await?;
            let na = poging.na_besluit(&geladen, toegang.opdracht(wat.clone(), poging.nu, None))?;
            if na != *geladen.state {
                en(poging, &geladen);
            }
            Ok(())
        };
        match self.application.voer(self.gemeente, &aanvraag, Some(self.stroom), stap).await {
            Err(UseCaseError::Regel(regel)) if heeft_niets_te_zeggen(&*regel) => Ok(()),
            uitkomst => uitkomst.map(drop),
        }
    }
}

/// The refusals that only say that a term has not passed yet, or does not run.
fn heeft_niets_te_zeggen(regel: &dyn Regelfout) -> bool {
    let fout: &dyn Error = regel;
    matches!(fout.downcast_ref(), Some(SignaalError::TermijnNietVerstreken { .. }))
        || matches!(fout.downcast_ref(), Some(IntakeError::TermijnNietVerstreken { .. }))
        || matches!(fout.downcast_ref(), Some(DoorverwijzingError::TermijnNogNietVerstreken { .. }))
        || matches!(
            fout.downcast_ref(),
            Some(EscalatieError::TermijnNietVerstreken { .. } | EscalatieError::TermijnLooptNiet { .. })
        )
        || matches!(fout.downcast_ref(), Some(HuishoudenError::TermijnNietVerstreken))
        || matches!(fout.downcast_ref(), Some(MandaatError::TermijnNietVerstreken))
        || matches!(fout.downcast_ref(), Some(SkjRegistratieError::TermijnNietVerstreken))
        || matches!(fout.downcast_ref(), Some(MandaatbesluitError::TermijnNietVerstreken))
}
