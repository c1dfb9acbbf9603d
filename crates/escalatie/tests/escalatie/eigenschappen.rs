//! What holds for every sequence of commands, by anyone, at any pace.

use proptest::collection::vec;
use proptest::prelude::*;
use regieboek_escalatie::{
    Afwijsreden, Escalatie, EscalatieCommand, EscalatieEvent, Escalatiegrond, Escalatietermijn, Toestand,
};
use regieboek_kernel::{Beslisser as _, Tijdstip, Vastgelegd, VrijeTekst};
use serde_json::Value;

use crate::wereld::*;

type Stap = (Rol, i64, EscalatieCommand);

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
    let tot = prop_oneof![Just("2025-06-01"), Just("2026-01-01"), Just("2027-01-01")];
    prop_oneof![
        2 => (gronden, any::<bool>()).prop_map(|(gronden, spoed)| meld_aan(&gronden, spoed)),
        3 => Just(neem_in_triage()),
        4 => rol().prop_map(neem_aan),
        1 => vrije_tekst().prop_map(|advies| EscalatieCommand::WijsAf { reden: Afwijsreden::AndereRoute, advies }),
        2 => vec(0..3u128, 0..3).prop_map(|acties| bepaal_volgorde(&acties)),
        2 => (0..3u128, 0..2u32, tot).prop_map(|(n, kosten, tot)| doorbraak(n, kosten, tot)),
        4 => rol().prop_map(bied_afschaling_aan),
        5 => prop_oneof![Just("2025-01-02"), Just("2026-01-02")].prop_map(aanvaard_afschaling),
        1 => vrije_tekst().prop_map(|reden| EscalatieCommand::WijsAfschalingAf { reden }),
        2 => vrije_tekst().prop_map(|toelichting| EscalatieCommand::MeldTerugval { toelichting }),
        1 => Just(sluit_af()),
        3 => termijn.prop_map(verstrijk),
    ]
}

fn stappen() -> impl Strategy<Value = Vec<Stap>> {
    vec((rol(), 0..600i64, opdracht()), 1..120)
}

/// Plays the steps, refusals allowed, and calls `na` after every one.
fn speel_af(stappen: Vec<Stap>, mut na: impl FnMut(&Verhaal, Stap, Tijdstip)) -> Verhaal {
    let mut verhaal = Verhaal::default();
    let mut nu = op("2025-01-01T12:00:00Z");
    for (rol, uren, wat) in stappen {
        nu = nu.plus_uren(uren);
        if let Ok(feiten) = verhaal.beslis(rol, nu, wat.clone()) {
            verhaal.onthoud(feiten);
            na(&verhaal, (rol, uren, wat), nu);
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

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn de_geschiedenis_speelt_af_tot_dezelfde_toestand(stappen in stappen()) {
        let verhaal = speel_af(stappen, |_, _, _| ());
        let json = serde_json::to_string(&verhaal.feiten).unwrap();
        let terug: Vec<Vastgelegd<EscalatieEvent>> = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(&terug, &verhaal.feiten);
        prop_assert_eq!(&Escalatie::na(terug), &verhaal.escalatie);
        let toestand = serde_json::to_string(&verhaal.escalatie).unwrap();
        prop_assert_eq!(serde_json::from_str::<Escalatie>(&toestand).unwrap(), verhaal.escalatie);
    }

    #[test]
    fn vernietigde_teksten_veranderen_geen_enkele_beslissing(stappen in stappen()) {
        let verhaal = speel_af(stappen, |_, _, _| ());
        let mut feiten = serde_json::to_value(&verhaal.feiten).unwrap();
        feiten.as_array_mut().unwrap().iter_mut().for_each(vernietig);
        let feiten: Vec<Vastgelegd<EscalatieEvent>> = serde_json::from_value(feiten).unwrap();
        prop_assert_eq!(Escalatie::na(feiten), verhaal.escalatie);
    }

    #[test]
    fn herhalen_legt_nooit_nog_eens_iets_vast(stappen in stappen()) {
        speel_af(stappen, |verhaal, (rol, _, wat), nu| match verhaal.beslis(rol, nu, wat.clone()) {
            Ok(feiten) => assert_eq!(feiten, vec![]),
            Err(fout) => assert!(matches!(wat, EscalatieCommand::WijsAfschalingAf { .. }), "{fout}"),
        });
    }

    #[test]
    fn de_regie_is_van_het_meer_team_precies_van_aannemen_tot_aanvaarde_afschaling(stappen in stappen()) {
        speel_af(stappen, |verhaal, _, _| {
            let bij_meer_team = matches!(verhaal.escalatie.toestand(), Toestand::Aangenomen | Toestand::Afgeschaald);
            assert_eq!(verhaal.escalatie.coordinator().is_some(), bij_meer_team);
            assert_eq!(verhaal.escalatie.voorgaande_regisseur().is_some(), bij_meer_team);
            assert!(!bij_meer_team || verhaal.escalatie.is_open());
        });
    }
}
