//! Makes a projection's rows again from the log, through the same `apply`.

use regieboek_kernel::Gemeente;

use crate::checkpoint;
use crate::database;
use crate::error::ProjectionError;
use crate::projection::{Projection, feed_to};
use crate::store::EventStore;

impl EventStore {
    /// Clears a projection's rows of a gemeente and applies its whole log, in one transaction under the head lock:
    /// readers see the old rows until it is done, and appends of that gemeente wait. A projection that catches up goes
    /// on from here. `progress` is told the position reached and the head; answers how many events it passed.
    ///
    /// # Errors
    /// When the projection or the database refuses; everything is then as before.
    pub async fn rebuild(
        &self,
        gemeente: &Gemeente,
        projection: &dyn Projection,
        mut progress: impl FnMut(u64, u64) + Send,
    ) -> Result<u64, ProjectionError> {
        let mut tx = self.database().write().await?;
        let (head, _) = database::lock_head(&mut tx, gemeente).await?;
        let catches_up = !self.is_inline(projection);
        if catches_up {
            // A worker that is catching up must be done first: what it has not committed, clear cannot see.
            checkpoint::lock(&mut tx, gemeente, projection.name()).await?;
        }
        projection.clear(&mut tx, gemeente).await?;
        // Beside the transaction, so that the log is read while rows are written. It sees all that the lock waited for.
        let (mut log, mut done) = (self.replay(gemeente, 0).await?, 0);
        while done < head {
            let events = log.next().await?;
            let Some(last) = events.last() else {
                return Err(ProjectionError::Inconsistent(format!("the log ends at {done}, its head says {head}")));
            };
            feed_to(projection, &mut tx, &events).await?;
            done = last.position;
            progress(done, head);
        }
        // To its end, so that who reads it is done as well.
        if !log.next().await?.is_empty() {
            return Err(ProjectionError::Inconsistent(format!("the log goes on after its head, {head}")));
        }
        if catches_up {
            checkpoint::set(&mut tx, gemeente, projection.name(), head).await?;
        }
        tx.commit().await?;
        Ok(done)
    }
}
