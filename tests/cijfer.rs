//! Figures of a proof, as the contract suite of the store prints them, for `cargo xtask soak`.

use serde_json::{Value, json};

use crate::podium::Databank;

/// How often a proof tries: `weinig`, unless the run asks for another number.
pub(crate) fn keer(proef: &str, weinig: usize) -> anyhow::Result<usize> {
    let naam = format!("REGIEBOEK_KEER_{}", proef.to_uppercase());
    Ok(std::env::var(naam).map_or(Ok(weinig), |keer| keer.parse())?)
}

/// Prints what a proof counted. Of `n` tries without a failure, at most 3/n of all tries fail, with 95 % confidence.
#[expect(clippy::print_stdout, reason = "the line is for the run that collects it")]
pub(crate) fn meld(proef: &str, op: Databank, pogingen: usize, geteld: &[(&str, usize)], tegenproef: bool) {
    let op = match op {
        Databank::Sqlite => "sqlite",
        Databank::Postgres => "postgres",
    };
    let bovengrens = (3e6 / pogingen.max(1) as f64).ceil() / 1e6;
    let mut cijfer = json!({ "proef": proef, "op": op, "pogingen": pogingen, "bovengrens": bovengrens });
    for (wat, aantal) in geteld {
        cijfer[*wat] = json!(aantal);
    }
    if tegenproef {
        cijfer["tegenproef"] = Value::Bool(true);
    }
    println!("REGIEBOEK_CIJFER {cijfer}");
}
