//! Who may deploy which help, where, on which day (DOMAIN 4 "Mandaat"; Awb 10:1-10:12; Jeugdwet 2.6 and 3.5).
//!
//! Three aggregates; an answer that one needs from another travels inside the command, and the caller guards that stream.
//!
//! ```text
//! Mandaatbesluit   (nog niet) --LegVast--> geldend --TrekIn per--> ingetrokken --(its day came)--> vervallen
//! SkjRegistratie   (nog niet) --Registreer--> ingeschreven --Beeindig per--> beeindigd --Registreer--> ingeschreven
//!                                               '--Verleng--'              (verlopen: its end was recorded)
//! Mandaat          (nog niet) --Verleen--> verleend <--Hervat-- / --Schors--> geschorst
//!                                               '------TrekIn------> ingetrokken <---'
//! ```
//!
//! - M1: only the mandaatbeheerder records, grants, suspends, resumes and withdraws.
//! - M2: a mandaatbesluit is complete: a number, a law text, at least one voorziening and one function; it has been taken.
//! - M3: every voorziening and gebied is known in the policy.
//! - M4: a period runs forward, and what is already over is not granted.
//! - M5: a mandaatbesluit is not withdrawn with effect in the past.
//! - M6: an SKJ registration is recorded while it is valid, for one holder; a renewal only moves its last day forward.
//! - M7: nobody grants or resumes a mandaat of their own.
//! - M8: a mandaat is not wider than the besluit it rests on: functions, period, reach.
//! - M9: a holder outside the municipality's service has agreed, and so has the employer (Awb 10:4).
//! - M10: a mandaat with a voorziening that requires SKJ is granted only to who is registered.
//! - M11: suspension and withdrawal take effect at once; what was covered at an earlier version stays so (Awb 10:8).
//! - M12: a mandaat covers its holder in that function and organisation, from its first day to the end of its last,
//!   within its reach; costs under a ceiling are stated.
//! - M13: a voorziening that requires SKJ is covered only while the holder's registration is valid; nobody need act.
//! - M14: a statutory ground covers its functions, under its own law, from the day its text is in force.
//! - M15: what is covered on a mandaat names the body on whose behalf it is decided (Awb 10:10).
//! - M16: an ondermandaat is granted by the holder where the besluit allows it, within the own mandaat and period, under the
//!   same consents, one level deep; it covers nothing while the mandaat above it does not work (Awb 10:9).
//! - M17: from the day on which a besluit is withdrawn, no mandaat on it covers anything.
//! - M18: that a mandaat, an SKJ registration or a withdrawn besluit ended by date is recorded once, by the software.
//! - M19: an ondermandaat is withdrawn by the mandaatbeheerder, or by the holder of the mandaat it was granted within.
//!
//! Absent on purpose: bekrachtiging and objections, which are about an inzet (`doorverwijzing`); the answers of the past are
//! found by replaying to it.

pub mod dekking;
pub mod mandaat;
pub mod mandaatbesluit;
pub mod skj_registratie;
mod values;
pub mod wettelijk;

pub use dekking::{Dekking, InzetVraag, OpMandaat, Reden};
pub use mandaat::{
    Bovenmandaat, Gronden, Mandaat, MandaatCommand, MandaatError, MandaatEvent, Mandaathouder, Verlening,
};
pub use mandaatbesluit::{
    Besluit, Besluitgrenzen, Mandaatbesluit, MandaatbesluitCommand, MandaatbesluitError, MandaatbesluitEvent, Wetstekst,
};
pub use skj_registratie::{
    Inschrijving, SkjRegistratie, SkjRegistratieCommand, SkjRegistratieError, SkjRegistratieEvent,
};
pub use values::{Grens, Periode, Reikwijdte};
pub use wettelijk::{WettelijkeGrond, wettelijke_dekking};
