//! Other programs: bounded in time, and stopped by their own id.

use std::io::{BufRead as _, BufReader, Read as _};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, bail, ensure};

const TIK: Duration = Duration::from_millis(20);
/// How long a server gets to end by itself.
const AFLOOP: Duration = Duration::from_secs(40);

/// A program that runs; it does not outlive this.
pub(crate) struct Proces {
    kind: Child,
    naam: String,
    /// The most memory it was seen with, in MiB.
    piek: u64,
}

impl Proces {
    fn start(opdracht: &mut Command) -> anyhow::Result<Self> {
        let naam = std::path::Path::new(opdracht.get_program()).file_name().unwrap_or_default();
        let naam = naam.to_string_lossy().into_owned();
        let kind = opdracht.stdin(Stdio::null()).spawn().with_context(|| format!("{naam} start niet"))?;
        Ok(Self { kind, naam, piek: 0 })
    }

    /// Waits until it has ended, but no longer than this; says whether it ended well.
    fn wacht(&mut self, hoogstens: Duration) -> anyhow::Result<bool> {
        for _ in 0..hoogstens.as_millis() / TIK.as_millis() {
            self.piek = self.geheugen().unwrap_or_default().max(self.piek);
            if let Some(status) = self.kind.try_wait()? {
                return Ok(status.success());
            }
            sleep(TIK);
        }
        bail!("{} is na {} seconden niet klaar", self.naam, hoogstens.as_secs())
    }

    /// The most memory that it had until now, in MiB; none when it has ended.
    fn geheugen(&self) -> Option<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.kind.id())).ok()?;
        let regel = status.lines().find_map(|regel| regel.strip_prefix("VmHWM:"))?;
        Some(regel.trim().strip_suffix(" kB")?.parse::<u64>().ok()? / 1024)
    }
}

impl Drop for Proces {
    fn drop(&mut self) {
        self.kind.kill().ok();
        self.kind.wait().ok();
    }
}

/// What a program prints, when it ends well and in time.
pub(crate) fn uitvoer(opdracht: &mut Command, hoogstens: Duration) -> anyhow::Result<String> {
    Ok(gadegeslagen(opdracht, hoogstens)?.0)
}

/// The same, with how long it took, and the most memory it had, in MiB.
#[expect(clippy::disallowed_methods, reason = "a measurement looks at the clock")]
pub(crate) fn gadegeslagen(opdracht: &mut Command, hoogstens: Duration) -> anyhow::Result<(String, Duration, u64)> {
    let begin = Instant::now();
    let mut proces = Proces::start(opdracht.stdout(Stdio::piped()))?;
    let mut stdout = proces.kind.stdout.take().context("stdout")?;
    let lezer = std::thread::spawn(move || {
        let mut tekst = String::new();
        stdout.read_to_string(&mut tekst).map(|_| tekst)
    });
    let (gelukt, duur) = (proces.wacht(hoogstens)?, begin.elapsed());
    ensure!(gelukt, "{} is mislukt", proces.naam);
    match lezer.join() {
        Ok(tekst) => Ok((tekst?, duur, proces.piek)),
        Err(_) => bail!("wat {} zegt, is niet te lezen", proces.naam),
    }
}

/// A server that listens.
pub(crate) struct Server {
    proces: Proces,
    /// Where it can be reached, as `http://127.0.0.1:8080`.
    pub(crate) adres: String,
    /// Kept, so that it can go on printing.
    _stdout: BufReader<ChildStdout>,
}

impl Server {
    /// Starts a server, and reads from its first line where it listens.
    pub(crate) fn start(opdracht: &mut Command) -> anyhow::Result<Self> {
        let mut proces = Proces::start(opdracht.stdout(Stdio::piped()))?;
        let mut stdout = BufReader::new(proces.kind.stdout.take().context("stdout")?);
        let mut regel = String::new();
        stdout.read_line(&mut regel)?;
        let adres = regel.find("http://").and_then(|plek| regel.get(plek..));
        let adres = adres.with_context(|| format!("{} zegt niet waar hij luistert", proces.naam))?.trim().to_owned();
        Ok(Self { proces, adres, _stdout: stdout })
    }

    /// The most memory that it had until now, in MiB.
    pub(crate) fn piek(&self) -> anyhow::Result<u64> {
        self.proces.geheugen().context("het geheugen van de server is niet te zien")
    }

    /// Asks it to end, and waits until it has.
    pub(crate) fn stop(mut self) -> anyhow::Result<()> {
        let nummer = self.proces.kind.id().to_string();
        ensure!(Command::new("kill").args(["-TERM", &nummer]).status()?.success(), "kill -TERM {nummer}");
        self.proces.wacht(AFLOOP)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LANG: Duration = Duration::from_secs(30);

    #[test]
    fn een_programma_zegt_iets_of_mislukt_of_duurt_te_lang() {
        assert_eq!(uitvoer(Command::new("echo").arg("klaar"), LANG).unwrap(), "klaar\n");
        assert!(uitvoer(&mut Command::new("false"), LANG).is_err());
        let te_lang = uitvoer(Command::new("sleep").arg("60"), Duration::from_millis(100));
        assert!(te_lang.unwrap_err().to_string().contains("niet klaar"));
    }

    #[test]
    fn een_server_zegt_waar_hij_luistert_en_stopt_als_het_gevraagd_wordt() {
        let server =
            Server::start(Command::new("sh").args(["-c", "echo luistert op http://127.0.0.1:1; exec sleep 60"]));
        let server = server.unwrap();
        assert_eq!(server.adres, "http://127.0.0.1:1");
        server.stop().unwrap();
        assert!(Server::start(Command::new("echo").arg("nee")).is_err());
    }
}
