//! The page of the huishouden itself: who live there, who is involved, on which ground, and its plans.

use std::collections::BTreeSet;

use regieboek_api_types::dossier as wire;
use regieboek_event_store::{DecodeError, Recorded};
use regieboek_huishouden::{
    Aanleiding, Betrokkenheid, Gever, Gezag, Gezaghebbende, Huishouden, HuishoudenEvent, Lid, Registratie, Toestemming,
};
use regieboek_kernel::{Beslisser as _, Betrokkene, Leefgebied, Tijdstip, ToestemmingId};
use serde::{Deserialize, Serialize};

use super::blad::misplaatst;
use super::blik::Blik;
use super::plan::{Planblad, Regiegrond};
use super::wire::{betrokkene, codes, deelgrond, tekst};

/// What the events of a huishouden say.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Huishoudenblad {
    /// The state on which the domain decides; klantroute, priority and regievacuum come from it.
    stand: Huishouden,
    /// As registered, with the gezag as it was last recorded.
    registratie: Registratie,
    betrokkenen: Vec<Betrokken>,
    toestemmingen: Vec<Gegeven>,
    /// Oldest first; the last one is the present one.
    plannen: Vec<Planblad>,
}

/// An involvement and how long it lasts.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Betrokken {
    betrokkenheid: Betrokkenheid,
    sinds: Tijdstip,
    tot: Option<Tijdstip>,
}

/// A consent and whether it was withdrawn.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Gegeven {
    toestemming: Toestemming,
    gegeven_op: Tijdstip,
    ingetrokken_op: Option<Tijdstip>,
}

impl Huishoudenblad {
    pub(super) fn begin(event: &Recorded) -> Result<Self, DecodeError> {
        let eerste = event.decode::<HuishoudenEvent>()?;
        let HuishoudenEvent::HuishoudenGeregistreerd(registratie) = eerste.feit.clone() else {
            return Err(misplaatst(event));
        };
        let stand = Huishouden::default().evolve(eerste);
        Ok(Self { stand, registratie, betrokkenen: Vec::new(), toestemmingen: Vec::new(), plannen: Vec::new() })
    }

    pub(super) fn vouw(&mut self, event: &Recorded) -> Result<(), DecodeError> {
        let nieuw = event.decode::<HuishoudenEvent>()?;
        self.stand = std::mem::take(&mut self.stand).evolve(nieuw.clone());
        let (gebeurd_op, nu) = (event.gebeurd_op, event.vastgelegd_op);
        let verantwoording = nieuw.verantwoording;
        match nieuw.feit {
            HuishoudenEvent::HuishoudenGeregistreerd(_) => return Err(misplaatst(event)),
            HuishoudenEvent::GezagVastgelegd(f) => {
                self.registratie.gezag.retain(|oud| f.gezag.iter().all(|nieuw| nieuw.kind != oud.kind));
                self.registratie.gezag.extend(f.gezag);
            }
            HuishoudenEvent::BetrokkeneToegevoegd(betrokkenheid) => {
                self.beeindig(&betrokkenheid.wie, betrokkenheid.wegens, nu);
                self.betrokkenen.push(Betrokken { betrokkenheid, sinds: nu, tot: None });
            }
            HuishoudenEvent::BetrokkenheidBeeindigd(f) => self.beeindig(&f.wie, f.wegens, nu),
            HuishoudenEvent::ToestemmingGegeven(toestemming) => {
                self.toestemmingen.push(Gegeven { toestemming, gegeven_op: gebeurd_op, ingetrokken_op: None });
            }
            HuishoudenEvent::ToestemmingIngetrokken(f) => self.trek_in(f.toestemming, gebeurd_op),
            HuishoudenEvent::PlanGeopend(f) => {
                self.plannen.push(Planblad::geopend(f, event, verantwoording.bevoegdheid));
            }
            HuishoudenEvent::RegieOvergenomen(f) => {
                let grond = Regiegrond::Escalatie { escalatie: f.escalatie };
                self.in_plan(|plan| plan.wissel(f.naar, grond, nu, verantwoording.bevoegdheid));
            }
            HuishoudenEvent::RegieTeruggegeven(f) => {
                let grond = Regiegrond::Afschaling { escalatie: f.escalatie, warme_overdracht: f.warme_overdracht };
                self.in_plan(|plan| plan.wissel(f.naar, grond, nu, verantwoording.bevoegdheid));
            }
            HuishoudenEvent::RegieOvergedragen(f) => {
                let grond = Regiegrond::Overdracht { warme_overdracht: f.warme_overdracht };
                self.in_plan(|plan| plan.wissel(f.naar, grond, nu, verantwoording.bevoegdheid));
            }
            HuishoudenEvent::RegisseurBenoemd(f) => {
                self.in_plan(|plan| plan.wissel(f.naar, Regiegrond::Benoeming, nu, verantwoording.bevoegdheid));
            }
            HuishoudenEvent::PlanHeropend(f) => {
                self.in_plan(|plan| plan.heropen(f.regisseur, nu, verantwoording.bevoegdheid));
            }
            HuishoudenEvent::PlanGesloten(f) => self.in_plan(|plan| plan.sluit(f, event)),
            HuishoudenEvent::DoelGesteld(f) => self.in_plan(|plan| plan.stel_doel(f)),
            HuishoudenEvent::DoelGeevalueerd(f) => self.in_plan(|plan| plan.evalueer(f, gebeurd_op)),
            HuishoudenEvent::ActieToegevoegd(f) => self.in_plan(|plan| plan.voeg_toe(f)),
            HuishoudenEvent::ActieAfgerond(f) => self.in_plan(|plan| plan.rond_af(f.actie, gebeurd_op)),
            HuishoudenEvent::VolgordeVoorgesteld(f) => self.in_plan(|plan| plan.stel_voor(f.volgorde)),
            HuishoudenEvent::VolgordeBepaald(f) => {
                self.in_plan(|plan| plan.orden(f.volgorde, verantwoording.wie.functie()));
            }
            HuishoudenEvent::NazorgcontroleUitgevoerd(f) => self.in_plan(|plan| plan.controleer(f, gebeurd_op)),
            HuishoudenEvent::RegievacuumGemeld(_) | HuishoudenEvent::TermijnVerstreken(_) => {}
        }
        Ok(())
    }

