//! Rows made again from the log are the rows that were there.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use async_trait::async_trait;
use regieboek_access::handelingen::SignaalInzien;
use regieboek_doorverwijzing::{Doorverwijzing, DoorverwijzingCommand, Verwijzingstermijn};
use regieboek_event_store::{
    AppendError, Batch, Decoded, EventStore, NewEvent, Projection, ProjectionError, Recorded, StoreConfig,
    StreamAppend, Tx,
};
use regieboek_huishouden::{Huishouden, HuishoudenCommand, Vacuumreden};
use regieboek_intake::{Signaal, SignaalCommand};
use regieboek_kernel::{CommandId, EventId, Gemeente, HuishoudenId};
use regieboek_mandaat::{Mandaat, MandaatCommand};
use uuid::Uuid;

use crate::register::{beheerder, verleen};
use crate::wereld::{
    Wereld, aanbieder, cjg_coach, coordinator, gemeente, huishouden, id, projecties, schoolcoach, tekst,
};

/// Every row of every table, as SQLite would write it.
const TABELLEN: [&str; 7] = [
    "SELECT quote(stroom) || quote(soort) || quote(huishouden) FROM stroom ORDER BY 1",
    "SELECT quote(onderwerp) || quote(relatie) || quote(wie) || quote(bron) || quote(van) FROM betrokkenheid ORDER BY 1",
    "SELECT quote(item) || quote(soort) || quote(stroom) || quote(voor) || quote(kenmerk) || quote(open) \
     || quote(urgent) || quote(ontstaan_op) || quote(vervalt_op) FROM werkitem ORDER BY 1",
    "SELECT quote(huishouden) || quote(lid) || quote(geboortedatum) FROM leeftijd ORDER BY 1",
    "SELECT quote(stroom) || quote(soort) || quote(detail) || quote(stand) || quote(verstrijkt_op) \
     || quote(oorzaak) || quote(aan) FROM termijn ORDER BY 1",
    "SELECT quote(mandaat) || quote(volgnummer) || quote(houder) || quote(toestand) || quote(document) \
     || quote(van) || quote(tot) FROM mandaatregel ORDER BY 1",
    "SELECT quote(registratie) || quote(volgnummer) || quote(houder) || quote(geldig_tot) || quote(van) \
     || quote(tot) FROM skj ORDER BY 1",
];

async fn rijen(w: &Wereld) -> Vec<Vec<String>> {
    let mut tx = w.store.read().await.unwrap();
    let mut tabellen = Vec::new();
    for sql in TABELLEN {
        let rows = tx.fetch_all(sql, &[]).await.unwrap();
        tabellen.push(rows.iter().map(|row| row.text(0).unwrap()).collect());
    }
    tabellen
}

/// A story that leaves rows in every table; the signaal it begins with.
async fn verhaal(w: &mut Wereld) -> Uuid {
    verleen(w).await;
    let signaal = w.meld_signaal(false).await;
    w.doe::<Signaal>(signaal, &cjg_coach(), SignaalCommand::PakOp).await;
    w.registreer_huishouden().await;
    let koppel = SignaalCommand::KoppelAanHuishouden { huishouden: HuishoudenId::new(huishouden()) };
    w.doe::<Signaal>(signaal, &cjg_coach(), koppel).await;
    w.open_plan().await;
    let inzet = w.zet_in("inzet", "jeugdzorg-noord").await;
    w.zet_in("andere inzet", "jeugdzorg-zuid").await;
    w.doe::<Doorverwijzing>(inzet, &aanbieder(), DoorverwijzingCommand::Aanvaard { verwachte_start: None }).await;
    w.doe::<Doorverwijzing>(inzet, &aanbieder(), DoorverwijzingCommand::KoppelTerug { inhoud: tekst("Ja.") }).await;
    w.het_wordt("2025-03-12T09:00:00Z");
    let termijn = Verwijzingstermijn::Beantwoorden;
    w.systeem::<Doorverwijzing>(id("andere inzet"), DoorverwijzingCommand::VerstrijkTermijn { termijn }).await;
    w.meld_escalatie().await;
    w.neem_escalatie_aan().await;
    w.schaal_af().await;
    let vacuum = HuishoudenCommand::MeldRegievacuum { reden: Vacuumreden::Afwezig };
    w.doe::<Huishouden>(huishouden(), &cjg_coach(), vacuum).await;
    w.doe::<Mandaat>(id("mandaat"), &beheerder(), MandaatCommand::Schors { reden: tekst("Onderzoek.") }).await;
    signaal
}

