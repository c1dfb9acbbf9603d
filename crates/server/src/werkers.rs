//! The workers: follow-ups and terms, per municipality one of each at a time over all processes (`event-store`, lease).
//!
//! A round begins with one query that says how far each log is and who works on it. A process that has nothing to do asks
//! no more than that, and renews what it holds. A failure is logged and tried again in the next round; nothing is skipped.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use actix_web::rt::time::{sleep, timeout};
use regieboek_api::bronnen::nieuw_id;
use regieboek_api::ingang::Ingang;
use regieboek_application::{Bevoegdheidsvervolg, UseCaseError, Vervolg};
use regieboek_event_store::{DbError, EventStore, Lease, ProjectionError, Standing};
use regieboek_kernel::Gemeente;
use tokio::sync::oneshot;
use uuid::Uuid;

use crate::inzetten::Inzettenlijst;
use crate::termijnen::Termijnwacht;

/// How long a term may have passed, or another process have stored something, before it is noticed.
const RONDE: Duration = Duration::from_millis(250);
/// How long a round waits, so that what comes in a burst is followed up together.
const ADEMPAUZE: Duration = Duration::from_millis(100);
/// Leases are renewed three times as often as they must be, and at most this often.
const HARTSLAG: Duration = Duration::from_millis(100);
/// How long a round may take, should the database not answer in the middle of it; where it was it goes on.
const GEDULD: Duration = Duration::from_secs(30);
/// How long stopping may take.
const AFSCHEID: Duration = Duration::from_secs(5);

