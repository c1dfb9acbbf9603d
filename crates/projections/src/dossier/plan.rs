//! A plan: who held the regie when, its goals and acties, its order, and the watch after closing.

use regieboek_api_types::dossier as wire;
use regieboek_event_store::Recorded;
use regieboek_huishouden::{
    Actie, AfwijkendeMening, Bewonersdeelname, Controleverslag, Deelnemer, Doel, Evaluatie, Huishouden, Maatregel,
    Maatregeleinde, Mdo, Nazorgcontrole, PlanGesloten, Planopening, Regisseur, Sluitreden,
};
use regieboek_kernel::{ActieId, Betrokkene, Bevoegdheid, Datum, EscalatieId, Functie, IntakeId, Tijdstip};

use super::blik::Blik;
use super::wire::{betrokkene, functionaris, regisseur, tekst, uitvoerder, voert_zelf_uit};
use crate::geschiedenis::bevoegdheidstekst;

/// What the events of a huishouden say about one plan.
#[derive(Clone, PartialEq)]
pub(super) struct Planblad {
    geopend_op: Tijdstip,
    gesloten_op: Option<Tijdstip>,
    intake: Option<IntakeId>,
    regie: Vec<Periode>,
    doelen: Vec<(Doel, Option<(Tijdstip, Evaluatie)>)>,
    acties: Vec<(Actie, Option<Tijdstip>)>,
    volgorde: Vec<ActieId>,
    volgorde_door: Option<Functie>,
    volgordevoorstel: Vec<ActieId>,
    nazorg: Option<Nazorg>,
    mdos: Vec<Mdo>,
    maatregelen: Vec<Maatregelblad>,
}

/// A measure, and how it ended.
#[derive(Clone, PartialEq)]
struct Maatregelblad {
    maatregel: Maatregel,
    einde: Option<(Tijdstip, Maatregeleinde)>,
}

/// One regisseur, from one instant of recording to the next: by construction no gap and no overlap.
#[derive(Clone, PartialEq)]
struct Periode {
    wie: Regisseur,
    van: Tijdstip,
    tot: Option<Tijdstip>,
    grond: Regiegrond,
    bevoegdheid: Bevoegdheid,
}

/// How the regie came to someone.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Regiegrond {
    /// The plan opened.
    Planopening,
    /// The Meer-team took over.
    Escalatie { escalatie: EscalatieId },
    /// The Meer-team gave back.
    Afschaling { escalatie: EscalatieId, warme_overdracht: Datum },
    /// It was handed over.
    Overdracht { warme_overdracht: Datum },
    /// The Meer-team appointed in a regievacuum.
    Benoeming,
    /// Terugval re-opened the plan.
    Heropening,
    /// A court measure put it with a gecertificeerde instelling.
    Maatregel,
    /// That measure ended.
    EindeMaatregel,
    /// A resident took it, or gave it to the professional who coordinated.
    Regievorm,
}

/// The watch after closing.
#[derive(Clone, PartialEq)]
struct Nazorg {
    reden: Sluitreden,
    eigenaar: Betrokkene,
    controles: Vec<(Nazorgcontrole, Option<(Tijdstip, Controleverslag)>)>,
}

impl Planblad {
    pub(super) fn geopend(opening: Planopening, event: &Recorded, bevoegdheid: Bevoegdheid) -> Self {
        let grond = Regiegrond::Planopening;
        let eerste = Periode { wie: opening.regisseur, van: event.vastgelegd_op, tot: None, grond, bevoegdheid };
        Self {
            geopend_op: event.gebeurd_op,
            gesloten_op: None,
            intake: opening.intake,
            regie: vec![eerste],
            doelen: Vec::new(),
            acties: Vec::new(),
            volgorde: Vec::new(),
            volgorde_door: None,
            volgordevoorstel: Vec::new(),
            nazorg: None,
            mdos: Vec::new(),
            maatregelen: Vec::new(),
        }
    }

    pub(super) fn houd_mdo(&mut self, mdo: Mdo) {
        self.mdos.push(mdo);
    }

    pub(super) fn begin_maatregel(&mut self, maatregel: Maatregel) {
        self.maatregelen.push(Maatregelblad { maatregel, einde: None });
    }

