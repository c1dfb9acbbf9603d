//! H1 to H4: registration and gezag.

use regieboek_huishouden::*;
use regieboek_kernel::*;

use crate::wereld::*;

fn weigert(verander: impl FnOnce(&mut Registratie), code: &str) {
    let mut registratie = registratie();
    verander(&mut registratie);
    Verloop::default().op("2025-09-01").weigert(cjg_coach(), HuishoudenCommand::Registreer(registratie), code);
}

#[test]
fn een_huishouden_heeft_meteen_een_contactpersoon() {
    let verloop = Verloop::geregistreerd().leidt_tot(&["HuishoudenGeregistreerd"]);
    assert_eq!(verloop.staat.contactpersoon(), Some(&als_betrokkene(&cjg_coach())));
    assert!(verloop.ziet(&cjg_coach()) && !verloop.ziet(&schoolcoach()));
}

#[test]
fn een_huishouden_wordt_een_keer_geregistreerd() {
    Verloop::geregistreerd().weigert(
        cjg_coach(),
        HuishoudenCommand::Registreer(registratie()),
        "past-niet-bij-toestand",
    );
}

#[test]
fn zonder_registratie_kan_er_niets() {
    Verloop::default().op("2025-09-01").weigert(cjg_coach(), opening(&cjg_coach()), "past-niet-bij-toestand");
}

/// H1, H2, H4
#[test]
fn een_registratie_klopt() {
    weigert(|r| r.gebied = "haarlem-oost".parse().unwrap(), "gebied-onbekend");
    weigert(|r| r.leden.clear(), "geen-leden");
    weigert(|r| r.leden.push(r.leden[0].clone()), "lid-dubbel");
    weigert(|r| r.contactpersoon = van(Functie::CjgCoach, "cjg"), "persoon-ontbreekt");
}

/// H3
#[test]
fn gezag_is_van_en_over_bekende_leden() {
    weigert(|r| r.gezag.push(gezag(Gezaghebbende::Lid(lid(MOEDER)), 77)), "lid-onbekend");
    weigert(|r| r.gezag.push(gezag(Gezaghebbende::Lid(lid(77)), DOCHTER)), "lid-onbekend");
    weigert(|r| r.gezag.push(gezag(Gezaghebbende::Lid(lid(DOCHTER)), DOCHTER)), "gezag-over-zichzelf");
    weigert(|r| r.gezag[0].sinds = datum("2025-09-02"), "gezag-in-toekomst");
}

/// H5
#[test]
fn gezag_wordt_per_kind_in_zijn_geheel_vastgelegd() {
    let beiden = vec![
        gezag(Gezaghebbende::Lid(lid(MOEDER)), DOCHTER),
        gezag(Gezaghebbende::Buiten { naam: persoonsgegeven(8, "Vader".to_owned()) }, DOCHTER),
    ];
    let leg_vast = HuishoudenCommand::LegGezagVast { gezag: beiden };
    Verloop::geregistreerd()
        .weigert(schoolcoach(), leg_vast.clone(), "alleen-regisseur-of-contactpersoon")
        .doet(cjg_coach(), leg_vast.clone())
        .leidt_tot(&["GezagVastgelegd"])
        .doet(cjg_coach(), leg_vast)
        .leidt_tot(&[]);
}
