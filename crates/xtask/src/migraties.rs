//! The migrations of both databases: the same numbers and names, so that one history describes both.

use std::collections::BTreeSet;

use crate::bron::{Bevinding, Bron};

const SOORTEN: [&str; 2] = ["sqlite", "postgres"];

/// Compares the file names in `migrations/sqlite` and `migrations/postgres`.
pub(crate) fn controleer(bron: &Bron) -> Vec<Bevinding> {
    let [sqlite, postgres] = SOORTEN.map(|soort| namen(bron, soort));
    let ontbreekt = |van: &BTreeSet<&str>, in_: &BTreeSet<&str>, soort: &str| -> Vec<Bevinding> {
        van.difference(in_)
            .map(|naam| {
                let tekst =
                    "ontbreekt, terwijl de andere database hem wel heeft; voeg hem toe, ook als hij hier leeg is";
                Bevinding::new(&format!("migrations/{soort}/{naam}"), tekst)
            })
            .collect()
    };
    let mut bevindingen = ontbreekt(&sqlite, &postgres, "postgres");
    bevindingen.extend(ontbreekt(&postgres, &sqlite, "sqlite"));
    for (soort, namen) in SOORTEN.iter().zip([&sqlite, &postgres]) {
        bevindingen.extend(genummerd(soort, namen));
    }
    bevindingen
}

fn namen<'a>(bron: &'a Bron, soort: &str) -> BTreeSet<&'a str> {
    let map = format!("migrations/{soort}/");
    bron.bestanden().filter_map(|(pad, _)| pad.strip_prefix(&map)).filter(|naam| naam.ends_with(".sql")).collect()
}

/// Every name is `<number>_<words>.sql`, and no number is used twice.
fn genummerd(soort: &str, namen: &BTreeSet<&str>) -> Vec<Bevinding> {
    let mut gezien = BTreeSet::new();
    namen
        .iter()
        .filter_map(|naam| {
            let nummer = naam.split_once('_').and_then(|(nummer, _)| nummer.parse::<u64>().ok());
            let tekst = match nummer {
                None => "heet niet '<nummer>_<naam>.sql'; geef hem zo'n naam",
                Some(nummer) if !gezien.insert(nummer) => "heeft een nummer dat al bestaat; neem het volgende",
                Some(_) => return None,
            };
            Some(Bevinding::new(&format!("migrations/{soort}/{naam}"), tekst))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bevindingen(sqlite: &str, postgres: &str) -> usize {
        let (a, b) = (format!("migrations/sqlite/{sqlite}"), format!("migrations/postgres/{postgres}"));
        controleer(&Bron::from([(a.as_str(), ""), (b.as_str(), "")])).len()
    }

    #[test]
    fn gelijke_namen_zijn_goed_en_ongelijke_niet() {
        assert_eq!(bevindingen("0001_log.sql", "0001_log.sql"), 0);
        assert_eq!(bevindingen("0001_log.sql", "0001_logboek.sql"), 2);
    }

    #[test]
    fn een_nummer_is_er_en_is_uniek() {
        assert_eq!(bevindingen("log.sql", "log.sql"), 2);
        let dubbel = Bron::from([
            ("migrations/sqlite/0001_a.sql", ""),
            ("migrations/sqlite/0001_b.sql", ""),
            ("migrations/postgres/0001_a.sql", ""),
            ("migrations/postgres/0001_b.sql", ""),
        ]);
        assert_eq!(controleer(&dubbel).len(), 2);
    }
}
