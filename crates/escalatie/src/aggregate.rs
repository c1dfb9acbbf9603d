//! The escalatie itself: what it decides and what it becomes.

use regieboek_kernel::{Actor, Beleid, Beslisser, Functionaris, Opdracht, ProfessionalId, Tijdstip, Vastgelegd};
use serde::{Deserialize, Serialize};

use crate::commands::EscalatieCommand as Vraag;
use crate::errors::EscalatieError;
use crate::events::{
    AfschalingAangeboden, AfschalingAanvaard, AfschalingAfgewezen, DoorbraakBesloten, EscalatieAangemeld,
    EscalatieAangenomen, EscalatieAfgesloten, EscalatieAfgewezen, EscalatieEvent as Feit, EscalatieHeropend,
    EscalatieInTriageGenomen, TermijnVerstreken, VolgordeBepaald,
};
use crate::rules;
use crate::state::{Doorbraak, Nazorg, Regievoering, Termijnstand, Zaak};
use crate::values::Afwijsreden;

/// The Meer-team called in for one huishouden, from report to the end of the nazorg.
#[derive(Debug, Default, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Escalatie {
    /// Not reported.
    #[default]
    NogNietAangemeld,
    /// Reported.
    Aangemeld {
        /// What it is about.
        zaak: Zaak,
        /// Until when triage is in time.
        termijn: Termijnstand,
    },
    /// Being judged.
    InTriage {
        /// What it is about.
        zaak: Zaak,
        /// Until when triage is in time.
        termijn: Termijnstand,
        /// Who judges it.
        behandelaar: ProfessionalId,
    },
    /// Accepted.
    Aangenomen {
        /// What it is about.
        zaak: Zaak,
        /// Who holds the regie.
        regie: Regievoering,
    },
    /// Refused.
    Afgewezen {
        /// What it was about.
        zaak: Zaak,
        /// Why.
        reden: Afwijsreden,
    },
    /// Step-down offered.
    Afgeschaald {
        /// What it is about.
        zaak: Zaak,
        /// Who still holds the regie.
        regie: Regievoering,
        /// Who was asked to take it.
        volgende: Functionaris,
    },
    /// Step-down accepted.
    InNazorg {
        /// What it is about.
        zaak: Zaak,
        /// Who watches, until when.
        nazorg: Nazorg,
    },
    /// Terugval.
    Heropend {
        /// What it is about.
        zaak: Zaak,
        /// Until when triage is in time.
        termijn: Termijnstand,
        /// Who reported the terugval; nobody when the software did.
        melder: Option<ProfessionalId>,
    },
    /// Over.
    Afgesloten {
        /// What it was about.
        zaak: Zaak,
    },
}

impl Beslisser for Escalatie {
    const TYPE: &'static str = "escalatie";
    type Command = Vraag;
    type Event = Feit;
    type Error = EscalatieError;

    fn decide(&self, opdracht: Opdracht<Vraag>, beleid: &Beleid) -> Result<Vec<Vastgelegd<Feit>>, EscalatieError> {
        let Opdracht { wat, verantwoording, nu } = opdracht;
        let feit = self.besluit(wat, &verantwoording.wie, nu, beleid)?;
        Ok(feit.map(|feit| Vastgelegd { feit, verantwoording }).into_iter().collect())
    }

