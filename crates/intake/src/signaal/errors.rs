//! What a signaal refuses: one variant per broken rule.

use regieboek_kernel::{Regelfout, Tijdstip};

/// A broken rule of a signaal.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum SignaalError {
    /// S1: the software cannot do what a person must do.
    #[error("Dit kan alleen een professional doen die met naam bekend is.")]
    AlleenProfessional,
    /// S1: a person cannot let a term pass.
    #[error("Het verstrijken van een termijn legt alleen het systeem vast.")]
    AlleenSysteem,
    /// S2: the municipality has no such gebied.
    #[error("Dit gebied is niet bekend in deze gemeente.")]
    GebiedOnbekend,
    /// S4: nobody is owed any.
    #[error("Dit signaal is anoniem gemeld; er is niemand aan wie u kunt terugkoppelen.")]
    MelderAnoniem,
    /// S5: someone else owns it.
    #[error("Dit signaal is al opgepakt door een andere professional.")]
    AlOpgepakt,
    /// S5: the actor does not own it.
    #[error("Alleen de professional die dit signaal heeft opgepakt, kan dit doen.")]
    NietDeEigenaar,
    /// S6: nothing was offered.
    #[error("Dit signaal is aan niemand doorgegeven; er is niets om te aanvaarden.")]
    GeenDoorgifte,
    /// S6: it was offered to others.
    #[error("Dit signaal is doorgegeven aan een andere organisatie of functie dan de uwe.")]
    DoorgifteNietAanU,
    /// S10: only the Meer-team.
    #[error("Alleen het Meer-team neemt een signaal over van een eigenaar die niet kan handelen.")]
    AlleenMeerTeam,
    /// S11: a signaal is no double of itself.
    #[error("Een signaal is geen dubbele melding van zichzelf. Noem het eerdere signaal.")]
    DubbelVanZichzelf,
    /// S11: the earlier one is a double itself.
    #[error("Het genoemde signaal is zelf als dubbele melding afgesloten. Noem het signaal waar dat naar wijst.")]
    DubbelVanDubbele,
    /// S8: it is too early.
    #[error("Deze termijn is nog niet verstreken; dat gebeurt op {}.", voor.datum())]
    TermijnNietVerstreken {
        /// When it passes.
        voor: Tijdstip,
    },
    /// The command does not fit the state.
    #[error("De opdracht '{opdracht}' past niet bij een signaal dat {toestand} is.")]
    PastNietBijToestand {
        /// The state, in words.
        toestand: &'static str,
        /// The command, by name.
        opdracht: &'static str,
    },
}

impl Regelfout for SignaalError {
    fn code(&self) -> &'static str {
        self.into()
    }
}
