//! No path of one person's machine in what everyone shares.

use crate::bron::{Bevinding, Bron};

/// This file has to spell the paths it forbids.
const DIT_BESTAND: &str = "crates/xtask/src/paden.rs";

const MACHINEPADEN: &[&str] = &["/work/", "/tmp/", "/root/", "/home/", "/Users/"];

/// Looks for absolute paths; scripts that make their own directory with `mktemp` may name it.
pub(crate) fn controleer(bron: &Bron) -> Vec<Bevinding> {
    bron.bestanden()
        .filter(|(pad, tekst)| *pad != DIT_BESTAND && !(pad.starts_with("scripts/") && tekst.contains("mktemp")))
        .flat_map(|(pad, tekst)| {
            tekst.lines().enumerate().filter_map(move |(nummer, regel)| {
                let gevonden = MACHINEPADEN.iter().find(|machinepad| begint_pad(regel, machinepad))?;
                let tekst = format!("'{gevonden}' bestaat alleen op uw machine; gebruik een pad vanaf de projectmap");
                Some(Bevinding::op_regel(pad, nummer + 1, tekst))
            })
        })
        .collect()
}

/// Whether a path starts here with this prefix, rather than that it occurs inside a longer path or URL.
fn begint_pad(regel: &str, machinepad: &str) -> bool {
    regel.match_indices(machinepad).any(|(plek, _)| {
        let ervoor = regel.get(..plek).and_then(|begin| begin.chars().next_back());
        ervoor.is_none_or(|teken| !(teken.is_alphanumeric() || "._~/-*}>)]".contains(teken)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bevindingen(pad: &str, tekst: &str) -> usize {
        controleer(&Bron::from([(pad, tekst)])).len()
    }

    #[test]
    fn een_machinepad_valt_op() {
        for tekst in ["cd /work/main", "let p = \"/tmp/a\";", "PAD=/home/jan/x", "[x](/root/y)", "/Users/anna/"] {
            assert_eq!(bevindingen("docs/a.md", tekst), 1, "{tekst}");
        }
    }

    #[test]
    fn een_pad_binnen_het_project_of_een_adres_mag() {
        for tekst in ["crates/work/src", "https://voorbeeld.nl/home/x", "$map/tmp/x", "tmpfs: /tmp", "./work/"] {
            assert_eq!(bevindingen("docs/a.md", tekst), 0, "{tekst}");
        }
        assert_eq!(bevindingen("scripts/x", "map=$(mktemp -d)\n# as /tmp/abc"), 0);
    }
}