    fn in_plan(&mut self, verander: impl FnOnce(&mut Planblad)) {
        if let Some(plan) = self.plannen.last_mut() {
            verander(plan);
        }
    }

    fn beeindig(&mut self, wie: &Betrokkene, wegens: Aanleiding, op: Tijdstip) {
        let lopend = self.betrokkenen.iter_mut().filter(|b| b.tot.is_none());
        for b in lopend.filter(|b| b.betrokkenheid.wie == *wie && b.betrokkenheid.wegens == wegens) {
            b.tot = Some(op);
        }
    }

    fn trek_in(&mut self, id: ToestemmingId, op: Tijdstip) {
        for gegeven in self.toestemmingen.iter_mut().filter(|g| g.toestemming.id == id) {
            gegeven.ingetrokken_op = Some(op);
        }
    }

    /// The regisseur from whom the Meer-team took over, while it holds the regie.
    pub(super) fn vorige_regisseur(&self) -> Option<&Betrokkene> {
        self.plannen.last()?.vorige_regisseur()
    }

    /// The areas of life that are shared now with whoever is meant.
    pub(super) fn gedeeld_met(&self, bedoeld: impl Fn(&Betrokkene) -> bool) -> BTreeSet<Leefgebied> {
        let lopend = self.betrokkenen.iter().filter(|b| b.tot.is_none() && bedoeld(&b.betrokkenheid.wie));
        lopend.flat_map(|b| b.betrokkenheid.categorieen.iter().copied()).collect()
    }

    /// The page on the wire, without what other streams say.
    pub(super) fn toon(&self, id: uuid::Uuid, versie: u64, blik: &Blik) -> wire::Dossier {
        let registratie = &self.registratie;
        let mut plannen: Vec<_> = self.plannen.iter().map(|plan| plan.toon(&self.stand, blik)).collect();
        let klantroute = self.stand.klantroute();
        wire::Dossier {
            id,
            versie,
            gebied: registratie.gebied.to_string(),
            adres: blik.lees(&registratie.adres).map(|adres| wire::Dossieradres {
                straat: adres.straat,
                huisnummer: adres.huisnummer,
                postcode: adres.postcode,
                woonplaats: adres.woonplaats,
            }),
            leden: registratie.leden.iter().map(|l| lid(l, blik)).collect(),
            gezag: registratie.gezag.iter().map(|g| gezag(g, blik)).collect(),
            contactpersoon: betrokkene(&registratie.contactpersoon),
            betrokkenen: self.betrokkenen.iter().map(|b| b.toon(blik)).collect(),
            toestemmingen: self.toestemmingen.iter().filter(|g| g.ziet(blik)).map(|g| g.toon(blik)).collect(),
            signalen: Vec::new(),
            intakes: Vec::new(),
            plan: plannen.pop(),
            eerdere_plannen: plannen,
            doorverwijzingen: Vec::new(),
            escalaties: Vec::new(),
            klantroute: wire::Klantroute {
                overdrachten: klantroute.overdrachten,
                professionals: klantroute.professionals_nu,
                max_professionals: klantroute.professionals_max,
                verhaal_verteld: klantroute.verteld,
            },
        }
    }
}

