//! Random histories at any instant: nothing panics, what is stored replays to the same state, and nothing is covered that
//! is not covered at that moment.

use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::test_runner::{RngSeed, contextualize_config};
use proptest::{collection::vec, option, sample::select};
use regieboek_kernel::{
    Actor, Beleid, Beslisser, Datum, Functie, MandaatId, Opdracht, Tijdstip, Vastgelegd, Verantwoording, VrijeTekst,
};
use regieboek_mandaat::mandaat::Bovenmandaat;
use regieboek_mandaat::{
    Besluitgrenzen, Dekking, Gronden, InzetVraag, Mandaat, MandaatCommand, Mandaatbesluit, MandaatbesluitCommand,
    SkjRegistratie, SkjRegistratieCommand, Verlening,
};
use uuid::Uuid;

use crate::common::{
    als, beheerder, datum, geldend, ingeschreven, inschrijving, jeugdbesluit, tekst, verlenen, voor_schoolcoach, wie,
};

const DAGEN: &[&str] = &["2025-12-31", "2026-01-05", "2026-06-30", "2026-07-01", "2027-12-31", "2028-01-01"];
const LICHT: &str = "opvoedondersteuning";

static BELEID: LazyLock<Beleid> = LazyLock::new(Beleid::standaard);
static VERLENING: LazyLock<Verlening> = LazyLock::new(voor_schoolcoach);
static VERLEEND: LazyLock<Mandaat> = LazyLock::new(|| verlenen().kan());
static GRENZEN: LazyLock<Besluitgrenzen> = LazyLock::new(|| {
    let grenzen = geldend(jeugdbesluit()).grenzen().unwrap();
    Besluitgrenzen { ondermandaat_toegestaan: true, ..grenzen }
});

/// A day of the story, or any that a calendar has.
fn dag() -> impl Strategy<Value = Datum> {
    prop_oneof![
        8 => select(DAGEN).prop_map(datum),
        1 => select(&[Datum::MIN, Datum::MAX]),
        1 => (-9999..=9999_i16, 1..=12_i8, 1..=28_i8).prop_map(|(jaar, maand, dag)| Datum::constant(jaar, maand, dag)),
    ]
}

fn moment() -> impl Strategy<Value = Tijdstip> {
    prop_oneof![
        9 => dag().prop_map(Tijdstip::begin_van),
        1 => any::<i64>().prop_map(Tijdstip::from_micros),
    ]
}

/// The mandaatbeheerder, the holder, the holder who also administers, and the software.
fn door() -> impl Strategy<Value = Verantwoording> {
    let mut houder = als(2, Functie::Schoolcoach);
    if let Actor::Professional(professional) = &mut houder.wie {
        professional.organisatie = voor_schoolcoach().houder.organisatie;
    }
    let systeem = Verantwoording { wie: Actor::Systeem, ..beheerder() };
    select(vec![beheerder(), beheerder(), houder, als(2, Functie::Mandaatbeheerder), systeem])
}

type Stap<C> = (C, Verantwoording, Tijdstip);

fn stappen<C: std::fmt::Debug>(wat: impl Strategy<Value = C>) -> impl Strategy<Value = Vec<Stap<C>>> {
    vec((wat, door(), moment()), 1..=12)
}

/// Plays commands from a state; refusals are allowed. Every state on the way, and the last one checked against its replay
/// from JSON.
fn speel_af<A: Beslisser>(begin: A, stappen: Vec<Stap<A::Command>>) -> Vec<A> {
    let (mut opgeslagen, mut verloop) = (vec![], vec![begin]);
    for (wat, verantwoording, nu) in stappen {
        let toestand = verloop.last().unwrap();
        for event in toestand.decide(Opdracht { wat, verantwoording, nu }, &BELEID).unwrap_or_default() {
            opgeslagen.push(event.clone());
            verloop.push(verloop.last().unwrap().clone().evolve(event));
        }
    }
    let json = serde_json::to_string(&opgeslagen).unwrap();
    let gelezen: Vec<Vastgelegd<A::Event>> = serde_json::from_str(&json).unwrap();
    let toestand = verloop.last().unwrap();
    assert_eq!(&gelezen.into_iter().fold(verloop[0].clone(), A::evolve), toestand);
    assert_eq!(&serde_json::from_str::<A>(&serde_json::to_string(toestand).unwrap()).unwrap(), toestand);
    verloop
}

