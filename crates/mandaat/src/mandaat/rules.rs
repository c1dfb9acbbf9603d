//! The rules of a mandaat.

use regieboek_kernel::{Actor, Beleid, Datum, Functie, Tijdstip, Verantwoording};

use super::{Mandaat, MandaatError, Verlening};
use crate::mandaatbesluit::Besluitgrenzen;

/// M1: only the mandaatbeheerder grants, suspends, resumes and withdraws.
pub(super) fn alleen_mandaatbeheerder(v: &Verantwoording) -> Result<(), MandaatError> {
    if v.wie.functie() == Functie::Mandaatbeheerder { Ok(()) } else { Err(MandaatError::AlleenMandaatbeheerder) }
}

/// M7: nobody grants or resumes a mandaat of their own.
pub(super) fn geen_zelfverlening(verlening: &Verlening, v: &Verantwoording) -> Result<(), MandaatError> {
    match v.wie.professional() {
        Some(wie) if wie.id == verlening.houder.professional => Err(MandaatError::ZelfVerlening),
        Some(_) | None => Ok(()),
    }
}

/// M3: at least one voorziening, and every voorziening and gebied known in the policy.
pub(super) fn codes_bekend(verlening: &Verlening, beleid: &Beleid) -> Result<(), MandaatError> {
    if verlening.reikwijdte.voorzieningen.is_empty() {
        return Err(MandaatError::GeenVoorziening);
    }
    if verlening.reikwijdte.is_bekend(beleid) { Ok(()) } else { Err(MandaatError::CodeOnbekend) }
}

/// M4: the period runs forward and is not over yet.
pub(super) fn periode_loopt_nog(verlening: &Verlening, nu: Tijdstip) -> Result<(), MandaatError> {
    if !verlening.geldig.loopt_vooruit() {
        return Err(MandaatError::PeriodeOngeldig);
    }
    if verlening.geldig.tot_en_met >= nu.datum() { Ok(()) } else { Err(MandaatError::PeriodeVoorbij) }
}

/// M8: not wider than the besluit: it holds to the end, names the function, and bounds period and reach.
pub(super) fn binnen_besluit(verlening: &Verlening, grenzen: &Besluitgrenzen) -> Result<(), MandaatError> {
    if grenzen.ingetrokken_per.is_some_and(|per| per <= verlening.geldig.tot_en_met) {
        return Err(MandaatError::BesluitIngetrokken);
    }
    if !grenzen.functies.contains(&verlening.houder.functie) {
        return Err(MandaatError::FunctieBuitenBesluit);
    }
    if !verlening.geldig.valt_binnen(&grenzen.geldig) {
        return Err(MandaatError::PeriodeBuitenBesluit);
    }
    match verlening.reikwijdte.breder_dan(&grenzen.reikwijdte) {
        Some(grens) => Err(MandaatError::ReikwijdteTeBreed(grens)),
        None => Ok(()),
    }
}

/// M9: outside the municipality's service both consents are there; no consent lies in the future (Awb 10:4).
pub(super) fn instemming_houder_en_werkgever(verlening: &Verlening, nu: Tijdstip) -> Result<(), MandaatError> {
    let Verlening { in_dienst_van_gemeente, instemming_houder, instemming_werkgever, .. } = verlening;
    if !in_dienst_van_gemeente && instemming_houder.is_none() {
        return Err(MandaatError::InstemmingHouderOntbreekt);
    }
    if !in_dienst_van_gemeente && instemming_werkgever.is_none() {
        return Err(MandaatError::InstemmingWerkgeverOntbreekt);
    }
    let vandaag = nu.datum();
    if [instemming_houder, instemming_werkgever].into_iter().flatten().all(|&op| op <= vandaag) {
        Ok(())
    } else {
        Err(MandaatError::InstemmingInToekomst)
    }
}

/// M10: a mandaat with a voorziening that requires SKJ is granted only while the holder's registration is valid.
pub(super) fn skj_bij_verlening(
    verlening: &Verlening,
    skj_geldig_tot: Option<Datum>,
    beleid: &Beleid,
    nu: Tijdstip,
) -> Result<(), MandaatError> {
    if !verlening.reikwijdte.voorzieningen.iter().filter_map(|v| beleid.voorziening(v)).any(|v| v.skj) {
        return Ok(());
    }
    let laatste = skj_geldig_tot.ok_or(MandaatError::SkjOntbreekt)?;
    if laatste >= nu.datum() { Ok(()) } else { Err(MandaatError::SkjVerlopen) }
}

/// Whether the holder acts, in the function and for the organisation of the mandaat.
fn door_houder(verlening: &Verlening, v: &Verantwoording) -> bool {
    let houder = &verlening.houder;
    v.wie.professional().is_some_and(|wie| {
        (wie.id, wie.functie, &wie.organisatie) == (houder.professional, houder.functie, &houder.organisatie)
    })
}

/// M16: an ondermandaat is granted where the besluit allows it, by the holder, within the own mandaat, one level deep.
pub(super) fn binnen_bovenmandaat(
    verlening: &Verlening,
    boven: &Mandaat,
    grenzen: &Besluitgrenzen,
    v: &Verantwoording,
    nu: Tijdstip,
) -> Result<(), MandaatError> {
    if !grenzen.ondermandaat_toegestaan {
        return Err(MandaatError::OndermandaatNietToegestaan);
    }
    let ruimer = boven.werkend_op(nu).map_err(MandaatError::BovenmandaatWerktNiet)?;
    if !door_houder(ruimer, v) {
        return Err(MandaatError::AlleenHouderVerleentOndermandaat);
    }
    if ruimer.boven.is_some() {
        return Err(MandaatError::OndermandaatVanOndermandaat);
    }
    if !verlening.geldig.valt_binnen(&ruimer.geldig) {
        return Err(MandaatError::PeriodeBuitenBovenmandaat);
    }
    match verlening.reikwijdte.breder_dan(&ruimer.reikwijdte) {
        Some(grens) => Err(MandaatError::OndermandaatTeBreed(grens)),
        None => Ok(()),
    }
}

/// M1, M19: a mandaat is withdrawn by the mandaatbeheerder, an ondermandaat also by the holder who passed it on.
pub(super) fn mag_intrekken(boven: Option<&Mandaat>, v: &Verantwoording) -> Result<(), MandaatError> {
    let Some(boven) = boven else { return alleen_mandaatbeheerder(v) };
    let verlener = boven.verleend_of_geschorst().is_some_and(|verlening| door_houder(verlening, v));
    if verlener || alleen_mandaatbeheerder(v).is_ok() { Ok(()) } else { Err(MandaatError::AlleenVerlener) }
}

/// M18: the software records that the last day passed, and only once it has.
pub(super) fn verlopen(verlening: &Verlening, v: &Verantwoording, nu: Tijdstip) -> Result<(), MandaatError> {
    if v.wie != Actor::Systeem {
        return Err(MandaatError::AlleenDoorSysteem);
    }
    if nu.datum() > verlening.geldig.tot_en_met { Ok(()) } else { Err(MandaatError::TermijnNietVerstreken) }
}
