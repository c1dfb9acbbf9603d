//! What can happen to a huishouden. Who did it, on which authority and when stands beside it in the `Verantwoording`.

use regieboek_kernel::{ActieId, Betrokkene, Datum, EscalatieId, ToestemmingId, feiten};
use serde::{Deserialize, Serialize};

use crate::values::{
    Aanleiding, Actie, Betrokkenheid, Controleverslag, Doel, Evaluatie, Gezag, Heropening, Nazorgcontrole, Planopening,
    Regisseur, Registratie, Sluitreden, TermijnSoort, Toestemming, Vacuumreden,
};

feiten! {
    /// The facts of a huishouden.
    pub enum HuishoudenEvent {
        /// It was registered.
        "hh01" => HuishoudenGeregistreerd(Registratie),
        /// The gezag over children was recorded.
        "hh02" => GezagVastgelegd(GezagVastgelegd),
        /// Someone became involved.
        "hh03" => BetrokkeneToegevoegd(Betrokkenheid),
        /// An involvement ended.
        "hh04" => BetrokkenheidBeeindigd(BetrokkenheidBeeindigd),
        /// A consent was given.
        "hh05" => ToestemmingGegeven(Toestemming),
        /// A consent was withdrawn.
        "hh06" => ToestemmingIngetrokken(ToestemmingIngetrokken),
        /// A plan was opened, with its regisseur.
        "hh07" => PlanGeopend(Planopening),
        /// A goal was set.
        "hh08" => DoelGesteld(Doel),
        /// An actie was added.
        "hh09" => ActieToegevoegd(Actie),
        /// An actie was done.
        "hh10" => ActieAfgerond(ActieAfgerond),
        /// An order was proposed.
        "hh11" => VolgordeVoorgesteld(Volgorde),
        /// An order was fixed.
        "hh12" => VolgordeBepaald(Volgorde),
        /// The Meer-team took over.
        "hh13" => RegieOvergenomen(RegieOvergenomen),
        /// The Meer-team gave back.
        "hh14" => RegieTeruggegeven(RegieTeruggegeven),
        /// The regie was handed over.
        "hh15" => RegieOvergedragen(RegieOvergedragen),
        /// The Meer-team appointed a regisseur.
        "hh16" => RegisseurBenoemd(RegisseurBenoemd),
        /// The regisseur cannot act.
        "hh17" => RegievacuumGemeld(RegievacuumGemeld),
        /// A goal was judged.
        "hh18" => DoelGeevalueerd(Evaluatie),
        /// The plan was closed.
        "hh19" => PlanGesloten(PlanGesloten),
        /// A check after closing was done.
        "hh20" => NazorgcontroleUitgevoerd(Controleverslag),
        /// The plan was re-opened, with its last regisseur and with priority.
        "hh21" => PlanHeropend(PlanHeropend),
        /// A term passed.
        "hh22" => TermijnVerstreken(TermijnVerstreken),
    }
}

/// The gezag over each child that is named, in full.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct GezagVastgelegd {
    /// All of it.
    pub gezag: Vec<Gezag>,
}

/// One involvement that ended; another one of the same person may go on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BetrokkenheidBeeindigd {
    /// Who.
    pub wie: Betrokkene,
    /// Because of what they were involved.
    pub wegens: Aanleiding,
}

/// A consent that was withdrawn.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ToestemmingIngetrokken {
    /// Which.
    pub toestemming: ToestemmingId,
}

/// An actie that was done.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ActieAfgerond {
    /// Which.
    pub actie: ActieId,
}

/// An order of acties, first to last; those not named follow.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Volgorde {
    /// First to last.
    pub volgorde: Vec<ActieId>,
}

/// The Meer-team holds the regie.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RegieOvergenomen {
    /// Under this escalatie.
    pub escalatie: EscalatieId,
    /// From whom.
    pub van: Regisseur,
    /// To whom.
    pub naar: Regisseur,
}

/// The step-down was accepted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RegieTeruggegeven {
    /// Of this escalatie.
    pub escalatie: EscalatieId,
    /// From whom.
    pub van: Regisseur,
    /// To whom.
    pub naar: Regisseur,
    /// Day of the joint conversation.
    pub warme_overdracht: Datum,
}

/// An overdracht was accepted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RegieOvergedragen {
    /// From whom.
    pub van: Regisseur,
    /// To whom.
    pub naar: Regisseur,
    /// Day of the joint conversation.
    pub warme_overdracht: Datum,
}

/// A regievacuum was filled.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RegisseurBenoemd {
    /// From whom.
    pub van: Regisseur,
    /// To whom.
    pub naar: Regisseur,
}

/// The regisseur is still the regisseur, but cannot act.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RegievacuumGemeld {
    /// Why.
    pub reden: Vacuumreden,
}

/// The plan is closed; someone keeps watch.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PlanGesloten {
    /// Why.
    pub reden: Sluitreden,
    /// Who keeps watch.
    pub nazorg_eigenaar: Betrokkene,
    /// When.
    pub controles: Vec<Nazorgcontrole>,
}

/// The plan is active again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PlanHeropend {
    /// Its regisseur: the last one.
    pub regisseur: Regisseur,
    /// Where the terugval showed.
    pub wegens: Heropening,
}

/// A term passed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TermijnVerstreken {
    /// Which.
    pub soort: TermijnSoort,
}
