//! What others may ask of a doorverwijzing; pure, and nothing is answered while nothing was asked.

use regieboek_kernel::{Beleid, Deelgrond, DoelId, Functionaris, HuishoudenId, ProfessionalId, Tijdstip, Voorziening};

use crate::aggregate::Doorverwijzing;
use crate::errors::DoorverwijzingError;
use crate::rules;
use crate::values::{Adressering, Soort, Verwijzingstermijn, Wachtperiode};
use crate::verwijzing::Verwijzing;

impl Doorverwijzing {
    fn verwijzing(&self) -> Option<&Verwijzing> {
        match self {
            Self::NogNietAangevraagd => None,
            Self::Gevraagd(verwijzing) => Some(verwijzing),
        }
    }

    /// The state's name, kebab-case, as `aangevraagd`.
    pub fn toestand(&self) -> &'static str {
        self.verwijzing().map_or("nog-niet-aangevraagd", |verwijzing| (&verwijzing.toestand).into())
    }

    /// The huishouden it is about.
    pub fn huishouden(&self) -> Option<HuishoudenId> {
        self.verwijzing().map(|verwijzing| verwijzing.huishouden)
    }

    /// The kind of help, for an inzet.
    pub fn voorziening(&self) -> Option<&Voorziening> {
        match self.soort()? {
            Soort::Inzet { voorziening, .. } => Some(voorziening),
            Soort::ErbijHalen | Soort::WelzijnOpRecept | Soort::Overdracht { .. } => None,
        }
    }

    /// Its kind.
    pub fn soort(&self) -> Option<&Soort> {
        self.verwijzing().map(|verwijzing| &verwijzing.soort)
    }

    /// The doel it serves.
    pub fn doel(&self) -> Option<DoelId> {
        self.soort().and_then(Soort::doel)
    }

    /// Who asked, and to whom terugkoppeling is owed.
    pub fn verwijzer(&self) -> Option<ProfessionalId> {
        self.verwijzing().map(|verwijzing| verwijzing.verwijzer)
    }

    /// To whom it is addressed.
    pub fn gericht_aan(&self) -> Option<&Adressering> {
        self.verwijzing().map(|verwijzing| &verwijzing.gericht_aan)
    }

    /// On which ground it was shared (D7); whoever accepts gains sight on the same.
    pub fn deelgrond(&self) -> Option<Deelgrond> {
        self.verwijzing().map(|verwijzing| verwijzing.deelgrond)
    }

    /// Who accepted, also after the help ended or was taken back.
    pub fn houder(&self) -> Option<ProfessionalId> {
        self.verwijzing().and_then(Verwijzing::houder)
    }

    /// Until when terugkoppeling must be given, while it is owed (D14).
    pub fn terugkoppeling_verschuldigd(&self) -> Option<Tijdstip> {
        self.verwijzing().and_then(|verwijzing| verwijzing.terugkoppeling).map(|schuld| schuld.tot)
    }

    /// The instant from which this term has passed, while it runs and was not recorded as passed (D13).
    pub fn lopende_termijn(&self, termijn: Verwijzingstermijn) -> Option<Tijdstip> {
        self.verwijzing().and_then(|verwijzing| verwijzing.lopende_termijn(termijn))
    }

    /// Waiting time until the start, measured from the facts and split by cause.
    pub fn wachttijd(&self) -> Vec<Wachtperiode> {
        self.verwijzing().map_or_else(Vec::new, |verwijzing| verwijzing.wachttijd.perioden().to_vec())
    }

    /// To whom the regie moves, in an overdracht.
    pub fn overdracht_naar(&self) -> Option<&Functionaris> {
        self.soort().and_then(Soort::overdracht_naar)
    }

    /// D22: whether this is youth help without stay that runs or was granted, so that it goes on after a move.
    ///
    /// # Errors
    /// [`DoorverwijzingError::GeenLopendeJeugdhulp`].
    pub fn gaat_door_na_verhuizing(&self, beleid: &Beleid) -> Result<(), DoorverwijzingError> {
        let verwijzing = self.verwijzing().filter(|verwijzing| verwijzing.loopt() && verwijzing.houder().is_some());
        let verwijzing = verwijzing.ok_or(DoorverwijzingError::GeenLopendeJeugdhulp)?;
        rules::jeugdhulp_zonder_verblijf(&verwijzing.soort, beleid)
    }
}
