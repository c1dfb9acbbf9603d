//! What holds for every sequence of commands, by anyone, at any pace.

use std::sync::LazyLock;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{RngSeed, contextualize_config};
use regieboek_escalatie::{
    Afwijsreden, Escalatie, EscalatieCommand, EscalatieEvent, Escalatiegrond, Escalatietermijn, Toestand,
};
use regieboek_kernel::{Beslisser as _, Datum, Functionaris, Tijdstip, Vastgelegd, VrijeTekst};
use serde_json::Value;

use crate::wereld::*;

/// A command, by whom, after how many hours or at any instant at all.
type Stap = (Rol, Moment, EscalatieCommand);

#[derive(Debug, Clone, Copy)]
enum Moment {
    Na { uren: i64 },
    Op { micros: i64 },
}

fn moment() -> impl Strategy<Value = Moment> {
    prop_oneof![
        9 => (0..2_000i64).prop_map(|uren| Moment::Na { uren }),
        1 => any::<i64>().prop_map(|micros| Moment::Op { micros }),
    ]
}

/// Any day that a calendar has, the first and the last included.
fn dag() -> impl Strategy<Value = Datum> {
    prop_oneof![
        8 => select(&["2025-01-02", "2025-06-01", "2026-01-01", "2027-01-01"]).prop_map(|dag| dag.parse().unwrap()),
        1 => select(&[Datum::MIN, Datum::MAX]),
        1 => (-9999..=9999i16, 1..=12i8, 1..=28i8).prop_map(|(jaar, maand, dag)| Datum::constant(jaar, maand, dag)),
    ]
}

fn rol() -> impl Strategy<Value = Rol> {
    prop_oneof![
        4 => Just(Rol::Coordinator),
        2 => Just(Rol::Lid),
        4 => Just(Rol::CjgCoach),
        1 => Just(Rol::Schoolcoach),
        2 => Just(Rol::Systeem),
    ]
}

fn vrije_tekst() -> impl Strategy<Value = VrijeTekst> {
    prop_oneof![4 => Just(tekst("Een toelichting.")), 1 => Just(tekst("")), 1 => Just(tekst("weg").vernietigd())]
}

fn opdracht() -> impl Strategy<Value = EscalatieCommand> {
    let gronden = vec(prop_oneof![Just(Escalatiegrond::Veiligheid), Just(Escalatiegrond::HulpStagneert)], 0..3);
    let termijn = prop_oneof![
        Just(Escalatietermijn::Triage),
        Just(Escalatietermijn::Nazorg),
        (0..3u128).prop_map(|n| Escalatietermijn::Doorbraak(doorbraak_id(n))),
    ];
    prop_oneof![
        2 => (gronden, any::<bool>()).prop_map(|(gronden, spoed)| meld_aan(&gronden, spoed)),
        3 => Just(neem_in_triage()),
        4 => rol().prop_map(neem_aan),
        1 => vrije_tekst().prop_map(|advies| EscalatieCommand::WijsAf { reden: Afwijsreden::AndereRoute, advies }),
        2 => vec(0..3u128, 0..3).prop_map(|acties| bepaal_volgorde(&acties)),
        2 => (0..3u128, 0..2u32, dag()).prop_map(|(n, kosten, tot)| doorbraak(n, kosten, &tot.to_string())),
        4 => rol().prop_map(bied_afschaling_aan),
        5 => dag().prop_map(|warme_overdracht| EscalatieCommand::AanvaardAfschaling { warme_overdracht }),
        1 => vrije_tekst().prop_map(|reden| EscalatieCommand::WijsAfschalingAf { reden }),
        2 => vrije_tekst().prop_map(|toelichting| EscalatieCommand::MeldTerugval { toelichting }),
        1 => Just(sluit_af()),
        3 => termijn.prop_map(verstrijk),
    ]
}

/// Where a history begins: at nothing, or further on, so that a short one gets somewhere.
static BEGIN: LazyLock<[Verhaal; 5]> =
    LazyLock::new(|| [Verhaal::default(), in_triage(), aangenomen(), afgeschaald(), in_nazorg()].map(zonder_verleden));

fn zonder_verleden(verhaal: Verhaal) -> Verhaal {
    Verhaal { feiten: vec![], ..verhaal }
}

/// The state where it began, with these facts after it.
fn daarna(begin: Escalatie, feiten: Vec<Vastgelegd<EscalatieEvent>>) -> Escalatie {
    feiten.into_iter().fold(begin, Escalatie::evolve)
}

