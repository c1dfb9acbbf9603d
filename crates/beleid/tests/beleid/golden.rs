//! The stored form of every fact, byte for byte: what is written today is read for ever.

use regieboek_beleid::{BeleidIngetrokken, BeleidVastgesteld, BeleidsboekEvent};
use regieboek_kernel::{Beleid, Beleidsinhoud, Feit as _};

use crate::wereld::{datum, tekst};

#[test]
fn feiten_van_een_beleidsboek() {
    let beleid = Beleid { versie: 2, vanaf: datum("2026-04-01"), inhoud: Beleidsinhoud::standaard() };
    let toelichting = tekst("Besluit van het college.");
    let feiten = [
        BeleidsboekEvent::BeleidVastgesteld(Box::new(BeleidVastgesteld { beleid, toelichting })),
        BeleidsboekEvent::BeleidIngetrokken(BeleidIngetrokken { versie: 2, reden: tekst("De raad wilde anders.") }),
    ];
    let golden = include_str!("../golden/beleidsboek.json");
    assert_eq!(serde_json::to_string_pretty(&feiten).unwrap(), golden.trim_end());
    assert_eq!(serde_json::from_str::<Vec<BeleidsboekEvent>>(golden).unwrap(), feiten);
    let codes = BeleidsboekEvent::CODES.iter().map(|(code, _)| *code);
    assert!(feiten.iter().map(BeleidsboekEvent::code).eq(codes), "every fact, in order of its code");
}
