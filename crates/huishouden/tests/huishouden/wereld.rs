//! The cast of S1 and the vocabulary: who does what, and what comes of it.

use regieboek_huishouden::*;
use regieboek_kernel::*;
use uuid::Uuid;

pub(crate) fn uuid(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

pub(crate) fn persoonsgegeven<T>(over: u128, value: T) -> Persoonsgegeven<T> {
    Persoonsgegeven::new(Onderwerp::new(uuid(over)), Passage::new(uuid(over + 1000)), value)
}

pub(crate) fn tekst(value: &str) -> VrijeTekst {
    persoonsgegeven(1, value.to_owned())
}

pub(crate) fn datum(tekst: &str) -> Datum {
    tekst.parse().unwrap()
}

pub(crate) fn organisatie(code: &str) -> Organisatie {
    code.parse().unwrap()
}

fn professional(n: u128, functie: Functie, bij: &str) -> Actor {
    let naam = persoonsgegeven(n, format!("Professional {n}"));
    Actor::Professional(Professional { id: ProfessionalId::new(uuid(n)), functie, organisatie: organisatie(bij), naam })
}

pub(crate) fn cjg_coach() -> Actor {
    professional(101, Functie::CjgCoach, "cjg")
}
pub(crate) fn schoolcoach() -> Actor {
    professional(102, Functie::Schoolcoach, "school-de-regenboog")
}
pub(crate) fn coordinator() -> Actor {
    professional(103, Functie::CoordinatorMeerTeam, "meer-team")
}
pub(crate) fn andere_coordinator() -> Actor {
    professional(104, Functie::CoordinatorMeerTeam, "meer-team")
}
pub(crate) fn makelaar() -> Actor {
    professional(105, Functie::SociaalMakelaar, "welzijn")
}

pub(crate) fn als_betrokkene(actor: &Actor) -> Betrokkene {
    Functionaris::from(actor.professional().unwrap()).into()
}

/// Whoever has that function there.
pub(crate) fn van(functie: Functie, bij: &str) -> Betrokkene {
    Betrokkene { professional: None, functie, organisatie: organisatie(bij) }
}

pub(crate) const MOEDER: u128 = 1;
pub(crate) const ZOON: u128 = 2;
pub(crate) const DOCHTER: u128 = 3;

pub(crate) fn lid(n: u128) -> LidId {
    LidId::new(uuid(n))
}

fn nieuw_lid(n: u128, geboren: &str, relatie: Relatie) -> Lid {
    Lid {
        id: lid(n),
        naam: persoonsgegeven(n, format!("Lid {n}")),
        geboortedatum: persoonsgegeven(n, geboren.parse().unwrap()),
        relatie,
        bsn: None,
        dubbelsleutel: None,
    }
}

pub(crate) fn gezag(ouder: Gezaghebbende, kind: u128) -> Gezag {
    Gezag { kind: lid(kind), gezaghebbende: ouder, sinds: datum("2014-03-10"), bron: Gezagsbron::Gezagsregister }
}

/// Mother (38), son (17 years and 2 months), daughter (11) in September 2025; the mother alone has gezag.
pub(crate) fn registratie() -> Registratie {
    Registratie {
        gebied: "hoofddorp-zuidwest".parse().unwrap(),
        adres: persoonsgegeven(
            9,
            Adres {
                straat: Some("Dorpsstraat".into()),
                huisnummer: Some("1a".into()),
                postcode: Some("2131 AA".into()),
                woonplaats: Some("Hoofddorp".into()),
            },
        ),
        leden: vec![
            nieuw_lid(MOEDER, "1987-05-04", Relatie::Ouder),
            nieuw_lid(ZOON, "2008-07-01", Relatie::Kind),
            nieuw_lid(DOCHTER, "2014-03-10", Relatie::Kind),
        ],
        gezag: vec![gezag(Gezaghebbende::Lid(lid(MOEDER)), ZOON), gezag(Gezaghebbende::Lid(lid(MOEDER)), DOCHTER)],
        contactpersoon: als_betrokkene(&cjg_coach()),
        signaal: Some(SignaalId::new(uuid(50))),
    }
}

pub(crate) fn escalatie(n: u128) -> EscalatieId {
    EscalatieId::new(uuid(n))
}
pub(crate) fn toestemming_id(n: u128) -> ToestemmingId {
    ToestemmingId::new(uuid(n))
}
pub(crate) fn doel_id(n: u128) -> DoelId {
    DoelId::new(uuid(n))
}
pub(crate) fn actie_id(n: u128) -> ActieId {
    ActieId::new(uuid(n))
}

pub(crate) fn toestemming(n: u128, betreft: u128, gegeven_door: &[u128], ontvanger: &str) -> Toestemming {
    Toestemming {
        id: toestemming_id(n),
        soort: Toestemmingssoort::OpheffenGeheimhouding,
        doel: tekst("samen een plan maken"),
        categorieen: vec![Leefgebied::Meedoen, Leefgebied::Gezondheid],
        ontvanger: organisatie(ontvanger),
        betreft: lid(betreft),
        gegeven_door: gegeven_door.iter().map(|&n| Gever::Lid(lid(n))).collect(),
        tot: datum("2025-12-31"),
    }
}

pub(crate) fn voeg_toe(wie: Betrokkene, deelgrond: Option<Deelgrond>) -> HuishoudenCommand {
    HuishoudenCommand::VoegBetrokkeneToe { wie, deelgrond, categorieen: vec![Leefgebied::Meedoen] }
}

pub(crate) fn op_wmo() -> Option<Deelgrond> {
    Some(Deelgrond::Grondslag(Grondslag::Wmo511))
}

pub(crate) fn doel(n: u128) -> Doel {
    Doel {
        id: doel_id(n),
        leefgebied: Leefgebied::WerkEnInkomen,
        resultaat: tekst("geen schulden meer"),
        streefdatum: datum("2026-03-01"),
    }
}

pub(crate) fn actie(n: u128, doel: u128, uitvoerder: Uitvoerder) -> Actie {
    let omschrijving = tekst("papieren ordenen");
    Actie { id: actie_id(n), doel: doel_id(doel), omschrijving, uitvoerder, uiterlijk: datum("2025-10-01") }
}

pub(crate) fn evaluatie(n: u128) -> HuishoudenCommand {
    let (oordeel, toelichting) = (Doelresultaat::Behaald, tekst("het is gelukt"));
    HuishoudenCommand::EvalueerDoel(Evaluatie { doel: doel_id(n), oordeel, toelichting })
}

pub(crate) fn opening(regisseur: &Actor) -> HuishoudenCommand {
    let regisseur = Regisseur::Professional(als_betrokkene(regisseur));
    HuishoudenCommand::OpenPlan(Planopening { regisseur, intake: Some(IntakeId::new(uuid(60))) })
}

pub(crate) fn opdracht(
    wie: Actor,
    bevoegdheid: Bevoegdheid,
    nu: Tijdstip,
    wat: HuishoudenCommand,
) -> Opdracht<HuishoudenCommand> {
    let verantwoording = Verantwoording { wie, bevoegdheid, gebeurd_op: nu, reden: None, oorzaak: None };
    Opdracht { wat, verantwoording, nu }
}

/// A huishouden in the making.
#[derive(Debug, Clone, Default)]
pub(crate) struct Verloop {
    pub(crate) staat: Huishouden,
    /// Readable names of what the last command led to.
    pub(crate) laatste: Vec<&'static str>,
    pub(crate) feiten: Vec<HuishoudenEvent>,
    nu: Option<Tijdstip>,
}

impl Verloop {
    /// The huishouden of S1, registered on 1 September 2025 by the CJG-coach.
    pub(crate) fn geregistreerd() -> Self {
        Self::default().op("2025-09-01").doet(cjg_coach(), HuishoudenCommand::Registreer(registratie()))
    }

    /// With a plan: the CJG-coach is regisseur, two goals, two acties.
    pub(crate) fn met_plan() -> Self {
        Self::geregistreerd()
            .doet(Actor::Systeem, opening(&cjg_coach()))
            .doet(cjg_coach(), HuishoudenCommand::StelDoel(doel(1)))
            .doet(cjg_coach(), HuishoudenCommand::StelDoel(doel(2)))
            .doet(cjg_coach(), HuishoudenCommand::VoegActieToe(actie(1, 1, Uitvoerder::Bewoner(lid(MOEDER)))))
            .doet(cjg_coach(), HuishoudenCommand::VoegActieToe(actie(2, 2, Uitvoerder::Netwerk { naam: tekst("zus") })))
    }

    /// With the regie at the Meer-team.
    pub(crate) fn geescaleerd() -> Self {
        let regisseur = als_betrokkene(&coordinator());
        Self::met_plan().doet(coordinator(), HuishoudenCommand::NeemRegieOver { escalatie: escalatie(1), regisseur })
    }

    /// With a plan that was closed on 1 March 2026; the CJG-coach owns the nazorg.
    pub(crate) fn gesloten() -> Self {
        Self::met_plan().op("2026-03-02").doet(cjg_coach(), evaluatie(1)).doet(cjg_coach(), evaluatie(2)).doet(
            cjg_coach(),
            HuishoudenCommand::SluitPlan {
                reden: Sluitreden::DoelenBehaald,
                nazorg_eigenaar: als_betrokkene(&cjg_coach()),
            },
        )
    }

    pub(crate) fn op(mut self, dag: &str) -> Self {
        self.nu = Some(format!("{dag}T09:00:00Z").parse().unwrap());
        self
    }

    fn beslis(
        &self,
        wie: Actor,
        bevoegdheid: Bevoegdheid,
        wat: HuishoudenCommand,
    ) -> Result<Vec<Vastgelegd<HuishoudenEvent>>, HuishoudenError> {
        self.staat.decide(opdracht(wie, bevoegdheid, self.nu.unwrap(), wat), &Beleid::standaard())
    }

    pub(crate) fn doet(self, wie: Actor, wat: HuishoudenCommand) -> Self {
        self.doet_met(wie, Bevoegdheid::Regie, wat)
    }

    pub(crate) fn doet_met(mut self, wie: Actor, bevoegdheid: Bevoegdheid, wat: HuishoudenCommand) -> Self {
        let feiten = self.beslis(wie, bevoegdheid, wat).unwrap();
        self.laatste = feiten.iter().map(|f| f.feit.naam()).collect();
        self.feiten.extend(feiten.iter().map(|f| f.feit.clone()));
        self.staat = feiten.into_iter().fold(self.staat, Huishouden::evolve);
        self
    }

    pub(crate) fn leidt_tot(self, namen: &[&str]) -> Self {
        assert_eq!(self.laatste, namen);
        self
    }

    /// The code of the refusal; nothing changes.
    pub(crate) fn weigert(self, wie: Actor, wat: HuishoudenCommand, code: &str) -> Self {
        let fout = self.beslis(wie, Bevoegdheid::Regie, wat).unwrap_err();
        assert_eq!(fout.code(), code, "{fout}");
        self
    }

    pub(crate) fn regisseur(&self) -> &Betrokkene {
        self.staat.regisseur().unwrap().handelend()
    }

    pub(crate) fn ziet(&self, wie: &Actor) -> bool {
        let p = wie.professional().unwrap();
        self.staat.is_betrokken(p.id, &p.organisatie, p.functie)
    }
}

pub(crate) fn jeugdbeschermer() -> Actor {
    professional(106, Functie::Jeugdbeschermer, "gi-noord")
}
pub(crate) fn andere_jeugdbeschermer() -> Actor {
    professional(107, Functie::Jeugdbeschermer, "gi-noord")
}

/// A measure of the court until that day; the CJG-coach keeps the process direction.
pub(crate) fn maatregel(tot: &str) -> Maatregel {
    Maatregel {
        instelling: Functionaris::from(jeugdbeschermer().professional().unwrap()),
        van: datum("2025-09-01"),
        tot: datum(tot),
        procesregie: als_betrokkene(&cjg_coach()),
        zaaknummer: persoonsgegeven(9, "C/15/340000".to_owned()),
    }
}

/// A meeting of the CJG-coach, with the mother.
pub(crate) fn mdo() -> Mdo {
    Mdo {
        op: datum("2025-09-01"),
        aanwezigen: vec![als_betrokkene(&cjg_coach())],
        bewoners: Bewonersdeelname::Aanwezig(vec![lid(MOEDER)]),
        verslag: tekst("de schulden gaan voor"),
        afwijkende_meningen: vec![AfwijkendeMening {
            wie: Deelnemer::Bewoner(lid(ZOON)),
            mening: tekst("school gaat voor"),
        }],
        besluiten: vec![tekst("eerst naar de schuldhulp")],
    }
}
