//! The wire form of a problem is fixed.

use std::collections::BTreeSet;

use regieboek_api_types::{Probleem, Probleemcode, Veldfout};
use serde_json::json;

#[test]
fn een_probleem_draagt_alleen_de_leden_die_er_zijn() {
    let probleem = Probleem {
        soort: "urn:regieboek:probleem:niet-gevonden".into(),
        title: "Niet gevonden".into(),
        status: 404,
        detail: "Dit bestaat niet.".into(),
        instance: None,
        code: "niet-gevonden".into(),
        fouten: vec![],
        versie: None,
        toestand: None,
        huishouden_id: None,
    };
    let kaal = json!({
        "type": "urn:regieboek:probleem:niet-gevonden", "title": "Niet gevonden", "status": 404,
        "detail": "Dit bestaat niet.", "code": "niet-gevonden",
    });
    assert_eq!(serde_json::to_value(&probleem).unwrap(), kaal);
    assert_eq!(serde_json::from_value::<Probleem>(kaal).unwrap(), probleem);

    let vol = Probleem {
        instance: Some("urn:uuid:0".into()),
        fouten: vec![Veldfout { pointer: "/a".into(), code: "verplicht".into(), uitleg: "Verplicht.".into() }],
        versie: Some(7),
        toestand: Some("gesloten".into()),
        huishouden_id: Some(uuid::Uuid::nil()),
        ..probleem
    };
    let json = serde_json::to_value(&vol).unwrap();
    assert_eq!(json["huishoudenId"], json!("00000000-0000-0000-0000-000000000000"));
    assert_eq!(json["fouten"], json!([{ "pointer": "/a", "code": "verplicht", "uitleg": "Verplicht." }]));
    assert_eq!(
        (&json["instance"], &json["versie"], &json["toestand"]),
        (&json!("urn:uuid:0"), &json!(7), &json!("gesloten"))
    );
}

#[test]
fn elke_code_is_uniek_en_kebab_case_met_een_foutstatus() {
    let codes: BTreeSet<_> = Probleemcode::ALLE.iter().map(|c| c.code()).collect();
    assert_eq!(codes.len(), Probleemcode::ALLE.len());
    for code in Probleemcode::ALLE {
        assert!(code.code().bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{code:?}");
        assert!((400..600).contains(&code.status()) && !code.titel().is_empty(), "{code:?}");
    }
}
