//! How often a proof tries, from which seed, and what it counted.
//!
//! Small numbers by default, so that CI stays short. `cargo xtask soak` sets the large ones (`REGIEBOEK_KEER_D1=500`) and
//! the seed (`REGIEBOEK_ZAAD`), and gathers the lines that [`Figure::tell`] prints.

use serde_json::{Map, Value, json};

use super::world::World;

/// Begins each line that holds a figure.
const MARK: &str = "REGIEBOEK_CIJFER ";

/// How often a proof tries: `few`, unless the run asks for another number.
pub(crate) fn times(proof: &str, few: u64) -> u64 {
    let name = format!("REGIEBOEK_KEER_{}", proof.to_uppercase());
    std::env::var(name).map_or(few, |text| text.parse().expect("a number of times"))
}

/// The seed of this run.
pub(crate) fn seed() -> u64 {
    std::env::var("REGIEBOEK_ZAAD").map_or(20_261_122, |text| text.parse().expect("a number as seed"))
}

/// A small generator with a seed (xorshift), so that a failure can be repeated.
pub(crate) struct Dice(u64);

impl Dice {
    /// The dice of one proof: the seed of the run, mixed with its name.
    pub(crate) fn of(proof: &str) -> Self {
        let mix = |state: u64, byte: u8| (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        Self::seeded(proof.bytes().fold(seed() ^ 0xcbf2_9ce4_8422_2325, mix))
    }

    pub(crate) fn seeded(seed: u64) -> Self {
        Self(seed.max(1))
    }

    pub(crate) fn below(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % n.max(1)
    }
}

/// What one proof counted on one database.
pub(crate) struct Figure {
    line: Map<String, Value>,
    trials: u64,
    wrong: Vec<(&'static str, u64)>,
}

impl Figure {
    /// `trials` are the independent attempts at going wrong, from which the upper bound follows.
    pub(crate) fn new(proof: &str, world: &World, trials: u64) -> Self {
        let mut line = Map::new();
        line.insert("proef".to_owned(), json!(proof));
        line.insert("op".to_owned(), json!(if world.is_postgres() { "postgres" } else { "sqlite" }));
        line.insert("zaad".to_owned(), json!(seed()));
        line.insert("pogingen".to_owned(), json!(trials));
        Self { line, trials, wrong: Vec::new() }
    }

    /// Something that was counted, neither good nor bad.
    pub(crate) fn counted(mut self, what: &str, number: u64) -> Self {
        self.line.insert(what.to_owned(), json!(number));
        self
    }

    /// Something that must not happen, and how often it did.
    pub(crate) fn wrong(mut self, what: &'static str, number: u64) -> Self {
        self.wrong.push((what, number));
        self
    }

    /// Keeps only one of the things that must not happen, for a control that is about that one.
    pub(crate) fn only(mut self, what: &str) -> Self {
        self.wrong.retain(|(name, _)| *name == what);
        self
    }

    /// Prints the line, and fails when anything went wrong. Of `n` trials without a failure, at most 3/n of all trials
    /// fail, with 95 % confidence (the rule of three).
    pub(crate) fn tell(mut self) {
        let bound = 3.0 / self.trials.max(1) as f64;
        self.line.insert("bovengrens".to_owned(), json!((bound * 1e6).ceil() / 1e6));
        self.print();
        assert!(self.trials > 0, "nothing was tried: {:?}", self.line);
        assert!(self.wrong.iter().all(|(_, number)| *number == 0), "{:?}", self.line);
    }

    /// Prints the line of a negative control, and fails when everything went well: then the proof proves nothing.
    pub(crate) fn tell_control(mut self) {
        self.line.insert("tegenproef".to_owned(), json!(true));
        self.print();
        assert!(self.wrong.iter().all(|(_, number)| *number > 0), "the control did not go red: {:?}", self.line);
    }

    #[expect(clippy::print_stdout, reason = "the line is for the run that collects it")]
    fn print(&mut self) {
        for (what, number) in &self.wrong {
            self.line.insert((*what).to_owned(), json!(number));
        }
        println!("{MARK}{}", Value::Object(self.line.clone()));
    }
}
