//! Watches the dates: every term that passed enters the domain as a command of the software.

use regieboek_api::ingang::Ingang;
use regieboek_application::{Termijn, UseCaseError};
use regieboek_doorverwijzing::Verwijzingstermijn;
use regieboek_escalatie::Escalatietermijn;
use regieboek_event_store::ProjectionError;
use regieboek_huishouden::TermijnSoort;
use regieboek_intake::signaal::SignaalTermijn;
use regieboek_kernel::Gemeente;
use regieboek_projections::{Termijnen, Termijnsoort};

/// How many terms one round takes on.
const PER_RONDE: u32 = 100;

/// Why a round stopped; the next one begins where this one stopped.
#[derive(Debug, thiserror::Error)]
pub(crate) enum RondeFout {
    #[error(transparent)]
    Lezen(#[from] ProjectionError),
    #[error(transparent)]
    Vastleggen(#[from] UseCaseError),
}

/// One round for one municipality.
///
/// # Errors
/// The terms cannot be read, or one of them cannot be recorded now.
pub(crate) async fn ronde(ingang: &Ingang, gemeente: &Gemeente) -> Result<(), RondeFout> {
    let nu = ingang.application.nu();
    let mut tx = ingang.lees.transactie().await.map_err(ProjectionError::from)?;
    let verstreken = Termijnen::verstreken(&mut tx, gemeente, nu, PER_RONDE).await?;
    drop(tx);
    for termijn in verstreken {
        let soort = van_projectie(termijn.soort);
        ingang.application.verstrijk_termijn(gemeente, termijn.stroom, soort, termijn.oorzaak).await?;
    }
    Ok(())
}

const fn van_projectie(soort: Termijnsoort) -> Termijn {
    match soort {
        Termijnsoort::Signaal(SignaalTermijn::Oppakken) => Termijn::SignaalOppakken,
        Termijnsoort::Signaal(SignaalTermijn::Terugkoppeling) => Termijn::SignaalTerugkoppeling,
        Termijnsoort::Intake => Termijn::IntakeOnderzoek,
        Termijnsoort::IntakeVan(termijn) => Termijn::Intake(termijn),
        Termijnsoort::Doorverwijzing(Verwijzingstermijn::Beantwoorden) => Termijn::VerwijzingBeantwoorden,
        Termijnsoort::Doorverwijzing(Verwijzingstermijn::Start) => Termijn::VerwijzingStart,
        Termijnsoort::Doorverwijzing(Verwijzingstermijn::Terugkoppeling) => Termijn::VerwijzingTerugkoppeling,
        Termijnsoort::Escalatie(Escalatietermijn::Triage) => Termijn::EscalatieTriage,
        Termijnsoort::Escalatie(Escalatietermijn::Nazorg) => Termijn::EscalatieNazorg,
        Termijnsoort::Escalatie(Escalatietermijn::Doorbraak(id)) => Termijn::Doorbraak(id),
        Termijnsoort::Huishouden(TermijnSoort::Nazorgcontrole(nummer)) => Termijn::Nazorgcontrole(nummer),
        Termijnsoort::Huishouden(TermijnSoort::Actie(id)) => Termijn::Actie(id),
        Termijnsoort::Huishouden(TermijnSoort::Toestemming(id)) => Termijn::Toestemming(id),
        Termijnsoort::Huishouden(TermijnSoort::Maatregel) => Termijn::Maatregel,
        Termijnsoort::Mandaat => Termijn::Mandaat,
        Termijnsoort::SkjRegistratie => Termijn::SkjRegistratie,
        Termijnsoort::Mandaatbesluit => Termijn::Mandaatbesluit,
        Termijnsoort::Doorverwijzing(Verwijzingstermijn::Bezwaar) => Termijn::VerwijzingBezwaar,
    }
}
