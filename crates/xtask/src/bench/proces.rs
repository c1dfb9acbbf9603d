//! Other programs: bounded in time, and stopped by their own id.

use std::io::{BufRead as _, BufReader, Read as _};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::thread::{JoinHandle, sleep};
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
    /// Reads what it prints, so that it can go on.
    lezer: Option<JoinHandle<std::io::Result<String>>>,
}

impl Proces {
    /// Starts a program, to hear what it prints.
    pub(crate) fn luister(opdracht: &mut Command) -> anyhow::Result<Self> {
        let mut proces = Self::start(opdracht.stdout(Stdio::piped()))?;
        let mut stdout = proces.kind.stdout.take().context("stdout")?;
        proces.lezer = Some(std::thread::spawn(move || {
            let mut tekst = String::new();
            stdout.read_to_string(&mut tekst).map(|_| tekst)
        }));
        Ok(proces)
    }

    /// All that it printed, when it ends well, in no longer than this.
    pub(crate) fn hoor(&mut self, hoogstens: Duration) -> anyhow::Result<String> {
        ensure!(self.wacht(hoogstens)?, "{} is mislukt", self.naam);
        let lezer = self.lezer.take().context("er wordt niet naar geluisterd")?;
        lezer.join().ok().and_then(Result::ok).with_context(|| format!("wat {} zegt, is niet te lezen", self.naam))
    }

    fn start(opdracht: &mut Command) -> anyhow::Result<Self> {
        let naam = std::path::Path::new(opdracht.get_program()).file_name().unwrap_or_default();
        let naam = naam.to_string_lossy().into_owned();
        let kind = opdracht.stdin(Stdio::null()).spawn().with_context(|| format!("{naam} start niet"))?;
        Ok(Self { kind, naam, piek: 0, lezer: None })
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

    /// Sends it a signal, by its name.
    pub(crate) fn sein(&self, sein: &str) -> anyhow::Result<()> {
        let nummer = self.kind.id().to_string();
        ensure!(Command::new("kill").args(["-s", sein, &nummer]).status()?.success(), "kill -s {sein} {nummer}");
        Ok(())
    }

    /// How much time of a processor it used until now.
    fn processortijd(&self) -> Option<Duration> {
        processortijd(&std::fs::read_to_string(format!("/proc/{}/stat", self.kind.id())).ok()?)
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

/// User and system time, in ticks of a hundredth of a second; the name before them, in brackets, may be anything.
fn processortijd(stat: &str) -> Option<Duration> {
    let (_, velden) = stat.rsplit_once(')')?;
    let tikken: Vec<u64> = velden.split_whitespace().skip(11).take(2).filter_map(|veld| veld.parse().ok()).collect();
    let &[in_het_programma, in_de_kernel] = tikken.as_slice() else { return None };
    Some(Duration::from_millis(10 * (in_het_programma + in_de_kernel)))
}

/// What a program prints, when it ends well and in time.
pub(crate) fn uitvoer(opdracht: &mut Command, hoogstens: Duration) -> anyhow::Result<String> {
    Proces::luister(opdracht)?.hoor(hoogstens)
}

/// The same, with how long it took, and the most memory it had, in MiB.
#[expect(clippy::disallowed_methods, reason = "a measurement looks at the clock")]
pub(crate) fn gadegeslagen(opdracht: &mut Command, hoogstens: Duration) -> anyhow::Result<(String, Duration, u64)> {
    let begin = Instant::now();
    let mut proces = Proces::luister(opdracht)?;
    let gezegd = proces.hoor(hoogstens)?;
    Ok((gezegd, begin.elapsed(), proces.piek))
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

    /// How much time of a processor it used until now.
    pub(crate) fn processortijd(&self) -> anyhow::Result<Duration> {
        self.proces.processortijd().context("de processortijd van de server is niet te zien")
    }

    /// Asks it to end, and waits until it has.
    pub(crate) fn stop(mut self) -> anyhow::Result<()> {
        self.proces.sein("TERM")?;
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
    fn processortijd_is_die_in_het_programma_en_in_de_kernel_samen() {
        let stat = "12 (een) (naam) S 1 12 12 0 -1 4194304 100 0 0 0 150 50 0 0 20 0 1 0 100 1000 10";
        assert_eq!(processortijd(stat), Some(Duration::from_secs(2)));
        assert_eq!(processortijd("12 (naam) S 1"), None);
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
