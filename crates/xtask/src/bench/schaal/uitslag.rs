//! What came out: medians, ratios between sizes within a round, and whether we are where we want to be.

use std::fmt;

use serde_json::{Value, json};

use super::super::deelnemer::Meting;
use super::super::machine::Machine;
use super::super::verslag::{Spreiding, rond};
use super::{Opties, VERBINDINGEN, Waar, Wat};

/// How much slower a busy team may be in the largest log than in the smallest.
const HOOGSTENS: f64 = 1.2;
/// Which part of what the database gives at best a replay must reach.
const fn minstens(waar: Waar) -> f64 {
    match waar {
        Waar::Postgres => 0.8,
        Waar::Sqlite => 0.7,
    }
}
/// What a server may use, in MiB.
const GEHEUGEN: u64 = 300;

/// One measurement of commands.
#[derive(Debug, Clone)]
pub(super) struct Cel {
    pub(super) waar: Waar,
    pub(super) events: u64,
    pub(super) wat: Wat,
    pub(super) ronde: usize,
    pub(super) meting: Meting,
    /// The most memory the server had, in MiB; (a) has none of ours.
    pub(super) geheugen: Option<u64>,
}

impl Cel {
    /// How long the first load of a case took, in milliseconds, where there is one case.
    fn eerste_ms(&self) -> Option<f64> {
        let eerste = self.meting.eerste_keer.filter(|eerste| self.wat == Wat::LangeStroom && *eerste > 0.0)?;
        Some(1000.0 / eerste)
    }
}

impl fmt::Display for Cel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {} events, {}: {}", self.waar.naam(), self.events, self.wat.naam(), self.meting)?;
        if let Some(geheugen) = self.geheugen {
            write!(f, ", {geheugen} MiB")?;
        }
        Ok(())
    }
}

/// A whole log read back.
#[derive(Debug, Clone)]
pub(super) struct Gelezen {
    pub(super) waar: Waar,
    pub(super) events: u64,
    pub(super) ronde: usize,
    pub(super) per_seconde: f64,
    /// What the database gives at best.
    pub(super) ijk_per_seconde: f64,
    /// The most memory the reader had, in MiB.
    pub(super) geheugen: u64,
}

impl fmt::Display for Gelezen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { waar, events, per_seconde, ijk_per_seconde, geheugen, .. } = self;
        let waar = waar.naam();
        write!(f, "{waar}, {events} events teruggelezen: {per_seconde:.0}/s van {ijk_per_seconde:.0}/s, {geheugen} MiB")
    }
}

/// All read models made again.
#[derive(Debug, Clone)]
pub(super) struct Herbouwd {
    pub(super) waar: Waar,
    pub(super) events: u64,
    pub(super) projecties: usize,
    pub(super) seconden: f64,
    /// How many lines said how far it was.
    pub(super) voortgang: usize,
    /// The most memory it had, in MiB.
    pub(super) geheugen: u64,
}

impl fmt::Display for Herbouwd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { waar, events, projecties, seconden, voortgang, geheugen } = self;
        let waar = waar.naam();
        write!(
            f,
            "{waar}, {events} events: {projecties} leesmodellen herbouwd in {seconden:.0} s, {voortgang} regels voortgang, \
             {geheugen} MiB"
        )
    }
}

/// All of it.
pub(super) struct Uitslag {
    opties: Opties,
    cellen: Vec<Cel>,
    gelezen: Vec<Gelezen>,
    herbouwd: Vec<Herbouwd>,
}

impl Uitslag {
    pub(super) fn new(opties: Opties) -> Self {
        Self { opties, cellen: vec![], gelezen: vec![], herbouwd: vec![] }
    }

    pub(super) fn noteer(&mut self, cel: Cel) {
        self.cellen.push(cel);
    }

    pub(super) fn noteer_gelezen(&mut self, gelezen: Gelezen) {
        self.gelezen.push(gelezen);
    }

    pub(super) fn noteer_herbouwd(&mut self, herbouwd: Herbouwd) {
        self.herbouwd.push(herbouwd);
    }

    /// Whether every request succeeded.
    pub(super) fn zonder_fouten(&self) -> bool {
        self.cellen.iter().all(|cel| cel.meting.zonder_fouten())
    }

