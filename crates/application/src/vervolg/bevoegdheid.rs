//! What follows when a mandaat, its besluit or an SKJ registration stops or works again: the inzetten that run on it hear of it (DOMAIN 4,
//! "Across aggregates"). They stay lawful (Awb 10:8); their regisseurs see it on the worklist.

use std::sync::Arc;

use async_trait::async_trait;
use regieboek_access::Toegang;
use regieboek_access::handelingen::VervolgUitvoeren;
use regieboek_beleid::Beleidsboek;
use regieboek_doorverwijzing::{Doorverwijzing, DoorverwijzingCommand, Vervalgrond};
use regieboek_event_store::{Lease, Recorded};
use regieboek_kernel::{
    BeleidsboekId, Beslisser as _, DoorverwijzingId, Gemeente, MandaatId, MandaatbesluitId, ProfessionalId,
};
use regieboek_mandaat::{
    Mandaat, MandaatEvent, Mandaatbesluit, MandaatbesluitEvent, SkjRegistratie, SkjRegistratieEvent,
};

use super::Lezer;
use crate::aanvraag::Aanvraag;
use crate::application::Application;
use crate::error::UseCaseError;
use crate::poging::laad;

/// Which inzetten run; the reading side knows. It may name one that runs no more: the aggregate decides.
#[async_trait]
pub trait Inzetlijst: Send + Sync {
    /// Those that cite this mandaat.
    ///
    /// # Errors
    /// It cannot be read.
    async fn op_mandaat(&self, gemeente: &Gemeente, mandaat: MandaatId) -> Result<Vec<DoorverwijzingId>, UseCaseError>;

    /// Those that cite an ondermandaat within this mandaat.
    ///
    /// # Errors
    /// It cannot be read.
    async fn onder_mandaat(
        &self,
        gemeente: &Gemeente,
        mandaat: MandaatId,
    ) -> Result<Vec<DoorverwijzingId>, UseCaseError>;

    /// The mandaten that they cite.
    ///
    /// # Errors
    /// It cannot be read.
    async fn mandaten(&self, gemeente: &Gemeente) -> Result<Vec<MandaatId>, UseCaseError>;

    /// Those that this professional deployed on a mandaat.
    ///
    /// # Errors
    /// It cannot be read.
    async fn van(&self, gemeente: &Gemeente, wie: ProfessionalId) -> Result<Vec<DoorverwijzingId>, UseCaseError>;
}

/// The process that tells running inzetten that their authority stopped, or works again.
pub struct Bevoegdheidsvervolg {
    lezer: Lezer,
    lijst: Arc<dyn Inzetlijst>,
}

/// What an event means for the inzetten that rest on it.
#[derive(Debug, Clone, Copy)]
enum Gevolg {
    Vervalt(Vervalgrond),
    Herleeft(Vervalgrond),
}

impl Gevolg {
    /// For the inzetten on the mandaat itself, and for those on an ondermandaat within it.
    const fn bij_mandaat(feit: &MandaatEvent) -> Option<[Self; 2]> {
        use Vervalgrond::{
            BovenmandaatGeschorst, BovenmandaatIngetrokken, BovenmandaatVerlopen, MandaatGeschorst, MandaatIngetrokken,
            MandaatVerlopen,
        };
        match feit {
            MandaatEvent::MandaatVerleend(_) => None,
            MandaatEvent::MandaatGeschorst(_) => {
                Some([Self::Vervalt(MandaatGeschorst), Self::Vervalt(BovenmandaatGeschorst)])
            }
            MandaatEvent::MandaatHervat(_) => {
                Some([Self::Herleeft(MandaatGeschorst), Self::Herleeft(BovenmandaatGeschorst)])
            }
            MandaatEvent::MandaatIngetrokken(_) => {
                Some([Self::Vervalt(MandaatIngetrokken), Self::Vervalt(BovenmandaatIngetrokken)])
            }
            MandaatEvent::MandaatVerlopen(_) => {
                Some([Self::Vervalt(MandaatVerlopen), Self::Vervalt(BovenmandaatVerlopen)])
            }
        }
    }

