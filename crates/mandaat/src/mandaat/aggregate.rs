//! State and decisions of a mandaat.

use regieboek_kernel::{Beleid, Beslisser, Opdracht, Vastgelegd};
use serde::{Deserialize, Serialize};

use super::commands::MandaatCommand::{self, Hervat, Schors, TrekIn, Verleen};
use super::events::MandaatEvent::{self, MandaatGeschorst, MandaatHervat, MandaatIngetrokken, MandaatVerleend};
use super::{Hervatting, Intrekking, MandaatError, Schorsing, Verlening, rules};

/// One mandaat, of one holder.
#[derive(Debug, Default, Clone, PartialEq, Serialize, Deserialize, strum::IntoStaticStr)]
#[serde(rename_all = "camelCase")]
pub enum Mandaat {
    /// Not granted yet.
    #[default]
    #[strum(serialize = "nog niet verleend")]
    NogNietVerleend,
    /// Granted.
    #[strum(serialize = "verleend")]
    Verleend(Box<Verlening>),
    /// Suspended: covers nothing until it is resumed.
    #[strum(serialize = "geschorst")]
    Geschorst(Box<Verlening>),
    /// Withdrawn for good.
    #[strum(serialize = "ingetrokken")]
    Ingetrokken,
}

impl Beslisser for Mandaat {
    const TYPE: &'static str = "mandaat";
    type Command = MandaatCommand;
    type Event = MandaatEvent;
    type Error = MandaatError;

    fn decide(
        &self,
        opdracht: Opdracht<MandaatCommand>,
        beleid: &Beleid,
    ) -> Result<Vec<Vastgelegd<MandaatEvent>>, MandaatError> {
        let Opdracht { wat, verantwoording, nu } = opdracht;
        rules::alleen_mandaatbeheerder(&verantwoording)?;
        let feit = match (self, wat) {
            (Self::NogNietVerleend, Verleen { verlening, grenzen, skj_geldig_tot }) => {
                rules::geen_zelfverlening(&verlening, &verantwoording)?;
                rules::codes_bekend(&verlening, beleid)?;
                rules::periode_loopt_nog(&verlening, nu)?;
                rules::binnen_besluit(&verlening, &grenzen)?;
                rules::instemming_houder_en_werkgever(&verlening, nu)?;
                rules::skj_bij_verlening(&verlening, skj_geldig_tot, beleid, nu)?;
                MandaatVerleend(verlening)
            }
            (Self::Verleend(al), Verleen { verlening, .. }) if *al == verlening => return Ok(vec![]),
            (Self::Verleend(_), Hervat) | (Self::Geschorst(_), Schors { .. }) | (Self::Ingetrokken, TrekIn { .. }) => {
                return Ok(vec![]);
            }
            (Self::Verleend(_), Schors { reden }) => MandaatGeschorst(Schorsing { per: nu, reden }),
            (Self::Geschorst(verlening), Hervat) => {
                rules::geen_zelfverlening(verlening, &verantwoording)?;
                MandaatHervat(Hervatting { per: nu })
            }
            (Self::Verleend(_) | Self::Geschorst(_), TrekIn { reden }) => {
                MandaatIngetrokken(Intrekking { per: nu, reden })
            }
            (toestand, wat) => return Err(MandaatError::past_niet(toestand, &wat)),
        };
        Ok(vec![Vastgelegd { feit, verantwoording }])
    }

    fn evolve(self, event: Vastgelegd<MandaatEvent>) -> Self {
        match (self, event.feit) {
            (_, MandaatVerleend(verlening)) => Self::Verleend(verlening),
            (Self::Verleend(verlening) | Self::Geschorst(verlening), MandaatGeschorst(_)) => Self::Geschorst(verlening),
            (Self::Verleend(verlening) | Self::Geschorst(verlening), MandaatHervat(_)) => Self::Verleend(verlening),
            (_, MandaatIngetrokken(_)) => Self::Ingetrokken,
            (toestand @ (Self::NogNietVerleend | Self::Ingetrokken), MandaatGeschorst(_) | MandaatHervat(_)) => {
                toestand
            }
        }
    }
}

regieboek_kernel::aggregate!(Mandaat);
