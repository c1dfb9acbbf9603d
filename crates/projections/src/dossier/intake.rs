//! The page of a brede intake.

use std::collections::BTreeMap;

use regieboek_api_types::dossier as wire;
use regieboek_event_store::{DecodeError, Recorded};
use regieboek_intake::intake::{
    Afspraak, Conclusie, IntakeAfgerond, IntakeEvent, IntakeGestart, Leefgebiedsafsluiting, VeiligheidBeoordeeld,
    Veiligheidsoordeel, VraagVastgelegd,
};
use regieboek_kernel::{Leefgebied, Regieverlies, Tijdstip};
use uuid::Uuid;

use super::blad::misplaatst;
use super::blik::Blik;
use super::wire::{tekst, uitvoerder, voert_zelf_uit};

/// What the events of an intake say.
#[derive(Clone, PartialEq)]
pub(crate) struct Intakeblad {
    gestart: IntakeGestart,
    gestart_op: Tijdstip,
    vraag: Option<VraagVastgelegd>,
    leefgebieden: BTreeMap<Leefgebied, Leefgebiedsafsluiting>,
    veiligheid: Option<VeiligheidBeoordeeld>,
    regieverlies: Option<Regieverlies>,
    afgerond: Option<(Tijdstip, IntakeAfgerond)>,
}

impl Intakeblad {
    pub(super) fn begin(event: &Recorded) -> Result<Self, DecodeError> {
        let IntakeEvent::IntakeGestart(gestart) = event.decode::<IntakeEvent>()?.feit else {
            return Err(misplaatst(event));
        };
        Ok(Self {
            gestart,
            gestart_op: event.gebeurd_op,
            vraag: None,
            leefgebieden: BTreeMap::new(),
            veiligheid: None,
            regieverlies: None,
            afgerond: None,
        })
    }

    pub(super) fn vouw(&mut self, event: &Recorded) -> Result<(), DecodeError> {
        match event.decode::<IntakeEvent>()?.feit {
            IntakeEvent::IntakeGestart(_) => return Err(misplaatst(event)),
            IntakeEvent::LeefgebiedAfgesloten(f) => {
                self.leefgebieden.insert(f.leefgebied, f.wijze);
            }
            IntakeEvent::VraagVastgelegd(f) => self.vraag = Some(f),
            IntakeEvent::VeiligheidBeoordeeld(f) => self.veiligheid = Some(f),
            IntakeEvent::RegieverliesIngeschat(f) => self.regieverlies = Some(f.regieverlies),
            IntakeEvent::IntakeAfgerond(f) => self.afgerond = Some((event.gebeurd_op, f)),
            IntakeEvent::OpClientondersteuningGewezen(_)
            | IntakeEvent::FamiliegroepsplanAangeboden(_)
            | IntakeEvent::MeldcodestapGeregistreerd(_)
            | IntakeEvent::TermijnVerlengd(_)
            | IntakeEvent::TermijnOverschreden(_)
            | IntakeEvent::StapGeweigerd(_)
            | IntakeEvent::TermijnVerstreken(_)
            | IntakeEvent::AanvraagVastgelegd(_)
            | IntakeEvent::BeschikkingVastgelegd(_) => {}
        }
        Ok(())
    }

