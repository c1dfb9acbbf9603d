//! The vocabulary of these tests: everything goes through `decide`, nothing is put into a state by hand.

use regieboek_kernel::{
    Actor, Beleid, Beslisser, Bevoegdheid, Datum, Functie, MandaatbesluitId, Onderwerp, Opdracht, Passage,
    Persoonsgegeven, Professional, ProfessionalId, Tijdstip, Vastgelegd, Verantwoording, VrijeTekst, amsterdam,
};
use regieboek_mandaat::{
    Besluit, Besluitgrenzen, Gronden, Inschrijving, InzetVraag, Mandaat, MandaatCommand, MandaatError, Mandaatbesluit,
    MandaatbesluitCommand, Mandaathouder, Periode, Reden, Reikwijdte, SkjRegistratie, SkjRegistratieCommand, Verlening,
    Wetstekst,
};
use uuid::Uuid;

/// The day and time of granting in every story, unless it says otherwise.
pub(crate) const DAG_VAN_VERLENING: &str = "2026-01-05 09:00";

pub(crate) fn wie(nummer: u128) -> ProfessionalId {
    ProfessionalId::new(Uuid::from_u128(nummer))
}

pub(crate) fn datum(tekst: &str) -> Datum {
    tekst.parse().unwrap()
}

/// A local time, as `2026-06-30 23:59`.
pub(crate) fn tijd(tekst: &str) -> Tijdstip {
    let lokaal: jiff::civil::DateTime = tekst.parse().unwrap();
    Tijdstip::new(lokaal.to_zoned(amsterdam()).unwrap().timestamp())
}

pub(crate) fn codes<C: std::str::FromStr<Err: std::fmt::Debug>>(teksten: &[&str]) -> Vec<C> {
    teksten.iter().map(|tekst| tekst.parse().unwrap()).collect()
}

pub(crate) fn periode(van: &str, tot_en_met: &str) -> Periode {
    Periode { van: datum(van), tot_en_met: datum(tot_en_met) }
}

pub(crate) fn tekst(inhoud: &str) -> VrijeTekst {
    Persoonsgegeven::new(Onderwerp::new(Uuid::from_u128(7)), Passage::new(Uuid::from_u128(8)), inhoud.to_owned())
}

/// Someone who acts, in a function.
pub(crate) fn als(nummer: u128, functie: Functie) -> Verantwoording {
    Verantwoording {
        wie: Actor::Professional(Professional {
            id: wie(nummer),
            functie,
            organisatie: "gemeente-haarlemmermeer".parse().unwrap(),
            naam: tekst("Bea Beheer"),
        }),
        bevoegdheid: Bevoegdheid::Functie,
        gebeurd_op: tijd(DAG_VAN_VERLENING),
        reden: None,
        oorzaak: None,
    }
}

/// The mandaatbeheerder of every story.
pub(crate) fn beheerder() -> Verantwoording {
    als(1, Functie::Mandaatbeheerder)
}

/// The software itself.
pub(crate) fn systeem() -> Verantwoording {
    Verantwoording { wie: Actor::Systeem, bevoegdheid: Bevoegdheid::Regel, ..beheerder() }
}

/// What `decide` says to the software at a local time.
pub(crate) fn beslis_zelf<A: Beslisser>(
    toestand: &A,
    wat: A::Command,
    op: &str,
) -> Result<Vec<Vastgelegd<A::Event>>, A::Error> {
    toestand.decide(Opdracht { wat, verantwoording: systeem(), nu: tijd(op) }, &Beleid::standaard())
}

/// What `decide` says to the mandaatbeheerder at a local time.
pub(crate) fn beslis<A: Beslisser>(
    toestand: &A,
    wat: A::Command,
    op: &str,
) -> Result<Vec<Vastgelegd<A::Event>>, A::Error> {
    toestand.decide(Opdracht { wat, verantwoording: beheerder(), nu: tijd(op) }, &Beleid::standaard())
}

/// The state after a command that must succeed.
pub(crate) fn na<A: Beslisser>(toestand: A, wat: A::Command, op: &str) -> A {
    let feiten = beslis(&toestand, wat, op).unwrap();
    feiten.into_iter().fold(toestand, A::evolve)
}

