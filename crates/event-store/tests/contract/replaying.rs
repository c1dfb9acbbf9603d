//! Readers of the log beside stalled, failed and cut-off transactions; rows made again in any slices (P1, P2, P3, P6).

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use regieboek_event_store::{EventStore, Projection, ProjectionError, Recorded, StoreConfig, Tx};
use regieboek_kernel::Gemeente;
use sqlx::Connection as _;
use tokio::time::Instant;

use super::figures::{Dice, Figure, times};
use super::projections::{PerSlice, Teller};
use super::proxy::{Cut, Proxy};
use super::world::*;

on_both! {
    no_reader_skips_what_a_stalled_transaction_commits_later,
    a_rolled_back_append_holds_nobody_up,
    rows_are_the_same_in_any_slices,
    control_rows_that_depend_on_slices_differ,
    a_rebuild_that_is_cut_off_is_never_complete,
}
on_postgres! {
    control_a_reader_of_a_serial_number_skips,
    control_a_reader_that_takes_an_error_for_the_end_is_short,
}

/// Holds its transaction open for a moment, and fails when it is told to.
struct Stall;

#[async_trait]
impl Projection for Stall {
    fn name(&self) -> &'static str {
        "stall"
    }

    fn streams(&self) -> &'static [&'static str] {
        &["teller"]
    }

    async fn apply(&self, _: &mut Tx, events: &[Recorded]) -> Result<(), ProjectionError> {
        let number = events.first().map_or(0, |event| event.position);
        tokio::time::sleep(Duration::from_micros(number * 7919 % 6000)).await;
        match events.iter().any(|event| event.payload.contains("faal")) {
            true => Err(ProjectionError::Inconsistent("it says so".to_owned())),
            false => Ok(()),
        }
    }

    async fn clear(&self, _: &mut Tx, _: &Gemeente) -> Result<(), ProjectionError> {
        Ok(())
    }
}

const END: &str = "\"einde\"";

/// Reads what comes, until the end.
async fn tail(store: EventStore, size: u32) -> Vec<u64> {
    let mut seen: Vec<u64> = Vec::new();
    loop {
        let after = seen.last().copied().unwrap_or_default();
        let page = store.feed(&gemeente(), after, size).await.expect("contiguous");
        seen.extend(page.iter().map(|event| event.position));
        if page.iter().any(|event| event.payload == END) {
            return seen;
        }
        tokio::task::yield_now().await;
    }
}

async fn no_reader_skips_what_a_stalled_transaction_commits_later(world: Arc<World>) {
    let stores = [world.open_with(vec![Arc::new(Stall)]).await, world.open_with(vec![Arc::new(Stall)]).await];
    let readers: Vec<_> = [1, 7, 500].into_iter().map(|size| tokio::spawn(tail(stores[0].clone(), size))).collect();
    let each = times("p1", 160) / 8;
    let accepted = in_parallel(0..8_u64, |task| {
        let store = stores[task as usize % 2].clone();
        async move {
            let mut dice = Dice::of(&format!("p1-{task}"));
            let mut version = 0;
            for _ in 0..each {
                let fails = dice.below(5) == 0;
                let batch = match fails {
                    true => batch().saying(id(task), version, "\"faal\""),
                    false => batch().writes(id(task), version, 1 + dice.below(3) as usize),
                };
                let events = batch.streams[0].events.len() as u64;
                let answer = store.append(&gemeente(), batch).await;
                assert_eq!(answer.is_err(), fails, "{answer:?}");
                version += if fails { 0 } else { events };
            }
            version
        }
    })
    .await;
    stores[0].append(&gemeente(), batch().saying(id(99), 0, END)).await.expect("accepted");
    let events = accepted.iter().sum::<u64>() + 1;
    let (mut skipped, mut read) = (0, 0);
    for reader in readers {
        let seen = reader.await.expect("reads");
        read += seen.len() as u64;
        skipped += (1..=events).zip(&seen).filter(|(expected, position)| expected != *position).count() as u64;
        skipped += events.abs_diff(seen.len() as u64);
    }
    Figure::new("P1", &world, 8 * each).counted("gelezen", read).wrong("overgeslagen", skipped).tell();
}

