//! The rule book of a doorverwijzing on one screen.

use regieboek_kernel::{Beleid, Beslisser, Bevoegdheid, Datum, Opdracht, Tijdstip, Vastgelegd, Verantwoording};
use serde::{Deserialize, Serialize};

use crate::commands::{Aanvraag, DoorverwijzingCommand as Command, Weigering};
use crate::errors::DoorverwijzingError;
use crate::events::{
    BevoegdheidHersteld, BevoegdheidVervallen, BevoegdheidsgebrekGemeld, DoorverwijzingEvent as Event, HulpStagneert,
    InzetBekrachtigd, OverdrachtAanvaard, TermijnVerstreken, VerwijzingAangevraagd, VerwijzingAanvaard,
    VerwijzingAfgerond, VerwijzingGestart, VerwijzingGeweigerd, VerwijzingIngetrokken, VerwijzingTeruggekoppeld,
    VerwijzingVerlopen, WachttijdGemeld,
};
use crate::rules;
use crate::values::{Adressering, Soort, Verwijzingstermijn, Verzoek, Wachtoorzaak, Weigeraar};
use crate::verwijzing::{Toestand, Verwijzing};

/// One request to bring a huishouden and someone else together.
#[derive(Debug, Default, Clone, PartialEq, Serialize, Deserialize)]
pub enum Doorverwijzing {
    /// Nothing was asked yet.
    #[default]
    NogNietAangevraagd,
    /// Asked, and what became of it.
    Gevraagd(Box<Verwijzing>),
}

regieboek_kernel::aggregate!(Doorverwijzing);

impl Beslisser for Doorverwijzing {
    const TYPE: &'static str = "doorverwijzing";
    type Command = Command;
    type Event = Event;
    type Error = DoorverwijzingError;

    fn decide(&self, opdracht: Opdracht<Command>, beleid: &Beleid) -> Result<Vec<Vastgelegd<Event>>, Self::Error> {
        let Opdracht { wat, verantwoording, nu } = opdracht;
        let feiten = match (self, wat) {
            (Self::NogNietAangevraagd, Command::VraagAan(aanvraag)) => {
                return vraag_aan(aanvraag, verantwoording, nu, beleid).map(|feit| vec![feit]);
            }
            (Self::Gevraagd(verwijzing), wat) => verwijzing.decide(wat, &verantwoording, nu, beleid)?,
            (Self::NogNietAangevraagd, wat) => return Err(past_niet(self.toestand(), &wat)),
        };
        Ok(feiten.into_iter().map(|feit| vastleggen(feit, &verantwoording)).collect())
    }

    fn evolve(self, event: Vastgelegd<Event>) -> Self {
        let Vastgelegd { feit, verantwoording } = event;
        match (self, feit) {
            (Self::NogNietAangevraagd, Event::VerwijzingAangevraagd(feit)) => {
                Self::Gevraagd(Box::new(Verwijzing::aangevraagd(feit, &verantwoording)))
            }
            (Self::NogNietAangevraagd, _) => Self::NogNietAangevraagd,
            (Self::Gevraagd(verwijzing), feit) => Self::Gevraagd(Box::new(verwijzing.na(feit, &verantwoording))),
        }
    }
}

/// That help stagnates is a conclusion of the software; the rest stands on the caller's authority.
fn vastleggen(feit: Event, verantwoording: &Verantwoording) -> Vastgelegd<Event> {
    let verantwoording = verantwoording.clone();
    let verantwoording = if matches!(feit, Event::HulpStagneert(_)) {
        verantwoording.op_grond_van(Bevoegdheid::Regel)
    } else {
        verantwoording
    };
    Vastgelegd { feit, verantwoording }
}

fn past_niet(toestand: &'static str, opdracht: &Command) -> DoorverwijzingError {
    DoorverwijzingError::PastNietBijToestand { toestand, opdracht: opdracht.into() }
}

