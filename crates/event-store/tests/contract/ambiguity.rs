//! The connection dies around COMMIT, or at any other message, and nobody knows what became of the command: the receipt
//! tells (D13, D4).

use std::sync::Arc;
use std::time::Duration;

use regieboek_event_store::{AppendError, Appended, Batch, EventStore, StoreConfig};

use super::child::pair;
use super::figures::{Dice, Figure, times};
use super::killed::{Ledger, compare};
use super::proxy::{Cut, Proxy};
use super::world::*;

on_postgres! {
    a_commit_whose_answer_is_lost_is_settled_by_a_retry,
    a_connection_that_is_cut_at_any_message_stores_a_command_or_not,
    control_a_retry_without_a_key_stores_it_again,
}

/// Sends it until the store can say what became of it.
async fn repeat(store: &EventStore, batch: impl AsyncFn() -> Batch) -> Appended {
    for _ in 0..200 {
        match store.append(&gemeente(), batch().await).await {
            Err(AppendError::Unavailable(_)) => tokio::time::sleep(Duration::from_millis(20)).await,
            answer => return answer.expect("the same command, under the same key"),
        }
    }
    panic!("the store did not come back");
}

async fn a_commit_whose_answer_is_lost_is_settled_by_a_retry(world: Arc<World>) {
    world.open().await.close().await;
    let proxy = Proxy::before(&world.url);
    let store = EventStore::open(StoreConfig::new(proxy.url.clone()), vec![]).await.expect("opens");
    let (mut dice, mut ledger) = (Dice::of("d13"), Ledger::default());
    let (mut committed, mut answered_wrongly) = (0, 0);
    let rounds = times("d13", 24);
    for command in 0..rounds {
        let cut = if dice.below(2) == 0 { Cut::AfterCommit } else { Cut::BeforeCommit };
        proxy.cut(cut);
        let lost = store.append(&gemeente(), pair(0, command, command)).await;
        assert!(proxy.has_cut() && matches!(lost, Err(AppendError::Unavailable(_))), "{cut:?}: {lost:?}");
        let answer = repeat(&store, async || pair(0, command, command)).await;
        // Before the cut the commit took place or it did not; the receipt knows which.
        let stored_before = matches!(answer, Appended::Replayed(_));
        answered_wrongly += u64::from(stored_before != (cut == Cut::AfterCommit));
        committed += u64::from(stored_before);
        ledger.acknowledged.insert((0, command), answer.receipt().position);
    }
    store.close().await;
    let found = compare(&world, &ledger).await;
    Figure::new("D13", &world, rounds)
        .counted("was_vastgelegd", committed)
        .wrong("verloren", found.lost)
        .wrong("dubbel", found.duplicated)
        .wrong("verkeerd_beantwoord", answered_wrongly)
        .tell();
}

/// The cut moves through the append, message after message: first those of the store, then those of the server.
async fn a_connection_that_is_cut_at_any_message_stores_a_command_or_not(world: Arc<World>) {
    world.open().await.close().await;
    let proxy = Proxy::before(&world.url);
    let store = EventStore::open(StoreConfig::new(proxy.url.clone()), vec![]).await.expect("opens");
    let steps: [fn(u64) -> Cut; 2] = [Cut::AfterMessages, Cut::AfterAnswers];
    let (mut at, mut whole, mut ledger) = (0, 0, Ledger::default());
    let rounds = times("d4", 60);
    for command in 0..rounds {
        at += 1;
        proxy.cut(steps[whole % 2](at));
        let outcome = store.append(&gemeente(), pair(0, command, command)).await;
        if !proxy.has_cut() {
            // That was more messages than an append takes.
            (at, whole) = (0, whole + 1);
        }
        let answer = match outcome {
            Ok(answer) => answer,
            Err(_) => repeat(&store, async || pair(0, command, command)).await,
        };
        ledger.settled += u64::from(matches!(answer, Appended::Replayed(_)));
        ledger.acknowledged.insert((0, command), answer.receipt().position);
    }
    store.close().await;
    let found = compare(&world, &ledger).await;
    Figure::new("D4", &world, proxy.cuts())
        .counted("keer_alle_stappen", whole as u64)
        .counted("alsnog_vernomen", ledger.settled)
        .wrong("verloren", found.lost)
        .wrong("dubbel", found.duplicated)
        .wrong("half", found.half)
        .wrong("beschadigd", found.damaged)
        .tell();
}

async fn control_a_retry_without_a_key_stores_it_again(world: Arc<World>) {
    world.open().await.close().await;
    let proxy = Proxy::before(&world.url);
    let store = EventStore::open(StoreConfig::new(proxy.url.clone()), vec![]).await.expect("opens");
    let direct = world.open().await;
    let keyless = async |command: u64| {
        let version = direct.load(&gemeente(), id(0)).await.expect("loads").len() as u64;
        Batch { receipt: None, ..pair(0, command, version) }
    };
    for command in 0..3 {
        proxy.cut(Cut::AfterCommit);
        assert!(store.append(&gemeente(), keyless(command).await).await.is_err());
        repeat(&store, async || keyless(command).await).await;
    }
    store.close().await;
    let found = compare(&world, &Ledger::default()).await;
    Figure::new("D13", &world, 3).wrong("dubbel", found.duplicated).tell_control();
}
