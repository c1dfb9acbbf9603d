//! Everything that takes part, built and seeded; every measurement begins with a fresh copy of what was seeded.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::Context;

use super::deelnemer::{Deelnemer, Meting};
use super::distributie;
use super::gereedschap::{self, Bouwplaats, Databankserver, EROMHEEN, VOORBEREIDING, regieboek, serveer, tot_rust};
use super::machine::{Machine, Ruis};
use super::proces::{Server, uitvoer};
use super::{HISTORIE, Opties};

/// The copy that a measurement works on.
const KOPIE: &str = "bench_kopie";

/// The programs, the databases and the place for files.
pub(crate) struct Opstelling {
    opties: Opties,
    werkmap: PathBuf,
    postgres: Databankserver,
    regieboek: PathBuf,
    voorraad: PathBuf,
    last: PathBuf,
}

impl Opstelling {
    /// Builds the programs and seeds a database for each who takes part.
    pub(crate) fn bouw(map: &Path, url: &str, opties: &Opties) -> anyhow::Result<Self> {
        let bouwplaats = Bouwplaats::van(map)?;
        let opstelling = Self {
            opties: opties.clone(),
            werkmap: bouwplaats.werkmap("bench")?,
            postgres: Databankserver::bij(map, url)?,
            regieboek: distributie::bouw(map, &bouwplaats, url)?,
            voorraad: bouwplaats.van_benches("bench-stock")?,
            last: bouwplaats.van_benches("bench-load")?,
        };
        for wie in Deelnemer::ALLEN {
            eprintln!("{}: {} dossiers worden gemaakt", wie.naam(), opties.dossiers);
            opstelling.zaai(wie).with_context(|| wie.naam())?;
        }
        Ok(opstelling)
    }

    /// What the figures hold for.
    pub(crate) fn machine(&self, map: &Path) -> anyhow::Result<Machine> {
        self.postgres.machine(map, &self.werkmap)
    }

    /// Throws the seeded files away; the databases go with their server.
    pub(crate) fn ruim_op(self) -> anyhow::Result<()> {
        Ok(std::fs::remove_dir_all(self.werkmap)?)
    }

    fn zaai(&self, wie: Deelnemer) -> anyhow::Result<()> {
        let (dossiers, historie) = (self.opties.dossiers.to_string(), HISTORIE.to_string());
        if let Some(databank) = databank(wie) {
            self.postgres.vraag("postgres", &format!("CREATE DATABASE {databank}"))?;
        }
        match wie {
            Deelnemer::Pgbench => {
                self.postgres.zaai_natuurlijk("bench_a", self.opties.dossiers, VOORBEREIDING)?;
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
                let regieboek = || self.regieboek(wie, databank(wie));
                let doelen = gereedschap::zaai(&self.last, regieboek, &server.adres, &dossiers, &historie)?;
                std::fs::write(self.doelen(wie), doelen)?;
                server.stop()?;
                if let Some(databank) = databank(wie) {
                    self.postgres.vraag(databank, "VACUUM ANALYZE")?;
                }
            }
        }
        Ok(())
    }

    /// Measures one cell of the table, on a fresh copy.
    pub(crate) fn meet(&self, wie: Deelnemer, verbindingen: usize) -> anyhow::Result<Meting> {
        if let Some(databank) = databank(wie) {
            self.postgres.vraag("postgres", &format!("DROP DATABASE IF EXISTS {KOPIE}"))?;
            self.postgres
                .vraag("postgres", &format!("CREATE DATABASE {KOPIE} TEMPLATE {databank} STRATEGY file_copy"))?;
            self.postgres.vraag("postgres", "CHECKPOINT")?;
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
        let (dossiers, seconden) = (self.opties.dossiers, self.opties.seconden);
        self.postgres.meet_natuurlijk(KOPIE, dossiers, verbindingen, seconden, &self.werkmap)
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
        let (gezegd, ruis) = Ruis::bij(|| uitvoer(&mut last, tijd))?;
        server.stop()?;
        Ok(Meting { ruis, ..Meting::van_last(&gezegd)? })
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
        match databank(wie).and(waar) {
            Some(waar) => regieboek(&self.regieboek, Some(&self.postgres.url(waar)), &self.map_van(wie)),
            None => {
                let map = waar.map_or_else(|| self.map_van(wie), |waar| self.werkmap.join(waar));
                regieboek(&self.regieboek, None, &map)
            }
        }
    }

    fn serveer(&self, wie: Deelnemer, waar: Option<&str>) -> anyhow::Result<Server> {
        serveer(self.regieboek(wie, waar), &self.werkmap.join(format!("{wie:?}.log")))
    }

    fn met_databank(&self, programma: &Path, databank: &str) -> Command {
        let mut opdracht = Command::new(programma);
        opdracht.env("DATABASE_URL", self.postgres.url(databank));
        opdracht
    }
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
