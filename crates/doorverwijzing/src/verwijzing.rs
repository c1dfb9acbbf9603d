//! A doorverwijzing as far as decisions need it; holds no personal text.

use regieboek_kernel::{
    Bevoegdheid, Datum, Deelgrond, HuishoudenId, MandaatId, ProfessionalId, Tijdstip, Verantwoording,
};
use serde::{Deserialize, Serialize};

use crate::bezwaar::Bezwaar;
use crate::events::{DoorverwijzingEvent as Event, VerwijzingAangevraagd};
use crate::values::{
    Adressering, Bevoegdheidsgebrek, Hulpresultaat, Intrekreden, Soort, Vervalgrond, Verwijzingstermijn, Wachtoorzaak,
    Wachttijd, Weigeraar, Weigerreden,
};

/// A term that runs, or was recorded as passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Termijnstand {
    /// The instant from which it has passed.
    pub tot: Tijdstip,
    /// Whether that was recorded.
    pub verstreken: bool,
}

impl Termijnstand {
    pub(crate) const fn loopt(tot: Tijdstip) -> Self {
        Self { tot, verstreken: false }
    }

    fn lopend(self) -> Option<Tijdstip> {
        (!self.verstreken).then_some(self.tot)
    }
}

/// The states of DOMAIN 4.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, strum::IntoStaticStr)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase")]
#[strum(serialize_all = "kebab-case")]
pub enum Toestand {
    /// Asked, not answered.
    Aangevraagd {
        /// The instant from which the term to answer has passed.
        beantwoorden_voor: Tijdstip,
    },
    /// Accepted, not started.
    Aanvaard {
        /// Who holds it.
        houder: ProfessionalId,
        /// When help is expected to start.
        verwachte_start: Option<Datum>,
        /// The term to start.
        starten: Termijnstand,
    },
    /// Refused.
    Geweigerd {
        /// Why.
        reden: Weigerreden,
        /// By whom.
        door: Weigeraar,
    },
    /// Help runs.
    Gestart {
        /// Who holds it.
        houder: ProfessionalId,
        /// The first day.
        op: Datum,
    },
    /// Help ended.
    Afgerond {
        /// Who held it.
        houder: ProfessionalId,
        /// What came of it.
        resultaat: Hulpresultaat,
    },
    /// Taken back.
    Ingetrokken {
        /// Who held it, if it was accepted.
        houder: Option<ProfessionalId>,
        /// Why.
        reden: Intrekreden,
    },
    /// Nobody answered in time.
    Verlopen,
    /// The regie was handed over.
    Overgedragen {
        /// Who got it.
        houder: ProfessionalId,
        /// Day of the joint conversation.
        warme_overdracht: Datum,
    },
}

/// A request that was made, and how far it has come.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Verwijzing {
    pub(crate) huishouden: HuishoudenId,
    pub(crate) verwijzer: ProfessionalId,
    pub(crate) soort: Soort,
    pub(crate) gericht_aan: Adressering,
    pub(crate) deelgrond: Deelgrond,
    pub(crate) aangevraagd_op: Datum,
    pub(crate) terugkoppeling: Option<Termijnstand>,
    pub(crate) wachttijd: Wachttijd,
    pub(crate) toestand: Toestand,
    /// The mandaat that an inzet cites.
    #[serde(default)]
    pub(crate) mandaat: Option<MandaatId>,
    /// Defects that were reported and not repaired.
    #[serde(default)]
    pub(crate) gebreken: Vec<Bevoegdheidsgebrek>,
    /// Why its authority does not work any more, as far as recorded.
    #[serde(default)]
    pub(crate) vervallen: Vec<Vervalgrond>,
    /// The objection that was not decided on yet.
    #[serde(default)]
    pub(crate) bezwaar: Option<Bezwaar>,
}

