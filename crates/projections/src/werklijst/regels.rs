//! Which fact makes what due for whom, and which fact ends it.

use regieboek_api_types::werklijst::Werksoort::{
    AfschalingAanvaarden, EscalatieBeslissen, EscalatieTriage, HulpStagneert, IntakeAfronden, NazorgEscalatie,
    Nazorgcontrole, Regievacuum, SignaalDoorgegeven, SignaalOppakken, StapGeweigerd, TermijnVerstreken,
    TerugkoppelingVerschuldigd, VerwijzingBeantwoorden,
};
use regieboek_doorverwijzing::{DoorverwijzingEvent, Soort, VerwijzingAangevraagd, Verwijzingstermijn};
use regieboek_escalatie::{EscalatieEvent, Escalatietermijn};
use regieboek_event_store::{ProjectionError, Recorded};
use regieboek_huishouden::{HuishoudenEvent, PlanGesloten, TermijnSoort};
use regieboek_intake::signaal::SignaalTermijn;
use regieboek_intake::{IntakeEvent, SignaalEvent};
use regieboek_kernel::{Actor, Tijdstip};
use uuid::Uuid;

use super::Wijziging::{
    DraagOver, KenToe, Leeftijd, Open, Parkeer, Rust, RustOveral, Sluit, SluitEen, SluitVan, Verzet, Wek,
};
use super::{Item, MEER_TEAM, NIEMAND, REGIE, TOEGANG, Wijziging};
use crate::betrokkenheid::{betrokkene, organisatie, persoon};

type Wijzigingen = Result<Vec<Wijziging>, ProjectionError>;

/// Marks of passed terms that end together.
const ACTIE: &str = "actie";
const TOESTEMMING: &str = "toestemming";

pub(super) fn bij_huishouden(event: &Recorded) -> Wijzigingen {
    let opgevuld = || vec![Sluit(Regievacuum)];
    Ok(match event.decode::<HuishoudenEvent>()?.feit {
        HuishoudenEvent::HuishoudenGeregistreerd(f) => {
            f.leden.into_iter().map(|lid| Leeftijd(lid.id, lid.geboortedatum)).collect()
        }
        HuishoudenEvent::PlanGeopend(_) => vec![Sluit(Nazorgcontrole), stap_gezet(event.stream)],
        HuishoudenEvent::RegievacuumGemeld(_) => vec![Open(Item::new(Regievacuum, MEER_TEAM).urgent(true))],
        HuishoudenEvent::RegieOvergenomen(_) => opgevuld(),
        HuishoudenEvent::RegieTeruggegeven(_) => opgevuld(),
        HuishoudenEvent::RegieOvergedragen(_) => opgevuld(),
        HuishoudenEvent::RegisseurBenoemd(_) => opgevuld(),
        HuishoudenEvent::PlanGesloten(f) => na_sluiten(&f, event.stream),
        HuishoudenEvent::NazorgcontroleUitgevoerd(f) => vec![SluitEen(Nazorgcontrole, f.controle.to_string())],
        HuishoudenEvent::PlanHeropend(_) => vec![Sluit(Nazorgcontrole)],
        HuishoudenEvent::ActieAfgerond(f) => vec![SluitEen(TermijnVerstreken, f.actie.to_string())],
        // The next consent shows that the regisseur looked at consent again.
        HuishoudenEvent::ToestemmingGegeven(_) => vec![SluitVan(TermijnVerstreken, TOESTEMMING.to_owned())],
        HuishoudenEvent::TermijnVerstreken(f) => match f.soort {
            // Its owner sees the check itself turn `verlopen`.
            TermijnSoort::Nazorgcontrole(_) => Vec::new(),
            TermijnSoort::Actie(actie) => {
                vec![Open(Item::new(TermijnVerstreken, REGIE).detail(actie).kenmerk(ACTIE))]
            }
            TermijnSoort::Toestemming(id) => {
                vec![Open(Item::new(TermijnVerstreken, REGIE).detail(id).kenmerk(TOESTEMMING))]
            }
        },
        HuishoudenEvent::GezagVastgelegd(_)
        | HuishoudenEvent::BetrokkeneToegevoegd(_)
        | HuishoudenEvent::BetrokkenheidBeeindigd(_)
        | HuishoudenEvent::ToestemmingIngetrokken(_)
        | HuishoudenEvent::DoelGesteld(_)
        | HuishoudenEvent::ActieToegevoegd(_)
        | HuishoudenEvent::VolgordeVoorgesteld(_)
        | HuishoudenEvent::VolgordeBepaald(_)
        | HuishoudenEvent::DoelGeevalueerd(_) => Vec::new(),
    })
}

