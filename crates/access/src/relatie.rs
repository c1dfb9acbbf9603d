//! In which relations a caller stands to a resource. The facts come from our own data, never from the token.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use strum::{Display, EnumIter, EnumString, IntoStaticStr};

/// A relation between a professional (or the organisation they act for) and a resource or its huishouden.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    Display,
    EnumString,
    EnumIter,
    IntoStaticStr,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Relatie {
    /// Reported the signaal.
    Melder,
    /// Picked up the signaal, or was handed it.
    SignaalEigenaar,
    /// Was asked to take over the signaal.
    SignaalOntvanger,
    /// Contactpersoon of the huishouden.
    Contactpersoon,
    /// Regisseur of the plan.
    Regisseur,
    /// Coordinating professional beside a resident with eigen regie.
    CoordinatorEigenRegie,
    /// Involved in the huishouden.
    Betrokkene,
    /// Does the intake.
    Intaker,
    /// Asked for the doorverwijzing.
    Verwijzer,
    /// Works for the organisation, in the function, that the doorverwijzing is addressed to.
    Geadresseerde,
    /// Accepted the doorverwijzing.
    Houder,
    /// Raised the escalatie.
    Escaleerder,
    /// Handles the escalatie for the Meer-team.
    Behandelaar,
    /// Was named as next regisseur at step-down.
    VolgendeRegisseur,
    /// Was asked to be the contactpersoon.
    VolgendeContactpersoon,
    /// Sees to the next step after a refused doorverwijzing.
    EigenaarVolgendeStap,
    /// Keeps sight after closing.
    Nazorgeigenaar,
    /// Decides on the objection against the inzet.
    Bezwaarbehandelaar,
    /// Granted the ondermandaat.
    Mandaatverlener,
}

/// The relations found for one caller and one resource.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Relaties(BTreeSet<Relatie>);

impl Relaties {
    /// The first of `gezocht` that holds: the ground on which access is given.
    pub fn eerste_van(&self, gezocht: &[Relatie]) -> Option<Relatie> {
        gezocht.iter().copied().find(|r| self.0.contains(r))
    }

    /// Whether the relation holds.
    pub fn heeft(&self, relatie: Relatie) -> bool {
        self.0.contains(&relatie)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = Relatie> + '_ {
        self.0.iter().copied()
    }
}

impl FromIterator<Relatie> for Relaties {
    fn from_iter<I: IntoIterator<Item = Relatie>>(relaties: I) -> Self {
        Self(relaties.into_iter().collect())
    }
}
