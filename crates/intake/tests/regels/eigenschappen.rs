//! Whatever is asked in whatever order, at any instant: no panic, and the facts through JSON replay to the same state.

use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::test_runner::{RngSeed, contextualize_config};
use regieboek_intake::intake::{
    Conclusie, FamiliegroepsplanUitkomst, IntakeTermijn, Leefgebiedsafsluiting, Meldcodewijze, VeiligThuisbesluit,
    Vervolgstap, rules,
};
use regieboek_intake::signaal::{Afsluitreden, Overnamereden, SignaalTermijn};
use regieboek_intake::{Intake, IntakeCommand, Signaal, SignaalCommand};
use regieboek_kernel::{Actor, Beleid, Beslisser, Datum, Leefgebied, Opdracht, Regieverlies, Tijdstip, Vastgelegd};

use crate::intake::{afspraak, gescoord, geweigerd, meldcodestap, plan, rond_af, start, veilig, vraag};
use crate::signaal::{geef_door_aan_wmo, koppel_terug, meld};
use crate::verloop::{cjg_coach, huishouden, op, schoolcoach, tekst, verantwoording, wmo_consulent};

fn wie() -> impl Strategy<Value = Actor> {
    prop::sample::select(vec![schoolcoach(), cjg_coach(), cjg_coach(), wmo_consulent(), Actor::Systeem])
}

fn aan_signaal() -> impl Strategy<Value = SignaalCommand> {
    prop_oneof![
        (any::<bool>(), any::<bool>()).prop_map(|(veiligheid, anoniem)| meld(veiligheid, anoniem)),
        Just(SignaalCommand::PakOp),
        Just(geef_door_aan_wmo()),
        Just(SignaalCommand::AanvaardDoorgifte),
        Just(SignaalCommand::WeigerDoorgifte { reden: tekst("weg").vernietigd() }),
        Just(SignaalCommand::NeemOver { reden: Overnamereden::UitDienst }),
        (0..3_u128).prop_map(|n| SignaalCommand::KoppelAanHuishouden { huishouden: huishouden(n) }),
        Just(koppel_terug()),
        Just(SignaalCommand::KoppelTerug { inhoud: tekst("weg").vernietigd() }),
        Just(SignaalCommand::SluitAf { reden: Afsluitreden::NietNodig }),
        Just(SignaalCommand::VerstrijkTermijn { termijn: SignaalTermijn::Oppakken }),
        Just(SignaalCommand::VerstrijkTermijn { termijn: SignaalTermijn::Terugkoppeling }),
    ]
}

fn leefgebied() -> impl Strategy<Value = Leefgebied> {
    prop::sample::select(vec![
        Leefgebied::Meedoen,
        Leefgebied::WerkEnInkomen,
        Leefgebied::Veiligheid,
        Leefgebied::Gezondheid,
        Leefgebied::Wonen,
    ])
}

/// Some day in the term, or any that a calendar has.
fn dag() -> impl Strategy<Value = Datum> {
    prop_oneof![
        8 => (1..=28_i8).prop_map(|dag| Datum::constant(2025, 11, dag)),
        1 => prop::sample::select(&[Datum::MIN, Datum::MAX]),
        1 => (-9999..=9999_i16, 1..=12_i8, 1..=28_i8).prop_map(|(jaar, maand, dag)| Datum::constant(jaar, maand, dag)),
    ]
}