async fn a_rolled_back_append_holds_nobody_up(world: Arc<World>) {
    let stores = [world.open_with(vec![Arc::new(Stall)]).await, world.open_with(vec![Arc::new(Stall)]).await];
    let (rounds, mut slowest, mut holes) = (times("p2", 20), Duration::ZERO, 0);
    for round in 0..rounds {
        let refused = stores[0].append(&gemeente(), batch().saying(id(1), round, "\"faal\"")).await;
        assert!(refused.is_err());
        let begin = Instant::now();
        let next = stores[1].append(&gemeente(), one(id(1), round)).await.expect("accepted");
        let seen = stores[0].feed(&gemeente(), round, 10).await.expect("contiguous").len();
        slowest = slowest.max(begin.elapsed());
        holes += u64::from(next.receipt().position != round + 1 || seen != 1);
    }
    Figure::new("P2", &world, rounds)
        .counted("langste_wacht_ms", slowest.as_millis() as u64)
        .wrong("gaten", holes)
        .tell();
    assert!(slowest < Duration::from_secs(5), "{slowest:?}");
}

/// A poller on a serial number, as so many outboxes are: one transaction takes its number and stalls, the next commits.
async fn control_a_reader_of_a_serial_number_skips(world: Arc<World>) {
    let regieboek_event_store::DatabaseUrl::Postgres { url } = &world.url else { panic!("a server") };
    world.raw("CREATE TABLE volgnummer (n BIGSERIAL PRIMARY KEY, wat TEXT)").await.expect("makes it");
    let mut first = sqlx::PgConnection::connect(url).await.expect("connects");
    let mut stalled = first.begin().await.expect("begins");
    sqlx::query("INSERT INTO volgnummer (wat) VALUES ('a')").execute(&mut *stalled).await.expect("takes 1");
    world.raw("INSERT INTO volgnummer (wat) VALUES ('b')").await.expect("takes 2, and commits");
    let last = world.count("SELECT max(n) FROM volgnummer WHERE n > 0").await;
    stalled.commit().await.expect("commits 1");
    let unread = world.count(&format!("SELECT count(*) - 1 FROM volgnummer WHERE n <= {last}")).await;
    Figure::new("P1", &world, 1).wrong("overgeslagen", unread as u64).tell_control();
}

/// A log of random commands, with the rows that were made as they came.
async fn written(world: &World, commands: u64) -> (EventStore, u64) {
    Teller::make_table(world).await;
    let store = world.open_with(vec![Arc::new(Teller)]).await;
    let mut dice = Dice::of("p3");
    let mut versions = [0; 9];
    for _ in 0..commands {
        let (stream, events) = (dice.below(9), 1 + dice.below(4));
        let batch = batch().writes(id(stream), versions[stream as usize], events as usize);
        store.append(&gemeente(), batch).await.expect("accepted");
        versions[stream as usize] += events;
    }
    (store, versions.iter().sum())
}

/// Makes rows again from nothing, in slices of this size.
async fn again(world: &World, projection: &dyn Projection, size: u32) -> Duration {
    world.raw("DELETE FROM teller; DELETE FROM checkpoint").await.expect("forgets");
    let store = world.open().await;
    let begin = Instant::now();
    while store.catch_up(&gemeente(), projection, size).await.expect("catches up") > 0 {}
    store.close().await;
    begin.elapsed()
}

async fn rows_are_the_same_in_any_slices(world: Arc<World>) {
    let (store, events) = written(&world, times("p3", 60)).await;
    let live = Teller::rows(&store).await;
    let mut different = 0;
    for size in [1, 7, 1000] {
        again(&world, &Teller, size).await;
        different += u64::from(Teller::rows(&store).await != live);
    }
    world.raw("DELETE FROM teller").await.expect("forgets");
    let begin = Instant::now();
    world.open().await.rebuild(&gemeente(), &Teller, |_, _| ()).await.expect("rebuilds");
    let pace = events as f64 / begin.elapsed().as_secs_f64();
    different += u64::from(Teller::rows(&store).await != live);
    Figure::new("P3", &world, 4 * events)
        .counted("gebeurtenissen_per_seconde", pace as u64)
        .wrong("afwijkend", different)
        .tell();
}

