//! PostgreSQL brought back to named points, from a base backup and the log that was archived since (B2).

use std::path::PathBuf;
use std::time::Duration;

use regieboek_event_store::EventStore;
use sqlx::Connection as _;
use tokio::time::{Instant, sleep};

use super::clients::Clients;
use super::figures::{Dice, Figure, times};
use super::server::{Cluster, Server};
use super::world::*;

/// The base backup, of which each restore takes a copy.
const BASE: &str = "basis";

/// A point in time, and how far the log was just before and just after it.
struct Point {
    name: String,
    head: (u64, u64),
}

/// A server that archives its log, under load; a base backup made meanwhile, and points named since.
struct Past {
    cluster: Cluster,
    base: Server,
    points: Vec<Point>,
    /// The leaf of every event that was confirmed, in order.
    log: Vec<[u8; 32]>,
}

async fn log(store: &EventStore) -> Vec<[u8; 32]> {
    let mut log = Vec::new();
    loop {
        let page = store.feed(&gemeente(), log.len() as u64, 5000).await.expect("dense");
        if page.is_empty() {
            return log;
        }
        log.extend(page.iter().map(|event| event.leaf));
    }
}

impl Past {
    async fn make(points: u64) -> Self {
        let cluster = Cluster::start().await;
        let archive = cluster.ground().join("archief");
        assert!(cluster.as_its_user("mkdir").arg(&archive).status().expect("mkdir").success());
        let to = archive.display();
        let command = format!("test ! -e {to}/%f && cp %p {to}/%f.deel && mv {to}/%f.deel {to}/%f");
        for (setting, value) in [("archive_mode", "on"), ("archive_command", command.as_str())] {
            cluster.world.raw(&format!("ALTER SYSTEM SET {setting} = '{value}'")).await.expect("sets");
        }
        assert!(cluster.control(&["-m", "fast", "stop"]), "stops");
        cluster.start_again().await;
        let store = cluster.world.open().await;
        let clients = Clients::of(&store);
        clients.wait_for_progress().await;
        let base = cluster.copy(BASE, &[]);
        let (mut dice, mut named) = (Dice::of("b2"), Vec::new());
        for number in 0..points {
            clients.wait_for_progress().await;
            sleep(Duration::from_micros(dice.below(100_000))).await;
            let name = format!("punt{number}");
            let before = store.head(&gemeente()).await.expect("reads");
            cluster.world.raw(&format!("SELECT pg_create_restore_point('{name}')")).await.expect("names it");
            // A commit can be in the server's log before the point and seen only after it: once the next one is acknowledged.
            clients.wait_for_progress().await;
            named.push(Point { name, head: (before, store.head(&gemeente()).await.expect("reads")) });
        }
        clients.wait_for_progress().await;
        clients.end().await;
        let log = log(&store).await;
        store.close().await;
        let mut connection = sqlx::PgConnection::connect(cluster.url()).await.expect("connects");
        let last = sqlx::query_scalar("SELECT pg_walfile_name(pg_switch_wal())").fetch_one(&mut connection);
        let last = archive.join::<String>(last.await.expect("closes the last segment"));
        for _ in 0..1000 {
            if last.exists() {
                break;
            }
            sleep(Duration::from_millis(10)).await;
        }
        assert!(last.exists(), "{} is archived", last.display());
        Self { cluster, base, points: named, log }
    }

    fn archive(&self) -> PathBuf {
        self.cluster.ground().join("archief")
    }

    /// The base backup as a server that will read the log up to a point.
    fn to(&self, point: &Point) -> Server {
        let server = self.base.twin(&point.name);
        let archive = self.archive();
        let settings = format!(
            "archive_mode = off\nrestore_command = 'cp {}/%f %p'\nrecovery_target_name = '{}'\n\
             recovery_target_action = 'promote'\n",
            archive.display(),
            point.name
        );
        let file = server.data.join("postgresql.auto.conf");
        let own = std::fs::read_to_string(&file).expect("a server has one");
        std::fs::write(file, own + &settings).expect("writes");
        let signal = server.data.join("recovery.signal");
        assert!(server.as_its_user("touch").arg(signal).status().expect("touch").success());
        server
    }

    /// Restores to a point; how long that took, and whether the log is the beginning of what was confirmed, and ends there.
    async fn restore(&self, point: &Point) -> (Duration, bool) {
        let server = self.to(point);
        let begin = Instant::now();
        server.start_again().await;
        server.wait_until("NOT pg_is_in_recovery()").await;
        let took = begin.elapsed();
        let store = server.world.open().await;
        let restored = log(&store).await;
        let (intact, length) = (store.verify_chain(&gemeente()).await.is_ok(), restored.len() as u64);
        let writes = store.append(&gemeente(), one(id(9000), 0)).await.is_ok();
        store.close().await;
        let is_there = point.head.0 <= length && length <= point.head.1;
        (took, is_there && intact && writes && self.log.starts_with(&restored))
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_is_brought_back_to_any_named_point() {
    let rounds = times("b2", 2);
    let past = Past::make(rounds).await;
    let (mut slowest, mut wrong) = (Duration::ZERO, 0);
    for point in &past.points {
        let (took, well) = past.restore(point).await;
        slowest = slowest.max(took);
        wrong += u64::from(!well);
    }
    Figure::new("B2", &past.cluster.world, rounds)
        .counted("gebeurtenissen", past.log.len() as u64)
        .counted("langste_herstel_ms", slowest.as_millis() as u64)
        .wrong("niet_het_begin", wrong)
        .tell();
}

/// Without its last segments the point is never reached: the server must not come up with less.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn control_a_gap_in_the_archive_is_noticed() {
    let past = Past::make(1).await;
    let [point] = past.points.as_slice() else { panic!("one point") };
    // The segment in which the base backup ends is there; of those after it nothing is.
    let mut segments: Vec<_> =
        std::fs::read_dir(past.archive()).expect("reads").map(|f| f.expect("reads").path()).collect();
    segments.retain(|segment| segment.extension().is_none());
    segments.sort();
    std::fs::remove_file(segments.last().expect("archived")).expect("removes");
    let server = past.to(point);
    server.starts(&[]);
    let says = |text: &str| std::fs::read_to_string(server.log()).is_ok_and(|log| log.contains(text));
    let mut came_up = false;
    for _ in 0..1000 {
        came_up = says("ready to accept connections");
        if came_up || says("recovery ended before configured recovery target was reached") {
            break;
        }
        sleep(Duration::from_millis(10)).await;
    }
    Figure::new("B2", &past.cluster.world, 1).wrong("niet_het_begin", u64::from(!came_up)).tell_control();
}
