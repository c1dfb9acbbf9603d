//! Everything that takes part, built and seeded; every measurement begins with a fresh copy of what was seeded.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context, ensure};
use serde_json::{Value, json};

use super::deelnemer::{Deelnemer, Meting};
use super::machine::{self, Machine, Tikken};
use super::proces::{Server, uitvoer};
use super::{HISTORIE, Opties};

pub(super) const VOORBEREIDING: Duration = Duration::from_secs(900);
const BOUW: Duration = Duration::from_secs(3600);
/// Beside the seconds that are measured: connecting, and going over every case once.
pub(super) const EROMHEEN: Duration = Duration::from_secs(360);
/// How many professionals share the cases.
pub(super) const COACHES: usize = 16;
/// The copy that a measurement works on.
const KOPIE: &str = "bench_kopie";

/// Durable as PostgreSQL is out of the box; anything else would make the figures mean nothing.
pub(super) const DUURZAAM: &[(&str, &str)] =
    &[("fsync", "on"), ("full_page_writes", "on"), ("synchronous_commit", "on")];

/// The programs, the databases and the place for files.
pub(crate) struct Opstelling {
    opties: Opties,
    werkmap: PathBuf,
    /// Of a superuser, without the database at the end.
    postgres: String,
    regieboek: PathBuf,
    voorraad: PathBuf,
    last: PathBuf,
    pgbench: PathBuf,
    psql: PathBuf,
    /// What pgbench and psql do for the physical limit.
    scripts: PathBuf,
}