fn verloop() -> impl Strategy<Value = (Verhaal, Vec<Stap>)> {
    (0..BEGIN.len(), vec((rol(), moment(), opdracht()), 1..=12))
        .prop_map(|(begin, stappen)| (BEGIN[begin].clone(), stappen))
}

/// Plays the steps, refusals allowed, and calls `na` after every one.
fn speel_af(
    (mut verhaal, stappen): (Verhaal, Vec<Stap>),
    mut na: impl FnMut(&Verhaal, Rol, Tijdstip, EscalatieCommand),
) -> Verhaal {
    let mut nu = op("2025-12-11T12:00:00Z");
    for (rol, moment, wat) in stappen {
        nu = match moment {
            Moment::Na { uren } => nu.plus_uren(uren),
            Moment::Op { micros } => Tijdstip::from_micros(micros),
        };
        if let Ok(feiten) = verhaal.beslis(rol, nu, wat.clone()) {
            verhaal.onthoud(feiten);
            na(&verhaal, rol, nu, wat);
        }
    }
    verhaal
}

/// The same facts with every personal datum destroyed.
fn vernietig(waarde: &mut Value) {
    if let Some(velden) = waarde.as_object_mut() {
        if velden.get("scheme").is_some_and(|s| s == "leesbaar-1") {
            velden.insert("scheme".to_owned(), "vernietigd".into());
            velden.remove("value");
        }
        velden.values_mut().for_each(vernietig);
    }
}

/// Ten thousand short histories, the same ones each time; `PROPTEST_CASES` asks for fewer.
fn tienduizend() -> ProptestConfig {
    contextualize_config(ProptestConfig {
        cases: 10_000,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(20_250_905),
        ..ProptestConfig::default()
    })
}

proptest! {
    #![proptest_config(tienduizend())]

    /// E6
    #[test]
    fn de_regie_is_van_het_meer_team_precies_van_aannemen_tot_aanvaarde_afschaling(verloop in verloop()) {
        let begin = verloop.0.escalatie.clone();
        let verhaal = speel_af(verloop, |verhaal, _, _, _| {
            let bij_meer_team = matches!(verhaal.escalatie.toestand(), Toestand::Aangenomen | Toestand::Afgeschaald);
            assert_eq!(verhaal.escalatie.coordinator().is_some(), bij_meer_team);
            assert_eq!(verhaal.escalatie.voorgaande_regisseur().is_some(), bij_meer_team);
            assert!(!bij_meer_team || verhaal.escalatie.is_open());
            let van_meer_team = |wie: &Functionaris| [Rol::Coordinator, Rol::Lid].map(Rol::id).contains(&wie.professional);
            assert!(verhaal.escalatie.coordinator().is_none_or(van_meer_team));
        });
        let json = serde_json::to_string(&verhaal.feiten).unwrap();
        let terug: Vec<Vastgelegd<EscalatieEvent>> = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(&terug, &verhaal.feiten);
        prop_assert_eq!(&daarna(begin, terug), &verhaal.escalatie, "what is stored replays to what was decided");
        let toestand = serde_json::to_string(&verhaal.escalatie).unwrap();
        prop_assert_eq!(serde_json::from_str::<Escalatie>(&toestand).unwrap(), verhaal.escalatie);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, ..tienduizend() })]

    #[test]
    fn herhalen_legt_nooit_nog_eens_iets_vast(verloop in verloop()) {
        speel_af(verloop, |verhaal, rol, nu, wat| match verhaal.beslis(rol, nu, wat.clone()) {
            Ok(feiten) => assert_eq!(feiten, vec![]),
            Err(fout) => assert!(matches!(wat, EscalatieCommand::WijsAfschalingAf { .. }), "{fout}"),
        });
    }

    #[test]
    fn vernietigde_teksten_veranderen_geen_enkele_beslissing(verloop in verloop()) {
        let begin = verloop.0.escalatie.clone();
        let verhaal = speel_af(verloop, |_, _, _, _| ());
        let mut feiten = serde_json::to_value(&verhaal.feiten).unwrap();
        feiten.as_array_mut().unwrap().iter_mut().for_each(vernietig);
        let feiten: Vec<Vastgelegd<EscalatieEvent>> = serde_json::from_value(feiten).unwrap();
        prop_assert_eq!(daarna(begin, feiten), verhaal.escalatie);
    }
}
