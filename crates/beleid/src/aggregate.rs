//! State and decisions of the policy of a municipality.

use regieboek_kernel::{Beleid, Beslisser, Datum, Opdracht, Vastgelegd, Voorziening};
use serde::{Deserialize, Serialize};

use crate::commands::BeleidsboekCommand::{self, StelVast, TrekIn};
use crate::errors::BeleidsboekError;
use crate::events::{BeleidIngetrokken, BeleidVastgesteld, BeleidsboekEvent};
use crate::rules;

/// What held, holds and will hold; at first only the standard policy.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Beleidsboek {
    standaard: Beleid,
    /// Every version that was ever set, in order of its number.
    vastgesteld: Vec<Versie>,
}

/// A version that was set.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Versie {
    beleid: Beleid,
    ingetrokken: bool,
}

impl Default for Beleidsboek {
    fn default() -> Self {
        Self { standaard: Beleid::standaard(), vastgesteld: vec![] }
    }
}

impl Beleidsboek {
    /// B6: the policy that holds on a day, as far as is set.
    pub fn op(&self, dag: Datum) -> &Beleid {
        self.eigen().rfind(|beleid| beleid.vanaf <= dag).unwrap_or(&self.standaard)
    }

    /// The policy of a day, or the last before it that still knew this kind of help: for help that runs on after it is no
    /// longer offered.
    pub fn op_met(&self, voorziening: &Voorziening, dag: Datum) -> &Beleid {
        let begonnen = self.versies().filter(|beleid| beleid.vanaf <= dag);
        let kende = begonnen.filter(|beleid| beleid.voorziening(voorziening).is_some()).last();
        kende.unwrap_or_else(|| self.op(dag))
    }

    /// Every version that holds, held or will hold, the standard policy first.
    pub fn versies(&self) -> impl Iterator<Item = &Beleid> {
        std::iter::once(&self.standaard).chain(self.eigen())
    }

    /// What the municipality set and did not withdraw, in order of from-date.
    fn eigen(&self) -> impl DoubleEndedIterator<Item = &Beleid> {
        self.vastgesteld.iter().filter(|versie| !versie.ingetrokken).map(|versie| &versie.beleid)
    }

    /// The version that begins last.
    fn laatste(&self) -> &Beleid {
        self.eigen().next_back().unwrap_or(&self.standaard)
    }

    /// B2: one more than was ever given.
    fn volgende_versie(&self) -> u32 {
        self.vastgesteld.last().map_or(self.standaard.versie, |versie| versie.beleid.versie).saturating_add(1)
    }

    /// B4: the version to withdraw; nothing when that was done already.
    fn in_te_trekken(&self, versie: u32) -> Result<Option<&Beleid>, BeleidsboekError> {
        if versie == self.standaard.versie {
            return Err(BeleidsboekError::BeleidGeldtAl { versie });
        }
        let gevonden = self.vastgesteld.iter().find(|al| al.beleid.versie == versie);
        let gevonden = gevonden.ok_or(BeleidsboekError::BeleidOnbekend { versie })?;
        Ok((!gevonden.ingetrokken).then_some(&gevonden.beleid))
    }
}

impl Beslisser for Beleidsboek {
    const TYPE: &'static str = "beleidsboek";
    type Command = BeleidsboekCommand;
    type Event = BeleidsboekEvent;
    type Error = BeleidsboekError;

    fn decide(
        &self,
        opdracht: Opdracht<BeleidsboekCommand>,
        _beleid: &Beleid,
    ) -> Result<Vec<Vastgelegd<BeleidsboekEvent>>, BeleidsboekError> {
        let Opdracht { wat, verantwoording, nu } = opdracht;
        let vandaag = nu.datum();
        rules::door_beleidsbeheerder(&verantwoording)?; // B1
        let feit = match wat {
            StelVast { vanaf, inhoud, toelichting } => {
                let laatste = self.laatste();
                if laatste.vanaf == vanaf && laatste.inhoud == *inhoud {
                    return Ok(vec![]);
                }
                rules::gaat_nog_in(vanaf, vandaag)?; // B3
                rules::na_de_laatste(vanaf, laatste)?; // B5
                rules::deugdelijk(&inhoud)?; // B7-B12
                let beleid = Beleid { versie: self.volgende_versie(), vanaf, inhoud: *inhoud }; // B2
                BeleidsboekEvent::BeleidVastgesteld(Box::new(BeleidVastgesteld { beleid, toelichting }))
            }
            TrekIn { versie, reden } => {
                let Some(beleid) = self.in_te_trekken(versie)? else { return Ok(vec![]) }; // B4
                rules::geldt_nog_niet(beleid, vandaag)?; // B4
                BeleidsboekEvent::BeleidIngetrokken(BeleidIngetrokken { versie, reden })
            }
        };
        Ok(vec![Vastgelegd { feit, verantwoording }])
    }

    fn evolve(mut self, event: Vastgelegd<BeleidsboekEvent>) -> Self {
        match event.feit {
            BeleidsboekEvent::BeleidVastgesteld(feit) => {
                self.vastgesteld.push(Versie { beleid: feit.beleid, ingetrokken: false });
            }
            BeleidsboekEvent::BeleidIngetrokken(feit) => {
                for versie in self.vastgesteld.iter_mut().filter(|al| al.beleid.versie == feit.versie) {
                    versie.ingetrokken = true;
                }
            }
        }
        self
    }
}

regieboek_kernel::aggregate!(Beleidsboek);
