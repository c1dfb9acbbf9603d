//! A registered huishouden as decisions need it, and how facts change it.

use regieboek_kernel::{
    Betrokkene, Bsn, Datum, Gebied, Geboortedatum, Leefgebied, LidId, Organisatie, Persoonsgegeven, Tijdstip,
    ToestemmingId,
};
use serde::{Deserialize, Serialize};

use crate::events::HuishoudenEvent;
use crate::plan::{ActiefPlan, Plan, PlanActie, PlanDoel, Regie, Regiegrond, Regievacuum};
use crate::samenstelling::Samenstelling;
use crate::values::{
    Aanleiding, Betrokkenheid, Dubbelsleutel, Gezag, Herkenbaar as _, Lid, LopendeMaatregel, Regisseur, Registratie,
    Relatie, TermijnSoort, Toestemming, Toestemmingssoort, Verhuizing,
};

/// A huishouden that was registered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Dossier {
    pub(crate) gebied: Gebied,
    pub(crate) leden: Vec<BekendLid>,
    pub(crate) gezag: Vec<Gezag>,
    pub(crate) contactpersoon: Betrokkene,
    /// Who was asked to be the contactpersoon (H21).
    #[serde(default)]
    pub(crate) contactaanbod: Option<Betrokkene>,
    pub(crate) betrokkenheden: Vec<Betrokkenheid>,
    pub(crate) toestemmingen: Vec<BekendeToestemming>,
    pub(crate) plan: Plan,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) verhuizing: Option<Verhuizing>,
    #[serde(default)]
    pub(crate) samenstelling: Samenstelling,
    overdrachten: u32,
    professionals_max: u32,
    ooit_betrokken: Vec<Betrokkene>,
}

/// What decisions need of a lid.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct BekendLid {
    pub(crate) id: LidId,
    pub(crate) geboortedatum: Persoonsgegeven<Geboortedatum>,
    #[serde(default)]
    pub(crate) bsn: Option<Persoonsgegeven<Bsn>>,
    /// What goes along to another huishouden; absent where a state was kept before it was needed.
    #[serde(default)]
    pub(crate) persoon: Option<Persoon>,
}

/// The rest of a lid.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Persoon {
    pub(crate) naam: Persoonsgegeven<String>,
    pub(crate) relatie: Relatie,
    pub(crate) dubbelsleutel: Option<Persoonsgegeven<Dubbelsleutel>>,
}

impl BekendLid {
    pub(crate) fn als_lid(&self) -> Option<Lid> {
        let Persoon { naam, relatie, dubbelsleutel } = self.persoon.clone()?;
        let (geboortedatum, bsn) = (self.geboortedatum.clone(), self.bsn.clone());
        Some(Lid { id: self.id, naam, geboortedatum, relatie, bsn, dubbelsleutel })
    }
}

impl From<Lid> for BekendLid {
    fn from(lid: Lid) -> Self {
        let Lid { id, naam, geboortedatum, relatie, bsn, dubbelsleutel } = lid;
        Self { id, geboortedatum, bsn, persoon: Some(Persoon { naam, relatie, dubbelsleutel }) }
    }
}

/// What decisions need of a consent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct BekendeToestemming {
    pub(crate) id: ToestemmingId,
    pub(crate) soort: Toestemmingssoort,
    pub(crate) categorieen: Vec<Leefgebied>,
    pub(crate) ontvanger: Organisatie,
    pub(crate) tot: Datum,
    pub(crate) ingetrokken: bool,
    pub(crate) verstreken: bool,
    /// Whom it is about; absent where a state was kept before it was needed.
    #[serde(default)]
    pub(crate) betreft: Option<LidId>,
}

impl From<Toestemming> for BekendeToestemming {
    fn from(t: Toestemming) -> Self {
        Self {
            id: t.id,
            soort: t.soort,
            categorieen: t.categorieen,
            ontvanger: t.ontvanger,
            tot: t.tot,
            ingetrokken: false,
            verstreken: false,
            betreft: Some(t.betreft),
        }
    }
}

