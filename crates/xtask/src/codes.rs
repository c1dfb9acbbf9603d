//! Event codes: a stored fact is found by its code for ever, so no two facts may share one.

use std::collections::BTreeMap;

use crate::bron::{Bevinding, Bron};

/// Collects the codes of every `feiten!` in the `events.rs` files.
pub(crate) fn controleer(bron: &Bron) -> Vec<Bevinding> {
    let mut bevindingen = vec![];
    let mut eerste: BTreeMap<&str, String> = BTreeMap::new();
    for (krat, pad, tekst) in bron.rust_in_src() {
        let is_events = pad.ends_with("/events.rs");
        for (nummer, regel) in tekst.lines().enumerate() {
            let plaats = format!("{pad}:{}", nummer + 1);
            if !is_events {
                if krat != "kernel" && regel.trim_start().starts_with("feiten! {") {
                    bevindingen.push(Bevinding::new(&plaats, "feiten staan in een events.rs; verplaats ze daarheen"));
                }
                continue;
            }
            let Some(code) = code_op(regel) else { continue };
            if let Some(eerder) = eerste.get(code) {
                let tekst =
                    format!("de code '{code}' bestaat al ({eerder}); neem een nieuwe, codes worden nooit hergebruikt");
                bevindingen.push(Bevinding::new(&plaats, tekst));
            } else {
                eerste.insert(code, plaats);
            }
        }
    }
    bevindingen
}

/// `hh01` for a line as `"hh01" => PlanGeopend(PlanGeopend),`.
fn code_op(regel: &str) -> Option<&str> {
    let (code, rest) = regel.trim_start().strip_prefix('"')?.split_once('"')?;
    rest.trim_start().starts_with("=>").then_some(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn een_dubbele_code_valt_op_ook_over_crates_heen() {
        let bron = Bron::from([
            ("crates/huishouden/src/events.rs", "feiten! {\n    \"hh01\" => A(A),\n    \"hh02\" => B(B),\n}"),
            ("crates/intake/src/signaal/events.rs", "    \"sg01\" => C(C),\n    \"hh02\" => D(D),"),
        ]);
        let bevindingen = controleer(&bron);
        assert_eq!(bevindingen.len(), 1);
        assert!(bevindingen[0].to_string().contains("crates/huishouden/src/events.rs:3"), "{}", bevindingen[0]);
    }

    #[test]
    fn feiten_buiten_events_rs_vallen_op() {
        assert_eq!(controleer(&Bron::from([("crates/mandaat/src/lib.rs", "feiten! {\n")])).len(), 1);
        assert_eq!(controleer(&Bron::from([("crates/mandaat/src/lib.rs", "match c { \"hh01\" => 1 }")])).len(), 0);
    }
}
