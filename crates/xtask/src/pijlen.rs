//! The arrows: which crate may depend on which. A new arrow is a decision, made in `ARCHITECTURE.md` and then here.

use toml::{Table, Value};

use crate::bron::{Bevinding, Bron, krat_van_manifest};

/// The crates that hold the rules.
pub(crate) const DOMEIN: &[&str] = &["huishouden", "intake", "mandaat", "doorverwijzing", "escalatie", "beleid"];

/// What domain crates may take from outside; the kernel gives them everything else.
const BUITEN_VOOR_DOMEIN: &[&str] = &["cqrs-es", "serde", "strum", "thiserror"];
const BUITEN_VOOR_KERNEL: &[&str] = &["cqrs-es", "jiff", "serde", "strum", "thiserror", "uuid"];

/// What the testkit may take from outside: what any client would, so that a story proves what a client can do.
const BUITEN_VOOR_TESTKIT: &[&str] = &["anyhow", "jiff", "reqwest", "serde_json", "tokio", "uuid"];

/// Each crate with the crates it may depend on; `domein` stands for all domain crates. The server may have them all,
/// the testkit too: its demo plays the stories that the tests prove.
const PIJLEN: &[(&str, &[&str])] = &[
    ("kernel", &[]),
    ("domein", &["kernel"]),
    ("access", &["kernel"]),
    ("event-store", &["kernel"]),
    ("api-types", &[]),
    ("projections", &["kernel", "domein", "access", "api-types", "event-store"]),
    ("application", &["kernel", "domein", "access", "event-store"]),
    ("api", &["kernel", "domein", "application", "projections", "access", "api-types"]),
    ("testkit", &[]),
    ("xtask", &[]),
];

/// Compares every manifest with the table of arrows.
pub(crate) fn controleer(bron: &Bron) -> Vec<Bevinding> {
    bron.bestanden()
        .filter_map(|(pad, tekst)| Some((pad, krat_van_manifest(pad)?, tekst)))
        .flat_map(|(pad, krat, tekst)| match tekst.parse::<Table>() {
            Ok(manifest) => manifest_klopt(pad, krat, &manifest),
            Err(fout) => vec![Bevinding::new(pad, format!("is geen geldige TOML: {}", fout.message()))],
        })
        .collect()
}

fn manifest_klopt(pad: &str, krat: &str, manifest: &Table) -> Vec<Bevinding> {
    let mut bevindingen = vec![];
    if krat != "server" && !PIJLEN.iter().any(|(naam, _)| *naam == rol(krat)) {
        let tekst = format!(
            "de crate '{krat}' heeft geen regel in crates/xtask/src/pijlen.rs; beslis welke pijlen hij mag hebben"
        );
        return vec![Bevinding::new(pad, tekst)];
    }
    for naam in afhankelijkheden(manifest, &["dependencies", "build-dependencies"]) {
        if let Some(bezwaar) = bezwaar(krat, &naam) {
            bevindingen.push(Bevinding::new(pad, bezwaar));
        }
    }
    for naam in afhankelijkheden(manifest, &["dev-dependencies"]) {
        if is_domein(krat) && naam.starts_with("regieboek-") && naam != "regieboek-kernel" {
            let tekst =
                format!("een domeincrate test zichzelf alleen met de kernel; haal '{naam}' uit [dev-dependencies]");
            bevindingen.push(Bevinding::new(pad, tekst));
        }
    }
    bevindingen
}

/// Why this crate may not depend on that package, if it may not.
fn bezwaar(krat: &str, naam: &str) -> Option<String> {
    let Some(doel) = naam.strip_prefix("regieboek-") else { return bezwaar_buiten(krat, naam) };
    if doel == "testkit" && krat != "server" {
        return Some(
            "alleen de demo van de server speelt de verhalen; zet testkit onder [dev-dependencies]".to_owned(),
        );
    }
    let mag = krat == "server"
        || PIJLEN.iter().any(|(van, naar)| *van == rol(krat) && (naar.contains(&rol(doel)) || naar.contains(&doel)));
    (!mag).then(|| format!("de pijl naar '{doel}' bestaat niet in het ontwerp; haal hem weg of zoek de juiste laag"))
}

/// The same for a package that is not ours.
fn bezwaar_buiten(krat: &str, naam: &str) -> Option<String> {
    if ["sqlx", "rusqlite"].contains(&naam) && krat != "event-store" {
        return Some(format!("alleen event-store spreekt met de database; haal '{naam}' weg"));
    }
    let (wie, toegestaan) = match krat {
        "kernel" => ("de kernel", BUITEN_VOOR_KERNEL),
        "testkit" => ("de testkit", BUITEN_VOOR_TESTKIT),
        _ if is_domein(krat) => ("een domeincrate", BUITEN_VOOR_DOMEIN),
        _ => return None,
    };
    (!toegestaan.contains(&naam))
        .then(|| format!("{wie} neemt van buiten alleen {}; haal '{naam}' weg", toegestaan.join(", ")))
}

