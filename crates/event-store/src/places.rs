//! A bounded number of connections, kept between one question and the next.
//!
//! A pool of sqlx asks each connection whether it lives when it comes back, which doubles the round trips of a question of
//! one statement, and it knows one kind of connection. Here whoever asks has a place for as long as it asks.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

use crate::error::DbError;

/// How long a reader waits for a place.
const PATIENCE: Duration = Duration::from_secs(5);

/// Where so many may ask at a time.
pub(crate) struct Places<C> {
    free: Arc<Semaphore>,
    idle: Mutex<Vec<C>>,
}

impl<C> Places<C> {
    pub(crate) fn new(count: u32) -> Arc<Self> {
        let count = usize::try_from(count.max(1)).unwrap_or(1);
        Arc::new(Self { free: Arc::new(Semaphore::new(count)), idle: Mutex::default() })
    }

    /// Waits for a place, within bounds.
    pub(crate) async fn enter(self: &Arc<Self>) -> Result<Place<C>, DbError> {
        let permit = match timeout(PATIENCE, Arc::clone(&self.free).acquire_owned()).await {
            Ok(permit) => permit.map_err(|_| DbError::lost("the store is closed"))?,
            Err(_) => return Err(DbError::busy("no connection came free in time")),
        };
        Ok(Place { home: Arc::clone(self), _permit: permit })
    }

    /// Nobody gets a place any more, and no connection is kept.
    pub(crate) fn close(&self) {
        self.free.close();
        self.idle().clear();
    }

    fn idle(&self) -> MutexGuard<'_, Vec<C>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A place that is taken.
pub(crate) struct Place<C> {
    home: Arc<Places<C>>,
    _permit: OwnedSemaphorePermit,
}

impl<C> Place<C> {
    /// A connection that was used before, if there is one.
    pub(crate) fn idle(&self) -> Option<C> {
        self.home.idle().pop()
    }

    /// Keeps a connection for who comes next.
    pub(crate) fn keep(&self, connection: C) {
        if !self.home.free.is_closed() {
            self.home.idle().push(connection);
        }
    }
}
