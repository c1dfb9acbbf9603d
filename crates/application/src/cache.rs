//! Aggregates as this process last saw them, so that a busy one is not read again for each command.
//!
//! Nothing here is ever trusted: whoever decides on a remembered aggregate guards its version in the append, and whoever is
//! refused on one is judged again on what the store holds.

use std::any::Any;
use std::ptr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use quick_cache::Weighter;
use quick_cache::unsync::Cache;
use regieboek_kernel::Gemeente;
use uuid::Uuid;

use crate::omvang::Omvang;
use crate::poging::{Aggregaat, Geladen};

/// How much is remembered unless somebody says otherwise, in MiB of state: some twenty thousand cases with a plan.
pub const GEHEUGEN_MIB: usize = 96;
/// What remembering a stream takes beside its state, in bytes.
const OVERHEAD: usize = 1_024;
/// Of how many bytes the state of a common stream is.
const COMMON: usize = 3_072;

/// A stream's state at a version, whatever its type.
#[derive(Clone)]
struct Remembered {
    version: u64,
    omvang: Omvang,
    /// None while it becomes what it is next.
    state: Option<Arc<dyn Any + Send + Sync>>,
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

impl AggregateCache {
    /// Room for so many MiB of state; without any, nothing is remembered.
    pub(crate) fn new(mib: usize) -> Self {
        let bytes = mib.saturating_mul(1 << 20);
        Self(Arc::new(Mutex::new(Cache::with_weighter(bytes / COMMON, bytes as u64, ByBytes))))
    }

    /// The stream as it was last seen, unless it is of another type.
    pub(crate) fn get<A: Aggregaat>(&self, gemeente: &Gemeente, id: Uuid) -> Option<Geladen<A>> {
        let Remembered { version, omvang, state } = self.streams().get(&(gemeente.clone(), id))?.clone();
        Some(Geladen { id, versie: version, omvang, state: state?.downcast().ok()? })
    }

    /// Remembers a stream as it is now.
    pub(crate) fn put<A: Aggregaat>(&self, gemeente: &Gemeente, geladen: &Geladen<A>) {
        let Geladen { id, versie: version, omvang, .. } = *geladen;
        let state: Arc<A> = Arc::clone(&geladen.state);
        self.streams().insert((gemeente.clone(), id), Remembered { version, omvang, state: Some(state) });
    }

    /// Lets go of a state, if it is this very one that is remembered, so that whoever changes it next may be the only one that
    /// has it. The place stays, and with it how often it is used.
    pub(crate) fn let_go<A: Aggregaat>(&self, gemeente: &Gemeente, id: Uuid, state: &Arc<A>) {
        if let Some(mut remembered) = self.streams().get_mut(&(gemeente.clone(), id)) {
            remembered.state.take_if(|remembered| ptr::addr_eq(Arc::as_ptr(remembered), Arc::as_ptr(state)));
        }
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

    /// Of so many streams with a state of so many bytes, how many are remembered in so many MiB.
    fn remembered_in(mib: usize, streams: u128, bytes: usize) -> usize {
        let (cache, gemeente) = (AggregateCache::new(mib), "0394".parse().unwrap());
        let omvang = Omvang::van(&"x".repeat(bytes));
        for id in (1..=streams).map(Uuid::from_u128) {
            let geladen = Geladen::<Huishouden> { id, versie: 100_000, omvang, state: Arc::default() };
            cache.put(&gemeente, &geladen);
        }
        let get = |id| cache.get::<Huishouden>(&gemeente, Uuid::from_u128(id));
        (1..=streams).filter(|id| get(*id).is_some()).count()
    }

    fn remembered(streams: u128, bytes: usize) -> usize {
        remembered_in(GEHEUGEN_MIB, streams, bytes)
    }

    fn geladen() -> Geladen<Huishouden> {
        Geladen { id: Uuid::from_u128(1), versie: 1, omvang: Omvang::default(), state: Arc::default() }
    }

    #[test]
    fn whoever_changes_a_remembered_state_is_the_only_one_that_has_it_once_it_was_let_go_of() {
        let (cache, gemeente, id) = (AggregateCache::new(1), "0394".parse().unwrap(), geladen().id);
        cache.put(&gemeente, &geladen());
        let mut state = cache.get::<Huishouden>(&gemeente, id).unwrap().state;
        assert!(Arc::get_mut(&mut state).is_none());
        cache.let_go(&gemeente, id, &state);
        assert!(Arc::get_mut(&mut state).is_some());
        assert!(cache.get::<Huishouden>(&gemeente, id).is_none());
    }

    #[test]
    fn what_another_command_has_put_in_its_place_is_not_let_go_of() {
        let (cache, gemeente, old) = (AggregateCache::new(1), "0394".parse().unwrap(), geladen());
        cache.put(&gemeente, &geladen());
        cache.let_go(&gemeente, old.id, &old.state);
        assert!(cache.get::<Huishouden>(&gemeente, old.id).is_some());
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
        assert!((1..=GEHEUGEN_MIB / 10).contains(&remembered), "{remembered}");
    }

    #[test]
    fn without_room_nothing_is_remembered() {
        assert_eq!((remembered_in(0, 10, 0), remembered_in(1, 10, 0)), (0, 10));
    }
}
