//! Granting, suspending, resuming and withdrawing a mandaat (M1, M3, M4, M7-M11).

use regieboek_kernel::{Actor, Beleid, Beslisser as _, Functie, Opdracht, Regelfout as _, Verantwoording};
use regieboek_mandaat::{Grens, Mandaat, MandaatCommand, MandaatError, MandaatEvent};

use crate::common::{als, beheerder, beslis, codes, datum, na, periode, tekst, tijd, verlenen, voor_schoolcoach, wie};

const LATER: &str = "2026-03-02 10:00";

fn schors() -> MandaatCommand {
    MandaatCommand::Schors { reden: tekst("onderzoek") }
}

fn trek_in() -> MandaatCommand {
    MandaatCommand::TrekIn { reden: tekst("uit dienst"), boven: None }
}

/// M1
#[test]
fn de_mandaatbeheerder_verleent_een_mandaat_binnen_het_besluit() {
    assert!(matches!(verlenen().kan(), Mandaat::Verleend(_)));
}

/// M1
#[test]
fn alleen_de_mandaatbeheerder_verleent() {
    verlenen().door(als(1, Functie::CoordinatorMeerTeam)).kan_niet(MandaatError::AlleenMandaatbeheerder);
    verlenen()
        .door(Verantwoording { wie: Actor::Systeem, ..beheerder() })
        .kan_niet(MandaatError::AlleenMandaatbeheerder);
}

/// M7
#[test]
fn niemand_verleent_zichzelf_een_mandaat() {
    verlenen().met(|v| v.houder.professional = wie(1)).kan_niet(MandaatError::ZelfVerlening);
}

/// M7
#[test]
fn niemand_hervat_het_eigen_mandaat() {
    let geschorst = na(verlenen().kan(), schors(), LATER);
    let door_houder = als(2, Functie::Mandaatbeheerder);
    let opdracht = Opdracht { wat: MandaatCommand::Hervat, verantwoording: door_houder, nu: tijd(LATER) };
    assert_eq!(geschorst.decide(opdracht, &Beleid::standaard()), Err(MandaatError::ZelfVerlening));
}

/// M8
#[test]
fn een_mandaat_is_niet_breder_dan_het_besluit() {
    let te_breed = MandaatError::ReikwijdteTeBreed;
    verlenen()
        .met(|v| v.reikwijdte.voorzieningen = codes(&["jeugd-ggz", "begeleiding"]))
        .kan_niet(te_breed(Grens::Voorzieningen));
    let noord = || verlenen().op_besluit(|b| b.reikwijdte.gebieden = codes(&["haarlemmermeer-noord"]));
    noord().kan_niet(te_breed(Grens::Gebieden));
    noord().met(|v| v.reikwijdte.gebieden = codes(&["nieuw-vennep"])).kan_niet(te_breed(Grens::Gebieden));
    noord().met(|v| v.reikwijdte.gebieden = codes(&["haarlemmermeer-noord"])).kan();
    verlenen().op_besluit(|b| b.reikwijdte.scholen = codes(&["school-de-zon"])).kan_niet(te_breed(Grens::Scholen));
    let tot_5000 = || verlenen().op_besluit(|b| b.reikwijdte.kostenplafond_euro = Some(5_000));
    tot_5000().kan_niet(te_breed(Grens::Kostenplafond));
    tot_5000().met(|v| v.reikwijdte.kostenplafond_euro = Some(5_001)).kan_niet(te_breed(Grens::Kostenplafond));
    tot_5000().met(|v| v.reikwijdte.kostenplafond_euro = Some(5_000)).kan();
}

/// M8
#[test]
fn functie_en_periode_blijven_binnen_het_besluit() {
    verlenen().met(|v| v.houder.functie = Functie::Wijkagent).kan_niet(MandaatError::FunctieBuitenBesluit);
    verlenen().met(|v| v.geldig = periode("2025-12-31", "2026-12-31")).kan_niet(MandaatError::PeriodeBuitenBesluit);
    verlenen().met(|v| v.geldig = periode("2026-01-05", "2028-01-01")).kan_niet(MandaatError::PeriodeBuitenBesluit);
    verlenen().met(|v| v.geldig = periode("2026-01-01", "2027-12-31")).kan();
}

/// M8
#[test]
fn op_een_ingetrokken_besluit_loopt_geen_mandaat_door() {
    verlenen().op_besluit(|b| b.ingetrokken_per = Some(datum("2026-01-05"))).kan_niet(MandaatError::BesluitIngetrokken);
    verlenen().op_besluit(|b| b.ingetrokken_per = Some(datum("2026-12-31"))).kan_niet(MandaatError::BesluitIngetrokken);
    verlenen().op_besluit(|b| b.ingetrokken_per = Some(datum("2027-01-01"))).kan();
}

