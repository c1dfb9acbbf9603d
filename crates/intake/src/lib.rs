//! Where help begins: a [`Signaal`] that someone reports, and the brede [`Intake`] at the kitchen table (DOMAIN 4).
//!
//! ```text
//! Signaal:  (nog niet) --Meld--> Gemeld --PakOp--> Opgepakt --SluitAf--> Afgesloten
//!                                                   |     ^                (KoppelTerug stays possible)
//!                                                   +-----+ GeefDoor / AanvaardDoorgifte: a new owner
//!
//! Intake:   (nog niet) --Start--> Lopend --RondAf--> Afgerond
//!                                  |   ^
//!                                  +---+ areas, question, safety, support, regieverlies, family plan, meldcode, term
//!                                                  Afgerond --LegWeigeringVast--> Afgerond
//! ```
//!
//! Signaal
//! - S1 a professional with a name acts; only the software lets a term pass
//! - S2 the gebied is one of the municipality
//! - S3 picked up within the term; shorter when it is about safety
//! - S4 terugkoppeling is owed to a reporter who gave a name, and to nobody else
//! - S5 one professional picks it up and owns it; only the owner passes on, couples, closes and gives terugkoppeling
//! - S6 it never falls between two parties: the giver stays the owner until the addressee accepts
//! - S7 closing does not close the debt of terugkoppeling
//! - S8 a term passes once, not before its instant, and not for what was done in time
//! - S9 whoever was offered a signaal may refuse it, with a reason: it is back with the giver at once
//! - S10 the Meer-team takes over from an owner who cannot act; also after closing, while terugkoppeling is owed
//! - S11 a double report names another signaal, which is no double itself; its own reporter still hears
//!
//! Intake
//! - I1 only the intaker records and concludes; only the software lets the term pass
//! - I2 a Wmo report is investigated within the term (Wmo 2015, 2.3.2)
//! - I3 not concluded before everything that DOMAIN asks is there; what lacks is named all at once
//! - I4 a score of 1 or 2 on two or more areas means that a plan is due
//! - I5 concluding lighter than a plan that is due needs a reason
//! - I6 a score of 1 on veiligheid needs a decision on Veilig Thuis
//! - I7 a lighter conclusion carries an afspraak, unless it is information and advice
//! - I8 the term is extended only with the reporter's agreement, to a later day, before it has passed
//! - I9 the term passes once, not before its instant, and not for what was done in time
//! - I10 a step of the meldcode that was taken is not skipped afterwards; no step waits for another
//! - I11 no family plan: the youth-help plan follows within the term (Jeugdwet 4.1.3)
//! - I12 the step that a conclusion owes and the rules elsewhere refuse is recorded, once, by the software
//! - I13 a decision follows within two weeks of the application that follows a Wmo report (Wmo 2015, 2.3.5)
//! - I14 an application lies between the first day of the intake and today; so does the decision after it
//!
//! Absent on purpose: the huishouden itself and its plan. What follows from a conclusion is for others to do.

pub mod intake;
pub mod signaal;
mod verplichting;

pub use intake::{Intake, IntakeCommand, IntakeError, IntakeEvent};
pub use signaal::{Signaal, SignaalCommand, SignaalError, SignaalEvent};
pub use verplichting::Verplichting;
