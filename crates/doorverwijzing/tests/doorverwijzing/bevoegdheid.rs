//! On whose behalf, with which defect, how it is repaired, and what happens when the authority stops (D15 to D18).

use regieboek_doorverwijzing::{
    Bevoegdheidsgebrek, DoorverwijzingCommand, DoorverwijzingEvent, Inzetdekking, Namens, Vervalgrond,
};
use regieboek_kernel::{Actor, Bevoegdheid};

use crate::woordenschat::*;

const SKJ: Bevoegdheidsgebrek = Bevoegdheidsgebrek::SkjOntbrak;

/// D15
#[test]
fn een_inzet_op_mandaat_noemt_het_orgaan_en_de_wetstekst() {
    let namens = Namens {
        orgaan: "het college".to_owned(),
        regeling: "Jeugdwet art. 2.3".to_owned(),
        wetsversie: datum("2015-01-01"),
    };
    let dekking = Inzetdekking::Gedekt { bevoegdheid: mandaat(), namens: Some(namens.clone()) };
    let verhaal = Verhaal::van(schoolcoach(), inzet_van("opvoedondersteuning", None, dekking));
    let DoorverwijzingEvent::VerwijzingAangevraagd(feit) = &verhaal.feiten[0].feit else { panic!("aangevraagd") };
    assert_eq!(feit.namens.as_ref(), Some(&namens));
    let opgeslagen = serde_json::to_value(&verhaal.feiten[0].feit).unwrap();
    let verwacht = serde_json::json!({
        "orgaan": "het college", "regeling": "Jeugdwet art. 2.3", "wetsversie": "2015-01-01",
    });
    assert_eq!(opgeslagen["dv01"]["namens"], verwacht);
}

/// D16, D17
#[test]
fn alleen_een_gemeld_gebrek_wordt_bekrachtigd_en_dat_een_keer() {
    Verhaal::inzet()
        .weigert(mandaatbeheerder(), "2026-03-04", bekrachtig(SKJ), "gebrek-niet-gemeld")
        .geeft(mandaatbeheerder(), "2026-03-04", meld_gebrek(SKJ), &["BevoegdheidsgebrekGemeld"])
        .geeft(mandaatbeheerder(), "2026-03-04", meld_gebrek(SKJ), &[])
        .weigert(mandaatbeheerder(), "2026-03-05", bekrachtig(Bevoegdheidsgebrek::BuitenMandaat), "gebrek-niet-gemeld")
        .geeft(mandaatbeheerder(), "2026-03-05", bekrachtig(SKJ), &["InzetBekrachtigd"])
        .weigert(mandaatbeheerder(), "2026-03-06", bekrachtig(SKJ), "gebrek-niet-gemeld")
        .is("aangevraagd");
}

/// D17
#[test]
fn een_bekrachtiging_noemt_het_besluit_van_het_bevoegde_orgaan() {
    let zonder = DoorverwijzingCommand::BekrachtigInzet { besluit: " ".into(), gebrek: SKJ, toelichting: tekst("Zo.") };
    Verhaal::inzet().dan(mandaatbeheerder(), "2026-03-04", meld_gebrek(SKJ)).weigert(
        mandaatbeheerder(),
        "2026-03-05",
        zonder,
        "bekrachtigingsbesluit-ontbreekt",
    );
}

/// D17
#[test]
fn ook_afgeronde_hulp_kan_worden_bekrachtigd() {
    Verhaal::inzet()
        .dan(aanbieder(), "2026-03-03", weiger())
        .dan(mandaatbeheerder(), "2026-03-04", meld_gebrek(SKJ))
        .geeft(mandaatbeheerder(), "2026-03-05", bekrachtig(SKJ), &["InzetBekrachtigd"])
        .is("geweigerd");
}

/// D16, D17, D25
#[test]
fn gebrek_bekrachtiging_en_bezwaar_legt_de_mandaatbeheerder_vast_en_alleen_bij_een_inzet() {
    for wat in [meld_gebrek(SKJ), bekrachtig(SKJ), bezwaar(), wijs_toe(&regisseur(), &[]), bezwaar_ingetrokken()] {
        Verhaal::inzet().weigert(schoolcoach(), "2026-03-04", wat.clone(), "alleen-mandaatbeheerder");
        Verhaal::van(schoolcoach(), erbij_halen()).weigert(mandaatbeheerder(), "2026-03-04", wat, "geen-inzet");
    }
}

/// D18
#[test]
fn een_vervallen_bevoegdheid_wordt_per_grond_een_keer_vastgelegd_en_de_hulp_loopt_door() {
    Verhaal::inzet()
        .weigert(regisseur(), "2026-03-04", verval(Vervalgrond::SkjVerlopen), "alleen-door-systeem")
        .geeft(Actor::Systeem, "2026-03-04", verval(Vervalgrond::SkjVerlopen), &["BevoegdheidVervallen"])
        .geeft(Actor::Systeem, "2026-03-04", verval(Vervalgrond::SkjVerlopen), &[])
        .geeft(Actor::Systeem, "2026-03-05", verval(Vervalgrond::MandaatIngetrokken), &["BevoegdheidVervallen"])
        .dan(aanbieder(), "2026-03-06", aanvaard(None))
        .is("aanvaard");
}

/// D18
#[test]
fn een_bevoegdheid_die_weer_werkt_kan_opnieuw_vervallen() {
    Verhaal::inzet()
        .geeft(Actor::Systeem, "2026-03-03", herleef(Vervalgrond::SkjVerlopen), &[])
        .dan(Actor::Systeem, "2026-03-04", verval(Vervalgrond::SkjVerlopen))
        .geeft(Actor::Systeem, "2026-03-05", herleef(Vervalgrond::SkjVerlopen), &["BevoegdheidHersteld"])
        .geeft(Actor::Systeem, "2026-03-06", verval(Vervalgrond::SkjVerlopen), &["BevoegdheidVervallen"]);
}

/// D18
#[test]
fn bij_afgeronde_hulp_en_bij_hulp_op_de_wet_vervalt_niets() {
    Verhaal::inzet().dan(aanbieder(), "2026-03-03", weiger()).geeft(
        Actor::Systeem,
        "2026-03-04",
        verval(Vervalgrond::MandaatVerlopen),
        &[],
    );
    let wet = Bevoegdheid::Wettelijk { artikel: "jeugdwet-2.6-1e".into(), wetsversie: "2015-01-01".into() };
    let dekking = Inzetdekking::Gedekt { bevoegdheid: wet, namens: None };
    Verhaal::van(huisarts(), inzet_van("opvoedondersteuning", None, dekking)).geeft(
        Actor::Systeem,
        "2026-03-04",
        verval(Vervalgrond::SkjVerlopen),
        &[],
    );
}
