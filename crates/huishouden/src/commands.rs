//! What can be asked of a huishouden.

use regieboek_kernel::{
    ActieId, Betrokkene, Datum, Deelgrond, DoorverwijzingId, EscalatieId, Leefgebied, ToestemmingId,
};

use crate::values::{
    Actie, Controleverslag, Doel, Evaluatie, Gezag, Planopening, Registratie, Sluitreden, TermijnSoort, Toestemming,
    Vacuumreden,
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
    /// A term passed.
    VerstrijkTermijn {
        /// Which.
        soort: TermijnSoort,
    },
}
