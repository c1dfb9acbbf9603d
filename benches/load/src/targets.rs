//! What a load generator needs to know of a server: the same request to many places.

use std::path::Path;

use anyhow::{Context as _, ensure};
use serde::{Deserialize, Serialize};

/// Every request that can be sent.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Targets {
    /// The body of each.
    pub(crate) body: String,
    /// The bearer tokens.
    pub(crate) tokens: Vec<String>,
    /// Where to.
    pub(crate) targets: Vec<Target>,
}

/// One place to send the request to.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Target {
    /// Path of the URL.
    pub(crate) path: String,
    /// Which token.
    pub(crate) token: usize,
    /// The version to name in `If-Match`; a server without versions asks none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) version: Option<u64>,
}

impl Targets {
    /// Reads what a seeding printed.
    pub(crate) fn read(file: &Path) -> anyhow::Result<Self> {
        let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
        let targets: Self = serde_json::from_str(&text)?;
        ensure!(targets.targets.iter().all(|target| target.token < targets.tokens.len()), "a target has no token");
        Ok(targets)
    }

    /// Another order, the same every time: neighbours in the file are not neighbours in time.
    pub(crate) fn scramble(&mut self) {
        let mut state: u64 = 0x9e37_79b9_7f4a_7c15;
        for last in (1..self.targets.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            self.targets.swap(last, (state >> 33) as usize % (last + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scrambling_keeps_every_target_and_moves_most() {
        let target = |n: u64| Target { path: n.to_string(), token: 0, version: None };
        let mut targets = Targets { body: String::new(), tokens: vec![], targets: (0..1000).map(target).collect() };
        targets.scramble();
        let at_home = targets.targets.iter().enumerate().filter(|(at, target)| target.path == at.to_string()).count();
        assert!(at_home < 20, "{at_home}");
        targets.targets.sort_by_key(|target| target.path.parse::<u64>().unwrap());
        assert!(targets.targets.iter().enumerate().all(|(at, target)| target.path == at.to_string()));
    }
}
