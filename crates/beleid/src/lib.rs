//! What a municipality chooses, as versioned data: areas, kinds of help, terms, ages and code lists, each from a day on
//! (DOMAIN, everything marked *config*).
//!
//! One `Beleidsboek` per municipality. The standard policy of the kernel is its version 1 and needs no event; every
//! decision cites the version that held on its day, and replays with it.
//!
//! ```text
//! Beleidsboek   (nog niets vastgesteld) --StelVast--> vastgesteld --TrekIn--> alles ingetrokken
//!                                                      '--StelVast, TrekIn--'  <--StelVast--'
//! ```
//!
//! - B1: only who has the role of beleidsbeheerder sets policy or takes it back.
//! - B2: versions count up without gaps, and a number is never given twice, also when a version was withdrawn.
//! - B3: a version holds from a day after today, so that what was decided stays decided by the policy of its day.
//! - B4: only a version that does not hold yet is withdrawn; the standard policy never is.
//! - B5: from-dates increase: a version begins after every one before it.
//! - B6: on each day exactly one version holds: the last that has begun, and before any other the standard policy.
//! - B7: the content is complete: a gebied, a voorziening, a reason to refuse and a result; no code stands in it twice.
//! - B8: a term lasts longer than nothing, and five years at most.
//! - B9: an urgent term is no longer than the usual one.
//! - B10: a term that the law sets is counted in weeks, and no longer than the law's (Wmo 2015, 2.3.2 and 2.3.5;
//!   Jeugdwet 4.1.3).
//! - B11: the checks after closing follow each other: one at least, ten at most.
//! - B12: the step to adult help starts before it is arranged, both between 16 and 18.
//!
//! Absent on purpose: what a change of policy does to what runs. A term that was set stands; a mandaat for help that is
//! no longer offered covers nothing from that day on.

mod aggregate;
mod commands;
mod errors;
mod events;
mod rules;

pub use aggregate::Beleidsboek;
pub use commands::BeleidsboekCommand;
pub use errors::BeleidsboekError;
pub use events::{BeleidIngetrokken, BeleidVastgesteld, BeleidsboekEvent};