    fn van(&self, waar: Waar, wat: Wat, events: u64) -> impl Iterator<Item = &Cel> {
        self.cellen.iter().filter(move |cel| (cel.waar, cel.wat, cel.events) == (waar, wat, events))
    }

    fn spreiding(&self, waar: Waar, wat: Wat, events: u64, welk: fn(&Meting) -> f64) -> Option<Spreiding> {
        Spreiding::van(self.van(waar, wat, events).map(|cel| welk(&cel.meting)))
    }

    /// How large the logs of this were, from small to large.
    fn groottes(&self, waar: Waar, wat: Wat) -> Vec<u64> {
        let gelijk = |cel: &&Cel| (cel.waar, cel.wat) == (waar, wat);
        let mut groottes: Vec<_> = self.cellen.iter().filter(gelijk).map(|cel| cel.events).collect();
        groottes.sort_unstable();
        groottes.dedup();
        groottes
    }

    /// How many times as much as with the smallest log in the same round.
    fn keer_kleinste(&self, waar: Waar, wat: Wat, events: u64, welk: fn(&Meting) -> f64) -> Option<Spreiding> {
        let kleinste = self.groottes(waar, wat).first().copied().filter(|kleinste| *kleinste != events)?;
        Spreiding::van(self.van(waar, wat, events).filter_map(|cel| {
            let klein = self.van(waar, wat, kleinste).find(|klein| klein.ronde == cel.ronde)?;
            Some(welk(&cel.meting) / welk(&klein.meting))
        }))
    }

    /// The tables, in Markdown, and under them whether we are where we want to be.
    pub(super) fn tabellen(&self) -> String {
        let mut regels = vec![
            "| database | what | events | commands/s | p50 ms | p99 ms | rate × smallest | p99 × smallest | server MiB | stolen |"
                .to_owned(),
            "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |".to_owned(),
        ];
        for &waar in &self.opties.op {
            for wat in ALLE {
                regels.extend(self.groottes(waar, wat).into_iter().map(|events| self.regel(waar, wat, events)));
            }
        }
        let rondes = self.opties.rondes;
        regels.push(format!(
            "\n{VERBINDINGEN} connections unless it says 1. Median (lowest–highest) of {rondes} rounds.\n"
        ));
        regels.push("| database | events | replayed/s | at best/s | share | MiB |".to_owned());
        regels.push("| --- | ---: | ---: | ---: | ---: | ---: |".to_owned());
        for (waar, events) in self.teruggelezen() {
            let tekst = |welk, cijfers| Spreiding::tekst(self.gelezen_spreiding(waar, events, welk), cijfers);
            regels.push(format!(
                "| {} | {events} | {} | {} | {} | {:.0} |",
                waar.naam(),
                tekst(|g| g.per_seconde, 0),
                tekst(|g| g.ijk_per_seconde, 0),
                tekst(|g| g.per_seconde / g.ijk_per_seconde, 2),
                self.gelezen_spreiding(waar, events, |g| g.geheugen as f64).map_or(0.0, |s| s.hoogste),
            ));
        }
        regels.push(String::new());
        for herbouwd in &self.herbouwd {
            let Herbouwd { waar, events, projecties, seconden, voortgang, geheugen } = herbouwd;
            regels.push(format!(
                "- {}, {events} events: {projecties} read models made again in {seconden:.0} s ({:.0} events/s each), {voortgang} \
                 lines of progress, {geheugen} MiB",
                waar.naam(),
                *events as f64 * *projecties as f64 / seconden,
            ));
        }
        for cel in self.cellen.iter().filter(|cel| cel.eerste_ms().is_some()) {
            let eerste = cel.eerste_ms().unwrap_or_default();
            regels.push(format!("- {}, one stream of 10,000: the first command took {eerste:.0} ms", cel.waar.naam()));
        }
        regels.extend(self.oordelen());
        regels.join("\n")
    }

