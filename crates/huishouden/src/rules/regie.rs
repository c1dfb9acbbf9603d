//! H14 to H17, H21 and H22: how the regie and the contactpersoonschap move.

use regieboek_kernel::{Actor, Betrokkene, Datum, ProfessionalId};

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

/// H21: who accepts the contactpersoonschap is whom it was offered to.
pub(crate) fn is_contact_aangeboden(wie: &Actor, aanbod: Option<&Betrokkene>) -> Regel {
    regel(aanbod.is_some_and(|aan| aan.is(wie)), ContactNietAanU)
}

/// H22: the Meer-team takes over from others, and from one of its own only in a regievacuum: of two of its coordinators
/// who come to the regie by different roads, the second learns that the first holds it.
pub(crate) fn is_niet_van_een_ander_van_het_meer_team(regie: &Regie, nieuw: &Betrokkene) -> Regel {
    let houdt = regie.regisseur.handelend();
    if houdt.van_meer_team() && houdt != nieuw && regie.vacuum.is_none() {
        return Err(RegieAlBijMeerTeam { functie: houdt.functie, organisatie: houdt.organisatie.clone() });
    }
    Ok(())
}

/// H17: only in a regievacuum is a regisseur appointed over another.
pub(crate) fn is_regievacuum(vacuum: Option<Regievacuum>) -> Regel {
    regel(vacuum.is_some(), GeenRegievacuum)
}
/// H10: whoever holds the regie, or coordinates beside a resident with eigen regie.
pub(crate) fn houdt_de_regie(wie: &Actor, regie: &Regie) -> Regel {
    regel(regie.regisseur.handelend().is(wie), AlleenRegisseur)
}

/// H29: an overdracht brings the regie to another.
pub(crate) fn is_een_ander(naar: &Betrokkene, regie: &Regie) -> Regel {
    regel(regie.regisseur.handelend() != naar, IsAlRegisseur)
}

/// H29: whoever asked for the overdracht still holds the regie.
pub(crate) fn vroeg_als_regisseur(verwijzer: ProfessionalId, regie: &Regie) -> Regel {
    regel(regie.regisseur.handelend().professional == Some(verwijzer), RegisseurGewisseld)
}
