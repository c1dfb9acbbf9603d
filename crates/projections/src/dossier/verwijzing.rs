//! The page of a doorverwijzing: why and on which authority help was deployed, and how it went.

use regieboek_api_types::dossier as wire;
use regieboek_doorverwijzing::{
    Doorverwijzing, DoorverwijzingEvent, Intrekreden, Soort, VerwijzingAangevraagd, VerwijzingAfgerond,
    VerwijzingGeweigerd, Wachtoorzaak,
};
use regieboek_event_store::{DecodeError, Recorded};
use regieboek_kernel::{Beslisser as _, Bevoegdheid, Datum, DoelId, Tijdstip, Voorziening};
use uuid::Uuid;

use super::blad::misplaatst;
use super::blik::Blik;
use super::wire::{Terugkoppeling, deelgrond, functionaris, tekst};
use crate::geschiedenis::bevoegdheidstekst;

/// What the events of a doorverwijzing say.
#[derive(Clone, PartialEq)]
pub(crate) struct Verwijzingsblad {
    /// The state on which the domain decides; its name and the waiting time come from it.
    stand: Doorverwijzing,
    aangevraagd: VerwijzingAangevraagd,
    aangevraagd_op: Tijdstip,
    bevoegdheid: Bevoegdheid,
    bevoegdheid_code: String,
    verwachte_start: Option<Datum>,
    gestart_op: Option<Datum>,
    afgerond: Option<(Tijdstip, VerwijzingAfgerond)>,
    geweigerd: Option<VerwijzingGeweigerd>,
    ingetrokken: Option<Intrekreden>,
    stagneert_door: Option<Wachtoorzaak>,
    warme_overdracht: Option<Datum>,
    terugkoppelingen: Vec<Terugkoppeling>,
}

impl Verwijzingsblad {
    pub(super) fn begin(event: &Recorded) -> Result<Self, DecodeError> {
        let eerste = event.decode::<DoorverwijzingEvent>()?;
        let DoorverwijzingEvent::VerwijzingAangevraagd(aangevraagd) = eerste.feit.clone() else {
            return Err(misplaatst(event));
        };
        Ok(Self {
            aangevraagd,
            aangevraagd_op: event.gebeurd_op,
            bevoegdheid: eerste.verantwoording.bevoegdheid.clone(),
            bevoegdheid_code: event.bevoegdheid.clone(),
            stand: Doorverwijzing::default().evolve(eerste),
            verwachte_start: None,
            gestart_op: None,
            afgerond: None,
            geweigerd: None,
            ingetrokken: None,
            stagneert_door: None,
            warme_overdracht: None,
            terugkoppelingen: Vec::new(),
        })
    }

    pub(super) fn vouw(&mut self, event: &Recorded) -> Result<(), DecodeError> {
        let nieuw = event.decode::<DoorverwijzingEvent>()?;
        self.stand = std::mem::take(&mut self.stand).evolve(nieuw.clone());
        match nieuw.feit {
            DoorverwijzingEvent::VerwijzingAangevraagd(_) => return Err(misplaatst(event)),
            DoorverwijzingEvent::VerwijzingAanvaard(f) => self.verwachte_start = f.verwachte_start,
            DoorverwijzingEvent::OverdrachtAanvaard(f) => self.warme_overdracht = Some(f.warme_overdracht),
            DoorverwijzingEvent::VerwijzingGeweigerd(f) => self.geweigerd = Some(f),
            DoorverwijzingEvent::WachttijdGemeld(f) => self.verwachte_start = Some(f.verwachte_start),
            DoorverwijzingEvent::HulpStagneert(f) => self.stagneert_door = Some(f.oorzaak),
            DoorverwijzingEvent::VerwijzingGestart(f) => self.gestart_op = Some(f.op),
            DoorverwijzingEvent::VerwijzingAfgerond(f) => self.afgerond = Some((event.gebeurd_op, f)),
            DoorverwijzingEvent::VerwijzingIngetrokken(f) => self.ingetrokken = Some(f.reden),
            DoorverwijzingEvent::VerwijzingTeruggekoppeld(f) => {
                self.terugkoppelingen.push(Terugkoppeling { op: event.gebeurd_op, inhoud: f.inhoud });
            }
            DoorverwijzingEvent::VerwijzingVerlopen(_)
            | DoorverwijzingEvent::TermijnVerstreken(_)
            | DoorverwijzingEvent::BevoegdheidsgebrekGemeld(_)
            | DoorverwijzingEvent::InzetBekrachtigd(_)
            | DoorverwijzingEvent::BevoegdheidVervallen(_)
            | DoorverwijzingEvent::BevoegdheidHersteld(_)
            | DoorverwijzingEvent::BezwaarIngediend(_)
            | DoorverwijzingEvent::BezwaarToegewezen(_)
            | DoorverwijzingEvent::BezwaarBeslist(_)
            | DoorverwijzingEvent::BezwaarIngetrokken(_) => {}
        }
        Ok(())
    }

