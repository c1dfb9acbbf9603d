//! Commits the commands that wait for one log as one group. There is one per gemeente in a process; nobody else appends.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use regieboek_kernel::{Gemeente, Tijdstip};
use tokio::sync::{oneshot, watch};
use tokio::time::{Instant, timeout};

use crate::batch::{AppendError, Appended};
use crate::database::{self, Database, Writer};
use crate::error::{DbError, ProjectionError};
use crate::memory::{Ends, Memory};
use crate::observer::Observers;
use crate::overlay::{Changes, GroupWrite, Known, Overlay, Prepared, Verdict, Wanted};
use crate::postgres::PostgresWriter;
use crate::projection::{Projection, feed_to};
use crate::recorded::Recorded;
use crate::tx::Tx;

/// After this long without an answer from the database its connection is given up.
const PATIENCE: Duration = Duration::from_secs(10);
/// How often a group is judged without the head lock before it takes it.
const GUESSES: usize = 2;
/// How long commands are refused at once after a failure; doubles up to the second value.
const PAUSE: (Duration, Duration) = (Duration::from_millis(50), Duration::from_secs(2));

/// What every appender of a process shares.
pub(crate) struct Shared {
    pub(crate) database: Database,
    pub(crate) inline: Vec<Arc<dyn Projection>>,
    pub(crate) observers: Observers,
    /// For who judges without looking: on PostgreSQL.
    pub(crate) ends: Ends,
    /// Goes up with every commit of this process.
    pub(crate) commits: watch::Sender<u64>,
    /// Logs in which nothing was stored since a command was told that it may not be, and since when.
    pub(crate) failing: Mutex<BTreeMap<Gemeente, Tijdstip>>,
}

impl Shared {
    /// Says what is durable now.
    fn stored(&self, events: &[Recorded]) {
        self.observers.tell(events);
        self.commits.send_modify(|count| *count += 1);
    }

    pub(crate) fn failing(&self) -> MutexGuard<'_, BTreeMap<Gemeente, Tijdstip>> {
        self.failing.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The answer to one command.
pub(crate) type Answer = Result<Appended, AppendError>;

/// A command in the queue. Its caller may have left; it is stored all the same.
pub(crate) struct Waiting {
    pub(crate) batch: Prepared,
    pub(crate) answer: oneshot::Sender<Answer>,
}

/// Why a whole group was not committed.
enum Fault {
    /// The database is away, or nobody knows whether the commit took place.
    Unavailable(DbError),
    /// One of the group is to blame.
    Command(AppendError),
    /// Another process wrote meanwhile; nothing of the group is stored.
    Outdated,
}

impl From<DbError> for Fault {
    fn from(error: DbError) -> Self {
        if error.is_outdated() {
            Self::Outdated
        } else if error.is_unavailable() {
            Self::Unavailable(error)
        } else {
            Self::Command(AppendError::Unavailable(error.to_string()))
        }
    }
}

/// What a group wrote, and position and instant of the log's end after it.
type Written = (Arc<Changes>, (u64, Option<Tijdstip>));

/// The one writer of a gemeente's log in this process.
pub(crate) struct Appender {
    gemeente: Gemeente,
    shared: Arc<Shared>,
    writer: Writer,
    memory: Memory,
    /// A group is under way; true at the beginning of one when the one before was cut off.
    busy: bool,
    pause: Duration,
    /// Until then the database gets a rest.
    refuse_until: Option<Instant>,
    /// Nothing was stored since a command was told that it may not be.
    fails: bool,
    /// What is thrown away while the database has the next group.
    spent: Spent,
}

/// What is left of a group whose callers were answered.
#[derive(Default)]
struct Spent {
    batches: Vec<Prepared>,
    changes: Option<Arc<Changes>>,
}

impl Appender {
    pub(crate) fn new(gemeente: Gemeente, shared: Arc<Shared>) -> Self {
        let writer = shared.database.writer();
        // Of one that fell nobody would hear that it goes well again.
        shared.failing().remove(&gemeente);
        Self {
            gemeente,
            shared,
            writer,
            memory: Memory::new(),
            busy: false,
            pause: PAUSE.0,
            refuse_until: None,
            fails: false,
            spent: Spent::default(),
        }
    }

    /// Keeps nothing of what was answered.
    pub(crate) fn tidy(&mut self) {
        self.spent = Spent::default();
    }

