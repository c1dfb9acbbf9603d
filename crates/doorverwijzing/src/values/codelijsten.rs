//! Closed code lists. Which reasons and results can be used, and under which national ids, is policy (D24).

use regieboek_kernel::{DoorverwijzingId, woordenlijst};
use serde::{Deserialize, Serialize};

woordenlijst! {
    /// Why a request was refused (iJw message 319).
    Weigerreden {
        /// A new application is needed.
        NieuweAanvraagNodig,
        /// The budget is used up.
        BudgetOntoereikend,
        /// No contract with this provider.
        GeenContract,
        /// Outside the contract.
        BuitenContract,
        /// Another municipality is responsible.
        AndereGemeente,
        /// Cannot be combined with help that runs already.
        Stapeling,
        /// The content of care does not fit.
        ZorginhoudelijkNietPassend,
        /// The place of residence (woonplaatsbeginsel).
        Woonplaats,
        /// Age.
        Leeftijd,
    }
}

woordenlijst! {
    /// Who refused.
    Weigeraar {
        /// The resident.
        Bewoner,
        /// The addressed organisation.
        Aanbieder,
    }
}

woordenlijst! {
    /// What waiting is caused by (DOMAIN 4).
    Wachtoorzaak {
        /// Nobody answered the request yet.
        NiemandAntwoordde,
        /// The request was refused: the time until then was lost.
        Geweigerd,
        /// The provider's queue.
        WachtrijAanbieder,
        /// The resident asked to wait.
        BewonerVroegTeWachten,
    }
}

woordenlijst! {
    /// What came of the help.
    Hulpresultaat {
        /// The goal was reached.
        Behaald,
        /// The goal was reached in part.
        DeelsBehaald,
        /// The goal was not reached.
        NietBehaald,
        /// The resident stopped early.
        VoortijdigDoorBewoner,
        /// The provider stopped early.
        VoortijdigDoorAanbieder,
        /// Resident and provider stopped early together.
        VoortijdigInOverleg,
        /// An outside cause ended it, as a move.
        VoortijdigDoorExterneOorzaak,
        /// The resident died.
        Overleden,
    }
}

impl Hulpresultaat {
    /// Whether help ended before its time (D12).
    pub const fn voortijdig(self) -> bool {
        match self {
            Self::Behaald | Self::DeelsBehaald | Self::NietBehaald => false,
            Self::VoortijdigDoorBewoner
            | Self::VoortijdigDoorAanbieder
            | Self::VoortijdigInOverleg
            | Self::VoortijdigDoorExterneOorzaak
            | Self::Overleden => true,
        }
    }
}

woordenlijst! {
    /// A term of a doorverwijzing (*config*).
    Verwijzingstermijn {
        /// From request to answer.
        Beantwoorden,
        /// From acceptance to start.
        Start,
        /// Terugkoppeling to the referrer.
        Terugkoppeling,
        /// The decision on an objection against an inzet (Awb 7:10).
        Bezwaar,
    }
}

woordenlijst! {
    /// What an inzet lacked when it was decided (Awb 10:3; the ratification repairs exactly this).
    Bevoegdheidsgebrek {
        /// There was neither a mandaat nor a statutory ground.
        MandaatOntbrak,
        /// The mandaat did not reach to this help, place, cost or day.
        BuitenMandaat,
        /// The statutory ground did not reach to this help.
        BuitenWettelijkeGrond,
        /// The holder was not registered with SKJ.
        SkjOntbrak,
        /// The mandaat had been granted without authority, or without the consents of Awb 10:4.
        VerleningGebrekkig,
    }
}

woordenlijst! {
    /// Why the authority that running help rests on does not work any more (or not now).
    Vervalgrond {
        /// The mandaat was withdrawn.
        MandaatIngetrokken,
        /// The mandaat was suspended.
        MandaatGeschorst,
        /// The last day of the mandaat passed.
        MandaatVerlopen,
        /// The SKJ registration of who deployed the help ended.
        SkjVerlopen,
        /// The besluit that the mandaat rested on does not hold any more.
        BesluitIngetrokken,
        /// The mandaat that this ondermandaat was granted within was withdrawn.
        BovenmandaatIngetrokken,
        /// The mandaat that this ondermandaat was granted within was suspended.
        BovenmandaatGeschorst,
        /// The last day passed of the mandaat that this ondermandaat was granted within.
        BovenmandaatVerlopen,
    }
}

/// Why a request was taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, strum::IntoStaticStr)]
#[serde(tag = "code", rename_all = "kebab-case", rename_all_fields = "camelCase")]
#[strum(serialize_all = "kebab-case")]
pub enum Intrekreden {
    /// Another provider was deployed for the same goal.
    AndereAanbieder {
        /// The request that took its place.
        verwijzing: DoorverwijzingId,
    },
    /// The resident asked for it.
    OpVerzoekBewoner,
    /// The help is no longer needed.
    NietMeerNodig,
    /// The plan it belonged to was closed.
    PlanGesloten,
    /// The inzet was revoked by the decision on an objection.
    HerroepenOpBezwaar,
}
