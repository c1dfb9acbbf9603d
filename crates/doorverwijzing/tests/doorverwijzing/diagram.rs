//! Which command leads from which state to which, drawn anew and compared with what was agreed.

use regieboek_doorverwijzing::{
    Bevoegdheidsgebrek, Doorverwijzing, DoorverwijzingCommand as Command, Hulpresultaat, Intrekreden, Vervalgrond,
    Verwijzingstermijn, Wachtoorzaak,
};
use regieboek_kernel::{Actor, Beleid, Beslisser as _, Opdracht, Verkenning, verken};

use crate::woordenschat::{self, *};

/// Compares with the drawing of that name; `REGIEBOEK_GOUD=schrijf` draws it anew.
fn is_getekend(naam: &str, verkenning: &Verkenning) {
    assert_eq!(verkenning.nooit_gebeurd, [""; 0], "each fact follows from some command here");
    let pad = format!("{}/tests/golden/toestanden/{naam}.mmd", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("REGIEBOEK_GOUD").is_some_and(|wat| wat == "schrijf") {
        std::fs::write(&pad, &verkenning.diagram).unwrap();
    }
    assert_eq!(std::fs::read_to_string(&pad).unwrap_or_default(), verkenning.diagram, "{pad}");
}

fn opdracht(wie: Actor, dag: &str, wat: Command) -> Opdracht<Command> {
    woordenschat::opdracht(wie, op(dag), wat)
}

#[test]
fn de_toestanden_van_een_doorverwijzing_zijn_zoals_getekend() {
    const DAG: &str = "2026-03-02";
    const LATER: &str = "2027-03-02";
    let klaar = Command::RondAf { resultaat: Hulpresultaat::VoortijdigInOverleg, toelichting: tekst("In overleg.") };
    let opdrachten = [
        opdracht(schoolcoach(), DAG, Command::VraagAan(inzet())),
        opdracht(regisseur(), DAG, Command::VraagAan(overdracht(&schoolcoach()))),
        opdracht(aanbieder(), DAG, aanvaard(None)),
        opdracht(schoolcoach(), DAG, Command::AanvaardOverdracht { warme_overdracht: datum(DAG) }),
        opdracht(aanbieder(), DAG, weiger()),
        opdracht(schoolcoach(), DAG, weiger()),
        opdracht(aanbieder(), DAG, wachttijd("2026-09-01", Wachtoorzaak::WachtrijAanbieder)),
        opdracht(aanbieder(), DAG, start(DAG)),
        opdracht(aanbieder(), DAG, klaar),
        opdracht(regisseur(), DAG, Command::TrekIn { reden: Intrekreden::NietMeerNodig }),
        opdracht(aanbieder(), DAG, koppel_terug()),
        opdracht(mandaatbeheerder(), DAG, meld_gebrek(Bevoegdheidsgebrek::SkjOntbrak)),
        opdracht(mandaatbeheerder(), DAG, bekrachtig(Bevoegdheidsgebrek::SkjOntbrak)),
        opdracht(mandaatbeheerder(), DAG, bezwaar_van(DAG)),
        opdracht(mandaatbeheerder(), DAG, wijs_toe(&regisseur(), &[])),
        opdracht(regisseur(), DAG, beslis(HERROEPEN)),
        opdracht(mandaatbeheerder(), DAG, bezwaar_ingetrokken()),
        opdracht(Actor::Systeem, DAG, verval(Vervalgrond::SkjVerlopen)),
        opdracht(Actor::Systeem, DAG, herleef(Vervalgrond::SkjVerlopen)),
        opdracht(Actor::Systeem, LATER, verstrijk(Verwijzingstermijn::Beantwoorden)),
        opdracht(Actor::Systeem, LATER, verstrijk(Verwijzingstermijn::Start)),
        opdracht(Actor::Systeem, LATER, verstrijk(Verwijzingstermijn::Terugkoppeling)),
        opdracht(Actor::Systeem, LATER, verstrijk(Verwijzingstermijn::Bezwaar)),
    ];
    is_getekend(Doorverwijzing::TYPE, &verken([], &opdrachten, Doorverwijzing::toestand, &Beleid::standaard()));
}
