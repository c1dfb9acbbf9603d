//! About how much memory a remembered state takes.

use std::io::{self, Write};

use serde::Serialize;

/// About how many bytes a state takes: as many as it has as JSON (a case with eight goals: 1.9 kB, and 1.6 in memory), counted
/// anew once it may have doubled. So counting costs as little per event as what the event says, and a state in which the same is
/// said again and again stays as small as it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Omvang {
    geteld: usize,
    erbij: usize,
}

impl Omvang {
    /// Counts a state.
    pub(crate) fn van(state: &impl Serialize) -> Self {
        let mut teller = Teller(0);
        // A state that cannot be written is too large to remember.
        let geteld = serde_json::to_writer(&mut teller, state).map_or(usize::MAX, |()| teller.0);
        Self { geteld, erbij: 0 }
    }

    /// The size of what became of a state by events that say so many bytes.
    pub(crate) fn na(self, erbij: usize, state: &impl Serialize) -> Self {
        let erbij = self.erbij.saturating_add(erbij);
        if erbij > self.geteld { Self::van(state) } else { Self { erbij, ..self } }
    }

    /// At most about this many bytes.
    pub(crate) fn bytes(self) -> usize {
        self.geteld.saturating_add(self.erbij)
    }
}

/// Counts what is written to it.
struct Teller(usize);

impl Write for Teller {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_in_which_the_same_is_said_again_stays_as_small_as_it_is() {
        let state = "x".repeat(998);
        let mut omvang = Omvang::van(&state);
        for _ in 0..10_000 {
            omvang = omvang.na(400, &state);
            assert!((1_000..=2_000).contains(&omvang.bytes()), "{omvang:?}");
        }
    }

    #[test]
    fn a_state_that_keeps_what_is_said_counts_at_least_what_it_holds() {
        let (mut state, mut omvang) = (String::new(), Omvang::default());
        for _ in 0..1_000 {
            state.push_str(&"x".repeat(400));
            omvang = omvang.na(400, &state);
            assert!((state.len()..=2 * state.len() + 2).contains(&omvang.bytes()), "{omvang:?}");
        }
    }
}
