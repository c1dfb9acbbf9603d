//! `cargo xtask soak`: the proofs of the store's promises with large numbers, and the figures that `docs/reliability.md`
//! quotes.
//!
//! The tests are those of CI: the contract suite of the store, and of the stories over HTTP what is in [`VERHALEN`]. Each
//! prints one line per figure; here they run one proof after another, each within its share of the time, on a PostgreSQL
//! server of its own on loopback, and the lines are gathered in `docs/results`.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use anyhow::{Context as _, bail, ensure};
use serde_json::{Map, Value, json};

/// Begins each line that holds a figure.
const MERK: &str = "REGIEBOEK_CIJFER ";
/// How long a run is for which the numbers of [`PROEVEN`] are meant.
const VOL: u64 = 60;

/// A proof: its number in the tests, how often in a run of an hour, and which tests.
struct Proef {
    id: &'static str,
    vol: u64,
    tests: &'static str,
}

const fn proef(id: &'static str, vol: u64, tests: &'static str) -> Proef {
    Proef { id, vol, tests }
}

/// Of the stories over HTTP.
const VERHALEN: &[Proef] = &[proef("c7", 120, "zicht::"), proef("p8", 3, "herbouw::")];

/// Of the contract suite.
const PROEVEN: &[Proef] = &[
    proef("d1", 500, "killed::a_killed_writer"),
    proef("d2", 600, "faults::what_was_not_synced"),
    proef("d3", 6000, "torn::a_torn_log"),
    proef("d4", 1200, "faults::a_fault_at_any_step"),
    proef("d4", 1200, "ambiguity::a_connection"),
    proef("d5", 100, "cluster::a_killed_server"),
    proef("d6", 60, "cluster::terminated_backends"),
    proef("d7", 20, "failover::a_standby"),
    proef("d8", 10, "cluster::a_wait_for_a_standby_that_nobody"),
    proef("d9", 40, "cluster::a_wait_for_a_standby_that_ends"),
    proef("d10", 1, "torn::a_full_disk"),
    proef("d10", 60, "faults::a_disk_that_is_full"),
    proef("d11", 120, "faults::a_failed_sync"),
    proef("d11", 20, "faults::a_server"),
    proef("d12", 1, "cluster::a_server_that_does_not_wait"),
    proef("d13", 1000, "ambiguity::a_commit"),
    proef("c2", 1000, "storms::of_many_takers"),
    proef("c3", 200, "storms::fifty_copies"),
    proef("c4", 10_000, "storms::no_update_is_lost"),
    proef("c5", 1000, "storms::a_rule_over_two_streams"),
    proef("c6", 5000, "storms::what_one_process_stored"),
    proef("c8", 20_000, "cancelled::"),
    proef("c9", 1200, "storms::locks_in_the_way"),
    proef("c11", 60, "sleeps"),
    proef("c12", 800, "machine::any_sequence"),
    proef("p1", 10_000, "replaying::no_reader_skips"),
    proef("p2", 1000, "replaying::a_rolled_back"),
    proef("p3", 3000, "replaying::rows_are_the_same"),
    proef("p4", 300, "killed::a_killed_projector"),
    proef("p6", 200, "replaying::a_rebuild_that"),
    proef("p10", 3000, "lag::a_reader"),
    proef("m2", 1_000_000, "growing::a_migration"),
    proef("m3", 200, "migrating::a_migration_that"),
    proef("m4", 1, "migrating::an_edited"),
    proef("b1", 100, "backup::a_backup_beside"),
    proef("b2", 50, "restoring::a_server"),
    proef("b3", 3000, "backup::no_damage"),
    proef("b3", 3000, "backup::of_damage"),
    proef("controle", 1, "control_"),
];

/// What is asked on the command line.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Opties {
    minuten: u64,
    zaad: u64,
    /// Only these proofs, by number; all when it is empty.
    alleen: Vec<String>,
}

impl Opties {
    fn lees(argumenten: &[&str]) -> anyhow::Result<Self> {
        let mut opties = Self { minuten: VOL, zaad: 20_261_122, alleen: Vec::new() };
        for paar in argumenten.chunks(2) {
            let &[vlag, waarde] = paar else { bail!("{} mist een waarde", paar.join(" ")) };
            let getal = || waarde.parse::<u64>().with_context(|| format!("{vlag} vraagt een getal"));
            match vlag {
                "--minuten" => opties.minuten = getal()?,
                "--zaad" => opties.zaad = getal()?,
                "--alleen" => opties.alleen = waarde.split(',').map(str::to_owned).collect(),
                _ => bail!("'{vlag}' is onbekend; er zijn --minuten, --zaad en --alleen"),
            }
        }
        let bekend = |id: &String| PROEVEN.iter().chain(VERHALEN).any(|proef| proef.id == *id);
        ensure!(opties.alleen.iter().all(bekend), "--alleen noemt een proef die er niet is");
        ensure!((1..=720).contains(&opties.minuten), "een soak duurt 1 tot 720 minuten");
        Ok(opties)
    }

