//! A fresh database per test, the people of the story, and how far the story has gone.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use regieboek_access::handelingen::{
    AfschalingBeantwoorden, Doorzetten, EscalatieBeslissen, Escaleren, HuishoudenRegistreren, PlanVoeren, Triageren,
};
use regieboek_access::{Beller, Handeling, Relatie, Toegang, poort, poort_zonder_resource};
use regieboek_application::{
    Aanvraag, Aggregaat, Application, BsnGeheim, Escalatiemelding, IdSource, Receipt, UseCaseError,
};
use regieboek_escalatie::{Escalatie, EscalatieCommand, Escalatiegrond};
use regieboek_event_store::{ClaimKey, DatabaseUrl, EventStore, Recorded, StoreConfig};
use regieboek_huishouden::{
    Adres, Doel, Huishouden, HuishoudenCommand, HuishoudenEvent, Lid, Planopening, Regisseur, Registratie,
    Relatie as Gezinsrelatie,
};
use regieboek_kernel::*;
use uuid::Uuid;

static TELLER: AtomicU64 = AtomicU64::new(1);

/// A number that was not given before in this process.
fn volgende() -> u64 {
    TELLER.fetch_add(1, Ordering::Relaxed)
}

fn uuid() -> Uuid {
    Uuid::from_u128(0x7000_0000_0000_0000_0000_0000_0000_0000 + u128::from(volgende()))
}

struct Tellend;

impl IdSource for Tellend {
    fn nieuw(&self) -> Uuid {
        uuid()
    }
}

/// A clock that stands still until it is set.
struct Klok(AtomicI64);

impl Clock for Klok {
    fn now(&self) -> Tijdstip {
        Tijdstip::from_micros(self.0.load(Ordering::Relaxed))
    }
}

/// One server process: its own store, on the file that all share.
#[derive(Clone)]
pub(crate) struct Server {
    pub(crate) app: Application,
    store: EventStore,
}

/// One or more servers on one SQLite file, gone when the test is.
pub(crate) struct Wereld {
    map: PathBuf,
    klok: Arc<Klok>,
    servers: Vec<Server>,
}

impl Drop for Wereld {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.map));
    }
}

/// An escalatie and its huishouden.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Zaak {
    pub(crate) huishouden: Uuid,
    pub(crate) escalatie: Uuid,
}

impl Wereld {
    /// As many servers as asked, on 1 September 2025.
    pub(crate) async fn met_servers(aantal: usize) -> Self {
        let map = std::env::temp_dir().join(format!("regieboek-escalaties-{}-{}", std::process::id(), volgende()));
        std::fs::create_dir_all(&map).expect("a temporary directory");
        let url = DatabaseUrl::Sqlite { path: map.join("log.sqlite") };
        let klok = Arc::new(Klok(AtomicI64::new(0)));
        let mut servers = Vec::new();
        for _ in 0..aantal {
            let config = StoreConfig { auto_migrate: true, ..StoreConfig::new(url.clone()) };
            let store = EventStore::open(config, Vec::new()).await.expect("the store opens");
            let geheim = BsnGeheim::new(&[7; 32]).expect("long enough");
            let app = Application::new(store.clone(), klok.clone(), Arc::new(Tellend), geheim);
            servers.push(Server { app, store });
        }
        let wereld = Self { map, klok, servers };
        wereld.op("2025-09-01");
        wereld
    }

    /// One server.
    pub(crate) async fn nieuw() -> Self {
        Self::met_servers(1).await
    }

    /// Sets the clock to nine o'clock of a day.
    pub(crate) fn op(&self, dag: &str) {
        let nu: Tijdstip = format!("{dag}T09:00:00Z").parse().expect("an instant");
        self.klok.0.store(nu.micros(), Ordering::Relaxed);
    }

    pub(crate) fn app(&self) -> &Application {
        &self.servers[0].app
    }

    /// The server that the `n`th caller reaches.
    pub(crate) fn server(&self, n: usize) -> Server {
        self.servers[n % self.servers.len()].clone()
    }

    /// A request on the version of a stream as it is now.
    pub(crate) async fn bij(&self, stroom: Uuid) -> Aanvraag {
        Aanvraag { verwacht: Some(self.versie(stroom).await), ..aanvraag() }
    }

    pub(crate) async fn geschiedenis(&self, stroom: Uuid) -> Vec<Recorded> {
        self.servers[0].store.load(&gemeente(), stroom).await.expect("loads")
    }

    pub(crate) async fn versie(&self, stroom: Uuid) -> u64 {
        self.geschiedenis(stroom).await.last().map_or(0, |laatste| laatste.version)
    }

    pub(crate) async fn staat<A: Aggregaat>(&self, stroom: Uuid) -> A {
        A::na(self.geschiedenis(stroom).await.iter().map(|r| r.decode().expect("decodes")))
    }

    /// The escalatie that is the one open one of a huishouden.
    pub(crate) async fn open_escalatie(&self, huishouden: Uuid) -> Option<Uuid> {
        let key = ClaimKey { scope: "escalatie-al-open", key: huishouden.as_bytes().to_vec() };
        self.servers[0].store.claim_owner(&gemeente(), &key).await.expect("reads")
    }

