//! The cast, and the vocabulary in which the tests speak: `als` someone `op` an instant, `doet` or `mag_niet`.

use std::sync::LazyLock;

use regieboek_escalatie::{
    Afwijsreden, Escalatie, EscalatieCommand, EscalatieError, EscalatieEvent, Escalatiegrond, Escalatietermijn,
    Obstakel, Obstakelsoort, Toestand,
};
use regieboek_kernel::{
    ActieId, Actor, Beleid, Beslisser, Bevoegdheid, DoorbraakId, Functie, Functionaris, HuishoudenId, Onderwerp,
    Opdracht, Passage, Professional, ProfessionalId, Regelfout as _, Tijdstip, Vastgelegd, Verantwoording, VrijeTekst,
};
use uuid::Uuid;

pub(crate) const GEZIN: HuishoudenId = HuishoudenId::new(Uuid::from_u128(0x10));

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rol {
    Coordinator,
    Lid,
    CjgCoach,
    Schoolcoach,
    Systeem,
}

impl Rol {
    pub(crate) fn id(self) -> ProfessionalId {
        ProfessionalId::new(Uuid::from_u128(0x20 + self as u128))
    }

    pub(crate) fn functie(self) -> Functie {
        match self {
            Self::Coordinator => Functie::CoordinatorMeerTeam,
            Self::Lid => Functie::LidMeerTeam,
            Self::CjgCoach => Functie::CjgCoach,
            Self::Schoolcoach => Functie::Schoolcoach,
            Self::Systeem => Functie::Systeem,
        }
    }

    pub(crate) fn functionaris(self) -> Functionaris {
        Functionaris { professional: self.id(), functie: self.functie(), organisatie: "gemeente".parse().unwrap() }
    }

    pub(crate) fn actor(self) -> Actor {
        if self == Self::Systeem {
            return Actor::Systeem;
        }
        Actor::Professional(Professional {
            id: self.id(),
            functie: self.functie(),
            organisatie: "gemeente".parse().unwrap(),
            naam: tekst("Sam de Vries"),
        })
    }
}

/// The policy of every story, made once.
static BELEID: LazyLock<Beleid> = LazyLock::new(Beleid::standaard);

pub(crate) fn verantwoording(rol: Rol, nu: Tijdstip) -> Verantwoording {
    Verantwoording { wie: rol.actor(), bevoegdheid: Bevoegdheid::Functie, gebeurd_op: nu, reden: None, oorzaak: None }
}

pub(crate) fn op(tijdstip: &str) -> Tijdstip {
    tijdstip.parse().unwrap()
}

pub(crate) fn tekst(inhoud: &str) -> VrijeTekst {
    VrijeTekst::new(Onderwerp::new(GEZIN.uuid()), Passage::new(Uuid::from_u128(0x30)), inhoud.to_owned())
}

pub(crate) fn actie(nummer: u128) -> ActieId {
    ActieId::new(Uuid::from_u128(0x40 + nummer))
}

pub(crate) fn doorbraak_id(nummer: u128) -> DoorbraakId {
    DoorbraakId::new(Uuid::from_u128(0x50 + nummer))
}

/// One escalatie and everything that happened to it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Verhaal {
    pub(crate) escalatie: Escalatie,
    pub(crate) feiten: Vec<Vastgelegd<EscalatieEvent>>,
}

impl Verhaal {
    pub(crate) fn beslis(
        &self,
        rol: Rol,
        nu: Tijdstip,
        wat: EscalatieCommand,
    ) -> Result<Vec<Vastgelegd<EscalatieEvent>>, EscalatieError> {
        self.escalatie.decide(Opdracht { wat, verantwoording: verantwoording(rol, nu), nu }, &BELEID)
    }

    pub(crate) fn onthoud(&mut self, feiten: Vec<Vastgelegd<EscalatieEvent>>) {
        for feit in feiten {
            self.escalatie = std::mem::take(&mut self.escalatie).evolve(feit.clone());
            self.feiten.push(feit);
        }
    }

    pub(crate) fn doet(mut self, rol: Rol, nu: &str, wat: EscalatieCommand) -> Self {
        let feiten = self.beslis(rol, op(nu), wat).unwrap();
        assert_eq!(feiten.len(), 1, "this changes something");
        self.onthoud(feiten);
        self
    }

    pub(crate) fn was_al_zo(self, rol: Rol, nu: &str, wat: EscalatieCommand) -> Self {
        assert_eq!(self.beslis(rol, op(nu), wat), Ok(vec![]));
        self
    }

    pub(crate) fn mag_niet(self, rol: Rol, nu: &str, wat: EscalatieCommand, code: &str) -> Self {
        assert_eq!(self.beslis(rol, op(nu), wat).unwrap_err().code(), code);
        self
    }

