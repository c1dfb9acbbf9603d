//! What a municipality can choose (B7-B12).

use regieboek_beleid::{Beleidsboek, BeleidsboekError as Fout};
use regieboek_kernel::{Beleidsinhoud, Termijn, Termijnen};

use crate::wereld::*;

/// What is said of the standard content after a change.
fn uitkomst(verander: impl FnOnce(&mut Beleidsinhoud)) -> Result<(), Fout> {
    let mut inhoud = Beleidsinhoud::standaard();
    verander(&mut inhoud);
    beslis(&Beleidsboek::default(), "2026-03-02", stel_vast("2026-04-01", inhoud)).map(|_| ())
}

#[track_caller]
fn kan_niet(verander: impl FnOnce(&mut Beleidsinhoud), fout: Fout) {
    assert_eq!(uitkomst(verander), Err(fout));
}

#[track_caller]
fn kan(verander: impl FnOnce(&mut Beleidsinhoud)) {
    assert_eq!(uitkomst(verander), Ok(()));
}

/// B7
#[test]
fn er_is_minstens_een_gebied_een_voorziening_een_reden_en_een_resultaat() {
    kan_niet(|i| i.gebieden.clear(), Fout::BeleidOnvolledig { wat: "gebied" });
    kan_niet(|i| i.voorzieningen.clear(), Fout::BeleidOnvolledig { wat: "voorziening" });
    kan_niet(|i| i.codelijsten.weigerredenen.clear(), Fout::BeleidOnvolledig { wat: "weigerreden" });
    kan_niet(|i| i.codelijsten.hulpresultaten.clear(), Fout::BeleidOnvolledig { wat: "hulpresultaat" });
    kan(|i| i.gebieden.truncate(1));
}

/// B7
#[test]
fn geen_code_staat_er_twee_keer_in() {
    let dubbel = |code: &str| Fout::CodeDubbel { code: code.to_owned() };
    kan_niet(|i| i.gebieden.push("nieuw-vennep".parse().unwrap()), dubbel("nieuw-vennep"));
    kan_niet(|i| i.voorzieningen.push(i.voorzieningen[0].clone()), dubbel("opvoedondersteuning"));
    kan_niet(|i| i.codelijsten.weigerredenen.push(i.codelijsten.weigerredenen[3].clone()), dubbel("buiten-contract"));
    kan_niet(|i| i.codelijsten.hulpresultaten.push(i.codelijsten.hulpresultaten[0].clone()), dubbel("behaald"));
}

/// B8
#[test]
fn een_termijn_duurt_langer_dan_niets_en_ten_hoogste_vijf_jaar() {
    type Veld = fn(&mut Termijnen) -> &mut Termijn;
    let velden: [(&str, Veld); 9] = [
        ("signaal-oppakken", |t| &mut t.signaal_oppakken),
        ("signaal-oppakken-veiligheid", |t| &mut t.signaal_oppakken_veiligheid),
        ("terugkoppeling", |t| &mut t.terugkoppeling),
        ("verwijzing-beantwoorden", |t| &mut t.verwijzing_beantwoorden),
        ("verwijzing-beantwoorden-spoed", |t| &mut t.verwijzing_beantwoorden_spoed),
        ("uiterste-start", |t| &mut t.uiterste_start),
        ("triage", |t| &mut t.triage),
        ("triage-spoed", |t| &mut t.triage_spoed),
        ("nazorg-minimaal", |t| &mut t.nazorg_minimaal),
    ];
    for (termijn, veld) in velden {
        let niets = [Termijn::Uren(0), Termijn::Werkdagen(0), Termijn::Weken(0), Termijn::Maanden(0)];
        let te_lang = [Termijn::Uren(u16::MAX), Termijn::Werkdagen(1_400), Termijn::Weken(261), Termijn::Maanden(61)];
        for duur in niets.into_iter().chain(te_lang) {
            kan_niet(|i| *veld(&mut i.termijnen) = duur, Fout::TermijnBuitenGrenzen { termijn });
        }
    }
    kan(|i| i.termijnen.nazorg_minimaal = Termijn::Maanden(60));
    kan_niet(
        |i| i.termijnen.nazorgcontroles = vec![Termijn::Uren(0)],
        Fout::TermijnBuitenGrenzen { termijn: "nazorgcontroles" },
    );
}

/// B9
#[test]
fn spoed_duurt_nooit_langer_dan_anders() {
    let langer = |termijn| Fout::SpoedDuurtLanger { termijn };
    kan_niet(|i| i.termijnen.triage_spoed = Termijn::Werkdagen(3), langer("triage"));
    kan_niet(|i| i.termijnen.signaal_oppakken_veiligheid = Termijn::Weken(2), langer("signaal-oppakken"));
    kan_niet(|i| i.termijnen.verwijzing_beantwoorden_spoed = Termijn::Maanden(1), langer("verwijzing-beantwoorden"));
    kan(|i| i.termijnen.triage_spoed = Termijn::Werkdagen(2));
}

/// B10
#[test]
fn een_termijn_uit_de_wet_wordt_wel_korter_maar_niet_langer() {
    let te_lang = |termijn, weken| Fout::TermijnLangerDanDeWet { termijn, weken };
    kan_niet(|i| i.termijnen.wmo_onderzoek = Termijn::Weken(7), te_lang("wmo-onderzoek", 6));
    kan_niet(|i| i.termijnen.wmo_besluit = Termijn::Weken(3), te_lang("wmo-besluit", 2));
    kan_niet(|i| i.termijnen.wmo_besluit = Termijn::Werkdagen(10), te_lang("wmo-besluit", 2));
    kan_niet(|i| i.termijnen.jeugdplan = Termijn::Maanden(2), te_lang("jeugdplan", 6));
    kan(|i| i.termijnen.wmo_onderzoek = Termijn::Weken(4));
}

/// B11
#[test]
fn nazorgcontroles_volgen_elkaar_op_in_de_tijd() {
    let maanden = |aantallen: &[u16]| aantallen.iter().copied().map(Termijn::Maanden).collect::<Vec<_>>();
    for fout in [&[][..], &[12, 3], &[3, 3], &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]] {
        kan_niet(|i| i.termijnen.nazorgcontroles = maanden(fout), Fout::NazorgcontrolesNietOpVolgorde);
    }
    kan(|i| i.termijnen.nazorgcontroles = maanden(&[1, 6, 24]));
}

/// B12
#[test]
fn de_overgang_begint_voordat_zij_is_geregeld_en_valt_tussen_zestien_en_achttien() {
    for (start, geregeld) in [(191, 210), (210, 198), (198, 198), (198, 216)] {
        let verander = |i: &mut Beleidsinhoud| {
            (i.overgang.start_maanden, i.overgang.geregeld_maanden) = (start, geregeld);
        };
        kan_niet(verander, Fout::OvergangNietOpVolgorde);
    }
    kan(|i| (i.overgang.start_maanden, i.overgang.geregeld_maanden) = (192, 215));
}
