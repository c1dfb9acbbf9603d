//! A fresh database per test, the people of the story, and how far the story has gone.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::Duration;

use regieboek_access::handelingen::{
    HuishoudenRegistreren, IntakeStarten, IntakeVoeren, PlanVoeren, SignaalBehandelen, SignaalMelden, SignaalOppakken,
};
use regieboek_access::{Beller, Handeling, Relatie, Toegang, poort, poort_zonder_resource};
use regieboek_application::{Aanvraag, Aggregaat, Application, BsnGeheim, IdSource, Receipt, UseCaseError, Vervolg};
use regieboek_event_store::{
    Batch, DatabaseUrl, Decoded, EventStore, Lease, NewEvent, Projection, Recorded, StoreConfig, StreamAppend,
};
use regieboek_huishouden::{
    Adres, Huishouden, HuishoudenCommand, Lid, Planopening, Regisseur, Registratie, Relatie as Gezinsrelatie,
    Sluitreden,
};
use regieboek_intake::intake::{Conclusie, Leefgebiedsafsluiting, VeiligThuisbesluit, Veiligheidsoordeel};
use regieboek_intake::{Intake, IntakeCommand, Signaal, SignaalCommand};
use regieboek_kernel::*;
use uuid::Uuid;

const LEEFGEBIEDEN: [Leefgebied; 5] =
    [Leefgebied::Meedoen, Leefgebied::WerkEnInkomen, Leefgebied::Veiligheid, Leefgebied::Gezondheid, Leefgebied::Wonen];

static TELLER: AtomicU64 = AtomicU64::new(1);

/// A number that was not given before in this process.
fn volgende() -> u64 {
    TELLER.fetch_add(1, Ordering::Relaxed)
}

pub(crate) fn uuid() -> Uuid {
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

/// One server on one SQLite file, gone when the test is.
pub(crate) struct Wereld {
    map: PathBuf,
    klok: Arc<Klok>,
    pub(crate) store: EventStore,
    pub(crate) app: Application,
}

impl Drop for Wereld {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.map));
    }
}

async fn server(map: &Path, klok: &Arc<Klok>, inline: Vec<Arc<dyn Projection>>) -> (EventStore, Application) {
    let url = DatabaseUrl::Sqlite { path: map.join("log.sqlite") };
    let config = StoreConfig { auto_migrate: true, ..StoreConfig::new(url) };
    let store = EventStore::open(config, inline).await.expect("the store opens");
    let geheim = BsnGeheim::new(&[7; 32]).expect("long enough");
    (store.clone(), Application::new(store, klok.clone(), Arc::new(Tellend), geheim))
}

impl Wereld {
    /// On Monday 1 September 2025.
    pub(crate) async fn nieuw() -> Self {
        let map = std::env::temp_dir().join(format!("regieboek-intakes-{}-{}", std::process::id(), volgende()));
        std::fs::create_dir_all(&map).expect("a temporary directory");
        let klok = Arc::new(Klok(AtomicI64::new(0)));
        let (store, app) = server(&map, &klok, Vec::new()).await;
        let wereld = Self { map, klok, store, app };
        wereld.op("2025-09-01");
        wereld
    }

    /// Another server on the same file, with these projections in every append.
    pub(crate) async fn met(&self, inline: Vec<Arc<dyn Projection>>) -> Application {
        server(&self.map, &self.klok, inline).await.1
    }

    /// Sets the clock to nine o'clock of a day.
    pub(crate) fn op(&self, dag: &str) {
        let nu: Tijdstip = format!("{dag}T09:00:00Z").parse().expect("an instant");
        self.klok.0.store(nu.micros(), Ordering::Relaxed);
    }

    pub(crate) async fn geschiedenis(&self, stroom: Uuid) -> Vec<Recorded> {
        self.store.load(&gemeente(), stroom).await.expect("loads")
    }

