//! Working days and terms (Algemene termijnenwet art. 1 and 3; DOMAIN 4 "Terms").

use jiff::ToSpan as _;
use jiff::civil::Weekday;
use serde::{Deserialize, Serialize};

use crate::tijd::{Datum, Tijdstip};

/// Easter Sunday of a year in the Gregorian calendar (anonymous Gregorian algorithm, Meeus/Jones/Butcher).
fn eerste_paasdag(jaar: i16) -> Option<Datum> {
    let y = i32::from(jaar);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    Datum::new(jaar, i8::try_from(n / 31).ok()?, i8::try_from(n % 31 + 1).ok()?).ok()
}

/// The day the king's birthday is celebrated: 27 April, or the 26th when that is a Sunday.
fn koningsdag(jaar: i16) -> Option<Datum> {
    let dag = Datum::new(jaar, 4, 27).ok()?;
    if dag.weekday() == Weekday::Sunday { dag.yesterday().ok() } else { Some(dag) }
}

/// Whether the day is a generally recognised holiday (Algemene termijnenwet art. 3 lid 1) or Good Friday (lid 2).
pub fn is_feestdag(datum: Datum) -> bool {
    let vast = matches!((datum.month(), datum.day()), (1, 1) | (5, 5) | (12, 25 | 26));
    let bij_pasen = eerste_paasdag(datum.year()).is_some_and(|pasen| {
        [-2, 0, 1, 39, 49, 50].iter().any(|&na: &i32| pasen.checked_add(na.days()).is_ok_and(|d| d == datum))
    });
    vast || bij_pasen || koningsdag(datum.year()) == Some(datum)
}

/// Whether the day is neither Saturday, Sunday nor a holiday.
pub fn is_werkdag(datum: Datum) -> bool {
    !matches!(datum.weekday(), Weekday::Saturday | Weekday::Sunday) && !is_feestdag(datum)
}

/// The first working day on or after `datum` (Algemene termijnenwet art. 1 lid 1).
fn op_of_na_werkdag(mut datum: Datum) -> Datum {
    while !is_werkdag(datum) {
        let Ok(morgen) = datum.tomorrow() else { return datum };
        datum = morgen;
    }
    datum
}

/// How long something may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Termijn {
    /// Hours of elapsed time, day and night.
    Uren(u16),
    /// Working days; the last one counts to its end.
    Werkdagen(u16),
    /// Calendar weeks; a last day that is no working day moves on to the next (Algemene termijnenwet art. 1).
    Weken(u16),
    /// Calendar months; the last day moves on likewise.
    Maanden(u16),
}

impl Termijn {
    /// The last day of a term that starts at `vanaf`.
    pub fn laatste_dag(self, vanaf: Tijdstip) -> Datum {
        let begin = vanaf.datum();
        match self {
            Self::Uren(_) => self.verstrijkt(vanaf).datum(),
            Self::Werkdagen(aantal) => {
                let mut dag = begin;
                for _ in 0..aantal {
                    dag = op_of_na_werkdag(dag.tomorrow().unwrap_or(dag));
                }
                dag
            }
            Self::Weken(aantal) => op_of_na_werkdag(begin.checked_add(i32::from(aantal).weeks()).unwrap_or(begin)),
            Self::Maanden(aantal) => op_of_na_werkdag(begin.checked_add(i32::from(aantal).months()).unwrap_or(begin)),
        }
    }

    /// The instant from which a term that starts at `vanaf` has passed.
    pub fn verstrijkt(self, vanaf: Tijdstip) -> Tijdstip {
        match self {
            Self::Uren(uren) => vanaf.plus_uren(i64::from(uren)),
            Self::Werkdagen(_) | Self::Weken(_) | Self::Maanden(_) => Tijdstip::einde_van(self.laatste_dag(vanaf)),
        }
    }
}
