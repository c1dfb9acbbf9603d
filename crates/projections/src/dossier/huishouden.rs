//! The page of the huishouden itself: who live there, who is involved, on which ground, and its plans.

use std::collections::BTreeSet;

use regieboek_api_types::dossier as wire;
use regieboek_event_store::{DecodeError, Recorded};
use regieboek_huishouden::{
    Aanleiding, Adres, Betrokkenheid, Gever, Gezag, Gezaghebbende, Huishouden, HuishoudenEvent, JeugdhulpVoortgezet,
    Lid, Medebewoner, Ongedaanmaking, Registratie, Samenvoeging, Toestemming, Verblijf, VerhuizingGemeld,
    gezag_na_overlijden, gezag_na_vertrek,
};
use regieboek_kernel::{Beslisser as _, Betrokkene, HuishoudenId, Leefgebied, LidId, Tijdstip, ToestemmingId};

use super::blad::misplaatst;
use super::blik::Blik;
use super::plan::{Planblad, Regiegrond};
use super::wire::{betrokkene, codes, deelgrond, tekst};

/// What the events of a huishouden say.
#[derive(Clone, PartialEq)]
pub(crate) struct Huishoudenblad {
    /// The state on which the domain decides; klantroute, priority and regievacuum come from it.
    stand: Huishouden,
    /// As registered, with the gezag as it was last recorded and the contactpersoon as they are now.
    registratie: Registratie,
    betrokkenen: Vec<Betrokken>,
    toestemmingen: Vec<Gegeven>,
    /// Oldest first; the last one is the present one.
    plannen: Vec<Planblad>,
    verhuizing: Option<Verhuizing>,
    /// Where leden live besides.
    verblijven: Vec<Verblijf>,
    /// Children of another huishouden that live here part of the time.
    medebewoners: Vec<Medebewoner>,
    /// Splits and merges.
    verwantschap: Vec<(Verwant, HuishoudenId, Tijdstip)>,
}

/// What another huishouden is to this one.
#[derive(Clone, Copy, PartialEq)]
enum Verwant {
    AfgesplitstVan,
    GesplitstNaar,
    HeeftOpgenomen,
    OpgegaanIn,
    SamenvoegingOngedaan,
    VerschiltVan,
}

impl Verwant {
    const fn code(self) -> &'static str {
        match self {
            Self::AfgesplitstVan => "afgesplitst-van",
            Self::GesplitstNaar => "gesplitst-naar",
            Self::HeeftOpgenomen => "heeft-opgenomen",
            Self::OpgegaanIn => "opgegaan-in",
            Self::SamenvoegingOngedaan => "samenvoeging-ongedaan",
            Self::VerschiltVan => "verschilt-van",
        }
    }
}

/// A move to another municipality, and how far its takeover has come.
#[derive(Clone, PartialEq)]
struct Verhuizing {
    gemeld: VerhuizingGemeld,
    bevestigd_op: Option<Tijdstip>,
    voortgezet: Vec<JeugdhulpVoortgezet>,
}

/// An involvement and how long it lasts.
#[derive(Clone, PartialEq)]
struct Betrokken {
    betrokkenheid: Betrokkenheid,
    sinds: Tijdstip,
    tot: Option<Tijdstip>,
}

