//! Waiting time, measured from the facts and split by cause (DOMAIN 4).

use regieboek_kernel::Tijdstip;
use serde::{Deserialize, Serialize};

use super::Wachtoorzaak;

/// A stretch of waiting with one cause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Wachtperiode {
    /// What the waiting was for.
    pub oorzaak: Wachtoorzaak,
    /// Since when.
    pub van: Tijdstip,
    /// Until when; none while it lasts.
    pub tot: Option<Tijdstip>,
}

/// Adjoining stretches of waiting, oldest first; at most the last one lasts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Wachttijd(Vec<Wachtperiode>);

impl Wachttijd {
    /// Waiting that begins.
    pub(crate) fn vanaf(oorzaak: Wachtoorzaak, van: Tijdstip) -> Self {
        Self(vec![Wachtperiode { oorzaak, van, tot: None }])
    }

    /// The stretches.
    pub fn perioden(&self) -> &[Wachtperiode] {
        &self.0
    }

    /// The cause of the waiting that lasts.
    pub fn oorzaak(&self) -> Option<Wachtoorzaak> {
        self.0.last().filter(|periode| periode.tot.is_none()).map(|periode| periode.oorzaak)
    }

    /// From this instant the waiting has another cause.
    #[must_use]
    pub(crate) fn verder_als(self, oorzaak: Wachtoorzaak, op: Tijdstip) -> Self {
        if self.oorzaak() == Some(oorzaak) {
            return self;
        }
        let van = self.0.last().map_or(op, |laatste| laatste.van.max(op));
        let mut beeindigd = self.beeindigd(van);
        beeindigd.0.push(Wachtperiode { oorzaak, van, tot: None });
        beeindigd
    }

    /// The stretch that lasts proves to have had another cause.
    #[must_use]
    pub(crate) fn toegerekend_aan(mut self, oorzaak: Wachtoorzaak) -> Self {
        if let Some(laatste) = self.0.last_mut().filter(|laatste| laatste.tot.is_none()) {
            laatste.oorzaak = oorzaak;
        }
        self
    }

    /// Waiting ended at this instant; stretches reported for later instants never were.
    #[must_use]
    pub(crate) fn beeindigd(mut self, op: Tijdstip) -> Self {
        self.0.retain(|periode| periode.van < op);
        if let Some(laatste) = self.0.last_mut() {
            laatste.tot = Some(laatste.tot.map_or(op, |tot| tot.min(op)));
        }
        self
    }
}
