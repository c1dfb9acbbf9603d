//! Which fact sets which term, and which fact ends it.

use regieboek_doorverwijzing::{DoorverwijzingEvent, Verwijzingstermijn};
use regieboek_escalatie::{EscalatieEvent, Escalatietermijn};
use regieboek_event_store::{ProjectionError, Recorded};
use regieboek_huishouden::{HuishoudenEvent, TermijnSoort};
use regieboek_intake::intake::IntakeTermijn;
use regieboek_intake::signaal::SignaalTermijn;
use regieboek_intake::{IntakeEvent, SignaalEvent};
use regieboek_kernel::{Actor, Tijdstip};
use regieboek_mandaat::{MandaatEvent, MandaatbesluitEvent, SkjRegistratieEvent};

use super::Wijziging::{
    self, Haal, HaalAlle, HaalVan, HervatAlle, Markeer, Rust, RustAlle, Vervroeg, Wek, Zet, ZetAan,
};
use super::soort::{ACTIE, NAZORGCONTROLE, Termijnsoort};
use crate::betrokkenheid::persoon;

type Wijzigingen = Result<Vec<Wijziging>, ProjectionError>;

const OPPAKKEN: Termijnsoort = Termijnsoort::Signaal(SignaalTermijn::Oppakken);
const MELDER_HOORT: Termijnsoort = Termijnsoort::Signaal(SignaalTermijn::Terugkoppeling);
const ONDERZOEK: Termijnsoort = Termijnsoort::Intake;
const JEUGDPLAN: Termijnsoort = Termijnsoort::IntakeVan(IntakeTermijn::Jeugdplan);
const BESLUIT: Termijnsoort = Termijnsoort::IntakeVan(IntakeTermijn::Besluit);
const BEANTWOORDEN: Termijnsoort = Termijnsoort::Doorverwijzing(Verwijzingstermijn::Beantwoorden);
const START: Termijnsoort = Termijnsoort::Doorverwijzing(Verwijzingstermijn::Start);
const VERWIJZER_HOORT: Termijnsoort = Termijnsoort::Doorverwijzing(Verwijzingstermijn::Terugkoppeling);
const BEZWAAR: Termijnsoort = Termijnsoort::Doorverwijzing(Verwijzingstermijn::Bezwaar);
const TRIAGE: Termijnsoort = Termijnsoort::Escalatie(Escalatietermijn::Triage);
const MAATREGEL: Termijnsoort = Termijnsoort::Huishouden(TermijnSoort::Maatregel);
const NAZORG: Termijnsoort = Termijnsoort::Escalatie(Escalatietermijn::Nazorg);

/// What was met in time is over; what was met too late still passes.
fn voldaan(termijn: Termijnsoort, tijdig: bool) -> Vec<Wijziging> {
    if tijdig { vec![Haal(termijn)] } else { Vec::new() }
}

pub(super) fn bij_signaal(event: &Recorded) -> Wijzigingen {
    Ok(match &event.says::<SignaalEvent>()?.feit {
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
        | SignaalEvent::DoorgifteGeweigerd(_)
        | SignaalEvent::SignaalOvergenomen(_)
        | SignaalEvent::SignaalAfgesloten(_) => Vec::new(),
    })
}

