//! H28 and H40: moving away is a handover to another municipality.

use regieboek_huishouden::*;
use regieboek_kernel::*;

use crate::wereld::*;
use HuishoudenCommand::*;

fn naar(gemeente: &str) -> HuishoudenCommand {
    naar_per(gemeente, "2025-10-01")
}

fn naar_per(gemeente: &str, per: &str) -> HuishoudenCommand {
    MeldVerhuizing { vanuit: "0394".parse().unwrap(), naar_gemeente: gemeente.parse().unwrap(), per: datum(per) }
}

/// H28
#[test]
fn zolang_de_nieuwe_gemeente_niet_bevestigt_wordt_het_plan_niet_gesloten_wegens_verhuizing() {
    let sluit = |reden| SluitPlan { reden, nazorg_eigenaar: als_betrokkene(&cjg_coach()) };
    Verloop::met_plan()
        .doet(cjg_coach(), evaluatie(1))
        .doet(cjg_coach(), evaluatie(2))
        .weigert(cjg_coach(), BevestigOvername, "geen-verhuizing")
        .weigert(cjg_coach(), sluit(Sluitreden::Verhuisd), "overname-niet-bevestigd")
        .weigert(makelaar(), naar("0363"), "alleen-regisseur-of-contactpersoon")
        .doet(cjg_coach(), naar("0363"))
        .leidt_tot(&["VerhuizingGemeld"])
        .doet(cjg_coach(), naar("0363"))
        .leidt_tot(&[])
        .weigert(cjg_coach(), sluit(Sluitreden::Verhuisd), "overname-niet-bevestigd")
        .doet(cjg_coach(), BevestigOvername)
        .leidt_tot(&["OvernameBevestigd"])
        .doet(cjg_coach(), BevestigOvername)
        .leidt_tot(&[])
        .doet(cjg_coach(), sluit(Sluitreden::Verhuisd))
        .leidt_tot(&["PlanGesloten"]);
}

/// H40
#[test]
fn een_verhuizing_binnen_de_gemeente_is_een_adreswijziging() {
    Verloop::met_plan()
        .weigert(cjg_coach(), naar("0394"), "verhuizing-binnen-gemeente")
        .doet(cjg_coach(), naar("0363"))
        .weigert(cjg_coach(), naar("0394"), "verhuizing-binnen-gemeente");
}

/// H28
#[test]
fn een_andere_verhuizing_wordt_opnieuw_bevestigd() {
    let sluit = SluitPlan { reden: Sluitreden::Verhuisd, nazorg_eigenaar: als_betrokkene(&cjg_coach()) };
    Verloop::met_plan()
        .doet(cjg_coach(), naar("0363"))
        .doet(cjg_coach(), BevestigOvername)
        .doet(cjg_coach(), naar("0392"))
        .weigert(cjg_coach(), sluit, "overname-niet-bevestigd");
}

/// H28
#[test]
fn jeugdhulp_gaat_op_verzoek_ten_hoogste_een_jaar_door() {
    let zet_voort = || ZetJeugdhulpVoort { verwijzing: DoorverwijzingId::new(uuid(70)) };
    let verloop = Verloop::met_plan()
        .weigert(cjg_coach(), zet_voort(), "geen-verhuizing")
        .doet(cjg_coach(), naar("0363"))
        .doet(cjg_coach(), zet_voort())
        .leidt_tot(&["JeugdhulpVoortgezet"])
        .doet(cjg_coach(), zet_voort())
        .leidt_tot(&[]);
    let tot = verloop.feiten.iter().find_map(|feit| {
        let HuishoudenEvent::JeugdhulpVoortgezet(f) = feit else { return None };
        Some(f.tot)
    });
    assert_eq!(tot, Some(datum("2026-10-01")));
    let schrikkeldag = naar_per("0363", "2028-02-29");
    let verloop = Verloop::met_plan().doet(cjg_coach(), schrikkeldag).doet(cjg_coach(), zet_voort());
    assert!(
        matches!(verloop.feiten.last(), Some(HuishoudenEvent::JeugdhulpVoortgezet(f)) if f.tot == datum("2029-02-28"))
    );
}