    /// Commits commands as one group, and answers each.
    pub(crate) async fn answer_all(&mut self, group: impl Iterator<Item = Waiting>) {
        let (batches, callers): (Vec<_>, Vec<_>) = group.map(|waiting| (waiting.batch, waiting.answer)).unzip();
        let answers = self.answer(&batches).await;
        self.note(&batches, &answers);
        for (caller, answer) in callers.into_iter().zip(answers) {
            // A caller that left needs no answer.
            drop(caller.send(answer));
        }
        self.spent.batches = batches;
    }

    /// Keeps whether anything can be stored, as of the last time that somebody tried. What was answered before says nothing.
    fn note(&mut self, batches: &[Prepared], answers: &[Answer]) {
        if answers.iter().any(|answer| matches!(answer, Ok(Appended::New(_)))) {
            if std::mem::take(&mut self.fails) {
                self.shared.failing().remove(&self.gemeente);
            }
        } else if let Some(prepared) = (batches.iter().zip(answers))
            .find_map(|(prepared, answer)| matches!(answer, Err(AppendError::Unavailable(_))).then_some(prepared))
        {
            self.fails = true;
            self.shared.failing().entry(self.gemeente.clone()).or_insert(prepared.batch.now);
        }
    }

    async fn answer(&mut self, batches: &[Prepared]) -> Vec<Answer> {
        match self.try_commit(batches).await {
            Ok(answers) => answers,
            Err(Fault::Command(error)) if batches.len() == 1 => vec![Err(error)],
            Err(Fault::Command(_)) => self.one_by_one(batches).await,
            Err(fault) => batches.iter().map(|_| Err(refusal(&fault))).collect(),
        }
    }

    /// So that only the command that fails alone gets the error.
    async fn one_by_one(&mut self, batches: &[Prepared]) -> Vec<Answer> {
        let mut answers = Vec::with_capacity(batches.len());
        for batch in batches {
            answers.push(match self.try_commit(std::slice::from_ref(batch)).await {
                Ok(mut alone) => alone.pop().unwrap_or(Err(AppendError::Unavailable("no answer".to_owned()))),
                Err(fault) => Err(refusal(&fault)),
            });
        }
        answers
    }

    /// Commits a group, unless the database failed a moment ago.
    async fn try_commit(&mut self, batches: &[Prepared]) -> Result<Vec<Answer>, Fault> {
        if self.refuse_until.is_some_and(|until| Instant::now() < until) {
            return Err(Fault::Unavailable(DbError::lost("the database failed a moment ago")));
        }
        let cut_off = std::mem::replace(&mut self.busy, true);
        if cut_off {
            self.memory.forget();
        }
        let outcome = match timeout(PATIENCE, self.commit(batches)).await {
            Ok(outcome) => outcome,
            Err(_) => Err(Fault::Unavailable(DbError::lost("the database does not answer"))),
        };
        self.busy = false;
        if outcome.is_err() {
            self.memory.forget();
        }
        if let Err(Fault::Unavailable(error)) = &outcome {
            tracing::warn!(gemeente = %self.gemeente, %error, "append failed; commands are refused for a moment");
            if let Writer::Postgres(writers) = &self.writer {
                writers.forget();
            }
            self.refuse_until = Some(Instant::now() + self.pause);
            self.pause = (self.pause * 2).min(PAUSE.1);
        } else {
            self.pause = PAUSE.0;
        }
        outcome
    }

    /// Judges a group and writes it. On PostgreSQL without a lock first, since that takes one round trip where the lock takes
    /// five; whoever finds the log moved, or would be refused on what is only remembered, looks again, and in the end
    /// under the lock.
    async fn commit(&mut self, batches: &[Prepared]) -> Result<Vec<Answer>, Fault> {
        // A key can change hands without an event, so without the head moving: who holds it only the lock tells.
        if let Writer::Postgres(writers) = &self.writer
            && batches.iter().all(|prepared| prepared.batch.claims.is_empty())
        {
            let (writer, wanted) = (writers.here(), Wanted::of(batches));
            // A connection may have died while it was idle. Looking is harmless to do again; of a write nobody would know.
            if writer.is_fresh()
                && let Some(known) = self.memory.of(&self.gemeente, &wanted, &self.shared.ends)
                && let Some(answers) = self.guess(&writer, batches, known, true).await?
            {
                return Ok(answers);
            }
            for _ in 0..GUESSES {
                let rows = writer.look(&self.gemeente, &wanted).await?;
                let known = database::known_of(Known::default(), &wanted, &rows)?;
                self.memory.learn(&wanted, &known);
                // An empty log has no head yet that could be moved.
                if known.position == 0 {
                    break;
                }
                if let Some(answers) = self.guess(&writer, batches, known, false).await? {
                    return Ok(answers);
                }
            }
        }
        self.commit_under_lock(batches).await
    }

