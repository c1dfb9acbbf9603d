//! Words that do not belong in the sources: unfinished work anywhere, SQL outside its two places.

use crate::bron::{Bevinding, Bron, zonder_tests};

/// This file has to spell the words it forbids.
const DIT_BESTAND: &str = "crates/xtask/src/woordenlijst.rs";

const ONAF: &[&str] = &["todo!", "unimplemented!", "#[ignore", "TODO", "FIXME"];

const SQL: &[&str] = &["sqlx::", "INSERT INTO", "SELECT ", "DELETE FROM"];
const SQL_PLAATSEN: &[&str] = &["crates/event-store/src/", "crates/projections/src/", "crates/server/src/migrate"];

/// Looks for the words, line by line.
pub(crate) fn controleer(bron: &Bron) -> Vec<Bevinding> {
    let rust = || bron.bestanden().filter(|(pad, _)| pad.ends_with(".rs") && *pad != DIT_BESTAND);
    let mut bevindingen = vec![];
    for (pad, tekst) in rust() {
        zoek(pad, tekst, ONAF, "is werk dat niet af is; maak het af of haal het weg", &mut bevindingen);
    }
    for (_, pad, tekst) in bron.rust_in_src().filter(|(_, pad, _)| *pad != DIT_BESTAND) {
        if !SQL_PLAATSEN.iter().any(|plaats| pad.starts_with(plaats)) {
            let advies = "is SQL, en die hoort in event-store of in een projectie; verplaats het";
            zoek(pad, zonder_tests(tekst), SQL, advies, &mut bevindingen);
        }
    }
    bevindingen
}

fn zoek(pad: &str, tekst: &str, woorden: &[&str], advies: &str, bevindingen: &mut Vec<Bevinding>) {
    for (nummer, regel) in tekst.lines().enumerate() {
        for woord in woorden.iter().filter(|woord| regel.contains(**woord)) {
            bevindingen.push(Bevinding::op_regel(pad, nummer + 1, format!("'{}' {advies}", woord.trim_end())));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bevindingen(pad: &str, tekst: &str) -> usize {
        controleer(&Bron::from([(pad, tekst)])).len()
    }

    #[test]
    fn onaf_werk_valt_overal_op() {
        for tekst in ["fn f() { todo!() }", "unimplemented!(\"later\")", "#[ignore]", "// TODO: later", "// FIXME"] {
            assert_eq!(bevindingen("crates/mandaat/src/rules.rs", tekst), 1, "{tekst}");
            assert_eq!(bevindingen("tests/api.rs", tekst), 1, "{tekst}");
        }
        assert_eq!(bevindingen("crates/mandaat/src/rules.rs", "//! de methodiek van het huishouden"), 0);
    }

    #[test]
    fn sql_staat_alleen_in_de_opslag_en_de_projecties() {
        for tekst in ["sqlx::query(q)", "\"INSERT INTO a\"", "\"SELECT 1\"", "\"DELETE FROM a\""] {
            assert_eq!(bevindingen("crates/application/src/lib.rs", tekst), 1, "{tekst}");
            assert_eq!(bevindingen("crates/projections/src/werklijst.rs", tekst), 0, "{tekst}");
            assert_eq!(bevindingen("crates/application/src/lib.rs", &format!("#[cfg(test)]\nmod t {{ {tekst} }}")), 0);
        }
    }

    #[test]
    fn de_bevinding_noemt_de_regel() {
        let bron = Bron::from([("tests/api.rs", "\n// TODO\n")]);
        assert!(controleer(&bron)[0].to_string().starts_with("tests/api.rs:2: 'TODO' is werk dat niet af is"));
    }
}
