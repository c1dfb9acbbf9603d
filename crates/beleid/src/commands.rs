//! What can be asked of the policy of a municipality.

use regieboek_kernel::{Beleidsinhoud, Datum, VrijeTekst};

/// The commands of a beleidsboek.
#[derive(Debug, Clone, PartialEq, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum BeleidsboekCommand {
    /// Set what holds from a day on.
    StelVast {
        /// The first day.
        vanaf: Datum,
        /// All of it, not only what changes.
        inhoud: Box<Beleidsinhoud>,
        /// Why.
        toelichting: VrijeTekst,
    },
    /// Take a version back before it holds.
    TrekIn {
        /// Which one.
        versie: u32,
        /// Why.
        reden: VrijeTekst,
    },
}