    /// Judges a group on what is known and writes it if that is still so; none when it is not, or when the database refuses
    /// for a reason that only the lock can tell. Nobody is refused on what is `remembered`.
    async fn guess(
        &mut self,
        writer: &PostgresWriter,
        batches: &[Prepared],
        known: Known,
        remembered: bool,
    ) -> Result<Option<Vec<Answer>>, Fault> {
        let (verdicts, group) = self.judge(batches, known);
        if remembered && !verdicts.iter().all(|verdict| matches!(verdict, Verdict::Accepted(_))) {
            return Ok(None);
        }
        if group.changes.is_empty() {
            return Ok(Some(verdicts.into_iter().map(answer_of).collect()));
        }
        let (changes, head) = (Arc::clone(&group.changes), group.head);
        let mut tx = writer.begin_with(group).await?;
        let outcome = match self.project(&mut tx, &changes.events).await {
            Ok(()) => {
                let (outcome, ()) = tokio::join!(biased; tx.commit(), async { self.tidy() });
                outcome.map_err(Fault::from)
            }
            Err(fault) => {
                tx.roll_back().await;
                Err(fault)
            }
        };
        match outcome {
            Ok(()) => {
                self.memory.wrote(&changes, head);
                writer.wrote();
                self.shared.stored(&changes.events);
                self.spent.changes = Some(changes);
                Ok(Some(verdicts.into_iter().map(answer_of).collect()))
            }
            Err(Fault::Unavailable(error)) => {
                self.memory.forget();
                Err(Fault::Unavailable(error))
            }
            Err(Fault::Outdated | Fault::Command(_)) => {
                self.memory.forget();
                Ok(None)
            }
        }
    }

    fn judge(&self, batches: &[Prepared], known: Known) -> (Vec<Verdict>, GroupWrite) {
        let from = known.position;
        let mut overlay = Overlay::new(&self.gemeente, known);
        let verdicts = batches.iter().map(|batch| overlay.judge(batch)).collect();
        let (head, changes) = (overlay.head(), Arc::new(overlay.changes));
        (verdicts, GroupWrite { gemeente: self.gemeente.clone(), from, head, changes })
    }

    async fn commit_under_lock(&mut self, batches: &[Prepared]) -> Result<Vec<Answer>, Fault> {
        let mut tx = self.writer.begin().await?;
        match self.write(&mut tx, batches).await {
            Ok((verdicts, Some((changes, head)))) => {
                tx.commit().await.map_err(Fault::Unavailable)?;
                self.memory.wrote(&changes, head);
                self.shared.stored(&changes.events);
                Ok(verdicts)
            }
            Ok((verdicts, None)) => {
                tx.roll_back().await;
                Ok(verdicts)
            }
            Err(fault) => {
                tx.roll_back().await;
                Err(fault)
            }
        }
    }

    /// Everything between BEGIN and COMMIT; also says what there is to commit, if anything, and where the log ends then.
    async fn write(&mut self, tx: &mut Tx, batches: &[Prepared]) -> Result<(Vec<Answer>, Option<Written>), Fault> {
        let (position, last) = database::lock_head(tx, &self.gemeente).await?;
        let mut wanted = Wanted::of(batches);
        let known = self.memory.recall(Known { position, last, ..Known::default() }, &mut wanted);
        let known = database::read_known(tx, &self.gemeente, known, &wanted).await?;
        self.memory.learn(&wanted, &known);
        let (verdicts, group) = self.judge(batches, known);
        let answers = verdicts.into_iter().map(answer_of).collect();
        if group.changes.is_empty() {
            return Ok((answers, None));
        }
        database::write_changes(tx, &group).await?;
        self.project(tx, &group.changes.events).await?;
        Ok((answers, Some((group.changes, group.head))))
    }

    async fn project(&self, tx: &mut Tx, events: &[Recorded]) -> Result<(), Fault> {
        for projection in &self.shared.inline {
            match feed_to(projection.as_ref(), tx, events).await {
                Ok(()) if tx.is_spoiled() => {
                    let (name, cause) = (projection.name(), "it hid a failed statement".to_owned());
                    return Err(Fault::Command(AppendError::Projection { name, cause }));
                }
                Ok(()) => {}
                Err(ProjectionError::Db(error)) if error.is_outdated() => return Err(Fault::Outdated),
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

fn refusal(fault: &Fault) -> AppendError {
    match fault {
        Fault::Unavailable(error) => AppendError::Unavailable(error.to_string()),
        Fault::Command(error) => error.clone(),
        Fault::Outdated => AppendError::Unavailable("the log moved while it was locked".to_owned()),
    }
}
