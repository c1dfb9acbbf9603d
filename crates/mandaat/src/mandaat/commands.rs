//! What can be asked of a mandaat.

use regieboek_kernel::{Datum, VrijeTekst};

use super::{Mandaat, Verlening};
use crate::mandaatbesluit::Besluitgrenzen;

/// A command to a mandaat.
#[derive(Debug, Clone, PartialEq, strum::IntoStaticStr)]
pub enum MandaatCommand {
    /// Grant it.
    #[strum(serialize = "verlenen")]
    Verleen {
        /// What is granted.
        verlening: Box<Verlening>,
        /// The answer of the besluit, at `verlening.besluitversie`; the caller guards that stream.
        grenzen: Besluitgrenzen,
        /// The answer of the holder's SKJ registration (its last valid day), if there is one; guarded likewise.
        skj_geldig_tot: Option<Datum>,
    },
    /// Pass a mandaat on: grant an ondermandaat within the own one.
    #[strum(serialize = "verlenen")]
    VerleenOnder {
        /// What is granted; `verlening.boven` names the mandaat it is granted within.
        verlening: Box<Verlening>,
        /// The mandaat it is granted within, at the version that `verlening.boven` names; the caller guards that stream.
        boven: Box<Mandaat>,
        /// As for a mandaat; guarded likewise.
        grenzen: Besluitgrenzen,
        /// As for a mandaat; guarded likewise.
        skj_geldig_tot: Option<Datum>,
    },
    /// Suspend it, at once.
    #[strum(serialize = "schorsen")]
    Schors {
        /// Why.
        reden: VrijeTekst,
    },
    /// Let it work again.
    #[strum(serialize = "hervatten")]
    Hervat,
    /// Withdraw it, at once and for good (Awb 10:8).
    #[strum(serialize = "intrekken")]
    TrekIn {
        /// Why.
        reden: VrijeTekst,
        /// The mandaat that it was granted within, for an ondermandaat; the caller guards that stream.
        boven: Option<Box<Mandaat>>,
    },
    /// Record that its last day passed.
    #[strum(serialize = "laten verlopen")]
    VerstrijkTermijn,
}
