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

/// What a settable clock holds when it goes along with the machine's.
const LOOPT_MEE: i64 = i64::MIN;

/// A clock that stands still until it is set, or let go.
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

    /// From now on it goes along with the machine's clock.
    pub(crate) fn volg_de_machine(&self) {
        self.0.store(LOOPT_MEE, Ordering::SeqCst);
    }
}

impl Clock for SettableClock {
    fn now(&self) -> Tijdstip {
        match self.0.load(Ordering::SeqCst) {
            LOOPT_MEE => SystemClock.now(),
            micros => Tijdstip::from_micros(micros),
        }
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