    pub(super) fn verleng_maatregel(&mut self, tot: Datum) {
        if let Some(laatste) = self.maatregelen.last_mut() {
            laatste.maatregel.tot = tot;
        }
    }

    pub(super) fn beeindig_maatregel(&mut self, einde: Maatregeleinde, nu: Tijdstip) {
        if let Some(laatste) = self.maatregelen.last_mut() {
            laatste.einde.get_or_insert((nu, einde));
        }
    }

    pub(super) fn wissel(&mut self, naar: Regisseur, grond: Regiegrond, nu: Tijdstip, bevoegdheid: Bevoegdheid) {
        self.eindig_regie(nu);
        self.regie.push(Periode { wie: naar, van: nu, tot: None, grond, bevoegdheid });
    }

    fn eindig_regie(&mut self, nu: Tijdstip) {
        if let Some(lopend) = self.regie.last_mut() {
            lopend.tot.get_or_insert(nu);
        }
    }

    pub(super) fn heropen(&mut self, laatste: Regisseur, nu: Tijdstip, bevoegdheid: Bevoegdheid) {
        self.gesloten_op = None;
        self.wissel(laatste, Regiegrond::Heropening, nu, bevoegdheid);
    }

    pub(super) fn sluit(&mut self, feit: PlanGesloten, event: &Recorded) {
        self.eindig_regie(event.vastgelegd_op);
        self.gesloten_op = Some(event.gebeurd_op);
        let controles = feit.controles.into_iter().map(|controle| (controle, None)).collect();
        self.nazorg = Some(Nazorg { reden: feit.reden, eigenaar: feit.nazorg_eigenaar, controles });
    }

    pub(super) fn stel_doel(&mut self, doel: Doel) {
        self.doelen.push((doel, None));
    }

    pub(super) fn evalueer(&mut self, evaluatie: Evaluatie, op: Tijdstip) {
        if let Some((_, laatste)) = self.doelen.iter_mut().find(|(doel, _)| doel.id == evaluatie.doel) {
            *laatste = Some((op, evaluatie));
        }
    }

    pub(super) fn voeg_toe(&mut self, actie: Actie) {
        self.acties.push((actie, None));
    }

    pub(super) fn rond_af(&mut self, id: ActieId, op: Tijdstip) {
        if let Some((_, afgerond_op)) = self.acties.iter_mut().find(|(actie, _)| actie.id == id) {
            *afgerond_op = Some(op);
        }
    }

    pub(super) fn stel_voor(&mut self, volgorde: Vec<ActieId>) {
        self.volgordevoorstel = volgorde;
    }

    pub(super) fn orden(&mut self, volgorde: Vec<ActieId>, door: Functie) {
        self.volgorde = volgorde;
        self.volgorde_door = Some(door);
        self.volgordevoorstel = Vec::new();
    }

    pub(super) fn controleer(&mut self, verslag: Controleverslag, op: Tijdstip) {
        let mut controles = self.nazorg.iter_mut().flat_map(|nazorg| &mut nazorg.controles);
        if let Some((_, uitgevoerd)) = controles.find(|(controle, _)| controle.nummer == verslag.controle) {
            *uitgevoerd = Some((op, verslag));
        }
    }

    fn ziet_actie(&self, actie: &Actie, blik: &Blik) -> bool {
        let doel = self.doelen.iter().find(|(doel, _)| doel.id == actie.doel);
        doel.is_some_and(|(doel, _)| blik.ziet(doel.leefgebied)) || voert_zelf_uit(&actie.uitvoerder, blik)
    }

