//! The decisions on how the regie moves besides handing over, how the plan is talked about, and on moving away.

use regieboek_kernel::{Actor, Betrokkene, Datum, DoorverwijzingId, Gemeente, ProfessionalId};

use crate::aggregate::Huishouden;
use crate::besluit::{Besluit, Kader};
use crate::dossier::Dossier;
use crate::errors::HuishoudenError;
use crate::events::{self, HuishoudenEvent};
use crate::plan::Regie;
use crate::rules;
use crate::values::{LopendeMaatregel, Maatregel, Maatregeleinde, Mdo, Regievorm, Regisseur};

impl Dossier {
    /// H10, H23 and H24.
    pub(crate) fn houd_mdo(&self, mdo: Mdo, kader: &Kader<'_>) -> Besluit {
        self.geleid_plan(kader)?;
        rules::mdo_is_met_bewoners(&mdo, self, kader.vandaag())?;
        rules::deelnemers_zijn_betrokken(&mdo.aanwezigen, self)?;
        rules::meningen_zijn_van_deelnemers(&mdo, self)?;
        Ok(vec![HuishoudenEvent::MdoGehouden(mdo)])
    }

    /// H25 and H26: nobody's acceptance is asked.
    pub(crate) fn leg_maatregel_vast(&self, maatregel: Maatregel, kader: &Kader<'_>) -> Besluit {
        let regie = &self.actief_plan(kader)?.regie;
        let instelling = Betrokkene::from(maatregel.instelling.clone());
        rules::legt_maatregel_vast(kader.wie(), regie, &instelling)?;
        let nieuw = LopendeMaatregel::from(&maatregel);
        if regie.maatregel().is_some_and(|(bekend, _)| *bekend == nieuw) {
            return Ok(vec![]);
        }
        rules::rust_niet_op_maatregel(regie)?;
        rules::is_van_jeugdbeschermer(&maatregel)?;
        rules::is_van_kracht(&maatregel, kader.vandaag())?;
        let (van, naar) = (regie.regisseur.clone(), Regisseur::Professional(instelling));
        Ok(vec![HuishoudenEvent::MaatregelVastgelegd(events::MaatregelVastgelegd { maatregel, van, naar })])
    }

    /// H25 and H26.
    pub(crate) fn verleng_maatregel(&self, tot: Datum, kader: &Kader<'_>) -> Besluit {
        let maatregel = self.maatregel(kader)?;
        if maatregel.tot == tot {
            return Ok(vec![]);
        }
        rules::verlengt(tot, maatregel, kader.vandaag())?;
        Ok(vec![HuishoudenEvent::MaatregelVerlengd(events::MaatregelVerlengd { tot })])
    }

    /// H25 and H26.
    pub(crate) fn beeindig_maatregel(&self, op: Datum, kader: &Kader<'_>) -> Besluit {
        rules::kan_eindigen(op, self.maatregel(kader)?, kader.vandaag())?;
        Ok(self.einde_van_maatregel(Maatregeleinde::Voortijdig { op }))
    }

    /// H26: the measure that is in force, for who may record what the court orders.
    fn maatregel(&self, kader: &Kader<'_>) -> Result<&LopendeMaatregel, HuishoudenError> {
        let regie = &self.actief_plan(kader)?.regie;
        let (maatregel, _) = rules::lopende_maatregel(regie)?;
        rules::legt_maatregel_vast(kader.wie(), regie, &maatregel.instelling.clone().into())?;
        Ok(maatregel)
    }

    /// The regie returns to who held it; who could not act then, still cannot.
    pub(crate) fn einde_van_maatregel(&self, einde: Maatregeleinde) -> Vec<HuishoudenEvent> {
        let Some(regie) = self.plan.actief().map(|plan| &plan.regie) else { return vec![] };
        let Some((_, eronder)) = regie.maatregel() else { return vec![] };
        let (van, naar) = (regie.regisseur.clone(), self.die_er_nog_is(eronder.regisseur.clone()));
        let beeindigd = HuishoudenEvent::MaatregelBeeindigd(events::MaatregelBeeindigd { van, naar, einde });
        let nog_steeds = |reden| HuishoudenEvent::RegievacuumGemeld(events::RegievacuumGemeld { reden });
        std::iter::once(beeindigd).chain(eronder.vacuum.map(|vacuum| nog_steeds(vacuum.reden))).collect()
    }

