//! What came out: medians, ratios within a round, and how far they lie apart.

use serde_json::{Value, json};

use super::deelnemer::{Deelnemer, Meting};
use super::machine::Machine;
use super::{HISTORIE, Opties};

/// What we want at least, on PostgreSQL and on SQLite: at so many connections, so many times the other.
const DOELEN: &[(Deelnemer, Deelnemer, usize, f64)] = &[
    (Deelnemer::Postgres, Deelnemer::Pgbench, 32, 2.0),
    (Deelnemer::Postgres, Deelnemer::Pgbench, 8, 1.2),
    (Deelnemer::Postgres, Deelnemer::Pgbench, 1, 0.7),
    (Deelnemer::Postgres, Deelnemer::Voorraad, 32, 5.0),
    (Deelnemer::Sqlite, Deelnemer::Pgbench, 32, 2.0),
];

/// One measurement.
pub(crate) struct Cel {
    /// In which round, from 1.
    pub(crate) ronde: usize,
    /// At how many connections.
    pub(crate) verbindingen: usize,
    /// Of whom.
    pub(crate) wie: Deelnemer,
    /// What was seen.
    pub(crate) meting: Meting,
}

/// All of them.
pub(crate) struct Verslag {
    /// What was asked.
    pub(crate) opties: Opties,
    /// What it holds for.
    pub(crate) machine: Machine,
    /// What was measured, in that order.
    pub(crate) cellen: Vec<Cel>,
}

/// The middle of a list, with its ends.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Spreiding {
    pub(super) midden: f64,
    laagste: f64,
    pub(super) hoogste: f64,
}

impl Spreiding {
    pub(super) fn van(waarden: impl IntoIterator<Item = f64>) -> Option<Self> {
        let mut waarden: Vec<_> = waarden.into_iter().collect();
        waarden.sort_by(f64::total_cmp);
        let (laagste, hoogste) = (*waarden.first()?, *waarden.last()?);
        let (onder, boven) = (waarden.get((waarden.len() - 1) / 2)?, waarden.get(waarden.len() / 2)?);
        Some(Self { midden: f64::midpoint(*onder, *boven), laagste, hoogste })
    }

    pub(super) fn json(self) -> Value {
        json!({ "median": rond(self.midden), "lowest": rond(self.laagste), "highest": rond(self.hoogste) })
    }

    pub(super) fn tekst(spreiding: Option<Self>, cijfers: usize) -> String {
        let Some(Self { midden, laagste, hoogste }) = spreiding else { return "–".to_owned() };
        format!("{midden:.cijfers$} ({laagste:.cijfers$}–{hoogste:.cijfers$})")
    }
}

/// Three digits behind the point are more than the noise allows.
pub(super) fn rond(getal: f64) -> f64 {
    (getal * 1000.0).round() / 1000.0
}

impl Verslag {
    /// Whether every request succeeded.
    pub(crate) fn zonder_fouten(&self) -> bool {
        self.cellen.iter().all(|cel| cel.meting.zonder_fouten())
    }

    fn van(&self, wie: Deelnemer, verbindingen: usize) -> impl Iterator<Item = &Cel> {
        self.cellen.iter().filter(move |cel| cel.wie == wie && cel.verbindingen == verbindingen)
    }

    fn spreiding(&self, wie: Deelnemer, verbindingen: usize, wat: fn(&Meting) -> f64) -> Option<Spreiding> {
        Spreiding::van(self.van(wie, verbindingen).map(|cel| wat(&cel.meting)))
    }

    /// How many times as much as the other did in the same round.
    fn verhouding(&self, wie: Deelnemer, ander: Deelnemer, verbindingen: usize) -> Option<Spreiding> {
        if wie == ander {
            return None;
        }
        Spreiding::van(self.van(wie, verbindingen).filter_map(|cel| {
            let ander = self.van(ander, verbindingen).find(|ander| ander.ronde == cel.ronde)?;
            Some(cel.meting.per_seconde / ander.meting.per_seconde)
        }))
    }

    /// The table, in Markdown, and under it whether we are where we want to be.
    pub(crate) fn tabel(&self) -> String {
        let mut regels = vec![
            "| connections | what | commands/s | p50 ms | p99 ms | × (a) | × (b) | stolen |".to_owned(),
            "| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: |".to_owned(),
        ];
        for &n in &self.opties.verbindingen {
            for wie in Deelnemer::ALLEN {
                let tekst = |wat, cijfers| Spreiding::tekst(self.spreiding(wie, n, wat), cijfers);
                regels.push(format!(
                    "| {n} | {} | {} | {} | {} | {} | {} | {:.0} % |",
                    wie.naam(),
                    tekst(|meting| meting.per_seconde, 0),
                    tekst(|meting| meting.p50_ms, 2),
                    tekst(|meting| meting.p99_ms, 2),
                    Spreiding::tekst(self.verhouding(wie, Deelnemer::Pgbench, n), 2),
                    Spreiding::tekst(self.verhouding(wie, Deelnemer::Voorraad, n), 2),
                    self.spreiding(wie, n, |meting| meting.ruis.gestolen * 100.0).map_or(0.0, |s| s.hoogste),
                ));
            }
        }
        regels.push(format!("\nMedian (lowest–highest) of {} rounds.", self.opties.rondes));
        for &(wie, ander, n, doel) in DOELEN {
            if let Some(is) = self.verhouding(wie, ander, n) {
                let oordeel = if is.midden >= doel { "reached" } else { "not reached" };
                let (wie, ander) = (wie.naam(), ander.naam().get(..3).unwrap_or_default());
                regels
                    .push(format!("- {wie}, {n} connections, at least {doel} × {ander}: {oordeel} ({:.2})", is.midden));
            }
        }
        regels.join("\n")
    }

