//! People, days, commands, and a beleidsboek as it unfolds.

use std::sync::LazyLock;

use regieboek_beleid::{Beleidsboek, BeleidsboekCommand, BeleidsboekError, BeleidsboekEvent};
use regieboek_kernel::{
    Actor, Beleid, Beleidsinhoud, Beslisser as _, Bevoegdheid, Datum, Functie, Onderwerp, Opdracht, Passage,
    Professional, ProfessionalId, Rol, Termijn, Tijdstip, Vastgelegd, Verantwoording, VrijeTekst,
};
use uuid::Uuid;

/// The standard policy, made once.
pub(crate) static BELEID: LazyLock<Beleid> = LazyLock::new(Beleid::standaard);

pub(crate) fn tekst(waarde: &str) -> VrijeTekst {
    VrijeTekst::new(Onderwerp::new(Uuid::from_u128(1)), Passage::new(Uuid::from_u128(2)), waarde.to_owned())
}

pub(crate) fn datum(tekst: &str) -> Datum {
    tekst.parse().unwrap()
}

/// Ten in the morning of a day.
pub(crate) fn op(dag: Datum) -> Tijdstip {
    Tijdstip::begin_van(dag).plus_uren(10)
}

/// A policy adviser, on this authority.
pub(crate) fn op_grond_van(bevoegdheid: Bevoegdheid, nu: Tijdstip) -> Verantwoording {
    let wie = Actor::Professional(Professional {
        id: ProfessionalId::new(Uuid::from_u128(7)),
        functie: Functie::Beleidsadviseur,
        organisatie: "gemeente-haarlemmermeer".parse().unwrap(),
        naam: tekst("Bep Beleid"),
    });
    Verantwoording { wie, bevoegdheid, gebeurd_op: nu, reden: None, oorzaak: None }
}

/// The beleidsbeheerder asks.
pub(crate) fn opdracht(wat: BeleidsboekCommand, dag: Datum) -> Opdracht<BeleidsboekCommand> {
    let nu = op(dag);
    Opdracht { wat, verantwoording: op_grond_van(Bevoegdheid::Rol(Rol::Beleidsbeheerder), nu), nu }
}

/// The standard content, with a triage of so many working days.
pub(crate) fn met_triage(werkdagen: u16) -> Beleidsinhoud {
    let mut inhoud = BELEID.inhoud.clone();
    inhoud.termijnen.triage = Termijn::Werkdagen(werkdagen);
    inhoud
}

pub(crate) fn stel_vast(vanaf: &str, inhoud: Beleidsinhoud) -> BeleidsboekCommand {
    let toelichting = tekst("Besluit van het college.");
    BeleidsboekCommand::StelVast { vanaf: datum(vanaf), inhoud: Box::new(inhoud), toelichting }
}

pub(crate) fn trek_in(versie: u32) -> BeleidsboekCommand {
    BeleidsboekCommand::TrekIn { versie, reden: tekst("De raad wilde anders.") }
}

pub(crate) type Feiten = Vec<Vastgelegd<BeleidsboekEvent>>;

pub(crate) fn beslis(boek: &Beleidsboek, dag: &str, wat: BeleidsboekCommand) -> Result<Feiten, BeleidsboekError> {
    boek.decide(opdracht(wat, datum(dag)), &BELEID)
}

/// The book after a command that must succeed.
pub(crate) fn na(boek: Beleidsboek, dag: &str, wat: BeleidsboekCommand) -> Beleidsboek {
    let feiten = beslis(&boek, dag, wat).unwrap();
    feiten.into_iter().fold(boek, Beleidsboek::evolve)
}
