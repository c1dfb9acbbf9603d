//! What the server answered.

use anyhow::{Context as _, ensure};
use serde_json::Value;
use uuid::Uuid;

/// An answer, read to the end.
#[derive(Debug, Clone, PartialEq)]
pub struct Antwoord {
    /// The request it answers, for messages.
    pub vraag: String,
    /// HTTP status.
    pub status: u16,
    /// Headers by lower-case name, without `date` and the request id: what may differ between two equal answers.
    pub koppen: Vec<(String, String)>,
    /// The JSON body; null when there is none.
    pub inhoud: Value,
}

impl Antwoord {
    /// The same answer, when it is a success.
    ///
    /// # Errors
    /// Says what was asked and what the server answered.
    pub fn gelukt(self) -> anyhow::Result<Self> {
        ensure!((200..300).contains(&self.status), "{}: {} {}", self.vraag, self.status, self.inhoud);
        Ok(self)
    }

    /// The same answer, when it is the refusal that the story expects.
    ///
    /// # Errors
    /// Says what was asked and what the server answered.
    pub fn geweigerd(self, status: u16, code: &str) -> anyhow::Result<Self> {
        ensure!(
            self.status == status && self.code() == Some(code),
            "{}: expected {status} {code}, got {} {}",
            self.vraag,
            self.status,
            self.inhoud
        );
        Ok(self)
    }

    /// The problem code of a refusal.
    pub fn code(&self) -> Option<&str> {
        self.inhoud["code"].as_str()
    }

    /// The id in the answer to a write.
    ///
    /// # Errors
    /// There is none.
    pub fn id(&self) -> anyhow::Result<Uuid> {
        self.inhoud["id"].as_str().and_then(|id| id.parse().ok()).with_context(|| format!("{}: no id", self.vraag))
    }

    /// The version in the answer to a write.
    pub fn versie(&self) -> Option<u64> {
        self.inhoud["versie"].as_u64()
    }

    /// A header.
    pub fn kop(&self, naam: &str) -> Option<&str> {
        self.koppen.iter().find(|(bekend, _)| bekend == naam).map(|(_, waarde)| waarde.as_str())
    }
}
