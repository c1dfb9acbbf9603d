//! A disk that fails at every step of an append, a process that ends there, and power that fails (D2, D4, D10, D11). The disk is
//! `faults.c`, between a process and its kernel. Linux.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use regieboek_event_store::DatabaseUrl;

use super::child::{BRIEF, Role, Said, command, pair, run_and_kill};
use super::clients::Clients;
use super::disk::failing_disk;
use super::figures::{Dice, Figure, times};
use super::killed::{Ledger, compare};
use super::server::Cluster;
use super::torn::beside;
use super::world::*;

on_sqlite! {
    a_fault_at_any_step_stores_a_command_or_not_and_a_retry_makes_it_one,
    what_was_not_synced_may_be_lost_at_any_step,
    what_was_not_synced_of_a_log_at_its_full_length_may_be_lost_at_any_step,
    control_a_disk_that_says_it_synced_loses,
    a_disk_that_is_full_from_any_step_on_refuses_and_keeps_what_was_acknowledged,
    a_disk_that_is_full_when_a_long_log_is_copied_keeps_what_was_acknowledged,
    a_failed_sync_acknowledges_nothing_that_is_lost,
    control_a_failed_sync_that_nobody_hears_of_loses,
}

/// How many write at the same time.
const FEW: [u64; 3] = [0; 3];

/// The failing disk, made for this test.
struct Disk {
    library: PathBuf,
    directory: PathBuf,
}

/// One fault: what happens, at which number, and whether only syncs are numbered.
#[derive(Debug, Clone, Copy)]
struct Fault {
    kind: &'static str,
    at: u64,
    seed: u64,
    only_syncs: bool,
}

impl Disk {
    fn make(directory: &Path) -> Self {
        let library = failing_disk(directory);
        Self { library, directory: directory.to_path_buf() }
    }

    /// Lets a child live on it, on a file that is as `template` is; what it said, and at which number the fault was made,
    /// or how many there were.
    async fn live(&self, role: Role, template: &Path, path: &Path, fault: Fault) -> (Vec<Said>, u64) {
        let made = self.directory.join("made");
        std::fs::remove_file(&made).ok();
        std::fs::copy(template, path).expect("copies");
        let mut child = command(role, &DatabaseUrl::Sqlite { path: path.to_path_buf() }, &FEW);
        child
            .env("LD_PRELOAD", &self.library)
            .env("FAULT_FILES", path)
            .env("FAULT_KIND", fault.kind)
            .env("FAULT_AT", fault.at.to_string())
            .env("FAULT_SEED", fault.seed.to_string())
            .env("FAULT_SYNCS", if fault.only_syncs { "yes" } else { "" })
            .env("FAULT_MADE", &made);
        let said = run_and_kill(child, None).await;
        let number =
            std::fs::read_to_string(&made).expect("the disk is seen by the process: this takes Linux and glibc");
        (said, number.parse().expect("a number"))
    }

    /// How many steps a life without a fault takes.
    async fn length_of(&self, role: Role, template: &Path, none: Fault) -> u64 {
        let (said, steps) = self.live(role, template, &self.directory.join(format!("{role:?}.sqlite")), none).await;
        assert_eq!(said.last(), Some(&Said::Done), "without a fault all goes well");
        steps
    }
}

