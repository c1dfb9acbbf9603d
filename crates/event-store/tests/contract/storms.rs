//! Many at once through two processes: one version, one claim, one key, one rule over two streams, and locks in the way
//! (C2 to C6, C9 at the level of the store).

use std::sync::Arc;
use std::time::Duration;

use regieboek_event_store::{AppendError, Appended, DatabaseUrl, EventStore, NewReceipt, Recorded};
use sqlx::{ConnectOptions as _, Connection as _};
use tokio::time::{Instant, sleep};
use uuid::Uuid;

use super::figures::{Dice, Figure, times};
use super::projections::Teller;
use super::world::*;

on_both! {
    no_update_is_lost_by_eight_writers_of_one_stream,
    of_many_takers_of_a_claim_one_wins_each_time,
    fifty_copies_under_one_key_are_one_append_each_time,
    a_rule_over_two_streams_holds_when_each_guards_the_other,
    control_without_guards_the_rule_over_two_streams_breaks,
    what_one_process_stored_the_other_reads,
    locks_in_the_way_are_waited_for,
    control_a_lock_that_stays_is_refused_in_time,
}

async fn two(world: &World) -> [EventStore; 2] {
    [world.open().await, world.open().await]
}

async fn no_update_is_lost_by_eight_writers_of_one_stream(world: Arc<World>) {
    const WRITERS: u64 = 8;
    /// On each stream by each writer; whoever decides reads the whole stream.
    const EACH: u64 = 15;
    let stores = two(&world).await;
    let streams = times("c4", 120).div_ceil(WRITERS * EACH);
    let (mut conflicts, mut lost) = (0, 0);
    for stream in (0..streams).map(id) {
        let met = in_parallel(0..WRITERS, |writer| update(stores[writer as usize % 2].clone(), stream, writer, EACH));
        conflicts += met.await.iter().sum::<u64>();
        // Each says which version it was decided on: the one right before it.
        let log = stores[0].load(&gemeente(), stream).await.expect("loads");
        let wrong = |(n, event): &(u64, &Recorded)| !event.payload.ends_with(&format!("\"op\":{n}}}"));
        lost += (0..).zip(&log).filter(wrong).count() as u64 + (WRITERS * EACH).abs_diff(log.len() as u64);
    }
    stores[0].verify_chain(&gemeente()).await.expect("intact");
    Figure::new("C4", &world, streams * WRITERS * EACH).counted("botsingen", conflicts).wrong("verloren", lost).tell();
}

/// Changes a stream so often, each time on what it last saw; how often another was first.
async fn update(store: EventStore, stream: Uuid, writer: u64, times: u64) -> u64 {
    let (mut conflicts, mut done) = (0, 0);
    while done < times {
        let seen = store.load(&gemeente(), stream).await.expect("loads").len() as u64;
        let change = batch().saying(stream, seen, &format!("{{\"writer\":{writer},\"n\":{done},\"op\":{seen}}}"));
        match store.append(&gemeente(), change).await {
            Ok(_) => done += 1,
            Err(AppendError::Version { expected, actual, .. }) if actual > expected => conflicts += 1,
            Err(error) => panic!("{error}"),
        }
    }
    conflicts
}

async fn of_many_takers_of_a_claim_one_wins_each_time(world: Arc<World>) {
    let stores = two(&world).await;
    let (rounds, mut dice, mut wrong, mut asked) = (times("c2", 25), Dice::of("c2"), 0, 0);
    for round in 0..rounds {
        let takers = 2 + dice.below(15);
        asked += takers;
        let answers = in_parallel(0..takers, |taker| {
            let store = stores[taker as usize % 2].clone();
            let owner = id(round * 100 + taker);
            let mut batch = one(owner, 0);
            batch.claims = vec![regieboek_event_store::Claim::Take { key: nth_key(round), owner }];
            async move { (owner, store.append(&gemeente(), batch).await) }
        })
        .await;
        let winners: Vec<_> = answers.iter().filter(|(_, answer)| answer.is_ok()).map(|(owner, _)| *owner).collect();
        let owner = stores[0].claim_owner(&gemeente(), &nth_key(round)).await.expect("reads");
        wrong += u64::from(winners.len() != 1 || owner != winners.first().copied());
        let held = |error: &AppendError| matches!(error, AppendError::ClaimHeld { owner, .. } if *owner == winners[0]);
        wrong += answers.iter().filter_map(|(_, answer)| answer.as_ref().err()).filter(|e| !held(e)).count() as u64;
    }
    Figure::new("C2", &world, rounds).counted("verzoeken", asked).wrong("niet_precies_een", wrong).tell();
}

