//! Who appends: on PostgreSQL whoever comes when nobody does, and for those who come meanwhile the runtime that opened the
//! store, which serves no requests.
//!
//! ```text
//! enqueue ──▶ queue ──nobody appends──▶ take the turn, commit what waits as a group, give it back
//!                   └─somebody does───▶ wait: whoever gives the turn back looks at the queue once more, and lets the
//!                                       store's runtime commit group after group until it is empty
//! ```
//!
//! A command that comes alone is so written by the thread that brought it, on a connection of that thread, and no other
//! thread has to wake up for it. Where many come, a thread that serves them would see the database's answer only after the
//! requests that it has on hand, and the database would be idle so long. The turn is a task of its own: a caller that leaves
//! stops nothing. On SQLite, where a statement keeps its thread busy until it is durable, one thread has the turn for good.

use std::sync::Arc;
use std::sync::atomic::{AtomicIsize, Ordering};

use tokio::runtime::Handle;
use tokio::sync::mpsc::error::TrySendError;
use tokio::sync::{Mutex, OwnedMutexGuard, mpsc};
use tokio::task::JoinHandle;

use crate::appender::{Appender, Waiting};
use crate::batch::AppendError;

/// How many commands are committed together at most.
const GROUP: usize = 64;

/// The commands that wait for the log of one gemeente, and whoever writes them.
pub(crate) struct Lane {
    sender: mpsc::Sender<Waiting>,
    turns: Arc<Turns>,
    /// The thread that has the turn for good, if there is one.
    resident: Option<JoinHandle<()>>,
}

struct Turns {
    /// Commands that were put in the queue less those that were taken from it; counted afterwards, so below zero for a moment.
    waiting: AtomicIsize,
    turn: Arc<Mutex<Turn>>,
    /// Where the turn goes on when more came meanwhile, or the runtime of whoever had it is gone.
    home: Handle,
}

struct Turn {
    appender: Appender,
    queue: mpsc::Receiver<Waiting>,
}

impl Lane {
    /// A lane of which the turn passes from caller to caller.
    pub(crate) fn new(appender: Appender, length: usize, home: Handle) -> Self {
        let (sender, queue) = mpsc::channel(length);
        let turn = Arc::new(Mutex::new(Turn { appender, queue }));
        let turns = Arc::new(Turns { waiting: AtomicIsize::new(0), turn, home });
        Self { sender, turns, resident: None }
    }

    /// Has the turn until the lane is closed.
    pub(crate) fn stay(&self) -> impl Future<Output = ()> + Send + use<> {
        let turns = Arc::clone(&self.turns);
        async move { Resident(Arc::clone(&turns.turn).lock_owned().await).0.stay(&turns.waiting).await }
    }

    /// The lane with whoever stays.
    pub(crate) fn with(self, resident: JoinHandle<()>) -> Self {
        Self { resident: Some(resident), ..self }
    }

    /// Whether its thread is gone before its time.
    pub(crate) fn is_dead(&self) -> bool {
        self.resident.as_ref().is_some_and(JoinHandle::is_finished)
    }

    /// Lets a command be written, by whoever has the turn; refuses it when too many wait.
    pub(crate) fn enqueue(&self, waiting: Waiting) -> Result<(), AppendError> {
        self.sender.try_send(waiting).map_err(|error| match error {
            TrySendError::Full(_) => AppendError::Overloaded,
            TrySendError::Closed(_) => AppendError::Unavailable("the appender stopped".to_owned()),
        })?;
        self.turns.waiting.fetch_add(1, Ordering::SeqCst);
        if self.resident.is_none()
            && let Some(turn) = self.turns.take(Where::Here)
        {
            tokio::spawn(turn.run());
        }
        Ok(())
    }

    /// Writes what waits and lets nobody in any more; answers whether all went as it should.
    pub(crate) async fn close(self) -> bool {
        drop(self.sender);
        let ended_well = match self.resident {
            Some(thread) => thread.await.is_ok(),
            None => true,
        };
        self.turns.turn.lock().await.stay(&self.turns.waiting).await;
        ended_well
    }
}

impl Turns {
    fn take(self: &Arc<Self>, place: Where) -> Option<Taken> {
        let turn = Arc::clone(&self.turn).try_lock_owned().ok()?;
        Some(Taken { turns: Arc::clone(self), turn: Some(turn), place: Some(place) })
    }
}

impl Turn {
    /// What waits now, as one group; answers whether anything did.
    async fn once(&mut self, waiting: &AtomicIsize) -> bool {
        let mut group: Vec<_> = std::iter::from_fn(|| self.queue.try_recv().ok()).take(GROUP).collect();
        let any = !group.is_empty();
        if any {
            self.answer(&mut group, waiting).await;
        }
        any
    }

    /// Until the queue is closed and empty.
    async fn stay(&mut self, waiting: &AtomicIsize) {
        let mut group = Vec::with_capacity(GROUP);
        while self.queue.recv_many(&mut group, GROUP).await > 0 {
            self.answer(&mut group, waiting).await;
            self.appender.tidy();
        }
    }

    async fn answer(&mut self, group: &mut Vec<Waiting>, waiting: &AtomicIsize) {
        waiting.fetch_sub(isize::try_from(group.len()).unwrap_or_default(), Ordering::SeqCst);
        self.appender.answer_all(group.drain(..)).await;
    }
}

/// Whoever has the turn for good. Should it fall nobody takes its place in this lane, so nobody is let wait there.
struct Resident(OwnedMutexGuard<Turn>);

impl Drop for Resident {
    fn drop(&mut self) {
        self.0.queue.close();
        while self.0.queue.try_recv().is_ok() {}
    }
}

/// Where whoever gets the turn runs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Where {
    Here,
    Home,
}

/// The turn, with whoever has it now.
struct Taken {
    turns: Arc<Turns>,
    turn: Option<OwnedMutexGuard<Turn>>,
    /// Until it runs.
    place: Option<Where>,
}

impl Taken {
    async fn run(mut self) {
        let until_empty = self.place.take() == Some(Where::Home);
        if let Some(turn) = &mut self.turn {
            while turn.once(&self.turns.waiting).await && until_empty {}
            turn.appender.tidy();
        }
    }
}

/// Looks at the queue once more after giving the turn back, also when whoever had it fell, or its runtime ended half-way. When
/// the store's own has ended, so that nothing begins there, nobody is left to write.
impl Drop for Taken {
    fn drop(&mut self) {
        self.turn = None;
        if self.place != Some(Where::Home)
            && self.turns.waiting.load(Ordering::SeqCst) > 0
            && let Some(turn) = self.turns.take(Where::Home)
        {
            self.turns.home.spawn(turn.run());
        }
    }
}
