//! The stored form of every fact. A change here is a new schema version.

use std::collections::BTreeSet;

use regieboek_escalatie::{Afwijsreden, EscalatieError, EscalatieEvent, Escalatietermijn, Toestand};
use regieboek_kernel::{Feit as _, Regelfout as _};
use serde_json::{Value, json};

use crate::wereld::*;

fn uuid(nummer: u32) -> String {
    format!("00000000-0000-0000-0000-{nummer:012x}")
}

fn leesbaar(value: &str) -> Value {
    json!({"scheme": "leesbaar-1", "onderwerp": uuid(0x10), "passage": uuid(0x30), "value": value})
}

fn functionaris(nummer: u32, functie: &str) -> Value {
    json!({"professional": uuid(nummer), "functie": functie, "organisatie": "gemeente"})
}

fn feiten_van(verhaal: &Verhaal) -> Vec<&EscalatieEvent> {
    verhaal.feiten.iter().map(|f| &f.feit).collect()
}

#[test]
fn elk_feit_heeft_zijn_vaste_vorm() {
    let lang = aangenomen()
        .doet(Rol::Coordinator, "2025-09-10T09:00:00Z", bepaal_volgorde(&[2, 1]))
        .doet(Rol::Coordinator, "2025-09-10T09:00:00Z", doorbraak(1, 1200, "2026-03-01"))
        .doet(Rol::Coordinator, "2025-12-08T09:00:00Z", bied_afschaling_aan(Rol::CjgCoach))
        .doet(Rol::CjgCoach, "2025-12-09T09:00:00Z", wijs_afschaling_af())
        .doet(Rol::Coordinator, "2025-12-10T09:00:00Z", bied_afschaling_aan(Rol::CjgCoach))
        .doet(Rol::CjgCoach, "2025-12-11T09:00:00Z", aanvaard_afschaling("2025-12-10"))
        .doet(Rol::Systeem, "2026-03-02T09:00:00Z", verstrijk(Escalatietermijn::Doorbraak(doorbraak_id(1))))
        .doet(Rol::CjgCoach, "2026-03-10T09:00:00Z", meld_terugval());
    let afgewezen = in_triage().doet(Rol::Lid, "2025-09-08T09:00:00Z", wijs_af(Afwijsreden::RegisseurKanVerder));
    let afgesloten = in_nazorg().doet(Rol::Systeem, "2026-06-12T09:00:00Z", verstrijk(Escalatietermijn::Nazorg)).doet(
        Rol::CjgCoach,
        "2026-06-12T09:00:00Z",
        sluit_af(),
    );

    let verwacht = json!([
        {"es01": {
            "huishouden": uuid(0x10),
            "gronden": ["meervoudige-problematiek", "hulp-stagneert"],
            "geprobeerd": leesbaar("Drie aanbieders gevraagd."),
            "gevraagd": leesbaar("Zet de schulden voorop."),
            "spoed": false,
            "triageVoor": "2025-09-09T22:00:00Z"
        }},
        {"es02": {"behandelaar": uuid(0x20)}},
        {"es03": {"coordinator": functionaris(0x20, "coordinator-meer-team"), "voorgaandeRegisseur": uuid(0x22)}},
        {"es05": {
            "volgorde": [uuid(0x42), uuid(0x41)],
            "toelichting": leesbaar("Eerst de schulden, dan de behandeling.")
        }},
        {"es06": {
            "id": uuid(0x51),
            "obstakel": {
                "soort": "toelatingseis",
                "regelOfInstantie": "motivatie-eis-schuldhulp",
                "omschrijving": leesbaar("Schuldhulp vraagt motivatie vooraf.")
            },
            "oplossing": leesbaar("Meteen een budgetcoach."),
            "kostenEuro": 1200,
            "kostendrager": "gemeente",
            "redenen": leesbaar("Zonder rust in het geld geen behandeling."),
            "tot": "2026-03-01"
        }},
        {"es07": {
            "volgendeRegisseur": functionaris(0x22, "cjg-coach"),
            "resultaat": leesbaar("De schulden zijn geregeld.")
        }},
        {"es09": {"reden": leesbaar("Er is nog geen plek op school.")}},
        {"es07": {
            "volgendeRegisseur": functionaris(0x22, "cjg-coach"),
            "resultaat": leesbaar("De schulden zijn geregeld.")
        }},
        {"es08": {
            "regisseur": functionaris(0x22, "cjg-coach"),
            "warmeOverdracht": "2025-12-10",
            "nazorgTotMinstens": "2026-06-11"
        }},
        {"es12": {"termijn": {"doorbraak": uuid(0x51)}, "verstrekenOp": "2026-03-01T23:00:00Z"}},
        {"es10": {
            "toelichting": leesbaar("Er is opnieuw huurachterstand."),
            "triageVoor": "2026-03-12T23:00:00Z"
        }},
    ]);
    assert_eq!(serde_json::to_value(feiten_van(&lang)).unwrap(), verwacht);
    assert_eq!(
        serde_json::to_value(afgewezen.laatste()).unwrap(),
        json!({"es04": {"reden": "regisseur-kan-verder", "advies": leesbaar("Vraag eerst het wijkteam.")}})
    );
    let slot = feiten_van(&afgesloten).split_off(5);
    assert_eq!(
        serde_json::to_value(slot).unwrap(),
        json!([{"es12": {"termijn": "nazorg", "verstrekenOp": "2026-06-11T22:00:00Z"}}, {"es11": {}}])
    );

    let gezien: BTreeSet<_> =
        [&lang, &afgewezen, &afgesloten].iter().flat_map(|v| feiten_van(v)).map(|f| (f.code(), f.naam())).collect();
    assert_eq!(gezien, EscalatieEvent::CODES.iter().copied().collect(), "every fact is pinned above");
}

#[test]
fn een_geweigerde_opdracht_noemt_toestand_en_opdracht() {
    let fout = EscalatieError::PastNietBijToestand { toestand: Toestand::Afgewezen, opdracht: "neem-aan" };
    assert_eq!(fout.code(), "past-niet-bij-toestand");
    assert_eq!(fout.to_string(), "De opdracht 'neem-aan' past niet bij een escalatie met de toestand 'afgewezen'.");
    let nazorg = EscalatieError::NazorgLooptNog { tot_minstens: "2026-06-11".parse().unwrap() };
    assert_eq!(
        nazorg.to_string(),
        "De nazorg duurt minstens tot en met 2026-06-11; daarna kan de escalatie worden afgesloten."
    );
}
