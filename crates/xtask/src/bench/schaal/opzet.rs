//! The programs, the logs of every size, and one measurement of them.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::Context;
use serde_json::Value;

use super::super::HISTORIE;
use super::super::deelnemer::Meting;
use super::super::distributie;
use super::super::gereedschap::{
    self, Bouwplaats, Databankserver, EROMHEEN, VOORBEREIDING, regieboek, serveer, tot_rust, vergeet_bestanden,
};
use super::super::machine::{Machine, Ruis};
use super::super::proces::{gadegeslagen, uitvoer};
use super::uitslag::{Cel, Gelezen, Herbouwd};
use super::{Opties, VERBINDINGEN, Waar, Wat};

/// How many cases are made through the API; every log is made of copies of these. About 31 events each.
const SJABLOON: u32 = 320;
/// How many events the one long stream has.
const LANG: u32 = 10_000;
/// How many cases are drawn from all, at most: more than a measurement gets to.
const GETROKKEN: usize = 30_000;
/// How long a log is measured in which cases come round, when each of them is read: longer, and they would have grown.
const KORT: u32 = 1;
/// The database that the cases are made in.
const MAL: &str = "schaal_mal";
/// Ten million rows, with their indexes, on a slow disk.
const LANG_WERK: Duration = Duration::from_secs(7200);

/// Everything but the logs.
pub(super) struct Opzet {
    seconden: u32,
    werkmap: PathBuf,
    postgres: Databankserver,
    regieboek: PathBuf,
    last: PathBuf,
    schaal: PathBuf,
}

/// A log of some size.
#[derive(Debug)]
pub(super) struct Logboek {
    pub(super) waar: Waar,
    /// How many events it had when it was made.
    pub(super) events: u64,
    kopieen: u32,
    /// The name of its database, or of the directory of its file.
    naam: String,
    /// Which cases it is made of, and how they are asked.
    doelen: &'static str,
}

impl Logboek {
    /// How many cases it has.
    const fn dossiers(&self) -> usize {
        SJABLOON as usize * self.kopieen as usize
    }
}

/// How commands are sent, and to what server.
#[derive(Debug, Clone, Copy)]
struct Last {
    /// `run` asks each case once before anything is measured; `draw` only some.
    hoe: &'static str,
    verbindingen: usize,
    seconden: u32,
    /// Whether the server remembers cases.
    onthoudt: bool,
}

/// What the cases are that every log has copies of.
const SJABLOON_DOELEN: &str = "sjabloon.json";
/// What the one case is with a long history.
const LANG_DOELEN: &str = "lang.json";

impl Opzet {
    /// Builds the programs, and makes the cases that are copied.
    pub(super) fn bouw(map: &Path, url: &str, opties: &Opties) -> anyhow::Result<Self> {
        let bouwplaats = Bouwplaats::van(map)?;
        let opzet = Self {
            seconden: opties.seconden,
            werkmap: bouwplaats.werkmap("schaal")?,
            postgres: Databankserver::bij(map, url)?,
            regieboek: distributie::bouw(map, &bouwplaats, url)?,
            last: bouwplaats.van_benches("bench-load")?,
            schaal: bouwplaats.schaal()?,
        };
        std::fs::create_dir(opzet.werkmap.join("geheimen"))?;
        opzet.maak_sjabloon()?;
        Ok(opzet)
    }

    fn maak_sjabloon(&self) -> anyhow::Result<()> {
        let mal =
            Logboek { waar: Waar::Postgres, events: 0, kopieen: 1, naam: MAL.to_owned(), doelen: SJABLOON_DOELEN };
        eprintln!("{SJABLOON} dossiers worden gemaakt");
        self.maak_leeg(&mal)?;
        self.zaai(&mal, &SJABLOON.to_string(), &HISTORIE.to_string())
    }

    /// Makes a log of one case with a long history.
    pub(super) fn maak_lang(&self, waar: Waar) -> anyhow::Result<Logboek> {
        let naam = "schaal_lang".to_owned();
        let logboek = Logboek { waar, events: LANG.into(), kopieen: 1, naam, doelen: LANG_DOELEN };
        eprintln!("{}: een dossier van {LANG} events wordt gemaakt", waar.naam());
        self.maak_leeg(&logboek)?;
        self.zaai(&logboek, "1", &LANG.to_string())?;
        Ok(logboek)
    }

