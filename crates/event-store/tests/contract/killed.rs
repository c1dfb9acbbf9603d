//! `kill -9` in the middle of everything: what was acknowledged is there, whole and once (D1, P4, C11).

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::Duration;

use regieboek_event_store::Recorded;
use uuid::Uuid;

use super::child::{Role, Said, WRITERS, command, pair, run_and_kill, signal, start};
use super::figures::{Dice, Figure, times};
use super::projections::Teller;
use super::world::*;

on_both! {
    a_killed_writer_loses_nothing_it_acknowledged,
    control_who_acknowledges_before_the_commit_loses,
    control_who_repeats_without_a_key_duplicates,
    a_killed_projector_counts_each_event_once,
    control_rows_and_checkpoint_apart_drift,
    a_projector_that_sleeps_and_wakes_late_counts_nothing_twice,
}
on_postgres! { who_sleeps_too_long_loses_its_turn }

/// After so many kills a control is held to show nothing.
const ENOUGH: u64 = 40;

/// What clients were told, over all lives of the process.
#[derive(Default)]
pub(super) struct Ledger {
    /// Per command the position it was acknowledged at; 0 when that is not known.
    pub(super) acknowledged: HashMap<(usize, u64), u64>,
    /// How many were acknowledged as stored earlier: in a former life, which was killed before it could say so.
    pub(super) settled: u64,
    pub(super) refused: u64,
}

impl Ledger {
    pub(super) fn take(&mut self, said: &[Said]) {
        for said in said {
            match *said {
                Said::Acknowledged { writer, command, position, earlier } => {
                    self.acknowledged.insert((writer, command), position);
                    self.settled += u64::from(earlier);
                }
                Said::Refused => self.refused += 1,
                Said::Ready | Said::Done => {}
            }
        }
    }

    /// The first command of each writer that nobody acknowledged: it is unknown whether that is stored.
    pub(super) fn unknown(&self) -> Vec<u64> {
        let first = |writer| (0..).find(|n| !self.acknowledged.contains_key(&(writer, *n)));
        (0..WRITERS).map(|writer| first(writer).expect("finitely many")).collect()
    }
}

/// What the log holds of the commands in a ledger.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) lost: u64,
    pub(super) duplicated: u64,
    pub(super) half: u64,
    pub(super) damaged: u64,
    pub(super) events: u64,
}

/// Reads the whole log and holds it against what clients were told.
pub(super) async fn compare(world: &World, ledger: &Ledger) -> Found {
    let store = world.open().await;
    let intact = store.verify_chain(&gemeente()).await.is_ok();
    let mut log: Vec<Recorded> = Vec::new();
    loop {
        let page = store.feed(&gemeente(), log.len() as u64, 5000).await.expect("dense");
        if page.is_empty() {
            break;
        }
        log.extend(page);
    }
    store.close().await;
    let findings = "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'";
    let healthy = world.is_postgres() || world.try_count(findings).await.is_ok_and(|findings| findings == 0);

    let mut stored: HashMap<(Uuid, &str), u64> = HashMap::new();
    for event in &log {
        *stored.entry((event.stream, event.payload.as_str())).or_default() += 1;
    }
    let mut found = Found { events: log.len() as u64, ..Found::default() };
    found.damaged = u64::from(!intact) + u64::from(!healthy);
    found.duplicated = stored.values().filter(|times| **times > 1).count() as u64;
    let mut seen: HashMap<&str, HashSet<Uuid>> = HashMap::new();
    for (stream, payload) in stored.keys() {
        seen.entry(payload).or_default().insert(*stream);
    }
    found.half = seen.values().filter(|streams| streams.len() != 2).count() as u64;
    for ((writer, number), position) in &ledger.acknowledged {
        let command = pair(*writer, *number, *number);
        let is_there = command.streams.iter().all(|s| stored.contains_key(&(s.stream, s.events[0].payload.as_str())));
        let last = command.streams.last().map(|s| s.events[0].payload.as_str());
        let place = position.checked_sub(1).and_then(|before| log.get(before as usize));
        let in_place = *position == 0 || place.map(|event| event.payload.as_str()) == last;
        found.lost += u64::from(!is_there || !in_place);
    }
    found
}

/// Lets a child live and die so often; what clients were told, and how often they were told anything at all.
async fn kill_often(world: &World, role: Role, rounds: u64, dice: &mut Dice) -> (Ledger, u64) {
    kill_often_from(world, role, Ledger::default(), rounds, dice).await
}

/// The same, with clients that know something already.
async fn kill_often_from(world: &World, role: Role, mut ledger: Ledger, rounds: u64, dice: &mut Dice) -> (Ledger, u64) {
    let mut kills = 0;
    for _ in 0..rounds {
        let after = Duration::from_micros(dice.below(200_000));
        let said = run_and_kill(command(role, &world.url, &ledger.unknown()), Some(after)).await;
        kills += u64::from(said.first() == Some(&Said::Ready));
        ledger.take(&said);
    }
    (ledger, kills)
}

