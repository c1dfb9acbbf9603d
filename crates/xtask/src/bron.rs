//! What every check reads: the project's files, as git knows them; and what it gives back: findings.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, ensure};

/// One thing that is wrong, and what to do about it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Bevinding {
    plaats: String,
    tekst: String,
}

impl Bevinding {
    /// About a file as a whole.
    pub(crate) fn new(pad: &str, tekst: impl Into<String>) -> Self {
        Self { plaats: pad.to_owned(), tekst: tekst.into() }
    }

    /// About one line, counted from 1.
    pub(crate) fn op_regel(pad: &str, regel: usize, tekst: impl Into<String>) -> Self {
        Self::new(&format!("{pad}:{regel}"), tekst)
    }
}

impl fmt::Display for Bevinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.plaats, self.tekst)
    }
}

/// The files of the project: path from the root to text. A file that is not text is there, and empty.
#[derive(Debug, Default)]
pub(crate) struct Bron(BTreeMap<String, String>);

impl Bron {
    /// Reads every file that git tracks or would track.
    pub(crate) fn lees(map: &Path) -> anyhow::Result<Self> {
        let uitvoer = Command::new("git")
            .args(["-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"])
            .current_dir(map)
            .output()
            .context("git is nodig om te weten welke bestanden bij het project horen")?;
        ensure!(uitvoer.status.success(), "git ls-files: {}", String::from_utf8_lossy(&uitvoer.stderr));
        let paden = String::from_utf8(uitvoer.stdout).context("een bestandsnaam is geen UTF-8")?;
        Ok(Self(
            paden
                .split_terminator('\0')
                .filter_map(|pad| Some((pad, std::fs::read(map.join(pad)).ok()?)))
                .map(|(pad, inhoud)| (pad.to_owned(), String::from_utf8(inhoud).unwrap_or_default()))
                .collect(),
        ))
    }

    /// Path and text of every file, in order of path.
    pub(crate) fn bestanden(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(pad, tekst)| (pad.as_str(), tekst.as_str()))
    }

    /// The Rust sources of one crate folder's library or binary, without its integration tests.
    pub(crate) fn rust_in_src(&self) -> impl Iterator<Item = (&str, &str, &str)> {
        self.bestanden().filter_map(|(pad, tekst)| {
            let (krat, binnen) = pad.strip_prefix("crates/")?.split_once('/')?;
            (binnen.starts_with("src/") && pad.ends_with(".rs")).then_some((krat, pad, tekst))
        })
    }

    /// The text of one file.
    pub(crate) fn tekst(&self, pad: &str) -> Option<&str> {
        self.0.get(pad).map(String::as_str)
    }

    /// Whether a file or folder of this name exists.
    pub(crate) fn bestaat(&self, pad: &str) -> bool {
        self.0.contains_key(pad) || self.0.range(format!("{pad}/")..).next().is_some_and(|(p, _)| onder(p, pad))
    }

    /// The folder names under `crates/`, in order.
    pub(crate) fn kratten(&self) -> Vec<&str> {
        let mut namen: Vec<_> = self.bestanden().filter_map(|(pad, _)| krat_van_manifest(pad)).collect();
        namen.dedup();
        namen
    }

    /// How many files there are.
    pub(crate) fn aantal(&self) -> usize {
        self.0.len()
    }
}

#[cfg(test)]
impl<const N: usize> From<[(&str, &str); N]> for Bron {
    fn from(bestanden: [(&str, &str); N]) -> Self {
        Self(bestanden.into_iter().map(|(pad, tekst)| (pad.to_owned(), tekst.to_owned())).collect())
    }
}

/// `kernel` for `crates/kernel/Cargo.toml`, and nothing for any other path.
pub(crate) fn krat_van_manifest(pad: &str) -> Option<&str> {
    pad.strip_prefix("crates/")?.strip_suffix("/Cargo.toml").filter(|krat| !krat.contains('/'))
}

/// The text before the module of unit tests that ends a file.
pub(crate) fn zonder_tests(tekst: &str) -> &str {
    tekst.split_once("#[cfg(test)]\nmod ").map_or(tekst, |(boven, _)| boven)
}

fn onder(pad: &str, map: &str) -> bool {
    pad.strip_prefix(map).is_some_and(|rest| rest.starts_with('/'))
}

/// The root of the workspace this xtask belongs to.
pub(crate) fn wortel() -> anyhow::Result<PathBuf> {
    let eigen = std::env::var_os("CARGO_MANIFEST_DIR").context("start dit met: cargo xtask")?;
    Path::new(&eigen).ancestors().nth(2).map(Path::to_owned).context("xtask staat niet in crates/xtask")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn een_map_bestaat_als_er_een_bestand_in_staat() {
        let bron = Bron::from([("docs/a.md", ""), ("docs-oud.md", "")]);
        assert!(bron.bestaat("docs") && bron.bestaat("docs/a.md"));
        assert!(!bron.bestaat("doc") && !bron.bestaat("docs/b.md"));
    }

    #[test]
    fn alleen_de_tests_onderaan_tellen_niet_mee() {
        assert_eq!(zonder_tests("fn a() {}\n#[cfg(test)]\nmod tests {"), "fn a() {}\n");
        assert_eq!(zonder_tests("#[cfg(test)]\nimpl A {}"), "#[cfg(test)]\nimpl A {}");
    }
}
