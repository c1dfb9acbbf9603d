//! Callers that leave at any moment. sqlx 0.9.0 gives a connection whose `begin()` was cancelled back to its pool inside an
//! open transaction (transact-rs/sqlx 4385); our [`Tx`](regieboek_event_store::Tx) exists before BEGIN is sent (C8).

use std::future::poll_fn;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::Poll;
use std::time::Duration;

use regieboek_event_store::{AppendError, DatabaseUrl, EventStore, StoreConfig};
use sqlx::postgres::PgPoolOptions;
use tokio::time::{sleep, timeout};

use super::figures::{Dice, Figure, times};
use super::projections::Teller;
use super::proxy::Proxy;
use super::world::*;

on_both! {
    callers_that_leave_poison_no_connection,
    who_waits_for_an_append_is_answered_when_the_runtime_of_whoever_appends_ends,
}
on_postgres! { control_a_pool_of_sqlx_keeps_cancelled_transactions_open }

/// How many connections readers share.
const CONNECTIONS: u32 = 4;
const CALLERS: u64 = 16;
/// Each message to the server and back waits for at most so long, so that there is time to leave.
const SLOW: Duration = Duration::from_micros(1500);

/// Connections that sit in a transaction while nobody works on it.
const STUCK: &str = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()
    AND state LIKE 'idle in transaction%' AND state_change < clock_timestamp() - interval '1 second'";

async fn callers_that_leave_poison_no_connection(world: Arc<World>) {
    Teller::make_table(&world).await;
    world.open().await.close().await;
    let proxy = world.is_postgres().then(|| Proxy::before(&world.url));
    let url = proxy.as_ref().map_or(&world.url, |proxy| &proxy.url).clone();
    let config = StoreConfig { read_connections: CONNECTIONS, ..StoreConfig::new(url) };
    let store = EventStore::open(config, vec![]).await.expect("opens");
    if let Some(proxy) = &proxy {
        proxy.slow_down(SLOW);
    }
    let watched = watch(&world);
    let each = times("c8", 480) / CALLERS;
    // So early that many are still on their way to the database, or back. The embedded one answers before any clock tells.
    let early = if world.is_postgres() { Early::Within(12_000) } else { Early::Waiting };
    let left = in_parallel(0..CALLERS, |caller| call_and_leave(store.clone(), caller, each, early)).await;
    let (left, failed) = left.into_iter().fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    if let Some(proxy) = &proxy {
        proxy.slow_down(Duration::ZERO);
    }
    let poisoned = watched.await;

    // Each connection of the pool shows what is there now, and can write.
    let before = store.head(&gemeente()).await.expect("head");
    store.append(&gemeente(), one(id(999), 0)).await.expect("accepted");
    let stale = in_parallel(0..u64::from(CONNECTIONS) * 3, |n| {
        let store = store.clone();
        async move {
            let seen = store.feed(&gemeente(), before, 10).await.map(|page| page.len());
            let reader = format!("na-{n}");
            let wrote = store.advance_checkpoint(&gemeente(), &reader, 0, 1).await;
            u64::from(seen != Ok(1) || wrote != Ok(true))
        }
    })
    .await;
    while store.catch_up(&gemeente(), &Teller, 1000).await.expect("catches up") > 0 {}
    let counted: i64 = Teller::rows(&store).await.iter().map(|(_, _, count, _)| count).sum();
    let events = store.verify_chain(&gemeente()).await.expect("intact");
    store.close().await;
    Figure::new("C8", &world, CALLERS * each)
        .counted("vertrokken", left)
        .wrong("vergiftigd", poisoned + stale.iter().sum::<u64>())
        .wrong("mislukt", failed)
        .wrong("verkeerd_geteld", events.abs_diff(counted as u64))
        .tell();
    assert!((CALLERS * each / 20..CALLERS * each).contains(&left), "some leave, some stay: {left}");
}

/// A command is written for all who wait by whoever came first. When the runtime of that one ends half-way, in each round at
/// another moment, the others are answered all the same, and nothing is stored twice.
async fn who_waits_for_an_append_is_answered_when_the_runtime_of_whoever_appends_ends(world: Arc<World>) {
    const WAITING: u64 = 8;
    world.open().await.close().await;
    let proxy = world.is_postgres().then(|| Proxy::before(&world.url));
    let url = proxy.as_ref().map_or(&world.url, |proxy| &proxy.url).clone();
    let store = EventStore::open(StoreConfig::new(url), vec![]).await.expect("opens");
    store.append(&gemeente(), one(id(0), 0)).await.expect("the first");
    if let Some(proxy) = &proxy {
        proxy.slow_down(SLOW);
    }
    let (rounds, mut dice, mut answered, mut stored) = (times("c8-lane", 40), Dice::of("c8-lane"), 0, 1);
    for round in 0..rounds {
        let (first, after) = (store.clone(), Duration::from_micros(dice.below(12_000)));
        let leaves = tokio::task::spawn_blocking(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            runtime
                .block_on(async { timeout(after, first.append(&gemeente(), one(id(1000 + round), 0))).await.is_ok() })
        });
        sleep(Duration::from_micros(dice.below(2_000))).await;
        let others = in_parallel(0..WAITING, |n| {
            let store = store.clone();
            async move {
                let batch = || one(id(10_000 + round * WAITING + n), 0);
                let patience = Duration::from_secs(10);
                match timeout(patience, store.append(&gemeente(), batch())).await.expect("an answer") {
                    // Nobody knew what became of it; the second time its version tells.
                    Err(_) => matches!(
                        store.append(&gemeente(), batch()).await,
                        Ok(_) | Err(AppendError::Version { actual: 1, .. })
                    ),
                    Ok(_) => true,
                }
            }
        });
        answered += others.await.into_iter().map(u64::from).sum::<u64>();
        leaves.await.expect("ends");
        stored += WAITING;
    }
    let firsts = world.count("SELECT count(DISTINCT stream) FROM event").await as u64 - stored;
    let events = store.verify_chain(&gemeente()).await.expect("intact");
    store.close().await;
    assert!((answered, events) == (rounds * WAITING, stored + firsts), "{answered} answers, {events} events");
    assert!(firsts <= rounds, "what somebody left behind is stored once or not at all");
}

