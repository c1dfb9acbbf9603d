//! The vocabulary: invented people, texts, moments, and a course of commands on one aggregate.

use std::fmt::Debug;

use regieboek_kernel::{
    Actor, Beleid, Beslisser, Bevoegdheid, Functie, HuishoudenId, Onderwerp, Opdracht, Passage, Professional,
    ProfessionalId, Regelfout, Tijdstip, Vastgelegd, Verantwoording, VrijeTekst,
};
use uuid::Uuid;

pub(crate) fn tekst(wat: &str) -> VrijeTekst {
    VrijeTekst::new(Onderwerp::new(Uuid::from_u128(1)), Passage::new(Uuid::from_u128(2)), wat.to_owned())
}

pub(crate) fn huishouden(nummer: u128) -> HuishoudenId {
    HuishoudenId::new(Uuid::from_u128(nummer))
}

pub(crate) fn op(moment: &str) -> Tijdstip {
    moment.parse().expect("an instant")
}

pub(crate) fn iemand(nummer: u128, functie: Functie, organisatie: &str) -> Actor {
    Actor::Professional(Professional {
        id: ProfessionalId::new(Uuid::from_u128(nummer)),
        functie,
        organisatie: organisatie.parse().expect("a code"),
        naam: tekst("Naam"),
    })
}

pub(crate) fn schoolcoach() -> Actor {
    iemand(11, Functie::Schoolcoach, "school-de-regenboog")
}

pub(crate) fn cjg_coach() -> Actor {
    iemand(12, Functie::CjgCoach, "cjg")
}

pub(crate) fn wmo_consulent() -> Actor {
    iemand(13, Functie::WmoConsulent, "gemeente")
}

pub(crate) fn id(wie: &Actor) -> ProfessionalId {
    wie.professional().expect("a professional").id
}

pub(crate) fn verantwoording(wie: Actor, nu: Tijdstip) -> Verantwoording {
    let bevoegdheid = match wie {
        Actor::Professional(_) => Bevoegdheid::Functie,
        Actor::Systeem => Bevoegdheid::Regel,
    };
    Verantwoording { wie, bevoegdheid, gebeurd_op: nu, reden: None, oorzaak: None }
}

/// A course of commands on one aggregate; each step says what is expected of it.
#[derive(Debug, Clone)]
pub(crate) struct Verloop<A: Beslisser> {
    pub(crate) stand: A,
    nu: Tijdstip,
}

impl<A: Beslisser> Verloop<A>
where
    A::Error: PartialEq + Debug,
{
    pub(crate) fn begint_op(moment: &str) -> Self {
        Self { stand: A::default(), nu: op(moment) }
    }

    pub(crate) fn op(mut self, moment: &str) -> Self {
        self.nu = op(moment);
        self
    }

    fn vraag(&self, wie: Actor, wat: A::Command) -> Result<Vec<Vastgelegd<A::Event>>, A::Error> {
        let verantwoording = verantwoording(wie, self.nu);
        self.stand.decide(Opdracht { wat, verantwoording, nu: self.nu }, &Beleid::standaard())
    }

    pub(crate) fn dan(mut self, wie: Actor, wat: A::Command) -> Self {
        let feiten = self.vraag(wie, wat).expect("allowed");
        assert_eq!(feiten.len(), 1, "one fact");
        self.stand = feiten.into_iter().fold(self.stand, A::evolve);
        self
    }

    pub(crate) fn verandert_niets(self, wie: Actor, wat: A::Command) -> Self {
        assert_eq!(self.vraag(wie, wat).expect("allowed"), vec![]);
        self
    }

    pub(crate) fn weigert(self, wie: Actor, wat: A::Command, fout: A::Error) -> Self {
        assert_eq!(self.vraag(wie, wat), Err(fout));
        self
    }

    pub(crate) fn weigert_met_code(self, wie: Actor, wat: A::Command, code: &str) -> Self {
        assert_eq!(self.vraag(wie, wat).expect_err("refused").code(), code);
        self
    }

    pub(crate) fn feit(&self, wie: Actor, wat: A::Command) -> A::Event {
        self.vraag(wie, wat).expect("allowed").remove(0).feit
    }
}
