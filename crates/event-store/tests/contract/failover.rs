//! The server is lost with its disk, and its standby takes over at the same address (D7).

use std::time::Duration;

use regieboek_event_store::{EventStore, StoreConfig};
use tokio::time::sleep;

use super::clients::Clients;
use super::figures::{Dice, Figure, times};
use super::killed::compare;
use super::proxy::Proxy;
use super::server::{Cluster, Server};

/// A copy that follows the server.
async fn standby(primary: &Server, name: &str) -> Server {
    let standby = primary.copy(name, &["--write-recovery-conf"]);
    standby.start_again().await;
    primary
        .wait_until(&format!(
            "EXISTS (SELECT FROM pg_stat_replication WHERE application_name = '{name}' AND state = 'streaming')"
        ))
        .await;
    standby
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_standby_that_takes_over_has_what_was_acknowledged() {
    let cluster = Cluster::start().await;
    cluster.world.open().await.close().await;
    let proxy = Proxy::before(&cluster.world.url);
    let store = EventStore::open(StoreConfig::new(proxy.url.clone()), vec![]).await.expect("opens");
    let clients = Clients::of(&store);
    let (rounds, mut dice, mut slowest) = (times("d7", 1), Dice::of("d7"), Duration::ZERO);
    let mut successor: Option<Server> = None;
    for round in 0..rounds {
        let primary = successor.as_ref().unwrap_or(&cluster);
        let name = format!("reserve{round}");
        let standby = standby(primary, &name).await;
        primary.set("synchronous_standby_names", &name).await;
        primary.wait_until("EXISTS (SELECT FROM pg_stat_replication WHERE sync_state = 'sync')").await;
        clients.wait_for_progress().await;
        sleep(Duration::from_micros(dice.below(200_000))).await;
        primary.perish().await;
        assert!(standby.control(&["promote"]), "{name} takes over");
        proxy.lead_to(&standby.address());
        slowest = slowest.max(clients.wait_for_progress().await);
        successor = Some(standby);
    }
    let ledger = clients.end().await;
    store.close().await;
    let last = successor.expect("at least one round");
    let found = compare(&last.world, &ledger).await;
    Figure::new("D7", &last.world, rounds)
        .counted("bevestigd", ledger.acknowledged.len() as u64)
        .counted("alsnog_vernomen", ledger.settled)
        .counted("onbeschikbaar", ledger.refused)
        .counted("langste_herstel_ms", slowest.as_millis() as u64)
        .wrong("verloren", found.lost)
        .wrong("dubbel", found.duplicated)
        .wrong("half", found.half)
        .wrong("beschadigd", found.damaged)
        .tell();
}

/// A server that waits for no standby acknowledges what only its own disk holds.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn control_a_standby_that_nobody_waits_for_lacks_what_was_acknowledged() {
    let cluster = Cluster::start().await;
    let store = cluster.world.open().await;
    let clients = Clients::of(&store);
    let standby = standby(&cluster, "reserve").await;
    // The line between the two goes down first, as it does when a machine room does.
    standby.set("primary_conninfo", "").await;
    cluster.wait_until("NOT EXISTS (SELECT FROM pg_stat_replication)").await;
    clients.wait_for_progress().await;
    let ledger = clients.end().await;
    store.close().await;
    cluster.perish().await;
    assert!(standby.control(&["promote"]), "takes over");
    let found = compare(&standby.world, &ledger).await;
    Figure::new("D7", &standby.world, 1).wrong("verloren", found.lost).tell_control();
}
