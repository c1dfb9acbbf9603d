//! The decisions: per command the rules it must pass, then the facts.

use regieboek_kernel::{
    Actor, Beleid, Betrokkene, Datum, Deelgrond, Leefgebied, Tijdstip, ToestemmingId, Uitvoerder, Verantwoording,
};
use strum::IntoEnumIterator as _;

use crate::commands::HuishoudenCommand;
use crate::dossier::Dossier;
use crate::errors::HuishoudenError;
use crate::events::{self, HuishoudenEvent, Volgorde};
use crate::plan::{ActiefPlan, GeslotenPlan};
use crate::rules;
use crate::values::{
    Aanleiding, Betrokkenheid, Controleverslag, Deling, Delingseinde, Herkenbaar as _, Heropening, Maatregeleinde,
    Nazorgcontrole, Nazorguitkomst, Regisseur, Registratie, Sluitreden, TermijnSoort,
};

/// What a decision leads to.
pub(crate) type Besluit = Result<Vec<HuishoudenEvent>, HuishoudenError>;

/// What a command is judged with, besides the state.
pub(crate) struct Kader<'a> {
    pub(crate) opdracht: &'static str,
    pub(crate) verantwoording: &'a Verantwoording,
    pub(crate) nu: Tijdstip,
    pub(crate) beleid: &'a Beleid,
}

impl Kader<'_> {
    pub(crate) fn wie(&self) -> &Actor {
        &self.verantwoording.wie
    }

    pub(crate) fn vandaag(&self) -> Datum {
        self.nu.datum()
    }

    /// The command does not fit "een huishouden {toestand}".
    pub(crate) fn past_niet(&self, toestand: &'static str) -> HuishoudenError {
        HuishoudenError::PastNietBijToestand { toestand, opdracht: self.opdracht }
    }

    /// The first decision: H1 to H4.
    pub(crate) fn registreer(&self, registratie: Registratie) -> Besluit {
        let kent_lid = |id| registratie.leden.iter().any(|lid| lid.id == id);
        rules::gebied_is_bekend(&registratie.gebied, self.beleid)?;
        rules::leden_zijn_uniek(&registratie.leden)?;
        rules::gezag_is_mogelijk(&registratie.gezag, kent_lid, self.vandaag())?;
        rules::is_persoon(&registratie.contactpersoon)?;
        Ok(vec![HuishoudenEvent::HuishoudenGeregistreerd(registratie)])
    }
}

