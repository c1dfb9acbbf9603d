//! What can be asked of a doorverwijzing.

use regieboek_kernel::{Datum, Deelgrond, HuishoudenId, LidId, ProfessionalId, VrijeTekst};

use crate::values::{
    Adressering, Bevoegdheidsgebrek, Bezwaaroordeel, Hulpresultaat, Intrekreden, Vervalgrond, Verwijzingstermijn,
    Verzoek, Wachtoorzaak, Weigeraar, Weigerreden,
};

/// A request to bring a huishouden and someone else together.
#[derive(Debug, Clone, PartialEq)]
pub struct Aanvraag {
    /// For which huishouden.
    pub huishouden: HuishoudenId,
    /// What is asked.
    pub verzoek: Verzoek,
    /// Of whom.
    pub gericht_aan: Adressering,
    /// Which leden it is about; none means the huishouden as a whole.
    pub betreft: Vec<LidId>,
    /// The question for help.
    pub hulpvraag: VrijeTekst,
    /// Whether it is urgent: the shorter term to answer holds.
    pub spoed: bool,
    /// On which ground it is shared.
    pub deelgrond: Option<Deelgrond>,
    /// Whether the caller stands in no relation to the huishouden: only an inzet on a statutory ground (D23).
    pub van_buiten: bool,
}

/// A refusal that leaves no gap (D9).
#[derive(Debug, Clone, PartialEq)]
pub struct Weigering {
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

/// The commands of a doorverwijzing.
#[derive(Debug, Clone, PartialEq, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
#[expect(
    clippy::large_enum_variant,
    reason = "a command is made once and moved a few times; a box would only hide what it asks"
)]
pub enum DoorverwijzingCommand {
    /// Ask; the caller becomes the referrer.
    VraagAan(Aanvraag),
    /// Accept; the caller becomes the holder.
    Aanvaard {
        /// When help is expected to start, if that is known.
        verwachte_start: Option<Datum>,
    },
    /// Accept an overdracht: the caller gets the regie.
    AanvaardOverdracht {
        /// Day of the joint conversation.
        warme_overdracht: Datum,
    },
    /// Refuse.
    Weiger(Weigering),
    /// Report when help is expected to start, and why not sooner.
    MeldWachttijd {
        /// The expected day.
        verwachte_start: Datum,
        /// What the waiting is for.
        oorzaak: Wachtoorzaak,
    },
    /// Report that help has started.
    Start {
        /// The first day.
        op: Datum,
    },
    /// Report that help has ended.
    RondAf {
        /// What came of it.
        resultaat: Hulpresultaat,
        /// In words.
        toelichting: VrijeTekst,
    },
    /// Take the request back.
    TrekIn {
        /// Why.
        reden: Intrekreden,
    },
    /// Tell the referrer what became of it.
    KoppelTerug {
        /// What is told.
        inhoud: VrijeTekst,
    },
    /// Record that a term has passed.
    VerstrijkTermijn {
        /// Which term.
        termijn: Verwijzingstermijn,
    },
    /// Record that the inzet proved to lack authority.
    MeldBevoegdheidsgebrek {
        /// What was lacking.
        gebrek: Bevoegdheidsgebrek,
    },
    /// Record that the competent body ratified the inzet.
    BekrachtigInzet {
        /// The number of its decision.
        besluit: String,
        /// The defect that it repairs.
        gebrek: Bevoegdheidsgebrek,
        /// In words.
        toelichting: VrijeTekst,
    },
    /// Record that the authority the running help rests on does not work any more.
    LaatBevoegdheidVervallen {
        /// Why.
        wegens: Vervalgrond,
    },
    /// Record that the authority works again that had stopped for this reason.
    LaatBevoegdheidHerleven {
        /// The reason that is over.
        wegens: Vervalgrond,
    },
    /// What is asked about an objection against the inzet.
    #[strum(serialize = "bezwaar")]
    Bezwaar(BezwaarCommand),
}

/// The commands about an objection.
#[derive(Debug, Clone, PartialEq)]
pub enum BezwaarCommand {
    /// Record that someone objected to the inzet.
    LegVast {
        /// The name of who objects.
        indiener: VrijeTekst,
        /// The day the objection was received.
        ontvangen_op: Datum,
        /// Why, in the words of who objects.
        gronden: VrijeTekst,
    },
    /// Name who will decide on it; replaces who was named before.
    WijsToe {
        /// Who will decide.
        behandelaar: ProfessionalId,
        /// Who passed on the mandaat that the inzet rests on, and whoever holds an ondermandaat of the same holder.
        kring: Vec<ProfessionalId>,
    },
    /// Decide on it; the caller is who was named.
    Beslis {
        /// What is decided.
        oordeel: Bezwaaroordeel,
        /// The reasons.
        motivering: VrijeTekst,
        /// As when it was assigned, as it is now.
        kring: Vec<ProfessionalId>,
    },
    /// Record that it was taken back.
    TrekIn,
}
