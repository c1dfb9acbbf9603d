//! H9, H10, H12 and H18 to H20: the plan from opening to nazorg.

use regieboek_huishouden::*;
use regieboek_kernel::*;

use crate::wereld::*;
use HuishoudenCommand::*;

fn sluit(eigenaar: Betrokkene) -> HuishoudenCommand {
    SluitPlan { reden: Sluitreden::DoelenBehaald, nazorg_eigenaar: eigenaar }
}

fn controle(nummer: u8, uitkomst: Nazorguitkomst) -> HuishoudenCommand {
    VoerNazorgcontroleUit(Controleverslag { controle: nummer, uitkomst, toelichting: tekst("op bezoek geweest") })
}

/// H4, H5, H9, H12
#[test]
fn een_plan_opent_met_zijn_regisseur_en_er_is_er_een() {
    let naamloos = Planopening { regisseur: Regisseur::Professional(van(Functie::CjgCoach, "cjg")), intake: None };
    let vreemd = Regisseur::EigenRegie { lid: lid(77), coordinator: als_betrokkene(&cjg_coach()) };
    let tweede = Planopening { regisseur: Regisseur::Professional(als_betrokkene(&cjg_coach())), intake: None };
    let verloop = Verloop::geregistreerd()
        .weigert(schoolcoach(), opening(&schoolcoach()), "alleen-regisseur-of-contactpersoon")
        .weigert(cjg_coach(), OpenPlan(naamloos), "persoon-ontbreekt")
        .weigert(cjg_coach(), OpenPlan(Planopening { regisseur: vreemd, intake: None }), "lid-onbekend")
        .doet(Actor::Systeem, opening(&cjg_coach()))
        .leidt_tot(&["PlanGeopend"])
        .doet(Actor::Systeem, opening(&cjg_coach()))
        .leidt_tot(&[])
        .weigert(cjg_coach(), OpenPlan(tweede), "plan-al-actief");
    assert_eq!(verloop.regisseur(), &als_betrokkene(&cjg_coach()));
}

/// H10, H11, H12
#[test]
fn doelen_en_acties_zijn_van_de_regisseur() {
    let bewoner = |n| Uitvoerder::Bewoner(lid(n));
    Verloop::met_plan()
        .weigert(schoolcoach(), StelDoel(doel(3)), "alleen-regisseur")
        .doet(cjg_coach(), StelDoel(doel(1)))
        .leidt_tot(&[])
        .doet(cjg_coach(), VoegActieToe(actie(1, 1, bewoner(MOEDER))))
        .leidt_tot(&[])
        .weigert(cjg_coach(), VoegActieToe(actie(3, 9, bewoner(MOEDER))), "doel-onbekend")
        .weigert(cjg_coach(), VoegActieToe(actie(3, 1, bewoner(77))), "lid-onbekend")
        .weigert(cjg_coach(), RondActieAf { id: actie_id(9) }, "actie-onbekend")
        .weigert(schoolcoach(), RondActieAf { id: actie_id(1) }, "niet-betrokken")
        .doet(cjg_coach(), RondActieAf { id: actie_id(1) })
        .leidt_tot(&["ActieAfgerond"])
        .doet(cjg_coach(), RondActieAf { id: actie_id(1) })
        .leidt_tot(&[]);
    Verloop::geregistreerd().weigert(cjg_coach(), StelDoel(doel(1)), "past-niet-bij-toestand");
}

/// H12, H13
#[test]
fn een_volgorde_noemt_bekende_acties_elk_een_keer() {
    let dubbel = vec![actie_id(1), actie_id(1)];
    Verloop::met_plan()
        .weigert(cjg_coach(), BepaalVolgorde { volgorde: vec![actie_id(9)] }, "actie-onbekend")
        .weigert(cjg_coach(), BepaalVolgorde { volgorde: dubbel }, "actie-dubbel")
        .weigert(schoolcoach(), BepaalVolgorde { volgorde: vec![actie_id(1)] }, "alleen-regisseur");
}