/// Why a worker stopped for now.
#[derive(Debug, thiserror::Error)]
pub(crate) enum WerkFout {
    #[error(transparent)]
    Opslag(#[from] DbError),
    #[error(transparent)]
    Lezen(#[from] ProjectionError),
    #[error(transparent)]
    Vastleggen(#[from] UseCaseError),
}

/// Work of which one process at a time does all.
trait Werk: Sized {
    /// Of its lease.
    const NAAM: &'static str;

    async fn begin(ingang: &Ingang, lease: Lease) -> Result<Self, WerkFout>;

    /// Does what is owed up to this position of the log.
    async fn doe(&mut self, head: u64) -> Result<(), WerkFout>;

    /// Leaves it so that another can go on.
    async fn draag_over(&mut self) -> Result<(), WerkFout>;
}

impl Werk for Vervolg {
    const NAAM: &'static str = Self::NAAM;

    async fn begin(ingang: &Ingang, lease: Lease) -> Result<Self, WerkFout> {
        Ok(Self::begin(&ingang.application, lease).await?)
    }

    async fn doe(&mut self, head: u64) -> Result<(), WerkFout> {
        while self.gelezen() < head && self.stap().await? > 0 {}
        Ok(())
    }

    async fn draag_over(&mut self) -> Result<(), WerkFout> {
        Ok(self.rond_af().await?)
    }
}

impl Werk for Bevoegdheidsvervolg {
    const NAAM: &'static str = Self::NAAM;

    async fn begin(ingang: &Ingang, lease: Lease) -> Result<Self, WerkFout> {
        let lijst = Arc::new(Inzettenlijst::new(ingang.lees.clone()));
        Ok(Self::begin(&ingang.application, lijst, lease).await?)
    }

    async fn doe(&mut self, head: u64) -> Result<(), WerkFout> {
        while self.gelezen() < head && self.stap().await? > 0 {}
        Ok(())
    }

    async fn draag_over(&mut self) -> Result<(), WerkFout> {
        Ok(self.rond_af().await?)
    }
}

impl Werk for Termijnwacht {
    const NAAM: &'static str = "termijnen";

    async fn begin(ingang: &Ingang, lease: Lease) -> Result<Self, WerkFout> {
        Ok(Self::new(ingang, lease))
    }

    async fn doe(&mut self, head: u64) -> Result<(), WerkFout> {
        self.kijk(head).await
    }

    async fn draag_over(&mut self) -> Result<(), WerkFout> {
        Ok(())
    }
}

/// Those of this process.
pub(crate) struct Werkers {
    kantoor: Kantoor,
    posten: BTreeMap<Gemeente, Posten>,
}

/// What all of them work with.
struct Kantoor {
    ingang: Ingang,
    store: EventStore,
    /// This process, as others see it.
    wie: Uuid,
    /// How long others wait for a process that says nothing.
    lease: Duration,
}

/// The workers of one municipality.
#[derive(Default)]
struct Posten {
    vervolg: Post<Vervolg>,
    bevoegdheid: Post<Bevoegdheidsvervolg>,
    termijnen: Post<Termijnwacht>,
}

/// A worker, as long as this process holds its lease.
struct Post<W>(Option<(Lease, W)>);

impl<W> Default for Post<W> {
    fn default() -> Self {
        Self(None)
    }
}

impl Werkers {
    pub(crate) fn new(ingang: Ingang, store: EventStore, lease: Duration) -> Self {
        Self { kantoor: Kantoor { ingang, store, wie: nieuw_id(), lease }, posten: BTreeMap::new() }
    }

    /// Works until told to stop, and hands over what it holds. The renewing ends with the work, however that ends.
    pub(crate) async fn werk(mut self, gestopt: oneshot::Receiver<()>) {
        let hartslag = hartslag(self.kantoor.store.clone(), self.kantoor.wie, self.kantoor.lease);
        tokio::select! {
            () = self.rondes() => {}
            () = hartslag => {}
            _ = gestopt => {}
        }
        if timeout(AFSCHEID, self.draag_over()).await.is_err() {
            tracing::warn!("the work was not handed over in time; another process takes it over when the lease ends");
        }
    }

    async fn rondes(&mut self) {
        let mut nieuws = self.kantoor.store.subscribe();
        loop {
            match self.kantoor.store.standings().await {
                Ok(standen) => {
                    for stand in &standen {
                        if timeout(GEDULD, self.ronde(stand)).await.is_err() {
                            tracing::error!(gemeente = %stand.gemeente, "no end to a round; will be tried again");
                        }
                    }
                }
                Err(fout) => tracing::error!(%fout, "store unreachable; will be tried again"),
            }
            let _ = timeout(RONDE, nieuws.changed()).await;
            sleep(ADEMPAUZE).await;
        }
    }

    async fn ronde(&mut self, stand: &Standing) {
        let posten = self.posten.entry(stand.gemeente.clone()).or_default();
        posten.vervolg.ronde(&self.kantoor, stand).await;
        posten.bevoegdheid.ronde(&self.kantoor, stand).await;
        posten.termijnen.ronde(&self.kantoor, stand).await;
    }

    async fn draag_over(&mut self) {
        for posten in self.posten.values_mut() {
            posten.vervolg.draag_over().await;
            posten.bevoegdheid.draag_over().await;
            posten.termijnen.draag_over().await;
        }
        if let Err(fout) = self.kantoor.store.release_leases(self.kantoor.wie).await {
            tracing::warn!(%fout, "the leases were not given back; they end by themselves");
        }
    }
}

/// Renews what this process holds, also while a long round goes on.
async fn hartslag(store: EventStore, wie: Uuid, lease: Duration) {
    loop {
        sleep((lease / 3).max(HARTSLAG)).await;
        match timeout(lease, store.renew_leases(wie, lease)).await {
            Ok(Ok(_)) => {}
            Ok(Err(fout)) => tracing::warn!(%fout, "the leases were not renewed; will be tried again"),
            Err(_) => tracing::warn!("the leases were not renewed in time; will be tried again"),
        }
    }
}

impl<W: Werk> Post<W> {
    async fn ronde(&mut self, kantoor: &Kantoor, stand: &Standing) {
        let gesteldheid = &kantoor.ingang.gesteldheid;
        match self.werk(kantoor, stand).await {
            Ok(()) => gesteldheid.gaat_door(&stand.gemeente, W::NAAM),
            Err(WerkFout::Vastleggen(UseCaseError::Afgelost)) => {
                self.sta_af(&stand.gemeente);
                gesteldheid.gaat_door(&stand.gemeente, W::NAAM);
            }
            Err(fout) => {
                tracing::error!(gemeente = %stand.gemeente, werk = W::NAAM, %fout, "will be tried again");
                gesteldheid.staat_stil(&stand.gemeente, W::NAAM, kantoor.ingang.application.nu());
            }
        }
    }

    async fn werk(&mut self, kantoor: &Kantoor, stand: &Standing) -> Result<(), WerkFout> {
        let Some(lease) = lease::<W>(kantoor, stand).await? else {
            self.sta_af(&stand.gemeente);
            return Ok(());
        };
        match &mut self.0 {
            Some((eigen, werker)) if *eigen == lease => werker.doe(stand.head).await,
            anders => {
                tracing::info!(gemeente = %stand.gemeente, werk = W::NAAM, epoch = lease.epoch, "works here now");
                let werker = W::begin(&kantoor.ingang, lease.clone()).await?;
                anders.insert((lease, werker)).1.doe(stand.head).await
            }
        }
    }

    /// Another process does it.
    fn sta_af(&mut self, gemeente: &Gemeente) {
        if self.0.take().is_some() {
            tracing::info!(%gemeente, werk = W::NAAM, "another process works here now");
        }
    }

    async fn draag_over(&mut self) {
        if let Some((lease, mut werker)) = self.0.take()
            && let Err(fout) = werker.draag_over().await
        {
            tracing::warn!(gemeente = %lease.gemeente, werk = W::NAAM, %fout, "who takes over reads a part again");
        }
    }
}

/// The lease under which this process may do the work, if it may. It may be one of which the answer never came.
async fn lease<W: Werk>(kantoor: &Kantoor, stand: &Standing) -> Result<Option<Lease>, DbError> {
    match stand.leases.iter().find(|held| held.lease.worker == W::NAAM) {
        Some(held) if held.holder == kantoor.wie => Ok(Some(held.lease.clone())),
        Some(held) if !held.expired => Ok(None),
        Some(_) | None => kantoor.store.take_lease(&stand.gemeente, W::NAAM, kantoor.wie, kantoor.lease).await,
    }
}
