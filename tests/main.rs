//! Black-box tests: the built server in its own process, on its own database, spoken to over HTTP.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on must fail where it stands")]

mod backup;
mod beleid;
mod bevoegdheid;
mod cijfer;
mod coouderschap;
#[path = "../crates/event-store/tests/contract/disk.rs"]
mod disk;
mod drukte;
mod grenzen;
mod herbouw;
mod intakes;
mod overdrachten;
mod podium;
mod regie;
mod s5;
mod s6;
mod s7;
mod signalen;
mod verhalen;
mod vervolgen;
mod wedlopen;
