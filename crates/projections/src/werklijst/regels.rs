//! Which fact makes what due for whom, and which fact ends it.

use regieboek_api_types::werklijst::Werksoort::{
    AfschalingAanvaarden, BeschikkingNemen, BevoegdheidVervallen, BezwaarBeslissen, ContactAanvaarden,
    DoorgifteGeweigerd, EscalatieBeslissen, EscalatieTriage, HulpStagneert, IntakeAfronden, InzetHerroepen,
    JeugdhulpNaVerhuizing, JeugdplanMaken, MaatregelLoopt, NazorgEscalatie, Nazorgcontrole, OvernameBevestigen,
    Regievacuum, SignaalDoorgegeven, SignaalOppakken, SignaalStilgevallen, StapGeweigerd, TermijnVerstreken,
    TerugkoppelingVerschuldigd, VerwijzingBeantwoorden, VerwijzingGeweigerd, VerwijzingVanBuiten, VerwijzingVerlopen,
};
use regieboek_doorverwijzing::{DoorverwijzingEvent, Intrekreden, Soort, VerwijzingAangevraagd, Verwijzingstermijn};
use regieboek_escalatie::{EscalatieEvent, Escalatietermijn};
use regieboek_event_store::{ProjectionError, Recorded};
use regieboek_huishouden::{HuishoudenEvent, Lid, PlanGesloten, TermijnSoort};
use regieboek_intake::intake::IntakeTermijn;
use regieboek_intake::signaal::SignaalTermijn;
use regieboek_intake::{IntakeEvent, SignaalEvent};
use regieboek_kernel::{Actor, Tijdstip};
use uuid::Uuid;

use super::Wijziging::{
    DraagOver, KenToe, Leeftijd, Open, Parkeer, Rust, RustOveral, Sluit, SluitEen, SluitVan, Verzet, Wek,
    ZonderLeeftijd,
};
use super::{BEHEER, Item, MEER_TEAM, NIEMAND, REGIE, TOEGANG, Wijziging};
use crate::betrokkenheid::{betrokkene, geadresseerde, organisatie, persoon};

type Wijzigingen = Result<Vec<Wijziging>, ProjectionError>;

/// Marks of passed terms that end together.
const ACTIE: &str = "actie";
const TOESTEMMING: &str = "toestemming";

