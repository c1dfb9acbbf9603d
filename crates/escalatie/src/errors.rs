//! The rules of an escalatie that can be broken: one variant each, explained in Dutch.

use regieboek_kernel::{Datum, DoorbraakId, Functie, ProfessionalId, Regelfout, Tijdstip};

use crate::state::Toestand;
use crate::values::Escalatietermijn;

/// A broken rule of an escalatie; its code is the variant's name in kebab-case.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum EscalatieError {
    /// The command does not fit the state.
    #[error("De opdracht '{opdracht}' past niet bij een escalatie met de toestand '{toestand}'.")]
    PastNietBijToestand {
        /// The state.
        toestand: Toestand,
        /// The command.
        opdracht: &'static str,
    },
    /// E1.
    #[error("Een escalatie heeft minstens één grond nodig.")]
    GrondOntbreekt,
    /// E2.
    #[error("Spoed kan alleen als veiligheid een van de gronden is.")]
    SpoedAlleenBijVeiligheid,
    /// E4.
    #[error("Vul '{veld}' in; zonder die toelichting is het besluit later niet te begrijpen.")]
    ToelichtingOntbreekt {
        /// The field.
        veld: &'static str,
    },
    /// E5.
    #[error("Dit kan alleen het Meer-team doen; uw functie is '{functie}'.")]
    AlleenMeerTeam {
        /// Who tried.
        functie: Functie,
    },
    /// E6.
    #[error("De coördinator moet van het Meer-team zijn; de functie '{functie}' is dat niet.")]
    CoordinatorNietVanMeerTeam {
        /// The function that was named.
        functie: Functie,
    },
    /// E7.
    #[error("Een volgorde noemt minstens één actie.")]
    VolgordeIsLeeg,
    /// E7.
    #[error("Elke actie staat één keer in de volgorde; er staat er nu een dubbel in.")]
    ActieDubbelInVolgorde,
    /// E8.
    #[error("Een doorbraak geldt tot een dag in de toekomst; {tot} is dat niet.")]
    DoorbraakEindigtNietInToekomst {
        /// The day that was named.
        tot: Datum,
    },
    /// E9.
    #[error("Er is al een ander doorbraakbesluit met het kenmerk {id}.")]
    DoorbraakBestaatAl {
        /// The doorbraak.
        id: DoorbraakId,
    },
    /// E10.
    #[error("De volgende regisseur moet iemand anders zijn dan de coördinator van het Meer-team.")]
    VolgendeRegisseurIsCoordinator,
    /// E11.
    #[error("Alleen de gevraagde volgende regisseur kan de afschaling aanvaarden of afwijzen.")]
    AlleenVolgendeRegisseur,
    /// E12.
    #[error("De warme overdracht moet geweest zijn; {warme_overdracht} ligt nog in de toekomst.")]
    WarmeOverdrachtInToekomst {
        /// The day that was named.
        warme_overdracht: Datum,
    },
    /// E13.
    #[error("De nazorg duurt minstens tot en met {tot_minstens}; daarna kan de escalatie worden afgesloten.")]
    NazorgLooptNog {
        /// Last day of the shortest nazorg.
        tot_minstens: Datum,
    },
    /// E14.
    #[error("Een termijn verstrijkt vanzelf; dat kan niemand zelf vastleggen.")]
    AlleenSysteem,
    /// E15.
    #[error("Deze escalatie heeft nu geen lopende termijn '{termijn}'.")]
    TermijnLooptNiet {
        /// The term.
        termijn: Escalatietermijn,
    },
    /// E15.
    #[error("De termijn '{termijn}' is pas verstreken op {eindigt}.")]
    TermijnNietVerstreken {
        /// The term.
        termijn: Escalatietermijn,
        /// The instant from which it has passed.
        eindigt: Tijdstip,
    },
    /// E16.
    #[error("Een collega van het Meer-team heeft deze escalatie al in triage.")]
    AlInTriage {
        /// Who has the triage.
        behandelaar: ProfessionalId,
    },
}

impl Regelfout for EscalatieError {
    fn code(&self) -> &'static str {
        self.into()
    }
}
