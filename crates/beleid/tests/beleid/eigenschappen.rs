//! What holds for every sequence of commands, at any pace.

use std::collections::BTreeMap;

use jiff::ToSpan as _;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::RngSeed;
use regieboek_beleid::{Beleidsboek, BeleidsboekCommand, BeleidsboekEvent};
use regieboek_kernel::{Beleid, Beleidsinhoud, Beslisser as _, Bevoegdheid, Datum, Opdracht, Rol, Termijn, Vastgelegd};

use crate::wereld::*;

/// What is asked, on which authority, how many days after the command before it.
type Stap = (i64, Bevoegdheid, BeleidsboekCommand);

/// A day counted from the first of the story.
fn dag(nummer: i64) -> Datum {
    datum("2026-01-01").checked_add(nummer.days()).unwrap()
}

fn bevoegdheid() -> impl Strategy<Value = Bevoegdheid> {
    prop_oneof![
        9 => Just(Bevoegdheid::Rol(Rol::Beleidsbeheerder)),
        1 => select(&[Bevoegdheid::Functie, Bevoegdheid::Regie, Bevoegdheid::Regel]),
    ]
}

/// Sound more often than not.
fn inhoud() -> impl Strategy<Value = Beleidsinhoud> {
    let termijn = prop_oneof![
        (0..200u16).prop_map(Termijn::Uren),
        (0..20u16).prop_map(Termijn::Werkdagen),
        (0..9u16).prop_map(Termijn::Weken),
        (0..70u16).prop_map(Termijn::Maanden),
    ];
    (1..6u16, 0..4usize, termijn, 190..218u16, 0..40u8).prop_map(|(triage, gebieden, termijn, maanden, wat)| {
        let mut inhoud = met_triage(triage);
        match wat {
            0 => inhoud.gebieden.truncate(gebieden),
            1 => inhoud.termijnen.wmo_besluit = termijn,
            2 => inhoud.termijnen.nazorgcontroles.push(termijn),
            3 => inhoud.overgang.start_maanden = maanden,
            4 => inhoud.termijnen.triage_spoed = termijn,
            5 => inhoud.voorzieningen.push(inhoud.voorzieningen[gebieden].clone()),
            6.. => {}
        }
        inhoud
    })
}

fn opdracht() -> impl Strategy<Value = BeleidsboekCommand> {
    prop_oneof![
        3 => (0..120i64, inhoud()).prop_map(|(vanaf, inhoud)| stel_vast(&dag(vanaf).to_string(), inhoud)),
        2 => (0..8u32).prop_map(trek_in),
    ]
}

fn stappen() -> impl Strategy<Value = Vec<Stap>> {
    vec((0..12i64, bevoegdheid(), opdracht()), 1..=10)
}

fn tienduizend() -> ProptestConfig {
    ProptestConfig {
        cases: 10_000,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(20_260_401),
        ..ProptestConfig::default()
    }
}

/// Plays the steps, refusals allowed, and shows book and day after each.
fn speel_af(
    stappen: Vec<Stap>,
    mut zie: impl FnMut(&Beleidsboek, i64),
) -> (Beleidsboek, Vec<Vastgelegd<BeleidsboekEvent>>) {
    let (mut boek, mut feiten, mut vandaag) = (Beleidsboek::default(), vec![], 0);
    for (later, bevoegdheid, wat) in stappen {
        vandaag += later;
        let nu = op(dag(vandaag));
        let opdracht = Opdracht { wat, verantwoording: op_grond_van(bevoegdheid, nu), nu };
        let nieuw = boek.decide(opdracht, &BELEID).unwrap_or_default();
        boek = nieuw.iter().cloned().fold(boek, Beleidsboek::evolve);
        feiten.extend(nieuw);
        zie(&boek, vandaag);
    }
    (boek, feiten)
}

proptest! {
    #![proptest_config(tienduizend())]

    /// B3, B4, B6
    #[test]
    fn het_beleid_van_een_dag_die_begonnen_is_verandert_nooit_meer(stappen in stappen()) {
        let mut gezien: BTreeMap<i64, Beleid> = BTreeMap::new();
        speel_af(stappen, |boek, vandaag| {
            gezien.entry(vandaag).or_insert_with(|| boek.op(dag(vandaag)).clone());
            for (nummer, gold) in &gezien {
                assert_eq!(boek.op(dag(*nummer)), gold, "day {nummer}, seen on day {vandaag}");
            }
        });
    }

    /// B2, B5
    #[test]
    fn nummers_tellen_door_en_begindagen_lopen_op(stappen in stappen()) {
        let (boek, feiten) = speel_af(stappen, |boek, _| {
            let versies: Vec<_> = boek.versies().map(|beleid| (beleid.versie, beleid.vanaf)).collect();
            assert!(versies.windows(2).all(|paar| paar[0].0 < paar[1].0 && paar[0].1 < paar[1].1), "{versies:?}");
        });
        let gegeven: Vec<u32> = feiten
            .iter()
            .filter_map(|vastgelegd| match &vastgelegd.feit {
                BeleidsboekEvent::BeleidVastgesteld(feit) => Some(feit.beleid.versie),
                BeleidsboekEvent::BeleidIngetrokken(_) => None,
            })
            .collect();
        prop_assert!(gegeven.iter().copied().eq((2..).take(gegeven.len())), "{:?}", gegeven);
        let json = serde_json::to_string(&feiten).unwrap();
        let terug: Vec<Vastgelegd<BeleidsboekEvent>> = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(&terug, &feiten);
        prop_assert_eq!(Beleidsboek::na(terug), boek, "what is stored replays to what was decided");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, ..tienduizend() })]

    #[test]
    fn herhalen_legt_nooit_nog_eens_iets_vast(stappen in stappen()) {
        let dubbel = stappen.iter().cloned().flat_map(|stap| [stap.clone(), (0, stap.1, stap.2)]).collect();
        prop_assert_eq!(speel_af(dubbel, |_, _| ()), speel_af(stappen, |_, _| ()));
    }
}
