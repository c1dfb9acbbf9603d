//! H28 and H40: moving to another municipality is a handover to an outside party.

use regieboek_kernel::{Datum, Gemeente};

use super::{Regel, regel};
use crate::dossier::Dossier;
use crate::errors::HuishoudenError::{self, *};
use crate::values::{Sluitreden, Verhuizing};

/// H40: who moves to another municipality leaves this one; a move within it is a change of address.
pub(crate) fn verhuist_naar_een_andere_gemeente(vanuit: &Gemeente, naar: &Gemeente) -> Regel {
    regel(vanuit != naar, VerhuizingBinnenGemeente)
}

/// H28: a move was reported.
pub(crate) fn gemelde_verhuizing(dossier: &Dossier) -> Result<&Verhuizing, HuishoudenError> {
    dossier.verhuizing.as_ref().ok_or(GeenVerhuizing)
}

/// H28: this municipality stays responsible until the other one has confirmed.
pub(crate) fn overname_is_bevestigd(reden: Sluitreden, dossier: &Dossier) -> Regel {
    match reden {
        Sluitreden::Verhuisd => {
            regel(dossier.verhuizing.as_ref().is_some_and(|verhuizing| verhuizing.bevestigd), OvernameNietBevestigd)
        }
        Sluitreden::DoelenBehaald | Sluitreden::VerderZonderHulp | Sluitreden::Uitval | Sluitreden::Overleden => Ok(()),
    }
}

/// H28: running youth help without stay goes on for at most a year after the move (Jeugdwet 2.7a).
pub(crate) fn jeugdhulp_tot(per: Datum) -> Datum {
    let jaar = per.year().saturating_add(1);
    let maand = Datum::new(jaar, per.month(), 1).unwrap_or(Datum::MAX);
    Datum::new(jaar, per.month(), per.day()).unwrap_or(maand.last_of_month())
}