/// The step that an intake owed was taken by hand, or has no more sense: a plan was opened or closed, or the Meer-team called.
fn stap_gezet(huishouden: Uuid) -> Wijziging {
    RustOveral(StapGeweigerd, huishouden.to_string())
}

fn na_sluiten(feit: &PlanGesloten, huishouden: Uuid) -> Vec<Wijziging> {
    let eigenaar = betrokkene(&feit.nazorg_eigenaar);
    let controle = |nummer: u8, uiterlijk| {
        let vervalt = Tijdstip::einde_van(uiterlijk);
        Open(Item::new(Nazorgcontrole, &*eigenaar).detail(nummer).vervalt(vervalt))
    };
    let over = [Sluit(Regievacuum), Sluit(TermijnVerstreken), stap_gezet(huishouden)];
    over.into_iter().chain(feit.controles.iter().map(|c| controle(c.nummer, c.uiterlijk))).collect()
}

pub(super) fn bij_signaal(event: &Recorded) -> Wijzigingen {
    Ok(match event.decode::<SignaalEvent>()?.feit {
        SignaalEvent::SignaalGemeld(f) => {
            let oppakken = Item::new(SignaalOppakken, TOEGANG).urgent(f.betreft_veiligheid).vervalt(f.oppakken_voor);
            let terugkoppelen = |voor: Tijdstip| Parkeer(Item::new(TerugkoppelingVerschuldigd, NIEMAND).vervalt(voor));
            std::iter::once(Open(oppakken)).chain(f.terugkoppelen_voor.map(terugkoppelen)).collect()
        }
        SignaalEvent::SignaalOpgepakt(f) => {
            vec![Sluit(SignaalOppakken), KenToe(TerugkoppelingVerschuldigd, persoon(f.eigenaar))]
        }
        SignaalEvent::SignaalDoorgegeven(f) => {
            vec![Open(Item::new(SignaalDoorgegeven, organisatie(&f.naar_organisatie, Some(f.functie))))]
        }
        SignaalEvent::DoorgifteAanvaard(f) => {
            vec![Sluit(SignaalDoorgegeven), DraagOver(TerugkoppelingVerschuldigd, persoon(f.eigenaar))]
        }
        SignaalEvent::SignaalTeruggekoppeld(_) => vec![Sluit(TerugkoppelingVerschuldigd), Sluit(TermijnVerstreken)],
        SignaalEvent::SignaalAfgesloten(_) => vec![Sluit(SignaalDoorgegeven)],
        SignaalEvent::SignaalTermijnVerstreken(f) => match f.termijn {
            // Nobody holds the regie yet; all who may pick it up see the item itself turn `verlopen`.
            SignaalTermijn::Oppakken => Vec::new(),
            SignaalTermijn::Terugkoppeling => vec![Open(Item::new(TermijnVerstreken, REGIE))],
        },
        SignaalEvent::SignaalGekoppeld(_) => Vec::new(),
    })
}

pub(super) fn bij_intake(event: &Recorded) -> Wijzigingen {
    Ok(match event.decode::<IntakeEvent>()?.feit {
        IntakeEvent::IntakeGestart(f) => vec![
            Open(Item::new(IntakeAfronden, persoon(f.intaker)).vervalt(f.onderzoek_voor)),
            Parkeer(Item::new(StapGeweigerd, REGIE).kenmerk(f.huishouden.to_string())),
        ],
        IntakeEvent::StapGeweigerd(_) => vec![Wek(StapGeweigerd, String::new(), None)],
        IntakeEvent::TermijnVerlengd(f) => vec![Verzet(IntakeAfronden, f.onderzoek_voor)],
        IntakeEvent::TermijnOverschreden(_) => vec![Open(Item::new(TermijnVerstreken, REGIE))],
        IntakeEvent::IntakeAfgerond(_) => vec![Sluit(IntakeAfronden), Sluit(TermijnVerstreken)],
        IntakeEvent::LeefgebiedAfgesloten(_)
        | IntakeEvent::VraagVastgelegd(_)
        | IntakeEvent::VeiligheidBeoordeeld(_)
        | IntakeEvent::OpClientondersteuningGewezen(_)
        | IntakeEvent::RegieverliesIngeschat(_)
        | IntakeEvent::FamiliegroepsplanAangeboden(_)
        | IntakeEvent::MeldcodestapGeregistreerd(_) => Vec::new(),
    })
}