    /// A withdrawal that is announced follows at its day, when it becomes a fact.
    const fn bij_besluit(feit: &MandaatbesluitEvent) -> Option<Self> {
        match feit {
            MandaatbesluitEvent::MandaatbesluitVastgelegd(_) | MandaatbesluitEvent::MandaatbesluitIngetrokken(_) => {
                None
            }
            MandaatbesluitEvent::MandaatbesluitVervallen(_) => Some(Self::Vervalt(Vervalgrond::BesluitIngetrokken)),
        }
    }

    /// An end that is announced follows at its day, when it becomes a fact.
    fn bij_skj(feit: &SkjRegistratieEvent) -> Option<Self> {
        match feit {
            SkjRegistratieEvent::SkjBeeindigd(_) => None,
            SkjRegistratieEvent::SkjVerlopen(_) => Some(Self::Vervalt(Vervalgrond::SkjVerlopen)),
            SkjRegistratieEvent::SkjGeregistreerd(_) | SkjRegistratieEvent::SkjVerlengd(_) => {
                Some(Self::Herleeft(Vervalgrond::SkjVerlopen))
            }
        }
    }

    const fn opdracht(self) -> DoorverwijzingCommand {
        match self {
            Self::Vervalt(wegens) => DoorverwijzingCommand::LaatBevoegdheidVervallen { wegens },
            Self::Herleeft(wegens) => DoorverwijzingCommand::LaatBevoegdheidHerleven { wegens },
        }
    }
}

impl Bevoegdheidsvervolg {
    /// Name of its lease and its checkpoint.
    pub const NAAM: &'static str = "vervolg-bevoegdheid";

    /// As [`super::Vervolg::begin`], for the inzetten of this list.
    ///
    /// # Errors
    /// As [`super::Vervolg::begin`].
    pub async fn begin(
        application: &Application,
        lijst: Arc<dyn Inzetlijst>,
        lease: Lease,
    ) -> Result<Self, UseCaseError> {
        let soorten = [Mandaat::TYPE, Mandaatbesluit::TYPE, SkjRegistratie::TYPE];
        Ok(Self { lezer: Lezer::begin(application, lease, soorten).await?, lijst })
    }

    /// Does what a page of the log owes. Answers how many events of the log it passed; 0 means that it is up to date.
    ///
    /// # Errors
    /// As [`super::Vervolg::stap`].
    pub async fn stap(&mut self) -> Result<u64, UseCaseError> {
        let lijst = self.lijst.as_ref();
        self.lezer.stap(async |application, event| Ronde { application, lijst }.volg_op(event).await).await
    }

    /// As [`super::Vervolg::gelezen`].
    pub const fn gelezen(&self) -> u64 {
        self.lezer.gelezen
    }

    /// As [`super::Vervolg::rond_af`].
    ///
    /// # Errors
    /// As [`super::Vervolg::rond_af`].
    pub async fn rond_af(&mut self) -> Result<(), UseCaseError> {
        self.lezer.bewaar(self.lezer.gelezen).await
    }
}

/// What it takes to tell inzetten what an event means for them.
struct Ronde<'a> {
    application: &'a Application,
    lijst: &'a dyn Inzetlijst,
}

