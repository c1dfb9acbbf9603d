//! The rules of a huishouden, as refusals. No person's data ever stands in these texts.

use regieboek_kernel::{
    ActieId, DoelId, EscalatieId, Functie, HuishoudenId, LidId, Organisatie, Regelfout, ToestemmingId,
};

/// Why a huishouden refuses.
#[derive(Debug, Clone, PartialEq, thiserror::Error, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum HuishoudenError {
    /// The command does not fit the state.
    #[error("De opdracht '{opdracht}' past niet bij een huishouden {toestand}.")]
    PastNietBijToestand {
        /// The state, as in "een huishouden zonder plan".
        toestand: &'static str,
        /// The command.
        opdracht: &'static str,
    },
    /// H1.
    #[error("Dit gebied hoort niet bij deze gemeente.")]
    GebiedOnbekend,
    /// H2.
    #[error("Een huishouden heeft ten minste één lid.")]
    GeenLeden,
    /// H2.
    #[error("Het lid {lid} komt twee keer voor.")]
    LidDubbel {
        /// The lid.
        lid: LidId,
    },
    /// H3, H7 and H12.
    #[error("Het lid {lid} hoort niet bij dit huishouden.")]
    LidOnbekend {
        /// The lid.
        lid: LidId,
    },
    /// H3.
    #[error("Het lid {lid} kan geen gezag over zichzelf hebben.")]
    GezagOverZichzelf {
        /// The lid.
        lid: LidId,
    },
    /// H3.
    #[error("Gezag kan niet op een latere dag ingaan dan vandaag.")]
    GezagInToekomst,
    /// H4.
    #[error("Contactpersoon, regisseur en nazorgeigenaar zijn personen; noem wie het is.")]
    PersoonOntbreekt,
    /// H5.
    #[error("Alleen de regisseur kan dit doen; zonder plan de contactpersoon, na sluiten de nazorgeigenaar.")]
    AlleenRegisseurOfContactpersoon,
    /// H6.
    #[error(
        "Er is geen toestemming die dit delen met deze organisatie nu dekt, en er is geen andere grondslag genoemd."
    )]
    GeenGrondslagVoorDelen,
    /// H7.
    #[error("De geboortedatum van lid {lid} is niet bekend; daardoor is niet vast te stellen wie toestemming geeft.")]
    GeboortedatumOnbekend {
        /// The lid.
        lid: LidId,
    },
    /// H7.
    #[error("Leg eerst vast wie het gezag over lid {lid} heeft; daarna kan de toestemming worden gegeven.")]
    GezagOnbekend {
        /// The child.
        lid: LidId,
    },
    /// H7.
    #[error(
        "Deze toestemming is niet gegeven door precies wie dat mag: tot 12 jaar allen met gezag, van 12 tot 16 jaar \
         het kind en allen met gezag, vanaf 16 jaar alleen de persoon zelf (Jeugdwet 7.3.4)."
    )]
    NietGegevenDoorWieMag,
    /// H8.
    #[error("Een toestemming kan niet eindigen voordat zij begint.")]
    ToestemmingAlVerlopen,
    /// H12.
    #[error("De toestemming {toestemming} is niet bekend in dit huishouden.")]
    ToestemmingOnbekend {
        /// The consent.
        toestemming: ToestemmingId,
    },
    /// H9.
    #[error("Dit huishouden heeft al een actief plan. Er is er nooit meer dan één.")]
    PlanAlActief,
    /// H10.
    #[error("Alleen de regisseur van het plan kan dit doen.")]
    AlleenRegisseur,
    /// H11.
    #[error("Alleen wie bij het huishouden betrokken is, kan dit doen.")]
    NietBetrokken,
    /// H12.
    #[error("Het doel {doel} staat niet in het plan.")]
    DoelOnbekend {
        /// The goal.
        doel: DoelId,
    },
    /// H12.
    #[error("De actie {actie} staat niet in het plan.")]
    ActieOnbekend {
        /// The actie.
        actie: ActieId,
    },
    /// H12.
    #[error("De actie {actie} staat twee keer in de volgorde.")]
    ActieDubbel {
        /// The actie.
        actie: ActieId,
    },
    /// H13.
    #[error("Tijdens de escalatie bepaalt het Meer-team de volgorde, met zijn doorzettingsmacht.")]
    MeerTeamBepaaltVolgorde {
        /// The escalatie.
        escalatie: EscalatieId,
    },
    /// H14.
    #[error("Alleen het Meer-team kan dit doen, en alleen iemand van het Meer-team kan hiervoor worden genoemd.")]
    AlleenMeerTeam,
    /// H15.
    #[error("Een overdracht van de regie wordt aanvaard door wie de regie krijgt.")]
    NietAanvaardDoorOntvanger,
    /// H15.
    #[error("De warme overdracht moet al hebben plaatsgevonden.")]
    WarmeOverdrachtInToekomst,
    /// H16.
    #[error("Het Meer-team heeft de regie door een escalatie die nog niet is afgeschaald.")]
    EscalatieNogOpen {
        /// The escalatie.
        escalatie: EscalatieId,
    },
    /// H17.
    #[error("De regisseur kan zijn werk doen; er is geen regievacuum.")]
    GeenRegievacuum,
    /// H21.
    #[error("Het contactpersoonschap van dit huishouden is niet aan u overgedragen.")]
    ContactNietAanU,
    /// H22.
    #[error(
        "De regie ligt al bij het Meer-team: bij een {functie} van {organisatie}. Laat die de escalatie aannemen of de \
         regie overdragen."
    )]
    RegieAlBijMeerTeam {
        /// In which function the regie is held.
        functie: Functie,
        /// For which organisation.
        organisatie: Organisatie,
    },
    /// H18.
    #[error("Het doel {doel} is nog niet geëvalueerd.")]
    DoelNietGeevalueerd {
        /// The first such goal.
        doel: DoelId,
    },
    /// H19.
    #[error("Alleen de eigenaar van de nazorg kan een nazorgcontrole uitvoeren.")]
    AlleenNazorgeigenaar,
    /// H19.
    #[error("De nazorgcontrole {controle} is niet afgesproken.")]
    ControleOnbekend {
        /// Its number.
        controle: u8,
    },
    /// H19.
    #[error("De nazorgcontrole {controle} is al uitgevoerd, met een andere uitkomst.")]
    ControleAlUitgevoerd {
        /// Its number.
        controle: u8,
    },
    /// H23.
    #[error("Een MDO is met bewoners en niet over hen. Noem welke bewoners erbij waren, of waarom zij er niet waren.")]
    MdoZonderBewoners,
    /// H23.
    #[error("Een MDO wordt vastgelegd nadat het is gehouden.")]
    MdoInToekomst,
    /// H24.
    #[error("Wie aan het MDO deelneemt, is bij het huishouden betrokken. Voeg deze deelnemer eerst toe.")]
    DeelnemerNietBetrokken,
    /// H24.
    #[error("Een afwijkende mening is van een bewoner of van een professional die bij het MDO was.")]
    MeningVanAfwezige,
    /// H25.
    #[error("Een maatregel legt de regie bij een jeugdbeschermer van een gecertificeerde instelling.")]
    GeenJeugdbeschermer,
    /// H25.
    #[error("De maatregel is vandaag niet van kracht. Leg haar vast als zij is ingegaan en nog loopt.")]
    MaatregelNietVanKracht,
    /// H25.
    #[error("Een verlenging eindigt later dan de maatregel nu.")]
    VerlengingNietLater,
    /// H25.
    #[error("Een maatregel eindigt niet voor haar eerste dag en wordt beëindigd op of na de dag zelf.")]
    EindeNietMogelijk,
    /// H26.
    #[error("Een maatregel wordt vastgelegd door de regisseur, het Meer-team of de instelling zelf.")]
    MaatregelNietDoorBevoegde,
    /// H26.
    #[error(
        "Door een maatregel ligt de regie bij een gecertificeerde instelling. Zolang de maatregel loopt, blijft dat zo."
    )]
    MaatregelLoopt,
    /// H26.
    #[error("Er loopt geen maatregel.")]
    GeenMaatregel,
    /// H28.
    #[error("Er is geen verhuizing gemeld.")]
    GeenVerhuizing,
    /// H28.
    #[error(
        "De nieuwe gemeente heeft de overname nog niet bevestigd. Tot dan blijft deze gemeente verantwoordelijk en kan \
         het plan niet worden gesloten wegens verhuizing."
    )]
    OvernameNietBevestigd,
    /// H40.
    #[error("Het huishouden blijft in deze gemeente. Leg de verhuizing vast als adreswijziging.")]
    VerhuizingBinnenGemeente,
    /// H29.
    #[error("De overdracht gaat naar iemand die de regie al heeft.")]
    IsAlRegisseur,
    /// H29.
    #[error("Wie deze overdracht vroeg, is niet meer de regisseur. De overdracht kan daarom niet worden aanvaard.")]
    RegisseurGewisseld,
    /// H38.
    #[error("Dit huishouden is opgegaan in een ander huishouden. Het is nog te lezen; leg nieuwe dingen daar vast.")]
    IsOpgegaan {
        /// The huishouden that took it up.
        huishouden: HuishoudenId,
    },
    /// H30.
    #[error("Alleen de eigenaar van het huishouden of een coördinator van het Meer-team kan dit vastleggen.")]
    AlleenEigenaarOfCoordinator,
    /// H31.
    #[error("Een wijziging wordt vastgelegd op of na de dag waarop zij ingaat.")]
    WijzigingInToekomst,
    /// H33.
    #[error("Bij een splitsing vertrekt ten minste één lid en blijft er ten minste één.")]
    SplitsingZonderTweeDelen,
    /// H34.
    #[error("Beide huishoudens hebben een actief plan. Sluit eerst een van de twee plannen.")]
    BeideEenActiefPlan,
    /// H34.
    #[error("Het huishouden dat opgaat heeft een actief plan. Sluit dat plan eerst, of voeg andersom samen.")]
    PlanInOpgaandHuishouden,
    /// H35.
    #[error("Alleen een coördinator van het Meer-team kan dit doen.")]
    AlleenCoordinator,
    /// H36.
    #[error("Het lid {lid} heeft in beide huishoudens een ander BSN en kan dus niet dezelfde persoon zijn.")]
    BsnVerschilt {
        /// The lid.
        lid: LidId,
    },
    /// H37.
    #[error("Een huishouden kan niet met zichzelf worden samengevoegd.")]
    NietMetZichzelf,
    /// H37.
    #[error("Het huishouden {ander} is niet in dit huishouden opgegaan.")]
    SamenvoegingOnbekend {
        /// The other huishouden.
        ander: HuishoudenId,
    },
    /// H43.
    #[error("Noem sinds welke dag dit lid ook in het andere huishouden woont.")]
    SindsOntbreekt,
    /// H43.
    #[error("Noem een ander huishouden dan dit.")]
    IsDitHuishouden,
    /// H43.
    #[error("Het huishouden waarvan het kind lid is, heeft niet vastgelegd dat lid {lid} hier ook woont.")]
    VerblijfNietGenoemd {
        /// The child.
        lid: LidId,
    },
    /// H44.
    #[error(
        "Lid {lid} woont hier een deel van de tijd en is lid van een ander huishouden. Wat dit kind aangaat, wordt daar \
         vastgelegd en besloten."
    )]
    LidVanAnderHuishouden {
        /// The child.
        lid: LidId,
    },
    /// H45.
    #[error("De geboortedatum van lid {lid} is niet bekend; daardoor is niet vast te stellen of het minderjarig is.")]
    LeeftijdOnbekend {
        /// The child.
        lid: LidId,
    },
    /// H45.
    #[error("Lid {lid} is meerderjarig. Alleen een minderjarig kind kan in twee huishoudens wonen.")]
    NietMinderjarig {
        /// Who.
        lid: LidId,
    },
    /// H46.
    #[error("Het kind {lid} woont niet een deel van de tijd in dit huishouden.")]
    MedebewonerOnbekend {
        /// Who.
        lid: LidId,
    },
    /// H20.
    #[error("Alleen het systeem stelt vast dat een termijn is verstreken.")]
    AlleenSysteem,
    /// H20.
    #[error("Deze termijn is nog niet verstreken.")]
    TermijnNietVerstreken,
}

impl Regelfout for HuishoudenError {
    fn code(&self) -> &'static str {
        self.into()
    }
}
