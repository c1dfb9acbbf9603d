//! H43 to H46: a child of parents who share its care lives in two huishoudens, and is a lid of one.

use regieboek_kernel::{Datum, LidId};

use super::leeftijd::ACHTTIEN;
use super::{Regel, is_al_gebeurd, regel};
use crate::dossier::Dossier;
use crate::errors::HuishoudenError::*;
use crate::values::{Deling, Medebewoner, Verblijf};

/// H43: who names another huishouden says since which day, and that day has come.
pub(crate) fn verblijf_is_begonnen(verblijf: &Verblijf, vandaag: Datum) -> Regel {
    match (verblijf.huishouden, verblijf.sinds) {
        (Some(_), None) => Err(SindsOntbreekt),
        (_, Some(sinds)) => is_al_gebeurd(sinds, vandaag),
        (None, None) => Ok(()),
    }
}

/// H43: only a huishouden that was named can confirm that the child lives there.
pub(crate) fn is_genoemd(deling: Deling, dossier: &Dossier) -> Regel {
    let genoemd = dossier.verblijf(deling.lid).is_some_and(|verblijf| verblijf.huishouden == Some(deling.met));
    regel(genoemd, VerblijfNietGenoemd { lid: deling.lid })
}

/// H12 and H44: the lid belongs to the huishouden. A child that lives here part of the time does not: where it is a lid, and
/// nowhere else, there is gezag over it, consent, help, and a part in the plan.
pub(crate) fn is_lid(lid: LidId, dossier: &Dossier) -> Regel {
    match dossier.lid(lid) {
        Some(_) => Ok(()),
        None if dossier.medebewoner(lid).is_some() => Err(LidVanAnderHuishouden { lid }),
        None => Err(LidOnbekend { lid }),
    }
}

/// H44: a child that lives here part of the time does not become a second lid: it leaves the huishouden of which it is first.
pub(crate) fn is_geen_medebewoner(lid: LidId, dossier: &Dossier, vandaag: Datum) -> Regel {
    let woont_hier = dossier.medebewoner(lid).is_some_and(|kind| is_nog_kind(kind, vandaag));
    regel(!woont_hier, LidVanAnderHuishouden { lid })
}

/// H45: only who is under 18 lives in two huishoudens.
pub(crate) fn is_minderjarig(kind: &Medebewoner, vandaag: Datum) -> Regel {
    let lid = kind.lid;
    regel(kind.geboortedatum.waarde().is_some(), LeeftijdOnbekend { lid })?;
    regel(is_nog_kind(kind, vandaag), NietMinderjarig { lid })
}

/// H45: on the day it turns 18 it ends, without anybody doing anything. Of whom the birth date was destroyed nothing says so.
fn is_nog_kind(kind: &Medebewoner, dag: Datum) -> bool {
    kind.tot().is_none_or(|achttien| dag < achttien)
}

impl Medebewoner {
    /// H45: the day it turns 18, on which this ends.
    pub fn tot(&self) -> Option<Datum> {
        self.geboortedatum.waarde().map(|geboren| geboren.bereikt(ACHTTIEN))
    }
}