    /// H27: the regisseur leaves the regie to a resident who can keep it, or takes it over.
    pub(crate) fn wijzig_regievorm(&self, vorm: Regievorm, kader: &Kader<'_>) -> Besluit {
        let regie = &self.geleid_plan(kader)?.regie;
        rules::rust_niet_op_escalatie(regie)?;
        rules::rust_niet_op_maatregel(regie)?;
        if let Regievorm::EigenRegie { lid } = vorm {
            rules::is_lid(lid, self)?;
        }
        let (van, naar) = (regie.regisseur.clone(), regie.regisseur.in_vorm(vorm));
        if van == naar {
            return Ok(vec![]);
        }
        Ok(vec![HuishoudenEvent::RegievormGewijzigd(events::RegievormGewijzigd { van, naar })])
    }

    /// H5, H28 and H40.
    pub(crate) fn meld_verhuizing(
        &self,
        vanuit: &Gemeente,
        naar_gemeente: Gemeente,
        per: Datum,
        kader: &Kader<'_>,
    ) -> Besluit {
        rules::spreekt_voor_het_huishouden(kader.wie(), self)?;
        rules::verhuist_naar_een_andere_gemeente(vanuit, &naar_gemeente)?;
        if self.verhuizing.as_ref().is_some_and(|bekend| bekend.naar_gemeente == naar_gemeente && bekend.per == per) {
            return Ok(vec![]);
        }
        Ok(vec![HuishoudenEvent::VerhuizingGemeld(events::VerhuizingGemeld { naar_gemeente, per })])
    }

    /// H5 and H28.
    pub(crate) fn bevestig_overname(&self, kader: &Kader<'_>) -> Besluit {
        rules::spreekt_voor_het_huishouden(kader.wie(), self)?;
        if rules::gemelde_verhuizing(self)?.bevestigd {
            return Ok(vec![]);
        }
        Ok(vec![HuishoudenEvent::OvernameBevestigd(events::OvernameBevestigd {})])
    }

    /// H5 and H28; whether it is running youth help without stay is tested on the doorverwijzing itself.
    pub(crate) fn zet_jeugdhulp_voort(&self, verwijzing: DoorverwijzingId, kader: &Kader<'_>) -> Besluit {
        rules::spreekt_voor_het_huishouden(kader.wie(), self)?;
        let verhuizing = rules::gemelde_verhuizing(self)?;
        if verhuizing.voortgezet.contains(&verwijzing) {
            return Ok(vec![]);
        }
        let tot = rules::jeugdhulp_tot(verhuizing.per);
        Ok(vec![HuishoudenEvent::JeugdhulpVoortgezet(events::JeugdhulpVoortgezet { verwijzing, tot })])
    }
}

impl Huishouden {
    /// H29: whether `wie` may ask `naar` to take over the regie: the regisseur asks another, within the Meer-team under
    /// an escalatie and within the instelling under a measure.
    ///
    /// # Errors
    /// The first rule that forbids it.
    pub fn kan_regie_overdragen(&self, wie: &Actor, naar: &Betrokkene) -> Result<(), HuishoudenError> {
        let regie = self.regie_voor_overdracht("vraag-overdracht")?;
        rules::houdt_de_regie(wie, regie)?;
        rules::is_een_ander(naar, regie)?;
        rules::blijft_bij_meer_team(naar, regie)?;
        rules::blijft_bij_instelling(naar, regie)
    }

    /// H29: whether the overdracht that `verwijzer` asked for can still be accepted.
    ///
    /// # Errors
    /// There is no active plan any more, or another holds the regie.
    pub fn kan_overdracht_aanvaarden(&self, verwijzer: ProfessionalId) -> Result<(), HuishoudenError> {
        rules::vroeg_als_regisseur(verwijzer, self.regie_voor_overdracht("aanvaard-overdracht")?)
    }

    fn regie_voor_overdracht(&self, opdracht: &'static str) -> Result<&Regie, HuishoudenError> {
        let niet = |toestand| HuishoudenError::PastNietBijToestand { toestand, opdracht };
        let dossier = self.dossier().ok_or_else(|| niet("dat nog niet is geregistreerd"))?;
        Ok(&dossier.plan.actief().ok_or_else(|| niet(dossier.plan.toestand()))?.regie)
    }
}
