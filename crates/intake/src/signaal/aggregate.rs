//! The signaal and its decisions.

use regieboek_kernel::{
    Beleid, Beslisser, Functie, HuishoudenId, Opdracht, Organisatie, ProfessionalId, Vastgelegd, aggregate,
};
use serde::{Deserialize, Serialize};

use super::commands::SignaalCommand;
use super::errors::SignaalError;
use super::events::{
    DoorgifteAanvaard, DoorgifteGeweigerd, SignaalAfgesloten, SignaalDoorgegeven, SignaalEvent, SignaalGekoppeld,
    SignaalGemeld, SignaalOpgepakt, SignaalOvergenomen, SignaalTermijnVerstreken, SignaalTeruggekoppeld,
};
use super::rules;
use super::values::{Afsluitreden, SignaalTermijn};
use crate::verplichting::Verplichting;

/// A worry about someone, from report to closing.
#[derive(Debug, Default, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Signaal {
    /// Nothing was reported yet.
    #[default]
    NogNietGemeld,
    /// Reported; waits until someone picks it up.
    Gemeld(Melding),
    /// Someone owns it.
    Opgepakt(Behandeling),
    /// Closed; the debt of terugkoppeling may still be open (S7).
    Afgesloten {
        /// How it stood.
        behandeling: Behandeling,
        /// Why it was closed.
        reden: Afsluitreden,
    },
}

/// What was reported, as far as decisions need it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Melding {
    pub(super) melder: Option<ProfessionalId>,
    pub(super) oppakken: Verplichting,
    pub(super) terugkoppeling: Option<Verplichting>,
}

/// What its owner does with it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Behandeling {
    pub(super) melding: Melding,
    pub(super) eigenaar: ProfessionalId,
    pub(super) doorgifte: Option<Doorgifte>,
    pub(super) huishouden: Option<HuishoudenId>,
}

/// To whom it was offered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Doorgifte {
    pub(super) naar_organisatie: Organisatie,
    pub(super) functie: Functie,
}

impl Signaal {
    /// Who picked it up, or accepted it since.
    pub fn eigenaar(&self) -> Option<ProfessionalId> {
        self.behandeling().map(|b| b.eigenaar)
    }

    /// Who reported it; none when that was anonymous.
    pub fn melder(&self) -> Option<ProfessionalId> {
        self.melding().and_then(|m| m.melder)
    }

    /// S7: whether the reporter still has to hear what became of it, closed or not.
    pub fn terugkoppeling_verschuldigd(&self) -> bool {
        self.melding().and_then(|m| m.terugkoppeling).is_some_and(|t| t.is_open())
    }

    /// Which huishouden it is about, once that is known.
    pub fn huishouden(&self) -> Option<HuishoudenId> {
        self.behandeling().and_then(|b| b.huishouden)
    }

    /// Whether it was closed because it had been reported before.
    pub const fn is_dubbele_melding(&self) -> bool {
        matches!(self, Self::Afgesloten { reden: Afsluitreden::DubbeleMelding { .. }, .. })
    }

    fn melding(&self) -> Option<&Melding> {
        match self {
            Self::NogNietGemeld => None,
            Self::Gemeld(melding) => Some(melding),
            Self::Opgepakt(b) | Self::Afgesloten { behandeling: b, .. } => Some(&b.melding),
        }
    }

    fn behandeling(&self) -> Option<&Behandeling> {
        match self {
            Self::NogNietGemeld | Self::Gemeld(_) => None,
            Self::Opgepakt(b) | Self::Afgesloten { behandeling: b, .. } => Some(b),
        }
    }

    const fn toestand(&self) -> &'static str {
        match self {
            Self::NogNietGemeld => "nog niet gemeld",
            Self::Gemeld(_) => "gemeld",
            Self::Opgepakt(_) => "opgepakt",
            Self::Afgesloten { .. } => "afgesloten",
        }
    }

    fn met_melding(mut self, wijzig: impl FnOnce(&mut Melding)) -> Self {
        match &mut self {
            Self::NogNietGemeld => {}
            Self::Gemeld(melding) => wijzig(melding),
            Self::Opgepakt(b) | Self::Afgesloten { behandeling: b, .. } => wijzig(&mut b.melding),
        }
        self
    }

    fn met_behandeling(mut self, wijzig: impl FnOnce(&mut Behandeling)) -> Self {
        match &mut self {
            Self::NogNietGemeld | Self::Gemeld(_) => {}
            Self::Opgepakt(b) | Self::Afgesloten { behandeling: b, .. } => wijzig(b),
        }
        self
    }
}