/// M9
#[test]
fn wie_niet_bij_de_gemeente_werkt_stemt_in_en_de_werkgever_ook() {
    verlenen().met(|v| v.instemming_houder = None).kan_niet(MandaatError::InstemmingHouderOntbreekt);
    verlenen().met(|v| v.instemming_werkgever = None).kan_niet(MandaatError::InstemmingWerkgeverOntbreekt);
    verlenen().met(|v| v.instemming_werkgever = Some(datum("2026-01-06"))).kan_niet(MandaatError::InstemmingInToekomst);
    verlenen()
        .met(|v| (v.in_dienst_van_gemeente, v.instemming_houder, v.instemming_werkgever) = (true, None, None))
        .kan();
}

/// M10
#[test]
fn een_mandaat_voor_jeugdhulp_vraagt_een_geldige_skj_registratie() {
    verlenen().skj_tot(None).kan_niet(MandaatError::SkjOntbreekt);
    verlenen().skj_tot(Some("2026-01-04")).kan_niet(MandaatError::SkjVerlopen);
    verlenen().skj_tot(Some("2026-01-05")).kan();
    verlenen().met(|v| v.reikwijdte.voorzieningen = codes(&["opvoedondersteuning"])).skj_tot(None).kan();
}

/// M3, M4
#[test]
fn periode_en_codes_kloppen() {
    verlenen().met(|v| v.geldig = periode("2026-06-01", "2026-05-31")).kan_niet(MandaatError::PeriodeOngeldig);
    verlenen().met(|v| v.geldig = periode("2026-01-01", "2026-01-04")).kan_niet(MandaatError::PeriodeVoorbij);
    verlenen().met(|v| v.reikwijdte.voorzieningen = vec![]).kan_niet(MandaatError::GeenVoorziening);
    verlenen().met(|v| v.reikwijdte.voorzieningen = codes(&["wondermiddel"])).kan_niet(MandaatError::CodeOnbekend);
    verlenen().met(|v| v.reikwijdte.gebieden = codes(&["amstelveen"])).kan_niet(MandaatError::CodeOnbekend);
}

/// M11
#[test]
fn schorsen_en_intrekken_gaan_in_op_het_moment_van_de_opdracht_ook_als_het_eerder_zou_zijn_gebeurd() {
    let feiten = beslis(&verlenen().kan(), schors(), LATER).unwrap();
    assert!(matches!(&feiten[0].feit, MandaatEvent::MandaatGeschorst(s) if s.per == tijd(LATER)));
    let feiten = beslis(&verlenen().kan(), trek_in(), LATER).unwrap();
    assert!(matches!(&feiten[0].feit, MandaatEvent::MandaatIngetrokken(i) if i.per == tijd(LATER)));
    assert_ne!(feiten[0].verantwoording.gebeurd_op, tijd(LATER));
}

#[test]
fn wat_al_zo_is_geeft_geen_nieuw_feit() {
    let verleend = verlenen().kan();
    let geschorst = na(verleend.clone(), schors(), LATER);
    let ingetrokken = na(geschorst.clone(), trek_in(), LATER);
    assert_eq!(beslis(&verleend, verlenen().opdracht().wat, LATER), Ok(vec![]));
    assert_eq!(beslis(&verleend, MandaatCommand::Hervat, LATER), Ok(vec![]));
    assert_eq!(beslis(&geschorst, schors(), LATER), Ok(vec![]));
    assert_eq!(beslis(&ingetrokken, trek_in(), LATER), Ok(vec![]));
}

#[test]
fn wat_verleend_is_wordt_niet_stilletjes_iets_anders() {
    let verleend = verlenen().kan();
    let korter = verlenen().met(|v| v.geldig = periode("2026-01-05", "2026-06-30")).opdracht().wat;
    assert_eq!(beslis(&verleend, korter, LATER).unwrap_err().code(), "past-niet-bij-toestand");
    assert_eq!(verleend.besluit(), Some(voor_schoolcoach().besluit), "the besluit it rests on");
    assert_eq!(na(verleend, trek_in(), LATER).besluit(), None, "it is over");
}

#[test]
fn een_ingetrokken_mandaat_komt_niet_terug() {
    let ingetrokken = na(verlenen().kan(), trek_in(), LATER);
    for wat in [MandaatCommand::Hervat, schors(), verlenen().opdracht().wat] {
        let fout = beslis(&ingetrokken, wat, LATER).unwrap_err();
        assert_eq!(fout.code(), "past-niet-bij-toestand");
    }
    let fout = beslis(&ingetrokken, MandaatCommand::Hervat, LATER).unwrap_err();
    assert_eq!(fout.to_string(), "Het mandaat is ingetrokken; hervatten kan daarom niet.");
}

#[test]
fn een_vernietigde_naam_of_reden_staat_geen_besluit_in_de_weg() {
    let naamloos = verlenen().met(|v| v.houder.naam = tekst("weg").vernietigd()).kan();
    let geschorst = na(naamloos, MandaatCommand::Schors { reden: tekst("weg").vernietigd() }, LATER);
    assert!(matches!(na(geschorst, MandaatCommand::Hervat, LATER), Mandaat::Verleend(_)));
}
