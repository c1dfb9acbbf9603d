//! A door between a server and its PostgreSQL: open, slow, shut, or a wall behind which nobody answers.

use std::net::SocketAddr;
use std::time::Duration;

use anyhow::Context as _;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::sleep;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stand {
    Open,
    /// Each piece takes this long.
    Traag(Duration),
    /// Connections are cut, new ones refused: as when the server is killed.
    Weg,
    /// Connections stay, and nothing passes any more, not even later: as when a machine is gone without a word.
    Stil,
}

impl Stand {
    const fn laat_door(self) -> bool {
        matches!(self, Self::Open | Self::Traag(_))
    }
}

pub(super) struct Deur {
    /// The database, through this door.
    pub(super) url: String,
    stand: watch::Sender<Stand>,
    portier: JoinHandle<()>,
}

impl Drop for Deur {
    fn drop(&mut self) {
        self.portier.abort();
    }
}

impl Deur {
    pub(super) async fn voor(url: &str) -> anyhow::Result<Self> {
        let (wie, rest) = url.rsplit_once('@').context("user and password")?;
        let (server, databank) = rest.split_once('/').context("a database")?;
        let server: SocketAddr = server.parse()?;
        let ingang = TcpListener::bind("127.0.0.1:0").await?;
        let url = format!("{wie}@{}/{databank}", ingang.local_addr()?);
        let stand = watch::Sender::new(Stand::Open);
        let gezien = stand.subscribe();
        let portier = tokio::spawn(async move {
            while let Ok((client, _)) = ingang.accept().await {
                tokio::spawn(verbind(client, server, gezien.clone()));
            }
        });
        Ok(Self { url, stand, portier })
    }

    pub(super) fn zet(&self, stand: Stand) {
        self.stand.send_replace(stand);
    }
}

async fn verbind(mut client: TcpStream, server: SocketAddr, mut stand: watch::Receiver<Stand>) {
    let nu = *stand.borrow();
    if nu == Stand::Weg {
        return;
    }
    let Ok(mut server) = TcpStream::connect(server).await else { return };
    if nu.laat_door() {
        let ((van, naar), (weer, terug)) = (client.split(), server.split());
        tokio::select! {
            () = geef_door(van, terug, stand.clone()) => return,
            () = geef_door(weer, naar, stand.clone()) => return,
            dicht = stand.wait_for(|stand| !stand.laat_door()) => {
                if dicht.is_ok_and(|stand| *stand == Stand::Weg) {
                    return;
                }
            }
        }
    }
    // Behind the wall; until the client gives up.
    geef_door(&mut client, tokio::io::sink(), stand).await;
    drop(server);
}

async fn geef_door(mut van: impl AsyncRead + Unpin, mut naar: impl AsyncWrite + Unpin, stand: watch::Receiver<Stand>) {
    let mut stuk = vec![0; 64 * 1024];
    while let Ok(lengte @ 1..) = van.read(&mut stuk).await {
        let nu = *stand.borrow();
        if let Stand::Traag(duur) = nu {
            sleep(duur).await;
        }
        if naar.write_all(&stuk[..lengte]).await.is_err() {
            return;
        }
    }
}
