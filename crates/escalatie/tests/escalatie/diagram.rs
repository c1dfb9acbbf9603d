//! Which command leads from which state to which, drawn anew and compared with what was agreed.

use regieboek_escalatie::{Afwijsreden, Escalatie, EscalatieCommand, Escalatiegrond, Escalatietermijn};
use regieboek_kernel::{Beleid, Beslisser as _, Opdracht, Verkenning, verken};

use crate::wereld::*;

/// Compares with the drawing of that name; `REGIEBOEK_GOUD=schrijf` draws it anew.
fn is_getekend(naam: &str, verkenning: &Verkenning) {
    assert_eq!(verkenning.nooit_gebeurd, [""; 0], "each fact follows from some command here");
    let pad = format!("{}/tests/golden/toestanden/{naam}.mmd", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("REGIEBOEK_GOUD").is_some_and(|wat| wat == "schrijf") {
        std::fs::write(&pad, &verkenning.diagram).unwrap();
    }
    assert_eq!(std::fs::read_to_string(&pad).unwrap_or_default(), verkenning.diagram, "{pad}");
}

fn opdracht(rol: Rol, dag: &str, wat: EscalatieCommand) -> Opdracht<EscalatieCommand> {
    let nu = op(&format!("{dag}T09:00:00Z"));
    Opdracht { wat, verantwoording: verantwoording(rol, nu), nu }
}

#[test]
fn de_toestanden_van_een_escalatie_zijn_zoals_getekend() {
    const DAG: &str = "2025-12-11";
    let opdrachten = [
        opdracht(Rol::CjgCoach, DAG, meld_aan(&[Escalatiegrond::HulpStagneert], false)),
        opdracht(Rol::Coordinator, DAG, neem_in_triage()),
        opdracht(Rol::Coordinator, DAG, neem_aan(Rol::Coordinator)),
        opdracht(Rol::Coordinator, DAG, wijs_af(Afwijsreden::AndereRoute)),
        opdracht(Rol::Coordinator, DAG, bepaal_volgorde(&[2, 1])),
        opdracht(Rol::Coordinator, DAG, doorbraak(1, 1200, "2026-03-01")),
        opdracht(Rol::Coordinator, DAG, bied_afschaling_aan(Rol::CjgCoach)),
        opdracht(Rol::CjgCoach, DAG, aanvaard_afschaling("2025-12-10")),
        opdracht(Rol::CjgCoach, DAG, wijs_afschaling_af()),
        opdracht(Rol::CjgCoach, DAG, meld_terugval()),
        opdracht(Rol::CjgCoach, "2027-01-01", sluit_af()),
        opdracht(Rol::Systeem, "2027-01-01", verstrijk(Escalatietermijn::Triage)),
        opdracht(Rol::Systeem, "2027-01-01", verstrijk(Escalatietermijn::Nazorg)),
        opdracht(Rol::Systeem, "2027-01-01", verstrijk(Escalatietermijn::Doorbraak(doorbraak_id(1)))),
    ];
    let naam = |escalatie: &Escalatie| escalatie.toestand().into();
    is_getekend(Escalatie::TYPE, &verken([], &opdrachten, naam, &Beleid::standaard()));
}