impl Opstelling {
    /// Builds the programs and seeds a database for each who takes part.
    pub(crate) fn bouw(map: &Path, url: &str, opties: &Opties) -> anyhow::Result<Self> {
        let doelmap = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| map.join("target"), |pad| map.join(pad));
        let werkmap = doelmap.join("bench");
        if werkmap.exists() {
            std::fs::remove_dir_all(&werkmap)?;
        }
        std::fs::create_dir_all(&werkmap)?;
        let apart = doelmap.join("benches");
        cargo(map, &["build", "--release", "--locked", "--package", "regieboek-server"], &doelmap)?;
        cargo(map, &["build", "--release", "--locked", "--manifest-path", "benches/Cargo.toml"], &apart)?;
        let opstelling = Self {
            opties: opties.clone(),
            postgres: url.rsplit_once('/').context("een URL met een database")?.0.to_owned(),
            regieboek: doelmap.join("release/regieboek"),
            voorraad: apart.join("release/bench-stock"),
            last: apart.join("release/bench-load"),
            pgbench: programma("pgbench")?,
            psql: programma("psql")?,
            scripts: map.join("benches/pgbench"),
            werkmap,
        };
        opstelling.is_duurzaam()?;
        for wie in Deelnemer::ALLEN {
            eprintln!("{}: {} dossiers worden gemaakt", wie.naam(), opties.dossiers);
            opstelling.zaai(wie).with_context(|| wie.naam())?;
        }
        Ok(opstelling)
    }

    /// What the figures hold for.
    pub(crate) fn machine(&self, map: &Path) -> anyhow::Result<Machine> {
        let gegevens = self.vraag("postgres", "SHOW data_directory")?;
        let schijven = json!({
            "sqlite": machine::bestandssysteem(&self.werkmap)?,
            "postgres": machine::bestandssysteem(Path::new(gegevens.trim()))?,
        });
        let toon = |naam: &str| anyhow::Ok((naam.to_owned(), json!(self.vraag("postgres", &format!("SHOW {naam}"))?)));
        let namen = ["server_version", "shared_buffers", "max_wal_size", "wal_sync_method"].into_iter();
        let instellingen = namen.chain(DUURZAAM.iter().map(|(naam, _)| *naam)).map(toon);
        Machine::lees(map, Value::Object(instellingen.collect::<anyhow::Result<_>>()?), schijven)
    }

    /// Throws the seeded files away; the databases go with their server.
    pub(crate) fn ruim_op(self) -> anyhow::Result<()> {
        Ok(std::fs::remove_dir_all(self.werkmap)?)
    }

    fn is_duurzaam(&self) -> anyhow::Result<()> {
        for (naam, waarde) in DUURZAAM {
            let is = self.vraag("postgres", &format!("SHOW {naam}"))?;
            ensure!(is == *waarde, "{naam} staat op {is}; zo is niets duurzaam en zegt een meting niets");
        }
        Ok(())
    }

    fn zaai(&self, wie: Deelnemer) -> anyhow::Result<()> {
        let (dossiers, historie) = (self.opties.dossiers.to_string(), HISTORIE.to_string());
        if let Some(databank) = databank(wie) {
            self.vraag("postgres", &format!("CREATE DATABASE {databank}"))?;
        }
        match wie {
            Deelnemer::Pgbench => {
                let mut psql = self.psql("bench_a");
                psql.arg("-f").arg(self.scripts.join("seed.sql"));
                psql.args(
                    variabelen(&self.scripts, self.opties.dossiers)?.iter().flat_map(|variabele| ["-v", variabele]),
                );
                uitvoer(&mut psql, VOORBEREIDING)?;
            }
            Deelnemer::Voorraad => {
                let mut zaai = self.met_databank(&self.voorraad, "bench_b");
                let doelen = uitvoer(zaai.args(["prepare", &dossiers, &historie]), VOORBEREIDING)?;
                std::fs::write(self.doelen(wie), doelen)?;
            }
            Deelnemer::Postgres | Deelnemer::Sqlite => {
                std::fs::create_dir(self.map_van(wie))?;
                if databank(wie).is_some() {
                    uitvoer(self.regieboek(wie, databank(wie)).arg("migrate"), VOORBEREIDING)?;
                }
                let server = self.serveer(wie, databank(wie))?;
                let mut zaai = Command::new(&self.last);
                zaai.args(["seed", &server.adres, &dossiers, &historie]);
                for nummer in 1..=COACHES {
                    zaai.arg(self.token(wie, &format!("coach-{nummer}"))?);
                }
                let doelen = uitvoer(&mut zaai, VOORBEREIDING)?;
                std::fs::write(self.doelen(wie), doelen)?;
                server.stop()?;
                if let Some(databank) = databank(wie) {
                    self.vraag(databank, "VACUUM ANALYZE")?;
                }
            }
        }
        Ok(())
    }

    /// Measures one cell of the table, on a fresh copy.
    pub(crate) fn meet(&self, wie: Deelnemer, verbindingen: usize) -> anyhow::Result<Meting> {
        if let Some(databank) = databank(wie) {
            self.vraag("postgres", &format!("DROP DATABASE IF EXISTS {KOPIE}"))?;
            self.vraag("postgres", &format!("CREATE DATABASE {KOPIE} TEMPLATE {databank} STRATEGY file_copy"))?;
            self.vraag("postgres", "CHECKPOINT")?;
        }
        let gemeten = match wie {
            Deelnemer::Pgbench => self.meet_pgbench(verbindingen),
            Deelnemer::Voorraad => {
                let mut opdracht = self.met_databank(&self.voorraad, KOPIE);
                opdracht.args(["serve", &verbindingen.max(8).to_string()]);
                self.meet_server(wie, verbindingen, || Server::start(&mut opdracht))
            }
            Deelnemer::Postgres => self.meet_server(wie, verbindingen, || self.serveer(wie, Some(KOPIE))),
            Deelnemer::Sqlite => {
                let (van, naar) = (self.map_van(wie), self.werkmap.join(KOPIE));
                if naar.exists() {
                    std::fs::remove_dir_all(&naar)?;
                }
                std::fs::create_dir(&naar)?;
                for bestand in std::fs::read_dir(van)? {
                    let bestand = bestand?;
                    std::fs::copy(bestand.path(), naar.join(bestand.file_name()))?;
                }
                self.meet_server(wie, verbindingen, || self.serveer(wie, Some(KOPIE)))
            }
        };
        gemeten.with_context(|| format!("{} met {verbindingen} verbindingen", wie.naam()))
    }

    fn meet_pgbench(&self, verbindingen: usize) -> anyhow::Result<Meting> {
        let natuurlijk = Natuurlijk { pgbench: &self.pgbench, scripts: &self.scripts, werkmap: &self.werkmap };
        let url = format!("{}/{KOPIE}", self.postgres);
        natuurlijk.meet(&url, &variabelen(&self.scripts, self.opties.dossiers)?, verbindingen, self.opties.seconden)
    }

    fn meet_server(
        &self,
        wie: Deelnemer,
        verbindingen: usize,
        start: impl FnOnce() -> anyhow::Result<Server>,
    ) -> anyhow::Result<Meting> {
        tot_rust()?;
        let server = start()?;
        let mut last = Command::new(&self.last);
        last.args(["run", &server.adres]).arg(self.doelen(wie));
        last.args([verbindingen.to_string(), self.opties.seconden.to_string()]);
        let tijd = Duration::from_secs(self.opties.seconden.into()) + EROMHEEN;
        let (gezegd, (gestolen, vrij)) = met_ruis(|| uitvoer(&mut last, tijd))?;
        server.stop()?;
        Ok(Meting { gestolen, vrij, ..Meting::van_last(&gezegd)? })
    }

    /// Which requests can be sent to this one.
    fn doelen(&self, wie: Deelnemer) -> PathBuf {
        self.werkmap.join(format!("{wie:?}.json"))
    }

    /// Where this one keeps its secrets, and on SQLite its database.
    fn map_van(&self, wie: Deelnemer) -> PathBuf {
        self.werkmap.join(format!("{wie:?}"))
    }

    /// The command line of the product; the name of a database, or on SQLite of the directory that it is in.
    fn regieboek(&self, wie: Deelnemer, waar: Option<&str>) -> Command {
        let mut opdracht = match (databank(wie), waar) {
            (Some(_), Some(waar)) => {
                let mut opdracht = Command::new(&self.regieboek);
                opdracht.env("REGIEBOEK_DATABASE_URL", format!("{}/{waar}", self.postgres));
                opdracht.env("REGIEBOEK_DATA_DIR", self.map_van(wie));
                opdracht
            }
            (_, waar) => {
                let mut opdracht = Command::new(&self.regieboek);
                opdracht.env("REGIEBOEK_DATA_DIR", waar.map_or_else(|| self.map_van(wie), |w| self.werkmap.join(w)));
                opdracht
            }
        };
        opdracht.current_dir(&self.werkmap);
        opdracht
    }

    fn serveer(&self, wie: Deelnemer, waar: Option<&str>) -> anyhow::Result<Server> {
        let logboek = std::fs::File::create(self.werkmap.join(format!("{wie:?}.log")))?;
        let mut opdracht = self.regieboek(wie, waar);
        Server::start(opdracht.args(["serve", "--listen", "127.0.0.1:0", "--development-issuer"]).stderr(logboek))
    }

    fn token(&self, wie: Deelnemer, subject: &str) -> anyhow::Result<String> {
        let mut opdracht = self.regieboek(wie, databank(wie));
        opdracht.args(["token", "--functie", "cjg-coach", "--organisatie", "cjg-haarlemmermeer", "--minuten", "720"]);
        Ok(uitvoer(opdracht.args(["--subject", subject]), VOORBEREIDING)?.trim().to_owned())
    }

    fn met_databank(&self, programma: &Path, databank: &str) -> Command {
        let mut opdracht = Command::new(programma);
        opdracht.env("DATABASE_URL", format!("{}/{databank}", self.postgres));
        opdracht
    }

    /// Lets psql do one statement, and gives what it answers.
    fn vraag(&self, databank: &str, sql: &str) -> anyhow::Result<String> {
        Ok(uitvoer(self.psql(databank).args(["-c", sql]), VOORBEREIDING)?.trim().to_owned())
    }

    fn psql(&self, databank: &str) -> Command {
        let mut psql = Command::new(&self.psql);
        psql.env("PGOPTIONS", "-c client_min_messages=warning");
        psql.args(["-X", "-A", "-t", "-q", "-v", "ON_ERROR_STOP=1"]);
        psql.args(["-d", &format!("{}/{databank}", self.postgres)]);
        psql
    }
}

