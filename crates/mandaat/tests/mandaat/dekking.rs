//! What a mandaat covers at a moment (M11, M12, M13).

use std::collections::BTreeSet;

use regieboek_kernel::{Bevoegdheid, Functie, MandaatId, MandaatbesluitId, Regelfout as _};
use regieboek_mandaat::{Mandaat, MandaatCommand, OpMandaat, Reden, SkjRegistratieCommand};
use strum::IntoEnumIterator as _;
use uuid::Uuid;

use crate::common::{codes, datum, mandaat, op_mandaat, tekst, verlenen, wie};

const LICHT: &str = "opvoedondersteuning";
const MET_SKJ: &str = "ambulante-jeugdhulp";

/// M13
#[test]
fn een_verlopen_skj_registratie_stopt_het_mandaat_vanzelf() {
    mandaat()
        .skj_tot("2026-06-30")
        .op("2026-06-30 23:59")
        .dekt(MET_SKJ)
        .op("2026-07-01 00:01")
        .dekt_niet(MET_SKJ, Reden::SkjVerlopen)
        .dekt(LICHT);
}

/// M13
#[test]
fn na_verlenging_van_de_skj_registratie_werkt_het_mandaat_weer() {
    mandaat()
        .skj_tot("2026-06-30")
        .op("2026-07-01 00:01")
        .dekt_niet(MET_SKJ, Reden::SkjVerlopen)
        .skj(SkjRegistratieCommand::Verleng { geldig_tot: datum("2031-06-30") })
        .dekt(MET_SKJ);
}

/// M13
#[test]
fn een_beeindigde_skj_registratie_geldt_tot_de_dag_waarop_zij_eindigt() {
    mandaat()
        .skj_tot("2026-06-30")
        .skj(SkjRegistratieCommand::Beeindig { per: datum("2026-04-01") })
        .op("2026-03-31 23:59")
        .dekt(MET_SKJ)
        .op("2026-04-01 00:01")
        .dekt_niet(MET_SKJ, Reden::SkjVerlopen);
}

/// M13
#[test]
fn zonder_eigen_skj_registratie_dekt_het_mandaat_alleen_wat_geen_skj_vraagt() {
    mandaat().dekt(LICHT).dekt_niet(MET_SKJ, Reden::SkjOntbreekt);
    let van_een_ander = verlenen().met(|v| v.houder.professional = wie(9)).kan();
    op_mandaat(van_een_ander).vraagt(|v| v.wie = wie(9)).skj_tot("2030-06-30").dekt_niet(MET_SKJ, Reden::SkjOntbreekt);
}

/// M12
#[test]
fn een_mandaat_geldt_van_de_eerste_tot_het_einde_van_de_laatste_dag() {
    mandaat()
        .op("2026-01-04 23:59")
        .dekt_niet(LICHT, Reden::NogNietIngegaan)
        .op("2026-01-05 00:01")
        .dekt(LICHT)
        .op("2026-12-31 23:59")
        .dekt(LICHT)
        .op("2027-01-01 00:01")
        .dekt_niet(LICHT, Reden::Verlopen);
}

#[test]
fn een_niet_verleend_mandaat_dekt_niets() {
    op_mandaat(Mandaat::default()).dekt_niet(LICHT, Reden::NietVerleend);
}

/// M12
#[test]
fn alleen_de_houder_gebruikt_het_mandaat_in_die_functie_en_bij_die_organisatie() {
    mandaat().vraagt(|v| v.wie = wie(9)).dekt_niet(LICHT, Reden::AndereHouder);
    mandaat().vraagt(|v| v.functie = Functie::CjgCoach).dekt_niet(LICHT, Reden::AndereHouder);
    mandaat().vraagt(|v| v.organisatie = "cjg".parse().unwrap()).dekt_niet(LICHT, Reden::AndereHouder);
}

/// M11
#[test]
fn een_geschorst_mandaat_dekt_niets_tot_het_wordt_hervat() {
    mandaat()
        .wordt(MandaatCommand::Schors { reden: tekst("onderzoek") })
        .dekt_niet(LICHT, Reden::Geschorst)
        .wordt(MandaatCommand::Hervat)
        .dekt(LICHT);
}

