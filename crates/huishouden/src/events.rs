//! What can happen to a huishouden. Who did it, on which authority and when stands beside it in the `Verantwoording`.

use regieboek_kernel::{
    ActieId, Betrokkene, Datum, DoorverwijzingId, EscalatieId, Gemeente, HuishoudenId, LidId, ToestemmingId, feiten,
};
use serde::{Deserialize, Serialize};

use crate::values::{
    Aanleiding, Actie, Adreswijziging, Betrokkenheid, Controleverslag, Deling, Delingseinde, Doel, Evaluatie, Gezag,
    Heropening, Maatregel, Maatregeleinde, Mdo, Medebewoner, Nazorgcontrole, Ongedaanmaking, Opname, Planopening,
    Regisseur, Registratie, Samenvoeging, Sluitreden, Splitsing, TermijnSoort, Toestemming, Vacuumreden, Verblijf,
    Vertrekreden,
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
        /// A multidisciplinary meeting was held.
        "hh23" => MdoGehouden(Mdo),
        /// A court measure put the regie with a gecertificeerde instelling.
        "hh24" => MaatregelVastgelegd(MaatregelVastgelegd),
        /// The court extended its measure.
        "hh25" => MaatregelVerlengd(MaatregelVerlengd),
        /// The measure ended; the regie returned to who held it.
        "hh26" => MaatregelBeeindigd(MaatregelBeeindigd),
        /// A resident took the regie, or gave it to the professional who coordinated.
        "hh27" => RegievormGewijzigd(RegievormGewijzigd),
        /// The huishouden moves to another municipality.
        "hh28" => VerhuizingGemeld(VerhuizingGemeld),
        /// The other municipality confirmed that it takes over.
        "hh29" => OvernameBevestigd(OvernameBevestigd),
        /// Running youth help goes on after the move (Jeugdwet 2.7a).
        "hh30" => JeugdhulpVoortgezet(JeugdhulpVoortgezet),
        /// The contactpersoonschap was offered.
        "hh31" => ContactpersoonschapAangeboden(ContactpersoonschapAangeboden),
        /// The contactpersoonschap passed to who accepted it.
        "hh32" => ContactpersoonschapOvergenomen(ContactpersoonschapOvergenomen),
        /// Someone became a lid.
        "hh33" => LidOpgenomen(Opname),
        /// A lid died.
        "hh34" => LidOverleden(LidOverleden),
        /// A lid left.
        "hh35" => LidVertrokken(LidVertrokken),
        /// They live elsewhere.
        "hh36" => AdresGewijzigd(Adreswijziging),
        /// Where a lid lives besides was recorded.
        "hh37" => VerblijfVastgelegd(Verblijf),
        /// Leden went on as another huishouden.
        "hh38" => HuishoudenGesplitst(Splitsing),
        /// It began where another was split.
        "hh39" => HuishoudenAfgesplitst(HuishoudenAfgesplitst),
        /// Another registration of the same people was taken up.
        "hh40" => HuishoudenOpgenomen(Samenvoeging),
        /// It was taken up in another; from then on it only reads.
        "hh41" => HuishoudenOpgegaan(HuishoudenOpgegaan),
        /// A merge was undone; the other is on its own again.
        "hh42" => SamenvoegingOngedaan(Ongedaanmaking),
        /// It is on its own again, with what it had.
        "hh43" => HuishoudenHersteld(HuishoudenHersteld),
        /// It was judged not to be the same as another.
        "hh44" => DubbelUitgesloten(DubbelUitgesloten),
        /// The huishouden that was named confirmed that this lid lives there part of the time.
        "hh45" => VerblijfBevestigd(Deling),
        /// That huishouden shares the lid no longer.
        "hh46" => VerblijfGestopt(DelingBeeindigd),
        /// A child of another huishouden lives here part of the time.
        "hh47" => MedebewonerOpgenomen(Medebewoner),
        /// It does so no longer.
        "hh48" => MedebewonerVertrokken(DelingBeeindigd),
    }
}

/// Two huishoudens share a child no longer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DelingBeeindigd {
    /// The child, and the other huishouden.
    pub deling: Deling,
    /// Why.
    pub reden: Delingseinde,
    /// Since which day.
    pub op: Datum,
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

/// Someone was asked to be the contactpersoon.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ContactpersoonschapAangeboden {
    /// Who was asked.
    pub aan: Betrokkene,
}

/// Another is the contactpersoon.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ContactpersoonschapOvergenomen {
    /// From whom.
    pub van: Betrokkene,
    /// To whom.
    pub naar: Betrokkene,
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

/// The regie lies with a gecertificeerde instelling, whoever accepts it or not.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MaatregelVastgelegd {
    /// The measure.
    pub maatregel: Maatregel,
    /// From whom.
    pub van: Regisseur,
    /// To whom.
    pub naar: Regisseur,
}

/// A measure lasts longer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MaatregelVerlengd {
    /// The last day.
    pub tot: Datum,
}

/// A measure is over.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MaatregelBeeindigd {
    /// From whom.
    pub van: Regisseur,
    /// To whom: who held the regie before.
    pub naar: Regisseur,
    /// How.
    pub einde: Maatregeleinde,
}

/// The same professional acts, in another form of regie.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RegievormGewijzigd {
    /// From this form.
    pub van: Regisseur,
    /// To this one.
    pub naar: Regisseur,
}

/// A move to another municipality.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct VerhuizingGemeld {
    /// Which municipality.
    pub naar_gemeente: Gemeente,
    /// From which day they live there.
    pub per: Datum,
}

/// The municipality they moved to is responsible from now on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OvernameBevestigd {}

/// Youth help without stay that goes on, at most a year.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct JeugdhulpVoortgezet {
    /// Which help.
    pub verwijzing: DoorverwijzingId,
    /// The last day.
    pub tot: Datum,
}

/// A lid who died.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LidOverleden {
    /// Who.
    pub lid: LidId,
    /// The day.
    pub op: Datum,
}

/// A lid who lives elsewhere from now on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LidVertrokken {
    /// Who.
    pub lid: LidId,
    /// Why.
    pub reden: Vertrekreden,
    /// The day.
    pub op: Datum,
}

/// Where this huishouden came from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HuishoudenAfgesplitst {
    /// The huishouden that was split.
    pub van: HuishoudenId,
    /// Since which day.
    pub op: Datum,
}

/// Where this huishouden went.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HuishoudenOpgegaan {
    /// The huishouden that took it up.
    pub huishouden: HuishoudenId,
}

/// From where this huishouden came back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HuishoudenHersteld {
    /// The huishouden that had taken it up.
    pub uit: HuishoudenId,
}

/// Another huishouden that only looked the same.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DubbelUitgesloten {
    /// Which.
    pub ander: HuishoudenId,
}
