//! `cargo xtask bench schaal`: whether what `bench` measures stays so when the log is large.
//!
//! Logs of several sizes stand beside each other and take turns, so that a ratio between two sizes is of the same minutes. Of
//! each: commands on the cases of one busy team, commands on cases drawn from all, and the whole log read back; of one: a
//! stream of ten thousand events, and a rebuild. Method and results: `docs/performance.md`.

mod opzet;
mod uitslag;

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, bail, ensure};
use opzet::Opzet;
use uitslag::Uitslag;

use super::gereedschap::Waar;
use super::{POSTGRES_URL, met_eigen_postgres};

/// At how many connections.
const VERBINDINGEN: usize = 32;

/// What is measured of a log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wat {
    /// Commands on the same few hundred cases, whatever the size.
    Druk,
    /// Commands on cases drawn at random from all there are.
    Willekeurig,
    /// The same, of a server that remembers nothing: each case is read, whatever the size.
    Vergeten,
    /// (a), on streams drawn at random from all there are.
    Natuurlijk,
    /// Commands on the same few hundred cases, one at a time.
    KorteStromen,
    /// Commands on one case with ten thousand events, one at a time.
    LangeStroom,
}

impl Wat {
    /// In the table.
    pub(crate) const fn naam(self) -> &'static str {
        match self {
            Self::Druk => "busy cases",
            Self::Willekeurig => "random cases",
            Self::Vergeten => "random cases, nothing remembered",
            Self::Natuurlijk => "(a), random streams",
            Self::KorteStromen => "busy cases, 1 connection",
            Self::LangeStroom => "one stream of 10,000, 1 connection",
        }
    }
}

/// What is asked on the command line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Opties {
    /// How many events, about, from small to large.
    pub(crate) groottes: Vec<u64>,
    /// How often everything is measured.
    pub(crate) rondes: usize,
    /// How long each time.
    pub(crate) seconden: u32,
    /// On which databases.
    pub(crate) op: Vec<Waar>,
}

impl Default for Opties {
    fn default() -> Self {
        let groottes = vec![10_000, 1_000_000, 10_000_000];
        Self { groottes, rondes: 3, seconden: 8, op: vec![Waar::Postgres, Waar::Sqlite] }
    }
}

impl Opties {
    fn lees(argumenten: &[&str]) -> anyhow::Result<Self> {
        let mut opties = Self::default();
        for paar in argumenten.chunks(2) {
            let &[vlag, waarde] = paar else { bail!("{} mist een waarde", paar.join(" ")) };
            match vlag {
                "--rondes" => opties.rondes = waarde.parse().context("--rondes vraagt een getal")?,
                "--seconden" => opties.seconden = waarde.parse().context("--seconden vraagt een getal")?,
                "--groottes" => {
                    let lijst: Result<_, _> = waarde.split(',').map(str::parse).collect();
                    opties.groottes = lijst.context("--groottes vraagt getallen, als 10000,1000000")?;
                    opties.groottes.sort_unstable();
                }
                "--op" => opties.op = vec![waarde.parse()?],
                _ => bail!("'{vlag}' is onbekend; er zijn --groottes, --rondes, --seconden en --op"),
            }
        }
        ensure!(opties.rondes > 0 && opties.seconden > 0, "er valt niets te meten");
        ensure!(opties.groottes.first().is_some_and(|minst| *minst >= 1000), "een logboek heeft minstens 1000 events");
        Ok(opties)
    }
}

/// Measures everything, writes `benches/results/<date>-schaal.json`, and prints the tables.
pub(crate) fn voer(map: &Path, argumenten: &[&str]) -> anyhow::Result<ExitCode> {
    let opties = Opties::lees(argumenten)?;
    let Ok(url) = std::env::var(POSTGRES_URL) else {
        return met_eigen_postgres(map, &[&["bench", "schaal"], argumenten].concat());
    };
    let opzet = Opzet::bouw(map, &url, &opties)?;
    let mut uitslag = Uitslag::new(opties.clone());
    for &waar in &opties.op {
        let logboeken = opzet.vermenigvuldig(waar, &opties.groottes)?;
        for ronde in 1..=opties.rondes {
            let mut volgorde: Vec<_> = logboeken.iter().collect();
            volgorde.rotate_left(ronde % logboeken.len());
            for wat in [Wat::Druk, Wat::Willekeurig, Wat::Vergeten, Wat::Natuurlijk] {
                for logboek in &volgorde {
                    uitslag.noteer(opzet.meet(logboek, wat, ronde)?);
                }
            }
        }
        // These change a log, or read so much that what was in memory before is gone.
        for ronde in 1..=opties.rondes {
            for logboek in &logboeken {
                uitslag.noteer_gelezen(opzet.lees_terug(logboek, ronde)?);
            }
        }
        let kleinste = logboeken.first().context("een logboek")?;
        let lang = opzet.maak_lang(waar)?;
        for ronde in 1..=opties.rondes {
            uitslag.noteer(opzet.meet(kleinste, Wat::KorteStromen, ronde)?);
            uitslag.noteer(opzet.meet(&lang, Wat::LangeStroom, ronde)?);
        }
        opzet.ruim_op(&[lang])?;
        let middelste = logboeken.iter().rfind(|logboek| logboek.events <= 1_100_000).unwrap_or(kleinste);
        uitslag.noteer_herbouwd(opzet.herbouw(middelste)?);
        opzet.ruim_op(&logboeken)?;
    }
    let machine = opzet.machine(map)?;
    opzet.weg()?;
    let pad = format!("benches/results/{}-schaal.json", machine.datum());
    let tekst = serde_json::to_string_pretty(&uitslag.json(&machine))? + "\n";
    std::fs::write(map.join(&pad), tekst).with_context(|| format!("{pad} is niet te schrijven"))?;
    println!("{}", uitslag.tabellen());
    println!("{pad} is geschreven.");
    Ok(if uitslag.zonder_fouten() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wat_gevraagd_wordt_wordt_gelezen_of_geweigerd() {
        assert_eq!(Opties::lees(&[]).unwrap(), Opties::default());
        let kort = Opties::lees(&["--groottes", "20000,10000", "--rondes", "1", "--op", "sqlite"]).unwrap();
        assert_eq!(
            kort,
            Opties { groottes: vec![10_000, 20_000], rondes: 1, op: vec![Waar::Sqlite], ..Opties::default() }
        );
        for fout in [["--groottes", "x"], ["--groottes", "10"], ["--rondes", "0"], ["--op", "papier"], ["--x", "1"]] {
            assert!(Opties::lees(&fout).is_err(), "{fout:?}");
        }
    }
}
