//! H25 to H27 and H29: a court measure, eigen regie, and who may hand over.

use regieboek_huishouden::*;
use regieboek_kernel::*;

use crate::wereld::*;
use HuishoudenCommand::*;

fn onder_maatregel() -> Verloop {
    Verloop::met_plan().doet(cjg_coach(), LegMaatregelVast(maatregel("2026-02-28")))
}

/// H26
#[test]
fn een_maatregel_legt_de_regie_bij_de_jeugdbeschermer_zonder_dat_iemand_aanvaardt() {
    let verloop = Verloop::met_plan()
        .weigert(makelaar(), LegMaatregelVast(maatregel("2026-02-28")), "maatregel-niet-door-bevoegde")
        .doet(jeugdbeschermer(), LegMaatregelVast(maatregel("2026-02-28")))
        .leidt_tot(&["MaatregelVastgelegd"])
        .doet(jeugdbeschermer(), LegMaatregelVast(maatregel("2026-02-28")))
        .leidt_tot(&[]);
    assert_eq!(verloop.regisseur(), &als_betrokkene(&jeugdbeschermer()));
    assert!(verloop.ziet(&cjg_coach()), "the regisseur before stays involved");
    assert_eq!(verloop.staat.klantroute().overdrachten, 1);
}

/// H25
#[test]
fn een_maatregel_noemt_een_jeugdbeschermer_en_is_van_kracht() {
    let anders = |verander: fn(&mut Maatregel)| {
        let mut maatregel = maatregel("2026-02-28");
        verander(&mut maatregel);
        LegMaatregelVast(maatregel)
    };
    let van_het_cjg = anders(|m| m.instelling = Functionaris::from(cjg_coach().professional().unwrap()));
    Verloop::met_plan()
        .weigert(cjg_coach(), van_het_cjg, "geen-jeugdbeschermer")
        .weigert(cjg_coach(), anders(|m| m.van = datum("2025-09-02")), "maatregel-niet-van-kracht")
        .weigert(cjg_coach(), LegMaatregelVast(maatregel("2025-08-31")), "maatregel-niet-van-kracht");
    Verloop::geregistreerd().weigert(cjg_coach(), LegMaatregelVast(maatregel("2026-02-28")), "past-niet-bij-toestand");
}

/// H20, H25
#[test]
fn een_maatregel_eindigt_vanzelf_en_dan_keert_de_regie_terug() {
    let verstrijk = || VerstrijkTermijn { soort: TermijnSoort::Maatregel };
    let verloop = onder_maatregel()
        .op("2026-02-28")
        .weigert(Actor::Systeem, verstrijk(), "termijn-niet-verstreken")
        .op("2026-03-01")
        .weigert(jeugdbeschermer(), verstrijk(), "alleen-systeem")
        .doet(Actor::Systeem, verstrijk())
        .leidt_tot(&["TermijnVerstreken", "MaatregelBeeindigd"])
        .doet(Actor::Systeem, verstrijk())
        .leidt_tot(&[]);
    assert_eq!(verloop.regisseur(), &als_betrokkene(&cjg_coach()));
    assert!(!verloop.ziet(&jeugdbeschermer()), "the instelling's sight ends with the measure");
    assert_eq!(verloop.staat.klantroute().overdrachten, 2);
}

/// H25, H26
#[test]
fn een_maatregel_wordt_verlengd_of_voortijdig_beeindigd() {
    let verloop = onder_maatregel()
        .weigert(jeugdbeschermer(), VerlengMaatregel { tot: datum("2026-02-01") }, "verlenging-niet-later")
        .weigert(cjg_coach(), VerlengMaatregel { tot: datum("2026-08-31") }, "maatregel-niet-door-bevoegde")
        .doet(jeugdbeschermer(), VerlengMaatregel { tot: datum("2026-08-31") })
        .leidt_tot(&["MaatregelVerlengd"])
        .op("2026-03-01")
        .weigert(Actor::Systeem, VerstrijkTermijn { soort: TermijnSoort::Maatregel }, "termijn-niet-verstreken")
        .weigert(jeugdbeschermer(), BeeindigMaatregel { op: datum("2026-03-02") }, "einde-niet-mogelijk")
        .doet(jeugdbeschermer(), BeeindigMaatregel { op: datum("2026-02-27") })
        .leidt_tot(&["MaatregelBeeindigd"])
        .weigert(cjg_coach(), VerlengMaatregel { tot: datum("2026-12-31") }, "geen-maatregel");
    assert_eq!(verloop.regisseur(), &als_betrokkene(&cjg_coach()));
}

/// H26, H27
#[test]
fn zolang_een_maatregel_loopt_blijft_de_regie_bij_de_instelling() {
    let neem_over = NeemRegieOver { escalatie: escalatie(1), regisseur: als_betrokkene(&coordinator()) };
    let aan = |wie: &Actor| DraagRegieOver { naar: als_betrokkene(wie), warme_overdracht: datum("2025-09-01") };
    let sluit = SluitPlan { reden: Sluitreden::Uitval, nazorg_eigenaar: als_betrokkene(&cjg_coach()) };
    let eigen = WijzigRegievorm { vorm: Regievorm::EigenRegie { lid: lid(MOEDER) } };
    let tweede = LegMaatregelVast(maatregel("2027-01-01"));
    let verloop = onder_maatregel()
        .weigert(coordinator(), neem_over, "maatregel-loopt")
        .weigert(makelaar(), aan(&makelaar()), "maatregel-loopt")
        .weigert(jeugdbeschermer(), sluit, "maatregel-loopt")
        .weigert(jeugdbeschermer(), eigen, "maatregel-loopt")
        .weigert(jeugdbeschermer(), tweede, "maatregel-loopt")
        .doet(andere_jeugdbeschermer(), aan(&andere_jeugdbeschermer()))
        .leidt_tot(&["RegieOvergedragen"])
        .doet(andere_jeugdbeschermer(), BeeindigMaatregel { op: datum("2025-09-01") });
    assert_eq!(verloop.regisseur(), &als_betrokkene(&cjg_coach()));
}

