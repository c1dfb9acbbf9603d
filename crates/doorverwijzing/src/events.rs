//! What can happen to a doorverwijzing.

use regieboek_kernel::{Datum, Deelgrond, HuishoudenId, LidId, MandaatId, ProfessionalId, Tijdstip, VrijeTekst};
use serde::{Deserialize, Serialize};

use crate::values::{
    Adressering, Bevoegdheidsgebrek, Bezwaaroordeel, Hulpresultaat, Intrekreden, Namens, Soort, Vervalgrond,
    Verwijzingstermijn, Wachtoorzaak, Weigeraar, Weigerreden,
};

regieboek_kernel::feiten! {
    /// The facts of a doorverwijzing.
    pub enum DoorverwijzingEvent {
        /// Asked.
        "dv01" => VerwijzingAangevraagd(VerwijzingAangevraagd),
        /// Accepted.
        "dv02" => VerwijzingAanvaard(VerwijzingAanvaard),
        /// Refused.
        "dv03" => VerwijzingGeweigerd(VerwijzingGeweigerd),
        /// A waiting time was reported.
        "dv04" => WachttijdGemeld(WachttijdGemeld),
        /// Help stagnates: a ground for escalation.
        "dv05" => HulpStagneert(HulpStagneert),
        /// Help started.
        "dv06" => VerwijzingGestart(VerwijzingGestart),
        /// Help ended.
        "dv07" => VerwijzingAfgerond(VerwijzingAfgerond),
        /// Taken back.
        "dv08" => VerwijzingIngetrokken(VerwijzingIngetrokken),
        /// Nobody answered in time.
        "dv09" => VerwijzingVerlopen(VerwijzingVerlopen),
        /// The referrer was told.
        "dv10" => VerwijzingTeruggekoppeld(VerwijzingTeruggekoppeld),
        /// A term passed.
        "dv11" => TermijnVerstreken(TermijnVerstreken),
        /// It proved that the inzet lacked authority.
        "dv12" => BevoegdheidsgebrekGemeld(BevoegdheidsgebrekGemeld),
        /// The competent body ratified the inzet.
        "dv13" => InzetBekrachtigd(InzetBekrachtigd),
        /// The authority that the running help rests on does not work any more; the help stays lawful.
        "dv14" => BevoegdheidVervallen(BevoegdheidVervallen),
        /// Someone was named to decide on the objection.
        "dv15" => BezwaarToegewezen(BezwaarToegewezen),
        /// The authority that had stopped works again.
        "dv16" => BevoegdheidHersteld(BevoegdheidHersteld),
        /// The regie was accepted, after the joint conversation.
        "dv17" => OverdrachtAanvaard(OverdrachtAanvaard),
        /// Someone objected to the inzet.
        "dv18" => BezwaarIngediend(BezwaarIngediend),
        /// The objection was decided on.
        "dv19" => BezwaarBeslist(BezwaarBeslist),
        /// The objection was taken back.
        "dv20" => BezwaarIngetrokken(BezwaarIngetrokken),
    }
}

/// Someone asked to bring a huishouden and another together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct VerwijzingAangevraagd {
    /// For which huishouden.
    pub huishouden: HuishoudenId,
    /// To whom terugkoppeling is owed.
    pub verwijzer: ProfessionalId,
    /// What was asked.
    pub soort: Soort,
    /// Of whom.
    pub gericht_aan: Adressering,
    /// Which leden it is about; none means the huishouden as a whole.
    pub betreft: Vec<LidId>,
    /// The question for help.
    pub hulpvraag: VrijeTekst,
    /// Which lighter options were looked at and why not (D4).
    pub lichter_bekeken: Option<VrijeTekst>,
    /// Whether it is urgent.
    pub spoed: bool,
    /// On which ground it was shared (D7).
    pub deelgrond: Deelgrond,
    /// The instant from which the term to answer has passed.
    pub beantwoorden_voor: Tijdstip,
    /// The instant from which the terugkoppeling is overdue (D14).
    pub terugkoppelen_voor: Tijdstip,
    /// On whose behalf, for an inzet on mandaat; absent in facts of before it was recorded (D15).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub namens: Option<Namens>,
    /// Whether the referrer stood in no relation to the huishouden (D23).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub van_buiten: bool,
}

