//! Which fact sets which term, and which fact ends it.

use regieboek_doorverwijzing::{DoorverwijzingEvent, Verwijzingstermijn};
use regieboek_escalatie::{EscalatieEvent, Escalatietermijn};
use regieboek_event_store::{ProjectionError, Recorded};
use regieboek_huishouden::{HuishoudenEvent, TermijnSoort};
use regieboek_intake::signaal::SignaalTermijn;
use regieboek_intake::{IntakeEvent, SignaalEvent};
use regieboek_kernel::{Actor, Tijdstip};

use super::Wijziging::{self, Haal, HaalAlle, HaalVan, HervatAlle, Markeer, Rust, RustAlle, Wek, Zet, ZetAan};
use super::soort::{ACTIE, NAZORGCONTROLE, Termijnsoort};
use crate::betrokkenheid::persoon;

type Wijzigingen = Result<Vec<Wijziging>, ProjectionError>;

const OPPAKKEN: Termijnsoort = Termijnsoort::Signaal(SignaalTermijn::Oppakken);
const MELDER_HOORT: Termijnsoort = Termijnsoort::Signaal(SignaalTermijn::Terugkoppeling);
const ONDERZOEK: Termijnsoort = Termijnsoort::Intake;
const BEANTWOORDEN: Termijnsoort = Termijnsoort::Doorverwijzing(Verwijzingstermijn::Beantwoorden);
const START: Termijnsoort = Termijnsoort::Doorverwijzing(Verwijzingstermijn::Start);
const VERWIJZER_HOORT: Termijnsoort = Termijnsoort::Doorverwijzing(Verwijzingstermijn::Terugkoppeling);
const TRIAGE: Termijnsoort = Termijnsoort::Escalatie(Escalatietermijn::Triage);
const NAZORG: Termijnsoort = Termijnsoort::Escalatie(Escalatietermijn::Nazorg);

/// What was met in time is over; what was met too late still passes.
fn voldaan(termijn: Termijnsoort, tijdig: bool) -> Vec<Wijziging> {
    if tijdig { vec![Haal(termijn)] } else { Vec::new() }
}

pub(super) fn bij_signaal(event: &Recorded) -> Wijzigingen {
    Ok(match event.decode::<SignaalEvent>()?.feit {
        SignaalEvent::SignaalGemeld(f) => {
            let terugkoppelen = f.terugkoppelen_voor.map(|voor| Zet(MELDER_HOORT, voor));
            std::iter::once(Zet(OPPAKKEN, f.oppakken_voor)).chain(terugkoppelen).collect()
        }
        SignaalEvent::SignaalOpgepakt(f) => voldaan(OPPAKKEN, f.tijdig),
        SignaalEvent::SignaalTeruggekoppeld(f) => voldaan(MELDER_HOORT, f.tijdig),
        SignaalEvent::SignaalTermijnVerstreken(f) => vec![Haal(Termijnsoort::Signaal(f.termijn))],
        SignaalEvent::SignaalDoorgegeven(_)
        | SignaalEvent::DoorgifteAanvaard(_)
        | SignaalEvent::SignaalGekoppeld(_)
        | SignaalEvent::SignaalAfgesloten(_) => Vec::new(),
    })
}

pub(super) fn bij_intake(event: &Recorded) -> Wijzigingen {
    Ok(match event.decode::<IntakeEvent>()?.feit {
        IntakeEvent::IntakeGestart(f) => f.onderzoek_voor.map(|voor| Zet(ONDERZOEK, voor)).into_iter().collect(),
        IntakeEvent::TermijnVerlengd(f) => vec![Zet(ONDERZOEK, f.onderzoek_voor)],
        IntakeEvent::IntakeAfgerond(f) => voldaan(ONDERZOEK, f.tijdig),
        IntakeEvent::TermijnOverschreden(_) => vec![Haal(ONDERZOEK)],
        IntakeEvent::LeefgebiedAfgesloten(_)
        | IntakeEvent::VraagVastgelegd(_)
        | IntakeEvent::VeiligheidBeoordeeld(_)
        | IntakeEvent::OpClientondersteuningGewezen(_)
        | IntakeEvent::RegieverliesIngeschat(_)
        | IntakeEvent::FamiliegroepsplanAangeboden(_)
        | IntakeEvent::MeldcodestapGeregistreerd(_)
        | IntakeEvent::StapGeweigerd(_) => Vec::new(),
    })
}

