//! One variant per broken rule; nothing else can go wrong here.

use regieboek_kernel::{Regelfout, Tijdstip, Voorziening};

use crate::values::{Bevoegdheidsgebrek, Verwijzingstermijn};

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
    /// D16, D17, D25: who.
    #[error("Dit kan alleen de mandaatbeheerder vastleggen.")]
    AlleenMandaatbeheerder,
    /// D16, D17, D25: what.
    #[error("Dit is geen inzet: alleen over een inzet is een besluit met een bevoegdheid genomen.")]
    GeenInzet,
    /// D17, defect.
    #[error("Bij deze inzet is het gebrek '{gebrek}' niet gemeld, of het is al bekrachtigd.")]
    GebrekNietGemeld {
        /// The defect that was named.
        gebrek: Bevoegdheidsgebrek,
    },
    /// D17, decision.
    #[error("Vul het nummer in van het besluit waarmee het bevoegde orgaan de inzet heeft bekrachtigd.")]
    BekrachtigingsbesluitOntbreekt,
    /// D19, Awb 10:3.
    #[error("Wie het besluit nam, beslist niet op een bezwaar daartegen (Awb 10:3). Wijs een andere behandelaar aan.")]
    BezwaarBijBeslisser,
    /// D19, Awb 10:3: the same mandaathouder.
    #[error(
        "Wie onder hetzelfde mandaat werkt of het doorgaf, beslist niet op een bezwaar daartegen (Awb 10:3). Wijs een \
         andere behandelaar aan."
    )]
    BezwaarOnderZelfdeMandaat,
    /// D25, one at a time.
    #[error("Bij deze inzet loopt al een bezwaar. Beslis daar eerst op.")]
    BezwaarAlOpen,
    /// D25, day.
    #[error("Een bezwaar is ontvangen op of na de dag van de inzet, en niet in de toekomst.")]
    BezwaarOpAndereDag,
    /// D25, grounds.
    #[error("Vul in wie bezwaar maakt en waarom.")]
    BezwaarOnvolledig,
    /// D25, D26: there is none.
    #[error("Bij deze inzet loopt geen bezwaar.")]
    GeenOpenBezwaar,
    /// D26, who.
    #[error("Op dit bezwaar beslist alleen wie daarvoor is aangewezen.")]
    AlleenBezwaarbehandelaar,
    /// D26, reasons.
    #[error("Een beslissing op bezwaar berust op een motivering (Awb 7:12).")]
    MotiveringOntbreekt,
    /// D27.
    #[error("Een inzet wordt alleen op bezwaar herroepen door de beslissing op dat bezwaar.")]
    HerroepenAlleenOpBezwaar,
    /// D23.
    #[error("Zonder betrokken te zijn bij het huishouden kunt u alleen hulp inzetten op grond van de wet.")]
    AlleenOpGrondVanDeWet,
    /// D24.
    #[error(
        "De code '{woord}' is niet in gebruik bij deze gemeente. Het geldende beleid noemt de codes die u kunt kiezen."
    )]
    NietInCodelijst {
        /// The word that was given.
        woord: &'static str,
    },
    /// D20.
    #[error("Deze overdracht is aan iemand anders gevraagd. Alleen wie de regie krijgt, kan antwoorden.")]
    OverdrachtNietAanU,
    /// D21.
    #[error("Een overdracht wordt aanvaard met de datum van de warme overdracht: het gezamenlijke gesprek.")]
    OverdrachtVraagtGesprek,
    /// D21.
    #[error("Dit is geen overdracht van de regie.")]
    GeenOverdracht,
    /// D21.
    #[error("De warme overdracht moet al hebben plaatsgevonden.")]
    WarmeOverdrachtInToekomst,
    /// D22.
    #[error("Dit is geen jeugdhulp zonder verblijf die loopt of is toegezegd. Alleen die gaat na een verhuizing door.")]
    GeenLopendeJeugdhulp,
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