    /// How often a proof tries in a run of this length.
    fn keer(&self, proef: &Proef) -> u64 {
        (proef.vol * self.minuten).div_ceil(VOL)
    }

    fn vraagt(&self, proef: &Proef) -> bool {
        self.alleen.is_empty() || self.alleen.iter().any(|id| id == proef.id)
    }

    /// Where the figures go; those of a part beside those of the whole.
    fn verslag(&self, datum: &str) -> String {
        let deel: String = self.alleen.iter().map(|id| format!("-{id}")).collect();
        format!("docs/results/soak-{datum}{deel}.json")
    }

    /// How long one proof may take: no proof takes more than a quarter of the run, however slow the machine.
    fn hoogstens(&self) -> String {
        format!("{}s", (self.minuten * 15).max(120))
    }
}

/// Runs every proof, writes `docs/results/soak-<date>.json`, and prints the table.
pub(crate) fn voer(map: &Path, argumenten: &[&str]) -> anyhow::Result<ExitCode> {
    let opties = Opties::lees(argumenten)?;
    let commit = van(map, "git", &["-c", "safe.directory=*", "rev-parse", "HEAD"])?;
    let mut cijfers = Vec::new();
    let mut mislukt = Vec::new();
    let contract = bouw(map, "regieboek-event-store", "contract")?;
    let verhalen = bouw(map, "regieboek-server", "verhalen")?;
    let elk = |suite, proeven: &'static [Proef]| proeven.iter().map(move |proef| (suite, proef));
    let gevraagd = elk(&contract, PROEVEN).chain(elk(&verhalen, VERHALEN)).filter(|(_, proef)| opties.vraagt(proef));
    for (suite, proef) in gevraagd {
        let (gevonden, goed) = draai(map, suite, proef, &opties)?;
        eprintln!("{}: {} cijfers{}", proef.tests, gevonden.len(), if goed { "" } else { ", MISLUKT" });
        if !goed || gevonden.is_empty() {
            mislukt.push(proef.tests);
        }
        cijfers.extend(gevonden);
    }
    let datum = van(map, "date", &["-u", "+%F"])?;
    let verslag = json!({
        "datum": datum,
        "commit": commit,
        "kernen": van(map, "nproc", &[])?,
        "minuten": opties.minuten,
        "zaad": opties.zaad,
        "mislukt": mislukt,
        "cijfers": cijfers,
    });
    let pad = opties.verslag(&datum);
    std::fs::create_dir_all(map.join("docs/results"))?;
    let tekst = serde_json::to_string_pretty(&verslag)? + "\n";
    std::fs::write(map.join(&pad), tekst).with_context(|| format!("{pad} is niet te schrijven"))?;
    println!("{}", tabel(&cijfers));
    println!("{pad} is geschreven.");
    Ok(if mislukt.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Builds a suite: where its program is.
fn bouw(map: &Path, pakket: &str, suite: &str) -> anyhow::Result<PathBuf> {
    let uitvoer = Command::new("cargo")
        .args(["test", "--quiet", "--locked", "--no-run", "--message-format", "json"])
        .args(["--package", pakket, "--test", suite])
        .current_dir(map)
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .context("cargo start niet")?;
    ensure!(uitvoer.status.success(), "de tests zijn niet te bouwen");
    let tekst = String::from_utf8(uitvoer.stdout)?;
    let mut berichten = tekst.lines().rev().filter_map(|regel| serde_json::from_str::<Value>(regel).ok());
    let programma = berichten.find_map(|bericht| {
        let is_suite = bericht["target"]["name"] == suite;
        is_suite.then(|| bericht["executable"].as_str().map(PathBuf::from)).flatten()
    });
    let programma = programma.context("cargo noemt geen programma")?;
    // A copy, so that who builds meanwhile does not take it away from the processes that it starts.
    let kopie = programma.with_file_name(format!("{suite}-soak"));
    std::fs::copy(&programma, &kopie).context("de tests zijn niet te kopieren")?;
    Ok(kopie)
}

/// One proof, bounded in time; what it started ends with it.
fn draai(map: &Path, suite: &Path, proef: &Proef, opties: &Opties) -> anyhow::Result<(Vec<Value>, bool)> {
    let uitvoer = Command::new(map.join("scripts/postgres-voor-tests"))
        .args(["timeout", "--kill-after=10s", &opties.hoogstens()])
        .arg(suite)
        .args(["--nocapture", "--test-threads=1", proef.tests])
        .env(format!("REGIEBOEK_KEER_{}", proef.id.to_uppercase()), opties.keer(proef).to_string())
        .env("REGIEBOEK_ZAAD", opties.zaad.to_string())
        .current_dir(map)
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .context("scripts/postgres-voor-tests start niet")?;
    Ok((cijfers_in(&String::from_utf8_lossy(&uitvoer.stdout))?, uitvoer.status.success()))
}

/// The figures in what a test printed; the test runner may have begun the line.
fn cijfers_in(uitvoer: &str) -> anyhow::Result<Vec<Value>> {
    uitvoer
        .lines()
        .filter_map(|regel| regel.split_once(MERK))
        .map(|(_, cijfer)| serde_json::from_str(cijfer).with_context(|| format!("geen JSON: {cijfer}")))
        .collect()
}

/// The first line that a program prints.
fn van(map: &Path, programma: &str, argumenten: &[&str]) -> anyhow::Result<String> {
    let uitvoer = Command::new(programma).args(argumenten).current_dir(map).output();
    let uitvoer = uitvoer.with_context(|| format!("{programma} start niet"))?;
    ensure!(uitvoer.status.success(), "{programma}: {}", uitvoer.status);
    Ok(String::from_utf8(uitvoer.stdout)?.trim().to_owned())
}

/// What every figure says in a column of its own.
const EIGEN_KOLOM: [&str; 6] = ["proef", "op", "zaad", "pogingen", "bovengrens", "tegenproef"];

/// The figures as a table in markdown, the controls below.
fn tabel(cijfers: &[Value]) -> String {
    let is_controle = |cijfer: &Value| cijfer["tegenproef"] == true;
    let mut regels = vec![
        "| proof | on | trials | counted | upper bound (95 %) |".to_owned(),
        "| --- | --- | ---: | --- | ---: |".to_owned(),
    ];
    let proeven = cijfers.iter().filter(|cijfer| !is_controle(cijfer));
    for cijfer in proeven.chain(cijfers.iter().filter(|cijfer| is_controle(cijfer))) {
        let leeg = Map::new();
        let geteld: Vec<_> = (cijfer.as_object().unwrap_or(&leeg).iter())
            .filter(|(naam, _)| !EIGEN_KOLOM.contains(&naam.as_str()))
            .map(|(naam, getal)| format!("{} {getal}", naam.replace('_', " ")))
            .collect();
        let tekst = |naam: &str| cijfer[naam].as_str().unwrap_or("?").to_owned();
        let grens = match is_controle(cijfer) {
            true => "control: red".to_owned(),
            false => cijfer["bovengrens"].to_string(),
        };
        regels.push(format!(
            "| {} | {} | {} | {} | {grens} |",
            tekst("proef"),
            tekst("op"),
            cijfer["pogingen"],
            geteld.join(", ")
        ));
    }
    regels.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zonder_vlaggen_duurt_een_soak_een_uur() {
        let alleen = Vec::new();
        assert_eq!(Opties::lees(&[]).unwrap(), Opties { minuten: 60, zaad: 20_261_122, alleen: alleen.clone() });
        let kort = Opties::lees(&["--zaad", "7", "--minuten", "6"]).unwrap();
        assert_eq!(kort, Opties { minuten: 6, zaad: 7, alleen });
        assert_eq!(kort.keer(&proef("d1", 500, "")), 50);
        assert_eq!(kort.keer(&proef("d10", 1, "")), 1, "never nothing");
    }

    #[test]
    fn van_een_deel_staan_de_cijfers_apart() {
        let deel = Opties::lees(&["--alleen", "d9,c4"]).unwrap();
        assert_eq!(PROEVEN.iter().filter(|proef| deel.vraagt(proef)).count(), 2);
        assert_eq!(deel.verslag("2026-11-26"), "docs/results/soak-2026-11-26-d9-c4.json");
        assert_eq!(Opties::lees(&[]).unwrap().verslag("2026-11-26"), "docs/results/soak-2026-11-26.json");
    }

    #[test]
    fn wat_geen_soak_is_wordt_geweigerd() {
        for argumenten in
            [&["--minuten"][..], &["--minuten", "0"], &["--minuten", "9999"], &["--uren", "1"], &["--alleen", "z9"]]
        {
            assert!(Opties::lees(argumenten).is_err(), "{argumenten:?}");
        }
    }

    #[test]
    fn cijfers_worden_verzameld_waar_zij_ook_in_de_regel_staan() {
        let uitvoer = "running 1 test\ntest a ... REGIEBOEK_CIJFER {\"proef\":\"D1\",\"op\":\"sqlite\",\"zaad\":1,\
                       \"pogingen\":500,\"verloren\":0,\"bovengrens\":0.006}\nok\nREGIEBOEK_CIJFER {\"proef\":\"D1\",\
                       \"op\":\"sqlite\",\"pogingen\":3,\"tegenproef\":true,\"verloren\":24}\n";
        let cijfers = cijfers_in(uitvoer).unwrap();
        let tabel = tabel(&cijfers);
        assert!(tabel.contains("| D1 | sqlite | 500 | verloren 0 | 0.006 |"), "{tabel}");
        assert!(tabel.contains("| D1 | sqlite | 3 | verloren 24 | control: red |"), "{tabel}");
        assert!(cijfers_in("REGIEBOEK_CIJFER {").is_err());
    }
}