    fn regel(&self, waar: Waar, wat: Wat, events: u64) -> String {
        let tekst = |welk, cijfers| Spreiding::tekst(self.spreiding(waar, wat, events, welk), cijfers);
        let keer = |welk| Spreiding::tekst(self.keer_kleinste(waar, wat, events, welk), 2);
        let geheugen = self.van(waar, wat, events).filter_map(|cel| cel.geheugen).max();
        format!(
            "| {} | {} | {events} | {} | {} | {} | {} | {} | {} | {:.0} % |",
            waar.naam(),
            wat.naam(),
            tekst(|meting| meting.per_seconde, 0),
            tekst(|meting| meting.p50_ms, 2),
            tekst(|meting| meting.p99_ms, 2),
            keer(|meting| meting.per_seconde),
            keer(|meting| meting.p99_ms),
            geheugen.map_or_else(|| "–".to_owned(), |geheugen| geheugen.to_string()),
            self.spreiding(waar, wat, events, |meting| meting.ruis.gestolen * 100.0).map_or(0.0, |s| s.hoogste),
        )
    }

    fn teruggelezen(&self) -> Vec<(Waar, u64)> {
        let mut gezien = vec![];
        for gelezen in &self.gelezen {
            if !gezien.contains(&(gelezen.waar, gelezen.events)) {
                gezien.push((gelezen.waar, gelezen.events));
            }
        }
        gezien
    }

    fn gelezen_spreiding(&self, waar: Waar, events: u64, welk: fn(&Gelezen) -> f64) -> Option<Spreiding> {
        Spreiding::van(self.gelezen.iter().filter(|g| (g.waar, g.events) == (waar, events)).map(welk))
    }

    /// Of each target whether it is reached; nothing of what was not measured.
    fn oordelen(&self) -> Vec<String> {
        let mut regels = vec![];
        let mut oordeel = |wat: String, is: f64, gehaald: bool| {
            regels.push(format!("- {wat}: {} ({is:.2})", if gehaald { "reached" } else { "not reached" }));
        };
        for &waar in &self.opties.op {
            let naam = waar.naam();
            let groot = self.groottes(waar, Wat::Druk).last().copied().unwrap_or_default();
            let keer = |wat, welk| self.keer_kleinste(waar, wat, groot, welk).map(|keer| keer.midden);
            if let Some(is) = keer(Wat::Druk, |m| m.per_seconde) {
                oordeel(format!("{naam}, busy cases, rate within {HOOGSTENS} ×"), is, is * HOOGSTENS >= 1.0);
            }
            if let Some(is) = keer(Wat::Druk, |m| m.p99_ms) {
                oordeel(format!("{naam}, busy cases, p99 within {HOOGSTENS} ×"), is, is <= HOOGSTENS);
            }
            let a = |welk| keer(Wat::Natuurlijk, welk);
            for wat in [Wat::Willekeurig, Wat::Vergeten] {
                let wat_naam = wat.naam();
                if let Some((is, a)) = keer(wat, |m| m.per_seconde).zip(a(|m| m.per_seconde)) {
                    oordeel(format!("{naam}, {wat_naam}, rate falls no faster than of (a) ({a:.2})"), is, is >= a);
                }
                if let Some((is, a)) = keer(wat, |m| m.p99_ms).zip(a(|m| m.p99_ms)) {
                    oordeel(format!("{naam}, {wat_naam}, p99 rises no faster than of (a) ({a:.2})"), is, is <= a);
                }
            }
            for (_, events) in self.teruggelezen().into_iter().filter(|(w, _)| *w == waar) {
                let deel = self.gelezen_spreiding(waar, events, |g| g.per_seconde / g.ijk_per_seconde);
                let (is, minstens) = (deel.map_or(0.0, |deel| deel.midden), minstens(waar));
                oordeel(format!("{naam}, replay of {events}, at least {minstens}"), is, is >= minstens);
            }
            let meeste = self.cellen.iter().filter(|cel| cel.waar == waar).filter_map(|cel| cel.geheugen).max();
            if let Some(is) = meeste {
                oordeel(format!("{naam}, server under {GEHEUGEN} MiB"), is as f64, is < GEHEUGEN);
            }
        }
        regels
    }

