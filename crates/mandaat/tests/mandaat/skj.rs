//! The SKJ registration of a professional (M1, M6).

use regieboek_kernel::{Beleid, Beslisser as _, Functie, Opdracht, Regelfout as _};
use regieboek_mandaat::SkjRegistratieCommand::{Beeindig, Registreer, Verleng, VerstrijkTermijn};
use regieboek_mandaat::{Inschrijving, SkjRegistratie, SkjRegistratieError};

use crate::common::{als, beslis, beslis_zelf, datum, ingeschreven, inschrijving, na, tijd, wie};

const NU: &str = "2026-01-05 09:00";

/// M13
#[test]
fn een_registratie_geldt_tot_en_met_de_laatste_dag() {
    let skj = ingeschreven("2026-06-30");
    assert!(skj.geldig_op(tijd("2026-06-30 23:59")));
    assert!(!skj.geldig_op(tijd("2026-07-01 00:00")));
    assert!(!SkjRegistratie::default().geldig_op(tijd(NU)));
}

/// M1
#[test]
fn alleen_de_mandaatbeheerder_legt_een_registratie_vast() {
    let verantwoording = als(2, Functie::Schoolcoach);
    let opdracht = Opdracht { wat: Registreer(inschrijving("2030-06-30")), verantwoording, nu: tijd(NU) };
    let uitkomst = SkjRegistratie::default().decide(opdracht, &Beleid::standaard());
    assert_eq!(uitkomst, Err(SkjRegistratieError::AlleenMandaatbeheerder));
}

/// M6
#[test]
fn een_verlopen_registratie_wordt_niet_vastgelegd() {
    let uitkomst = beslis(&SkjRegistratie::default(), Registreer(inschrijving("2026-01-04")), NU);
    assert_eq!(uitkomst, Err(SkjRegistratieError::RegistratieVerlopen));
}

/// M6
#[test]
fn een_verlenging_gaat_alleen_vooruit_ook_na_het_verlopen() {
    let skj = ingeschreven("2026-06-30");
    let korter = Verleng { geldig_tot: datum("2026-06-29") };
    assert_eq!(beslis(&skj, korter, NU), Err(SkjRegistratieError::VerlengingKorter));
    let te_laat = Verleng { geldig_tot: datum("2026-07-31") };
    assert_eq!(beslis(&skj, te_laat, "2026-08-01 09:00"), Err(SkjRegistratieError::RegistratieVerlopen));
    let feiten = beslis_zelf(&skj, VerstrijkTermijn, "2026-07-01 09:00").unwrap();
    let verlopen = feiten.into_iter().fold(skj.clone(), SkjRegistratie::evolve);
    let even_lang = Verleng { geldig_tot: datum("2026-06-30") };
    assert_eq!(beslis(&verlopen, even_lang, "2026-08-01 09:00"), Err(SkjRegistratieError::VerlengingKorter));
    let verlengd = na(skj, Verleng { geldig_tot: datum("2031-06-30") }, "2026-08-01 09:00");
    assert_eq!(verlengd.geldig_tot(), Some(datum("2031-06-30")));
}

/// M13
#[test]
fn een_einde_maakt_een_registratie_nooit_langer() {
    let skj = na(ingeschreven("2026-06-30"), Beeindig { per: datum("2027-01-01") }, NU);
    assert_eq!(skj.geldig_tot(), Some(datum("2026-06-30")));
}

/// M6
#[test]
fn na_een_einde_kan_dezelfde_professional_opnieuw_worden_ingeschreven() {
    let beeindigd = na(ingeschreven("2026-06-30"), Beeindig { per: datum("2026-01-01") }, NU);
    assert!(!beeindigd.geldig_op(tijd(NU)));
    let ander = Inschrijving { houder: wie(9), ..inschrijving("2031-06-30") };
    assert_eq!(beslis(&beeindigd, Registreer(ander), NU), Err(SkjRegistratieError::AndereHouder));
    assert!(na(beeindigd, Registreer(inschrijving("2031-06-30")), NU).geldig_op(tijd(NU)));
}

#[test]
fn wat_al_zo_is_geeft_geen_nieuw_feit_en_wat_niet_past_een_fout() {
    let skj = ingeschreven("2026-06-30");
    assert_eq!(beslis(&skj, Registreer(inschrijving("2026-06-30")), NU), Ok(vec![]));
    assert_eq!(beslis(&skj, Verleng { geldig_tot: datum("2026-06-30") }, NU), Ok(vec![]));
    assert_eq!(beslis(&skj, Registreer(inschrijving("2031-06-30")), NU).unwrap_err().code(), "past-niet-bij-toestand");
    let beeindigd = na(skj, Beeindig { per: datum("2026-02-01") }, NU);
    assert_eq!(beslis(&beeindigd, Beeindig { per: datum("2026-02-01") }, NU), Ok(vec![]));
    let eerder = Beeindig { per: datum("2026-01-31") };
    assert_eq!(beslis(&beeindigd, eerder, NU).unwrap_err().code(), "past-niet-bij-toestand");
    let fout = beslis(&beeindigd, Verleng { geldig_tot: datum("2031-06-30") }, NU).unwrap_err();
    assert_eq!(fout.to_string(), "De SKJ-registratie is beeindigd; verlengen kan daarom niet.");
}
