//! What the benchmarks share: programs as they are built, the database server with its own, the product under load, and a
//! quiet machine.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::str::FromStr;
use std::sync::OnceLock;
use std::time::Duration;

use anyhow::{Context, bail, ensure};
use serde_json::{Value, json};

use super::HISTORIE;
use super::deelnemer::Meting;
use super::machine::{self, Machine, Ruis};
use super::proces::{Server, uitvoer};

pub(super) const VOORBEREIDING: Duration = Duration::from_secs(900);
const BOUW: Duration = Duration::from_secs(3600);
/// How everything is built that is measured.
const PROFIEL: &str = "dist";
/// Beside the seconds that are measured: connecting, and going over every case once.
pub(super) const EROMHEEN: Duration = Duration::from_secs(360);
/// How many professionals share the cases.
const COACHES: usize = 16;
/// Durable as PostgreSQL is out of the box; anything else would make the figures mean nothing.
const DUURZAAM: &[(&str, &str)] = &[("fsync", "on"), ("full_page_writes", "on"), ("synchronous_commit", "on")];

/// Where a log lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Waar {
    /// A server.
    Postgres,
    /// A file.
    Sqlite,
}

impl Waar {
    /// In the table.
    pub(crate) const fn naam(self) -> &'static str {
        match self {
            Self::Postgres => "PostgreSQL",
            Self::Sqlite => "SQLite",
        }
    }
}

impl FromStr for Waar {
    type Err = anyhow::Error;

    fn from_str(waarde: &str) -> anyhow::Result<Self> {
        match waarde {
            "postgres" => Ok(Self::Postgres),
            "sqlite" => Ok(Self::Sqlite),
            _ => bail!("--op vraagt postgres of sqlite"),
        }
    }
}

/// PostgreSQL, with its own programs.
pub(super) struct Databankserver {
    /// Of a superuser, without the database at the end.
    url: String,
    psql: PathBuf,
    pgbench: PathBuf,
    /// What pgbench and psql do for the physical limit.
    scripts: PathBuf,
}

impl Databankserver {
    /// The server behind this URL, which names a database; refuses one that is not durable.
    pub(super) fn bij(map: &Path, url: &str) -> anyhow::Result<Self> {
        let server = Self {
            url: url.rsplit_once('/').context("een URL met een database")?.0.to_owned(),
            psql: programma("psql")?,
            pgbench: programma("pgbench")?,
            scripts: map.join("benches/pgbench"),
        };
        for (naam, waarde) in DUURZAAM {
            let is = server.vraag("postgres", &format!("SHOW {naam}"))?;
            ensure!(is == *waarde, "{naam} staat op {is}; zo is niets duurzaam en zegt een meting niets");
        }
        Ok(server)
    }

    /// Where a database is.
    pub(super) fn url(&self, databank: &str) -> String {
        format!("{}/{databank}", self.url)
    }

    /// Lets psql do one statement, and gives what it answers.
    pub(super) fn vraag(&self, databank: &str, sql: &str) -> anyhow::Result<String> {
        Ok(uitvoer(self.psql(databank).args(["-c", sql]), VOORBEREIDING)?.trim().to_owned())
    }

    /// Where a log can begin: on PostgreSQL a database with nothing in it, of which it gives the URL; a file needs nothing.
    pub(super) fn maak_leeg(&self, waar: Waar, databank: &str) -> anyhow::Result<Option<String>> {
        if waar == Waar::Sqlite {
            return Ok(None);
        }
        self.vraag("postgres", &format!("DROP DATABASE IF EXISTS {databank}"))?;
        self.vraag("postgres", &format!("CREATE DATABASE {databank}"))?;
        Ok(Some(self.url(databank)))
    }

    pub(super) fn psql(&self, databank: &str) -> Command {
        let mut psql = Command::new(&self.psql);
        psql.env("PGOPTIONS", "-c client_min_messages=warning");
        psql.args(["-X", "-A", "-t", "-q", "-v", "ON_ERROR_STOP=1"]);
        psql.args(["-d", &self.url(databank)]);
        psql
    }

    /// What the figures hold for; the files of SQLite are in `werkmap`.
    pub(super) fn machine(&self, map: &Path, werkmap: &Path) -> anyhow::Result<Machine> {
        let gegevens = self.vraag("postgres", "SHOW data_directory")?;
        let schijven = json!({
            "sqlite": machine::bestandssysteem(werkmap)?,
            "postgres": machine::bestandssysteem(Path::new(gegevens.trim()))?,
        });
        let toon = |naam: &str| anyhow::Ok((naam.to_owned(), json!(self.vraag("postgres", &format!("SHOW {naam}"))?)));
        let namen = ["server_version", "shared_buffers", "max_wal_size", "wal_sync_method"].into_iter();
        let instellingen = namen.chain(DUURZAAM.iter().map(|(naam, _)| *naam)).map(toon);
        Machine::lees(map, Value::Object(instellingen.collect::<anyhow::Result<_>>()?), schijven)
    }