fn vraag_aan(
    aanvraag: Aanvraag,
    verantwoording: Verantwoording,
    nu: Tijdstip,
    beleid: &Beleid,
) -> Result<Vastgelegd<Event>, DoorverwijzingError> {
    let Aanvraag { huishouden, verzoek, mut gericht_aan, betreft, hulpvraag, spoed, deelgrond, van_buiten } = aanvraag;
    let (verwijzer, functie) = rules::door_professional(&verantwoording.wie).map(|wie| (wie.id, wie.functie))?; // D1
    let (soort, lichter_bekeken, namens, verantwoording) = match verzoek {
        Verzoek::ErbijHalen => (Soort::ErbijHalen, None, None, verantwoording),
        Verzoek::WelzijnOpRecept => {
            rules::recept_van_huisarts(functie)?; // D5
            rules::recept_aan_sociaal_makelaar(&gericht_aan)?; // D6
            (Soort::WelzijnOpRecept, None, None, verantwoording)
        }
        Verzoek::Inzet { voorziening, doel, lichter_bekeken, dekking } => {
            let zwaarte = rules::bekende_voorziening(&voorziening, beleid)?.zwaarte; // D2
            let (bevoegdheid, namens) = rules::gedekt(dekking)?; // D3, D15
            rules::lichter_bekeken(zwaarte, lichter_bekeken.as_ref())?; // D4
            (Soort::Inzet { voorziening, doel }, lichter_bekeken, namens, verantwoording.op_grond_van(bevoegdheid))
        }
        Verzoek::Overdracht { naar } => {
            gericht_aan = Adressering::van(&naar); // D20
            (Soort::Overdracht { naar }, None, None, verantwoording)
        }
    };
    rules::van_buiten_op_de_wet(van_buiten, &verantwoording.bevoegdheid)?; // D23
    let deelgrond = rules::grond_voor_delen(deelgrond)?; // D7
    let termijnen = &beleid.inhoud.termijnen;
    let beantwoorden = if spoed { termijnen.verwijzing_beantwoorden_spoed } else { termijnen.verwijzing_beantwoorden };
    let feit = Event::VerwijzingAangevraagd(VerwijzingAangevraagd {
        huishouden,
        verwijzer,
        soort,
        gericht_aan,
        betreft,
        hulpvraag,
        lichter_bekeken,
        spoed,
        deelgrond,
        beantwoorden_voor: beantwoorden.verstrijkt(nu),
        terugkoppelen_voor: termijnen.terugkoppeling.verstrijkt(nu),
        namens,
        van_buiten,
    });
    Ok(Vastgelegd { feit, verantwoording })
}

