//! From report to acceptance or refusal.

use regieboek_escalatie::{
    Afwijsreden, EscalatieCommand, EscalatieEvent, Escalatiegrond, Escalatietermijn, Obstakelcode, Toestand,
};
use regieboek_kernel::Tijdstip;

use crate::wereld::*;

fn triage_voor(verhaal: &Verhaal) -> Tijdstip {
    verhaal.escalatie.termijn(Escalatietermijn::Triage).unwrap().eindigt
}

#[test]
fn wie_erbij_betrokken_is_kan_het_meer_team_erbij_halen() {
    let verhaal = aangemeld().is(Toestand::Aangemeld, true);
    assert_eq!(verhaal.escalatie.huishouden(), Some(GEZIN));
    assert_eq!(verhaal.escalatie.gronden(), [Escalatiegrond::MeervoudigeProblematiek, Escalatiegrond::HulpStagneert]);
    assert_eq!(verhaal.escalatie.coordinator(), None);
}

/// E1, E4
#[test]
fn zonder_grond_of_toelichting_is_er_geen_escalatie() {
    let zonder = |geprobeerd: &str, gevraagd: &str| EscalatieCommand::MeldAan {
        huishouden: GEZIN,
        gronden: vec![Escalatiegrond::HulpStagneert],
        geprobeerd: tekst(geprobeerd),
        gevraagd: tekst(gevraagd),
        spoed: false,
    };
    let nu = "2025-09-05T08:00:00Z";
    Verhaal::default()
        .mag_niet(Rol::CjgCoach, nu, meld_aan(&[], false), "grond-ontbreekt")
        .mag_niet(Rol::CjgCoach, nu, zonder(" ", "Hulp."), "toelichting-ontbreekt")
        .mag_niet(Rol::CjgCoach, nu, zonder("Alles.", ""), "toelichting-ontbreekt")
        .is(Toestand::NogNietAangemeld, false);
}

#[test]
fn een_gevraagde_intake_kan_vanzelf_een_escalatie_openen() {
    Verhaal::default()
        .doet(Rol::Systeem, "2025-09-05T08:00:00Z", meld_aan(&[Escalatiegrond::OnorthodoxeOplossing], false))
        .is(Toestand::Aangemeld, true);
}

/// E3
#[test]
fn triage_duurt_twee_werkdagen_en_bij_spoedige_onveiligheid_vier_uur() {
    let vrijdag = "2025-09-05T08:00:00Z";
    assert_eq!(triage_voor(&aangemeld()), op("2025-09-09T22:00:00Z"), "until Tuesday midnight");
    let spoed = Verhaal::default().doet(Rol::CjgCoach, vrijdag, meld_aan(&[Escalatiegrond::Veiligheid], true));
    assert_eq!(triage_voor(&spoed), op("2025-09-05T12:00:00Z"));
    let zonder_spoed = Verhaal::default().doet(Rol::CjgCoach, vrijdag, meld_aan(&[Escalatiegrond::Veiligheid], false));
    assert_eq!(triage_voor(&zonder_spoed), op("2025-09-09T22:00:00Z"));
}

/// E2
#[test]
fn spoed_is_er_alleen_voor_veiligheid() {
    Verhaal::default().mag_niet(
        Rol::CjgCoach,
        "2025-09-05T08:00:00Z",
        meld_aan(&[Escalatiegrond::HulpStagneert], true),
        "spoed-alleen-bij-veiligheid",
    );
}

#[test]
fn dezelfde_melding_van_dezelfde_melder_verandert_niets_en_een_andere_past_niet() {
    let nu = "2025-09-05T08:05:00Z";
    let (stagneert, meervoudig) = (Escalatiegrond::HulpStagneert, Escalatiegrond::MeervoudigeProblematiek);
    aangemeld()
        .was_al_zo(Rol::CjgCoach, nu, meld_aan(&[stagneert, meervoudig], false))
        .was_al_zo(Rol::CjgCoach, nu, meld_aan(&[meervoudig, stagneert, stagneert], false))
        .mag_niet(Rol::CjgCoach, nu, meld_aan(&[stagneert], false), "past-niet-bij-toestand")
        .mag_niet(Rol::Schoolcoach, nu, meld_aan(&[stagneert, meervoudig], false), "past-niet-bij-toestand");
}

