//! The numbered rules of a crate, as its first page lists them.

/// A rule: its number and its sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Regel {
    pub(super) nummer: String,
    pub(super) zin: String,
}

/// The rules on the first page of a crate: `- H1: a sentence. H2: another one.`, or `- H1 a sentence`.
pub(super) fn regels(pagina: &str) -> Vec<Regel> {
    punten(pagina).iter().flat_map(|punt| zinnen(punt)).collect()
}

/// The items of every list on the page, each on one line.
fn punten(pagina: &str) -> Vec<String> {
    let mut punten: Vec<String> = vec![];
    let mut in_punt = false;
    for regel in pagina.lines().map_while(|regel| regel.strip_prefix("//!")) {
        if let Some(punt) = regel.strip_prefix(" - ") {
            punten.push(punt.trim().to_owned());
            in_punt = true;
        } else if let Some(punt) = punten.last_mut().filter(|_| in_punt && regel.starts_with("   ")) {
            punt.push(' ');
            punt.push_str(regel.trim());
        } else {
            in_punt = false;
        }
    }
    punten
}

/// The rules in one item; an item that does not begin with a number holds none.
fn zinnen(punt: &str) -> Vec<Regel> {
    let mut gevonden: Vec<Regel> = vec![];
    for (plek, woord) in punt.split(' ').enumerate() {
        let genummerd = nummer(woord).filter(|(_, rest)| *rest == ":" || (plek == 0 && rest.is_empty()));
        match (genummerd, gevonden.last_mut()) {
            (Some((nummer, _)), _) => gevonden.push(Regel { nummer: nummer.to_owned(), zin: String::new() }),
            (None, None) => return vec![],
            (None, Some(regel)) => {
                if !regel.zin.is_empty() {
                    regel.zin.push(' ');
                }
                regel.zin.push_str(woord);
            }
        }
    }
    gevonden
}

/// The rule number a text begins with, as `H12`, and what follows it.
pub(super) fn nummer(tekst: &str) -> Option<(&str, &str)> {
    let cijfers = tekst.strip_prefix(|teken: char| teken.is_ascii_uppercase())?;
    let aantal = cijfers.bytes().take_while(u8::is_ascii_digit).count();
    let (nummer, rest) = tekst.split_at_checked(1 + aantal)?;
    ((1..=3).contains(&aantal) && !rest.starts_with(char::is_alphanumeric)).then_some((nummer, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gelezen(pagina: &str) -> Vec<(String, String)> {
        regels(pagina).into_iter().map(|regel| (regel.nummer, regel.zin)).collect()
    }

    #[test]
    fn een_lijst_wordt_gelezen_ook_over_regels_heen_en_met_twee_regels_in_een_punt() {
        let pagina = "//! Text.\n//!\n//! - H1: known. H2: at least\n//!   one lid (see H1).\n//! - no rule\n//! H9: no item\n//! - S7 closing\n\nuse x;\n//! - H8: too late";
        let paar = |nummer: &str, zin: &str| (nummer.to_owned(), zin.to_owned());
        assert_eq!(
            gelezen(pagina),
            [paar("H1", "known."), paar("H2", "at least one lid (see H1)."), paar("S7", "closing")]
        );
    }

    #[test]
    fn een_nummer_is_een_hoofdletter_met_cijfers() {
        assert_eq!(nummer("H12: a"), Some(("H12", ": a")));
        for geen in ["", "H", "h1", "HH1", "H1a", "H1234"] {
            assert_eq!(nummer(geen), None, "{geen}");
        }
    }
}
