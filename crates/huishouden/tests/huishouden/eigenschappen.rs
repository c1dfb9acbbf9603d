//! What holds for every history, whatever is asked by whomever and whenever.

use proptest::prelude::*;
use proptest::sample::select;
use regieboek_huishouden::*;
use regieboek_kernel::*;

use crate::wereld::*;
use HuishoudenCommand::*;

fn actoren() -> Vec<Actor> {
    vec![cjg_coach(), schoolcoach(), coordinator(), andere_coordinator(), makelaar(), Actor::Systeem]
}

fn een_actor() -> impl Strategy<Value = Actor> {
    select(actoren())
}

fn een_betrokkene() -> impl Strategy<Value = Betrokkene> {
    let personen = actoren().into_iter().filter_map(|a| a.professional().map(|_| als_betrokkene(&a)));
    select(personen.chain([van(Functie::Zorgaanbieder, "zorg-bv")]).collect::<Vec<_>>())
}

fn een_deelgrond() -> impl Strategy<Value = Option<Deelgrond>> {
    select(vec![None, op_wmo(), Some(Deelgrond::Toestemming(toestemming_id(1)))])
}

fn een_dag() -> impl Strategy<Value = Datum> {
    select(vec![datum("2025-09-01"), datum("2026-02-01"), datum("2027-01-01")])
}

fn een_registratie() -> impl Strategy<Value = Registratie> {
    any::<bool>().prop_map(|vernietigd| {
        let mut r = registratie();
        if vernietigd {
            r.adres = r.adres.vernietigd();
            for lid in &mut r.leden {
                lid.naam = lid.naam.clone().vernietigd();
                lid.geboortedatum = lid.geboortedatum.clone().vernietigd();
            }
        }
        r
    })
}

fn een_toestemming() -> impl Strategy<Value = HuishoudenCommand> {
    (1..3u128, 1..5u128, proptest::collection::vec(1..4u128, 0..3), een_dag()).prop_map(|(n, betreft, door, tot)| {
        let mut gegeven = toestemming(n, betreft, &door, "school-de-regenboog");
        gegeven.doel = gegeven.doel.vernietigd();
        gegeven.tot = tot;
        GeefToestemming(gegeven)
    })
}

fn over_betrokkenen() -> impl Strategy<Value = HuishoudenCommand> {
    (0..5u8, een_betrokkene(), een_deelgrond(), 1..3u128).prop_map(|(soort, wie, deelgrond, n)| {
        let (verwijzing, categorieen) = (DoorverwijzingId::new(uuid(n)), vec![Leefgebied::Meedoen]);
        match soort {
            0 => VoegBetrokkeneToe { wie, deelgrond, categorieen },
            1 => BeeindigBetrokkenheid { wie },
            2 => BetrekDoorVerwijzing { verwijzing, wie, deelgrond, categorieen },
            3 => BeeindigBetrokkenheidDoorVerwijzing { verwijzing },
            _ => BetrekCoordinator { escalatie: escalatie(n), wie },
        }
    })
}

fn over_de_regie() -> impl Strategy<Value = HuishoudenCommand> {
    (0..7u8, een_betrokkene(), 1..3u128, een_dag()).prop_map(|(soort, wie, n, warme_overdracht)| {
        let (escalatie, regisseur) = (escalatie(n), wie);
        match soort {
            0 => NeemRegieOver { escalatie, regisseur },
            1 => GeefRegieTerug { escalatie, regisseur, warme_overdracht },
            2 => DraagRegieOver { naar: regisseur, warme_overdracht },
            3 => BenoemRegisseur { regisseur },
            4 => MeldRegievacuum { reden: Vacuumreden::Afwezig },
            5 => OpenPlan(Planopening { regisseur: Regisseur::Professional(regisseur), intake: None }),
            _ => OpenPlan(Planopening {
                regisseur: Regisseur::EigenRegie { lid: lid(n), coordinator: regisseur },
                intake: Some(IntakeId::new(uuid(n))),
            }),
        }
    })
}

