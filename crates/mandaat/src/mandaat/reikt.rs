//! What a mandaat covers at a moment.

use regieboek_kernel::{Beleid, Tijdstip};

use super::{Mandaat, Verlening};
use crate::dekking::{COLLEGE, Dekking, InzetVraag, OpMandaat, Reden};
use crate::skj_registratie::SkjRegistratie;

impl Mandaat {
    /// Whether this mandaat, as this history knows it, covers an inzet at `op`: the instant of the command, never the
    /// instant at which something is said to have happened. `skj` is the registration of whoever asks.
    ///
    /// Caller: append the inzet guarded by this stream and that of `skj`, at the versions that were read.
    pub fn dekt(
        &self,
        vraag: &InzetVraag,
        op: Tijdstip,
        skj: Option<&SkjRegistratie>,
        beleid: &Beleid,
    ) -> Dekking<OpMandaat> {
        self.toets(vraag, op, skj, beleid).into()
    }

    fn toets(
        &self,
        vraag: &InzetVraag,
        op: Tijdstip,
        skj: Option<&SkjRegistratie>,
        beleid: &Beleid,
    ) -> Result<OpMandaat, Reden> {
        let verlening = self.verlening()?;
        verlening.van_deze_houder(vraag)?;
        verlening.op_deze_dag(op)?;
        verlening.binnen_reikwijdte(vraag, beleid)?;
        skj_geldig(vraag, op, skj, beleid)?;
        Ok(OpMandaat { besluit: verlening.besluit, namens: COLLEGE })
    }

    /// M11: suspended and withdrawn cover nothing, from the event on.
    fn verlening(&self) -> Result<&Verlening, Reden> {
        match self {
            Self::NogNietVerleend => Err(Reden::NietVerleend),
            Self::Verleend(verlening) => Ok(verlening),
            Self::Geschorst(_) => Err(Reden::Geschorst),
            Self::Ingetrokken => Err(Reden::Ingetrokken),
        }
    }
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

/// M13: where the policy requires SKJ, a registration of whoever asks is valid at that moment.
fn skj_geldig(vraag: &InzetVraag, op: Tijdstip, skj: Option<&SkjRegistratie>, beleid: &Beleid) -> Result<(), Reden> {
    if !beleid.voorziening(&vraag.voorziening).is_some_and(|v| v.skj) {
        return Ok(());
    }
    let eigen = skj.filter(|skj| skj.houder() == Some(vraag.wie)).ok_or(Reden::SkjOntbreekt)?;
    if eigen.geldig_op(op) { Ok(()) } else { Err(Reden::SkjVerlopen) }
}