fn aan_intake() -> impl Strategy<Value = IntakeCommand> {
    prop_oneof![
        2 => (any::<bool>(), any::<bool>()).prop_map(|(jeugd, wmo)| start(jeugd, wmo, 7)),
        8 => (leefgebied(), 1..=5_u8).prop_map(|(l, s)| gescoord(l, s)),
        1 => leefgebied().prop_map(|leefgebied| IntakeCommand::SluitLeefgebiedAf {
            leefgebied,
            wijze: Leefgebiedsafsluiting::NietRelevant { reden: tekst("weg").vernietigd() },
        }),
        2 => Just(vraag()),
        2 => prop::option::of(Just(VeiligThuisbesluit::Advies)).prop_map(veilig),
        2 => Just(IntakeCommand::WijsOpClientondersteuning),
        2 => Just(IntakeCommand::SchatRegieverliesIn { regieverlies: Regieverlies::Langdurig }),
        2 => prop::sample::select(vec![FamiliegroepsplanUitkomst::Aanvaard, FamiliegroepsplanUitkomst::Afgewezen])
            .prop_map(|uitkomst| IntakeCommand::BiedFamiliegroepsplanAan { uitkomst }),
        1 => (1..=5_u8, any::<bool>()).prop_map(|(stap, gezet)| meldcodestap(
            stap,
            if gezet { Meldcodewijze::Gezet } else { Meldcodewijze::Overgeslagen { reden: tekst("Gevaar") } },
        )),
        3 => Just(rond_af(plan(), None, vec![])),
        1 => Just(rond_af(Conclusie::SocialeBasis, None, vec![afspraak()])),
        1 => (dag(), any::<bool>())
            .prop_map(|(tot, instemming_melder)| IntakeCommand::VerlengTermijn { tot, instemming_melder }),
        1 => Just(IntakeCommand::VerstrijkTermijn),
        1 => Just(IntakeCommand::VerstrijkTermijnVan { termijn: IntakeTermijn::Jeugdplan }),
        1 => Just(IntakeCommand::VerstrijkTermijnVan { termijn: IntakeTermijn::Besluit }),
        1 => (1..=28_i8).prop_map(|dag| IntakeCommand::LegAanvraagVast { op: Datum::constant(2025, 9, dag) }),
        1 => (1..=28_i8).prop_map(|dag| IntakeCommand::LegBeschikkingVast { op: Datum::constant(2025, 9, dag) }),
        1 => Just(geweigerd(Vervolgstap::PlanOpenen)),
    ]
}

/// After how many hours, or at any instant at all.
#[derive(Debug, Clone, Copy)]
enum Moment {
    Na { uren: i64 },
    Op { micros: i64 },
}

fn moment() -> impl Strategy<Value = Moment> {
    prop_oneof![
        9 => (0..200_i64).prop_map(|uren| Moment::Na { uren }),
        1 => any::<i64>().prop_map(|micros| Moment::Op { micros }),
    ]
}

type Stap<C> = (Actor, C, Moment);

fn stappen<C: std::fmt::Debug>(
    wie: impl Strategy<Value = Actor>,
    wat: impl Strategy<Value = C>,
) -> impl Strategy<Value = Vec<Stap<C>>> {
    prop::collection::vec((wie, wat, moment()), 1..=12)
}

/// Plays commands from a state; gives the new facts and every state on the way, that one included.
fn speel_af<A: Beslisser>(begin: A, stappen: Vec<Stap<A::Command>>) -> (Vec<Vastgelegd<A::Event>>, Vec<A>) {
    static BELEID: LazyLock<Beleid> = LazyLock::new(Beleid::standaard);
    let mut nu = op("2025-09-01T08:00:00Z");
    let (mut feiten, mut standen) = (vec![], vec![begin]);
    for (wie, wat, moment) in stappen {
        nu = match moment {
            Moment::Na { uren } => nu.plus_uren(uren),
            Moment::Op { micros } => Tijdstip::from_micros(micros),
        };
        let stand = standen.last().cloned().unwrap_or_default();
        let opdracht = Opdracht { wat, verantwoording: verantwoording(wie, nu), nu };
        let nieuw = stand.decide(opdracht, &BELEID).unwrap_or_default();
        standen.push(nieuw.iter().cloned().fold(stand, A::evolve));
        feiten.extend(nieuw);
    }
    (feiten, standen)
}

/// The state after the facts went through JSON.
fn herspeeld<A: Beslisser>(begin: &A, feiten: &[Vastgelegd<A::Event>]) -> A {
    let json = serde_json::to_string(feiten).expect("json");
    let gelezen = serde_json::from_str::<Vec<Vastgelegd<A::Event>>>(&json).expect("facts");
    gelezen.into_iter().fold(begin.clone(), A::evolve)
}

