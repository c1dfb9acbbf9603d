//! The rules of a huishouden, as refusals. No person's data ever stands in these texts.

use regieboek_kernel::{ActieId, DoelId, EscalatieId, Gebied, LidId, Regelfout, ToestemmingId};

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
    #[error("Het gebied '{gebied}' hoort niet bij deze gemeente.")]
    GebiedOnbekend {
        /// The area.
        gebied: Gebied,
    },
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
