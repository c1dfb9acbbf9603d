//! Statutory grounds (M14).

use regieboek_kernel::{Beleid, Bevoegdheid, Functie};
use regieboek_mandaat::{InzetVraag, Reden, wettelijke_dekking};

use crate::common::{tijd, wie};

fn dekking(functie: Functie, voorziening: &str, op: &str) -> Result<Bevoegdheid, Reden> {
    let vraag = InzetVraag {
        wie: wie(5),
        functie,
        organisatie: "praktijk-de-linde".parse().unwrap(),
        voorziening: voorziening.parse().unwrap(),
        gebied: "nieuw-vennep".parse().unwrap(),
        school: None,
        kosten_euro: None,
    };
    wettelijke_dekking(&vraag, tijd(op), &Beleid::standaard()).grond().map(|grond| grond.bevoegdheid())
}

fn artikel(code: &str) -> Result<Bevoegdheid, Reden> {
    Ok(Bevoegdheid::Wettelijk { artikel: code.to_owned(), wetsversie: "2015-01-01".to_owned() })
}

const NU: &str = "2026-03-02 10:00";

/// M14
#[test]
fn een_arts_zet_jeugdhulp_in_op_de_jeugdwet_zelf() {
    for arts in [Functie::Huisarts, Functie::MedischSpecialist, Functie::Jeugdarts] {
        assert_eq!(dekking(arts, "jeugd-ggz", NU), artikel("jeugdwet-2.6-1e"));
    }
}

/// M14
#[test]
fn een_jeugdbeschermer_zet_jeugdhulp_in_op_de_jeugdwet_zelf() {
    assert_eq!(dekking(Functie::Jeugdbeschermer, "jeugdhulp-met-verblijf", NU), artikel("jeugdwet-3.5"));
}

/// M14
#[test]
fn een_huisarts_zet_geen_wmo_ondersteuning_in() {
    assert_eq!(dekking(Functie::Huisarts, "huishoudelijke-hulp", NU), Err(Reden::VoorzieningBuitenReikwijdte));
    assert_eq!(dekking(Functie::Huisarts, "wondermiddel", NU), Err(Reden::VoorzieningOnbekend));
}

/// M14
#[test]
fn wie_niet_in_de_wet_staat_heeft_een_mandaat_nodig() {
    for functie in [Functie::Schoolcoach, Functie::PohJeugd, Functie::CoordinatorMeerTeam, Functie::Systeem] {
        assert_eq!(dekking(functie, "jeugd-ggz", NU), Err(Reden::FunctieZonderWettelijkeGrond));
    }
}

/// M14
#[test]
fn een_grond_geldt_vanaf_de_dag_waarop_de_wetstekst_in_werking_trad() {
    assert_eq!(dekking(Functie::Huisarts, "jeugd-ggz", "2015-01-01 00:01"), artikel("jeugdwet-2.6-1e"));
    let eerder = dekking(Functie::Huisarts, "jeugd-ggz", "2014-12-31 23:59");
    assert_eq!(eerder, Err(Reden::FunctieZonderWettelijkeGrond));
}
