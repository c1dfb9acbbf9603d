//! Large logs for `cargo xtask bench schaal`, and what reading a whole log back costs.
//!
//! `bench-scale multiply <template> <target> <events>` makes an empty, migrated database hold about so many events: as many
//! copies of every case in the template. `bench-scale targets <database> <targets> <copies> <count> <seed>` says which requests can be sent to them.
//! `bench-scale limit <file> <cases> <history> <event>` makes the file of the physical limit on SQLite, and measures it when
//! `<connections> <seconds> <seed>` follow. `bench-scale replay <database>` reads every event into a typed fact, `bench-scale plain <file>` the rows with a loop of
//! rusqlite; both print how fast.

mod cell;
mod draw;
mod limit;
mod multiply;
mod replay;
mod table;
mod target;
mod targets;

use std::io::Write as _;
use std::path::Path;
use std::time::Duration;

use anyhow::bail;
use limit::Limit;
use mimalloc::MiMalloc;

/// As in the server, so that what is read back costs here what it costs there.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

const USAGE: &str = "bench-scale multiply <template> <target> <events> | targets <database> <targets> <copies> <count> <seed> \
                     | limit <file> <cases> <history> <event> [<connections> <seconds> <seed>] | replay <database> \
                     | plain <file>";

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let args: Vec<_> = std::env::args().skip(1).collect();
    let printed = match args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["multiply", template, target, events] => multiply::multiply(template, target, events.parse()?).await?,
        ["targets", database, file, copies, count, seed] => {
            let (copies, count, seed) = (copies.parse()?, count.parse()?, seed.parse()?);
            targets::targets(database, Path::new(file), copies, count, seed).await?
        }
        ["limit", file, cases, history, event, how @ ..] => {
            let (file, event) = (file.into(), (*event).to_owned());
            let limit = Limit { file, cases: cases.parse()?, history: history.parse()?, event };
            match how {
                [] => limit.seed().map(|()| String::new())?,
                [connections, seconds, seed] => {
                    limit.run(connections.parse()?, Duration::from_secs(seconds.parse()?), seed.parse()?)?
                }
                _ => bail!(USAGE),
            }
        }
        ["replay", database] => replay::replay(database).await?,
        ["plain", file] => replay::plain(file)?,
        _ => bail!(USAGE),
    };
    Ok(writeln!(std::io::stdout(), "{printed}")?)
}