impl Dossier {
    /// Every decision on a registered huishouden.
    pub(crate) fn beslis(&self, wat: HuishoudenCommand, kader: &Kader<'_>) -> Besluit {
        use HuishoudenCommand::*;
        use HuishoudenEvent::*;
        let (wie, vandaag) = (kader.wie(), kader.vandaag());
        let feit = match wat {
            Registreer(_) => return Err(kader.past_niet("dat al is geregistreerd")),
            LegGezagVast { gezag } => {
                rules::spreekt_voor_het_huishouden(wie, self)?;
                gezag.iter().try_for_each(|g| rules::is_lid(g.kind, self))?;
                rules::gezag_is_mogelijk(&gezag, |id| self.lid(id).is_some(), vandaag)?;
                let bekend = self.gezag.iter().filter(|oud| gezag.iter().any(|nieuw| nieuw.kind == oud.kind));
                if bekend.eq(gezag.iter()) {
                    return Ok(vec![]);
                }
                GezagVastgelegd(events::GezagVastgelegd { gezag })
            }
            VoegBetrokkeneToe { wie: nieuw, deelgrond, categorieen } => {
                rules::spreekt_voor_het_huishouden(wie, self)?;
                let wegens = Aanleiding::Toevoeging;
                return self.betrek(Betrokkenheid { wie: nieuw, wegens, deelgrond, categorieen }, vandaag);
            }
            BetrekDoorVerwijzing { verwijzing, wie: nieuw, deelgrond, categorieen } => {
                let wegens = Aanleiding::Verwijzing(verwijzing);
                return self.betrek(Betrokkenheid { wie: nieuw, wegens, deelgrond, categorieen }, vandaag);
            }
            BetrekCoordinator { escalatie, wie: nieuw } => {
                rules::is_door_meer_team(wie)?;
                rules::is_van_meer_team(&nieuw)?;
                rules::is_persoon(&nieuw)?;
                let (wegens, categorieen) = (Aanleiding::Escalatie(escalatie), Leefgebied::iter().collect());
                return Ok(self.nieuw(Betrokkenheid { wie: nieuw, wegens, deelgrond: None, categorieen }));
            }
            BeeindigBetrokkenheid { wie: weg } => {
                let zelf = weg.professional.is_some() && weg.is(wie);
                if !zelf {
                    rules::spreekt_voor_het_huishouden(wie, self)?;
                }
                return Ok(self.einde_van(|b| b.wie == weg && !matches!(b.wegens, Aanleiding::Verwijzing(_))));
            }
            BeeindigBetrokkenheidDoorVerwijzing { verwijzing } => {
                return Ok(self.einde_van(|b| b.wegens == Aanleiding::Verwijzing(verwijzing)));
            }
            GeefToestemming(toestemming) => {
                rules::is_betrokken(wie, self)?;
                if self.toestemming(toestemming.id).is_some() {
                    return Ok(vec![]);
                }
                rules::toestemming_geldt_nog(&toestemming, vandaag)?;
                rules::is_gegeven_door_wie_mag(&toestemming, self, vandaag)?;
                ToestemmingGegeven(toestemming)
            }
            TrekToestemmingIn { id } => {
                rules::is_betrokken(wie, self)?;
                let bekend = self.toestemming(id).ok_or(HuishoudenError::ToestemmingOnbekend { toestemming: id })?;
                if bekend.ingetrokken {
                    return Ok(vec![]);
                }
                let ingetrokken = ToestemmingIngetrokken(events::ToestemmingIngetrokken { toestemming: id });
                return Ok(self.met_einde_van_zicht(ingetrokken, id));
            }
            DraagContactOver { naar } => {
                self.zonder_plan(kader)?;
                rules::spreekt_voor_het_huishouden(wie, self)?;
                rules::is_persoon(&naar)?;
                if self.contactaanbod.as_ref() == Some(&naar) || self.contactpersoon == naar {
                    return Ok(vec![]);
                }
                ContactpersoonschapAangeboden(events::ContactpersoonschapAangeboden { aan: naar })
            }
            NeemContactOver => {
                self.zonder_plan(kader)?;
                if self.contactaanbod.is_none() && self.contactpersoon.is(wie) {
                    return Ok(vec![]);
                }
                rules::is_contact_aangeboden(wie, self.contactaanbod.as_ref())?;
                let van = self.contactpersoon.clone();
                let naar = self.contactaanbod.clone().ok_or(HuishoudenError::ContactNietAanU)?;
                ContactpersoonschapOvergenomen(events::ContactpersoonschapOvergenomen { van, naar })
            }
            OpenPlan(opening) => {
                rules::spreekt_voor_het_huishouden(wie, self)?;
                if self.plan.actief().is_some_and(|plan| {
                    plan.inhoud.intake == opening.intake
                        && (opening.intake.is_some() || plan.regie.regisseur == opening.regisseur)
                }) {
                    return Ok(vec![]);
                }
                rules::geen_actief_plan(&self.plan)?;
                rules::is_persoon(opening.regisseur.handelend())?;
                if let Regisseur::EigenRegie { lid, .. } = opening.regisseur {
                    rules::is_lid(lid, self)?;
                }
                PlanGeopend(opening)
            }
            StelDoel(doel) => {
                if self.geleid_plan(kader)?.inhoud.doel(doel.id).is_some() {
                    return Ok(vec![]);
                }
                DoelGesteld(doel)
            }
            VoegActieToe(actie) => {
                let plan = self.geleid_plan(kader)?;
                if plan.inhoud.actie(actie.id).is_some() {
                    return Ok(vec![]);
                }
                rules::doel_is_bekend(actie.doel, &plan.inhoud)?;
                if let Uitvoerder::Bewoner(lid) = actie.uitvoerder {
                    rules::is_lid(lid, self)?;
                }
                ActieToegevoegd(actie)
            }
            RondActieAf { id } => {
                let plan = self.actief_plan(kader)?;
                rules::is_betrokken(wie, self)?;
                rules::actie_is_bekend(id, &plan.inhoud)?;
                if plan.inhoud.actie(id).is_some_and(|actie| actie.afgerond) {
                    return Ok(vec![]);
                }
                ActieAfgerond(events::ActieAfgerond { actie: id })
            }
            BepaalVolgorde { volgorde } => {
                let plan = self.actief_plan(kader)?;
                rules::mag_volgorde_bepalen(kader.verantwoording, plan)?;
                rules::volgorde_klopt(&volgorde, &plan.inhoud)?;
                if plan.inhoud.volgorde == volgorde {
                    return Ok(vec![]);
                }
                VolgordeBepaald(Volgorde { volgorde })
            }
            StelVolgordeVoor { volgorde } => {
                let plan = self.actief_plan(kader)?;
                rules::is_betrokken(wie, self)?;
                rules::volgorde_klopt(&volgorde, &plan.inhoud)?;
                if plan.inhoud.volgorde == volgorde {
                    return Ok(vec![]);
                }
                VolgordeVoorgesteld(Volgorde { volgorde })
            }
            NeemRegieOver { escalatie, regisseur } => {
                let regie = &self.actief_plan(kader)?.regie;
                rules::is_door_meer_team(wie)?;
                rules::is_van_meer_team(&regisseur)?;
                rules::is_persoon(&regisseur)?;
                if regie.escalatie() == Some(escalatie) && *regie.regisseur.handelend() == regisseur {
                    return Ok(vec![]);
                }
                rules::rust_niet_op_escalatie(regie)?;
                rules::rust_niet_op_maatregel(regie)?;
                rules::is_niet_van_een_ander_van_het_meer_team(regie, &regisseur)?;
                let (van, naar) = (regie.regisseur.clone(), Regisseur::Professional(regisseur));
                RegieOvergenomen(events::RegieOvergenomen { escalatie, van, naar })
            }
            GeefRegieTerug { escalatie, regisseur, warme_overdracht } => {
                let regie = &self.actief_plan(kader)?.regie;
                rules::is_persoon(&regisseur)?;
                rules::is_warm_overgedragen(wie, &regisseur, warme_overdracht, vandaag)?;
                rules::rust_niet_op_maatregel(regie)?;
                match regie.escalatie() {
                    None if *regie.regisseur.handelend() == regisseur => return Ok(vec![]),
                    None => return Err(kader.past_niet("waarvan de regie niet bij het Meer-team ligt")),
                    Some(open) if open != escalatie => {
                        return Err(HuishoudenError::EscalatieNogOpen { escalatie: open });
                    }
                    Some(_) => {}
                }
                let (van, naar) = (regie.regisseur.clone(), self.die_er_nog_is(regie.terug_naar(regisseur)));
                let terug = RegieTeruggegeven(events::RegieTeruggegeven { escalatie, van, naar, warme_overdracht });
                let meer_team_gaat = self.einde_van(|b| b.wegens == Aanleiding::Escalatie(escalatie));
                return Ok(std::iter::once(terug).chain(meer_team_gaat).collect());
            }
            DraagRegieOver { naar, warme_overdracht } => {
                let regie = &self.actief_plan(kader)?.regie;
                rules::is_persoon(&naar)?;
                rules::is_warm_overgedragen(wie, &naar, warme_overdracht, vandaag)?;
                rules::blijft_bij_meer_team(&naar, regie)?;
                rules::blijft_bij_instelling(&naar, regie)?;
                let (van, naar) = (regie.regisseur.clone(), regie.regisseur.met(naar));
                if van == naar {
                    return Ok(vec![]);
                }
                RegieOvergedragen(events::RegieOvergedragen { van, naar, warme_overdracht })
            }
            BenoemRegisseur { regisseur } => {
                let regie = &self.actief_plan(kader)?.regie;
                rules::is_door_meer_team(wie)?;
                rules::is_persoon(&regisseur)?;
                rules::blijft_bij_meer_team(&regisseur, regie)?;
                rules::blijft_bij_instelling(&regisseur, regie)?;
                let (van, naar) = (regie.regisseur.clone(), Regisseur::Professional(regisseur));
                if regie.vacuum.is_none() && van == naar {
                    return Ok(vec![]);
                }
                rules::is_regievacuum(regie.vacuum)?;
                RegisseurBenoemd(events::RegisseurBenoemd { van, naar })
            }
            MeldRegievacuum { reden } => {
                let plan = self.actief_plan(kader)?;
                rules::neemt_waar(wie, self)?;
                if plan.regie.vacuum.is_some() {
                    return Ok(vec![]);
                }
                RegievacuumGemeld(events::RegievacuumGemeld { reden })
            }
            EvalueerDoel(evaluatie) => {
                rules::doel_is_bekend(evaluatie.doel, &self.geleid_plan(kader)?.inhoud)?;
                DoelGeevalueerd(evaluatie)
            }
            SluitPlan { reden, nazorg_eigenaar } => return self.sluit(reden, nazorg_eigenaar, kader),
            VoerNazorgcontroleUit(verslag) => return self.controleer(verslag, kader),
            HeropenPlan { escalatie } => {
                if self.plan.actief().is_some() {
                    return Ok(vec![]);
                }
                rules::neemt_waar(wie, self)?;
                return Ok(vec![self.heropen(Heropening::Escalatie(escalatie), kader)?]);
            }
            HoudMdo(mdo) => return self.houd_mdo(mdo, kader),
            LegMaatregelVast(maatregel) => return self.leg_maatregel_vast(maatregel, kader),
            VerlengMaatregel { tot } => return self.verleng_maatregel(tot, kader),
            BeeindigMaatregel { op } => return self.beeindig_maatregel(op, kader),
            WijzigRegievorm { vorm } => return self.wijzig_regievorm(vorm, kader),
            MeldVerhuizing { vanuit, naar_gemeente, per } => {
                return self.meld_verhuizing(&vanuit, naar_gemeente, per, kader);
            }
            BevestigOvername => return self.bevestig_overname(kader),
            ZetJeugdhulpVoort { verwijzing } => return self.zet_jeugdhulp_voort(verwijzing, kader),
            NeemLidOp(opname) => return self.neem_lid_op(opname, kader),
            MeldOverlijden { lid, op } => return self.meld_overlijden(lid, op, kader),
            LaatVertrekken { lid, reden, op } => return self.laat_vertrekken(lid, reden, op, kader),
            WijzigAdres(wijziging) => return self.wijzig_adres(wijziging, kader),
            LegVerblijfVast(verblijf) => return self.leg_verblijf_vast(verblijf, kader),
            BevestigVerblijf(deling) => return self.bevestig_verblijf(deling),
            NeemMedebewonerOp(kind) => return self.neem_medebewoner_op(kind, kader),
            LaatMedebewonerGaan { lid, op } => return self.laat_medebewoner_gaan(lid, op, kader),
            BeeindigDelingen { met, leden, reden, op } => {
                let bedoeld = |deling: Deling| deling.met == met && leden.contains(&deling.lid);
                return Ok(self.beeindig_delingen(bedoeld, reden, op));
            }
            Splits(splitsing) => return self.splits(splitsing, kader),
            BeginNaSplitsing(_) => return Err(kader.past_niet("dat al is geregistreerd")),
            VoegSamen { ander, inbreng, zelfde } => return self.voeg_samen(ander, *inbreng, zelfde, kader),
            GaOpIn { huishouden } => {
                rules::is_door_coordinator(wie)?;
                rules::gaat_op_zonder_plan(false, &self.inbreng())?;
                let opgegaan = HuishoudenOpgegaan(events::HuishoudenOpgegaan { huishouden });
                let delingen = self.beeindig_delingen(|_| true, Delingseinde::Samengevoegd, vandaag);
                return Ok(delingen.into_iter().chain([opgegaan]).collect());
            }
            MaakSamenvoegingOngedaan { ander, toelichting } => {
                return self.maak_samenvoeging_ongedaan(ander, toelichting, kader);
            }
            HerstelUit { .. } => return Ok(vec![]),
            SluitDubbelUit { ander } => return self.sluit_dubbel_uit(ander, kader),
            VerstrijkTermijn { soort } => return self.verstrijken(soort, kader),
        };
        Ok(vec![feit])
    }

