//! The calendar of a story: days counted from its first day, hours in the Netherlands.

use anyhow::Context as _;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};

/// Counts days from the story's first day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kalender {
    eerste_dag: Date,
}

impl Kalender {
    /// A story that starts on this day.
    pub const fn vanaf(eerste_dag: Date) -> Self {
        Self { eerste_dag }
    }

    /// A story that started `dagen` before the day on which it is now `nu`.
    ///
    /// # Errors
    /// The day lies outside the calendar.
    pub fn eindigend_op(nu: Timestamp, dagen: i32) -> anyhow::Result<Self> {
        let vandaag = nu.to_zoned(nederland()?).date();
        Ok(Self { eerste_dag: vandaag.checked_sub(dagen.days())? })
    }

    /// The date of a day of the story; day 0 is the first. Negative days lie before it.
    ///
    /// # Errors
    /// The day lies outside the calendar.
    pub fn dag(&self, dag: i32) -> anyhow::Result<Date> {
        Ok(self.eerste_dag.checked_add(dag.days())?)
    }

    /// The date that many years and months before the first day, as a birth date.
    ///
    /// # Errors
    /// The day lies outside the calendar.
    pub fn geboren(&self, jaren: i16, maanden: i32) -> anyhow::Result<Date> {
        Ok(self.eerste_dag.checked_sub(jaren.years().months(maanden))?)
    }

    /// An instant: a whole hour of a day of the story.
    ///
    /// # Errors
    /// The day lies outside the calendar.
    pub fn moment(&self, dag: i32, uur: i8) -> anyhow::Result<Timestamp> {
        self.minuut(dag, uur, 0)
    }

    /// An instant: a minute of an hour of a day of the story.
    ///
    /// # Errors
    /// The day lies outside the calendar.
    pub fn minuut(&self, dag: i32, uur: i8, minuut: i8) -> anyhow::Result<Timestamp> {
        Ok(self.dag(dag)?.at(uur, minuut, 0, 0).to_zoned(nederland()?)?.timestamp())
    }
}

fn nederland() -> anyhow::Result<TimeZone> {
    TimeZone::get("Europe/Amsterdam").context("the time zone of the Netherlands")
}