    /// Everything, for later comparison.
    pub(crate) fn json(&self) -> Value {
        let samenvatting: Vec<_> = self
            .opties
            .verbindingen
            .iter()
            .flat_map(|&n| Deelnemer::ALLEN.map(|wie| self.samenvatting(wie, n)))
            .collect();
        let cellen: Vec<_> = self
            .cellen
            .iter()
            .map(|cel| {
                let Meting { per_seconde, p50_ms, p99_ms, fouten, eerste_keer, gegroeid, ruis } = &cel.meting;
                json!({
                    "round": cel.ronde, "connections": cel.verbindingen, "what": cel.wie.naam(),
                    "perSecond": rond(*per_seconde), "p50Ms": p50_ms, "p99Ms": p99_ms, "errors": fouten,
                    "firstPassPerSecond": eerste_keer.map(rond), "eventsGainedPerCase": gegroeid.map(rond),
                    "stolen": rond(ruis.gestolen), "idle": rond(ruis.vrij), "fromDiskMib": rond(ruis.van_schijf),
                })
            })
            .collect();
        json!({
            "machine": self.machine.beschrijving(),
            "rounds": self.opties.rondes, "seconds": self.opties.seconden,
            "cases": self.opties.dossiers, "history": HISTORIE,
            "summary": samenvatting, "cells": cellen,
        })
    }

    fn samenvatting(&self, wie: Deelnemer, verbindingen: usize) -> Value {
        let getal = |wat| self.spreiding(wie, verbindingen, wat).map(Spreiding::json);
        let keer = |ander| self.verhouding(wie, ander, verbindingen).map(Spreiding::json);
        json!({
            "connections": verbindingen, "what": wie.naam(),
            "perSecond": getal(|meting| meting.per_seconde),
            "p50Ms": getal(|meting| meting.p50_ms), "p99Ms": getal(|meting| meting.p99_ms),
            "timesA": keer(Deelnemer::Pgbench), "timesB": keer(Deelnemer::Voorraad),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::machine::Ruis;
    use super::*;

    fn meting(per_seconde: f64) -> Meting {
        Meting {
            per_seconde,
            p50_ms: 1.0,
            p99_ms: 2.0,
            fouten: json!({}),
            eerste_keer: None,
            gegroeid: None,
            ruis: Ruis { gestolen: 0.05, ..Ruis::default() },
        }
    }

    fn verslag(cellen: &[(usize, Deelnemer, f64)]) -> Verslag {
        let cel = |&(ronde, wie, per_seconde): &_| Cel { ronde, verbindingen: 32, wie, meting: meting(per_seconde) };
        Verslag {
            opties: Opties { verbindingen: vec![32], rondes: 3, ..Opties::default() },
            machine: Machine::onbekend(),
            cellen: cellen.iter().map(cel).collect(),
        }
    }

    #[test]
    fn het_midden_van_een_even_aantal_ligt_tussen_twee() {
        assert_eq!(Spreiding::van([4.0, 1.0, 3.0]), Some(Spreiding { midden: 3.0, laagste: 1.0, hoogste: 4.0 }));
        assert_eq!(Spreiding::van([4.0, 1.0]).map(|s| s.midden), Some(2.5));
        assert_eq!(Spreiding::van([]), None);
    }

    #[test]
    fn een_verhouding_is_van_dezelfde_ronde() {
        use Deelnemer::{Pgbench, Postgres};
        // The machine was three times as fast in the second round: the ratio is the same.
        let verslag = verslag(&[(1, Pgbench, 100.0), (1, Postgres, 210.0), (2, Postgres, 630.0), (2, Pgbench, 300.0)]);
        let verhouding = verslag.verhouding(Postgres, Pgbench, 32);
        assert_eq!(verhouding, Some(Spreiding { midden: 2.1, laagste: 2.1, hoogste: 2.1 }));
        assert_eq!(verslag.verhouding(Postgres, Deelnemer::Voorraad, 32), None);
        let tabel = verslag.tabel();
        assert!(
            tabel.contains("(c) Regieboek on PostgreSQL, 32 connections, at least 2 × (a): reached (2.10)"),
            "{tabel}"
        );
        assert!(!tabel.contains("SQLite, 32"), "{tabel}");
    }

    #[test]
    fn een_fout_valt_op() {
        let mut verslag = verslag(&[(1, Deelnemer::Postgres, 1.0)]);
        assert!(verslag.zonder_fouten());
        verslag.cellen[0].meting.fouten = json!({ "412 versie-verouderd": 1 });
        assert!(!verslag.zonder_fouten());
        assert_eq!(verslag.json()["cells"][0]["errors"]["412 versie-verouderd"], 1);
    }
}
