//! The three sources of what is no function of its arguments: wall clock, stopwatch and new ids. Nowhere else.

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use uuid::Uuid;

/// The clock by which tokens are judged; never the domain's clock, which a demo may set.
pub trait WallClock: Send + Sync {
    /// Whole seconds since the Unix epoch.
    fn unix_seconds(&self) -> i64;
}

impl<F: Fn() -> i64 + Send + Sync> WallClock for F {
    fn unix_seconds(&self) -> i64 {
        self()
    }
}

/// The clock of the machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemWallClock;

impl WallClock for SystemWallClock {
    #[expect(clippy::disallowed_methods, reason = "tokens are judged by the wall clock; this is its one reading")]
    fn unix_seconds(&self) -> i64 {
        SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| i64::try_from(d.as_secs()).unwrap_or(i64::MAX))
    }
}

/// Measures how long a request takes.
#[derive(Debug, Clone, Copy)]
pub struct Stopwatch(Instant);

impl Stopwatch {
    /// Starts measuring.
    #[expect(clippy::disallowed_methods, reason = "how long a request took is a measurement, never an input to a rule")]
    pub fn start() -> Self {
        Self(Instant::now())
    }

    /// The time since the start.
    pub fn verstreken(self) -> Duration {
        self.0.elapsed()
    }
}

/// A new id, for a request or for what a request makes.
#[expect(clippy::disallowed_methods, reason = "ids are made at the edge; this is their one source")]
pub fn nieuw_id() -> Uuid {
    Uuid::now_v7()
}
