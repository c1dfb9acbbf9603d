//! A log of its own per test, the people of the story, and what they do.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::Duration;

use async_trait::async_trait;
use regieboek_access::handelingen::*;
use regieboek_access::{Beller, Handeling, Relatie, Toegang, poort, poort_zonder_resource};
use regieboek_application::*;
use regieboek_doorverwijzing::{Adressering, Doorverwijzing, DoorverwijzingCommand, Hulpresultaat};
use regieboek_event_store::{DatabaseUrl, EventStore, Projection, ProjectionError, Recorded, StoreConfig, Tx};
use regieboek_huishouden::{
    Adres, Betrokkenheid, Gever, Huishouden, HuishoudenCommand, Lid, Registratie, Toestemming, Toestemmingssoort,
};
use regieboek_kernel::*;
use regieboek_mandaat::{
    Besluit, Inschrijving, Mandaat, MandaatCommand, Mandaatbesluit, MandaatbesluitCommand, Mandaathouder, Periode,
    Reikwijdte, SkjRegistratie, SkjRegistratieCommand, Verlening, Wetstekst,
};
use tokio::sync::watch;
use uuid::Uuid;

static TELLER: AtomicU64 = AtomicU64::new(1);

pub(crate) fn nieuw() -> Uuid {
    Uuid::from_u128(TELLER.fetch_add(1, Ordering::Relaxed).into())
}

/// Stands still until it is moved; counts how often it is asked.
pub(crate) struct Klok {
    micros: AtomicI64,
    pub(crate) keren: AtomicU64,
}

impl Klok {
    pub(crate) fn op(&self, tekst: &str) {
        self.micros.store(tekst.parse::<Tijdstip>().unwrap().micros(), Ordering::Relaxed);
    }
}

impl Clock for Klok {
    fn now(&self) -> Tijdstip {
        self.keren.fetch_add(1, Ordering::Relaxed);
        Tijdstip::from_micros(self.micros.load(Ordering::Relaxed))
    }
}

struct Tellend;

impl IdSource for Tellend {
    fn nieuw(&self) -> Uuid {
        nieuw()
    }
}

/// Holds an append back between its events and its commit, while it is closed.
pub(crate) struct Sluis {
    dicht: watch::Sender<bool>,
    wacht: watch::Sender<bool>,
}

impl Sluis {
    fn new() -> Arc<Self> {
        Arc::new(Self { dicht: watch::Sender::new(false), wacht: watch::Sender::new(false) })
    }
}

#[async_trait]
impl Projection for Sluis {
    fn name(&self) -> &'static str {
        "sluis"
    }

    fn streams(&self) -> &'static [&'static str] {
        &["mandaat", "huishouden"]
    }

    async fn apply(&self, _: &mut Tx, _: &[Recorded]) -> Result<(), ProjectionError> {
        self.wacht.send_replace(true);
        self.dicht.subscribe().wait_for(|dicht| !dicht).await.unwrap();
        Ok(())
    }

    async fn clear(&self, _: &mut Tx, _: &Gemeente) -> Result<(), ProjectionError> {
        Ok(())
    }
}

pub(crate) struct Wereld {
    pub(crate) app: Application,
    pub(crate) klok: Arc<Klok>,
    pub(crate) huishouden: Uuid,
    pub(crate) kind: LidId,
    store: EventStore,
    sluis: Arc<Sluis>,
    map: PathBuf,
}

impl Drop for Wereld {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.map));
    }
}

impl Wereld {
    /// Monday 2 March 2026: one huishouden with a child of sixteen; the schoolcoach and the CJG-coach are in the case.
    pub(crate) async fn open() -> Self {
        let map = std::env::temp_dir().join(format!("regieboek-doorverwijzingen-{}-{}", std::process::id(), nieuw()));
        std::fs::create_dir_all(&map).unwrap();
        let config = StoreConfig {
            auto_migrate: true,
            ..StoreConfig::new(DatabaseUrl::Sqlite { path: map.join("log.sqlite") })
        };
        let sluis = Sluis::new();
        let store = EventStore::open(config, vec![sluis.clone()]).await.unwrap();
        let klok = Arc::new(Klok { micros: AtomicI64::new(0), keren: AtomicU64::new(0) });
        klok.op("2026-03-02T10:00:00Z");
        let app = proces(&store, &klok);
        let wereld = Self { app, klok, huishouden: nieuw(), kind: LidId::new(nieuw()), store, sluis, map };
        wereld.registreer(wereld.huishouden, wereld.kind).await;
        wereld
    }

