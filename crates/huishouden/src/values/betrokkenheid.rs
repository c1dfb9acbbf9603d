//! Who is involved, because of what, and on which ground something is shared with them.

use regieboek_kernel::{
    Actor, Betrokkene, Deelgrond, DoorverwijzingId, EscalatieId, Functie, Leefgebied, Organisatie, ProfessionalId,
};
use serde::{Deserialize, Serialize};

/// Recognising people among those involved.
pub(crate) trait Herkenbaar {
    /// Whether this is (or includes) that person, in that function, for that organisation.
    fn omvat(&self, professional: ProfessionalId, organisatie: &Organisatie, functie: Functie) -> bool;

    /// Whether this is (or includes) who acted.
    fn is(&self, actor: &Actor) -> bool;

    /// Whether this is someone of the Meer-team.
    fn van_meer_team(&self) -> bool;
}

impl Herkenbaar for Betrokkene {
    fn omvat(&self, professional: ProfessionalId, organisatie: &Organisatie, functie: Functie) -> bool {
        self.professional.is_none_or(|id| id == professional)
            && self.organisatie == *organisatie
            && self.functie == functie
    }

    fn is(&self, actor: &Actor) -> bool {
        actor.professional().is_some_and(|p| self.omvat(p.id, &p.organisatie, p.functie))
    }

    fn van_meer_team(&self) -> bool {
        is_meer_team(self.functie)
    }
}

/// Whether the function is one of the Meer-team.
pub(crate) const fn is_meer_team(functie: Functie) -> bool {
    matches!(functie, Functie::CoordinatorMeerTeam | Functie::LidMeerTeam)
}

/// Because of what someone is involved; sight lasts as long as one of these does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Aanleiding {
    /// Added by regisseur or contactpersoon.
    Toevoeging,
    /// Accepted a doorverwijzing.
    Verwijzing(DoorverwijzingId),
    /// Took an escalatie in triage.
    Escalatie(EscalatieId),
}

/// That someone is involved, because of what, on which ground, for what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Betrokkenheid {
    /// Who.
    pub wie: Betrokkene,
    /// Because of what.
    pub wegens: Aanleiding,
    /// On which ground; absent when the task itself is the ground (triage by the Meer-team).
    pub deelgrond: Option<Deelgrond>,
    /// The areas of life that are shared.
    pub categorieen: Vec<Leefgebied>,
}