impl Verwijzing {
    pub(crate) fn aangevraagd(feit: VerwijzingAangevraagd, verantwoording: &Verantwoording) -> Self {
        let op = verantwoording.gebeurd_op;
        let mandaat = if let (Soort::Inzet { .. }, Bevoegdheid::Mandaat { id, .. }) =
            (&feit.soort, &verantwoording.bevoegdheid)
        {
            Some(*id)
        } else {
            None
        };
        Self {
            huishouden: feit.huishouden,
            verwijzer: feit.verwijzer,
            soort: feit.soort,
            gericht_aan: feit.gericht_aan,
            deelgrond: feit.deelgrond,
            aangevraagd_op: op.datum(),
            terugkoppeling: Some(Termijnstand::loopt(feit.terugkoppelen_voor)),
            wachttijd: Wachttijd::vanaf(Wachtoorzaak::NiemandAntwoordde, op),
            toestand: Toestand::Aangevraagd { beantwoorden_voor: feit.beantwoorden_voor },
            mandaat,
            gebreken: Vec::new(),
            vervallen: Vec::new(),
            bezwaar: None,
        }
    }

    pub(crate) const fn houder(&self) -> Option<ProfessionalId> {
        match self.toestand {
            Toestand::Aanvaard { houder, .. }
            | Toestand::Gestart { houder, .. }
            | Toestand::Afgerond { houder, .. }
            | Toestand::Overgedragen { houder, .. } => Some(houder),
            Toestand::Ingetrokken { houder, .. } => houder,
            Toestand::Aangevraagd { .. } | Toestand::Geweigerd { .. } | Toestand::Verlopen => None,
        }
    }

    /// Whether help is asked for or given.
    pub(crate) const fn loopt(&self) -> bool {
        match self.toestand {
            Toestand::Aangevraagd { .. } | Toestand::Aanvaard { .. } | Toestand::Gestart { .. } => true,
            Toestand::Geweigerd { .. }
            | Toestand::Afgerond { .. }
            | Toestand::Ingetrokken { .. }
            | Toestand::Overgedragen { .. }
            | Toestand::Verlopen => false,
        }
    }

    /// D18: the mandaat of running help, unless that it stopped for this reason was recorded.
    pub(crate) fn nieuw_vervallen(&self, wegens: Vervalgrond) -> Option<MandaatId> {
        self.mandaat.filter(|_| self.loopt() && !self.vervallen.contains(&wegens))
    }

    /// D18: the mandaat of running help that had stopped for this reason.
    pub(crate) fn weer_werkend(&self, wegens: Vervalgrond) -> Option<MandaatId> {
        self.mandaat.filter(|_| self.loopt() && self.vervallen.contains(&wegens))
    }

    /// The instant from which this term has passed, while it runs and was not recorded as passed.
    pub(crate) fn lopende_termijn(&self, termijn: Verwijzingstermijn) -> Option<Tijdstip> {
        match (termijn, &self.toestand) {
            (Verwijzingstermijn::Beantwoorden, Toestand::Aangevraagd { beantwoorden_voor }) => Some(*beantwoorden_voor),
            (Verwijzingstermijn::Start, Toestand::Aanvaard { starten, .. }) => starten.lopend(),
            (Verwijzingstermijn::Terugkoppeling, _) => self.terugkoppeling.and_then(Termijnstand::lopend),
            (Verwijzingstermijn::Bezwaar, _) => {
                self.bezwaar.as_ref().and_then(|bezwaar| bezwaar.beslissen).and_then(Termijnstand::lopend)
            }
            (Verwijzingstermijn::Beantwoorden | Verwijzingstermijn::Start, _) => None,
        }
    }

