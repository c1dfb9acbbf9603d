//! `cargo xtask dist`: the server as it is distributed, compiled by what was counted while it worked.
//!
//! Built with counters, put to work on both databases, and built anew from what they say (profile-guided optimization,
//! <https://doc.rust-lang.org/rustc/profile-guided-optimization.html>). What this brings is in `docs/performance.md`.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Context, ensure};
use sha2::{Digest as _, Sha256};

use super::gereedschap::{self, Bouwplaats, Databankserver, EROMHEEN, VOORBEREIDING, Waar};
use super::proces::uitvoer;
use super::{POSTGRES_URL, met_eigen_postgres};

/// On how many cases is worked.
const DOSSIERS: usize = 400;
/// Over how many connections.
const VERBINDINGEN: &str = "32";
/// For how many seconds on each database.
const SECONDEN: &str = "10";

/// Builds it, and prints where it is.
pub(crate) fn voer(map: &Path) -> anyhow::Result<ExitCode> {
    let Ok(url) = std::env::var(POSTGRES_URL) else { return met_eigen_postgres(map, &["dist"]) };
    let programma = bouw(map, &Bouwplaats::van(map)?, &url)?;
    println!("{} is gebouwd.", programma.display());
    Ok(ExitCode::SUCCESS)
}

/// Builds it with what its work on databases of this server and on files says. What was built before from the same sources
/// is used again.
pub(super) fn bouw(map: &Path, bouwplaats: &Bouwplaats<'_>, url: &str) -> anyhow::Result<PathBuf> {
    let rust = Rust::hier()?;
    let tellend = bouwplaats.regieboek_met(&rust.doel, "pgo/tellend", "-Cprofile-generate")?;
    let vingerafdruk = Sha256::digest(std::fs::read(&tellend)?);
    let naam: String = vingerafdruk.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    // Cargo builds anew when the name of the profile is another one; it does not look into it.
    let profiel = bouwplaats.doelmap().join("pgo/profiel").join(naam).with_extension("profdata");
    if !profiel.is_file() {
        let telling = bouwplaats.werkmap("pgo/telling")?;
        let (postgres, last) = (Databankserver::bij(map, url)?, bouwplaats.van_benches("bench-load")?);
        for op in [Waar::Postgres, Waar::Sqlite] {
            werk(op, &tellend, &postgres, &last, &telling)?;
        }
        bouwplaats.werkmap("pgo/profiel")?;
        uitvoer(Command::new(rust.profdata).arg("merge").arg("-o").arg(&profiel).arg(&telling), VOORBEREIDING)?;
        std::fs::remove_dir_all(telling)?;
    }
    bouwplaats.regieboek_met(&rust.doel, "pgo/gebouwd", &format!("-Cprofile-use={}", profiel.display()))
}

/// Lets the program that counts work on one database, from the first household to a busy hour; each of its processes leaves
/// what it counted in a file of its own.
fn werk(op: Waar, tellend: &Path, postgres: &Databankserver, last: &Path, telling: &Path) -> anyhow::Result<()> {
    let map = telling.join(op.naam());
    std::fs::create_dir(&map)?;
    let url = postgres.maak_leeg(op, "telling")?;
    let regieboek = || {
        let mut regieboek = gereedschap::regieboek(tellend, url.as_deref(), &map);
        regieboek.env("LLVM_PROFILE_FILE", telling.join("%p.profraw"));
        regieboek
    };
    let (server, doelen) = gereedschap::bevolk(last, regieboek, &map, DOSSIERS)?;
    let mut drukte = Command::new(last);
    drukte.args(["run", &server.adres]).arg(&doelen).args([VERBINDINGEN, SECONDEN]);
    uitvoer(&mut drukte, EROMHEEN)?;
    server.stop()?;
    std::fs::remove_dir_all(map)?;
    Ok(())
}

/// What comes with the compiler.
struct Rust {
    /// For which machine it builds, unless told otherwise.
    doel: String,
    /// What reads the counts; of the same LLVM as the compiler.
    profdata: PathBuf,
}

impl Rust {
    fn hier() -> anyhow::Result<Self> {
        let rustc = |vraag: &[&str]| uitvoer(Command::new("rustc").args(vraag), VOORBEREIDING);
        let (versie, wortel) = (rustc(&["-vV"])?, rustc(&["--print", "sysroot"])?);
        let doel =
            versie.lines().find_map(|regel| regel.strip_prefix("host: ")).context("rustc -vV noemt geen host")?;
        let profdata = Path::new(wortel.trim()).join("lib/rustlib").join(doel).join("bin/llvm-profdata");
        ensure!(profdata.is_file(), "llvm-profdata is er niet; haal het met: rustup component add llvm-tools");
        Ok(Self { doel: doel.to_owned(), profdata })
    }
}