    fn evolve(self, event: Vastgelegd<Feit>) -> Self {
        let Vastgelegd { feit, verantwoording } = event;
        let wie = verantwoording.wie.professional().map(|p| p.id);
        match (self, feit) {
            (_, Feit::EscalatieAangemeld(f)) => {
                Self::Aangemeld { termijn: Termijnstand::tot(f.triage_voor), zaak: Zaak::uit_melding(f, wie) }
            }
            (
                Self::Aangemeld { zaak, termijn } | Self::Heropend { zaak, termijn, .. },
                Feit::EscalatieInTriageGenomen(f),
            ) => Self::InTriage { zaak, termijn, behandelaar: f.behandelaar },
            (Self::InTriage { zaak, .. }, Feit::EscalatieAangenomen(f)) => Self::Aangenomen {
                zaak,
                regie: Regievoering {
                    coordinator: f.coordinator,
                    voorgaande_regisseur: f.voorgaande_regisseur,
                    volgorde: Vec::new(),
                },
            },
            (Self::InTriage { zaak, .. }, Feit::EscalatieAfgewezen(f)) => Self::Afgewezen { zaak, reden: f.reden },
            (Self::Aangenomen { zaak, regie }, Feit::VolgordeBepaald(f)) => {
                Self::Aangenomen { zaak, regie: Regievoering { volgorde: f.volgorde, ..regie } }
            }
            (Self::Afgeschaald { zaak, regie, volgende }, Feit::VolgordeBepaald(f)) => {
                Self::Afgeschaald { zaak, regie: Regievoering { volgorde: f.volgorde, ..regie }, volgende }
            }
            (Self::Aangenomen { mut zaak, regie }, Feit::DoorbraakBesloten(f)) => {
                zaak.doorbraken.push(Doorbraak::from(&f));
                Self::Aangenomen { zaak, regie }
            }
            (Self::Afgeschaald { mut zaak, regie, volgende }, Feit::DoorbraakBesloten(f)) => {
                zaak.doorbraken.push(Doorbraak::from(&f));
                Self::Afgeschaald { zaak, regie, volgende }
            }
            (
                Self::Aangenomen { zaak, regie } | Self::Afgeschaald { zaak, regie, .. },
                Feit::AfschalingAangeboden(f),
            ) => Self::Afgeschaald { zaak, regie, volgende: f.volgende_regisseur },
            (Self::Afgeschaald { zaak, .. }, Feit::AfschalingAanvaard(f)) => Self::InNazorg {
                zaak,
                nazorg: Nazorg {
                    regisseur: f.regisseur,
                    warme_overdracht: f.warme_overdracht,
                    tot_minstens: f.nazorg_tot_minstens,
                    termijn: Termijnstand::tot(Tijdstip::einde_van(f.nazorg_tot_minstens)),
                },
            },
            (Self::Afgeschaald { zaak, regie, .. }, Feit::AfschalingAfgewezen(_)) => Self::Aangenomen { zaak, regie },
            (Self::InNazorg { zaak, .. }, Feit::EscalatieHeropend(f)) => {
                Self::Heropend { zaak, termijn: Termijnstand::tot(f.triage_voor), melder: wie }
            }
            (Self::InNazorg { zaak, .. }, Feit::EscalatieAfgesloten(_)) => Self::Afgesloten { zaak },
            (mut zelf, Feit::TermijnVerstreken(f)) => {
                if let Some(stand) = zelf.termijn_mut(f.termijn) {
                    stand.verstreken = true;
                }
                zelf
            }
            // A fact that does not follow from the state changes nothing; `decide` never makes one.
            (
                zelf,
                Feit::EscalatieInTriageGenomen(_)
                | Feit::EscalatieAangenomen(_)
                | Feit::EscalatieAfgewezen(_)
                | Feit::VolgordeBepaald(_)
                | Feit::DoorbraakBesloten(_)
                | Feit::AfschalingAangeboden(_)
                | Feit::AfschalingAanvaard(_)
                | Feit::AfschalingAfgewezen(_)
                | Feit::EscalatieHeropend(_)
                | Feit::EscalatieAfgesloten(_),
            ) => zelf,
        }
    }
}

