//! JSON read strictly: no duplicate keys, no NUL, bounded depth; with a pointer to every offence.
//!
//! Two readers of one message that differ on a duplicate key are a classic way past a check. So there is one reading,
//! and what is checked is what is used. Lone surrogates, bad UTF-8 and numbers out of range are refused by serde_json.

use std::cell::RefCell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

/// The deepest nesting that is read.
const MAX_DEPTH: usize = 32;
/// A longer key does not become part of a pointer: it is none of ours, and need not be echoed.
const MAX_KEY: usize = 64;
/// More offences than this are not listed.
pub(crate) const MAX_FOUTEN: usize = 100;

/// What is wrong with a JSON text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Overtreding {
    /// It is not JSON at all, or not UTF-8.
    GeenJson,
    /// A key occurs twice in one object.
    DubbeleSleutel,
    /// A text holds the NUL character.
    NulTeken,
    /// Nested too deeply.
    TeDiep,
}

/// Reads a JSON text, or lists (pointer, offence) pairs.
pub(crate) fn lees(bytes: &[u8]) -> Result<Value, Vec<(String, Overtreding)>> {
    let fouten = RefCell::new(Vec::new());
    let mut deserializer = serde_json::Deserializer::from_slice(bytes);
    let gelezen = Lezer { pointer: String::new(), diepte: 0, fouten: &fouten }
        .deserialize(&mut deserializer)
        .and_then(|waarde| deserializer.end().map(|()| waarde));
    match (gelezen, fouten.into_inner()) {
        (Ok(waarde), fouten) if fouten.is_empty() => Ok(waarde),
        (Ok(_), fouten) => Err(fouten),
        (Err(_), _) => Err(vec![(String::new(), Overtreding::GeenJson)]),
    }
}

/// The pointer of a child (RFC 6901).
pub(crate) fn kind(pointer: &str, sleutel: &str) -> String {
    if sleutel.len() > MAX_KEY {
        return pointer.to_owned();
    }
    format!("{pointer}/{}", sleutel.replace('~', "~0").replace('/', "~1"))
}

/// Reads the value at one place.
struct Lezer<'a> {
    pointer: String,
    diepte: usize,
    fouten: &'a RefCell<Vec<(String, Overtreding)>>,
}

impl Lezer<'_> {
    fn meld(&self, overtreding: Overtreding) {
        let mut fouten = self.fouten.borrow_mut();
        if fouten.len() < MAX_FOUTEN {
            fouten.push((self.pointer.clone(), overtreding));
        }
    }

    fn kind(&self, sleutel: &str) -> Self {
        Self { pointer: kind(&self.pointer, sleutel), diepte: self.diepte + 1, fouten: self.fouten }
    }

    fn tekst(&self, tekst: &str) {
        if tekst.contains('\0') {
            self.meld(Overtreding::NulTeken);
        }
    }
}

impl<'de> DeserializeSeed<'de> for Lezer<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        if self.diepte > MAX_DEPTH {
            self.meld(Overtreding::TeDiep);
            return deserializer.deserialize_ignored_any(IgnoredAny).map(|_| Value::Null);
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Lezer<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, waarde: bool) -> Result<Value, E> {
        Ok(Value::Bool(waarde))
    }

    fn visit_i64<E>(self, waarde: i64) -> Result<Value, E> {
        Ok(waarde.into())
    }

    fn visit_u64<E>(self, waarde: u64) -> Result<Value, E> {
        Ok(waarde.into())
    }

    fn visit_f64<E: Error>(self, waarde: f64) -> Result<Value, E> {
        Number::from_f64(waarde).map(Value::Number).ok_or_else(|| E::custom("number out of range"))
    }

    fn visit_str<E>(self, waarde: &str) -> Result<Value, E> {
        self.tekst(waarde);
        Ok(waarde.into())
    }

    fn visit_string<E>(self, waarde: String) -> Result<Value, E> {
        self.tekst(&waarde);
        Ok(waarde.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut rij: A) -> Result<Value, A::Error> {
        let mut waarden = Vec::new();
        while let Some(waarde) = rij.next_element_seed(self.kind(&waarden.len().to_string()))? {
            waarden.push(waarde);
        }
        Ok(Value::Array(waarden))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Value, A::Error> {
        let mut leden = Map::new();
        while let Some(sleutel) = object.next_key::<String>()? {
            let lezer = self.kind(&sleutel);
            lezer.tekst(&sleutel);
            if leden.contains_key(&sleutel) {
                lezer.meld(Overtreding::DubbeleSleutel);
            }
            let waarde = object.next_value_seed(lezer)?;
            leden.insert(sleutel, waarde);
        }
        Ok(Value::Object(leden))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fout(tekst: &str) -> Vec<(String, Overtreding)> {
        lees(tekst.as_bytes()).unwrap_err()
    }

    #[test]
    fn elke_overtreding_heeft_een_plaats() {
        let een = |pointer: &str, wat| vec![(pointer.to_owned(), wat)];
        assert_eq!(fout(r#"{"a":1,"a":2}"#), een("/a", Overtreding::DubbeleSleutel));
        assert_eq!(fout(r#"{"a":[{"b":1,"\u0062":2}]}"#), een("/a/0/b", Overtreding::DubbeleSleutel));
        assert_eq!(fout(r#"{"a/b~":"x\u0000"}"#), een("/a~1b~0", Overtreding::NulTeken));
        assert_eq!(fout(r#"{"x":"\u0000","y":"\u0000"}"#).len(), 2);
        assert_eq!(fout(&format!("{}1{}", "[".repeat(34), "]".repeat(34)))[0].1, Overtreding::TeDiep);
        assert!(lees(format!("{}1{}", "[".repeat(32), "]".repeat(32)).as_bytes()).is_ok());
    }

    #[test]
    fn wat_geen_json_is_wordt_niet_gelezen() {
        for tekst in [
            "",
            "{",
            "{} {}",
            "{,}",
            "{'a':1}",
            r#"{"a":NaN}"#,
            r#"{"a":1e400}"#,
            r#"{"a":"\ud800"}"#,
            "\u{feff}{}",
            r#"{"a":01}"#,
            "{\"a\":\"\u{1}\"}",
        ] {
            assert_eq!(fout(tekst), vec![(String::new(), Overtreding::GeenJson)], "{tekst}");
        }
        assert!(lees(b"{\"a\":\"\xff\"}").is_err());
        assert!(lees(&[b'['; 100_000]).is_err());
    }

    #[test]
    fn de_lijst_van_overtredingen_is_eindig_en_herhaalt_geen_lange_sleutel() {
        let lang = "k".repeat(5000);
        let fouten = fout(&format!(r#"{{"{lang}":[{}]}}"#, vec![r#""\u0000""#; 500].join(",")));
        assert_eq!(fouten.len(), MAX_FOUTEN);
        assert!(fouten.iter().all(|(pointer, _)| pointer.len() < 10));
    }
}