fn nth_key(n: u64) -> regieboek_event_store::ClaimKey {
    regieboek_event_store::ClaimKey { scope: "bsn", key: n.to_be_bytes().repeat(4) }
}

async fn fifty_copies_under_one_key_are_one_append_each_time(world: Arc<World>) {
    const COPIES: u64 = 50;
    let stores = two(&world).await;
    let (rounds, mut wrong) = (times("c3", 6), 0);
    for round in 0..rounds {
        let answers = in_parallel(0..COPIES, |copy| {
            let store = stores[copy as usize % 2].clone();
            let mut batch = one(id(round), 0);
            // One in ten asks something else under the same key.
            let fingerprint = [u8::from(copy % 10 == 9); 32];
            let key = *nth_key(round).key.first_chunk().expect("32 bytes");
            batch.receipt = Some(NewReceipt { key, fingerprint, subject: id(round), status: 201 });
            async move { (fingerprint, store.append(&gemeente(), batch).await) }
        })
        .await;
        let stored: Vec<_> = answers.iter().filter(|(_, answer)| matches!(answer, Ok(Appended::New(_)))).collect();
        wrong += u64::from(stored.len() != 1);
        let Some((won, Ok(first))) = stored.first() else { continue };
        for (fingerprint, answer) in &answers {
            wrong += u64::from(match answer {
                Ok(answer) => fingerprint != won || answer.receipt() != first.receipt(),
                Err(error) => fingerprint == won || *error != AppendError::KeyReused,
            });
        }
    }
    wrong += rounds.abs_diff(stores[0].head(&gemeente()).await.expect("head"));
    Figure::new("C3", &world, rounds).counted("verzoeken", rounds * COPIES).wrong("niet_precies_een", wrong).tell();
}

/// Two streams, both "in force"; the rule says that one of them stays so. Each is ended at once by a command that saw the
/// other in force. How often both ended.
async fn skew(world: &World, rounds: u64, guarded: bool) -> u64 {
    let stores = two(world).await;
    let mut broken = 0;
    for round in 0..rounds {
        let pair = [id(round * 2), id(round * 2 + 1)];
        stores[0].append(&gemeente(), batch().writes(pair[0], 0, 1).writes(pair[1], 0, 1)).await.expect("both begin");
        let ended = in_parallel(0..2_usize, |n| {
            let store = stores[n].clone();
            let ends = one(pair[n], 1);
            let ends = if guarded { ends.guards(pair[1 - n], 1) } else { ends };
            async move { store.append(&gemeente(), ends).await.is_ok() }
        })
        .await;
        assert!(ended.contains(&true), "one of them may");
        broken += u64::from(ended == [true, true]);
    }
    broken
}

async fn a_rule_over_two_streams_holds_when_each_guards_the_other(world: Arc<World>) {
    let rounds = times("c5", 30);
    let broken = skew(&world, rounds, true).await;
    Figure::new("C5", &world, rounds).wrong("regel_gebroken", broken).tell();
}

async fn control_without_guards_the_rule_over_two_streams_breaks(world: Arc<World>) {
    let broken = skew(&world, 5, false).await;
    Figure::new("C5", &world, 5).wrong("regel_gebroken", broken).tell_control();
}

async fn what_one_process_stored_the_other_reads(world: Arc<World>) {
    Teller::make_table(&world).await;
    let stores = [world.open_with(vec![Arc::new(Teller)]).await, world.open_with(vec![Arc::new(Teller)]).await];
    let (rounds, mut stale) = (times("c6", 60), 0);
    for round in 0..rounds {
        let (writer, reader) = (&stores[round as usize % 2], &stores[1 - round as usize % 2]);
        let position = writer.append(&gemeente(), one(id(1), round)).await.expect("accepted").receipt().position;
        let read = reader.load(&gemeente(), id(1)).await.expect("loads").len() as u64;
        let model = Teller::rows(reader).await.first().map(|(_, _, count, _)| *count as u64);
        stale += u64::from(read != round + 1 || model != Some(round + 1) || position != round + 1);
    }
    Figure::new("C6", &world, rounds).wrong("verouderd", stale).tell();
}