    /// The names of what happened to a stream.
    pub(crate) async fn namen<F: Feit>(&self, stroom: Uuid) -> Vec<&'static str> {
        let feiten = self.geschiedenis(stroom).await;
        feiten.iter().map(|r| r.decode::<F>().expect("decodes").feit.naam()).collect()
    }

    pub(crate) async fn staat<A: Aggregaat>(&self, stroom: Uuid) -> A {
        A::na(self.geschiedenis(stroom).await.iter().map(|r| r.decode().expect("decodes")))
    }

    /// A request on the version of a stream as it is now.
    pub(crate) async fn bij(&self, stroom: Uuid) -> Aanvraag {
        let versie = self.geschiedenis(stroom).await.len() as u64;
        Aanvraag { verwacht: Some(versie), ..aanvraag() }
    }

    /// A huishouden without a plan; the CJG-coach is its contactpersoon.
    pub(crate) async fn huishouden(&self) -> Uuid {
        let huishouden = uuid();
        let toegang: Toegang<HuishoudenRegistreren> = poort_zonder_resource(&cjg_coach()).expect("may register");
        let wat = HuishoudenCommand::Registreer(registratie(huishouden));
        self.app.begin::<Huishouden, _>(&toegang, &aanvraag(), huishouden, wat).await.expect("registers");
        huishouden
    }

    /// The regisseur does something with the plan.
    pub(crate) async fn aan_plan(&self, huishouden: Uuid, wie: &Beller, wat: HuishoudenCommand) {
        let toegang: Toegang<PlanVoeren> = mag(wie, huishouden, &[Relatie::Regisseur]);
        self.app.pas_toe::<Huishouden, _>(&toegang, &self.bij(huishouden).await, wat).await.expect("is allowed");
    }

    /// The contactpersoon opens a plan without an intake.
    pub(crate) async fn open_plan(&self, huishouden: Uuid, regisseur: &Beller) {
        let regisseur = Regisseur::Professional(als_betrokkene(regisseur));
        let wat = HuishoudenCommand::OpenPlan(Planopening { regisseur, intake: None });
        self.aan_plan(huishouden, &cjg_coach(), wat).await;
    }

    pub(crate) async fn sluit_plan(&self, huishouden: Uuid, wie: &Beller) {
        let nazorg_eigenaar = als_betrokkene(wie);
        let wat = HuishoudenCommand::SluitPlan { reden: Sluitreden::DoelenBehaald, nazorg_eigenaar };
        self.aan_plan(huishouden, wie, wat).await;
    }

    /// Reported by the schoolcoach, picked up by the CJG-coach.
    pub(crate) async fn opgepakt_signaal(&self) -> Uuid {
        let signaal = self.signaal().await;
        let toegang: Toegang<SignaalOppakken> = mag(&cjg_coach(), signaal, &[]);
        let aanvraag = self.bij(signaal).await;
        self.app.pas_toe::<Signaal, _>(&toegang, &aanvraag, SignaalCommand::PakOp).await.expect("is picked up");
        signaal
    }

    /// Reported by the schoolcoach.
    pub(crate) async fn signaal(&self) -> Uuid {
        let signaal = uuid();
        let toegang: Toegang<SignaalMelden> = poort_zonder_resource(&schoolcoach()).expect("may report");
        let wat = SignaalCommand::Meld {
            vindplaats: Vindplaats::School,
            gebied: "hoofddorp-zuidwest".parse().expect("a code"),
            omschrijving: tekst(signaal),
            betreft_veiligheid: false,
            anoniem: false,
        };
        self.app.begin::<Signaal, _>(&toegang, &aanvraag(), signaal, wat).await.expect("is reported");
        signaal
    }

    pub(crate) async fn koppel(&self, signaal: Uuid, wie: &Beller, huishouden: Uuid) -> Result<Receipt, UseCaseError> {
        let toegang: Toegang<SignaalBehandelen> = mag(wie, signaal, &[Relatie::SignaalEigenaar]);
        self.app.koppel_signaal(&toegang, &self.bij(signaal).await, HuishoudenId::new(huishouden)).await
    }

    /// With a Wmo report, so that a term runs.
    pub(crate) async fn start(&self, huishouden: Uuid, wie: &Beller) -> Result<Uuid, UseCaseError> {
        let toegang: Toegang<IntakeStarten> = mag(wie, huishouden, &[Relatie::Contactpersoon]);
        let intake = self.app.start_intake(&toegang, &aanvraag(), IntakeId::new(uuid()), false, true).await?;
        Ok(intake.subject)
    }

    pub(crate) async fn gestart(&self, huishouden: Uuid) -> Uuid {
        self.start(huishouden, &cjg_coach()).await.expect("starts")
    }

    async fn aan_intake(&self, intake: Uuid, wat: IntakeCommand) {
        let toegang: Toegang<IntakeVoeren> = mag(&cjg_coach(), intake, &[Relatie::Intaker]);
        self.app.pas_toe::<Intake, _>(&toegang, &self.bij(intake).await, wat).await.expect("is allowed");
    }

    /// Everything that DOMAIN asks was talked about, with these scores, and it was concluded.
    pub(crate) async fn rond_af(&self, intake: Uuid, scores: [u8; 5], conclusie: Conclusie) {
        for (leefgebied, score) in LEEFGEBIEDEN.into_iter().zip(scores) {
            let score = score.try_into().expect("a score");
            let wijze = Leefgebiedsafsluiting::Gescoord { score, toelichting: None, eigen_kracht: None, netwerk: None };
            self.aan_intake(intake, IntakeCommand::SluitLeefgebiedAf { leefgebied, wijze }).await;
        }
        let veilig_thuis = Some(VeiligThuisbesluit::Advies);
        let oordeel = Veiligheidsoordeel::Zorgelijk;
        let regieverlies = Regieverlies::Langdurig;
        for wat in [
            IntakeCommand::LegVraagVast { eigen_woorden: tekst(intake), vraag_achter_de_vraag: None },
            IntakeCommand::BeoordeelVeiligheid { oordeel, veilig_thuis, toelichting: None },
            IntakeCommand::WijsOpClientondersteuning,
            IntakeCommand::SchatRegieverliesIn { regieverlies },
            IntakeCommand::RondAf { conclusie, reden: None, afspraken: Vec::new() },
        ] {
            self.aan_intake(intake, wat).await;
        }
    }

    /// Started and concluded.
    pub(crate) async fn afgerond(&self, huishouden: Uuid, conclusie: Conclusie) -> Uuid {
        let intake = self.gestart(huishouden).await;
        self.rond_af(intake, [3, 1, 4, 2, 2], conclusie).await;
        intake
    }

    /// The one who does what intakes owe, from now on: whoever did so before is relieved.
    pub(crate) async fn werker(&self) -> Vervolg {
        self.werker_met(&self.app).await
    }

    /// The same, on another server.
    pub(crate) async fn werker_met(&self, app: &Application) -> Vervolg {
        let lease = self.lease(Vervolg::NAAM).await;
        Vervolg::begin(app, lease).await.expect("begins")
    }

    /// A lease that expires at once, so that the next one need not wait.
    pub(crate) async fn lease(&self, werk: &str) -> Lease {
        let genomen = self.store.take_lease(&gemeente(), werk, uuid(), Duration::ZERO).await;
        genomen.expect("answers").expect("is free")
    }

    /// Everything that is owed is done, and stored is how far that is.
    pub(crate) async fn volg_op(&self) {
        let mut vervolg = self.werker().await;
        while vervolg.stap().await.expect("goes on") > 0 {}
        vervolg.rond_af().await.expect("is stored");
    }

    /// So many events in one append that are nothing to an intake.
    pub(crate) async fn drukte(&self, aantal: usize) {
        let event = |_| NewEvent {
            event_id: EventId::new(uuid()),
            code: "te01",
            schema_versie: 1,
            payload: "{}".to_owned(),
            metadata: "{}".to_owned(),
            gebeurd_op: self.klok.now(),
            actor: "systeem".to_owned(),
            bevoegdheid: "regel".to_owned(),
            decoded: Decoded::default(),
        };
        let events = (0..aantal).map(event).collect();
        let batch = Batch {
            command: CommandId::new(uuid()),
            streams: vec![StreamAppend { stream_type: "drukte", stream: uuid(), expected: 0, events }],
            guards: Vec::new(),
            claims: Vec::new(),
            receipt: None,
            now: self.klok.now(),
        };
        self.store.append(&gemeente(), batch).await.expect("is stored");
    }

    pub(crate) async fn gelezen_tot(&self) -> u64 {
        self.store.checkpoint(&gemeente(), Vervolg::NAAM).await.expect("reads")
    }

    /// As after a crash before the checkpoint was moved: everything was done, and the reader does not know it.
    pub(crate) async fn vergeet_de_voortgang(&self) {
        let van = self.gelezen_tot().await;
        assert!(self.store.advance_checkpoint(&gemeente(), Vervolg::NAAM, van, 0).await.expect("moves"));
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

pub(crate) fn schoolcoach() -> Beller {
    beller(102, Functie::Schoolcoach, "school-de-regenboog")
}

pub(crate) fn wmo_consulent() -> Beller {
    beller(103, Functie::WmoConsulent, "gemeente")
}

pub(crate) fn als_betrokkene(wie: &Beller) -> Betrokkene {
    Functionaris::from(&wie.professional).into()
}

pub(crate) fn plan(regisseur: &Beller) -> Conclusie {
    Conclusie::Plan { regisseur: Functionaris::from(&regisseur.professional) }
}

fn gegeven<T>(over: Uuid, waarde: T) -> Persoonsgegeven<T> {
    Persoonsgegeven::new(Onderwerp::new(over), Passage::new(uuid()), waarde)
}

pub(crate) fn tekst(over: Uuid) -> VrijeTekst {
    gegeven(over, "Zo staat het ervoor.".to_owned())
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