/// What the help costs a family in faces; policy wants these down (DOMAIN 4).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Klantroute {
    /// How often the regie, or before a plan the contactpersoonschap, went to someone else.
    pub overdrachten: u32,
    /// Professionals involved now.
    pub professionals_nu: u32,
    /// The most that were involved at the same time.
    pub professionals_max: u32,
    /// How often the story was told: once to everyone who was ever involved.
    pub verteld: u32,
}

/// How many different ones; an organisation does not count beside a person of it in the same function.
fn aantal(betrokkenen: &[&Betrokkene]) -> u32 {
    let een_persoon_van = |b: &Betrokkene| {
        betrokkenen.iter().any(|p| p.professional.is_some_and(|id| b.omvat(id, &p.organisatie, p.functie)))
    };
    let tellen = betrokkenen.iter().filter(|b| b.professional.is_some() || !een_persoon_van(b)).count();
    u32::try_from(tellen).unwrap_or(u32::MAX)
}

impl Dossier {
    pub(crate) fn new(registratie: Registratie) -> Self {
        let mut dossier = Self {
            gebied: registratie.gebied,
            leden: registratie.leden.into_iter().map(BekendLid::from).collect(),
            gezag: registratie.gezag,
            contactpersoon: registratie.contactpersoon,
            contactaanbod: None,
            betrokkenheden: Vec::new(),
            toestemmingen: Vec::new(),
            plan: Plan::Geen,
            verhuizing: None,
            samenstelling: Samenstelling::op(registratie.adres),
            overdrachten: 0,
            professionals_max: 0,
            ooit_betrokken: Vec::new(),
        };
        dossier.tel();
        dossier
    }

    pub(crate) fn lid(&self, id: LidId) -> Option<&BekendLid> {
        self.leden.iter().find(|lid| lid.id == id)
    }

    pub(crate) fn toestemming(&self, id: ToestemmingId) -> Option<&BekendeToestemming> {
        self.toestemmingen.iter().find(|t| t.id == id)
    }

    fn toestemming_mut(&mut self, id: ToestemmingId) -> Option<&mut BekendeToestemming> {
        self.toestemmingen.iter_mut().find(|t| t.id == id)
    }

    /// Who owns the huishouden; there is always one.
    pub(crate) fn eigenaar(&self) -> &Betrokkene {
        self.plan.eigenaar().unwrap_or(&self.contactpersoon)
    }

    /// Everyone involved, each once: the owner, whoever held the regie before an escalatie or measure, and who was
    /// brought in.
    pub(crate) fn betrokkenen(&self) -> Vec<&Betrokkene> {
        let allen = std::iter::once(self.eigenaar())
            .chain(self.plan.actief().map(|plan| plan.regie.blijven_betrokken()).unwrap_or_default())
            .chain(self.betrokkenheden.iter().map(|b| &b.wie));
        allen.fold(Vec::new(), |mut eerder, wie| {
            if !eerder.contains(&wie) {
                eerder.push(wie);
            }
            eerder
        })
    }

    pub(crate) fn klantroute(&self) -> Klantroute {
        Klantroute {
            overdrachten: self
                .samenstelling
                .opgenomen
                .iter()
                .fold(self.overdrachten, |som, ander| som.saturating_add(ander.overdrachten)),
            professionals_nu: aantal(&self.betrokkenen()),
            professionals_max: self.professionals_max,
            verteld: aantal(&self.verteld_aan()),
        }
    }

    /// To whom the story was told, also in a registration that was taken up: telling it twice counts (DOMAIN 4).
    pub(crate) fn verteld_aan(&self) -> Vec<&Betrokkene> {
        let elders = self.samenstelling.opgenomen.iter().flat_map(|ander| &ander.verteld_aan);
        elders.fold(self.ooit_betrokken.iter().collect(), |mut eerder, wie| {
            if !eerder.contains(&wie) {
                eerder.push(wie);
            }
            eerder
        })
    }

    fn tel(&mut self) {
        let betrokkenen = self.betrokkenen();
        let nu = aantal(&betrokkenen);
        let nieuw: Vec<_> = betrokkenen.into_iter().filter(|wie| !self.ooit_betrokken.contains(wie)).cloned().collect();
        self.ooit_betrokken.extend(nieuw);
        self.professionals_max = self.professionals_max.max(nu);
    }

