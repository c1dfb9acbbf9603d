//! Who belongs to the huishouden over time: what is decided on that, and what the facts do to it (H30 to H38).

use regieboek_kernel::{Datum, HuishoudenId, LidId, Persoonsgegeven, VrijeTekst};
use serde::{Deserialize, Serialize};

use crate::besluit::{Besluit, Kader};
use crate::dossier::{BekendLid, Dossier};
use crate::errors::HuishoudenError;
use crate::events::{self, HuishoudenEvent};
use crate::rules;
use crate::values::{
    Adres, Adreswijziging, Afsplitsing, Deling, Delingseinde, Gezag, Gezaghebbende, Inbreng, Lid, Medebewoner,
    Ongedaanmaking, Opname, Regisseur, Samenvoeging, Splitsing, Verblijf, Vertrekreden, Zelfde, gezag_na_overlijden,
    gezag_na_vertrek,
};

/// What decisions need to know of how the composition came about.
#[derive(Debug, Default, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Samenstelling {
    pub(crate) adres: Option<Persoonsgegeven<Adres>>,
    pub(crate) verblijven: Vec<Verblijf>,
    /// Of those the ones that the other huishouden confirmed.
    pub(crate) bevestigd: Vec<Deling>,
    pub(crate) medebewoners: Vec<Medebewoner>,
    pub(crate) weg: Vec<(LidId, Uitgang)>,
    gesplitst: Vec<Splitsing>,
    pub(crate) opgenomen: Vec<Samenvoeging>,
    niet_dubbel: Vec<HuishoudenId>,
}

impl Samenstelling {
    /// As registered, at this address.
    pub(crate) fn op(adres: Persoonsgegeven<Adres>) -> Self {
        Self { adres: Some(adres), ..Self::default() }
    }
}

/// How someone ceased to be a lid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Uitgang {
    /// Died.
    Overleden,
    /// Left.
    Vertrokken,
    /// Went on in a huishouden of their own, or back to their own.
    Afgesplitst,
    /// No longer lives here part of the time.
    NietLangerMede,
}

impl Kader<'_> {
    /// H1 to H4 and H6 for a huishouden that begins where another was split.
    pub(crate) fn begin_na_splitsing(&self, begin: Afsplitsing) -> Besluit {
        let Afsplitsing { van, op, registratie, betrokkenen } = begin;
        let nieuw = Dossier::new(registratie.clone());
        let mut feiten = self.registreer(registratie)?;
        rules::is_al_gebeurd(op, self.vandaag())?;
        feiten.push(HuishoudenEvent::HuishoudenAfgesplitst(events::HuishoudenAfgesplitst { van, op }));
        for betrokkenheid in betrokkenen {
            feiten.extend(nieuw.betrek(betrokkenheid, self.vandaag())?);
        }
        Ok(feiten)
    }
}

impl Dossier {
    pub(crate) fn neem_lid_op(&self, opname: Opname, kader: &Kader<'_>) -> Besluit {
        rules::mag_samenstelling_wijzigen(kader.wie(), self)?;
        if self.lid(opname.lid.id).and_then(BekendLid::als_lid).as_ref() == Some(&opname.lid) {
            return Ok(vec![]);
        }
        rules::is_nog_geen_lid(opname.lid.id, self)?;
        rules::is_geen_medebewoner(opname.lid.id, self, kader.vandaag())?;
        rules::is_al_gebeurd(opname.sinds, kader.vandaag())?;
        let kent_lid = |id| id == opname.lid.id || self.lid(id).is_some();
        rules::gezag_is_mogelijk(&opname.gezag, kent_lid, kader.vandaag())?;
        Ok(vec![HuishoudenEvent::LidOpgenomen(opname)])
    }

    pub(crate) fn meld_overlijden(&self, lid: LidId, op: Datum, kader: &Kader<'_>) -> Besluit {
        let feit = HuishoudenEvent::LidOverleden(events::LidOverleden { lid, op });
        self.laat_gaan(feit, lid, op, Uitgang::Overleden, kader)
    }

    pub(crate) fn laat_vertrekken(&self, lid: LidId, reden: Vertrekreden, op: Datum, kader: &Kader<'_>) -> Besluit {
        let feit = HuishoudenEvent::LidVertrokken(events::LidVertrokken { lid, reden, op });
        self.laat_gaan(feit, lid, op, Uitgang::Vertrokken, kader)
    }

