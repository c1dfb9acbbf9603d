//! The debt to the referrer (D14).

use regieboek_doorverwijzing::{DoorverwijzingCommand, Intrekreden, Verwijzingstermijn};
use regieboek_kernel::Actor;

use crate::woordenschat::*;

fn trek_in() -> DoorverwijzingCommand {
    DoorverwijzingCommand::TrekIn { reden: Intrekreden::PlanGesloten }
}

/// D8, D14
#[test]
fn terugkoppeling_is_verschuldigd_vanaf_de_aanvraag_en_voldaan_na_het_antwoord() {
    let verhaal = Verhaal::van(huisarts(), recept());
    assert_eq!(verhaal.nu.terugkoppeling_verschuldigd(), Some(op("2026-03-16T23:00:00Z")));
    let verhaal = verhaal
        .weigert(sociaal_makelaar(), "2026-03-03", koppel_terug(), "past-niet-bij-toestand")
        .dan(sociaal_makelaar(), "2026-03-03", aanvaard(None))
        .weigert(huisarts(), "2026-03-03", koppel_terug(), "niet-geadresseerd")
        .geeft(sociaal_makelaar(), "2026-03-04", koppel_terug(), &["VerwijzingTeruggekoppeld"]);
    assert_eq!(verhaal.nu.terugkoppeling_verschuldigd(), None);
    let verhaal = verhaal.dan(sociaal_makelaar(), "2026-03-10", start("2026-03-10"));
    assert_eq!(verhaal.nu.terugkoppeling_verschuldigd(), Some(op("2026-03-24T23:00:00Z")), "ook de start");
}

/// D14
#[test]
fn een_onbetaalde_schuld_houdt_haar_eigen_termijn() {
    let verhaal = Verhaal::van(huisarts(), recept()).dan(sociaal_makelaar(), "2026-03-03", aanvaard(None)).dan(
        sociaal_makelaar(),
        "2026-03-10",
        start("2026-03-10"),
    );
    assert_eq!(verhaal.nu.terugkoppeling_verschuldigd(), Some(op("2026-03-16T23:00:00Z")));
}

/// D13, D14
#[test]
fn een_te_late_terugkoppeling_wordt_een_keer_vastgelegd_en_blijft_verschuldigd() {
    let te_laat = || verstrijk(Verwijzingstermijn::Terugkoppeling);
    let verhaal = Verhaal::van(huisarts(), recept())
        .dan(sociaal_makelaar(), "2026-03-03", aanvaard(None))
        .geeft(Actor::Systeem, "2026-03-17", te_laat(), &["TermijnVerstreken"])
        .geeft(Actor::Systeem, "2026-03-18", te_laat(), &[]);
    assert!(verhaal.nu.terugkoppeling_verschuldigd().is_some());
    let verhaal = verhaal.dan(sociaal_makelaar(), "2026-03-19", koppel_terug());
    assert!(verhaal.nu.terugkoppeling_verschuldigd().is_none());
}

/// D14
#[test]
fn weigeren_verlopen_en_intrekken_door_een_ander_sluiten_de_schuld_niet() {
    let geweigerd = Verhaal::inzet().dan(aanbieder(), "2026-03-03", weiger());
    let verlopen = Verhaal::inzet().dan(Actor::Systeem, "2026-03-10", verstrijk(Verwijzingstermijn::Beantwoorden));
    let ingetrokken = Verhaal::inzet().dan(regisseur(), "2026-03-03", trek_in());
    for verhaal in [geweigerd, verlopen, ingetrokken] {
        assert!(verhaal.nu.terugkoppeling_verschuldigd().is_some());
        let verhaal = verhaal.dan(regisseur(), "2026-03-11", koppel_terug());
        assert!(verhaal.nu.terugkoppeling_verschuldigd().is_none());
    }
}

/// D14
#[test]
fn wie_zelf_intrekt_hoeft_niets_te_horen() {
    let verhaal = Verhaal::inzet().dan(schoolcoach(), "2026-03-03", trek_in());
    assert!(verhaal.nu.terugkoppeling_verschuldigd().is_none());
}
