//! Who takes part, and what is seen of them.

use std::fmt;

use anyhow::Context;
use serde_json::{Value, json};

use super::machine::Ruis;

/// Who takes part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Deelnemer {
    /// (a): pgbench, load 20 events and insert one.
    Pgbench,
    /// (b): the stock framework behind HTTP.
    Voorraad,
    /// (c): Regieboek on PostgreSQL.
    Postgres,
    /// (c): Regieboek on SQLite.
    Sqlite,
}

impl Deelnemer {
    /// All of them, in the order of the table.
    pub(crate) const ALLEN: [Self; 4] = [Self::Pgbench, Self::Voorraad, Self::Postgres, Self::Sqlite];

    /// In the table.
    pub(crate) const fn naam(self) -> &'static str {
        match self {
            Self::Pgbench => "(a) pgbench: load 20 + append 1",
            Self::Voorraad => "(b) actix-web + cqrs-es + postgres-es",
            Self::Postgres => "(c) Regieboek on PostgreSQL",
            Self::Sqlite => "(c) Regieboek on SQLite",
        }
    }

    /// Each round begins with another, so that nobody is always measured after the same neighbour.
    pub(crate) fn in_ronde(ronde: usize) -> [Self; 4] {
        let mut volgorde = Self::ALLEN;
        volgorde.rotate_left(ronde % Self::ALLEN.len());
        volgorde
    }
}

/// What is seen in one cell.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Meting {
    /// Commands per second.
    pub(crate) per_seconde: f64,
    /// Half of them took no longer.
    pub(crate) p50_ms: f64,
    /// 99 of 100 took no longer.
    pub(crate) p99_ms: f64,
    /// What did not succeed, by kind.
    pub(crate) fouten: Value,
    /// Commands per second when each case was asked for the first time since the server started.
    pub(crate) eerste_keer: Option<f64>,
    /// How many events a case gained on average.
    pub(crate) gegroeid: Option<f64>,
    /// What else went on.
    pub(crate) ruis: Ruis,
}

impl Meting {
    /// From what the load generator printed.
    pub(crate) fn van_last(tekst: &str) -> anyhow::Result<Self> {
        let gezien: Value = serde_json::from_str(tekst).context("wat bench-load zegt")?;
        let getal = |naam: &str| gezien[naam].as_f64().with_context(|| format!("bench-load zegt geen {naam}"));
        Ok(Self {
            per_seconde: getal("per_second")?,
            p50_ms: getal("p50_ms")?,
            p99_ms: getal("p99_ms")?,
            fouten: gezien["errors"].clone(),
            eerste_keer: Some(getal("first_pass_per_second")?),
            gegroeid: Some(getal("requests_per_target")?),
            ruis: Ruis::default(),
        })
    }

    /// From what pgbench printed, and the times in its log: the third field of each line, in microseconds.
    pub(crate) fn van_pgbench(tekst: &str, logboek: &str) -> anyhow::Result<Self> {
        let per_seconde = tekst.lines().find_map(|regel| regel.strip_prefix("tps = ")?.split(' ').next()?.parse().ok());
        let mut micros: Vec<u32> = logboek.lines().filter_map(|regel| regel.split(' ').nth(2)?.parse().ok()).collect();
        micros.sort_unstable();
        let op = |honderdste: usize| {
            let plek = micros.len().saturating_sub(1) * honderdste / 100;
            micros.get(plek).map(|micros| f64::from(*micros) / 1000.0).context("pgbench hield geen tijden bij")
        };
        Ok(Self {
            per_seconde: per_seconde.context("pgbench zegt niet hoeveel het er waren")?,
            p50_ms: op(50)?,
            p99_ms: op(99)?,
            fouten: json!({}),
            eerste_keer: None,
            gegroeid: None,
            ruis: Ruis::default(),
        })
    }

    /// Whether everything succeeded.
    pub(crate) fn zonder_fouten(&self) -> bool {
        self.fouten.as_object().is_some_and(serde_json::Map::is_empty)
    }
}

impl fmt::Display for Meting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.0}/s, p50 {:.2} ms, p99 {:.2} ms", self.per_seconde, self.p50_ms, self.p99_ms)?;
        if !self.zonder_fouten() {
            write!(f, ", FOUTEN {}", self.fouten)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elke_ronde_begint_met_een_ander() {
        let eersten: Vec<_> = (1..=4).filter_map(|ronde| Deelnemer::in_ronde(ronde).first().copied()).collect();
        assert!(Deelnemer::ALLEN.iter().all(|wie| eersten.contains(wie)));
    }

    #[test]
    fn wat_pgbench_en_de_last_zeggen_wordt_gelezen() {
        let tekst = "number of failed transactions: 0 (0.000%)\ntps = 1234.5 (without initial connection time)\n";
        let logboek: String = (1..=100).map(|n| format!("0 {n} {}000 0 1 2\n", n)).collect();
        let meting = Meting::van_pgbench(tekst, &logboek).unwrap();
        assert_eq!((meting.per_seconde, meting.p50_ms, meting.p99_ms), (1234.5, 50.0, 99.0));
        assert!(Meting::van_pgbench("niets", "").is_err());

        let last = r#"{"per_second": 10, "p50_ms": 1, "p99_ms": 2, "first_pass_per_second": 5,
                       "requests_per_target": 3, "errors": {"412 versie-verouderd": 1}}"#;
        assert!(!Meting::van_last(last).unwrap().zonder_fouten());
        assert!(Meting::van_last("{}").is_err());
    }
}
