//! The intake and its decisions.

use regieboek_kernel::{
    Actor, Beleid, Beslisser, HuishoudenId, Opdracht, ProfessionalId, Tijdstip, Vastgelegd, aggregate,
};
use serde::{Deserialize, Serialize};

use super::commands::IntakeCommand;
use super::errors::IntakeError;
use super::events::{
    AanvraagVastgelegd, BeschikkingVastgelegd, FamiliegroepsplanAangeboden, IntakeAfgerond, IntakeEvent, IntakeGestart,
    LeefgebiedAfgesloten, MeldcodestapGeregistreerd, OpClientondersteuningGewezen, RegieverliesIngeschat,
    StapGeweigerd, TermijnOverschreden, TermijnVerlengd, TermijnVerstreken, VeiligheidBeoordeeld, VraagVastgelegd,
};
use super::gesprek::Gesprek;
use super::rules;
use super::values::{Conclusie, IntakeTermijn};

/// A brede intake, from the first question to its conclusion.
#[derive(Debug, Default, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Intake {
    /// It did not begin yet.
    #[default]
    NogNietGestart,
    /// At the kitchen table.
    Lopend(Gesprek),
    /// Concluded.
    Afgerond {
        /// How it stood.
        gesprek: Gesprek,
        /// What it leads to.
        conclusie: Conclusie,
    },
}

impl Intake {
    /// With which huishouden it is held.
    pub fn huishouden(&self) -> Option<HuishoudenId> {
        self.gesprek().map(|g| g.huishouden)
    }

    /// Who holds it.
    pub fn intaker(&self) -> Option<ProfessionalId> {
        self.gesprek().map(|g| g.intaker)
    }

    /// What it leads to, once it is concluded.
    pub const fn conclusie(&self) -> Option<&Conclusie> {
        match self {
            Self::NogNietGestart | Self::Lopend(_) => None,
            Self::Afgerond { conclusie, .. } => Some(conclusie),
        }
    }

    /// What was looked at, once it began.
    pub const fn gesprek(&self) -> Option<&Gesprek> {
        match self {
            Self::NogNietGestart => None,
            Self::Lopend(gesprek) | Self::Afgerond { gesprek, .. } => Some(gesprek),
        }
    }

