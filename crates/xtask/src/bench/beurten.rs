//! `cargo xtask bench beurten <program> <program>`: which of two builds of the server does more, to a few percent.
//!
//! A shared machine differs more between minutes than two builds do. So both serve at once, each on a database of its own and
//! for a load generator of its own, and one of these is stopped while the other goes on, in turns of less than a second. The
//! same program twice says how good the answer is.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::thread::sleep;
use std::time::Duration;

use anyhow::{Context, bail, ensure};

use super::deelnemer::Meting;
use super::gereedschap::{self, Bouwplaats, Databankserver, EROMHEEN, Waar, tot_rust};
use super::proces::{Proces, Server};
use super::{POSTGRES_URL, met_eigen_postgres};

/// How long one of them works while the other is stopped.
const BEURT: Duration = Duration::from_millis(400);
/// So many turns more than are measured: the second is warm, and so measured, a turn later, and is stopped as often.
const NALOOP: u128 = 4;

/// What is asked on the command line.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Opties {
    programmas: [PathBuf; 2],
    rondes: usize,
    /// How long both of them together, each time.
    seconden: u32,
    verbindingen: usize,
    op: Waar,
    dossiers: usize,
}

impl Opties {
    fn lees(argumenten: &[&str]) -> anyhow::Result<Self> {
        let &[een, ander, ref vlaggen @ ..] = argumenten else { bail!("bench beurten vraagt twee programma's") };
        let programmas = [een.into(), ander.into()];
        let mut opties =
            Self { programmas, rondes: 2, seconden: 24, verbindingen: 32, op: Waar::Postgres, dossiers: 400 };
        for paar in vlaggen.chunks(2) {
            let &[vlag, waarde] = paar else { bail!("{} mist een waarde", paar.join(" ")) };
            let getal = || waarde.parse::<usize>().with_context(|| format!("{vlag} vraagt een getal"));
            match vlag {
                "--rondes" => opties.rondes = getal()?,
                "--seconden" => opties.seconden = u32::try_from(getal()?)?,
                "--verbindingen" => opties.verbindingen = getal()?,
                "--op" => opties.op = waarde.parse()?,
                _ => bail!("'{vlag}' is onbekend; er zijn --rondes, --seconden, --verbindingen en --op"),
            }
        }
        ensure!(opties.rondes > 0 && opties.seconden > 0 && opties.verbindingen > 0, "er valt niets te meten");
        opties.dossiers = opties.dossiers.max(4 * opties.verbindingen);
        Ok(opties)
    }
}

