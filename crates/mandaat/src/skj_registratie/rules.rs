//! The rules of an SKJ registration.

use regieboek_kernel::{Actor, Datum, Functie, Tijdstip, Verantwoording};

use super::{Inschrijving, SkjRegistratie, SkjRegistratieError};

/// M1: only the mandaatbeheerder records.
pub(super) fn alleen_mandaatbeheerder(v: &Verantwoording) -> Result<(), SkjRegistratieError> {
    if v.wie.functie() == Functie::Mandaatbeheerder { Ok(()) } else { Err(SkjRegistratieError::AlleenMandaatbeheerder) }
}

/// M6: a registration stays that of one professional.
pub(super) fn zelfde_houder(toestand: &SkjRegistratie, nieuw: &Inschrijving) -> Result<(), SkjRegistratieError> {
    match toestand.houder() {
        Some(houder) if houder != nieuw.houder => Err(SkjRegistratieError::AndereHouder),
        Some(_) | None => Ok(()),
    }
}

/// M6: what is recorded is still valid today.
pub(super) fn nog_geldig(geldig_tot: Datum, nu: Tijdstip) -> Result<(), SkjRegistratieError> {
    if geldig_tot >= nu.datum() { Ok(()) } else { Err(SkjRegistratieError::RegistratieVerlopen) }
}

/// M6: a renewal only moves the last day forward.
pub(super) fn alleen_vooruit(al: &Inschrijving, geldig_tot: Datum) -> Result<(), SkjRegistratieError> {
    if geldig_tot > al.geldig_tot { Ok(()) } else { Err(SkjRegistratieError::VerlengingKorter) }
}

/// M18: the software records that the last day passed, and only once it has.
pub(super) fn verlopen(laatste_dag: Datum, v: &Verantwoording, nu: Tijdstip) -> Result<(), SkjRegistratieError> {
    if v.wie != Actor::Systeem {
        return Err(SkjRegistratieError::AlleenDoorSysteem);
    }
    if nu.datum() > laatste_dag { Ok(()) } else { Err(SkjRegistratieError::TermijnNietVerstreken) }
}