/// The state after these commands by these people, all of them accepted.
fn na<A: Beslisser>(stappen: impl IntoIterator<Item = (Actor, A::Command)>) -> A {
    let stappen: Vec<_> = stappen.into_iter().map(|(wie, wat)| (wie, wat, Moment::Na { uren: 1 })).collect();
    let aantal = stappen.len();
    let (feiten, mut standen) = speel_af(A::default(), stappen);
    assert_eq!(feiten.len(), aantal);
    standen.pop().expect("a state")
}

/// Nothing, or a signaal that was picked up and passed on.
static SIGNALEN: LazyLock<[Signaal; 2]> = LazyLock::new(|| {
    let doorgegeven = vec![
        (schoolcoach(), meld(false, false)),
        (cjg_coach(), SignaalCommand::PakOp),
        (cjg_coach(), geef_door_aan_wmo()),
    ];
    [Signaal::default(), na(doorgegeven)]
});

/// Nothing, or an intake of which only its conclusion lacks.
static INTAKES: LazyLock<[Intake; 2]> = LazyLock::new(|| {
    let besproken = [3, 3, 1, 2, 3].into_iter().zip(crate::intake::LEEFGEBIEDEN).map(|(s, l)| gescoord(l, s));
    let bijna = [
        start(false, true, 7),
        vraag(),
        veilig(None),
        IntakeCommand::WijsOpClientondersteuning,
        IntakeCommand::SchatRegieverliesIn { regieverlies: Regieverlies::Tijdelijk },
    ];
    [Intake::default(), na(bijna.into_iter().chain(besproken).map(|wat| (cjg_coach(), wat)))]
});

/// Ten thousand short histories, the same ones each time; `PROPTEST_CASES` asks for fewer.
fn tienduizend() -> ProptestConfig {
    contextualize_config(ProptestConfig {
        cases: 10_000,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(20_250_901),
        ..ProptestConfig::default()
    })
}

proptest! {
    #![proptest_config(tienduizend())]

    /// S5, S6
    #[test]
    fn een_signaal_heeft_na_oppakken_altijd_een_eigenaar_en_speelt_gelijk_af(
        begin in 0..2_usize, stappen in stappen(wie(), aan_signaal())
    ) {
        let (feiten, standen) = speel_af(SIGNALEN[begin].clone(), stappen);
        for stand in &standen {
            let van_niemand = matches!(stand, Signaal::NogNietGemeld | Signaal::Gemeld(_));
            prop_assert_eq!(stand.eigenaar().is_none(), van_niemand, "whoever picked it up, someone owns it");
        }
        prop_assert!(standen.windows(2).all(|w| w[0].eigenaar().is_none() || w[1].eigenaar().is_some()));
        let stand = standen.last().expect("a state");
        prop_assert_eq!(&herspeeld(&SIGNALEN[begin], &feiten), stand);
        let json = serde_json::to_string(stand).expect("json");
        prop_assert_eq!(&serde_json::from_str::<Signaal>(&json).expect("a state"), stand);
    }

    /// I1, I6
    #[test]
    fn een_intake_houdt_haar_intaker_en_conclusie_en_speelt_gelijk_af(
        begin in 0..2_usize,
        stappen in stappen(Just(cjg_coach()).boxed().prop_union(wie().boxed()), aan_intake()),
    ) {
        let (feiten, standen) = speel_af(INTAKES[begin].clone(), stappen);
        prop_assert!(standen.windows(2).all(|w| w[0].intaker().is_none() || w[0].intaker() == w[1].intaker()));
        prop_assert!(standen.windows(2).all(|w| w[0].conclusie().is_none() || w[0].conclusie() == w[1].conclusie()));
        let stand = standen.last().expect("a state");
        if let Intake::Afgerond { gesprek, .. } = stand {
            let acuut = gesprek.score(Leefgebied::Veiligheid).is_some_and(|score| score.getal() == 1);
            prop_assert!(!acuut || rules::veilig_thuis_is_besloten(gesprek).is_ok(), "no acute danger without a decision");
        }
        prop_assert_eq!(&herspeeld(&INTAKES[begin], &feiten), stand);
        let json = serde_json::to_string(stand).expect("json");
        prop_assert_eq!(&serde_json::from_str::<Intake>(&json).expect("a state"), stand);
    }
}