    /// Fills a database for the physical limit.
    pub(super) fn zaai_natuurlijk(&self, databank: &str, dossiers: usize, hoogstens: Duration) -> anyhow::Result<()> {
        let mut psql = self.psql(databank);
        psql.arg("-f").arg(self.scripts.join("seed.sql"));
        psql.args(self.variabelen(dossiers)?.iter().flat_map(|variabele| ["-v", variabele]));
        uitvoer(&mut psql, hoogstens)?;
        Ok(())
    }

    /// The physical limit, as pgbench measures it: for so many seconds, after one to get going.
    pub(super) fn meet_natuurlijk(
        &self,
        databank: &str,
        dossiers: usize,
        verbindingen: usize,
        seconden: u32,
        werkmap: &Path,
    ) -> anyhow::Result<Meting> {
        let (draden, variabelen) = (verbindingen.min(2).to_string(), self.variabelen(dossiers)?);
        let pgbench = |seconden: u32| {
            let mut opdracht = Command::new(&self.pgbench);
            opdracht.args(["-n", "-M", "prepared", "-c", &verbindingen.to_string(), "-j", &draden]);
            opdracht.arg("-f").arg(self.scripts.join("command.sql"));
            opdracht.args(variabelen.iter().flat_map(|variabele| ["-D", variabele]));
            opdracht.args(["-T", &seconden.to_string()]).arg(self.url(databank));
            opdracht.current_dir(werkmap).stderr(Stdio::null());
            opdracht
        };
        tot_rust()?;
        uitvoer(&mut pgbench(1), EROMHEEN)?;
        let tijd = Duration::from_secs(seconden.into()) + EROMHEEN;
        let (gezegd, ruis) = Ruis::bij(|| uitvoer(pgbench(seconden).args(["-l", "--log-prefix=a"]), tijd))?;
        let mut logboek = String::new();
        for bestand in std::fs::read_dir(werkmap)? {
            let pad = bestand?.path();
            // One per thread: a.<pid> and a.<pid>.1
            if pad.file_name().is_some_and(|naam| naam.to_string_lossy().starts_with("a.")) {
                logboek += &std::fs::read_to_string(&pad)?;
                std::fs::remove_file(&pad)?;
            }
        }
        Ok(Meting { ruis, ..Meting::van_pgbench(&gezegd, &logboek)? })
    }

    /// What the scripts of the physical limit ask for.
    fn variabelen(&self, dossiers: usize) -> anyhow::Result<[String; 3]> {
        Ok([format!("cases={dossiers}"), format!("history={HISTORIE}"), format!("event={}", self.event()?)])
    }

    /// An event of the physical limit: it says as much as that of the others.
    pub(super) fn event(&self) -> anyhow::Result<String> {
        let tekst = std::fs::read_to_string(self.scripts.join("../text.txt"))?;
        Ok(json!({ "Noted": { "by": "carla", "verdict": "partly", "text": tekst.trim() } }).to_string())
    }
}

/// Starts the product; `regieboek` is its command line, without a command.
pub(super) fn serveer(mut regieboek: Command, logboek: &Path) -> anyhow::Result<Server> {
    let logboek = std::fs::File::create(logboek)?;
    Server::start(regieboek.args(["serve", "--listen", "127.0.0.1:0", "--development-issuer"]).stderr(logboek))
}

/// Lets the load generator make cases through the API; answers which requests can be sent to them.
pub(super) fn zaai(
    last: &Path,
    regieboek: impl Fn() -> Command,
    adres: &str,
    dossiers: &str,
    historie: &str,
) -> anyhow::Result<String> {
    let mut zaai = Command::new(last);
    zaai.args(["seed", adres, dossiers, historie]);
    for nummer in 1..=COACHES {
        let mut token = regieboek();
        token.args(["token", "--functie", "cjg-coach", "--organisatie", "cjg-haarlemmermeer", "--minuten", "720"]);
        zaai.arg(uitvoer(token.args(["--subject", &format!("coach-{nummer}")]), VOORBEREIDING)?.trim());
    }
    uitvoer(&mut zaai, VOORBEREIDING)
}

/// A server on an empty log, with cases; and the file in which is said which requests can be sent to them. Both are in `map`.
pub(super) fn bevolk(
    last: &Path,
    regieboek: impl Fn() -> Command,
    map: &Path,
    dossiers: usize,
) -> anyhow::Result<(Server, PathBuf)> {
    uitvoer(regieboek().arg("migrate"), VOORBEREIDING)?;
    let server = serveer(regieboek(), &map.join("server.log"))?;
    let doelen = map.join("doelen.json");
    std::fs::write(&doelen, zaai(last, regieboek, &server.adres, &dossiers.to_string(), &HISTORIE.to_string())?)?;
    Ok((server, doelen))
}

/// Lets what was copied reach the disk before anything is measured.
pub(super) fn tot_rust() -> anyhow::Result<()> {
    uitvoer(&mut Command::new("sync"), VOORBEREIDING)?;
    Ok(())
}

/// Lets the kernel forget which files were read and written before, which takes root; answers whether it could. What a build
/// left in memory is no part of what is measured, and keeps out of it what is.
pub(super) fn vergeet_bestanden() -> anyhow::Result<bool> {
    tot_rust()?;
    Ok(std::fs::write("/proc/sys/vm/drop_caches", "1").is_ok())
}

