//! Collects the errors of many conversions, so that a caller corrects them all at once.

use std::str::FromStr;

use regieboek_api_types::Veldfout;
use regieboek_kernel::{GeenBsn, GeenCode, GeenGeboortedatum};

use super::veldfout;
use crate::problem::Problem;

/// An error of a conversion, as a code and a Dutch sentence that does not repeat the value.
pub trait Uitleg {
    /// The code and the sentence.
    fn uitleg(&self) -> (&'static str, String);
}

impl Uitleg for GeenCode {
    fn uitleg(&self) -> (&'static str, String) {
        ("geen-code", self.to_string())
    }
}

impl Uitleg for GeenBsn {
    fn uitleg(&self) -> (&'static str, String) {
        ("geen-bsn", self.to_string())
    }
}

impl Uitleg for GeenGeboortedatum {
    fn uitleg(&self) -> (&'static str, String) {
        ("geen-geboortedatum", self.to_string())
    }
}

impl Uitleg for uuid::Error {
    fn uitleg(&self) -> (&'static str, String) {
        ("geen-uuid", "Hier hoort een uuid.".to_owned())
    }
}

impl Uitleg for jiff::Error {
    fn uitleg(&self) -> (&'static str, String) {
        ("geen-datum", "Hier hoort een bestaande datum of een bestaand tijdstip.".to_owned())
    }
}

impl Uitleg for strum::ParseError {
    fn uitleg(&self) -> (&'static str, String) {
        ("keuze", "Deze waarde staat niet in de lijst.".to_owned())
    }
}

/// The errors so far, and where in the body we are.
///
/// Every method gives `None` when it noted an error: read all fields first, and use `?` when they come together.
#[derive(Debug, Default)]
pub struct Velden {
    plaats: String,
    fouten: Vec<Veldfout>,
}

impl Velden {
    /// Runs the conversions of one body.
    ///
    /// # Errors
    /// 400 with every error that was noted.
    pub fn verzamel<T>(omzetting: impl FnOnce(&mut Self) -> Option<T>) -> Result<T, Problem> {
        let mut velden = Self::default();
        let waarde = omzetting(&mut velden);
        velden.klaar()?;
        waarde.ok_or_else(|| Problem::storing("een omzetting gaf niets, en ook geen fout"))
    }

    /// Notes an error; `pointer` is relative to where we are.
    pub fn fout(&mut self, pointer: &str, code: &str, uitleg: impl Into<String>) {
        self.fouten.push(veldfout(format!("{}{pointer}", self.plaats), code, uitleg));
    }

    /// A text as value of the domain.
    pub fn lees<T: FromStr<Err: Uitleg>>(&mut self, pointer: &str, tekst: &str) -> Option<T> {
        self.neem(pointer, tekst.parse())
    }

    /// The same where the field may be left out. Outside: was it good; inside: was it there.
    pub fn lees_optie<T: FromStr<Err: Uitleg>>(&mut self, pointer: &str, tekst: Option<&str>) -> Option<Option<T>> {
        match tekst {
            None => Some(None),
            Some(tekst) => self.lees(pointer, tekst).map(Some),
        }
    }

    /// Free text or a name: kept as it came, but not blank.
    pub fn tekst(&mut self, pointer: &str, tekst: &str) -> Option<String> {
        if tekst.trim().is_empty() {
            self.fout(pointer, "leeg", "Dit veld mag niet leeg zijn.");
            return None;
        }
        Some(tekst.to_owned())
    }

    /// The outcome of any other conversion.
    pub fn neem<T, E: Uitleg>(&mut self, pointer: &str, uitkomst: Result<T, E>) -> Option<T> {
        uitkomst
            .map_err(|fout| {
                let (code, uitleg) = fout.uitleg();
                self.fout(pointer, code, uitleg);
            })
            .ok()
    }

    /// A nested object: pointers inside are relative to it.
    pub fn onder<T>(&mut self, pointer: &str, omzetting: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let lengte = self.plaats.len();
        self.plaats.push_str(pointer);
        let waarde = omzetting(self);
        self.plaats.truncate(lengte);
        waarde
    }

    /// A list: every element is converted, also after a wrong one.
    pub fn lijst<D, T>(
        &mut self,
        pointer: &str,
        lijst: &[D],
        mut omzetting: impl FnMut(&mut Self, &D) -> Option<T>,
    ) -> Option<Vec<T>> {
        let waarden: Vec<_> = lijst
            .iter()
            .enumerate()
            .map(|(i, element)| self.onder(&format!("{pointer}/{i}"), |v| omzetting(v, element)))
            .collect();
        waarden.into_iter().collect()
    }

    /// Ends the collection.
    ///
    /// # Errors
    /// 400 with every error that was noted.
    pub fn klaar(self) -> Result<(), Problem> {
        if self.fouten.is_empty() { Ok(()) } else { Err(Problem::ongeldige_invoer(self.fouten)) }
    }
}