    /// Makes cases through the API, and keeps which requests can be sent to them.
    fn zaai(&self, logboek: &Logboek, dossiers: &str, historie: &str) -> anyhow::Result<()> {
        let server = serveer(self.regieboek(logboek), &self.server_log())?;
        let regieboek = || self.regieboek(logboek);
        let gezegd = gereedschap::zaai(&self.last, regieboek, &server.adres, dossiers, historie)?;
        std::fs::write(self.werkmap.join(logboek.doelen), gezegd)?;
        server.stop()
    }

    /// Makes a log of each size, and the table of (a) beside each.
    pub(super) fn vermenigvuldig(&self, waar: Waar, groottes: &[u64]) -> anyhow::Result<Vec<Logboek>> {
        if !vergeet_bestanden()? {
            eprintln!(
                "zonder root blijft in het geheugen wat het bouwen daar liet; de grote logboeken passen er dan minder in"
            );
        }
        groottes.iter().map(|grootte| self.maak(waar, *grootte, format!("schaal_{grootte}"))).collect()
    }

    fn maak(&self, waar: Waar, grootte: u64, naam: String) -> anyhow::Result<Logboek> {
        let mut logboek = Logboek { waar, events: 0, kopieen: 1, naam, doelen: SJABLOON_DOELEN };
        eprintln!("{}: een logboek van {grootte} events wordt gemaakt", waar.naam());
        self.maak_leeg(&logboek)?;
        let mut maak = Command::new(&self.schaal);
        maak.args(["multiply", &self.postgres.url(MAL), &self.adres(&logboek), &grootte.to_string()]);
        let gezegd = uitvoer(&mut maak, LANG_WERK)?;
        let (kopieen, events) = gezegd.trim().split_once(' ').context("bench-scale zegt niet hoeveel het er zijn")?;
        (logboek.kopieen, logboek.events) = (kopieen.parse()?, events.parse()?);
        self.maak_natuurlijk(&logboek)?;
        self.postgres.vraag("postgres", "CHECKPOINT")?;
        Ok(logboek)
    }

    /// The table of (a), with as many events.
    fn maak_natuurlijk(&self, logboek: &Logboek) -> anyhow::Result<()> {
        let (a, dossiers) = (a_van(logboek), dossiers_van(logboek)?);
        match logboek.waar {
            Waar::Postgres => {
                self.postgres.maak_leeg(logboek.waar, &a)?;
                self.postgres.zaai_natuurlijk(&a, dossiers, LANG_WERK)
            }
            Waar::Sqlite => uitvoer(&mut self.natuurlijk_op_sqlite(logboek)?, LANG_WERK).map(drop),
        }
    }

    fn meet_natuurlijk(&self, logboek: &Logboek, ronde: usize) -> anyhow::Result<Meting> {
        if logboek.waar == Waar::Postgres {
            let (a, dossiers) = (a_van(logboek), dossiers_van(logboek)?);
            return self.postgres.meet_natuurlijk(&a, dossiers, VERBINDINGEN, self.seconden, &self.werkmap);
        }
        tot_rust()?;
        let mut meet = self.natuurlijk_op_sqlite(logboek)?;
        meet.args([VERBINDINGEN.to_string(), self.seconden.to_string(), ronde.to_string()]);
        let tijd = Duration::from_secs(self.seconden.into()) + EROMHEEN;
        let (gezegd, ruis) = Ruis::bij(|| uitvoer(&mut meet, tijd))?;
        Ok(Meting { ruis, ..Meting::van_last(&gezegd)? })
    }

    /// What makes the file of (a), and with more behind it measures it.
    fn natuurlijk_op_sqlite(&self, logboek: &Logboek) -> anyhow::Result<Command> {
        let mut opdracht = Command::new(&self.schaal);
        opdracht.arg("limit").arg(self.werkmap.join(&logboek.naam).join("a.sqlite"));
        opdracht.args([dossiers_van(logboek)?.to_string(), HISTORIE.to_string(), self.postgres.event()?]);
        Ok(opdracht)
    }