fn reden() -> impl Strategy<Value = VrijeTekst> {
    select(vec![tekst("reden").vernietigd(), tekst("reden")])
}

fn verlening() -> impl Strategy<Value = (Box<Verlening>, Option<Datum>)> {
    (1..4_u128, any::<bool>(), dag(), dag(), option::of(dag())).prop_map(|(nummer, in_dienst, van, tot, skj)| {
        let mut verlening = VERLENING.clone();
        verlening.houder.professional = wie(nummer);
        verlening.in_dienst_van_gemeente = in_dienst;
        (verlening.geldig.van, verlening.geldig.tot_en_met) = (van, tot);
        (Box::new(verlening), skj)
    })
}

fn mandaatopdracht() -> impl Strategy<Value = MandaatCommand> {
    let grenzen = || option::of(dag()).prop_map(|per| Besluitgrenzen { ingetrokken_per: per, ..GRENZEN.clone() });
    prop_oneof![
        (verlening(), grenzen()).prop_map(|((verlening, skj_geldig_tot), grenzen)| MandaatCommand::Verleen {
            verlening,
            grenzen,
            skj_geldig_tot
        }),
        (verlening(), grenzen()).prop_map(|((mut verlening, skj_geldig_tot), grenzen)| {
            verlening.boven = Some(Bovenmandaat { mandaat: MandaatId::new(Uuid::from_u128(4)), versie: 1 });
            MandaatCommand::VerleenOnder { verlening, boven: Box::new(VERLEEND.clone()), grenzen, skj_geldig_tot }
        }),
        reden().prop_map(|reden| MandaatCommand::Schors { reden }),
        Just(MandaatCommand::Hervat),
        (reden(), any::<bool>()).prop_map(|(reden, onder)| {
            let boven = onder.then(|| Box::new(VERLEEND.clone()));
            MandaatCommand::TrekIn { reden, boven }
        }),
        Just(MandaatCommand::VerstrijkTermijn),
    ]
}

fn besluitopdracht() -> impl Strategy<Value = MandaatbesluitCommand> {
    prop_oneof![
        (dag(), dag()).prop_map(|(genomen_op, tot_en_met)| {
            let mut besluit = jeugdbesluit();
            besluit.genomen_op = genomen_op;
            besluit.geldig.tot_en_met = tot_en_met;
            MandaatbesluitCommand::LegVast(besluit)
        }),
        dag().prop_map(|per| MandaatbesluitCommand::TrekIn { per }),
        Just(MandaatbesluitCommand::VerstrijkTermijn),
    ]
}

fn skj_opdracht() -> impl Strategy<Value = SkjRegistratieCommand> {
    prop_oneof![
        (1..4_u128, dag()).prop_map(|(nummer, geldig_tot)| {
            let mut inschrijving = inschrijving("2026-06-30");
            (inschrijving.houder, inschrijving.geldig_tot) = (wie(nummer), geldig_tot);
            SkjRegistratieCommand::Registreer(inschrijving)
        }),
        dag().prop_map(|geldig_tot| SkjRegistratieCommand::Verleng { geldig_tot }),
        dag().prop_map(|per| SkjRegistratieCommand::Beeindig { per }),
        Just(SkjRegistratieCommand::VerstrijkTermijn),
    ]
}

/// Someone who asks for something, with what the answer rests on.
#[derive(Debug, Clone)]
struct Vraag {
    vraag: InzetVraag,
    skj: Option<SkjRegistratie>,
    besluit: Option<Besluitgrenzen>,
    boven: Option<Mandaat>,
}

