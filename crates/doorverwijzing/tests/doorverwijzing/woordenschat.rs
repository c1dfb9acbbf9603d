//! The vocabulary of the tests: people, instants, commands, and a story that plays them.

use std::sync::LazyLock;

use regieboek_doorverwijzing::{
    Aanvraag, Adressering, Bevoegdheidsgebrek, BezwaarCommand, Bezwaaroordeel, Doorverwijzing, DoorverwijzingCommand,
    DoorverwijzingError, DoorverwijzingEvent, Inzetdekking, Inzetgevolg, Vervalgrond, Verwijzingstermijn, Verzoek,
    Wachtoorzaak, Weigeraar, Weigering, Weigerreden,
};
use regieboek_kernel::{
    Actor, Beleid, Beslisser as _, Bevoegdheid, Datum, Deelgrond, DoelId, Feit as _, Functie, Functionaris, Grondslag,
    HuishoudenId, LidId, MandaatId, Onderwerp, Opdracht, Passage, Professional, ProfessionalId, Regelfout as _,
    Tijdstip, Vastgelegd, Verantwoording, VrijeTekst,
};
use uuid::Uuid;

/// The policy of every story, made once.
static BELEID: LazyLock<Beleid> = LazyLock::new(Beleid::standaard);

pub(crate) const HUISHOUDEN: HuishoudenId = HuishoudenId::new(Uuid::from_u128(1));
pub(crate) const DOEL: DoelId = DoelId::new(Uuid::from_u128(2));
pub(crate) const DOCHTER: LidId = LidId::new(Uuid::from_u128(3));
pub(crate) const MANDAAT: MandaatId = MandaatId::new(Uuid::from_u128(4));

pub(crate) fn tekst(waarde: &str) -> VrijeTekst {
    VrijeTekst::new(Onderwerp::new(Uuid::from_u128(1)), Passage::new(Uuid::from_u128(9)), waarde.to_owned())
}

pub(crate) fn datum(tekst: &str) -> Datum {
    tekst.parse().unwrap()
}

/// A local day at ten in the morning, or a full instant.
pub(crate) fn op(tekst: &str) -> Tijdstip {
    tekst.parse().unwrap_or_else(|_| Tijdstip::begin_van(datum(tekst)).plus_uren(10))
}

fn professional(id: u128, functie: Functie, organisatie: &str) -> Actor {
    Actor::Professional(Professional {
        id: ProfessionalId::new(Uuid::from_u128(id)),
        functie,
        organisatie: organisatie.parse().unwrap(),
        naam: tekst("Naam"),
    })
}

pub(crate) fn schoolcoach() -> Actor {
    professional(101, Functie::Schoolcoach, "school-de-regenboog")
}

pub(crate) fn huisarts() -> Actor {
    professional(102, Functie::Huisarts, "huisartsen-centrum")
}

pub(crate) fn aanbieder() -> Actor {
    professional(103, Functie::Zorgaanbieder, "jeugdhulp-noord")
}

pub(crate) fn collega_aanbieder() -> Actor {
    professional(104, Functie::Zorgaanbieder, "jeugdhulp-noord")
}

pub(crate) fn andere_aanbieder() -> Actor {
    professional(105, Functie::Zorgaanbieder, "jeugdhulp-zuid")
}

pub(crate) fn sociaal_makelaar() -> Actor {
    professional(106, Functie::SociaalMakelaar, "welzijn-hoofddorp")
}

pub(crate) fn vrijwilliger_bij_welzijn() -> Actor {
    professional(107, Functie::Vrijwilligerscoordinator, "welzijn-hoofddorp")
}

pub(crate) fn regisseur() -> Actor {
    professional(108, Functie::CjgCoach, "cjg")
}

pub(crate) fn id(actor: &Actor) -> ProfessionalId {
    actor.professional().unwrap().id
}

fn aan(organisatie: &str, functie: Option<Functie>) -> Adressering {
    Adressering { organisatie: organisatie.parse().unwrap(), functie }
}

pub(crate) fn mandaat() -> Bevoegdheid {
    Bevoegdheid::Mandaat { id: MANDAAT, versie: 3 }
}

fn aanvraag(verzoek: Verzoek, gericht_aan: Adressering) -> Aanvraag {
    Aanvraag {
        huishouden: HUISHOUDEN,
        verzoek,
        gericht_aan,
        betreft: vec![DOCHTER],
        hulpvraag: tekst("Ze komt niet meer op school."),
        spoed: false,
        deelgrond: Some(Deelgrond::Grondslag(Grondslag::Jeugdwet740)),
        van_buiten: false,
    }
}