async fn a_killed_writer_loses_nothing_it_acknowledged(world: Arc<World>) {
    world.open().await.close().await;
    let (mut ledger, kills) = kill_often(&world, Role::Writer, times("d1", 12), &mut Dice::of("d1")).await;
    // What the last kill left unknown is repeated by the clients, under the same keys.
    let store = world.open().await;
    for (writer, number) in ledger.unknown().into_iter().enumerate() {
        let answer = store.append(&gemeente(), pair(writer, number, number)).await.expect("answered");
        ledger.acknowledged.insert((writer, number), answer.receipt().position);
    }
    store.close().await;
    let found = compare(&world, &ledger).await;
    Figure::new("D1", &world, kills)
        .counted("bevestigd", ledger.acknowledged.len() as u64)
        .counted("alsnog_vernomen", ledger.settled)
        .counted("gebeurtenissen", found.events)
        .wrong("verloren", found.lost)
        .wrong("dubbel", found.duplicated)
        .wrong("half", found.half)
        .wrong("beschadigd", found.damaged)
        .tell();
}

/// Kills until it shows.
async fn control(world: &World, role: Role, shows: impl Fn(&Found) -> u64) -> (u64, u64) {
    world.open().await.close().await;
    let (mut ledger, mut dice, mut kills, mut wrong) = (Ledger::default(), Dice::of("d1"), 0, 0);
    while wrong == 0 && kills < ENOUGH {
        let (more, times) = kill_often_from(world, role, ledger, 1, &mut dice).await;
        ledger = more;
        kills += times;
        wrong = shows(&compare(world, &ledger).await);
    }
    (kills, wrong)
}

async fn control_who_acknowledges_before_the_commit_loses(world: Arc<World>) {
    let (kills, lost) = control(&world, Role::EagerWriter, |found| found.lost).await;
    Figure::new("D1", &world, kills).wrong("verloren", lost).tell_control();
}

async fn control_who_repeats_without_a_key_duplicates(world: Arc<World>) {
    let (kills, duplicated) = control(&world, Role::KeylessWriter, |found| found.duplicated).await;
    Figure::new("D1", &world, kills).wrong("dubbel", duplicated).tell_control();
}

/// How many rows do not say what the log says.
async fn drift(world: &World) -> u64 {
    let store = world.open().await;
    while store.catch_up(&gemeente(), &Teller, 500).await.expect("catches up") > 0 {}
    let mut counts: HashMap<Uuid, i64> = HashMap::new();
    let head = store.head(&gemeente()).await.expect("head");
    for event in store.feed(&gemeente(), 0, u32::try_from(head).expect("small")).await.expect("dense") {
        *counts.entry(event.stream).or_default() += 1;
    }
    let rows = Teller::rows(&store).await;
    assert_eq!(rows.len(), counts.len());
    rows.iter().filter(|(_, stream, count, _)| counts.get(stream) != Some(count)).count() as u64
}

async fn a_killed_projector_counts_each_event_once(world: Arc<World>) {
    Teller::make_table(&world).await;
    world.open().await.close().await;
    let (ledger, kills) = kill_often(&world, Role::Projector, times("p4", 8), &mut Dice::of("p4")).await;
    let drift = drift(&world).await;
    Figure::new("P4", &world, kills)
        .counted("bevestigd", ledger.acknowledged.len() as u64)
        .wrong("afwijkend", drift)
        .tell();
}

async fn control_rows_and_checkpoint_apart_drift(world: Arc<World>) {
    Teller::make_table(&world).await;
    world.open().await.close().await;
    let (mut dice, mut kills, mut drifted) = (Dice::of("p4"), 0, 0);
    let mut ledger = Ledger::default();
    while drifted == 0 && kills < ENOUGH {
        let (more, times) = kill_often_from(&world, Role::TornProjector, ledger, 1, &mut dice).await;
        ledger = more;
        kills += times;
        drifted = drift(&world).await;
    }
    Figure::new("P4", &world, kills).wrong("afwijkend", drifted).tell_control();
}

/// One worker sleeps (`SIGSTOP`) while another one writes and projects, and wakes up late. How often that was done.
async fn sleep_and_wake(world: &World, rounds: u64, dice: &mut Dice, asleep: Duration) -> u64 {
    let mut ledger = Ledger::default();
    for _ in 0..rounds {
        let mut sleeper = start(command(Role::Projector, &world.url, &[]));
        let awake = command(Role::Projector, &world.url, &ledger.unknown());
        let life = asleep + Duration::from_millis(400);
        let before = Duration::from_millis(100 + dice.below(200));
        let other = run_and_kill(awake, Some(life));
        let sleep = async {
            tokio::time::sleep(before).await;
            signal(&sleeper, "STOP");
            tokio::time::sleep(asleep).await;
            signal(&sleeper, "CONT");
        };
        let (said, ()) = futures_util::future::join(other, sleep).await;
        ledger.take(&said);
        sleeper.kill().expect("kills");
        sleeper.wait().expect("ends");
    }
    rounds
}

async fn a_projector_that_sleeps_and_wakes_late_counts_nothing_twice(world: Arc<World>) {
    Teller::make_table(&world).await;
    world.open().await.close().await;
    let mut dice = Dice::of("c11");
    let asleep = Duration::from_millis(150 + dice.below(300));
    let rounds = sleep_and_wake(&world, times("c11", 5), &mut dice, asleep).await;
    let drift = drift(&world).await;
    Figure::new("C11", &world, rounds).wrong("afwijkend", drift).tell();
}

/// Who sleeps in a transaction for more than ten seconds is thrown out of it by PostgreSQL; the others then go on.
async fn who_sleeps_too_long_loses_its_turn(world: Arc<World>) {
    Teller::make_table(&world).await;
    world.open().await.close().await;
    let rounds = sleep_and_wake(&world, 1, &mut Dice::of("c11"), Duration::from_secs(12)).await;
    let drift = drift(&world).await;
    Figure::new("C11", &world, rounds).wrong("afwijkend", drift).tell();
}
