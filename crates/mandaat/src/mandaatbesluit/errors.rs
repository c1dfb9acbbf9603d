//! The rules of a mandaatbesluit that can be broken.

use regieboek_kernel::Regelfout;

use super::{Mandaatbesluit, MandaatbesluitCommand};

/// A broken rule.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum MandaatbesluitError {
    /// M1.
    #[error("Alleen de mandaatbeheerder kan een mandaatbesluit vastleggen of intrekken.")]
    AlleenMandaatbeheerder,
    /// M2, completeness.
    #[error("Het mandaatbesluit is niet volledig: nummer, regeling, een voorziening en een functie zijn nodig.")]
    BesluitOnvolledig,
    /// M2, date.
    #[error("Het mandaatbesluit is nog niet genomen: de datum ligt in de toekomst.")]
    BesluitNogNietGenomen,
    /// M3.
    #[error("Een van de voorzieningen of gebieden is niet bekend bij de gemeente.")]
    CodeOnbekend,
    /// M4.
    #[error("De laatste dag van de periode ligt voor de eerste dag.")]
    PeriodeOngeldig,
    /// M5.
    #[error("Een mandaatbesluit kan niet met terugwerkende kracht worden ingetrokken.")]
    IntrekkingInVerleden,
    /// M18, who.
    #[error("Dat een ingetrokken mandaatbesluit niet meer geldt, legt de software zelf vast.")]
    AlleenDoorSysteem,
    /// M18, when.
    #[error("Het mandaatbesluit geldt nog.")]
    TermijnNietVerstreken,
    /// The command does not fit the state.
    #[error("Het mandaatbesluit is {toestand}; {opdracht} kan daarom niet.")]
    PastNietBijToestand {
        /// The state, in words.
        toestand: &'static str,
        /// The command, in words.
        opdracht: &'static str,
    },
}

impl MandaatbesluitError {
    pub(super) fn past_niet(toestand: &Mandaatbesluit, opdracht: &MandaatbesluitCommand) -> Self {
        Self::PastNietBijToestand { toestand: toestand.into(), opdracht: opdracht.into() }
    }
}

impl Regelfout for MandaatbesluitError {
    fn code(&self) -> &'static str {
        self.into()
    }
}