pub(super) fn bij_doorverwijzing(event: &Recorded) -> Wijzigingen {
    let vastgelegd = event.decode::<DoorverwijzingEvent>()?;
    Ok(match vastgelegd.feit {
        DoorverwijzingEvent::VerwijzingAangevraagd(f) => vec![
            Zet(BEANTWOORDEN, f.beantwoorden_voor),
            ZetAan(VERWIJZER_HOORT, f.terugkoppelen_voor, persoon(f.verwijzer)),
        ],
        DoorverwijzingEvent::VerwijzingAanvaard(f) => vec![Haal(BEANTWOORDEN), Zet(START, f.starten_voor)],
        DoorverwijzingEvent::VerwijzingGeweigerd(_) => vec![Haal(BEANTWOORDEN)],
        DoorverwijzingEvent::VerwijzingVerlopen(_) => vec![Haal(BEANTWOORDEN)],
        DoorverwijzingEvent::VerwijzingGestart(f) => vec![Haal(START), Wek(VERWIJZER_HOORT, f.terugkoppelen_voor)],
        DoorverwijzingEvent::VerwijzingAfgerond(f) => vec![Haal(START), Wek(VERWIJZER_HOORT, f.terugkoppelen_voor)],
        DoorverwijzingEvent::VerwijzingIngetrokken(_) => {
            let schuld = match &vastgelegd.verantwoording.wie {
                Actor::Professional(wie) => Some(HaalVan(VERWIJZER_HOORT, persoon(wie.id))),
                Actor::Systeem => None,
            };
            [Haal(BEANTWOORDEN), Haal(START)].into_iter().chain(schuld).collect()
        }
        DoorverwijzingEvent::VerwijzingTeruggekoppeld(_) => vec![Rust(VERWIJZER_HOORT)],
        DoorverwijzingEvent::TermijnVerstreken(f) => match f.termijn {
            Verwijzingstermijn::Beantwoorden => vec![Haal(BEANTWOORDEN)],
            Verwijzingstermijn::Start => vec![Haal(START)],
            // The debt stays: a start or an end does not set a new term as long as it is not paid (D14).
            Verwijzingstermijn::Terugkoppeling => vec![Markeer(VERWIJZER_HOORT)],
        },
        DoorverwijzingEvent::WachttijdGemeld(_) | DoorverwijzingEvent::HulpStagneert(_) => Vec::new(),
    })
}

pub(super) fn bij_escalatie(event: &Recorded) -> Wijzigingen {
    Ok(match event.decode::<EscalatieEvent>()?.feit {
        EscalatieEvent::EscalatieAangemeld(f) => vec![Zet(TRIAGE, f.triage_voor)],
        EscalatieEvent::EscalatieAangenomen(_) => vec![Haal(TRIAGE)],
        EscalatieEvent::EscalatieAfgewezen(_) => vec![Haal(TRIAGE)],
        EscalatieEvent::DoorbraakBesloten(f) => {
            let doorbraak = Termijnsoort::Escalatie(Escalatietermijn::Doorbraak(f.id));
            vec![Zet(doorbraak, Tijdstip::einde_van(f.tot))]
        }
        EscalatieEvent::AfschalingAanvaard(f) => vec![Zet(NAZORG, Tijdstip::einde_van(f.nazorg_tot_minstens))],
        EscalatieEvent::EscalatieHeropend(f) => vec![Haal(NAZORG), Zet(TRIAGE, f.triage_voor)],
        EscalatieEvent::EscalatieAfgesloten(_) => vec![Haal(NAZORG)],
        EscalatieEvent::TermijnVerstreken(f) => vec![Haal(Termijnsoort::Escalatie(f.termijn))],
        EscalatieEvent::EscalatieInTriageGenomen(_)
        | EscalatieEvent::VolgordeBepaald(_)
        | EscalatieEvent::AfschalingAangeboden(_)
        | EscalatieEvent::AfschalingAfgewezen(_) => Vec::new(),
    })
}

pub(super) fn bij_huishouden(event: &Recorded) -> Wijzigingen {
    let actie = |id| Termijnsoort::Huishouden(TermijnSoort::Actie(id));
    let toestemming = |id| Termijnsoort::Huishouden(TermijnSoort::Toestemming(id));
    let controle = |nummer| Termijnsoort::Huishouden(TermijnSoort::Nazorgcontrole(nummer));
    Ok(match event.decode::<HuishoudenEvent>()?.feit {
        HuishoudenEvent::ToestemmingGegeven(f) => vec![Zet(toestemming(f.id), Tijdstip::einde_van(f.tot))],
        HuishoudenEvent::ToestemmingIngetrokken(f) => vec![Haal(toestemming(f.toestemming))],
        HuishoudenEvent::PlanGeopend(_) => vec![HaalAlle(ACTIE), HaalAlle(NAZORGCONTROLE)],
        HuishoudenEvent::ActieToegevoegd(f) => vec![Zet(actie(f.id), Tijdstip::einde_van(f.uiterlijk))],
        HuishoudenEvent::ActieAfgerond(f) => vec![Haal(actie(f.actie))],
        HuishoudenEvent::PlanGesloten(f) => {
            let controles = f.controles.iter().map(|c| Zet(controle(c.nummer), Tijdstip::einde_van(c.uiterlijk)));
            std::iter::once(RustAlle(ACTIE)).chain(controles).collect()
        }
        HuishoudenEvent::NazorgcontroleUitgevoerd(f) => vec![Haal(controle(f.controle))],
        HuishoudenEvent::PlanHeropend(_) => vec![HaalAlle(NAZORGCONTROLE), HervatAlle(ACTIE)],
        HuishoudenEvent::TermijnVerstreken(f) => vec![Haal(Termijnsoort::Huishouden(f.soort))],
        HuishoudenEvent::HuishoudenGeregistreerd(_)
        | HuishoudenEvent::GezagVastgelegd(_)
        | HuishoudenEvent::BetrokkeneToegevoegd(_)
        | HuishoudenEvent::BetrokkenheidBeeindigd(_)
        | HuishoudenEvent::DoelGesteld(_)
        | HuishoudenEvent::VolgordeVoorgesteld(_)
        | HuishoudenEvent::VolgordeBepaald(_)
        | HuishoudenEvent::RegieOvergenomen(_)
        | HuishoudenEvent::RegieTeruggegeven(_)
        | HuishoudenEvent::RegieOvergedragen(_)
        | HuishoudenEvent::RegisseurBenoemd(_)
        | HuishoudenEvent::RegievacuumGemeld(_)
        | HuishoudenEvent::DoelGeevalueerd(_) => Vec::new(),
    })
}
