//! Clients that write for as long as they are asked to, and repeat under the same key whatever they do not know.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use regieboek_event_store::{AppendError, Appended, EventStore};
use tokio::time::{Instant, sleep};

use super::child::{WRITERS, pair};
use super::killed::Ledger;
use super::world::*;

pub(super) struct Clients {
    stop: Arc<AtomicBool>,
    /// How many commands were acknowledged.
    done: Arc<AtomicU64>,
    tasks: Vec<tokio::task::JoinHandle<Ledger>>,
}

impl Clients {
    /// Each writes as fast as it is answered.
    pub(super) fn of(store: &EventStore) -> Self {
        Self::resting(store, Duration::ZERO)
    }

    /// Each rests for so long between its commands.
    pub(super) fn resting(store: &EventStore, rest: Duration) -> Self {
        let (stop, done) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicU64::new(0)));
        let client = |writer| write(store.clone(), writer, rest, Arc::clone(&stop), Arc::clone(&done));
        let tasks = (0..WRITERS).map(|writer| tokio::spawn(client(writer))).collect();
        Self { stop, done, tasks }
    }

    /// Waits until commands are acknowledged again; how long that took.
    pub(super) async fn wait_for_progress(&self) -> Duration {
        let (begin, before) = (Instant::now(), self.done());
        while self.done() < before + WRITERS as u64 {
            sleep(Duration::from_millis(5)).await;
            assert!(begin.elapsed() < Duration::from_secs(60), "the store does not come back");
        }
        begin.elapsed()
    }

    /// How many commands were acknowledged.
    pub(super) fn done(&self) -> u64 {
        self.done.load(Ordering::SeqCst)
    }

    pub(super) async fn end(self) -> Ledger {
        self.stop.store(true, Ordering::SeqCst);
        let mut all = Ledger::default();
        for task in self.tasks {
            let ledger = task.await.expect("ends");
            all.acknowledged.extend(ledger.acknowledged);
            all.settled += ledger.settled;
            all.refused += ledger.refused;
        }
        all
    }
}

async fn write(
    store: EventStore,
    writer: usize,
    rest: Duration,
    stop: Arc<AtomicBool>,
    done: Arc<AtomicU64>,
) -> Ledger {
    let mut ledger = Ledger::default();
    for command in 0.. {
        loop {
            match store.append(&gemeente(), pair(writer, command, command)).await {
                Ok(answer) => {
                    ledger.settled += u64::from(matches!(answer, Appended::Replayed(_)));
                    ledger.acknowledged.insert((writer, command), answer.receipt().position);
                    done.fetch_add(1, Ordering::SeqCst);
                    break;
                }
                Err(AppendError::Unavailable(_)) => {
                    ledger.refused += 1;
                    sleep(Duration::from_millis(10)).await;
                }
                Err(error) => panic!("{error}"),
            }
        }
        if stop.load(Ordering::SeqCst) {
            break;
        }
        if !rest.is_zero() {
            sleep(rest).await;
        }
    }
    ledger
}