    const fn toestand(&self) -> &'static str {
        match self {
            Self::NogNietGestart => "nog niet gestart",
            Self::Lopend(_) => "gestart",
            Self::Afgerond { .. } => "afgerond",
        }
    }

    fn past_niet(&self, wat: &IntakeCommand) -> IntakeError {
        IntakeError::PastNietBijToestand { toestand: self.toestand(), opdracht: wat.into() }
    }

    /// What the conversation itself brings; `None` when it was so already.
    fn leg_vast(
        &self,
        gesprek: &Gesprek,
        wat: IntakeCommand,
        beleid: &Beleid,
        nu: Tijdstip,
    ) -> Result<Option<IntakeEvent>, IntakeError> {
        use IntakeCommand as C;
        use IntakeEvent as E;
        let feit = match wat {
            C::SluitLeefgebiedAf { leefgebied, wijze } => {
                E::LeefgebiedAfgesloten(LeefgebiedAfgesloten { leefgebied, wijze })
            }
            C::LegVraagVast { eigen_woorden, vraag_achter_de_vraag } => {
                E::VraagVastgelegd(VraagVastgelegd { eigen_woorden, vraag_achter_de_vraag })
            }
            C::BeoordeelVeiligheid { oordeel, veilig_thuis, toelichting } => {
                E::VeiligheidBeoordeeld(VeiligheidBeoordeeld { oordeel, veilig_thuis, toelichting })
            }
            C::WijsOpClientondersteuning if gesprek.op_clientondersteuning_gewezen => return Ok(None),
            C::WijsOpClientondersteuning => E::OpClientondersteuningGewezen(OpClientondersteuningGewezen {}),
            C::SchatRegieverliesIn { regieverlies } if gesprek.regieverlies == Some(regieverlies) => return Ok(None),
            C::SchatRegieverliesIn { regieverlies } => E::RegieverliesIngeschat(RegieverliesIngeschat { regieverlies }),
            C::BiedFamiliegroepsplanAan { uitkomst } if gesprek.familiegroepsplan == Some(uitkomst) => return Ok(None),
            C::BiedFamiliegroepsplanAan { uitkomst } => {
                let jeugdplan_voor = rules::jeugdplan_voor(gesprek, uitkomst, beleid, nu);
                E::FamiliegroepsplanAangeboden(FamiliegroepsplanAangeboden { uitkomst, jeugdplan_voor })
            }
            C::RondAf { conclusie, reden, afspraken } => {
                rules::is_volledig(gesprek)?;
                rules::veilig_thuis_is_besloten(gesprek)?;
                rules::lichter_met_reden(gesprek, &conclusie, reden.is_some())?;
                rules::lichter_met_afspraak(&conclusie, !afspraken.is_empty())?;
                let tijdig = gesprek.onderzoek.is_none_or(|o| o.haalt(nu));
                let jeugdplan_tijdig = gesprek.jeugdplan.map(|j| j.haalt(nu));
                E::IntakeAfgerond(IntakeAfgerond { conclusie, reden, afspraken, tijdig, jeugdplan_tijdig })
            }
            C::VerlengTermijn { tot, instemming_melder } => {
                let onderzoek_voor = rules::verlengd_tot(gesprek, tot, instemming_melder, nu)?;
                E::TermijnVerlengd(TermijnVerlengd { onderzoek_voor })
            }
            wat @ (C::Start { .. }
            | C::RegistreerMeldcodestap { .. }
            | C::VerstrijkTermijn
            | C::VerstrijkTermijnVan { .. }
            | C::LegAanvraagVast { .. }
            | C::LegBeschikkingVast { .. }
            | C::LegWeigeringVast { .. }) => {
                return Err(self.past_niet(&wat));
            }
        };
        Ok(Some(feit))
    }

    fn beslis(
        &self,
        wat: IntakeCommand,
        wie: &Actor,
        beleid: &Beleid,
        nu: Tijdstip,
    ) -> Result<Option<IntakeEvent>, IntakeError> {
        use IntakeCommand as C;
        use IntakeEvent as E;
        match (self, wat) {
            (Self::NogNietGestart, C::Start { huishouden, betreft_jeugdhulp, wmo_melding }) => {
                let intaker = rules::met_naam(wie)?.id;
                let onderzoek_voor = rules::onderzoek_voor(wmo_melding, beleid, nu);
                Ok(Some(E::IntakeGestart(IntakeGestart { huishouden, intaker, betreft_jeugdhulp, onderzoek_voor })))
            }
            (Self::Lopend(gesprek) | Self::Afgerond { gesprek, .. }, C::RegistreerMeldcodestap { stap, gezet }) => {
                rules::alleen_de_intaker(gesprek, wie)?;
                let nieuw = rules::meldcodestap_is_nieuw(gesprek, stap, &gezet)?;
                Ok(nieuw.then_some(E::MeldcodestapGeregistreerd(MeldcodestapGeregistreerd { stap, gezet })))
            }
            (Self::Lopend(gesprek) | Self::Afgerond { gesprek, .. }, C::VerstrijkTermijn) => {
                rules::alleen_systeem(wie)?;
                let Some(onderzoek) = gesprek.onderzoek.filter(|o| o.is_bewaakt()) else { return Ok(None) };
                rules::termijn_is_verstreken(&onderzoek, nu)?;
                Ok(Some(E::TermijnOverschreden(TermijnOverschreden { verstreken_op: onderzoek.voor() })))
            }
            (Self::Lopend(gesprek) | Self::Afgerond { gesprek, .. }, C::VerstrijkTermijnVan { termijn }) => {
                rules::alleen_systeem(wie)?;
                let verplichting = match termijn {
                    IntakeTermijn::Jeugdplan => gesprek.jeugdplan,
                    IntakeTermijn::Besluit => gesprek.aanvraag.map(|aanvraag| aanvraag.beslissing),
                };
                let Some(verplichting) = verplichting.filter(|v| v.is_bewaakt()) else { return Ok(None) };
                rules::termijn_is_verstreken(&verplichting, nu)?;
                Ok(Some(E::TermijnVerstreken(TermijnVerstreken { termijn, verstreken_op: verplichting.voor() })))
            }
            (Self::Lopend(gesprek) | Self::Afgerond { gesprek, .. }, C::LegAanvraagVast { op }) => {
                rules::alleen_de_intaker(gesprek, wie)?;
                rules::is_wmo_melding(gesprek)?;
                match gesprek.aanvraag {
                    Some(bekend) if bekend.op == op => return Ok(None),
                    Some(_) => return Err(IntakeError::AlVastgelegd { wat: "aanvraag" }),
                    None => {}
                }
                rules::dag_kan(op, gesprek.gestart_op.unwrap_or(op), nu.datum())?;
                let beslissen_voor = rules::beslissen_voor(op, beleid);
                Ok(Some(E::AanvraagVastgelegd(AanvraagVastgelegd { op, beslissen_voor })))
            }
            (Self::Lopend(gesprek) | Self::Afgerond { gesprek, .. }, C::LegBeschikkingVast { op }) => {
                rules::alleen_de_intaker(gesprek, wie)?;
                let aanvraag = gesprek.aanvraag.ok_or(IntakeError::AanvraagOntbreekt)?;
                match aanvraag.beschikt_op {
                    Some(bekend) if bekend == op => return Ok(None),
                    Some(_) => return Err(IntakeError::AlVastgelegd { wat: "beschikking" }),
                    None => {}
                }
                rules::dag_kan(op, aanvraag.op, nu.datum())?;
                let tijdig = aanvraag.beslissing.haalt(Tijdstip::begin_van(op));
                Ok(Some(E::BeschikkingVastgelegd(BeschikkingVastgelegd { op, tijdig })))
            }
            (Self::Afgerond { gesprek, conclusie }, C::LegWeigeringVast { stap, regel }) => {
                rules::alleen_systeem(wie)?;
                rules::stap_is_verschuldigd(conclusie, stap)?;
                Ok((!gesprek.vervolg_geweigerd).then_some(E::StapGeweigerd(StapGeweigerd { stap, regel })))
            }
            (Self::Lopend(_), wat @ C::LegWeigeringVast { .. }) => Err(self.past_niet(&wat)),
            (Self::Lopend(gesprek), wat) => {
                rules::alleen_de_intaker(gesprek, wie)?;
                self.leg_vast(gesprek, wat, beleid, nu)
            }
            (Self::Afgerond { gesprek, conclusie: was }, C::RondAf { conclusie, .. }) if *was == conclusie => {
                rules::alleen_de_intaker(gesprek, wie)?;
                Ok(None)
            }
            (Self::NogNietGestart | Self::Afgerond { .. }, wat) => Err(self.past_niet(&wat)),
        }
    }
}

