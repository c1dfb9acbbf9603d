//! Working days and terms over Dutch holidays and both nights on which the clock changes.

#![expect(clippy::unwrap_used, reason = "a test whose world cannot be built should stop")]

use jiff::ToSpan as _;
use proptest::prelude::*;
use regieboek_kernel::{Datum, Termijn, Tijdstip, is_feestdag, is_werkdag};

fn dag(tekst: &str) -> Datum {
    tekst.parse().unwrap()
}

fn op(tekst: &str) -> Tijdstip {
    tekst.parse().unwrap()
}

#[test]
fn de_feestdagen_van_2024_tot_en_met_2027_zijn_precies_deze() {
    // New Year, Good Friday, Easter (2), Koningsdag, 5 May, Ascension, Whitsun (2), Christmas (2).
    let jaren = [
        (2024, ["01-01", "03-29", "03-31", "04-01", "04-27", "05-05", "05-09", "05-19", "05-20", "12-25", "12-26"]),
        // 27 April 2025 is a Sunday: Koningsdag is the 26th.
        (2025, ["01-01", "04-18", "04-20", "04-21", "04-26", "05-05", "05-29", "06-08", "06-09", "12-25", "12-26"]),
        (2026, ["01-01", "04-03", "04-05", "04-06", "04-27", "05-05", "05-14", "05-24", "05-25", "12-25", "12-26"]),
        (2027, ["01-01", "03-26", "03-28", "03-29", "04-27", "05-05", "05-06", "05-16", "05-17", "12-25", "12-26"]),
    ];
    for (jaar, verwacht) in jaren {
        let gevonden: Vec<_> = dag(&format!("{jaar}-01-01"))
            .series(1.day())
            .take_while(|d| d.year() == jaar)
            .filter(|d| is_feestdag(*d))
            .map(|d| d.strftime("%m-%d").to_string())
            .collect();
        assert_eq!(gevonden, verwacht, "{jaar}");
    }
}

#[test]
fn weekend_en_feestdag_zijn_geen_werkdag() {
    let tabel = [
        ("2025-04-17", true, "Thursday before Good Friday"),
        ("2025-04-18", false, "Good Friday"),
        ("2025-04-19", false, "Saturday"),
        ("2025-04-21", false, "Easter Monday"),
        ("2025-04-22", true, "Tuesday after Easter"),
        ("2025-04-28", true, "Monday after a Koningsdag on Saturday"),
        ("2026-04-27", false, "Koningsdag on Monday"),
        ("2025-05-05", false, "Liberation Day, every year"),
        ("2025-12-24", true, "Christmas Eve"),
        ("2025-12-31", true, "New Year's Eve"),
    ];
    for (datum, werkdag, welke) in tabel {
        assert_eq!(is_werkdag(dag(datum)), werkdag, "{welke}");
    }
}

