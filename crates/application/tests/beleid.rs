//! Setting policy, against a real log: the stream it begins, its version, two at once, and what is decided with it.

#![expect(clippy::unwrap_used, reason = "the workshop's own functions lie outside #[test]")]

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use regieboek_access::handelingen::{BeleidVaststellen, SignaalMelden};
use regieboek_access::{Beller, poort_zonder_resource};
use regieboek_application::{Aanvraag, Application, BsnGeheim, IdSource, Receipt, UseCaseError};
use regieboek_beleid::BeleidsboekCommand;
use regieboek_event_store::{DatabaseUrl, EventStore, StoreConfig};
use regieboek_intake::{Signaal, SignaalCommand, SignaalEvent};
use regieboek_kernel::{
    Beleid, BeleidsboekId, Bevoegdheid, Clock, Functie, Gemeente, Onderwerp, Passage, Persoonsgegeven, Professional,
    ProfessionalId, Rol, Termijn, Tijdstip, Vindplaats, VrijeTekst,
};
use uuid::Uuid;

static TELLER: AtomicU64 = AtomicU64::new(1);

fn nieuw() -> Uuid {
    Uuid::from_u128(TELLER.fetch_add(1, Ordering::Relaxed).into())
}

struct Tellend;

impl IdSource for Tellend {
    fn nieuw(&self) -> Uuid {
        nieuw()
    }
}

/// A clock that the test sets.
struct Klok(Mutex<Tijdstip>);

impl Clock for Klok {
    fn now(&self) -> Tijdstip {
        *self.0.lock().unwrap()
    }
}

/// An application on a log of its own, gone when the test is.
struct Wereld {
    app: Application,
    store: EventStore,
    klok: Arc<Klok>,
    map: PathBuf,
}

impl Drop for Wereld {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.map));
    }
}

impl Wereld {
    /// Monday 1 September 2025.
    async fn open() -> Self {
        let map = std::env::temp_dir().join(format!("regieboek-beleid-{}-{}", std::process::id(), nieuw()));
        std::fs::create_dir_all(&map).unwrap();
        let url = DatabaseUrl::Sqlite { path: map.join("log.sqlite") };
        let config = StoreConfig { auto_migrate: true, ..StoreConfig::new(url) };
        let store = EventStore::open(config, Vec::new()).await.unwrap();
        let klok = Arc::new(Klok(Mutex::new("2025-09-01T08:00:00Z".parse().unwrap())));
        let app = Self::applicatie(&store, &klok);
        Self { app, store, klok, map }
    }

    fn applicatie(store: &EventStore, klok: &Arc<Klok>) -> Application {
        let geheim = BsnGeheim::new(&[7; 32]).unwrap();
        Application::new(store.clone(), klok.clone(), Arc::new(Tellend), geheim)
    }

    /// Another process on the same log, which remembers nothing.
    fn ander_proces(&self) -> Application {
        Self::applicatie(&self.store, &self.klok)
    }

    fn het_is(&self, nu: &str) {
        *self.klok.0.lock().unwrap() = nu.parse().unwrap();
    }

    async fn versie_van_het_boek(&self) -> usize {
        self.store.load(&gemeente(), BeleidsboekId::van(&gemeente()).uuid()).await.unwrap().len()
    }

    /// Reports a signaal; gives the last instant to pick it up, and the version of the policy that was cited.
    async fn meld(&self, app: &Application) -> (String, u32) {
        let toegang = poort_zonder_resource::<SignaalMelden>(&beller(Functie::Huisarts, &[])).unwrap();
        let signaal = nieuw();
        let wat = SignaalCommand::Meld {
            vindplaats: Vindplaats::Huisarts,
            gebied: "nieuw-vennep".parse().unwrap(),
            omschrijving: tekst("Zorgen."),
            betreft_veiligheid: false,
            anoniem: false,
        };
        app.begin::<Signaal, _>(&toegang, &aanvraag(None), signaal, wat).await.unwrap();
        let events = self.store.load(&gemeente(), signaal).await.unwrap();
        let SignaalEvent::SignaalGemeld(feit) = events[0].decode::<SignaalEvent>().unwrap().feit else {
            panic!("that is how a signaal begins")
        };
        (feit.oppakken_voor.to_string(), events[0].decode_metadata().unwrap().beleidsversie)
    }
}

fn gemeente() -> Gemeente {
    "0394".parse().unwrap()
}

fn tekst(waarde: &str) -> VrijeTekst {
    Persoonsgegeven::new(Onderwerp::new(nieuw()), Passage::new(nieuw()), waarde.to_owned())
}