pub(crate) fn jeugdhulp() -> Reikwijdte {
    Reikwijdte {
        voorzieningen: codes(&["opvoedondersteuning", "ambulante-jeugdhulp", "jeugd-ggz"]),
        gebieden: vec![],
        scholen: vec![],
        kostenplafond_euro: None,
    }
}

/// The college's decision on youth help of 15 December 2025.
pub(crate) fn jeugdbesluit() -> Besluit {
    Besluit {
        nummer: "2025-0042".to_owned(),
        genomen_op: datum("2025-12-15"),
        wetstekst: Wetstekst { regeling: "Jeugdwet art. 2.3".to_owned(), versie: datum("2015-01-01") },
        reikwijdte: jeugdhulp(),
        geldig: periode("2026-01-01", "2027-12-31"),
        functies: vec![Functie::Schoolcoach, Functie::CjgCoach],
        ondermandaat_toegestaan: false,
    }
}

pub(crate) fn geldend(besluit: Besluit) -> Mandaatbesluit {
    na(Mandaatbesluit::default(), MandaatbesluitCommand::LegVast(besluit), DAG_VAN_VERLENING)
}

pub(crate) fn inschrijving(geldig_tot: &str) -> Inschrijving {
    Inschrijving { houder: wie(2), nummer: tekst("SKJ-120034567"), geldig_tot: datum(geldig_tot) }
}

pub(crate) fn ingeschreven(geldig_tot: &str) -> SkjRegistratie {
    na(SkjRegistratie::default(), SkjRegistratieCommand::Registreer(inschrijving(geldig_tot)), DAG_VAN_VERLENING)
}

/// All youth help for a schoolcoach who is employed by a school, through 2026.
pub(crate) fn voor_schoolcoach() -> Verlening {
    Verlening {
        besluit: MandaatbesluitId::new(Uuid::from_u128(3)),
        besluitversie: 1,
        houder: Mandaathouder {
            professional: wie(2),
            functie: Functie::Schoolcoach,
            organisatie: "school-de-regenboog".parse().unwrap(),
            naam: tekst("Sam School"),
        },
        in_dienst_van_gemeente: false,
        instemming_houder: Some(datum("2025-12-18")),
        instemming_werkgever: Some(datum("2025-12-19")),
        reikwijdte: jeugdhulp(),
        geldig: periode("2026-01-05", "2026-12-31"),
        wetstekst: None,
        boven: None,
    }
}

/// A granting to be judged: `verlenen().met(|v| ..).kan_niet(..)`.
pub(crate) struct Verlenen {
    verlening: Verlening,
    grenzen: Besluitgrenzen,
    skj_geldig_tot: Option<Datum>,
    door: Verantwoording,
}

pub(crate) fn verlenen() -> Verlenen {
    Verlenen {
        verlening: voor_schoolcoach(),
        grenzen: geldend(jeugdbesluit()).grenzen().unwrap(),
        skj_geldig_tot: Some(datum("2030-06-30")),
        door: beheerder(),
    }
}

impl Verlenen {
    pub(crate) fn met(mut self, verander: impl FnOnce(&mut Verlening)) -> Self {
        verander(&mut self.verlening);
        self
    }
    pub(crate) fn op_besluit(mut self, verander: impl FnOnce(&mut Besluitgrenzen)) -> Self {
        verander(&mut self.grenzen);
        self
    }
    pub(crate) fn skj_tot(mut self, laatste: Option<&str>) -> Self {
        self.skj_geldig_tot = laatste.map(datum);
        self
    }
    pub(crate) fn door(mut self, door: Verantwoording) -> Self {
        self.door = door;
        self
    }
    pub(crate) fn opdracht(self) -> Opdracht<MandaatCommand> {
        let Self { verlening, grenzen, skj_geldig_tot, door } = self;
        Opdracht {
            wat: MandaatCommand::Verleen { verlening: Box::new(verlening), grenzen, skj_geldig_tot },
            verantwoording: door,
            nu: tijd(DAG_VAN_VERLENING),
        }
    }
    #[track_caller]
    pub(crate) fn kan(self) -> Mandaat {
        Mandaat::na(Mandaat::default().decide(self.opdracht(), &Beleid::standaard()).unwrap())
    }
    #[track_caller]
    pub(crate) fn kan_niet(self, want: MandaatError) {
        assert_eq!(Mandaat::default().decide(self.opdracht(), &Beleid::standaard()), Err(want));
    }
}

