//! What a mandaat covers at a moment.

use regieboek_kernel::{Beleid, MandaatId, MandaatbesluitId, Tijdstip};

use super::{Mandaat, Verlening};
use crate::dekking::{COLLEGE, Dekking, InzetVraag, OpMandaat, Reden};
use crate::mandaatbesluit::Besluitgrenzen;
use crate::skj_registratie::SkjRegistratie;

impl Mandaat {
    /// Whether this mandaat, as this history knows it, covers an inzet at `op`: the instant of the command, never the
    /// instant at which something is said to have happened.
    ///
    /// Caller: append the inzet guarded by this stream and those of `gronden`, at the versions that were read.
    pub fn dekt(&self, vraag: &InzetVraag, op: Tijdstip, gronden: &Gronden<'_>, beleid: &Beleid) -> Dekking<OpMandaat> {
        self.toets(vraag, op, gronden, beleid).into()
    }

    fn toets(
        &self,
        vraag: &InzetVraag,
        op: Tijdstip,
        &Gronden { skj, besluit, boven }: &Gronden<'_>,
        beleid: &Beleid,
    ) -> Result<OpMandaat, Reden> {
        let verlening = self.verlening()?;
        verlening.van_deze_houder(vraag)?;
        verlening.op_deze_dag(op)?;
        besluit_geldt(besluit, op)?;
        verlening.binnen_werkend_bovenmandaat(boven, op)?;
        verlening.binnen_reikwijdte(vraag, beleid)?;
        skj_geldig(vraag, op, skj, beleid)?;
        Ok(verlening.namens_het_college())
    }

    /// M11: suspended and withdrawn cover nothing, from the event on.
    fn verlening(&self) -> Result<&Verlening, Reden> {
        match self {
            Self::NogNietVerleend => Err(Reden::NietVerleend),
            Self::Verleend(verlening) => Ok(verlening),
            Self::Geschorst(_) => Err(Reden::Geschorst),
            Self::Ingetrokken => Err(Reden::Ingetrokken),
            Self::Verlopen => Err(Reden::Verlopen),
        }
    }

    /// The grant, while it is neither suspended nor withdrawn and runs on this day.
    pub(super) fn werkend_op(&self, op: Tijdstip) -> Result<&Verlening, Reden> {
        let verlening = self.verlening()?;
        verlening.op_deze_dag(op)?;
        Ok(verlening)
    }

    /// The besluit that can be relied on for an ondermandaat within this mandaat, while it works (M16).
    ///
    /// # Errors
    /// Why it does not work.
    pub fn besluit_op(&self, op: Tijdstip) -> Result<MandaatbesluitId, Reden> {
        self.werkend_op(op).map(|verlening| verlening.besluit)
    }

    /// The besluit it rests on, once granted and as long as it is not over.
    pub fn besluit(&self) -> Option<MandaatbesluitId> {
        self.verleend_of_geschorst().map(|verlening| verlening.besluit)
    }

    /// The mandaat it was granted within, if it is an ondermandaat.
    pub fn boven(&self) -> Option<MandaatId> {
        self.verleend_of_geschorst().and_then(|verlening| verlening.boven).map(|boven| boven.mandaat)
    }

    pub(super) fn verleend_of_geschorst(&self) -> Option<&Verlening> {
        match self {
            Self::Verleend(verlening) | Self::Geschorst(verlening) => Some(verlening),
            Self::NogNietVerleend | Self::Ingetrokken | Self::Verlopen => None,
        }
    }
}

/// What else the coverage of a mandaat rests on.
#[derive(Debug, Clone, Copy)]
pub struct Gronden<'a> {
    /// The SKJ registration of whoever asks.
    pub skj: Option<&'a SkjRegistratie>,
    /// The answer of the besluit it rests on.
    pub besluit: Option<&'a Besluitgrenzen>,
    /// The mandaat it was granted within, for an ondermandaat.
    pub boven: Option<&'a Mandaat>,
}

