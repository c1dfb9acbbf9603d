//! Registering a huishouden and closing its plan, against a real log: claims, versions, and two at once.

#![expect(clippy::unwrap_used, reason = "the workshop's own functions lie outside #[test]")]

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use regieboek_access::handelingen::{BetrokkenenBeheren, HuishoudenRegistreren, PlanVoeren};
use regieboek_access::{Beller, Handeling, Relatie, Relaties, Toegang, poort, poort_zonder_resource};
use regieboek_application::{Aanvraag, Application, BsnGeheim, IdSource, Receipt, UseCaseError};
use regieboek_event_store::{Batch, Claim, ClaimKey, DatabaseUrl, EventStore, StoreConfig, StreamAppend};
use regieboek_huishouden::{
    Adres, Doel, Doelresultaat, Evaluatie, Huishouden, HuishoudenCommand, Lid, Planopening, Regisseur, Registratie,
    Relatie as LidRelatie, Sluitreden,
};
use regieboek_kernel::{
    Betrokkene, Bsn, Clock, CommandId, DoelId, Functie, Functionaris, Gemeente, HuishoudenId, Leefgebied, LidId,
    Onderwerp, Passage, Persoonsgegeven, Professional, ProfessionalId, SignaalId, Tijdstip,
};
use uuid::Uuid;

const MOEDER: &str = "999990019";
const DOCHTER: &str = "999990020";
const NIEMAND: &str = "999990032";

static TELLER: AtomicU64 = AtomicU64::new(1);

fn nieuw() -> Uuid {
    Uuid::from_u128(TELLER.fetch_add(1, Ordering::Relaxed).into())
}

struct Stilstaand;

impl Clock for Stilstaand {
    fn now(&self) -> Tijdstip {
        "2025-09-01T08:00:00Z".parse().unwrap()
    }
}

struct Tellend;

impl IdSource for Tellend {
    fn nieuw(&self) -> Uuid {
        nieuw()
    }
}

/// An application on a log of its own, gone when the test is.
struct Wereld {
    app: Application,
    store: EventStore,
    map: PathBuf,
}

impl Drop for Wereld {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.map));
    }
}

impl Wereld {
    async fn open() -> Self {
        let map = std::env::temp_dir().join(format!("regieboek-huishoudens-{}-{}", std::process::id(), nieuw()));
        std::fs::create_dir_all(&map).unwrap();
        let url = DatabaseUrl::Sqlite { path: map.join("log.sqlite") };
        let config = StoreConfig { auto_migrate: true, ..StoreConfig::new(url) };
        let store = EventStore::open(config, Vec::new()).await.unwrap();
        let geheim = BsnGeheim::new(&[7; 32]).unwrap();
        let app = Application::new(store.clone(), Arc::new(Stilstaand), Arc::new(Tellend), geheim);
        Self { app, store, map }
    }

    async fn registreer(&self, huishouden: HuishoudenId, registratie: Registratie) -> Result<Receipt, UseCaseError> {
        let toegang = poort_zonder_resource::<HuishoudenRegistreren>(&coach()).unwrap();
        self.app.registreer_huishouden(&toegang, &aanvraag(None), huishouden, registratie).await
    }

    async fn doe(&self, huishouden: HuishoudenId, relatie: Relatie, wat: HuishoudenCommand) -> Receipt {
        let toegang = als::<BetrokkenenBeheren>(huishouden, relatie);
        self.app.pas_toe::<Huishouden, _>(&toegang, &aanvraag(None), wat).await.unwrap()
    }

    /// A huishouden with an active plan of which the one goal was judged, and its version.
    async fn met_plan(&self) -> (HuishoudenId, u64) {
        let huishouden = HuishoudenId::new(nieuw());
        self.registreer(huishouden, registratie(&[MOEDER])).await.unwrap();
        let regisseur = Regisseur::Professional(coach_als_betrokkene());
        let opening = HuishoudenCommand::OpenPlan(Planopening { regisseur, intake: None });
        self.doe(huishouden, Relatie::Contactpersoon, opening).await;
        let id = DoelId::new(nieuw());
        let (resultaat, streefdatum) = (over(nieuw(), "geen schulden meer".to_owned()), "2026-03-01".parse().unwrap());
        let doel = Doel { id, leefgebied: Leefgebied::WerkEnInkomen, resultaat, streefdatum };
        self.doe(huishouden, Relatie::Regisseur, HuishoudenCommand::StelDoel(doel)).await;
        let toelichting = over(nieuw(), "het is gelukt".to_owned());
        let evaluatie = Evaluatie { doel: id, oordeel: Doelresultaat::Behaald, toelichting };
        let receipt = self.doe(huishouden, Relatie::Regisseur, HuishoudenCommand::EvalueerDoel(evaluatie)).await;
        (huishouden, receipt.version)
    }