pub(super) fn bij_intake(event: &Recorded) -> Wijzigingen {
    Ok(match &event.says::<IntakeEvent>()?.feit {
        IntakeEvent::IntakeGestart(f) => f.onderzoek_voor.map(|voor| Zet(ONDERZOEK, voor)).into_iter().collect(),
        IntakeEvent::TermijnVerlengd(f) => vec![Zet(ONDERZOEK, f.onderzoek_voor)],
        IntakeEvent::IntakeAfgerond(f) => {
            let jeugdplan = voldaan(JEUGDPLAN, f.jeugdplan_tijdig != Some(false));
            voldaan(ONDERZOEK, f.tijdig).into_iter().chain(jeugdplan).collect()
        }
        IntakeEvent::FamiliegroepsplanAangeboden(f) => {
            vec![f.jeugdplan_voor.map_or(Haal(JEUGDPLAN), |voor| Zet(JEUGDPLAN, voor))]
        }
        IntakeEvent::AanvraagVastgelegd(f) => vec![Zet(BESLUIT, f.beslissen_voor)],
        IntakeEvent::BeschikkingVastgelegd(f) => voldaan(BESLUIT, f.tijdig),
        IntakeEvent::TermijnVerstreken(f) => vec![Haal(Termijnsoort::IntakeVan(f.termijn))],
        IntakeEvent::TermijnOverschreden(_) => vec![Haal(ONDERZOEK)],
        IntakeEvent::LeefgebiedAfgesloten(_)
        | IntakeEvent::VraagVastgelegd(_)
        | IntakeEvent::VeiligheidBeoordeeld(_)
        | IntakeEvent::OpClientondersteuningGewezen(_)
        | IntakeEvent::RegieverliesIngeschat(_)
        | IntakeEvent::MeldcodestapGeregistreerd(_)
        | IntakeEvent::StapGeweigerd(_) => Vec::new(),
    })
}

pub(super) fn bij_doorverwijzing(event: &Recorded) -> Wijzigingen {
    let vastgelegd = event.says::<DoorverwijzingEvent>()?;
    Ok(match &vastgelegd.feit {
        DoorverwijzingEvent::VerwijzingAangevraagd(f) => vec![
            Zet(BEANTWOORDEN, f.beantwoorden_voor),
            ZetAan(VERWIJZER_HOORT, f.terugkoppelen_voor, persoon(f.verwijzer)),
        ],
        DoorverwijzingEvent::VerwijzingAanvaard(f) => vec![Haal(BEANTWOORDEN), Zet(START, f.starten_voor)],
        // The joint conversation told the referrer.
        DoorverwijzingEvent::OverdrachtAanvaard(_) => vec![Haal(BEANTWOORDEN), Haal(VERWIJZER_HOORT)],
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
            Verwijzingstermijn::Bezwaar => vec![Haal(BEZWAAR)],
        },
        DoorverwijzingEvent::BezwaarIngediend(f) => vec![Zet(BEZWAAR, f.beslissen_voor)],
        DoorverwijzingEvent::BezwaarBeslist(_) | DoorverwijzingEvent::BezwaarIngetrokken(_) => vec![Haal(BEZWAAR)],
        DoorverwijzingEvent::WachttijdGemeld(_)
        | DoorverwijzingEvent::HulpStagneert(_)
        | DoorverwijzingEvent::BevoegdheidsgebrekGemeld(_)
        | DoorverwijzingEvent::InzetBekrachtigd(_)
        | DoorverwijzingEvent::BevoegdheidVervallen(_)
        | DoorverwijzingEvent::BevoegdheidHersteld(_)
        | DoorverwijzingEvent::BezwaarToegewezen(_) => Vec::new(),
    })
}

pub(super) fn bij_mandaat(event: &Recorded) -> Wijzigingen {
    Ok(match &event.says::<MandaatEvent>()?.feit {
        MandaatEvent::MandaatVerleend(f) => vec![Zet(Termijnsoort::Mandaat, Tijdstip::einde_van(f.geldig.tot_en_met))],
        MandaatEvent::MandaatIngetrokken(_) => vec![Haal(Termijnsoort::Mandaat)],
        MandaatEvent::MandaatVerlopen(_) => vec![Haal(Termijnsoort::Mandaat)],
        MandaatEvent::MandaatGeschorst(_) | MandaatEvent::MandaatHervat(_) => Vec::new(),
    })
}

