//! What can be asked of a huishouden.

use regieboek_kernel::{
    ActieId, Betrokkene, Datum, Deelgrond, DoorverwijzingId, EscalatieId, Gemeente, HuishoudenId, Leefgebied, LidId,
    ToestemmingId, VrijeTekst,
};

use crate::values::{
    Actie, Adreswijziging, Afsplitsing, Controleverslag, Deling, Delingseinde, Doel, Evaluatie, Gezag, Inbreng,
    Maatregel, Mdo, Medebewoner, Opname, Planopening, Regievorm, Registratie, Sluitreden, Splitsing, TermijnSoort,
    Toestemming, Vacuumreden, Verblijf, Vertrekreden, Zelfde,
};

/// What can be asked of a huishouden.
#[derive(Debug, Clone, PartialEq, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum HuishoudenCommand {
    /// Register it, with a contactpersoon at once.
    Registreer(Registratie),
    /// Record the gezag over each child that is named, in full: it replaces what was known of those children.
    LegGezagVast {
        /// All of it.
        gezag: Vec<Gezag>,
    },
    /// Bring someone in (by regisseur or contactpersoon).
    VoegBetrokkeneToe {
        /// Who.
        wie: Betrokkene,
        /// On which ground.
        deelgrond: Option<Deelgrond>,
        /// What is shared.
        categorieen: Vec<Leefgebied>,
    },
    /// End what someone was added for; an accepted doorverwijzing that still runs keeps its own sight.
    BeeindigBetrokkenheid {
        /// Who.
        wie: Betrokkene,
    },
    /// Who accepts a doorverwijzing joins (one append with the acceptance).
    BetrekDoorVerwijzing {
        /// The doorverwijzing.
        verwijzing: DoorverwijzingId,
        /// Who accepted.
        wie: Betrokkene,
        /// On which ground.
        deelgrond: Option<Deelgrond>,
        /// What the help needs to see.
        categorieen: Vec<Leefgebied>,
    },
    /// The help of a doorverwijzing ended (one append with that end).
    BeeindigBetrokkenheidDoorVerwijzing {
        /// The doorverwijzing.
        verwijzing: DoorverwijzingId,
    },
    /// Triage makes the coordinator involved (one append with the triage).
    BetrekCoordinator {
        /// The escalatie.
        escalatie: EscalatieId,
        /// Who took it.
        wie: Betrokkene,
    },
    /// Record a consent.
    GeefToestemming(Toestemming),
    /// Withdraw a consent.
    TrekToestemmingIn {
        /// Which.
        id: ToestemmingId,
    },
    /// Offer the contactpersoonschap to someone; whoever has it keeps it until that one accepts.
    DraagContactOver {
        /// To whom: a person.
        naar: Betrokkene,
    },
    /// Accept the contactpersoonschap (by whom it was offered to).
    NeemContactOver,
    /// Open the plan and appoint its regisseur.
    OpenPlan(Planopening),
    /// Set a goal.
    StelDoel(Doel),
    /// Add an actie to a goal.
    VoegActieToe(Actie),
    /// An actie was done.
    RondActieAf {
        /// Which.
        id: ActieId,
    },
    /// Fix the order of acties.
    BepaalVolgorde {
        /// First to last.
        volgorde: Vec<ActieId>,
    },
    /// Propose an order of acties.
    StelVolgordeVoor {
        /// First to last.
        volgorde: Vec<ActieId>,
    },
    /// The Meer-team takes over on an accepted escalatie.
    NeemRegieOver {
        /// The escalatie.
        escalatie: EscalatieId,
        /// Who holds the regie from then on.
        regisseur: Betrokkene,
    },
    /// A step-down is accepted (by its receiver).
    GeefRegieTerug {
        /// The escalatie.
        escalatie: EscalatieId,
        /// Who holds the regie from then on.
        regisseur: Betrokkene,
        /// Day of the joint conversation.
        warme_overdracht: Datum,
    },
    /// An overdracht is accepted (by its receiver).
    DraagRegieOver {
        /// Who holds the regie from then on.
        naar: Betrokkene,
        /// Day of the joint conversation.
        warme_overdracht: Datum,
    },
    /// The Meer-team appoints a regisseur in a regievacuum.
    BenoemRegisseur {
        /// Who holds the regie from then on.
        regisseur: Betrokkene,
    },
    /// The regisseur cannot act.
    MeldRegievacuum {
        /// Why.
        reden: Vacuumreden,
    },
    /// Judge a goal.
    EvalueerDoel(Evaluatie),
    /// Close the plan.
    SluitPlan {
        /// Why.
        reden: Sluitreden,
        /// Who watches from then on.
        nazorg_eigenaar: Betrokkene,
    },
    /// Do a check after closing.
    VoerNazorgcontroleUit(Controleverslag),
    /// Terugval in the nazorg of an escalatie re-opens the plan (one append with that terugval).
    HeropenPlan {
        /// The escalatie.
        escalatie: EscalatieId,
    },
    /// Record a multidisciplinary meeting.
    HoudMdo(Mdo),
    /// Record a court measure: it moves the regie without anyone's acceptance.
    LegMaatregelVast(Maatregel),
    /// The court extended its measure.
    VerlengMaatregel {
        /// The new last day.
        tot: Datum,
    },
    /// The court ended its measure early.
    BeeindigMaatregel {
        /// The day.
        op: Datum,
    },
    /// A resident takes the regie, or leaves it to the professional who coordinates.
    WijzigRegievorm {
        /// The form from now on.
        vorm: Regievorm,
    },
    /// The huishouden moves to another municipality.
    MeldVerhuizing {
        /// From this municipality.
        vanuit: Gemeente,
        /// To which.
        naar_gemeente: Gemeente,
        /// From which day.
        per: Datum,
    },
    /// The other municipality confirmed that it takes over.
    BevestigOvername,
    /// The residents ask that running youth help without stay goes on after the move (Jeugdwet 2.7a).
    ZetJeugdhulpVoort {
        /// Which help.
        verwijzing: DoorverwijzingId,
    },
    /// Someone becomes a lid.
    NeemLidOp(Opname),
    /// A lid died.
    MeldOverlijden {
        /// Who.
        lid: LidId,
        /// The day.
        op: Datum,
    },
    /// A lid leaves.
    LaatVertrekken {
        /// Who.
        lid: LidId,
        /// Why.
        reden: Vertrekreden,
        /// The day.
        op: Datum,
    },
    /// They live elsewhere.
    WijzigAdres(Adreswijziging),
    /// Record where a lid lives besides.
    LegVerblijfVast(Verblijf),
    /// The huishouden that was named confirms that this lid lives there (one append with [`Self::NeemMedebewonerOp`]).
    BevestigVerblijf(Deling),
    /// A child of another huishouden lives here part of the time.
    NeemMedebewonerOp(Medebewoner),
    /// It no longer does, says this huishouden.
    LaatMedebewonerGaan {
        /// Which child.
        lid: LidId,
        /// The day.
        op: Datum,
    },
    /// What was shared with another huishouden ended there (one append with that end).
    BeeindigDelingen {
        /// The other huishouden.
        met: HuishoudenId,
        /// Of which children.
        leden: Vec<LidId>,
        /// Why.
        reden: Delingseinde,
        /// The day.
        op: Datum,
    },
    /// Leden go on as another huishouden (one append with its beginning).
    Splits(Splitsing),
    /// Begin where another huishouden was split.
    BeginNaSplitsing(Box<Afsplitsing>),
    /// Take up another registration of the same people (one append with its going up).
    VoegSamen {
        /// The other huishouden.
        ander: HuishoudenId,
        /// What it brings in.
        inbreng: Box<Inbreng>,
        /// Which leden are one person; those whose keys are equal need not be named.
        zelfde: Vec<Zelfde>,
    },
    /// Go up in another huishouden.
    GaOpIn {
        /// Which.
        huishouden: HuishoudenId,
    },
    /// Undo a merge that proved wrong (one append with the other's return).
    MaakSamenvoegingOngedaan {
        /// The huishouden that was taken up.
        ander: HuishoudenId,
        /// Why it was wrong, in words.
        toelichting: VrijeTekst,
    },
    /// Be on one's own again.
    HerstelUit {
        /// The huishouden that had taken it up.
        huishouden: HuishoudenId,
    },
    /// Judge that another huishouden is not the same.
    SluitDubbelUit {
        /// Which.
        ander: HuishoudenId,
    },
    /// A term passed.
    VerstrijkTermijn {
        /// Which.
        soort: TermijnSoort,
    },
}