impl Verwijzing {
    fn decide(
        &self,
        wat: Command,
        verantwoording: &Verantwoording,
        nu: Tijdstip,
        beleid: &Beleid,
    ) -> Result<Vec<Event>, DoorverwijzingError> {
        let wie = &verantwoording.wie;
        let geadresseerd = || match &self.soort {
            Soort::ErbijHalen | Soort::WelzijnOpRecept | Soort::Inzet { .. } => {
                rules::geadresseerd(wie, &self.gericht_aan) // D8
            }
            Soort::Overdracht { naar } => rules::overgedragen_aan(wie, naar), // D20
        };
        Ok(match (&self.toestand, wat) {
            (Toestand::Aangevraagd { .. }, Command::Aanvaard { verwachte_start }) => {
                let houder = geadresseerd()?;
                rules::vraagt_geen_gesprek(&self.soort)?; // D21
                let starten_voor = beleid.inhoud.termijnen.uiterste_start.verstrijkt(nu);
                let aanvaard = VerwijzingAanvaard { houder, verwachte_start, starten_voor };
                let mut feiten = vec![Event::VerwijzingAanvaard(aanvaard)];
                feiten.extend(stagneert(verwachte_start, starten_voor, Wachtoorzaak::WachtrijAanbieder));
                feiten
            }
            (Toestand::Aanvaard { houder, verwachte_start: bekend, .. }, Command::Aanvaard { verwachte_start })
                if wie.professional().is_some_and(|p| p.id == *houder) && *bekend == verwachte_start =>
            {
                vec![]
            }
            (Toestand::Aangevraagd { .. }, Command::AanvaardOverdracht { warme_overdracht }) => {
                let houder = geadresseerd()?;
                rules::over_overdracht(&self.soort)?; // D21
                rules::warm_gesprek(warme_overdracht, nu.datum())?; // D21
                vec![Event::OverdrachtAanvaard(OverdrachtAanvaard { houder, warme_overdracht })]
            }
            (Toestand::Overgedragen { houder, .. }, Command::AanvaardOverdracht { .. })
                if wie.professional().is_some_and(|p| p.id == *houder) =>
            {
                vec![]
            }
            (Toestand::Aangevraagd { .. }, Command::Weiger(weigering)) => {
                match weigering.door {
                    Weigeraar::Aanbieder => geadresseerd()?,
                    Weigeraar::Bewoner => rules::door_professional(wie)?.id, // D1
                };
                rules::volgende_stap(&weigering.volgende_stap)?; // D9
                rules::bruikbaar(weigering.reden.into(), &beleid.inhoud.codelijsten.weigerredenen)?; // D24
                vec![Event::VerwijzingGeweigerd(weigering.into())]
            }
            (Toestand::Geweigerd { reden, door }, Command::Weiger(w)) if (*reden, *door) == (w.reden, w.door) => vec![],
            (
                Toestand::Aanvaard { verwachte_start: bekend, starten, .. },
                Command::MeldWachttijd { verwachte_start, oorzaak },
            ) => {
                geadresseerd()?;
                rules::meldbare_oorzaak(oorzaak)?; // D10
                if *bekend == Some(verwachte_start) && self.wachttijd.oorzaak() == Some(oorzaak) {
                    return Ok(vec![]);
                }
                let mut feiten = vec![Event::WachttijdGemeld(WachttijdGemeld { verwachte_start, oorzaak })];
                feiten.extend(stagneert(Some(verwachte_start), starten.tot, oorzaak));
                feiten
            }
            (Toestand::Aanvaard { .. }, Command::Start { op }) => {
                geadresseerd()?;
                rules::startdag(op, self.aangevraagd_op, nu.datum())?; // D11
                vec![Event::VerwijzingGestart(VerwijzingGestart {
                    op,
                    terugkoppelen_voor: rules::terugkoppelen_voor(self.terugkoppeling, nu, &beleid.inhoud.termijnen), // D14
                })]
            }
            (Toestand::Gestart { op: bekend, .. }, Command::Start { op }) if *bekend == op => vec![],
            (
                toestand @ (Toestand::Aanvaard { .. } | Toestand::Gestart { .. }),
                Command::RondAf { resultaat, toelichting },
            ) => {
                geadresseerd()?;
                if matches!(toestand, Toestand::Aanvaard { .. }) {
                    rules::voortijdig(resultaat)?; // D12
                }
                rules::bruikbaar(resultaat.into(), &beleid.inhoud.codelijsten.hulpresultaten)?; // D24
                vec![Event::VerwijzingAfgerond(VerwijzingAfgerond {
                    resultaat,
                    toelichting,
                    terugkoppelen_voor: rules::terugkoppelen_voor(self.terugkoppeling, nu, &beleid.inhoud.termijnen), // D14
                })]
            }
            (Toestand::Afgerond { resultaat: bekend, .. }, Command::RondAf { resultaat, .. })
                if *bekend == resultaat =>
            {
                vec![]
            }
            (
                Toestand::Aangevraagd { .. } | Toestand::Aanvaard { .. } | Toestand::Gestart { .. },
                Command::TrekIn { reden },
            ) => {
                rules::zelf_ingetrokken(reden)?; // D27
                vec![Event::VerwijzingIngetrokken(VerwijzingIngetrokken { reden })]
            }
            (Toestand::Ingetrokken { reden: bekend, .. }, Command::TrekIn { reden }) if *bekend == reden => vec![],
            (
                Toestand::Aanvaard { .. }
                | Toestand::Gestart { .. }
                | Toestand::Afgerond { .. }
                | Toestand::Overgedragen { .. },
                Command::KoppelTerug { inhoud },
            ) => {
                geadresseerd()?;
                vec![Event::VerwijzingTeruggekoppeld(VerwijzingTeruggekoppeld { inhoud })]
            }
            (
                Toestand::Geweigerd { .. } | Toestand::Ingetrokken { .. } | Toestand::Verlopen,
                Command::KoppelTerug { inhoud },
            ) => {
                rules::door_professional(wie)?; // D1
                vec![Event::VerwijzingTeruggekoppeld(VerwijzingTeruggekoppeld { inhoud })]
            }
            (_, Command::VerstrijkTermijn { termijn }) => {
                rules::door_systeem(wie)?; // D13
                let Some(sinds) = self.lopende_termijn(termijn) else { return Ok(vec![]) };
                rules::verstreken(termijn, sinds, nu)?; // D13
                let mut feiten = vec![Event::TermijnVerstreken(TermijnVerstreken { termijn, sinds })];
                feiten.extend(self.gevolgen(termijn));
                feiten
            }
            (_, Command::MeldBevoegdheidsgebrek { gebrek }) => {
                rules::door_mandaatbeheerder(wie.functie())?; // D16
                rules::over_inzet(&self.soort)?; // D16
                if self.gebreken.contains(&gebrek) {
                    return Ok(vec![]);
                }
                vec![Event::BevoegdheidsgebrekGemeld(BevoegdheidsgebrekGemeld { gebrek })]
            }
            (_, Command::BekrachtigInzet { besluit, gebrek, toelichting }) => {
                rules::door_mandaatbeheerder(wie.functie())?; // D17
                rules::over_inzet(&self.soort)?; // D17
                rules::te_bekrachtigen(&self.gebreken, gebrek, &besluit)?; // D17
                vec![Event::InzetBekrachtigd(InzetBekrachtigd { besluit, gebrek, toelichting })]
            }
            (_, Command::Bezwaar(wat)) => self.over_bezwaar(wat, rules::door_professional(wie)?, nu)?, // D1
            (_, Command::LaatBevoegdheidVervallen { wegens }) => {
                rules::door_systeem(wie)?; // D18
                let vervallen = |mandaat| Event::BevoegdheidVervallen(BevoegdheidVervallen { mandaat, wegens });
                self.nieuw_vervallen(wegens).map(vervallen).into_iter().collect()
            }
            (_, Command::LaatBevoegdheidHerleven { wegens }) => {
                rules::door_systeem(wie)?; // D18
                let hersteld = |mandaat| Event::BevoegdheidHersteld(BevoegdheidHersteld { mandaat, wegens });
                self.weer_werkend(wegens).map(hersteld).into_iter().collect()
            }
            (toestand, wat) => return Err(past_niet(toestand.into(), &wat)),
        })
    }

