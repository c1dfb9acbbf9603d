//! One task per gemeente takes the waiting commands and commits them as one group. Nobody else appends.

use std::sync::Arc;
use std::time::Duration;

use regieboek_kernel::Gemeente;
use tokio::sync::{mpsc, oneshot, watch};
use tokio::time::{Instant, timeout};

use crate::batch::{AppendError, Appended, Batch};
use crate::database::{self, Database, Writer};
use crate::error::{DbError, ProjectionError};
use crate::overlay::{Overlay, Verdict, Wanted};
use crate::projection::{Projection, feed_to};
use crate::recorded::Recorded;
use crate::tx::Tx;

/// How many commands are committed together at most.
const GROUP: usize = 64;
/// After this long without an answer from the database its connection is given up.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long commands are refused at once after a failure; doubles up to the second value.
const PAUSE: (Duration, Duration) = (Duration::from_millis(50), Duration::from_secs(2));

/// What every appender of a process shares.
pub(crate) struct Shared {
    pub(crate) database: Database,
    pub(crate) inline: Vec<Arc<dyn Projection>>,
    /// Goes up with every commit of this process.
    pub(crate) commits: watch::Sender<u64>,
}

/// The answer to one command.
pub(crate) type Answer = Result<Appended, AppendError>;

/// A command in the queue. Its caller may have left; it is stored all the same.
pub(crate) struct Waiting {
    pub(crate) batch: Batch,
    pub(crate) answer: oneshot::Sender<Answer>,
}

/// Why a whole group was not committed.
enum Fault {
    /// The database is away, or nobody knows whether the commit took place.
    Unavailable(DbError),
    /// One of the group is to blame.
    Command(AppendError),
}

impl From<DbError> for Fault {
    fn from(error: DbError) -> Self {
        if error.is_unavailable() {
            Self::Unavailable(error)
        } else {
            Self::Command(AppendError::Unavailable(error.to_string()))
        }
    }
}

/// The one writer of a gemeente's log in this process.
pub(crate) struct Appender {
    gemeente: Gemeente,
    shared: Arc<Shared>,
    writer: Writer,
    pause: Duration,
    /// Until then the database gets a rest.
    refuse_until: Option<Instant>,
}

impl Appender {
    pub(crate) fn new(gemeente: Gemeente, shared: Arc<Shared>) -> Self {
        let writer = shared.database.writer();
        Self { gemeente, shared, writer, pause: PAUSE.0, refuse_until: None }
    }

    /// Runs until the queue is closed and empty.
    pub(crate) async fn run(mut self, mut queue: mpsc::Receiver<Waiting>) {
        let mut group = Vec::with_capacity(GROUP);
        while queue.recv_many(&mut group, GROUP).await > 0 {
            let (batches, callers): (Vec<_>, Vec<_>) = group.drain(..).map(|w| (w.batch, w.answer)).unzip();
            let answers = self.answer(&batches).await;
            for (caller, answer) in callers.into_iter().zip(answers) {
                // A caller that left needs no answer.
                drop(caller.send(answer));
            }
        }
    }

    async fn answer(&mut self, batches: &[Batch]) -> Vec<Answer> {
        match self.try_commit(batches).await {
            Ok(answers) => answers,
            Err(Fault::Unavailable(error)) => batches.iter().map(|_| Err(unavailable(&error))).collect(),
            Err(Fault::Command(error)) if batches.len() == 1 => vec![Err(error)],
            Err(Fault::Command(_)) => self.one_by_one(batches).await,
        }
    }

    /// So that only the command that fails alone gets the error.
    async fn one_by_one(&mut self, batches: &[Batch]) -> Vec<Answer> {
        let mut answers = Vec::with_capacity(batches.len());
        for batch in batches {
            answers.push(match self.try_commit(std::slice::from_ref(batch)).await {
                Ok(mut alone) => alone.pop().unwrap_or(Err(AppendError::Unavailable("no answer".to_owned()))),
                Err(Fault::Unavailable(error)) => Err(unavailable(&error)),
                Err(Fault::Command(error)) => Err(error),
            });
        }
        answers
    }

    /// Commits a group, unless the database failed a moment ago.
    async fn try_commit(&mut self, batches: &[Batch]) -> Result<Vec<Answer>, Fault> {
        if self.refuse_until.is_some_and(|until| Instant::now() < until) {
            return Err(Fault::Unavailable(DbError::lost("the database failed a moment ago")));
        }
        let outcome = match timeout(PATIENCE, self.commit(batches)).await {
            Ok(outcome) => outcome,
            Err(_) => Err(Fault::Unavailable(DbError::lost("the database does not answer"))),
        };
        if let Err(Fault::Unavailable(error)) = &outcome {
            tracing::warn!(gemeente = %self.gemeente, %error, "append failed; commands are refused for a moment");
            self.refuse_until = Some(Instant::now() + self.pause);
            self.pause = (self.pause * 2).min(PAUSE.1);
        } else {
            self.pause = PAUSE.0;
        }
        outcome
    }

    async fn commit(&self, batches: &[Batch]) -> Result<Vec<Answer>, Fault> {
        let mut tx = self.writer.begin().await?;
        match self.write(&mut tx, batches).await {
            Ok((verdicts, true)) => {
                tx.commit().await.map_err(Fault::Unavailable)?;
                self.shared.commits.send_modify(|count| *count += 1);
                Ok(verdicts)
            }
            Ok((verdicts, false)) => {
                tx.roll_back().await;
                Ok(verdicts)
            }
            Err(fault) => {
                tx.roll_back().await;
                Err(fault)
            }
        }
    }

    /// Everything between BEGIN and COMMIT; also says whether there is anything to commit.
    async fn write(&self, tx: &mut Tx, batches: &[Batch]) -> Result<(Vec<Answer>, bool), Fault> {
        let known = database::read_known(tx, &self.gemeente, &Wanted::of(batches)).await?;
        let mut overlay = Overlay::new(&self.gemeente, known);
        let verdicts: Vec<Verdict> = batches.iter().map(|batch| overlay.judge(batch)).collect();
        if overlay.changes.is_empty() {
            return Ok((verdicts.into_iter().map(answer_of).collect(), false));
        }
        database::write_changes(tx, &self.gemeente, &overlay.changes, overlay.head()).await?;
        self.project(tx, &overlay.changes.events).await?;
        Ok((verdicts.into_iter().map(answer_of).collect(), true))
    }

    async fn project(&self, tx: &mut Tx, events: &[Recorded]) -> Result<(), Fault> {
        for projection in &self.shared.inline {
            match feed_to(projection.as_ref(), tx, events).await {
                Ok(()) if tx.is_spoiled() => {
                    let (name, cause) = (projection.name(), "it hid a failed statement".to_owned());
                    return Err(Fault::Command(AppendError::Projection { name, cause }));
                }
                Ok(()) => {}
                Err(ProjectionError::Db(error)) if error.is_unavailable() => return Err(Fault::Unavailable(error)),
                Err(error) => {
                    let (name, cause) = (projection.name(), error.to_string());
                    return Err(Fault::Command(AppendError::Projection { name, cause }));
                }
            }
        }
        Ok(())
    }
}

fn answer_of(verdict: Verdict) -> Answer {
    match verdict {
        Verdict::Accepted(receipt) => Ok(Appended::New(receipt)),
        Verdict::Replayed(receipt) => Ok(Appended::Replayed(receipt)),
        Verdict::Refused(error) => Err(error),
    }
}

fn unavailable(error: &DbError) -> AppendError {
    AppendError::Unavailable(error.to_string())
}