/// Lets children live, so often, each with one fault: of the kinds in turn, at steps that lie evenly over a life. Then
/// there is no fault any more, and the clients repeat what they do not know. Of a role that does more than a
/// [`Role::BriefWriter`] the steps are those at the end of its life, as many as that one takes.
async fn walk(world: &World, role: Role, proof: &str, few: u64, kinds: &[&'static str], only_syncs: bool) -> Figure {
    world.open().await.close().await;
    let DatabaseUrl::Sqlite { path: template } = &world.url else { panic!("a file") };
    let directory = template.parent().expect("a directory");
    let disk = Disk::make(directory);
    let mut dice = Dice::of(proof);
    let none = Fault { kind: "none", at: 0, seed: 0, only_syncs };
    let steps = disk.length_of(Role::BriefWriter, template, none).await;
    let before =
        if role == Role::BriefWriter { 0 } else { disk.length_of(role, template, none).await.saturating_sub(steps) };
    let (rounds, kinds_in_turn) = (times(proof, few), kinds.len() as u64);
    let each = rounds.div_ceil(kinds_in_turn);
    let (mut made, mut acknowledged, mut settled, mut refused) = (0, 0, 0, 0);
    let (mut lost, mut duplicated, mut half, mut damaged) = (0, 0, 0, 0);
    for round in 0..rounds {
        let (kind, place) = (kinds[(round % kinds_in_turn) as usize], round / kinds_in_turn);
        let at = before + 1 + if each < steps { place * steps / each } else { place % steps };
        // Every second time all that was not synced is lost, and otherwise some of it.
        let seed = if place % 2 == 0 { 0 } else { 1 + dice.below(u64::MAX) };
        let path = directory.join(format!("{}.sqlite", round + 1));
        let (said, number) = disk.live(role, template, &path, Fault { kind, at, seed, only_syncs }).await;
        // A disk that is full may have room for some calls more.
        made += u64::from(number == at || kind.starts_with("full") && number > at);
        let mut ledger = Ledger::default();
        ledger.take(&said);
        if kind == "power" || kind == "lie" {
            // Shared memory does not outlive the machine.
            std::fs::remove_file(beside(&path, "-shm")).ok();
        }
        let world = World::file(path.clone());
        if kind != "lie" && kind != "hide" {
            refused += ledger.refused;
            repeat(&world, &mut ledger).await;
        }
        let found = compare(&world, &ledger).await;
        acknowledged += ledger.acknowledged.len() as u64;
        settled += ledger.settled;
        lost += found.lost;
        duplicated += found.duplicated;
        half += found.half;
        damaged += found.damaged;
        for end in ["", "-wal", "-shm"] {
            std::fs::remove_file(beside(&path, end)).ok();
        }
    }
    Figure::new(&proof.to_uppercase(), world, made)
        .counted("stappen", steps)
        .counted("bevestigd", acknowledged)
        .counted("alsnog_vernomen", settled)
        .counted("geweigerd", refused)
        .wrong("verloren", lost)
        .wrong("dubbel", duplicated)
        .wrong("half", half)
        .wrong("beschadigd", damaged)
}

/// The clients come back with what was not acknowledged, under the same keys.
async fn repeat(world: &World, ledger: &mut Ledger) {
    let store = world.open().await;
    for (writer, from) in ledger.unknown().into_iter().take(FEW.len()).enumerate() {
        for number in from..BRIEF {
            let answer = store.append(&gemeente(), pair(writer, number, number)).await.expect("answered");
            ledger.settled += u64::from(matches!(answer, regieboek_event_store::Appended::Replayed(_)));
            ledger.acknowledged.insert((writer, number), answer.receipt().position);
        }
    }
    store.close().await;
}

async fn a_fault_at_any_step_stores_a_command_or_not_and_a_retry_makes_it_one(world: Arc<World>) {
    walk(&world, Role::BriefWriter, "d4", 48, &["eio", "enospc", "half", "kill"], false).await.tell();
}

async fn what_was_not_synced_may_be_lost_at_any_step(world: Arc<World>) {
    walk(&world, Role::BriefWriter, "d2", 24, &["power"], false).await.tell();
}

async fn what_was_not_synced_of_a_log_at_its_full_length_may_be_lost_at_any_step(world: Arc<World>) {
    walk(&world, Role::BriefLongWriter, "d2", 24, &["power"], false).await.tell();
}

async fn control_a_disk_that_says_it_synced_loses(world: Arc<World>) {
    walk(&world, Role::BriefWriter, "d2", 8, &["lie"], false).await.only("verloren").tell_control();
}

/// Before, during and after commits, and when the log is copied into the database at the end.
async fn a_disk_that_is_full_from_any_step_on_refuses_and_keeps_what_was_acknowledged(world: Arc<World>) {
    walk(&world, Role::BriefWriter, "d10", 8, &["full", "fuller"], false).await.tell();
}

/// A log at its full length has room when the disk has none, until it is copied: the steps are those at the end.
async fn a_disk_that_is_full_when_a_long_log_is_copied_keeps_what_was_acknowledged(world: Arc<World>) {
    walk(&world, Role::BriefLongWriter, "d10", 8, &["full", "fuller"], false).await.tell();
}

async fn a_failed_sync_acknowledges_nothing_that_is_lost(world: Arc<World>) {
    walk(&world, Role::BriefWriter, "d11", 16, &["eio"], true).await.tell();
}

async fn control_a_failed_sync_that_nobody_hears_of_loses(world: Arc<World>) {
    walk(&world, Role::BriefWriter, "d11", 8, &["hide"], true).await.only("verloren").tell_control();
}

/// PostgreSQL trusts no log that it could not sync: it ends, reads its log again, and acknowledges nothing meanwhile.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_whose_log_is_not_synced_ends_rather_than_acknowledge() {
    let cluster = Cluster::start().await;
    let (disk, when) = (Disk::make(cluster.ground()), cluster.ground().join("fails"));
    assert!(cluster.control(&["-m", "fast", "stop"]), "stops");
    cluster
        .start_with(&[
            ("LD_PRELOAD", &disk.library),
            ("FAULT_FILES", &cluster.data.join("pg_wal")),
            ("FAULT_KIND", Path::new("eio")),
            ("FAULT_AT", Path::new("1")),
            ("FAULT_SYNCS", Path::new("yes")),
            ("FAULT_WHEN", &when),
        ])
        .await;
    let store = cluster.world.open().await;
    let clients = Clients::of(&store);
    let (rounds, mut slowest) = (times("d11", 2), Duration::ZERO);
    for _ in 0..rounds {
        clients.wait_for_progress().await;
        std::fs::write(&when, "").expect("the disk fails");
        for _ in 0..500 {
            if !when.exists() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        assert!(!when.exists(), "the disk has failed: this takes Linux and glibc");
        slowest = slowest.max(clients.wait_for_progress().await);
    }
    let ledger = clients.end().await;
    store.close().await;
    let ended = std::fs::read_to_string(cluster.log()).expect("a log").matches("PANIC:").count() as u64;
    let found = compare(&cluster.world, &ledger).await;
    Figure::new("D11", &cluster.world, rounds)
        .counted("bevestigd", ledger.acknowledged.len() as u64)
        .counted("onbeschikbaar", ledger.refused)
        .counted("langste_herstel_ms", slowest.as_millis() as u64)
        .wrong("ging_door", rounds.abs_diff(ended))
        .wrong("verloren", found.lost)
        .wrong("dubbel", found.duplicated)
        .wrong("half", found.half)
        .wrong("beschadigd", found.damaged)
        .tell();
}

/// The tables of PostgreSQL cannot grow for a while, again and again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_disk_that_is_full_under_a_server_refuses_until_there_is_room() {
    let cluster = Cluster::start().await;
    let (disk, full) = (Disk::make(cluster.ground()), cluster.ground().join("full"));
    assert!(cluster.control(&["-m", "fast", "stop"]), "stops");
    cluster
        .start_with(&[
            ("LD_PRELOAD", &disk.library),
            ("FAULT_FILES", &cluster.data.join("base")),
            ("FAULT_KIND", Path::new("full")),
            ("FAULT_WHILE", &full),
        ])
        .await;
    let store = cluster.world.open().await;
    let clients = Clients::of(&store);
    let (rounds, mut slowest, mut unread, mut unsaid) = (times("d10", 4), Duration::ZERO, 0, 0);
    for _ in 0..rounds {
        clients.wait_for_progress().await;
        std::fs::write(&full, "").expect("the disk is full");
        for _ in 0..3000 {
            if !store.failing().is_empty() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        assert!(!store.failing().is_empty(), "the disk is full: this takes Linux and glibc");
        unread += u64::from(!store.load(&gemeente(), id(0)).await.is_ok_and(|events| !events.is_empty()));
        std::fs::remove_file(&full).expect("there is room");
        slowest = slowest.max(clients.wait_for_progress().await);
        unsaid += u64::from(!store.failing().is_empty());
    }
    let ledger = clients.end().await;
    store.close().await;
    let found = compare(&cluster.world, &ledger).await;
    Figure::new("D10", &cluster.world, rounds)
        .counted("bevestigd", ledger.acknowledged.len() as u64)
        .counted("onbeschikbaar", ledger.refused)
        .counted("langste_herstel_ms", slowest.as_millis() as u64)
        .wrong("niet_leesbaar", unread)
        .wrong("hersteld_en_niet_gezegd", unsaid)
        .wrong("verloren", found.lost)
        .wrong("dubbel", found.duplicated)
        .wrong("half", found.half)
        .wrong("beschadigd", found.damaged)
        .tell();
}
