//! H5 to H8: consent, and who is brought in on which ground.

use regieboek_huishouden::*;
use regieboek_kernel::*;

use crate::wereld::*;
use HuishoudenCommand::*;

fn op_toestemming(n: u128) -> Option<Deelgrond> {
    Some(Deelgrond::Toestemming(toestemming_id(n)))
}

fn met_toestemming_voor_school() -> Verloop {
    Verloop::met_plan().doet(cjg_coach(), GeefToestemming(toestemming(1, MOEDER, &[MOEDER], "school-de-regenboog")))
}

fn school() -> Betrokkene {
    als_betrokkene(&schoolcoach())
}

/// H6
#[test]
fn de_werkgever_wordt_niet_erbij_gehaald_zonder_toestemming_of_grondslag() {
    let werkgever = van(Functie::Zorgaanbieder, "bakkerij-jansen");
    met_toestemming_voor_school()
        .weigert(cjg_coach(), voeg_toe(werkgever.clone(), None), "geen-grondslag-voor-delen")
        .weigert(cjg_coach(), voeg_toe(werkgever, op_toestemming(1)), "geen-grondslag-voor-delen");
}

/// H6
#[test]
fn toestemming_of_grondslag_maakt_delen_mogelijk() {
    let verloop = met_toestemming_voor_school()
        .doet(cjg_coach(), voeg_toe(school(), op_toestemming(1)))
        .leidt_tot(&["BetrokkeneToegevoegd"])
        .doet(cjg_coach(), voeg_toe(school(), op_toestemming(1)))
        .leidt_tot(&[])
        .doet(cjg_coach(), voeg_toe(van(Functie::Schuldhulpverlener, "schuldhulp"), op_wmo()))
        .leidt_tot(&["BetrokkeneToegevoegd"]);
    assert!(verloop.ziet(&schoolcoach()));
    assert_eq!(verloop.staat.betrokkenen().len(), 3);
}

/// H6
#[test]
fn een_toestemming_dekt_niet_meer_dan_zij_zegt() {
    let breder =
        VoegBetrokkeneToe { wie: school(), deelgrond: op_toestemming(1), categorieen: vec![Leefgebied::Veiligheid] };
    let mut hulp = toestemming(2, MOEDER, &[MOEDER], "school-de-regenboog");
    hulp.soort = Toestemmingssoort::Hulp;
    met_toestemming_voor_school()
        .doet(cjg_coach(), GeefToestemming(hulp))
        .weigert(cjg_coach(), breder, "geen-grondslag-voor-delen")
        .weigert(cjg_coach(), voeg_toe(school(), op_toestemming(2)), "geen-grondslag-voor-delen")
        .op("2026-01-01")
        .weigert(cjg_coach(), voeg_toe(school(), op_toestemming(1)), "geen-grondslag-voor-delen");
}

/// H6
#[test]
fn een_grondslag_opent_wat_nodig_is_behalve_veiligheid_en_een_toestemming_wat_zij_noemt() {
    use Leefgebied::{Meedoen, Veiligheid, WerkEnInkomen};
    let staat = met_toestemming_voor_school().staat;
    let te_delen = |grond, nodig: &[Leefgebied]| {
        let nu = "2025-09-01T09:00:00Z".parse().unwrap();
        staat.te_delen(grond, &organisatie("school-de-regenboog"), nodig, nu).map_err(|fout| fout.code())
    };
    assert_eq!(te_delen(op_wmo(), &[Meedoen, Veiligheid]), Ok(vec![Meedoen]));
    assert_eq!(te_delen(op_toestemming(1), &[Meedoen, WerkEnInkomen]), Ok(vec![Meedoen]));
    for (grond, nodig) in [(None, Meedoen), (op_wmo(), Veiligheid), (op_toestemming(1), WerkEnInkomen)] {
        assert_eq!(te_delen(grond, &[nodig]), Err("geen-grondslag-voor-delen"), "nothing is left to share");
    }
}