    /// What follows from a term that passed.
    fn gevolgen(&self, termijn: Verwijzingstermijn) -> Vec<Event> {
        let oorzaak = self.wachttijd.oorzaak().unwrap_or(Wachtoorzaak::WachtrijAanbieder);
        let stagneert = Event::HulpStagneert(HulpStagneert { oorzaak });
        match termijn {
            Verwijzingstermijn::Beantwoorden => vec![Event::VerwijzingVerlopen(VerwijzingVerlopen {}), stagneert],
            Verwijzingstermijn::Start => vec![stagneert],
            Verwijzingstermijn::Terugkoppeling | Verwijzingstermijn::Bezwaar => vec![],
        }
    }
}

/// Help that is expected to start on or after `starten_voor` stagnates.
fn stagneert(verwachte_start: Option<Datum>, starten_voor: Tijdstip, oorzaak: Wachtoorzaak) -> Option<Event> {
    verwachte_start
        .is_some_and(|dag| Tijdstip::begin_van(dag) >= starten_voor)
        .then_some(Event::HulpStagneert(HulpStagneert { oorzaak }))
}

impl From<Weigering> for VerwijzingGeweigerd {
    fn from(weigering: Weigering) -> Self {
        let Weigering { reden, door, volgende_stap, eigenaar_volgende_stap, alternatief } = weigering;
        Self { reden, door, volgende_stap, eigenaar_volgende_stap, alternatief }
    }
}