    fn laat_gaan(&self, feit: HuishoudenEvent, lid: LidId, op: Datum, uitgang: Uitgang, kader: &Kader<'_>) -> Besluit {
        rules::mag_samenstelling_wijzigen(kader.wie(), self)?;
        if self.samenstelling.weg.contains(&(lid, uitgang)) {
            return Ok(vec![]);
        }
        rules::is_lid(lid, self)?;
        rules::is_al_gebeurd(op, kader.vandaag())?;
        Ok(self.met_uitgang(feit, &[lid]))
    }

    pub(crate) fn wijzig_adres(&self, wijziging: Adreswijziging, kader: &Kader<'_>) -> Besluit {
        rules::mag_samenstelling_wijzigen(kader.wie(), self)?;
        if let Some(gebied) = &wijziging.gebied {
            rules::gebied_is_bekend(gebied, kader.beleid)?;
        }
        rules::is_al_gebeurd(wijziging.op, kader.vandaag())?;
        for sleutel in &wijziging.sleutels {
            rules::is_lid(sleutel.lid, self)?;
        }
        let zelfde_gebied = wijziging.gebied.as_ref().is_none_or(|gebied| *gebied == self.gebied);
        if zelfde_gebied && self.samenstelling.adres.as_ref() == Some(&wijziging.adres) {
            return Ok(vec![]);
        }
        Ok(vec![HuishoudenEvent::AdresGewijzigd(wijziging)])
    }

    pub(crate) fn splits(&self, splitsing: Splitsing, kader: &Kader<'_>) -> Besluit {
        rules::mag_samenstelling_wijzigen(kader.wie(), self)?;
        if self.samenstelling.gesplitst.contains(&splitsing) {
            return Ok(vec![]);
        }
        rules::splitst_echt(&splitsing.leden, self)?;
        rules::is_al_gebeurd(splitsing.op, kader.vandaag())?;
        let weg = splitsing.leden.clone();
        Ok(self.met_uitgang(HuishoudenEvent::HuishoudenGesplitst(splitsing), &weg))
    }

    /// H34 to H36: takes up another registration of the same people.
    pub(crate) fn voeg_samen(
        &self,
        ander: HuishoudenId,
        inbreng: Inbreng,
        zelfde: Vec<Zelfde>,
        kader: &Kader<'_>,
    ) -> Besluit {
        rules::is_door_coordinator(kader.wie())?;
        if self.samenstelling.opgenomen.iter().any(|eerder| eerder.ander == ander) {
            return Ok(vec![]);
        }
        rules::gaat_op_zonder_plan(self.plan.actief().is_some(), &inbreng)?;
        rules::zijn_dezelfden(&zelfde, self, &inbreng)?;
        let zelfde = self.dezelfden(zelfde, &inbreng);
        rules::zijn_dezelfden(&zelfde, self, &inbreng)?;
        let gezag = self.nieuw_gezag(&inbreng.gezag, &zelfde);
        let is_hier = |lid: &Lid| zelfde.iter().any(|paar| paar.ander == lid.id);
        let leden = inbreng.leden.into_iter().filter(|lid| !is_hier(lid)).collect();
        let Inbreng { overdrachten, verteld_aan, .. } = inbreng;
        let samenvoeging = Samenvoeging { ander, leden, zelfde, gezag, overdrachten, verteld_aan };
        let delingen = self.beeindig_delingen(|d| d.met == ander, Delingseinde::Samengevoegd, kader.vandaag());
        Ok(delingen.into_iter().chain([HuishoudenEvent::HuishoudenOpgenomen(samenvoeging)]).collect())
    }

    /// Who are one person: as named, by id, or by equal keys where not both have a BSN; with the BSN that only the other
    /// registration knew.
    fn dezelfden(&self, mut zelfde: Vec<Zelfde>, inbreng: &Inbreng) -> Vec<Zelfde> {
        for ander in &inbreng.leden {
            let genoemd = |lid: &BekendLid| zelfde.iter().any(|paar| paar.lid == lid.id || paar.ander == ander.id);
            let vrij = self.leden.iter().filter(|lid| !genoemd(lid));
            let bij = vrij.into_iter().find(|lid| lid.id == ander.id || lijkt_op(lid, ander)).map(|lid| lid.id);
            zelfde.extend(bij.map(|lid| Zelfde { lid, ander: ander.id, bsn: None }));
        }
        for paar in &mut zelfde {
            let hier = self.lid(paar.lid).is_some_and(|lid| lid.bsn.is_some());
            let daar = inbreng.leden.iter().find(|lid| lid.id == paar.ander).and_then(|lid| lid.bsn.clone());
            paar.bsn = daar.filter(|_| !hier);
        }
        zelfde
    }

