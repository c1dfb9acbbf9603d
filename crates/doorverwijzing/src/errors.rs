//! One variant per broken rule; nothing else can go wrong here.

use regieboek_kernel::{Regelfout, Tijdstip, Voorziening};

use crate::values::Verwijzingstermijn;

/// Why a doorverwijzing cannot do what was asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum DoorverwijzingError {
    /// D1.
    #[error("Dit kan alleen een professional doen, niet de software zelf.")]
    AlleenDoorProfessional,
    /// D2.
    #[error("De voorziening '{voorziening}' is bij deze gemeente niet bekend.")]
    OnbekendeVoorziening {
        /// The code that was given.
        voorziening: Voorziening,
    },
    /// D3.
    #[error("U bent niet bevoegd om deze hulp in te zetten. {uitleg}")]
    InzetZonderBevoegdheid {
        /// Coded reason of the test.
        reden: String,
        /// Its explanation, in Dutch.
        uitleg: String,
    },
    /// D4.
    #[error(
        "Deze hulp is zwaarder dan lichte ondersteuning. Beschrijf welke lichtere mogelijkheden zijn bekeken en waarom \
         die niet volstaan."
    )]
    LichterNietBekeken,
    /// D5.
    #[error("Welzijn op recept kan alleen een huisarts of praktijkondersteuner jeugd uitschrijven.")]
    WelzijnOpReceptVoorbehouden,
    /// D6.
    #[error("Welzijn op recept wordt gericht aan een sociaal makelaar.")]
    WelzijnOpReceptNietAanSociaalMakelaar,
    /// D7.
    #[error("Er is geen toestemming en ook geen andere grondslag om dit te delen. Geef aan op welke grond u deelt.")]
    GeenGrondslagVoorDelen,
    /// D8.
    #[error("Deze doorverwijzing is niet aan u gericht: ze is voor een andere organisatie of een andere functie.")]
    NietGeadresseerd,
    /// D9.
    #[error("Beschrijf de volgende stap, zodat het huishouden niet zonder vervolg achterblijft.")]
    VolgendeStapOntbreekt,
    /// D10.
    #[error(
        "Deze oorzaak van wachten volgt vanzelf uit wat er is gebeurd. Meld een wachtrij bij de aanbieder of een verzoek \
         van de bewoner."
    )]
    WachtoorzaakVolgtUitFeiten,
    /// D11.
    #[error("De startdatum ligt in de toekomst. Meld de start op of na de dag zelf.")]
    StartInToekomst,
    /// D11.
    #[error("De startdatum ligt voor de dag waarop de hulp is gevraagd.")]
    StartVoorAanvraag,
    /// D12.
    #[error("De hulp is nog niet gestart en kan daarom alleen voortijdig worden afgerond.")]
    NogNietGestart,
    /// D13.
    #[error("Een verstreken termijn legt de software zelf vast.")]
    AlleenDoorSysteem,
    /// D13.
    #[error("De termijn '{termijn}' is nog niet verstreken; ze loopt tot {tot}.")]
    TermijnNogNietVerstreken {
        /// Which term.
        termijn: Verwijzingstermijn,
        /// The instant from which it has passed.
        tot: Tijdstip,
    },
    /// The command does not fit the state.
    #[error("Deze doorverwijzing is {toestand}; de opdracht '{opdracht}' past daar niet bij.")]
    PastNietBijToestand {
        /// The state, kebab-case.
        toestand: &'static str,
        /// The command, kebab-case.
        opdracht: &'static str,
    },
}

impl Regelfout for DoorverwijzingError {
    fn code(&self) -> &'static str {
        self.into()
    }
}