/// M11
#[test]
fn intrekken_werkt_direct_en_tast_eerder_gedekte_inzet_niet_aan() {
    let zoals_getoetst = mandaat().dekt(LICHT);
    zoals_getoetst
        .clone()
        .wordt(MandaatCommand::TrekIn { reden: tekst("uit dienst"), boven: None })
        .dekt_niet(LICHT, Reden::Ingetrokken);
    zoals_getoetst.dekt(LICHT);
}

/// M12
#[test]
fn een_mandaat_reikt_niet_verder_dan_zijn_voorzieningen() {
    mandaat()
        .dekt_niet("huishoudelijke-hulp", Reden::VoorzieningBuitenReikwijdte)
        .dekt_niet("wondermiddel", Reden::VoorzieningOnbekend);
}

/// M12
#[test]
fn een_mandaat_zonder_gebieden_geldt_in_de_hele_gemeente_en_niet_daarbuiten() {
    mandaat()
        .dekt(LICHT)
        .vraagt(|v| v.gebied = "amstelveen".parse().unwrap())
        .dekt_niet(LICHT, Reden::GebiedBuitenReikwijdte);
}

/// M12
#[test]
fn een_mandaat_met_gebieden_geldt_alleen_daar() {
    let alleen_noord = verlenen().met(|v| v.reikwijdte.gebieden = codes(&["haarlemmermeer-noord"])).kan();
    op_mandaat(alleen_noord)
        .dekt_niet(LICHT, Reden::GebiedBuitenReikwijdte)
        .vraagt(|v| v.gebied = "haarlemmermeer-noord".parse().unwrap())
        .dekt(LICHT);
}

/// M12
#[test]
fn een_mandaat_met_scholen_geldt_alleen_voor_die_scholen() {
    let eigen_school = verlenen().met(|v| v.reikwijdte.scholen = codes(&["school-de-regenboog"])).kan();
    op_mandaat(eigen_school)
        .dekt_niet(LICHT, Reden::SchoolBuitenReikwijdte)
        .vraagt(|v| v.school = Some("school-de-zon".parse().unwrap()))
        .dekt_niet(LICHT, Reden::SchoolBuitenReikwijdte)
        .vraagt(|v| v.school = Some("school-de-regenboog".parse().unwrap()))
        .dekt(LICHT);
}

/// M12
#[test]
fn boven_het_kostenplafond_wordt_het_meer_team_gevraagd() {
    let tot_5000 = verlenen().met(|v| v.reikwijdte.kostenplafond_euro = Some(5_000)).kan();
    op_mandaat(tot_5000)
        .dekt_niet(LICHT, Reden::BovenKostenplafond)
        .vraagt(|v| v.kosten_euro = Some(5_001))
        .dekt_niet(LICHT, Reden::BovenKostenplafond)
        .vraagt(|v| v.kosten_euro = Some(5_000))
        .dekt(LICHT);
}

/// M15
#[test]
fn wat_op_een_mandaat_is_gedekt_wordt_besloten_namens_het_college() {
    let grond = mandaat().vraag(LICHT).unwrap();
    assert_eq!(grond.namens, "het college van burgemeester en wethouders");
}

#[test]
fn de_grond_wordt_aangehaald_met_id_en_versie() {
    let grond = OpMandaat { besluit: MandaatbesluitId::new(Uuid::from_u128(3)), namens: "het college" };
    let id = MandaatId::new(Uuid::from_u128(4));
    assert_eq!(grond.bevoegdheid(id, 2), Bevoegdheid::Mandaat { id, versie: 2 });
}

#[test]
fn elke_reden_heeft_een_eigen_code_en_een_hele_zin() {
    let alle: Vec<Reden> = Reden::iter().collect();
    let codes: BTreeSet<_> = alle.iter().map(|reden| reden.code()).collect();
    assert_eq!(codes.len(), alle.len());
    assert_eq!(Reden::SkjVerlopen.code(), "skj-verlopen");
    assert!(alle.iter().all(|reden| reden.to_string().ends_with('.')));
    assert!(alle.iter().all(|reden| serde_json::to_value(reden).unwrap() == reden.code()));
}
