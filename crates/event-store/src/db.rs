//! One small face over two databases: static SQL with `$n`, a handful of value types, rows read by place.

use regieboek_kernel::{Gemeente, Tijdstip};
use uuid::Uuid;

/// A value in a statement. TEXT, BIGINT/INTEGER and BYTEA/BLOB are all there is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arg {
    /// Text or null.
    Text(Option<String>),
    /// A number, an instant in microseconds UTC, or 0/1.
    Int(Option<i64>),
    /// A 16-byte id or a 32-byte hash.
    Bytes(Option<Vec<u8>>),
}

impl From<&str> for Arg {
    fn from(v: &str) -> Self {
        Self::Text(Some(v.to_owned()))
    }
}
impl From<String> for Arg {
    fn from(v: String) -> Self {
        Self::Text(Some(v))
    }
}
impl From<Option<String>> for Arg {
    fn from(v: Option<String>) -> Self {
        Self::Text(v)
    }
}
impl From<&Gemeente> for Arg {
    fn from(v: &Gemeente) -> Self {
        v.as_str().into()
    }
}
impl From<i64> for Arg {
    fn from(v: i64) -> Self {
        Self::Int(Some(v))
    }
}
impl From<Option<i64>> for Arg {
    fn from(v: Option<i64>) -> Self {
        Self::Int(v)
    }
}
impl From<u64> for Arg {
    fn from(v: u64) -> Self {
        Self::Int(i64::try_from(v).ok())
    }
}
impl From<bool> for Arg {
    fn from(v: bool) -> Self {
        i64::from(v).into()
    }
}
impl From<Tijdstip> for Arg {
    fn from(v: Tijdstip) -> Self {
        v.micros().into()
    }
}
impl From<Option<Tijdstip>> for Arg {
    fn from(v: Option<Tijdstip>) -> Self {
        Self::Int(v.map(Tijdstip::micros))
    }
}
impl From<Uuid> for Arg {
    fn from(v: Uuid) -> Self {
        Self::Bytes(Some(v.as_bytes().to_vec()))
    }
}
impl From<Option<Uuid>> for Arg {
    fn from(v: Option<Uuid>) -> Self {
        Self::Bytes(v.map(|id| id.as_bytes().to_vec()))
    }
}
impl From<&[u8]> for Arg {
    fn from(v: &[u8]) -> Self {
        Self::Bytes(Some(v.to_vec()))
    }
}

/// Builds the arguments of a statement: `args![gemeente, stream, 3_i64]`.
#[macro_export]
macro_rules! args {
    ($($value:expr),* $(,)?) => { &[$($crate::Arg::from($value)),*] };
}