    /// Another process on the same log, that remembers nothing yet.
    pub(crate) fn ander_proces(&self) -> Application {
        proces(&self.store, &self.klok)
    }

    pub(crate) async fn registreer(&self, huishouden: Uuid, kind: LidId) {
        let registratie = Registratie {
            gebied: "hoofddorp-zuidwest".parse().unwrap(),
            adres: over(Adres::default()),
            leden: vec![Lid {
                id: kind,
                naam: tekst("Kind"),
                geboortedatum: over("2009-05-04".parse().unwrap()),
                relatie: regieboek_huishouden::Relatie::Kind,
                bsn: None,
                dubbelsleutel: None,
            }],
            gezag: Vec::new(),
            contactpersoon: Functionaris::from(&cjg_coach().professional).into(),
            signaal: None,
        };
        let toegang = poort_zonder_resource::<HuishoudenRegistreren>(&cjg_coach()).unwrap();
        let wat = HuishoudenCommand::Registreer(registratie);
        self.app.begin::<Huishouden, _>(&toegang, &aanvraag(None), huishouden, wat).await.unwrap();
    }

    pub(crate) async fn doe(&self, wat: HuishoudenCommand) {
        let toegang = als::<ToestemmingVastleggen>(&cjg_coach(), self.huishouden, Relatie::Contactpersoon);
        self.app.pas_toe::<Huishouden, _>(&toegang, &aanvraag(None), wat).await.unwrap();
    }

    /// The child consents to sharing these areas with the provider.
    pub(crate) async fn toestemming(&self, ontvanger: &str, categorieen: &[Leefgebied]) -> ToestemmingId {
        let id = ToestemmingId::new(nieuw());
        self.doe(HuishoudenCommand::GeefToestemming(Toestemming {
            id,
            soort: Toestemmingssoort::OpheffenGeheimhouding,
            doel: tekst("samen hulp regelen"),
            categorieen: categorieen.to_vec(),
            ontvanger: ontvanger.parse().unwrap(),
            betreft: self.kind,
            gegeven_door: vec![Gever::Lid(self.kind)],
            tot: "2026-12-31".parse().unwrap(),
        }))
        .await;
        id
    }

    /// All youth help, in 2026, for the schoolcoach, who is registered with SKJ until the end of June.
    pub(crate) async fn mandaat(&self) -> MandaatId {
        let toegang = poort_zonder_resource::<MandatenBeheren>(&beheerder()).unwrap();
        let houder = schoolcoach().professional;
        let reikwijdte = Reikwijdte {
            voorzieningen: vec!["ambulante-jeugdhulp".parse().unwrap(), "opvoedondersteuning".parse().unwrap()],
            gebieden: Vec::new(),
            scholen: Vec::new(),
            kostenplafond_euro: None,
        };
        let geldig = Periode { van: "2026-01-05".parse().unwrap(), tot_en_met: "2026-12-31".parse().unwrap() };
        let besluit = MandaatbesluitId::new(nieuw());
        let wat = MandaatbesluitCommand::LegVast(Besluit {
            nummer: "2025-0042".to_owned(),
            genomen_op: "2025-12-15".parse().unwrap(),
            wetstekst: Wetstekst { regeling: "Jeugdwet art. 2.3".to_owned(), versie: "2015-01-01".parse().unwrap() },
            reikwijdte: reikwijdte.clone(),
            geldig,
            functies: vec![houder.functie],
            ondermandaat_toegestaan: false,
        });
        self.app.begin::<Mandaatbesluit, _>(&toegang, &aanvraag(None), besluit.uuid(), wat).await.unwrap();
        let wat = SkjRegistratieCommand::Registreer(Inschrijving {
            houder: houder.id,
            nummer: tekst("SKJ-1"),
            geldig_tot: "2026-06-30".parse().unwrap(),
        });
        let skj = skj_registratie_id(houder.id);
        self.app.begin::<SkjRegistratie, _>(&toegang, &aanvraag(None), skj, wat).await.unwrap();
        let verlening = Verlening {
            besluit,
            besluitversie: 0,
            houder: Mandaathouder {
                professional: houder.id,
                functie: houder.functie,
                organisatie: houder.organisatie,
                naam: houder.naam,
            },
            in_dienst_van_gemeente: true,
            instemming_houder: None,
            instemming_werkgever: None,
            reikwijdte,
            geldig,
            wetstekst: None,
            boven: None,
        };
        let mandaat = MandaatId::new(nieuw());
        self.app.verleen_mandaat(&toegang, &aanvraag(None), mandaat.uuid(), verlening).await.unwrap();
        mandaat
    }

