//! State and decisions of a mandaat.

use regieboek_kernel::{Beleid, Beslisser, Opdracht, Vastgelegd};
use serde::{Deserialize, Serialize};

use super::commands::MandaatCommand::{self, Hervat, Schors, TrekIn, Verleen, VerleenOnder, VerstrijkTermijn};
use super::events::MandaatEvent::{
    self, MandaatGeschorst, MandaatHervat, MandaatIngetrokken, MandaatVerleend, MandaatVerlopen,
};
use super::{Hervatting, Intrekking, MandaatError, Schorsing, Verlening, Verloop, rules};

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
    /// Its last day passed, and that was recorded.
    #[strum(serialize = "verlopen")]
    Verlopen,
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
        match &wat {
            Verleen { .. } | Schors { .. } | Hervat => rules::alleen_mandaatbeheerder(&verantwoording)?,
            TrekIn { boven, .. } => rules::mag_intrekken(boven.as_deref(), &verantwoording)?,
            VerleenOnder { .. } | VerstrijkTermijn => {}
        }
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
            (Self::NogNietVerleend, VerleenOnder { verlening, boven, grenzen, skj_geldig_tot }) => {
                rules::binnen_bovenmandaat(&verlening, &boven, &grenzen, &verantwoording, nu)?;
                rules::geen_zelfverlening(&verlening, &verantwoording)?;
                rules::codes_bekend(&verlening, beleid)?;
                rules::periode_loopt_nog(&verlening, nu)?;
                rules::binnen_besluit(&verlening, &grenzen)?;
                rules::instemming_houder_en_werkgever(&verlening, nu)?;
                rules::skj_bij_verlening(&verlening, skj_geldig_tot, beleid, nu)?;
                MandaatVerleend(verlening)
            }
            (Self::Verleend(al), Verleen { verlening, .. } | VerleenOnder { verlening, .. }) if *al == verlening => {
                return Ok(vec![]);
            }
            (Self::Verleend(verlening) | Self::Geschorst(verlening), VerstrijkTermijn) => {
                rules::verlopen(verlening, &verantwoording, nu)?;
                MandaatVerlopen(Verloop { laatste_dag: verlening.geldig.tot_en_met })
            }
            (Self::NogNietVerleend | Self::Ingetrokken | Self::Verlopen, VerstrijkTermijn) => return Ok(vec![]),
            (Self::Verleend(_), Hervat) | (Self::Geschorst(_), Schors { .. }) | (Self::Ingetrokken, TrekIn { .. }) => {
                return Ok(vec![]);
            }
            (Self::Verleend(_), Schors { reden }) => MandaatGeschorst(Schorsing { per: nu, reden }),
            (Self::Geschorst(verlening), Hervat) => {
                rules::geen_zelfverlening(verlening, &verantwoording)?;
                MandaatHervat(Hervatting { per: nu })
            }
            (Self::Verleend(_) | Self::Geschorst(_), TrekIn { reden, .. }) => {
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
            (_, MandaatVerlopen(_)) => Self::Verlopen,
            (
                toestand @ (Self::NogNietVerleend | Self::Ingetrokken | Self::Verlopen),
                MandaatGeschorst(_) | MandaatHervat(_),
            ) => toestand,
        }
    }
}

regieboek_kernel::aggregate!(Mandaat);