    /// H21: the contactpersoon owns the huishouden as long as it has no plan.
    fn zonder_plan(&self, kader: &Kader<'_>) -> Result<(), HuishoudenError> {
        match self.plan.eigenaar() {
            None => Ok(()),
            Some(_) => Err(kader.past_niet(self.plan.toestand())),
        }
    }

    pub(crate) fn actief_plan(&self, kader: &Kader<'_>) -> Result<&ActiefPlan, HuishoudenError> {
        self.plan.actief().ok_or_else(|| kader.past_niet(self.plan.toestand()))
    }

    fn gesloten_plan(&self, kader: &Kader<'_>) -> Result<&GeslotenPlan, HuishoudenError> {
        self.plan.gesloten().ok_or_else(|| kader.past_niet(self.plan.toestand()))
    }

    /// H10: the active plan, for its regisseur.
    pub(crate) fn geleid_plan(&self, kader: &Kader<'_>) -> Result<&ActiefPlan, HuishoudenError> {
        let plan = self.actief_plan(kader)?;
        rules::is_regisseur(kader.wie(), plan)?;
        Ok(plan)
    }

    /// H6, for whoever joins on a ground.
    pub(crate) fn betrek(&self, betrokkenheid: Betrokkenheid, vandaag: Datum) -> Besluit {
        let Betrokkenheid { wie, deelgrond, categorieen, .. } = &betrokkenheid;
        rules::heeft_grond_om_te_delen(self, *deelgrond, &wie.organisatie, categorieen, vandaag)?;
        Ok(self.nieuw(betrokkenheid))
    }

