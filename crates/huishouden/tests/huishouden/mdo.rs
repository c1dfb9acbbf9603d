//! H23 and H24: a meeting is with and not about residents.

use regieboek_huishouden::*;
use regieboek_kernel::*;

use crate::wereld::*;
use HuishoudenCommand::*;

fn anders(verander: impl FnOnce(&mut Mdo)) -> HuishoudenCommand {
    let mut mdo = mdo();
    verander(&mut mdo);
    HoudMdo(mdo)
}

fn zonder_bewoners(reden: VrijeTekst) -> HuishoudenCommand {
    anders(|m| m.bewoners = Bewonersdeelname::Afwezig { reden })
}

/// H23
#[test]
fn een_mdo_is_met_bewoners_of_zegt_waarom_niet() {
    Verloop::met_plan()
        .doet(cjg_coach(), HoudMdo(mdo()))
        .leidt_tot(&["MdoGehouden"])
        .weigert(cjg_coach(), anders(|m| m.bewoners = Bewonersdeelname::Aanwezig(vec![])), "mdo-zonder-bewoners")
        .weigert(cjg_coach(), zonder_bewoners(tekst("  ")), "mdo-zonder-bewoners")
        .weigert(cjg_coach(), anders(|m| m.bewoners = Bewonersdeelname::Aanwezig(vec![lid(77)])), "lid-onbekend")
        .weigert(cjg_coach(), anders(|m| m.op = datum("2025-09-02")), "mdo-in-toekomst")
        .doet(cjg_coach(), zonder_bewoners(tekst("moeder is opgenomen")))
        .leidt_tot(&["MdoGehouden"])
        .doet(cjg_coach(), zonder_bewoners(tekst("moeder is opgenomen").vernietigd()))
        .leidt_tot(&["MdoGehouden"]);
}

/// H10
#[test]
fn een_mdo_is_van_de_regisseur() {
    Verloop::met_plan().doet(cjg_coach(), voeg_toe(als_betrokkene(&schoolcoach()), op_wmo())).weigert(
        schoolcoach(),
        HoudMdo(mdo()),
        "alleen-regisseur",
    );
    Verloop::geregistreerd().weigert(cjg_coach(), HoudMdo(mdo()), "past-niet-bij-toestand");
}

/// H24
#[test]
fn wie_aan_tafel_zit_is_betrokken() {
    let met = |wie: Betrokkene| anders(move |m| m.aanwezigen.push(wie));
    Verloop::met_plan()
        .weigert(cjg_coach(), met(als_betrokkene(&makelaar())), "deelnemer-niet-betrokken")
        .doet(cjg_coach(), voeg_toe(van(Functie::SociaalMakelaar, "welzijn"), op_wmo()))
        .doet(cjg_coach(), met(als_betrokkene(&makelaar())))
        .leidt_tot(&["MdoGehouden"])
        .doet(cjg_coach(), met(van(Functie::SociaalMakelaar, "welzijn")))
        .leidt_tot(&["MdoGehouden"]);
}

/// H24
#[test]
fn een_afwijkende_mening_is_van_wie_erbij_was_of_er_woont() {
    let mening = |wie| {
        anders(move |m| m.afwijkende_meningen = vec![AfwijkendeMening { wie, mening: tekst("ik zie het anders") }])
    };
    Verloop::met_plan()
        .doet(cjg_coach(), mening(Deelnemer::Professional(als_betrokkene(&cjg_coach()))))
        .leidt_tot(&["MdoGehouden"])
        .weigert(cjg_coach(), mening(Deelnemer::Professional(als_betrokkene(&makelaar()))), "mening-van-afwezige")
        .weigert(cjg_coach(), mening(Deelnemer::Bewoner(lid(77))), "lid-onbekend");
}
