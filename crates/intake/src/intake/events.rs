//! What can happen to an intake.

use regieboek_kernel::{
    Datum, HuishoudenId, Leefgebied, ProfessionalId, Redencode, Regieverlies, Tijdstip, VrijeTekst, feiten,
};
use serde::{Deserialize, Serialize};

use super::values::{
    Afspraak, Conclusie, FamiliegroepsplanUitkomst, IntakeTermijn, Leefgebiedsafsluiting, Meldcodestap, Meldcodewijze,
    VeiligThuisbesluit, Veiligheidsoordeel, Vervolgstap,
};

feiten! {
    /// A fact about an intake.
    pub enum IntakeEvent {
        /// It began.
        "in01" => IntakeGestart(IntakeGestart),
        /// One of the five areas was closed, or closed anew.
        "in02" => LeefgebiedAfgesloten(LeefgebiedAfgesloten),
        /// What the residents want was recorded.
        "in03" => VraagVastgelegd(VraagVastgelegd),
        /// Safety was assessed.
        "in04" => VeiligheidBeoordeeld(VeiligheidBeoordeeld),
        /// Cliëntondersteuning was pointed out.
        "in05" => OpClientondersteuningGewezen(OpClientondersteuningGewezen),
        /// Regieverlies was estimated.
        "in06" => RegieverliesIngeschat(RegieverliesIngeschat),
        /// A familiegroepsplan was offered.
        "in07" => FamiliegroepsplanAangeboden(FamiliegroepsplanAangeboden),
        /// A step of the meldcode was taken or skipped.
        "in08" => MeldcodestapGeregistreerd(MeldcodestapGeregistreerd),
        /// It was concluded.
        "in09" => IntakeAfgerond(IntakeAfgerond),
        /// The reporter agreed to a longer term.
        "in10" => TermijnVerlengd(TermijnVerlengd),
        /// The term passed before it was concluded.
        "in11" => TermijnOverschreden(TermijnOverschreden),
        /// The step that its conclusion owes was refused.
        "in12" => StapGeweigerd(StapGeweigerd),
        /// The term of the youth-help plan or of the decision passed before it was met.
        "in13" => TermijnVerstreken(TermijnVerstreken),
        /// An application followed the Wmo report.
        "in14" => AanvraagVastgelegd(AanvraagVastgelegd),
        /// It was decided on.
        "in15" => BeschikkingVastgelegd(BeschikkingVastgelegd),
    }
}

/// An intake began.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct IntakeGestart {
    /// With which huishouden.
    pub huishouden: HuishoudenId,
    /// Who holds it.
    pub intaker: ProfessionalId,
    /// Whether youth help is asked.
    pub betreft_jeugdhulp: bool,
    /// First instant at which concluding is too late (Wmo 2015, 2.3.2); none when it is no Wmo report.
    pub onderzoek_voor: Option<Tijdstip>,
}

/// One of the five areas was closed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LeefgebiedAfgesloten {
    /// Which area.
    pub leefgebied: Leefgebied,
    /// How.
    pub wijze: Leefgebiedsafsluiting,
}

/// What the residents want was recorded.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct VraagVastgelegd {
    /// In their own words.
    pub eigen_woorden: VrijeTekst,
    /// The question behind the question.
    pub vraag_achter_de_vraag: Option<VrijeTekst>,
}

/// Safety was assessed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct VeiligheidBeoordeeld {
    /// The assessment.
    pub oordeel: Veiligheidsoordeel,
    /// What was decided about Veilig Thuis, when anything was.
    pub veilig_thuis: Option<VeiligThuisbesluit>,
    /// What stands behind it.
    pub toelichting: Option<VrijeTekst>,
}

/// Cliëntondersteuning was pointed out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OpClientondersteuningGewezen {}

/// Regieverlies was estimated.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RegieverliesIngeschat {
    /// The estimate.
    pub regieverlies: Regieverlies,
}

/// A familiegroepsplan was offered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FamiliegroepsplanAangeboden {
    /// What the family said.
    pub uitkomst: FamiliegroepsplanUitkomst,
    /// First instant at which a youth-help plan is too late (Jeugdwet 4.1.3); none while the family may still make one.
    pub jeugdplan_voor: Option<Tijdstip>,
}

/// A step of the meldcode was taken or skipped.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MeldcodestapGeregistreerd {
    /// Which step.
    pub stap: Meldcodestap,
    /// How it went.
    pub gezet: Meldcodewijze,
}

/// The intake was concluded.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct IntakeAfgerond {
    /// What it leads to.
    pub conclusie: Conclusie,
    /// Why lighter than a plan that was due.
    pub reden: Option<VrijeTekst>,
    /// What was agreed.
    pub afspraken: Vec<Afspraak>,
    /// Whether that was within the term; also when none ran.
    pub tijdig: bool,
    /// Whether the term of the youth-help plan was met with it; none when none ran.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub jeugdplan_tijdig: Option<bool>,
}

/// The reporter agreed to a longer term.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TermijnVerlengd {
    /// First instant at which concluding is too late from now on.
    pub onderzoek_voor: Tijdstip,
}

/// The term passed before the intake was concluded.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TermijnOverschreden {
    /// The instant at which it passed.
    pub verstreken_op: Tijdstip,
}

/// The step that the conclusion owes was refused by the rules of whom it concerns (DOMAIN 4, "Across aggregates").
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct StapGeweigerd {
    /// Which step.
    pub stap: Vervolgstap,
    /// The rule that refused it, as `plan-al-actief`.
    pub regel: Redencode,
}

/// A term passed before it was met.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TermijnVerstreken {
    /// Which term.
    pub termijn: IntakeTermijn,
    /// The instant at which it passed.
    pub verstreken_op: Tijdstip,
}

/// An application followed the Wmo report (Wmo 2015, 2.3.2 and 2.3.5).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AanvraagVastgelegd {
    /// The day it came in.
    pub op: Datum,
    /// First instant at which deciding is too late (Wmo 2015, 2.3.5).
    pub beslissen_voor: Tijdstip,
}

/// The application was decided on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BeschikkingVastgelegd {
    /// The day of the decision.
    pub op: Datum,
    /// Whether that was within the term.
    pub tijdig: bool,
}