    async fn sluit(&self, huishouden: HuishoudenId, verwacht: u64) -> Result<Receipt, UseCaseError> {
        let toegang = als::<PlanVoeren>(huishouden, Relatie::Regisseur);
        let (reden, eigenaar) = (Sluitreden::DoelenBehaald, coach_als_betrokkene());
        self.app.sluit_plan(&toegang, &aanvraag(Some(verwacht)), reden, eigenaar).await
    }

    /// What an escalatie does to its key when it opens or ends.
    async fn escalatieclaim(&self, huishouden: HuishoudenId, claim: fn(ClaimKey, Uuid) -> Claim) {
        let sleutel = ClaimKey { scope: "escalatie-al-open", key: huishouden.uuid().as_bytes().to_vec() };
        let escalatie = Uuid::from_u128(u128::MAX);
        let stream = StreamAppend { stream_type: "escalatie", stream: escalatie, expected: 0, events: Vec::new() };
        let batch = Batch {
            command: CommandId::new(nieuw()),
            streams: vec![stream],
            guards: Vec::new(),
            claims: vec![claim(sleutel, escalatie)],
            receipt: None,
            now: Stilstaand.now(),
        };
        self.store.append(&gemeente(), batch).await.unwrap();
    }

    async fn versie(&self, huishouden: HuishoudenId) -> usize {
        self.store.load(&gemeente(), huishouden.uuid()).await.unwrap().len()
    }

    async fn houder(&self, bsn: &str) -> Option<HuishoudenId> {
        self.app.huishouden_met_bsn(&gemeente(), &bsn.parse().unwrap()).await.unwrap()
    }
}

fn gemeente() -> Gemeente {
    "0394".parse().unwrap()
}

fn over<T>(onderwerp: Uuid, waarde: T) -> Persoonsgegeven<T> {
    Persoonsgegeven::new(Onderwerp::new(onderwerp), Passage::new(nieuw()), waarde)
}

fn coach() -> Beller {
    let id = Uuid::from_u128(0xc0ac);
    let professional = Professional {
        id: ProfessionalId::new(id),
        functie: Functie::CjgCoach,
        organisatie: "cjg".parse().unwrap(),
        naam: over(id, "Coach".to_owned()),
    };
    Beller { gemeente: gemeente(), professional, rollen: vec![] }
}

fn coach_als_betrokkene() -> Betrokkene {
    Functionaris::from(&coach().professional).into()
}

fn als<H: Handeling>(huishouden: HuishoudenId, relatie: Relatie) -> Toegang<H> {
    let relaties: Relaties = [relatie].into_iter().collect();
    poort::<H>(&coach(), huishouden.uuid(), relaties).unwrap()
}

fn aanvraag(verwacht: Option<u64>) -> Aanvraag {
    Aanvraag { verwacht, ..Aanvraag::systeem(nieuw(), nieuw(), "toets") }
}

fn registratie(bsns: &[&str]) -> Registratie {
    let lid = |bsn: &&str| {
        let id = nieuw();
        let bsn: Bsn = bsn.parse().unwrap();
        Lid {
            id: LidId::new(id),
            naam: over(id, "Lid".to_owned()),
            geboortedatum: over(id, "1987-05".parse().unwrap()),
            relatie: LidRelatie::Ouder,
            bsn: Some(over(id, bsn)),
            dubbelsleutel: None,
        }
    };
    Registratie {
        gebied: "hoofddorp-zuidwest".parse().unwrap(),
        adres: over(nieuw(), Adres::default()),
        leden: bsns.iter().map(lid).collect(),
        gezag: Vec::new(),
        contactpersoon: coach_als_betrokkene(),
        signaal: None,
    }
}

fn bezet<T: std::fmt::Debug>(uitkomst: Result<T, UseCaseError>) -> (&'static str, Uuid) {
    match uitkomst {
        Err(UseCaseError::Bezet { scope, houder }) => (scope, houder),
        anders => panic!("{anders:?}"),
    }
}

#[tokio::test]
async fn elk_bsn_wijst_naar_het_huishouden_dat_is_geregistreerd() {
    let wereld = Wereld::open().await;
    let huishouden = HuishoudenId::new(nieuw());
    let receipt = wereld.registreer(huishouden, registratie(&[MOEDER, DOCHTER])).await.unwrap();
    assert_eq!((receipt.subject, receipt.version), (huishouden.uuid(), 1));
    assert_eq!(wereld.houder(MOEDER).await, Some(huishouden));
    assert_eq!(wereld.houder(DOCHTER).await, Some(huishouden));
    assert_eq!(wereld.houder(NIEMAND).await, None);
}

