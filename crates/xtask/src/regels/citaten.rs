//! Where the sources cite a rule: a comment that begins with its number, directly above a function or a test.

use super::lijst::nummer;

/// What stands under the comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Onder {
    /// A function, as `Huishouden::kent`.
    Functie(String),
    /// A test.
    Test(String),
    /// A field, a variant, a type.
    Anders,
}

/// One comment that cites rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Citaat {
    pub(super) nummers: Vec<String>,
    pub(super) onder: Onder,
    /// Line, counted from 1.
    pub(super) regel: usize,
}

/// Every comment above an item that begins with rule numbers.
pub(super) fn citaten(bron: &str) -> Vec<Citaat> {
    let mut gevonden = vec![];
    let mut van: Option<&str> = None;
    let (mut aangehaald, mut is_test, mut in_attribuut) = (None, false, false);
    for (plek, ruw) in bron.lines().enumerate() {
        let regel = ruw.trim();
        if !ruw.starts_with(' ') {
            van = eigenaar(ruw).or(van.filter(|_| ruw != "}"));
        }
        if in_attribuut || regel.starts_with("#[") {
            is_test |= regel == "#[test]";
            in_attribuut = !regel.ends_with(']');
        } else if let Some(tekst) = regel.strip_prefix("//") {
            let tekst = tekst.strip_prefix('/').unwrap_or(tekst).trim_start();
            aangehaald = aangehaald.or_else(|| nummers_vooraan(tekst).map(|nummers| (nummers, plek + 1)));
        } else {
            if let Some((nummers, regel_van_citaat)) = aangehaald.take() {
                let onder = match functie(regel) {
                    Some(naam) if is_test => Onder::Test(naam.to_owned()),
                    Some(naam) => Onder::Functie(van.map_or(naam.to_owned(), |van| format!("{van}::{naam}"))),
                    None => Onder::Anders,
                };
                gevonden.push(Citaat { nummers, onder, regel: regel_van_citaat });
            }
            is_test = false;
        }
    }
    gevonden
}

/// `[H3, H5]` for `H3 and H5: a sentence`, and nothing for a sentence that only speaks of a number.
fn nummers_vooraan(tekst: &str) -> Option<Vec<String>> {
    let (eerste, mut rest) = nummer(tekst)?;
    let mut nummers = vec![eerste.to_owned()];
    while let Some((volgende, daarna)) = rest.strip_prefix(", ").or(rest.strip_prefix(" and ")).and_then(nummer) {
        nummers.push(volgende.to_owned());
        rest = daarna;
    }
    (rest.is_empty() || rest.starts_with([':', ';', ',', '.'])).then_some(nummers)
}

/// `Mandaat` for `impl Mandaat {` and for `impl Regel for Mandaat {`.
fn eigenaar(regel: &str) -> Option<&str> {
    let rest = regel.strip_prefix("impl")?;
    let rest = rest.split_once(" for ").map_or(rest, |(_, wie)| wie);
    rest.split(|teken: char| !(teken.is_alphanumeric() || teken == '_')).find(|woord| !woord.is_empty())
}

/// The name of the function that this line declares.
fn functie(regel: &str) -> Option<&str> {
    let (ervoor, rest) = regel.split_once("fn ")?;
    let zichtbaarheid = |woord: &str| woord.starts_with("pub") || ["const", "async"].contains(&woord);
    ervoor.split_whitespace().all(zichtbaarheid).then(|| rest.split(['(', '<']).next())?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gelezen(bron: &str) -> Vec<(String, Onder)> {
        citaten(bron).into_iter().map(|citaat| (citaat.nummers.join("+"), citaat.onder)).collect()
    }

    #[test]
    fn een_functie_en_een_test_dragen_hun_nummer_erboven() {
        let bron = "/// H1: known.\n/// More.\n#[expect(\n    x\n)]\npub(crate) fn bekend<T>() {}\n\nimpl Feit for Plan {\n    /// H2 and H3; both.\n    const fn sluit(&self) {}\n}\n\n/// H4, H5\n#[test]\nfn het_klopt() {}\n";
        assert_eq!(
            gelezen(bron),
            [
                ("H1".to_owned(), Onder::Functie("bekend".to_owned())),
                ("H2+H3".to_owned(), Onder::Functie("Plan::sluit".to_owned())),
                ("H4+H5".to_owned(), Onder::Test("het_klopt".to_owned())),
            ]
        );
    }

    #[test]
    fn een_ander_onderdeel_of_een_los_woord_is_geen_functie() {
        assert_eq!(gelezen("/// H4.\nOnbekend,\n"), [("H4".to_owned(), Onder::Anders)]);
        assert!(
            gelezen("/// Says H4: no.\nfn a() {}\n/// S1 is a story\nfn b() {}\nlet x = 1; // H3\nfn c() {}")
                .is_empty()
        );
    }
}
