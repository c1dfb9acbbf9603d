//! Aggregates as this process last saw them, so that a busy one is not read again for each command.
//!
//! Nothing here is ever trusted: whoever decides on a remembered aggregate guards its version in the append, and whoever is
//! refused on one is judged again on what the store holds.

use std::any::Any;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use quick_cache::Weighter;
use quick_cache::unsync::Cache;
use regieboek_kernel::Gemeente;
use uuid::Uuid;

use crate::poging::{Aggregaat, Geladen};

/// How many events the remembered aggregates were folded from, at most: their state grows with them.
const EVENTS: u64 = 200_000;
/// What remembering one costs beside its events.
const OVERHEAD: u64 = 4;

/// A stream's state at a version, whatever its type.
#[derive(Clone)]
pub(crate) struct Remembered {
    version: u64,
    state: Arc<dyn Any + Send + Sync>,
}

impl<A: Aggregaat> From<&Geladen<A>> for Remembered {
    fn from(geladen: &Geladen<A>) -> Self {
        let state: Arc<A> = Arc::clone(&geladen.state);
        Self { version: geladen.versie, state }
    }
}

#[derive(Clone)]
struct ByEvents;

impl Weighter<(Gemeente, Uuid), Remembered> for ByEvents {
    fn weight(&self, _: &(Gemeente, Uuid), remembered: &Remembered) -> u64 {
        remembered.version.saturating_add(OVERHEAD)
    }
}

type ByStream = Cache<(Gemeente, Uuid), Remembered, ByEvents>;

/// What is remembered, by gemeente and stream; the least used goes first. In one piece: of a cache in parts, each holds what fits
/// in a part, and a long stream would never be remembered.
#[derive(Clone)]
pub(crate) struct AggregateCache(Arc<Mutex<ByStream>>);

impl Default for AggregateCache {
    fn default() -> Self {
        let items = usize::try_from(EVENTS / 20).unwrap_or(usize::MAX);
        Self(Arc::new(Mutex::new(Cache::with_weighter(items, EVENTS, ByEvents))))
    }
}

impl AggregateCache {
    /// The stream as it was last seen, unless it is of another type.
    pub(crate) fn get<A: Aggregaat>(&self, gemeente: &Gemeente, id: Uuid) -> Option<Geladen<A>> {
        let Remembered { version, state } = self.streams().get(&(gemeente.clone(), id))?.clone();
        Some(Geladen { id, versie: version, state: state.downcast().ok()? })
    }

    /// Remembers a stream as it is now.
    pub(crate) fn put(&self, gemeente: &Gemeente, id: Uuid, remembered: Remembered) {
        self.streams().insert((gemeente.clone(), id), remembered);
    }

    /// Forgets a stream as it was at this version; what another command of this process has put in its place stays.
    pub(crate) fn forget(&self, gemeente: &Gemeente, id: Uuid, version: u64) {
        self.streams().remove_if(&(gemeente.clone(), id), |remembered| remembered.version <= version);
    }

    fn streams(&self) -> MutexGuard<'_, ByStream> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use regieboek_huishouden::Huishouden;

    use super::*;

    #[test]
    fn a_stream_of_a_hundred_thousand_events_is_remembered() {
        let (cache, gemeente, id) = (AggregateCache::default(), "0394".parse().unwrap(), Uuid::from_u128(1));
        let geladen = Geladen::<Huishouden> { id, versie: 100_000, state: Arc::default() };
        cache.put(&gemeente, id, Remembered::from(&geladen));
        assert_eq!(cache.get::<Huishouden>(&gemeente, id).map(|geladen| geladen.versie), Some(100_000));
    }
}