/// Held until the process ends: two that measure at once spoil each other's figures, and share their files.
static ALLEEN: OnceLock<File> = OnceLock::new();

fn alleen(slot: &Path) -> anyhow::Result<File> {
    let slot = File::create(slot)?;
    slot.try_lock().context("er loopt al een meting; twee tegelijk bederven elkaars cijfers")?;
    Ok(slot)
}

/// Where programs are built, as they are distributed, and where a benchmark has its files.
pub(super) struct Bouwplaats<'m> {
    map: &'m Path,
    doelmap: PathBuf,
}

impl<'m> Bouwplaats<'m> {
    /// Of the project in `map`, for this process alone.
    ///
    /// # Errors
    /// When another process measures there.
    pub(super) fn van(map: &'m Path) -> anyhow::Result<Self> {
        let doelmap = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| map.join("target"), |pad| map.join(pad));
        std::fs::create_dir_all(&doelmap)?;
        drop(ALLEEN.set(alleen(&doelmap.join("bench.slot"))?));
        Ok(Self { map, doelmap })
    }

    /// An empty directory for the files of a benchmark.
    pub(super) fn werkmap(&self, naam: &str) -> anyhow::Result<PathBuf> {
        let werkmap = self.doelmap.join(naam);
        if werkmap.exists() {
            std::fs::remove_dir_all(&werkmap)?;
        }
        std::fs::create_dir_all(&werkmap)?;
        Ok(werkmap)
    }

    /// Where everything is built.
    pub(super) fn doelmap(&self) -> &Path {
        &self.doelmap
    }

    /// The product for this machine, with a flag for the compiler.
    pub(super) fn regieboek_met(&self, machine: &str, deel: &str, vlag: &str) -> anyhow::Result<PathBuf> {
        let (wat, doelmap) = (["--package", "regieboek-server", "--target", machine], self.doelmap.join(deel));
        self.bouw(&wat, &doelmap, &[("CARGO_ENCODED_RUSTFLAGS", vlag)])?;
        Ok(doelmap.join(machine).join(PROFIEL).join("regieboek"))
    }

    /// A program of the workspace of the benchmarks.
    pub(super) fn van_benches(&self, naam: &str) -> anyhow::Result<PathBuf> {
        let (waar, doelmap) =
            (["--manifest-path", "benches/Cargo.toml", "--package", naam], self.doelmap.join("benches"));
        self.bouw(&waar, &doelmap, &[])?;
        Ok(doelmap.join(PROFIEL).join(naam))
    }

    /// The program that makes large logs, and reads them.
    pub(super) fn schaal(&self) -> anyhow::Result<PathBuf> {
        self.bouw(&["--manifest-path", "benches/scale/Cargo.toml"], &self.doelmap, &[])?;
        Ok(self.doelmap.join(PROFIEL).join("bench-scale"))
    }

    fn bouw(&self, wat: &[&str], doelmap: &Path, omgeving: &[(&str, &str)]) -> anyhow::Result<()> {
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo.args(["build", "--profile", PROFIEL, "--locked"]).args(wat).arg("--target-dir").arg(doelmap);
        cargo.envs(omgeving.iter().copied());
        uitvoer(cargo.current_dir(self.map), BOUW)?;
        Ok(())
    }
}

/// The command line of the product, without a command: where its own files are, and its log unless that is among them.
pub(super) fn regieboek(programma: &Path, databank: Option<&str>, gegevens: &Path) -> Command {
    let mut regieboek = Command::new(programma);
    regieboek.env("REGIEBOEK_DATA_DIR", gegevens).envs(databank.map(|url| ("REGIEBOEK_DATABASE_URL", url)));
    regieboek.current_dir(gegevens);
    regieboek
}

/// A program of PostgreSQL: the newest of Debian's directories, or the one on the path.
fn programma(naam: &str) -> anyhow::Result<PathBuf> {
    let mappen = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut versies: Vec<_> = mappen
        .filter_map(|map| Some((map.file_name().to_str()?.parse::<u32>().ok()?, map.path().join("bin").join(naam))))
        .filter(|(_, pad)| pad.is_file())
        .collect();
    versies.sort();
    let op_pad = || {
        let paden = std::env::var_os("PATH")?;
        std::env::split_paths(&paden).map(|map| map.join(naam)).find(|pad| pad.is_file())
    };
    versies
        .pop()
        .map(|(_, pad)| pad)
        .or_else(op_pad)
        .with_context(|| format!("{naam} is er niet; installeer PostgreSQL"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wie_meet_meet_alleen() {
        let slot = std::env::temp_dir().join(format!("bench-slot-{}", std::process::id()));
        let eerste = alleen(&slot).unwrap();
        assert!(alleen(&slot).unwrap_err().to_string().contains("er loopt al een meting"));
        drop(eerste);
        assert!(alleen(&slot).is_ok());
        std::fs::remove_file(slot).unwrap();
    }
}