pub(super) fn bij_huishouden(event: &Recorded) -> Wijzigingen {
    let opgevuld = || vec![Sluit(Regievacuum)];
    Ok(match &event.says::<HuishoudenEvent>()?.feit {
        HuishoudenEvent::HuishoudenGeregistreerd(f) => f.leden.iter().map(leeftijd).collect(),
        HuishoudenEvent::LidOpgenomen(f) => vec![leeftijd(&f.lid)],
        HuishoudenEvent::HuishoudenOpgenomen(f) => f.leden.iter().map(leeftijd).collect(),
        HuishoudenEvent::LidOverleden(f) => vec![ZonderLeeftijd(f.lid)],
        HuishoudenEvent::LidVertrokken(f) => vec![ZonderLeeftijd(f.lid)],
        HuishoudenEvent::HuishoudenGesplitst(f) => f.leden.iter().copied().map(ZonderLeeftijd).collect(),
        HuishoudenEvent::SamenvoegingOngedaan(f) => f.leden.iter().copied().map(ZonderLeeftijd).collect(),
        HuishoudenEvent::PlanGeopend(_) => {
            vec![Sluit(Nazorgcontrole), Sluit(ContactAanvaarden), stap_gezet(event.stream)]
        }
        HuishoudenEvent::ContactpersoonschapAangeboden(f) => {
            vec![Sluit(ContactAanvaarden), Open(Item::new(ContactAanvaarden, betrokkene(&f.aan)))]
        }
        HuishoudenEvent::ContactpersoonschapOvergenomen(_) => vec![Sluit(ContactAanvaarden)],
        HuishoudenEvent::RegievacuumGemeld(_) => vec![Open(Item::new(Regievacuum, MEER_TEAM).urgent(true))],
        HuishoudenEvent::RegieOvergenomen(_) => opgevuld(),
        HuishoudenEvent::RegieTeruggegeven(_) => opgevuld(),
        HuishoudenEvent::RegieOvergedragen(_) => opgevuld(),
        HuishoudenEvent::RegisseurBenoemd(_) => opgevuld(),
        HuishoudenEvent::MaatregelVastgelegd(f) => {
            let loopt = Item::new(MaatregelLoopt, REGIE).vervalt(Tijdstip::einde_van(f.maatregel.tot));
            vec![Sluit(Regievacuum), Open(loopt)]
        }
        HuishoudenEvent::MaatregelVerlengd(f) => vec![Verzet(MaatregelLoopt, Tijdstip::einde_van(f.tot))],
        HuishoudenEvent::MaatregelBeeindigd(_) => vec![Sluit(Regievacuum), Sluit(MaatregelLoopt)],
        HuishoudenEvent::VerhuizingGemeld(f) => {
            vec![Open(Item::new(OvernameBevestigen, REGIE).vervalt(Tijdstip::einde_van(f.per)))]
        }
        HuishoudenEvent::OvernameBevestigd(_) => vec![Sluit(OvernameBevestigen)],
        HuishoudenEvent::JeugdhulpVoortgezet(f) => {
            let voortgezet = Item::new(JeugdhulpNaVerhuizing, REGIE).vervalt(Tijdstip::einde_van(f.tot));
            vec![Open(voortgezet.detail(f.verwijzing).kenmerk(f.verwijzing.to_string()))]
        }
        HuishoudenEvent::PlanGesloten(f) => na_sluiten(f, event.stream),
        HuishoudenEvent::NazorgcontroleUitgevoerd(f) => vec![SluitEen(Nazorgcontrole, f.controle.to_string())],
        HuishoudenEvent::PlanHeropend(_) => vec![Sluit(Nazorgcontrole)],
        HuishoudenEvent::ActieAfgerond(f) => vec![SluitEen(TermijnVerstreken, f.actie.to_string())],
        // The next consent shows that the regisseur looked at consent again.
        HuishoudenEvent::ToestemmingGegeven(_) => vec![SluitVan(TermijnVerstreken, TOESTEMMING.to_owned())],
        HuishoudenEvent::TermijnVerstreken(f) => match f.soort {
            // Its owner sees the check itself turn `verlopen`.
            TermijnSoort::Nazorgcontrole(_) => Vec::new(),
            // That the measure ended is a fact of its own, in the same append.
            TermijnSoort::Maatregel => Vec::new(),
            TermijnSoort::Actie(actie) => {
                vec![Open(Item::new(TermijnVerstreken, REGIE).detail(actie).kenmerk(ACTIE))]
            }
            TermijnSoort::Toestemming(id) => {
                vec![Open(Item::new(TermijnVerstreken, REGIE).detail(id).kenmerk(TOESTEMMING))]
            }
        },
        // What was taken up keeps its items; they are passed over as long as it is.
        HuishoudenEvent::HuishoudenOpgegaan(_)
        | HuishoudenEvent::HuishoudenHersteld(_)
        | HuishoudenEvent::AdresGewijzigd(_)
        | HuishoudenEvent::VerblijfVastgelegd(_)
        | HuishoudenEvent::VerblijfBevestigd(_)
        | HuishoudenEvent::VerblijfGestopt(_)
        | HuishoudenEvent::MedebewonerOpgenomen(_)
        | HuishoudenEvent::MedebewonerVertrokken(_)
        | HuishoudenEvent::HuishoudenAfgesplitst(_)
        | HuishoudenEvent::DubbelUitgesloten(_)
        | HuishoudenEvent::GezagVastgelegd(_)
        | HuishoudenEvent::BetrokkeneToegevoegd(_)
        | HuishoudenEvent::BetrokkenheidBeeindigd(_)
        | HuishoudenEvent::ToestemmingIngetrokken(_)
        | HuishoudenEvent::DoelGesteld(_)
        | HuishoudenEvent::ActieToegevoegd(_)
        | HuishoudenEvent::VolgordeVoorgesteld(_)
        | HuishoudenEvent::VolgordeBepaald(_)
        | HuishoudenEvent::MdoGehouden(_)
        | HuishoudenEvent::RegievormGewijzigd(_)
        | HuishoudenEvent::DoelGeevalueerd(_) => Vec::new(),
    })
}

