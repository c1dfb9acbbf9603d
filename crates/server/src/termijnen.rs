//! Watches the dates: every term that passed enters the domain as a command of the software.

use regieboek_api::ingang::Ingang;
use regieboek_application::{Application, Termijn};
use regieboek_doorverwijzing::Verwijzingstermijn;
use regieboek_escalatie::Escalatietermijn;
use regieboek_event_store::{Lease, ProjectionError};
use regieboek_huishouden::TermijnSoort;
use regieboek_intake::signaal::SignaalTermijn;
use regieboek_kernel::{Gemeente, Tijdstip};
use regieboek_projections::{Leesmodellen, Termijnen, Termijnsoort};

use crate::werkers::WerkFout;

/// How many terms one round takes on.
const PER_RONDE: u32 = 100;

/// Who watches the terms of one municipality. Between events it knows when the next one passes, and asks nothing.
pub(crate) struct Termijnwacht {
    application: Application,
    lees: Leesmodellen,
    gemeente: Gemeente,
    /// How far the log was when it last looked, and which term was the first then.
    gezien: Option<(u64, Option<Tijdstip>)>,
}

impl Termijnwacht {
    pub(crate) fn new(ingang: &Ingang, lease: Lease) -> Self {
        let gemeente = lease.gemeente.clone();
        Self { application: ingang.application.onder(lease), lees: ingang.lees.clone(), gemeente, gezien: None }
    }

    /// Looks once, if anything can have passed.
    ///
    /// # Errors
    /// The terms cannot be read, or one of them cannot be recorded now; the next round begins where this one stopped.
    pub(crate) async fn kijk(&mut self, head: u64) -> Result<(), WerkFout> {
        let nu = self.application.nu();
        let is_verstreken = |op: Option<Tijdstip>| op.is_some_and(|op| op <= nu);
        if self.gezien.is_some_and(|(tot, eerste)| tot == head && !is_verstreken(eerste)) {
            return Ok(());
        }
        let mut tx = self.lees.transactie().await.map_err(ProjectionError::from)?;
        let eerste = Termijnen::eerstvolgende(&mut tx, &self.gemeente).await?;
        if !is_verstreken(eerste) {
            self.gezien = Some((head, eerste));
            return Ok(());
        }
        let verstreken = Termijnen::verstreken(&mut tx, &self.gemeente, nu, PER_RONDE).await?;
        drop(tx);
        for termijn in verstreken {
            let soort = van_projectie(termijn.soort);
            self.application.verstrijk_termijn(&self.gemeente, termijn.stroom, soort, termijn.oorzaak).await?;
        }
        Ok(())
    }
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