impl Verlening {
    /// M12: the holder, in the function and the organisation the mandaat was granted for.
    fn van_deze_houder(&self, vraag: &InzetVraag) -> Result<(), Reden> {
        let houder = &self.houder;
        let dezelfde = houder.professional == vraag.wie
            && houder.functie == vraag.functie
            && houder.organisatie == vraag.organisatie;
        if dezelfde { Ok(()) } else { Err(Reden::AndereHouder) }
    }

    /// M12: from the first day to the end of the last, local time.
    fn op_deze_dag(&self, op: Tijdstip) -> Result<(), Reden> {
        let dag = op.datum();
        if dag < self.geldig.van {
            return Err(Reden::NogNietIngegaan);
        }
        if dag <= self.geldig.tot_en_met { Ok(()) } else { Err(Reden::Verlopen) }
    }

    /// M16: an ondermandaat works only while the mandaat does that it was granted within.
    fn binnen_werkend_bovenmandaat(&self, boven: Option<&Mandaat>, op: Tijdstip) -> Result<(), Reden> {
        match self.boven {
            Some(_) if boven.is_none_or(|boven| boven.werkend_op(op).is_err()) => Err(Reden::BovenmandaatWerktNiet),
            Some(_) | None => Ok(()),
        }
    }

    /// M15: what it covers is decided on behalf of the college (Awb 10:10).
    fn namens_het_college(&self) -> OpMandaat {
        OpMandaat { besluit: self.besluit, namens: COLLEGE }
    }

    /// M12: the kind of help, the place and the costs; where there is a ceiling, costs that nobody states are above it.
    fn binnen_reikwijdte(&self, vraag: &InzetVraag, beleid: &Beleid) -> Result<(), Reden> {
        let reikwijdte = &self.reikwijdte;
        if beleid.voorziening(&vraag.voorziening).is_none() {
            return Err(Reden::VoorzieningOnbekend);
        }
        if !reikwijdte.voorzieningen.contains(&vraag.voorziening) {
            return Err(Reden::VoorzieningBuitenReikwijdte);
        }
        let hele_gemeente = reikwijdte.gebieden.is_empty() && beleid.kent_gebied(&vraag.gebied);
        if !hele_gemeente && !reikwijdte.gebieden.contains(&vraag.gebied) {
            return Err(Reden::GebiedBuitenReikwijdte);
        }
        let deze_school = || vraag.school.as_ref().is_some_and(|school| reikwijdte.scholen.contains(school));
        if !reikwijdte.scholen.is_empty() && !deze_school() {
            return Err(Reden::SchoolBuitenReikwijdte);
        }
        let betaalbaar = |plafond| vraag.kosten_euro.is_some_and(|kosten| kosten <= plafond);
        if reikwijdte.kostenplafond_euro.is_none_or(betaalbaar) { Ok(()) } else { Err(Reden::BovenKostenplafond) }
    }
}

/// M17: from the day on which the besluit is withdrawn, no mandaat on it covers anything.
fn besluit_geldt(besluit: Option<&Besluitgrenzen>, op: Tijdstip) -> Result<(), Reden> {
    let geldt = besluit.is_some_and(|grenzen| grenzen.ingetrokken_per.is_none_or(|per| op.datum() < per));
    if geldt { Ok(()) } else { Err(Reden::BesluitIngetrokken) }
}

/// M13: where the policy requires SKJ, a registration of whoever asks is valid at that moment.
fn skj_geldig(vraag: &InzetVraag, op: Tijdstip, skj: Option<&SkjRegistratie>, beleid: &Beleid) -> Result<(), Reden> {
    if !beleid.voorziening(&vraag.voorziening).is_some_and(|v| v.skj) {
        return Ok(());
    }
    let eigen = skj.filter(|skj| skj.houder() == Some(vraag.wie)).ok_or(Reden::SkjOntbreekt)?;
    if eigen.geldig_op(op) { Ok(()) } else { Err(Reden::SkjVerlopen) }
}