/// The physical limit, as pgbench measures it.
pub(super) struct Natuurlijk<'a> {
    pub(super) pgbench: &'a Path,
    pub(super) scripts: &'a Path,
    pub(super) werkmap: &'a Path,
}

impl Natuurlijk<'_> {
    /// Goes on for so many seconds, after one to get going.
    pub(super) fn meet(
        &self,
        url: &str,
        variabelen: &[String],
        verbindingen: usize,
        seconden: u32,
    ) -> anyhow::Result<Meting> {
        let draden = verbindingen.min(2).to_string();
        let pgbench = |seconden: u32| {
            let mut opdracht = Command::new(self.pgbench);
            opdracht.args(["-n", "-M", "prepared", "-c", &verbindingen.to_string(), "-j", &draden]);
            opdracht.arg("-f").arg(self.scripts.join("command.sql"));
            opdracht.args(variabelen.iter().flat_map(|variabele| ["-D", variabele]));
            opdracht.args(["-T", &seconden.to_string()]).arg(url);
            opdracht.current_dir(self.werkmap).stderr(Stdio::null());
            opdracht
        };
        tot_rust()?;
        uitvoer(&mut pgbench(1), EROMHEEN)?;
        let tijd = Duration::from_secs(seconden.into()) + EROMHEEN;
        let (gezegd, ruis) = met_ruis(|| uitvoer(pgbench(seconden).args(["-l", "--log-prefix=a"]), tijd))?;
        let mut logboek = String::new();
        for bestand in std::fs::read_dir(self.werkmap)? {
            let pad = bestand?.path();
            // One per thread: a.<pid> and a.<pid>.1
            if pad.file_name().is_some_and(|naam| naam.to_string_lossy().starts_with("a.")) {
                logboek += &std::fs::read_to_string(&pad)?;
                std::fs::remove_file(&pad)?;
            }
        }
        let (gestolen, vrij) = ruis;
        Ok(Meting { gestolen, vrij, ..Meting::van_pgbench(&gezegd, &logboek)? })
    }
}

