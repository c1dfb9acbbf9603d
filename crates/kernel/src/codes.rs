//! Codes that the municipality chooses (*config*): checked for form here, for existence against [`crate::Beleid`].

/// The text is no code: 1 to 60 lower-case letters, digits and single hyphens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("Een code bestaat uit 1 tot 60 kleine letters, cijfers en koppeltekens.")]
pub struct GeenCode;

fn is_code(tekst: &str) -> bool {
    (1..=60).contains(&tekst.len())
        && tekst
            .split('-')
            .all(|deel| !deel.is_empty() && deel.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
}

/// Declares newtypes over a code text; the second argument tells what a well-formed one looks like.
macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident($vorm:expr)),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The code as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = GeenCode;
            fn try_from(tekst: String) -> Result<Self, GeenCode> {
                let vorm: fn(&str) -> bool = $vorm;
                if vorm(&tekst) { Ok(Self(tekst)) } else { Err(GeenCode) }
            }
        }

        impl From<$name> for String {
            fn from(code: $name) -> Self {
                code.0
            }
        }

        impl std::str::FromStr for $name {
            type Err = GeenCode;
            fn from_str(s: &str) -> Result<Self, GeenCode> {
                s.to_owned().try_into()
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

codes! {
    /// A gebied of the municipality, as `hoofddorp-zuidwest`.
    Gebied(is_code),
    /// A voorziening: a kind of help, as `ambulante-jeugdhulp`.
    Voorziening(is_code),
    /// A word of a closed list of the software, as `geen-contract`; which of them can be used is policy.
    Codewoord(is_code),
    /// An organisatie, as `school-de-regenboog`: the claim `organisatie` of a token and the address of a referral.
    Organisatie(is_code),
    /// A municipality: the four-digit code of the national tables, as `0394`. The tenant in every key.
    Gemeente(|tekst| tekst.len() == 4 && tekst.bytes().all(|b| b.is_ascii_digit())),
}