impl Beslisser for Signaal {
    const TYPE: &'static str = "signaal";
    type Command = SignaalCommand;
    type Event = SignaalEvent;
    type Error = SignaalError;

    fn decide(
        &self,
        opdracht: Opdracht<SignaalCommand>,
        beleid: &Beleid,
    ) -> Result<Vec<Vastgelegd<SignaalEvent>>, SignaalError> {
        use SignaalCommand as C;
        use SignaalEvent as E;
        let Opdracht { wat, verantwoording, nu } = opdracht;
        let wie = &verantwoording.wie;
        let feit = match (self, wat) {
            (Self::NogNietGemeld, C::Meld { vindplaats, gebied, omschrijving, betreft_veiligheid, anoniem }) => {
                let melder = rules::met_naam(wie)?.id;
                rules::gebied_is_bekend(&gebied, beleid)?;
                E::SignaalGemeld(SignaalGemeld {
                    melder: (!anoniem).then_some(melder),
                    vindplaats,
                    gebied,
                    omschrijving,
                    betreft_veiligheid,
                    oppakken_voor: rules::oppakken_voor(betreft_veiligheid, beleid, nu),
                    terugkoppelen_voor: rules::terugkoppelen_voor(anoniem, beleid, nu),
                })
            }
            (Self::Gemeld(melding), C::PakOp) => {
                let eigenaar = rules::met_naam(wie)?.id;
                E::SignaalOpgepakt(SignaalOpgepakt { eigenaar, tijdig: melding.oppakken.haalt(nu) })
            }
            (Self::Opgepakt(b), C::PakOp) => {
                rules::nog_niet_van_een_ander(b, wie)?;
                return Ok(vec![]);
            }
            (Self::Opgepakt(b), C::GeefDoor { naar_organisatie, functie, reden }) => {
                rules::alleen_de_eigenaar(b, wie)?;
                if b.doorgifte.as_ref().is_some_and(|d| d.naar_organisatie == naar_organisatie && d.functie == functie)
                {
                    return Ok(vec![]);
                }
                E::SignaalDoorgegeven(SignaalDoorgegeven { naar_organisatie, functie, reden })
            }
            (Self::Opgepakt(b), C::AanvaardDoorgifte) => {
                if b.doorgifte.is_none() && rules::alleen_de_eigenaar(b, wie).is_ok() {
                    return Ok(vec![]);
                }
                E::DoorgifteAanvaard(DoorgifteAanvaard { eigenaar: rules::aan_wie_is_doorgegeven(b, wie)? })
            }
            (Self::Opgepakt(b), C::WeigerDoorgifte { reden }) => {
                rules::aan_wie_is_doorgegeven(b, wie)?;
                E::DoorgifteGeweigerd(DoorgifteGeweigerd { terug_bij: b.eigenaar, reden })
            }
            (toestand @ (Self::Opgepakt(b) | Self::Afgesloten { behandeling: b, .. }), C::NeemOver { reden }) => {
                let eigenaar = rules::door_meer_team(wie)?.id;
                if eigenaar == b.eigenaar {
                    return Ok(vec![]);
                }
                if matches!(toestand, Self::Afgesloten { .. }) && !toestand.terugkoppeling_verschuldigd() {
                    let opdracht = (&C::NeemOver { reden }).into();
                    return Err(SignaalError::PastNietBijToestand { toestand: toestand.toestand(), opdracht });
                }
                E::SignaalOvergenomen(SignaalOvergenomen { van: b.eigenaar, eigenaar, reden })
            }
            (Self::Opgepakt(b), C::KoppelAanHuishouden { huishouden }) => {
                rules::alleen_de_eigenaar(b, wie)?;
                if b.huishouden == Some(huishouden) {
                    return Ok(vec![]);
                }
                E::SignaalGekoppeld(SignaalGekoppeld { huishouden })
            }
            (Self::Opgepakt(b) | Self::Afgesloten { behandeling: b, .. }, C::KoppelTerug { inhoud }) => {
                rules::alleen_de_eigenaar(b, wie)?;
                let (melder, verplichting) = rules::aan_de_melder(&b.melding)?;
                E::SignaalTeruggekoppeld(SignaalTeruggekoppeld { melder, inhoud, tijdig: verplichting.haalt(nu) })
            }
            (Self::Opgepakt(b), C::SluitAf { reden }) => {
                rules::alleen_de_eigenaar(b, wie)?;
                E::SignaalAfgesloten(SignaalAfgesloten { reden })
            }
            (Self::Afgesloten { behandeling, reden: was }, C::SluitAf { reden }) if *was == reden => {
                rules::alleen_de_eigenaar(behandeling, wie)?;
                return Ok(vec![]);
            }
            (
                Self::Gemeld(melding)
                | Self::Opgepakt(Behandeling { melding, .. })
                | Self::Afgesloten { behandeling: Behandeling { melding, .. }, .. },
                C::VerstrijkTermijn { termijn },
            ) => {
                rules::alleen_systeem(wie)?;
                let verplichting = match termijn {
                    SignaalTermijn::Oppakken => Some(&melding.oppakken),
                    SignaalTermijn::Terugkoppeling => melding.terugkoppeling.as_ref(),
                };
                let Some(verplichting) = verplichting.filter(|v| v.is_bewaakt()) else { return Ok(vec![]) };
                rules::termijn_is_verstreken(verplichting, nu)?;
                E::SignaalTermijnVerstreken(SignaalTermijnVerstreken { termijn, verstreken_op: verplichting.voor() })
            }
            (toestand, wat) => {
                let (toestand, opdracht) = (toestand.toestand(), wat.into());
                return Err(SignaalError::PastNietBijToestand { toestand, opdracht });
            }
        };
        Ok(vec![Vastgelegd { feit, verantwoording }])
    }

