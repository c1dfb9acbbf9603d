//! Nothing that was stored changes, and if it does it shows.

use std::sync::Arc;

use regieboek_event_store::ChainError;

use super::world::*;

on_both! {
    stored_events_cannot_be_changed,
    every_changed_byte_shows_at_its_position,
    a_missing_event_shows,
    the_feed_refuses_a_log_with_a_hole,
}

async fn stored_events_cannot_be_changed(world: Arc<World>) {
    let store = world.open().await;
    store.append(&gemeente(), batch().writes(id(1), 0, 3)).await.expect("accepted");
    let mut attempts = vec![
        "UPDATE event SET payload = 'x'",
        "UPDATE event SET actor = actor WHERE position = 2",
        "DELETE FROM event",
        "DELETE FROM event WHERE position = 3",
    ];
    if world.is_postgres() {
        attempts.push("TRUNCATE event");
        attempts.push("SET session_replication_role = replica; DELETE FROM event");
    } else {
        attempts.push("INSERT OR REPLACE INTO event SELECT * FROM event WHERE position = 2");
        attempts.push("UPDATE OR REPLACE event SET position = 1 WHERE position = 2");
    }
    for attempt in attempts {
        let error = world.raw(attempt).await.expect_err(attempt).to_string();
        assert!(error.contains("events are never"), "{attempt}: {error}");
    }
    assert_eq!(store.verify_chain(&gemeente()).await.expect("intact"), 3);
}

pub(crate) async fn allow_tampering(world: &World) {
    let sql = if world.is_postgres() {
        "DROP TRIGGER event_no_change ON event"
    } else {
        "DROP TRIGGER event_no_update; DROP TRIGGER event_no_delete; DROP TRIGGER event_no_replace"
    };
    world.raw(sql).await.expect("the owner of the database can do anything");
}

async fn every_changed_byte_shows_at_its_position(world: Arc<World>) {
    let store = world.open().await;
    store.append(&gemeente(), batch().writes(id(1), 0, 2).writes(id(2), 0, 2).writes(id(1), 2, 1)).await.expect("5");
    allow_tampering(&world).await;
    assert_eq!(store.verify_chain(&gemeente()).await.expect("intact"), 5);
    world.raw("CREATE TABLE bewaard AS SELECT * FROM event").await.expect("keeps the truth");
    for column in [
        "payload",
        "metadata",
        "actor",
        "bevoegdheid",
        "code",
        "stream_type",
        "gebeurd_op",
        "vastgelegd_op",
        "schema_versie",
        "event_id",
        "leaf",
        "previous",
    ] {
        let value = match column {
            "gebeurd_op" | "vastgelegd_op" | "schema_versie" => format!("{column} + 1"),
            "leaf" | "previous" => "(SELECT leaf FROM bewaard WHERE position = 1)".to_owned(),
            "event_id" => "(SELECT stream FROM bewaard WHERE position = 1)".to_owned(),
            _ => format!("{column} || ' '"),
        };
        world.raw(&format!("UPDATE event SET {column} = {value} WHERE position = 3")).await.expect("tampers");
        match store.verify_chain(&gemeente()).await {
            Err(ChainError::Broken { position: 3, .. }) => {}
            other => panic!("{column}: {other:?}"),
        }
        let restore = format!(
            "UPDATE event SET {column} = (SELECT {column} FROM bewaard WHERE position = 3)
                               WHERE position = 3"
        );
        world.raw(&restore).await.expect("restores");
        assert_eq!(store.verify_chain(&gemeente()).await.expect("intact again"), 5);
    }
    // SQLite refuses these by itself; on PostgreSQL that would cost every append.
    for column in ["leaf", "previous", "stream", "event_id"].iter().filter(|_| world.is_postgres()) {
        world.raw(&format!("UPDATE event SET {column} = substr({column}, 2) WHERE position = 3")).await.expect("cuts");
        assert!(store.verify_chain(&gemeente()).await.is_err(), "{column} is one byte short");
        let restore = format!("UPDATE event e SET {column} = b.{column} FROM bewaard b WHERE b.position = e.position");
        world.raw(&restore).await.expect("restores");
    }
}

async fn a_missing_event_shows(world: Arc<World>) {
    let store = world.open().await;
    store.append(&gemeente(), batch().writes(id(1), 0, 3)).await.expect("accepted");
    allow_tampering(&world).await;
    world.raw("DELETE FROM event WHERE position = 3").await.expect("cuts the tail off");
    assert!(matches!(store.verify_chain(&gemeente()).await, Err(ChainError::Broken { position: 3, .. })));
}

async fn the_feed_refuses_a_log_with_a_hole(world: Arc<World>) {
    let store = world.open().await;
    store.append(&gemeente(), batch().writes(id(1), 0, 3)).await.expect("accepted");
    allow_tampering(&world).await;
    world.raw("DELETE FROM event WHERE position = 2").await.expect("makes a hole");
    assert!(store.feed(&gemeente(), 0, 10).await.is_err());
    assert!(store.feed(&gemeente(), 1, 10).await.is_err());
    assert_eq!(store.feed(&gemeente(), 2, 10).await.expect("contiguous from there").len(), 1);
    assert!(matches!(store.verify_chain(&gemeente()).await, Err(ChainError::Broken { position: 3, .. })));
}
