//! H1 to H5, H11 and H12: who the huishouden is, who has gezag, who may speak for it.

use std::collections::BTreeSet;

use regieboek_kernel::{Actor, Beleid, Betrokkene, Datum, Gebied, LidId};

use super::{Regel, regel};
use crate::dossier::Dossier;
use crate::errors::HuishoudenError::*;
use crate::values::{Gezag, Gezaghebbende, Herkenbaar as _, Lid, is_meer_team};

/// H1: the gebied is one of the municipality's.
pub(crate) fn gebied_is_bekend(gebied: &Gebied, beleid: &Beleid) -> Regel {
    regel(beleid.kent_gebied(gebied), GebiedOnbekend)
}

/// H2: there is at least one lid, and each has its own id.
pub(crate) fn leden_zijn_uniek(leden: &[Lid]) -> Regel {
    let mut gezien = BTreeSet::new();
    match leden.iter().find(|lid| !gezien.insert(lid.id)) {
        Some(lid) => Err(LidDubbel { lid: lid.id }),
        None => regel(!leden.is_empty(), GeenLeden),
    }
}

/// H3: gezag is over and by known leden, not over oneself, and not from a day to come (DOMAIN 3 "Lid").
pub(crate) fn gezag_is_mogelijk(gezag: &[Gezag], kent_lid: impl Fn(LidId) -> bool, vandaag: Datum) -> Regel {
    gezag.iter().try_for_each(|g| {
        lid_is_bekend(g.kind, &kent_lid)?;
        if let Gezaghebbende::Lid(lid) = g.gezaghebbende {
            lid_is_bekend(lid, &kent_lid)?;
            regel(lid != g.kind, GezagOverZichzelf { lid })?;
        }
        regel(g.sinds <= vandaag, GezagInToekomst)
    })
}

/// H4: contactpersoon, regisseur and owner of the nazorg are persons.
pub(crate) fn is_persoon(wie: &Betrokkene) -> Regel {
    regel(wie.professional.is_some(), PersoonOntbreekt)
}

/// H5: the owner (regisseur, contactpersoon or owner of the nazorg) speaks for the huishouden; the software may, with
/// its cause.
pub(crate) fn spreekt_voor_het_huishouden(wie: &Actor, dossier: &Dossier) -> Regel {
    regel(*wie == Actor::Systeem || dossier.eigenaar().is(wie), AlleenRegisseurOfContactpersoon)
}

/// H11: whoever takes part is involved.
pub(crate) fn is_betrokken(wie: &Actor, dossier: &Dossier) -> Regel {
    regel(dossier.betrokkenen().iter().any(|betrokkene| betrokkene.is(wie)), NietBetrokken)
}

/// H11: a regievacuum or a terugval is noticed by who is involved, by the Meer-team or by the software.
pub(crate) fn neemt_waar(wie: &Actor, dossier: &Dossier) -> Regel {
    if *wie == Actor::Systeem || is_meer_team(wie.functie()) { Ok(()) } else { is_betrokken(wie, dossier) }
}

/// H12: the lid belongs to the huishouden.
pub(crate) fn lid_is_bekend(lid: LidId, kent_lid: impl Fn(LidId) -> bool) -> Regel {
    regel(kent_lid(lid), LidOnbekend { lid })
}
