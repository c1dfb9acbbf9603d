//! The store as the application sees it: append, load, read.

use std::collections::{BTreeMap, HashMap};
use std::convert::Infallible;
use std::sync::{Arc, Mutex, PoisonError};

use regieboek_kernel::{EventId, Gemeente, Tijdstip};
use tokio::runtime::Handle;
use tokio::sync::{oneshot, watch};
use tokio::task::yield_now;
use uuid::Uuid;

use crate::appender::{Appender, Shared, Waiting};
use crate::args;
use crate::batch::{AppendError, Appended, Batch, ClaimKey, Receipt};
use crate::config::{DatabaseUrl, StoreConfig};
use crate::database::{self, Database, receipt_of};
use crate::db::{Arg, Row};
use crate::error::{DbError, OpenError};
use crate::lane::Lane;
use crate::memory::Ends;
use crate::observer::{Observer, Observers};
use crate::projection::Projection;
use crate::recorded::{Decoded, Recorded};
use crate::replay::contiguous;
use crate::schema;
use crate::tx::Tx;

/// The open store. Cloning is cheap; all clones share queues and connections.
#[derive(Clone)]
pub struct EventStore {
    inner: Arc<Open>,
}

struct Open {
    shared: Arc<Shared>,
    queue: usize,
    /// Where whatever must outlive its caller's runtime goes on.
    runtime: Handle,
    /// None once the store is closed.
    lanes: Mutex<Option<HashMap<Gemeente, Lane>>>,
}

/// Every column of an event, in the order in which [`recorded_of`] reads them.
macro_rules! select_events {
    ($rest:literal) => {
        concat!(
            "SELECT gemeente, position, stream_type, stream, version, event_id, code, schema_versie, payload, metadata, ",
            "gebeurd_op, vastgelegd_op, actor, bevoegdheid, leaf, previous FROM event WHERE gemeente = $1 AND ",
            $rest
        )
    };
}

pub(crate) const PAGE: &str = select_events!("position > $2 ORDER BY position LIMIT $3");
const PAGE_OF: &str =
    select_events!("position > $2 AND position <= $3 AND stream_type IN ($4, $5, $6) ORDER BY position");
/// How many events of a stream are in memory at once while it is folded; most streams are shorter.
const AT_ONCE: usize = 2_000;
const STREAM_AFTER: &str = select_events!("stream = $2 AND version > $3 ORDER BY version LIMIT $4");
const LAST: &str = select_events!("stream = $2 ORDER BY version DESC LIMIT 1");
const STREAM: &str = select_events!("stream = $2 ORDER BY version");
const STREAM_UP_TO: &str = select_events!("stream = $2 AND vastgelegd_op <= $3 ORDER BY version");

impl EventStore {
    /// Opens the store on the current runtime. `inline` are the projections that every append carries.
    ///
    /// # Errors
    /// When the database cannot be reached, is too old, or its tables are not those of this build.
    pub async fn open(config: StoreConfig, inline: Vec<Arc<dyn Projection>>) -> Result<Self, OpenError> {
        if config.auto_migrate {
            schema::migrate(&config.url).await?;
        }
        let database = Database::open(&config.url, config.read_connections).await?;
        schema::check(&database).await?;
        let shared = Arc::new(Shared {
            database,
            inline,
            observers: Observers::default(),
            ends: Ends::default(),
            commits: watch::Sender::new(0),
            failing: Mutex::default(),
        });
        let lanes = Mutex::new(Some(HashMap::new()));
        let inner = Open { shared, queue: config.queue.max(1), runtime: Handle::current(), lanes };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// Brings the tables up to date.
    ///
    /// # Errors
    /// When the database refuses, or holds tables of a newer build.
    pub async fn migrate(url: &DatabaseUrl) -> Result<(), OpenError> {
        schema::migrate(url).await
    }

    /// Prepares for many appends: the log file of SQLite (its WAL) gets the 64 MB that it grows to anyway, so that no append
    /// has to wait until it is longer. Takes a tenth of a second, and does nothing on PostgreSQL.
    ///
    /// # Errors
    /// When the database refuses, as where the disk is full. It can then be used all the same.
    pub async fn lengthen_log(&self) -> Result<(), DbError> {
        self.database().lengthen_log().await
    }

    /// What would make an acknowledged append less than durable; production refuses to start unless this is empty.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn check_safe_settings(&self) -> Result<Vec<String>, DbError> {
        let mut tx = self.database().write().await?;
        let findings = database::unsafe_settings(&mut tx).await?;
        tx.roll_back().await;
        Ok(findings)
    }

