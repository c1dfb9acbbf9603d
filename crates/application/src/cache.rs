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

use crate::omvang::Omvang;
use crate::poging::{Aggregaat, Geladen};

/// How much is remembered at most, in bytes of state: some twenty thousand cases with a plan.
const BYTES: usize = 96 << 20;
/// What remembering a stream takes beside its state, in bytes.
const OVERHEAD: usize = 1_024;
/// Of how many bytes the state of a common stream is.
const COMMON: usize = 3_072;

/// A stream's state at a version, whatever its type.
#[derive(Clone)]
pub(crate) struct Remembered {
    version: u64,
    omvang: Omvang,
    state: Arc<dyn Any + Send + Sync>,
}

impl<A: Aggregaat> From<&Geladen<A>> for Remembered {
    fn from(geladen: &Geladen<A>) -> Self {
        let state: Arc<A> = Arc::clone(&geladen.state);
        Self { version: geladen.versie, omvang: geladen.omvang, state }
    }
}

#[derive(Clone)]
struct ByBytes;

impl Weighter<(Gemeente, Uuid), Remembered> for ByBytes {
    fn weight(&self, _: &(Gemeente, Uuid), remembered: &Remembered) -> u64 {
        remembered.omvang.bytes().saturating_add(OVERHEAD) as u64
    }
}

type ByStream = Cache<(Gemeente, Uuid), Remembered, ByBytes>;

/// What is remembered, by gemeente and stream; the least used goes first. In one piece: of a cache in parts, each holds what fits
/// in a part, and a long stream would never be remembered.
#[derive(Clone)]
pub(crate) struct AggregateCache(Arc<Mutex<ByStream>>);

impl Default for AggregateCache {
    fn default() -> Self {
        Self(Arc::new(Mutex::new(Cache::with_weighter(BYTES / COMMON, BYTES as u64, ByBytes))))
    }
}

impl AggregateCache {
    /// The stream as it was last seen, unless it is of another type.
    pub(crate) fn get<A: Aggregaat>(&self, gemeente: &Gemeente, id: Uuid) -> Option<Geladen<A>> {
        let Remembered { version, omvang, state } = self.streams().get(&(gemeente.clone(), id))?.clone();
        Some(Geladen { id, versie: version, omvang, state: state.downcast().ok()? })
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

    /// Of so many streams with a state of so many bytes, how many are remembered.
    fn remembered(streams: u128, bytes: usize) -> usize {
        let (cache, gemeente) = (AggregateCache::default(), "0394".parse().unwrap());
        let omvang = Omvang::van(&"x".repeat(bytes));
        for id in (1..=streams).map(Uuid::from_u128) {
            let geladen = Geladen::<Huishouden> { id, versie: 100_000, omvang, state: Arc::default() };
            cache.put(&gemeente, id, Remembered::from(&geladen));
        }
        let get = |id| cache.get::<Huishouden>(&gemeente, Uuid::from_u128(id));
        (1..=streams).filter(|id| get(*id).is_some()).count()
    }

    #[test]
    fn a_stream_of_a_hundred_thousand_events_is_remembered() {
        assert_eq!(remembered(1, 40_000_000), 1);
    }

    #[test]
    fn the_busy_cases_of_a_large_municipality_are_remembered_however_long_their_histories_are() {
        assert_eq!(remembered(20_000, COMMON), 20_000);
    }

    #[test]
    fn no_more_is_remembered_than_there_is_room_for_however_long_the_texts_are() {
        let remembered = remembered(100, 10 << 20);
        assert!((1..=BYTES / (10 << 20)).contains(&remembered), "{remembered}");
    }
}
