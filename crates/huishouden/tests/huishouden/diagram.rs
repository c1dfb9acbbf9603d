//! Which command leads from which state to which, drawn anew and compared with what was agreed.

use regieboek_huishouden::*;
use regieboek_kernel::*;

use crate::medebewoners::{beeindig, deling, gast, gedeeld, woont_ook};
use crate::wereld::{self, *};
use HuishoudenCommand::*;

/// Compares with the drawing of that name; `REGIEBOEK_GOUD=schrijf` draws it anew.
fn is_getekend(naam: &str, verkenning: &Verkenning) {
    assert_eq!(verkenning.nooit_gebeurd, [""; 0], "each fact follows from some command here");
    let pad = format!("{}/tests/golden/toestanden/{naam}.mmd", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("REGIEBOEK_GOUD").is_some_and(|wat| wat == "schrijf") {
        std::fs::write(&pad, &verkenning.diagram).unwrap();
    }
    assert_eq!(std::fs::read_to_string(&pad).unwrap_or_default(), verkenning.diagram, "{pad}");
}

fn opdracht(wie: Actor, dag: &str, wat: HuishoudenCommand) -> Opdracht<HuishoudenCommand> {
    let nu = format!("{dag}T09:00:00Z").parse().unwrap();
    let bevoegdheid = if wie.functie() == Functie::CoordinatorMeerTeam {
        Bevoegdheid::Doorzettingsmacht { escalatie: escalatie(1) }
    } else {
        Bevoegdheid::Regie
    };
    wereld::opdracht(wie, bevoegdheid, nu, wat)
}

/// Whoever can be the owner: as regisseur of the plan, under an escalatie, or under a measure.
fn eigenaren(wat: &HuishoudenCommand) -> impl Iterator<Item = Opdracht<HuishoudenCommand>> {
    [cjg_coach(), coordinator(), jeugdbeschermer()].into_iter().map(|wie| opdracht(wie, DAG, wat.clone()))
}

/// Whether the regie rests on a court measure, as the state that is kept says.
fn onder_maatregel(huishouden: &Huishouden) -> bool {
    let bij_instelling = |regisseur: &Regisseur| regisseur.handelend().functie == Functie::Jeugdbeschermer;
    huishouden.regisseur().is_some_and(bij_instelling)
        && serde_json::to_value(huishouden)
            .unwrap()
            .pointer("/geregistreerd/plan/actief/regie/grond/maatregel")
            .is_some()
}

/// The state of the plan, and under an active plan on what the regie rests.
fn toestand(huishouden: &Huishouden) -> &'static str {
    match huishouden {
        Huishouden::NogNietGeregistreerd => "nog-niet-geregistreerd",
        Huishouden::Opgegaan { .. } => "opgegaan",
        Huishouden::Geregistreerd(_) if huishouden.nazorgeigenaar().is_some() => "plan-gesloten",
        Huishouden::Geregistreerd(_) if onder_maatregel(huishouden) => "plan-onder-maatregel",
        Huishouden::Geregistreerd(_) if huishouden.regie_onder().is_some() => "plan-onder-escalatie",
        Huishouden::Geregistreerd(_) if huishouden.regievacuum().is_some() => "plan-in-regievacuum",
        Huishouden::Geregistreerd(_) if huishouden.regisseur().is_some() => "plan-actief",
        Huishouden::Geregistreerd(_) => "zonder-plan",
    }
}

const DAG: &str = "2025-09-01";
const LATER: &str = "2027-06-01";

fn over_mensen() -> Vec<Opdracht<HuishoudenCommand>> {
    let (verwijzing, ander) = (DoorverwijzingId::new(uuid(70)), HuishoudenId::new(uuid(90)));
    let kind = Lid { id: lid(4), ..registratie().leden[2].clone() };
    let begin = Afsplitsing { van: ander, op: datum(DAG), registratie: registratie(), betrokkenen: vec![] };
    let verhuisd =
        Adreswijziging { adres: persoonsgegeven(10, Adres::default()), gebied: None, op: datum(DAG), sleutels: vec![] };
    let door = als_betrokkene(&makelaar());
    let van_de_eigenaar = [
        Registreer(registratie()),
        BeginNaSplitsing(Box::new(begin)),
        LegGezagVast { gezag: vec![gezag(Gezaghebbende::Lid(lid(ZOON)), DOCHTER)] },
        voeg_toe(als_betrokkene(&schoolcoach()), op_wmo()),
        BeeindigBetrokkenheid { wie: als_betrokkene(&schoolcoach()) },
        BetrekDoorVerwijzing { verwijzing, wie: door.clone(), deelgrond: op_wmo(), categorieen: vec![] },
        BeeindigBetrokkenheidDoorVerwijzing { verwijzing },
        GeefToestemming(toestemming(1, MOEDER, &[MOEDER], "school-de-regenboog")),
        TrekToestemmingIn { id: toestemming_id(1) },
        DraagContactOver { naar: door },
        MeldVerhuizing {
            vanuit: "0394".parse().unwrap(),
            naar_gemeente: "0363".parse().unwrap(),
            per: datum("2025-10-01"),
        },
        BevestigOvername,
        ZetJeugdhulpVoort { verwijzing },
        NeemLidOp(Opname { lid: kind, reden: Komst::Geboorte, sinds: datum(DAG), gezag: vec![] }),
        MeldOverlijden { lid: lid(ZOON), op: datum(DAG) },
        LaatVertrekken { lid: lid(ZOON), reden: Vertrekreden::Zelfstandig, op: datum(DAG) },
        WijzigAdres(verhuisd),
        woont_ook(DOCHTER, Some(1)),
        BevestigVerblijf(deling(DOCHTER, 1)),
        gast(),
        LaatMedebewonerGaan { lid: lid(31), op: datum(DAG) },
        beeindig(&[DOCHTER], 9),
        Splits(Splitsing { naar: ander, leden: vec![lid(ZOON)], op: datum(DAG) }),
    ];
    let van_de_coordinator = [
        BetrekCoordinator { escalatie: escalatie(1), wie: als_betrokkene(&coordinator()) },
        VoegSamen { ander, inbreng: Box::default(), zelfde: vec![] },
        MaakSamenvoegingOngedaan { ander, toelichting: tekst("toch een ander gezin") },
        SluitDubbelUit { ander },
        GaOpIn { huishouden: ander },
        HerstelUit { huishouden: ander },
    ];
    (van_de_eigenaar.iter().flat_map(eigenaren))
        .chain(van_de_coordinator.into_iter().map(|wat| opdracht(coordinator(), DAG, wat)))
        .chain([opdracht(makelaar(), DAG, NeemContactOver)])
        .collect()
}

