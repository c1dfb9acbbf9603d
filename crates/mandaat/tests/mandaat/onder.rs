//! Ondermandaat: passed on by the holder, within the own mandaat, and taken back (M16, M19; Awb 10:9).

use regieboek_kernel::{
    Actor, Beleid, Beslisser as _, Bevoegdheid, Functie, MandaatId, Opdracht, Professional, Verantwoording,
};
use regieboek_mandaat::mandaat::Mandaathouder;
use regieboek_mandaat::{
    Besluitgrenzen, Bovenmandaat, Grens, Mandaat, MandaatCommand, MandaatError, Reden, Verlening, Wetstekst,
};
use uuid::Uuid;

use crate::common::{
    DAG_VAN_VERLENING, codes, datum, geldend, jeugdbesluit, na, op_mandaat, periode, tekst, tijd, verlenen, wie,
};

const LICHT: &str = "opvoedondersteuning";

fn professional(nummer: u128, functie: Functie, organisatie: &str) -> Verantwoording {
    Verantwoording {
        wie: Actor::Professional(Professional {
            id: wie(nummer),
            functie,
            organisatie: organisatie.parse().unwrap(),
            naam: tekst("Sam School"),
        }),
        bevoegdheid: Bevoegdheid::Functie,
        gebeurd_op: tijd(DAG_VAN_VERLENING),
        reden: None,
        oorzaak: None,
    }
}

/// The holder of the mandaat above.
fn schoolcoach() -> Verantwoording {
    professional(2, Functie::Schoolcoach, "school-de-regenboog")
}

/// Light youth help for a colleague of the same school, for the first half of the year.
pub(crate) fn van_de_collega() -> Verlening {
    let mut verlening = crate::common::voor_schoolcoach();
    verlening.houder = Mandaathouder { professional: wie(5), naam: tekst("Coen Collega"), ..verlening.houder };
    verlening.reikwijdte.voorzieningen = codes(&[LICHT]);
    verlening.geldig = periode("2026-01-05", "2026-06-30");
    verlening.wetstekst = Some(Wetstekst { regeling: "Jeugdwet art. 2.3".to_owned(), versie: datum("2015-01-01") });
    verlening.boven = Some(Bovenmandaat { mandaat: MandaatId::new(Uuid::from_u128(4)), versie: 1 });
    verlening
}

fn met_ondermandaat() -> Besluitgrenzen {
    Besluitgrenzen { ondermandaat_toegestaan: true, ..geldend(jeugdbesluit()).grenzen().unwrap() }
}

fn geef_door(
    verlening: Verlening,
    boven: Mandaat,
    grenzen: Besluitgrenzen,
    verantwoording: Verantwoording,
) -> Result<Mandaat, MandaatError> {
    let wat = MandaatCommand::VerleenOnder {
        verlening: Box::new(verlening),
        boven: Box::new(boven),
        grenzen,
        skj_geldig_tot: None,
    };
    let opdracht = Opdracht { wat, verantwoording, nu: tijd(DAG_VAN_VERLENING) };
    Mandaat::default().decide(opdracht, &Beleid::standaard()).map(Mandaat::na)
}

fn ondermandaat() -> Mandaat {
    geef_door(van_de_collega(), verlenen().kan(), met_ondermandaat(), schoolcoach()).unwrap()
}

fn met(verander: impl FnOnce(&mut Verlening)) -> Result<Mandaat, MandaatError> {
    let mut verlening = van_de_collega();
    verander(&mut verlening);
    geef_door(verlening, verlenen().kan(), met_ondermandaat(), schoolcoach())
}

/// M16
#[test]
fn een_houder_geeft_het_mandaat_door_binnen_het_eigen_mandaat() {
    assert_eq!(ondermandaat().boven(), Some(MandaatId::new(Uuid::from_u128(4))));
    op_mandaat(ondermandaat()).binnen(verlenen().kan()).vraagt(|v| v.wie = wie(5)).dekt(LICHT);
}

/// M16
#[test]
fn alleen_waar_het_besluit_het_toestaat() {
    let zonder = geldend(jeugdbesluit()).grenzen().unwrap();
    let uitkomst = geef_door(van_de_collega(), verlenen().kan(), zonder, schoolcoach());
    assert_eq!(uitkomst, Err(MandaatError::OndermandaatNietToegestaan));
}

/// M16
#[test]
fn alleen_de_houder_geeft_door_in_die_functie_en_bij_die_organisatie() {
    for ander in [
        professional(6, Functie::Schoolcoach, "school-de-regenboog"),
        professional(2, Functie::CjgCoach, "school-de-regenboog"),
        professional(2, Functie::Schoolcoach, "school-de-zon"),
        crate::common::beheerder(),
    ] {
        let uitkomst = geef_door(van_de_collega(), verlenen().kan(), met_ondermandaat(), ander);
        assert_eq!(uitkomst, Err(MandaatError::AlleenHouderVerleentOndermandaat));
    }
}

