//! Which terms there are.

use regieboek_doorverwijzing::{Doorverwijzing, Verwijzingstermijn};
use regieboek_escalatie::{Escalatie, Escalatietermijn};
use regieboek_huishouden::{Huishouden, TermijnSoort};
use regieboek_intake::intake::IntakeTermijn;
use regieboek_intake::signaal::SignaalTermijn;
use regieboek_intake::{Intake, Signaal};
use regieboek_kernel::Beslisser;
use regieboek_mandaat::{Mandaat, Mandaatbesluit, SkjRegistratie};

/// A term, by aggregate: each variant holds what the `VerstrijkTermijn` of that aggregate asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Termijnsoort {
    /// Of a signaal.
    Signaal(SignaalTermijn),
    /// The investigation of an intake.
    Intake,
    /// Another term of an intake.
    IntakeVan(IntakeTermijn),
    /// Of a doorverwijzing.
    Doorverwijzing(Verwijzingstermijn),
    /// Of an escalatie.
    Escalatie(Escalatietermijn),
    /// Of a huishouden.
    Huishouden(TermijnSoort),
    /// The validity of a mandaat.
    Mandaat,
    /// The validity of an SKJ registration.
    SkjRegistratie,
    /// The validity of a mandaatbesluit that was withdrawn.
    Mandaatbesluit,
}

pub(super) const ACTIE: &str = "actie";
pub(super) const NAZORGCONTROLE: &str = "nazorgcontrole";
const TOESTEMMING: &str = "toestemming";
const JEUGDPLAN: &str = "intake-jeugdplan";
const BESLUIT: &str = "intake-besluit";
const DOORBRAAK: &str = "escalatie-doorbraak";

/// The terms of which an aggregate has one.
const ENKELE: [(&str, Termijnsoort); 13] = [
    ("signaal-oppakken", Termijnsoort::Signaal(SignaalTermijn::Oppakken)),
    ("signaal-terugkoppeling", Termijnsoort::Signaal(SignaalTermijn::Terugkoppeling)),
    ("intake-onderzoek", Termijnsoort::Intake),
    ("verwijzing-beantwoorden", Termijnsoort::Doorverwijzing(Verwijzingstermijn::Beantwoorden)),
    ("verwijzing-start", Termijnsoort::Doorverwijzing(Verwijzingstermijn::Start)),
    ("verwijzing-terugkoppeling", Termijnsoort::Doorverwijzing(Verwijzingstermijn::Terugkoppeling)),
    ("escalatie-triage", Termijnsoort::Escalatie(Escalatietermijn::Triage)),
    ("escalatie-nazorg", Termijnsoort::Escalatie(Escalatietermijn::Nazorg)),
    ("mandaat", Termijnsoort::Mandaat),
    ("skj-registratie", Termijnsoort::SkjRegistratie),
    ("maatregel", Termijnsoort::Huishouden(TermijnSoort::Maatregel)),
    ("verwijzing-bezwaar", Termijnsoort::Doorverwijzing(Verwijzingstermijn::Bezwaar)),
    ("mandaatbesluit", Termijnsoort::Mandaatbesluit),
];

impl Termijnsoort {
    /// The stream type of its aggregate.
    pub const fn stroomsoort(self) -> &'static str {
        match self {
            Self::Signaal(_) => Signaal::TYPE,
            Self::Intake | Self::IntakeVan(_) => Intake::TYPE,
            Self::Doorverwijzing(_) => Doorverwijzing::TYPE,
            Self::Escalatie(_) => Escalatie::TYPE,
            Self::Huishouden(_) => Huishouden::TYPE,
            Self::Mandaat => Mandaat::TYPE,
            Self::SkjRegistratie => SkjRegistratie::TYPE,
            Self::Mandaatbesluit => Mandaatbesluit::TYPE,
        }
    }

    /// Its name in a row.
    pub(super) const fn naam(self) -> &'static str {
        match self {
            Self::Signaal(SignaalTermijn::Oppakken) => ENKELE[0].0,
            Self::Signaal(SignaalTermijn::Terugkoppeling) => ENKELE[1].0,
            Self::Intake => ENKELE[2].0,
            Self::IntakeVan(IntakeTermijn::Jeugdplan) => JEUGDPLAN,
            Self::IntakeVan(IntakeTermijn::Besluit) => BESLUIT,
            Self::Doorverwijzing(Verwijzingstermijn::Beantwoorden) => ENKELE[3].0,
            Self::Doorverwijzing(Verwijzingstermijn::Start) => ENKELE[4].0,
            Self::Doorverwijzing(Verwijzingstermijn::Terugkoppeling) => ENKELE[5].0,
            Self::Escalatie(Escalatietermijn::Triage) => ENKELE[6].0,
            Self::Escalatie(Escalatietermijn::Nazorg) => ENKELE[7].0,
            Self::Mandaat => ENKELE[8].0,
            Self::SkjRegistratie => ENKELE[9].0,
            Self::Escalatie(Escalatietermijn::Doorbraak(_)) => DOORBRAAK,
            Self::Huishouden(TermijnSoort::Nazorgcontrole(_)) => NAZORGCONTROLE,
            Self::Huishouden(TermijnSoort::Actie(_)) => ACTIE,
            Self::Huishouden(TermijnSoort::Toestemming(_)) => TOESTEMMING,
            Self::Huishouden(TermijnSoort::Maatregel) => ENKELE[10].0,
            Self::Doorverwijzing(Verwijzingstermijn::Bezwaar) => ENKELE[11].0,
            Self::Mandaatbesluit => ENKELE[12].0,
        }
    }

    /// What tells it from others of its name on the same stream.
    pub(super) fn detail(self) -> String {
        match self {
            Self::Escalatie(Escalatietermijn::Doorbraak(id)) => id.to_string(),
            Self::Huishouden(TermijnSoort::Nazorgcontrole(nummer)) => nummer.to_string(),
            Self::Huishouden(TermijnSoort::Actie(id)) => id.to_string(),
            Self::Huishouden(TermijnSoort::Toestemming(id)) => id.to_string(),
            Self::Signaal(_)
            | Self::Intake
            | Self::IntakeVan(_)
            | Self::Huishouden(TermijnSoort::Maatregel)
            | Self::Doorverwijzing(_)
            | Self::Mandaat
            | Self::SkjRegistratie
            | Self::Mandaatbesluit
            | Self::Escalatie(Escalatietermijn::Triage | Escalatietermijn::Nazorg) => String::new(),
        }
    }

    /// The term of a row.
    pub(super) fn met_naam(naam: &str, detail: &str) -> Option<Self> {
        match naam {
            JEUGDPLAN => Some(Self::IntakeVan(IntakeTermijn::Jeugdplan)),
            BESLUIT => Some(Self::IntakeVan(IntakeTermijn::Besluit)),
            DOORBRAAK => detail.parse().ok().map(Escalatietermijn::Doorbraak).map(Self::Escalatie),
            NAZORGCONTROLE => detail.parse().ok().map(TermijnSoort::Nazorgcontrole).map(Self::Huishouden),
            ACTIE => detail.parse().ok().map(TermijnSoort::Actie).map(Self::Huishouden),
            TOESTEMMING => detail.parse().ok().map(TermijnSoort::Toestemming).map(Self::Huishouden),
            _ => ENKELE.into_iter().find(|(enkele, _)| *enkele == naam).map(|(_, termijn)| termijn),
        }
    }
}