fn leeftijd(lid: &Lid) -> Wijziging {
    Leeftijd(lid.id, lid.geboortedatum.clone())
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
    Ok(match &event.says::<SignaalEvent>()?.feit {
        SignaalEvent::SignaalGemeld(f) => {
            let oppakken = Item::new(SignaalOppakken, TOEGANG).urgent(f.betreft_veiligheid).vervalt(f.oppakken_voor);
            let terugkoppelen = f.terugkoppelen_voor.map(|voor| {
                [
                    Parkeer(Item::new(TerugkoppelingVerschuldigd, NIEMAND).vervalt(voor)),
                    Parkeer(Item::new(TermijnVerstreken, REGIE)),
                    Parkeer(Item::new(SignaalStilgevallen, MEER_TEAM)),
                ]
            });
            std::iter::once(Open(oppakken)).chain(terugkoppelen.into_iter().flatten()).collect()
        }
        SignaalEvent::SignaalOpgepakt(f) => {
            vec![Sluit(SignaalOppakken), KenToe(TerugkoppelingVerschuldigd, persoon(f.eigenaar))]
        }
        SignaalEvent::SignaalDoorgegeven(f) => {
            let aan = organisatie(&f.naar_organisatie, Some(f.functie));
            vec![Sluit(DoorgifteGeweigerd), Open(Item::new(SignaalDoorgegeven, aan))]
        }
        SignaalEvent::DoorgifteAanvaard(f) => {
            vec![Sluit(SignaalDoorgegeven), DraagOver(TerugkoppelingVerschuldigd, persoon(f.eigenaar))]
        }
        SignaalEvent::DoorgifteGeweigerd(f) => {
            vec![Sluit(SignaalDoorgegeven), Open(Item::new(DoorgifteGeweigerd, persoon(f.terug_bij)))]
        }
        SignaalEvent::SignaalOvergenomen(f) => vec![
            Rust(SignaalStilgevallen),
            DraagOver(TerugkoppelingVerschuldigd, persoon(f.eigenaar)),
            DraagOver(DoorgifteGeweigerd, persoon(f.eigenaar)),
        ],
        SignaalEvent::SignaalTeruggekoppeld(_) => {
            vec![Sluit(TerugkoppelingVerschuldigd), Sluit(TermijnVerstreken), Sluit(SignaalStilgevallen)]
        }
        SignaalEvent::SignaalAfgesloten(_) => vec![Sluit(SignaalDoorgegeven), Sluit(DoorgifteGeweigerd)],
        SignaalEvent::SignaalTermijnVerstreken(f) => match f.termijn {
            // Nobody holds the regie yet; all who may pick it up see the item itself turn `verlopen`.
            SignaalTermijn::Oppakken => Vec::new(),
            // Nothing wakes when it was paid too late and before its passing was recorded.
            SignaalTermijn::Terugkoppeling => {
                [TermijnVerstreken, SignaalStilgevallen].map(|soort| Wek(soort, String::new(), None)).into()
            }
        },
        SignaalEvent::SignaalGekoppeld(_) => Vec::new(),
    })
}

pub(super) fn bij_intake(event: &Recorded) -> Wijzigingen {
    Ok(match &event.says::<IntakeEvent>()?.feit {
        // What passed wakes the item that waits for it; nothing does when that was done too late and before.
        IntakeEvent::IntakeGestart(f) => vec![
            Open(Item::new(IntakeAfronden, persoon(f.intaker)).vervalt(f.onderzoek_voor)),
            Parkeer(Item::new(TermijnVerstreken, REGIE)),
            Parkeer(Item::new(StapGeweigerd, REGIE).kenmerk(f.huishouden.to_string())),
            Parkeer(Item::new(JeugdplanMaken, persoon(f.intaker))),
            Parkeer(Item::new(BeschikkingNemen, persoon(f.intaker))),
        ],
        IntakeEvent::StapGeweigerd(_) => vec![Wek(StapGeweigerd, String::new(), None)],
        IntakeEvent::TermijnVerlengd(f) => vec![Verzet(IntakeAfronden, f.onderzoek_voor)],
        IntakeEvent::TermijnOverschreden(_) => vec![Wek(TermijnVerstreken, String::new(), None)],
        IntakeEvent::IntakeAfgerond(_) => vec![
            Sluit(IntakeAfronden),
            Sluit(JeugdplanMaken),
            SluitEen(TermijnVerstreken, String::new()),
            SluitEen(TermijnVerstreken, IntakeTermijn::Jeugdplan.to_string()),
        ],
        IntakeEvent::FamiliegroepsplanAangeboden(f) => {
            let maken = match f.jeugdplan_voor {
                Some(voor) => Wek(JeugdplanMaken, String::new(), Some(voor)),
                None => Rust(JeugdplanMaken),
            };
            vec![maken, Parkeer(Item::new(TermijnVerstreken, REGIE).detail(IntakeTermijn::Jeugdplan))]
        }
        IntakeEvent::TermijnVerstreken(f) => vec![Wek(TermijnVerstreken, f.termijn.to_string(), None)],
        IntakeEvent::AanvraagVastgelegd(f) => vec![
            Wek(BeschikkingNemen, String::new(), Some(f.beslissen_voor)),
            Parkeer(Item::new(TermijnVerstreken, REGIE).detail(IntakeTermijn::Besluit)),
        ],
        IntakeEvent::BeschikkingVastgelegd(_) => {
            vec![Sluit(BeschikkingNemen), SluitEen(TermijnVerstreken, IntakeTermijn::Besluit.to_string())]
        }
        IntakeEvent::LeefgebiedAfgesloten(_)
        | IntakeEvent::VraagVastgelegd(_)
        | IntakeEvent::VeiligheidBeoordeeld(_)
        | IntakeEvent::OpClientondersteuningGewezen(_)
        | IntakeEvent::RegieverliesIngeschat(_)
        | IntakeEvent::MeldcodestapGeregistreerd(_) => Vec::new(),
    })
}

