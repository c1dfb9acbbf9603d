//! The page of an escalatie: why the Meer-team was called in, what it ordered and broke through, and the way back.

use regieboek_api_types::dossier as wire;
use regieboek_escalatie::{
    AfschalingAangeboden, AfschalingAanvaard, DoorbraakBesloten, Escalatie, EscalatieAangemeld, EscalatieAfgewezen,
    EscalatieEvent, VolgordeBepaald,
};
use regieboek_event_store::{DecodeError, Recorded};
use regieboek_kernel::{Beslisser as _, Bevoegdheid, Functionaris, Tijdstip};
use uuid::Uuid;

use super::blad::misplaatst;
use super::blik::Blik;
use super::wire::{codes, functionaris, tekst};
use crate::geschiedenis::bevoegdheidstekst;

/// What the events of an escalatie say.
#[derive(Clone, PartialEq)]
pub(crate) struct Escalatieblad {
    /// The state on which the domain decides; its name comes from it.
    stand: Escalatie,
    aangemeld: EscalatieAangemeld,
    aangemeld_op: Tijdstip,
    aangenomen: Option<(Tijdstip, Functionaris)>,
    afgewezen: Option<EscalatieAfgewezen>,
    volgorde: Option<VolgordeBepaald>,
    doorbraken: Vec<Doorbraak>,
    afschaling: Option<AfschalingAangeboden>,
    aanvaard: Option<AfschalingAanvaard>,
    heropend_op: Vec<Tijdstip>,
}

/// A doorbraak and on which authority it was decided.
#[derive(Clone, PartialEq)]
struct Doorbraak {
    besluit: DoorbraakBesloten,
    op: Tijdstip,
    bevoegdheid: Bevoegdheid,
}

impl Escalatieblad {
    pub(super) fn begin(event: &Recorded) -> Result<Self, DecodeError> {
        let eerste = event.decode::<EscalatieEvent>()?;
        let EscalatieEvent::EscalatieAangemeld(aangemeld) = eerste.feit.clone() else { return Err(misplaatst(event)) };
        Ok(Self {
            stand: Escalatie::default().evolve(eerste),
            aangemeld,
            aangemeld_op: event.gebeurd_op,
            aangenomen: None,
            afgewezen: None,
            volgorde: None,
            doorbraken: Vec::new(),
            afschaling: None,
            aanvaard: None,
            heropend_op: Vec::new(),
        })
    }

    pub(super) fn vouw(&mut self, event: &Recorded) -> Result<(), DecodeError> {
        let nieuw = event.decode::<EscalatieEvent>()?;
        self.stand = std::mem::take(&mut self.stand).evolve(nieuw.clone());
        let op = event.gebeurd_op;
        match nieuw.feit {
            EscalatieEvent::EscalatieAangemeld(_) => return Err(misplaatst(event)),
            EscalatieEvent::EscalatieAangenomen(f) => self.aangenomen = Some((op, f.coordinator)),
            EscalatieEvent::EscalatieAfgewezen(f) => self.afgewezen = Some(f),
            EscalatieEvent::VolgordeBepaald(f) => self.volgorde = Some(f),
            EscalatieEvent::DoorbraakBesloten(besluit) => {
                self.doorbraken.push(Doorbraak { besluit, op, bevoegdheid: nieuw.verantwoording.bevoegdheid });
            }
            EscalatieEvent::AfschalingAangeboden(f) => self.afschaling = Some(f),
            EscalatieEvent::AfschalingAanvaard(f) => self.aanvaard = Some(f),
            EscalatieEvent::AfschalingAfgewezen(_) => self.afschaling = None,
            EscalatieEvent::EscalatieHeropend(_) => self.heropend_op.push(op),
            EscalatieEvent::EscalatieInTriageGenomen(_)
            | EscalatieEvent::EscalatieAfgesloten(_)
            | EscalatieEvent::TermijnVerstreken(_) => {}
        }
        Ok(())
    }

    /// What it is about belongs to no area of life; who does not see them all sees that it is there, and whose it is.
    pub(super) fn toon(&self, id: Uuid, blik: &Blik) -> wire::Dossierescalatie {
        let volledig = blik.volledig();
        let volgorde = self.volgorde.as_ref().filter(|_| volledig);
        let afschaling = self.afschaling.as_ref();
        let gronden = self.aangemeld.gronden.iter().filter(|_| volledig);
        wire::Dossierescalatie {
            id,
            toestand: self.stand.toestand().to_string(),
            aangemeld_op: self.aangemeld_op.to_string(),
            gronden: codes(gronden),
            spoed: self.aangemeld.spoed,
            geprobeerd: blik.lees_volledig(&self.aangemeld.geprobeerd),
            gevraagd: blik.lees_volledig(&self.aangemeld.gevraagd),
            coordinator: self.aangenomen.as_ref().map(|(_, wie)| functionaris(wie)),
            aangenomen_op: self.aangenomen.as_ref().map(|(op, _)| op.to_string()),
            afwijsreden: self.afgewezen.as_ref().filter(|_| volledig).map(|f| f.reden.to_string()),
            advies: self.afgewezen.as_ref().and_then(|f| blik.lees_volledig(&f.advies)),
            volgorde: volgorde.map(|v| v.volgorde.iter().map(|id| id.uuid()).collect()).unwrap_or_default(),
            volgorde_toelichting: volgorde.and_then(|v| blik.lees(&v.toelichting)),
            doorbraken: self.doorbraken.iter().filter(|_| volledig).map(|d| d.toon(blik)).collect(),
            volgende_regisseur: afschaling.map(|f| functionaris(&f.volgende_regisseur)),
            resultaat: afschaling.and_then(|f| blik.lees_volledig(&f.resultaat)),
            warme_overdracht: tekst(self.aanvaard.as_ref().map(|f| f.warme_overdracht)),
            nazorg_tot_minstens: tekst(self.aanvaard.as_ref().map(|f| f.nazorg_tot_minstens)),
            heropend_op: codes(&self.heropend_op),
        }
    }
}

impl Doorbraak {
    fn toon(&self, blik: &Blik) -> wire::Dossierdoorbraak {
        let besluit = &self.besluit;
        wire::Dossierdoorbraak {
            id: besluit.id.uuid(),
            besloten_op: self.op.to_string(),
            bevoegdheid: bevoegdheidstekst(&self.bevoegdheid),
            obstakelsoort: besluit.obstakel.soort.to_string(),
            regel_of_instantie: besluit.obstakel.regel_of_instantie.to_string(),
            omschrijving: blik.lees(&besluit.obstakel.omschrijving),
            oplossing: blik.lees(&besluit.oplossing),
            kosten_euro: besluit.kosten_euro,
            kostendrager: besluit.kostendrager.to_string(),
            redenen: blik.lees(&besluit.redenen),
            tot: besluit.tot.to_string(),
        }
    }
}
