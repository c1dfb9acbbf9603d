//! What others may ask of an escalatie.

use regieboek_kernel::{Functionaris, HuishoudenId, ProfessionalId};

use crate::aggregate::Escalatie;
use crate::state::{Regievoering, Termijnstand, Toestand, Zaak};
use crate::values::{Escalatiegrond, Escalatietermijn};

impl Escalatie {
    /// In which state it is.
    pub const fn toestand(&self) -> Toestand {
        match self {
            Self::NogNietAangemeld => Toestand::NogNietAangemeld,
            Self::Aangemeld { .. } => Toestand::Aangemeld,
            Self::InTriage { .. } => Toestand::InTriage,
            Self::Aangenomen { .. } => Toestand::Aangenomen,
            Self::Afgewezen { .. } => Toestand::Afgewezen,
            Self::Afgeschaald { .. } => Toestand::Afgeschaald,
            Self::InNazorg { .. } => Toestand::InNazorg,
            Self::Heropend { .. } => Toestand::Heropend,
            Self::Afgesloten { .. } => Toestand::Afgesloten,
        }
    }

    /// Whether it counts as the one open escalatie of its huishouden.
    pub const fn is_open(&self) -> bool {
        self.toestand().is_open()
    }

    /// For whom.
    pub fn huishouden(&self) -> Option<HuishoudenId> {
        self.zaak().map(|zaak| zaak.huishouden)
    }

    /// On which grounds.
    pub fn gronden(&self) -> &[Escalatiegrond] {
        self.zaak().map_or(&[], |zaak| &zaak.gronden)
    }

    /// Who has the triage, while it is in triage.
    pub fn behandelaar(&self) -> Option<ProfessionalId> {
        if let Self::InTriage { behandelaar, .. } = self { Some(*behandelaar) } else { None }
    }

    /// Who coordinates, while the Meer-team holds the regie.
    pub fn coordinator(&self) -> Option<&Functionaris> {
        self.regie().map(|regie| &regie.coordinator)
    }

    /// Who held the regie before the Meer-team, while the Meer-team holds it.
    pub fn voorgaande_regisseur(&self) -> Option<ProfessionalId> {
        self.regie().map(|regie| regie.voorgaande_regisseur)
    }

    /// Who was offered the regie, or accepted it and is in charge of the nazorg.
    pub fn volgende_regisseur(&self) -> Option<&Functionaris> {
        if let Self::Afgeschaald { volgende, .. } = self {
            return Some(volgende);
        }
        if let Self::InNazorg { nazorg, .. } = self { Some(&nazorg.regisseur) } else { None }
    }

    /// A term of this escalatie, if it runs or has run out in this state.
    pub fn termijn(&self, welke: Escalatietermijn) -> Option<Termijnstand> {
        match (welke, self) {
            (
                Escalatietermijn::Triage,
                Self::Aangemeld { termijn, .. } | Self::InTriage { termijn, .. } | Self::Heropend { termijn, .. },
            ) => Some(*termijn),
            (Escalatietermijn::Nazorg, Self::InNazorg { nazorg, .. }) => Some(nazorg.termijn),
            (Escalatietermijn::Doorbraak(id), _) => {
                self.zaak()?.doorbraken.iter().find(|d| d.id == id).map(|d| d.termijn)
            }
            (Escalatietermijn::Triage | Escalatietermijn::Nazorg, _) => None,
        }
    }

    /// What holds from report to end.
    pub(crate) fn zaak(&self) -> Option<&Zaak> {
        match self {
            Self::NogNietAangemeld => None,
            Self::Aangemeld { zaak, .. }
            | Self::InTriage { zaak, .. }
            | Self::Aangenomen { zaak, .. }
            | Self::Afgewezen { zaak, .. }
            | Self::Afgeschaald { zaak, .. }
            | Self::InNazorg { zaak, .. }
            | Self::Heropend { zaak, .. }
            | Self::Afgesloten { zaak } => Some(zaak),
        }
    }

    /// The same term, to note that it passed.
    pub(crate) fn termijn_mut(&mut self, welke: Escalatietermijn) -> Option<&mut Termijnstand> {
        match (welke, self) {
            (
                Escalatietermijn::Triage,
                Self::Aangemeld { termijn, .. } | Self::InTriage { termijn, .. } | Self::Heropend { termijn, .. },
            ) => Some(termijn),
            (Escalatietermijn::Nazorg, Self::InNazorg { nazorg, .. }) => Some(&mut nazorg.termijn),
            (
                Escalatietermijn::Doorbraak(id),
                Self::Aangemeld { zaak, .. }
                | Self::InTriage { zaak, .. }
                | Self::Aangenomen { zaak, .. }
                | Self::Afgewezen { zaak, .. }
                | Self::Afgeschaald { zaak, .. }
                | Self::InNazorg { zaak, .. }
                | Self::Heropend { zaak, .. }
                | Self::Afgesloten { zaak },
            ) => zaak.doorbraken.iter_mut().find(|d| d.id == id).map(|d| &mut d.termijn),
            (Escalatietermijn::Triage | Escalatietermijn::Nazorg | Escalatietermijn::Doorbraak(_), _) => None,
        }
    }

    fn regie(&self) -> Option<&Regievoering> {
        if let Self::Aangenomen { regie, .. } | Self::Afgeschaald { regie, .. } = self { Some(regie) } else { None }
    }
}
