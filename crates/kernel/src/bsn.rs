//! The burgerservicenummer.

use serde::{Deserialize, Serialize};

/// A BSN: nine digits that pass the *elfproef* (Wet algemene bepalingen burgerservicenummer; DOMAIN 3).
/// Prints as `***`; the digits leave it only through [`Bsn::cijfers`].
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Bsn(String);

/// The text is no BSN: not nine digits, or the elfproef fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("Dit is geen geldig BSN: negen cijfers die aan de elfproef voldoen.")]
pub struct GeenBsn;

impl Bsn {
    /// The nine digits. For the claim's HMAC and for those who may see them; never for a log or a URL.
    pub fn cijfers(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Bsn {
    type Error = GeenBsn;
    fn try_from(tekst: String) -> Result<Self, GeenBsn> {
        let cijfers: Vec<i32> = tekst.bytes().filter(u8::is_ascii_digit).map(|b| i32::from(b - b'0')).collect();
        if tekst.len() != 9 || cijfers.len() != 9 || cijfers.iter().all(|&c| c == 0) {
            return Err(GeenBsn);
        }
        let som: i32 = cijfers.iter().zip([9, 8, 7, 6, 5, 4, 3, 2, -1]).map(|(c, gewicht)| c * gewicht).sum();
        if som % 11 == 0 { Ok(Self(tekst)) } else { Err(GeenBsn) }
    }
}

impl From<Bsn> for String {
    fn from(bsn: Bsn) -> Self {
        bsn.0
    }
}

impl std::str::FromStr for Bsn {
    type Err = GeenBsn;
    fn from_str(s: &str) -> Result<Self, GeenBsn> {
        s.to_owned().try_into()
    }
}

impl std::fmt::Debug for Bsn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("***")
    }
}