/// Someone of the addressed organisation accepted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct VerwijzingAanvaard {
    /// Who holds it from now on.
    pub houder: ProfessionalId,
    /// When help is expected to start, if that is known.
    pub verwachte_start: Option<Datum>,
    /// The instant from which help should have started.
    pub starten_voor: Tijdstip,
}

/// The request was refused; the household keeps an owner (D9).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct VerwijzingGeweigerd {
    /// The coded reason.
    pub reden: Weigerreden,
    /// Who refused.
    pub door: Weigeraar,
    /// What happens now.
    pub volgende_stap: VrijeTekst,
    /// Who sees to it.
    pub eigenaar_volgende_stap: ProfessionalId,
    /// Another way to the help, if there is one.
    pub alternatief: Option<VrijeTekst>,
}

/// The holder's organisation told when help is expected to start; replaces what was told before.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct WachttijdGemeld {
    /// The expected day.
    pub verwachte_start: Datum,
    /// What the waiting is for.
    pub oorzaak: Wachtoorzaak,
}

/// Help takes longer than it may.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HulpStagneert {
    /// What the waiting is for.
    pub oorzaak: Wachtoorzaak,
}

/// Help started.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct VerwijzingGestart {
    /// The first day.
    pub op: Datum,
    /// The instant from which the terugkoppeling is overdue (D14).
    pub terugkoppelen_voor: Tijdstip,
}

/// Help ended.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct VerwijzingAfgerond {
    /// What came of it.
    pub resultaat: Hulpresultaat,
    /// In words.
    pub toelichting: VrijeTekst,
    /// The instant from which the terugkoppeling is overdue (D14).
    pub terugkoppelen_voor: Tijdstip,
}

/// The request was taken back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct VerwijzingIngetrokken {
    /// Why.
    pub reden: Intrekreden,
}

/// Nobody answered within the term; another is asked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct VerwijzingVerlopen {}

/// The referrer was told what became of it; the debt is paid.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct VerwijzingTeruggekoppeld {
    /// What was told.
    pub inhoud: VrijeTekst,
}

/// A term passed without what it was for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TermijnVerstreken {
    /// Which term.
    pub termijn: Verwijzingstermijn,
    /// The instant from which it had passed.
    pub sinds: Tijdstip,
}

/// It proved that the inzet lacked authority when it was decided (D16).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BevoegdheidsgebrekGemeld {
    /// What was lacking.
    pub gebrek: Bevoegdheidsgebrek,
}

/// The competent body ratified the inzet: this defect is repaired by this decision (D17).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct InzetBekrachtigd {
    /// The number of the decision of that body.
    pub besluit: String,
    /// The defect it repairs.
    pub gebrek: Bevoegdheidsgebrek,
    /// In words.
    pub toelichting: VrijeTekst,
}

/// The authority that the running help rests on does not work any more (D18).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BevoegdheidVervallen {
    /// The mandaat that was cited when the help was deployed.
    pub mandaat: MandaatId,
    /// Why it does not work.
    pub wegens: Vervalgrond,
}

/// The authority that had stopped for this reason works again (D18).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BevoegdheidHersteld {
    /// The mandaat that was cited when the help was deployed.
    pub mandaat: MandaatId,
    /// Why it had not worked.
    pub wegens: Vervalgrond,
}

/// Someone else than who decided was named to decide on the objection (D19).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BezwaarToegewezen {
    /// Who will decide on it.
    pub behandelaar: ProfessionalId,
}

/// Someone objected to the inzet (D25).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BezwaarIngediend {
    /// The name of who objects.
    pub indiener: VrijeTekst,
    /// The day it was received.
    pub ontvangen_op: Datum,
    /// Why, in the words of who objects.
    pub gronden: VrijeTekst,
    /// The instant from which the term to decide has passed (Awb 7:10).
    pub beslissen_voor: Tijdstip,
}

/// The objection was decided on (D26).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BezwaarBeslist {
    /// What was decided.
    pub oordeel: Bezwaaroordeel,
    /// The reasons.
    pub motivering: VrijeTekst,
}

/// The objection was taken back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BezwaarIngetrokken {}

/// Whoever was asked accepted the regie; the joint conversation told the referrer (D14, D21).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OverdrachtAanvaard {
    /// Who holds the regie from now on.
    pub houder: ProfessionalId,
    /// Day of the joint conversation.
    pub warme_overdracht: Datum,
}
