//! Which command leads from which state to which, drawn anew and compared with what was agreed.

use regieboek_beleid::Beleidsboek;
use regieboek_kernel::{Beleid, Beslisser as _, verken};

use crate::wereld::{datum, met_triage, opdracht, stel_vast, trek_in};

/// What is to be seen of a book: whether the municipality has a policy of its own, now or later.
fn naam(boek: &Beleidsboek) -> &'static str {
    if boek == &Beleidsboek::default() {
        "nog niets vastgesteld"
    } else if boek.versies().count() == 1 {
        "alles ingetrokken"
    } else {
        "vastgesteld"
    }
}

#[test]
fn de_toestanden_van_een_beleidsboek_zijn_zoals_getekend() {
    let dag = datum("2026-03-02");
    let opdrachten =
        [stel_vast("2026-04-01", met_triage(3)), stel_vast("2026-06-01", met_triage(4)), trek_in(2), trek_in(3)]
            .map(|wat| opdracht(wat, dag));
    let verkenning = verken([], &opdrachten, naam, &Beleid::standaard());
    assert_eq!(verkenning.nooit_gebeurd, [""; 0], "each fact follows from some command here");
    let pad = format!("{}/tests/golden/toestanden/{}.mmd", env!("CARGO_MANIFEST_DIR"), Beleidsboek::TYPE);
    if std::env::var_os("REGIEBOEK_GOUD").is_some_and(|wat| wat == "schrijf") {
        std::fs::write(&pad, &verkenning.diagram).unwrap();
    }
    assert_eq!(std::fs::read_to_string(&pad).unwrap_or_default(), verkenning.diagram, "{pad}");
}