/// What the scripts of the physical limit ask for; the event says as much as that of the others.
pub(super) fn variabelen(scripts: &Path, dossiers: usize) -> anyhow::Result<[String; 3]> {
    let tekst = std::fs::read_to_string(scripts.join("../text.txt"))?;
    let event = json!({ "Noted": { "by": "carla", "verdict": "partly", "text": tekst.trim() } });
    Ok([format!("cases={dossiers}"), format!("history={HISTORIE}"), format!("event={event}")])
}

/// The database that was seeded for this one.
const fn databank(wie: Deelnemer) -> Option<&'static str> {
    match wie {
        Deelnemer::Pgbench => Some("bench_a"),
        Deelnemer::Voorraad => Some("bench_b"),
        Deelnemer::Postgres => Some("bench_c"),
        Deelnemer::Sqlite => None,
    }
}

/// Lets what was copied reach the disk before anything is measured.
pub(super) fn tot_rust() -> anyhow::Result<()> {
    uitvoer(&mut Command::new("sync"), VOORBEREIDING)?;
    Ok(())
}

/// Does something, and says which part of the processors' time was stolen and which was not used meanwhile.
pub(super) fn met_ruis<T>(doe: impl FnOnce() -> anyhow::Result<T>) -> anyhow::Result<(T, (f64, f64))> {
    let toen = Tikken::nu();
    let uitkomst = doe()?;
    let ruis = toen.zip(Tikken::nu()).map(|(toen, nu)| nu.sinds(toen));
    Ok((uitkomst, ruis.unwrap_or_default()))
}

pub(super) fn cargo(map: &Path, argumenten: &[&str], doelmap: &Path) -> anyhow::Result<()> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut opdracht = Command::new(cargo);
    uitvoer(opdracht.args(argumenten).arg("--target-dir").arg(doelmap).current_dir(map), BOUW)?;
    Ok(())
}

/// A program of PostgreSQL: the newest of Debian's directories, or the one on the path.
pub(super) fn programma(naam: &str) -> anyhow::Result<PathBuf> {
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