fn over_het_plan() -> impl Strategy<Value = HuishoudenCommand> {
    (0..11u8, een_betrokkene(), 1..4u128, 1..3u8).prop_map(|(soort, wie, n, controle)| match soort {
        0 => StelDoel(doel(n)),
        1 => VoegActieToe(actie(n, n, Uitvoerder::Bewoner(lid(n)))),
        2 => RondActieAf { id: actie_id(n) },
        3 => BepaalVolgorde { volgorde: vec![actie_id(n)] },
        4 => StelVolgordeVoor { volgorde: vec![actie_id(n)] },
        5 => evaluatie(n),
        6 => SluitPlan { reden: Sluitreden::Verhuisd, nazorg_eigenaar: wie },
        7 => VoerNazorgcontroleUit(Controleverslag {
            controle,
            uitkomst: if n == 1 { Nazorguitkomst::Terugval } else { Nazorguitkomst::Stabiel },
            toelichting: tekst("gezien").vernietigd(),
        }),
        8 => HeropenPlan { escalatie: escalatie(n) },
        9 => VerstrijkTermijn { soort: TermijnSoort::Nazorgcontrole(controle) },
        _ => VerstrijkTermijn { soort: TermijnSoort::Actie(actie_id(n)) },
    })
}

fn iets() -> impl Strategy<Value = HuishoudenCommand> {
    prop_oneof![
        1 => een_registratie().prop_map(Registreer),
        1 => (1..4u128, 1..5u128).prop_map(|(van, over)| LegGezagVast {
            gezag: vec![gezag(Gezaghebbende::Lid(lid(van)), over)]
        }),
        2 => een_toestemming(),
        1 => (1..3u128).prop_map(|n| TrekToestemmingIn { id: toestemming_id(n) }),
        1 => (1..3u128).prop_map(|n| VerstrijkTermijn { soort: TermijnSoort::Toestemming(toestemming_id(n)) }),
        4 => over_betrokkenen(),
        6 => over_de_regie(),
        6 => over_het_plan(),
    ]
}

/// Whoever fits a command best: its receiver, the Meer-team, or the owner; so that histories get somewhere.
fn wie_past(staat: &Huishouden, wat: &HuishoudenCommand) -> Option<Actor> {
    let bedoeld = match wat {
        GeefRegieTerug { regisseur: wie, .. } | DraagRegieOver { naar: wie, .. } => Some(wie),
        BetrekCoordinator { .. } | NeemRegieOver { .. } | BenoemRegisseur { .. } => return Some(coordinator()),
        VerstrijkTermijn { .. } => return Some(Actor::Systeem),
        Registreer(_)
        | LegGezagVast { .. }
        | VoegBetrokkeneToe { .. }
        | BeeindigBetrokkenheid { .. }
        | BetrekDoorVerwijzing { .. }
        | BeeindigBetrokkenheidDoorVerwijzing { .. }
        | GeefToestemming(_)
        | TrekToestemmingIn { .. }
        | OpenPlan(_)
        | StelDoel(_)
        | VoegActieToe(_)
        | RondActieAf { .. }
        | BepaalVolgorde { .. }
        | StelVolgordeVoor { .. }
        | MeldRegievacuum { .. }
        | EvalueerDoel(_)
        | SluitPlan { .. }
        | VoerNazorgcontroleUit(_)
        | HeropenPlan { .. } => staat.eigenaar(),
    }?;
    actoren().into_iter().find(|a| a.professional().is_some_and(|p| bedoeld.professional == Some(p.id)))
}

/// Someone, who acts if the first flag says so (else who fits does); whether they cite doorzettingsmacht; hundredths of
/// hours that pass; what is asked.
type Stap = (Actor, bool, bool, i64, HuishoudenCommand);

fn stappen() -> impl Strategy<Value = Vec<Stap>> {
    let begin = een_registratie().prop_map(|r| (cjg_coach(), true, false, 0, Registreer(r)));
    let stap = (een_actor(), proptest::bool::weighted(0.2), any::<bool>(), 0..10_000i64, iets());
    (begin, proptest::collection::vec(stap, 0..120)).prop_map(|(eerst, daarna)| [vec![eerst], daarna].concat())
}

