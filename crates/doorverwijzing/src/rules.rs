//! The invariants of `lib.rs`, each a pure function.

use regieboek_kernel::{
    Actor, Beleid, Bevoegdheid, Datum, Deelgrond, Functie, Functionaris, Lijstcode, Professional, ProfessionalId,
    Termijnen, Tijdstip, Voorziening, VoorzieningBeleid, VrijeTekst, Wet, Zwaarte,
};

use crate::bezwaar::Bezwaar;
use crate::errors::DoorverwijzingError;
use crate::values::{
    Adressering, Bevoegdheidsgebrek, Hulpresultaat, Intrekreden, Inzetdekking, Namens, Soort, Verwijzingstermijn,
    Wachtoorzaak,
};
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

/// D3, D15: an authority covers the inzet, and says on whose behalf.
pub(crate) fn gedekt(dekking: Inzetdekking) -> Regel<(Bevoegdheid, Option<Namens>)> {
    match dekking {
        Inzetdekking::Gedekt { bevoegdheid, namens } => Ok((bevoegdheid, namens)),
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

/// D23: from outside only on a statutory ground (Jeugdwet 2.6).
pub(crate) fn van_buiten_op_de_wet(van_buiten: bool, bevoegdheid: &Bevoegdheid) -> Regel {
    if van_buiten && !matches!(bevoegdheid, Bevoegdheid::Wettelijk { .. }) {
        return Err(DoorverwijzingError::AlleenOpGrondVanDeWet);
    }
    Ok(())
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

/// D24: the list of this day holds the word, as a reason or a result.
pub(crate) fn bruikbaar(woord: &'static str, lijst: &[Lijstcode]) -> Regel {
    if lijst.iter().any(|code| code.woord.as_str() == woord) {
        Ok(())
    } else {
        Err(DoorverwijzingError::NietInCodelijst { woord })
    }
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

/// D16, D17, D25: the mandaatbeheerder records it.
pub(crate) fn door_mandaatbeheerder(functie: Functie) -> Regel {
    let beheer = functie == Functie::Mandaatbeheerder;
    if beheer { Ok(()) } else { Err(DoorverwijzingError::AlleenMandaatbeheerder) }
}

/// D16, D17, D25: only an inzet is a decision that rests on an authority.
pub(crate) fn over_inzet(soort: &Soort) -> Regel {
    match soort {
        Soort::Inzet { .. } => Ok(()),
        Soort::ErbijHalen | Soort::WelzijnOpRecept | Soort::Overdracht { .. } => Err(DoorverwijzingError::GeenInzet),
    }
}

/// D17: a ratification names the decision, and a defect that was reported and is not repaired yet.
pub(crate) fn te_bekrachtigen(open: &[Bevoegdheidsgebrek], gebrek: Bevoegdheidsgebrek, besluit: &str) -> Regel {
    if besluit.trim().is_empty() {
        return Err(DoorverwijzingError::BekrachtigingsbesluitOntbreekt);
    }
    if open.contains(&gebrek) { Ok(()) } else { Err(DoorverwijzingError::GebrekNietGemeld { gebrek }) }
}

/// D19: nobody decides on an objection against the own decision, or against one under the same mandaathouder (Awb 10:3).
pub(crate) fn bezwaar_niet_door_beslisser(
    beslisser: ProfessionalId,
    kring: &[ProfessionalId],
    behandelaar: ProfessionalId,
) -> Regel {
    if behandelaar == beslisser {
        return Err(DoorverwijzingError::BezwaarBijBeslisser);
    }
    if kring.contains(&behandelaar) { Err(DoorverwijzingError::BezwaarOnderZelfdeMandaat) } else { Ok(()) }
}

/// D25: one objection is open at a time.
pub(crate) fn een_bezwaar_tegelijk(open: Option<&Bezwaar>) -> Regel {
    if open.is_none() { Ok(()) } else { Err(DoorverwijzingError::BezwaarAlOpen) }
}

/// D25: who objects, and why (Awb 6:5).
pub(crate) fn volledig_bezwaar(indiener: &VrijeTekst, gronden: &VrijeTekst) -> Regel {
    if gevuld(indiener) && gevuld(gronden) { Ok(()) } else { Err(DoorverwijzingError::BezwaarOnvolledig) }
}

/// D25: received between the day of the inzet and today.
pub(crate) fn bezwaardag(ontvangen_op: Datum, inzet: Datum, vandaag: Datum) -> Regel {
    if (inzet..=vandaag).contains(&ontvangen_op) { Ok(()) } else { Err(DoorverwijzingError::BezwaarOpAndereDag) }
}

/// D25, D26: there is an objection to assign, to decide on or to take back.
pub(crate) fn open_bezwaar(open: Option<&Bezwaar>) -> Regel<&Bezwaar> {
    open.ok_or(DoorverwijzingError::GeenOpenBezwaar)
}

/// D26: only who was named decides.
pub(crate) fn door_bezwaarbehandelaar(bezwaar: &Bezwaar, wie: ProfessionalId) -> Regel {
    if bezwaar.behandelaar == Some(wie) { Ok(()) } else { Err(DoorverwijzingError::AlleenBezwaarbehandelaar) }
}

/// D26: a decision has reasons (Awb 7:12).
pub(crate) fn gemotiveerd(motivering: &VrijeTekst) -> Regel {
    if gevuld(motivering) { Ok(()) } else { Err(DoorverwijzingError::MotiveringOntbreekt) }
}

/// D27: who takes the request back does not say that it was revoked.
pub(crate) const fn zelf_ingetrokken(reden: Intrekreden) -> Regel {
    match reden {
        Intrekreden::HerroepenOpBezwaar => Err(DoorverwijzingError::HerroepenAlleenOpBezwaar),
        Intrekreden::AndereAanbieder { .. }
        | Intrekreden::OpVerzoekBewoner
        | Intrekreden::NietMeerNodig
        | Intrekreden::PlanGesloten => Ok(()),
    }
}

/// D20: an overdracht is answered by the one person who was asked.
pub(crate) fn overgedragen_aan(wie: &Actor, naar: &Functionaris) -> Regel<ProfessionalId> {
    wie.professional()
        .filter(|professional| Functionaris::from(*professional) == *naar)
        .map(|professional| professional.id)
        .ok_or(DoorverwijzingError::OverdrachtNietAanU)
}

/// D21: what is accepted as help is no overdracht.
pub(crate) fn vraagt_geen_gesprek(soort: &Soort) -> Regel {
    if soort.overdracht_naar().is_none() { Ok(()) } else { Err(DoorverwijzingError::OverdrachtVraagtGesprek) }
}

/// D21: only an overdracht moves the regie.
pub(crate) fn over_overdracht(soort: &Soort) -> Regel {
    if soort.overdracht_naar().is_some() { Ok(()) } else { Err(DoorverwijzingError::GeenOverdracht) }
}

/// D21: the joint conversation was held.
pub(crate) fn warm_gesprek(op: Datum, vandaag: Datum) -> Regel {
    if op <= vandaag { Ok(()) } else { Err(DoorverwijzingError::WarmeOverdrachtInToekomst) }
}

/// D22: youth help without stay goes on after a move.
pub(crate) fn jeugdhulp_zonder_verblijf(soort: &Soort, beleid: &Beleid) -> Regel {
    let jeugdhulp = match soort {
        Soort::Inzet { voorziening, .. } => {
            beleid.voorziening(voorziening).is_some_and(|bekend| bekend.wet == Wet::Jeugdwet && !bekend.verblijf)
        }
        Soort::ErbijHalen | Soort::WelzijnOpRecept | Soort::Overdracht { .. } => false,
    };
    if jeugdhulp { Ok(()) } else { Err(DoorverwijzingError::GeenLopendeJeugdhulp) }
}