impl Escalatie {
    /// The fact that follows, nothing when it was so already, or the rule that forbids it.
    fn besluit(
        &self,
        vraag: Vraag,
        wie: &Actor,
        nu: Tijdstip,
        beleid: &Beleid,
    ) -> Result<Option<Feit>, EscalatieError> {
        let opdracht: &'static str = (&vraag).into();
        let feit = match (self, vraag) {
            (Self::NogNietAangemeld, Vraag::MeldAan { huishouden, gronden, geprobeerd, gevraagd, spoed }) => {
                let gronden = rules::minstens_een_grond(gronden)?;
                rules::spoed_alleen_bij_veiligheid(spoed, &gronden)?;
                rules::toegelicht(&[("geprobeerd", &geprobeerd), ("gevraagd", &gevraagd)])?;
                let triage_voor = rules::triagetermijn(spoed, beleid).verstrijkt(nu);
                let melding = EscalatieAangemeld { huishouden, gronden, geprobeerd, gevraagd, spoed, triage_voor };
                Feit::EscalatieAangemeld(melding)
            }
            (Self::Aangemeld { zaak, .. }, Vraag::MeldAan { huishouden, gronden, spoed, .. })
                if zaak.is_melding(huishouden, &gronden, spoed, wie) =>
            {
                return Ok(None);
            }
            (Self::Aangemeld { .. } | Self::Heropend { .. }, Vraag::NeemInTriage {}) => {
                let behandelaar = rules::alleen_meer_team(wie)?.id;
                Feit::EscalatieInTriageGenomen(EscalatieInTriageGenomen { behandelaar })
            }
            (Self::InTriage { behandelaar, .. }, Vraag::NeemInTriage {}) => {
                rules::triage_is_van(*behandelaar, rules::alleen_meer_team(wie)?)?;
                return Ok(None);
            }
            (Self::InTriage { .. }, Vraag::NeemAan { coordinator, voorgaande_regisseur }) => {
                rules::alleen_meer_team(wie)?;
                rules::coordinator_van_meer_team(&coordinator)?;
                Feit::EscalatieAangenomen(EscalatieAangenomen { coordinator, voorgaande_regisseur })
            }
            (Self::Aangenomen { regie, .. }, Vraag::NeemAan { coordinator, voorgaande_regisseur })
                if regie.coordinator == coordinator && regie.voorgaande_regisseur == voorgaande_regisseur =>
            {
                rules::alleen_meer_team(wie)?;
                return Ok(None);
            }
            (Self::InTriage { .. }, Vraag::WijsAf { reden, advies }) => {
                rules::alleen_meer_team(wie)?;
                rules::toegelicht(&[("advies", &advies)])?;
                Feit::EscalatieAfgewezen(EscalatieAfgewezen { reden, advies })
            }
            (Self::Afgewezen { reden: eerder, .. }, Vraag::WijsAf { reden, .. }) if *eerder == reden => {
                rules::alleen_meer_team(wie)?;
                return Ok(None);
            }
            (
                Self::Aangenomen { regie, .. } | Self::Afgeschaald { regie, .. },
                Vraag::BepaalVolgorde { volgorde, toelichting },
            ) => {
                rules::alleen_meer_team(wie)?;
                rules::volgorde_noemt_elke_actie_een_keer(&volgorde)?;
                rules::toegelicht(&[("toelichting", &toelichting)])?;
                if regie.volgorde == volgorde {
                    return Ok(None);
                }
                Feit::VolgordeBepaald(VolgordeBepaald { volgorde, toelichting })
            }
            (
                Self::Aangenomen { zaak, .. } | Self::Afgeschaald { zaak, .. },
                Vraag::NeemDoorbraakbesluit { id, obstakel, oplossing, kosten_euro, kostendrager, redenen, tot },
            ) => {
                rules::alleen_meer_team(wie)?;
                let besluit = DoorbraakBesloten { id, obstakel, oplossing, kosten_euro, kostendrager, redenen, tot };
                if rules::doorbraak_is_al_besloten(&zaak.doorbraken, &besluit)? {
                    return Ok(None);
                }
                rules::doorbraak_eindigt_in_toekomst(tot, nu)?;
                rules::toegelicht(&[
                    ("omschrijving", &besluit.obstakel.omschrijving),
                    ("oplossing", &besluit.oplossing),
                    ("redenen", &besluit.redenen),
                ])?;
                Feit::DoorbraakBesloten(besluit)
            }
            (Self::Afgeschaald { volgende, .. }, Vraag::BiedAfschalingAan { volgende_regisseur, .. })
                if *volgende == volgende_regisseur =>
            {
                rules::alleen_meer_team(wie)?;
                return Ok(None);
            }
            (
                Self::Aangenomen { regie, .. } | Self::Afgeschaald { regie, .. },
                Vraag::BiedAfschalingAan { volgende_regisseur, resultaat },
            ) => {
                rules::alleen_meer_team(wie)?;
                rules::volgende_is_iemand_anders(&volgende_regisseur, regie)?;
                rules::toegelicht(&[("resultaat", &resultaat)])?;
                Feit::AfschalingAangeboden(AfschalingAangeboden { volgende_regisseur, resultaat })
            }
            (Self::Afgeschaald { volgende, .. }, Vraag::AanvaardAfschaling { warme_overdracht }) => {
                rules::alleen_volgende_regisseur(wie, volgende)?;
                rules::warme_overdracht_is_geweest(warme_overdracht, nu)?;
                let nazorg_tot_minstens = beleid.inhoud.termijnen.nazorg_minimaal.laatste_dag(nu);
                let regisseur = volgende.clone();
                Feit::AfschalingAanvaard(AfschalingAanvaard { regisseur, warme_overdracht, nazorg_tot_minstens })
            }
            (Self::InNazorg { nazorg, .. }, Vraag::AanvaardAfschaling { warme_overdracht })
                if nazorg.warme_overdracht == warme_overdracht =>
            {
                rules::alleen_volgende_regisseur(wie, &nazorg.regisseur)?;
                return Ok(None);
            }
            (Self::Afgeschaald { volgende, .. }, Vraag::WijsAfschalingAf { reden }) => {
                rules::alleen_volgende_regisseur(wie, volgende)?;
                rules::toegelicht(&[("reden", &reden)])?;
                Feit::AfschalingAfgewezen(AfschalingAfgewezen { reden })
            }
            (Self::InNazorg { zaak, .. }, Vraag::MeldTerugval { toelichting }) => {
                rules::toegelicht(&[("toelichting", &toelichting)])?;
                let triage_voor = rules::triagetermijn(zaak.spoed, beleid).verstrijkt(nu);
                Feit::EscalatieHeropend(EscalatieHeropend { toelichting, triage_voor })
            }
            (Self::Heropend { melder, .. }, Vraag::MeldTerugval { .. })
                if *melder == wie.professional().map(|p| p.id) =>
            {
                return Ok(None);
            }
            (Self::InNazorg { nazorg, .. }, Vraag::SluitAf {}) => {
                rules::nazorg_duurde_lang_genoeg(nazorg, nu)?;
                Feit::EscalatieAfgesloten(EscalatieAfgesloten {})
            }
            (Self::Afgesloten { .. } | Self::Afgewezen { .. }, Vraag::SluitAf {}) => return Ok(None),
            (zelf, Vraag::VerstrijkTermijn { termijn }) => {
                rules::alleen_systeem(wie)?;
                let stand = zelf.termijn(termijn).ok_or(EscalatieError::TermijnLooptNiet { termijn })?;
                if stand.verstreken {
                    return Ok(None);
                }
                rules::termijn_is_voorbij(termijn, stand, nu)?;
                Feit::TermijnVerstreken(TermijnVerstreken { termijn, verstreken_op: stand.eindigt })
            }
            (zelf, _) => return Err(EscalatieError::PastNietBijToestand { toestand: zelf.toestand(), opdracht }),
        };
        Ok(Some(feit))
    }
}

regieboek_kernel::aggregate!(Escalatie);