/// E16
#[test]
fn wie_van_het_meer_team_de_triage_neemt_is_de_behandelaar_en_een_tweede_hoort_dat() {
    let nu = "2025-09-05T09:05:00Z";
    let verhaal = in_triage().is(Toestand::InTriage, true).was_al_zo(Rol::Coordinator, nu, neem_in_triage()).mag_niet(
        Rol::Lid,
        nu,
        neem_in_triage(),
        "al-in-triage",
    );
    assert_eq!(verhaal.escalatie.behandelaar(), Some(Rol::Coordinator.id()));
}

/// E5
#[test]
fn alleen_het_meer_team_neemt_in_triage_neemt_aan_en_wijst_af() {
    let nu = "2025-09-05T09:30:00Z";
    for rol in [Rol::CjgCoach, Rol::Schoolcoach, Rol::Systeem] {
        aangemeld().mag_niet(rol, nu, neem_in_triage(), "alleen-meer-team");
        in_triage()
            .mag_niet(rol, nu, neem_in_triage(), "alleen-meer-team")
            .mag_niet(rol, nu, neem_aan(Rol::Coordinator), "alleen-meer-team")
            .mag_niet(rol, nu, wijs_af(Afwijsreden::GeenGrond), "alleen-meer-team");
    }
    aangemeld().doet(Rol::Lid, nu, neem_in_triage()).doet(Rol::Lid, nu, neem_aan(Rol::Coordinator));
}

#[test]
fn zonder_triage_wordt_niets_aangenomen_of_afgewezen() {
    let nu = "2025-09-05T09:30:00Z";
    for verhaal in [Verhaal::default(), aangemeld(), aangenomen(), in_nazorg()] {
        verhaal.mag_niet(Rol::Lid, nu, neem_aan(Rol::Lid), "past-niet-bij-toestand").mag_niet(
            Rol::Lid,
            nu,
            wijs_af(Afwijsreden::GeenGrond),
            "past-niet-bij-toestand",
        );
    }
}

/// E4
#[test]
fn een_afwijzing_heeft_een_reden_en_advies_en_sluit_de_escalatie() {
    let nu = "2025-09-08T09:00:00Z";
    let zonder_advies = EscalatieCommand::WijsAf { reden: Afwijsreden::AndereRoute, advies: tekst("") };
    in_triage()
        .mag_niet(Rol::Coordinator, nu, zonder_advies, "toelichting-ontbreekt")
        .doet(Rol::Coordinator, nu, wijs_af(Afwijsreden::RegisseurKanVerder))
        .is(Toestand::Afgewezen, false)
        .was_al_zo(Rol::Coordinator, nu, wijs_af(Afwijsreden::RegisseurKanVerder))
        .mag_niet(Rol::Coordinator, nu, wijs_af(Afwijsreden::GeenGrond), "past-niet-bij-toestand")
        .was_al_zo(Rol::Coordinator, nu, sluit_af())
        .mag_niet(Rol::Coordinator, nu, neem_in_triage(), "past-niet-bij-toestand");
}

/// E14, E15
#[test]
fn een_te_late_triage_wordt_een_keer_vastgelegd_en_niet_te_vroeg() {
    let triage = verstrijk(Escalatietermijn::Triage);
    let verhaal = in_triage()
        .mag_niet(Rol::Systeem, "2025-09-09T21:59:59Z", triage.clone(), "termijn-niet-verstreken")
        .mag_niet(Rol::Coordinator, "2025-09-09T22:00:00Z", triage.clone(), "alleen-systeem")
        .doet(Rol::Systeem, "2025-09-09T22:00:00Z", triage.clone())
        .was_al_zo(Rol::Systeem, "2025-09-09T22:01:00Z", triage.clone());
    let EscalatieEvent::TermijnVerstreken(feit) = verhaal.laatste() else { panic!("a term passed") };
    assert_eq!(feit.verstreken_op, op("2025-09-09T22:00:00Z"));
    verhaal.doet(Rol::Coordinator, "2025-09-10T08:00:00Z", neem_aan(Rol::Coordinator)).mag_niet(
        Rol::Systeem,
        "2025-09-10T09:00:00Z",
        triage,
        "termijn-loopt-niet",
    );
}

#[test]
fn een_obstakel_heeft_een_code_waarop_geteld_kan_worden() {
    for goed in ["wmo-235", "motivatie-eis-schuldhulp"] {
        let code: Obstakelcode = goed.parse().unwrap();
        assert_eq!((code.as_str(), code.to_string().as_str()), (goed, goed), "it is read as it was written");
    }
    for fout in ["", "De Wmo"] {
        assert!(fout.parse::<Obstakelcode>().is_err(), "{fout}");
    }
}
