//! A fresh database per test, and the words the cases are told in.

use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use futures_util::FutureExt as _;
use regieboek_event_store::{
    AppendError, Appended, Batch, Claim, ClaimKey, DatabaseUrl, Decoded, EventStore, NewEvent, NewReceipt, Projection,
    StoreConfig, StreamAppend,
};
use regieboek_kernel::{CommandId, EventId, Gemeente, Tijdstip};
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _, Executor as _};
use uuid::Uuid;

static COUNTER: AtomicU64 = AtomicU64::new(1);

fn unique() -> u64 {
    COUNTER.fetch_add(1, Ordering::Relaxed)
}

/// One database, gone when the test is.
pub(crate) struct World {
    pub(crate) url: DatabaseUrl,
    directory: Option<PathBuf>,
    server: Option<(String, String)>,
}

impl World {
    /// A database on another server than the one of the tests; who made it takes it away.
    pub(crate) fn elsewhere(url: &str) -> Self {
        let url = DatabaseUrl::Postgres { url: url.to_owned() };
        Self { url, directory: None, server: Some(Default::default()) }
    }

    /// A database in this file; who made it takes it away.
    pub(crate) fn file(path: PathBuf) -> Self {
        Self { url: DatabaseUrl::Sqlite { path }, directory: None, server: None }
    }

    pub(crate) fn is_postgres(&self) -> bool {
        self.server.is_some()
    }

    pub(crate) fn config(&self) -> StoreConfig {
        StoreConfig { auto_migrate: true, ..StoreConfig::new(self.url.clone()) }
    }

    pub(crate) async fn open(&self) -> EventStore {
        self.open_with(Vec::new()).await
    }

    pub(crate) async fn open_with(&self, inline: Vec<Arc<dyn Projection>>) -> EventStore {
        EventStore::open(self.config(), inline).await.expect("the store opens")
    }

    /// Does what no caller of the store can: any statement, as the owner of the database.
    pub(crate) async fn raw(&self, sql: &str) -> Result<(), sqlx::Error> {
        raw(&self.url, sql).await
    }

    /// One column of text, asked of the SQLite file itself.
    pub(crate) async fn texts(&self, sql: &str) -> Vec<String> {
        let DatabaseUrl::Sqlite { path } = &self.url else { panic!("the embedded database") };
        let mut connection =
            sqlx::sqlite::SqliteConnectOptions::new().filename(path).connect().await.expect("connects");
        sqlx::query_scalar(AssertSqlSafe(sql)).fetch_all(&mut connection).await.expect("reads")
    }

    /// One number, asked of the database itself.
    pub(crate) async fn count(&self, sql: &str) -> i64 {
        self.try_count(sql).await.expect("counts")
    }

    /// The same of a database that may be too damaged to answer.
    pub(crate) async fn try_count(&self, sql: &str) -> Result<i64, sqlx::Error> {
        match &self.url {
            DatabaseUrl::Sqlite { path } => {
                let mut connection = sqlx::sqlite::SqliteConnectOptions::new().filename(path).connect().await?;
                sqlx::query_scalar(AssertSqlSafe(sql)).fetch_one(&mut connection).await
            }
            DatabaseUrl::Postgres { url } => {
                let mut connection = sqlx::PgConnection::connect(url).await?;
                sqlx::query_scalar(AssertSqlSafe(sql)).fetch_one(&mut connection).await
            }
        }
    }
}

/// Any statement, on a connection of its own.
pub(crate) async fn raw(url: &DatabaseUrl, sql: &str) -> Result<(), sqlx::Error> {
    match url {
        DatabaseUrl::Sqlite { path } => {
            let options = sqlx::sqlite::SqliteConnectOptions::new().filename(path).create_if_missing(true);
            let mut connection = options.connect().await?;
            connection.execute(AssertSqlSafe(sql)).await?;
            connection.close().await
        }
        DatabaseUrl::Postgres { url } => postgres(url, sql).await,
    }
}

async fn postgres(url: &str, sql: &str) -> Result<(), sqlx::Error> {
    let mut connection = sqlx::PgConnection::connect(url).await?;
    connection.execute(AssertSqlSafe(sql)).await?;
    connection.close().await
}

/// Runs a case on a fresh SQLite file.
pub(crate) async fn run_on_sqlite<F: Future<Output = ()>>(case: fn(Arc<World>) -> F) {
    let directory = std::env::temp_dir().join(format!("regieboek-store-{}-{}", std::process::id(), unique()));
    std::fs::create_dir_all(&directory).expect("a temporary directory");
    let url = DatabaseUrl::Sqlite { path: directory.join("log.sqlite") };
    run(World { url, directory: Some(directory), server: None }, case).await;
}

