//! The project's own checks: what neither the compiler nor clippy knows of this house.
//!
//! `cargo xtask check` prints one line per finding and fails when there is one; `cargo xtask spec` writes the committed
//! OpenAPI document anew. Each check is one file: a pure function from the sources to findings, with its tests beside it.
#![expect(clippy::print_stdout, reason = "a command line tool speaks to its user")]

mod bron;
mod codes;
mod kaart;
mod migraties;
mod paden;
mod pijlen;
mod routes;
mod spec;
mod woordenlijst;

use std::process::ExitCode;

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
];

fn main() -> anyhow::Result<ExitCode> {
    let map = bron::wortel()?;
    match std::env::args().nth(1).as_deref() {
        Some("check") => {
            let bron = Bron::lees(&map)?;
            let mut bevindingen: Vec<_> = CONTROLES.iter().flat_map(|controle| controle(&bron)).collect();
            bevindingen.extend(spec::vergelijk(&bron, &spec::van_de_server(&map)));
            for bevinding in &bevindingen {
                println!("{bevinding}");
            }
            println!("xtask check: {} bestanden, {} bevindingen", bron.aantal(), bevindingen.len());
            Ok(if bevindingen.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
        }
        Some("spec") => {
            spec::schrijf(&map)?;
            println!("{} is geschreven.", spec::PAD);
            Ok(ExitCode::SUCCESS)
        }
        Some(_) | None => {
            println!("Gebruik: cargo xtask check | cargo xtask spec");
            Ok(ExitCode::from(2))
        }
    }
}
