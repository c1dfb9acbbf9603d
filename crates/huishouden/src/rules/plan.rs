//! H9, H10, H12, H13 and H18 to H20: the plan, its order, its end, and what comes after.

use std::collections::BTreeSet;

use regieboek_kernel::{ActieId, Actor, Bevoegdheid, Datum, DoelId, Tijdstip, Verantwoording};

use super::{Regel, houdt_de_regie, regel};
use crate::errors::HuishoudenError::*;
use crate::plan::{ActiefPlan, GeslotenPlan, Plan, Planinhoud};
use crate::values::{Herkenbaar as _, is_meer_team};

/// H9: there is no active plan yet.
pub(crate) fn geen_actief_plan(plan: &Plan) -> Regel {
    regel(plan.actief().is_none(), PlanAlActief)
}

/// H10: the regisseur, or who coordinates beside a resident with eigen regie, leads the plan.
pub(crate) fn is_regisseur(wie: &Actor, plan: &ActiefPlan) -> Regel {
    houdt_de_regie(wie, &plan.regie)
}

/// H12: the goal is in the plan.
pub(crate) fn doel_is_bekend(doel: DoelId, inhoud: &Planinhoud) -> Regel {
    regel(inhoud.doel(doel).is_some(), DoelOnbekend { doel })
}

/// H12: the actie is in the plan.
pub(crate) fn actie_is_bekend(actie: ActieId, inhoud: &Planinhoud) -> Regel {
    regel(inhoud.actie(actie).is_some(), ActieOnbekend { actie })
}

/// H12: an order names acties of the plan, each once.
pub(crate) fn volgorde_klopt(volgorde: &[ActieId], inhoud: &Planinhoud) -> Regel {
    let mut gezien = BTreeSet::new();
    volgorde.iter().try_for_each(|&actie| {
        actie_is_bekend(actie, inhoud)?;
        regel(gezien.insert(actie), ActieDubbel { actie })
    })
}

/// H13: the regisseur fixes the order; under an escalatie the Meer-team does, citing its doorzettingsmacht.
pub(crate) fn mag_volgorde_bepalen(verantwoording: &Verantwoording, plan: &ActiefPlan) -> Regel {
    match plan.regie.escalatie() {
        None => is_regisseur(&verantwoording.wie, plan),
        Some(escalatie) => {
            let doorzettingsmacht = verantwoording.bevoegdheid == Bevoegdheid::Doorzettingsmacht { escalatie };
            let meer_team = is_meer_team(verantwoording.wie.functie());
            regel(meer_team && doorzettingsmacht, MeerTeamBepaaltVolgorde { escalatie })
        }
    }
}

/// H18: a plan closes with a judgement of every goal.
pub(crate) fn elk_doel_is_geevalueerd(inhoud: &Planinhoud) -> Regel {
    match inhoud.doelen.iter().find(|doel| doel.oordeel.is_none()) {
        Some(doel) => Err(DoelNietGeevalueerd { doel: doel.id }),
        None => Ok(()),
    }
}

/// H19: who owns the nazorg does its checks.
pub(crate) fn is_nazorgeigenaar(wie: &Actor, plan: &GeslotenPlan) -> Regel {
    regel(plan.eigenaar.is(wie), AlleenNazorgeigenaar)
}

/// H20: only the software says that a term has passed.
pub(crate) fn is_systeem(wie: &Actor) -> Regel {
    regel(*wie == Actor::Systeem, AlleenSysteem)
}

/// H20: a term passes at the end of its last day.
pub(crate) fn is_verstreken(laatste_dag: Datum, nu: Tijdstip) -> Regel {
    regel(Tijdstip::einde_van(laatste_dag) <= nu, TermijnNietVerstreken)
}
