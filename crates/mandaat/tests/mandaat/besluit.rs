//! Recording and withdrawing a mandaatbesluit (M1-M5).

use regieboek_kernel::{Beleid, Beslisser as _, Functie, Opdracht, Regelfout as _};
use regieboek_mandaat::MandaatbesluitCommand::{LegVast, TrekIn};
use regieboek_mandaat::{Besluit, Mandaatbesluit, MandaatbesluitError};

use crate::common::{als, beslis, codes, datum, geldend, jeugdbesluit, na, periode, tijd};

const NU: &str = "2026-01-05 09:00";

#[track_caller]
fn kan_niet(verander: impl FnOnce(&mut Besluit), want: MandaatbesluitError) {
    let mut besluit = jeugdbesluit();
    verander(&mut besluit);
    assert_eq!(beslis(&Mandaatbesluit::default(), LegVast(besluit), NU), Err(want));
}

#[test]
fn een_vastgelegd_besluit_geeft_de_grenzen_van_een_mandaat() {
    assert_eq!(Mandaatbesluit::default().grenzen(), None);
    let grenzen = geldend(jeugdbesluit()).grenzen().unwrap();
    assert_eq!(grenzen.reikwijdte, jeugdbesluit().reikwijdte);
    assert_eq!(grenzen.ingetrokken_per, None);
}

/// M1
#[test]
fn alleen_de_mandaatbeheerder_legt_een_besluit_vast() {
    let verantwoording = als(1, Functie::Beleidsadviseur);
    let opdracht = Opdracht { wat: LegVast(jeugdbesluit()), verantwoording, nu: tijd(NU) };
    let uitkomst = Mandaatbesluit::default().decide(opdracht, &Beleid::standaard());
    assert_eq!(uitkomst, Err(MandaatbesluitError::AlleenMandaatbeheerder));
}

/// M2
#[test]
fn een_besluit_is_volledig_en_genomen() {
    kan_niet(|b| b.nummer = " ".to_owned(), MandaatbesluitError::BesluitOnvolledig);
    kan_niet(|b| b.wetstekst.regeling.clear(), MandaatbesluitError::BesluitOnvolledig);
    kan_niet(|b| b.functies.clear(), MandaatbesluitError::BesluitOnvolledig);
    kan_niet(|b| b.reikwijdte.voorzieningen.clear(), MandaatbesluitError::BesluitOnvolledig);
    kan_niet(|b| b.genomen_op = datum("2026-01-06"), MandaatbesluitError::BesluitNogNietGenomen);
}

/// M3, M4
#[test]
fn codes_en_periode_van_een_besluit_kloppen() {
    kan_niet(|b| b.reikwijdte.voorzieningen = codes(&["wondermiddel"]), MandaatbesluitError::CodeOnbekend);
    kan_niet(|b| b.reikwijdte.gebieden = codes(&["amstelveen"]), MandaatbesluitError::CodeOnbekend);
    kan_niet(|b| b.geldig = periode("2026-02-01", "2026-01-31"), MandaatbesluitError::PeriodeOngeldig);
}

/// M5
#[test]
fn een_besluit_wordt_niet_met_terugwerkende_kracht_ingetrokken() {
    let besluit = geldend(jeugdbesluit());
    let gisteren = TrekIn { per: datum("2026-01-04") };
    assert_eq!(beslis(&besluit, gisteren, NU), Err(MandaatbesluitError::IntrekkingInVerleden));
    let ingetrokken = na(besluit, TrekIn { per: datum("2026-01-05") }, NU);
    assert_eq!(ingetrokken.grenzen().unwrap().ingetrokken_per, Some(datum("2026-01-05")));
}

#[test]
fn een_besluit_wordt_een_keer_vastgelegd_en_een_keer_ingetrokken() {
    let besluit = geldend(jeugdbesluit());
    assert_eq!(beslis(&besluit, LegVast(jeugdbesluit()), NU), Ok(vec![]));
    let ander = Besluit { nummer: "2025-0043".to_owned(), ..jeugdbesluit() };
    assert_eq!(beslis(&besluit, LegVast(ander), NU).unwrap_err().code(), "past-niet-bij-toestand");
    let ingetrokken = na(besluit, TrekIn { per: datum("2026-07-01") }, NU);
    assert_eq!(beslis(&ingetrokken, TrekIn { per: datum("2026-07-01") }, NU), Ok(vec![]));
    let later = TrekIn { per: datum("2026-08-01") };
    assert_eq!(beslis(&ingetrokken, later, NU).unwrap_err().code(), "past-niet-bij-toestand");
    let fout = beslis(&Mandaatbesluit::default(), TrekIn { per: datum("2026-07-01") }, NU).unwrap_err();
    assert_eq!(fout.to_string(), "Het mandaatbesluit is nog niet vastgelegd; intrekken kan daarom niet.");
}