pub(super) fn bij_besluit(event: &Recorded) -> Wijzigingen {
    Ok(match &event.says::<MandaatbesluitEvent>()?.feit {
        MandaatbesluitEvent::MandaatbesluitVastgelegd(_) => Vec::new(),
        MandaatbesluitEvent::MandaatbesluitIngetrokken(f) => {
            vec![Zet(Termijnsoort::Mandaatbesluit, Tijdstip::begin_van(f.per))]
        }
        MandaatbesluitEvent::MandaatbesluitVervallen(_) => vec![Haal(Termijnsoort::Mandaatbesluit)],
    })
}

pub(super) fn bij_skj(event: &Recorded) -> Wijzigingen {
    let tot = |laatste| vec![Zet(Termijnsoort::SkjRegistratie, Tijdstip::einde_van(laatste))];
    Ok(match &event.says::<SkjRegistratieEvent>()?.feit {
        SkjRegistratieEvent::SkjGeregistreerd(f) => tot(f.geldig_tot),
        SkjRegistratieEvent::SkjVerlengd(f) => tot(f.geldig_tot),
        SkjRegistratieEvent::SkjBeeindigd(f) => {
            vec![Vervroeg(Termijnsoort::SkjRegistratie, Tijdstip::begin_van(f.per))]
        }
        SkjRegistratieEvent::SkjVerlopen(_) => vec![Haal(Termijnsoort::SkjRegistratie)],
    })
}

pub(super) fn bij_escalatie(event: &Recorded) -> Wijzigingen {
    Ok(match &event.says::<EscalatieEvent>()?.feit {
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
    Ok(match &event.says::<HuishoudenEvent>()?.feit {
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
        HuishoudenEvent::MaatregelVastgelegd(f) => vec![Zet(MAATREGEL, Tijdstip::einde_van(f.maatregel.tot))],
        HuishoudenEvent::MaatregelVerlengd(f) => vec![Zet(MAATREGEL, Tijdstip::einde_van(f.tot))],
        HuishoudenEvent::MaatregelBeeindigd(_) => vec![Haal(MAATREGEL)],
        HuishoudenEvent::TermijnVerstreken(f) => vec![Haal(Termijnsoort::Huishouden(f.soort))],
        // The terms of what was taken up still pass: sight that rests on a consent ends with it.
        HuishoudenEvent::HuishoudenOpgegaan(_)
        | HuishoudenEvent::HuishoudenHersteld(_)
        | HuishoudenEvent::LidOpgenomen(_)
        | HuishoudenEvent::LidOverleden(_)
        | HuishoudenEvent::LidVertrokken(_)
        | HuishoudenEvent::AdresGewijzigd(_)
        | HuishoudenEvent::VerblijfVastgelegd(_)
        | HuishoudenEvent::VerblijfBevestigd(_)
        | HuishoudenEvent::VerblijfGestopt(_)
        | HuishoudenEvent::MedebewonerOpgenomen(_)
        | HuishoudenEvent::MedebewonerVertrokken(_)
        | HuishoudenEvent::HuishoudenGesplitst(_)
        | HuishoudenEvent::HuishoudenAfgesplitst(_)
        | HuishoudenEvent::HuishoudenOpgenomen(_)
        | HuishoudenEvent::SamenvoegingOngedaan(_)
        | HuishoudenEvent::DubbelUitgesloten(_)
        | HuishoudenEvent::HuishoudenGeregistreerd(_)
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
        | HuishoudenEvent::RegievormGewijzigd(_)
        | HuishoudenEvent::MdoGehouden(_)
        | HuishoudenEvent::VerhuizingGemeld(_)
        | HuishoudenEvent::OvernameBevestigd(_)
        | HuishoudenEvent::JeugdhulpVoortgezet(_)
        | HuishoudenEvent::RegievacuumGemeld(_)
        | HuishoudenEvent::ContactpersoonschapAangeboden(_)
        | HuishoudenEvent::ContactpersoonschapOvergenomen(_)
        | HuishoudenEvent::DoelGeevalueerd(_) => Vec::new(),
    })
}
