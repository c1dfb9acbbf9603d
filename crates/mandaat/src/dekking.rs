//! The question that every inzet asks, and the answers to it (DOMAIN 4: "at every inzet the authority is tested").

use regieboek_kernel::{
    Bevoegdheid, Functie, Gebied, MandaatId, MandaatbesluitId, Organisatie, ProfessionalId, Regelfout, Voorziening,
};
use serde::{Deserialize, Serialize};

/// The body on whose behalf every mandaat is used (Awb 10:10).
pub const COLLEGE: &str = "het college van burgemeester en wethouders";

/// Who wants to deploy what, where, at which cost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InzetVraag {
    /// The professional who deploys.
    pub wie: ProfessionalId,
    /// The function of the token.
    pub functie: Functie,
    /// The organisation of the token.
    pub organisatie: Organisatie,
    /// The kind of help.
    pub voorziening: Voorziening,
    /// The area of the huishouden.
    pub gebied: Gebied,
    /// The school it concerns, where there is one.
    pub school: Option<Organisatie>,
    /// The expected costs, where they are known.
    pub kosten_euro: Option<u32>,
}

/// Whether an inzet is covered, and by what. A refusal is an answer, not an error.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use]
pub enum Dekking<G> {
    /// Covered by this ground.
    Gedekt(G),
    /// Not covered, for this reason.
    NietGedekt(Reden),
}

impl<G> Dekking<G> {
    /// The ground, or the reason why there is none, for use with `?`.
    pub fn grond(self) -> Result<G, Reden> {
        match self {
            Self::Gedekt(grond) => Ok(grond),
            Self::NietGedekt(reden) => Err(reden),
        }
    }
}

impl<G> From<Result<G, Reden>> for Dekking<G> {
    fn from(uitkomst: Result<G, Reden>) -> Self {
        match uitkomst {
            Ok(grond) => Self::Gedekt(grond),
            Err(reden) => Self::NietGedekt(reden),
        }
    }
}

/// Covered by a mandaat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpMandaat {
    /// The besluit the mandaat rests on.
    pub besluit: MandaatbesluitId,
    /// M15: the body on whose behalf the decision is taken, for the text of the decision (Awb 10:10).
    pub namens: &'static str,
}

impl OpMandaat {
    /// What the event cites: the mandaat that was tested, at the stream version that was tested.
    pub const fn bevoegdheid(self, id: MandaatId, versie: u64) -> Bevoegdheid {
        Bevoegdheid::Mandaat { id, versie }
    }
}

/// Why an inzet is not covered.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, thiserror::Error, strum::IntoStaticStr, strum::EnumIter,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Reden {
    /// There is no such mandaat.
    #[error("Dit mandaat is niet verleend.")]
    NietVerleend,
    /// The mandaat is someone else's, or the holder's in another function or organisation.
    #[error("Dit mandaat staat niet op naam van deze professional in deze functie bij deze organisatie.")]
    AndereHouder,
    /// Its first day is still to come.
    #[error("Dit mandaat is nog niet ingegaan.")]
    NogNietIngegaan,
    /// Its last day has passed.
    #[error("Dit mandaat is verlopen.")]
    Verlopen,
    /// It is suspended.
    #[error("Dit mandaat is geschorst.")]
    Geschorst,
    /// It is withdrawn.
    #[error("Dit mandaat is ingetrokken.")]
    Ingetrokken,
    /// The besluit it rests on is withdrawn.
    #[error("Het mandaatbesluit waarop dit mandaat berust, is ingetrokken.")]
    BesluitIngetrokken,
    /// The mandaat it was granted within is suspended, withdrawn or over.
    #[error("Het mandaat waarbinnen dit ondermandaat is verleend, is geschorst, ingetrokken of verlopen.")]
    BovenmandaatWerktNiet,
    /// The mandaat or the law does not reach to this voorziening.
    #[error("Deze voorziening valt buiten het mandaat of de wettelijke bevoegdheid.")]
    VoorzieningBuitenReikwijdte,
    /// The mandaat does not reach to this area.
    #[error("Dit gebied valt buiten het mandaat.")]
    GebiedBuitenReikwijdte,
    /// The mandaat is for other schools.
    #[error("Dit mandaat geldt alleen voor bepaalde scholen, en niet voor deze inzet.")]
    SchoolBuitenReikwijdte,
    /// The costs are above the ceiling, or unknown while there is one.
    #[error("De kosten liggen boven het kostenplafond van het mandaat of zijn niet opgegeven. Vraag het Meer-team.")]
    BovenKostenplafond,
    /// The holder has no SKJ registration.
    #[error("Voor deze voorziening is een SKJ-registratie nodig, en die is niet bekend.")]
    SkjOntbreekt,
    /// The holder's SKJ registration has ended.
    #[error("De SKJ-registratie die voor deze voorziening nodig is, is verlopen.")]
    SkjVerlopen,
    /// No statutory ground names this function.
    #[error("Deze functie heeft geen wettelijke bevoegdheid om hulp in te zetten; daarvoor is een mandaat nodig.")]
    FunctieZonderWettelijkeGrond,
    /// The municipality does not have this voorziening.
    #[error("Deze voorziening is niet bekend bij de gemeente.")]
    VoorzieningOnbekend,
}

impl Regelfout for Reden {
    fn code(&self) -> &'static str {
        self.into()
    }
}