    /// Stores a batch whole, or nothing of it. Once this is called, dropping the future does not cancel the append.
    ///
    /// # Errors
    /// Why it was refused. After [`AppendError::Unavailable`] a retry with the same key tells what became of it.
    pub async fn append(&self, gemeente: &Gemeente, batch: Batch) -> Result<Appended, AppendError> {
        let (answer, outcome) = oneshot::channel();
        self.enqueue(gemeente, Waiting { batch: batch.into(), answer })?;
        outcome.await.unwrap_or_else(|_| Err(AppendError::Unavailable("the appender stopped".to_owned())))
    }

    /// In the lane of the gemeente, which is made at its first command, and again should its thread have died.
    fn enqueue(&self, gemeente: &Gemeente, waiting: Waiting) -> Result<(), AppendError> {
        let mut lanes = self.inner.lanes.lock().unwrap_or_else(PoisonError::into_inner);
        let lanes = lanes.as_mut().ok_or_else(|| AppendError::Unavailable("the store is closed".to_owned()))?;
        if let Some(lane) = lanes.get(gemeente).filter(|lane| !lane.is_dead()) {
            return lane.enqueue(waiting);
        }
        let appender = Appender::new(gemeente.clone(), Arc::clone(&self.inner.shared));
        let lane = self.database().lane(appender, self.inner.queue, &self.inner.runtime);
        let outcome = lane.enqueue(waiting);
        lanes.insert(gemeente.clone(), lane);
        outcome
    }

