//! Closed code lists; reasons and results carry the ids of the national iJw lists, so that messages can be mapped.

use regieboek_kernel::{DoorverwijzingId, woordenlijst};
use serde::{Deserialize, Serialize};

woordenlijst! {
    /// Why a request was refused: iJw message 319, code list WJ759.
    Weigerreden {
        /// 1: a new application is needed.
        NieuweAanvraagNodig,
        /// 2: the budget is used up.
        BudgetOntoereikend,
        /// 3: no contract with this provider.
        GeenContract,
        /// 4: outside the contract.
        BuitenContract,
        /// 5: another municipality is responsible.
        AndereGemeente,
        /// 6: cannot be combined with help that runs already.
        Stapeling,
        /// 7: the content of care does not fit.
        ZorginhoudelijkNietPassend,
        /// 8: the place of residence (woonplaatsbeginsel).
        Woonplaats,
        /// 9: age.
        Leeftijd,
    }
}

impl Weigerreden {
    /// The id in code list WJ759.
    pub const fn code(self) -> u8 {
        match self {
            Self::NieuweAanvraagNodig => 1,
            Self::BudgetOntoereikend => 2,
            Self::GeenContract => 3,
            Self::BuitenContract => 4,
            Self::AndereGemeente => 5,
            Self::Stapeling => 6,
            Self::ZorginhoudelijkNietPassend => 7,
            Self::Woonplaats => 8,
            Self::Leeftijd => 9,
        }
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
    /// The id in the Jeugdwet code list JZ588 (reden beeindiging).
    pub const fn stopcode(self) -> u8 {
        match self {
            Self::Behaald | Self::DeelsBehaald | Self::NietBehaald => 31,
            Self::VoortijdigDoorBewoner => 32,
            Self::VoortijdigDoorAanbieder => 33,
            Self::VoortijdigInOverleg => 34,
            Self::VoortijdigDoorExterneOorzaak => 35,
            Self::Overleden => 2,
        }
    }

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
}