/// Asking another for the same help ends the stagnation of the first request.
fn zelfde_hulp(feit: &VerwijzingAangevraagd) -> String {
    let huishouden = feit.huishouden;
    match &feit.soort {
        Soort::Inzet { voorziening, .. } => format!("{huishouden}/inzet/{voorziening}"),
        Soort::WelzijnOpRecept => format!("{huishouden}/welzijn-op-recept"),
        Soort::ErbijHalen => match feit.gericht_aan.functie {
            Some(functie) => format!("{huishouden}/erbij-halen/{functie}"),
            None => format!("{huishouden}/erbij-halen/{}", feit.gericht_aan.organisatie),
        },
    }
}

fn na_aanvraag(feit: &VerwijzingAangevraagd) -> Vec<Wijziging> {
    let aan = organisatie(&feit.gericht_aan.organisatie, feit.gericht_aan.functie);
    let hulp = zelfde_hulp(feit);
    vec![
        RustOveral(HulpStagneert, hulp.clone()),
        Open(Item::new(VerwijzingBeantwoorden, aan).urgent(feit.spoed).vervalt(feit.beantwoorden_voor)),
        Parkeer(Item::new(HulpStagneert, REGIE).kenmerk(hulp)),
        Parkeer(
            Item::new(TerugkoppelingVerschuldigd, NIEMAND)
                .kenmerk(persoon(feit.verwijzer))
                .vervalt(feit.terugkoppelen_voor),
        ),
    ]
}

pub(super) fn bij_doorverwijzing(event: &Recorded) -> Wijzigingen {
    let vastgelegd = event.decode::<DoorverwijzingEvent>()?;
    let weer_verschuldigd = |voor| Wek(TerugkoppelingVerschuldigd, String::new(), Some(voor));
    Ok(match vastgelegd.feit {
        DoorverwijzingEvent::VerwijzingAangevraagd(f) => na_aanvraag(&f),
        DoorverwijzingEvent::VerwijzingAanvaard(f) => {
            vec![Sluit(VerwijzingBeantwoorden), KenToe(TerugkoppelingVerschuldigd, persoon(f.houder))]
        }
        DoorverwijzingEvent::VerwijzingGeweigerd(f) => {
            let volgende = persoon(f.eigenaar_volgende_stap);
            vec![Sluit(VerwijzingBeantwoorden), Sluit(HulpStagneert), KenToe(TerugkoppelingVerschuldigd, volgende)]
        }
        DoorverwijzingEvent::WachttijdGemeld(_) => vec![Rust(HulpStagneert)],
        DoorverwijzingEvent::HulpStagneert(_) => vec![Wek(HulpStagneert, String::new(), None)],
        DoorverwijzingEvent::VerwijzingGestart(f) => {
            vec![Sluit(HulpStagneert), weer_verschuldigd(f.terugkoppelen_voor)]
        }
        DoorverwijzingEvent::VerwijzingAfgerond(f) => {
            vec![Sluit(HulpStagneert), weer_verschuldigd(f.terugkoppelen_voor)]
        }
        DoorverwijzingEvent::VerwijzingIngetrokken(_) => {
            let over = [Sluit(VerwijzingBeantwoorden), Sluit(HulpStagneert)];
            // Who took back the own request is owed nothing; else the holder owes it or, without one, the regie.
            let schuld = match &vastgelegd.verantwoording.wie {
                Actor::Professional(wie) => Some(SluitVan(TerugkoppelingVerschuldigd, persoon(wie.id))),
                Actor::Systeem => None,
            };
            let zonder_houder = KenToe(TerugkoppelingVerschuldigd, REGIE.to_owned());
            over.into_iter().chain(schuld).chain([zonder_houder]).collect()
        }
        DoorverwijzingEvent::VerwijzingVerlopen(_) => {
            vec![Sluit(VerwijzingBeantwoorden), KenToe(TerugkoppelingVerschuldigd, REGIE.to_owned())]
        }
        DoorverwijzingEvent::VerwijzingTeruggekoppeld(_) => {
            vec![Rust(TerugkoppelingVerschuldigd), Sluit(TermijnVerstreken)]
        }
        DoorverwijzingEvent::TermijnVerstreken(f) => match f.termijn {
            // That help stagnates is a fact of its own, in the same append.
            Verwijzingstermijn::Beantwoorden | Verwijzingstermijn::Start => Vec::new(),
            Verwijzingstermijn::Terugkoppeling => {
                vec![Open(Item::new(TermijnVerstreken, REGIE))]
            }
        },
    })
}