    /// An involvement, unless it was so already.
    fn nieuw(&self, betrokkenheid: Betrokkenheid) -> Vec<HuishoudenEvent> {
        if self.betrokkenheden.contains(&betrokkenheid) {
            vec![]
        } else {
            vec![HuishoudenEvent::BetrokkeneToegevoegd(betrokkenheid)]
        }
    }

    /// The end of each involvement that is meant.
    fn einde_van(&self, bedoeld: impl Fn(&Betrokkenheid) -> bool) -> Vec<HuishoudenEvent> {
        let beeindigd = |b: &Betrokkenheid| {
            let (wie, wegens) = (b.wie.clone(), b.wegens);
            HuishoudenEvent::BetrokkenheidBeeindigd(events::BetrokkenheidBeeindigd { wie, wegens })
        };
        self.betrokkenheden.iter().filter(|b| bedoeld(b)).map(beeindigd).collect()
    }

    /// H6: sight that rests on a consent ends with it.
    pub(crate) fn met_einde_van_zicht(
        &self,
        feit: HuishoudenEvent,
        toestemming: ToestemmingId,
    ) -> Vec<HuishoudenEvent> {
        let rust_erop = |b: &Betrokkenheid| b.deelgrond == Some(Deelgrond::Toestemming(toestemming));
        std::iter::once(feit).chain(self.einde_van(rust_erop)).collect()
    }