#[test]
fn termijnen_slaan_weekend_feestdagen_en_klokwissels_over() {
    use Termijn::{Maanden, Uren, Weken, Werkdagen};
    let tabel = [
        // Christmas and New Year.
        ("2025-12-23T09:00:00Z", Werkdagen(1), "2025-12-24", "2025-12-24T23:00:00Z"),
        ("2025-12-23T09:00:00Z", Werkdagen(2), "2025-12-29", "2025-12-29T23:00:00Z"),
        ("2025-12-23T09:00:00Z", Werkdagen(5), "2026-01-02", "2026-01-02T23:00:00Z"),
        ("2025-12-26T09:00:00Z", Werkdagen(1), "2025-12-29", "2025-12-29T23:00:00Z"),
        // Easter, and a Koningsdag on Saturday.
        ("2025-04-17T09:00:00Z", Werkdagen(1), "2025-04-22", "2025-04-22T22:00:00Z"),
        ("2025-04-17T09:00:00Z", Werkdagen(5), "2025-04-28", "2025-04-28T22:00:00Z"),
        ("2026-04-02T09:00:00Z", Werkdagen(1), "2026-04-07", "2026-04-07T22:00:00Z"),
        // The clock goes forward on 30 March 2025 and back on 26 October 2025.
        ("2025-03-28T09:00:00Z", Werkdagen(1), "2025-03-31", "2025-03-31T22:00:00Z"),
        ("2025-10-24T09:00:00Z", Werkdagen(1), "2025-10-27", "2025-10-27T23:00:00Z"),
        // The day on which a term starts is the local one: 23:30 UTC is the next day here.
        ("2025-09-01T23:30:00Z", Werkdagen(1), "2025-09-03", "2025-09-03T22:00:00Z"),
        // Algemene termijnenwet art. 1: a last day that is no working day moves on.
        ("2025-09-01T09:00:00Z", Weken(6), "2025-10-13", "2025-10-13T22:00:00Z"),
        ("2026-03-16T09:00:00Z", Weken(6), "2026-04-28", "2026-04-28T22:00:00Z"),
        ("2025-11-13T09:00:00Z", Weken(6), "2025-12-29", "2025-12-29T23:00:00Z"),
        ("2026-01-31T09:00:00Z", Maanden(1), "2026-03-02", "2026-03-02T23:00:00Z"),
        ("2025-08-31T09:00:00Z", Maanden(6), "2026-03-02", "2026-03-02T23:00:00Z"),
        ("2024-02-29T09:00:00Z", Maanden(12), "2025-02-28", "2025-02-28T23:00:00Z"),
        // Hours are elapsed time, also in the nights on which the clock changes and on holidays.
        ("2025-03-29T23:30:00Z", Uren(4), "2025-03-30", "2025-03-30T03:30:00Z"),
        ("2025-10-25T22:30:00Z", Uren(4), "2025-10-26", "2025-10-26T02:30:00Z"),
        ("2025-12-24T22:00:00Z", Uren(4), "2025-12-25", "2025-12-25T02:00:00Z"),
    ];
    for (vanaf, termijn, laatste_dag, verstrijkt) in tabel {
        assert_eq!(termijn.laatste_dag(op(vanaf)), dag(laatste_dag), "{termijn:?} from {vanaf}");
        assert_eq!(termijn.verstrijkt(op(vanaf)), op(verstrijkt), "{termijn:?} from {vanaf}");
    }
}

#[test]
fn vier_uur_in_de_nacht_van_de_zomertijd_is_vijf_uur_op_de_klok() {
    let half_een = op("2025-03-30T00:30:00+01:00");
    assert_eq!(Termijn::Uren(4).verstrijkt(half_een), op("2025-03-30T05:30:00+02:00"));
    let half_een = op("2025-10-26T00:30:00+02:00");
    assert_eq!(Termijn::Uren(4).verstrijkt(half_een), op("2025-10-26T03:30:00+01:00"));
}

fn tijdstip() -> impl Strategy<Value = Tijdstip> {
    let (van, tot) = (op("2000-01-01T00:00:00Z"), op("2060-01-01T00:00:00Z"));
    (van.micros()..tot.micros()).prop_map(Tijdstip::from_micros)
}

proptest! {
    #[test]
    fn een_termijn_van_werkdagen_telt_precies_zoveel_werkdagen(vanaf in tijdstip(), aantal in 1..30u16) {
        let laatste = Termijn::Werkdagen(aantal).laatste_dag(vanaf);
        let geteld =
            vanaf.datum().tomorrow().unwrap().series(1.day()).take_while(|d| *d <= laatste).filter(|d| is_werkdag(*d));
        prop_assert_eq!(geteld.count(), usize::from(aantal));
        prop_assert!(is_werkdag(laatste));
    }

    #[test]
    fn wie_later_begint_is_nooit_eerder_klaar(een in tijdstip(), ander in tijdstip(), aantal in 0..60u16) {
        let (eerst, later) = (een.min(ander), een.max(ander));
        for termijn in
            [Termijn::Uren(aantal), Termijn::Werkdagen(aantal), Termijn::Weken(aantal), Termijn::Maanden(aantal)]
        {
            prop_assert!(termijn.verstrijkt(eerst) <= termijn.verstrijkt(later), "{termijn:?}");
            prop_assert!(termijn.verstrijkt(eerst) >= eerst);
        }
    }

    #[test]
    fn elk_jaar_heeft_elf_feestdagen_tenzij_er_twee_samenvallen(jaar in 1900..2200i16) {
        let aantal = dag(&format!("{jaar}-01-01")).series(1.day()).take(366).filter(|d| d.year() == jaar);
        let aantal = aantal.filter(|d| is_feestdag(*d)).count();
        prop_assert!((10..=11).contains(&aantal), "{jaar}: {aantal}");
    }
}