/// Who the facts alone say is regisseur; fails when a fact contradicts those before it.
fn regisseur_volgens(feiten: &[HuishoudenEvent]) -> Result<Option<Regisseur>, TestCaseError> {
    use HuishoudenEvent::*;
    let mut regisseur: Option<Regisseur> = None;
    for feit in feiten {
        let (van, naar) = match feit {
            PlanGeopend(f) => (None, Some(f.regisseur.clone())),
            PlanHeropend(f) => (None, Some(f.regisseur.clone())),
            RegieOvergenomen(f) => (Some(f.van.clone()), Some(f.naar.clone())),
            RegieTeruggegeven(f) => (Some(f.van.clone()), Some(f.naar.clone())),
            RegieOvergedragen(f) => (Some(f.van.clone()), Some(f.naar.clone())),
            RegisseurBenoemd(f) => (Some(f.van.clone()), Some(f.naar.clone())),
            PlanGesloten(_) => {
                prop_assert!(regisseur.is_some(), "only an active plan closes");
                (regisseur.clone(), None)
            }
            HuishoudenGeregistreerd(_)
            | GezagVastgelegd(_)
            | BetrokkeneToegevoegd(_)
            | BetrokkenheidBeeindigd(_)
            | ToestemmingGegeven(_)
            | ToestemmingIngetrokken(_)
            | DoelGesteld(_)
            | ActieToegevoegd(_)
            | ActieAfgerond(_)
            | VolgordeVoorgesteld(_)
            | VolgordeBepaald(_)
            | RegievacuumGemeld(_)
            | DoelGeevalueerd(_)
            | NazorgcontroleUitgevoerd(_)
            | TermijnVerstreken(_) => continue,
        };
        prop_assert_eq!(&van, &regisseur, "each change starts from the regisseur there was");
        regisseur = naar;
    }
    Ok(regisseur)
}

proptest! {
    #[test]
    fn er_is_altijd_precies_een_regisseur_en_elke_historie_speelt_gelijk_af(stappen in stappen()) {
        let beleid = Beleid::standaard();
        let mut nu: Tijdstip = "2025-09-01T09:00:00Z".parse().unwrap();
        let mut staat = Huishouden::default();
        let mut historie = Vec::new();
        for (wie, willekeurig, met_macht, uren, wat) in stappen {
            nu = nu.plus_uren(uren / 100);
            let wie = if willekeurig { wie } else { wie_past(&staat, &wat).unwrap_or(wie) };
            let bevoegdheid =
                if met_macht { Bevoegdheid::Doorzettingsmacht { escalatie: escalatie(1) } } else { Bevoegdheid::Regie };
            let Ok(feiten) = staat.decide(opdracht(wie, bevoegdheid, nu, wat), &beleid) else { continue };
            staat = feiten.iter().cloned().fold(staat, Huishouden::evolve);
            historie.extend(feiten);

            let kaal: Vec<_> = historie.iter().map(|f| f.feit.clone()).collect();
            prop_assert_eq!(staat.regisseur().cloned(), regisseur_volgens(&kaal)?);
            let route = staat.klantroute();
            prop_assert!(route.professionals_nu <= route.professionals_max);
            prop_assert!(route.professionals_max <= route.verteld);
        }
        let bewaard = serde_json::to_string(&historie).unwrap();
        let gelezen: Vec<Vastgelegd<HuishoudenEvent>> = serde_json::from_str(&bewaard).unwrap();
        prop_assert_eq!(&Huishouden::na(gelezen), &staat);
        let opnieuw: Huishouden = serde_json::from_str(&serde_json::to_string(&staat).unwrap()).unwrap();
        prop_assert_eq!(opnieuw, staat);
    }

    #[test]
    fn een_historie_met_een_gat_is_nog_steeds_af_te_spelen(stappen in stappen(), weg in 0..40usize) {
        let beleid = Beleid::standaard();
        let mut nu: Tijdstip = "2025-09-01T09:00:00Z".parse().unwrap();
        let mut staat = Huishouden::default();
        let mut historie = Vec::new();
        for (wie, willekeurig, _, uren, wat) in stappen {
            nu = nu.plus_uren(uren / 100);
            let wie = if willekeurig { wie } else { wie_past(&staat, &wat).unwrap_or(wie) };
            let feiten = staat.decide(opdracht(wie, Bevoegdheid::Regie, nu, wat), &beleid).unwrap_or_default();
            staat = feiten.iter().cloned().fold(staat, Huishouden::evolve);
            historie.extend(feiten);
        }
        let gehavend = historie.into_iter().enumerate().filter(|(n, _)| *n != weg).map(|(_, feit)| feit);
        let staat = Huishouden::na(gehavend);
        let route = staat.klantroute();
        prop_assert!(route.professionals_nu <= route.professionals_max);
        prop_assert_eq!(staat.eigenaar().is_some(), staat != Huishouden::NogNietGeregistreerd, "never without an owner");
    }
}
