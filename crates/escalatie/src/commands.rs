//! What can be asked of an escalatie.

use regieboek_kernel::{
    ActieId, Datum, DoorbraakId, Functionaris, HuishoudenId, Organisatie, ProfessionalId, VrijeTekst,
};

use crate::values::{Afwijsreden, Escalatiegrond, Escalatietermijn, Obstakel};

/// What can be asked of an escalatie; the text form of a variant is what an error calls it.
#[derive(Debug, Clone, PartialEq, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum EscalatieCommand {
    /// Calls in the Meer-team; any professional involved can (DOMAIN 4).
    MeldAan {
        /// For whom.
        huishouden: HuishoudenId,
        /// On which grounds.
        gronden: Vec<Escalatiegrond>,
        /// What was tried.
        geprobeerd: VrijeTekst,
        /// What is asked of the Meer-team.
        gevraagd: VrijeTekst,
        /// Whether it is urgent; only where safety is a ground.
        spoed: bool,
    },
    /// Takes it in triage: the actor becomes its behandelaar.
    NeemInTriage {},
    /// Accepts it; the regie moves to the coordinator in the same append.
    NeemAan {
        /// Who coordinates and holds the regie from now on.
        coordinator: Functionaris,
        /// Who held the regie until now.
        voorgaande_regisseur: ProfessionalId,
    },
    /// Refuses it, back to the regisseur; the regie has not moved.
    WijsAf {
        /// Why.
        reden: Afwijsreden,
        /// What the regisseur can do instead.
        advies: VrijeTekst,
    },
    /// Fixes priorities and order over other parties (doorzettingsmacht).
    BepaalVolgorde {
        /// The acties of the plan, first one first.
        volgorde: Vec<ActieId>,
        /// Why in this order.
        toelichting: VrijeTekst,
    },
    /// Takes a doorbraak decision.
    NeemDoorbraakbesluit {
        /// Its id.
        id: DoorbraakId,
        /// What stood in the way.
        obstakel: Obstakel,
        /// What is done instead.
        oplossing: VrijeTekst,
        /// What it costs, in whole euros.
        kosten_euro: u32,
        /// Who bears the costs.
        kostendrager: Organisatie,
        /// Why this is right for this huishouden.
        redenen: VrijeTekst,
        /// Last day on which it holds.
        tot: Datum,
    },
    /// Offers step-down, or offers it to someone else while nobody accepted.
    BiedAfschalingAan {
        /// Who is asked to take the regie.
        volgende_regisseur: Functionaris,
        /// What the escalatie brought.
        resultaat: VrijeTekst,
    },
    /// Accepts the step-down; the regie moves to the actor in the same append.
    AanvaardAfschaling {
        /// Day of the joint conversation.
        warme_overdracht: Datum,
    },
    /// Refuses the step-down; the regie stays with the Meer-team.
    WijsAfschalingAf {
        /// Why.
        reden: VrijeTekst,
    },
    /// Reports terugval during the nazorg.
    MeldTerugval {
        /// What happened.
        toelichting: VrijeTekst,
    },
    /// Ends the nazorg.
    SluitAf {},
    /// Notes that a term has passed; asked by the software.
    VerstrijkTermijn {
        /// Which one.
        termijn: Escalatietermijn,
    },
}