/// Runs a case on a fresh PostgreSQL database. Without a server this fails: the contract is about both.
pub(crate) async fn run_on_postgres<F: Future<Output = ()>>(case: fn(Arc<World>) -> F) {
    let Ok(server) = std::env::var("REGIEBOEK_TEST_POSTGRES_URL") else {
        panic!(
            "REGIEBOEK_TEST_POSTGRES_URL is not set. Give the superuser URL of a PostgreSQL server, or run the tests \
             with scripts/postgres-voor-tests, which starts one."
        );
    };
    let name = format!("regieboek_store_{}_{}", std::process::id(), unique());
    postgres(&server, &format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await.expect("drops what was left");
    postgres(&server, &format!("CREATE DATABASE {name} TEMPLATE template0")).await.expect("creates a database");
    let (address, parameters) = server.split_once('?').unwrap_or((&server, ""));
    let (host, _) = address.rsplit_once('/').expect("a URL that ends with /database");
    let url = DatabaseUrl::Postgres { url: format!("{host}/{name}?{parameters}") };
    run(World { url, directory: None, server: Some((server.clone(), name)) }, case).await;
}

/// Cleans up whether the case ended well or not.
async fn run<F: Future<Output = ()>>(world: World, case: fn(Arc<World>) -> F) {
    let world = Arc::new(world);
    let outcome = AssertUnwindSafe(case(Arc::clone(&world))).catch_unwind().await;
    if let Some((server, name)) = &world.server {
        postgres(server, &format!("DROP DATABASE {name} WITH (FORCE)")).await.expect("drops the database");
    }
    if let Some(directory) = &world.directory {
        std::fs::remove_dir_all(directory).expect("removes the directory");
    }
    if let Err(failed) = outcome {
        std::panic::resume_unwind(failed);
    }
}

pub(crate) fn gemeente() -> Gemeente {
    "0394".parse().expect("four digits")
}

pub(crate) fn other_gemeente() -> Gemeente {
    "0363".parse().expect("four digits")
}

pub(crate) fn id(n: u64) -> Uuid {
    Uuid::from_u128(0x5000_0000_0000_0000_0000_0000_0000_0000 + u128::from(n))
}

pub(crate) fn at(seconds: i64) -> Tijdstip {
    Tijdstip::from_micros(1_790_000_000_000_000 + seconds * 1_000_000)
}

pub(crate) fn key(scope: &'static str, n: u8) -> ClaimKey {
    ClaimKey { scope, key: vec![n; 32] }
}

pub(crate) fn take(n: u8, owner: Uuid) -> Claim {
    Claim::Take { key: key("bsn", n), owner }
}

pub(crate) fn event() -> NewEvent {
    event_saying("{\"gebeurd\":\"ja\"}")
}

pub(crate) fn event_saying(payload: &str) -> NewEvent {
    let n = unique();
    NewEvent {
        // Also of its own when several processes write one log.
        event_id: EventId::new(Uuid::from_u64_pair(0xe000_0000_0000_0000 + u64::from(std::process::id()), n)),
        code: "te01",
        schema_versie: 1,
        payload: payload.to_owned(),
        metadata: format!("{{\"n\":{n}}}"),
        gebeurd_op: at(0),
        actor: "systeem".to_owned(),
        bevoegdheid: "regel".to_owned(),
        decoded: Decoded::default(),
    }
}

/// A batch in the making.
pub(crate) trait Building: Sized {
    fn writes(self, stream: Uuid, expected: u64, events: usize) -> Self;
    fn saying(self, stream: Uuid, expected: u64, payload: &str) -> Self;
    fn claims(self, claim: Claim) -> Self;
    fn guards(self, stream: Uuid, version: u64) -> Self;
    fn keyed(self, key: u8, fingerprint: u8) -> Self;
}

pub(crate) fn batch() -> Batch {
    Batch {
        command: CommandId::new(id(unique())),
        streams: vec![],
        guards: vec![],
        claims: vec![],
        receipt: None,
        now: at(60),
    }
}

/// One event on a stream.
pub(crate) fn one(stream: Uuid, expected: u64) -> Batch {
    batch().writes(stream, expected, 1)
}

impl Building for Batch {
    fn writes(mut self, stream: Uuid, expected: u64, events: usize) -> Self {
        let events = (0..events).map(|_| event()).collect();
        self.streams.push(StreamAppend { stream_type: "teller", stream, expected, events });
        self
    }
    fn saying(mut self, stream: Uuid, expected: u64, payload: &str) -> Self {
        self.streams.push(StreamAppend {
            stream_type: "teller",
            stream,
            expected,
            events: vec![event_saying(payload)],
        });
        self
    }
    fn claims(mut self, claim: Claim) -> Self {
        self.claims.push(claim);
        self
    }
    fn guards(mut self, stream: Uuid, version: u64) -> Self {
        self.guards.push(regieboek_event_store::Guard { stream, version });
        self
    }
    fn keyed(mut self, key: u8, fingerprint: u8) -> Self {
        let subject = self.streams.first().map_or(id(0), |s| s.stream);
        self.receipt = Some(NewReceipt { key: [key; 32], fingerprint: [fingerprint; 32], subject, status: 201 });
        self
    }
}

/// Sends batches in this order without waiting for answers in between, and gives the answers in the same order.
pub(crate) async fn all_at_once(
    store: &EventStore,
    gemeente: &Gemeente,
    batches: impl IntoIterator<Item = Batch>,
) -> Vec<Result<Appended, AppendError>> {
    futures_util::future::join_all(batches.into_iter().map(|batch| store.append(gemeente, batch))).await
}

/// Runs a task per item, truly at the same time.
pub(crate) async fn in_parallel<T, R, F>(items: impl IntoIterator<Item = T>, work: impl Fn(T) -> F) -> Vec<R>
where
    R: Send + 'static,
    F: Future<Output = R> + Send + 'static,
{
    let tasks: Vec<_> = items.into_iter().map(|item| tokio::spawn(work(item))).collect();
    let mut results = Vec::new();
    for task in tasks {
        results.push(task.await.expect("the task ends"));
    }
    results
}
