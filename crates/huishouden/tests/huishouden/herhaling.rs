//! What is settled stays as it was: the same command again changes nothing, another in its place does not fit.

use regieboek_huishouden::*;
use regieboek_kernel::*;

use crate::wereld::*;
use HuishoudenCommand::*;

/// H9
#[test]
fn een_plan_zonder_intake_opent_nog_eens_alleen_met_dezelfde_regisseur() {
    let open =
        |wie: &Actor| OpenPlan(Planopening { regisseur: Regisseur::Professional(als_betrokkene(wie)), intake: None });
    Verloop::geregistreerd()
        .doet(cjg_coach(), open(&cjg_coach()))
        .doet(cjg_coach(), open(&cjg_coach()))
        .leidt_tot(&[])
        .weigert(cjg_coach(), open(&makelaar()), "plan-al-actief");
}

/// H15
#[test]
fn een_teruggegeven_regie_wordt_niet_door_een_ander_nog_eens_aanvaard() {
    let onder = |n, wie: &Actor| GeefRegieTerug {
        escalatie: escalatie(n),
        regisseur: als_betrokkene(wie),
        warme_overdracht: datum("2025-09-01"),
    };
    let geef_terug = |wie: &Actor| onder(1, wie);
    Verloop::geescaleerd()
        .weigert(cjg_coach(), onder(2, &cjg_coach()), "escalatie-nog-open")
        .doet(cjg_coach(), geef_terug(&cjg_coach()))
        .doet(cjg_coach(), geef_terug(&cjg_coach()))
        .leidt_tot(&[])
        .weigert(makelaar(), geef_terug(&makelaar()), "past-niet-bij-toestand");
}

#[test]
fn een_weigering_noemt_hoe_het_met_het_plan_staat() {
    let weigering = |verloop: Verloop, wat| {
        let nu = "2026-03-02T09:00:00Z".parse().unwrap();
        let opdracht = opdracht(cjg_coach(), Bevoegdheid::Regie, nu, wat);
        verloop.staat.decide(opdracht, &Beleid::standaard()).unwrap_err().to_string()
    };
    let past_niet = |opdracht, hoe| format!("De opdracht '{opdracht}' past niet bij een huishouden {hoe}.");
    for (verloop, hoe) in [(Verloop::geregistreerd(), "zonder plan"), (Verloop::gesloten(), "met een gesloten plan")] {
        assert_eq!(weigering(verloop, StelDoel(doel(1))), past_niet("stel-doel", hoe));
    }
    assert_eq!(weigering(Verloop::met_plan(), NeemContactOver), past_niet("neem-contact-over", "met een actief plan"));
}
