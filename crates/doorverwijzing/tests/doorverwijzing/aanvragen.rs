//! Who may ask what, of whom, on which ground (D1 to D7).

use regieboek_doorverwijzing::{Aanvraag, DoorverwijzingCommand, DoorverwijzingEvent, Inzetdekking};
use regieboek_kernel::{Actor, Bevoegdheid, Deelgrond, Functie, Regelfout as _, ToestemmingId};
use uuid::Uuid;

use crate::woordenschat::*;

/// D3
#[test]
fn een_inzet_noemt_het_mandaat_en_zijn_versie() {
    let verhaal = Verhaal::inzet().is("aangevraagd");
    assert_eq!(verhaal.feiten[0].verantwoording.bevoegdheid, mandaat());
    assert_eq!(verhaal.nu.doel(), Some(DOEL));
    assert_eq!(verhaal.nu.huishouden(), Some(HUISHOUDEN));
    assert_eq!(verhaal.nu.verwijzer(), Some(id(&schoolcoach())));
    assert_eq!(verhaal.nu.soort().map(|soort| soort.naam()), Some("inzet"));
}

/// D3
#[test]
fn een_inzet_zonder_bevoegdheid_wordt_geweigerd_met_de_uitleg() {
    let dekking = Inzetdekking::NietGedekt {
        reden: "skj-verlopen".into(),
        uitleg: "Uw SKJ-registratie is op 30 juni verlopen.".into(),
    };
    let fout = geweigerde_aanvraag(schoolcoach(), inzet_van("ambulante-jeugdhulp", Some(tekst("Bekeken.")), dekking));
    assert_eq!(fout.code(), "inzet-zonder-bevoegdheid");
    assert!(fout.to_string().contains("Uw SKJ-registratie is op 30 juni verlopen."));
}

/// D1, D2, D4, D5, D6, D7
#[test]
fn wat_er_wordt_gevraagd_moet_kloppen() {
    let zonder_grond = Aanvraag { deelgrond: None, ..erbij_halen() };
    let mut aan_vrijwilliger = recept();
    aan_vrijwilliger.gericht_aan.functie = Some(Functie::Vrijwilligerscoordinator);
    let mut aan_iedereen = recept();
    aan_iedereen.gericht_aan.functie = None;
    for (wie, aanvraag, code) in [
        (Actor::Systeem, erbij_halen(), "alleen-door-professional"),
        (schoolcoach(), inzet_van("zweefvliegen", None, gedekt()), "onbekende-voorziening"),
        (schoolcoach(), inzet_van("ambulante-jeugdhulp", None, gedekt()), "lichter-niet-bekeken"),
        (schoolcoach(), inzet_van("ambulante-jeugdhulp", Some(tekst("  ")), gedekt()), "lichter-niet-bekeken"),
        (schoolcoach(), recept(), "welzijn-op-recept-voorbehouden"),
        (huisarts(), aan_vrijwilliger, "welzijn-op-recept-niet-aan-sociaal-makelaar"),
        (huisarts(), aan_iedereen, "welzijn-op-recept-niet-aan-sociaal-makelaar"),
        (regisseur(), zonder_grond, "geen-grondslag-voor-delen"),
    ] {
        assert_eq!(geweigerde_aanvraag(wie, aanvraag).code(), code);
    }
}

/// D4
#[test]
fn lichte_hulp_hoeft_niet_uit_te_leggen_waarom_niet_lichter() {
    Verhaal::van(regisseur(), inzet_van("opvoedondersteuning", None, gedekt())).is("aangevraagd");
}

/// D4
#[test]
fn een_vernietigde_onderbouwing_blijft_een_onderbouwing() {
    let onderbouwing = Some(tekst("Bekeken.").vernietigd());
    Verhaal::van(schoolcoach(), inzet_van("jeugd-ggz", onderbouwing, gedekt())).is("aangevraagd");
}

/// D7
#[test]
fn toestemming_is_ook_een_grond() {
    let toestemming = Deelgrond::Toestemming(ToestemmingId::new(Uuid::from_u128(5)));
    Verhaal::van(huisarts(), Aanvraag { deelgrond: Some(toestemming), ..recept() }).is("aangevraagd");
}

#[test]
fn antwoord_volgt_binnen_vijf_werkdagen_bij_spoed_binnen_een() {
    for (spoed, tot) in [(false, "2026-03-09T23:00:00Z"), (true, "2026-03-03T23:00:00Z")] {
        let verhaal = Verhaal::van(huisarts(), Aanvraag { spoed, ..recept() });
        let DoorverwijzingEvent::VerwijzingAangevraagd(feit) = &verhaal.feiten[0].feit else { panic!() };
        assert_eq!(feit.beantwoorden_voor, op(tot));
    }
}

#[test]
fn een_doorverwijzing_wordt_een_keer_aangevraagd() {
    Verhaal::inzet().weigert(
        schoolcoach(),
        "2026-03-02",
        DoorverwijzingCommand::VraagAan(inzet()),
        "past-niet-bij-toestand",
    );
    Verhaal::default().weigert(aanbieder(), "2026-03-02", aanvaard(None), "past-niet-bij-toestand");
}

/// D23
#[test]
fn van_buiten_een_huishouden_kan_alleen_hulp_op_grond_van_de_wet() {
    for aanvraag in [inzet(), erbij_halen()] {
        let fout = geweigerde_aanvraag(schoolcoach(), Aanvraag { van_buiten: true, ..aanvraag });
        assert_eq!(fout.code(), "alleen-op-grond-van-de-wet");
    }
    let op_de_wet = Inzetdekking::Gedekt {
        bevoegdheid: Bevoegdheid::Wettelijk { artikel: "jeugdwet-2.6-1e".into(), wetsversie: "2015-01-01".into() },
        namens: None,
    };
    let aanvraag = inzet_van("jeugd-ggz", Some(tekst("Gesprekken gaven te weinig.")), op_de_wet);
    Verhaal::van(huisarts(), Aanvraag { van_buiten: true, ..aanvraag }).is("aangevraagd");
}
