//! The aggregate: its state, the shell around its decisions, and the questions that others ask it.

use regieboek_kernel::{
    Beleid, Beslisser, Betrokkene, Bsn, Deelgrond, DoelId, EscalatieId, Functie, Gebied, HuishoudenId, Leefgebied,
    LidId, Opdracht, Organisatie, Persoonsgegeven, ProfessionalId, Tijdstip, Vastgelegd,
};
use serde::{Deserialize, Serialize};

use crate::besluit::Kader;
use crate::commands::HuishoudenCommand;
use crate::dossier::{BekendLid, Dossier, Klantroute};
use crate::errors::HuishoudenError;
use crate::events::{HuishoudenEvent, HuishoudenHersteld};
use crate::plan::Regievacuum;
use crate::rules;
use crate::values::{Adres, Betrokkenheid, Gezag, Herkenbaar as _, Inbreng, Lid, Regisseur};

/// A household, its plan and its regie.
#[derive(Debug, Default, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Huishouden {
    /// Not yet.
    #[default]
    NogNietGeregistreerd,
    /// Registered.
    Geregistreerd(Box<Dossier>),
    /// Taken up in another; what it had is kept, to be read and for when that is undone (H38).
    Opgegaan {
        /// The huishouden that took it up.
        huishouden: HuishoudenId,
        /// What it had.
        dossier: Box<Dossier>,
    },
}

regieboek_kernel::aggregate!(Huishouden);

impl Beslisser for Huishouden {
    const TYPE: &'static str = "huishouden";
    type Command = HuishoudenCommand;
    type Event = HuishoudenEvent;
    type Error = HuishoudenError;

    fn decide(
        &self,
        opdracht: Opdracht<HuishoudenCommand>,
        beleid: &Beleid,
    ) -> Result<Vec<Vastgelegd<HuishoudenEvent>>, HuishoudenError> {
        let Opdracht { wat, verantwoording, nu } = opdracht;
        let kader = Kader { opdracht: (&wat).into(), verantwoording: &verantwoording, nu, beleid };
        let feiten = match (self, wat) {
            (Self::NogNietGeregistreerd, HuishoudenCommand::Registreer(registratie)) => {
                kader.registreer(registratie)?
            }
            (Self::NogNietGeregistreerd, HuishoudenCommand::BeginNaSplitsing(begin)) => {
                kader.begin_na_splitsing(*begin)?
            }
            (Self::NogNietGeregistreerd, _) => return Err(kader.past_niet("dat nog niet is geregistreerd")),
            (Self::Geregistreerd(dossier), wat) => dossier.beslis(wat, &kader)?,
            (Self::Opgegaan { huishouden: waarin, .. }, HuishoudenCommand::GaOpIn { huishouden })
                if *waarin == huishouden =>
            {
                vec![]
            }
            (Self::Opgegaan { huishouden: waarin, .. }, HuishoudenCommand::HerstelUit { huishouden })
                if *waarin == huishouden =>
            {
                rules::is_door_coordinator(&verantwoording.wie)?;
                vec![HuishoudenEvent::HuishoudenHersteld(HuishoudenHersteld { uit: huishouden })]
            }
            // Only what narrows sight: terms still pass, help still ends, and a consent can always be withdrawn.
            (
                Self::Opgegaan { dossier, .. },
                wat @ (HuishoudenCommand::VerstrijkTermijn { .. }
                | HuishoudenCommand::BeeindigBetrokkenheidDoorVerwijzing { .. }
                | HuishoudenCommand::TrekToestemmingIn { .. }
                | HuishoudenCommand::BeeindigDelingen { .. }),
            ) => dossier.beslis(wat, &kader)?,
            (Self::Opgegaan { huishouden, .. }, _) => {
                return Err(HuishoudenError::IsOpgegaan { huishouden: *huishouden });
            }
        };
        Ok(feiten.into_iter().map(|feit| Vastgelegd { feit, verantwoording: verantwoording.clone() }).collect())
    }

