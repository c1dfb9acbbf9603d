//! The running server: HTTP, and beside it the follow-ups and terms that are owed whether or not anybody calls.

use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use actix_web::dev::{Server, ServerHandle};
use actix_web::rt::task::JoinHandle;
use actix_web::web::Data;
use actix_web::{HttpServer, rt};
use anyhow::Context as _;
use regieboek_api::app::{app, methoden};
use regieboek_application::{Bevoegdheidsvervolg, Vervolg};

use crate::config::Config;
use crate::inzetten::Inzettenlijst;
use crate::termijnen;
use crate::wiring::Wired;

/// How long a term may have passed before it is noticed.
const RONDE: Duration = Duration::from_millis(250);
/// How long a round waits, so that what comes in a burst is followed up together: each round is a durable write.
const ADEMPAUZE: Duration = Duration::from_millis(100);
/// How long requests that are under way get to end when the server stops.
const AFLOOP_SECONDEN: u64 = 30;

/// A server that listens, with its background work.
pub(crate) struct Running {
    pub(crate) address: SocketAddr,
    pub(crate) server: Server,
    achtergrond: JoinHandle<()>,
    wired: Wired,
}

impl Running {
    /// Starts to listen; nothing is answered before [`Running::run`].
    ///
    /// # Errors
    /// The address is taken or malformed.
    pub(crate) fn start(config: &Config, wired: Wired) -> anyhow::Result<Self> {
        let listener =
            TcpListener::bind(&config.listen).with_context(|| format!("cannot listen on {}", config.listen))?;
        let address = listener.local_addr()?;
        let ingang = Data::new(wired.ingang.clone());
        let methoden = Data::new(methoden());
        let server = HttpServer::new(move || app(ingang.clone(), methoden.clone()))
            .workers(config.workers)
            .shutdown_timeout(AFLOOP_SECONDEN)
            .listen(listener)?
            .run();
        let achtergrond = rt::spawn(achtergrond(wired.ingang.clone(), wired.store.clone()));
        Ok(Self { address, server, achtergrond, wired })
    }

    /// A handle with which the server can be told to stop.
    pub(crate) fn handle(&self) -> ServerHandle {
        self.server.handle()
    }

    /// Answers requests until the server is told to stop, then lets those under way end and closes the store.
    ///
    /// # Errors
    /// The server ended by itself.
    pub(crate) async fn run(self) -> anyhow::Result<()> {
        let uitkomst = self.server.await;
        self.achtergrond.abort();
        self.wired.store.close().await;
        tracing::info!("stopped");
        Ok(uitkomst?)
    }
}

/// Does what is owed, round after round. A failure is logged and tried again in the next round; nothing is skipped.
async fn achtergrond(ingang: regieboek_api::ingang::Ingang, store: regieboek_event_store::EventStore) {
    let vervolg = Vervolg::new(ingang.application.clone());
    let lijst = Arc::new(Inzettenlijst::new(ingang.lees.clone()));
    let bevoegdheid = Bevoegdheidsvervolg::new(ingang.application.clone(), lijst);
    let mut nieuws = store.subscribe();
    loop {
        match store.gemeenten().await {
            Ok(gemeenten) => {
                for gemeente in &gemeenten {
                    if let Err(fout) = vervolg.stap(gemeente).await {
                        tracing::error!(%gemeente, %fout, "follow-up failed; will be tried again");
                    }
                    if let Err(fout) = bevoegdheid.stap(gemeente).await {
                        tracing::error!(%gemeente, %fout, "follow-up of an authority failed; will be tried again");
                    }
                    if let Err(fout) = termijnen::ronde(&ingang, gemeente).await {
                        tracing::error!(%gemeente, %fout, "terms failed; will be tried again");
                    }
                }
            }
            Err(fout) => tracing::error!(%fout, "store unreachable; will be tried again"),
        }
        let _ = rt::time::timeout(RONDE, nieuws.changed()).await;
        rt::time::sleep(ADEMPAUZE).await;
    }
}