    fn maak_leeg(&self, logboek: &Logboek) -> anyhow::Result<()> {
        match logboek.waar {
            Waar::Postgres => {
                self.postgres.maak_leeg(logboek.waar, &logboek.naam)?;
            }
            Waar::Sqlite => {
                let map = self.werkmap.join(&logboek.naam);
                std::fs::create_dir(&map)?;
                for geheim in std::fs::read_dir(self.werkmap.join("geheimen"))? {
                    let geheim = geheim?;
                    std::fs::copy(geheim.path(), map.join(geheim.file_name()))?;
                }
            }
        }
        uitvoer(self.regieboek(logboek).arg("migrate"), VOORBEREIDING)?;
        Ok(())
    }

    /// Measures commands on a log, with a fresh server.
    pub(super) fn meet(&self, logboek: &Logboek, wat: Wat, ronde: usize) -> anyhow::Result<Cel> {
        let druk = || self.trek(logboek, SJABLOON as usize, 0);
        let getrokken = |logboek| self.trek(logboek, GETROKKEN, ronde as u64);
        let last = Last { hoe: "run", verbindingen: VERBINDINGEN, seconden: self.seconden, onthoudt: true };
        let trekt = Last { hoe: "draw", ..last };
        let vergeet = Last { onthoudt: false, ..trekt };
        let (meting, geheugen) = match wat {
            Wat::Natuurlijk => (self.meet_natuurlijk(logboek, ronde)?, None),
            Wat::Druk => self.belast(logboek, last, &druk()?)?,
            Wat::Willekeurig => self.belast(logboek, trekt, &getrokken(logboek)?)?,
            Wat::Vergeten if logboek.dossiers() >= GETROKKEN => self.belast(logboek, vergeet, &getrokken(logboek)?)?,
            Wat::Vergeten => {
                let vers = self.maak(logboek.waar, logboek.events, "schaal_vers".to_owned())?;
                let gemeten = self.belast(&vers, Last { seconden: KORT, ..vergeet }, &getrokken(&vers)?)?;
                self.ruim_op(&[vers])?;
                gemeten
            }
            Wat::KorteStromen => self.belast(logboek, Last { verbindingen: 1, ..last }, &druk()?)?,
            Wat::LangeStroom => self.belast(logboek, Last { verbindingen: 1, ..last }, &self.trek(logboek, 1, 0)?)?,
        };
        let cel = Cel { waar: logboek.waar, events: logboek.events, wat, ronde, meting, geheugen };
        eprintln!("ronde {ronde}, {cel}");
        Ok(cel)
    }

    fn belast(&self, logboek: &Logboek, last: Last, doelen: &Path) -> anyhow::Result<(Meting, Option<u64>)> {
        let Last { hoe, verbindingen, seconden, onthoudt } = last;
        tot_rust()?;
        let mut regieboek = self.regieboek(logboek);
        regieboek.envs((!onthoudt).then_some(("REGIEBOEK_REMEMBERED_MIB", "0")));
        let server = serveer(regieboek, &self.server_log())?;
        let mut last = Command::new(&self.last);
        last.args([hoe, &server.adres]).arg(doelen).args([verbindingen.to_string(), seconden.to_string()]);
        let tijd = Duration::from_secs(seconden.into()) + EROMHEEN;
        let (gezegd, ruis) = Ruis::bij(|| uitvoer(&mut last, tijd))?;
        let geheugen = server.piek()?;
        server.stop()?;
        Ok((Meting { ruis, ..Meting::van_last(&gezegd)? }, Some(geheugen)))
    }

    /// So many cases of a log, at the version that each has now; with number 0 those that every size has.
    fn trek(&self, logboek: &Logboek, aantal: usize, nummer: u64) -> anyhow::Result<PathBuf> {
        let doelen = self.werkmap.join("doelen.json");
        let mut trek = Command::new(&self.schaal);
        trek.args(["targets", &self.adres(logboek)]).arg(self.werkmap.join(logboek.doelen));
        trek.args([logboek.kopieen.to_string(), aantal.to_string(), nummer.to_string()]);
        std::fs::write(&doelen, uitvoer(&mut trek, VOORBEREIDING)?)?;
        Ok(doelen)
    }

