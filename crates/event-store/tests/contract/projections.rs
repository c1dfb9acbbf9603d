//! Small projections for the cases.

use async_trait::async_trait;
use regieboek_event_store::{EventStore, Projection, ProjectionError, Recorded, Tx, args};
use regieboek_kernel::Gemeente;
use tokio::sync::Semaphore;

use super::world::World;

/// Counts events per stream; cannot take one whose payload says `faal`.
pub(crate) struct Teller;

impl Teller {
    pub(crate) async fn make_table(world: &World) {
        let sql = "CREATE TABLE teller (gemeente TEXT NOT NULL, stream BYTEA NOT NULL, aantal BIGINT NOT NULL,
                   laatste BIGINT NOT NULL, PRIMARY KEY (gemeente, stream))";
        world.raw(sql).await.expect("makes the table");
    }

    /// All rows: gemeente, stream, how many, last position.
    pub(crate) async fn rows(store: &EventStore) -> Vec<(String, uuid::Uuid, i64, i64)> {
        let mut tx = store.read().await.expect("reads");
        let sql = "SELECT gemeente, stream, aantal, laatste FROM teller ORDER BY gemeente, stream";
        let rows = tx.fetch_all(sql, &[]).await.expect("reads");
        let read = |row: &regieboek_event_store::Row| Ok((row.text(0)?, row.uuid(1)?, row.int(2)?, row.int(3)?));
        rows.iter().map(read).collect::<Result<_, regieboek_event_store::DbError>>().expect("decodes")
    }
}

#[async_trait]
impl Projection for Teller {
    fn name(&self) -> &'static str {
        "teller"
    }

    fn streams(&self) -> &'static [&'static str] {
        &["teller"]
    }

    async fn apply(&self, tx: &mut Tx, events: &[Recorded]) -> Result<(), ProjectionError> {
        for event in events {
            assert_eq!(event.stream_type, "teller", "no other stream was asked for");
            tx.execute(
                "INSERT INTO teller (gemeente, stream, aantal, laatste) VALUES ($1, $2, 1, $3)
                 ON CONFLICT (gemeente, stream) DO UPDATE SET aantal = teller.aantal + 1, laatste = excluded.laatste",
                args![&event.gemeente, event.stream, event.position],
            )
            .await?;
            if event.payload.contains("faal") {
                return Err(ProjectionError::Inconsistent("it says so".to_owned()));
            }
            if event.payload.contains("paniek") {
                panic!("a projection with a bug");
            }
        }
        Ok(())
    }

    async fn clear(&self, tx: &mut Tx, gemeente: &Gemeente) -> Result<(), ProjectionError> {
        tx.execute("DELETE FROM teller WHERE gemeente = $1", args![gemeente]).await?;
        Ok(())
    }
}

/// Holds up the appender until it is opened, so that a group gathers behind it.
pub(crate) struct Gate {
    arrived: Semaphore,
    passage: Semaphore,
}

impl Default for Gate {
    fn default() -> Self {
        Self { arrived: Semaphore::new(0), passage: Semaphore::new(0) }
    }
}

impl Gate {
    pub(crate) async fn someone_waits(&self) {
        self.arrived.acquire().await.expect("never closed").forget();
    }

    pub(crate) fn open(&self) {
        self.passage.add_permits(1000);
    }
}

#[async_trait]
impl Projection for Gate {
    fn name(&self) -> &'static str {
        "gate"
    }

    fn streams(&self) -> &'static [&'static str] {
        &["teller"]
    }

    async fn apply(&self, _: &mut Tx, _: &[Recorded]) -> Result<(), ProjectionError> {
        self.arrived.add_permits(1);
        self.passage.acquire().await.expect("never closed").forget();
        Ok(())
    }

    async fn clear(&self, _: &mut Tx, _: &Gemeente) -> Result<(), ProjectionError> {
        Ok(())
    }
}

/// Swallows the error of a failed statement, as no projection should.
pub(crate) struct Swallower;

#[async_trait]
impl Projection for Swallower {
    fn name(&self) -> &'static str {
        "swallower"
    }

    fn streams(&self) -> &'static [&'static str] {
        &["teller"]
    }

    async fn apply(&self, tx: &mut Tx, _: &[Recorded]) -> Result<(), ProjectionError> {
        assert!(tx.execute("INSERT INTO bestaat_niet (a) VALUES (1)", &[]).await.is_err());
        // SQLite lets the next statement succeed; that must not make up for it.
        drop(tx.execute("DELETE FROM claim", &[]).await);
        Ok(())
    }

    async fn clear(&self, _: &mut Tx, _: &Gemeente) -> Result<(), ProjectionError> {
        Ok(())
    }
}

/// Counts slices instead of events, as no projection should.
pub(crate) struct PerSlice;

#[async_trait]
impl Projection for PerSlice {
    fn name(&self) -> &'static str {
        "per-slice"
    }

    fn streams(&self) -> &'static [&'static str] {
        &["teller"]
    }

    async fn apply(&self, tx: &mut Tx, events: &[Recorded]) -> Result<(), ProjectionError> {
        Teller.apply(tx, &events[events.len() - 1..]).await
    }

    async fn clear(&self, tx: &mut Tx, gemeente: &Gemeente) -> Result<(), ProjectionError> {
        Teller.clear(tx, gemeente).await
    }
}
