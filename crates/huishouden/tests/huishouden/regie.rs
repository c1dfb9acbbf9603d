//! H13 to H17: how the regie moves, and what it costs the family.

use regieboek_huishouden::*;
use regieboek_kernel::*;

use crate::wereld::*;
use HuishoudenCommand::*;

fn neem_over(n: u128, wie: &Actor) -> HuishoudenCommand {
    NeemRegieOver { escalatie: escalatie(n), regisseur: als_betrokkene(wie) }
}

fn geef_terug(aan: &Actor, op: &str) -> HuishoudenCommand {
    GeefRegieTerug { escalatie: escalatie(1), regisseur: als_betrokkene(aan), warme_overdracht: datum(op) }
}

fn draag_over(naar: &Actor, op: &str) -> HuishoudenCommand {
    DraagRegieOver { naar: als_betrokkene(naar), warme_overdracht: datum(op) }
}

/// H14, H15, H16
#[test]
fn een_aanvaarde_escalatie_brengt_de_regie_bij_het_meer_team_en_afschalen_brengt_haar_terug() {
    let verloop = Verloop::met_plan()
        .doet(coordinator(), BetrekCoordinator { escalatie: escalatie(1), wie: als_betrokkene(&coordinator()) })
        .leidt_tot(&["BetrokkeneToegevoegd"])
        .weigert(cjg_coach(), neem_over(1, &coordinator()), "alleen-meer-team")
        .weigert(coordinator(), neem_over(1, &cjg_coach()), "alleen-meer-team")
        .doet(coordinator(), neem_over(1, &coordinator()))
        .leidt_tot(&["RegieOvergenomen"])
        .doet(coordinator(), neem_over(1, &coordinator()))
        .leidt_tot(&[])
        .weigert(andere_coordinator(), neem_over(2, &andere_coordinator()), "escalatie-nog-open");
    assert_eq!(verloop.regisseur(), &als_betrokkene(&coordinator()));
    assert_eq!(verloop.staat.regie_onder(), Some(escalatie(1)));
    assert!(verloop.ziet(&cjg_coach()), "the regisseur before stays involved");

    let verloop = verloop
        .op("2025-12-01")
        .weigert(coordinator(), geef_terug(&cjg_coach(), "2025-11-28"), "niet-aanvaard-door-ontvanger")
        .weigert(cjg_coach(), geef_terug(&cjg_coach(), "2025-12-02"), "warme-overdracht-in-toekomst")
        .doet(cjg_coach(), geef_terug(&cjg_coach(), "2025-11-28"))
        .leidt_tot(&["RegieTeruggegeven", "BetrokkenheidBeeindigd"])
        .doet(cjg_coach(), geef_terug(&cjg_coach(), "2025-11-28"))
        .leidt_tot(&[]);
    assert_eq!(verloop.regisseur(), &als_betrokkene(&cjg_coach()));
    assert!(!verloop.ziet(&coordinator()), "the Meer-team's sight ends with the step-down");
    assert_eq!(verloop.staat.klantroute().overdrachten, 2);
}

#[test]
fn eigen_regie_komt_na_een_escalatie_terug_als_eigen_regie() {
    let eigen = Regisseur::EigenRegie { lid: lid(MOEDER), coordinator: als_betrokkene(&cjg_coach()) };
    let open = OpenPlan(Planopening { regisseur: eigen.clone(), intake: None });
    let verloop = Verloop::geregistreerd()
        .doet(cjg_coach(), open)
        .doet(coordinator(), neem_over(1, &coordinator()))
        .doet(cjg_coach(), geef_terug(&cjg_coach(), "2025-09-01"));
    assert_eq!(verloop.staat.regisseur(), Some(&eigen));
}

