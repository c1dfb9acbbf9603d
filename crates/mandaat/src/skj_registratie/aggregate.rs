//! State and decisions of an SKJ registration.

use regieboek_kernel::{Beleid, Beslisser, Datum, Opdracht, ProfessionalId, Tijdstip, Vastgelegd, Verantwoording};
use serde::{Deserialize, Serialize};

use super::commands::SkjRegistratieCommand::{self, Beeindig, Registreer, Verleng, VerstrijkTermijn};
use super::events::SkjRegistratieEvent::{self, SkjBeeindigd, SkjGeregistreerd, SkjVerlengd, SkjVerlopen};
use super::{Inschrijving, SkjRegistratieError, Uitschrijving, Verlenging, Verloop, rules};

/// Whether, and until when, a professional is registered with SKJ.
#[derive(Debug, Default, Clone, PartialEq, Serialize, Deserialize, strum::IntoStaticStr)]
#[serde(rename_all = "camelCase")]
pub enum SkjRegistratie {
    /// Not recorded yet.
    #[default]
    #[strum(serialize = "nog niet vastgelegd")]
    NogNietGeregistreerd,
    /// Registered; lapses after its last day without anybody doing anything.
    #[strum(serialize = "ingeschreven")]
    Ingeschreven(Inschrijving),
    /// Its last day passed, and that was recorded; a renewal may still come.
    #[strum(serialize = "verlopen")]
    Verlopen(Inschrijving),
    /// Ended by SKJ or by the holder.
    #[strum(serialize = "beeindigd")]
    Beeindigd {
        /// The registration that ended.
        inschrijving: Inschrijving,
        /// First day without registration.
        per: Datum,
        /// Whether it was recorded that this day has come.
        #[serde(default)]
        verlopen: bool,
    },
}

impl SkjRegistratie {
    /// Whose registration it is, once recorded.
    pub const fn houder(&self) -> Option<ProfessionalId> {
        match self {
            Self::NogNietGeregistreerd => None,
            Self::Ingeschreven(inschrijving) | Self::Verlopen(inschrijving) | Self::Beeindigd { inschrijving, .. } => {
                Some(inschrijving.houder)
            }
        }
    }

    /// The last day on which it is valid, once recorded: its own, or the day before it ends, whichever comes first.
    pub fn geldig_tot(&self) -> Option<Datum> {
        match self {
            Self::NogNietGeregistreerd => None,
            Self::Ingeschreven(inschrijving) | Self::Verlopen(inschrijving) => Some(inschrijving.geldig_tot),
            Self::Beeindigd { inschrijving, per, .. } => {
                Some(inschrijving.geldig_tot.min(per.yesterday().unwrap_or(Datum::MIN)))
            }
        }
    }

    /// Whether it is valid at `op`, as far as this history knows: to the end of its last day, local time (M13).
    pub fn geldig_op(&self, op: Tijdstip) -> bool {
        self.geldig_tot().is_some_and(|laatste| op.datum() <= laatste)
    }

    /// M18: its end becomes a fact once, at the first day without registration.
    fn verstrijk(
        &self,
        verantwoording: Verantwoording,
        nu: Tijdstip,
    ) -> Result<Vec<Vastgelegd<SkjRegistratieEvent>>, SkjRegistratieError> {
        let vastgelegd = match self {
            Self::NogNietGeregistreerd | Self::Verlopen(_) => true,
            Self::Ingeschreven(_) => false,
            Self::Beeindigd { verlopen, .. } => *verlopen,
        };
        match self.geldig_tot() {
            Some(laatste_dag) if !vastgelegd => {
                rules::verlopen(laatste_dag, &verantwoording, nu)?;
                Ok(vec![Vastgelegd { feit: SkjVerlopen(Verloop { laatste_dag }), verantwoording }])
            }
            Some(_) | None => Ok(vec![]),
        }
    }
}

impl Beslisser for SkjRegistratie {
    const TYPE: &'static str = "skj-registratie";
    type Command = SkjRegistratieCommand;
    type Event = SkjRegistratieEvent;
    type Error = SkjRegistratieError;

    fn decide(
        &self,
        opdracht: Opdracht<SkjRegistratieCommand>,
        _beleid: &Beleid,
    ) -> Result<Vec<Vastgelegd<SkjRegistratieEvent>>, SkjRegistratieError> {
        let Opdracht { wat, verantwoording, nu } = opdracht;
        if wat == VerstrijkTermijn {
            return self.verstrijk(verantwoording, nu);
        }
        rules::alleen_mandaatbeheerder(&verantwoording)?;
        let feit = match (self, wat) {
            (Self::Ingeschreven(al), Registreer(inschrijving)) if *al == inschrijving => return Ok(vec![]),
            (Self::Ingeschreven(al), Verleng { geldig_tot }) if al.geldig_tot == geldig_tot => return Ok(vec![]),
            (Self::Beeindigd { per: al, .. }, Beeindig { per }) if *al == per => return Ok(vec![]),
            (Self::NogNietGeregistreerd | Self::Verlopen(_) | Self::Beeindigd { .. }, Registreer(inschrijving)) => {
                rules::zelfde_houder(self, &inschrijving)?;
                rules::nog_geldig(inschrijving.geldig_tot, nu)?;
                SkjGeregistreerd(inschrijving)
            }
            (Self::Ingeschreven(al) | Self::Verlopen(al), Verleng { geldig_tot }) => {
                rules::alleen_vooruit(al, geldig_tot)?;
                rules::nog_geldig(geldig_tot, nu)?;
                SkjVerlengd(Verlenging { geldig_tot })
            }
            (Self::Ingeschreven(_) | Self::Verlopen(_), Beeindig { per }) => SkjBeeindigd(Uitschrijving { per }),
            (toestand, wat) => return Err(SkjRegistratieError::past_niet(toestand, &wat)),
        };
        Ok(vec![Vastgelegd { feit, verantwoording }])
    }

    fn evolve(self, event: Vastgelegd<SkjRegistratieEvent>) -> Self {
        match (self, event.feit) {
            (_, SkjGeregistreerd(inschrijving)) => Self::Ingeschreven(inschrijving),
            (
                Self::Ingeschreven(inschrijving) | Self::Verlopen(inschrijving) | Self::Beeindigd { inschrijving, .. },
                SkjVerlengd(Verlenging { geldig_tot }),
            ) => Self::Ingeschreven(Inschrijving { geldig_tot, ..inschrijving }),
            (Self::Ingeschreven(inschrijving), SkjBeeindigd(Uitschrijving { per })) => {
                Self::Beeindigd { inschrijving, per, verlopen: false }
            }
            // That it no longer works was recorded already.
            (Self::Verlopen(inschrijving), SkjBeeindigd(Uitschrijving { per })) => {
                Self::Beeindigd { inschrijving, per, verlopen: true }
            }
            (Self::Beeindigd { inschrijving, verlopen, .. }, SkjBeeindigd(Uitschrijving { per })) => {
                Self::Beeindigd { inschrijving, per, verlopen }
            }
            (Self::Ingeschreven(inschrijving) | Self::Verlopen(inschrijving), SkjVerlopen(_)) => {
                Self::Verlopen(inschrijving)
            }
            (Self::Beeindigd { inschrijving, per, .. }, SkjVerlopen(_)) => {
                Self::Beeindigd { inschrijving, per, verlopen: true }
            }
            (Self::NogNietGeregistreerd, SkjVerlengd(_) | SkjBeeindigd(_) | SkjVerlopen(_)) => {
                Self::NogNietGeregistreerd
            }
        }
    }
}

regieboek_kernel::aggregate!(SkjRegistratie);