    fn zonder(&mut self, wie: &Betrokkene, wegens: Aanleiding) {
        self.betrokkenheden.retain(|b| b.wie != *wie || b.wegens != wegens);
    }

    fn wissel(&mut self, van: &Regisseur, naar: Regisseur, grond: Option<Regiegrond>) {
        self.tel_overgang(van, &naar);
        self.in_plan(|plan| {
            plan.regie.regisseur = naar;
            plan.regie.vacuum = None;
            if let Some(grond) = grond {
                plan.regie.grond = grond;
            }
        });
    }

    /// The family meets another face; another form of regie is none.
    fn tel_overgang(&mut self, van: &Regisseur, naar: &Regisseur) {
        if van.handelend() != naar.handelend() {
            self.overdrachten = self.overdrachten.saturating_add(1);
        }
    }

    fn in_regie(&mut self, verander: impl FnOnce(Regie) -> Regie) {
        self.in_plan(|plan| plan.regie = verander(plan.regie.clone()));
    }

    fn in_verhuizing(&mut self, verander: impl FnOnce(&mut Verhuizing)) {
        if let Some(verhuizing) = &mut self.verhuizing {
            verander(verhuizing);
        }
    }

    fn in_plan(&mut self, verander: impl FnOnce(&mut ActiefPlan)) {
        if let Some(plan) = self.plan.actief_mut() {
            verander(plan);
        }
    }