    fn sluit(&self, reden: Sluitreden, nazorg_eigenaar: Betrokkene, kader: &Kader<'_>) -> Besluit {
        if self.plan.gesloten().is_some_and(|plan| plan.eigenaar == nazorg_eigenaar) {
            return Ok(vec![]);
        }
        let plan = self.geleid_plan(kader)?;
        rules::rust_niet_op_escalatie(&plan.regie)?;
        rules::rust_niet_op_maatregel(&plan.regie)?;
        rules::overname_is_bevestigd(reden, self)?;
        rules::elk_doel_is_geevalueerd(&plan.inhoud)?;
        rules::is_persoon(&nazorg_eigenaar)?;
        let termijnen = kader.beleid.inhoud.termijnen.nazorgcontroles.iter();
        let controles = (1..=u8::MAX)
            .zip(termijnen)
            .map(|(nummer, termijn)| Nazorgcontrole { nummer, uiterlijk: termijn.laatste_dag(kader.nu) })
            .collect();
        Ok(vec![HuishoudenEvent::PlanGesloten(events::PlanGesloten { reden, nazorg_eigenaar, controles })])
    }

    fn controleer(&self, verslag: Controleverslag, kader: &Kader<'_>) -> Besluit {
        let plan = self.gesloten_plan(kader)?;
        rules::is_nazorgeigenaar(kader.wie(), plan)?;
        let nummer = verslag.controle;
        let controle = plan.controle(nummer).ok_or(HuishoudenError::ControleOnbekend { controle: nummer })?;
        let uitkomst = verslag.uitkomst;
        match controle.uitkomst {
            Some(eerder) if eerder == uitkomst => return Ok(vec![]),
            Some(_) => return Err(HuishoudenError::ControleAlUitgevoerd { controle: nummer }),
            None => {}
        }
        let uitgevoerd = HuishoudenEvent::NazorgcontroleUitgevoerd(verslag);
        match uitkomst {
            Nazorguitkomst::Stabiel => Ok(vec![uitgevoerd]),
            Nazorguitkomst::Terugval => Ok(vec![uitgevoerd, self.heropen(Heropening::Nazorgcontrole(nummer), kader)?]),
        }
    }

