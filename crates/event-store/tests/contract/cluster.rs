//! A PostgreSQL server of its own, to be killed, stopped and kept waiting for a standby that is not there (D5, D6, D8, D9, D12).

use std::time::Duration;

use regieboek_event_store::{AppendError, EventStore};
use tokio::task::JoinHandle;
use tokio::time::sleep;

use super::child::pair;
use super::clients::Clients;
use super::figures::{Dice, Figure, times};
use super::killed::{Ledger, compare};
use super::server::Cluster;
use super::world::*;

/// Eight clients write while something happens to the server, so often.
async fn disturb(proof: &str, few: u64, happens: impl AsyncFn(&Cluster, u64)) {
    let cluster = Cluster::start().await;
    let store = cluster.world.open().await;
    let clients = Clients::of(&store);
    clients.wait_for_progress().await;
    let (rounds, mut dice, mut slowest) = (times(proof, few), Dice::of(proof), Duration::ZERO);
    for round in 0..rounds {
        sleep(Duration::from_micros(dice.below(300_000))).await;
        happens(&cluster, round).await;
        slowest = slowest.max(clients.wait_for_progress().await);
    }
    let ledger = clients.end().await;
    store.close().await;
    let found = compare(&cluster.world, &ledger).await;
    Figure::new(&proof.to_uppercase(), &cluster.world, rounds)
        .counted("bevestigd", ledger.acknowledged.len() as u64)
        .counted("alsnog_vernomen", ledger.settled)
        .counted("onbeschikbaar", ledger.refused)
        .counted("langste_herstel_ms", slowest.as_millis() as u64)
        .wrong("verloren", found.lost)
        .wrong("dubbel", found.duplicated)
        .wrong("half", found.half)
        .wrong("beschadigd", found.damaged)
        .tell();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_server_has_what_was_acknowledged() {
    disturb("d5", 3, async |cluster, _| {
        cluster.kill();
        cluster.start_again().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn terminated_backends_and_an_immediate_stop_lose_nothing() {
    disturb("d6", 4, async |cluster, round| match round % 4 {
        3 => {
            assert!(cluster.control(&["-m", "immediate", "stop"]));
            cluster.start_again().await;
        }
        _ => {
            let storm = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'regieboek'";
            cluster.world.raw(storm).await.expect("a storm");
        }
    })
    .await;
}

/// What a server loses that does not wait for its disk shows only when the machine dies. So it is not used at all (D12).
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_does_not_wait_for_its_log_is_found_unsafe() {
    let cluster = Cluster::start().await;
    let settings = ["fsync", "full_page_writes", "synchronous_commit"];
    let findings = async || {
        let store = cluster.world.open().await;
        let findings = store.check_safe_settings().await.expect("answers");
        store.close().await;
        findings
    };
    let mut missed = 0;
    for setting in settings {
        cluster.set(setting, "off").await;
        missed += u64::from(findings().await != [format!("PostgreSQL: {setting} is off.")]);
        cluster.set(setting, "on").await;
        missed += u64::from(!findings().await.is_empty());
    }
    Figure::new("D12", &cluster.world, 2 * settings.len() as u64).wrong("niet_gevonden", missed).tell();
}

/// How a wait for the standby ends without it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// The connection is closed by the server.
    Terminated,
    /// A time limit that somebody set on the database passes.
    TimeLimit,
    /// By nobody: the store gives up.
    Patience,
    /// An administrator cancels the statement: the server then answers "COMMIT", with a warning.
    Cancelled,
}

/// The store waits ten seconds for an answer.
const IN_TIME: Duration = Duration::from_secs(12);
/// Who waits for a standby.
const WAITING: &str = "FROM pg_stat_activity WHERE wait_event = 'SyncRep'";

async fn count_waiting(world: &World) -> i64 {
    world.count(&format!("SELECT count(*) {WAITING}")).await
}

async fn terminate_waiting(world: &World) {
    world.raw(&format!("SELECT pg_terminate_backend(pid) {WAITING}")).await.expect("ends");
}

/// Waits until commits wait for the standby: they do once the checkpointer has read the setting, which no session shows.
async fn commits_wait(cluster: &Cluster) {
    let world = &cluster.world;
    const COMMIT: &str = "SELECT pg_logical_emit_message(true, 'proef', '')";
    for _ in 0..2000 {
        let url = world.url.clone();
        let probe = tokio::spawn(async move { raw(&url, COMMIT).await });
        while !probe.is_finished() {
            if count_waiting(world).await > 0 {
                terminate_waiting(world).await;
                assert!(probe.await.expect("ends").is_err(), "it was terminated");
                return cluster.wait_until(&format!("(SELECT count(*) {WAITING}) = 0")).await;
            }
            sleep(Duration::from_millis(5)).await;
        }
    }
    panic!("no commit waits for the standby");
}

/// How often what must not happen did, while commits waited for a standby that is not there.
#[derive(Default)]
struct WithoutStandby {
    acknowledged: u64,
    /// Waits that a time limit of the database ended.
    cut_off: u64,
    /// Waits of which nobody heard in time.
    late: u64,
    /// Twice there, or not at all, once they were repeated.
    wrong: u64,
    unread: u64,
}

/// An append that waits for the standby, or was acknowledged without. One that met a connection which the storm closed waits
/// for nobody; its client repeats it.
async fn until_it_waits(world: &World, store: &EventStore, command: u64) -> JoinHandle<bool> {
    loop {
        let store = store.clone();
        let append = tokio::spawn(async move { store.append(&gemeente(), pair(0, command, command)).await.is_ok() });
        while count_waiting(world).await == 0 && !append.is_finished() {
            sleep(Duration::from_millis(5)).await;
        }
        if !append.is_finished() {
            return append;
        }
        if append.await.expect("ends") {
            return tokio::spawn(std::future::ready(true));
        }
    }
}

/// Commits wait for a standby that is not there, until something ends the wait.
async fn without_standby(cluster: &Cluster, rounds: u64, end: impl Fn(u64) -> End) -> WithoutStandby {
    let world = &cluster.world;
    let store = world.open().await;
    store.append(&gemeente(), one(id(500), 0)).await.expect("accepted");
    let (mut ledger, mut found) = (Ledger::default(), WithoutStandby::default());
    for command in 0..rounds {
        let end = end(command);
        let limit = if end == End::TimeLimit { "400ms" } else { "0" };
        world.raw(&format!("ALTER DATABASE postgres SET statement_timeout = '{limit}'")).await.expect("sets");
        // Connections take the limit over when they begin.
        let storm = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'regieboek'";
        world.raw(storm).await.expect("closes them");
        while store.append(&gemeente(), one(id(600 + command), 0)).await.is_err() {
            sleep(Duration::from_millis(20)).await;
        }
        cluster.set("synchronous_standby_names", "reserve").await;
        commits_wait(cluster).await;
        let waiting = until_it_waits(world, &store, command).await;
        // Meanwhile whoever reads is served.
        found.unread += u64::from(store.load(&gemeente(), id(500)).await.map(|events| events.len()) != Ok(1));
        match end {
            End::Terminated => terminate_waiting(world).await,
            End::Patience => {
                for _ in 0..IN_TIME.as_millis() / 20 {
                    if waiting.is_finished() {
                        break;
                    }
                    sleep(Duration::from_millis(20)).await;
                }
                found.late += u64::from(!waiting.is_finished());
                terminate_waiting(world).await;
            }
            End::Cancelled => world.raw(&format!("SELECT pg_cancel_backend(pid) {WAITING}")).await.expect("ends"),
            End::TimeLimit => {
                sleep(Duration::from_millis(800)).await;
                found.cut_off += u64::from(waiting.is_finished());
                terminate_waiting(world).await;
            }
        }
        found.acknowledged += u64::from(waiting.await.expect("ends"));
        // The standby is back, or no longer asked for: the client repeats.
        cluster.set("synchronous_standby_names", "").await;
        loop {
            match store.append(&gemeente(), pair(0, command, command)).await {
                Ok(answer) => {
                    ledger.acknowledged.insert((0, command), answer.receipt().position);
                    break;
                }
                Err(AppendError::Unavailable(_)) => sleep(Duration::from_millis(20)).await,
                Err(error) => panic!("{error}"),
            }
        }
    }
    store.close().await;
    world.raw("ALTER DATABASE postgres RESET statement_timeout").await.expect("resets");
    let versions = ledger.acknowledged.len() as u64;
    let store = world.open().await;
    let stored = store.load(&gemeente(), id(0)).await.expect("loads").len() as u64;
    store.close().await;
    WithoutStandby { wrong: stored.abs_diff(versions), ..found }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wait_for_a_standby_that_ends_without_it_is_not_acknowledged() {
    let cluster = Cluster::start().await;
    let rounds = times("d9", 4);
    let ends = [End::Terminated, End::TimeLimit];
    let found = without_standby(&cluster, rounds, |round| ends[round as usize % 2]).await;
    Figure::new("D9", &cluster.world, rounds)
        .wrong("onterecht_bevestigd", found.acknowledged)
        .wrong("afgebroken", found.cut_off)
        .wrong("verloren_of_dubbel", found.wrong)
        .wrong("niet_leesbaar", found.unread)
        .tell();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wait_for_a_standby_that_nobody_ends_is_refused_in_time() {
    let cluster = Cluster::start().await;
    let rounds = times("d8", 1);
    let found = without_standby(&cluster, rounds, |_| End::Patience).await;
    Figure::new("D8", &cluster.world, rounds)
        .wrong("onterecht_bevestigd", found.acknowledged)
        .wrong("te_laat", found.late)
        .wrong("verloren_of_dubbel", found.wrong)
        .wrong("niet_leesbaar", found.unread)
        .tell();
}

/// The limit of this promise: the warning of the server does not reach us.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn control_a_wait_that_an_administrator_cancels_is_acknowledged() {
    let cluster = Cluster::start().await;
    let found = without_standby(&cluster, 1, |_| End::Cancelled).await;
    Figure::new("D9", &cluster.world, 1).wrong("onterecht_bevestigd", found.acknowledged).tell_control();
}
