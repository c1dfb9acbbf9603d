//! What an escalatie remembers between decisions. No free text is remembered.

use std::collections::BTreeSet;

use regieboek_kernel::{
    ActieId, Actor, Datum, DoorbraakId, Functionaris, HuishoudenId, Organisatie, ProfessionalId, Tijdstip,
};
use serde::{Deserialize, Serialize};

use crate::events::{DoorbraakBesloten, EscalatieAangemeld};
use crate::values::{Escalatiegrond, Obstakelcode};

regieboek_kernel::woordenlijst! {
    /// The states of an escalatie (DOMAIN 4).
    Toestand {
        /// Not reported.
        NogNietAangemeld,
        /// Reported; waits for the Meer-team.
        Aangemeld,
        /// Being judged.
        InTriage,
        /// Accepted; the regie is the Meer-team's.
        Aangenomen,
        /// Refused with advice; back to the regisseur.
        Afgewezen,
        /// Step-down offered; the regie is still the Meer-team's.
        Afgeschaald,
        /// Watched by the next regisseur.
        InNazorg,
        /// Terugval; waits for the Meer-team with priority.
        Heropend,
        /// Over.
        Afgesloten,
    }
}

/// What holds from report to end.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Zaak {
    /// For whom.
    pub huishouden: HuishoudenId,
    /// On which grounds.
    pub gronden: Vec<Escalatiegrond>,
    /// Whether safety makes it urgent.
    pub spoed: bool,
    /// Who reported it; nobody when the software did.
    pub melder: Option<ProfessionalId>,
    /// Doorbraak decisions, oldest first.
    pub doorbraken: Vec<Doorbraak>,
}

/// A term: when it passes, and whether that was noted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Termijnstand {
    /// The instant from which it has passed.
    pub eindigt: Tijdstip,
    /// Whether its passing was noted.
    pub verstreken: bool,
}

/// The regie while the Meer-team holds it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Regievoering {
    /// Who holds it.
    pub coordinator: Functionaris,
    /// Who held it before.
    pub voorgaande_regisseur: ProfessionalId,
    /// The order that the Meer-team fixed; empty when it did not.
    pub volgorde: Vec<ActieId>,
}

/// A doorbraak decision.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Doorbraak {
    /// Its id.
    pub id: DoorbraakId,
    /// Which rule or body stood in the way.
    pub regel_of_instantie: Obstakelcode,
    /// What it costs, in whole euros.
    pub kosten_euro: u32,
    /// Who bears the costs.
    pub kostendrager: Organisatie,
    /// Until when it holds.
    pub termijn: Termijnstand,
}

/// The watch after step-down.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Nazorg {
    /// Who accepted the step-down.
    pub regisseur: Functionaris,
    /// Day of the joint conversation.
    pub warme_overdracht: Datum,
    /// Last day of the shortest nazorg.
    pub tot_minstens: Datum,
    /// The same as a term.
    pub termijn: Termijnstand,
}

impl Termijnstand {
    /// A term that passes at `eindigt`.
    pub(crate) const fn tot(eindigt: Tijdstip) -> Self {
        Self { eindigt, verstreken: false }
    }
}

impl Zaak {
    /// As reported.
    pub(crate) fn uit_melding(feit: EscalatieAangemeld, melder: Option<ProfessionalId>) -> Self {
        let EscalatieAangemeld { huishouden, gronden, spoed, .. } = feit;
        Self { huishouden, gronden, spoed, melder, doorbraken: Vec::new() }
    }

    /// Whether a report by `wie` repeats the one it came from.
    pub(crate) fn is_melding(
        &self,
        huishouden: HuishoudenId,
        gronden: &[Escalatiegrond],
        spoed: bool,
        wie: &Actor,
    ) -> bool {
        self.huishouden == huishouden
            && self.gronden.iter().collect::<BTreeSet<_>>() == gronden.iter().collect()
            && self.spoed == spoed
            && self.melder == wie.professional().map(|p| p.id)
    }
}

impl From<&DoorbraakBesloten> for Doorbraak {
    fn from(besluit: &DoorbraakBesloten) -> Self {
        Self {
            id: besluit.id,
            regel_of_instantie: besluit.obstakel.regel_of_instantie.clone(),
            kosten_euro: besluit.kosten_euro,
            kostendrager: besluit.kostendrager.clone(),
            termijn: Termijnstand::tot(Tijdstip::einde_van(besluit.tot)),
        }
    }
}

impl Doorbraak {
    /// Whether both are the same decision, whatever became of it.
    pub(crate) fn is_hetzelfde_besluit(&self, ander: &Self) -> bool {
        let termijn = Termijnstand { verstreken: self.termijn.verstreken, ..ander.termijn };
        *self == Self { termijn, ..ander.clone() }
    }
}

impl Toestand {
    /// Whether an escalatie in this state is open: from aangemeld until a step-down is accepted or it is refused.
    pub const fn is_open(self) -> bool {
        match self {
            Self::Aangemeld | Self::InTriage | Self::Aangenomen | Self::Afgeschaald | Self::Heropend => true,
            Self::NogNietAangemeld | Self::Afgewezen | Self::InNazorg | Self::Afgesloten => false,
        }
    }
}
