//! Who is told what this process stored.

use std::sync::{Arc, PoisonError, RwLock, Weak};

use crate::recorded::Recorded;

/// Follows what this process stores, for what it remembers of it.
///
/// What other processes store it is not told: whoever decides on what it remembers guards that in the append.
pub trait Observer: Send + Sync {
    /// These are durable now; their callers are answered afterwards. In the order of the log, per gemeente.
    fn stored(&self, events: &[Recorded]);
}

/// Those who follow, for as long as they are there.
#[derive(Default)]
pub(crate) struct Observers(RwLock<Vec<Weak<dyn Observer>>>);

impl Observers {
    pub(crate) fn add(&self, observer: &Arc<dyn Observer>) {
        let mut all = self.0.write().unwrap_or_else(PoisonError::into_inner);
        all.retain(|observer| observer.strong_count() > 0);
        all.push(Arc::downgrade(observer));
    }

    pub(crate) fn tell(&self, events: &[Recorded]) {
        let all = self.0.read().unwrap_or_else(PoisonError::into_inner);
        all.iter().filter_map(Weak::upgrade).for_each(|observer| observer.stored(events));
    }
}
