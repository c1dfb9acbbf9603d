//! A log in a fresh file, a cast, and a settable clock.

use std::path::PathBuf;
use std::sync::Arc;

use regieboek_access::{Beller, Handeling, Relaties, Toegang, poort};
use regieboek_api_types::dossier::{Dossier, Stand};
use regieboek_api_types::geschiedenis::Geschiedenis;
use regieboek_event_store::{Batch, DatabaseUrl, EventStore, NewEvent, StoreConfig, StreamAppend};
use regieboek_kernel::{
    Actor, Beleid, Beslisser, Betrokkene, Bevoegdheid, CommandId, Datum, EventId, Functie, Functionaris, Gemeente,
    Onderwerp, Opdracht, Passage, Persoonsgegeven, Professional, ProfessionalId, Tijdstip, Verantwoording, VrijeTekst,
};
use regieboek_projections::{Betrokkenheid, Relatielijst, Stromen};
use serde_json::Value;
use uuid::Uuid;

/// What stands in every text that may not reach an auditor.
pub(crate) const KANARIE: &str = "KANARIE";

pub(crate) struct Wereld {
    pub(crate) store: EventStore,
    pub(crate) nu: Tijdstip,
    teller: u64,
}

pub(crate) fn gemeente() -> Gemeente {
    "0394".parse().unwrap()
}

pub(crate) fn id(naam: &str) -> Uuid {
    Uuid::new_v5(&Uuid::NAMESPACE_OID, naam.as_bytes())
}

pub(crate) fn tijd(tekst: &str) -> Tijdstip {
    tekst.parse().unwrap()
}

pub(crate) fn dag(tekst: &str) -> Datum {
    tekst.parse().unwrap()
}

pub(crate) fn geheim<T>(value: T) -> Persoonsgegeven<T> {
    Persoonsgegeven::new(Onderwerp::new(id("gezin")), Passage::new(id("passage")), value)
}

pub(crate) fn tekst(over: &str) -> VrijeTekst {
    geheim(format!("{KANARIE} {over}"))
}

pub(crate) fn wie(naam: &str, functie: Functie, organisatie: &str) -> Professional {
    let organisatie = organisatie.parse().unwrap();
    Professional { id: ProfessionalId::new(id(naam)), functie, organisatie, naam: tekst(naam) }
}

pub(crate) fn functionaris(wie: &Professional) -> Functionaris {
    wie.into()
}

pub(crate) fn betrokkene(wie: &Professional) -> Betrokkene {
    functionaris(wie).into()
}

impl Wereld {
    pub(crate) async fn nieuw(naam: &str) -> Self {
        let map = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("dossier").join(naam);
        let _ = std::fs::remove_dir_all(&map);
        std::fs::create_dir_all(&map).unwrap();
        let mut config = StoreConfig::new(DatabaseUrl::Sqlite { path: map.join("log.db") });
        config.auto_migrate = true;
        let store = EventStore::open(config, vec![Arc::new(Stromen), Arc::new(Betrokkenheid)]).await.unwrap();
        Self { store, nu: tijd("2025-03-03T09:00:00Z"), teller: 0 }
    }

    /// One command to one stream, through the real aggregate and the real store.
    pub(crate) async fn doe<A: Beslisser>(
        &mut self,
        stroom: Uuid,
        door: &Professional,
        bevoegdheid: Bevoegdheid,
        wat: A::Command,
    ) {
        let eerder = self.store.load(&gemeente(), stroom).await.unwrap();
        let state = A::na(eerder.iter().map(|event| event.decode::<A::Event>().unwrap()));
        let verantwoording = Verantwoording {
            wie: Actor::Professional(door.clone()),
            bevoegdheid,
            gebeurd_op: self.nu,
            reden: None,
            oorzaak: None,
        };
        let feiten = state.decide(Opdracht { wat, verantwoording, nu: self.nu }, &Beleid::standaard()).unwrap();
        assert!(!feiten.is_empty(), "the command changed nothing");
        self.teller += 1;
        let command = CommandId::new(id(&format!("command {}", self.teller)));
        let nieuw = |(nummer, feit)| {
            let event_id = EventId::new(id(&format!("event {} {nummer}", self.teller)));
            NewEvent::encode(event_id, feit, command, command.uuid(), 1).unwrap()
        };
        let streams = vec![StreamAppend {
            stream_type: A::TYPE,
            stream: stroom,
            expected: eerder.len() as u64,
            events: feiten.iter().enumerate().map(nieuw).collect(),
        }];
        let batch = Batch { command, streams, guards: Vec::new(), claims: Vec::new(), receipt: None, now: self.nu };
        self.store.append(&gemeente(), batch).await.unwrap();
    }

    pub(crate) async fn toegang<H: Handeling>(&self, wie: &Professional, stroom: Uuid) -> Option<Toegang<H>> {
        let beller = Beller { gemeente: gemeente(), professional: wie.clone(), rollen: vec![] };
        let mut tx = self.store.read().await.unwrap();
        let relaties: Relaties = Relatielijst::van(&mut tx, &beller, stroom).await.unwrap();
        poort(&beller, stroom, relaties).ok()
    }

    pub(crate) async fn dossier(&self, wie: &Professional, huishouden: Uuid) -> Option<Dossier> {
        let toegang = self.toegang(wie, huishouden).await?;
        let mut tx = self.store.read().await.unwrap();
        let (dossier, versie) = regieboek_projections::dossier::dossier(&mut tx, &toegang).await.unwrap()?;
        assert_eq!(dossier.versie, versie);
        Some(dossier)
    }

    pub(crate) async fn stand(&self, wie: &Professional, huishouden: Uuid, op: Tijdstip) -> Option<Stand> {
        let toegang = self.toegang(wie, huishouden).await?;
        regieboek_projections::dossier::stand_op(&mut self.store.read().await.unwrap(), &toegang, op).await.unwrap()
    }

    pub(crate) async fn geschiedenis(
        &self,
        wie: &Professional,
        huishouden: Uuid,
        na: u64,
        limiet: u32,
    ) -> Option<Geschiedenis> {
        let toegang = self.toegang(wie, huishouden).await?;
        let mut tx = self.store.read().await.unwrap();
        let geschiedenis = regieboek_projections::geschiedenis::geschiedenis(&mut tx, &toegang, na, limiet).await;
        geschiedenis.unwrap()
    }
}

pub(crate) fn json(waarde: &impl serde::Serialize) -> Value {
    serde_json::to_value(waarde).unwrap()
}
