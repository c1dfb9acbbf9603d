//! The plan as decisions need it: at most one, and with exactly one regisseur while it is active.

use regieboek_kernel::{ActieId, Betrokkene, Datum, DoelId, EscalatieId, IntakeId, Tijdstip};
use serde::{Deserialize, Serialize};

use crate::events::{PlanGesloten, PlanHeropend};
use crate::values::{
    Actie, Doelresultaat, LopendeMaatregel, Nazorgcontrole, Nazorguitkomst, Planopening, Regisseur, Vacuumreden,
};

/// Whether there is a plan.
#[derive(Debug, Default, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Plan {
    /// Never was.
    #[default]
    Geen,
    /// Being worked on.
    Actief(ActiefPlan),
    /// Closed, in nazorg.
    Gesloten(GeslotenPlan),
}

/// The goals and acties.
#[derive(Debug, Default, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Planinhoud {
    pub(crate) intake: Option<IntakeId>,
    pub(crate) doelen: Vec<PlanDoel>,
    pub(crate) acties: Vec<PlanActie>,
    pub(crate) volgorde: Vec<ActieId>,
}

/// A goal and its last judgement.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PlanDoel {
    pub(crate) id: DoelId,
    pub(crate) oordeel: Option<Doelresultaat>,
}

/// An actie and what became of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PlanActie {
    pub(crate) id: ActieId,
    pub(crate) uiterlijk: Datum,
    pub(crate) afgerond: bool,
    pub(crate) verstreken: bool,
}

/// A plan that is worked on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ActiefPlan {
    pub(crate) inhoud: Planinhoud,
    pub(crate) regie: Regie,
    /// After a terugval everything about it goes first.
    pub(crate) voorrang: bool,
}

/// Who holds the regie, and how they came to it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Regie {
    pub(crate) regisseur: Regisseur,
    pub(crate) grond: Regiegrond,
    pub(crate) vacuum: Option<Regievacuum>,
}

/// On what the regie rests.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Regiegrond {
    /// The plan itself.
    Plan,
    /// An accepted escalatie; whoever held the regie before stays involved.
    Escalatie { escalatie: EscalatieId, vorige: Regisseur },
    /// A court measure; below it lies the regie as it was, to which it returns.
    Maatregel { maatregel: LopendeMaatregel, eronder: Box<Regie> },
}

/// The regisseur cannot act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Regievacuum {
    /// Why.
    pub reden: Vacuumreden,
    /// Since when the huishouden is uncovered.
    pub sinds: Tijdstip,
}

impl Regie {
    fn van_plan(regisseur: Regisseur) -> Self {
        Self { regisseur, grond: Regiegrond::Plan, vacuum: None }
    }

    /// The escalatie under which the Meer-team holds the regie.
    pub(crate) const fn escalatie(&self) -> Option<EscalatieId> {
        match &self.grond {
            Regiegrond::Plan | Regiegrond::Maatregel { .. } => None,
            Regiegrond::Escalatie { escalatie, .. } => Some(*escalatie),
        }
    }

    /// The court measure under which a gecertificeerde instelling holds the regie, and the regie below it.
    pub(crate) const fn maatregel(&self) -> Option<(&LopendeMaatregel, &Self)> {
        match &self.grond {
            Regiegrond::Plan | Regiegrond::Escalatie { .. } => None,
            Regiegrond::Maatregel { maatregel, eronder } => Some((maatregel, eronder)),
        }
    }

    /// Whoever gets the regie back as it was before the escalatie, eigen regie included.
    pub(crate) fn terug_naar(&self, ontvanger: Betrokkene) -> Regisseur {
        match &self.grond {
            Regiegrond::Escalatie { vorige, .. } if *vorige.handelend() == ontvanger => vorige.clone(),
            Regiegrond::Escalatie { .. } | Regiegrond::Plan | Regiegrond::Maatregel { .. } => {
                Regisseur::Professional(ontvanger)
            }
        }
    }

    /// Who stays involved without the regie: whoever held it before an escalatie or a measure, and under a measure also
    /// who keeps the process direction.
    pub(crate) fn blijven_betrokken(&self) -> Vec<&Betrokkene> {
        match &self.grond {
            Regiegrond::Plan => Vec::new(),
            Regiegrond::Escalatie { vorige, .. } => vec![vorige.handelend()],
            Regiegrond::Maatregel { maatregel, eronder } => {
                let mut allen = vec![eronder.regisseur.handelend(), &maatregel.procesregie];
                allen.extend(eronder.blijven_betrokken());
                allen
            }
        }
    }

    /// The regie under a measure that begins.
    #[must_use]
    pub(crate) fn onder_maatregel(self, maatregel: LopendeMaatregel, naar: Regisseur) -> Self {
        let grond = Regiegrond::Maatregel { maatregel, eronder: Box::new(self) };
        Self { regisseur: naar, grond, vacuum: None }
    }

