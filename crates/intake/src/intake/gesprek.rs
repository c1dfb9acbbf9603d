//! The conversation as far as decisions need it.

use std::collections::{BTreeMap, BTreeSet};

use regieboek_kernel::{Datum, HuishoudenId, Leefgebied, ProfessionalId, Regieverlies};
use serde::{Deserialize, Serialize};

use super::events::{IntakeEvent, IntakeGestart};
use super::values::{FamiliegroepsplanUitkomst, IntakeTermijn, Meldcodestap, Meldcodewijze, Score};
use crate::verplichting::Verplichting;

/// What has been looked at so far: which areas, with which score, and what else was done. No text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Gesprek {
    pub(super) huishouden: HuishoudenId,
    pub(super) intaker: ProfessionalId,
    pub(super) betreft_jeugdhulp: bool,
    pub(super) onderzoek: Option<Verplichting>,
    pub(super) leefgebieden: BTreeMap<Leefgebied, Option<Score>>,
    pub(super) eigen_woorden_vastgelegd: bool,
    pub(super) veiligheid_beoordeeld: bool,
    pub(super) veilig_thuis_besloten: bool,
    pub(super) op_clientondersteuning_gewezen: bool,
    pub(super) regieverlies: Option<Regieverlies>,
    pub(super) familiegroepsplan: Option<FamiliegroepsplanUitkomst>,
    pub(super) gezette_meldcodestappen: BTreeSet<Meldcodestap>,
    pub(super) vervolg_geweigerd: bool,
    /// The first day.
    #[serde(default)]
    pub(super) gestart_op: Option<Datum>,
    /// The youth-help plan that is owed once no family plan comes.
    #[serde(default)]
    pub(super) jeugdplan: Option<Verplichting>,
    /// The application that followed, and the decision that is owed on it.
    #[serde(default)]
    pub(super) aanvraag: Option<Aanvraag>,
}

/// An application after a Wmo report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Aanvraag {
    pub(super) op: Datum,
    pub(super) beslissing: Verplichting,
    pub(super) beschikt_op: Option<Datum>,
}

impl Gesprek {
    pub(super) const fn new(feit: &IntakeGestart, op: Datum) -> Self {
        Self {
            huishouden: feit.huishouden,
            intaker: feit.intaker,
            betreft_jeugdhulp: feit.betreft_jeugdhulp,
            onderzoek: match feit.onderzoek_voor {
                Some(voor) => Some(Verplichting::new(voor)),
                None => None,
            },
            leefgebieden: BTreeMap::new(),
            eigen_woorden_vastgelegd: false,
            veiligheid_beoordeeld: false,
            veilig_thuis_besloten: false,
            op_clientondersteuning_gewezen: false,
            regieverlies: None,
            familiegroepsplan: None,
            gezette_meldcodestappen: BTreeSet::new(),
            vervolg_geweigerd: false,
            gestart_op: Some(op),
            jeugdplan: None,
            aanvraag: None,
        }
    }

    /// The scores that were given.
    pub fn scores(&self) -> impl Iterator<Item = Score> {
        self.leefgebieden.values().copied().flatten()
    }

    /// The score on one area, when one was given.
    pub fn score(&self, leefgebied: Leefgebied) -> Option<Score> {
        self.leefgebieden.get(&leefgebied).copied().flatten()
    }

    /// Takes in a fact. A decision about Veilig Thuis stays taken when safety is assessed anew.
    pub(super) fn verwerk(&mut self, feit: &IntakeEvent) {
        use IntakeEvent as E;
        match feit {
            E::IntakeGestart(_) => {}
            E::LeefgebiedAfgesloten(f) => {
                self.leefgebieden.insert(f.leefgebied, f.wijze.score());
            }
            E::VraagVastgelegd(_) => self.eigen_woorden_vastgelegd = true,
            E::VeiligheidBeoordeeld(f) => {
                self.veiligheid_beoordeeld = true;
                self.veilig_thuis_besloten |= f.veilig_thuis.is_some();
            }
            E::OpClientondersteuningGewezen(_) => self.op_clientondersteuning_gewezen = true,
            E::RegieverliesIngeschat(f) => self.regieverlies = Some(f.regieverlies),
            E::FamiliegroepsplanAangeboden(f) => {
                self.familiegroepsplan = Some(f.uitkomst);
                self.jeugdplan = f.jeugdplan_voor.map(Verplichting::new);
            }
            E::MeldcodestapGeregistreerd(f) => {
                if f.gezet == Meldcodewijze::Gezet {
                    self.gezette_meldcodestappen.insert(f.stap);
                }
            }
            E::IntakeAfgerond(f) => {
                self.onderzoek.iter_mut().for_each(|o| o.voldoe(f.tijdig));
                self.jeugdplan.iter_mut().for_each(|j| j.voldoe(f.jeugdplan_tijdig.unwrap_or(true)));
            }
            E::TermijnVerstreken(f) => match f.termijn {
                IntakeTermijn::Jeugdplan => self.jeugdplan.iter_mut().for_each(Verplichting::verstrijk),
                IntakeTermijn::Besluit => self.aanvraag.iter_mut().for_each(|a| a.beslissing.verstrijk()),
            },
            E::AanvraagVastgelegd(f) => {
                let beslissing = Verplichting::new(f.beslissen_voor);
                self.aanvraag = Some(Aanvraag { op: f.op, beslissing, beschikt_op: None });
            }
            E::BeschikkingVastgelegd(f) => self.aanvraag.iter_mut().for_each(|a| {
                a.beschikt_op = Some(f.op);
                a.beslissing.voldoe(f.tijdig);
            }),
            E::TermijnVerlengd(f) => self.onderzoek = Some(Verplichting::new(f.onderzoek_voor)),
            E::TermijnOverschreden(_) => self.onderzoek.iter_mut().for_each(Verplichting::verstrijk),
            E::StapGeweigerd(_) => self.vervolg_geweigerd = true,
        }
    }
}
