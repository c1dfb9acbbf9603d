//! Escalatie naar het Meer-team: calling in those who may push through, and the way back (DOMAIN 4).
//!
//! ```text
//!                MeldAan                NeemInTriage               NeemAan
//! nog-niet-aangemeld ──► aangemeld ──────────► in-triage ──────────────────► aangenomen ◄─┐
//!                                                ▲   │ WijsAf           BiedAfschalingAan │ WijsAfschalingAf
//!                                   NeemInTriage │   ▼                           ▼        │
//!                                                │ afgewezen                 afgeschaald ─┘
//!                                                │                               │ AanvaardAfschaling
//!                                            heropend ◄──────────────────── in-nazorg ──────► afgesloten
//!                                                         MeldTerugval                 SluitAf
//! ```
//!
//! Open is everything from `aangemeld` until an offered step-down is accepted (`afgeschaald` = offered) or the escalatie
//! is refused; `heropend` is open again. While open and accepted the regie is the Meer-team's.
//!
//! - E1: an escalatie stands on at least one ground.
//! - E2: urgent is only what is about safety.
//! - E3: triage is done within its term; a terugval keeps the urgency of the report.
//! - E4: what has to be explained is explained.
//! - E5: only the Meer-team triages, accepts, refuses, orders, breaks through and offers step-down.
//! - E6: the coordinator is of the Meer-team.
//! - E7: an order names at least one actie, and each actie once.
//! - E8: a doorbraak holds until a day that is still to come.
//! - E9: a doorbraak is decided once.
//! - E10: the next regisseur is someone else than the coordinator.
//! - E11: only the offered next regisseur accepts or refuses the step-down.
//! - E12: the warme overdracht has taken place when the step-down is accepted.
//! - E13: nazorg lasts at least its term.
//! - E14: only the software lets a term pass.
//! - E15: a term passes once, while it runs, and not before its time.
//! - E16: one member of the Meer-team at a time has the triage.
//!
//! Elsewhere: at most one open escalatie per huishouden is a claim in the append, moving the regie is the huishouden's
//! part of the same append, and being involved is tested by `access`.

mod aggregate;
mod commands;
mod errors;
mod events;
mod queries;
mod rules;
mod state;
mod values;

pub use aggregate::Escalatie;
pub use commands::EscalatieCommand;
pub use errors::EscalatieError;
pub use events::*;
pub use state::{Doorbraak, Nazorg, Regievoering, Termijnstand, Toestand, Zaak};
pub use values::{Afwijsreden, Escalatiegrond, Escalatietermijn, Obstakel, Obstakelcode, Obstakelsoort};
