//! How far each reader of the log is, moved only together with what it wrote, and only from where it was.

use regieboek_kernel::Gemeente;

use crate::args;
use crate::error::{DbError, ProjectionError};
use crate::projection::{Projection, feed_to};
use crate::store::{EventStore, feed_page};
use crate::tx::Tx;

impl EventStore {
    /// How far a reader is; 0 when it has not begun.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn checkpoint(&self, gemeente: &Gemeente, reader: &str) -> Result<u64, DbError> {
        let sql = "SELECT position FROM checkpoint WHERE gemeente = $1 AND reader = $2";
        let row = self.database().fetch_optional(sql, args![gemeente, reader]).await?;
        row.map_or(Ok(0), |row| row.nat(0))
    }

    /// Moves a reader on from where it must still be; false when another worker moved it first.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn advance_checkpoint(
        &self,
        gemeente: &Gemeente,
        reader: &str,
        from: u64,
        to: u64,
    ) -> Result<bool, DbError> {
        let mut tx = self.database().write().await?;
        if lock(&mut tx, gemeente, reader).await? != from {
            tx.roll_back().await;
            return Ok(false);
        }
        set(&mut tx, gemeente, reader, to).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// Lets a projection take in what it has not seen, at most `limit` events of the log, each exactly once however many
    /// workers do this. Answers how many events of the log it passed; 0 means that it is up to date.
    ///
    /// # Errors
    /// When the projection or the database refuses; rows and checkpoint are then as before.
    pub async fn catch_up(
        &self,
        gemeente: &Gemeente,
        projection: &dyn Projection,
        limit: u32,
    ) -> Result<u64, ProjectionError> {
        let mut tx = self.database().write().await?;
        let from = lock(&mut tx, gemeente, projection.name()).await?;
        let events = feed_page(&mut tx, gemeente, from, limit).await?;
        let Some(last) = events.last() else {
            tx.roll_back().await;
            return Ok(0);
        };
        feed_to(projection, &mut tx, &events).await?;
        set(&mut tx, gemeente, projection.name(), last.position).await?;
        tx.commit().await?;
        Ok(events.len() as u64)
    }
}

/// Takes the reader's row, making it at first; answers how far the reader is. Another worker waits here.
pub(crate) async fn lock(tx: &mut Tx, gemeente: &Gemeente, reader: &str) -> Result<u64, DbError> {
    let sql = "INSERT INTO checkpoint (gemeente, reader, position) VALUES ($1, $2, 0)
               ON CONFLICT (gemeente, reader) DO UPDATE SET position = checkpoint.position RETURNING position";
    tx.fetch_optional(sql, args![gemeente, reader]).await?.map_or(Ok(0), |row| row.nat(0))
}

/// Puts a reader where it is now.
pub(crate) async fn set(tx: &mut Tx, gemeente: &Gemeente, reader: &str, position: u64) -> Result<(), DbError> {
    let sql = "INSERT INTO checkpoint (gemeente, reader, position) VALUES ($1, $2, $3)
               ON CONFLICT (gemeente, reader) DO UPDATE SET position = excluded.position";
    tx.execute(sql, args![gemeente, reader, position]).await.map(drop)
}