    /// All events of a stream, in order.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn load(&self, gemeente: &Gemeente, stream: Uuid) -> Result<Vec<Recorded>, DbError> {
        let all = |mut all: Vec<_>, event| {
            all.push(event);
            Ok::<_, Infallible>(all)
        };
        let Ok(all) = self.fold(gemeente, stream, Vec::new(), all).await?;
        Ok(all)
    }

    /// Folds the events of a stream, in order, with no more than some thousands of them in memory, however long it is; answers
    /// what came of it, or the first error of `next`. A stream is only added to, so that it need not stand still meanwhile.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn fold<S, E>(
        &self,
        gemeente: &Gemeente,
        stream: Uuid,
        mut state: S,
        mut next: impl FnMut(S, Recorded) -> Result<S, E>,
    ) -> Result<Result<S, E>, DbError> {
        let mut version = 0_u64;
        loop {
            let page = args![gemeente, stream, version, AT_ONCE as u64];
            let events = self.database().events(STREAM_AFTER, gemeente, page).await?;
            self.inner.shared.ends.note(&events);
            let is_last = events.len() < AT_ONCE;
            for event in events {
                version = event.version;
                state = match next(state, event) {
                    Ok(state) => state,
                    Err(error) => return Ok(Err(error)),
                };
            }
            if is_last {
                return Ok(Ok(state));
            }
            // On SQLite all of this is work of the thread that asks, and others wait for it.
            yield_now().await;
        }
    }

    /// The last event of a stream, if it has any.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn last(&self, gemeente: &Gemeente, stream: Uuid) -> Result<Option<Recorded>, DbError> {
        let row = self.database().fetch_optional(LAST, args![gemeente, stream]).await?;
        row.as_ref().map(recorded_of).transpose()
    }

    /// What a request with this idempotency key was answered with.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn receipt(&self, gemeente: &Gemeente, key: &[u8; 32]) -> Result<Option<Receipt>, DbError> {
        let sql = "SELECT key, subject, version, position, status, fingerprint FROM receipt
                   WHERE gemeente = $1 AND key = $2";
        let row = self.database().fetch_optional(sql, args![gemeente, key.as_slice()]).await?;
        row.map(|row| receipt_of(&row)).transpose()
    }

    /// The events after a position, in the one order.
    ///
    /// # Errors
    /// When the database refuses, or positions are not contiguous: the log is damaged then.
    pub async fn feed(&self, gemeente: &Gemeente, after: u64, limit: u32) -> Result<Vec<Recorded>, DbError> {
        let events = self.database().events(PAGE, gemeente, &page_args(gemeente, after, limit)).await?;
        contiguous(events, after)
    }

    /// Of the `limit` positions after this one, the events of three stream types, in the one order; and the position up to
    /// which that is all there is. For who has nothing to do with the rest.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn feed_of(
        &self,
        gemeente: &Gemeente,
        stream_types: [&'static str; 3],
        after: u64,
        limit: u32,
    ) -> Result<(Vec<Recorded>, u64), DbError> {
        let until = self.head(gemeente).await?.min(after.saturating_add(limit.into()));
        if until <= after {
            return Ok((Vec::new(), after));
        }
        let [one, two, three] = stream_types;
        let events = self.database().events(PAGE_OF, gemeente, args![gemeente, after, until, one, two, three]).await?;
        Ok((events, until))
    }

    /// The last position of the log; 0 when it is empty.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn head(&self, gemeente: &Gemeente) -> Result<u64, DbError> {
        let sql = "SELECT position FROM head WHERE gemeente = $1";
        let row = self.database().fetch_optional(sql, args![gemeente]).await?;
        row.map_or(Ok(0), |row| row.nat(0))
    }

    /// The municipalities that have a log.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn gemeenten(&self) -> Result<Vec<Gemeente>, DbError> {
        let rows = self.database().fetch_all("SELECT gemeente FROM head ORDER BY gemeente", &[]).await?;
        rows.iter().map(|row| gemeente_of(row, 0)).collect()
    }

    /// A read-only snapshot of everything. Drop it when done.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn read(&self) -> Result<Tx, DbError> {
        self.database().read().await
    }

    /// A single query outside any snapshot: one round trip, for a question of one statement.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn query(&self, sql: &'static str, args: &[Arg]) -> Result<Vec<Row>, DbError> {
        self.database().fetch_all(sql, args).await
    }

    /// Who holds a unique key.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn claim_owner(&self, gemeente: &Gemeente, key: &ClaimKey) -> Result<Option<Uuid>, DbError> {
        let sql = "SELECT owner FROM claim WHERE gemeente = $1 AND scope = $2 AND key = $3";
        let row = self.database().fetch_optional(sql, args![gemeente, key.scope, key.key.as_slice()]).await?;
        row.map(|row| row.uuid(0)).transpose()
    }

    /// Wakes readers of this process after each of its commits. Other processes must be polled for.
    pub fn subscribe(&self) -> watch::Receiver<u64> {
        self.inner.shared.commits.subscribe()
    }

    /// Tells `observer` what this process stores from now on, until nobody else holds it any more.
    pub fn observe(&self, observer: &Arc<dyn Observer>) {
        self.inner.shared.observers.add(observer);
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// When it does not.
    pub async fn ready(&self) -> Result<(), DbError> {
        self.database().fetch_all("SELECT count(*) FROM head", &[]).await.map(drop)
    }

    /// The logs in which this process stored nothing since it told somebody that a command could not be, or that it does not
    /// know whether it was; and since when. A full disk is such, and a commit whose answer was lost.
    pub fn failing(&self) -> BTreeMap<Gemeente, Tijdstip> {
        self.inner.shared.failing().clone()
    }

    /// Stores what is waiting, then closes all connections. Later appends are refused.
    pub async fn close(&self) {
        let lanes = self.inner.lanes.lock().unwrap_or_else(PoisonError::into_inner).take();
        for (gemeente, lane) in lanes.into_iter().flatten() {
            if !lane.close().await {
                tracing::error!(%gemeente, "the appender had stopped before its time");
            }
        }
        self.database().close().await;
    }

    pub(crate) fn database(&self) -> &Database {
        &self.inner.shared.database
    }

    /// Where what outlives a call runs.
    pub(crate) fn runtime(&self) -> &Handle {
        &self.inner.runtime
    }

    /// Whether every append carries this projection.
    pub(crate) fn is_inline(&self, projection: &dyn Projection) -> bool {
        self.inner.shared.inline.iter().any(|inline| inline.name() == projection.name())
    }
}