    /// The regie after the measure: as it was below it.
    #[must_use]
    pub(crate) fn na_maatregel(self, naar: Regisseur) -> Self {
        let grond = match self.grond {
            Regiegrond::Maatregel { eronder, .. } => eronder.grond,
            grond @ (Regiegrond::Plan | Regiegrond::Escalatie { .. }) => grond,
        };
        Self { regisseur: naar, grond, vacuum: None }
    }
}

impl ActiefPlan {
    pub(crate) fn new(opening: Planopening) -> Self {
        Self {
            inhoud: Planinhoud { intake: opening.intake, ..Planinhoud::default() },
            regie: Regie::van_plan(opening.regisseur),
            voorrang: false,
        }
    }
}

impl Planinhoud {
    pub(crate) fn doel(&self, id: DoelId) -> Option<&PlanDoel> {
        self.doelen.iter().find(|doel| doel.id == id)
    }

    pub(crate) fn actie(&self, id: ActieId) -> Option<&PlanActie> {
        self.acties.iter().find(|actie| actie.id == id)
    }

    pub(crate) fn actie_mut(&mut self, id: ActieId) -> Option<&mut PlanActie> {
        self.acties.iter_mut().find(|actie| actie.id == id)
    }
}

impl PlanActie {
    pub(crate) const fn new(actie: &Actie) -> Self {
        Self { id: actie.id, uiterlijk: actie.uiterlijk, afgerond: false, verstreken: false }
    }
}

/// A plan that is closed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct GeslotenPlan {
    pub(crate) inhoud: Planinhoud,
    pub(crate) laatste_regisseur: Regisseur,
    pub(crate) eigenaar: Betrokkene,
    pub(crate) controles: Vec<PlanControle>,
}

/// A check and what became of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PlanControle {
    pub(crate) controle: Nazorgcontrole,
    pub(crate) uitkomst: Option<Nazorguitkomst>,
    pub(crate) verstreken: bool,
}

impl GeslotenPlan {
    pub(crate) fn controle(&self, nummer: u8) -> Option<&PlanControle> {
        self.controles.iter().find(|c| c.controle.nummer == nummer)
    }

    pub(crate) fn controle_mut(&mut self, nummer: u8) -> Option<&mut PlanControle> {
        self.controles.iter_mut().find(|c| c.controle.nummer == nummer)
    }
}

impl Plan {
    pub(crate) const fn actief(&self) -> Option<&ActiefPlan> {
        match self {
            Self::Actief(plan) => Some(plan),
            Self::Geen | Self::Gesloten(_) => None,
        }
    }

    pub(crate) const fn actief_mut(&mut self) -> Option<&mut ActiefPlan> {
        match self {
            Self::Actief(plan) => Some(plan),
            Self::Geen | Self::Gesloten(_) => None,
        }
    }

    pub(crate) const fn gesloten(&self) -> Option<&GeslotenPlan> {
        match self {
            Self::Gesloten(plan) => Some(plan),
            Self::Geen | Self::Actief(_) => None,
        }
    }

    pub(crate) const fn gesloten_mut(&mut self) -> Option<&mut GeslotenPlan> {
        match self {
            Self::Gesloten(plan) => Some(plan),
            Self::Geen | Self::Actief(_) => None,
        }
    }

    /// Its state in words that follow "een huishouden".
    pub(crate) const fn toestand(&self) -> &'static str {
        match self {
            Self::Geen => "zonder plan",
            Self::Actief(_) => "met een actief plan",
            Self::Gesloten(_) => "met een gesloten plan",
        }
    }

    /// Who owns the huishouden because of the plan: its regisseur, after closing the owner of the nazorg.
    pub(crate) const fn eigenaar(&self) -> Option<&Betrokkene> {
        match self {
            Self::Geen => None,
            Self::Actief(plan) => Some(plan.regie.regisseur.handelend()),
            Self::Gesloten(plan) => Some(&plan.eigenaar),
        }
    }

    #[must_use]
    pub(crate) fn na_sluiten(self, feit: PlanGesloten) -> Self {
        match self {
            Self::Actief(plan) => Self::Gesloten(GeslotenPlan {
                inhoud: plan.inhoud,
                laatste_regisseur: plan.regie.regisseur,
                eigenaar: feit.nazorg_eigenaar,
                controles: feit
                    .controles
                    .into_iter()
                    .map(|controle| PlanControle { controle, uitkomst: None, verstreken: false })
                    .collect(),
            }),
            Self::Geen | Self::Gesloten(_) => self,
        }
    }

    /// Terugval: the same goals, to be judged anew, with the last regisseur and with priority.
    #[must_use]
    pub(crate) fn na_heropening(self, feit: PlanHeropend) -> Self {
        match self {
            Self::Gesloten(mut plan) => {
                plan.inhoud.doelen.iter_mut().for_each(|doel| doel.oordeel = None);
                Self::Actief(ActiefPlan { inhoud: plan.inhoud, regie: Regie::van_plan(feit.regisseur), voorrang: true })
            }
            Self::Geen | Self::Actief(_) => self,
        }
    }
}
