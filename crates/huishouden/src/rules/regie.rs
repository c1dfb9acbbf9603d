//! H14 to H17: how the regie moves.

use regieboek_kernel::{Actor, Betrokkene, Datum};

use super::{Regel, regel};
use crate::errors::HuishoudenError::*;
use crate::plan::{Regie, Regievacuum};
use crate::values::{Herkenbaar as _, is_meer_team};

/// H14: taking an escalatie in triage, taking over and appointing is done by the Meer-team.
pub(crate) fn is_door_meer_team(wie: &Actor) -> Regel {
    regel(is_meer_team(wie.functie()), AlleenMeerTeam)
}

/// H14: under an escalatie the regie is held by someone of the Meer-team.
pub(crate) fn is_van_meer_team(wie: &Betrokkene) -> Regel {
    regel(wie.van_meer_team(), AlleenMeerTeam)
}

/// H15: whoever gets the regie accepts it, after the joint conversation (warme overdracht).
pub(crate) fn is_warm_overgedragen(wie: &Actor, ontvanger: &Betrokkene, gesprek: Datum, vandaag: Datum) -> Regel {
    regel(ontvanger.is(wie), NietAanvaardDoorOntvanger)?;
    regel(gesprek <= vandaag, WarmeOverdrachtInToekomst)
}

/// H16: the regie does not rest on an escalatie.
pub(crate) fn rust_niet_op_escalatie(regie: &Regie) -> Regel {
    match regie.escalatie() {
        Some(escalatie) => Err(EscalatieNogOpen { escalatie }),
        None => Ok(()),
    }
}

/// H16: under an escalatie the regie stays with the Meer-team, whoever of it holds it.
pub(crate) fn blijft_bij_meer_team(naar: &Betrokkene, regie: &Regie) -> Regel {
    if naar.van_meer_team() { Ok(()) } else { rust_niet_op_escalatie(regie) }
}

/// H17: only in a regievacuum is a regisseur appointed over another.
pub(crate) fn is_regievacuum(vacuum: Option<Regievacuum>) -> Regel {
    regel(vacuum.is_some(), GeenRegievacuum)
}