/// When callers leave that leave early.
#[derive(Debug, Clone, Copy)]
enum Early {
    /// Within so many microseconds.
    Within(u64),
    /// The first or second time that they have to wait.
    Waiting,
}

/// The answer, unless it makes its caller wait more often than this.
async fn unless_it_waits<T>(times: u64, call: impl Future<Output = T>) -> Option<T> {
    let (mut call, mut waited) = (pin!(call), 0);
    poll_fn(|cx| match call.as_mut().poll(cx) {
        Poll::Ready(answer) => Poll::Ready(Some(answer)),
        Poll::Pending if waited == times => Poll::Ready(None),
        Poll::Pending => {
            waited += 1;
            Poll::Pending
        }
    })
    .await
}

/// A caller that leaves after a moment: how often it left, and how often it was told of a failure.
async fn call_and_leave(store: EventStore, caller: u64, times: u64, early: Early) -> (u64, u64) {
    let (mut left, mut failed) = (0, 0);
    let mut dice = Dice::of(&format!("c8-{caller}"));
    for n in 0..times {
        // Half of them leave early, the others mostly wait for the answer.
        let when = if dice.below(2) == 0 { early } else { Early::Within(300_000) };
        let what = dice.below(4);
        let call = async {
            match what {
                0 => store.catch_up(&gemeente(), &Teller, 5).await.is_ok(),
                1 => store.advance_checkpoint(&gemeente(), &format!("lezer-{caller}"), 0, 0).await.is_ok(),
                2 => store.append(&gemeente(), one(id(caller), n * 1000)).await.is_ok() || n > 0,
                _ => match store.read().await {
                    Ok(mut tx) => tx.load(&gemeente(), id(caller)).await.is_ok(),
                    Err(_) => false,
                },
            }
        };
        let answer = match when {
            Early::Within(micros) => timeout(Duration::from_micros(dice.below(micros)), call).await.ok(),
            Early::Waiting => unless_it_waits(dice.below(3) / 2, call).await,
        };
        match answer {
            Some(well) => failed += u64::from(!well),
            None => left += 1,
        }
    }
    (left, failed)
}

/// Looks for connections that are stuck in a transaction, until two seconds after the answer is asked for.
fn watch(world: &Arc<World>) -> impl Future<Output = u64> + use<> {
    let stop = Arc::new(AtomicBool::new(false));
    let (world, stopped) = (Arc::clone(world), Arc::clone(&stop));
    let task = tokio::spawn(async move {
        let mut most = 0;
        loop {
            let last = stopped.load(Ordering::SeqCst);
            if last {
                sleep(Duration::from_millis(1500)).await;
            }
            if world.is_postgres() {
                most = most.max(world.count(STUCK).await);
            } else if last {
                // A reader that is still in its snapshot keeps the log from being emptied: then this answers 1.
                most = world.count("PRAGMA wal_checkpoint(TRUNCATE)").await;
            }
            if last {
                return most as u64;
            }
            sleep(Duration::from_millis(200)).await;
        }
    });
    async move {
        stop.store(true, Ordering::SeqCst);
        task.await.expect("watches")
    }
}

async fn control_a_pool_of_sqlx_keeps_cancelled_transactions_open(world: Arc<World>) {
    let proxy = Proxy::before(&world.url);
    let DatabaseUrl::Postgres { url } = &proxy.url else { panic!("a server") };
    let pool = PgPoolOptions::new().max_connections(CONNECTIONS).test_before_acquire(false).connect(url).await;
    let pool = pool.expect("connects");
    proxy.slow_down(Duration::from_millis(4));
    let mut dice = Dice::of("c8");
    let mut tried = 0;
    let mut stuck = 0;
    while stuck == 0 && tried < 400 {
        for _ in 0..20 {
            tried += 1;
            drop(timeout(Duration::from_micros(dice.below(8_000)), pool.begin()).await);
        }
        sleep(Duration::from_millis(1500)).await;
        stuck = world.count(STUCK).await;
    }
    pool.close().await;
    Figure::new("C8", &world, tried).wrong("vergiftigd", stuck as u64).tell_control();
}
