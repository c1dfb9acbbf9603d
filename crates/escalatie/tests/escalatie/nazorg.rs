//! Step-down, nazorg and terugval.

use regieboek_escalatie::{EscalatieEvent, Escalatiegrond, Escalatietermijn, Toestand};

use crate::wereld::*;

const NU: &str = "2025-12-09T09:00:00Z";

/// E5, E10
#[test]
fn afschalen_noemt_de_volgende_regisseur_en_dat_is_een_ander() {
    let verhaal = aangenomen()
        .mag_niet(Rol::CjgCoach, NU, bied_afschaling_aan(Rol::CjgCoach), "alleen-meer-team")
        .mag_niet(Rol::Coordinator, NU, bied_afschaling_aan(Rol::Coordinator), "volgende-regisseur-is-coordinator")
        .doet(Rol::Coordinator, NU, bied_afschaling_aan(Rol::CjgCoach))
        .was_al_zo(Rol::Coordinator, NU, bied_afschaling_aan(Rol::CjgCoach));
    assert_eq!(verhaal.escalatie.volgende_regisseur(), Some(&Rol::CjgCoach.functionaris()));
}

/// E11
#[test]
fn alleen_de_gevraagde_volgende_regisseur_antwoordt() {
    for rol in [Rol::Schoolcoach, Rol::Coordinator, Rol::Systeem] {
        afgeschaald().mag_niet(rol, NU, aanvaard_afschaling("2025-12-09"), "alleen-volgende-regisseur").mag_niet(
            rol,
            NU,
            wijs_afschaling_af(),
            "alleen-volgende-regisseur",
        );
    }
}

/// E11
#[test]
fn een_onbeantwoord_aanbod_kan_naar_een_ander() {
    afgeschaald()
        .doet(Rol::Coordinator, NU, bied_afschaling_aan(Rol::Schoolcoach))
        .mag_niet(Rol::CjgCoach, NU, aanvaard_afschaling("2025-12-09"), "alleen-volgende-regisseur")
        .doet(Rol::Schoolcoach, NU, aanvaard_afschaling("2025-12-09"));
}

#[test]
fn een_geweigerde_afschaling_laat_de_regie_bij_het_meer_team() {
    let verhaal = afgeschaald().doet(Rol::CjgCoach, NU, wijs_afschaling_af()).is(Toestand::Aangenomen, true);
    assert_eq!(verhaal.escalatie.coordinator(), Some(&Rol::Coordinator.functionaris()));
    assert_eq!(verhaal.escalatie.volgende_regisseur(), None);
}

/// E12
#[test]
fn aanvaarden_kan_pas_na_de_warme_overdracht() {
    let verhaal = afgeschaald()
        .mag_niet(Rol::CjgCoach, NU, aanvaard_afschaling("2025-12-10"), "warme-overdracht-in-toekomst")
        .doet(Rol::CjgCoach, NU, aanvaard_afschaling("2025-12-09"))
        .is(Toestand::InNazorg, false)
        .was_al_zo(Rol::CjgCoach, NU, aanvaard_afschaling("2025-12-09"))
        .mag_niet(Rol::CjgCoach, NU, aanvaard_afschaling("2025-12-08"), "past-niet-bij-toestand");
    assert_eq!(verhaal.escalatie.coordinator(), None);
    assert_eq!(verhaal.escalatie.volgende_regisseur(), Some(&Rol::CjgCoach.functionaris()));
}

/// E13, E15
#[test]
fn nazorg_duurt_minstens_zes_maanden() {
    let verhaal = in_nazorg();
    let EscalatieEvent::AfschalingAanvaard(feit) = verhaal.laatste() else { panic!("step-down accepted") };
    assert_eq!(feit.nazorg_tot_minstens.to_string(), "2026-06-11");
    let nazorg = verstrijk(Escalatietermijn::Nazorg);
    verhaal
        .mag_niet(Rol::CjgCoach, "2026-06-11T21:59:59Z", sluit_af(), "nazorg-loopt-nog")
        .mag_niet(Rol::Systeem, "2026-06-11T21:59:59Z", nazorg.clone(), "termijn-niet-verstreken")
        .doet(Rol::Systeem, "2026-06-11T22:00:00Z", nazorg.clone())
        .was_al_zo(Rol::Systeem, "2026-06-11T22:00:00Z", nazorg)
        .is(Toestand::InNazorg, false)
        .doet(Rol::CjgCoach, "2026-06-11T22:00:00Z", sluit_af())
        .is(Toestand::Afgesloten, false)
        .was_al_zo(Rol::CjgCoach, "2026-06-12T09:00:00Z", sluit_af());
}

/// E3
#[test]
fn terugval_heropent_meteen_en_de_weg_naar_de_regie_is_weer_open() {
    let terugval = "2026-03-10T09:00:00Z";
    let verhaal = in_nazorg()
        .doet(Rol::Schoolcoach, terugval, meld_terugval())
        .is(Toestand::Heropend, true)
        .was_al_zo(Rol::Schoolcoach, terugval, meld_terugval())
        .mag_niet(Rol::CjgCoach, terugval, meld_terugval(), "past-niet-bij-toestand");
    let EscalatieEvent::EscalatieHeropend(feit) = verhaal.laatste() else { panic!("re-opened") };
    assert_eq!(feit.triage_voor, op("2026-03-12T23:00:00Z"));
    verhaal
        .doet(Rol::Lid, terugval, neem_in_triage())
        .doet(Rol::Lid, terugval, neem_aan(Rol::Lid))
        .is(Toestand::Aangenomen, true);
}

/// E3
#[test]
fn terugval_na_een_spoedmelding_heeft_weer_spoed() {
    let verhaal = Verhaal::default()
        .doet(Rol::CjgCoach, "2025-09-05T08:00:00Z", meld_aan(&[Escalatiegrond::Veiligheid], true))
        .doet(Rol::Lid, "2025-09-05T08:30:00Z", neem_in_triage())
        .doet(Rol::Lid, "2025-09-05T09:00:00Z", neem_aan(Rol::Lid))
        .doet(Rol::Lid, NU, bied_afschaling_aan(Rol::CjgCoach))
        .doet(Rol::CjgCoach, NU, aanvaard_afschaling("2025-12-09"))
        .doet(Rol::CjgCoach, "2026-03-10T09:00:00Z", meld_terugval());
    let termijn = verhaal.escalatie.termijn(Escalatietermijn::Triage).unwrap();
    assert_eq!(termijn.eindigt, op("2026-03-10T13:00:00Z"));
}

#[test]
fn terugval_bestaat_alleen_tijdens_de_nazorg() {
    for verhaal in [Verhaal::default(), aangemeld(), aangenomen(), afgeschaald()] {
        verhaal.mag_niet(Rol::CjgCoach, NU, meld_terugval(), "past-niet-bij-toestand").mag_niet(
            Rol::CjgCoach,
            NU,
            sluit_af(),
            "past-niet-bij-toestand",
        );
    }
}
