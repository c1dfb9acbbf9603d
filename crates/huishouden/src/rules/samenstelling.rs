//! H30 to H37: who comes and goes, how a huishouden parts, and how two registrations become one.

use std::collections::BTreeSet;

use regieboek_kernel::{Actor, Datum, Functie, LidId, Persoonsgegeven};

use super::{Regel, regel};
use crate::dossier::Dossier;
use crate::errors::HuishoudenError::*;
use crate::values::{Herkenbaar as _, Inbreng, Lid, Zelfde};

/// H30: the composition is recorded by the owner, or by a coordinator of the Meer-team.
pub(crate) fn mag_samenstelling_wijzigen(wie: &Actor, dossier: &Dossier) -> Regel {
    regel(is_coordinator(wie) || dossier.eigenaar().is(wie), AlleenEigenaarOfCoordinator)
}

/// H31: who comes, goes or moves has done so.
pub(crate) fn is_al_gebeurd(op: Datum, vandaag: Datum) -> Regel {
    regel(op <= vandaag, WijzigingInToekomst)
}

/// H32: whoever becomes a lid was none.
pub(crate) fn is_nog_geen_lid(lid: LidId, dossier: &Dossier) -> Regel {
    regel(dossier.lid(lid).is_none(), LidDubbel { lid })
}

/// H33: at a split someone goes and someone stays, each named once.
pub(crate) fn splitst_echt(leden: &[LidId], dossier: &Dossier) -> Regel {
    let mut gezien = BTreeSet::new();
    leden.iter().try_for_each(|&lid| {
        super::is_lid(lid, dossier)?;
        regel(gezien.insert(lid), LidDubbel { lid })
    })?;
    regel(!leden.is_empty() && leden.len() < dossier.leden.len(), SplitsingZonderTweeDelen)
}

/// H34: what is taken up has no active plan; of two with one, one is closed first.
pub(crate) fn gaat_op_zonder_plan(hier_een_plan: bool, inbreng: &Inbreng) -> Regel {
    match (inbreng.heeft_actief_plan, hier_een_plan) {
        (false, _) => Ok(()),
        (true, true) => Err(BeideEenActiefPlan),
        (true, false) => Err(PlanInOpgaandHuishouden),
    }
}

/// H35: merging, undoing that, and judging that two are not the same is for a coordinator of the Meer-team.
pub(crate) fn is_door_coordinator(wie: &Actor) -> Regel {
    regel(is_coordinator(wie), AlleenCoordinator)
}

/// H36: who are said to be one person are known, each once, and have no two BSNs.
pub(crate) fn zijn_dezelfden(zelfde: &[Zelfde], dossier: &Dossier, inbreng: &Inbreng) -> Regel {
    let (mut hier, mut daar) = (BTreeSet::new(), BTreeSet::new());
    zelfde.iter().try_for_each(|paar| {
        let lid = dossier.lid(paar.lid).ok_or(LidOnbekend { lid: paar.lid })?;
        let ander = inbreng.leden.iter().find(|lid| lid.id == paar.ander).ok_or(LidOnbekend { lid: paar.ander })?;
        regel(hier.insert(paar.lid), LidDubbel { lid: paar.lid })?;
        regel(daar.insert(paar.ander), LidDubbel { lid: paar.ander })?;
        let bsns = (lid.bsn.as_ref().and_then(Persoonsgegeven::waarde), bsn_van(ander));
        regel(!matches!(bsns, (Some(a), Some(b)) if a != b), BsnVerschilt { lid: paar.lid })
    })
}

fn bsn_van(lid: &Lid) -> Option<&regieboek_kernel::Bsn> {
    lid.bsn.as_ref().and_then(Persoonsgegeven::waarde)
}

fn is_coordinator(wie: &Actor) -> bool {
    wie.functie() == Functie::CoordinatorMeerTeam
}