#[tokio::test]
async fn wie_al_in_een_huishouden_staat_kan_niet_in_een_tweede() {
    let wereld = Wereld::open().await;
    let (eerste, tweede) = (HuishoudenId::new(nieuw()), HuishoudenId::new(nieuw()));
    wereld.registreer(eerste, registratie(&[MOEDER])).await.unwrap();
    let uitkomst = wereld.registreer(tweede, registratie(&[DOCHTER, MOEDER])).await;
    assert_eq!(bezet(uitkomst), ("bsn-al-bekend", eerste.uuid()));
    assert_eq!(wereld.versie(tweede).await, 0, "er is niets vastgelegd");
    assert_eq!(wereld.houder(DOCHTER).await, None, "en niets vastgehouden");
}

#[tokio::test]
async fn van_twee_voordeuren_tegelijk_wint_er_precies_een() {
    let wereld = Wereld::open().await;
    let (school, wmo) = (HuishoudenId::new(nieuw()), HuishoudenId::new(nieuw()));
    let (a, b) = tokio::join!(
        wereld.registreer(school, registratie(&[MOEDER])),
        wereld.registreer(wmo, registratie(&[MOEDER])),
    );
    let winnaar = if a.is_ok() { school } else { wmo };
    assert!(a.is_ok() != b.is_ok());
    assert_eq!(bezet(a.and(b)).1, winnaar.uuid());
    assert_eq!(wereld.houder(MOEDER).await, Some(winnaar));
    assert_eq!(wereld.versie(school).await + wereld.versie(wmo).await, 1);
}

#[tokio::test]
async fn een_vernietigd_bsn_houdt_niets_vast() {
    let wereld = Wereld::open().await;
    let mut registratie = registratie(&[MOEDER]);
    registratie.leden.iter_mut().for_each(|lid| lid.bsn = lid.bsn.take().map(Persoonsgegeven::vernietigd));
    wereld.registreer(HuishoudenId::new(nieuw()), registratie).await.unwrap();
    assert_eq!(wereld.houder(MOEDER).await, None);
}

#[tokio::test]
async fn een_signaal_dat_er_niet_is_leidt_nergens_toe() {
    let wereld = Wereld::open().await;
    let registratie = Registratie { signaal: Some(SignaalId::new(nieuw())), ..registratie(&[MOEDER]) };
    let uitkomst = wereld.registreer(HuishoudenId::new(nieuw()), registratie).await;
    assert!(matches!(uitkomst, Err(UseCaseError::NietGevonden)), "{uitkomst:?}");
    assert_eq!(wereld.houder(MOEDER).await, None);
}

#[tokio::test]
async fn een_plan_sluit_niet_zolang_er_een_escalatie_openstaat() {
    let wereld = Wereld::open().await;
    let (huishouden, versie) = wereld.met_plan().await;
    wereld.escalatieclaim(huishouden, |key, owner| Claim::Take { key, owner }).await;
    assert_eq!(bezet(wereld.sluit(huishouden, versie).await).0, "escalatie-al-open");
    wereld.escalatieclaim(huishouden, |key, owner| Claim::Release { key, owner }).await;
    let receipt = wereld.sluit(huishouden, versie).await.unwrap();
    assert_eq!((receipt.subject, receipt.version), (huishouden.uuid(), versie + 1));
}

#[tokio::test]
async fn sluiten_op_een_oude_versie_wordt_geweigerd_met_de_huidige() {
    let wereld = Wereld::open().await;
    let (huishouden, versie) = wereld.met_plan().await;
    match wereld.sluit(huishouden, versie - 1).await {
        Err(UseCaseError::Verouderd(Some(stand))) => assert_eq!(stand.versie, versie),
        anders => panic!("{anders:?}"),
    }
}

#[tokio::test]
async fn van_twee_sluitingen_tegelijk_wint_er_precies_een() {
    let wereld = Wereld::open().await;
    let (huishouden, versie) = wereld.met_plan().await;
    let (a, b) = tokio::join!(wereld.sluit(huishouden, versie), wereld.sluit(huishouden, versie));
    assert!(a.is_ok() != b.is_ok(), "{a:?} {b:?}");
    let verliezer = a.and(b);
    assert!(matches!(verliezer, Err(UseCaseError::Verouderd(Some(_)))), "{verliezer:?}");
    assert_eq!(wereld.versie(huishouden).await as u64, versie + 1);
}
