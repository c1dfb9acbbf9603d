//! The reach and the period that besluit and mandaat share.

use regieboek_kernel::{Beleid, Datum, Gebied, Organisatie, Voorziening};
use serde::{Deserialize, Serialize};

/// From-until, both days included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Periode {
    /// First day.
    pub van: Datum,
    /// Last day, to its end.
    pub tot_en_met: Datum,
}

impl Periode {
    /// Whether it runs forward: at least one day (M4).
    pub fn loopt_vooruit(&self) -> bool {
        self.van <= self.tot_en_met
    }

    /// Whether every day of this period is one of `ruimer`.
    pub fn valt_binnen(&self, ruimer: &Self) -> bool {
        ruimer.van <= self.van && self.tot_en_met <= ruimer.tot_en_met
    }
}

/// What a besluit or mandaat is for, and where (DOMAIN 3 "Mandaat").
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Reikwijdte {
    /// Kinds of help; empty covers nothing.
    pub voorzieningen: Vec<Voorziening>,
    /// Areas; empty is the whole municipality.
    pub gebieden: Vec<Gebied>,
    /// Schools; empty is all, and also where no school is involved.
    pub scholen: Vec<Organisatie>,
    /// Costs in euro above which the Meer-team is asked.
    pub kostenplafond_euro: Option<u32>,
}

/// The side on which one reach is wider than another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::Display)]
#[strum(serialize_all = "kebab-case")]
pub enum Grens {
    /// Kinds of help.
    Voorzieningen,
    /// Areas.
    Gebieden,
    /// Schools.
    Scholen,
    /// Cost ceiling.
    Kostenplafond,
}

impl Reikwijdte {
    /// The first side on which this reach is wider than `ruimer`, if any (M8).
    pub fn breder_dan(&self, ruimer: &Self) -> Option<Grens> {
        let voorzieningen = self.voorzieningen.iter().all(|v| ruimer.voorzieningen.contains(v));
        let kosten =
            ruimer.kostenplafond_euro.is_none_or(|hoogste| self.kostenplafond_euro.is_some_and(|k| k <= hoogste));
        [
            (voorzieningen, Grens::Voorzieningen),
            (lijst_binnen(&self.gebieden, &ruimer.gebieden), Grens::Gebieden),
            (lijst_binnen(&self.scholen, &ruimer.scholen), Grens::Scholen),
            (kosten, Grens::Kostenplafond),
        ]
        .into_iter()
        .find_map(|(past, grens)| (!past).then_some(grens))
    }

    /// Whether the policy knows every voorziening and every gebied (M3).
    pub fn is_bekend(&self, beleid: &Beleid) -> bool {
        self.voorzieningen.iter().all(|v| beleid.voorziening(v).is_some())
            && self.gebieden.iter().all(|g| beleid.kent_gebied(g))
    }
}

/// Whether a list stays within another, where empty means everything.
fn lijst_binnen<T: PartialEq>(lijst: &[T], ruimer: &[T]) -> bool {
    ruimer.is_empty() || (!lijst.is_empty() && lijst.iter().all(|code| ruimer.contains(code)))
}
