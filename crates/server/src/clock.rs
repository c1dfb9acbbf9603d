//! The clocks: the machine's own, and one that can be set for a demo or a test.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use regieboek_application::IdSource;
use regieboek_kernel::{Clock, Tijdstip};
use uuid::Uuid;

/// The machine's clock.
pub(crate) struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place where the machine's clock is read for the domain")]
    fn now(&self) -> Tijdstip {
        Tijdstip::new(jiff::Timestamp::now())
    }
}

/// A clock that stands still until it is set.
#[derive(Clone)]
pub(crate) struct SettableClock(Arc<AtomicI64>);

impl SettableClock {
    /// Stands at `start`.
    pub(crate) fn new(start: Tijdstip) -> Self {
        Self(Arc::new(AtomicI64::new(start.micros())))
    }

    /// Moves to another instant.
    pub(crate) fn set(&self, tijdstip: Tijdstip) {
        self.0.store(tijdstip.micros(), Ordering::SeqCst);
    }
}

impl Clock for SettableClock {
    fn now(&self) -> Tijdstip {
        Tijdstip::from_micros(self.0.load(Ordering::SeqCst))
    }
}

/// A clock in a file that several processes share; the machine's clock while the file does not hold an instant.
pub(crate) struct FileClock(pub(crate) PathBuf);

impl Clock for FileClock {
    fn now(&self) -> Tijdstip {
        std::fs::read_to_string(&self.0)
            .ok()
            .and_then(|text| text.trim().parse().ok())
            .unwrap_or_else(|| SystemClock.now())
    }
}

/// Ids in order of time, so that indexes stay append-mostly.
pub(crate) struct TimeOrderedIds;

impl IdSource for TimeOrderedIds {
    #[expect(clippy::disallowed_methods, reason = "the one place where ids are made")]
    fn nieuw(&self) -> Uuid {
        Uuid::now_v7()
    }
}
