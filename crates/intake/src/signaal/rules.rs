//! The invariants of a signaal, each a function with its number from the crate's list.

use regieboek_kernel::{Actor, Beleid, Functie, Gebied, Professional, ProfessionalId, SignaalId, Tijdstip};

use super::aggregate::{Behandeling, Melding, Signaal};
use super::errors::SignaalError;
use crate::verplichting::Verplichting;

/// S1: a professional with a name acts.
pub fn met_naam(wie: &Actor) -> Result<&Professional, SignaalError> {
    wie.professional().ok_or(SignaalError::AlleenProfessional)
}

/// S1: only the software lets a term pass.
pub fn alleen_systeem(wie: &Actor) -> Result<(), SignaalError> {
    match wie {
        Actor::Systeem => Ok(()),
        Actor::Professional(_) => Err(SignaalError::AlleenSysteem),
    }
}

/// S2: the gebied is one of the municipality.
pub fn gebied_is_bekend(gebied: &Gebied, beleid: &Beleid) -> Result<(), SignaalError> {
    if beleid.kent_gebied(gebied) { Ok(()) } else { Err(SignaalError::GebiedOnbekend) }
}

/// S3: the instant before which it must be picked up; sooner when it is about safety.
pub fn oppakken_voor(betreft_veiligheid: bool, beleid: &Beleid, nu: Tijdstip) -> Tijdstip {
    let termijnen = &beleid.inhoud.termijnen;
    let termijn = if betreft_veiligheid { termijnen.signaal_oppakken_veiligheid } else { termijnen.signaal_oppakken };
    termijn.verstrijkt(nu)
}

/// S4: the instant before which the reporter must hear; none is owed when it was reported anonymously.
pub fn terugkoppelen_voor(anoniem: bool, beleid: &Beleid, nu: Tijdstip) -> Option<Tijdstip> {
    (!anoniem).then(|| beleid.inhoud.termijnen.terugkoppeling.verstrijkt(nu))
}

/// S4: there is a reporter to tell.
pub fn aan_de_melder(melding: &Melding) -> Result<(ProfessionalId, &Verplichting), SignaalError> {
    melding.melder.zip(melding.terugkoppeling.as_ref()).ok_or(SignaalError::MelderAnoniem)
}

/// S5: one professional picks it up; the same one may say so again.
pub fn nog_niet_van_een_ander(behandeling: &Behandeling, wie: &Actor) -> Result<(), SignaalError> {
    if met_naam(wie)?.id == behandeling.eigenaar { Ok(()) } else { Err(SignaalError::AlOpgepakt) }
}

/// S5: only the owner acts on it.
pub fn alleen_de_eigenaar(behandeling: &Behandeling, wie: &Actor) -> Result<(), SignaalError> {
    if met_naam(wie)?.id == behandeling.eigenaar { Ok(()) } else { Err(SignaalError::NietDeEigenaar) }
}

/// S6 and S9: who accepts or refuses holds the addressed function at the addressed organisation, and is not the giver.
pub fn aan_wie_is_doorgegeven(behandeling: &Behandeling, wie: &Actor) -> Result<ProfessionalId, SignaalError> {
    let aanvaarder = met_naam(wie)?;
    let doorgifte = behandeling.doorgifte.as_ref().ok_or(SignaalError::GeenDoorgifte)?;
    let aangesproken = aanvaarder.organisatie == doorgifte.naar_organisatie && aanvaarder.functie == doorgifte.functie;
    if aangesproken && aanvaarder.id != behandeling.eigenaar {
        Ok(aanvaarder.id)
    } else {
        Err(SignaalError::DoorgifteNietAanU)
    }
}

/// S10: the Meer-team takes over.
pub fn door_meer_team(wie: &Actor) -> Result<&Professional, SignaalError> {
    let meer_team = matches!(wie.functie(), Functie::CoordinatorMeerTeam | Functie::LidMeerTeam);
    if meer_team { met_naam(wie) } else { Err(SignaalError::AlleenMeerTeam) }
}

/// S11: a double report points to another signaal, which is no double itself; so every chain has one end.
pub fn is_dubbel_van(dubbele: SignaalId, van: SignaalId, eerdere: &Signaal) -> Result<(), SignaalError> {
    if dubbele == van {
        Err(SignaalError::DubbelVanZichzelf)
    } else if eerdere.is_dubbele_melding() {
        Err(SignaalError::DubbelVanDubbele)
    } else {
        Ok(())
    }
}

/// S8: a term does not pass before its instant.
pub fn termijn_is_verstreken(verplichting: &Verplichting, nu: Tijdstip) -> Result<(), SignaalError> {
    if verplichting.haalt(nu) { Err(SignaalError::TermijnNietVerstreken { voor: verplichting.voor() }) } else { Ok(()) }
}
