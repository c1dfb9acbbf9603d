//! Doorverwijzing: bringing a huishouden and someone else together (DOMAIN 4), one request per stream.
//!
//! Kinds, lightest first: *erbij halen* (an expert joins, the regie stays), *welzijn op recept*, *inzet*.
//!
//! ```text
//!  VraagAan        Aanvaard          Start         RondAf
//! ─────────▶ aangevraagd ──▶ aanvaard ──▶ gestart ──▶ afgerond
//!               │    │          │  └──RondAf (voortijdig)──▶ afgerond
//!        Weiger │    │ term     │            │
//!               ▼    ▼          └── TrekIn ──┴──▶ ingetrokken (also from aangevraagd)
//!        geweigerd  verlopen
//! ```
//!
//! `verlopen` is final: what nobody answered in time is asked of another by the regisseur, so that a late answer never
//! crosses the new request. An answer that is recorded before the term is recorded as passed still counts.
//!
//! Invariants; each is a named function in `rules`:
//! - D1 A referral, a refusal by the resident and a terugkoppeling without holder come from a professional.
//! - D2 An inzet is of a voorziening that the municipality knows.
//! - D3 An inzet rests on an authority that covered it at the instant of the command, and cites it.
//! - D4 An inzet heavier than light support states which lighter options were looked at and why not.
//! - D5 Welzijn op recept is written by a huisarts or POH jeugd.
//! - D6 Welzijn op recept goes to a sociaal makelaar.
//! - D7 Nothing is shared without a ground: consent or statutory.
//! - D8 Only the addressed organisation, in the function asked for, answers, starts, ends and reports back.
//! - D9 A refusal names the next step and its owner, so that a huishouden is never left without.
//! - D10 A reported waiting time has a cause that only people know; the other causes follow from the facts.
//! - D11 A start lies between the day of the request and today.
//! - D12 Help that never started can only end early.
//! - D13 A term is recorded as passed by the software, and only once it has passed.
//! - D14 One terugkoppeling is owed to the referrer from the request on, and again from start and end (until paid, the
//!   earliest term counts); refusal, expiry and withdrawal by another do not close the debt.
//!
//! Whether the caller stands in a relation to the huishouden (who may refer, withdraw or record a resident's refusal)
//! and whether the ground of D7 holds for this receiver is tested by the use case.

mod aggregate;
mod commands;
mod errors;
mod events;
mod queries;
mod rules;
mod values;
mod verwijzing;

pub use aggregate::Doorverwijzing;
pub use commands::{Aanvraag, DoorverwijzingCommand, Weigering};
pub use errors::DoorverwijzingError;
pub use events::*;
pub use values::{
    Adressering, Hulpresultaat, Intrekreden, Inzetdekking, Soort, Verwijzingstermijn, Verzoek, Wachtoorzaak,
    Wachtperiode, Wachttijd, Weigeraar, Weigerreden,
};
pub use verwijzing::{Termijnstand, Toestand, Verwijzing};