impl Beslisser for Intake {
    const TYPE: &'static str = "intake";
    type Command = IntakeCommand;
    type Event = IntakeEvent;
    type Error = IntakeError;

    fn decide(
        &self,
        opdracht: Opdracht<IntakeCommand>,
        beleid: &Beleid,
    ) -> Result<Vec<Vastgelegd<IntakeEvent>>, IntakeError> {
        let Opdracht { wat, verantwoording, nu } = opdracht;
        let feit = self.beslis(wat, &verantwoording.wie, beleid, nu)?;
        Ok(feit.map(|feit| Vastgelegd { feit, verantwoording }).into_iter().collect())
    }

    fn evolve(mut self, event: Vastgelegd<IntakeEvent>) -> Self {
        match &mut self {
            Self::NogNietGestart => {}
            Self::Lopend(gesprek) | Self::Afgerond { gesprek, .. } => gesprek.verwerk(&event.feit),
        }
        match (self, event.feit) {
            (Self::NogNietGestart, IntakeEvent::IntakeGestart(feit)) => {
                Self::Lopend(Gesprek::new(&feit, event.verantwoording.gebeurd_op.datum()))
            }
            (Self::Lopend(gesprek), IntakeEvent::IntakeAfgerond(feit)) => {
                Self::Afgerond { gesprek, conclusie: feit.conclusie }
            }
            (zoals_het_was, _) => zoals_het_was,
        }
    }
}

aggregate!(Intake);