/// H6, H12
#[test]
fn met_een_ingetrokken_toestemming_eindigt_het_zicht_dat_erop_rust() {
    let verloop = met_toestemming_voor_school()
        .doet(cjg_coach(), voeg_toe(school(), op_toestemming(1)))
        .doet(cjg_coach(), TrekToestemmingIn { id: toestemming_id(1) })
        .leidt_tot(&["ToestemmingIngetrokken", "BetrokkenheidBeeindigd"])
        .doet(cjg_coach(), TrekToestemmingIn { id: toestemming_id(1) })
        .leidt_tot(&[])
        .weigert(cjg_coach(), voeg_toe(school(), op_toestemming(1)), "geen-grondslag-voor-delen")
        .weigert(cjg_coach(), TrekToestemmingIn { id: toestemming_id(9) }, "toestemming-onbekend");
    assert!(!verloop.ziet(&schoolcoach()));
}

/// H6, H20
#[test]
fn met_een_verlopen_toestemming_ook() {
    let termijn = VerstrijkTermijn { soort: TermijnSoort::Toestemming(toestemming_id(1)) };
    met_toestemming_voor_school()
        .doet(cjg_coach(), voeg_toe(school(), op_toestemming(1)))
        .weigert(cjg_coach(), termijn.clone(), "alleen-systeem")
        .weigert(Actor::Systeem, termijn.clone(), "termijn-niet-verstreken")
        .op("2026-01-01")
        .doet(Actor::Systeem, termijn.clone())
        .leidt_tot(&["TermijnVerstreken", "BetrokkenheidBeeindigd"])
        .doet(Actor::Systeem, termijn)
        .leidt_tot(&[]);
}

/// H7
#[test]
fn leeftijd_en_gezag_bepalen_wie_toestemming_geeft() {
    let mag = |op: &str, betreft, door: &[u128]| {
        let mut gevraagd = toestemming(5, betreft, door, "school-de-regenboog");
        gevraagd.tot = datum("2030-01-01");
        let verloop = Verloop::geregistreerd().op(op);
        let beslist = verloop.staat.decide(
            opdracht(
                cjg_coach(),
                Bevoegdheid::Regie,
                format!("{op}T09:00:00Z").parse().unwrap(),
                GeefToestemming(gevraagd),
            ),
            &Beleid::standaard(),
        );
        beslist.is_ok()
    };
    for (op, betreft, door, verwacht, omdat) in [
        ("2025-09-01", MOEDER, &[MOEDER][..], true, "an adult alone"),
        ("2025-09-01", MOEDER, &[ZOON], false, "nobody else for an adult"),
        ("2025-09-01", ZOON, &[ZOON], true, "from 16 alone"),
        ("2025-09-01", ZOON, &[MOEDER], false, "from 16 not the parent"),
        ("2024-06-30", ZOON, &[ZOON], false, "the day before 16 not alone"),
        ("2024-07-01", ZOON, &[ZOON], true, "on the 16th birthday alone"),
        ("2025-09-01", DOCHTER, &[MOEDER], true, "under 12 the parent with gezag"),
        ("2025-09-01", DOCHTER, &[DOCHTER], false, "under 12 not the child"),
        ("2026-03-09", DOCHTER, &[MOEDER], true, "the day before 12 still the parent"),
        ("2026-03-10", DOCHTER, &[MOEDER], false, "on the 12th birthday not the parent alone"),
        ("2026-03-10", DOCHTER, &[DOCHTER, MOEDER], true, "on the 12th birthday both"),
        ("2025-09-01", DOCHTER, &[MOEDER, ZOON], false, "nobody without gezag signs along"),
    ] {
        assert_eq!(mag(op, betreft, door), verwacht, "{omdat}");
    }
}

