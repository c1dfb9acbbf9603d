//! Ages are forecast a year ahead.

use regieboek_huishouden::rules::{Leeftijdsgrens::*, leeftijdstaken};
use regieboek_kernel::{Beleid, Geboortedatum};

use crate::wereld::datum;

fn taken(geboren: &str, vanaf: &str) -> Vec<(regieboek_huishouden::rules::Leeftijdsgrens, String)> {
    volgens(&Beleid::standaard(), geboren, vanaf)
}

fn volgens(beleid: &Beleid, geboren: &str, vanaf: &str) -> Vec<(regieboek_huishouden::rules::Leeftijdsgrens, String)> {
    let geboren: Geboortedatum = geboren.parse().unwrap();
    leeftijdstaken(geboren, datum(vanaf), beleid).into_iter().map(|t| (t.soort, t.op.to_string())).collect()
}

/// H39
#[test]
fn een_zoon_van_zeventien_jaar_en_twee_maanden_heeft_de_stap_naar_volwassen_hulp_vanaf_het_begin() {
    assert_eq!(
        taken("2008-07-01", "2025-09-01"),
        [
            (OvergangStart, "2025-01-01".to_owned()),
            (OvergangGeregeld, "2026-01-01".to_owned()),
            (Achttien, "2026-07-01".to_owned())
        ]
    );
}

/// H39
#[test]
fn een_leeftijd_wordt_een_jaar_vooruit_gezien_en_op_de_dag_zelf_nog() {
    assert_eq!(taken("2014-03-10", "2025-03-09"), []);
    assert_eq!(taken("2014-03-10", "2025-03-10"), [(Twaalf, "2026-03-10".to_owned())]);
    assert_eq!(taken("2014-03-10", "2026-03-10"), [(Twaalf, "2026-03-10".to_owned())]);
    assert_eq!(taken("2014-03-10", "2026-03-11"), []);
}

/// H39
#[test]
fn de_stap_naar_volwassen_hulp_blijft_staan_tot_achttien_ook_als_hij_te_laat_is() {
    let overgang = [(OvergangStart, "2025-01-01".to_owned()), (OvergangGeregeld, "2026-01-01".to_owned())];
    assert_eq!(taken("2008-07-01", "2026-06-30")[..2], overgang);
    assert_eq!(taken("2008-07-01", "2026-07-01"), [(Achttien, "2026-07-01".to_owned())]);
    assert_eq!(taken("2008-07-01", "2026-07-02"), []);
}

/// H39
#[test]
fn een_volwassene_heeft_alleen_de_drieentwintigste_verjaardag_nog() {
    assert_eq!(taken("2003-01-15", "2025-09-01"), [(Drieentwintig, "2026-01-15".to_owned())]);
    assert_eq!(taken("1987-05-04", "2025-09-01"), []);
}

/// H39
#[test]
fn wanneer_de_stap_naar_volwassen_hulp_begint_en_geregeld_is_bepaalt_de_gemeente() {
    let mut beleid = Beleid::standaard();
    (beleid.inhoud.overgang.start_maanden, beleid.inhoud.overgang.geregeld_maanden) = (192, 204);
    let taken = volgens(&beleid, "2008-07-01", "2025-09-01");
    let overgang = [(OvergangStart, "2024-07-01".to_owned()), (OvergangGeregeld, "2025-07-01".to_owned())];
    assert_eq!(taken[..2], overgang);
}
