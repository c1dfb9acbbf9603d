//! How far a reader that catches up is behind writers that do not wait for it (P10).

use std::sync::Arc;
use std::time::Duration;

use regieboek_event_store::EventStore;
use tokio::time::{Instant, sleep};

use super::clients::Clients;
use super::figures::{Figure, times};
use super::projections::Teller;
use super::world::*;

on_both! {
    a_reader_that_catches_up_keeps_up,
    control_a_reader_that_takes_one_at_a_time_falls_behind,
}

/// What was confirmed must be in the rows after so long.
const BOUND: Duration = Duration::from_secs(3);

/// How long each writer rests between two commands. The appends of a group cost less than the statements of this reader, so
/// writers that never rest would leave any reader behind.
const REST: Duration = Duration::from_millis(100);

/// Catches up for ever, so many events at a time.
async fn catch_up(store: EventStore, limit: u32, rest: Duration) {
    loop {
        match store.catch_up(&gemeente(), &Teller, limit).await {
            Ok(0) => sleep(Duration::from_millis(2)).await,
            Ok(_) => sleep(rest).await,
            Err(error) => panic!("{error}"),
        }
    }
}

/// After how long what is confirmed now is in the rows; the bound when it is not by then.
async fn lag(store: &EventStore) -> Duration {
    let head = store.head(&gemeente()).await.expect("reads");
    let begin = Instant::now();
    while begin.elapsed() < BOUND {
        if store.checkpoint(&gemeente(), "teller").await.expect("reads") >= head {
            return begin.elapsed();
        }
        sleep(Duration::from_millis(1)).await;
    }
    BOUND
}

async fn measure(world: &World, samples: u64, limit: u32, rest: Duration) -> Figure {
    Teller::make_table(world).await;
    let store = world.open().await;
    let (clients, begin) = (Clients::resting(&store, REST), Instant::now());
    clients.wait_for_progress().await;
    let reader = tokio::spawn(catch_up(store.clone(), limit, rest));
    let mut lags = Vec::new();
    for _ in 0..samples {
        lags.push(lag(&store).await);
        sleep(Duration::from_millis(3)).await;
    }
    let (pace, took) = (2 * clients.done(), begin.elapsed());
    clients.end().await;
    reader.abort();
    lags.sort();
    let at = |part: f64| lags[((lags.len() - 1) as f64 * part) as usize].as_millis() as u64;
    Figure::new("P10", world, samples)
        .counted("gebeurtenissen_per_seconde", (pace as f64 / took.as_secs_f64()) as u64)
        .counted("achterstand_ms_p50", at(0.5))
        .counted("achterstand_ms_p99", at(0.99))
        .counted("achterstand_ms_langste", at(1.0))
        .wrong("te_laat", lags.iter().filter(|lag| **lag >= BOUND).count() as u64)
}

async fn a_reader_that_catches_up_keeps_up(world: Arc<World>) {
    measure(&world, times("p10", 60), 500, Duration::ZERO).await.tell();
}

async fn control_a_reader_that_takes_one_at_a_time_falls_behind(world: Arc<World>) {
    measure(&world, 1, 1, Duration::from_millis(400)).await.tell_control();
}