    pub(crate) async fn trek_mandaat_in(&self, mandaat: MandaatId) {
        let toegang = poort::<MandatenBeheren>(&beheerder(), mandaat.uuid(), [].into_iter().collect()).unwrap();
        let wat = MandaatCommand::TrekIn { reden: tekst("uit dienst"), boven: None };
        self.app.pas_toe::<Mandaat, _>(&toegang, &aanvraag(None), wat).await.unwrap();
    }

    pub(crate) async fn verwijs(&self, wie: &Beller, verzoek: Verwijsverzoek) -> Result<Uuid, UseCaseError> {
        let toegang = als::<Verwijzen>(wie, self.huishouden, Relatie::Betrokkene);
        let id = DoorverwijzingId::new(nieuw());
        self.app.verwijs(&toegang, None, &aanvraag(None), id, verzoek).await.map(|receipt| receipt.subject)
    }

    pub(crate) async fn aanvaard(&self, wie: &Beller, verwijzing: Uuid) -> Result<Receipt, UseCaseError> {
        let toegang = als::<VerwijzingBeantwoorden>(wie, verwijzing, Relatie::Geadresseerde);
        self.app.aanvaard_verwijzing(&toegang, &aanvraag(Some(1)), None).await
    }

    pub(crate) async fn start(&self, wie: &Beller, verwijzing: Uuid) {
        let toegang = als::<VerwijzingUitvoeren>(wie, verwijzing, Relatie::Houder);
        let wat = DoorverwijzingCommand::Start { op: self.app.nu().datum() };
        self.app.pas_toe::<Doorverwijzing, _>(&toegang, &aanvraag(None), wat).await.unwrap();
    }

    pub(crate) async fn rond_af(&self, wie: &Beller, verwijzing: Uuid) -> Receipt {
        let toegang = als::<VerwijzingUitvoeren>(wie, verwijzing, Relatie::Houder);
        let toelichting = tekst("het gaat beter");
        self.app.rond_verwijzing_af(&toegang, &aanvraag(None), Hulpresultaat::Behaald, toelichting).await.unwrap()
    }

    /// Lets `eerst` be written but not committed, `dan` decide on what was there before, and only then both go on.
    pub(crate) async fn tussen_lezen_en_schrijven<T>(
        &self,
        eerst: impl Future<Output = ()>,
        dan: impl Future<Output = T>,
    ) -> T {
        self.sluis.wacht.send_replace(false);
        self.sluis.dicht.send_replace(true);
        let geopend = async {
            tokio::time::sleep(Duration::from_millis(500)).await;
            self.sluis.dicht.send_replace(false);
        };
        let daarna = async {
            self.sluis.wacht.subscribe().wait_for(|wacht| *wacht).await.unwrap();
            self.klok.keren.store(0, Ordering::Relaxed);
            tokio::join!(dan, geopend).0
        };
        tokio::join!(eerst, daarna).1
    }

    pub(crate) async fn events(&self, stream: Uuid) -> Vec<Recorded> {
        self.store.load(&gemeente(), stream).await.unwrap()
    }

    pub(crate) async fn verwijzing(&self, id: Uuid) -> Doorverwijzing {
        Doorverwijzing::na(self.events(id).await.iter().map(|event| event.decode().unwrap()))
    }

    pub(crate) async fn betrokkenheden(&self) -> Vec<Betrokkenheid> {
        let events = self.events(self.huishouden).await;
        Huishouden::na(events.iter().map(|event| event.decode().unwrap())).betrokkenheden().to_vec()
    }

    /// How long the log is.
    pub(crate) async fn lengte(&self) -> u64 {
        self.store.head(&gemeente()).await.unwrap()
    }
}

fn proces(store: &EventStore, klok: &Arc<Klok>) -> Application {
    let geheim = BsnGeheim::new(&[7; 32]).unwrap();
    Application::new(store.clone(), klok.clone(), Arc::new(Tellend), geheim)
}

fn gemeente() -> Gemeente {
    "0394".parse().unwrap()
}