fn beller(functie: Functie, rollen: &[Rol]) -> Beller {
    let id = ProfessionalId::new(Uuid::from_u128(0xbe1e_1d00));
    let organisatie = "gemeente-haarlemmermeer".parse().unwrap();
    let professional = Professional { id, functie, organisatie, naam: tekst("Bep") };
    Beller { gemeente: gemeente(), professional, rollen: rollen.to_vec() }
}

fn aanvraag(verwacht: Option<u64>) -> Aanvraag {
    Aanvraag { verwacht, ..Aanvraag::systeem(nieuw(), nieuw(), "toets") }
}

/// Signalen are picked up within so many working days, from a day on.
async fn stel_vast(app: &Application, verwacht: u64, vanaf: &str, werkdagen: u16) -> Result<Receipt, UseCaseError> {
    let bep = beller(Functie::Beleidsadviseur, &[Rol::Beleidsbeheerder]);
    let toegang = poort_zonder_resource::<BeleidVaststellen>(&bep).unwrap();
    let mut inhoud = Box::new(Beleid::standaard().inhoud);
    inhoud.termijnen.signaal_oppakken = Termijn::Werkdagen(werkdagen);
    let (vanaf, toelichting) = (vanaf.parse().unwrap(), tekst("Besluit van het college."));
    let wat = BeleidsboekCommand::StelVast { vanaf, inhoud, toelichting };
    app.wijzig_beleid(&toegang, &aanvraag(Some(verwacht)), wat).await
}

#[tokio::test]
async fn de_eerste_versie_begint_het_boek_van_de_gemeente_op_gezag_van_de_rol() {
    let w = Wereld::open().await;
    let receipt = stel_vast(&w.app, 0, "2025-10-01", 3).await.unwrap();
    assert_eq!((receipt.subject, receipt.version), (BeleidsboekId::van(&gemeente()).uuid(), 1));
    let events = w.store.load(&gemeente(), receipt.subject).await.unwrap();
    let metadata = events[0].decode_metadata().unwrap();
    assert_eq!(metadata.verantwoording.bevoegdheid, Bevoegdheid::Rol(Rol::Beleidsbeheerder));
    assert_eq!((events[0].bevoegdheid.as_str(), metadata.beleidsversie), ("rol:beleidsbeheerder", 1));
    let ander = w.store.load(&"0392".parse().unwrap(), receipt.subject).await.unwrap();
    assert!(ander.is_empty(), "another municipality has its own");
}

#[tokio::test]
async fn wie_het_boek_in_een_oudere_versie_zag_stelt_niets_vast() {
    let w = Wereld::open().await;
    stel_vast(&w.app, 0, "2025-10-01", 3).await.unwrap();
    for app in [&w.app, &w.ander_proces()] {
        let fout = stel_vast(app, 0, "2025-11-01", 4).await.unwrap_err();
        assert!(matches!(fout, UseCaseError::Verouderd(Some(_))), "{fout:?}");
    }
    assert_eq!(w.versie_van_het_boek().await, 1);
    stel_vast(&w.app, 1, "2025-11-01", 4).await.unwrap();
}

#[tokio::test]
async fn van_twee_die_tegelijk_vaststellen_lukt_het_er_precies_een() {
    let w = Wereld::open().await;
    let ander = w.ander_proces();
    let (een, twee) = tokio::join!(stel_vast(&w.app, 0, "2025-10-01", 3), stel_vast(&ander, 0, "2025-11-01", 4));
    let fout = match (een, twee) {
        (Ok(_), Err(fout)) | (Err(fout), Ok(_)) => fout,
        uitkomst => panic!("exactly one: {uitkomst:?}"),
    };
    assert!(matches!(fout, UseCaseError::Verouderd(_)), "{fout:?}");
    assert_eq!(w.versie_van_het_boek().await, 1);
}

#[tokio::test]
async fn een_besluit_noemt_het_beleid_van_zijn_dag_ook_in_een_proces_dat_ouder_beleid_onthield() {
    let w = Wereld::open().await;
    let ander = w.ander_proces();
    let vijf_werkdagen = ("2025-09-08T22:00:00Z".to_owned(), 1);
    assert_eq!(w.meld(&ander).await, vijf_werkdagen, "and now it remembers that there is no book");
    stel_vast(&w.app, 0, "2025-09-02", 3).await.unwrap();
    for app in [&w.app, &ander] {
        assert_eq!(w.meld(app).await, vijf_werkdagen, "today the policy of today");
    }
    w.het_is("2025-09-02T08:00:00Z");
    for app in [&w.app, &ander, &w.ander_proces()] {
        assert_eq!(w.meld(app).await, ("2025-09-05T22:00:00Z".to_owned(), 2));
    }
}
