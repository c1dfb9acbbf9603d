//! What can be asked of an intake.

use regieboek_kernel::{Datum, HuishoudenId, Leefgebied, Redencode, Regieverlies, VrijeTekst};

use super::values::{
    Afspraak, Conclusie, FamiliegroepsplanUitkomst, IntakeTermijn, Leefgebiedsafsluiting, Meldcodestap, Meldcodewijze,
    VeiligThuisbesluit, Veiligheidsoordeel, Vervolgstap,
};

/// A request to an [`super::Intake`].
#[derive(Debug, Clone, PartialEq, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum IntakeCommand {
    /// Begin; the actor is the intaker.
    Start {
        /// With which huishouden.
        huishouden: HuishoudenId,
        /// Whether youth help is asked.
        betreft_jeugdhulp: bool,
        /// Whether it is a report under the Wmo 2015 (2.3.2).
        wmo_melding: bool,
    },
    /// Close one of the five areas; the last time it is said holds.
    SluitLeefgebiedAf {
        /// Which area.
        leefgebied: Leefgebied,
        /// How.
        wijze: Leefgebiedsafsluiting,
    },
    /// Record what the residents want.
    LegVraagVast {
        /// In their own words.
        eigen_woorden: VrijeTekst,
        /// The question behind the question.
        vraag_achter_de_vraag: Option<VrijeTekst>,
    },
    /// Assess how safe they are.
    BeoordeelVeiligheid {
        /// The assessment.
        oordeel: Veiligheidsoordeel,
        /// What is decided about Veilig Thuis, when anything is.
        veilig_thuis: Option<VeiligThuisbesluit>,
        /// What stands behind it.
        toelichting: Option<VrijeTekst>,
    },
    /// Point out the free, independent cliëntondersteuning.
    WijsOpClientondersteuning,
    /// Estimate how far they lost the regie.
    SchatRegieverliesIn {
        /// The estimate.
        regieverlies: Regieverlies,
    },
    /// Offer the family to make a plan of its own.
    BiedFamiliegroepsplanAan {
        /// What it says.
        uitkomst: FamiliegroepsplanUitkomst,
    },
    /// Record a step of the meldcode; also after concluding.
    RegistreerMeldcodestap {
        /// Which step.
        stap: Meldcodestap,
        /// How it went.
        gezet: Meldcodewijze,
    },
    /// Conclude.
    RondAf {
        /// What it leads to.
        conclusie: Conclusie,
        /// Why lighter than a plan that is due.
        reden: Option<VrijeTekst>,
        /// What is agreed.
        afspraken: Vec<Afspraak>,
    },
    /// Extend the term of a Wmo report.
    VerlengTermijn {
        /// Up to and including this day.
        tot: Datum,
        /// Whether the reporter agrees.
        instemming_melder: bool,
    },
    /// Record the application that follows a Wmo report; also after concluding.
    LegAanvraagVast {
        /// The day it came in.
        op: Datum,
    },
    /// Record that the decision on that application was taken.
    LegBeschikkingVast {
        /// The day of the decision.
        op: Datum,
    },
    /// Record that the term of the investigation passed; for the software.
    VerstrijkTermijn,
    /// Record that another term passed; for the software.
    VerstrijkTermijnVan {
        /// Which.
        termijn: IntakeTermijn,
    },
    /// Record that the step which the conclusion owes was refused; for the software.
    LegWeigeringVast {
        /// Which step.
        stap: Vervolgstap,
        /// The rule that refused it, as `plan-al-actief`.
        regel: Redencode,
    },
}
