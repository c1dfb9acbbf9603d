//! The rules of an SKJ registration that can be broken.

use regieboek_kernel::Regelfout;

use super::{SkjRegistratie, SkjRegistratieCommand};

/// A broken rule.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum SkjRegistratieError {
    /// M1.
    #[error("Alleen de mandaatbeheerder kan een SKJ-registratie vastleggen of wijzigen.")]
    AlleenMandaatbeheerder,
    /// M6, holder.
    #[error("Deze SKJ-registratie is van iemand anders.")]
    AndereHouder,
    /// M6, validity.
    #[error("De laatste geldige dag van de SKJ-registratie is al voorbij.")]
    RegistratieVerlopen,
    /// M6, direction.
    #[error("Een verlenging kan de SKJ-registratie niet korter maken.")]
    VerlengingKorter,
    /// M18, who.
    #[error("Dat de laatste geldige dag voorbij is, legt de software zelf vast.")]
    AlleenDoorSysteem,
    /// M18, when.
    #[error("De laatste geldige dag van de SKJ-registratie is nog niet voorbij.")]
    TermijnNietVerstreken,
    /// The command does not fit the state.
    #[error("De SKJ-registratie is {toestand}; {opdracht} kan daarom niet.")]
    PastNietBijToestand {
        /// The state, in words.
        toestand: &'static str,
        /// The command, in words.
        opdracht: &'static str,
    },
}

impl SkjRegistratieError {
    pub(super) fn past_niet(toestand: &SkjRegistratie, opdracht: &SkjRegistratieCommand) -> Self {
        Self::PastNietBijToestand { toestand: toestand.into(), opdracht: opdracht.into() }
    }
}

impl Regelfout for SkjRegistratieError {
    fn code(&self) -> &'static str {
        self.into()
    }
}
