//! One statement for all who ask the same thing of PostgreSQL at the same moment.
//!
//! A question costs little more than its round trip. Whoever finds nobody asking asks alone, on a connection of its thread,
//! without going through another. While a statement is under way those who come wait for each other, and the next
//! statement answers them all. Nobody is answered with what was true before the question was asked.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, ThreadId};
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{AssertSqlSafe, ConnectOptions as _, Row as _};
use tokio::runtime::Handle;
use tokio::sync::{mpsc, oneshot};
use tokio::time::timeout;

use crate::db::{Arg, Inner, Row, bind_columns, postgres_query};
use crate::error::DbError;

/// How many questions one statement answers at most.
const GROUP: usize = 64;
/// How many may wait; one more is refused at once.
const QUEUE: usize = 1024;
/// After this long without an answer the connection is given up.
const PATIENCE: Duration = Duration::from_secs(5);

type Answer = Result<Vec<Row>, DbError>;

struct Asked {
    args: Vec<Arg>,
    answer: oneshot::Sender<Answer>,
}

/// Where each kind of question waits; a kind is the text of its statement.
pub(crate) struct Together {
    options: Arc<PgConnectOptions>,
    runtime: Handle,
    kinds: Mutex<Option<HashMap<&'static str, mpsc::Sender<Asked>>>>,
    alone: Mutex<HashMap<ThreadId, Arc<Alone>>>,
}

/// The connection of a thread, for one question at a time; gone while it is in use.
type Alone = tokio::sync::Mutex<Option<PgConnection>>;

impl Together {
    /// Asks on this runtime.
    pub(crate) fn new(options: Arc<PgConnectOptions>, runtime: Handle) -> Self {
        Self { options, runtime, kinds: Mutex::new(Some(HashMap::new())), alone: Mutex::default() }
    }

    /// What this question is answered with; `args` are of the same kinds each time.
    pub(crate) async fn ask(&self, sql: &'static str, args: &[Arg]) -> Answer {
        let (queue, mine) = (self.queue(sql)?, self.mine());
        if let Ok(mut slot) = mine.try_lock() {
            return ask_alone(&mut slot, &self.options, sql, args).await;
        }
        let (answer, outcome) = oneshot::channel();
        let asked = Asked { args: args.to_vec(), answer };
        queue.try_send(asked).map_err(|_| DbError::busy("too many questions wait"))?;
        outcome.await.unwrap_or_else(|_| Err(DbError::lost("the store is closed")))
    }

    fn mine(&self) -> Arc<Alone> {
        let mut alone = self.alone.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(alone.entry(thread::current().id()).or_default())
    }

    fn queue(&self, sql: &'static str) -> Result<mpsc::Sender<Asked>, DbError> {
        let mut kinds = self.kinds.lock().unwrap_or_else(PoisonError::into_inner);
        let kinds = kinds.as_mut().ok_or_else(|| DbError::lost("the store is closed"))?;
        if let Some(queue) = kinds.get(sql).filter(|queue| !queue.is_closed()) {
            return Ok(queue.clone());
        }
        let (queue, asked) = mpsc::channel(QUEUE);
        let asker = Asker { sql, each: None, options: Arc::clone(&self.options), connection: None };
        self.runtime.spawn(asker.run(asked));
        kinds.insert(sql, queue.clone());
        Ok(queue)
    }

