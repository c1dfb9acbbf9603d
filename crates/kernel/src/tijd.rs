//! Instants and dates: microseconds UTC for storage, Europe/Amsterdam for everything a person calls a day.

use jiff::{Timestamp, ToSpan as _, tz::TimeZone};
use serde::{Deserialize, Serialize};

/// A civil date, as in `2026-03-01`.
pub type Datum = jiff::civil::Date;

/// The time zone of every Dutch municipality (both DST nights included).
pub fn amsterdam() -> TimeZone {
    TimeZone::get("Europe/Amsterdam").unwrap_or(TimeZone::UTC)
}

/// An instant in UTC with microsecond precision (what both databases can hold exactly).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Tijdstip(Timestamp);

impl Tijdstip {
    /// Takes an instant, dropping what is finer than a microsecond.
    pub fn new(timestamp: Timestamp) -> Self {
        Self::from_micros(timestamp.as_microsecond())
    }

    /// From microseconds since the Unix epoch; values outside the calendar (years -9999..9999) are clamped.
    pub fn from_micros(micros: i64) -> Self {
        Self(Timestamp::from_microsecond(micros).unwrap_or(if micros < 0 { Timestamp::MIN } else { Timestamp::MAX }))
    }

    /// Microseconds since the Unix epoch.
    pub fn micros(self) -> i64 {
        self.0.as_microsecond()
    }

    /// Midnight local time at which `datum` begins in the Netherlands.
    pub fn begin_van(datum: Datum) -> Self {
        datum.to_zoned(amsterdam()).map(|z| Self::new(z.timestamp())).unwrap_or(Self(Timestamp::MAX))
    }

    /// The first instant after `datum` in the Netherlands; a term that lasts "up to and including" a day ends here.
    pub fn einde_van(datum: Datum) -> Self {
        datum.tomorrow().map(Self::begin_van).unwrap_or(Self(Timestamp::MAX))
    }

    /// The day this instant falls on in the Netherlands.
    pub fn datum(self) -> Datum {
        self.0.to_zoned(amsterdam()).date()
    }

    /// This instant plus a number of hours of elapsed time.
    pub fn plus_uren(self, uren: i64) -> Self {
        self.0.checked_add(uren.hours()).map(Self::new).unwrap_or(Self(Timestamp::MAX))
    }

    /// The instant as jiff knows it.
    pub fn timestamp(self) -> Timestamp {
        self.0
    }
}

impl std::fmt::Display for Tijdstip {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for Tijdstip {
    type Err = jiff::Error;
    fn from_str(s: &str) -> Result<Self, Self::Err> {
        s.parse().map(Self::new)
    }
}

/// Where domain time comes from. The edge implements it; domain crates only ever see its answers.
pub trait Clock: Send + Sync {
    /// The present instant.
    fn now(&self) -> Tijdstip;
}
