//! The project's own checks: what neither the compiler nor clippy knows of this house.
//!
//! `cargo xtask check` prints one line per finding and fails when there is one; `cargo xtask spec` writes the committed
//! OpenAPI document anew, `cargo xtask regels` the documents of the rules and the states; `cargo xtask breuk <old.json>`
//! says what a client of an earlier document would trip over; `cargo xtask mutanten` changes the rules of a crate and
//! counts how often a test notices; `cargo xtask dist` builds what is distributed; `cargo xtask bench` measures what a command costs, `cargo xtask bench schaal` what it costs
//! in a large log, and `cargo xtask bench beurten` which of two builds does more. Each check is one file: a pure function from
//! the sources to findings, with its tests beside it.
#![expect(clippy::print_stdout, reason = "a command line tool speaks to its user")]

mod bench;
mod breuk;
mod bron;
mod codes;
mod kaart;
mod migraties;
mod mutanten;
mod paden;
mod pijlen;
mod regels;
mod routes;
mod soak;
mod spec;
mod toestanden;
mod woordenlijst;

use std::path::Path;
use std::process::ExitCode;

use anyhow::Context as _;
use breuk::Uitgave;
use bron::{Bevinding, Bron};

/// A check reads the sources and says what is wrong.
type Controle = fn(&Bron) -> Vec<Bevinding>;

const CONTROLES: &[Controle] = &[
    pijlen::controleer,
    migraties::controleer,
    woordenlijst::controleer,
    routes::controleer,
    codes::controleer,
    kaart::controleer,
    paden::controleer,
    spec::controleer,
    regels::controleer,
    toestanden::controleer,
];

fn main() -> anyhow::Result<ExitCode> {
    let map = bron::wortel()?;
    let argumenten: Vec<_> = std::env::args().skip(1).collect();
    match argumenten.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["check"] => check(&map),
        ["spec"] => {
            spec::schrijf(&map)?;
            println!("{} is geschreven.", spec::PAD);
            Ok(ExitCode::SUCCESS)
        }
        ["regels"] => {
            let bron = Bron::lees(&map)?;
            for (pad, tekst) in [(regels::PAD, regels::document(&bron)), (toestanden::PAD, toestanden::document(&bron))]
            {
                std::fs::write(map.join(pad), tekst).with_context(|| format!("{pad} is niet te schrijven"))?;
                println!("{pad} is geschreven.");
            }
            Ok(ExitCode::SUCCESS)
        }
        ["breuk", ouder] => {
            let (breuken, mag) = breuk::met_bestand(&map, Path::new(ouder))?;
            breuken.iter().for_each(|breuk| println!("{breuk}"));
            let oordeel = if mag { "de versie laat breuken toe" } else { "de versie laat geen breuk toe" };
            println!("xtask breuk: {} breuken; {oordeel}", breuken.len());
            Ok(uitkomst(mag || breuken.is_empty()))
        }
        ["mutanten", "--zaad", zaad, "--aantal", aantal, krat] => {
            let uitslag = mutanten::toets(&map, krat, zaad, aantal.parse().context("--aantal is een getal")?)?;
            println!("{uitslag}");
            Ok(uitkomst(uitslag.is_genoeg()))
        }
        ["dist"] => bench::distributie::voer(&map),
        ["bench", "schaal", rest @ ..] => bench::schaal::voer(&map, rest),
        ["bench", "beurten", rest @ ..] => bench::beurten::voer(&map, rest),
        ["bench", rest @ ..] => bench::voer(&map, rest),
        ["soak", rest @ ..] => soak::voer(&map, rest),
        _ => {
            println!("Gebruik: cargo xtask check | spec | regels | breuk <ouder.json>");
            println!("         cargo xtask mutanten --zaad <zaad> --aantal <aantal> <crate>");
            println!(
                "         cargo xtask bench [--rondes 5] [--seconden 5] [--verbindingen 1,8,32] [--dossiers 3000]"
            );
            println!("         cargo xtask bench schaal [--groottes 10000,1000000] [--op postgres] | beurten <a> <b>");
            println!("         cargo xtask dist");
            println!("         cargo xtask soak [--minuten 60] [--zaad 20261122]");
            Ok(ExitCode::from(2))
        }
    }
}

fn check(map: &Path) -> anyhow::Result<ExitCode> {
    let bron = Bron::lees(map)?;
    let mut bevindingen: Vec<_> = CONTROLES.iter().flat_map(|controle| controle(&bron)).collect();
    bevindingen.extend(spec::vergelijk(&bron, &spec::van_de_server(map)));
    match breuk::laatste_uitgave(map)? {
        Uitgave::Document { tag, document } => bevindingen.extend(breuk::sinds(&bron, &tag, &document)),
        Uitgave::Geen(waarom) => println!("{}: niet vergeleken met een eerdere uitgave, want {waarom}.", spec::PAD),
    }
    for bevinding in &bevindingen {
        println!("{bevinding}");
    }
    println!("xtask check: {} bestanden, {} bevindingen", bron.aantal(), bevindingen.len());
    Ok(uitkomst(bevindingen.is_empty()))
}

fn uitkomst(goed: bool) -> ExitCode {
    if goed { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