/// Asking another for the same help ends the stagnation of the first request.
fn zelfde_hulp(feit: &VerwijzingAangevraagd) -> String {
    let huishouden = feit.huishouden;
    match &feit.soort {
        Soort::Inzet { voorziening, .. } => format!("{huishouden}/inzet/{voorziening}"),
        Soort::WelzijnOpRecept => format!("{huishouden}/welzijn-op-recept"),
        Soort::Overdracht { .. } => format!("{huishouden}/overdracht"),
        Soort::ErbijHalen => match feit.gericht_aan.functie {
            Some(functie) => format!("{huishouden}/erbij-halen/{functie}"),
            None => format!("{huishouden}/erbij-halen/{}", feit.gericht_aan.organisatie),
        },
    }
}

/// The help that went on after a move has ended.
fn niet_meer_voortgezet(verwijzing: Uuid) -> Wijziging {
    RustOveral(JeugdhulpNaVerhuizing, verwijzing.to_string())
}

/// What tells the referrer's item from that of the regie.
const VERWIJZER: &str = "verwijzer";

fn na_aanvraag(feit: &VerwijzingAangevraagd) -> Vec<Wijziging> {
    let aan = geadresseerde(feit);
    let hulp = zelfde_hulp(feit);
    let mut wijzigingen = vec![
        RustOveral(HulpStagneert, hulp.clone()),
        RustOveral(VerwijzingGeweigerd, hulp.clone()),
        RustOveral(VerwijzingVerlopen, hulp.clone()),
        RustOveral(InzetHerroepen, hulp.clone()),
        Parkeer(Item::new(VerwijzingGeweigerd, persoon(feit.verwijzer)).detail(VERWIJZER).kenmerk(hulp.clone())),
        Parkeer(Item::new(VerwijzingGeweigerd, REGIE).detail(REGIE).kenmerk(hulp.clone())),
        Parkeer(Item::new(VerwijzingVerlopen, persoon(feit.verwijzer)).kenmerk(hulp.clone())),
        Open(Item::new(VerwijzingBeantwoorden, aan).urgent(feit.spoed).vervalt(feit.beantwoorden_voor)),
        Parkeer(Item::new(InzetHerroepen, REGIE).kenmerk(hulp.clone())),
        Parkeer(Item::new(HulpStagneert, REGIE).kenmerk(hulp)),
        Parkeer(
            Item::new(TerugkoppelingVerschuldigd, NIEMAND)
                .kenmerk(persoon(feit.verwijzer))
                .vervalt(feit.terugkoppelen_voor),
        ),
    ];
    if feit.van_buiten {
        wijzigingen.push(Open(Item::new(VerwijzingVanBuiten, REGIE)));
    }
    wijzigingen
}

