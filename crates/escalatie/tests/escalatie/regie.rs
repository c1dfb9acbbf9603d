//! While the Meer-team holds the regie.

use regieboek_escalatie::{Escalatietermijn, Toestand};

use crate::wereld::*;

const NU: &str = "2025-09-10T09:00:00Z";

#[test]
fn aannemen_noemt_de_coordinator_en_wie_de_regie_had() {
    let verhaal = aangenomen().is(Toestand::Aangenomen, true).was_al_zo(Rol::Lid, NU, neem_aan(Rol::Coordinator));
    assert_eq!(verhaal.escalatie.coordinator(), Some(&Rol::Coordinator.functionaris()));
    assert_eq!(verhaal.escalatie.voorgaande_regisseur(), Some(Rol::CjgCoach.id()));
    assert_eq!(verhaal.escalatie.behandelaar(), None);
}

/// E6
#[test]
fn de_coordinator_is_van_het_meer_team() {
    in_triage().mag_niet(Rol::Coordinator, NU, neem_aan(Rol::CjgCoach), "coordinator-niet-van-meer-team");
}

#[test]
fn wie_later_aanneemt_hoort_dat_een_ander_won() {
    aangenomen().mag_niet(Rol::Lid, NU, neem_aan(Rol::Lid), "past-niet-bij-toestand");
}

/// E5
#[test]
fn alleen_het_meer_team_bepaalt_de_volgorde_en_alleen_na_aannemen() {
    let volgorde = bepaal_volgorde(&[2, 1]);
    aangenomen()
        .mag_niet(Rol::CjgCoach, NU, volgorde.clone(), "alleen-meer-team")
        .doet(Rol::Lid, NU, volgorde.clone())
        .was_al_zo(Rol::Coordinator, NU, volgorde.clone())
        .doet(Rol::Coordinator, NU, bepaal_volgorde(&[1, 2]));
    for verhaal in [Verhaal::default(), aangemeld(), in_triage(), in_nazorg()] {
        verhaal.mag_niet(Rol::Coordinator, NU, volgorde.clone(), "past-niet-bij-toestand");
    }
}

/// E7
#[test]
fn een_volgorde_noemt_elke_actie_een_keer() {
    aangenomen().mag_niet(Rol::Coordinator, NU, bepaal_volgorde(&[]), "volgorde-is-leeg").mag_niet(
        Rol::Coordinator,
        NU,
        bepaal_volgorde(&[1, 2, 1]),
        "actie-dubbel-in-volgorde",
    );
}

/// E5, E8
#[test]
fn een_doorbraak_is_alleen_van_het_meer_team_en_geldt_tot_een_dag_in_de_toekomst() {
    let besluit = doorbraak(1, 1200, "2026-03-01");
    aangenomen()
        .mag_niet(Rol::Schoolcoach, NU, besluit.clone(), "alleen-meer-team")
        .mag_niet(Rol::Coordinator, NU, doorbraak(1, 1200, "2025-09-10"), "doorbraak-eindigt-niet-in-toekomst")
        .doet(Rol::Coordinator, NU, besluit);
    in_triage().mag_niet(Rol::Coordinator, NU, doorbraak(1, 1200, "2026-03-01"), "past-niet-bij-toestand");
}

/// E9
#[test]
fn een_doorbraak_wordt_een_keer_besloten() {
    aangenomen()
        .doet(Rol::Coordinator, NU, doorbraak(1, 1200, "2026-03-01"))
        .was_al_zo(Rol::Coordinator, NU, doorbraak(1, 1200, "2026-03-01"))
        .was_al_zo(Rol::Coordinator, "2026-06-01T09:00:00Z", doorbraak(1, 1200, "2026-03-01"))
        .mag_niet(Rol::Coordinator, NU, doorbraak(1, 9900, "2026-03-01"), "doorbraak-bestaat-al")
        .doet(Rol::Coordinator, NU, doorbraak(2, 9900, "2026-03-01"));
}

/// E9
#[test]
fn een_doorbraak_die_is_afgelopen_blijft_hetzelfde_besluit() {
    aangenomen()
        .doet(Rol::Coordinator, NU, doorbraak(1, 1200, "2026-03-01"))
        .doet(Rol::Systeem, "2026-03-01T23:00:00Z", verstrijk(Escalatietermijn::Doorbraak(doorbraak_id(1))))
        .was_al_zo(Rol::Coordinator, "2026-03-02T09:00:00Z", doorbraak(1, 1200, "2026-03-01"));
}

/// E15
#[test]
fn een_doorbraak_loopt_af_na_zijn_laatste_dag_ook_in_de_nazorg() {
    let afloop = verstrijk(Escalatietermijn::Doorbraak(doorbraak_id(1)));
    aangenomen()
        .mag_niet(Rol::Systeem, NU, afloop.clone(), "termijn-loopt-niet")
        .doet(Rol::Coordinator, NU, doorbraak(1, 1200, "2026-03-01"))
        .doet(Rol::Coordinator, "2025-12-08T09:00:00Z", bied_afschaling_aan(Rol::CjgCoach))
        .doet(Rol::CjgCoach, "2025-12-11T09:00:00Z", aanvaard_afschaling("2025-12-10"))
        .mag_niet(Rol::Systeem, "2026-03-01T22:59:59Z", afloop.clone(), "termijn-niet-verstreken")
        .doet(Rol::Systeem, "2026-03-01T23:00:00Z", afloop.clone())
        .was_al_zo(Rol::Systeem, "2026-03-02T09:00:00Z", afloop)
        .is(Toestand::InNazorg, false);
}

#[test]
fn zolang_de_afschaling_alleen_is_aangeboden_houdt_het_meer_team_zijn_macht() {
    let verhaal = afgeschaald()
        .is(Toestand::Afgeschaald, true)
        .doet(Rol::Coordinator, "2025-12-09T09:00:00Z", bepaal_volgorde(&[3]))
        .doet(Rol::Coordinator, "2025-12-09T09:00:00Z", doorbraak(1, 0, "2026-03-01"))
        .is(Toestand::Afgeschaald, true);
    assert_eq!(verhaal.escalatie.coordinator(), Some(&Rol::Coordinator.functionaris()));
}