    /// Who was regisseur, one after the other. Replays the huishouden event by event: from the opening of the plan to
    /// its closing there is one at every moment, and whoever hands over is whoever held it.
    pub(crate) async fn regisseurs(&self, huishouden: Uuid) -> Vec<Betrokkene> {
        let mut staat = Huishouden::default();
        let mut actief = false;
        let mut allen: Vec<Betrokkene> = Vec::new();
        for recorded in self.geschiedenis(huishouden).await {
            let event = recorded.decode::<HuishoudenEvent>().expect("decodes");
            let voor = staat.regisseur().cloned();
            if let HuishoudenEvent::RegieOvergenomen(f) = &event.feit {
                assert_eq!(voor.as_ref(), Some(&f.van), "only who holds the regie loses it");
            }
            if let HuishoudenEvent::PlanGeopend(_) | HuishoudenEvent::PlanHeropend(_) = &event.feit {
                actief = true;
            } else if let HuishoudenEvent::PlanGesloten(_) = &event.feit {
                actief = false;
            }
            staat = staat.evolve(event);
            assert_eq!(staat.regisseur().is_some(), actief, "exactly one while a plan is active");
            if let Some(nu) = staat.regisseur().map(Regisseur::handelend)
                && allen.last() != Some(nu)
            {
                allen.push(nu.clone());
            }
        }
        allen
    }

    /// A huishouden without a plan; the CJG-coach is its contactpersoon.
    pub(crate) async fn geregistreerd(&self) -> Uuid {
        let huishouden = uuid();
        let toegang: Toegang<HuishoudenRegistreren> = poort_zonder_resource(&cjg_coach()).expect("may register");
        let wat = HuishoudenCommand::Registreer(registratie(huishouden));
        self.app().begin::<Huishouden, _>(&toegang, &aanvraag(), huishouden, wat).await.expect("registers");
        huishouden
    }

    /// The regisseur leads the plan.
    pub(crate) async fn regisseur_doet(&self, huishouden: Uuid, wat: HuishoudenCommand) {
        let toegang: Toegang<PlanVoeren> = mag(&cjg_coach(), huishouden, &[Relatie::Regisseur]);
        self.app().pas_toe::<Huishouden, _>(&toegang, &self.bij(huishouden).await, wat).await.expect("is allowed");
    }

    /// A huishouden with a plan; the CJG-coach is its regisseur.
    pub(crate) async fn met_plan(&self) -> Uuid {
        let huishouden = self.geregistreerd().await;
        let regisseur = Regisseur::Professional(als_betrokkene(&cjg_coach()));
        self.regisseur_doet(huishouden, HuishoudenCommand::OpenPlan(Planopening { regisseur, intake: None })).await;
        huishouden
    }

    pub(crate) async fn escaleer(&self, huishouden: Uuid) -> Result<Zaak, UseCaseError> {
        let escalatie = uuid();
        let toegang: Toegang<Escaleren> = mag(&cjg_coach(), huishouden, &[Relatie::Regisseur]);
        self.app().escaleer(&toegang, &aanvraag(), EscalatieId::new(escalatie), melding(huishouden)).await?;
        Ok(Zaak { huishouden, escalatie })
    }

    pub(crate) async fn neem_in_triage(&self, zaak: Zaak, wie: &Beller) -> Result<Receipt, UseCaseError> {
        let toegang: Toegang<Triageren> = mag(wie, zaak.escalatie, &[]);
        self.app().neem_in_triage(&toegang, &self.bij(zaak.escalatie).await).await
    }

    pub(crate) async fn neem_aan(&self, zaak: Zaak, wie: &Beller) -> Result<Receipt, UseCaseError> {
        let toegang: Toegang<EscalatieBeslissen> = mag(wie, zaak.escalatie, &[Relatie::Behandelaar]);
        self.app().neem_escalatie_aan(&toegang, &self.bij(zaak.escalatie).await).await
    }

    /// Raised for a huishouden with a plan, and in triage with Anna.
    pub(crate) async fn in_triage(&self) -> Zaak {
        let huishouden = self.met_plan().await;
        let zaak = self.escaleer(huishouden).await.expect("is raised");
        self.neem_in_triage(zaak, &anna()).await.expect("is taken");
        zaak
    }

    /// Accepted by Anna.
    pub(crate) async fn aangenomen(&self) -> Zaak {
        let zaak = self.in_triage().await;
        self.neem_aan(zaak, &anna()).await.expect("is accepted");
        zaak
    }

    /// Anna offers the regie to whoever is named.
    pub(crate) async fn bied_aan(&self, zaak: Zaak, wie: &Beller) {
        let toegang: Toegang<Doorzetten> = mag(&anna(), zaak.escalatie, &[Relatie::Behandelaar]);
        let volgende_regisseur = Functionaris::from(&wie.professional);
        let wat = EscalatieCommand::BiedAfschalingAan { volgende_regisseur, resultaat: tekst(zaak.huishouden) };
        self.app().pas_toe::<Escalatie, _>(&toegang, &self.bij(zaak.escalatie).await, wat).await.expect("is offered");
    }

