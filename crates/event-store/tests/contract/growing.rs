//! What a migration on a large log holds up: the statements that migrations consist of, beside a writer and a reader (M2).

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use regieboek_event_store::{DatabaseUrl, EventStore};
use sqlx::Connection as _;
use tokio::time::{Instant, sleep};

use super::figures::{Figure, times};
use super::world::*;

on_both! { a_migration_on_a_large_log_holds_nobody_up }
on_postgres! {
    a_migration_beside_who_reads_for_long_holds_nobody_up,
    control_a_migration_that_waits_for_a_reader_holds_everybody_up,
    a_log_that_holds_something_keeps_its_keys,
}

/// No request may wait for longer than this.
const BOUND: Duration = Duration::from_secs(2);

/// What the migrations so far consist of.
const HARMLESS: [&str; 4] = [
    "CREATE TABLE erbij (gemeente TEXT NOT NULL, stroom BYTEA NOT NULL, PRIMARY KEY (gemeente, stroom))",
    "CREATE INDEX erbij_van ON erbij (stroom)",
    "DROP TABLE erbij",
    "DROP TABLE einde",
];
/// The table that the last of them drops: as many rows as the log.
const LARGE: &str = "CREATE TABLE einde AS SELECT gemeente, stream, stream_type, version, leaf FROM event";

/// What no migration does yet. PostgreSQL notes the column and is done; SQLite reads the whole of a STRICT table for it, and holds
/// up who writes for as long as that takes: there it is told.
const COLUMN: &str = "ALTER TABLE event ADD COLUMN extra TEXT";
/// Nor this: it holds up who writes for as long as it takes, on both, and that is told.
const INDEX: &str = "CREATE INDEX event_op_code ON event (gemeente, code, position)";

/// A log of so many events of another gemeente, which nobody reads.
async fn fill(world: &World, events: u64) {
    let (numbers, id, leaf) = match world.is_postgres() {
        true => {
            (format!("generate_series(1, {events}) AS n (i)"), "uuid_send(gen_random_uuid())", "sha256(i::text::bytea)")
        }
        false => (
            format!(
                "(WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {events}) SELECT i FROM n)"
            ),
            "randomblob(16)",
            "randomblob(32)",
        ),
    };
    let payload = "\"Er gebeurde van alles, en dat alles werd vastgelegd.\"".repeat(4);
    let sql = format!(
        "INSERT INTO event (gemeente, position, stream_type, stream, version, event_id, code, schema_versie, payload,
             metadata, gebeurd_op, vastgelegd_op, actor, bevoegdheid, leaf, previous)
         SELECT '{}', i, 'teller', {id}, 1, {id}, 'te01', 1, '{payload}', '{{}}', i, i, 'systeem', 'regel', {leaf}, {leaf}
         FROM {numbers}",
        other_gemeente()
    );
    world.raw(&sql).await.expect("fills");
}

/// The longest that one command, and one question, took while something happened; and how long that was.
struct Held {
    writes: Duration,
    reads: Duration,
    took: Duration,
}

/// Works until it is told to stop; the longest that it took.
async fn longest(stop: Arc<AtomicBool>, work: impl AsyncFn(u64)) -> Duration {
    let mut longest = Duration::ZERO;
    for n in 0.. {
        let begin = Instant::now();
        work(n).await;
        longest = longest.max(begin.elapsed());
        if stop.load(Ordering::SeqCst) {
            break;
        }
    }
    longest
}

async fn while_it_happens(store: &EventStore, stream: u64, happens: impl Future<Output = ()>) -> Held {
    let stop = Arc::new(AtomicBool::new(false));
    let writes = longest(Arc::clone(&stop), async |n| {
        // The client repeats; it waits all the while.
        while store.append(&gemeente(), one(id(stream), n)).await.is_err() {
            sleep(Duration::from_millis(10)).await;
        }
        sleep(Duration::from_millis(2)).await;
    });
    let reads = longest(Arc::clone(&stop), async |_| {
        store.feed(&other_gemeente(), 10, 5).await.expect("reads");
        sleep(Duration::from_millis(1)).await;
    });
    let happens = async {
        sleep(Duration::from_millis(50)).await;
        let begin = Instant::now();
        happens.await;
        let took = begin.elapsed();
        stop.store(true, Ordering::SeqCst);
        took
    };
    let (writes, reads, took) = futures_util::future::join3(writes, reads, happens).await;
    Held { writes, reads, took }
}

async fn a_migration_on_a_large_log_holds_nobody_up(world: Arc<World>) {
    let store = world.open().await;
    let events = times("m2", 20_000);
    fill(&world, events).await;
    world.raw(LARGE).await.expect("a large table");
    let (mut longest, mut too_long) = (Duration::ZERO, 0);
    for (stream, sql) in (1..).zip(HARMLESS) {
        let held = while_it_happens(&store, stream, async { world.raw(sql).await.expect(sql) }).await;
        longest = longest.max(held.writes).max(held.reads);
        too_long += u64::from(held.writes > BOUND || held.reads > BOUND);
    }
    let column = while_it_happens(&store, 8, async { world.raw(COLUMN).await.expect(COLUMN) }).await;
    too_long += u64::from(column.reads > BOUND || (world.is_postgres() && column.writes > BOUND));
    let index = while_it_happens(&store, 9, async { world.raw(INDEX).await.expect(INDEX) }).await;
    too_long += u64::from(index.reads > BOUND);
    assert!(store.verify_chain(&gemeente()).await.is_ok(), "what was written meanwhile is whole");
    Figure::new("M2", &world, HARMLESS.len() as u64 + 2)
        .counted("gebeurtenissen", events)
        .counted("langste_wacht_ms", longest.as_millis() as u64)
        .counted("kolom_langste_schrijver_ms", column.writes.as_millis() as u64)
        .counted("index_duurt_ms", index.took.as_millis() as u64)
        .counted("index_langste_schrijver_ms", index.writes.as_millis() as u64)
        .counted("index_langste_lezer_ms", index.reads.as_millis() as u64)
        .wrong("te_lang", too_long)
        .tell();
}

