//! What can happen to an escalatie. Who, when and on which authority stands in the `Verantwoording` beside each fact.

use regieboek_kernel::{
    ActieId, Datum, DoorbraakId, Functionaris, HuishoudenId, Organisatie, ProfessionalId, Tijdstip, VrijeTekst, feiten,
};
use serde::{Deserialize, Serialize};

use crate::values::{Afwijsreden, Escalatiegrond, Escalatietermijn, Obstakel};

feiten! {
    /// What can happen to an escalatie.
    pub enum EscalatieEvent {
        /// Reported.
        "es01" => EscalatieAangemeld(EscalatieAangemeld),
        /// Taken in triage.
        "es02" => EscalatieInTriageGenomen(EscalatieInTriageGenomen),
        /// Accepted.
        "es03" => EscalatieAangenomen(EscalatieAangenomen),
        /// Refused.
        "es04" => EscalatieAfgewezen(EscalatieAfgewezen),
        /// Order fixed.
        "es05" => VolgordeBepaald(VolgordeBepaald),
        /// Doorbraak decided.
        "es06" => DoorbraakBesloten(DoorbraakBesloten),
        /// Step-down offered.
        "es07" => AfschalingAangeboden(AfschalingAangeboden),
        /// Step-down accepted.
        "es08" => AfschalingAanvaard(AfschalingAanvaard),
        /// Step-down refused.
        "es09" => AfschalingAfgewezen(AfschalingAfgewezen),
        /// Re-opened.
        "es10" => EscalatieHeropend(EscalatieHeropend),
        /// Closed.
        "es11" => EscalatieAfgesloten(EscalatieAfgesloten),
        /// A term passed.
        "es12" => TermijnVerstreken(TermijnVerstreken),
    }
}

/// The Meer-team was called in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EscalatieAangemeld {
    /// For whom.
    pub huishouden: HuishoudenId,
    /// On which grounds, each once.
    pub gronden: Vec<Escalatiegrond>,
    /// What was tried.
    pub geprobeerd: VrijeTekst,
    /// What is asked.
    pub gevraagd: VrijeTekst,
    /// Whether safety makes it urgent.
    pub spoed: bool,
    /// The instant from which the triage is late.
    pub triage_voor: Tijdstip,
}

/// A member of the Meer-team took it in triage and is thereby involved.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EscalatieInTriageGenomen {
    /// Who has the triage.
    pub behandelaar: ProfessionalId,
}

/// The Meer-team accepted; the regie is the coordinator's.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EscalatieAangenomen {
    /// Who coordinates and holds the regie.
    pub coordinator: Functionaris,
    /// Who held the regie until then.
    pub voorgaande_regisseur: ProfessionalId,
}

/// The Meer-team refused; it is back with the regisseur.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EscalatieAfgewezen {
    /// Why.
    pub reden: Afwijsreden,
    /// What the regisseur can do instead.
    pub advies: VrijeTekst,
}

/// The Meer-team fixed priorities and order over other parties.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct VolgordeBepaald {
    /// The acties of the plan, first one first.
    pub volgorde: Vec<ActieId>,
    /// Why in this order.
    pub toelichting: VrijeTekst,
}

/// The Meer-team broke through an obstacle.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DoorbraakBesloten {
    /// Its id.
    pub id: DoorbraakId,
    /// What stood in the way.
    pub obstakel: Obstakel,
    /// What is done instead.
    pub oplossing: VrijeTekst,
    /// What it costs, in whole euros.
    pub kosten_euro: u32,
    /// Who bears the costs.
    pub kostendrager: Organisatie,
    /// Why this is right for this huishouden.
    pub redenen: VrijeTekst,
    /// Last day on which it holds.
    pub tot: Datum,
}

/// Step-down was offered; the regie stays with the Meer-team until it is accepted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AfschalingAangeboden {
    /// Who is asked to take the regie.
    pub volgende_regisseur: Functionaris,
    /// What the escalatie brought.
    pub resultaat: VrijeTekst,
}

/// The next regisseur accepted; the nazorg begins.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AfschalingAanvaard {
    /// Who holds the regie from now on.
    pub regisseur: Functionaris,
    /// Day of the joint conversation.
    pub warme_overdracht: Datum,
    /// Last day of the shortest nazorg.
    pub nazorg_tot_minstens: Datum,
}

/// The next regisseur refused; the Meer-team goes on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AfschalingAfgewezen {
    /// Why.
    pub reden: VrijeTekst,
}

/// Terugval during the nazorg: back to the Meer-team, before every new report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EscalatieHeropend {
    /// What happened.
    pub toelichting: VrijeTekst,
    /// The instant from which the triage is late.
    pub triage_voor: Tijdstip,
}

/// The nazorg ended without terugval.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EscalatieAfgesloten {}

/// A term passed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TermijnVerstreken {
    /// Which one.
    pub termijn: Escalatietermijn,
    /// The instant from which it had passed.
    pub verstreken_op: Tijdstip,
}
