//! What one process takes on: so many requests at once, and none for longer than a set time. More is refused at once.
//!
//! Without this a database that is slow or gone fills the process with requests that wait for it: each is answered late,
//! and what comes after it later still.

use std::time::Duration;

use actix_web::Error;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::web::Data;
use tokio::sync::Semaphore;
use tokio::time::timeout;

use crate::document::BASIS;
use crate::problem::Problem;

/// The bounds, shared by all workers of a process.
pub struct Drukte {
    plaatsen: Semaphore,
    termijn: Duration,
}

impl Drukte {
    /// So many requests at once, each answered within this time.
    pub fn new(tegelijk: usize, termijn: Duration) -> Self {
        Self { plaatsen: Semaphore::new(tegelijk.clamp(1, Semaphore::MAX_PERMITS)), termijn }
    }
}

/// The middleware: `App::new().app_data(Data<Drukte>).wrap(from_fn(begrens))`. The health checks are not counted: they say
/// how the process is, also when it is busy.
///
/// # Errors
/// 503 when there is no place, or no answer in time. A command that is dropped then may have been stored: a repetition
/// under its key tells.
pub async fn begrens<B: MessageBody>(req: ServiceRequest, next: Next<B>) -> Result<ServiceResponse<B>, Error> {
    let drukte = req.app_data::<Data<Drukte>>().cloned().ok_or_else(|| Problem::storing("no Drukte in app data"))?;
    let _plaats = match req.path().starts_with(BASIS) {
        true => Some(drukte.plaatsen.try_acquire().map_err(|_| Problem::te_druk())?),
        false => None,
    };
    match timeout(drukte.termijn, next.call(req)).await {
        Ok(antwoord) => antwoord,
        Err(_) => Err(Problem::opslag_onbereikbaar("no answer in time").into()),
    }
}