pub(super) fn bij_doorverwijzing(event: &Recorded) -> Wijzigingen {
    let vastgelegd = event.says::<DoorverwijzingEvent>()?;
    let weer_verschuldigd = |voor| Wek(TerugkoppelingVerschuldigd, String::new(), Some(voor));
    Ok(match &vastgelegd.feit {
        DoorverwijzingEvent::VerwijzingAangevraagd(f) => na_aanvraag(f),
        DoorverwijzingEvent::VerwijzingAanvaard(f) => {
            vec![Sluit(VerwijzingBeantwoorden), KenToe(TerugkoppelingVerschuldigd, persoon(f.houder))]
        }
        DoorverwijzingEvent::OverdrachtAanvaard(_) => {
            vec![Sluit(VerwijzingBeantwoorden), Sluit(HulpStagneert), Sluit(TerugkoppelingVerschuldigd)]
        }
        DoorverwijzingEvent::VerwijzingGeweigerd(f) => {
            let volgende = persoon(f.eigenaar_volgende_stap);
            vec![
                Sluit(VerwijzingBeantwoorden),
                Sluit(VerwijzingVanBuiten),
                Wek(VerwijzingGeweigerd, VERWIJZER.to_owned(), None),
                Wek(VerwijzingGeweigerd, REGIE.to_owned(), None),
                Sluit(HulpStagneert),
                Sluit(BevoegdheidVervallen),
                KenToe(TerugkoppelingVerschuldigd, volgende),
            ]
        }
        DoorverwijzingEvent::WachttijdGemeld(_) => vec![Rust(HulpStagneert)],
        DoorverwijzingEvent::HulpStagneert(_) => vec![Wek(HulpStagneert, String::new(), None)],
        DoorverwijzingEvent::VerwijzingGestart(f) => {
            vec![Sluit(HulpStagneert), Sluit(VerwijzingVanBuiten), weer_verschuldigd(f.terugkoppelen_voor)]
        }
        DoorverwijzingEvent::VerwijzingAfgerond(f) => {
            vec![
                Sluit(HulpStagneert),
                Sluit(VerwijzingVanBuiten),
                Sluit(BevoegdheidVervallen),
                weer_verschuldigd(f.terugkoppelen_voor),
                niet_meer_voortgezet(event.stream),
            ]
        }
        DoorverwijzingEvent::VerwijzingIngetrokken(f) => {
            let herroepen = f.reden == Intrekreden::HerroepenOpBezwaar;
            let anders = herroepen.then(|| Wek(InzetHerroepen, String::new(), None));
            let over = [
                Sluit(VerwijzingBeantwoorden),
                Sluit(HulpStagneert),
                Sluit(VerwijzingVanBuiten),
                Sluit(BevoegdheidVervallen),
                niet_meer_voortgezet(event.stream),
            ];
            // Who took back the own request is owed nothing; else the holder owes it or, without one, the regie.
            let schuld = match &vastgelegd.verantwoording.wie {
                Actor::Professional(wie) => Some(SluitVan(TerugkoppelingVerschuldigd, persoon(wie.id))),
                Actor::Systeem => None,
            };
            let zonder_houder = KenToe(TerugkoppelingVerschuldigd, REGIE.to_owned());
            over.into_iter().chain(schuld).chain([zonder_houder]).chain(anders).collect()
        }
        DoorverwijzingEvent::VerwijzingVerlopen(_) => {
            vec![
                Sluit(VerwijzingBeantwoorden),
                Sluit(VerwijzingVanBuiten),
                Wek(VerwijzingVerlopen, String::new(), None),
                Sluit(BevoegdheidVervallen),
                KenToe(TerugkoppelingVerschuldigd, REGIE.to_owned()),
            ]
        }
        DoorverwijzingEvent::VerwijzingTeruggekoppeld(_) => {
            vec![
                Rust(TerugkoppelingVerschuldigd),
                Rust(VerwijzingGeweigerd),
                Rust(VerwijzingVerlopen),
                Rust(InzetHerroepen),
                Sluit(TermijnVerstreken),
            ]
        }
        DoorverwijzingEvent::TermijnVerstreken(f) => match f.termijn {
            // That help stagnates is a fact of its own, in the same append.
            Verwijzingstermijn::Beantwoorden | Verwijzingstermijn::Start => Vec::new(),
            Verwijzingstermijn::Terugkoppeling => {
                vec![Open(Item::new(TermijnVerstreken, REGIE))]
            }
            // The item of who must decide turns `verlopen`.
            Verwijzingstermijn::Bezwaar => Vec::new(),
        },
        // Until it works again or the help ends; one item for each reason.
        DoorverwijzingEvent::BevoegdheidVervallen(f) => {
            vec![Open(Item::new(BevoegdheidVervallen, REGIE).detail(f.wegens))]
        }
        DoorverwijzingEvent::BevoegdheidHersteld(f) => vec![SluitEen(BevoegdheidVervallen, f.wegens.to_string())],
        // First whoever must name someone, then whoever was named.
        DoorverwijzingEvent::BezwaarIngediend(f) => {
            vec![Open(Item::new(BezwaarBeslissen, BEHEER).vervalt(f.beslissen_voor))]
        }
        DoorverwijzingEvent::BezwaarToegewezen(f) => vec![DraagOver(BezwaarBeslissen, persoon(f.behandelaar))],
        DoorverwijzingEvent::BezwaarBeslist(_) | DoorverwijzingEvent::BezwaarIngetrokken(_) => {
            vec![Sluit(BezwaarBeslissen)]
        }
        DoorverwijzingEvent::BevoegdheidsgebrekGemeld(_) | DoorverwijzingEvent::InzetBekrachtigd(_) => Vec::new(),
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
    Ok(match &event.says::<EscalatieEvent>()?.feit {
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
