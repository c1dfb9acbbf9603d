//! Terms that pass (D13).

use regieboek_doorverwijzing::{DoorverwijzingEvent, HulpStagneert, Verwijzingstermijn, Wachtoorzaak};
use regieboek_kernel::{Actor, Regelfout as _};

use crate::woordenschat::*;

const SYSTEEM: Actor = Actor::Systeem;

/// D13
#[test]
fn wat_niemand_op_tijd_beantwoordt_verloopt_en_stagneert() {
    let beantwoorden = || verstrijk(Verwijzingstermijn::Beantwoorden);
    let verhaal = Verhaal::inzet()
        .weigert(SYSTEEM, "2026-03-09T22:59:59Z", beantwoorden(), "termijn-nog-niet-verstreken")
        .geeft(
            SYSTEEM,
            "2026-03-09T23:00:00Z",
            beantwoorden(),
            &["TermijnVerstreken", "VerwijzingVerlopen", "HulpStagneert"],
        )
        .geeft(SYSTEEM, "2026-03-09T23:00:01Z", beantwoorden(), &[])
        .weigert(aanbieder(), "2026-03-10", aanvaard(None), "past-niet-bij-toestand")
        .is("verlopen");
    let stagneert = HulpStagneert { oorzaak: Wachtoorzaak::NiemandAntwoordde };
    assert_eq!(verhaal.feiten[3].feit, DoorverwijzingEvent::HulpStagneert(stagneert));
}

/// D13
#[test]
fn een_antwoord_dat_de_vastlegging_voor_is_telt() {
    Verhaal::inzet()
        .dan(aanbieder(), "2026-03-10", aanvaard(None))
        .geeft(SYSTEEM, "2026-03-10", verstrijk(Verwijzingstermijn::Beantwoorden), &[])
        .is("aanvaard");
}

/// D13
#[test]
fn zes_weken_na_acceptatie_zonder_start_stagneert_hulp() {
    let start_voorbij = || verstrijk(Verwijzingstermijn::Start);
    let verhaal = Verhaal::inzet()
        .dan(aanbieder(), "2026-03-04", aanvaard(None))
        .dan(aanbieder(), "2026-03-05", wachttijd("2026-04-10", Wachtoorzaak::BewonerVroegTeWachten))
        .weigert(SYSTEEM, "2026-04-15", start_voorbij(), "termijn-nog-niet-verstreken")
        .geeft(SYSTEEM, "2026-04-16", start_voorbij(), &["TermijnVerstreken", "HulpStagneert"])
        .geeft(SYSTEEM, "2026-04-17", start_voorbij(), &[])
        .is("aanvaard");
    let stagneert = HulpStagneert { oorzaak: Wachtoorzaak::BewonerVroegTeWachten };
    assert_eq!(verhaal.feiten[4].feit, DoorverwijzingEvent::HulpStagneert(stagneert));
    assert_eq!(verhaal.nu.lopende_termijn(Verwijzingstermijn::Start), None);
}

/// D13
#[test]
fn alleen_de_software_legt_een_verstreken_termijn_vast() {
    let wat = verstrijk(Verwijzingstermijn::Beantwoorden);
    let fout = Verhaal::inzet().probeer(schoolcoach(), op("2026-04-01"), wat).unwrap_err();
    assert_eq!(fout.code(), "alleen-door-systeem");
}