    fn evolve(self, event: Vastgelegd<HuishoudenEvent>) -> Self {
        match (self, event.feit) {
            (Self::NogNietGeregistreerd, HuishoudenEvent::HuishoudenGeregistreerd(registratie)) => {
                Self::Geregistreerd(Box::new(Dossier::new(registratie)))
            }
            (Self::NogNietGeregistreerd, _) => Self::NogNietGeregistreerd,
            (Self::Geregistreerd(dossier), HuishoudenEvent::HuishoudenOpgegaan(f)) => {
                Self::Opgegaan { huishouden: f.huishouden, dossier }
            }
            (Self::Opgegaan { dossier, .. }, HuishoudenEvent::HuishoudenHersteld(_)) => Self::Geregistreerd(dossier),
            (Self::Opgegaan { huishouden, mut dossier }, feit) => {
                dossier.verwerk(feit, event.verantwoording.gebeurd_op);
                Self::Opgegaan { huishouden, dossier }
            }
            (Self::Geregistreerd(mut dossier), feit) => {
                dossier.verwerk(feit, event.verantwoording.gebeurd_op);
                Self::Geregistreerd(dossier)
            }
        }
    }
}

impl Huishouden {
    pub(crate) fn dossier(&self) -> Option<&Dossier> {
        match self {
            Self::NogNietGeregistreerd => None,
            Self::Geregistreerd(dossier) | Self::Opgegaan { dossier, .. } => Some(dossier),
        }
    }

    /// H38 and H42: the huishouden that took this one up, if one did; whose people read this one as their past.
    pub const fn opgegaan_in(&self) -> Option<HuishoudenId> {
        match self {
            Self::Opgegaan { huishouden, .. } => Some(*huishouden),
            Self::NogNietGeregistreerd | Self::Geregistreerd(_) => None,
        }
    }

    /// H38: nothing new is asked of what was taken up in another.
    ///
    /// # Errors
    /// It was.
    pub const fn staat_op_zichzelf(&self) -> Result<(), HuishoudenError> {
        match self.opgegaan_in() {
            Some(huishouden) => Err(HuishoudenError::IsOpgegaan { huishouden }),
            None => Ok(()),
        }
    }

    /// Its leden now.
    pub fn leden(&self) -> Vec<Lid> {
        self.dossier().map(Dossier::alle_leden).unwrap_or_default()
    }

    /// All that is known of gezag now.
    pub fn gezag(&self) -> &[Gezag] {
        self.dossier().map(|dossier| dossier.gezag.as_slice()).unwrap_or_default()
    }

    /// Its address now.
    pub fn adres(&self) -> Option<&Persoonsgegeven<Adres>> {
        self.dossier()?.samenstelling.adres.as_ref()
    }

    /// What it brings in when another takes it up.
    pub fn inbreng(&self) -> Option<Inbreng> {
        self.dossier().map(Dossier::inbreng)
    }

    /// The lid with this BSN.
    pub fn lid_met_bsn(&self, bsn: &Bsn) -> Option<LidId> {
        let heeft = |lid: &&BekendLid| lid.bsn.as_ref().and_then(Persoonsgegeven::waarde) == Some(bsn);
        self.dossier()?.leden.iter().find(heeft).map(|lid| lid.id)
    }

    /// The area of the municipality it lives in.
    pub fn gebied(&self) -> Option<&Gebied> {
        Some(&self.dossier()?.gebied)
    }

