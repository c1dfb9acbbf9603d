//! Birth dates that may be partly unknown, and the ages that turn rules.

#![expect(clippy::unwrap_used, reason = "a test whose world cannot be built should stop")]

use proptest::prelude::*;
use regieboek_kernel::{Datum, Geboortedatum, Tijdstip};

fn geboren(tekst: &str) -> Geboortedatum {
    tekst.parse().unwrap()
}

fn dag(tekst: &str) -> Datum {
    tekst.parse().unwrap()
}

#[test]
fn dag_of_dag_en_maand_mogen_onbekend_zijn() {
    for (tekst, uiterlijk) in [
        ("1975-03-30", "1975-03-30"),
        ("1975-03", "1975-03-31"),
        ("1975", "1975-12-31"),
        ("2008-02", "2008-02-29"),
        ("2008-02-29", "2008-02-29"),
    ] {
        assert_eq!(geboren(tekst).to_string(), tekst);
        assert_eq!(geboren(tekst).uiterlijk(), dag(uiterlijk), "{tekst}");
        let json = format!("\"{tekst}\"");
        assert_eq!(serde_json::to_string(&geboren(tekst)).unwrap(), json);
        assert_eq!(serde_json::from_str::<Geboortedatum>(&json).unwrap(), geboren(tekst));
    }
}

#[test]
fn wat_geen_datum_is_wordt_geweigerd() {
    for tekst in [
        "",
        "75",
        "1975-3",
        "1975-03-1",
        "1975-13",
        "1975-00",
        "1975-03-00",
        "1975-02-30",
        "2007-02-29",
        "1975-",
        "1975--30",
        "1975-03-30-",
        "1975-03-30-01",
        "30-03-1975",
        "1975/03/30",
        "+975",
        "-1975",
        "1975-03-30T00:00",
        " 1975",
    ] {
        assert!(tekst.parse::<Geboortedatum>().is_err(), "{tekst}");
    }
}

#[test]
fn een_leeftijd_wordt_bereikt_op_de_verjaardag_en_wat_onbekend_is_telt_het_laatst() {
    for (geboortedatum, maanden, verwacht) in [
        ("2008-03-15", 144, "2020-03-15"),
        ("2008-03-15", 198, "2024-09-15"),
        ("2008-03-15", 210, "2025-09-15"),
        ("2008-03-15", 216, "2026-03-15"),
        ("2008-03", 216, "2026-03-31"),
        ("2008", 216, "2026-12-31"),
        ("2008-02-29", 216, "2026-03-01"),
        ("2008-02-29", 240, "2028-02-29"),
        ("2008-02", 216, "2026-03-01"),
        ("2008-08-31", 198, "2025-03-01"),
        ("2008-12-31", 0, "2008-12-31"),
    ] {
        assert_eq!(geboren(geboortedatum).bereikt(maanden), dag(verwacht), "{geboortedatum} + {maanden} months");
    }
}

#[test]
fn een_leeftijd_draait_om_middernacht_in_nederland() {
    for (geboortedatum, tijdstip, leeftijd) in [
        ("2008-03-15", "2026-03-14T22:59:59.999999Z", 17),
        ("2008-03-15", "2026-03-14T23:00:00Z", 18),
        ("2008-07-15", "2026-07-14T21:59:59.999999Z", 17),
        ("2008-07-15", "2026-07-14T22:00:00Z", 18),
        ("2008-02-29", "2026-02-28T22:59:59Z", 17),
        ("2008-02-29", "2026-02-28T23:00:00Z", 18),
        ("2008-02-29", "2028-02-28T23:00:00Z", 20),
        ("2026-03-15", "2026-03-14T23:00:00Z", 0),
        ("2030-01-01", "2026-03-14T23:00:00Z", 0),
    ] {
        let op = tijdstip.parse::<Tijdstip>().unwrap().datum();
        assert_eq!(geboren(geboortedatum).leeftijd(op), leeftijd, "{geboortedatum} at {tijdstip}");
    }
}

proptest! {
    #[test]
    fn een_geboortedatum_gaat_heen_en_terug(jaar in 1880..2100i16, maand in 1..=12i8, dag in 1..=28i8, delen in 1..=3usize) {
        let tekst = [format!("{jaar}"), format!("{maand:02}"), format!("{dag:02}")][..delen].join("-");
        prop_assert_eq!(geboren(&tekst).to_string(), tekst);
    }

    #[test]
    fn een_leeftijd_begint_op_de_dag_waarop_zij_bereikt_is(jaar in 1900..2050i16, dag in 0..366i32, jaren in 1..100u16) {
        let datum = Datum::constant(jaar, 1, 1).checked_add(jiff::Span::new().days(dag)).unwrap();
        let persoon = Geboortedatum::volledig(datum);
        let verjaardag = persoon.bereikt(jaren * 12);
        prop_assert_eq!(persoon.leeftijd(verjaardag), jaren);
        prop_assert_eq!(persoon.leeftijd(verjaardag.yesterday().unwrap()), jaren - 1);
    }

    #[test]
    fn geen_enkele_tekst_geeft_paniek(tekst in "[0-9-]{0,12}") {
        if let Ok(datum) = tekst.parse::<Geboortedatum>() {
            let _ = (datum.uiterlijk(), datum.bereikt(u16::MAX), datum.leeftijd(Datum::MAX));
            prop_assert_eq!(datum.to_string(), tekst);
        }
    }
}
