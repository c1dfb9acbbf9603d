//! What can be asked of an SKJ registration.

use regieboek_kernel::Datum;

use super::Inschrijving;

/// A command to an SKJ registration.
#[derive(Debug, Clone, PartialEq, strum::IntoStaticStr)]
pub enum SkjRegistratieCommand {
    /// Record it, or record it anew after it ended.
    #[strum(serialize = "registreren")]
    Registreer(Inschrijving),
    /// Record that it was renewed; also after it lapsed.
    #[strum(serialize = "verlengen")]
    Verleng {
        /// The new last valid day.
        geldig_tot: Datum,
    },
    /// Record that it ended before its last day; may be in the past, for it is a fact of others.
    #[strum(serialize = "beeindigen")]
    Beeindig {
        /// First day without registration.
        per: Datum,
    },
    /// Record that its last day passed.
    #[strum(serialize = "laten verlopen")]
    VerstrijkTermijn,
}
