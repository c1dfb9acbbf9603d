//! The rules of a mandaatbesluit.

use regieboek_kernel::{Actor, Beleid, Datum, Functie, Tijdstip, Verantwoording};

use super::{Besluit, MandaatbesluitError};

/// M1: only the mandaatbeheerder records and withdraws.
pub(super) fn alleen_mandaatbeheerder(v: &Verantwoording) -> Result<(), MandaatbesluitError> {
    if v.wie.functie() == Functie::Mandaatbeheerder { Ok(()) } else { Err(MandaatbesluitError::AlleenMandaatbeheerder) }
}

/// M2: a besluit has a number, a law text, at least one voorziening and one function, and has been taken.
pub(super) fn volledig_en_genomen(besluit: &Besluit, nu: Tijdstip) -> Result<(), MandaatbesluitError> {
    let Besluit { nummer, wetstekst, reikwijdte, functies, .. } = besluit;
    if nummer.trim().is_empty()
        || wetstekst.regeling.trim().is_empty()
        || reikwijdte.voorzieningen.is_empty()
        || functies.is_empty()
    {
        return Err(MandaatbesluitError::BesluitOnvolledig);
    }
    if besluit.genomen_op <= nu.datum() { Ok(()) } else { Err(MandaatbesluitError::BesluitNogNietGenomen) }
}

/// M3: every voorziening and gebied is known in the policy.
pub(super) fn codes_bekend(besluit: &Besluit, beleid: &Beleid) -> Result<(), MandaatbesluitError> {
    if besluit.reikwijdte.is_bekend(beleid) { Ok(()) } else { Err(MandaatbesluitError::CodeOnbekend) }
}

/// M4: the period runs forward.
pub(super) fn periode_loopt_vooruit(besluit: &Besluit) -> Result<(), MandaatbesluitError> {
    if besluit.geldig.loopt_vooruit() { Ok(()) } else { Err(MandaatbesluitError::PeriodeOngeldig) }
}

/// M5: a withdrawal does not work back.
pub(super) fn intrekking_niet_terug(per: Datum, nu: Tijdstip) -> Result<(), MandaatbesluitError> {
    if per >= nu.datum() { Ok(()) } else { Err(MandaatbesluitError::IntrekkingInVerleden) }
}

/// M18: the software records that the day of the withdrawal came, and only once it has.
pub(super) fn vervallen(per: Datum, v: &Verantwoording, nu: Tijdstip) -> Result<(), MandaatbesluitError> {
    if v.wie != Actor::Systeem {
        return Err(MandaatbesluitError::AlleenDoorSysteem);
    }
    if nu.datum() >= per { Ok(()) } else { Err(MandaatbesluitError::TermijnNietVerstreken) }
}
