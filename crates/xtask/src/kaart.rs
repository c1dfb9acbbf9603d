//! The documents agree with the tree: the code map names every crate, and links point at something.

use crate::bron::{Bevinding, Bron};

const KAART: &str = "ARCHITECTURE.md";

/// Checks the code map, and the links of every Markdown file at the root and in `docs/`.
pub(crate) fn controleer(bron: &Bron) -> Vec<Bevinding> {
    let mut bevindingen = bron.tekst(KAART).map(|kaart| kaart_klopt(bron, kaart)).unwrap_or_default();
    let documenten =
        bron.bestanden().filter(|(pad, _)| pad.ends_with(".md") && (!pad.contains('/') || pad.starts_with("docs/")));
    for (pad, tekst) in documenten {
        for (nummer, link) in links(tekst) {
            if !bestaat_vanaf(bron, pad, link) {
                let tekst = format!("de link naar '{link}' wijst nergens heen; verbeter of verwijder haar");
                bevindingen.push(Bevinding::op_regel(pad, nummer, tekst));
            }
        }
    }
    bevindingen
}

fn kaart_klopt(bron: &Bron, kaart: &str) -> Vec<Bevinding> {
    let genoemd: Vec<_> =
        kaart.lines().enumerate().flat_map(|(i, regel)| kratpaden(regel).map(move |p| (i + 1, p))).collect();
    let weg = genoemd.iter().filter(|(_, pad)| !bron.bestaat(pad)).map(|(nummer, pad)| {
        Bevinding::op_regel(KAART, *nummer, format!("'{pad}' bestaat niet (meer); werk de tekst bij"))
    });
    let ongenoemd = bron.kratten().into_iter().filter_map(|krat| {
        let pad = format!("crates/{krat}");
        let staat_er = kaart.contains(&format!("`{krat}`"))
            || genoemd.iter().any(|(_, p)| *p == pad || p.starts_with(&format!("{pad}/")));
        (!staat_er).then(|| Bevinding::new(KAART, format!("de crate '{pad}' staat niet op de kaart; voeg haar toe")))
    });
    weg.chain(ongenoemd).collect()
}

/// The paths into `crates/` on one line, without the punctuation around them. Patterns as `crates/*` are no paths.
fn kratpaden(regel: &str) -> impl Iterator<Item = &str> {
    regel.match_indices("crates/").filter_map(|(plek, begin)| {
        let vanaf = regel.get(plek..)?;
        let hoort_erbij = |teken: char| teken.is_ascii_alphanumeric() || "-_./".contains(teken);
        let einde = vanaf.find(|teken| !hoort_erbij(teken)).unwrap_or(vanaf.len());
        let (pad, rest) = vanaf.split_at_checked(einde)?;
        let pad = pad.trim_end_matches(['.', '/']);
        (pad.len() > begin.len() && !rest.starts_with(['*', '<', '{'])).then_some(pad)
    })
}

/// Line number and target of every relative link outside code blocks, without its anchor.
fn links(tekst: &str) -> Vec<(usize, &str)> {
    let mut in_code = false;
    let mut gevonden = vec![];
    for (nummer, regel) in tekst.lines().enumerate() {
        if regel.trim_start().starts_with("```") {
            in_code = !in_code;
        }
        if in_code {
            continue;
        }
        for stuk in regel.split("](").skip(1) {
            let doel = stuk.split([')', ' ', '#']).next().unwrap_or_default();
            if !doel.is_empty() && !doel.contains(':') {
                gevonden.push((nummer + 1, doel));
            }
        }
    }
    gevonden
}

/// Follows a relative link from the document it stands in.
fn bestaat_vanaf(bron: &Bron, document: &str, link: &str) -> bool {
    let mut delen: Vec<_> = document.split('/').collect();
    delen.pop();
    for deel in link.split('/') {
        match deel {
            "" | "." => {}
            ".." => {
                if delen.pop().is_none() {
                    return false;
                }
            }
            naam => delen.push(naam),
        }
    }
    delen.is_empty() || bron.bestaat(&delen.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn met_kaart(kaart: &str) -> Vec<String> {
        let bron = Bron::from([
            ("ARCHITECTURE.md", kaart),
            ("crates/kernel/Cargo.toml", ""),
            ("crates/kernel/src/lib.rs", ""),
            ("crates/api/Cargo.toml", ""),
        ]);
        controleer(&bron).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn de_kaart_noemt_elke_crate_en_geen_andere() {
        assert!(met_kaart("`kernel` en `crates/api`; zie crates/kernel/src/lib.rs. Alles: crates/*").is_empty());
        assert_eq!(
            met_kaart("`kernel`"),
            ["ARCHITECTURE.md: de crate 'crates/api' staat niet op de kaart; voeg haar toe"]
        );
        assert!(met_kaart("`kernel` `api`\ncrates/oud")[0].starts_with("ARCHITECTURE.md:2: 'crates/oud' bestaat niet"));
        assert_eq!(met_kaart("`api` crates/kernel/src/weg.rs").len(), 1);
    }

    #[test]
    fn een_dode_link_valt_op() {
        let bron = Bron::from([
            ("README.md", "[a](docs/a.md) [b](docs/weg.md#kop) [c](https://x.nl/y) [d](#kop)\n```\n[e](nergens)\n```"),
            ("docs/a.md", "[terug](../README.md) [map](../docs) [te ver](../../x)"),
            ("crates/kernel/notes.md", "[valt buiten de controle](weg.md)"),
        ]);
        let bevindingen: Vec<_> = controleer(&bron).iter().map(ToString::to_string).collect();
        assert_eq!(bevindingen.len(), 2, "{bevindingen:?}");
        assert!(bevindingen[0].starts_with("README.md:1: de link naar 'docs/weg.md'"));
        assert!(bevindingen[1].starts_with("docs/a.md:1: de link naar '../../x'"));
    }
}