/// A consent and whether it was withdrawn.
#[derive(Clone, PartialEq)]
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
        Ok(Self {
            stand,
            registratie,
            betrokkenen: Vec::new(),
            toestemmingen: Vec::new(),
            plannen: Vec::new(),
            verhuizing: None,
            verblijven: Vec::new(),
            medebewoners: Vec::new(),
            verwantschap: Vec::new(),
        })
    }

    pub(super) fn vouw(&mut self, event: &Recorded) -> Result<(), DecodeError> {
        let nieuw = event.decode::<HuishoudenEvent>()?;
        self.stand = std::mem::take(&mut self.stand).evolve(nieuw.clone());
        let (gebeurd_op, nu) = (event.gebeurd_op, event.vastgelegd_op);
        let verantwoording = nieuw.verantwoording;
        match nieuw.feit {
            HuishoudenEvent::HuishoudenGeregistreerd(_) => return Err(misplaatst(event)),
            HuishoudenEvent::LidOpgenomen(f) => {
                self.medebewoners.retain(|kind| kind.lid != f.lid.id);
                self.registratie.leden.push(f.lid);
                self.registratie.gezag.extend(f.gezag);
            }
            HuishoudenEvent::LidOverleden(f) => {
                gezag_na_overlijden(&mut self.registratie.gezag, f.lid);
                self.zonder(&[f.lid]);
            }
            HuishoudenEvent::LidVertrokken(f) => self.zonder(&[f.lid]),
            HuishoudenEvent::AdresGewijzigd(f) => {
                self.registratie.adres = f.adres;
                self.registratie.gebied = f.gebied.unwrap_or_else(|| self.registratie.gebied.clone());
            }
            HuishoudenEvent::VerblijfVastgelegd(f) => {
                self.verblijven.retain(|verblijf| verblijf.lid != f.lid);
                self.verblijven.extend(Some(f).filter(|verblijf| !verblijf.is_nergens()));
            }
            HuishoudenEvent::MedebewonerOpgenomen(f) => {
                self.medebewoners.retain(|kind| kind.lid != f.lid);
                self.medebewoners.push(f);
            }
            HuishoudenEvent::MedebewonerVertrokken(f) => self.medebewoners.retain(|kind| kind.lid != f.deling.lid),
            HuishoudenEvent::HuishoudenGesplitst(f) => {
                self.zonder(&f.leden);
                self.verwantschap.push((Verwant::GesplitstNaar, f.naar, nu));
            }
            HuishoudenEvent::HuishoudenAfgesplitst(f) => {
                self.verwantschap.push((Verwant::AfgesplitstVan, f.van, nu));
            }
            HuishoudenEvent::HuishoudenOpgenomen(f) => {
                self.verwantschap.push((Verwant::HeeftOpgenomen, f.ander, nu));
                self.neem_op(f);
            }
            HuishoudenEvent::SamenvoegingOngedaan(f) => {
                self.laat_gaan(&f);
                self.verwantschap.push((Verwant::SamenvoegingOngedaan, f.ander, nu));
            }
            HuishoudenEvent::HuishoudenOpgegaan(f) => {
                self.verwantschap.push((Verwant::OpgegaanIn, f.huishouden, nu));
            }
            HuishoudenEvent::HuishoudenHersteld(f) => {
                self.verwantschap.push((Verwant::SamenvoegingOngedaan, f.uit, nu));
            }
            HuishoudenEvent::DubbelUitgesloten(f) => {
                self.verwantschap.push((Verwant::VerschiltVan, f.ander, nu));
            }
            HuishoudenEvent::GezagVastgelegd(f) => {
                self.registratie.gezag.retain(|oud| f.gezag.iter().all(|nieuw| nieuw.kind != oud.kind));
                self.registratie.gezag.extend(f.gezag);
            }
            HuishoudenEvent::ContactpersoonschapOvergenomen(f) => self.registratie.contactpersoon = f.naar,
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
            HuishoudenEvent::MaatregelVastgelegd(f) => self.in_plan(|plan| {
                plan.wissel(f.naar, Regiegrond::Maatregel, nu, verantwoording.bevoegdheid);
                plan.begin_maatregel(f.maatregel);
            }),
            HuishoudenEvent::MaatregelVerlengd(f) => self.in_plan(|plan| plan.verleng_maatregel(f.tot)),
            HuishoudenEvent::MaatregelBeeindigd(f) => self.in_plan(|plan| {
                plan.wissel(f.naar, Regiegrond::EindeMaatregel, nu, verantwoording.bevoegdheid);
                plan.beeindig_maatregel(f.einde, nu);
            }),
            HuishoudenEvent::RegievormGewijzigd(f) => {
                self.in_plan(|plan| plan.wissel(f.naar, Regiegrond::Regievorm, nu, verantwoording.bevoegdheid));
            }
            HuishoudenEvent::MdoGehouden(mdo) => self.in_plan(|plan| plan.houd_mdo(mdo)),
            HuishoudenEvent::VerhuizingGemeld(f) => {
                self.verhuizing = Some(Verhuizing { gemeld: f, bevestigd_op: None, voortgezet: Vec::new() });
            }
            HuishoudenEvent::OvernameBevestigd(_) => {
                self.verhuizing.iter_mut().for_each(|verhuizing| verhuizing.bevestigd_op = Some(gebeurd_op));
            }
            HuishoudenEvent::JeugdhulpVoortgezet(f) => {
                self.verhuizing.iter_mut().for_each(|verhuizing| verhuizing.voortgezet.push(f.clone()));
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
            // Of what is confirmed the state knows.
            HuishoudenEvent::VerblijfBevestigd(_)
            | HuishoudenEvent::VerblijfGestopt(_)
            | HuishoudenEvent::RegievacuumGemeld(_)
            | HuishoudenEvent::ContactpersoonschapAangeboden(_)
            | HuishoudenEvent::TermijnVerstreken(_) => {}
        }
        Ok(())
    }

    fn zonder(&mut self, weg: &[LidId]) {
        let leden = &mut self.registratie.leden;
        let gaan: Vec<Lid> = leden.iter().filter(|lid| weg.contains(&lid.id)).cloned().collect();
        leden.retain(|lid| !weg.contains(&lid.id));
        gezag_na_vertrek(&mut self.registratie.gezag, &gaan);
        self.verblijven.retain(|verblijf| !weg.contains(&verblijf.lid));
    }

    fn neem_op(&mut self, samenvoeging: Samenvoeging) {
        self.registratie.leden.extend(samenvoeging.leden);
        self.registratie.gezag.extend(samenvoeging.gezag);
        for paar in samenvoeging.zelfde.into_iter().filter(|paar| paar.bsn.is_some()) {
            self.in_lid(paar.lid, |lid| lid.bsn = paar.bsn);
        }
    }

    /// As the domain does: its state knows which gezag and which BSN came with the merge.
    fn laat_gaan(&mut self, ongedaan: &Ongedaanmaking) {
        self.zonder(&ongedaan.leden);
        self.registratie.gezag = self.stand.gezag().to_vec();
        for nu in self.stand.leden() {
            self.in_lid(nu.id, |lid| lid.bsn = nu.bsn);
        }
    }

    fn in_lid(&mut self, id: LidId, verander: impl FnOnce(&mut Lid)) {
        if let Some(lid) = self.registratie.leden.iter_mut().find(|lid| lid.id == id) {
            verander(lid);
        }
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

    /// Who stays involved without the regie, while an escalatie or a measure put it with another.
    pub(super) fn blijven_betrokken(&self) -> Vec<&Betrokkene> {
        self.stand.blijven_betrokken()
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
            adres: blik.lees(&registratie.adres).map(adres),
            leden: registratie.leden.iter().map(|l| self.lid(l, blik)).collect(),
            medebewoners: self.medebewoners.iter().map(|kind| medebewoner(kind, blik)).collect(),
            verwantschap: self
                .verwantschap
                .iter()
                .map(|(soort, ander, op)| wire::Verwantschap {
                    soort: soort.code().to_owned(),
                    huishouden_id: ander.uuid(),
                    op: op.to_string(),
                })
                .collect(),
            gezag: registratie.gezag.iter().map(|g| gezag(g, blik)).collect(),
            contactpersoon: betrokkene(&registratie.contactpersoon),
            betrokkenen: self.betrokkenen.iter().map(|b| b.toon(blik)).collect(),
            toestemmingen: self.toestemmingen.iter().filter(|g| g.ziet(blik)).map(|g| g.toon(blik)).collect(),
            signalen: Vec::new(),
            intakes: Vec::new(),
            plan: plannen.pop(),
            eerdere_plannen: plannen,
            verhuizing: self.verhuizing.as_ref().map(Verhuizing::toon),
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

impl Huishoudenblad {
    fn lid(&self, lid: &Lid, blik: &Blik) -> wire::Dossierlid {
        let bsn = lid.bsn.as_ref().filter(|_| blik.bsn);
        let verblijf = self.verblijven.iter().find(|verblijf| verblijf.lid == lid.id);
        wire::Dossierlid {
            id: lid.id.uuid(),
            naam: blik.lees(&lid.naam),
            geboortedatum: tekst(blik.lees(&lid.geboortedatum)),
            relatie: lid.relatie.to_string(),
            bsn: blik.lees_als(bsn).map(String::from),
            verblijft_ook_bij: verblijf.map(|verblijf| wire::Dossierverblijf {
                huishouden_id: verblijf.huishouden.map(HuishoudenId::uuid),
                adres: blik.lees_als(verblijf.adres.as_ref()).map(adres),
                sinds: tekst(verblijf.sinds),
                bevestigd: self.stand.delingen().iter().any(|deling| deling.lid == lid.id),
            }),
        }
    }
}

/// What the huishouden of the child told, and until when it holds: of the other leden there, and where they live, nothing.
fn medebewoner(kind: &Medebewoner, blik: &Blik) -> wire::Dossiermedebewoner {
    let geboortedatum = blik.lees(&kind.geboortedatum);
    wire::Dossiermedebewoner {
        id: kind.lid.uuid(),
        naam: blik.lees(&kind.naam),
        tot: tekst(geboortedatum.and_then(|_| kind.tot())),
        geboortedatum: tekst(geboortedatum),
        sinds: kind.sinds.to_string(),
        huishouden_id: kind.thuis.uuid(),
    }
}

fn adres(adres: Adres) -> wire::Dossieradres {
    let Adres { straat, huisnummer, postcode, woonplaats } = adres;
    wire::Dossieradres { straat, huisnummer, postcode, woonplaats }
}

fn gezag(gezag: &Gezag, blik: &Blik) -> wire::Dossiergezag {
    let leeg = wire::Dossiergezaghebbende { lid_id: None, buiten_id: None, naam: None, organisatie: None };
    wire::Dossiergezag {
        kind: gezag.kind.uuid(),
        gezaghebbende: match &gezag.gezaghebbende {
            Gezaghebbende::Lid(lid) => wire::Dossiergezaghebbende { lid_id: Some(lid.uuid()), ..leeg },
            Gezaghebbende::Buiten { naam } => {
                let buiten_id = Some(naam.onderwerp().uuid());
                wire::Dossiergezaghebbende { buiten_id, naam: blik.lees(naam), ..leeg }
            }
            Gezaghebbende::Voogdij { organisatie } => {
                wire::Dossiergezaghebbende { organisatie: Some(organisatie.to_string()), ..leeg }
            }
        },
        sinds: gezag.sinds.to_string(),
        bron: gezag.bron.to_string(),
    }
}

impl Verhuizing {
    fn toon(&self) -> wire::Dossierverhuizing {
        let voortgezet = |f: &JeugdhulpVoortgezet| wire::Voortgezettejeugdhulp {
            doorverwijzing_id: f.verwijzing.uuid(),
            tot: f.tot.to_string(),
        };
        wire::Dossierverhuizing {
            naar_gemeente: self.gemeld.naar_gemeente.to_string(),
            per: self.gemeld.per.to_string(),
            overname_bevestigd_op: tekst(self.bevestigd_op),
            voortgezette_jeugdhulp: self.voortgezet.iter().map(voortgezet).collect(),
        }
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
            gegeven_door_buiten: toestemming.gegeven_door.iter().filter_map(buiten_van).collect(),
            voogdij: toestemming.gegeven_door.iter().find_map(voogdij_van),
            gegeven_op: self.gegeven_op.to_string(),
            tot: toestemming.tot.to_string(),
            ingetrokken_op: tekst(self.ingetrokken_op),
        }
    }
}

fn buiten_van(gever: &Gever) -> Option<uuid::Uuid> {
    match gever {
        Gever::Buiten(onderwerp) => Some(onderwerp.uuid()),
        Gever::Lid(_) | Gever::Voogdij(_) => None,
    }
}

fn voogdij_van(gever: &Gever) -> Option<String> {
    match gever {
        Gever::Voogdij(organisatie) => Some(organisatie.to_string()),
        Gever::Lid(_) | Gever::Buiten(_) => None,
    }
}

fn lid_van(gever: &Gever) -> Option<uuid::Uuid> {
    match gever {
        Gever::Lid(lid) => Some(lid.uuid()),
        Gever::Buiten(_) | Gever::Voogdij(_) => None,
    }
}