    /// The request after a further fact.
    pub(crate) fn na(mut self, feit: Event, verantwoording: &Verantwoording) -> Self {
        let op = verantwoording.gebeurd_op;
        match feit {
            Event::VerwijzingAangevraagd(_) | Event::HulpStagneert(_) => {}
            Event::VerwijzingAanvaard(f) => {
                self.wachttijd = self.wachttijd.verder_als(Wachtoorzaak::WachtrijAanbieder, op);
                self.toestand = Toestand::Aanvaard {
                    houder: f.houder,
                    verwachte_start: f.verwachte_start,
                    starten: Termijnstand::loopt(f.starten_voor),
                };
            }
            Event::OverdrachtAanvaard(f) => {
                self.wachttijd = self.wachttijd.beeindigd(op);
                self.terugkoppeling = None;
                self.toestand = Toestand::Overgedragen { houder: f.houder, warme_overdracht: f.warme_overdracht };
            }
            Event::VerwijzingGeweigerd(f) => {
                self.wachttijd = self.wachttijd.toegerekend_aan(Wachtoorzaak::Geweigerd).beeindigd(op);
                self.toestand = Toestand::Geweigerd { reden: f.reden, door: f.door };
            }
            Event::WachttijdGemeld(f) => {
                self.wachttijd = self.wachttijd.verder_als(f.oorzaak, op);
                if let Toestand::Aanvaard { verwachte_start, .. } = &mut self.toestand {
                    *verwachte_start = Some(f.verwachte_start);
                }
            }
            Event::VerwijzingGestart(f) => {
                if let Some(houder) = self.houder() {
                    self.toestand = Toestand::Gestart { houder, op: f.op };
                }
                self.wachttijd = self.wachttijd.beeindigd(op.min(Tijdstip::begin_van(f.op)));
                self.opnieuw_verschuldigd(f.terugkoppelen_voor);
            }
            Event::VerwijzingAfgerond(f) => {
                if let Some(houder) = self.houder() {
                    self.toestand = Toestand::Afgerond { houder, resultaat: f.resultaat };
                }
                self.wachttijd = self.wachttijd.beeindigd(op);
                self.opnieuw_verschuldigd(f.terugkoppelen_voor);
            }
            Event::VerwijzingIngetrokken(f) => {
                self.wachttijd = self.wachttijd.beeindigd(op);
                self.toestand = Toestand::Ingetrokken { houder: self.houder(), reden: f.reden };
                if verantwoording.wie.professional().is_some_and(|wie| wie.id == self.verwijzer) {
                    self.terugkoppeling = None;
                }
            }
            Event::VerwijzingVerlopen(_) => {
                self.wachttijd = self.wachttijd.beeindigd(op);
                self.toestand = Toestand::Verlopen;
            }
            Event::VerwijzingTeruggekoppeld(_) => self.terugkoppeling = None,
            Event::TermijnVerstreken(f) => self.verstrijk(f.termijn),
            Event::BevoegdheidsgebrekGemeld(f) => self.gebreken.push(f.gebrek),
            Event::InzetBekrachtigd(f) => self.gebreken.retain(|gebrek| *gebrek != f.gebrek),
            Event::BevoegdheidVervallen(f) => self.vervallen.push(f.wegens),
            Event::BevoegdheidHersteld(f) => self.vervallen.retain(|wegens| *wegens != f.wegens),
            Event::BezwaarIngediend(f) => {
                self.bezwaar =
                    Some(Bezwaar { behandelaar: None, beslissen: Some(Termijnstand::loopt(f.beslissen_voor)) });
            }
            Event::BezwaarToegewezen(f) => self.bezwaar.get_or_insert_default().behandelaar = Some(f.behandelaar),
            Event::BezwaarBeslist(_) | Event::BezwaarIngetrokken(_) => self.bezwaar = None,
        }
        self
    }

    fn opnieuw_verschuldigd(&mut self, tot: Tijdstip) {
        self.terugkoppeling.get_or_insert(Termijnstand::loopt(tot));
    }

    fn verstrijk(&mut self, termijn: Verwijzingstermijn) {
        match (termijn, &mut self.toestand) {
            (Verwijzingstermijn::Start, Toestand::Aanvaard { starten, .. }) => starten.verstreken = true,
            (Verwijzingstermijn::Terugkoppeling, _) => {
                if let Some(schuld) = &mut self.terugkoppeling {
                    schuld.verstreken = true;
                }
            }
            (Verwijzingstermijn::Bezwaar, _) => {
                if let Some(beslissen) = self.bezwaar.as_mut().and_then(|bezwaar| bezwaar.beslissen.as_mut()) {
                    beslissen.verstreken = true;
                }
            }
            (Verwijzingstermijn::Beantwoorden | Verwijzingstermijn::Start, _) => {}
        }
    }
}
