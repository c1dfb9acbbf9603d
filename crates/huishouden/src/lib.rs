//! Huishouden: household, plan and regie in one consistency boundary (DOMAIN 4 "Huishouden").
//!
//! ```text
//! NogNietGeregistreerd --Registreer--> Geregistreerd
//!                                        plan: Geen --OpenPlan--> Actief --SluitPlan--> Gesloten
//!                                                                   ^  <--terugval-------- |
//!                                                                   '------OpenPlan--------'
//! within Actief, the regie:   Plan --NeemRegieOver--> Escalatie --GeefRegieTerug--> Plan
//!                             Plan, Escalatie --LegMaatregelVast--> Maatregel --its end--> as it was below
//!                             DraagRegieOver, BenoemRegisseur: same ground, another regisseur
//!                             WijzigRegievorm: same ground and professional, a resident keeps the regie or not
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
//! - H21: without a plan the contactpersoonschap passes to whom the contactpersoon named, who accepts; until then it stays.
//! - H22: the Meer-team does not take the regie from one of its own who can act.
//! - H23: an MDO is with residents, or says why not. H24: who sits at the table is involved; dissent is recorded.
//! - H25: a measure names a jeugdbeschermer and is in force; it can be extended, ended early, and ends by itself.
//! - H26: regisseur, Meer-team or instelling record it, nobody accepts it; while it lasts the regie stays there.
//! - H27: the regisseur changes the form of regie, not under an escalatie or measure.
//! - H28: until the other municipality has confirmed, no plan is closed because of a move; youth help goes on for at most
//!   a year (Jeugdwet 2.7a). H29: an overdracht is asked by the regisseur, and void once another holds the regie.
//! - H30: its owner, or a coordinator of the Meer-team, records who comes and goes. H31: after it happened.
//! - H32: who becomes a lid was none. H33: at a split someone goes and someone stays.
//! - H34: what is taken up has no active plan. H35: merging, and undoing that, is for a coordinator of the Meer-team.
//! - H36: who are said to be one person have no two BSNs. H37: only a merge that was made is undone.
//! - H38: what was taken up in another huishouden only reads, until that is undone; what narrows sight still happens.
//! - H39: the ages that turn rules are forecast a year ahead; the step to adult help stays on the list until 18.
//! - H40: a move to another municipality leaves this one; within it the address changes.
//! - H41: after a split the new huishouden shares the past of the one it came from: what was recorded before the split,
//!   and not after the day since which they part.
//! - H42: who is involved with what took a huishouden up reads that as well, until it is undone; not the other way round.
//! - H43: a child of parents who share its care is a lid of one huishouden and lives part of the time in a second, once the
//!   first names that one and it confirms; the second hears its name, its birth date and since when, and nothing else.
//! - H44: what is decided about that child is decided where it is a lid: in the second it has no gezag, no consent, no help
//!   and no part in the plan, and it becomes no lid there before it left the first.
//! - H45: only a child under 18 lives in two huishoudens; on the day it turns 18 that ends by itself.
//! - H46: either of the two ends it, and so does whatever takes the child from its huishouden or takes one of the two up in
//!   another: in both at the same moment.
//!
//! Uniqueness over households (BSN, open escalatie, open overdracht) is a claim in the append, not a rule here.

mod aggregate;
mod besluit;
mod commands;
mod dossier;
mod errors;
mod events;
mod medebewoners;
mod overgang;
mod plan;
pub mod rules;
mod samenstelling;
mod values;

pub use aggregate::Huishouden;
pub use commands::HuishoudenCommand;
pub use dossier::{Dossier, Klantroute};
pub use errors::HuishoudenError;
pub use events::*;
pub use plan::Regievacuum;
pub use values::*;