    fn voorziening(&self) -> (Option<&Voorziening>, Option<DoelId>) {
        match &self.aangevraagd.soort {
            Soort::ErbijHalen | Soort::WelzijnOpRecept | Soort::Overdracht { .. } => (None, None),
            Soort::Inzet { voorziening, doel } => (Some(voorziening), *doel),
        }
    }

    /// Seen by its referrer, by who was asked, by who sees the goal it serves, and by who sees all.
    pub(super) fn toon(
        &self,
        id: Uuid,
        ziet_doel: impl Fn(Uuid) -> bool,
        blik: &Blik,
    ) -> Option<wire::Dossierverwijzing> {
        let aangevraagd = &self.aangevraagd;
        let (voorziening, doel) = self.voorziening();
        let gevraagd = blik.is(aangevraagd.gericht_aan.functie, &aangevraagd.gericht_aan.organisatie);
        let ziet = blik.volledig()
            || gevraagd
            || blik.is_zelf(aangevraagd.verwijzer)
            || doel.is_some_and(|doel| ziet_doel(doel.uuid()));
        let afgerond = self.afgerond.as_ref();
        ziet.then(|| wire::Dossierverwijzing {
            id,
            soort: aangevraagd.soort.naam().to_owned(),
            voorziening: tekst(voorziening),
            doel_id: doel.map(|doel| doel.uuid()),
            organisatie: aangevraagd.gericht_aan.organisatie.to_string(),
            functie: tekst(aangevraagd.gericht_aan.functie),
            overdracht_naar: aangevraagd.soort.overdracht_naar().map(functionaris),
            warme_overdracht: tekst(self.warme_overdracht),
            betreft: aangevraagd.betreft.iter().map(|lid| lid.uuid()).collect(),
            hulpvraag: blik.lees(&aangevraagd.hulpvraag),
            lichter_bekeken: blik.lees_als(aangevraagd.lichter_bekeken.as_ref()),
            spoed: aangevraagd.spoed,
            deelgrond: deelgrond(aangevraagd.deelgrond),
            verwijzer_id: aangevraagd.verwijzer.uuid(),
            bevoegdheid: bevoegdheidstekst(&self.bevoegdheid),
            bevoegdheid_code: self.bevoegdheid_code.clone(),
            toestand: self.stand.toestand().to_owned(),
            aangevraagd_op: self.aangevraagd_op.to_string(),
            beantwoorden_voor: aangevraagd.beantwoorden_voor.to_string(),
            verwachte_start: tekst(self.verwachte_start),
            gestart_op: tekst(self.gestart_op),
            afgerond_op: afgerond.map(|(op, _)| op.to_string()),
            resultaat: afgerond.map(|(_, f)| f.resultaat.to_string()),
            toelichting: afgerond.and_then(|(_, f)| blik.lees(&f.toelichting)),
            weigering: self.geweigerd.as_ref().map(|f| weigering(f, blik)),
            intrekking: self.ingetrokken.map(intrekking),
            stagneert_door: tekst(self.stagneert_door),
            wachttijd: self.wachttijd(),
            terugkoppelingen: self.terugkoppelingen.iter().map(|t| t.toon(blik)).collect(),
        })
    }

    fn wachttijd(&self) -> Vec<wire::Wachtperiode> {
        let perioden = self.stand.wachttijd().into_iter();
        perioden
            .map(|p| wire::Wachtperiode { oorzaak: p.oorzaak.to_string(), van: p.van.to_string(), tot: tekst(p.tot) })
            .collect()
    }
}

fn weigering(feit: &VerwijzingGeweigerd, blik: &Blik) -> wire::Verwijzingsweigering {
    wire::Verwijzingsweigering {
        reden: feit.reden.to_string(),
        door: feit.door.to_string(),
        volgende_stap: blik.lees(&feit.volgende_stap),
        eigenaar_volgende_stap: feit.eigenaar_volgende_stap.uuid(),
        alternatief: blik.lees_als(feit.alternatief.as_ref()),
    }
}

fn intrekking(reden: Intrekreden) -> wire::Verwijzingsintrekking {
    let andere_verwijzing = match reden {
        Intrekreden::AndereAanbieder { verwijzing } => Some(verwijzing.uuid()),
        Intrekreden::OpVerzoekBewoner
        | Intrekreden::NietMeerNodig
        | Intrekreden::PlanGesloten
        | Intrekreden::HerroepenOpBezwaar => None,
    };
    wire::Verwijzingsintrekking { reden: <&'static str>::from(reden).to_owned(), andere_verwijzing }
}