    pub(super) fn toon(&self, id: Uuid, blik: &Blik) -> wire::Dossierintake {
        let veiligheid = blik.veiligheid || blik.is_zelf(self.gestart.intaker);
        let ziet = |l: Leefgebied| blik.ziet(l) && (veiligheid || l != Leefgebied::Veiligheid);
        let scores = self.leefgebieden.iter().filter(|(l, _)| ziet(**l));
        let vraag = self.vraag.as_ref();
        let afgerond = self.afgerond.as_ref().map(|(_, afgerond)| afgerond);
        let reden = afgerond.and_then(|f| f.reden.as_ref());
        let afspraken = afgerond.map(|f| f.afspraken.as_slice()).unwrap_or_default();
        wire::Dossierintake {
            id,
            toestand: if afgerond.is_some() { "afgerond" } else { "lopend" }.to_owned(),
            intaker_id: self.gestart.intaker.uuid(),
            gestart_op: self.gestart_op.to_string(),
            eigen_woorden: vraag.and_then(|v| blik.lees_volledig(&v.eigen_woorden)),
            vraag_achter_de_vraag: vraag
                .and_then(|v| v.vraag_achter_de_vraag.as_ref())
                .and_then(|vraag| blik.lees_volledig(vraag)),
            scores: scores.map(|(l, afsluiting)| (l.to_string(), score(afsluiting, blik))).collect(),
            veiligheidsoordeel: self
                .veiligheid
                .as_ref()
                .filter(|_| veiligheid && blik.ziet(Leefgebied::Veiligheid))
                .map(|v| oordeel(v.oordeel).to_owned()),
            regieverlies: tekst(self.regieverlies),
            conclusie: afgerond.map(|f| conclusie(&f.conclusie).to_owned()),
            reden: reden.and_then(|reden| blik.lees_volledig(reden)),
            afgerond_op: self.afgerond.as_ref().map(|(op, _)| op.to_string()),
            afspraken: afspraken.iter().filter(|a| ziet_afspraak(a, blik)).map(|a| afspraak(a, blik)).collect(),
        }
    }
}

fn ziet_afspraak(afspraak: &Afspraak, blik: &Blik) -> bool {
    blik.volledig() || voert_zelf_uit(&afspraak.uitvoerder, blik)
}

fn afspraak(afspraak: &Afspraak, blik: &Blik) -> wire::Dossierafspraak {
    wire::Dossierafspraak {
        id: afspraak.id.uuid(),
        omschrijving: blik.lees(&afspraak.omschrijving),
        uitvoerder: uitvoerder(&afspraak.uitvoerder, blik),
        uiterlijk: afspraak.uiterlijk.to_string(),
    }
}

fn score(afsluiting: &Leefgebiedsafsluiting, blik: &Blik) -> wire::Leefgebiedscore {
    let leeg = |wijze: &str| wire::Leefgebiedscore {
        wijze: wijze.to_owned(),
        score: None,
        toelichting: None,
        eigen_kracht: None,
        netwerk: None,
    };
    match afsluiting {
        Leefgebiedsafsluiting::Gescoord { score, toelichting, eigen_kracht, netwerk } => wire::Leefgebiedscore {
            score: Some(score.getal()),
            toelichting: blik.lees_als(toelichting.as_ref()),
            eigen_kracht: blik.lees_als(eigen_kracht.as_ref()),
            netwerk: blik.lees_als(netwerk.as_ref()),
            ..leeg("gescoord")
        },
        Leefgebiedsafsluiting::BesprokenGeenScore => leeg("besproken-geen-score"),
        Leefgebiedsafsluiting::NietRelevant { reden } => {
            wire::Leefgebiedscore { toelichting: blik.lees(reden), ..leeg("niet-relevant") }
        }
        Leefgebiedsafsluiting::InwonerWilNiet => leeg("inwoner-wil-niet"),
    }
}

const fn oordeel(oordeel: Veiligheidsoordeel) -> &'static str {
    match oordeel {
        Veiligheidsoordeel::Veilig => "veilig",
        Veiligheidsoordeel::Zorgelijk => "zorgelijk",
        Veiligheidsoordeel::Onveilig => "onveilig",
    }
}

const fn conclusie(conclusie: &Conclusie) -> &'static str {
    match conclusie {
        Conclusie::InformatieEnAdvies => "informatie-en-advies",
        Conclusie::SocialeBasis => "sociale-basis",
        Conclusie::LichteOndersteuning => "lichte-ondersteuning",
        Conclusie::Plan { .. } => "plan",
        Conclusie::DirecteEscalatie => "directe-escalatie",
    }
}