    pub(crate) fn close(&self) {
        *self.kinds.lock().unwrap_or_else(PoisonError::into_inner) = None;
        self.alone.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

/// A connection may have died while it was idle: then a new one is tried. One that fails, or whose question was abandoned,
/// is not used again.
async fn ask_alone(
    slot: &mut Option<PgConnection>,
    options: &PgConnectOptions,
    sql: &'static str,
    args: &[Arg],
) -> Answer {
    let ask = async |connection: &mut PgConnection| -> Answer {
        let rows = postgres_query(sql, args).fetch_all(connection).await?;
        Ok(rows.into_iter().map(|row| Row(Inner::Postgres(row))).collect())
    };
    let in_time = async {
        loop {
            let (mut connection, was_idle) = match slot.take() {
                Some(connection) => (connection, true),
                None => (options.connect().await?, false),
            };
            match ask(&mut connection).await {
                Err(error) if error.is_lost() && was_idle => {}
                Err(error) => return Err(error),
                Ok(rows) => {
                    *slot = Some(connection);
                    return Ok(rows);
                }
            }
        }
    };
    timeout(PATIENCE, in_time).await.unwrap_or_else(|_| Err(DbError::lost("the database does not answer")))
}

/// Who asks one kind of question, on a connection of its own.
struct Asker {
    sql: &'static str,
    /// The statement for several at once, made from that for one.
    each: Option<String>,
    options: Arc<PgConnectOptions>,
    connection: Option<PgConnection>,
}

impl Asker {
    async fn run(mut self, mut queue: mpsc::Receiver<Asked>) {
        let mut group = Vec::with_capacity(GROUP);
        while queue.recv_many(&mut group, GROUP).await > 0 {
            let (questions, askers): (Vec<_>, Vec<_>) = group.drain(..).map(|asked| (asked.args, asked.answer)).unzip();
            let outcome = timeout(PATIENCE, self.ask(&questions)).await;
            // An asker that left needs no answer.
            match outcome.unwrap_or_else(|_| Err(DbError::lost("the database does not answer"))) {
                Ok(answers) => askers.into_iter().zip(answers).for_each(|(asker, answer)| drop(asker.send(Ok(answer)))),
                Err(error) => askers.into_iter().for_each(|asker| drop(asker.send(Err(error.clone())))),
            }
        }
    }

    /// A connection may have died while it was idle: then a new one is tried. One that fails, or whose question was
    /// abandoned, is not used again.
    async fn ask(&mut self, questions: &[Vec<Arg>]) -> Result<Vec<Vec<Row>>, DbError> {
        loop {
            let (mut connection, was_idle) = match self.connection.take() {
                Some(connection) => (connection, true),
                None => (self.options.connect().await?, false),
            };
            match self.ask_on(&mut connection, questions).await {
                Err(error) if error.is_lost() && was_idle => {}
                Err(error) => return Err(error),
                Ok(answers) => {
                    self.connection = Some(connection);
                    return Ok(answers);
                }
            }
        }
    }

    async fn ask_on(&mut self, conn: &mut PgConnection, questions: &[Vec<Arg>]) -> Result<Vec<Vec<Row>>, DbError> {
        if let [alone] = questions {
            let rows = postgres_query(self.sql, alone).fetch_all(conn).await?;
            return Ok(vec![rows.into_iter().map(|row| Row(Inner::Postgres(row))).collect()]);
        }
        let Some(first) = questions.first() else { return Ok(Vec::new()) };
        let each = self.each.get_or_insert_with(|| for_each(self.sql, first));
        let query = bind_columns(sqlx::query(AssertSqlSafe(each.clone())), first, questions);
        let mut answers: Vec<Vec<Row>> = questions.iter().map(|_| Vec::new()).collect();
        for row in query.fetch_all(conn).await? {
            let number: i64 = row.try_get(row.len() - 1)?;
            let answer = usize::try_from(number - 1).ok().and_then(|place| answers.get_mut(place));
            let answer = answer.ok_or_else(|| DbError::integrity("an answer to nobody"))?;
            answer.push(Row(Inner::Postgres(row)));
        }
        Ok(answers)
    }
}

/// The same question for each row of arguments, with its number behind what the question asks for. Only static text, numbered
/// places and names of types: no value is ever part of a statement.
fn for_each(sql: &str, args: &[Arg]) -> String {
    let arrays: Vec<_> = args.iter().zip(1..).map(|(arg, i)| format!("${i}::{}[]", arg.postgres_type())).collect();
    let names: Vec<_> = (1..=args.len()).map(|i| format!("a{i}")).collect();
    let mut inner = String::with_capacity(sql.len() * 2);
    let mut parts = sql.split('$');
    inner.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let digits = part.find(|c: char| !c.is_ascii_digit()).unwrap_or(part.len());
        let (number, rest) = part.split_at(digits);
        let _ = write!(inner, "each_one.a{number}{rest}");
    }
    format!(
        "SELECT answer.*, each_one.number FROM unnest({}) WITH ORDINALITY AS each_one ({}, number)
         CROSS JOIN LATERAL ({inner}) AS answer",
        arrays.join(", "),
        names.join(", ")
    )
}

#[cfg(test)]
mod tests {
    use super::for_each;
    use crate::db::Arg;

    #[test]
    fn a_question_for_one_becomes_a_question_for_each() {
        let args = [Arg::from("0394"), Arg::from(7_i64)];
        let each = for_each("SELECT a FROM t WHERE b = $1 AND c IN ($2, $1)", &args);
        assert!(
            each.contains("unnest($1::text[], $2::bigint[]) WITH ORDINALITY AS each_one (a1, a2, number)"),
            "{each}"
        );
        assert!(each.contains("WHERE b = each_one.a1 AND c IN (each_one.a2, each_one.a1)"), "{each}");
    }
}
