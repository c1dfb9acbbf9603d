//! Whatever is asked in whatever order, at any instant: no panic, and the history replays to the same state.

use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::test_runner::{RngSeed, contextualize_config};
use regieboek_doorverwijzing::{
    Aanvraag, Bevoegdheidsgebrek, BezwaarCommand, Doorverwijzing, DoorverwijzingCommand, DoorverwijzingEvent,
    Hulpresultaat, Intrekreden, Inzetdekking, Soort, Vervalgrond, Verwijzingstermijn, Verzoek, Wachtoorzaak, Weigeraar,
    Weigering,
};
use regieboek_kernel::{Actor, Beslisser as _, Bevoegdheid, Datum, Tijdstip, Vastgelegd, VrijeTekst};

use crate::woordenschat::*;

/// A day in the year of the story, or any that a calendar has.
fn dagen() -> impl Strategy<Value = Datum> {
    prop_oneof![
        8 => (1i8..=12, 1i8..=28).prop_map(|(maand, dag)| Datum::constant(2026, maand, dag)),
        1 => prop::sample::select(&[Datum::MIN, Datum::MAX]),
        1 => (-9999i16..=9999, 1i8..=12, 1i8..=28).prop_map(|(jaar, maand, dag)| Datum::constant(jaar, maand, dag)),
    ]
}

fn momenten() -> impl Strategy<Value = Tijdstip> {
    prop_oneof![
        9 => (dagen(), 0i64..24).prop_map(|(dag, uur)| Tijdstip::begin_van(dag).plus_uren(uur)),
        1 => any::<i64>().prop_map(Tijdstip::from_micros),
    ]
}

fn teksten() -> impl Strategy<Value = VrijeTekst> {
    prop_oneof![Just(tekst("")), Just(tekst("Iets.")), Just(tekst("Weg.").vernietigd())]
}

fn aanvragen() -> impl Strategy<Value = Aanvraag> {
    let niet_gedekt = || Inzetdekking::NietGedekt { reden: "geen".into(), uitleg: "Geen mandaat.".into() };
    let zwaar = |bekeken, dekking| inzet_van("jeugd-ggz", Some(bekeken), dekking);
    let soorten = prop_oneof![
        Just(erbij_halen()),
        Just(overdracht(&schoolcoach())),
        Just(recept()),
        Just(inzet()),
        Just(overdracht_aan(&sociaal_makelaar())),
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
        Just(Verwijzingstermijn::Terugkoppeling),
        Just(Verwijzingstermijn::Bezwaar)
    ];
    let weigeraars = prop_oneof![Just(Weigeraar::Bewoner), Just(Weigeraar::Aanbieder)];
    prop_oneof![
        3 => aanvragen().prop_map(Command::VraagAan),
        3 => prop::option::of(dagen()).prop_map(|verwachte_start| Command::Aanvaard { verwachte_start }),
        1 => dagen().prop_map(|warme_overdracht| Command::AanvaardOverdracht { warme_overdracht }),
        2 => dagen().prop_map(|warme_overdracht| Command::AanvaardOverdracht { warme_overdracht }),
        1 => (weigeraars, teksten())
            .prop_map(|(door, volgende_stap)| Command::Weiger(Weigering { volgende_stap, ..weigering(door) })),
        2 => (dagen(), oorzaken)
            .prop_map(|(verwachte_start, oorzaak)| Command::MeldWachttijd { verwachte_start, oorzaak }),
        2 => dagen().prop_map(|op| Command::Start { op }),
        2 => (resultaten, teksten()).prop_map(|(resultaat, toelichting)| Command::RondAf { resultaat, toelichting }),
        1 => redenen.prop_map(|reden| Command::TrekIn { reden }),
        2 => teksten().prop_map(|inhoud| Command::KoppelTerug { inhoud }),
        2 => termijnen.prop_map(|termijn| Command::VerstrijkTermijn { termijn }),
        1 => Just(meld_gebrek(Bevoegdheidsgebrek::SkjOntbrak)),
        1 => Just(bekrachtig(Bevoegdheidsgebrek::SkjOntbrak)),
        1 => (teksten(), dagen()).prop_map(|(gronden, ontvangen_op)| {
            Command::Bezwaar(BezwaarCommand::LegVast { indiener: tekst("Karel"), ontvangen_op, gronden })
        }),
        1 => Just(wijs_toe(&regisseur(), &[])),
        1 => teksten().prop_map(|motivering| {
            Command::Bezwaar(BezwaarCommand::Beslis { oordeel: HERROEPEN, motivering, kring: vec![] })
        }),
        1 => Just(bezwaar_ingetrokken()),
        1 => Just(verval(Vervalgrond::SkjVerlopen)),
        1 => Just(herleef(Vervalgrond::SkjVerlopen)),
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
        Just(mandaatbeheerder()),
        Just(Actor::Systeem),
    ]
}