    /// The plan on the wire; `stand` is the state of the huishouden, which knows the present plan best.
    pub(super) fn toon(&self, stand: &Huishouden, blik: &Blik) -> wire::Dossierplan {
        let actief = self.gesloten_op.is_none();
        let nu = self.regie.last().filter(|periode| periode.tot.is_none());
        let acties: Vec<_> = self.acties.iter().filter(|(actie, _)| self.ziet_actie(actie, blik)).collect();
        let zichtbaar = |volgorde: &[ActieId]| {
            let ziet = |id: &&ActieId| acties.iter().any(|(actie, _)| actie.id == **id);
            volgorde.iter().filter(ziet).map(|id| id.uuid()).collect()
        };
        let doelen = self.doelen.iter().filter(|(doel, _)| blik.ziet(doel.leefgebied));
        wire::Dossierplan {
            toestand: if actief { "actief" } else { "gesloten" }.to_owned(),
            geopend_op: self.geopend_op.to_string(),
            gesloten_op: tekst(self.gesloten_op),
            intake_id: self.intake.map(|id| id.uuid()),
            voorrang: actief && stand.heeft_voorrang(),
            regisseur: nu.map(|periode| {
                let (wie, eigen_regie_van) = regisseur(&periode.wie);
                wire::Dossierregisseur { wie, eigen_regie_van }
            }),
            regievacuum: stand
                .regievacuum()
                .filter(|_| actief)
                .map(|vacuum| wire::Regievacuum { reden: vacuum.reden.to_string(), sinds: vacuum.sinds.to_string() }),
            regisseurs: self.regie.iter().map(Periode::toon).collect(),
            doelen: doelen.map(|(doel, evaluatie)| toon_doel(doel, evaluatie.as_ref(), blik)).collect(),
            volgorde: zichtbaar(&self.volgorde),
            volgorde_door: tekst(self.volgorde_door),
            volgordevoorstel: zichtbaar(&self.volgordevoorstel),
            acties: acties.into_iter().map(|(actie, op)| toon_actie(actie, *op, blik)).collect(),
            nazorg: self.nazorg.as_ref().map(|nazorg| nazorg.toon(blik)),
            mdos: self.mdos.iter().map(|mdo| toon_mdo(mdo, blik)).collect(),
            maatregelen: self.maatregelen.iter().map(|maatregel| maatregel.toon(blik)).collect(),
        }
    }
}

fn toon_doel(doel: &Doel, evaluatie: Option<&(Tijdstip, Evaluatie)>, blik: &Blik) -> wire::Dossierdoel {
    wire::Dossierdoel {
        id: doel.id.uuid(),
        leefgebied: doel.leefgebied.to_string(),
        resultaat: blik.lees(&doel.resultaat),
        streefdatum: doel.streefdatum.to_string(),
        evaluatie: evaluatie.map(|(op, evaluatie)| wire::Doelevaluatie {
            op: op.to_string(),
            oordeel: evaluatie.oordeel.to_string(),
            toelichting: blik.lees(&evaluatie.toelichting),
        }),
    }
}

fn toon_actie(actie: &Actie, afgerond_op: Option<Tijdstip>, blik: &Blik) -> wire::Dossieractie {
    wire::Dossieractie {
        id: actie.id.uuid(),
        doel_id: actie.doel.uuid(),
        omschrijving: blik.lees(&actie.omschrijving),
        uitvoerder: uitvoerder(&actie.uitvoerder, blik),
        uiterlijk: actie.uiterlijk.to_string(),
        afgerond_op: tekst(afgerond_op),
    }
}

/// That a meeting was held is seen by all in the case; what was said, by who sees every area of life.
fn toon_mdo(mdo: &Mdo, blik: &Blik) -> wire::Dossiermdo {
    let (bewoners, afwezig) = match &mdo.bewoners {
        Bewonersdeelname::Aanwezig(leden) => (leden.iter().map(|lid| lid.uuid()).collect(), None),
        Bewonersdeelname::Afwezig { reden } => (Vec::new(), Some(reden)),
    };
    let mening = |afwijkend: &AfwijkendeMening| {
        let (lid_id, professional) = match &afwijkend.wie {
            Deelnemer::Bewoner(lid) => (Some(lid.uuid()), None),
            Deelnemer::Professional(wie) => (None, Some(betrokkene(wie))),
        };
        wire::Dossiermening { lid_id, professional, mening: blik.lees_volledig(&afwijkend.mening) }
    };
    wire::Dossiermdo {
        op: mdo.op.to_string(),
        aanwezigen: mdo.aanwezigen.iter().map(betrokkene).collect(),
        bewoners,
        bewoners_afwezig_reden: afwezig.and_then(|reden| blik.lees_volledig(reden)),
        verslag: blik.lees_volledig(&mdo.verslag),
        afwijkende_meningen: mdo.afwijkende_meningen.iter().map(mening).collect(),
        besluiten: mdo.besluiten.iter().filter_map(|besluit| blik.lees_volledig(besluit)).collect(),
    }
}