/// Measures, and prints a line per round; the second program goes first in every other one.
pub(crate) fn voer(map: &Path, argumenten: &[&str]) -> anyhow::Result<ExitCode> {
    let opties = Opties::lees(argumenten)?;
    let Ok(url) = std::env::var(POSTGRES_URL) else {
        return met_eigen_postgres(map, &[&["bench", "beurten"], argumenten].concat());
    };
    let bouwplaats = Bouwplaats::van(map)?;
    let (postgres, last) = (Databankserver::bij(map, &url)?, bouwplaats.van_benches("bench-load")?);
    for ronde in 0..opties.rondes {
        let werkmap = bouwplaats.werkmap("beurten")?;
        let mut volgorde = [0, 1];
        volgorde.rotate_left(ronde % 2);
        let [eerst, dan] = volgorde.map(|nummer| Kant::opstellen(&opties, nummer, &postgres, &last, &werkmap));
        let mut gezien = om_en_om([eerst?, dan?], &last, &opties)?;
        gezien.rotate_left(ronde % 2);
        println!("ronde {}: {}", ronde + 1, verslag(&gezien));
        std::fs::remove_dir_all(werkmap)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// One of the two, with cases.
struct Kant {
    server: Server,
    doelen: PathBuf,
}

impl Kant {
    fn opstellen(
        opties: &Opties,
        nummer: usize,
        postgres: &Databankserver,
        last: &Path,
        werkmap: &Path,
    ) -> anyhow::Result<Self> {
        let programma = opties.programmas[nummer].canonicalize();
        let programma = programma.with_context(|| format!("{} is er niet", opties.programmas[nummer].display()))?;
        let (naam, map) = (format!("beurten_{nummer}"), werkmap.join(nummer.to_string()));
        std::fs::create_dir(&map)?;
        let url = postgres.maak_leeg(opties.op, &naam)?;
        let regieboek = || gereedschap::regieboek(&programma, url.as_deref(), &map);
        let (server, doelen) = gereedschap::bevolk(last, regieboek, &map, opties.dossiers)?;
        Ok(Self { server, doelen })
    }

    fn belast(self, last: &Path, opties: &Opties) -> anyhow::Result<Belast> {
        let toen = self.server.processortijd()?;
        let mut opdracht = Command::new(last);
        opdracht.args(["draw", &self.server.adres]).arg(&self.doelen);
        opdracht.args([opties.verbindingen.to_string(), opties.seconden.to_string()]);
        Ok(Belast { server: self.server, toen, last: Proces::luister(&mut opdracht)? })
    }
}

/// One of the two, at work.
struct Belast {
    server: Server,
    /// How much time of a processor it had used before.
    toen: Duration,
    last: Proces,
}

impl Belast {
    fn klaar(mut self, seconden: u32) -> anyhow::Result<Gezien> {
        let meting = Meting::van_last(&self.last.hoor(EROMHEEN)?)?;
        ensure!(meting.zonder_fouten(), "FOUTEN {}", meting.fouten);
        let opdrachten = (meting.per_seconde * f64::from(seconden)).max(1.0);
        let per_opdracht = (self.server.processortijd()? - self.toen).div_f64(opdrachten);
        self.server.stop()?;
        Ok(Gezien { per_seconde: meting.per_seconde, per_opdracht })
    }
}

/// What one of the two did.
struct Gezien {
    /// Commands per second, the time in which it was stopped included.
    per_seconde: f64,
    /// Processor time of the server per command.
    per_opdracht: Duration,
}

/// Lets both work in turns until they are done.
fn om_en_om([een, ander]: [Kant; 2], last: &Path, opties: &Opties) -> anyhow::Result<[Gezien; 2]> {
    tot_rust()?;
    let (een, ander) = (een.belast(last, opties)?, ander.belast(last, opties)?);
    for beurt in 0..u128::from(opties.seconden) * 1000 / BEURT.as_millis() + NALOOP {
        let (werkt, wacht) = if beurt % 2 == 0 { (&een, &ander) } else { (&ander, &een) };
        wacht.last.sein("STOP")?;
        werkt.last.sein("CONT")?;
        sleep(BEURT);
    }
    for kant in [&een, &ander] {
        kant.last.sein("CONT")?;
    }
    Ok([een.klaar(opties.seconden)?, ander.klaar(opties.seconden)?])
}

fn verslag([een, ander]: &[Gezien; 2]) -> String {
    let zegt = |wat: &Gezien| format!("{:.0}/s en {} µs", wat.per_seconde, wat.per_opdracht.as_micros());
    let keer = ander.per_seconde / een.per_seconde;
    format!("{} tegen {} per opdracht; de tweede doet {keer:.3} keer zoveel", zegt(een), zegt(ander))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twee_programmas_en_hoe_worden_gelezen_of_geweigerd() {
        let opties = Opties::lees(&["a", "b", "--op", "sqlite", "--verbindingen", "200"]).unwrap();
        assert_eq!((opties.op, opties.dossiers, opties.rondes), (Waar::Sqlite, 800, 2));
        for fout in [&["a"][..], &["a", "b", "--op"], &["a", "b", "--op", "papier"], &["a", "b", "--rondes", "0"]] {
            assert!(Opties::lees(fout).is_err(), "{fout:?}");
        }
    }
}