    /// H12 and H44: the leden belong to this huishouden, and the doel to its active plan.
    ///
    /// # Errors
    /// The first that does not.
    pub fn kent(&self, leden: &[LidId], doel: Option<DoelId>) -> Result<(), HuishoudenError> {
        leden.iter().try_for_each(|&lid| match self.dossier() {
            Some(dossier) => rules::is_lid(lid, dossier),
            None => Err(HuishoudenError::LidOnbekend { lid }),
        })?;
        doel.map_or(Ok(()), |doel| match self.dossier().and_then(|dossier| dossier.plan.actief()) {
            Some(plan) => rules::doel_is_bekend(doel, &plan.inhoud),
            None => Err(HuishoudenError::DoelOnbekend { doel }),
        })
    }

    /// H6: which of the areas that help needs may be shared with `ontvanger` on this ground now.
    ///
    /// # Errors
    /// None may.
    pub fn te_delen(
        &self,
        grond: Option<Deelgrond>,
        ontvanger: &Organisatie,
        nodig: &[Leefgebied],
        nu: Tijdstip,
    ) -> Result<Vec<Leefgebied>, HuishoudenError> {
        let dossier = self.dossier().ok_or(HuishoudenError::GeenGrondslagVoorDelen)?;
        rules::te_delen(dossier, grond, ontvanger, nodig, nu.datum())
    }

    /// The one regisseur; there is one exactly while a plan is active.
    pub fn regisseur(&self) -> Option<&Regisseur> {
        Some(&self.dossier()?.plan.actief()?.regie.regisseur)
    }

    /// The escalatie under which the Meer-team holds the regie.
    pub fn regie_onder(&self) -> Option<EscalatieId> {
        self.dossier()?.plan.actief()?.regie.escalatie()
    }

    /// Why and since when the regisseur cannot act.
    pub fn regievacuum(&self) -> Option<Regievacuum> {
        self.dossier()?.plan.actief()?.regie.vacuum
    }

    /// Whether a terugval re-opened the plan, so that it goes first.
    pub fn heeft_voorrang(&self) -> bool {
        self.dossier().and_then(|d| d.plan.actief()).is_some_and(|plan| plan.voorrang)
    }

    /// Who watches over a closed plan.
    pub fn nazorgeigenaar(&self) -> Option<&Betrokkene> {
        Some(&self.dossier()?.plan.gesloten()?.eigenaar)
    }

    /// Who owns the huishouden: regisseur, without plan the contactpersoon, after closing the owner of the nazorg.
    pub fn eigenaar(&self) -> Option<&Betrokkene> {
        Some(self.dossier()?.eigenaar())
    }

    /// Who owns the huishouden as long as it has no plan, or owned it last before its first plan.
    pub fn contactpersoon(&self) -> Option<&Betrokkene> {
        Some(&self.dossier()?.contactpersoon)
    }

    /// Who stays involved without the regie: whoever held it before an escalatie or a measure, and under a measure also
    /// who keeps the process direction.
    pub fn blijven_betrokken(&self) -> Vec<&Betrokkene> {
        let plan = self.dossier().and_then(|dossier| dossier.plan.actief());
        plan.map(|plan| plan.regie.blijven_betrokken()).unwrap_or_default()
    }

    /// Everyone involved, each once: the owner, whoever held the regie before an escalatie or a measure, and who was
    /// brought in.
    pub fn betrokkenen(&self) -> Vec<&Betrokkene> {
        self.dossier().map(Dossier::betrokkenen).unwrap_or_default()
    }

    /// Who was brought in, because of what, on which ground, for which areas.
    pub fn betrokkenheden(&self) -> &[Betrokkenheid] {
        self.dossier().map(|dossier| dossier.betrokkenheden.as_slice()).unwrap_or_default()
    }

    /// Whether that person, in that function, for that organisation, is involved.
    pub fn is_betrokken(&self, professional: ProfessionalId, organisatie: &Organisatie, functie: Functie) -> bool {
        self.betrokkenen().iter().any(|wie| wie.omvat(professional, organisatie, functie))
    }

    /// What the help costs this family in faces.
    pub fn klantroute(&self) -> Klantroute {
        self.dossier().map(Dossier::klantroute).unwrap_or_default()
    }
}
