//! The running server: HTTP, and beside it the workers, who do what is owed whether or not anybody calls.

use std::net::{SocketAddr, TcpListener};
use std::time::Duration;

use actix_web::dev::{Server, ServerHandle};
use actix_web::rt::task::JoinHandle;
use actix_web::web::Data;
use actix_web::{HttpServer, rt};
use anyhow::Context as _;
use regieboek_api::app::{app, methoden};
use regieboek_api::drukte::Drukte;
use tokio::sync::oneshot;

use crate::config::Config;
use crate::werkers::Werkers;
use crate::wiring::Wired;

/// How long requests that are under way get to end when the server stops.
const AFLOOP_SECONDEN: u64 = 30;

/// A server that listens, with its background work.
pub(crate) struct Running {
    pub(crate) address: SocketAddr,
    pub(crate) server: Server,
    werkers: JoinHandle<()>,
    /// Tells the workers to stop.
    genoeg: oneshot::Sender<()>,
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
        let drukte = Data::new(Drukte::new(config.max_requests, Duration::from_millis(config.deadline_ms)));
        let server = HttpServer::new(move || app(ingang.clone(), methoden.clone(), drukte.clone()))
            .workers(config.workers)
            .shutdown_timeout(AFLOOP_SECONDEN)
            .listen(listener)?
            .run();
        let (genoeg, gestopt) = oneshot::channel();
        let lease = Duration::from_millis(config.lease_ms);
        let werkers = rt::spawn(Werkers::new(wired.ingang.clone(), wired.store.clone(), lease).werk(gestopt));
        Ok(Self { address, server, werkers, genoeg, wired })
    }

    /// A handle with which the server can be told to stop.
    pub(crate) fn handle(&self) -> ServerHandle {
        self.server.handle()
    }

    /// Answers requests until the server is told to stop, then lets those under way end, gives the work to another
    /// process and closes the store.
    ///
    /// # Errors
    /// The server ended by itself.
    pub(crate) async fn run(self) -> anyhow::Result<()> {
        let uitkomst = self.server.await;
        drop(self.genoeg);
        if let Err(fout) = self.werkers.await {
            tracing::error!(%fout, "the workers had stopped before their time");
        }
        self.wired.store.close().await;
        tracing::info!("stopped");
        Ok(uitkomst?)
    }
}