/// M16
#[test]
fn niet_ruimer_dan_het_eigen_mandaat_en_niet_langer() {
    assert_eq!(met(|v| v.geldig = periode("2026-01-05", "2027-01-01")), Err(MandaatError::PeriodeBuitenBovenmandaat));
    let smal = verlenen().met(|v| v.reikwijdte.gebieden = codes(&["haarlemmermeer-noord"])).kan();
    let uitkomst = geef_door(van_de_collega(), smal, met_ondermandaat(), schoolcoach());
    assert_eq!(uitkomst, Err(MandaatError::OndermandaatTeBreed(Grens::Gebieden)));
}

/// M7, M9, M16
#[test]
fn dezelfde_instemmingen_zijn_nodig_en_niemand_geeft_aan_zichzelf_door() {
    assert_eq!(met(|v| v.instemming_houder = None), Err(MandaatError::InstemmingHouderOntbreekt));
    assert_eq!(met(|v| v.instemming_werkgever = None), Err(MandaatError::InstemmingWerkgeverOntbreekt));
    assert_eq!(met(|v| v.houder.professional = wie(2)), Err(MandaatError::ZelfVerlening));
    assert_eq!(met(|v| v.reikwijdte.voorzieningen = codes(&["jeugd-ggz"])), Err(MandaatError::SkjOntbreekt));
}

/// M16
#[test]
fn een_ondermandaat_wordt_niet_nog_eens_doorgegeven() {
    let door_collega = professional(5, Functie::Schoolcoach, "school-de-regenboog");
    let mut verder = van_de_collega();
    verder.houder.professional = wie(6);
    let uitkomst = geef_door(verder, ondermandaat(), met_ondermandaat(), door_collega);
    assert_eq!(uitkomst, Err(MandaatError::OndermandaatVanOndermandaat));
}

/// M16
#[test]
fn wat_niet_werkt_wordt_niet_doorgegeven() {
    let uitkomst = geef_door(van_de_collega(), Mandaat::Ingetrokken, met_ondermandaat(), schoolcoach());
    assert_eq!(uitkomst, Err(MandaatError::BovenmandaatWerktNiet(Reden::Ingetrokken)));
}

/// M16
#[test]
fn een_ondermandaat_werkt_alleen_zolang_het_mandaat_erboven_werkt() {
    let collega = op_mandaat(ondermandaat()).vraagt(|v| v.wie = wie(5));
    collega.clone().dekt_niet(LICHT, Reden::BovenmandaatWerktNiet);
    collega
        .binnen(verlenen().kan())
        .dekt(LICHT)
        .boven_wordt(MandaatCommand::Schors { reden: tekst("onderzoek") })
        .dekt_niet(LICHT, Reden::BovenmandaatWerktNiet)
        .boven_wordt(MandaatCommand::Hervat)
        .dekt(LICHT)
        .boven_wordt(MandaatCommand::TrekIn { reden: tekst("uit dienst"), boven: None })
        .dekt_niet(LICHT, Reden::BovenmandaatWerktNiet);
}

/// M19
#[test]
fn een_ondermandaat_trekt_ook_de_houder_in_die_het_doorgaf_en_niemand_anders() {
    let trek_in = |boven: Mandaat, verantwoording| {
        let wat = MandaatCommand::TrekIn { reden: tekst("andere taak"), boven: Some(Box::new(boven)) };
        let opdracht = Opdracht { wat, verantwoording, nu: tijd(DAG_VAN_VERLENING) };
        ondermandaat()
            .decide(opdracht, &Beleid::standaard())
            .map(|feiten| feiten.into_iter().fold(ondermandaat(), Mandaat::evolve))
    };
    let boven = || verlenen().kan();
    let geschorst = na(boven(), MandaatCommand::Schors { reden: tekst("onderzoek") }, DAG_VAN_VERLENING);
    for (boven, wie) in [
        (boven(), schoolcoach()),
        (geschorst, schoolcoach()),
        (boven(), crate::common::beheerder()),
        (Mandaat::Ingetrokken, crate::common::beheerder()),
    ] {
        assert_eq!(trek_in(boven, wie), Ok(Mandaat::Ingetrokken));
    }
    for (boven, wie) in [
        (boven(), professional(5, Functie::Schoolcoach, "school-de-regenboog")),
        (boven(), professional(2, Functie::Schoolcoach, "school-de-zon")),
        (Mandaat::Ingetrokken, schoolcoach()),
    ] {
        assert_eq!(trek_in(boven, wie), Err(MandaatError::AlleenVerlener));
    }
}

/// M1, M19
#[test]
fn een_mandaat_dat_niet_is_doorgegeven_trekt_alleen_de_mandaatbeheerder_in() {
    let wat = MandaatCommand::TrekIn { reden: tekst("andere taak"), boven: None };
    let opdracht = Opdracht { wat, verantwoording: schoolcoach(), nu: tijd(DAG_VAN_VERLENING) };
    let uitkomst = verlenen().kan().decide(opdracht, &Beleid::standaard());
    assert_eq!(uitkomst, Err(MandaatError::AlleenMandaatbeheerder));
}
