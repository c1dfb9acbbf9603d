//! Mutation testing: does a test fail when a rule says something else?
//!
//! cargo-mutants lists every change it can make to the source of a crate. A seed draws from that list; what was drawn
//! is built and tested in a copy of the tree. What no test noticed is a survivor: a test is missing, or nobody can tell
//! the difference. docs/mutanten.md has the figures and explains the survivors.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, ensure};
use serde_json::Value;
use sha2::{Digest, Sha256};

/// Of the mutants that build, so many in a hundred are caught.
const DREMPEL: usize = 90;

/// Histories per property: with the ten thousand of an ordinary test a mutant takes ten times as long.
const HISTORIES: &str = "300";

/// Draws from the mutants of a crate, runs what was drawn, and says what became of it.
pub(crate) fn toets(map: &Path, krat: &str, zaad: &str, aantal: usize) -> anyhow::Result<Uitslag> {
    let pakket = format!("--package=regieboek-{krat}");
    let lijst = mutants(map).args(["--list", "--json", &pakket]).output().context("cargo start niet")?;
    ensure!(lijst.status.success(), "cargo mutants: {}", String::from_utf8_lossy(&lijst.stderr));
    let lijst: Value = serde_json::from_slice(&lijst.stdout).context("cargo mutants geeft geen JSON")?;
    let namen: Vec<_> = reeks(&lijst).filter_map(|mutant| mutant["name"].as_str().map(str::to_owned)).collect();
    let aangeboden = namen.len();
    let getrokken = trek(namen, zaad, aantal);

    let uit = map.join("target/mutanten").join(krat);
    std::fs::create_dir_all(&uit).with_context(|| format!("{} is niet te maken", uit.display()))?;
    let status = mutants(map)
        .args([&pakket, "--cargo-arg=--test=*", "--timeout=60", "--output"]) // a rule is proved under tests/
        .arg(&uit)
        .args(getrokken.iter().map(|naam| format!("--re={}", letterlijk(naam))))
        .env("PROPTEST_CASES", HISTORIES)
        .env("PROPTEST_MAX_SHRINK_ITERS", "0")
        .env("CARGO_PROFILE_DEV_DEBUG", "none")
        .status()?;
    // All caught, some missed, some timed out; anything else is no outcome.
    ensure!(matches!(status.code(), Some(0 | 2 | 3)), "cargo mutants: {status}");
    let uitkomsten =
        std::fs::read(uit.join("mutants.out/outcomes.json")).context("cargo mutants gaf geen uitkomsten")?;
    let uitkomsten = serde_json::from_slice(&uitkomsten)?;
    Ok(Uitslag::tel(aangeboden, &getrokken.into_iter().collect(), &uitkomsten))
}

fn mutants(map: &Path) -> Command {
    let mut opdracht = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    // In a shared target directory cargo tells copies of one tree apart by time only, and would reuse a mutant.
    opdracht.args(["mutants", "--no-config"]).current_dir(map).env_remove("CARGO_TARGET_DIR");
    opdracht
}

/// The names whose lot, a hash of seed and name, is lowest.
fn trek(mut namen: Vec<String>, zaad: &str, aantal: usize) -> Vec<String> {
    namen.sort_by_cached_key(|naam| Sha256::digest(format!("{zaad} {naam}")));
    namen.truncate(aantal);
    namen
}

/// A regular expression that only this name matches.
fn letterlijk(naam: &str) -> String {
    let tekens =
        naam.chars().flat_map(|teken| r"\.+*?()|[]{}^$#&-~".contains(teken).then_some('\\').into_iter().chain([teken]));
    format!("^{}$", tekens.collect::<String>())
}

fn reeks(json: &Value) -> impl Iterator<Item = &Value> {
    json.as_array().into_iter().flatten()
}

/// What became of the mutants of one crate that were drawn.
#[derive(Debug, Default)]
pub(crate) struct Uitslag {
    aangeboden: usize,
    per_bestand: BTreeMap<String, Telling>,
    gemist: Vec<String>,
}

impl Uitslag {
    /// Counts what was drawn; cargo-mutants 27 also runs each `delete field` mutant that was not.
    fn tel(aangeboden: usize, getrokken: &BTreeSet<String>, uitkomsten: &Value) -> Self {
        let mut uitslag = Self { aangeboden, ..Self::default() };
        for uitkomst in reeks(&uitkomsten["outcomes"]) {
            let mutant = &uitkomst["scenario"]["Mutant"];
            let (Some(naam), Some(bestand)) = (mutant["name"].as_str(), mutant["file"].as_str()) else { continue };
            if !getrokken.contains(naam) {
                continue;
            }
            let telling = uitslag.per_bestand.entry(bestand.to_owned()).or_default();
            match uitkomst["summary"].as_str() {
                Some("Unviable") => telling.onbouwbaar += 1,
                Some("CaughtMutant") => telling.gevangen += 1,
                Some("Timeout") => telling.te_lang += 1,
                _ => {
                    telling.gemist += 1;
                    uitslag.gemist.push(naam.to_owned());
                }
            }
        }
        uitslag
    }