impl Tx {
    /// All events of a stream in this snapshot, in order. Whoever holds one reads from it: a second connection could keep
    /// waiting for others that wait for theirs.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn load(&mut self, gemeente: &Gemeente, stream: Uuid) -> Result<Vec<Recorded>, DbError> {
        recorded(&self.fetch_all(STREAM, args![gemeente, stream]).await?)
    }

    /// The events of a stream that were recorded at that instant or before: what we knew then.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn load_up_to(
        &mut self,
        gemeente: &Gemeente,
        stream: Uuid,
        recorded_until: Tijdstip,
    ) -> Result<Vec<Recorded>, DbError> {
        recorded(&self.fetch_all(STREAM_UP_TO, args![gemeente, stream, recorded_until]).await?)
    }
}

/// A page of the log within a transaction; refuses one with holes.
pub(crate) async fn feed_page(
    tx: &mut Tx,
    gemeente: &Gemeente,
    after: u64,
    limit: u32,
) -> Result<Vec<Recorded>, DbError> {
    contiguous(recorded(&tx.fetch_all(PAGE, &page_args(gemeente, after, limit)).await?)?, after)
}

fn page_args(gemeente: &Gemeente, after: u64, limit: u32) -> [Arg; 3] {
    [gemeente.into(), after.into(), i64::from(limit).into()]
}

pub(crate) fn recorded(rows: &[Row]) -> Result<Vec<Recorded>, DbError> {
    rows.iter().map(recorded_of).collect()
}

fn recorded_of(row: &Row) -> Result<Recorded, DbError> {
    Ok(Recorded {
        gemeente: gemeente_of(row, 0)?,
        position: row.nat(1)?,
        stream_type: row.text(2)?,
        stream: row.uuid(3)?,
        version: row.nat(4)?,
        event_id: EventId::new(row.uuid(5)?),
        code: row.text(6)?,
        schema_versie: u16::try_from(row.int(7)?).map_err(|_| DbError::integrity("impossible schema version"))?,
        payload: row.text(8)?,
        metadata: row.text(9)?,
        gebeurd_op: row.tijdstip(10)?,
        vastgelegd_op: row.tijdstip(11)?,
        actor: row.text(12)?,
        bevoegdheid: row.text(13)?,
        leaf: row.hash(14)?,
        previous: row.hash(15)?,
        decoded: Decoded::default(),
    })
}

pub(crate) fn gemeente_of(row: &Row, i: usize) -> Result<Gemeente, DbError> {
    row.text(i)?.try_into().map_err(|_| DbError::integrity("a gemeente has four digits"))
}

/// Callers spawn these futures and put them behind `async_trait`.
#[cfg(test)]
mod tests {
    use super::*;

    fn sendable(_: impl Future<Output = impl Sized> + Send) {}

    /// Compiles, or not.
    #[expect(dead_code, reason = "it is enough that this compiles")]
    fn all_futures_are_send(
        store: EventStore,
        config: StoreConfig,
        g: &Gemeente,
        batch: Batch,
        projection: &dyn Projection,
    ) {
        sendable(EventStore::open(config.clone(), vec![]));
        sendable(store.append(g, batch));
        sendable(store.load(g, Uuid::nil()));
        sendable(store.feed(g, 0, 1));
        sendable(store.replay(g, 0));
        sendable(store.read());
        sendable(store.catch_up(g, projection, 1));
        sendable(store.rebuild(g, projection, |_, _| ()));
        sendable(store.verify_chain(g));
        sendable(store.close());
    }
}
