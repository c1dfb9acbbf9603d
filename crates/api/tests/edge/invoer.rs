//! What a body may be, and how every error in it is named.

use regieboek_api::problem::Problem;
use regieboek_api::validatie::{Velden, lees};
use regieboek_kernel::{Bsn, Datum, Functie, Gebied, Geboortedatum, HuishoudenId};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[expect(dead_code, reason = "the shape is what is tested")]
struct Aanmelding {
    id: Uuid,
    #[schema(min_length = 1, max_length = 20)]
    omschrijving: String,
    #[schema(format = Date)]
    vanaf: String,
    #[schema(format = DateTime)]
    gebeurd_op: Option<String>,
    #[schema(minimum = 1, maximum = 5)]
    aantal: Option<u32>,
    soort: Soort,
    #[schema(max_items = 2)]
    leden: Vec<Lid>,
    contact: Option<Lid>,
    keuze: Option<Keuze>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
enum Soort {
    Zorg,
    WerkEnInkomen,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[expect(dead_code, reason = "the shape is what is tested")]
struct Lid {
    #[schema(pattern = "^[0-9]{9}$")]
    bsn: Option<String>,
    naam: String,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "camelCase")]
#[expect(dead_code, reason = "the shape is what is tested")]
enum Keuze {
    Datum {
        #[schema(format = Date)]
        op: String,
    },
    Aantal {
        aantal: u32,
    },
}

const GOED: &str = r#"{"id":"0193a3f0-7c3e-7000-8000-000000000001","omschrijving":"x","vanaf":"2026-03-01","soort":"zorg","leden":[{"naam":"A"}]}"#;

/// The good body with its last brace replaced.
fn met(rest: &str) -> String {
    format!("{},{rest}}}", &GOED[..GOED.len() - 1])
}

fn fouten(body: &str) -> Vec<(String, String)> {
    let problem = lees::<Aanmelding>(body.as_bytes()).map(|a| a.id).expect_err(body);
    paren(&problem)
}

fn paren(problem: &Problem) -> Vec<(String, String)> {
    assert_eq!(problem.inhoud().status, 400);
    assert!(problem.inhoud().fouten.iter().all(|f| f.uitleg.ends_with('.')));
    problem.inhoud().fouten.iter().map(|f| (f.pointer.clone(), f.code.clone())).collect()
}

#[test]
fn een_goede_inhoud_wordt_gelezen() {
    assert!(lees::<Aanmelding>(GOED.as_bytes()).is_ok());
    let vol = r#""gebeurdOp":"2026-03-01T09:30:00+01:00","aantal":5,"contact":{"naam":"B","bsn":"123456782"},"keuze":{"kind":"aantal","aantal":1}"#;
    lees::<Aanmelding>(met(vol).as_bytes()).unwrap();
    let leeg = r#""gebeurdOp":null,"aantal":null,"contact":null,"keuze":null"#;
    lees::<Aanmelding>(met(leeg).as_bytes()).unwrap();
}

#[test]
fn elke_fout_heeft_een_plaats_en_een_code() {
    for (body, verwacht) in [
        (String::new(), &[("", "geen-json")][..]),
        ("[]".into(), &[("", "geen-object")]),
        ("\"tekst\"".into(), &[("", "geen-object")]),
        (met(r#""vanaf":"2026-03-02""#), &[("/vanaf", "dubbel")]),
        (met(r#""bijnaam":"Jan""#), &[("/bijnaam", "onbekend-veld")]),
        (met(r#""contact":{"naam":"A","leeftijd":3}"#), &[("/contact/leeftijd", "onbekend-veld")]),
        (met(r#""contact":{}"#), &[("/contact/naam", "verplicht")]),
        (met(r#""contact":3"#), &[("/contact", "keuze")]),
        (met(r#""keuze":{"kind":"datum","op":"morgen"}"#), &[("/keuze/op", "vorm")]),
        (met(r#""keuze":{"kind":"anders"}"#), &[("/keuze", "keuze")]),
        (met(r#""aantal":0"#), &[("/aantal", "te-klein")]),
        (met(r#""aantal":6"#), &[("/aantal", "te-groot")]),
        (met(r#""aantal":-1"#), &[("/aantal", "te-klein")]),
        (met(r#""aantal":2.5"#), &[("/aantal", "soort")]),
        (met(r#""aantal":"2""#), &[("/aantal", "soort")]),
        (met(r#""gebeurdOp":"2026-02-30T10:00:00Z""#), &[("/gebeurdOp", "vorm")]),
        (met(r#""gebeurdOp":"2026-03-01 10:00""#), &[("/gebeurdOp", "vorm")]),
        (GOED.replace("2026-03-01", "2026-02-30"), &[("/vanaf", "vorm")]),
        (GOED.replace("0193a3f0", "0193"), &[("/id", "vorm")]),
        (GOED.replace("\"zorg\"", "\"Zorg\""), &[("/soort", "keuze")]),
        (GOED.replace("\"x\"", "\"\""), &[("/omschrijving", "leeg")]),
        (GOED.replace("\"x\"", &format!("\"{}\"", "x".repeat(21))), &[("/omschrijving", "te-lang")]),
        (GOED.replace("\"x\"", r#""a\u0000b""#), &[("/omschrijving", "nul-teken")]),
        (GOED.replace("\"x\"", r#""\ud800""#), &[("", "geen-json")]),
        (GOED.replace("\"x\"", "null"), &[("/omschrijving", "soort")]),
        (GOED.replace(r#"[{"naam":"A"}]"#, r#"[{"naam":"A","bsn":"12"}]"#), &[("/leden/0/bsn", "vorm")]),
        (GOED.replace(r#"[{"naam":"A"}]"#, r#"[{"naam":"A"},{"naam":"B"},{"naam":"C"}]"#), &[("/leden", "te-veel")]),
        (GOED.replace(r#"{"naam":"A"}"#, "[[1]]"), &[("/leden/0", "soort")]),
    ] {
        let verwacht: Vec<_> = verwacht.iter().map(|(p, c)| ((*p).to_owned(), (*c).to_owned())).collect();
        assert_eq!(fouten(&body), verwacht, "{body}");
    }
}

#[test]
fn een_heel_getal_is_heel_hoe_het_ook_geschreven_is() {
    for getal in ["5", "5.0", "5e0", "50e-1"] {
        lees::<Aanmelding>(met(&format!(r#""aantal":{getal}"#)).as_bytes()).expect(getal);
    }
    assert_eq!(
        fouten(&met(r#""keuze":{"kind":"aantal","aantal":1.5}"#)),
        [("/keuze/aantal".to_owned(), "soort".to_owned())]
    );
    assert_eq!(fouten(&met(r#""aantal":5e9"#)), [("/aantal".to_owned(), "te-groot".to_owned())]);
}

#[test]
fn alle_fouten_komen_in_een_keer() {
    let body = r#"{"id":"x","omschrijving":"","vanaf":"1","leden":[{"naam":1},{}],"extra":true}"#;
    let plaatsen: Vec<_> = fouten(body).into_iter().map(|(pointer, _)| pointer).collect();
    assert_eq!(plaatsen, ["/extra", "/id", "/leden/0/naam", "/leden/1/naam", "/omschrijving", "/soort", "/vanaf"]);
}

#[test]
fn wat_is_ingestuurd_wordt_nooit_herhaald() {
    let geheim = "Jansen-123456782";
    for body in [
        GOED.replace("\"x\"", &format!("\"{}\"", geheim.repeat(3))),
        GOED.replace("\"zorg\"", &format!("\"{geheim}\"")),
        GOED.replace("2026-03-01", geheim),
        met(&format!(r#""aantal":"{geheim}""#)),
        met(&format!(r#""keuze":{{"kind":"{geheim}"}}"#)),
        met(&format!(r#""contact":"{geheim}""#)),
    ] {
        let problem = lees::<Aanmelding>(body.as_bytes()).expect_err(&body);
        let alles = format!("{} {:?}", serde_json::to_string(problem.inhoud()).unwrap(), problem.oorzaak());
        assert!(!alles.contains("Jansen"), "{alles}");
    }
}

#[test]
fn een_te_grote_inhoud_wordt_niet_ontleed() {
    assert_eq!(lees::<Aanmelding>(&vec![b'['; 65 * 1024]).unwrap_err().inhoud().status, 413);
}

#[test]
fn een_vorm_die_onbekende_velden_toelaat_verraadt_zich_in_het_schema() {
    // The check that DTO authors rely on: deny_unknown_fields is in the schema.
    let schema = serde_json::to_value(<Lid as utoipa::PartialSchema>::schema()).unwrap();
    assert_eq!(schema["additionalProperties"], false);
}

#[test]
fn omzettingen_noemen_ook_alle_fouten_in_een_keer() {
    let leden = [("1975-03", "123456782"), ("1975-13", "123456789"), ("", "12345678")];
    let uitkomst = Velden::verzamel(|v| {
        let gebied: Option<Gebied> = v.lees("/gebied", "Hoofddorp!");
        let id: Option<HuishoudenId> = v.lees("/id", "geen");
        let functie: Option<Functie> = v.lees("/functie", "tovenaar");
        let vanaf: Option<Option<Datum>> = v.lees_optie("/vanaf", Some("2026-02-30"));
        let tot: Option<Option<Datum>> = v.lees_optie("/tot", None);
        let naam = v.tekst("/naam", "  ");
        let leden = v.lijst("/leden", &leden, |v, (geboren, bsn)| {
            let geboren: Option<Geboortedatum> = v.lees("/geboren", geboren);
            let bsn = v.onder("/persoon", |v| v.lees::<Bsn>("/bsn", bsn));
            Some((geboren?, bsn?))
        });
        Some((gebied?, id?, functie?, vanaf?, tot?, naam?, leden?))
    });
    let verwacht = [
        ("/functie", "keuze"),
        ("/gebied", "geen-code"),
        ("/id", "geen-uuid"),
        ("/leden/1/geboren", "geen-geboortedatum"),
        ("/leden/1/persoon/bsn", "geen-bsn"),
        ("/leden/2/geboren", "geen-geboortedatum"),
        ("/leden/2/persoon/bsn", "geen-bsn"),
        ("/naam", "leeg"),
        ("/vanaf", "geen-datum"),
    ];
    let gevonden = paren(&uitkomst.map(|_| ()).unwrap_err());
    assert_eq!(gevonden.iter().map(|(p, c)| (p.as_str(), c.as_str())).collect::<Vec<_>>(), verwacht);

    let goed = Velden::verzamel(|v| {
        let naam = v.tekst("/naam", " Anna ");
        let leden = v.lijst("/leden", &["a", "b"], |v, code| v.lees::<Gebied>("", code));
        Some((naam?, leden?))
    });
    let (naam, leden) = goed.unwrap();
    assert_eq!((naam.as_str(), leden.len()), (" Anna ", 2));
}

#[test]
fn een_omzetting_zonder_waarde_en_zonder_fout_is_een_gebrek_van_ons() {
    assert_eq!(Velden::verzamel(|_| None::<()>).unwrap_err().inhoud().code, "storing");
}