fn over_het_plan() -> Vec<Opdracht<HuishoudenCommand>> {
    let regisseur = || als_betrokkene(&coordinator());
    let controle = |controle, uitkomst| {
        VoerNazorgcontroleUit(Controleverslag { controle, uitkomst, toelichting: tekst("op bezoek geweest") })
    };
    let nazorg_eigenaar = als_betrokkene(&cjg_coach());
    let warme_overdracht = datum(DAG);
    let terug =
        |naar: &Actor| GeefRegieTerug { escalatie: escalatie(1), regisseur: als_betrokkene(naar), warme_overdracht };
    let over_aan = |naar: &Actor| DraagRegieOver { naar: als_betrokkene(naar), warme_overdracht };
    let volgorde = || vec![actie_id(2)];
    let termijn = |soort| opdracht(Actor::Systeem, LATER, VerstrijkTermijn { soort });
    let van_de_regisseur = [
        opening(&cjg_coach()),
        StelDoel(doel(3)),
        VoegActieToe(actie(3, 1, Uitvoerder::Bewoner(lid(MOEDER)))),
        RondActieAf { id: actie_id(1) },
        StelVolgordeVoor { volgorde: volgorde() },
        BepaalVolgorde { volgorde: volgorde() },
        evaluatie(1),
        HoudMdo(mdo()),
        WijzigRegievorm { vorm: Regievorm::EigenRegie { lid: lid(MOEDER) } },
        MeldRegievacuum { reden: Vacuumreden::Afwezig },
        SluitPlan { reden: Sluitreden::DoelenBehaald, nazorg_eigenaar },
        controle(1, Nazorguitkomst::Stabiel),
        controle(2, Nazorguitkomst::Terugval),
        HeropenPlan { escalatie: escalatie(1) },
        LegMaatregelVast(maatregel("2026-02-28")),
        terug(&cjg_coach()),
    ];
    let van_anderen = [
        opdracht(makelaar(), DAG, over_aan(&makelaar())),
        opdracht(andere_coordinator(), DAG, over_aan(&andere_coordinator())),
        opdracht(andere_jeugdbeschermer(), DAG, over_aan(&andere_jeugdbeschermer())),
        opdracht(coordinator(), DAG, NeemRegieOver { escalatie: escalatie(1), regisseur: regisseur() }),
        opdracht(coordinator(), DAG, BenoemRegisseur { regisseur: als_betrokkene(&schoolcoach()) }),
        opdracht(coordinator(), DAG, LegMaatregelVast(maatregel("2026-02-28"))),
        opdracht(jeugdbeschermer(), DAG, VerlengMaatregel { tot: datum("2026-08-31") }),
        opdracht(jeugdbeschermer(), DAG, BeeindigMaatregel { op: datum(DAG) }),
        termijn(TermijnSoort::Actie(actie_id(2))),
        termijn(TermijnSoort::Toestemming(toestemming_id(1))),
        termijn(TermijnSoort::Nazorgcontrole(1)),
        termijn(TermijnSoort::Maatregel),
    ];
    van_de_regisseur.iter().flat_map(eigenaren).chain(van_anderen).collect()
}

#[test]
fn de_toestanden_van_een_huishouden_zijn_zoals_getekend() {
    let besproken = Verloop::met_plan().doet(cjg_coach(), evaluatie(1)).doet(cjg_coach(), evaluatie(2));
    let verder = [
        Verloop::geregistreerd(),
        besproken,
        Verloop::met_plan(),
        gedeeld().doet(cjg_coach(), gast()),
        Verloop::geescaleerd(),
        Verloop::gesloten(),
    ];
    let opdrachten = [over_het_plan(), over_mensen()].concat();
    let verder = verder.map(|verloop| verloop.staat);
    is_getekend(Huishouden::TYPE, &verken(verder, &opdrachten, toestand, &Beleid::standaard()));
}