    pub(crate) fn is(self, toestand: Toestand, open: bool) -> Self {
        assert_eq!((self.escalatie.toestand(), self.escalatie.is_open()), (toestand, open));
        self
    }

    pub(crate) fn laatste(&self) -> &EscalatieEvent {
        &self.feiten.last().unwrap().feit
    }
}

pub(crate) fn meld_aan(gronden: &[Escalatiegrond], spoed: bool) -> EscalatieCommand {
    EscalatieCommand::MeldAan {
        huishouden: GEZIN,
        gronden: gronden.to_vec(),
        geprobeerd: tekst("Drie aanbieders gevraagd."),
        gevraagd: tekst("Zet de schulden voorop."),
        spoed,
    }
}

pub(crate) fn neem_in_triage() -> EscalatieCommand {
    EscalatieCommand::NeemInTriage {}
}

pub(crate) fn neem_aan(coordinator: Rol) -> EscalatieCommand {
    EscalatieCommand::NeemAan { coordinator: coordinator.functionaris(), voorgaande_regisseur: Rol::CjgCoach.id() }
}

pub(crate) fn wijs_af(reden: Afwijsreden) -> EscalatieCommand {
    EscalatieCommand::WijsAf { reden, advies: tekst("Vraag eerst het wijkteam.") }
}

pub(crate) fn bepaal_volgorde(acties: &[u128]) -> EscalatieCommand {
    EscalatieCommand::BepaalVolgorde {
        volgorde: acties.iter().copied().map(actie).collect(),
        toelichting: tekst("Eerst de schulden, dan de behandeling."),
    }
}

pub(crate) fn doorbraak(nummer: u128, kosten_euro: u32, tot: &str) -> EscalatieCommand {
    EscalatieCommand::NeemDoorbraakbesluit {
        id: doorbraak_id(nummer),
        obstakel: Obstakel {
            soort: Obstakelsoort::Toelatingseis,
            regel_of_instantie: "motivatie-eis-schuldhulp".parse().unwrap(),
            omschrijving: tekst("Schuldhulp vraagt motivatie vooraf."),
        },
        oplossing: tekst("Meteen een budgetcoach."),
        kosten_euro,
        kostendrager: "gemeente".parse().unwrap(),
        redenen: tekst("Zonder rust in het geld geen behandeling."),
        tot: tot.parse().unwrap(),
    }
}

pub(crate) fn bied_afschaling_aan(volgende: Rol) -> EscalatieCommand {
    EscalatieCommand::BiedAfschalingAan {
        volgende_regisseur: volgende.functionaris(),
        resultaat: tekst("De schulden zijn geregeld."),
    }
}

pub(crate) fn aanvaard_afschaling(warme_overdracht: &str) -> EscalatieCommand {
    EscalatieCommand::AanvaardAfschaling { warme_overdracht: warme_overdracht.parse().unwrap() }
}

pub(crate) fn wijs_afschaling_af() -> EscalatieCommand {
    EscalatieCommand::WijsAfschalingAf { reden: tekst("Er is nog geen plek op school.") }
}

pub(crate) fn meld_terugval() -> EscalatieCommand {
    EscalatieCommand::MeldTerugval { toelichting: tekst("Er is opnieuw huurachterstand.") }
}

pub(crate) fn sluit_af() -> EscalatieCommand {
    EscalatieCommand::SluitAf {}
}

pub(crate) fn verstrijk(termijn: Escalatietermijn) -> EscalatieCommand {
    EscalatieCommand::VerstrijkTermijn { termijn }
}

/// Reported by the CJG-coach on Friday 5 September 2025: help stagnates.
pub(crate) fn aangemeld() -> Verhaal {
    Verhaal::default().doet(
        Rol::CjgCoach,
        "2025-09-05T08:00:00Z",
        meld_aan(&[Escalatiegrond::HulpStagneert, Escalatiegrond::MeervoudigeProblematiek], false),
    )
}

pub(crate) fn in_triage() -> Verhaal {
    aangemeld().doet(Rol::Coordinator, "2025-09-05T09:00:00Z", neem_in_triage())
}

pub(crate) fn aangenomen() -> Verhaal {
    in_triage().doet(Rol::Coordinator, "2025-09-08T09:00:00Z", neem_aan(Rol::Coordinator))
}

pub(crate) fn afgeschaald() -> Verhaal {
    aangenomen().doet(Rol::Coordinator, "2025-12-08T09:00:00Z", bied_afschaling_aan(Rol::CjgCoach))
}

pub(crate) fn in_nazorg() -> Verhaal {
    afgeschaald().doet(Rol::CjgCoach, "2025-12-11T09:00:00Z", aanvaard_afschaling("2025-12-10"))
}