/// The Meer-team must judge it: first anyone, then whoever took it.
fn te_beoordelen(urgent: bool, voor: Tijdstip) -> Vec<Wijziging> {
    vec![
        Open(Item::new(EscalatieTriage, MEER_TEAM).urgent(urgent).vervalt(voor)),
        Parkeer(Item::new(EscalatieBeslissen, NIEMAND).urgent(urgent).vervalt(voor)),
    ]
}

pub(super) fn bij_escalatie(event: &Recorded) -> Wijzigingen {
    const TRIAGE: &str = "triage";
    let beslist = || vec![Sluit(EscalatieBeslissen), SluitEen(TermijnVerstreken, TRIAGE.to_owned())];
    Ok(match event.decode::<EscalatieEvent>()?.feit {
        EscalatieEvent::EscalatieAangemeld(f) => {
            let mut alle = te_beoordelen(f.spoed, f.triage_voor);
            alle.push(stap_gezet(f.huishouden.uuid()));
            alle
        }
        EscalatieEvent::EscalatieInTriageGenomen(f) => {
            vec![Sluit(EscalatieTriage), KenToe(EscalatieBeslissen, persoon(f.behandelaar))]
        }
        EscalatieEvent::EscalatieAangenomen(_) => beslist(),
        EscalatieEvent::EscalatieAfgewezen(_) => beslist(),
        EscalatieEvent::DoorbraakBesloten(f) => {
            vec![Parkeer(Item::new(TermijnVerstreken, REGIE).detail(f.id))]
        }
        EscalatieEvent::AfschalingAangeboden(f) => {
            vec![Open(Item::new(AfschalingAanvaarden, persoon(f.volgende_regisseur.professional)))]
        }
        EscalatieEvent::AfschalingAfgewezen(_) => vec![Sluit(AfschalingAanvaarden)],
        EscalatieEvent::AfschalingAanvaard(f) => {
            let nazorg = Item::new(NazorgEscalatie, REGIE).vervalt(Tijdstip::einde_van(f.nazorg_tot_minstens));
            vec![Sluit(AfschalingAanvaarden), Open(nazorg)]
        }
        EscalatieEvent::EscalatieHeropend(f) => {
            let mut alle = te_beoordelen(true, f.triage_voor);
            alle.push(Sluit(NazorgEscalatie));
            alle
        }
        EscalatieEvent::EscalatieAfgesloten(_) => vec![Sluit(NazorgEscalatie), Sluit(TermijnVerstreken)],
        EscalatieEvent::TermijnVerstreken(f) => match f.termijn {
            Escalatietermijn::Triage => vec![Open(Item::new(TermijnVerstreken, REGIE).detail(TRIAGE))],
            // The item of the nazorg itself turns `verlopen`: from then on the escalatie can be closed.
            Escalatietermijn::Nazorg => Vec::new(),
            Escalatietermijn::Doorbraak(id) => vec![Wek(TermijnVerstreken, id.to_string(), None)],
        },
        EscalatieEvent::VolgordeBepaald(_) => Vec::new(),
    })
}