    /// Terugval re-opens a closed plan with its last regisseur.
    fn heropen(&self, wegens: Heropening, kader: &Kader<'_>) -> Result<HuishoudenEvent, HuishoudenError> {
        let plan = self.gesloten_plan(kader)?;
        let regisseur = self.die_er_nog_is(plan.laatste_regisseur.clone());
        Ok(HuishoudenEvent::PlanHeropend(events::PlanHeropend { regisseur, wegens }))
    }

    /// H20; a term that nobody waits for any more passes without a fact.
    fn verstrijken(&self, soort: TermijnSoort, kader: &Kader<'_>) -> Besluit {
        rules::is_systeem(kader.wie())?;
        let open = match soort {
            TermijnSoort::Nazorgcontrole(nummer) => self
                .plan
                .gesloten()
                .and_then(|plan| plan.controle(nummer))
                .filter(|c| c.uitkomst.is_none() && !c.verstreken)
                .map(|c| c.controle.uiterlijk),
            TermijnSoort::Actie(id) => self
                .plan
                .actief()
                .and_then(|plan| plan.inhoud.actie(id))
                .filter(|actie| !actie.afgerond && !actie.verstreken)
                .map(|actie| actie.uiterlijk),
            TermijnSoort::Toestemming(id) => {
                self.toestemming(id).filter(|t| !t.ingetrokken && !t.verstreken).map(|t| t.tot)
            }
            TermijnSoort::Maatregel => {
                self.plan.actief().and_then(|plan| plan.regie.maatregel()).map(|(maatregel, _)| maatregel.tot)
            }
        };
        let Some(laatste_dag) = open else { return Ok(vec![]) };
        rules::is_verstreken(laatste_dag, kader.nu)?;
        let verstreken = HuishoudenEvent::TermijnVerstreken(events::TermijnVerstreken { soort });
        Ok(match soort {
            TermijnSoort::Toestemming(id) => self.met_einde_van_zicht(verstreken, id),
            TermijnSoort::Maatregel => {
                std::iter::once(verstreken).chain(self.einde_van_maatregel(Maatregeleinde::Verstreken)).collect()
            }
            TermijnSoort::Nazorgcontrole(_) | TermijnSoort::Actie(_) => vec![verstreken],
        })
    }
}
