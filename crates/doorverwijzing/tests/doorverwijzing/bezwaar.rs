//! An objection against an inzet: recorded, assigned, decided on or taken back (D19, D25 to D27).

use regieboek_doorverwijzing::{
    BezwaarCommand, Bezwaaroordeel, Doorverwijzing, DoorverwijzingCommand, DoorverwijzingEvent, Intrekreden,
    Verwijzingstermijn,
};
use regieboek_kernel::{Actor, Beslisser as _, Verantwoording};

use crate::woordenschat::*;

const DAG: &str = "2026-03-04";

/// The objection of 3 March, that the regisseur will decide on.
fn toegewezen() -> Verhaal {
    Verhaal::inzet().dan(mandaatbeheerder(), DAG, bezwaar()).dan(mandaatbeheerder(), DAG, wijs_toe(&regisseur(), &[]))
}

/// D19
#[test]
fn niemand_beslist_op_een_bezwaar_tegen_het_eigen_besluit() {
    Verhaal::inzet()
        .dan(mandaatbeheerder(), DAG, bezwaar())
        .weigert(mandaatbeheerder(), DAG, wijs_toe(&schoolcoach(), &[]), "bezwaar-bij-beslisser")
        .geeft(mandaatbeheerder(), DAG, wijs_toe(&regisseur(), &[&schoolcoach()]), &["BezwaarToegewezen"])
        .geeft(mandaatbeheerder(), DAG, wijs_toe(&regisseur(), &[]), &[]);
}

/// D19
#[test]
fn ook_wie_onder_dezelfde_mandaathouder_staat_beslist_niet_op_het_bezwaar() {
    let onder = wijs_toe(&regisseur(), &[&regisseur()]);
    Verhaal::inzet().dan(mandaatbeheerder(), DAG, bezwaar()).weigert(
        mandaatbeheerder(),
        DAG,
        onder,
        "bezwaar-onder-zelfde-mandaat",
    );
    let inmiddels = BezwaarCommand::Beslis {
        oordeel: Bezwaaroordeel::Ongegrond,
        motivering: tekst("Het was nodig."),
        kring: vec![id(&regisseur())],
    };
    toegewezen().weigert(regisseur(), DAG, DoorverwijzingCommand::Bezwaar(inmiddels), "bezwaar-onder-zelfde-mandaat");
}

/// D25
#[test]
fn een_bezwaar_is_ontvangen_tussen_de_inzet_en_vandaag_en_zegt_wie_en_waarom() {
    for dag in ["2026-03-01", "2026-03-05"] {
        Verhaal::inzet().weigert(mandaatbeheerder(), DAG, bezwaar_van(dag), "bezwaar-op-andere-dag");
    }
    let leeg = BezwaarCommand::LegVast { indiener: tekst("Karel"), ontvangen_op: datum(DAG), gronden: tekst(" ") };
    Verhaal::inzet().weigert(mandaatbeheerder(), DAG, DoorverwijzingCommand::Bezwaar(leeg), "bezwaar-onvolledig");
    Verhaal::inzet().geeft(mandaatbeheerder(), DAG, bezwaar_van("2026-03-02"), &["BezwaarIngediend"]);
}

/// D25
#[test]
fn er_loopt_een_bezwaar_tegelijk_tot_erop_is_beslist_of_het_is_ingetrokken() {
    let toewijzen = || wijs_toe(&regisseur(), &[]);
    Verhaal::inzet()
        .weigert(mandaatbeheerder(), DAG, toewijzen(), "geen-open-bezwaar")
        .weigert(mandaatbeheerder(), DAG, bezwaar_ingetrokken(), "geen-open-bezwaar")
        .dan(mandaatbeheerder(), DAG, bezwaar())
        .weigert(mandaatbeheerder(), DAG, bezwaar(), "bezwaar-al-open")
        .geeft(mandaatbeheerder(), DAG, bezwaar_ingetrokken(), &["BezwaarIngetrokken"])
        .dan(mandaatbeheerder(), DAG, bezwaar())
        .dan(mandaatbeheerder(), DAG, toewijzen())
        .dan(regisseur(), DAG, beslis(Bezwaaroordeel::NietOntvankelijk))
        .dan(mandaatbeheerder(), DAG, bezwaar());
}