    fn evolve(self, event: Vastgelegd<SignaalEvent>) -> Self {
        use SignaalEvent as E;
        match event.feit {
            E::SignaalGemeld(f) => Self::Gemeld(Melding {
                melder: f.melder,
                oppakken: Verplichting::new(f.oppakken_voor),
                terugkoppeling: f.terugkoppelen_voor.map(Verplichting::new),
            }),
            E::SignaalOpgepakt(f) => match self {
                Self::Gemeld(mut melding) => {
                    melding.oppakken.voldoe(f.tijdig);
                    Self::Opgepakt(Behandeling { melding, eigenaar: f.eigenaar, doorgifte: None, huishouden: None })
                }
                anders @ (Self::NogNietGemeld | Self::Opgepakt(_) | Self::Afgesloten { .. }) => anders,
            },
            E::SignaalDoorgegeven(f) => self.met_behandeling(|b| {
                b.doorgifte = Some(Doorgifte { naar_organisatie: f.naar_organisatie, functie: f.functie });
            }),
            E::DoorgifteAanvaard(f) => self.met_behandeling(|b| {
                b.eigenaar = f.eigenaar;
                b.doorgifte = None;
            }),
            E::DoorgifteGeweigerd(_) => self.met_behandeling(|b| b.doorgifte = None),
            E::SignaalOvergenomen(f) => self.met_behandeling(|b| b.eigenaar = f.eigenaar),
            E::SignaalGekoppeld(f) => self.met_behandeling(|b| b.huishouden = Some(f.huishouden)),
            E::SignaalTeruggekoppeld(f) => self.met_melding(|m| {
                m.terugkoppeling.iter_mut().for_each(|t| t.voldoe(f.tijdig));
            }),
            E::SignaalAfgesloten(f) => match self {
                Self::Opgepakt(mut behandeling) => {
                    behandeling.doorgifte = None;
                    Self::Afgesloten { behandeling, reden: f.reden }
                }
                anders @ (Self::NogNietGemeld | Self::Gemeld(_) | Self::Afgesloten { .. }) => anders,
            },
            E::SignaalTermijnVerstreken(f) => self.met_melding(|m| match f.termijn {
                SignaalTermijn::Oppakken => m.oppakken.verstrijk(),
                SignaalTermijn::Terugkoppeling => m.terugkoppeling.iter_mut().for_each(Verplichting::verstrijk),
            }),
        }
    }
}

aggregate!(Signaal);
