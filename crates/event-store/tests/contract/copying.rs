//! A log that is copied from one kind of database to the other, and back, has the same leaves (M6).

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use regieboek_event_store::{Appended, CopyError, DatabaseUrl, EventStore, LogHead, Projection, Recorded, StoreConfig};
use regieboek_kernel::Gemeente;

use super::figures::{Dice, Figure, times};
use super::projections::Teller;
use super::world::*;

on_postgres! {
    a_log_copied_there_and_back_has_the_same_leaves,
    a_target_that_is_not_empty_is_refused,
    a_log_that_is_not_what_was_recorded_is_not_copied,
    a_log_that_moves_meanwhile_is_not_copied,
}

/// An embedded database beside the server of the test, gone when the test is.
struct Embedded(PathBuf);

impl Drop for Embedded {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.0));
    }
}

impl Embedded {
    fn new() -> Self {
        let name = format!("regieboek-kopie-{}", batch().command.uuid());
        let directory = std::env::temp_dir().join(format!("{name}-{}", std::process::id()));
        std::fs::create_dir_all(&directory).expect("a temporary directory");
        Self(directory)
    }

    fn url(&self) -> DatabaseUrl {
        DatabaseUrl::Sqlite { path: self.0.join("log.sqlite") }
    }

    async fn open(&self) -> EventStore {
        let config = StoreConfig { auto_migrate: true, ..StoreConfig::new(self.url()) };
        EventStore::open(config, Vec::new()).await.expect("opens")
    }
}

async fn log(store: &EventStore, gemeente: &Gemeente) -> Vec<Recorded> {
    let mut log: Vec<Recorded> = Vec::new();
    loop {
        let page = store.feed(gemeente, log.len() as u64, 1000).await.expect("dense");
        if page.is_empty() {
            return log;
        }
        log.extend(page);
    }
}

/// Two logs with streams of several lengths, claims taken and given back, receipts, a reader and a lease.
async fn fill(store: &EventStore, commands: u64) {
    let mut dice = Dice::of("m6");
    for n in 0..commands {
        let stream = id(dice.below(commands / 4 + 1));
        let version = store.load(&gemeente(), stream).await.expect("loads").len() as u64;
        let payload = format!("{{\"wat\":\"\u{e9}\u{1f3e1} {n}\"}}");
        let batch = batch().saying(stream, version, &payload).writes(id(90_000 + n), 0, 3);
        store.append(&gemeente(), batch.claims(take(n as u8, stream)).keyed(n as u8, 1)).await.expect("accepted");
    }
    store.append(&other_gemeente(), one(id(1), 0).keyed(1, 1)).await.expect("accepted");
    let lease = store.take_lease(&gemeente(), "lezer", id(7), Duration::ZERO).await.expect("answers").expect("free");
    assert!(store.advance_under(&lease, 3).await.expect("moves"));
}

async fn copy(from: &EventStore, to: &EventStore) -> Result<Vec<LogHead>, CopyError> {
    from.copy_to(to, &[], |_, _, _| ()).await
}