    fn totaal(&self) -> Telling {
        self.per_bestand.values().fold(Telling::default(), |som, telling| Telling {
            onbouwbaar: som.onbouwbaar + telling.onbouwbaar,
            gevangen: som.gevangen + telling.gevangen,
            te_lang: som.te_lang + telling.te_lang,
            gemist: som.gemist + telling.gemist,
        })
    }

    /// Whether enough was caught.
    pub(crate) fn is_genoeg(&self) -> bool {
        self.totaal().percentage() >= DREMPEL
    }
}

/// As the tables of docs/mutanten.md have it: a line per file, the sum, and the names of the survivors.
impl fmt::Display for Uitslag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "| | drawn | unviable | caught | timeout | missed | caught of viable |")?;
        writeln!(f, "| --- | --: | --: | --: | --: | --: | --: |")?;
        for (bestand, telling) in &self.per_bestand {
            writeln!(f, "| `{bestand}` {telling}")?;
        }
        write!(f, "| of {} {}", self.aangeboden, self.totaal())?;
        self.gemist.iter().try_for_each(|naam| write!(f, "\n- `{naam}`"))
    }
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Telling {
    onbouwbaar: usize,
    gevangen: usize,
    te_lang: usize,
    gemist: usize,
}

impl Telling {
    fn bouwbaar(self) -> usize {
        self.gevangen + self.te_lang + self.gemist
    }

    /// A test that no longer ends has noticed the change too.
    fn percentage(self) -> usize {
        (100 * (self.gevangen + self.te_lang)).checked_div(self.bouwbaar()).unwrap_or(100)
    }
}

impl fmt::Display for Telling {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { onbouwbaar, gevangen, te_lang, gemist } = self;
        let getrokken = onbouwbaar + self.bouwbaar();
        write!(f, "| {getrokken} | {onbouwbaar} | {gevangen} | {te_lang} | {gemist} | {} % |", self.percentage())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn namen(aantal: usize) -> Vec<String> {
        (0..aantal).map(|i| format!("src/rules.rs:{i}:5: replace mag -> bool with true")).collect()
    }

    #[test]
    fn een_zaad_trekt_telkens_dezelfde_en_een_ander_zaad_andere() {
        let getrokken = trek(namen(400), "20261122", 150);
        assert_eq!(getrokken.iter().collect::<BTreeSet<_>>().len(), 150);
        let andersom = namen(400).into_iter().rev().collect();
        assert_eq!(trek(andersom, "20261122", 150), getrokken, "the order of the list does not matter");
        assert_ne!(trek(namen(400), "20261123", 150), getrokken);
        assert_eq!(trek(namen(40), "20261122", 150).len(), 40, "a crate with fewer gives all it has");
    }

    #[test]
    fn een_naam_is_geen_patroon() {
        assert_eq!(letterlijk("a.rs: || -> [x]"), r"^a\.rs: \|\| \-> \[x\]$");
    }

    #[test]
    fn alleen_wat_getrokken_is_telt_en_wat_niet_te_bouwen_is_zegt_niets() {
        let uitkomst = |naam: &str, summary: &str| {
            let mutant = json!({ "name": naam, "file": "src/rules.rs" });
            json!({ "scenario": { "Mutant": mutant }, "summary": summary })
        };
        let uitkomsten = json!({ "outcomes": [
            { "scenario": "Baseline", "summary": "Success" },
            uitkomst("a", "CaughtMutant"), uitkomst("b", "Timeout"), uitkomst("c", "MissedMutant"),
            uitkomst("d", "Unviable"), uitkomst("delete field", "MissedMutant"),
        ] });
        let uitslag = Uitslag::tel(9, &["a", "b", "c", "d"].map(str::to_owned).into(), &uitkomsten);
        assert_eq!(uitslag.totaal(), Telling { onbouwbaar: 1, gevangen: 1, te_lang: 1, gemist: 1 });
        assert!(uitslag.to_string().ends_with("| of 9 | 4 | 1 | 1 | 1 | 1 | 66 % |\n- `c`"), "{uitslag}");
        assert!(!uitslag.is_genoeg());
    }
}
