//! `cargo xtask bench`: what one durable command costs over HTTP, next to what the machine and the stock framework reach.
//!
//! All of them take turns in one run on one machine, so that a ratio is of the same minutes: (a) the physical limit with
//! pgbench, (b) the stock framework behind HTTP, (c) Regieboek with everything on, on PostgreSQL and on SQLite. Method and
//! results: `docs/performance.md`.

pub(crate) mod beurten;
mod deelnemer;
pub(crate) mod distributie;
mod gereedschap;
mod machine;
mod opstelling;
mod proces;
pub(crate) mod schaal;
mod verslag;

use std::path::Path;
use std::process::{Command, ExitCode};

use anyhow::{Context, bail, ensure};
use deelnemer::Deelnemer;
use opstelling::Opstelling;
use verslag::{Cel, Verslag};

/// Where a PostgreSQL server of our own can be found; `scripts/postgres-voor-tests` sets it.
const POSTGRES_URL: &str = "REGIEBOEK_TEST_POSTGRES_URL";

/// How many events a case has when a measurement begins.
const HISTORIE: u32 = 20;

/// What is asked on the command line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Opties {
    /// How often every cell of the table is measured.
    rondes: usize,
    /// How long each time.
    seconden: u32,
    /// At how many connections.
    verbindingen: Vec<usize>,
    /// How many cases the load walks over.
    dossiers: usize,
}

impl Default for Opties {
    fn default() -> Self {
        Self { rondes: 5, seconden: 5, verbindingen: vec![1, 8, 32], dossiers: 3000 }
    }
}

impl Opties {
    fn lees(argumenten: &[&str]) -> anyhow::Result<Self> {
        let mut opties = Self::default();
        for paar in argumenten.chunks(2) {
            let &[vlag, waarde] = paar else { bail!("{} mist een waarde", paar.join(" ")) };
            let getal = || waarde.parse::<usize>().with_context(|| format!("{vlag} vraagt een getal"));
            match vlag {
                "--rondes" => opties.rondes = getal()?,
                "--seconden" => opties.seconden = u32::try_from(getal()?)?,
                "--dossiers" => opties.dossiers = getal()?,
                "--verbindingen" => {
                    let lijst: Result<_, _> = waarde.split(',').map(str::parse).collect();
                    opties.verbindingen = lijst.context("--verbindingen vraagt getallen, als 1,8,32")?;
                }
                _ => bail!("'{vlag}' is onbekend; er zijn --rondes, --seconden, --verbindingen en --dossiers"),
            }
        }
        let meeste = opties.verbindingen.iter().copied().max().unwrap_or_default();
        ensure!(opties.rondes > 0 && opties.seconden > 0 && meeste > 0, "er valt niets te meten");
        ensure!(opties.dossiers >= 4 * meeste, "met zo weinig dossiers zitten de verbindingen elkaar in de weg");
        Ok(opties)
    }
}

/// Measures everything, writes `benches/results/<date>.json`, and prints the table.
pub(crate) fn voer(map: &Path, argumenten: &[&str]) -> anyhow::Result<ExitCode> {
    let opties = Opties::lees(argumenten)?;
    let Ok(url) = std::env::var(POSTGRES_URL) else {
        return met_eigen_postgres(map, &[&["bench"], argumenten].concat());
    };
    let opstelling = Opstelling::bouw(map, &url, &opties)?;
    let mut cellen = vec![];
    for ronde in 1..=opties.rondes {
        for &verbindingen in &opties.verbindingen {
            for wie in Deelnemer::in_ronde(ronde) {
                let meting = opstelling.meet(wie, verbindingen)?;
                eprintln!("ronde {ronde}, {verbindingen} verbindingen, {}: {meting}", wie.naam());
                cellen.push(Cel { ronde, verbindingen, wie, meting });
            }
        }
    }
    let verslag = Verslag { opties, machine: opstelling.machine(map)?, cellen };
    opstelling.ruim_op()?;
    let pad = format!("benches/results/{}.json", verslag.machine.datum());
    std::fs::create_dir_all(map.join("benches/results"))?;
    let tekst = serde_json::to_string_pretty(&verslag.json())? + "\n";
    std::fs::write(map.join(&pad), tekst).with_context(|| format!("{pad} is niet te schrijven"))?;
    println!("{}", verslag.tabel());
    println!("{pad} is geschreven.");
    Ok(if verslag.zonder_fouten() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Runs this same program once more, inside a PostgreSQL server that lives as long as it does.
fn met_eigen_postgres(map: &Path, argumenten: &[&str]) -> anyhow::Result<ExitCode> {
    let status = Command::new(map.join("scripts/postgres-voor-tests"))
        .arg(std::env::current_exe()?)
        .args(argumenten)
        .current_dir(map)
        .status()
        .context("scripts/postgres-voor-tests start niet")?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zonder_vlaggen_gelden_de_gewone_waarden() {
        assert_eq!(Opties::lees(&[]).unwrap(), Opties::default());
        let kort = Opties::lees(&["--rondes", "1", "--verbindingen", "8,2", "--seconden", "2"]).unwrap();
        assert_eq!(kort, Opties { rondes: 1, seconden: 2, verbindingen: vec![8, 2], ..Opties::default() });
    }

    #[test]
    fn wat_niet_te_meten_is_wordt_geweigerd() {
        for fout in [
            ["--rondes", "0"],
            ["--rondes", "veel"],
            ["--verbindingen", "1,x"],
            ["--verbindingen", "0"],
            ["--dossiers", "100"],
            ["--onbekend", "1"],
        ] {
            assert!(Opties::lees(&fout).is_err(), "{fout:?}");
        }
        assert!(Opties::lees(&["--rondes"]).is_err());
    }
}
