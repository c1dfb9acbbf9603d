//! Whatever is asked in whatever order: no panic, and the history replays to the same state.

use proptest::prelude::*;
use regieboek_doorverwijzing::{
    Aanvraag, Doorverwijzing, DoorverwijzingCommand, DoorverwijzingEvent, Hulpresultaat, Intrekreden, Inzetdekking,
    Verwijzingstermijn, Wachtoorzaak, Weigeraar, Weigering,
};
use regieboek_kernel::{Actor, Beslisser as _, Datum, Tijdstip, Vastgelegd, VrijeTekst};

use crate::woordenschat::*;

fn dagen() -> impl Strategy<Value = Datum> {
    (1i16..=12, 1i8..=28).prop_map(|(maand, dag)| Datum::constant(2026, maand as i8, dag))
}

fn teksten() -> impl Strategy<Value = VrijeTekst> {
    prop_oneof![Just(tekst("")), Just(tekst("Iets.")), Just(tekst("Weg.").vernietigd())]
}

fn aanvragen() -> impl Strategy<Value = Aanvraag> {
    let niet_gedekt = || Inzetdekking::NietGedekt { reden: "geen".into(), uitleg: "Geen mandaat.".into() };
    let zwaar = |bekeken, dekking| inzet_van("jeugd-ggz", Some(bekeken), dekking);
    let soorten = prop_oneof![
        Just(erbij_halen()),
        Just(recept()),
        Just(inzet()),
        teksten().prop_map(move |bekeken| zwaar(bekeken, gedekt())),
        Just(inzet_van("welzijn", None, niet_gedekt())),
    ];
    (soorten, any::<bool>()).prop_map(|(aanvraag, spoed)| Aanvraag { spoed, ..aanvraag })
}

fn commandos() -> impl Strategy<Value = DoorverwijzingCommand> {
    use DoorverwijzingCommand as Command;
    let oorzaken = prop_oneof![
        Just(Wachtoorzaak::NiemandAntwoordde),
        Just(Wachtoorzaak::WachtrijAanbieder),
        Just(Wachtoorzaak::BewonerVroegTeWachten)
    ];
    let resultaten = prop_oneof![Just(Hulpresultaat::Behaald), Just(Hulpresultaat::VoortijdigInOverleg)];
    let redenen = prop_oneof![Just(Intrekreden::NietMeerNodig), Just(Intrekreden::PlanGesloten)];
    let termijnen = prop_oneof![
        Just(Verwijzingstermijn::Beantwoorden),
        Just(Verwijzingstermijn::Start),
        Just(Verwijzingstermijn::Terugkoppeling)
    ];
    let weigeraars = prop_oneof![Just(Weigeraar::Bewoner), Just(Weigeraar::Aanbieder)];
    prop_oneof![
        3 => aanvragen().prop_map(Command::VraagAan),
        3 => prop::option::of(dagen()).prop_map(|verwachte_start| Command::Aanvaard { verwachte_start }),
        1 => (weigeraars, teksten())
            .prop_map(|(door, volgende_stap)| Command::Weiger(Weigering { volgende_stap, ..weigering(door) })),
        2 => (dagen(), oorzaken)
            .prop_map(|(verwachte_start, oorzaak)| Command::MeldWachttijd { verwachte_start, oorzaak }),
        2 => dagen().prop_map(|op| Command::Start { op }),
        2 => (resultaten, teksten()).prop_map(|(resultaat, toelichting)| Command::RondAf { resultaat, toelichting }),
        1 => redenen.prop_map(|reden| Command::TrekIn { reden }),
        2 => teksten().prop_map(|inhoud| Command::KoppelTerug { inhoud }),
        2 => termijnen.prop_map(|termijn| Command::VerstrijkTermijn { termijn }),
    ]
}

fn actoren() -> impl Strategy<Value = Actor> {
    prop_oneof![
        Just(schoolcoach()),
        Just(huisarts()),
        Just(aanbieder()),
        Just(collega_aanbieder()),
        Just(sociaal_makelaar()),
        Just(regisseur()),
        Just(Actor::Systeem),
    ]
}

proptest! {
    #[test]
    fn elke_geschiedenis_speelt_terug_naar_dezelfde_toestand(
        begonnen in any::<bool>(),
        stappen in prop::collection::vec((actoren(), dagen(), 0i64..24, commandos()), 1..40),
    ) {
        let mut verhaal = if begonnen { Verhaal::inzet() } else { Verhaal::default() };
        for (wie, dag, uur, wat) in stappen {
            // Refusals are allowed; what is recorded must be consistent.
            let _ = verhaal.probeer(wie, Tijdstip::begin_van(dag).plus_uren(uur), wat);
            let wachten = verhaal.nu.wachttijd();
            prop_assert!(wachten.iter().all(|periode| periode.tot.is_none_or(|tot| periode.van <= tot)));
            prop_assert!(wachten.windows(2).all(|paar| paar[0].tot == Some(paar[1].van)));
            let gehouden = ["aanvaard", "gestart", "afgerond"].contains(&verhaal.nu.toestand());
            prop_assert!(!gehouden || verhaal.nu.houder().is_some());
        }
        let opgeslagen = serde_json::to_string(&verhaal.feiten).unwrap();
        let gelezen: Vec<Vastgelegd<DoorverwijzingEvent>> = serde_json::from_str(&opgeslagen).unwrap();
        prop_assert_eq!(&Doorverwijzing::na(gelezen), &verhaal.nu);
        let toestand = serde_json::to_string(&verhaal.nu).unwrap();
        prop_assert_eq!(&serde_json::from_str::<Doorverwijzing>(&toestand).unwrap(), &verhaal.nu);
    }
}