impl Maatregelblad {
    fn toon(&self, blik: &Blik) -> wire::Dossiermaatregel {
        let Maatregel { instelling, van, tot, procesregie, zaaknummer } = &self.maatregel;
        let einde = self.einde.as_ref().map(|(op, einde)| match einde {
            Maatregeleinde::Verstreken => ("verstreken", op.to_string()),
            Maatregeleinde::Voortijdig { .. } => ("voortijdig", op.to_string()),
        });
        let beeindigd_per = self.einde.as_ref().and_then(|(_, einde)| match einde {
            Maatregeleinde::Verstreken => None,
            Maatregeleinde::Voortijdig { op } => Some(op.to_string()),
        });
        wire::Dossiermaatregel {
            instelling: functionaris(instelling),
            van: van.to_string(),
            tot: tot.to_string(),
            procesregie: betrokkene(procesregie),
            zaaknummer: blik.lees_volledig(zaaknummer),
            einde: einde.as_ref().map(|(code, _)| (*code).to_owned()),
            geeindigd_op: einde.map(|(_, op)| op),
            beeindigd_per,
        }
    }
}

impl Regiegrond {
    const fn code(self) -> &'static str {
        match self {
            Self::Planopening => "planopening",
            Self::Escalatie { .. } => "escalatie",
            Self::Afschaling { .. } => "afschaling",
            Self::Overdracht { .. } => "overdracht",
            Self::Benoeming => "benoeming",
            Self::Heropening => "heropening",
            Self::Maatregel => "maatregel",
            Self::EindeMaatregel => "einde-maatregel",
            Self::Regievorm => "regievorm",
        }
    }

    const fn escalatie(self) -> Option<EscalatieId> {
        match self {
            Self::Escalatie { escalatie } | Self::Afschaling { escalatie, .. } => Some(escalatie),
            Self::Planopening
            | Self::Overdracht { .. }
            | Self::Benoeming
            | Self::Heropening
            | Self::Maatregel
            | Self::EindeMaatregel
            | Self::Regievorm => None,
        }
    }

    const fn warme_overdracht(self) -> Option<Datum> {
        match self {
            Self::Afschaling { warme_overdracht, .. } | Self::Overdracht { warme_overdracht } => Some(warme_overdracht),
            Self::Planopening
            | Self::Escalatie { .. }
            | Self::Benoeming
            | Self::Heropening
            | Self::Maatregel
            | Self::EindeMaatregel
            | Self::Regievorm => None,
        }
    }
}

impl Periode {
    fn toon(&self) -> wire::Regieperiode {
        let (wie, eigen_regie_van) = regisseur(&self.wie);
        wire::Regieperiode {
            wie,
            eigen_regie_van,
            van: self.van.to_string(),
            tot: tekst(self.tot),
            grond: self.grond.code().to_owned(),
            escalatie_id: self.grond.escalatie().map(|id| id.uuid()),
            warme_overdracht: tekst(self.grond.warme_overdracht()),
            bevoegdheid: bevoegdheidstekst(&self.bevoegdheid),
        }
    }
}

impl Nazorg {
    fn toon(&self, blik: &Blik) -> wire::Dossiernazorg {
        let controle = |(controle, verslag): &(Nazorgcontrole, Option<(Tijdstip, Controleverslag)>)| {
            let verslag = verslag.as_ref();
            wire::Dossiernazorgcontrole {
                nummer: controle.nummer,
                uiterlijk: controle.uiterlijk.to_string(),
                uitgevoerd_op: verslag.map(|(op, _)| op.to_string()),
                uitkomst: verslag.map(|(_, v)| v.uitkomst.to_string()),
                toelichting: verslag.and_then(|(_, v)| blik.lees_volledig(&v.toelichting)),
            }
        };
        wire::Dossiernazorg {
            reden: self.reden.to_string(),
            eigenaar: betrokkene(&self.eigenaar),
            controles: self.controles.iter().map(controle).collect(),
        }
    }
}
