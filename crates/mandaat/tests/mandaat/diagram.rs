//! Which command leads from which state to which, drawn anew and compared with what was agreed.

use regieboek_kernel::{Actor, Beleid, Beslisser, Opdracht, Verantwoording, Verkenning, verken};
use regieboek_mandaat::{
    Mandaat, MandaatCommand, Mandaatbesluit, MandaatbesluitCommand, SkjRegistratie, SkjRegistratieCommand,
};

use crate::common::{DAG_VAN_VERLENING, beheerder, datum, inschrijving, jeugdbesluit, tekst, tijd, verlenen};

/// Long after everything has ended.
const LATER: &str = "2040-01-02 09:00";

/// Compares with the drawing of that name; `REGIEBOEK_GOUD=schrijf` draws it anew.
fn is_getekend(naam: &str, verkenning: &Verkenning) {
    assert_eq!(verkenning.nooit_gebeurd, [""; 0], "each fact follows from some command here");
    let pad = format!("{}/tests/golden/toestanden/{naam}.mmd", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("REGIEBOEK_GOUD").is_some_and(|wat| wat == "schrijf") {
        std::fs::write(&pad, &verkenning.diagram).unwrap();
    }
    assert_eq!(std::fs::read_to_string(&pad).unwrap_or_default(), verkenning.diagram, "{pad}");
}

/// The mandaatbeheerder asks, on the day of granting.
fn opdracht<C>(wat: C) -> Opdracht<C> {
    Opdracht { wat, verantwoording: beheerder(), nu: tijd(DAG_VAN_VERLENING) }
}

/// The software asks, when every term has passed.
fn van_de_software<C>(wat: C) -> Opdracht<C> {
    Opdracht { wat, verantwoording: Verantwoording { wie: Actor::Systeem, ..beheerder() }, nu: tijd(LATER) }
}

#[test]
fn de_toestanden_van_een_mandaat_zijn_zoals_getekend() {
    use MandaatCommand as C;
    let opdrachten = [
        verlenen().opdracht(),
        opdracht(C::Schors { reden: tekst("onderzoek") }),
        opdracht(C::Hervat),
        opdracht(C::TrekIn { reden: tekst("uit dienst"), boven: None }),
        van_de_software(C::VerstrijkTermijn),
    ];
    is_getekend(Mandaat::TYPE, &verken([], &opdrachten, |mandaat: &Mandaat| mandaat.into(), &Beleid::standaard()));
}

#[test]
fn de_toestanden_van_een_mandaatbesluit_zijn_zoals_getekend() {
    use MandaatbesluitCommand as C;
    let opdrachten = [
        opdracht(C::LegVast(jeugdbesluit())),
        opdracht(C::TrekIn { per: datum("2026-07-01") }),
        van_de_software(C::VerstrijkTermijn),
    ];
    let naam = |besluit: &Mandaatbesluit| besluit.into();
    is_getekend(Mandaatbesluit::TYPE, &verken([], &opdrachten, naam, &Beleid::standaard()));
}

#[test]
fn de_toestanden_van_een_skj_registratie_zijn_zoals_getekend() {
    use SkjRegistratieCommand as C;
    let opdrachten = [
        opdracht(C::Registreer(inschrijving("2026-06-30"))),
        opdracht(C::Verleng { geldig_tot: datum("2031-06-30") }),
        opdracht(C::Beeindig { per: datum("2026-04-01") }),
        van_de_software(C::VerstrijkTermijn),
    ];
    let naam = |skj: &SkjRegistratie| skj.into();
    is_getekend(SkjRegistratie::TYPE, &verken([], &opdrachten, naam, &Beleid::standaard()));
}
