//! A value of the template, and what it is in each copy.

use std::collections::HashSet;

use uuid::Uuid;

/// A value as both databases hold it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    /// Nothing.
    Null,
    /// A number or an instant.
    Int(i64),
    /// A text.
    Text(String),
    /// An id, a hash or a key.
    Bytes(Vec<u8>),
}

/// A value, with the places in it that differ between copies.
#[derive(Debug, Clone)]
pub(crate) struct Cell {
    value: Value,
    /// In a text: where eight hexadecimal digits stand; in bytes: where four bytes stand.
    places: Vec<usize>,
}

impl Cell {
    /// Every id in the value differs, and every key of 64 digits, except who acts: `kept`.
    pub(crate) fn of(value: Value, kept: &HashSet<Uuid>) -> Self {
        let places = match &value {
            Value::Bytes(bytes) if Uuid::from_slice(bytes).is_ok_and(|id| !kept.contains(&id)) => vec![12],
            Value::Bytes(bytes) if bytes.len() == 32 => vec![28],
            Value::Text(text) => ids(text, kept),
            Value::Bytes(_) | Value::Null | Value::Int(_) => vec![],
        };
        Self { value, places }
    }

    /// What it is in a copy; as it was in the copy 0.
    pub(crate) fn in_copy(&self, copy: u32) -> Value {
        let mut value = self.value.clone();
        if copy > 0 {
            for &place in &self.places {
                match &mut value {
                    Value::Bytes(bytes) => {
                        for (byte, mask) in bytes.iter_mut().skip(place).zip(copy.to_be_bytes()) {
                            *byte ^= mask;
                        }
                    }
                    Value::Text(text) => {
                        let digits = text.get(place..place + 8).and_then(|digits| u32::from_str_radix(digits, 16).ok());
                        if let Some(digits) = digits {
                            text.replace_range(place..place + 8, &format!("{:08x}", digits ^ copy));
                        }
                    }
                    Value::Null | Value::Int(_) => {}
                }
            }
        }
        value
    }
}

/// A text as it is in a copy.
pub(crate) fn text_in_copy(text: &str, copy: u32) -> String {
    match Cell::of(Value::Text(text.to_owned()), &HashSet::new()).in_copy(copy) {
        Value::Text(text) => text,
        Value::Null | Value::Int(_) | Value::Bytes(_) => String::new(),
    }
}

/// Where the last eight digits stand of each id in a text, and of each key.
fn ids(text: &str, kept: &HashSet<Uuid>) -> Vec<usize> {
    let (bytes, mut places, mut at) = (text.as_bytes(), vec![], 0);
    let is_word = |byte: u8| byte.is_ascii_hexdigit() || byte == b'-';
    while at < bytes.len() {
        let length = bytes.iter().skip(at).take_while(|byte| is_word(**byte)).count();
        let word = text.get(at..at + length).unwrap_or_default();
        match length {
            36 if Uuid::try_parse(word).is_ok_and(|id| !kept.contains(&id)) => places.push(at + 28),
            64 if !word.contains('-') => places.push(at + 56),
            _ => {}
        }
        at += length.max(1);
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_the_same_id_as_bytes_and_as_text() {
        let id = Uuid::from_u128(0x01a2_18db_8935_75be_b356_78d0_5ebf_6fa9);
        let none = HashSet::new();
        let bytes = Cell::of(Value::Bytes(id.as_bytes().to_vec()), &none);
        for copy in [0, 1, 999] {
            let Value::Bytes(bytes) = bytes.in_copy(copy) else { panic!("bytes") };
            let other = Uuid::from_slice(&bytes).unwrap();
            assert_eq!(other == id, copy == 0);
            assert_eq!(text_in_copy(&format!("p:{id}, {id}"), copy), format!("p:{other}, {other}"));
        }
    }

    #[test]
    fn who_acts_and_what_is_no_id_stay() {
        let id = Uuid::from_u128(7);
        let kept = HashSet::from([id]);
        for value in [Value::Bytes(id.as_bytes().to_vec()), Value::Text(format!("p:{id} 2026-11-26 é")), Value::Int(5)]
        {
            assert_eq!(Cell::of(value.clone(), &kept).in_copy(3), value);
        }
        let key = "ab".repeat(32);
        assert_ne!(text_in_copy(&key, 3), key);
    }
}