/// A schoolcoach who asks, on a mandaat, at a moment: `mandaat().skj_tot(..).op(..).dekt(..)`.
#[derive(Clone)]
pub(crate) struct Houder {
    mandaat: Mandaat,
    skj: Option<SkjRegistratie>,
    besluit: Mandaatbesluit,
    boven: Option<Mandaat>,
    vraag: InzetVraag,
    op: String,
}

pub(crate) fn mandaat() -> Houder {
    op_mandaat(verlenen().kan())
}

pub(crate) fn op_mandaat(mandaat: Mandaat) -> Houder {
    let vraag = InzetVraag {
        wie: wie(2),
        functie: Functie::Schoolcoach,
        organisatie: "school-de-regenboog".parse().unwrap(),
        voorziening: "opvoedondersteuning".parse().unwrap(),
        gebied: "hoofddorp-zuidwest".parse().unwrap(),
        school: None,
        kosten_euro: None,
    };
    let besluit = geldend(jeugdbesluit());
    Houder { mandaat, skj: None, besluit, boven: None, vraag, op: "2026-03-02 10:00".to_owned() }
}

impl Houder {
    pub(crate) fn skj_tot(mut self, laatste: &str) -> Self {
        self.skj = Some(ingeschreven(laatste));
        self
    }
    pub(crate) fn skj(mut self, wat: SkjRegistratieCommand) -> Self {
        self.skj = self.skj.map(|skj| na(skj, wat, &self.op));
        self
    }
    pub(crate) fn besluit_ingetrokken_per(mut self, dag: &str) -> Self {
        self.besluit = na(self.besluit, MandaatbesluitCommand::TrekIn { per: datum(dag) }, DAG_VAN_VERLENING);
        self
    }
    pub(crate) fn binnen(mut self, boven: Mandaat) -> Self {
        self.boven = Some(boven);
        self
    }
    pub(crate) fn boven_wordt(mut self, wat: MandaatCommand) -> Self {
        self.boven = self.boven.map(|boven| na(boven, wat, &self.op));
        self
    }
    pub(crate) fn wordt(mut self, wat: MandaatCommand) -> Self {
        self.mandaat = na(self.mandaat, wat, &self.op);
        self
    }
    pub(crate) fn op(mut self, op: &str) -> Self {
        self.op = op.to_owned();
        self
    }
    pub(crate) fn vraagt(mut self, verander: impl FnOnce(&mut InzetVraag)) -> Self {
        verander(&mut self.vraag);
        self
    }
    pub(crate) fn vraag(&self, voorziening: &str) -> Result<regieboek_mandaat::OpMandaat, Reden> {
        let vraag = InzetVraag { voorziening: voorziening.parse().unwrap(), ..self.vraag.clone() };
        let grenzen = self.besluit.grenzen();
        let gronden = Gronden { skj: self.skj.as_ref(), besluit: grenzen.as_ref(), boven: self.boven.as_ref() };
        self.mandaat.dekt(&vraag, tijd(&self.op), &gronden, &Beleid::standaard()).grond()
    }
    #[track_caller]
    pub(crate) fn dekt(self, voorziening: &str) -> Self {
        let grond = self.vraag(voorziening).unwrap();
        assert_eq!(grond.besluit, voor_schoolcoach().besluit);
        assert_eq!(grond.namens, "het college van burgemeester en wethouders");
        self
    }
    #[track_caller]
    pub(crate) fn dekt_niet(self, voorziening: &str, want: Reden) -> Self {
        assert_eq!(self.vraag(voorziening), Err(want));
        self
    }
}