    /// The gezag over children of whom none was known here, in the names that the leden have here.
    fn nieuw_gezag(&self, daar: &[Gezag], zelfde: &[Zelfde]) -> Vec<Gezag> {
        let hier = |lid: LidId| zelfde.iter().find(|paar| paar.ander == lid).map_or(lid, |paar| paar.lid);
        let vertaald = daar.iter().cloned().map(|mut g| {
            g.kind = hier(g.kind);
            if let Gezaghebbende::Lid(lid) = &mut g.gezaghebbende {
                *lid = hier(*lid);
            }
            g
        });
        vertaald.filter(|g| self.gezag.iter().all(|bekend| bekend.kind != g.kind)).collect()
    }

    /// H37: a merge that was made can be undone; who came with it goes back.
    pub(crate) fn maak_samenvoeging_ongedaan(
        &self,
        ander: HuishoudenId,
        toelichting: VrijeTekst,
        kader: &Kader<'_>,
    ) -> Besluit {
        rules::is_door_coordinator(kader.wie())?;
        let samenvoeging = self
            .samenstelling
            .opgenomen
            .iter()
            .find(|eerder| eerder.ander == ander)
            .ok_or(HuishoudenError::SamenvoegingOnbekend { ander })?;
        let leden: Vec<LidId> =
            samenvoeging.leden.iter().map(|lid| lid.id).filter(|&id| self.lid(id).is_some()).collect();
        let terug = leden.clone();
        let ongedaan = Ongedaanmaking { ander, leden, toelichting };
        Ok(self.met_uitgang(HuishoudenEvent::SamenvoegingOngedaan(ongedaan), &terug))
    }

    pub(crate) fn sluit_dubbel_uit(&self, ander: HuishoudenId, kader: &Kader<'_>) -> Besluit {
        rules::is_door_coordinator(kader.wie())?;
        if self.samenstelling.niet_dubbel.contains(&ander) {
            return Ok(vec![]);
        }
        Ok(vec![HuishoudenEvent::DubbelUitgesloten(events::DubbelUitgesloten { ander })])
    }

    /// What ends with leden who go: consents about them with the sight that rests on those, and eigen regie, which falls
    /// to the professional who coordinated.
    fn met_uitgang(&self, feit: HuishoudenEvent, weg: &[LidId]) -> Vec<HuishoudenEvent> {
        let over_hen = self
            .toestemmingen
            .iter()
            .filter(|t| !t.ingetrokken && !t.verstreken && t.betreft.is_some_and(|lid| weg.contains(&lid)));
        let ingetrokken = over_hen.flat_map(|t| {
            let toestemming = t.id;
            let feit = HuishoudenEvent::ToestemmingIngetrokken(events::ToestemmingIngetrokken { toestemming });
            self.met_einde_van_zicht(feit, toestemming)
        });
        let regie = self.plan.actief().map(|plan| &plan.regie.regisseur).and_then(|van| {
            let Regisseur::EigenRegie { lid, coordinator } = van else { return None };
            let naar = Regisseur::Professional(coordinator.clone());
            weg.contains(lid)
                .then(|| HuishoudenEvent::RegievormGewijzigd(events::RegievormGewijzigd { van: van.clone(), naar }))
        });
        std::iter::once(feit).chain(ingetrokken).chain(regie).collect()
    }

    /// A regisseur as it can be now: a resident who is gone keeps no regie.
    pub(crate) fn die_er_nog_is(&self, regisseur: Regisseur) -> Regisseur {
        match regisseur {
            Regisseur::EigenRegie { lid, coordinator } if self.lid(lid).is_none() => {
                Regisseur::Professional(coordinator)
            }
            Regisseur::EigenRegie { .. } | Regisseur::Professional(_) => regisseur,
        }
    }

    /// What this huishouden brings in when another takes it up.
    pub(crate) fn inbreng(&self) -> Inbreng {
        Inbreng {
            leden: self.alle_leden(),
            gezag: self.gezag.clone(),
            heeft_actief_plan: self.plan.actief().is_some(),
            overdrachten: self.klantroute().overdrachten,
            verteld_aan: self.verteld_aan().into_iter().cloned().collect(),
        }
    }

    pub(crate) fn alle_leden(&self) -> Vec<Lid> {
        self.leden.iter().filter_map(BekendLid::als_lid).collect()
    }

    pub(crate) fn na_opname(&mut self, opname: Opname) {
        self.samenstelling.weg.retain(|(lid, _)| *lid != opname.lid.id);
        self.leden.retain(|lid| lid.id != opname.lid.id);
        self.zonder_medebewoner(opname.lid.id);
        self.leden.push(opname.lid.into());
        self.gezag.extend(opname.gezag);
    }

