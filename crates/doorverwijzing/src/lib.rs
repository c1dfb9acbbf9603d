//! Doorverwijzing: bringing a huishouden and someone else together (DOMAIN 4), one request per stream.
//!
//! Kinds, lightest first: *erbij halen* (an expert joins, the regie stays), *welzijn op recept*, *inzet*,
//! *overdracht* (the regie moves).
//!
//! ```text
//!  VraagAan        Aanvaard          Start         RondAf
//! ─────────▶ aangevraagd ──▶ aanvaard ──▶ gestart ──▶ afgerond
//!               │    │          │  └──RondAf (voortijdig)──▶ afgerond
//!        Weiger │    │ term     │            │
//!               ▼    ▼          └── TrekIn ──┴──▶ ingetrokken (also from aangevraagd)
//!        geweigerd  verlopen
//!
//!  An overdracht: aangevraagd --AanvaardOverdracht--> overgedragen, and further as above.
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
//! - D15 An inzet on mandaat names the body on whose behalf it is decided, and the law text it rests on (Awb 10:10).
//! - D16 That an inzet lacked authority is reported by the mandaatbeheerder; the help goes on.
//! - D17 A ratification is recorded by the mandaatbeheerder and names the decision and a defect that was reported.
//! - D18 That the authority of running help does not work any more is recorded by the software, once for each reason; the
//!   help stays lawful (Awb 10:8).
//! - D19 Nobody decides on an objection against the own decision, nor against one under the same mandaathouder (Awb 10:3).
//! - D20 An overdracht is addressed to a person, the only one who answers.
//! - D21 An overdracht is accepted with the day of the joint conversation, which also tells the referrer; nothing else is.
//! - D22 Youth help without stay that runs or was granted goes on after a move (Jeugdwet 2.7a).
//! - D23 Whoever stands in no relation to the huishouden can only deploy help on a statutory ground (Jeugdwet 2.6).
//! - D24 A reason to refuse and a result are words that the municipality's code lists of that day hold.
//! - D25 An objection against an inzet is recorded and assigned by the mandaatbeheerder, with who objects, why, and the day
//!   it was received; one is open at a time, until it is decided on or taken back.
//! - D26 An objection is decided on by whom it was assigned to, with reasons; when it is right, with what follows.
//! - D27 Help that runs is revoked by the decision on an objection, and by nothing else.
//!
//! Whether the caller stands in a relation to the huishouden (who may refer, withdraw or record a resident's refusal)
//! and whether the ground of D7 holds for this receiver is tested by the use case.

mod aggregate;
mod bezwaar;
mod commands;
mod errors;
mod events;
mod queries;
mod rules;
mod values;
mod verwijzing;

pub use aggregate::Doorverwijzing;
pub use bezwaar::Bezwaar;
pub use commands::{Aanvraag, BezwaarCommand, DoorverwijzingCommand, Weigering};
pub use errors::DoorverwijzingError;
pub use events::*;
pub use values::{
    Adressering, Bevoegdheidsgebrek, Bezwaaroordeel, Hulpresultaat, Intrekreden, Inzetdekking, Inzetgevolg, Namens,
    Soort, Vervalgrond, Verwijzingstermijn, Verzoek, Wachtoorzaak, Wachtperiode, Wachttijd, Weigeraar, Weigerreden,
};
pub use verwijzing::{Termijnstand, Toestand, Verwijzing};
