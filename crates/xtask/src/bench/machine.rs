//! What the figures hold for: the machine, its noise, and what was measured.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, ensure};
use serde_json::{Value, json};

/// What else went on while something was measured.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Ruis {
    /// Part of the processors' time that went to other machines on the host.
    pub(crate) gestolen: f64,
    /// Part of it that nobody used.
    pub(crate) vrij: f64,
    /// MiB that came from a disk.
    pub(crate) van_schijf: f64,
}

impl Ruis {
    /// Does something, and says what went on meanwhile; nothing where there is no `/proc`.
    pub(crate) fn bij<T>(doe: impl FnOnce() -> anyhow::Result<T>) -> anyhow::Result<(T, Self)> {
        let nu = || (Tikken::nu(), van_schijf(&std::fs::read_to_string("/proc/vmstat").unwrap_or_default()));
        let (tikken, mib) = nu();
        let uitkomst = doe()?;
        let (later, meer) = nu();
        let (gestolen, vrij) = tikken.zip(later).map(|(toen, nu)| nu.sinds(toen)).unwrap_or_default();
        Ok((uitkomst, Self { gestolen, vrij, van_schijf: meer - mib }))
    }
}

/// MiB that came from a disk since the machine started.
fn van_schijf(vmstat: &str) -> f64 {
    let kib = vmstat.lines().find_map(|regel| regel.strip_prefix("pgpgin ")?.parse::<f64>().ok());
    kib.unwrap_or_default() / 1024.0
}

/// How the processors spent their time since the machine started, in ticks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Tikken {
    alles: u64,
    gestolen: u64,
    vrij: u64,
}

impl Tikken {
    /// Until now; nothing where there is no `/proc/stat`.
    fn nu() -> Option<Self> {
        Self::uit(&std::fs::read_to_string("/proc/stat").ok()?)
    }

    /// The first line: user, nice, system, idle, iowait, irq, softirq, steal (guest time is in user already).
    fn uit(stat: &str) -> Option<Self> {
        let velden = stat.lines().next()?.strip_prefix("cpu ")?.split_whitespace();
        let getallen: Vec<u64> = velden.take(8).filter_map(|veld| veld.parse().ok()).collect();
        let &[.., vrij, wacht, _, _, gestolen] = getallen.as_slice() else { return None };
        Some(Self { alles: getallen.iter().sum(), gestolen, vrij: vrij + wacht })
    }

    /// Which part of the time since then another machine on the host took, and which part nobody used.
    fn sinds(self, toen: Self) -> (f64, f64) {
        let alles = (self.alles - toen.alles).max(1) as f64;
        ((self.gestolen - toen.gestolen) as f64 / alles, (self.vrij - toen.vrij) as f64 / alles)
    }
}

/// What the figures hold for.
pub(crate) struct Machine {
    datum: String,
    beschrijving: Value,
}

impl Machine {
    /// Looks around.
    pub(crate) fn lees(map: &Path, postgres: Value, schijven: Value) -> anyhow::Result<Self> {
        let eerste = |bestand: &str, sleutel: &str| {
            let tekst = std::fs::read_to_string(bestand).unwrap_or_default();
            let regel = tekst.lines().find(|regel| regel.starts_with(sleutel)).unwrap_or_default();
            regel.strip_prefix(sleutel).unwrap_or_default().trim_start_matches([':', ' ', '\t']).to_owned()
        };
        let datum = regel(Command::new("date").args(["-u", "+%Y-%m-%dT%H%MZ"]))?;
        let git = ["-c", "safe.directory=*"];
        let commit = regel(Command::new("git").args(git).args(["rev-parse", "--short", "HEAD"]).current_dir(map))?;
        let anders = regel(Command::new("git").args(git).args(["status", "--porcelain", "crates"]).current_dir(map))?;
        let beschrijving = json!({
            "date": datum,
            "commit": commit,
            "uncommittedChanges": !anders.is_empty(),
            "processors": std::thread::available_parallelism()?.get(),
            "processor": eerste("/proc/cpuinfo", "model name"),
            "memory": eerste("/proc/meminfo", "MemTotal"),
            "kernel": eerste("/proc/sys/kernel/osrelease", ""),
            "rustc": regel(Command::new("rustc").arg("--version"))?,
            "postgres": postgres,
            "fileSystems": schijven,
        });
        Ok(Self { datum, beschrijving })
    }

    /// Nothing is known of it.
    #[cfg(test)]
    pub(crate) fn onbekend() -> Self {
        Self { datum: String::new(), beschrijving: Value::Null }
    }

    /// When, as part of a file name.
    pub(crate) fn datum(&self) -> &str {
        &self.datum
    }

    /// Everything.
    pub(crate) fn beschrijving(&self) -> &Value {
        &self.beschrijving
    }
}

/// The kind of file system a path lies on; refuses memory, where durable costs nothing.
pub(crate) fn bestandssysteem(pad: &Path) -> anyhow::Result<String> {
    let soort = regel(Command::new("stat").args(["-f", "-c", "%T"]).arg(pad))?;
    ensure!(
        !matches!(soort.as_str(), "tmpfs" | "ramfs"),
        "{} ligt in het geheugen ({soort}) en meet dus niets duurzaams; zet TMPDIR of CARGO_TARGET_DIR op een schijf",
        pad.display()
    );
    Ok(soort)
}

/// The first line of what a program prints.
fn regel(opdracht: &mut Command) -> anyhow::Result<String> {
    let naam = opdracht.get_program().to_string_lossy().into_owned();
    let uitvoer = opdracht.output().with_context(|| format!("{naam} start niet"))?;
    ensure!(uitvoer.status.success(), "{naam}: {}", String::from_utf8_lossy(&uitvoer.stderr));
    Ok(String::from_utf8(uitvoer.stdout)?.lines().next().unwrap_or_default().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gestolen_en_vrije_tijd_zijn_delen_van_alles() {
        let toen = Tikken::uit("cpu  100 0 100 100 0 0 0 0 0 0\ncpu0 1 2 3\n").unwrap();
        let nu = Tikken::uit("cpu  140 0 110 120 10 0 0 20 0 0\n").unwrap();
        assert_eq!(nu.sinds(toen), (0.2, 0.3));
        assert_eq!(Tikken::uit("cpu 1 2 3\n"), None);
    }

    #[test]
    fn van_schijf_komt_wat_ingelezen_is() {
        assert!((van_schijf("pswpin 1\npgpgin 2560\npgpgout 4096\n") - 2.5).abs() < f64::EPSILON);
        assert!(van_schijf("").abs() < f64::EPSILON);
    }
}