#[tokio::test]
async fn opnieuw_bouwen_geeft_dezelfde_rijen() {
    let mut w = Wereld::nieuw("herbouw").await;
    let signaal = verhaal(&mut w).await;
    let eerst = rijen(&w).await;
    assert!(eerst.iter().all(|tabel| !tabel.is_empty()), "each table has rows to compare");
    let taken = (w.taken(&cjg_coach()).await, w.taken(&coordinator()).await);
    for projectie in projecties() {
        w.store.rebuild(&gemeente(), projectie.as_ref(), |_, _| {}).await.unwrap();
    }
    assert_eq!(rijen(&w).await, eerst);
    assert_eq!((w.taken(&cjg_coach()).await, w.taken(&coordinator()).await), taken);
    assert!(w.toegang::<SignaalInzien>(&schoolcoach(), signaal).await.is_some());
}

/// A read model made from nothing, in slices: it forgets its rows before the first one.
struct VanVoren {
    projectie: Arc<dyn Projection>,
    naam: &'static str,
    vergeten: AtomicBool,
}

#[async_trait]
impl Projection for VanVoren {
    fn name(&self) -> &'static str {
        self.naam
    }

    fn streams(&self) -> &'static [&'static str] {
        self.projectie.streams()
    }

    async fn apply(&self, tx: &mut Tx, events: &[Recorded]) -> Result<(), ProjectionError> {
        if !self.vergeten.swap(true, Ordering::SeqCst) {
            self.projectie.clear(tx, &gemeente()).await?;
        }
        self.projectie.apply(tx, events).await
    }

    async fn clear(&self, tx: &mut Tx, gemeente: &Gemeente) -> Result<(), ProjectionError> {
        self.projectie.clear(tx, gemeente).await
    }
}

/// P3: each event by itself, seven at a time, and all at once.
#[tokio::test]
async fn in_welke_stukken_ook_het_worden_dezelfde_rijen() {
    let mut w = Wereld::nieuw("stukken").await;
    verhaal(&mut w).await;
    let eerst = rijen(&w).await;
    for (stuk, naam) in [(1, "per-1"), (7, "per-7"), (1000, "per-1000")] {
        for (nummer, projectie) in (0_usize..).zip(projecties()) {
            // Each has a checkpoint of its own, from the beginning of the log.
            let naam = Box::leak(format!("{naam}-{nummer}").into_boxed_str());
            let van_voren = VanVoren { projectie, naam, vergeten: AtomicBool::new(false) };
            while w.store.catch_up(&gemeente(), &van_voren, stuk).await.unwrap() > 0 {}
        }
        assert_eq!(rijen(&w).await, eerst, "in slices of {stuk}");
    }
}

/// P5: a fact of a later build stops every read model that reads such streams, loudly, where it was.
#[tokio::test]
async fn een_onbekend_feit_houdt_ieder_leesmodel_op() {
    let mut w = Wereld::nieuw("onbekend").await;
    verhaal(&mut w).await;
    let eerste = w.store.feed(&gemeente(), 0, 1).await.unwrap().remove(0);
    let mut doorgelezen = Vec::new();
    for (projectie, stroomtype) in projecties().iter().flat_map(|p| p.streams().iter().map(move |soort| (p, *soort))) {
        let naam = format!("{} {stroomtype}", projectie.name());
        let feit = NewEvent {
            event_id: EventId::new(id(&naam)),
            code: "zz99",
            schema_versie: 1,
            payload: r#"{"zz99":{}}"#.to_owned(),
            metadata: eerste.metadata.clone(),
            gebeurd_op: w.nu,
            actor: eerste.actor.clone(),
            bevoegdheid: eerste.bevoegdheid.clone(),
            decoded: Decoded::default(),
        };
        let stroom = StreamAppend { stream_type: stroomtype, stream: id(&naam), expected: 0, events: vec![feit] };
        let command = CommandId::new(id(&format!("command {naam}")));
        let batch = Batch { command, streams: vec![stroom], guards: vec![], claims: vec![], receipt: None, now: w.nu };
        // All of them together, as the server has them; then this one by itself, so that no other refuses for it.
        let refused = w.store.append(&gemeente(), batch.clone()).await;
        assert!(matches!(refused, Err(AppendError::Projection { .. })), "{naam}: {refused:?}");
        let config = StoreConfig::new(Wereld::url("onbekend"));
        let store = EventStore::open(config, vec![Arc::clone(projectie)]).await.unwrap();
        let eerst = rijen(&w).await;
        match store.append(&gemeente(), batch).await {
            Err(AppendError::Projection { .. }) => assert!(rijen(&w).await == eerst, "{naam} changed nothing"),
            _ => doorgelezen.push(naam),
        }
        store.close().await;
    }
    // It only lists which streams there are, and reads no fact of a huishouden.
    assert_eq!(doorgelezen, ["stromen huishouden"]);
}