/// Takes back what migration 8 did to `event`, and what later ones did to what it changed, so that it is to be done again.
const AS_BEFORE_8: &str = "
    DELETE FROM _sqlx_migrations WHERE version >= 8;
    CREATE TABLE stream (stream BYTEA, version BIGINT, leaf BYTEA);
    ALTER TABLE head ADD CONSTRAINT head_gemeente_check CHECK (true), ADD CONSTRAINT head_position_check CHECK (true),
        ADD CONSTRAINT head_check CHECK (true);
    ALTER TABLE event ADD CONSTRAINT event_position_check CHECK (true), ADD CONSTRAINT event_stream_check CHECK (true),
        ADD CONSTRAINT event_version_check CHECK (true), ADD CONSTRAINT event_event_id_check CHECK (true),
        ADD CONSTRAINT event_leaf_check CHECK (true), ADD CONSTRAINT event_previous_check CHECK (true);
    ALTER TABLE stream ADD CONSTRAINT stream_stream_check CHECK (true), ADD CONSTRAINT stream_version_check CHECK (true),
        ADD CONSTRAINT stream_leaf_check CHECK (true);
    ALTER TABLE receipt ADD CONSTRAINT receipt_key_check CHECK (true),
        ADD CONSTRAINT receipt_fingerprint_check CHECK (true), ADD CONSTRAINT receipt_subject_check CHECK (true)";

/// The migrator asks for the table, does not get it, lets the others go first, and comes back until it does.
async fn a_migration_beside_who_reads_for_long_holds_nobody_up(world: Arc<World>) {
    let DatabaseUrl::Postgres { url } = &world.url else { panic!("a server") };
    let store = world.open().await;
    fill(&world, 100).await;
    world.raw(AS_BEFORE_8).await.expect("as it was");
    let mut reader = sqlx::PgConnection::connect(url).await.expect("connects");
    let mut tx = reader.begin().await.expect("begins");
    sqlx::query("SELECT count(*) FROM event").execute(&mut *tx).await.expect("reads, and goes on");
    let reads_on = BOUND + Duration::from_secs(1);
    let held = while_it_happens(&store, 1, async {
        let ends = async {
            sleep(reads_on).await;
            tx.rollback().await.expect("ends");
        };
        let (migrated, ()) = futures_util::future::join(EventStore::migrate(&world.url), ends).await;
        migrated.expect("it comes back");
    })
    .await;
    assert!(held.took >= reads_on, "it could not before: {:?}", held.took);
    Figure::new("M2", &world, 1)
        .counted("langste_wacht_ms", held.writes.max(held.reads).as_millis() as u64)
        .wrong("te_lang", u64::from(held.writes > BOUND || held.reads > BOUND))
        .tell();
}

/// The keys of migration 10 are for empty logs: to make them anew takes long where much is stored, and holds everybody up.
async fn a_log_that_holds_something_keeps_its_keys(world: Arc<World>) {
    // Each index has a number of its own, and another when it is made anew.
    let keys = "SELECT sum(indexrelid::bigint)::bigint FROM pg_index
                WHERE indrelid IN ('event'::regclass, 'receipt'::regclass)";
    let as_before_10 = "DELETE FROM _sqlx_migrations WHERE version >= 10;
        ALTER TABLE event RENAME CONSTRAINT event_stream_version_gemeente_key TO event_gemeente_stream_version_key;
        ALTER TABLE event RENAME CONSTRAINT event_event_id_gemeente_key TO event_gemeente_event_id_key";
    world.open().await.close().await;
    world.raw(as_before_10).await.expect("as it was");
    let made = world.count(keys).await;
    EventStore::migrate(&world.url).await.expect("an empty log gets them");
    assert_ne!(world.count(keys).await, made);
    world.raw(as_before_10).await.expect("as it was");
    fill(&world, 100).await;
    let kept = world.count(keys).await;
    EventStore::migrate(&world.url).await.expect("there is nothing to do");
    assert_eq!(world.count(keys).await, kept);
}

/// Somebody reads for a long time, the migration waits for them, and everybody else waits for the migration. A limit on
/// its patience (`lock_timeout`) is what helps: then only the migration is refused.
async fn control_a_migration_that_waits_for_a_reader_holds_everybody_up(world: Arc<World>) {
    let DatabaseUrl::Postgres { url } = &world.url else { panic!("a server") };
    let store = world.open().await;
    fill(&world, 100).await;
    let mut reader = sqlx::PgConnection::connect(url).await.expect("connects");
    let mut too_long = [0, 0];
    for (stream, patience) in [(1, "0"), (2, "200ms")] {
        let mut tx = reader.begin().await.expect("begins");
        sqlx::query("SELECT count(*) FROM event").execute(&mut *tx).await.expect("reads, and goes on");
        let migration = format!("SET lock_timeout = '{patience}'; {COLUMN}");
        let held = while_it_happens(&store, stream, async {
            let migrated = async { drop(world.raw(&migration).await) };
            let reads_on = async {
                sleep(BOUND + Duration::from_secs(1)).await;
                tx.rollback().await.expect("ends");
            };
            futures_util::future::join(migrated, reads_on).await;
        });
        too_long[usize::from(stream == 2)] = u64::from(held.await.writes > BOUND);
    }
    assert_eq!(too_long[1], 0, "with a limit on its patience it holds nobody up");
    Figure::new("M2", &world, 1).wrong("te_lang", too_long[0]).tell_control();
}