async fn a_log_copied_there_and_back_has_the_same_leaves(world: Arc<World>) {
    let commands = times("m6", 60).min(250);
    let (here, back) = (Embedded::new(), Embedded::new());
    let (here, there, back) = (here.open().await, world.open().await, (back.open().await, back));
    Teller::make_table(&world).await;
    fill(&here, commands).await;
    let teller: Arc<dyn Projection> = Arc::new(Teller);
    let mut pages = 0;
    let ends = here.copy_to(&there, &[teller], |_, _, _| pages += 1).await.expect("copies");
    assert!(pages > 0, "progress is told");
    assert_eq!(copy(&there, &back.0).await.expect("copies back"), ends);
    let mut different = 0;
    for (copy, end) in [(&there, &ends), (&back.0, &ends)] {
        for gemeente in [gemeente(), other_gemeente()] {
            different += u64::from(log(copy, &gemeente).await != log(&here, &gemeente).await);
            let verified = copy.verify_log(&gemeente).await.expect("intact");
            different += u64::from(!end.contains(&verified));
        }
        for n in 0..=u8::try_from(commands).unwrap_or(u8::MAX) {
            let (receipt, holder) = (&[n; 32], key("bsn", n));
            different += u64::from(
                copy.receipt(&gemeente(), receipt).await.expect("reads")
                    != here.receipt(&gemeente(), receipt).await.expect("reads")
                    || copy.claim_owner(&gemeente(), &holder).await.expect("reads")
                        != here.claim_owner(&gemeente(), &holder).await.expect("reads"),
            );
        }
        assert_eq!(copy.checkpoint(&gemeente(), "lezer").await.expect("reads"), 3);
        assert_eq!(copy.standings().await.expect("reads"), here.standings().await.expect("reads"));
    }
    assert_eq!(Teller::rows(&there).await.len(), there_streams(&here).await, "read models are made there");
    // And it goes on there: what was answered is answered again, and the next position follows.
    let again = there.append(&other_gemeente(), one(id(1), 0).keyed(1, 1)).await.expect("answers");
    assert!(matches!(again, Appended::Replayed(_)));
    let next = there.append(&other_gemeente(), one(id(1), 1)).await.expect("accepted");
    assert_eq!(next.receipt().position, 2);
    Figure::new("M6", &world, 2).counted("gebeurtenissen", ends[1].positie).wrong("verschil", different).tell();
}

/// How many streams the logs have together.
async fn there_streams(store: &EventStore) -> usize {
    let mut streams = std::collections::HashSet::new();
    for gemeente in [gemeente(), other_gemeente()] {
        streams.extend(log(store, &gemeente).await.into_iter().map(|event| (event.gemeente, event.stream)));
    }
    streams.len()
}

async fn a_target_that_is_not_empty_is_refused(world: Arc<World>) {
    let here = Embedded::new();
    let (source, target) = (here.open().await, world.open().await);
    fill(&source, 4).await;
    target.append(&other_gemeente(), one(id(1), 0)).await.expect("accepted");
    let before = log(&target, &other_gemeente()).await;
    assert!(matches!(copy(&source, &target).await, Err(CopyError::NotEmpty("event"))));
    assert_eq!(target.gemeenten().await.expect("reads"), [other_gemeente()]);
    assert_eq!(log(&target, &other_gemeente()).await, before, "and nothing was changed");
    assert!(matches!(copy(&target, &target).await, Err(CopyError::NotEmpty(_))), "nor itself");
}

async fn a_log_that_is_not_what_was_recorded_is_not_copied(world: Arc<World>) {
    let here = Embedded::new();
    let (source, target) = (here.open().await, world.open().await);
    fill(&source, 4).await;
    let tamper = "DROP TRIGGER event_no_update; UPDATE event SET payload = '{}' WHERE position = 2";
    raw(&here.url(), tamper).await.expect("tampers");
    assert!(matches!(copy(&source, &target).await, Err(CopyError::Chain(_))));
    assert_eq!(target.gemeenten().await.expect("reads"), [], "nothing is left there");
    assert_eq!(world.count("SELECT count(*) FROM event").await, 0);
}

async fn a_log_that_moves_meanwhile_is_not_copied(world: Arc<World>) {
    let here = Embedded::new();
    let (source, target) = (here.open().await, world.open().await);
    fill(&source, 4).await;
    let writing = tokio::spawn({
        let source = source.clone();
        async move {
            for version in 0.. {
                source.append(&gemeente(), one(id(777), version)).await.expect("accepted");
            }
        }
    });
    let outcome = copy(&source, &target).await;
    writing.abort();
    assert!(matches!(outcome, Err(CopyError::Moved(_))), "{outcome:?}");
    assert_eq!(target.gemeenten().await.expect("reads"), []);
}
