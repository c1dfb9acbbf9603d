//! Which version holds when, and what becomes of the ones before it (B1-B6).

use cqrs_es::test::TestFramework;
use regieboek_beleid::{Beleidsboek, BeleidsboekError};
use regieboek_kernel::{Beleid, Beslisser as _, Bevoegdheid, Opdracht};

use crate::wereld::*;

/// Version 2, from 1 April.
fn met_een_versie() -> Beleidsboek {
    na(Beleidsboek::default(), "2026-03-02", stel_vast("2026-04-01", met_triage(3)))
}

fn versies(boek: &Beleidsboek) -> Vec<(u32, String)> {
    boek.versies().map(|beleid| (beleid.versie, beleid.vanaf.to_string())).collect()
}

/// B1
#[test]
fn alleen_wie_de_rol_heeft_stelt_beleid_vast_of_trekt_het_in() {
    let nu = op(datum("2026-03-02"));
    for wat in [stel_vast("2026-04-01", met_triage(3)), trek_in(2)] {
        let opdracht = Opdracht { wat, verantwoording: op_grond_van(Bevoegdheid::Functie, nu), nu };
        let uitkomst = met_een_versie().decide(opdracht, &BELEID);
        assert_eq!(uitkomst, Err(BeleidsboekError::AlleenBeleidsbeheerder));
    }
}

/// B6
#[test]
fn zonder_eigen_beleid_geldt_altijd_het_standaardbeleid() {
    for dag in ["1990-01-01", "2020-01-01", "2026-03-02", "9999-12-31"] {
        assert_eq!(Beleidsboek::default().op(datum(dag)), &Beleid::standaard(), "{dag}");
    }
}

/// B6
#[test]
fn op_elke_dag_geldt_de_laatste_versie_die_is_ingegaan() {
    let boek = na(met_een_versie(), "2026-03-02", stel_vast("2026-06-01", met_triage(4)));
    let versie_op = |dag| boek.op(datum(dag)).versie;
    assert_eq!(["2026-03-31", "2026-04-01", "2026-05-31", "2026-06-01"].map(versie_op), [1, 2, 2, 3]);
    assert_eq!(boek.op(datum("2026-04-01")).inhoud, met_triage(3));
}

/// B6
#[test]
fn hulp_die_doorloopt_houdt_wat_er_het_laatst_over_is_gezegd() {
    let mut zonder = met_triage(3);
    let weg = zonder.voorzieningen.remove(0).code;
    let boek = na(Beleidsboek::default(), "2026-03-02", stel_vast("2026-04-01", zonder));
    let op_met = |code: &str, dag| boek.op_met(&code.parse().unwrap(), datum(dag)).versie;
    assert_eq!((op_met(weg.as_str(), "2026-03-31"), op_met(weg.as_str(), "2026-04-01")), (1, 1));
    assert_eq!([op_met("begeleiding", "2026-04-01"), op_met("nooit-gekend", "2026-04-01")], [2, 2]);
}

/// B2
#[test]
fn versies_tellen_door_en_een_ingetrokken_nummer_komt_niet_terug() {
    let boek = na(met_een_versie(), "2026-03-03", trek_in(2));
    assert_eq!(versies(&boek), [(1, "2020-01-01".to_owned())]);
    assert_eq!(boek.op(datum("2026-04-01")).versie, 1);
    let boek = na(boek, "2026-03-04", stel_vast("2026-04-01", met_triage(3)));
    assert_eq!(versies(&boek), [(1, "2020-01-01".to_owned()), (3, "2026-04-01".to_owned())]);
}

/// B3
#[test]
fn beleid_gaat_niet_vandaag_of_eerder_in() {
    for vanaf in ["2025-01-01", "2026-03-01", "2026-03-02"] {
        let uitkomst = beslis(&Beleidsboek::default(), "2026-03-02", stel_vast(vanaf, met_triage(3)));
        assert_eq!(uitkomst, Err(BeleidsboekError::BeleidNietInToekomst), "{vanaf}");
    }
    na(Beleidsboek::default(), "2026-03-02", stel_vast("2026-03-03", met_triage(3)));
}

/// B4
#[test]
fn alleen_wat_nog_niet_geldt_wordt_ingetrokken() {
    let boek = met_een_versie();
    assert_eq!(beslis(&boek, "2026-04-01", trek_in(2)), Err(BeleidsboekError::BeleidGeldtAl { versie: 2 }));
    assert_eq!(beslis(&boek, "1990-01-01", trek_in(1)), Err(BeleidsboekError::BeleidGeldtAl { versie: 1 }));
    assert_eq!(beslis(&boek, "2026-03-31", trek_in(3)), Err(BeleidsboekError::BeleidOnbekend { versie: 3 }));
    assert_eq!(versies(&na(boek, "2026-03-31", trek_in(2))).len(), 1);
}

/// B5
#[test]
fn een_versie_begint_na_elke_versie_ervoor() {
    let boek = met_een_versie();
    for vanaf in ["2026-03-20", "2026-04-01"] {
        let uitkomst = beslis(&boek, "2026-03-02", stel_vast(vanaf, met_triage(4)));
        let fout = BeleidsboekError::BeleidNietNaLaatste { versie: 2, vanaf: datum("2026-04-01") };
        assert_eq!(uitkomst, Err(fout), "{vanaf}");
    }
    let ingetrokken = na(boek, "2026-03-02", trek_in(2));
    na(ingetrokken, "2026-03-02", stel_vast("2026-03-20", met_triage(4)));
}

#[test]
fn wat_al_zo_is_wordt_niet_nog_eens_vastgelegd() {
    let boek = met_een_versie();
    assert_eq!(beslis(&boek, "2026-03-02", stel_vast("2026-04-01", met_triage(3))), Ok(vec![]));
    let boek = na(boek, "2026-03-03", trek_in(2));
    assert_eq!(beslis(&boek, "2026-05-01", trek_in(2)), Ok(vec![]));
}

/// Decision D1, of every aggregate: one macro makes the shell.
#[test]
fn het_raamwerk_beslist_zoals_het_aggregaat_zelf() {
    let (eerst, dan) = ("2026-03-02", "2026-03-03");
    let versie = beslis(&Beleidsboek::default(), eerst, stel_vast("2026-04-01", met_triage(3))).unwrap();
    let raamwerk = || TestFramework::<Beleidsboek>::with(BELEID.clone()).given(versie.clone());
    for wat in [stel_vast("2026-06-01", met_triage(4)), trek_in(2), trek_in(9)] {
        let zelf = beslis(&met_een_versie(), dan, wat.clone());
        assert_eq!(raamwerk().when(opdracht(wat, datum(dan))).inspect_result(), zelf);
    }
}
