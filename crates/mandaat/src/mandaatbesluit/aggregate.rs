//! State and decisions of a mandaatbesluit.

use regieboek_kernel::{Beleid, Beslisser, Datum, Opdracht, Vastgelegd};
use serde::{Deserialize, Serialize};

use super::commands::MandaatbesluitCommand::{self, LegVast, TrekIn};
use super::events::MandaatbesluitEvent::{self, MandaatbesluitIngetrokken, MandaatbesluitVastgelegd};
use super::{Besluit, Besluitgrenzen, Besluitintrekking, MandaatbesluitError, rules};

/// A decision of the college on which mandaten can be granted.
#[derive(Debug, Default, Clone, PartialEq, Serialize, Deserialize, strum::IntoStaticStr)]
#[serde(rename_all = "camelCase")]
pub enum Mandaatbesluit {
    /// Not recorded yet.
    #[default]
    #[strum(serialize = "nog niet vastgelegd")]
    NogNietVastgelegd,
    /// Recorded.
    #[strum(serialize = "geldend")]
    Geldend(Besluit),
    /// Withdrawn, now or later.
    #[strum(serialize = "ingetrokken")]
    Ingetrokken {
        /// What was decided.
        besluit: Besluit,
        /// First day on which it no longer holds.
        per: Datum,
    },
}

impl Mandaatbesluit {
    /// The bounds for a mandaat on this besluit, once it is recorded (M8).
    pub fn grenzen(&self) -> Option<Besluitgrenzen> {
        let (besluit, ingetrokken_per) = match self {
            Self::NogNietVastgelegd => return None,
            Self::Geldend(besluit) => (besluit, None),
            Self::Ingetrokken { besluit, per } => (besluit, Some(*per)),
        };
        let Besluit { reikwijdte, geldig, functies, ondermandaat_toegestaan, wetstekst, .. } = besluit.clone();
        Some(Besluitgrenzen { reikwijdte, geldig, functies, ingetrokken_per, ondermandaat_toegestaan, wetstekst })
    }
}

impl Beslisser for Mandaatbesluit {
    const TYPE: &'static str = "mandaatbesluit";
    type Command = MandaatbesluitCommand;
    type Event = MandaatbesluitEvent;
    type Error = MandaatbesluitError;

    fn decide(
        &self,
        opdracht: Opdracht<MandaatbesluitCommand>,
        beleid: &Beleid,
    ) -> Result<Vec<Vastgelegd<MandaatbesluitEvent>>, MandaatbesluitError> {
        let Opdracht { wat, verantwoording, nu } = opdracht;
        rules::alleen_mandaatbeheerder(&verantwoording)?;
        let feit = match (self, wat) {
            (Self::NogNietVastgelegd, LegVast(besluit)) => {
                rules::volledig_en_genomen(&besluit, nu)?;
                rules::codes_bekend(&besluit, beleid)?;
                rules::periode_loopt_vooruit(&besluit)?;
                MandaatbesluitVastgelegd(besluit)
            }
            (Self::Geldend(al), LegVast(besluit)) if *al == besluit => return Ok(vec![]),
            (Self::Ingetrokken { per: al, .. }, TrekIn { per }) if *al == per => return Ok(vec![]),
            (Self::Geldend(_), TrekIn { per }) => {
                rules::intrekking_niet_terug(per, nu)?;
                MandaatbesluitIngetrokken(Besluitintrekking { per })
            }
            (toestand, wat) => return Err(MandaatbesluitError::past_niet(toestand, &wat)),
        };
        Ok(vec![Vastgelegd { feit, verantwoording }])
    }

    fn evolve(self, event: Vastgelegd<MandaatbesluitEvent>) -> Self {
        match (self, event.feit) {
            (_, MandaatbesluitVastgelegd(besluit)) => Self::Geldend(besluit),
            (Self::Geldend(besluit) | Self::Ingetrokken { besluit, .. }, MandaatbesluitIngetrokken(i)) => {
                Self::Ingetrokken { besluit, per: i.per }
            }
            (Self::NogNietVastgelegd, MandaatbesluitIngetrokken(_)) => Self::NogNietVastgelegd,
        }
    }
}

regieboek_kernel::aggregate!(Mandaatbesluit);
