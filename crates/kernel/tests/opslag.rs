//! The stored form of what every event holds: personal data, facts and accountability. Changing it breaks the past.

#![expect(clippy::unwrap_used, reason = "a test whose world cannot be built should stop")]

use proptest::prelude::*;
use regieboek_kernel::{
    Actor, Bevoegdheid, EscalatieId, EventId, Feit as _, Functie, MandaatId, Onderwerp, Passage, Persoonsgegeven,
    Professional, ProfessionalId, Rol, Vastgelegd, Verantwoording, VrijeTekst, feiten,
};
use serde_json::{Value, json};
use uuid::Uuid;

fn uuid(nummer: u32) -> String {
    format!("00000000-0000-0000-0000-{nummer:012x}")
}

fn tekst(inhoud: &str) -> VrijeTekst {
    Persoonsgegeven::new(Onderwerp::new(Uuid::from_u128(1)), Passage::new(Uuid::from_u128(2)), inhoud.to_owned())
}

/// Checks the stored form, both ways.
fn ligt_vast<T>(waarde: &T, verwacht: Value)
where
    T: serde::Serialize + serde::de::DeserializeOwned + PartialEq + std::fmt::Debug,
{
    assert_eq!(serde_json::to_value(waarde).unwrap(), verwacht);
    assert_eq!(&serde_json::from_value::<T>(verwacht).unwrap(), waarde);
}