fn is_domein(krat: &str) -> bool {
    krat == "kernel" || DOMEIN.contains(&krat)
}

fn rol(krat: &str) -> &str {
    if DOMEIN.contains(&krat) { "domein" } else { krat }
}

/// Package names in these sections, also those for one target only.
fn afhankelijkheden(manifest: &Table, secties: &[&str]) -> Vec<String> {
    let per_doel = manifest.get("target").and_then(Value::as_table).into_iter().flat_map(Table::values);
    let tabellen = std::iter::once(manifest).chain(per_doel.filter_map(Value::as_table));
    tabellen
        .flat_map(|tabel| secties.iter().filter_map(|sectie| tabel.get(*sectie)?.as_table()))
        .flatten()
        .map(|(naam, waarde)| waarde.get("package").and_then(Value::as_str).unwrap_or(naam).to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bevindingen(krat: &str, manifest: &str) -> usize {
        controleer(&Bron::from([(format!("crates/{krat}/Cargo.toml").as_str(), manifest)])).len()
    }

    #[test]
    fn de_pijlen_van_het_ontwerp_mogen() {
        assert_eq!(bevindingen("mandaat", "[dependencies]\nregieboek-kernel.workspace = true\nserde = '1'"), 0);
        assert_eq!(bevindingen("api", "[dependencies]\nregieboek-mandaat = {}\nregieboek-projections = {}"), 0);
        assert_eq!(bevindingen("server", "[dependencies]\nregieboek-api = {}\nregieboek-event-store = {}"), 0);
        assert_eq!(bevindingen("api", "[dev-dependencies]\nregieboek-testkit = {}\nsqlx = '0.9'"), 0);
        assert_eq!(bevindingen("event-store", "[dependencies]\nsqlx = '0.9'"), 0);
    }

    #[test]
    fn een_pijl_tegen_de_stroom_in_valt_op() {
        for (krat, manifest) in [
            ("mandaat", "[dependencies]\nregieboek-huishouden = {}"),
            ("kernel", "[dependencies]\nregieboek-mandaat = {}"),
            ("access", "[dependencies]\nregieboek-event-store = {}"),
            ("application", "[dependencies]\nregieboek-projections = {}"),
            ("api", "[dependencies]\nregieboek-event-store = {}"),
            ("api", "[dependencies]\nstore = { package = 'regieboek-event-store' }"),
            ("api", "[target.'cfg(unix)'.dependencies]\nregieboek-event-store = {}"),
            ("api", "[build-dependencies]\nregieboek-server = {}"),
        ] {
            assert_eq!(bevindingen(krat, manifest), 1, "{krat}: {manifest}");
        }
    }

    #[test]
    fn het_domein_blijft_schoon_en_sqlx_op_zijn_plaats() {
        assert_eq!(bevindingen("intake", "[dependencies]\ntokio = '1'"), 1);
        assert_eq!(bevindingen("kernel", "[dependencies]\nrand = '1'"), 1);
        assert_eq!(bevindingen("projections", "[dependencies]\nsqlx = '0.9'"), 1);
        assert_eq!(bevindingen("server", "[dependencies]\nsqlx = '0.9'"), 1);
        assert_eq!(bevindingen("api", "[dependencies]\nrusqlite = '0.39'"), 1);
    }

    #[test]
    fn de_testkit_is_voor_tests_en_de_demo_en_kent_niets_van_de_server() {
        assert_eq!(bevindingen("server", "[dependencies]\nregieboek-testkit = {}"), 0);
        assert_eq!(bevindingen("api", "[dependencies]\nregieboek-testkit = {}"), 1);
        assert_eq!(bevindingen("escalatie", "[dev-dependencies]\nregieboek-testkit = {}"), 1);
        assert_eq!(bevindingen("testkit", "[dependencies]\nreqwest = '0.13'\njiff = '0.2'"), 0);
        assert_eq!(bevindingen("testkit", "[dependencies]\nserde = '1'"), 1);
        assert_eq!(bevindingen("testkit", "[dependencies]\nregieboek-kernel = {}"), 1);
        assert_eq!(bevindingen("testkit", "[dependencies]\nregieboek-api-types = {}"), 1);
    }

    #[test]
    fn een_onbekende_crate_of_kapot_manifest_valt_op() {
        assert_eq!(bevindingen("nieuw", "[dependencies]"), 1);
        assert_eq!(bevindingen("api", "[dependencies"), 1);
    }
}
