//! What a crash or a full disk leaves of a SQLite file: a whole prefix of the commands, never half of one (D3, D10).

use std::path::{Path, PathBuf};
use std::sync::Arc;

use regieboek_event_store::{DatabaseUrl, EventStore, StoreConfig};

use super::child::{Role, command, limited, pair, run_and_kill};
use super::figures::{Dice, Figure, times};
use super::killed::{Ledger, compare};
use super::world::*;

on_sqlite! {
    a_torn_log_opens_to_whole_commands,
    a_torn_log_at_its_full_length_opens_to_whole_commands,
    control_a_command_in_two_commits_is_torn,
    a_full_disk_refuses_and_keeps_what_was_acknowledged,
    control_who_acknowledges_before_the_disk_was_full_loses,
}

/// Bytes of a frame in the write-ahead log: its head and a page.
const FRAME: usize = 24 + 4096;
/// How many frames at the end are torn: more than one transaction fills.
const TAIL: usize = 16;

/// The file that SQLite keeps beside its own.
pub(super) fn beside(path: &Path, end: &str) -> PathBuf {
    let mut file = path.to_path_buf().into_os_string();
    file.push(end);
    file.into()
}

/// What one state of the files opens to.
struct Opened {
    commands: u64,
    half: bool,
    damaged: bool,
}

/// Puts the files in this state and opens them.
async fn open_as(path: &Path, file: &[u8], wal: &[u8]) -> Opened {
    std::fs::write(path, file).expect("writes");
    std::fs::write(beside(path, "-wal"), wal).expect("writes");
    std::fs::remove_file(beside(path, "-shm")).ok();
    let config = StoreConfig::new(DatabaseUrl::Sqlite { path: path.to_path_buf() });
    let Ok(store) = EventStore::open(config, vec![]).await else {
        return Opened { commands: 0, half: false, damaged: true };
    };
    let intact = store.verify_chain(&gemeente()).await.is_ok();
    let versions = [
        store.load(&gemeente(), id(0)).await.map_or(0, |events| events.len() as u64),
        store.load(&gemeente(), id(1000)).await.map_or(0, |events| events.len() as u64),
    ];
    store.close().await;
    Opened { commands: versions[0], half: versions[0] != versions[1], damaged: !intact }
}

/// Writes so many commands, tears the end of the log so often, and counts what it opens to. A log at full length goes on behind
/// its end, with what was written there and taken back.
async fn tear(world: &World, states: u64, in_one_commit: bool, at_full_length: bool) -> Figure {
    const COMMANDS: u64 = 20;
    let DatabaseUrl::Sqlite { path } = &world.url else { panic!("a file") };
    let store = world.open().await;
    for n in 0..COMMANDS {
        let whole = pair(0, n, n);
        if in_one_commit {
            store.append(&gemeente(), whole).await.expect("accepted");
            continue;
        }
        for half in &whole.streams {
            let alone = regieboek_event_store::Batch { streams: vec![half.clone()], receipt: None, ..whole.clone() };
            store.append(&gemeente(), alone).await.expect("accepted");
        }
    }
    let read = || std::fs::read(beside(path, "-wal")).expect("reads");
    let end = read().len();
    if at_full_length {
        store.lengthen_log().await.expect("there is room");
    }
    let (file, mut wal) = (std::fs::read(path).expect("reads"), read());
    store.close().await;
    assert!(end > TAIL * FRAME && (wal.len() > 100 * end) == at_full_length, "the log was not emptied meanwhile");
    wal.truncate(end + 2 * TAIL * FRAME);
    let torn = path.with_file_name("gescheurd.sqlite");
    let whole = open_as(&torn, &file, &wal).await;
    assert!(whole.commands == COMMANDS && !whole.half && !whole.damaged, "the control: not torn");

    let mut dice = Dice::of("d3");
    let (mut half, mut damaged, mut shorter) = (0, 0, 0);
    for state in 0..states {
        // Not written from some byte on, or one byte changed, in turn; both near the end.
        let place = end - 1 - dice.below((TAIL * FRAME) as u64) as usize;
        let mut wal = wal.clone();
        if state % 2 == 1 {
            wal[place] ^= 1 << dice.below(8);
        } else if at_full_length {
            let further = (end - place).next_multiple_of(FRAME);
            wal.copy_within(place + further..end + further, place);
        } else {
            wal.truncate(place);
        }
        let opened = open_as(&torn, &file, &wal).await;
        half += u64::from(opened.half);
        damaged += u64::from(opened.damaged);
        shorter += u64::from(opened.commands < COMMANDS);
    }
    Figure::new("D3", world, states).counted("korter", shorter).wrong("half", half).wrong("beschadigd", damaged)
}

async fn a_torn_log_opens_to_whole_commands(world: Arc<World>) {
    tear(&world, times("d3", 60), true, false).await.tell();
}

async fn a_torn_log_at_its_full_length_opens_to_whole_commands(world: Arc<World>) {
    tear(&world, times("d3", 60), true, true).await.tell();
}

async fn control_a_command_in_two_commits_is_torn(world: Arc<World>) {
    let figure = tear(&world, 60, false, false).await;
    figure.only("half").tell_control();
}

/// No file may grow beyond some 800 kB; a write that would is an error, not the end of the process.
const FULL: &str = "trap '' XFSZ; ulimit -f 1600";

async fn fill(world: &World, role: Role) -> Ledger {
    world.open().await.close().await;
    let mut ledger = Ledger::default();
    ledger.take(&run_and_kill(limited(&command(role, &world.url, &ledger.unknown()), FULL), None).await);
    ledger
}

async fn a_full_disk_refuses_and_keeps_what_was_acknowledged(world: Arc<World>) {
    let mut ledger = fill(&world, Role::Writer).await;
    let refused = ledger.refused;
    // There is room again: the clients repeat what was refused.
    let store = world.open().await;
    for (writer, number) in ledger.unknown().into_iter().enumerate() {
        let answer = store.append(&gemeente(), pair(writer, number, number)).await.expect("answered");
        ledger.acknowledged.insert((writer, number), answer.receipt().position);
    }
    store.close().await;
    let found = compare(&world, &ledger).await;
    Figure::new("D10", &world, refused)
        .counted("bevestigd", ledger.acknowledged.len() as u64)
        .wrong("verloren", found.lost)
        .wrong("dubbel", found.duplicated)
        .wrong("half", found.half)
        .wrong("beschadigd", found.damaged)
        .tell();
}

async fn control_who_acknowledges_before_the_disk_was_full_loses(world: Arc<World>) {
    let ledger = fill(&world, Role::EagerWriter).await;
    let found = compare(&world, &ledger).await;
    Figure::new("D10", &world, ledger.refused).wrong("verloren", found.lost).tell_control();
}