/// H26
#[test]
fn na_een_maatregel_ligt_de_regie_weer_bij_het_meer_team_dat_haar_had() {
    let terug = GeefRegieTerug {
        escalatie: escalatie(1),
        regisseur: als_betrokkene(&cjg_coach()),
        warme_overdracht: datum("2025-09-01"),
    };
    let verloop = Verloop::geescaleerd()
        .doet(coordinator(), LegMaatregelVast(maatregel("2026-02-28")))
        .weigert(cjg_coach(), terug.clone(), "maatregel-loopt")
        .doet(jeugdbeschermer(), BeeindigMaatregel { op: datum("2025-09-01") });
    assert_eq!(verloop.staat.regie_onder(), Some(escalatie(1)));
    verloop.doet(cjg_coach(), terug).leidt_tot(&["RegieTeruggegeven"]);
}

#[test]
fn wie_voor_de_maatregel_niet_kon_handelen_kan_dat_erna_nog_steeds_niet() {
    let verloop = Verloop::met_plan()
        .doet(Actor::Systeem, MeldRegievacuum { reden: Vacuumreden::UitDienst })
        .doet(coordinator(), LegMaatregelVast(maatregel("2026-02-28")));
    assert_eq!(verloop.staat.regievacuum(), None);
    let verloop = verloop
        .doet(jeugdbeschermer(), BeeindigMaatregel { op: datum("2025-09-01") })
        .leidt_tot(&["MaatregelBeeindigd", "RegievacuumGemeld"]);
    assert_eq!(verloop.staat.regievacuum().map(|v| v.reden), Some(Vacuumreden::UitDienst));
}

fn eigen_regie(coordinator: &Actor) -> Regisseur {
    Regisseur::EigenRegie { lid: lid(MOEDER), coordinator: als_betrokkene(coordinator) }
}

/// H10, H12, H27
#[test]
fn een_bewoner_neemt_de_regie_zelf_en_de_professional_blijft_handelen() {
    let eigen = |n| WijzigRegievorm { vorm: Regievorm::EigenRegie { lid: lid(n) } };
    let verloop = Verloop::met_plan()
        .weigert(makelaar(), eigen(MOEDER), "alleen-regisseur")
        .weigert(cjg_coach(), eigen(77), "lid-onbekend")
        .doet(cjg_coach(), eigen(MOEDER))
        .leidt_tot(&["RegievormGewijzigd"])
        .doet(cjg_coach(), eigen(MOEDER))
        .leidt_tot(&[]);
    assert_eq!(verloop.staat.regisseur(), Some(&eigen_regie(&cjg_coach())));
    assert_eq!(verloop.staat.klantroute().overdrachten, 0, "another form of regie is no other face");
    let overdracht = DraagRegieOver { naar: als_betrokkene(&makelaar()), warme_overdracht: datum("2025-09-01") };
    let verloop = verloop.doet(makelaar(), overdracht);
    assert_eq!(verloop.staat.regisseur(), Some(&eigen_regie(&makelaar())), "the resident keeps the regie");
    let verloop = verloop.doet(makelaar(), WijzigRegievorm { vorm: Regievorm::Professional });
    assert_eq!(verloop.staat.regisseur(), Some(&Regisseur::Professional(als_betrokkene(&makelaar()))));
    Verloop::geescaleerd().weigert(coordinator(), eigen(MOEDER), "escalatie-nog-open");
}

/// H26, H29
#[test]
fn de_regisseur_vraagt_een_ander_om_de_regie_over_te_nemen() {
    let code = |staat: &Huishouden, wie: &Actor, naar: &Actor| {
        staat.kan_regie_overdragen(wie, &als_betrokkene(naar)).err().map(|fout| fout.code())
    };
    let plan = Verloop::met_plan().staat;
    assert_eq!(code(&plan, &cjg_coach(), &makelaar()), None);
    assert_eq!(code(&plan, &makelaar(), &makelaar()), Some("alleen-regisseur"));
    assert_eq!(code(&plan, &cjg_coach(), &cjg_coach()), Some("is-al-regisseur"));
    let geescaleerd = Verloop::geescaleerd().staat;
    assert_eq!(code(&geescaleerd, &coordinator(), &makelaar()), Some("escalatie-nog-open"));
    assert_eq!(code(&geescaleerd, &coordinator(), &andere_coordinator()), None);
    let onder = onder_maatregel().staat;
    assert_eq!(code(&onder, &jeugdbeschermer(), &makelaar()), Some("maatregel-loopt"));
    for elders in [van(Functie::Jeugdbeschermer, "gi-zuid"), van(Functie::CjgCoach, "gi-noord")] {
        let weigering = onder.kan_regie_overdragen(&jeugdbeschermer(), &elders).unwrap_err();
        assert_eq!(weigering.code(), "maatregel-loopt", "only to a jeugdbeschermer of the same instelling");
    }
    assert_eq!(code(&Verloop::geregistreerd().staat, &cjg_coach(), &makelaar()), Some("past-niet-bij-toestand"));
    let vroeg = |wie: &Actor| wie.professional().unwrap().id;
    assert_eq!(plan.kan_overdracht_aanvaarden(vroeg(&cjg_coach())), Ok(()));
    assert_eq!(onder.kan_overdracht_aanvaarden(vroeg(&cjg_coach())), Err(HuishoudenError::RegisseurGewisseld));
}