fn lid(lid: &Lid, blik: &Blik) -> wire::Dossierlid {
    let bsn = lid.bsn.as_ref().filter(|_| blik.bsn);
    wire::Dossierlid {
        id: lid.id.uuid(),
        naam: blik.lees(&lid.naam),
        geboortedatum: tekst(blik.lees(&lid.geboortedatum)),
        relatie: lid.relatie.to_string(),
        bsn: blik.lees_als(bsn).map(String::from),
    }
}

fn gezag(gezag: &Gezag, blik: &Blik) -> wire::Dossiergezag {
    let leeg = wire::Dossiergezaghebbende { lid_id: None, naam: None, organisatie: None };
    wire::Dossiergezag {
        kind: gezag.kind.uuid(),
        gezaghebbende: match &gezag.gezaghebbende {
            Gezaghebbende::Lid(lid) => wire::Dossiergezaghebbende { lid_id: Some(lid.uuid()), ..leeg },
            Gezaghebbende::Buiten { naam } => wire::Dossiergezaghebbende { naam: blik.lees(naam), ..leeg },
            Gezaghebbende::Voogdij { organisatie } => {
                wire::Dossiergezaghebbende { organisatie: Some(organisatie.to_string()), ..leeg }
            }
        },
        sinds: gezag.sinds.to_string(),
        bron: gezag.bron.to_string(),
    }
}

impl Betrokken {
    /// That someone is involved is seen by all; for what, as far as one sees that oneself.
    fn toon(&self, blik: &Blik) -> wire::Betrokkenheid {
        let Betrokkenheid { wie, wegens, deelgrond: grond, categorieen } = &self.betrokkenheid;
        let (door_verwijzing, door_escalatie) = match wegens {
            Aanleiding::Toevoeging => (None, None),
            Aanleiding::Verwijzing(id) => (Some(id.uuid()), None),
            Aanleiding::Escalatie(id) => (None, Some(id.uuid())),
        };
        wire::Betrokkenheid {
            wie: betrokkene(wie),
            deelgrond: grond.map(deelgrond),
            categorieen: codes(categorieen.iter().filter(|leefgebied| blik.ziet(**leefgebied))),
            sinds: self.sinds.to_string(),
            tot: tekst(self.tot),
            door_verwijzing,
            door_escalatie,
        }
    }
}

impl Gegeven {
    /// A consent is seen by its receiver, and by who sees all that it is about.
    fn ziet(&self, blik: &Blik) -> bool {
        blik.is(None, &self.toestemming.ontvanger) || self.toestemming.categorieen.iter().all(|l| blik.ziet(*l))
    }

    fn toon(&self, blik: &Blik) -> wire::Dossiertoestemming {
        let toestemming = &self.toestemming;
        wire::Dossiertoestemming {
            id: toestemming.id.uuid(),
            soort: toestemming.soort.to_string(),
            doel: blik.lees(&toestemming.doel),
            categorieen: codes(&toestemming.categorieen),
            ontvanger: toestemming.ontvanger.to_string(),
            betreft: toestemming.betreft.uuid(),
            gegeven_door: toestemming.gegeven_door.iter().filter_map(lid_van).collect(),
            gegeven_op: self.gegeven_op.to_string(),
            tot: toestemming.tot.to_string(),
            ingetrokken_op: tekst(self.ingetrokken_op),
        }
    }
}

fn lid_van(gever: &Gever) -> Option<uuid::Uuid> {
    match gever {
        Gever::Lid(lid) => Some(lid.uuid()),
        Gever::Buiten(_) | Gever::Voogdij(_) => None,
    }
}