pub(crate) fn inzet_van(voorziening: &str, lichter_bekeken: Option<VrijeTekst>, dekking: Inzetdekking) -> Aanvraag {
    let verzoek =
        Verzoek::Inzet { voorziening: voorziening.parse().unwrap(), doel: Some(DOEL), lichter_bekeken, dekking };
    aanvraag(verzoek, aan("jeugdhulp-noord", Some(Functie::Zorgaanbieder)))
}

pub(crate) fn gedekt() -> Inzetdekking {
    Inzetdekking::Gedekt { bevoegdheid: mandaat(), namens: None }
}

pub(crate) fn inzet() -> Aanvraag {
    inzet_van("ambulante-jeugdhulp", Some(tekst("Opvoedondersteuning gaf geen rust.")), gedekt())
}

pub(crate) fn recept() -> Aanvraag {
    aanvraag(Verzoek::WelzijnOpRecept, aan("welzijn-hoofddorp", Some(Functie::SociaalMakelaar)))
}

pub(crate) fn erbij_halen() -> Aanvraag {
    aanvraag(Verzoek::ErbijHalen, aan("welzijn-hoofddorp", None))
}

pub(crate) fn overdracht(naar: &Actor) -> Aanvraag {
    let naar = naar.professional().unwrap().into();
    aanvraag(Verzoek::Overdracht { naar }, aan("welzijn-hoofddorp", None))
}

pub(crate) fn overdracht_aan(wie: &Actor) -> Aanvraag {
    let naar = Functionaris::from(wie.professional().unwrap());
    aanvraag(Verzoek::Overdracht { naar }, aan("een-andere-organisatie", None))
}

pub(crate) fn aanvaard_overdracht(gesprek: &str) -> DoorverwijzingCommand {
    DoorverwijzingCommand::AanvaardOverdracht { warme_overdracht: datum(gesprek) }
}

pub(crate) fn aanvaard(verwacht: Option<&str>) -> DoorverwijzingCommand {
    DoorverwijzingCommand::Aanvaard { verwachte_start: verwacht.map(datum) }
}

pub(crate) fn weigering(door: Weigeraar) -> Weigering {
    Weigering {
        reden: Weigerreden::GeenContract,
        door,
        volgende_stap: tekst("De POH jeugd belt de ouders."),
        eigenaar_volgende_stap: id(&regisseur()),
        alternatief: Some(tekst("Praktijkondersteuner jeugd")),
    }
}

pub(crate) fn weiger() -> DoorverwijzingCommand {
    DoorverwijzingCommand::Weiger(weigering(Weigeraar::Aanbieder))
}

pub(crate) fn wachttijd(verwacht: &str, oorzaak: Wachtoorzaak) -> DoorverwijzingCommand {
    DoorverwijzingCommand::MeldWachttijd { verwachte_start: datum(verwacht), oorzaak }
}

pub(crate) fn start(dag: &str) -> DoorverwijzingCommand {
    DoorverwijzingCommand::Start { op: datum(dag) }
}

pub(crate) fn koppel_terug() -> DoorverwijzingCommand {
    DoorverwijzingCommand::KoppelTerug { inhoud: tekst("Ze gaat weer naar school.") }
}

pub(crate) fn verstrijk(termijn: Verwijzingstermijn) -> DoorverwijzingCommand {
    DoorverwijzingCommand::VerstrijkTermijn { termijn }
}

pub(crate) fn mandaatbeheerder() -> Actor {
    professional(109, Functie::Mandaatbeheerder, "gemeente-haarlemmermeer")
}

pub(crate) fn meld_gebrek(gebrek: Bevoegdheidsgebrek) -> DoorverwijzingCommand {
    DoorverwijzingCommand::MeldBevoegdheidsgebrek { gebrek }
}

pub(crate) fn bekrachtig(gebrek: Bevoegdheidsgebrek) -> DoorverwijzingCommand {
    let besluit = "2026-0117".to_owned();
    DoorverwijzingCommand::BekrachtigInzet { besluit, gebrek, toelichting: tekst("Het college neemt dit over.") }
}

pub(crate) fn verval(wegens: Vervalgrond) -> DoorverwijzingCommand {
    DoorverwijzingCommand::LaatBevoegdheidVervallen { wegens }
}

pub(crate) fn herleef(wegens: Vervalgrond) -> DoorverwijzingCommand {
    DoorverwijzingCommand::LaatBevoegdheidHerleven { wegens }
}

/// The father objects, on the day after the inzet.
pub(crate) fn bezwaar_van(ontvangen_op: &str) -> DoorverwijzingCommand {
    let (indiener, gronden) = (tekst("Karel Kuiper"), tekst("Ze heeft vooral rust nodig."));
    DoorverwijzingCommand::Bezwaar(BezwaarCommand::LegVast { indiener, ontvangen_op: datum(ontvangen_op), gronden })
}