/// Where a history begins: at nothing, or further on, so that a short one gets somewhere.
static BEGIN: LazyLock<[Doorverwijzing; 5]> = LazyLock::new(|| {
    let aanvaard = || Verhaal::inzet().dan(aanbieder(), "2026-03-04", aanvaard(None));
    let gestart = aanvaard().dan(aanbieder(), "2026-03-10", start("2026-03-10"));
    let betwist = aanvaard().dan(mandaatbeheerder(), "2026-03-04", bezwaar());
    let betwist = betwist.dan(mandaatbeheerder(), "2026-03-04", wijs_toe(&regisseur(), &[]));
    [Verhaal::default(), Verhaal::inzet(), aanvaard(), gestart, betwist].map(|verhaal| verhaal.nu)
});

/// The authority that an inzet was tested on; nothing when it is no inzet, or was not covered.
fn getoetst(wat: &DoorverwijzingCommand) -> Option<&Bevoegdheid> {
    let DoorverwijzingCommand::VraagAan(Aanvraag {
        verzoek: Verzoek::Inzet { dekking: Inzetdekking::Gedekt { bevoegdheid, .. }, .. },
        ..
    }) = wat
    else {
        return None;
    };
    Some(bevoegdheid)
}

proptest! {
    // Ten thousand short histories, the same ones each time; `PROPTEST_CASES` asks for fewer.
    #![proptest_config(contextualize_config(ProptestConfig {
        cases: 10_000,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(20_260_302),
        ..ProptestConfig::default()
    }))]

    /// D3, D8, D9
    #[test]
    fn geen_inzet_zonder_bevoegdheid_geen_verwijzing_zonder_eigenaar_en_alles_speelt_gelijk_af(
        begin in 0..5usize,
        stappen in prop::collection::vec((actoren(), momenten(), commandos()), 1..=12),
    ) {
        let mut verhaal = Verhaal { nu: BEGIN[begin].clone(), feiten: vec![] };
        for (wie, nu, wat) in stappen {
            let eerder = verhaal.feiten.len();
            let op_grond_van = getoetst(&wat).cloned();
            // Refusals are allowed; what is recorded must be consistent.
            let _ = verhaal.probeer(wie, nu, wat);
            for vastgelegd in &verhaal.feiten[eerder..] {
                if let DoorverwijzingEvent::VerwijzingAangevraagd(feit) = &vastgelegd.feit
                    && matches!(feit.soort, Soort::Inzet { .. })
                {
                    prop_assert_eq!(Some(&vastgelegd.verantwoording.bevoegdheid), op_grond_van.as_ref());
                }
            }
            let van_iemand = match verhaal.nu.toestand() {
                "nog-niet-aangevraagd" => true,
                "aanvaard" | "gestart" | "afgerond" | "overgedragen" => verhaal.nu.houder().is_some(),
                _ => verhaal.nu.verwijzer().is_some() && verhaal.nu.gericht_aan().is_some(),
            };
            prop_assert!(van_iemand, "{} without an owner", verhaal.nu.toestand());
            let wachten = verhaal.nu.wachttijd();
            prop_assert!(wachten.iter().all(|periode| periode.tot.is_none_or(|tot| periode.van <= tot)));
            prop_assert!(wachten.windows(2).all(|paar| paar[0].tot == Some(paar[1].van)));
        }
        let opgeslagen = serde_json::to_string(&verhaal.feiten).unwrap();
        let gelezen: Vec<Vastgelegd<DoorverwijzingEvent>> = serde_json::from_str(&opgeslagen).unwrap();
        prop_assert_eq!(&gelezen.into_iter().fold(BEGIN[begin].clone(), Doorverwijzing::evolve), &verhaal.nu);
        let toestand = serde_json::to_string(&verhaal.nu).unwrap();
        prop_assert_eq!(&serde_json::from_str::<Doorverwijzing>(&toestand).unwrap(), &verhaal.nu);
    }
}
