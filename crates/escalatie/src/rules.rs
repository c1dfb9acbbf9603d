//! The rules of an escalatie, each a pure function named after what it demands.

use std::collections::BTreeSet;

use regieboek_kernel::{
    ActieId, Actor, Beleid, Datum, Functie, Functionaris, Professional, ProfessionalId, Termijn, Tijdstip, VrijeTekst,
};

use crate::errors::EscalatieError;
use crate::events::DoorbraakBesloten;
use crate::state::{Doorbraak, Nazorg, Regievoering, Termijnstand};
use crate::values::{Escalatiegrond, Escalatietermijn};

/// E1: an escalatie stands on at least one ground; gives each ground once, in a fixed order.
pub(crate) fn minstens_een_grond(gronden: Vec<Escalatiegrond>) -> Result<Vec<Escalatiegrond>, EscalatieError> {
    let gronden: Vec<_> = gronden.into_iter().collect::<BTreeSet<_>>().into_iter().collect();
    if gronden.is_empty() { Err(EscalatieError::GrondOntbreekt) } else { Ok(gronden) }
}

/// E2: urgent is only what is about safety.
pub(crate) fn spoed_alleen_bij_veiligheid(spoed: bool, gronden: &[Escalatiegrond]) -> Result<(), EscalatieError> {
    if spoed && !gronden.contains(&Escalatiegrond::Veiligheid) {
        return Err(EscalatieError::SpoedAlleenBijVeiligheid);
    }
    Ok(())
}

/// E3: triage within 2 working days, urgent safety within 4 hours (*config*).
pub(crate) fn triagetermijn(spoed: bool, beleid: &Beleid) -> Termijn {
    let termijnen = &beleid.inhoud.termijnen;
    if spoed { termijnen.triage_spoed } else { termijnen.triage }
}

/// E4: what has to be explained is explained; a text that was destroyed was once there.
pub(crate) fn toegelicht(teksten: &[(&'static str, &VrijeTekst)]) -> Result<(), EscalatieError> {
    let leeg = |tekst: &VrijeTekst| tekst.waarde().is_some_and(|t| t.trim().is_empty());
    match teksten.iter().find(|(_, tekst)| leeg(tekst)) {
        Some((veld, _)) => Err(EscalatieError::ToelichtingOntbreekt { veld }),
        None => Ok(()),
    }
}

/// Whether a function belongs to the Meer-team.
fn is_van_meer_team(functie: Functie) -> bool {
    matches!(functie, Functie::CoordinatorMeerTeam | Functie::LidMeerTeam)
}

/// E5: only the Meer-team; gives who of it acts.
pub(crate) fn alleen_meer_team(wie: &Actor) -> Result<&Professional, EscalatieError> {
    wie.professional()
        .filter(|p| is_van_meer_team(p.functie))
        .ok_or(EscalatieError::AlleenMeerTeam { functie: wie.functie() })
}

/// E6: the coordinator is of the Meer-team.
pub(crate) fn coordinator_van_meer_team(coordinator: &Functionaris) -> Result<(), EscalatieError> {
    if is_van_meer_team(coordinator.functie) {
        return Ok(());
    }
    Err(EscalatieError::CoordinatorNietVanMeerTeam { functie: coordinator.functie })
}

/// E7: an order names at least one actie, and each actie once.
pub(crate) fn volgorde_noemt_elke_actie_een_keer(volgorde: &[ActieId]) -> Result<(), EscalatieError> {
    if volgorde.is_empty() {
        return Err(EscalatieError::VolgordeIsLeeg);
    }
    if volgorde.iter().collect::<BTreeSet<_>>().len() < volgorde.len() {
        return Err(EscalatieError::ActieDubbelInVolgorde);
    }
    Ok(())
}

/// E8: a doorbraak holds until a day that is still to come.
pub(crate) fn doorbraak_eindigt_in_toekomst(tot: Datum, nu: Tijdstip) -> Result<(), EscalatieError> {
    if tot > nu.datum() { Ok(()) } else { Err(EscalatieError::DoorbraakEindigtNietInToekomst { tot }) }
}

/// E9: a doorbraak is decided once; tells whether this very decision was taken before.
pub(crate) fn doorbraak_is_al_besloten(
    doorbraken: &[Doorbraak],
    besluit: &DoorbraakBesloten,
) -> Result<bool, EscalatieError> {
    match doorbraken.iter().find(|eerder| eerder.id == besluit.id) {
        None => Ok(false),
        Some(eerder) if eerder.is_hetzelfde_besluit(&besluit.into()) => Ok(true),
        Some(eerder) => Err(EscalatieError::DoorbraakBestaatAl { id: eerder.id }),
    }
}

/// E10: the next regisseur is someone else than the coordinator.
pub(crate) fn volgende_is_iemand_anders(volgende: &Functionaris, regie: &Regievoering) -> Result<(), EscalatieError> {
    if volgende.professional == regie.coordinator.professional {
        return Err(EscalatieError::VolgendeRegisseurIsCoordinator);
    }
    Ok(())
}

/// E11: only the offered next regisseur answers the offer.
pub(crate) fn alleen_volgende_regisseur(wie: &Actor, volgende: &Functionaris) -> Result<(), EscalatieError> {
    if wie.professional().is_some_and(|p| p.id == volgende.professional) {
        return Ok(());
    }
    Err(EscalatieError::AlleenVolgendeRegisseur)
}

/// E12: the warme overdracht has taken place.
pub(crate) fn warme_overdracht_is_geweest(warme_overdracht: Datum, nu: Tijdstip) -> Result<(), EscalatieError> {
    if warme_overdracht <= nu.datum() {
        return Ok(());
    }
    Err(EscalatieError::WarmeOverdrachtInToekomst { warme_overdracht })
}

/// E13: nazorg lasts at least its term.
pub(crate) fn nazorg_duurde_lang_genoeg(nazorg: &Nazorg, nu: Tijdstip) -> Result<(), EscalatieError> {
    if nazorg.termijn.eindigt <= nu {
        return Ok(());
    }
    Err(EscalatieError::NazorgLooptNog { tot_minstens: nazorg.tot_minstens })
}

/// E14: only the software lets a term pass.
pub(crate) fn alleen_systeem(wie: &Actor) -> Result<(), EscalatieError> {
    match wie {
        Actor::Systeem => Ok(()),
        Actor::Professional(_) => Err(EscalatieError::AlleenSysteem),
    }
}

/// E15: a term passes not before its time.
pub(crate) fn termijn_is_voorbij(
    termijn: Escalatietermijn,
    stand: Termijnstand,
    nu: Tijdstip,
) -> Result<(), EscalatieError> {
    if stand.eindigt <= nu {
        return Ok(());
    }
    Err(EscalatieError::TermijnNietVerstreken { termijn, eindigt: stand.eindigt })
}

/// E16: one member of the Meer-team at a time has the triage.
pub(crate) fn triage_is_van(behandelaar: ProfessionalId, wie: &Professional) -> Result<(), EscalatieError> {
    if behandelaar == wie.id { Ok(()) } else { Err(EscalatieError::AlInTriage { behandelaar }) }
}