fn over<T>(waarde: T) -> Persoonsgegeven<T> {
    Persoonsgegeven::new(Onderwerp::new(nieuw()), Passage::new(nieuw()), waarde)
}

pub(crate) fn tekst(waarde: &str) -> VrijeTekst {
    over(waarde.to_owned())
}

fn beller(n: u128, functie: Functie, organisatie: &str) -> Beller {
    let id = ProfessionalId::new(Uuid::from_u128(0xbe11_0000 + n));
    let professional = Professional { id, functie, organisatie: organisatie.parse().unwrap(), naam: tekst("Naam") };
    Beller { gemeente: gemeente(), professional, rollen: vec![] }
}

pub(crate) fn cjg_coach() -> Beller {
    beller(1, Functie::CjgCoach, "cjg")
}

pub(crate) fn schoolcoach() -> Beller {
    beller(2, Functie::Schoolcoach, "school-de-regenboog")
}

pub(crate) fn huisarts() -> Beller {
    beller(3, Functie::Huisarts, "huisartsen-centrum")
}

pub(crate) fn aanbieder() -> Beller {
    beller(4, Functie::Zorgaanbieder, "jeugdhulp-noord")
}

pub(crate) fn collega_aanbieder() -> Beller {
    beller(5, Functie::Zorgaanbieder, "jeugdhulp-noord")
}

pub(crate) fn sociaal_makelaar() -> Beller {
    beller(6, Functie::SociaalMakelaar, "welzijn-hoofddorp")
}

fn beheerder() -> Beller {
    beller(7, Functie::Mandaatbeheerder, "gemeente")
}

pub(crate) fn als<H: Handeling>(wie: &Beller, resource: Uuid, relatie: Relatie) -> Toegang<H> {
    poort(wie, resource, [relatie].into_iter().collect()).unwrap()
}

pub(crate) fn aanvraag(verwacht: Option<u64>) -> Aanvraag {
    let command = nieuw();
    let mut sleutel = [0; 32];
    sleutel[..16].copy_from_slice(command.as_bytes());
    Aanvraag {
        command: CommandId::new(command),
        correlatie: command,
        grond: Vec::new(),
        sleutel,
        fingerprint: sleutel,
        verwacht,
        gebeurd_op: None,
        status: 200,
    }
}

pub(crate) fn op_wet() -> Option<Deelgrond> {
    Some(Deelgrond::Grondslag(Grondslag::Jeugdwet740))
}

fn vraag(hulp: Hulp, organisatie: &str, functie: Functie, deelgrond: Option<Deelgrond>) -> Verwijsverzoek {
    Verwijsverzoek {
        hulp,
        gericht_aan: Adressering { organisatie: organisatie.parse().unwrap(), functie: Some(functie) },
        betreft: Vec::new(),
        hulpvraag: tekst("Ze komt niet meer op school."),
        spoed: false,
        deelgrond,
    }
}

/// Asked of the provider; without mandaat on the law.
pub(crate) fn inzet_van(voorziening: &str, mandaat: Option<MandaatId>) -> Verwijsverzoek {
    let hulp = Hulp::Inzet(Inzet {
        voorziening: voorziening.parse().unwrap(),
        doel: None,
        lichter_bekeken: Some(tekst("Opvoedondersteuning gaf geen rust.")),
        mandaat,
        school: None,
        kosten_euro: None,
    });
    vraag(hulp, "jeugdhulp-noord", Functie::Zorgaanbieder, op_wet())
}

pub(crate) fn inzet(mandaat: Option<MandaatId>) -> Verwijsverzoek {
    inzet_van("ambulante-jeugdhulp", mandaat)
}

pub(crate) fn erbij_halen(deelgrond: Option<Deelgrond>) -> Verwijsverzoek {
    vraag(Hulp::ErbijHalen, "jeugdhulp-noord", Functie::Zorgaanbieder, deelgrond)
}

pub(crate) fn recept() -> Verwijsverzoek {
    vraag(Hulp::WelzijnOpRecept, "welzijn-hoofddorp", Functie::SociaalMakelaar, op_wet())
}

/// The code of the rule that forbade it.
#[track_caller]
pub(crate) fn regel<T>(uitkomst: Result<T, UseCaseError>) -> &'static str {
    match uitkomst {
        Err(UseCaseError::Regel(regel)) => regel.code(),
        Err(fout) => panic!("geen regel: {fout}"),
        Ok(_) => panic!("niet geweigerd"),
    }
}