pub(crate) fn bezwaar() -> DoorverwijzingCommand {
    bezwaar_van("2026-03-03")
}

/// Who decides, where these stand under the same mandaathouder as the inzet.
pub(crate) fn wijs_toe(behandelaar: &Actor, kring: &[&Actor]) -> DoorverwijzingCommand {
    let kring = kring.iter().map(|wie| id(wie)).collect();
    DoorverwijzingCommand::Bezwaar(BezwaarCommand::WijsToe { behandelaar: id(behandelaar), kring })
}

pub(crate) fn beslis(oordeel: Bezwaaroordeel) -> DoorverwijzingCommand {
    let motivering = tekst("De ouders zijn niet gehoord.");
    DoorverwijzingCommand::Bezwaar(BezwaarCommand::Beslis { oordeel, motivering, kring: vec![] })
}

pub(crate) fn bezwaar_ingetrokken() -> DoorverwijzingCommand {
    DoorverwijzingCommand::Bezwaar(BezwaarCommand::TrekIn)
}

pub(crate) const HERROEPEN: Bezwaaroordeel = Bezwaaroordeel::Gegrond { gevolg: Inzetgevolg::Herroepen };
pub(crate) const IN_STAND: Bezwaaroordeel = Bezwaaroordeel::DeelsGegrond { gevolg: Inzetgevolg::InStand };

pub(crate) fn opdracht(wie: Actor, nu: Tijdstip, wat: DoorverwijzingCommand) -> Opdracht<DoorverwijzingCommand> {
    let bevoegdheid = match wie {
        Actor::Professional(_) => Bevoegdheid::Functie,
        Actor::Systeem => Bevoegdheid::Regel,
    };
    Opdracht {
        wat,
        verantwoording: Verantwoording { wie, bevoegdheid, gebeurd_op: nu, reden: None, oorzaak: None },
        nu,
    }
}

/// A doorverwijzing as it unfolds: the state and every fact so far.
#[derive(Default)]
pub(crate) struct Verhaal {
    pub(crate) nu: Doorverwijzing,
    pub(crate) feiten: Vec<Vastgelegd<DoorverwijzingEvent>>,
}

impl Verhaal {
    /// A story that begins with a request by someone on Monday 2 March 2026.
    pub(crate) fn van(wie: Actor, aanvraag: Aanvraag) -> Self {
        Self::default().dan(wie, "2026-03-02", DoorverwijzingCommand::VraagAan(aanvraag))
    }

    /// The regisseur asks the sociaal makelaar to take over.
    pub(crate) fn overdracht() -> Self {
        Self::van(regisseur(), overdracht_aan(&sociaal_makelaar()))
    }

    /// The main story's inzet by the schoolcoach.
    pub(crate) fn inzet() -> Self {
        Self::van(schoolcoach(), inzet())
    }

    pub(crate) fn probeer(
        &mut self,
        wie: Actor,
        nu: Tijdstip,
        wat: DoorverwijzingCommand,
    ) -> Result<Vec<&'static str>, DoorverwijzingError> {
        let nieuw = self.nu.decide(opdracht(wie, nu, wat), &BELEID)?;
        self.nu = nieuw.iter().cloned().fold(std::mem::take(&mut self.nu), Doorverwijzing::evolve);
        let namen = nieuw.iter().map(|v| v.feit.naam()).collect();
        self.feiten.extend(nieuw);
        Ok(namen)
    }

    /// A further command, which must succeed.
    pub(crate) fn dan(mut self, wie: Actor, nu: &str, wat: DoorverwijzingCommand) -> Self {
        self.probeer(wie, op(nu), wat).unwrap();
        self
    }

    /// A further command and the names of the facts it yields.
    pub(crate) fn geeft(mut self, wie: Actor, nu: &str, wat: DoorverwijzingCommand, verwacht: &[&str]) -> Self {
        assert_eq!(self.probeer(wie, op(nu), wat).unwrap(), verwacht);
        self
    }

    /// A command that must be refused with this code; the story goes on unchanged.
    pub(crate) fn weigert(mut self, wie: Actor, nu: &str, wat: DoorverwijzingCommand, code: &str) -> Self {
        assert_eq!(self.probeer(wie, op(nu), wat).unwrap_err().code(), code);
        self
    }

    pub(crate) fn is(self, toestand: &str) -> Self {
        assert_eq!(self.nu.toestand(), toestand);
        self
    }
}

/// The refusal of a first request.
pub(crate) fn geweigerde_aanvraag(wie: Actor, aanvraag: Aanvraag) -> DoorverwijzingError {
    Verhaal::default().probeer(wie, op("2026-03-02"), DoorverwijzingCommand::VraagAan(aanvraag)).unwrap_err()
}