/// Keeps the log's lock, as another process could, for so long.
async fn keep_the_lock(world: &World, time: Duration) {
    match &world.url {
        DatabaseUrl::Sqlite { path } => {
            let options =
                sqlx::sqlite::SqliteConnectOptions::new().filename(path).busy_timeout(Duration::from_secs(20));
            let mut connection = options.connect().await.expect("connects");
            let tx = connection.begin_with("BEGIN IMMEDIATE").await.expect("takes it");
            sleep(time).await;
            tx.rollback().await.expect("lets go");
        }
        DatabaseUrl::Postgres { url } => {
            let mut connection = sqlx::PgConnection::connect(url).await.expect("connects");
            let mut tx = connection.begin().await.expect("begins");
            sqlx::query("SELECT 1 FROM head FOR UPDATE").execute(&mut *tx).await.expect("takes it");
            sqlx::query("SELECT 1 FROM checkpoint FOR UPDATE").execute(&mut *tx).await.expect("takes it");
            sleep(time).await;
            tx.rollback().await.expect("lets go");
        }
    }
}

async fn locks_in_the_way_are_waited_for(world: Arc<World>) {
    Teller::make_table(&world).await;
    let stores = two(&world).await;
    stores[0].append(&gemeente(), one(id(1), 0)).await.expect("accepted");
    let each = times("c9", 60) / 6;
    let locker = tokio::spawn({
        let world = Arc::clone(&world);
        async move {
            let mut dice = Dice::of("c9");
            loop {
                keep_the_lock(&world, Duration::from_millis(dice.below(40))).await;
                sleep(Duration::from_millis(dice.below(10))).await;
            }
        }
    });
    let outcomes = in_parallel(0..6_u64, |task| {
        let store = stores[task as usize % 2].clone();
        async move {
            let (mut gave_up, mut slowest) = (0, Duration::ZERO);
            for n in 0..each {
                let begin = Instant::now();
                let well = match task {
                    0 => store.rebuild(&gemeente(), &Teller, |_, _| ()).await.is_ok(),
                    1 => store.catch_up(&gemeente(), &Teller, 3).await.is_ok(),
                    _ => store.append(&gemeente(), one(id(10 + task), n)).await.is_ok(),
                };
                gave_up += u64::from(!well);
                slowest = slowest.max(begin.elapsed());
            }
            (gave_up, slowest)
        }
    })
    .await;
    locker.abort();
    drop(locker.await);
    while stores[0].catch_up(&gemeente(), &Teller, 500).await.expect("catches up") > 0 {}
    let counted: i64 = Teller::rows(&stores[0]).await.iter().map(|(_, _, count, _)| count).sum();
    let events = stores[0].verify_chain(&gemeente()).await.expect("intact");
    let slowest = outcomes.iter().map(|(_, slowest)| *slowest).max().unwrap_or_default();
    Figure::new("C9", &world, 6 * each)
        .counted("langste_wacht_ms", slowest.as_millis() as u64)
        .wrong("opgegeven", outcomes.iter().map(|(gave_up, _)| gave_up).sum())
        .wrong("verkeerd_geteld", events.abs_diff(counted as u64))
        .tell();
}

/// A lock that nobody lets go of: the store says so within its patience, and does not wait for ever.
async fn control_a_lock_that_stays_is_refused_in_time(world: Arc<World>) {
    let store = world.open().await;
    store.append(&gemeente(), one(id(1), 0)).await.expect("accepted");
    let keeper = tokio::spawn({
        let world = Arc::clone(&world);
        async move { keep_the_lock(&world, Duration::from_secs(8)).await }
    });
    sleep(Duration::from_millis(300)).await;
    let begin = Instant::now();
    let refused = store.append(&gemeente(), one(id(1), 1)).await.is_err();
    assert!(begin.elapsed() < Duration::from_millis(7500), "it says so in time: {:?}", begin.elapsed());
    keeper.await.expect("lets go");
    store.append(&gemeente(), one(id(1), 1)).await.expect("and goes on afterwards");
    Figure::new("C9", &world, 1).wrong("opgegeven", u64::from(refused)).tell_control();
}
