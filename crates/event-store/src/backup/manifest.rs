//! What a backup says of itself, in a file beside it: that it is that backup, whole, and how far its logs go.

use regieboek_kernel::{Gemeente, Tijdstip};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::backup::files::hex;

const FORMAAT: &str = "regieboek/backup/v1";

/// What a backup must be. Whoever can change both files can still lie; accidents cannot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Manifest {
    formaat: String,
    /// When it was made, by the clock of who asked for it.
    pub gemaakt_op: Tijdstip,
    /// Number of the last migration of its tables.
    pub schema_versie: i64,
    /// Size of the file in bytes.
    pub omvang: u64,
    /// SHA-256 of the file, in hexadecimals.
    pub sha256: String,
    /// How far each log goes.
    pub logboeken: Vec<LogHead>,
}

/// Where the log of a gemeente ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LogHead {
    /// Whose log.
    pub gemeente: Gemeente,
    /// Its last position.
    pub positie: u64,
    /// The leaf hash of its last event, in hexadecimals.
    pub leaf: String,
}

/// The text of a manifest ends with the hash of the rest, so that a change in what nothing else tells shows as well.
#[derive(Serialize)]
struct Sealed<'m> {
    #[serde(flatten)]
    manifest: &'m Manifest,
    zegel: String,
}

impl Manifest {
    pub(crate) fn new(
        gemaakt_op: Tijdstip,
        schema_versie: i64,
        (omvang, sha256): (u64, String),
        logboeken: Vec<LogHead>,
    ) -> Self {
        Self { formaat: FORMAAT.to_owned(), gemaakt_op, schema_versie, omvang, sha256, logboeken }
    }

    /// The one text of this manifest.
    pub(crate) fn text(&self) -> Result<String, serde_json::Error> {
        let zegel = hex(&Sha256::digest(serde_json::to_vec(self)?));
        let mut text = serde_json::to_string_pretty(&Sealed { manifest: self, zegel })?;
        text.push('\n');
        Ok(text)
    }

    /// Reads a manifest; none when a single byte is not as it was written.
    pub(crate) fn parse(bytes: &[u8]) -> Option<Self> {
        let manifest: Self = serde_json::from_slice(bytes).ok()?;
        let same = manifest.formaat == FORMAAT && manifest.text().ok()?.as_bytes() == bytes;
        same.then_some(manifest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_manifest_every_changed_byte_shows() {
        let logs = vec![LogHead { gemeente: "0394".parse().unwrap(), positie: 12, leaf: "ab".repeat(32) }];
        let manifest = Manifest::new(Tijdstip::from_micros(1_790_000_000_000_000), 4, (4096, "cd".repeat(32)), logs);
        let mut bytes = manifest.text().unwrap().into_bytes();
        assert_eq!(Manifest::parse(&bytes), Some(manifest));
        for at in 0..bytes.len() {
            for mask in [0x01, 0x20, 0xff] {
                bytes[at] ^= mask;
                assert_eq!(Manifest::parse(&bytes), None, "byte {at}, mask {mask}");
                bytes[at] ^= mask;
            }
            assert_eq!(Manifest::parse(&bytes[..at]), None, "cut off at {at}");
        }
    }
}