impl Ronde<'_> {
    /// Answers whether any inzet had to be told.
    async fn volg_op(&self, oorzaak: &Recorded) -> Result<bool, UseCaseError> {
        match oorzaak.stream_type.as_str() {
            Mandaat::TYPE => {
                let feit = oorzaak.decode::<MandaatEvent>().map_err(|e| UseCaseError::decode(&e))?.feit;
                let Some([zelf, onder]) = Gevolg::bij_mandaat(&feit) else { return Ok(false) };
                let mandaat = MandaatId::new(oorzaak.stream);
                let verteld =
                    self.vertel(oorzaak, zelf, self.lijst.op_mandaat(&oorzaak.gemeente, mandaat).await?).await?;
                let inzetten = self.lijst.onder_mandaat(&oorzaak.gemeente, mandaat).await?;
                Ok(self.vertel(oorzaak, onder, inzetten).await? || verteld)
            }
            Mandaatbesluit::TYPE => {
                let feit = oorzaak.decode::<MandaatbesluitEvent>().map_err(|e| UseCaseError::decode(&e))?.feit;
                let Some(gevolg) = Gevolg::bij_besluit(&feit) else { return Ok(false) };
                let inzetten = self.op_besluit(&oorzaak.gemeente, MandaatbesluitId::new(oorzaak.stream)).await?;
                self.vertel(oorzaak, gevolg, inzetten).await
            }
            SkjRegistratie::TYPE => {
                let feit = oorzaak.decode::<SkjRegistratieEvent>().map_err(|e| UseCaseError::decode(&e))?.feit;
                let Some(gevolg) = Gevolg::bij_skj(&feit) else { return Ok(false) };
                let registratie =
                    laad::<SkjRegistratie>(&self.application.store, &oorzaak.gemeente, oorzaak.stream).await?;
                let Some(houder) = registratie.state.houder() else { return Ok(false) };
                let mut inzetten = Vec::new();
                for inzet in self.lijst.van(&oorzaak.gemeente, houder).await? {
                    if self.vraagt_skj(&oorzaak.gemeente, inzet).await? {
                        inzetten.push(inzet);
                    }
                }
                self.vertel(oorzaak, gevolg, inzetten).await
            }
            _ => Ok(false),
        }
    }

    /// The inzetten on every mandaat that rests on this besluit and has not ended itself: those were told before.
    async fn op_besluit(
        &self,
        gemeente: &Gemeente,
        besluit: MandaatbesluitId,
    ) -> Result<Vec<DoorverwijzingId>, UseCaseError> {
        let mut inzetten = Vec::new();
        for mandaat in self.lijst.mandaten(gemeente).await? {
            let verleend = laad::<Mandaat>(&self.application.store, gemeente, mandaat.uuid()).await?;
            if verleend.state.besluit() == Some(besluit) {
                inzetten.extend(self.lijst.op_mandaat(gemeente, mandaat).await?);
            }
        }
        Ok(inzetten)
    }

    /// Whether this kind of help requires SKJ of who deploys it.
    async fn vraagt_skj(&self, gemeente: &Gemeente, inzet: DoorverwijzingId) -> Result<bool, UseCaseError> {
        let verwijzing = laad::<Doorverwijzing>(&self.application.store, gemeente, inzet.uuid()).await?;
        let boek = laad::<Beleidsboek>(&self.application.store, gemeente, BeleidsboekId::van(gemeente).uuid()).await?;
        let beleid = boek.state.op(self.application.nu().datum());
        Ok(verwijzing.state.voorziening().and_then(|v| beleid.voorziening(v)).is_some_and(|v| v.skj))
    }

    /// One command to each, under a key made from the cause and the inzet: done again it changes nothing. Answers whether
    /// there was any.
    async fn vertel(
        &self,
        oorzaak: &Recorded,
        gevolg: Gevolg,
        inzetten: Vec<DoorverwijzingId>,
    ) -> Result<bool, UseCaseError> {
        let correlatie = oorzaak.decode_metadata().map_err(|e| UseCaseError::decode(&e))?.correlatie;
        for inzet in &inzetten {
            let aanvraag = Aanvraag::systeem(oorzaak.event_id.uuid(), correlatie, &format!("bevoegdheid:{inzet}"));
            let toegang =
                Toegang::<VervolgUitvoeren>::systeem(oorzaak.gemeente.clone(), inzet.uuid(), oorzaak.event_id);
            self.application.pas_toe::<Doorverwijzing, _>(&toegang, &aanvraag, gevolg.opdracht()).await?;
        }
        Ok(!inzetten.is_empty())
    }
}
