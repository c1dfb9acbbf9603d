//! A child that two huishoudens share: what is decided on that, and what the facts do to it (H43 to H46).

use regieboek_kernel::{Datum, HuishoudenId, LidId};

use crate::aggregate::Huishouden;
use crate::besluit::{Besluit, Kader};
use crate::dossier::Dossier;
use crate::errors::HuishoudenError;
use crate::events::{DelingBeeindigd, HuishoudenEvent};
use crate::rules;
use crate::samenstelling::Uitgang;
use crate::values::{Deling, Delingseinde, Medebewoner, Verblijf};

impl Huishouden {
    /// H43: what this huishouden, `thuis`, tells of its lid to another: to nobody but the one that it named, and no more than
    /// the name, the birth date and since when.
    pub fn deelt(&self, thuis: HuishoudenId, Deling { lid, met }: Deling) -> Option<Medebewoner> {
        let Self::Geregistreerd(dossier) = self else { return None };
        let verblijf = dossier.verblijf(lid).filter(|verblijf| verblijf.huishouden == Some(met))?;
        let kind = dossier.lid(lid)?.als_lid()?;
        Some(Medebewoner { lid, thuis, naam: kind.naam, geboortedatum: kind.geboortedatum, sinds: verblijf.sinds? })
    }

    /// Which children this huishouden shares with which other, its own and the other's: what is no longer among these after a
    /// decision ended, and ends in the other at the same moment (H46).
    pub fn delingen(&self) -> Vec<Deling> {
        self.dossier().map(Dossier::delingen).unwrap_or_default()
    }
}

impl Dossier {
    pub(crate) fn verblijf(&self, lid: LidId) -> Option<&Verblijf> {
        self.samenstelling.verblijven.iter().find(|verblijf| verblijf.lid == lid)
    }

    pub(crate) fn medebewoner(&self, lid: LidId) -> Option<&Medebewoner> {
        self.samenstelling.medebewoners.iter().find(|kind| kind.lid == lid)
    }

    fn delingen(&self) -> Vec<Deling> {
        let van_elders = self.samenstelling.medebewoners.iter().map(|kind| Deling { lid: kind.lid, met: kind.thuis });
        self.samenstelling.bevestigd.iter().copied().chain(van_elders).collect()
    }

    pub(crate) fn leg_verblijf_vast(&self, verblijf: Verblijf, kader: &Kader<'_>) -> Besluit {
        rules::mag_samenstelling_wijzigen(kader.wie(), self)?;
        rules::is_lid(verblijf.lid, self)?;
        rules::verblijf_is_begonnen(&verblijf, kader.vandaag())?;
        let is_zo = self.verblijf(verblijf.lid).map_or_else(|| verblijf.is_nergens(), |bekend| *bekend == verblijf);
        Ok(if is_zo { vec![] } else { vec![HuishoudenEvent::VerblijfVastgelegd(verblijf)] })
    }

    pub(crate) fn bevestig_verblijf(&self, deling: Deling) -> Besluit {
        rules::is_genoemd(deling, self)?;
        let al_zo = self.samenstelling.bevestigd.contains(&deling);
        Ok(if al_zo { vec![] } else { vec![HuishoudenEvent::VerblijfBevestigd(deling)] })
    }

    /// H43 to H45.
    pub(crate) fn neem_medebewoner_op(&self, kind: Medebewoner, kader: &Kader<'_>) -> Besluit {
        rules::mag_samenstelling_wijzigen(kader.wie(), self)?;
        if self.medebewoner(kind.lid) == Some(&kind) {
            return Ok(vec![]);
        }
        rules::is_nog_geen_lid(kind.lid, self)?;
        rules::is_al_gebeurd(kind.sinds, kader.vandaag())?;
        rules::is_minderjarig(&kind, kader.vandaag())?;
        Ok(vec![HuishoudenEvent::MedebewonerOpgenomen(kind)])
    }

    /// H46: this huishouden says that the child no longer lives here.
    pub(crate) fn laat_medebewoner_gaan(&self, lid: LidId, op: Datum, kader: &Kader<'_>) -> Besluit {
        rules::mag_samenstelling_wijzigen(kader.wie(), self)?;
        if self.samenstelling.weg.contains(&(lid, Uitgang::NietLangerMede)) {
            return Ok(vec![]);
        }
        let kind = self.medebewoner(lid).ok_or(HuishoudenError::MedebewonerOnbekend { lid })?;
        rules::is_al_gebeurd(op, kader.vandaag())?;
        let deling = Deling { lid, met: kind.thuis };
        let reden = Delingseinde::NietLanger;
        Ok(vec![HuishoudenEvent::MedebewonerVertrokken(DelingBeeindigd { deling, reden, op })])
    }

    /// H46: whatever ends a sharing elsewhere ends it here, whether the child is a lid here or there.
    pub(crate) fn beeindig_delingen(
        &self,
        bedoeld: impl Fn(Deling) -> bool,
        reden: Delingseinde,
        op: Datum,
    ) -> Vec<HuishoudenEvent> {
        let einde = |deling| DelingBeeindigd { deling, reden, op };
        let gestopt = self.samenstelling.bevestigd.iter().copied().filter(|&deling| bedoeld(deling));
        let van_elders = self.samenstelling.medebewoners.iter().map(|kind| Deling { lid: kind.lid, met: kind.thuis });
        gestopt
            .map(|deling| HuishoudenEvent::VerblijfGestopt(einde(deling)))
            .chain(
                van_elders
                    .filter(|&deling| bedoeld(deling))
                    .map(|deling| HuishoudenEvent::MedebewonerVertrokken(einde(deling))),
            )
            .collect()
    }

    pub(crate) fn na_verblijf(&mut self, verblijf: Verblijf) {
        let blijft = self.verblijf(verblijf.lid).is_some_and(|bekend| bekend.deelt_als(&verblijf));
        if !blijft {
            self.samenstelling.bevestigd.retain(|deling| deling.lid != verblijf.lid);
        }
        self.samenstelling.verblijven.retain(|v| v.lid != verblijf.lid);
        if !verblijf.is_nergens() {
            self.samenstelling.verblijven.push(verblijf);
        }
    }

    pub(crate) fn na_bevestiging(&mut self, deling: Deling) {
        if rules::is_genoemd(deling, self).is_ok() && !self.samenstelling.bevestigd.contains(&deling) {
            self.samenstelling.bevestigd.push(deling);
        }
    }

    /// What this huishouden itself recorded stays, until it says otherwise; it is confirmed no longer.
    pub(crate) fn na_stoppen(&mut self, deling: Deling) {
        self.samenstelling.bevestigd.retain(|bekend| *bekend != deling);
    }

    pub(crate) fn na_medebewoner(&mut self, kind: Medebewoner) {
        self.samenstelling.weg.retain(|(lid, _)| *lid != kind.lid);
        self.samenstelling.medebewoners.retain(|bekend| bekend.lid != kind.lid);
        if self.lid(kind.lid).is_none() {
            self.samenstelling.medebewoners.push(kind);
        }
    }

    pub(crate) fn na_vertrek_medebewoner(&mut self, deling: Deling) {
        self.zonder_medebewoner(deling.lid);
        self.samenstelling.weg.push((deling.lid, Uitgang::NietLangerMede));
    }

    /// Who is a lid is no medebewoner.
    pub(crate) fn zonder_medebewoner(&mut self, lid: LidId) {
        self.samenstelling.medebewoners.retain(|kind| kind.lid != lid);
    }
}