/// D26
#[test]
fn alleen_wie_is_aangewezen_beslist_en_zegt_waarom() {
    let zwijgend = BezwaarCommand::Beslis { oordeel: HERROEPEN, motivering: tekst(""), kring: vec![] };
    toegewezen()
        .weigert(mandaatbeheerder(), DAG, beslis(HERROEPEN), "alleen-bezwaarbehandelaar")
        .weigert(schoolcoach(), DAG, beslis(HERROEPEN), "alleen-bezwaarbehandelaar")
        .weigert(regisseur(), DAG, DoorverwijzingCommand::Bezwaar(zwijgend), "motivering-ontbreekt")
        .geeft(regisseur(), DAG, beslis(Bezwaaroordeel::Ongegrond), &["BezwaarBeslist"])
        .weigert(regisseur(), DAG, beslis(Bezwaaroordeel::Ongegrond), "geen-open-bezwaar")
        .is("aangevraagd");
}

/// D26
#[test]
fn een_gegrond_bezwaar_laat_de_inzet_in_stand_of_herroept_haar() {
    toegewezen().geeft(regisseur(), DAG, beslis(IN_STAND), &["BezwaarBeslist"]).is("aangevraagd");
    toegewezen()
        .dan(aanbieder(), DAG, aanvaard(None))
        .geeft(regisseur(), "2026-03-05", beslis(HERROEPEN), &["BezwaarBeslist", "VerwijzingIngetrokken"])
        .is("ingetrokken");
    toegewezen()
        .dan(aanbieder(), DAG, weiger())
        .geeft(regisseur(), "2026-03-05", beslis(HERROEPEN), &["BezwaarBeslist"])
        .is("geweigerd");
}

/// D27
#[test]
fn alleen_een_beslissing_op_bezwaar_herroept_een_inzet() {
    let zelf = DoorverwijzingCommand::TrekIn { reden: Intrekreden::HerroepenOpBezwaar };
    Verhaal::inzet().weigert(regisseur(), DAG, zelf, "herroepen-alleen-op-bezwaar");
}

/// D13
#[test]
fn op_een_bezwaar_wordt_binnen_zes_weken_na_ontvangst_beslist() {
    let voorbij = || verstrijk(Verwijzingstermijn::Bezwaar);
    toegewezen()
        .weigert(Actor::Systeem, "2026-04-14T12:00:00Z", voorbij(), "termijn-nog-niet-verstreken")
        .geeft(Actor::Systeem, "2026-04-15", voorbij(), &["TermijnVerstreken"])
        .geeft(Actor::Systeem, "2026-04-16", voorbij(), &[])
        .geeft(regisseur(), "2026-04-17", beslis(Bezwaaroordeel::Ongegrond), &["BezwaarBeslist"]);
    toegewezen().dan(regisseur(), DAG, beslis(IN_STAND)).geeft(Actor::Systeem, "2026-04-15", voorbij(), &[]);
}

/// D26
#[test]
fn een_bezwaar_van_voor_de_gronden_werden_vastgelegd_wordt_alsnog_beslist() {
    let opgeslagen = r#"{"dv15":{"behandelaar":"00000000-0000-0000-0000-00000000006c"}}"#;
    let feit = serde_json::from_str::<DoorverwijzingEvent>(opgeslagen).unwrap();
    let verhaal = Verhaal::inzet();
    let verantwoording = Verantwoording::clone(&verhaal.feiten[0].verantwoording);
    let nu = Doorverwijzing::evolve(verhaal.nu, regieboek_kernel::Vastgelegd { feit, verantwoording });
    Verhaal { nu, feiten: vec![] }.geeft(regisseur(), DAG, beslis(Bezwaaroordeel::Ongegrond), &["BezwaarBeslist"]);
}
