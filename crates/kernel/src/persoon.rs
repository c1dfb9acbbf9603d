//! What a person has besides a name: a birth date that may be partly unknown, and the ages that turn rules.

use serde::{Deserialize, Serialize};

use crate::tijd::Datum;

/// A birth date of which day, or day and month, may be unknown, as the BRP holds it: `1975-03-30`, `1975-03`, `1975`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Geboortedatum {
    jaar: i16,
    maand: Option<i8>,
    dag: Option<i8>,
}

/// The text is no birth date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("Een geboortedatum is een datum als 1975-03-30; onbekende dag of maand wordt weggelaten: 1975-03 of 1975.")]
pub struct GeenGeboortedatum;

impl Geboortedatum {
    /// A fully known birth date.
    pub fn volledig(datum: Datum) -> Self {
        Self { jaar: datum.year(), maand: Some(datum.month()), dag: Some(datum.day()) }
    }

    /// The latest day it can have been: an age that is uncertain is reached at the last possible moment.
    pub fn uiterlijk(self) -> Datum {
        let maand = self.maand.unwrap_or(12);
        Datum::new(self.jaar, maand, 1)
            .map(|eerste| match self.dag {
                Some(dag) => Datum::new(self.jaar, maand, dag).unwrap_or(eerste.last_of_month()),
                None => eerste.last_of_month(),
            })
            .unwrap_or(Datum::MAX)
    }

    /// The day on which an age of `maanden` months is reached (18 years = 216). Born on 29 February: 1 March in other years.
    pub fn bereikt(self, maanden: u16) -> Datum {
        let geboren = self.uiterlijk();
        let maand0 = i32::from(geboren.year()) * 12 + i32::from(geboren.month()) - 1 + i32::from(maanden);
        let (Ok(jaar), Ok(maand)) = (i16::try_from(maand0.div_euclid(12)), i8::try_from(maand0.rem_euclid(12) + 1))
        else {
            return Datum::MAX;
        };
        Datum::new(jaar, maand, geboren.day()).unwrap_or_else(|_| {
            Datum::new(jaar, maand, 1).and_then(|d| d.last_of_month().tomorrow()).unwrap_or(Datum::MAX)
        })
    }

    /// Age in whole years on a day; before birth 0.
    pub fn leeftijd(self, op: Datum) -> u16 {
        (1..=150).take_while(|jaren| self.bereikt(jaren * 12) <= op).last().unwrap_or(0)
    }
}

impl std::str::FromStr for Geboortedatum {
    type Err = GeenGeboortedatum;
    fn from_str(tekst: &str) -> Result<Self, GeenGeboortedatum> {
        let cijfers = |deel: &str, lengte: usize| {
            (deel.len() == lengte && deel.bytes().all(|b| b.is_ascii_digit()))
                .then(|| deel.parse::<i16>().ok())
                .flatten()
        };
        let mut delen = tekst.split('-');
        let jaar = delen.next().and_then(|d| cijfers(d, 4)).ok_or(GeenGeboortedatum)?;
        let klein = |deel: Option<&str>| match deel {
            None => Ok(None),
            Some(d) => cijfers(d, 2).and_then(|n| i8::try_from(n).ok()).map(Some).ok_or(GeenGeboortedatum),
        };
        let (maand, dag) = (klein(delen.next())?, klein(delen.next())?);
        if delen.next().is_some() {
            return Err(GeenGeboortedatum);
        }
        Datum::new(jaar, maand.unwrap_or(1), dag.unwrap_or(1)).map_err(|_| GeenGeboortedatum)?;
        Ok(Self { jaar, maand, dag })
    }
}

impl TryFrom<String> for Geboortedatum {
    type Error = GeenGeboortedatum;
    fn try_from(tekst: String) -> Result<Self, GeenGeboortedatum> {
        tekst.parse()
    }
}

impl From<Geboortedatum> for String {
    fn from(datum: Geboortedatum) -> Self {
        datum.to_string()
    }
}

impl std::fmt::Display for Geboortedatum {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}", self.jaar)?;
        self.maand.map_or(Ok(()), |m| write!(f, "-{m:02}"))?;
        self.dag.map_or(Ok(()), |d| write!(f, "-{d:02}"))
    }
}
