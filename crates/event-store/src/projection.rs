//! What a read model must be able to do.

use async_trait::async_trait;
use regieboek_kernel::Gemeente;

use crate::error::ProjectionError;
use crate::recorded::Recorded;
use crate::tx::Tx;

/// Turns events into rows. Inline in the append, by catching up, or in a rebuild: always through the same `apply`.
#[async_trait]
pub trait Projection: Send + Sync {
    /// Its name, also of its checkpoint.
    fn name(&self) -> &'static str;

    /// The stream types it reads; it is given no other events.
    fn streams(&self) -> &'static [&'static str];

    /// Takes events in, in order. How they are cut into slices must not matter.
    async fn apply(&self, tx: &mut Tx, events: &[Recorded]) -> Result<(), ProjectionError>;

    /// Forgets all rows of a municipality, before a rebuild.
    async fn clear(&self, tx: &mut Tx, gemeente: &Gemeente) -> Result<(), ProjectionError>;
}

/// Gives a projection those of the events that it reads.
pub(crate) async fn feed_to(
    projection: &dyn Projection,
    tx: &mut Tx,
    events: &[Recorded],
) -> Result<(), ProjectionError> {
    let reads = |event: &&Recorded| projection.streams().contains(&event.stream_type.as_str());
    // Most often a group is of one kind, and nothing has to be left out.
    if events.iter().all(|event| reads(&event)) {
        return if events.is_empty() { Ok(()) } else { projection.apply(tx, events).await };
    }
    let own: Vec<Recorded> = events.iter().filter(reads).cloned().collect();
    if own.is_empty() { Ok(()) } else { projection.apply(tx, &own).await }
}
