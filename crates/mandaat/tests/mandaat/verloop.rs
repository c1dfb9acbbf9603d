//! Random histories: nothing panics, and what is stored replays to the same state.

use proptest::prelude::{Just, Strategy, any, prop_oneof, proptest};
use proptest::{collection::vec, sample::select};
use regieboek_kernel::{Beleid, Beslisser, Functie, Opdracht, Tijdstip, Vastgelegd, VrijeTekst};
use regieboek_mandaat::{
    Dekking, InzetVraag, Mandaat, MandaatCommand, Mandaatbesluit, MandaatbesluitCommand, SkjRegistratie,
    SkjRegistratieCommand,
};

use crate::common::{
    als, codes, datum, geldend, ingeschreven, inschrijving, jeugdbesluit, periode, tekst, voor_schoolcoach, wie,
};

const DAGEN: &[&str] = &["2025-12-31", "2026-01-05", "2026-06-30", "2026-07-01", "2027-12-31", "2028-01-01"];
const FUNCTIES: &[Functie] = &[Functie::Mandaatbeheerder, Functie::Mandaatbeheerder, Functie::Schoolcoach];

type Stap<C> = (C, (u128, Functie, &'static str));

fn stappen<C: std::fmt::Debug>(wat: impl Strategy<Value = C>) -> impl Strategy<Value = Vec<Stap<C>>> {
    vec((wat, (1..4_u128, select(FUNCTIES), select(DAGEN))), 0..24)
}

fn reden() -> impl Strategy<Value = VrijeTekst> {
    any::<bool>().prop_map(|weg| if weg { tekst("reden").vernietigd() } else { tekst("reden") })
}

/// Plays commands; refusals are allowed. The state after each accepted step, checked against its replay from JSON.
fn speel_af<A: Beslisser>(stappen: Vec<Stap<A::Command>>) -> Vec<A> {
    let (mut toestand, mut opgeslagen, mut verloop) = (A::default(), vec![], vec![]);
    for (wat, (nummer, functie, dag)) in stappen {
        let opdracht = Opdracht { wat, verantwoording: als(nummer, functie), nu: Tijdstip::begin_van(datum(dag)) };
        for event in toestand.decide(opdracht, &Beleid::standaard()).unwrap_or_default() {
            opgeslagen.push(serde_json::to_string(&event).unwrap());
            toestand = toestand.evolve(event);
            verloop.push(toestand.clone());
        }
    }
    let gelezen: Vec<Vastgelegd<A::Event>> = opgeslagen.iter().map(|e| serde_json::from_str(e).unwrap()).collect();
    assert_eq!(A::na(gelezen), toestand);
    assert_eq!(serde_json::from_str::<A>(&serde_json::to_string(&toestand).unwrap()).unwrap(), toestand);
    verloop
}

fn mandaatopdracht() -> impl Strategy<Value = MandaatCommand> {
    let verleen = (1..4_u128, any::<bool>(), select(DAGEN), select(DAGEN), proptest::option::of(select(DAGEN)));
    prop_oneof![
        verleen.prop_map(|(nummer, in_dienst_van_gemeente, van, tot_en_met, skj)| {
            let mut verlening = voor_schoolcoach();
            verlening.houder.professional = wie(nummer);
            verlening.in_dienst_van_gemeente = in_dienst_van_gemeente;
            verlening.geldig = periode(van, tot_en_met);
            let grenzen = geldend(jeugdbesluit()).grenzen().unwrap();
            MandaatCommand::Verleen { verlening: Box::new(verlening), grenzen, skj_geldig_tot: skj.map(datum) }
        }),
        reden().prop_map(|reden| MandaatCommand::Schors { reden }),
        Just(MandaatCommand::Hervat),
        reden().prop_map(|reden| MandaatCommand::TrekIn { reden }),
    ]
}

fn besluitopdracht() -> impl Strategy<Value = MandaatbesluitCommand> {
    prop_oneof![
        (select(DAGEN), select(DAGEN)).prop_map(|(genomen_op, tot_en_met)| {
            let mut besluit = jeugdbesluit();
            besluit.genomen_op = datum(genomen_op);
            besluit.geldig.tot_en_met = datum(tot_en_met);
            MandaatbesluitCommand::LegVast(besluit)
        }),
        select(DAGEN).prop_map(|per| MandaatbesluitCommand::TrekIn { per: datum(per) }),
    ]
}

fn skj_opdracht() -> impl Strategy<Value = SkjRegistratieCommand> {
    let dag = || select(DAGEN).prop_map(datum);
    prop_oneof![
        (1..4_u128, select(DAGEN)).prop_map(|(nummer, tot)| {
            let mut inschrijving = inschrijving(tot);
            inschrijving.houder = wie(nummer);
            SkjRegistratieCommand::Registreer(inschrijving)
        }),
        dag().prop_map(|geldig_tot| SkjRegistratieCommand::Verleng { geldig_tot }),
        dag().prop_map(|per| SkjRegistratieCommand::Beeindig { per }),
    ]
}

/// Whether a mandaat covers anything for anyone on any day.
fn dekt_iets(mandaat: &Mandaat) -> bool {
    let skj = ingeschreven("2028-01-01");
    (1..4_u128).any(|nummer| {
        let vraag = InzetVraag {
            wie: wie(nummer),
            functie: Functie::Schoolcoach,
            organisatie: "school-de-regenboog".parse().unwrap(),
            voorziening: codes(&["opvoedondersteuning"]).remove(0),
            gebied: codes(&["nieuw-vennep"]).remove(0),
            school: None,
            kosten_euro: None,
        };
        DAGEN.iter().any(|dag| {
            let op = Tijdstip::begin_van(datum(dag));
            matches!(mandaat.dekt(&vraag, op, Some(&skj), &Beleid::standaard()), Dekking::Gedekt(_))
        })
    })
}

proptest! {
    #[test]
    fn alleen_een_verleend_mandaat_dekt_iets_en_na_intrekking_nooit_meer(stappen in stappen(mandaatopdracht())) {
        let verloop = speel_af::<Mandaat>(stappen);
        for mandaat in &verloop {
            assert_eq!(dekt_iets(mandaat), matches!(mandaat, Mandaat::Verleend(_)));
        }
        let einde = verloop.iter().position(|m| *m == Mandaat::Ingetrokken);
        assert!(einde.is_none_or(|i| i + 1 == verloop.len()));
    }

    #[test]
    fn een_besluit_speelt_af_zoals_het_is_opgeslagen(stappen in stappen(besluitopdracht())) {
        for besluit in speel_af::<Mandaatbesluit>(stappen) {
            assert!(besluit.grenzen().is_some_and(|g| g.geldig.loopt_vooruit()));
        }
    }

    #[test]
    fn een_skj_registratie_houdt_haar_houder(stappen in stappen(skj_opdracht())) {
        let verloop = speel_af::<SkjRegistratie>(stappen);
        assert!(verloop.windows(2).all(|paar| paar[0].houder() == paar[1].houder()));
    }
}