    pub(crate) fn na_overlijden(&mut self, lid: LidId) {
        gezag_na_overlijden(&mut self.gezag, lid);
        self.zonder_leden(&[lid], Uitgang::Overleden);
    }

    pub(crate) fn na_vertrek(&mut self, lid: LidId) {
        self.zonder_leden(&[lid], Uitgang::Vertrokken);
    }

    pub(crate) fn na_adreswijziging(&mut self, wijziging: Adreswijziging) {
        self.samenstelling.adres = Some(wijziging.adres);
        if let Some(gebied) = wijziging.gebied {
            self.gebied = gebied;
        }
        for nieuw in wijziging.sleutels {
            if let Some(persoon) =
                self.leden.iter_mut().find(|lid| lid.id == nieuw.lid).and_then(|lid| lid.persoon.as_mut())
            {
                persoon.dubbelsleutel = nieuw.sleutel;
            }
        }
    }

    pub(crate) fn na_splitsing(&mut self, splitsing: Splitsing) {
        self.zonder_leden(&splitsing.leden, Uitgang::Afgesplitst);
        self.samenstelling.gesplitst.push(splitsing);
    }

    pub(crate) fn na_samenvoeging(&mut self, samenvoeging: Samenvoeging) {
        for lid in &samenvoeging.leden {
            self.samenstelling.weg.retain(|(weg, _)| *weg != lid.id);
            self.leden.retain(|bekend| bekend.id != lid.id);
            self.zonder_medebewoner(lid.id);
            self.leden.push(lid.clone().into());
        }
        for paar in samenvoeging.zelfde.iter().filter(|paar| paar.bsn.is_some()) {
            self.in_lid(paar.lid, |lid| lid.bsn.clone_from(&paar.bsn));
        }
        self.gezag.extend(samenvoeging.gezag.iter().cloned());
        self.samenstelling.opgenomen.push(samenvoeging);
    }

    pub(crate) fn na_ongedaanmaking(&mut self, ongedaan: &Ongedaanmaking) {
        self.zonder_leden(&ongedaan.leden, Uitgang::Afgesplitst);
        let opgenomen = std::mem::take(&mut self.samenstelling.opgenomen);
        let (weg, rest): (Vec<_>, Vec<_>) = opgenomen.into_iter().partition(|s| s.ander == ongedaan.ander);
        self.samenstelling.opgenomen = rest;
        for samenvoeging in weg {
            self.gezag.retain(|g| !samenvoeging.gezag.contains(g));
            for paar in samenvoeging.zelfde.iter().filter(|paar| paar.bsn.is_some()) {
                self.in_lid(paar.lid, |lid| lid.bsn = None);
            }
        }
        self.na_uitsluiting(ongedaan.ander);
    }

    pub(crate) fn na_uitsluiting(&mut self, ander: HuishoudenId) {
        if !self.samenstelling.niet_dubbel.contains(&ander) {
            self.samenstelling.niet_dubbel.push(ander);
        }
    }

    fn in_lid(&mut self, id: LidId, verander: impl FnOnce(&mut BekendLid)) {
        if let Some(lid) = self.leden.iter_mut().find(|lid| lid.id == id) {
            verander(lid);
        }
    }

    fn zonder_leden(&mut self, weg: &[LidId], uitgang: Uitgang) {
        let leden: Vec<Lid> =
            self.leden.iter().filter(|lid| weg.contains(&lid.id)).filter_map(BekendLid::als_lid).collect();
        gezag_na_vertrek(&mut self.gezag, &leden);
        self.leden.retain(|lid| !weg.contains(&lid.id));
        self.samenstelling.verblijven.retain(|v| !weg.contains(&v.lid));
        self.samenstelling.bevestigd.retain(|deling| !weg.contains(&deling.lid));
        self.samenstelling.weg.retain(|(lid, _)| !weg.contains(lid));
        self.samenstelling.weg.extend(weg.iter().map(|&lid| (lid, uitgang)));
    }
}

/// Equal in name, birth date and address, and not told apart by two BSNs.
fn lijkt_op(lid: &BekendLid, ander: &Lid) -> bool {
    let sleutel = lid.persoon.as_ref().and_then(|p| p.dubbelsleutel.as_ref()).and_then(Persoonsgegeven::waarde);
    let andere = ander.dubbelsleutel.as_ref().and_then(Persoonsgegeven::waarde);
    sleutel.is_some() && sleutel == andere && (lid.bsn.is_none() || ander.bsn.is_none())
}