    /// The dossier after a fact that happened at `op`. Total: a fact that does not fit changes nothing.
    pub(crate) fn verwerk(&mut self, feit: HuishoudenEvent, op: Tijdstip) {
        use HuishoudenEvent::*;
        match feit {
            HuishoudenAfgesplitst(_) | HuishoudenOpgegaan(_) | HuishoudenHersteld(_) => {}
            LidOpgenomen(f) => self.na_opname(f),
            LidOverleden(f) => self.na_overlijden(f.lid),
            LidVertrokken(f) => self.na_vertrek(f.lid),
            AdresGewijzigd(f) => self.na_adreswijziging(f),
            VerblijfVastgelegd(f) => self.na_verblijf(f),
            VerblijfBevestigd(f) => self.na_bevestiging(f),
            VerblijfGestopt(f) => self.na_stoppen(f.deling),
            MedebewonerOpgenomen(f) => self.na_medebewoner(f),
            MedebewonerVertrokken(f) => self.na_vertrek_medebewoner(f.deling),
            HuishoudenGesplitst(f) => self.na_splitsing(f),
            HuishoudenOpgenomen(f) => self.na_samenvoeging(f),
            SamenvoegingOngedaan(f) => self.na_ongedaanmaking(&f),
            DubbelUitgesloten(f) => self.na_uitsluiting(f.ander),
            HuishoudenGeregistreerd(_) | VolgordeVoorgesteld(_) | MdoGehouden(_) => {}
            GezagVastgelegd(f) => {
                self.gezag.retain(|oud| f.gezag.iter().all(|nieuw| nieuw.kind != oud.kind));
                self.gezag.extend(f.gezag);
            }
            BetrokkeneToegevoegd(b) => {
                self.zonder(&b.wie, b.wegens);
                self.betrokkenheden.push(b);
            }
            BetrokkenheidBeeindigd(f) => self.zonder(&f.wie, f.wegens),
            ToestemmingGegeven(t) => self.toestemmingen.push(t.into()),
            ToestemmingIngetrokken(f) => {
                if let Some(t) = self.toestemming_mut(f.toestemming) {
                    t.ingetrokken = true;
                }
            }
            PlanGeopend(opening) => {
                self.contactaanbod = None;
                self.plan = Plan::Actief(ActiefPlan::new(opening));
            }
            ContactpersoonschapAangeboden(f) => self.contactaanbod = Some(f.aan),
            ContactpersoonschapOvergenomen(f) => {
                self.contactaanbod = None;
                self.contactpersoon = f.naar;
                self.overdrachten = self.overdrachten.saturating_add(1);
            }
            RegieOvergenomen(f) => {
                let grond = Regiegrond::Escalatie { escalatie: f.escalatie, vorige: f.van.clone() };
                self.wissel(&f.van, f.naar, Some(grond));
            }
            RegieTeruggegeven(f) => self.wissel(&f.van, f.naar, Some(Regiegrond::Plan)),
            RegieOvergedragen(f) => self.wissel(&f.van, f.naar, None),
            RegisseurBenoemd(f) => self.wissel(&f.van, f.naar, None),
            MaatregelVastgelegd(f) => {
                self.tel_overgang(&f.van, &f.naar);
                self.in_regie(|regie| regie.onder_maatregel(LopendeMaatregel::from(&f.maatregel), f.naar));
            }
            MaatregelVerlengd(f) => self.in_plan(|plan| {
                if let Regiegrond::Maatregel { maatregel, .. } = &mut plan.regie.grond {
                    maatregel.tot = f.tot;
                }
            }),
            MaatregelBeeindigd(f) => {
                self.tel_overgang(&f.van, &f.naar);
                self.in_regie(|regie| regie.na_maatregel(f.naar));
            }
            RegievormGewijzigd(f) => self.in_plan(|plan| plan.regie.regisseur = f.naar),
            VerhuizingGemeld(f) => {
                let (naar_gemeente, per) = (f.naar_gemeente, f.per);
                self.verhuizing = Some(Verhuizing { naar_gemeente, per, bevestigd: false, voortgezet: Vec::new() });
            }
            OvernameBevestigd(_) => self.in_verhuizing(|verhuizing| verhuizing.bevestigd = true),
            JeugdhulpVoortgezet(f) => self.in_verhuizing(|verhuizing| verhuizing.voortgezet.push(f.verwijzing)),
            PlanGesloten(f) => self.plan = std::mem::take(&mut self.plan).na_sluiten(f),
            PlanHeropend(f) => self.plan = std::mem::take(&mut self.plan).na_heropening(f),
            NazorgcontroleUitgevoerd(f) => {
                if let Some(c) = self.plan.gesloten_mut().and_then(|p| p.controle_mut(f.controle)) {
                    c.uitkomst = Some(f.uitkomst);
                }
            }
            TermijnVerstreken(f) => self.verstrijk(f.soort),
            DoelGesteld(f) => {
                self.in_plan(|plan| plan.inhoud.doelen.push(PlanDoel { id: f.id, oordeel: None }));
            }
            ActieToegevoegd(f) => self.in_plan(|plan| plan.inhoud.acties.push(PlanActie::new(&f))),
            ActieAfgerond(f) => self.in_plan(|plan| {
                if let Some(actie) = plan.inhoud.actie_mut(f.actie) {
                    actie.afgerond = true;
                }
            }),
            VolgordeBepaald(f) => self.in_plan(|plan| plan.inhoud.volgorde = f.volgorde),
            DoelGeevalueerd(f) => self.in_plan(|plan| {
                if let Some(doel) = plan.inhoud.doelen.iter_mut().find(|doel| doel.id == f.doel) {
                    doel.oordeel = Some(f.oordeel);
                }
            }),
            RegievacuumGemeld(f) => {
                self.in_plan(|plan| plan.regie.vacuum = Some(Regievacuum { reden: f.reden, sinds: op }));
            }
        }
        self.tel();
    }

    fn verstrijk(&mut self, soort: TermijnSoort) {
        let verstreken = match soort {
            TermijnSoort::Nazorgcontrole(nummer) => {
                self.plan.gesloten_mut().and_then(|p| p.controle_mut(nummer)).map(|c| &mut c.verstreken)
            }
            TermijnSoort::Actie(id) => {
                self.plan.actief_mut().and_then(|p| p.inhoud.actie_mut(id)).map(|a| &mut a.verstreken)
            }
            TermijnSoort::Toestemming(id) => self.toestemming_mut(id).map(|t| &mut t.verstreken),
            // The end of the measure is a fact of its own.
            TermijnSoort::Maatregel => None,
        };
        if let Some(verstreken) = verstreken {
            *verstreken = true;
        }
    }
}
