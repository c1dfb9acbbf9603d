//! What an intake refuses: one variant per broken rule.

use regieboek_kernel::{Leefgebied, Regelfout, Tijdstip};

use super::values::Vervolgstap;

/// Something without which an intake is not complete (I3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ontbrekend {
    /// An area that is still open.
    Leefgebied(Leefgebied),
    /// The assessment of safety.
    Veiligheidsoordeel,
    /// Pointing out cliëntondersteuning.
    Clientondersteuning,
    /// The estimate of regieverlies.
    Regieverlies,
    /// The residents' own words.
    EigenWoorden,
    /// The offer of a familiegroepsplan, where youth help is asked.
    Familiegroepsplan,
}

impl std::fmt::Display for Ontbrekend {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Leefgebied(Leefgebied::Meedoen) => "het leefgebied meedoen",
            Self::Leefgebied(Leefgebied::WerkEnInkomen) => "het leefgebied werk en inkomen",
            Self::Leefgebied(Leefgebied::Veiligheid) => "het leefgebied veiligheid",
            Self::Leefgebied(Leefgebied::Gezondheid) => "het leefgebied gezondheid",
            Self::Leefgebied(Leefgebied::Wonen) => "het leefgebied wonen",
            Self::Veiligheidsoordeel => "een oordeel over de veiligheid",
            Self::Clientondersteuning => "het wijzen op onafhankelijke cliëntondersteuning",
            Self::Regieverlies => "een inschatting van het regieverlies",
            Self::EigenWoorden => "de vraag in de eigen woorden van de bewoners",
            Self::Familiegroepsplan => "het aanbod van een familiegroepsplan",
        })
    }
}

fn opsomming(ontbreekt: &[Ontbrekend]) -> String {
    ontbreekt.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// A broken rule of an intake.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum IntakeError {
    /// I1: the software cannot do what a person must do.
    #[error("Dit kan alleen een professional doen die met naam bekend is.")]
    AlleenProfessional,
    /// I1 and I12: a person cannot record what only the software finds.
    #[error("Dit legt alleen het systeem zelf vast.")]
    AlleenSysteem,
    /// I1: the actor does not hold this intake.
    #[error("Alleen de professional die deze intake houdt, kan dit vastleggen.")]
    AlleenIntaker,
    /// I3: not everything is there yet.
    #[error("De intake kan nog niet worden afgerond. Nog nodig: {}.", opsomming(ontbreekt))]
    IntakeOnvolledig {
        /// All that lacks.
        ontbreekt: Vec<Ontbrekend>,
    },
    /// I5: a plan is due.
    #[error(
        "Op twee of meer leefgebieden is de score 1 of 2, dus een plan is aangewezen. Geef aan waarom lichter volstaat."
    )]
    LichterZonderReden,
    /// I6: acutely unsafe.
    #[error(
        "De score op veiligheid is 1. Leg eerst een besluit over Veilig Thuis vast: melden, niet melden of advies vragen."
    )]
    BesluitVeiligThuisOntbreekt,
    /// I7: nothing was agreed.
    #[error("Bij deze conclusie hoort ten minste een afspraak: wie doet wat, en wanneer.")]
    AfspraakOntbreekt,
    /// I8: no term runs.
    #[error("Bij deze intake loopt geen termijn die verlengd kan worden.")]
    GeenTermijn,
    /// I8: the reporter did not agree.
    #[error("De termijn kan alleen worden verlengd als de melder daarmee instemt.")]
    VerlengingZonderInstemming,
    /// I8: the new day is no later.
    #[error("De nieuwe einddatum ligt niet na de huidige.")]
    VerlengingNietLater,
    /// I8: it is too late.
    #[error("De termijn is al verstreken en kan niet meer worden verlengd.")]
    TermijnAlVerstreken,
    /// I9: it is too early.
    #[error("Deze termijn is nog niet verstreken; dat gebeurt op {}.", voor.datum())]
    TermijnNietVerstreken {
        /// When it passes.
        voor: Tijdstip,
    },
    /// I13: no Wmo report.
    #[error("Een aanvraag volgt op een melding onder de Wmo; deze intake is dat niet.")]
    GeenWmoMelding,
    /// I13: nothing was applied for.
    #[error("Leg eerst de aanvraag vast; daarna kan de beschikking worden vastgelegd.")]
    AanvraagOntbreekt,
    /// I13: another one was recorded.
    #[error("Voor deze intake is al een andere {wat} vastgelegd.")]
    AlVastgelegd {
        /// What.
        wat: &'static str,
    },
    /// I14: the day cannot be.
    #[error("Deze dag kan niet kloppen: hij ligt in de toekomst, of voor wat eraan voorafging.")]
    DagOnmogelijk,
    /// I10: what was done is not undone.
    #[error("Deze stap van de meldcode is al gezet en kan niet alsnog worden overgeslagen.")]
    MeldcodestapAlGezet,
    /// I12: the conclusion owes no such step.
    #[error("Uit de conclusie van deze intake volgt de stap '{stap}' niet.")]
    StapNietVerschuldigd {
        /// The step that was named.
        stap: Vervolgstap,
    },
    /// The command does not fit the state.
    #[error("De opdracht '{opdracht}' past niet bij een intake die {toestand} is.")]
    PastNietBijToestand {
        /// The state, in words.
        toestand: &'static str,
        /// The command, by name.
        opdracht: &'static str,
    },
}

impl Regelfout for IntakeError {
    fn code(&self) -> &'static str {
        self.into()
    }
}
