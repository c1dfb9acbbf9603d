//! Something that is owed before an instant.

use regieboek_kernel::Tijdstip;
use serde::{Deserialize, Serialize};

/// What is owed before an instant: open until it is done, watched until it was done in time or its passing was recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Verplichting {
    voor: Tijdstip,
    open: bool,
    bewaakt: bool,
}

impl Verplichting {
    pub(crate) const fn new(voor: Tijdstip) -> Self {
        Self { voor, open: true, bewaakt: true }
    }

    /// The first instant that is too late.
    pub const fn voor(&self) -> Tijdstip {
        self.voor
    }

    /// Whether it still has to be done.
    pub const fn is_open(&self) -> bool {
        self.open
    }

    /// Whether its passing, once it comes, is still to be recorded.
    pub const fn is_bewaakt(&self) -> bool {
        self.bewaakt
    }

    /// Whether doing it at this instant is in time.
    pub fn haalt(&self, op: Tijdstip) -> bool {
        op < self.voor
    }

    pub(crate) const fn voldoe(&mut self, tijdig: bool) {
        self.open = false;
        self.bewaakt = self.bewaakt && !tijdig;
    }

    pub(crate) const fn verstrijk(&mut self) {
        self.bewaakt = false;
    }
}
