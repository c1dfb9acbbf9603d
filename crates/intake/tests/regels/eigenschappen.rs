//! Whatever is asked in whatever order: no panic, and the facts through JSON replay to the same state.

use proptest::prelude::*;
use regieboek_intake::intake::{
    Conclusie, FamiliegroepsplanUitkomst, Leefgebiedsafsluiting, Meldcodewijze, VeiligThuisbesluit, Vervolgstap,
};
use regieboek_intake::signaal::{Afsluitreden, SignaalTermijn};
use regieboek_intake::{Intake, IntakeCommand, Signaal, SignaalCommand};
use regieboek_kernel::{Actor, Beleid, Beslisser, Datum, Leefgebied, Opdracht, Regieverlies, Vastgelegd};

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
        1 => (1..=28_i8, any::<bool>()).prop_map(|(dag, instemming_melder)| IntakeCommand::VerlengTermijn {
            tot: Datum::constant(2025, 11, dag),
            instemming_melder,
        }),
        1 => Just(IntakeCommand::VerstrijkTermijn),
        1 => Just(geweigerd(Vervolgstap::PlanOpenen)),
    ]
}

/// Plays commands with hours between them; gives the facts and every state on the way.
fn speel_af<A: Beslisser>(stappen: Vec<(Actor, A::Command, u16)>) -> (Vec<Vastgelegd<A::Event>>, Vec<A>) {
    let beleid = Beleid::standaard();
    let mut nu = op("2025-09-01T08:00:00Z");
    let mut standen = vec![A::default()];
    let mut feiten = vec![];
    for (wie, wat, uren) in stappen {
        nu = nu.plus_uren(i64::from(uren));
        let stand = standen.last().cloned().unwrap_or_default();
        let opdracht = Opdracht { wat, verantwoording: verantwoording(wie, nu), nu };
        let nieuw = stand.decide(opdracht, &beleid).unwrap_or_default();
        standen.push(nieuw.iter().cloned().fold(stand, A::evolve));
        feiten.extend(nieuw);
    }
    (feiten, standen)
}

/// The state after the facts went through JSON.
fn herspeeld<A: Beslisser>(feiten: &[Vastgelegd<A::Event>]) -> A {
    let json = serde_json::to_string(feiten).expect("json");
    A::na(serde_json::from_str::<Vec<Vastgelegd<A::Event>>>(&json).expect("facts"))
}

proptest! {
    #[test]
    fn een_signaal_heeft_na_oppakken_altijd_een_eigenaar_en_speelt_gelijk_af(
        stappen in prop::collection::vec((wie(), aan_signaal(), 0..80_u16), 0..40)
    ) {
        let (feiten, standen) = speel_af::<Signaal>(stappen);
        prop_assert!(standen.windows(2).all(|w| w[0].eigenaar().is_none() || w[1].eigenaar().is_some()));
        let stand = standen.last().expect("a state");
        prop_assert_eq!(&herspeeld::<Signaal>(&feiten), stand);
        let json = serde_json::to_string(stand).expect("json");
        prop_assert_eq!(&serde_json::from_str::<Signaal>(&json).expect("a state"), stand);
    }

    #[test]
    fn een_intake_houdt_haar_intaker_en_conclusie_en_speelt_gelijk_af(
        stappen in prop::collection::vec((Just(cjg_coach()).boxed().prop_union(wie().boxed()), aan_intake(), 0..20_u16), 0..80)
    ) {
        let (feiten, standen) = speel_af::<Intake>(stappen);
        prop_assert!(standen.windows(2).all(|w| w[0].intaker().is_none() || w[0].intaker() == w[1].intaker()));
        prop_assert!(standen.windows(2).all(|w| w[0].conclusie().is_none() || w[0].conclusie() == w[1].conclusie()));
        let stand = standen.last().expect("a state");
        prop_assert_eq!(&herspeeld::<Intake>(&feiten), stand);
        let json = serde_json::to_string(stand).expect("json");
        prop_assert_eq!(&serde_json::from_str::<Intake>(&json).expect("a state"), stand);
    }
}