/// H4, H10, H12, H18
#[test]
fn een_plan_sluit_als_elk_doel_is_geevalueerd_en_iemand_de_nazorg_heeft() {
    let verloop = Verloop::met_plan()
        .op("2026-03-02")
        .weigert(cjg_coach(), evaluatie(9), "doel-onbekend")
        .doet(cjg_coach(), evaluatie(1))
        .weigert(cjg_coach(), sluit(als_betrokkene(&cjg_coach())), "doel-niet-geevalueerd")
        .doet(cjg_coach(), evaluatie(2))
        .weigert(cjg_coach(), sluit(van(Functie::CjgCoach, "cjg")), "persoon-ontbreekt")
        .weigert(makelaar(), sluit(als_betrokkene(&makelaar())), "alleen-regisseur")
        .doet(cjg_coach(), sluit(als_betrokkene(&makelaar())))
        .leidt_tot(&["PlanGesloten"])
        .doet(cjg_coach(), sluit(als_betrokkene(&makelaar())))
        .leidt_tot(&[]);
    assert_eq!(verloop.staat.regisseur(), None);
    assert_eq!(verloop.staat.nazorgeigenaar(), Some(&als_betrokkene(&makelaar())));
    assert!(verloop.ziet(&makelaar()), "the owner of the nazorg keeps sight");
    let Some(HuishoudenEvent::PlanGesloten(gesloten)) = verloop.feiten.last() else { panic!("not closed") };
    let dagen: Vec<_> = gesloten.controles.iter().map(|c| (c.nummer, c.uiterlijk)).collect();
    assert_eq!(dagen, [(1, datum("2026-06-02")), (2, datum("2027-03-02"))]);
}

/// H18, H19
#[test]
fn terugval_bij_de_nazorgcontrole_heropent_het_plan_met_voorrang_bij_de_laatste_regisseur() {
    let verloop = Verloop::gesloten()
        .op("2026-06-01")
        .weigert(makelaar(), controle(1, Nazorguitkomst::Stabiel), "alleen-nazorgeigenaar")
        .weigert(cjg_coach(), controle(3, Nazorguitkomst::Stabiel), "controle-onbekend")
        .doet(cjg_coach(), controle(1, Nazorguitkomst::Stabiel))
        .leidt_tot(&["NazorgcontroleUitgevoerd"])
        .doet(cjg_coach(), controle(1, Nazorguitkomst::Stabiel))
        .leidt_tot(&[])
        .weigert(cjg_coach(), controle(1, Nazorguitkomst::Terugval), "controle-al-uitgevoerd")
        .doet(cjg_coach(), controle(2, Nazorguitkomst::Terugval))
        .leidt_tot(&["NazorgcontroleUitgevoerd", "PlanHeropend"]);
    assert_eq!(verloop.regisseur(), &als_betrokkene(&cjg_coach()));
    assert!(verloop.staat.heeft_voorrang() && !Verloop::met_plan().staat.heeft_voorrang());
    verloop.weigert(cjg_coach(), sluit(als_betrokkene(&cjg_coach())), "doel-niet-geevalueerd");
}

/// H11
#[test]
fn terugval_in_een_escalatie_heropent_ook() {
    let heropen = || HeropenPlan { escalatie: escalatie(1) };
    Verloop::geregistreerd().weigert(cjg_coach(), heropen(), "past-niet-bij-toestand");
    Verloop::gesloten()
        .weigert(schoolcoach(), heropen(), "niet-betrokken")
        .doet(coordinator(), heropen())
        .leidt_tot(&["PlanHeropend"])
        .doet(coordinator(), heropen())
        .leidt_tot(&[]);
}

/// H20
#[test]
fn een_termijn_verstrijkt_een_keer_en_alleen_als_er_nog_op_wordt_gewacht() {
    let termijn = |soort| VerstrijkTermijn { soort };
    let eerste = TermijnSoort::Nazorgcontrole(1);
    Verloop::gesloten()
        .op("2026-06-02")
        .weigert(Actor::Systeem, termijn(eerste), "termijn-niet-verstreken")
        .op("2026-06-03")
        .doet(Actor::Systeem, termijn(eerste))
        .leidt_tot(&["TermijnVerstreken"])
        .doet(Actor::Systeem, termijn(eerste))
        .leidt_tot(&[])
        .doet(Actor::Systeem, termijn(TermijnSoort::Actie(actie_id(1))))
        .leidt_tot(&[]);
    Verloop::met_plan()
        .doet(cjg_coach(), RondActieAf { id: actie_id(1) })
        .op("2025-10-02")
        .doet(Actor::Systeem, termijn(TermijnSoort::Actie(actie_id(1))))
        .leidt_tot(&[])
        .doet(Actor::Systeem, termijn(TermijnSoort::Actie(actie_id(2))))
        .leidt_tot(&["TermijnVerstreken"]);
}

/// H9
#[test]
fn na_een_gesloten_plan_kan_een_nieuw_plan_openen() {
    Verloop::gesloten().doet(cjg_coach(), opening(&cjg_coach())).leidt_tot(&["PlanGeopend"]);
}