/// H7
#[test]
fn een_ouder_met_gezag_die_elders_woont_telt_mee() {
    let vader = persoonsgegeven(8, "Vader".to_owned());
    let beiden = vec![
        gezag(Gezaghebbende::Lid(lid(MOEDER)), DOCHTER),
        gezag(Gezaghebbende::Buiten { naam: vader.clone() }, DOCHTER),
    ];
    let mut van_beiden = toestemming(1, DOCHTER, &[MOEDER], "school-de-regenboog");
    let van_een = van_beiden.clone();
    van_beiden.gegeven_door.push(Gever::Buiten(vader.onderwerp()));
    Verloop::geregistreerd()
        .doet(cjg_coach(), LegGezagVast { gezag: beiden })
        .weigert(cjg_coach(), GeefToestemming(van_een), "niet-gegeven-door-wie-mag")
        .doet(cjg_coach(), GeefToestemming(van_beiden))
        .leidt_tot(&["ToestemmingGegeven"]);
}

/// H7, H8, H11
#[test]
fn zonder_gezag_of_geboortedatum_geen_toestemming() {
    let mut registratie = registratie();
    registratie.gezag.clear();
    registratie.leden[1].geboortedatum = registratie.leden[1].geboortedatum.clone().vernietigd();
    let mut verlopen = toestemming(1, MOEDER, &[MOEDER], "school-de-regenboog");
    verlopen.tot = datum("2025-08-31");
    Verloop::default()
        .op("2025-09-01")
        .doet(cjg_coach(), Registreer(registratie))
        .weigert(cjg_coach(), GeefToestemming(toestemming(1, DOCHTER, &[MOEDER], "cjg")), "gezag-onbekend")
        .weigert(cjg_coach(), GeefToestemming(toestemming(1, ZOON, &[ZOON], "cjg")), "geboortedatum-onbekend")
        .weigert(cjg_coach(), GeefToestemming(toestemming(1, 77, &[77], "cjg")), "lid-onbekend")
        .weigert(schoolcoach(), GeefToestemming(toestemming(1, MOEDER, &[MOEDER], "cjg")), "niet-betrokken")
        .weigert(cjg_coach(), GeefToestemming(verlopen), "toestemming-al-verlopen");
}

/// H5
#[test]
fn alleen_regisseur_of_contactpersoon_haalt_erbij() {
    Verloop::geregistreerd()
        .weigert(schoolcoach(), voeg_toe(school(), op_wmo()), "alleen-regisseur-of-contactpersoon")
        .doet(Actor::Systeem, voeg_toe(school(), op_wmo()))
        .weigert(makelaar(), BeeindigBetrokkenheid { wie: school() }, "alleen-regisseur-of-contactpersoon")
        .doet(schoolcoach(), BeeindigBetrokkenheid { wie: school() })
        .leidt_tot(&["BetrokkenheidBeeindigd"])
        .doet(cjg_coach(), BeeindigBetrokkenheid { wie: school() })
        .leidt_tot(&[]);
}

#[test]
fn zicht_eindigt_met_de_hulp_tenzij_iets_anders_het_houdt() {
    let door = |n| BetrekDoorVerwijzing {
        verwijzing: DoorverwijzingId::new(uuid(n)),
        wie: als_betrokkene(&makelaar()),
        deelgrond: op_wmo(),
        categorieen: vec![Leefgebied::Meedoen],
    };
    let einde = |n| BeeindigBetrokkenheidDoorVerwijzing { verwijzing: DoorverwijzingId::new(uuid(n)) };
    let verloop = Verloop::met_plan().doet(makelaar(), door(1)).doet(makelaar(), door(2)).doet(makelaar(), einde(1));
    let wegens = verloop.staat.betrokkenheden().iter().map(|b| b.wegens).collect::<Vec<_>>();
    assert_eq!(wegens, [Aanleiding::Verwijzing(DoorverwijzingId::new(uuid(2)))]);
    assert!(verloop.ziet(&makelaar()), "another referral keeps it");
    let verloop = verloop.doet(cjg_coach(), BeeindigBetrokkenheid { wie: als_betrokkene(&makelaar()) }).leidt_tot(&[]);
    assert!(verloop.ziet(&makelaar()), "help that runs is not ended this way");
    assert!(!verloop.doet(makelaar(), einde(2)).ziet(&makelaar()));
}