async fn control_rows_that_depend_on_slices_differ(world: Arc<World>) {
    let (store, events) = written(&world, 30).await;
    let live = Teller::rows(&store).await;
    let mut different = 0;
    for size in [7, 1000] {
        again(&world, &PerSlice, size).await;
        different += u64::from(Teller::rows(&store).await != live);
    }
    Figure::new("P3", &world, 2 * events).wrong("afwijkend", different).tell_control();
}

/// Ends a rebuild at its n-th event: on a server by closing its connection there, otherwise by hiding a failed statement.
struct Breaks {
    left: std::sync::atomic::AtomicU64,
    closes: bool,
}

#[async_trait]
impl Projection for Breaks {
    fn name(&self) -> &'static str {
        "teller"
    }

    fn streams(&self) -> &'static [&'static str] {
        &["teller"]
    }

    async fn apply(&self, tx: &mut Tx, events: &[Recorded]) -> Result<(), ProjectionError> {
        for event in events {
            if self.left.fetch_sub(1, std::sync::atomic::Ordering::SeqCst) == 1 {
                let end = match self.closes {
                    true => "SELECT pg_terminate_backend(pg_backend_pid())",
                    false => "INSERT INTO bestaat_niet (a) VALUES (1)",
                };
                // It says nothing of what went wrong, as no projection should.
                drop(tx.execute(end, &[]).await);
                return Ok(());
            }
            Teller.apply(tx, std::slice::from_ref(event)).await?;
        }
        Ok(())
    }

    async fn clear(&self, tx: &mut Tx, gemeente: &Gemeente) -> Result<(), ProjectionError> {
        Teller.clear(tx, gemeente).await
    }
}

async fn a_rebuild_that_is_cut_off_is_never_complete(world: Arc<World>) {
    let (store, events) = written(&world, 40).await;
    let right = Teller::rows(&store).await;
    world.raw("UPDATE teller SET aantal = 77").await.expect("spoils the rows");
    let spoiled = Teller::rows(&store).await;
    let (rounds, mut dice, mut complete, mut changed) = (times("p6", 20), Dice::of("p6"), 0, 0);
    for round in 0..rounds {
        let left = 1 + dice.below(events);
        // A connection that ends, and a statement that fails and is hidden, in turn.
        let closes = world.is_postgres() && round % 2 == 0;
        let breaks = Breaks { left: left.into(), closes };
        complete += u64::from(store.rebuild(&gemeente(), &breaks, |_, _| ()).await.is_ok());
        changed += u64::from(Teller::rows(&store).await != spoiled);
    }
    store.rebuild(&gemeente(), &Teller, |_, _| ()).await.expect("rebuilds");
    assert_eq!(Teller::rows(&store).await, right);
    Figure::new("P6", &world, rounds).wrong("ten_onrechte_klaar", complete).wrong("veranderd", changed).tell();
}

/// A reader that takes a failing database for the end of the log, as a stream of rows that ends on an error does.
async fn control_a_reader_that_takes_an_error_for_the_end_is_short(world: Arc<World>) {
    let (direct, events) = written(&world, 40).await;
    let proxy = Proxy::before(&world.url);
    let (mut short, rounds) = (0, 4);
    for round in 0..rounds {
        let config = StoreConfig { read_connections: 1, ..StoreConfig::new(proxy.url.clone()) };
        let store = EventStore::open(config, vec![]).await.expect("opens");
        proxy.cut(Cut::AfterMessages(20 + round));
        let mut read = 0;
        while let Ok(page) = store.feed(&gemeente(), read, 1).await {
            // The store takes a new connection when one is lost; this reader must not get away with that.
            if page.is_empty() || proxy.cuts() > round {
                break;
            }
            read += 1;
        }
        short += u64::from(read < events);
    }
    direct.close().await;
    Figure::new("P6", &world, rounds).wrong("ten_onrechte_klaar", short).tell_control();
}
