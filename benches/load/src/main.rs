//! The load generator of `cargo xtask bench`: a closed loop of keep-alive connections in one thread, HTTP/1.1 by hand.
//!
//! `bench-load seed <address> <cases> <history> <token>...` makes households with a plan through the API, and prints which
//! requests can be sent to them. `bench-load run <address> <targets> <connections> <seconds>` sends those requests, every
//! target once and then for so many seconds, and prints what it saw as one JSON object; `bench-load draw` asks only so many
//! targets before it measures that the server is warm.

mod http;
mod run;
mod seed;
mod targets;

use std::io::Write as _;
use std::path::Path;

use anyhow::bail;

/// After so many requests a server has its connections to the database, and knows who asks.
const WARM: usize = 320;

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<()> {
    let args: Vec<_> = std::env::args().skip(1).collect();
    let printed = match args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["seed", address, cases, history, tokens @ ..] if !tokens.is_empty() => {
            let tokens = tokens.iter().map(|token| (*token).to_owned()).collect();
            serde_json::to_string(&seed::seed(address, cases.parse()?, history.parse()?, tokens).await?)?
        }
        [how @ ("run" | "draw"), address, file, connections, seconds] => {
            let (targets, first) =
                (targets::Targets::read(Path::new(file))?, if *how == "run" { usize::MAX } else { WARM });
            serde_json::to_string(&run::run(address, targets, connections.parse()?, seconds.parse()?, first).await?)?
        }
        _ => bail!(
            "bench-load seed <address> <cases> <history> <token>... | run|draw <address> <targets> <connections> <seconds>"
        ),
    };
    Ok(writeln!(std::io::stdout(), "{printed}")?)
}