    /// Reads a whole log into facts, and beside it what the database gives at best.
    pub(super) fn lees_terug(&self, logboek: &Logboek, ronde: usize) -> anyhow::Result<Gelezen> {
        let mut ijk = match logboek.waar {
            Waar::Postgres => {
                let mut psql = self.postgres.psql(&logboek.naam);
                psql.args(["-c", "COPY event TO STDOUT"]).stdout(Stdio::null());
                psql
            }
            Waar::Sqlite => {
                let mut los = Command::new(&self.schaal);
                los.args(["plain", &self.adres(logboek)]);
                los
            }
        };
        let (_, ijk, _) = gadegeslagen(&mut ijk, LANG_WERK)?;
        let mut lees = Command::new(&self.schaal);
        lees.args(["replay", &self.adres(logboek)]);
        let (gezegd, _, geheugen) = gadegeslagen(&mut lees, LANG_WERK)?;
        let gezegd: Value = serde_json::from_str(&gezegd).context("wat bench-scale zegt")?;
        let getal = |naam: &str| gezegd[naam].as_f64().with_context(|| format!("bench-scale zegt geen {naam}"));
        let (events, seconden) = (getal("events")?, getal("seconds")?);
        let gelezen = Gelezen {
            waar: logboek.waar,
            events: logboek.events,
            ronde,
            per_seconde: events / seconden,
            ijk_per_seconde: events / ijk.as_secs_f64(),
            geheugen,
        };
        eprintln!("ronde {ronde}, {gelezen}");
        Ok(gelezen)
    }

    /// Makes all read models again.
    pub(super) fn herbouw(&self, logboek: &Logboek) -> anyhow::Result<Herbouwd> {
        let bestand = self.werkmap.join("herbouw.log");
        let mut opdracht = self.regieboek(logboek);
        opdracht.arg("rebuild").stderr(std::fs::File::create(&bestand)?);
        let (gezegd, duur, geheugen) = gadegeslagen(&mut opdracht, LANG_WERK)?;
        let voortgang = std::fs::read_to_string(&bestand)?.lines().count();
        let (projecties, seconden) = (gezegd.lines().count(), duur.as_secs_f64());
        let herbouwd =
            Herbouwd { waar: logboek.waar, events: logboek.events, projecties, seconden, voortgang, geheugen };
        eprintln!("{herbouwd}");
        Ok(herbouwd)
    }

    /// What the figures hold for.
    pub(super) fn machine(&self, map: &Path) -> anyhow::Result<Machine> {
        self.postgres.machine(map, &self.werkmap)
    }

    /// Makes room for the next logs.
    pub(super) fn ruim_op(&self, logboeken: &[Logboek]) -> anyhow::Result<()> {
        for logboek in logboeken {
            match logboek.waar {
                Waar::Postgres => {
                    for naam in [&a_van(logboek), &logboek.naam] {
                        self.postgres.vraag("postgres", &format!("DROP DATABASE IF EXISTS {naam}"))?;
                    }
                }
                Waar::Sqlite => std::fs::remove_dir_all(self.werkmap.join(&logboek.naam))?,
            }
        }
        Ok(())
    }

    /// Throws everything away.
    pub(super) fn weg(self) -> anyhow::Result<()> {
        self.postgres.vraag("postgres", &format!("DROP DATABASE {MAL}"))?;
        Ok(std::fs::remove_dir_all(self.werkmap)?)
    }

    /// How the programs that are not the product find a log.
    fn adres(&self, logboek: &Logboek) -> String {
        match logboek.waar {
            Waar::Postgres => self.postgres.url(&logboek.naam),
            Waar::Sqlite => self.werkmap.join(&logboek.naam).join("regieboek.sqlite").display().to_string(),
        }
    }

    /// The command line of the product.
    fn regieboek(&self, logboek: &Logboek) -> Command {
        match logboek.waar {
            Waar::Postgres => {
                let url = self.postgres.url(&logboek.naam);
                regieboek(&self.regieboek, Some(&url), &self.werkmap.join("geheimen"))
            }
            Waar::Sqlite => regieboek(&self.regieboek, None, &self.werkmap.join(&logboek.naam)),
        }
    }

    fn server_log(&self) -> PathBuf {
        self.werkmap.join("server.log")
    }
}

/// The database of (a) on PostgreSQL with as many events as this log.
fn a_van(logboek: &Logboek) -> String {
    format!("{}_a", logboek.naam)
}

/// How many cases (a) has with as many events.
fn dossiers_van(logboek: &Logboek) -> anyhow::Result<usize> {
    Ok(usize::try_from(logboek.events / u64::from(HISTORIE))?)
}
