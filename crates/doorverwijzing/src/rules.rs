//! The invariants of `lib.rs`, each a pure function.

use regieboek_kernel::{
    Actor, Beleid, Bevoegdheid, Datum, Deelgrond, Functie, Professional, ProfessionalId, Termijnen, Tijdstip,
    Voorziening, VoorzieningBeleid, VrijeTekst, Zwaarte,
};

use crate::errors::DoorverwijzingError;
use crate::values::{Adressering, Hulpresultaat, Inzetdekking, Verwijzingstermijn, Wachtoorzaak};
use crate::verwijzing::Termijnstand;

type Regel<T = ()> = Result<T, DoorverwijzingError>;

/// Whether the text says something; what was destroyed did.
fn gevuld(tekst: &VrijeTekst) -> bool {
    tekst.waarde().is_none_or(|waarde| !waarde.trim().is_empty())
}

/// D1: a person does it.
pub(crate) fn door_professional(wie: &Actor) -> Regel<&Professional> {
    wie.professional().ok_or(DoorverwijzingError::AlleenDoorProfessional)
}

/// D2: the municipality knows the voorziening.
pub(crate) fn bekende_voorziening<'a>(code: &Voorziening, beleid: &'a Beleid) -> Regel<&'a VoorzieningBeleid> {
    beleid.voorziening(code).ok_or_else(|| DoorverwijzingError::OnbekendeVoorziening { voorziening: code.clone() })
}

/// D3: an authority covers the inzet.
pub(crate) fn gedekt(dekking: Inzetdekking) -> Regel<Bevoegdheid> {
    match dekking {
        Inzetdekking::Gedekt { bevoegdheid } => Ok(bevoegdheid),
        Inzetdekking::NietGedekt { reden, uitleg } => {
            Err(DoorverwijzingError::InzetZonderBevoegdheid { reden, uitleg })
        }
    }
}

/// D4: as light as possible, as heavy as needed.
pub(crate) fn lichter_bekeken(zwaarte: Zwaarte, bekeken: Option<&VrijeTekst>) -> Regel {
    if zwaarte <= Zwaarte::LichteOndersteuning || bekeken.is_some_and(gevuld) {
        Ok(())
    } else {
        Err(DoorverwijzingError::LichterNietBekeken)
    }
}

/// D5: a huisarts or POH jeugd writes the recept.
pub(crate) fn recept_van_huisarts(functie: Functie) -> Regel {
    if matches!(functie, Functie::Huisarts | Functie::PohJeugd) {
        Ok(())
    } else {
        Err(DoorverwijzingError::WelzijnOpReceptVoorbehouden)
    }
}

/// D6: the recept goes to a sociaal makelaar.
pub(crate) fn recept_aan_sociaal_makelaar(gericht_aan: &Adressering) -> Regel {
    if gericht_aan.functie == Some(Functie::SociaalMakelaar) {
        Ok(())
    } else {
        Err(DoorverwijzingError::WelzijnOpReceptNietAanSociaalMakelaar)
    }
}

/// D7: sharing rests on a ground (Jeugdwet 7.4.0, Wmo 2015 5.1.1, AVG 6).
pub(crate) fn grond_voor_delen(deelgrond: Option<Deelgrond>) -> Regel<Deelgrond> {
    deelgrond.ok_or(DoorverwijzingError::GeenGrondslagVoorDelen)
}

/// D8: the caller is one of those addressed.
pub(crate) fn geadresseerd(wie: &Actor, gericht_aan: &Adressering) -> Regel<ProfessionalId> {
    wie.professional()
        .filter(|professional| gericht_aan.omvat(professional))
        .map(|professional| professional.id)
        .ok_or(DoorverwijzingError::NietGeadresseerd)
}

/// D9: a refusal says what happens next.
pub(crate) fn volgende_stap(stap: &VrijeTekst) -> Regel {
    if gevuld(stap) { Ok(()) } else { Err(DoorverwijzingError::VolgendeStapOntbreekt) }
}

/// D10: only a queue or the resident's wish is reported.
pub(crate) fn meldbare_oorzaak(oorzaak: Wachtoorzaak) -> Regel {
    match oorzaak {
        Wachtoorzaak::WachtrijAanbieder | Wachtoorzaak::BewonerVroegTeWachten => Ok(()),
        Wachtoorzaak::NiemandAntwoordde | Wachtoorzaak::Geweigerd => {
            Err(DoorverwijzingError::WachtoorzaakVolgtUitFeiten)
        }
    }
}

/// D11: help starts between the request and today.
pub(crate) fn startdag(op: Datum, aangevraagd: Datum, vandaag: Datum) -> Regel {
    if op > vandaag {
        Err(DoorverwijzingError::StartInToekomst)
    } else if op < aangevraagd {
        Err(DoorverwijzingError::StartVoorAanvraag)
    } else {
        Ok(())
    }
}

/// D12: help that never started ends early or not at all.
pub(crate) fn voortijdig(resultaat: Hulpresultaat) -> Regel {
    if resultaat.voortijdig() { Ok(()) } else { Err(DoorverwijzingError::NogNietGestart) }
}

/// D13: the software records terms.
pub(crate) fn door_systeem(wie: &Actor) -> Regel {
    match wie {
        Actor::Systeem => Ok(()),
        Actor::Professional(_) => Err(DoorverwijzingError::AlleenDoorSysteem),
    }
}

/// D13: the term has passed.
pub(crate) fn verstreken(termijn: Verwijzingstermijn, tot: Tijdstip, nu: Tijdstip) -> Regel {
    if nu >= tot { Ok(()) } else { Err(DoorverwijzingError::TermijnNogNietVerstreken { termijn, tot }) }
}

/// D14: an unpaid debt keeps its term; a paid one is owed anew.
pub(crate) fn terugkoppelen_voor(schuld: Option<Termijnstand>, nu: Tijdstip, termijnen: &Termijnen) -> Tijdstip {
    schuld.map_or_else(|| termijnen.terugkoppeling.verstrijkt(nu), |schuld| schuld.tot)
}