/// H10, H15
#[test]
fn een_overdracht_wordt_aanvaard_door_de_ontvanger_na_een_warm_gesprek() {
    let verloop = Verloop::met_plan()
        .weigert(cjg_coach(), draag_over(&makelaar(), "2025-09-01"), "niet-aanvaard-door-ontvanger")
        .weigert(makelaar(), draag_over(&makelaar(), "2025-09-02"), "warme-overdracht-in-toekomst")
        .doet(makelaar(), draag_over(&makelaar(), "2025-09-01"))
        .leidt_tot(&["RegieOvergedragen"])
        .weigert(cjg_coach(), StelDoel(doel(3)), "alleen-regisseur");
    assert_eq!(verloop.regisseur(), &als_betrokkene(&makelaar()));
    assert_eq!(verloop.staat.eigenaar(), Some(verloop.regisseur()));
    assert!(!verloop.ziet(&cjg_coach()), "whoever handed over is no longer involved");
}

/// H16
#[test]
fn tijdens_een_escalatie_blijft_de_regie_bij_het_meer_team() {
    let sluit = SluitPlan { reden: Sluitreden::Uitval, nazorg_eigenaar: als_betrokkene(&cjg_coach()) };
    let verloop = Verloop::geescaleerd()
        .weigert(makelaar(), draag_over(&makelaar(), "2025-09-01"), "escalatie-nog-open")
        .weigert(coordinator(), sluit, "escalatie-nog-open")
        .doet(andere_coordinator(), draag_over(&andere_coordinator(), "2025-09-01"));
    assert_eq!(verloop.staat.regie_onder(), Some(escalatie(1)));
}

/// H11, H13
#[test]
fn tijdens_een_escalatie_geldt_de_volgorde_van_het_meer_team() {
    let volgorde = || vec![actie_id(2), actie_id(1)];
    let macht = |n| Bevoegdheid::Doorzettingsmacht { escalatie: escalatie(n) };
    Verloop::met_plan()
        .weigert(makelaar(), StelVolgordeVoor { volgorde: volgorde() }, "niet-betrokken")
        .doet(cjg_coach(), BepaalVolgorde { volgorde: vec![actie_id(1)] })
        .doet(coordinator(), neem_over(1, &coordinator()))
        .doet(cjg_coach(), StelVolgordeVoor { volgorde: volgorde() })
        .leidt_tot(&["VolgordeVoorgesteld"])
        .weigert(cjg_coach(), BepaalVolgorde { volgorde: volgorde() }, "meer-team-bepaalt-volgorde")
        .weigert(coordinator(), BepaalVolgorde { volgorde: volgorde() }, "meer-team-bepaalt-volgorde")
        .doet_met(coordinator(), macht(1), BepaalVolgorde { volgorde: volgorde() })
        .leidt_tot(&["VolgordeBepaald"])
        .doet_met(coordinator(), macht(1), BepaalVolgorde { volgorde: volgorde() })
        .leidt_tot(&[]);
}

/// H11, H14, H17
#[test]
fn in_een_regievacuum_benoemt_het_meer_team() {
    let benoem = |wie: &Actor| BenoemRegisseur { regisseur: als_betrokkene(wie) };
    let meld = || MeldRegievacuum { reden: Vacuumreden::UitDienst };
    let verloop = Verloop::met_plan()
        .weigert(coordinator(), benoem(&makelaar()), "geen-regievacuum")
        .weigert(makelaar(), meld(), "niet-betrokken")
        .doet(Actor::Systeem, meld())
        .leidt_tot(&["RegievacuumGemeld"])
        .doet(Actor::Systeem, meld())
        .leidt_tot(&[]);
    assert_eq!(verloop.regisseur(), &als_betrokkene(&cjg_coach()), "still the regisseur");
    assert_eq!(verloop.staat.regievacuum().unwrap().sinds.datum(), datum("2025-09-01"));

    let verloop = verloop
        .weigert(cjg_coach(), benoem(&makelaar()), "alleen-meer-team")
        .doet(coordinator(), benoem(&makelaar()))
        .leidt_tot(&["RegisseurBenoemd"])
        .doet(coordinator(), benoem(&makelaar()))
        .leidt_tot(&[]);
    assert_eq!(verloop.regisseur(), &als_betrokkene(&makelaar()));
    assert_eq!(verloop.staat.regievacuum(), None);
}

