//! Codes that the municipality chooses, and closed lists that the software knows.

#![expect(clippy::unwrap_used, reason = "a test whose world cannot be built should stop")]

use std::collections::BTreeSet;
use std::fmt::{Debug, Display};
use std::str::FromStr;

use proptest::prelude::*;
use regieboek_kernel::{
    Beleid, BeleidsboekId, Functie, Gebied, Gemeente, Grondslag, Leefgebied, Organisatie, Regieverlies, Termijn,
    Vindplaats, Voorziening, Wet, Zwaarte,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use strum::IntoEnumIterator;

#[test]
fn een_code_heeft_kleine_letters_cijfers_en_enkele_koppeltekens() {
    let zestig = "a".repeat(60);
    let eenenzestig = "a".repeat(61);
    let tabel = [
        ("hoofddorp-zuidwest", true),
        ("jeugd-ggz", true),
        ("a", true),
        ("0394", true),
        ("a-1-b", true),
        (zestig.as_str(), true),
        (eenenzestig.as_str(), false),
        ("", false),
        ("-", false),
        ("-a", false),
        ("a-", false),
        ("a--b", false),
        ("Hoofddorp", false),
        ("a b", false),
        ("a_b", false),
        ("a.b", false),
        ("geïndiceerd", false),
        ("a\n", false),
    ];
    for (tekst, goed) in tabel {
        assert_eq!(tekst.parse::<Gebied>().is_ok(), goed, "{tekst}");
        assert_eq!(tekst.parse::<Voorziening>().is_ok(), goed, "{tekst}");
        assert_eq!(tekst.parse::<Organisatie>().is_ok(), goed, "{tekst}");
        let json = serde_json::to_string(tekst).unwrap();
        assert_eq!(serde_json::from_str::<Gebied>(&json).is_ok(), goed, "{tekst}");
    }
}

#[test]
fn een_gemeente_heeft_vier_cijfers() {
    for (tekst, goed) in
        [("0394", true), ("0392", true), ("394", false), ("00394", false), ("03a4", false), ("", false), ("٣٩", false)]
    {
        assert_eq!(tekst.parse::<Gemeente>().is_ok(), goed, "{tekst}");
    }
}

/// Checks that JSON, display and parsing agree on one text per word.
fn een_vorm<W>()
where
    W: IntoEnumIterator + Display + FromStr<Err: Debug> + Serialize + DeserializeOwned + PartialEq + Debug,
{
    let mut gezien = BTreeSet::new();
    for woord in W::iter() {
        let tekst = woord.to_string();
        let json = serde_json::to_string(&woord).unwrap();
        assert_eq!(json, format!("\"{tekst}\""));
        assert_eq!(tekst.parse::<W>().unwrap(), woord);
        assert_eq!(serde_json::from_str::<W>(&json).unwrap(), woord);
        assert!(gezien.insert(tekst), "{woord:?} has a text of its own");
    }
}

#[test]
fn elk_woord_heeft_een_vorm_in_json_url_en_beeld() {
    een_vorm::<Leefgebied>();
    een_vorm::<Vindplaats>();
    een_vorm::<Regieverlies>();
    een_vorm::<Zwaarte>();
    een_vorm::<Wet>();
    een_vorm::<Functie>();
    een_vorm::<Grondslag>();
}

#[test]
fn zwaarte_loopt_van_licht_naar_zwaar() {
    let vormen: Vec<_> = Zwaarte::iter().map(|z| z.to_string()).collect();
    assert_eq!(
        vormen,
        ["eigen-kracht-en-netwerk", "sociale-basis", "lichte-ondersteuning", "geindiceerde-zorg", "doorbraak"]
    );
    assert!(Zwaarte::iter().is_sorted());
}

#[test]
fn het_standaardbeleid_kent_zes_gebieden_en_twaalf_voorzieningen() {
    let beleid = Beleid::standaard();
    assert_eq!((beleid.inhoud.gebieden.len(), beleid.inhoud.voorzieningen.len()), (6, 12));
    assert!(beleid.kent_gebied(&"hoofddorp-zuidwest".parse().unwrap()));
    assert!(!beleid.kent_gebied(&"haarlem-noord".parse().unwrap()));
    let skj: Vec<_> = beleid.inhoud.voorzieningen.iter().filter(|v| v.skj).map(|v| v.code.as_str()).collect();
    assert_eq!(skj, ["ambulante-jeugdhulp", "jeugd-ggz", "jeugdhulp-met-verblijf"]);
    let verblijf: Vec<_> = beleid.inhoud.voorzieningen.iter().filter(|v| v.verblijf).map(|v| v.code.as_str()).collect();
    assert_eq!(verblijf, ["jeugdhulp-met-verblijf"]);
    let overgang = beleid.inhoud.overgang;
    assert_eq!((overgang.start_maanden, overgang.geregeld_maanden), (16 * 12 + 6, 17 * 12 + 6));
    assert_eq!(beleid.inhoud.termijnen.wmo_besluit, Termijn::Weken(2));
    let hulp = beleid.voorziening(&"schulddienstverlening".parse().unwrap()).unwrap();
    assert_eq!((hulp.wet, hulp.zwaarte), (Wet::Wgs, Zwaarte::LichteOndersteuning));
    let json = serde_json::to_string(&beleid).unwrap();
    assert_eq!(serde_json::from_str::<Beleid>(&json).unwrap(), beleid);
}

#[test]
fn elke_gemeente_heeft_haar_eigen_beleidsboek_voor_altijd() {
    let van = |code: &str| BeleidsboekId::van(&code.parse().unwrap()).to_string();
    assert_eq!(van("0394"), "fefc57be-18ec-568c-a7a0-2adda5c42b7c");
    assert_ne!(van("0394"), van("0392"));
}

proptest! {
    #[test]
    fn elke_goede_code_gaat_heen_en_terug(code in "[a-z0-9]{1,9}(-[a-z0-9]{1,9}){0,4}") {
        let gebied: Gebied = code.parse().unwrap();
        prop_assert_eq!(gebied.as_str(), &code);
        prop_assert_eq!(serde_json::from_str::<Gebied>(&serde_json::to_string(&gebied).unwrap()).unwrap(), gebied);
    }
}
