//! Huishouden: household, plan and regie in one consistency boundary (DOMAIN 4 "Huishouden").
//!
//! ```text
//! NogNietGeregistreerd --Registreer--> Geregistreerd
//!                                        plan: Geen --OpenPlan--> Actief --SluitPlan--> Gesloten
//!                                                                   ^  <--terugval-------- |
//!                                                                   '------OpenPlan--------'
//! within Actief, the regie:   Plan --NeemRegieOver--> Escalatie --GeefRegieTerug--> Plan
//!                             DraagRegieOver, BenoemRegisseur: same ground, another regisseur
//! ```
//!
//! Exactly one regisseur is a field of the active plan, so neither a gap nor an overlap can be expressed. The rules:
//!
//! - H1: the gebied is known in the policy. H2: at least one lid, each with its own id.
//! - H3: gezag only over and by known leden, never over oneself, never from a later day.
//! - H4: contactpersoon, regisseur and owner of the nazorg are persons, not just organisations.
//! - H5: its owner brings others in: regisseur, without plan the contactpersoon, after closing the owner of the nazorg.
//! - H6: no sharing without a consent that covers it now or another ground that is cited; sight ends with its consent.
//! - H7: who consents follows from age and gezag (Jeugdwet 7.3.4). H8: a consent does not end before it begins.
//! - H9: at most one active plan. H10: its regisseur leads it. H11: only who is involved takes part.
//! - H12: what is referred to is known. H13: under an escalatie the Meer-team's order prevails.
//! - H14: taking over and appointing is for the Meer-team. H15: a handover is accepted by its receiver, after a warm one.
//! - H16: while the Meer-team holds the regie, only step-down ends that. H17: appointing needs a regievacuum.
//! - H18: closing needs every doel judged. H19: the owner does the nazorg, each check once.
//! - H20: terms pass by the software, and only when they have passed.
//!
//! Uniqueness over households (BSN, open escalatie, open overdracht) is a claim in the append, not a rule here.

mod aggregate;
mod besluit;
mod commands;
mod dossier;
mod errors;
mod events;
mod plan;
pub mod rules;
mod values;

pub use aggregate::Huishouden;
pub use commands::HuishoudenCommand;
pub use dossier::{Dossier, Klantroute};
pub use errors::HuishoudenError;
pub use events::*;
pub use plan::Regievacuum;
pub use values::*;
