//! How a mandaat stops without anybody doing anything, and how that becomes a fact (M17, M18).

use regieboek_kernel::{Beslisser, Feit as _};
use regieboek_mandaat::{
    Mandaat, MandaatCommand, MandaatError, MandaatbesluitCommand, MandaatbesluitError, Reden, SkjRegistratie,
    SkjRegistratieCommand, SkjRegistratieError,
};

use crate::common::{beslis, beslis_zelf, datum, geldend, ingeschreven, jeugdbesluit, mandaat, na, tekst, verlenen};

const LICHT: &str = "opvoedondersteuning";

/// The software records that the last day passed.
fn verstreken<A: Beslisser>(toestand: A, wat: A::Command, op: &str, want: &[&str]) -> A
where
    A::Event: regieboek_kernel::Feit,
{
    let feiten = beslis_zelf(&toestand, wat, op).unwrap();
    assert_eq!(feiten.iter().map(|v| v.feit.naam()).collect::<Vec<_>>(), want);
    feiten.into_iter().fold(toestand, A::evolve)
}

fn mandaat_verstrijkt(toestand: Mandaat, op: &str, want: &[&str]) -> Mandaat {
    verstreken(toestand, MandaatCommand::VerstrijkTermijn, op, want)
}

fn skj_verstrijkt(toestand: SkjRegistratie, op: &str, want: &[&str]) -> SkjRegistratie {
    verstreken(toestand, SkjRegistratieCommand::VerstrijkTermijn, op, want)
}

/// M17
#[test]
fn een_ingetrokken_besluit_stopt_de_mandaten_vanaf_die_dag() {
    mandaat()
        .besluit_ingetrokken_per("2026-04-01")
        .op("2026-03-31 23:59")
        .dekt(LICHT)
        .op("2026-04-01 00:01")
        .dekt_niet(LICHT, Reden::BesluitIngetrokken);
}

/// M18
#[test]
fn dat_een_mandaat_verliep_wordt_een_keer_vastgelegd() {
    let verlopen = mandaat_verstrijkt(verlenen().kan(), "2027-01-01 00:00", &["MandaatVerlopen"]);
    assert_eq!(verlopen, Mandaat::Verlopen);
    mandaat_verstrijkt(verlopen, "2027-01-02 00:00", &[]);
    let ingetrokken =
        na(verlenen().kan(), MandaatCommand::TrekIn { reden: tekst("weg"), boven: None }, "2026-03-01 10:00");
    mandaat_verstrijkt(ingetrokken, "2027-01-01 00:00", &[]);
}

/// M18
#[test]
fn ook_een_geschorst_mandaat_verloopt() {
    let geschorst = na(verlenen().kan(), MandaatCommand::Schors { reden: tekst("onderzoek") }, "2026-03-01 10:00");
    mandaat_verstrijkt(geschorst, "2027-01-01 00:00", &["MandaatVerlopen"]);
}

/// M18
#[test]
fn alleen_de_software_legt_vast_dat_de_laatste_dag_voorbij_is_en_niet_eerder() {
    let (toestand, wat) = (verlenen().kan(), MandaatCommand::VerstrijkTermijn);
    assert_eq!(beslis(&toestand, wat.clone(), "2027-01-01 00:00"), Err(MandaatError::AlleenDoorSysteem));
    assert_eq!(beslis_zelf(&toestand, wat, "2026-12-31 23:59"), Err(MandaatError::TermijnNietVerstreken));
    let (toestand, wat) = (ingeschreven("2026-06-30"), SkjRegistratieCommand::VerstrijkTermijn);
    assert_eq!(beslis(&toestand, wat.clone(), "2026-07-01 00:00"), Err(SkjRegistratieError::AlleenDoorSysteem));
    assert_eq!(beslis_zelf(&toestand, wat, "2026-06-30 23:59"), Err(SkjRegistratieError::TermijnNietVerstreken));
}

/// M18
#[test]
fn dat_een_ingetrokken_besluit_niet_meer_geldt_wordt_op_zijn_dag_een_keer_vastgelegd() {
    let vervalt = || MandaatbesluitCommand::VerstrijkTermijn;
    let geldend = geldend(jeugdbesluit());
    let geldend = verstreken(geldend, vervalt(), "2040-01-01 00:00", &[]);
    let per = datum("2026-04-01");
    let ingetrokken = na(geldend, MandaatbesluitCommand::TrekIn { per }, "2026-03-01 10:00");
    let (te_vroeg, zelf) = ("2026-03-31 23:59", "2026-04-01 00:00");
    assert_eq!(beslis_zelf(&ingetrokken, vervalt(), te_vroeg), Err(MandaatbesluitError::TermijnNietVerstreken));
    assert_eq!(beslis(&ingetrokken, vervalt(), zelf), Err(MandaatbesluitError::AlleenDoorSysteem));
    let vervallen = verstreken(ingetrokken, vervalt(), zelf, &["MandaatbesluitVervallen"]);
    assert_eq!(vervallen.grenzen().unwrap().ingetrokken_per, Some(per));
    verstreken(vervallen, vervalt(), "2026-04-02 00:00", &[]);
}

/// M18
#[test]
fn een_skj_registratie_verloopt_en_kan_na_verlenging_opnieuw_verlopen() {
    let verlopen = skj_verstrijkt(ingeschreven("2026-06-30"), "2026-07-01 00:00", &["SkjVerlopen"]);
    let verlopen = skj_verstrijkt(verlopen, "2026-07-02 00:00", &[]);
    let verleng = SkjRegistratieCommand::Verleng { geldig_tot: datum("2027-06-30") };
    let verlengd = na(verlopen, verleng, "2026-07-03 10:00");
    skj_verstrijkt(verlengd, "2027-07-01 00:00", &["SkjVerlopen"]);
}

/// M18
#[test]
fn een_beeindiging_verloopt_op_haar_dag_en_niet_nog_eens() {
    let beeindig = |per: &str| SkjRegistratieCommand::Beeindig { per: datum(per) };
    let beeindigd = na(ingeschreven("2026-06-30"), beeindig("2026-04-01"), "2026-03-01 10:00");
    let uitkomst = beslis_zelf(&beeindigd, SkjRegistratieCommand::VerstrijkTermijn, "2026-03-31 23:59");
    assert_eq!(uitkomst, Err(SkjRegistratieError::TermijnNietVerstreken));
    let verlopen = skj_verstrijkt(beeindigd, "2026-04-01 00:00", &["SkjVerlopen"]);
    skj_verstrijkt(verlopen, "2026-07-01 00:00", &[]);
    let verlopen = skj_verstrijkt(ingeschreven("2026-06-30"), "2026-07-01 00:00", &["SkjVerlopen"]);
    let alsnog = na(verlopen, beeindig("2026-06-01"), "2026-07-02 10:00");
    skj_verstrijkt(alsnog, "2026-07-03 00:00", &[]);
}