    /// Everything, for later comparison.
    pub(super) fn json(&self, machine: &Machine) -> Value {
        let cellen = self.cellen.iter().map(|cel| {
            let Meting { per_seconde, p50_ms, p99_ms, fouten, eerste_keer, gegroeid, ruis } = &cel.meting;
            json!({
                "database": cel.waar.naam(), "what": cel.wat.naam(), "events": cel.events, "round": cel.ronde,
                "perSecond": rond(*per_seconde), "p50Ms": p50_ms, "p99Ms": p99_ms, "errors": fouten,
                "firstPassPerSecond": eerste_keer.map(rond), "eventsGainedPerCase": gegroeid.map(rond),
                "firstMs": cel.eerste_ms().map(rond), "serverMib": cel.geheugen,
                "stolen": rond(ruis.gestolen), "idle": rond(ruis.vrij), "fromDiskMib": rond(ruis.van_schijf),
            })
        });
        let cellen: Vec<_> = cellen.collect();
        let gelezen = self.gelezen.iter().map(|g| {
            json!({
                "database": g.waar.naam(), "events": g.events, "round": g.ronde, "perSecond": rond(g.per_seconde),
                "atBestPerSecond": rond(g.ijk_per_seconde), "mib": g.geheugen,
            })
        });
        let gelezen: Vec<_> = gelezen.collect();
        let herbouwd = self.herbouwd.iter().map(|h| {
            json!({
                "database": h.waar.naam(), "events": h.events, "readModels": h.projecties, "seconds": rond(h.seconden),
                "linesOfProgress": h.voortgang, "mib": h.geheugen,
            })
        });
        let herbouwd: Vec<_> = herbouwd.collect();
        json!({
            "machine": machine.beschrijving(), "rounds": self.opties.rondes, "seconds": self.opties.seconden,
            "connections": VERBINDINGEN, "cells": cellen, "replays": gelezen, "rebuilds": herbouwd,
        })
    }
}

const ALLE: [Wat; 6] =
    [Wat::Druk, Wat::Willekeurig, Wat::Vergeten, Wat::Natuurlijk, Wat::KorteStromen, Wat::LangeStroom];

#[cfg(test)]
mod tests {
    use super::super::super::machine::Ruis;
    use super::*;

    fn cel(waar: Waar, wat: Wat, events: u64, ronde: usize, per_seconde: f64) -> Cel {
        let meting = Meting {
            per_seconde,
            p50_ms: 1.0,
            p99_ms: 1000.0 / per_seconde,
            fouten: json!({}),
            eerste_keer: Some(2.0),
            gegroeid: None,
            ruis: Ruis::default(),
        };
        Cel { waar, events, wat, ronde, meting, geheugen: Some(100) }
    }

    #[test]
    fn een_oordeel_is_over_het_grootste_logboek_tegen_het_kleinste_in_dezelfde_ronde() {
        let mut uitslag = Uitslag::new(Opties { op: vec![Waar::Sqlite], ..Opties::default() });
        // The machine was twice as fast in the second round: the ratio is the same.
        for (ronde, snel) in [(1, 1.0), (2, 2.0)] {
            for (waar, wat, klein, groot) in [
                (Waar::Sqlite, Wat::Druk, 100.0, 90.0),
                (Waar::Sqlite, Wat::Willekeurig, 100.0, 40.0),
                (Waar::Sqlite, Wat::Vergeten, 50.0, 30.0),
                (Waar::Sqlite, Wat::Natuurlijk, 200.0, 100.0),
                // Of another database, which says nothing of this one.
                (Waar::Postgres, Wat::Natuurlijk, 200.0, 50.0),
            ] {
                uitslag.noteer(cel(waar, wat, 10, ronde, klein * snel));
                uitslag.noteer(cel(waar, wat, 1000, ronde, groot * snel));
            }
        }
        uitslag.noteer(cel(Waar::Sqlite, Wat::LangeStroom, 10_000, 1, 50.0));
        let tabellen = uitslag.tabellen();
        for regel in [
            "- SQLite, busy cases, rate within 1.2 ×: reached (0.90)",
            "- SQLite, busy cases, p99 within 1.2 ×: reached (1.11)",
            "- SQLite, random cases, rate falls no faster than of (a) (0.50): not reached (0.40)",
            "- SQLite, random cases, p99 rises no faster than of (a) (2.00): not reached (2.50)",
            "- SQLite, random cases, nothing remembered, rate falls no faster than of (a) (0.50): reached (0.60)",
            "- SQLite, random cases, nothing remembered, p99 rises no faster than of (a) (2.00): reached (1.67)",
            "- SQLite, server under 300 MiB: reached (100.00)",
            "- SQLite, one stream of 10,000: the first command took 500 ms",
        ] {
            assert!(tabellen.contains(regel), "{regel} in {tabellen}");
        }
    }
}
