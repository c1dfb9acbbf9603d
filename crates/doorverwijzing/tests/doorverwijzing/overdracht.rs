//! D20 to D22: an overdracht is answered by one person, after a joint conversation; and what a move leaves running.

use regieboek_doorverwijzing::{Intrekreden, Verwijzingstermijn};
use regieboek_kernel::{Actor, Beleid, Regelfout as _};

use crate::woordenschat::*;

/// D20, D21
#[test]
fn een_overdracht_wordt_aanvaard_door_wie_is_gevraagd_na_een_warm_gesprek() {
    let verhaal = Verhaal::overdracht()
        .weigert(regisseur(), "2026-03-04", aanvaard_overdracht("2026-03-03"), "overdracht-niet-aan-u")
        .weigert(vrijwilliger_bij_welzijn(), "2026-03-04", aanvaard_overdracht("2026-03-03"), "overdracht-niet-aan-u")
        .weigert(sociaal_makelaar(), "2026-03-04", aanvaard_overdracht("2026-03-05"), "warme-overdracht-in-toekomst")
        .weigert(sociaal_makelaar(), "2026-03-04", aanvaard(None), "overdracht-vraagt-gesprek")
        .geeft(sociaal_makelaar(), "2026-03-04", aanvaard_overdracht("2026-03-03"), &["OverdrachtAanvaard"])
        .geeft(sociaal_makelaar(), "2026-03-05", aanvaard_overdracht("2026-03-03"), &[])
        .is("overgedragen");
    assert_eq!(verhaal.nu.houder(), Some(id(&sociaal_makelaar())));
    assert_eq!(verhaal.nu.terugkoppeling_verschuldigd(), None, "the joint conversation told the referrer");
}

/// D20
#[test]
fn een_overdracht_kan_worden_geweigerd_ingetrokken_en_verlopen() {
    Verhaal::overdracht()
        .weigert(aanbieder(), "2026-03-04", weiger(), "overdracht-niet-aan-u")
        .geeft(sociaal_makelaar(), "2026-03-04", weiger(), &["VerwijzingGeweigerd"])
        .is("geweigerd");
    let trek_in = regieboek_doorverwijzing::DoorverwijzingCommand::TrekIn { reden: Intrekreden::NietMeerNodig };
    Verhaal::overdracht().dan(regisseur(), "2026-03-04", trek_in).is("ingetrokken");
    Verhaal::overdracht()
        .dan(Actor::Systeem, "2026-03-10", verstrijk(Verwijzingstermijn::Beantwoorden))
        .is("verlopen")
        .weigert(sociaal_makelaar(), "2026-03-11", aanvaard_overdracht("2026-03-03"), "past-niet-bij-toestand");
}

/// D21
#[test]
fn alleen_een_overdracht_wordt_met_een_warm_gesprek_aanvaard() {
    Verhaal::inzet().weigert(aanbieder(), "2026-03-04", aanvaard_overdracht("2026-03-03"), "geen-overdracht");
}

/// D22
#[test]
fn alleen_jeugdhulp_zonder_verblijf_die_loopt_of_is_toegezegd_gaat_na_een_verhuizing_door() {
    let gaat_door = |verhaal: &Verhaal| {
        verhaal.nu.gaat_door_na_verhuizing(&Beleid::standaard()).map_err(|fout| fout.code().to_owned())
    };
    let geen = || Err("geen-lopende-jeugdhulp".to_owned());
    let gevraagd = Verhaal::inzet();
    assert_eq!(gaat_door(&gevraagd), geen(), "not granted yet");
    assert_eq!(gaat_door(&gevraagd.dan(aanbieder(), "2026-03-04", aanvaard(None))), Ok(()));
    let met_verblijf = inzet_van("jeugdhulp-met-verblijf", Some(tekst("Thuis gaat niet meer.")), gedekt());
    let met_verblijf = Verhaal::van(schoolcoach(), met_verblijf).dan(aanbieder(), "2026-03-04", aanvaard(None));
    assert_eq!(gaat_door(&met_verblijf), geen(), "with stay");
    let wmo = inzet_van("begeleiding", Some(tekst("Lichter hielp niet.")), gedekt());
    let wmo = Verhaal::van(schoolcoach(), wmo).dan(aanbieder(), "2026-03-04", aanvaard(None));
    assert_eq!(gaat_door(&wmo), geen(), "not under the Jeugdwet");
}
