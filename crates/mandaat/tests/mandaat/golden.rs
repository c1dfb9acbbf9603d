//! The stored form of every fact, byte for byte: what is written today is read for ever.

use regieboek_kernel::Feit;
use regieboek_mandaat::mandaat::{Hervatting, Intrekking, Schorsing, Verloop};
use regieboek_mandaat::mandaatbesluit::{Besluitintrekking, Besluitverval};
use regieboek_mandaat::skj_registratie::{self, Uitschrijving, Verlenging};
use regieboek_mandaat::{MandaatEvent, MandaatbesluitEvent, SkjRegistratieEvent};

use crate::common::{datum, inschrijving, jeugdbesluit, tekst, tijd, voor_schoolcoach};

#[track_caller]
fn zoals_opgeslagen<F: Feit>(feiten: &[F], golden: &str) {
    assert_eq!(serde_json::to_string_pretty(feiten).unwrap(), golden.trim_end());
    assert_eq!(serde_json::from_str::<Vec<F>>(golden).unwrap(), feiten);
    assert!(
        feiten.iter().map(Feit::code).eq(F::CODES.iter().map(|(code, _)| *code)),
        "every fact, in order of its code"
    );
}

#[test]
fn feiten_van_een_mandaat() {
    let per = tijd("2026-03-02 10:00");
    let feiten = [
        MandaatEvent::MandaatVerleend(Box::new(voor_schoolcoach())),
        MandaatEvent::MandaatGeschorst(Schorsing { per, reden: tekst("onderzoek") }),
        MandaatEvent::MandaatHervat(Hervatting { per }),
        MandaatEvent::MandaatIngetrokken(Intrekking { per, reden: tekst("uit dienst") }),
        MandaatEvent::MandaatVerlopen(Verloop { laatste_dag: datum("2026-12-31") }),
    ];
    zoals_opgeslagen(&feiten, include_str!("../golden/mandaat.json"));
}

#[test]
fn feiten_van_een_mandaatbesluit() {
    let feiten = [
        MandaatbesluitEvent::MandaatbesluitVastgelegd(jeugdbesluit()),
        MandaatbesluitEvent::MandaatbesluitIngetrokken(Besluitintrekking { per: datum("2026-07-01") }),
        MandaatbesluitEvent::MandaatbesluitVervallen(Besluitverval { per: datum("2026-07-01") }),
    ];
    zoals_opgeslagen(&feiten, include_str!("../golden/mandaatbesluit.json"));
}

#[test]
fn feiten_van_een_skj_registratie() {
    let feiten = [
        SkjRegistratieEvent::SkjGeregistreerd(inschrijving("2026-06-30")),
        SkjRegistratieEvent::SkjVerlengd(Verlenging { geldig_tot: datum("2031-06-30") }),
        SkjRegistratieEvent::SkjBeeindigd(Uitschrijving { per: datum("2028-01-01") }),
        SkjRegistratieEvent::SkjVerlopen(skj_registratie::Verloop { laatste_dag: datum("2027-12-31") }),
    ];
    zoals_opgeslagen(&feiten, include_str!("../golden/skj-registratie.json"));
}

#[test]
fn een_ondermandaat_bewaart_wetstekst_en_mandaat_erboven() {
    let opgeslagen = serde_json::to_value(crate::onder::van_de_collega()).unwrap();
    assert_eq!(opgeslagen["wetstekst"], serde_json::json!({ "regeling": "Jeugdwet art. 2.3", "versie": "2015-01-01" }));
    let boven = serde_json::json!({ "mandaat": "00000000-0000-0000-0000-000000000004", "versie": 1 });
    assert_eq!(opgeslagen["boven"], boven);
}
