//! State and decisions of a mandaatbesluit.

use regieboek_kernel::{Beleid, Beslisser, Datum, Opdracht, Vastgelegd};
use serde::{Deserialize, Serialize};

use super::commands::MandaatbesluitCommand::{self, LegVast, TrekIn, VerstrijkTermijn};
use super::events::MandaatbesluitEvent::{
    self, MandaatbesluitIngetrokken, MandaatbesluitVastgelegd, MandaatbesluitVervallen,
};
use super::{Besluit, Besluitgrenzen, Besluitintrekking, Besluitverval, MandaatbesluitError, rules};

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
    /// Withdrawn, and that its day came was recorded.
    #[strum(serialize = "vervallen")]
    Vervallen {
        /// What was decided.
        besluit: Besluit,
        /// First day on which it no longer held.
        per: Datum,
    },
}

impl Mandaatbesluit {
    /// The bounds for a mandaat on this besluit, once it is recorded (M8).
    pub fn grenzen(&self) -> Option<Besluitgrenzen> {
        let (besluit, ingetrokken_per) = match self {
            Self::NogNietVastgelegd => return None,
            Self::Geldend(besluit) => (besluit, None),
            Self::Ingetrokken { besluit, per } | Self::Vervallen { besluit, per } => (besluit, Some(*per)),
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
        if wat != VerstrijkTermijn {
            rules::alleen_mandaatbeheerder(&verantwoording)?;
        }
        let feit = match (self, wat) {
            (Self::NogNietVastgelegd, LegVast(besluit)) => {
                rules::volledig_en_genomen(&besluit, nu)?;
                rules::codes_bekend(&besluit, beleid)?;
                rules::periode_loopt_vooruit(&besluit)?;
                MandaatbesluitVastgelegd(besluit)
            }
            (Self::Geldend(al), LegVast(besluit)) if *al == besluit => return Ok(vec![]),
            (Self::Ingetrokken { per: al, .. } | Self::Vervallen { per: al, .. }, TrekIn { per }) if *al == per => {
                return Ok(vec![]);
            }
            (Self::Geldend(_), TrekIn { per }) => {
                rules::intrekking_niet_terug(per, nu)?;
                MandaatbesluitIngetrokken(Besluitintrekking { per })
            }
            (Self::Ingetrokken { per, .. }, VerstrijkTermijn) => {
                rules::vervallen(*per, &verantwoording, nu)?;
                MandaatbesluitVervallen(Besluitverval { per: *per })
            }
            (Self::NogNietVastgelegd | Self::Geldend(_) | Self::Vervallen { .. }, VerstrijkTermijn) => {
                return Ok(vec![]);
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
            (Self::Ingetrokken { besluit, per }, MandaatbesluitVervallen(_)) => Self::Vervallen { besluit, per },
            (toestand @ Self::Vervallen { .. }, MandaatbesluitIngetrokken(_)) => toestand,
            (Self::NogNietVastgelegd, MandaatbesluitIngetrokken(_)) => Self::NogNietVastgelegd,
            (
                toestand @ (Self::NogNietVastgelegd | Self::Geldend(_) | Self::Vervallen { .. }),
                MandaatbesluitVervallen(_),
            ) => toestand,
        }
    }
}

regieboek_kernel::aggregate!(Mandaatbesluit);
