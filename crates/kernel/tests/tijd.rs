//! Instants, and the Dutch days they fall on.

#![expect(clippy::unwrap_used, reason = "a test whose world cannot be built should stop")]

use proptest::prelude::*;
use regieboek_kernel::{Datum, Tijdstip};

const UUR: i64 = 3_600_000_000;

fn dag(tekst: &str) -> Datum {
    tekst.parse().unwrap()
}

#[test]
fn een_dag_duurt_23_24_of_25_uur() {
    for (datum, uren) in [("2025-03-29", 24), ("2025-03-30", 23), ("2025-10-26", 25), ("2025-10-27", 24)] {
        let duur = Tijdstip::einde_van(dag(datum)).micros() - Tijdstip::begin_van(dag(datum)).micros();
        assert_eq!(duur, uren * UUR, "{datum}");
    }
}

#[test]
fn een_dag_begint_om_middernacht_in_nederland() {
    for (datum, begin, einde) in [
        ("2025-03-30", "2025-03-29T23:00:00Z", "2025-03-30T22:00:00Z"),
        ("2025-10-26", "2025-10-25T22:00:00Z", "2025-10-26T23:00:00Z"),
        ("2026-01-01", "2025-12-31T23:00:00Z", "2026-01-01T23:00:00Z"),
    ] {
        assert_eq!(Tijdstip::begin_van(dag(datum)).to_string(), begin);
        assert_eq!(Tijdstip::einde_van(dag(datum)).to_string(), einde);
    }
}

#[test]
fn een_tijdstip_is_op_de_microseconde() {
    let fijn: Tijdstip = "2025-09-05T08:00:00.123456789Z".parse().unwrap();
    assert_eq!(fijn.to_string(), "2025-09-05T08:00:00.123456Z");
    assert_eq!(serde_json::to_string(&fijn).unwrap(), r#""2025-09-05T08:00:00.123456Z""#);
}

#[test]
fn de_randen_van_de_kalender_geven_geen_paniek() {
    for micros in [i64::MIN, i64::MAX] {
        let rand = Tijdstip::from_micros(micros);
        let _ =
            (rand.plus_uren(i64::from(u16::MAX)), Tijdstip::begin_van(rand.datum()), Tijdstip::einde_van(rand.datum()));
    }
    assert!(Tijdstip::begin_van(Datum::MAX) <= Tijdstip::einde_van(Datum::MAX));
}

proptest! {
    #[test]
    fn een_tijdstip_valt_binnen_zijn_dag(micros in -2_000_000_000_000_000..4_000_000_000_000_000i64) {
        let nu = Tijdstip::from_micros(micros);
        prop_assert_eq!(nu.micros(), micros);
        prop_assert!(Tijdstip::begin_van(nu.datum()) <= nu && nu < Tijdstip::einde_van(nu.datum()));
        prop_assert_eq!(nu.to_string().parse::<Tijdstip>().unwrap(), nu);
        prop_assert_eq!(serde_json::from_str::<Tijdstip>(&serde_json::to_string(&nu).unwrap()).unwrap(), nu);
    }
}