#[test]
fn de_klantroute_telt_gezichten() {
    let verloop = Verloop::met_plan()
        .doet(cjg_coach(), voeg_toe(van(Functie::SociaalMakelaar, "welzijn"), op_wmo()))
        .doet(cjg_coach(), voeg_toe(als_betrokkene(&schoolcoach()), op_wmo()))
        .doet(cjg_coach(), voeg_toe(als_betrokkene(&makelaar()), op_wmo()))
        .doet(cjg_coach(), BeeindigBetrokkenheid { wie: als_betrokkene(&schoolcoach()) });
    let route = verloop.staat.klantroute();
    let verwacht = Klantroute { overdrachten: 0, professionals_nu: 2, professionals_max: 3, verteld: 3 };
    assert_eq!(route, verwacht, "an organisation does not count beside its own professional");
}

/// H4, H5, H21
#[test]
fn het_contactpersoonschap_gaat_over_als_wie_is_genoemd_aanvaardt_en_tot_dan_blijft_het() {
    let aan = |wie: &Actor| DraagContactOver { naar: als_betrokkene(wie) };
    let aangeboden = Verloop::geregistreerd()
        .weigert(makelaar(), NeemContactOver, "contact-niet-aan-u")
        .weigert(makelaar(), aan(&makelaar()), "alleen-regisseur-of-contactpersoon")
        .weigert(cjg_coach(), DraagContactOver { naar: van(Functie::SociaalMakelaar, "welzijn") }, "persoon-ontbreekt")
        .doet(cjg_coach(), aan(&makelaar()))
        .leidt_tot(&["ContactpersoonschapAangeboden"])
        .doet(cjg_coach(), aan(&makelaar()))
        .leidt_tot(&[])
        .weigert(schoolcoach(), NeemContactOver, "contact-niet-aan-u");
    assert_eq!(aangeboden.staat.eigenaar(), Some(&als_betrokkene(&cjg_coach())), "an owner all along");
    let over = aangeboden.doet(makelaar(), NeemContactOver).leidt_tot(&["ContactpersoonschapOvergenomen"]);
    assert_eq!(over.staat.eigenaar(), Some(&als_betrokkene(&makelaar())));
    assert!(!over.ziet(&cjg_coach()), "whoever handed over is no longer involved");
    assert_eq!(over.staat.klantroute().overdrachten, 1);
    over.doet(makelaar(), NeemContactOver).leidt_tot(&[]);
}

/// H21
#[test]
fn met_een_plan_is_er_geen_contactpersoonschap_om_over_te_dragen() {
    Verloop::met_plan()
        .weigert(cjg_coach(), DraagContactOver { naar: als_betrokkene(&makelaar()) }, "past-niet-bij-toestand")
        .weigert(makelaar(), NeemContactOver, "past-niet-bij-toestand");
    Verloop::geregistreerd()
        .doet(cjg_coach(), DraagContactOver { naar: als_betrokkene(&makelaar()) })
        .doet(Actor::Systeem, opening(&cjg_coach()))
        .weigert(makelaar(), NeemContactOver, "past-niet-bij-toestand");
}

/// H22
#[test]
fn het_meer_team_neemt_de_regie_niet_over_van_een_eigen_coordinator_die_kan_handelen() {
    let benoemd = Verloop::met_plan()
        .doet(coordinator(), MeldRegievacuum { reden: Vacuumreden::Afwezig })
        .doet(andere_coordinator(), BenoemRegisseur { regisseur: als_betrokkene(&andere_coordinator()) })
        .weigert(coordinator(), neem_over(1, &coordinator()), "regie-al-bij-meer-team");
    assert_eq!(benoemd.regisseur(), &als_betrokkene(&andere_coordinator()));
    let zelf = benoemd.clone().doet(andere_coordinator(), neem_over(1, &andere_coordinator()));
    assert_eq!(zelf.staat.regie_onder(), Some(escalatie(1)), "the one who holds the regie may accept");
    let vacuum = benoemd
        .doet(coordinator(), MeldRegievacuum { reden: Vacuumreden::Afwezig })
        .doet(coordinator(), neem_over(1, &coordinator()));
    assert_eq!(vacuum.regisseur(), &als_betrokkene(&coordinator()), "and in a regievacuum another may");
}