impl Vraag {
    fn gronden(&self) -> Gronden<'_> {
        Gronden { skj: self.skj.as_ref(), besluit: self.besluit.as_ref(), boven: self.boven.as_ref() }
    }

    /// What policy says, read from the state and the day.
    fn mag(&self, mandaat: &Mandaat, op: Tijdstip) -> bool {
        let Mandaat::Verleend(verlening) = mandaat else { return false };
        let (vraag, houder, dag) = (&self.vraag, &verlening.houder, op.datum());
        let loopt = |verlening: &Verlening| verlening.geldig.van <= dag && dag <= verlening.geldig.tot_en_met;
        let besluit_geldt = |besluit: &Besluitgrenzen| besluit.ingetrokken_per.is_none_or(|per| dag < per);
        let skj_geldt = |skj: &SkjRegistratie| {
            skj.houder() == Some(vraag.wie) && skj.geldig_tot().is_some_and(|laatste| dag <= laatste)
        };
        (vraag.wie, vraag.functie, &vraag.organisatie) == (houder.professional, houder.functie, &houder.organisatie)
            && loopt(verlening)
            && self.besluit.as_ref().is_some_and(besluit_geldt)
            && (vraag.voorziening.as_str() == LICHT || self.skj.as_ref().is_some_and(skj_geldt))
            && (verlening.boven.is_none() || matches!(&self.boven, Some(Mandaat::Verleend(boven)) if loopt(boven)))
    }
}

fn vraag() -> impl Strategy<Value = Vraag> {
    let skj = select(vec![None, Some(ingeschreven("2026-06-30")), Some(ingeschreven("2028-01-01"))]);
    let per = option::of(dag());
    let boven = select(vec![None, Some(VERLEEND.clone()), Some(Mandaat::Ingetrokken)]);
    let voorziening = select(&[LICHT, "ambulante-jeugdhulp"]);
    (1..4_u128, voorziening, skj, per, boven).prop_map(|(nummer, voorziening, skj, per, boven)| Vraag {
        vraag: InzetVraag {
            wie: wie(nummer),
            functie: VERLENING.houder.functie,
            organisatie: VERLENING.houder.organisatie.clone(),
            voorziening: voorziening.parse().unwrap(),
            gebied: "nieuw-vennep".parse().unwrap(),
            school: None,
            kosten_euro: None,
        },
        skj,
        besluit: Some(Besluitgrenzen { ingetrokken_per: per, ..GRENZEN.clone() }),
        boven,
    })
}

/// Ten thousand short histories, the same ones each time; `PROPTEST_CASES` asks for fewer.
fn tienduizend() -> ProptestConfig {
    contextualize_config(ProptestConfig {
        cases: 10_000,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(20_260_105),
        ..ProptestConfig::default()
    })
}

proptest! {
    #![proptest_config(tienduizend())]

    /// M11, M12, M13, M16, M17
    #[test]
    fn wat_een_mandaat_dekt_is_op_dat_moment_gedekt_en_na_intrekking_nooit_meer(
        verleend in any::<bool>(), stappen in stappen(mandaatopdracht()), vraag in vraag(), op in moment()
    ) {
        let begin = if verleend { VERLEEND.clone() } else { Mandaat::default() };
        let verloop = speel_af(begin, stappen);
        for mandaat in &verloop {
            let gedekt = matches!(mandaat.dekt(&vraag.vraag, op, &vraag.gronden(), &BELEID), Dekking::Gedekt(_));
            prop_assert_eq!(gedekt, vraag.mag(mandaat, op), "{:?}", mandaat);
        }
        let einde = verloop.iter().position(|m| *m == Mandaat::Ingetrokken);
        prop_assert!(einde.is_none_or(|i| i + 1 == verloop.len()));
    }

    /// M4
    #[test]
    fn een_besluit_speelt_af_zoals_het_is_opgeslagen(stappen in stappen(besluitopdracht())) {
        for besluit in speel_af(Mandaatbesluit::default(), stappen) {
            prop_assert!(besluit.grenzen().is_none_or(|grenzen| grenzen.geldig.loopt_vooruit()));
        }
    }

    /// M6
    #[test]
    fn een_skj_registratie_houdt_haar_houder(stappen in stappen(skj_opdracht())) {
        let verloop = speel_af(SkjRegistratie::default(), stappen);
        prop_assert!(verloop.windows(2).all(|w| w[0].houder().is_none() || w[0].houder() == w[1].houder()));
    }
}
