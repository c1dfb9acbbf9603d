//! The state diagram of an aggregate, drawn from its own decisions.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fmt::Write as _;

use crate::beleid::Beleid;
use crate::opdracht::{Beslisser, Feit, Opdracht};

/// How many different states of one name are tried; enough to meet every transition, few enough to stay quick.
const PER_NAAM: usize = 60;

/// What an aggregate does, as far as a set of commands shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verkenning {
    /// A Mermaid diagram: an arrow is a command that changed the state, a note holds commands that kept it.
    pub diagram: String,
    /// Names of the facts that no command led to.
    pub nooit_gebeurd: Vec<&'static str>,
}

/// Tries every command in every state that can be reached from nothing, and from `verder` (states further on, that a
/// search this short would not reach by itself).
pub fn verken<A: Beslisser>(
    verder: impl IntoIterator<Item = A>,
    opdrachten: &[Opdracht<A::Command>],
    naam: impl Fn(&A) -> &'static str,
    beleid: &Beleid,
) -> Verkenning
where
    for<'a> &'a A::Command: Into<&'static str>,
{
    let mut wachtrij: VecDeque<A> = std::iter::once(A::default()).chain(verder).collect();
    let mut gezien: BTreeMap<&'static str, Vec<A>> = BTreeMap::new();
    let mut volgorde = vec![];
    let mut overgangen: BTreeMap<_, BTreeSet<&'static str>> = BTreeMap::new();
    let mut gebeurd = BTreeSet::new();
    while let Some(toestand) = wachtrij.pop_front() {
        let van = naam(&toestand);
        let zelfde = gezien.entry(van).or_default();
        if zelfde.len() >= PER_NAAM || zelfde.contains(&toestand) {
            continue;
        }
        zelfde.push(toestand.clone());
        if !volgorde.contains(&van) {
            volgorde.push(van);
        }
        for opdracht in opdrachten {
            let feiten = toestand.decide(opdracht.clone(), beleid).unwrap_or_default();
            if feiten.is_empty() {
                continue;
            }
            gebeurd.extend(feiten.iter().map(|vastgelegd| vastgelegd.feit.code()));
            let daarna = feiten.into_iter().fold(toestand.clone(), A::evolve);
            overgangen.entry((van, naam(&daarna))).or_default().insert((&opdracht.wat).into());
            wachtrij.push_back(daarna);
        }
    }
    let nooit_gebeurd = A::Event::CODES.iter().filter(|(code, _)| !gebeurd.contains(code)).map(|(_, naam)| *naam);
    Verkenning { diagram: tekening(&volgorde, &overgangen), nooit_gebeurd: nooit_gebeurd.collect() }
}

/// The diagram; the first state is where nothing happened yet.
fn tekening(
    volgorde: &[&'static str],
    overgangen: &BTreeMap<(&'static str, &'static str), BTreeSet<&'static str>>,
) -> String {
    let punt = |naam: &'static str| if volgorde.first() == Some(&naam) { "[*]".to_owned() } else { id(naam) };
    let mut tekst = "stateDiagram-v2\n".to_owned();
    for naam in volgorde.iter().skip(1).filter(|naam| id(naam) != **naam) {
        let _ = writeln!(tekst, "    state \"{naam}\" as {}", id(naam));
    }
    for van in volgorde {
        let verder = || volgorde.iter().filter(move |naar| van != *naar);
        for naar in verder() {
            if let Some(namen) = overgangen.get(&(*van, *naar)) {
                let namen = namen.iter().copied().collect::<Vec<_>>().join(", ");
                let _ = writeln!(tekst, "    {} --> {}: {namen}", punt(van), punt(naar));
            }
        }
        if verder().all(|naar| !overgangen.contains_key(&(*van, *naar))) {
            let _ = writeln!(tekst, "    {} --> [*]", punt(van));
        }
    }
    for naam in volgorde {
        if let Some(blijft) = overgangen.get(&(*naam, *naam)) {
            let _ = writeln!(tekst, "    note right of {}", punt(naam));
            for wat in blijft {
                let _ = writeln!(tekst, "        {wat}");
            }
            tekst.push_str("    end note\n");
        }
    }
    tekst
}

/// What Mermaid takes as the name of a state.
fn id(naam: &str) -> String {
    naam.replace(|teken: char| !teken.is_alphanumeric(), "_")
}
