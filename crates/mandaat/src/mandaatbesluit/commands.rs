//! What can be asked of a mandaatbesluit.

use regieboek_kernel::Datum;

use super::Besluit;

/// A command to a mandaatbesluit.
#[derive(Debug, Clone, PartialEq, strum::IntoStaticStr)]
pub enum MandaatbesluitCommand {
    /// Record what the college decided.
    #[strum(serialize = "vastleggen")]
    LegVast(Besluit),
    /// Withdraw it.
    #[strum(serialize = "intrekken")]
    TrekIn {
        /// First day on which it no longer holds.
        per: Datum,
    },
    /// Record that the day came on which it no longer holds.
    #[strum(serialize = "laten vervallen")]
    VerstrijkTermijn,
}