#[test]
fn een_persoonsgegeven_ligt_in_een_envelop() {
    ligt_vast(
        &tekst("Fatima"),
        json!({"scheme": "leesbaar-1", "onderwerp": uuid(1), "passage": uuid(2), "value": "Fatima"}),
    );
    assert_eq!(
        serde_json::to_string(&tekst("Fatima")).unwrap(),
        format!(r#"{{"scheme":"leesbaar-1","onderwerp":"{}","passage":"{}","value":"Fatima"}}"#, uuid(1), uuid(2)),
        "the exact bytes are hashed"
    );
}

#[test]
fn wat_vernietigd_is_houdt_alleen_zijn_envelop() {
    let weg = tekst("Fatima").vernietigd();
    ligt_vast(&weg, json!({"scheme": "vernietigd", "onderwerp": uuid(1), "passage": uuid(2)}));
    assert_eq!(weg.waarde(), None);
    assert_eq!(weg.onderwerp(), Onderwerp::new(Uuid::from_u128(1)));
    assert_eq!(weg.clone().vernietigd(), weg);
}

#[test]
fn een_onbekend_schema_wordt_niet_gelezen() {
    let toekomst = json!({"scheme": "geheim-9", "onderwerp": uuid(1), "passage": uuid(2), "value": "?"});
    assert!(serde_json::from_value::<VrijeTekst>(toekomst).is_err());
}

#[test]
fn een_leesbare_envelop_zonder_inhoud_wordt_niet_gelezen() {
    for leeg in [
        json!({"scheme": "leesbaar-1", "onderwerp": uuid(1), "passage": uuid(2)}),
        json!({"scheme": "leesbaar-1", "onderwerp": uuid(1), "passage": uuid(2), "value": null}),
        json!({"onderwerp": uuid(1), "passage": uuid(2), "value": "?"}),
    ] {
        assert!(serde_json::from_value::<VrijeTekst>(leeg.clone()).is_err(), "{leeg}");
    }
}

#[test]
fn een_persoonsgegeven_drukt_zich_nooit_af() {
    assert_eq!(format!("{:?} {:#?}", tekst("Fatima"), tekst("Fatima")), "*** ***");
    assert_eq!(format!("{:?}", tekst("Fatima").vernietigd()), "(vernietigd)");
}

/// What happened to someone's name.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
struct NaamGewijzigd {
    nieuwe_naam: VrijeTekst,
}

/// That someone left.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
struct Vertrokken {}

feiten! {
    /// Facts of a test.
    pub enum Proef {
        /// Another name.
        "zz01" => NaamGewijzigd(NaamGewijzigd),
        /// Gone.
        "zz02" => Vertrokken(Vertrokken),
    }
}

#[test]
fn een_feit_ligt_onder_zijn_code_en_niet_onder_zijn_naam() {
    let gewijzigd = Proef::NaamGewijzigd(NaamGewijzigd { nieuwe_naam: tekst("Fatima").vernietigd() });
    ligt_vast(
        &gewijzigd,
        json!({"zz01": {"nieuweNaam": {"scheme": "vernietigd", "onderwerp": uuid(1), "passage": uuid(2)}}}),
    );
    ligt_vast(&Proef::Vertrokken(Vertrokken {}), json!({"zz02": {}}));
    assert_eq!((gewijzigd.code(), gewijzigd.naam(), gewijzigd.schema_versie()), ("zz01", "NaamGewijzigd", 1));
    assert_eq!(Proef::CODES, [("zz01", "NaamGewijzigd"), ("zz02", "Vertrokken")]);
    assert!(serde_json::from_value::<Proef>(json!({"Vertrokken": {}})).is_err());
}

#[test]
fn de_gebeurtenis_heet_naar_zijn_code() {
    let gebeurd = Vastgelegd { feit: Proef::Vertrokken(Vertrokken {}), verantwoording: door_systeem() };
    assert_eq!(cqrs_es::DomainEvent::event_type(&gebeurd), "zz02");
    assert_eq!(cqrs_es::DomainEvent::event_version(&gebeurd), "1");
}

fn door_systeem() -> Verantwoording {
    Verantwoording {
        wie: Actor::Systeem,
        bevoegdheid: Bevoegdheid::Regel,
        gebeurd_op: "2025-09-05T08:00:00Z".parse().unwrap(),
        reden: None,
        oorzaak: Some(EventId::new(Uuid::from_u128(3))),
    }
}

#[test]
fn verantwoording_zegt_wie_op_welke_grond_wanneer_en_waarom() {
    ligt_vast(
        &door_systeem(),
        json!({
            "wie": "systeem",
            "bevoegdheid": "regel",
            "gebeurdOp": "2025-09-05T08:00:00Z",
            "reden": null,
            "oorzaak": uuid(3)
        }),
    );
    let coach = Professional {
        id: ProfessionalId::new(Uuid::from_u128(4)),
        functie: Functie::CjgCoach,
        organisatie: "cjg-haarlemmermeer".parse().unwrap(),
        naam: tekst("Sam"),
    };
    let verantwoording = Verantwoording { wie: Actor::Professional(coach), oorzaak: None, ..door_systeem() }
        .met_reden("hulp-stagneert")
        .op_grond_van(Bevoegdheid::Mandaat { id: MandaatId::new(Uuid::from_u128(5)), versie: 7 });
    ligt_vast(
        &verantwoording,
        json!({
            "wie": {"professional": {
                "id": uuid(4),
                "functie": "cjg-coach",
                "organisatie": "cjg-haarlemmermeer",
                "naam": {"scheme": "leesbaar-1", "onderwerp": uuid(1), "passage": uuid(2), "value": "Sam"}
            }},
            "bevoegdheid": {"mandaat": {"id": uuid(5), "versie": 7}},
            "gebeurdOp": "2025-09-05T08:00:00Z",
            "reden": "hulp-stagneert",
            "oorzaak": null
        }),
    );
    assert_eq!(verantwoording.wie.functie(), Functie::CjgCoach);
    assert_eq!(door_systeem().wie.functie(), Functie::Systeem);
}

/// As JSON in what was stored until 28 November 2026, as a text in a column of every event.
#[test]
fn elke_bevoegdheid_heeft_haar_vaste_vorm() {
    let (mandaat, escalatie) = (MandaatId::new(Uuid::from_u128(5)), EscalatieId::new(Uuid::from_u128(6)));
    for (bevoegdheid, als_json, als_tekst) in [
        (Bevoegdheid::Functie, json!("functie"), "functie".to_owned()),
        (
            Bevoegdheid::Rol(Rol::Beleidsbeheerder),
            json!({"rol": "beleidsbeheerder"}),
            "rol:beleidsbeheerder".to_owned(),
        ),
        (Bevoegdheid::Regie, json!("regie"), "regie".to_owned()),
        (Bevoegdheid::Betrokkenheid, json!("betrokkenheid"), "betrokkenheid".to_owned()),
        (
            Bevoegdheid::Mandaat { id: mandaat, versie: 7 },
            json!({"mandaat": {"id": uuid(5), "versie": 7}}),
            format!("mandaat:{}@7", uuid(5)),
        ),
        (
            Bevoegdheid::Wettelijk { artikel: "jeugdwet-2.6-1e".to_owned(), wetsversie: "2025-01-01".to_owned() },
            json!({"wettelijk": {"artikel": "jeugdwet-2.6-1e", "wetsversie": "2025-01-01"}}),
            "wet:jeugdwet-2.6-1e@2025-01-01".to_owned(),
        ),
        (
            Bevoegdheid::Doorzettingsmacht { escalatie },
            json!({"doorzettingsmacht": {"escalatie": uuid(6)}}),
            format!("doorzettingsmacht:{}", uuid(6)),
        ),
        (Bevoegdheid::Regel, json!("regel"), "regel".to_owned()),
    ] {
        ligt_vast(&bevoegdheid, als_json);
        assert_eq!(bevoegdheid.to_string(), als_tekst);
        assert_eq!(als_tekst.parse(), Ok(bevoegdheid));
    }
    for niets in
        ["", "regie:", "Regie", "rol:koning", "mandaat:5@7", "wet:jeugdwet-2.6-1e", "doorzettingsmacht:", "mandaat"]
    {
        assert!(niets.parse::<Bevoegdheid>().is_err(), "{niets}");
    }
}

proptest! {
    #[test]
    fn geen_inhoud_lekt_door_het_afdrukken(inhoud in "[A-Za-z]{4,20}") {
        let gegeven = tekst(&inhoud);
        let vastgelegd = Vastgelegd {
            feit: Proef::NaamGewijzigd(NaamGewijzigd { nieuwe_naam: gegeven.clone() }),
            verantwoording: door_systeem(),
        };
        let inhoudloos = Vastgelegd {
            feit: Proef::NaamGewijzigd(NaamGewijzigd { nieuwe_naam: tekst("iets anders") }),
            verantwoording: door_systeem(),
        };
        prop_assert_eq!(format!("{vastgelegd:?}"), format!("{inhoudloos:?}"));
        prop_assert_eq!(serde_json::from_str::<VrijeTekst>(&serde_json::to_string(&gegeven).unwrap()).unwrap(), gegeven);
    }
}