    pub(crate) async fn aanvaard(&self, zaak: Zaak, wie: &Beller) -> Result<Receipt, UseCaseError> {
        let toegang: Toegang<AfschalingBeantwoorden> = mag(wie, zaak.escalatie, &[Relatie::VolgendeRegisseur]);
        let gesprek = self.klok.now().datum();
        self.app().aanvaard_afschaling(&toegang, &self.bij(zaak.escalatie).await, gesprek).await
    }

    /// The CJG-coach has the regie back, on 1 December 2025.
    pub(crate) async fn afgeschaald(&self) -> Zaak {
        let zaak = self.aangenomen().await;
        self.op("2025-12-01");
        self.bied_aan(zaak, &cjg_coach()).await;
        self.aanvaard(zaak, &cjg_coach()).await.expect("is accepted");
        zaak
    }
}

/// A request by itself, on no version.
pub(crate) fn aanvraag() -> Aanvraag {
    Aanvraag { verwacht: None, ..Aanvraag::systeem(uuid(), uuid(), "test") }
}

/// The proof that this person may do `H`, when standing in these relations.
pub(crate) fn mag<H: Handeling>(wie: &Beller, resource: Uuid, relaties: &[Relatie]) -> Toegang<H> {
    poort(wie, resource, relaties.iter().copied().collect()).expect("the gate opens")
}

pub(crate) fn gemeente() -> Gemeente {
    "0394".parse().expect("four digits")
}

fn beller(n: u128, functie: Functie, organisatie: &str) -> Beller {
    let id = Uuid::from_u128(n);
    let naam = gegeven(id, format!("Professional {n}"));
    let organisatie = organisatie.parse().expect("a code");
    let professional = Professional { id: ProfessionalId::new(id), functie, organisatie, naam };
    Beller { gemeente: gemeente(), professional, rollen: vec![] }
}

pub(crate) fn cjg_coach() -> Beller {
    beller(101, Functie::CjgCoach, "cjg")
}
pub(crate) fn makelaar() -> Beller {
    beller(102, Functie::SociaalMakelaar, "welzijn")
}
pub(crate) fn anna() -> Beller {
    beller(103, Functie::CoordinatorMeerTeam, "meer-team")
}
pub(crate) fn bram() -> Beller {
    beller(104, Functie::CoordinatorMeerTeam, "meer-team")
}

pub(crate) fn als_betrokkene(wie: &Beller) -> Betrokkene {
    Functionaris::from(&wie.professional).into()
}

fn gegeven<T>(over: Uuid, waarde: T) -> Persoonsgegeven<T> {
    Persoonsgegeven::new(Onderwerp::new(over), Passage::new(uuid()), waarde)
}

pub(crate) fn tekst(over: Uuid) -> VrijeTekst {
    gegeven(over, "Zo staat het ervoor.".to_owned())
}

/// What a regisseur does again and again: one more goal.
pub(crate) fn doel(huishouden: Uuid) -> HuishoudenCommand {
    let streefdatum = "2026-03-01".parse().expect("a date");
    let (id, leefgebied, resultaat) = (DoelId::new(uuid()), Leefgebied::Wonen, tekst(huishouden));
    HuishoudenCommand::StelDoel(Doel { id, leefgebied, resultaat, streefdatum })
}

pub(crate) fn melding(huishouden: Uuid) -> Escalatiemelding {
    Escalatiemelding {
        gronden: vec![Escalatiegrond::HulpStagneert],
        geprobeerd: tekst(huishouden),
        gevraagd: tekst(huishouden),
        spoed: false,
    }
}

fn registratie(huishouden: Uuid) -> Registratie {
    let lid = uuid();
    Registratie {
        gebied: "hoofddorp-zuidwest".parse().expect("a code"),
        adres: gegeven(huishouden, Adres::default()),
        leden: vec![Lid {
            id: LidId::new(lid),
            naam: gegeven(lid, "Lid".to_owned()),
            geboortedatum: gegeven(lid, "1987-05-04".parse().expect("a birth date")),
            relatie: Gezinsrelatie::Ouder,
            bsn: None,
            dubbelsleutel: None,
        }],
        gezag: Vec::new(),
        contactpersoon: als_betrokkene(&cjg_coach()),
        signaal: None,
    }
}

/// The code of the rule that forbade it.
pub(crate) fn regel(uitkomst: Result<Receipt, UseCaseError>) -> &'static str {
    match uitkomst {
        Err(UseCaseError::Regel(regel)) => regel.code(),
        ander => panic!("a rule forbids it, not {ander:?}"),
    }
}

/// The escalatie because of which another one was refused.
pub(crate) fn al_open<T: std::fmt::Debug>(uitkomst: Result<T, UseCaseError>) -> Uuid {
    match uitkomst {
        Err(UseCaseError::Bezet { scope: "escalatie-al-open", houder }) => houder,
        ander => panic!("another one is open, not {ander:?}"),
    }
}
