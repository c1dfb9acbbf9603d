//! The measurement: every connection takes the target that was left alone longest, sends, waits, and takes the next.

use std::cell::RefCell;
use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use serde::Serialize;
use tokio::task::LocalSet;
use uuid::Uuid;

use crate::http::{Connection, post};
use crate::targets::{Target, Targets};

/// How many connections go over targets once, before anything is measured.
const FIRST_PASS: usize = 8;

/// What was seen.
#[derive(Debug, Serialize)]
pub(crate) struct Seen {
    /// Requests that succeeded, per second.
    per_second: f64,
    /// Half of them took no longer, in milliseconds.
    p50_ms: f64,
    /// 99 of 100 took no longer.
    p99_ms: f64,
    /// The longest.
    max_ms: f64,
    /// How many succeeded.
    requests: usize,
    /// How long it took.
    seconds: f64,
    /// How many succeeded per second before anything was measured, each on another target.
    first_pass_per_second: f64,
    /// How often each target was asked in all, on average.
    requests_per_target: f64,
    /// Whatever did not succeed, by status and code, the first pass included.
    errors: BTreeMap<String, u64>,
}

/// What all connections share; one thread, so nobody waits for it.
struct Walk {
    address: String,
    body: String,
    tokens: Vec<String>,
    state: RefCell<State>,
}

#[derive(Default)]
struct State {
    /// Nobody is asking these now, so no two requests meet in one target.
    free: VecDeque<Target>,
    /// Requests that may still begin; none of it: until the end.
    left: Option<usize>,
    micros: Vec<u32>,
    errors: BTreeMap<String, u64>,
}

/// Measures; before that, asks the first so many targets once, with a few connections.
pub(crate) async fn run(
    address: &str,
    mut targets: Targets,
    connections: usize,
    seconds: u64,
    first: usize,
) -> anyhow::Result<Seen> {
    let enough = targets.targets.len() >= 4 * connections || connections == 1 && !targets.targets.is_empty();
    ensure!(enough, "too few targets for so many connections");
    targets.scramble();
    let count = targets.targets.len();
    let walk = Rc::new(Walk {
        address: address.to_owned(),
        body: targets.body,
        tokens: targets.tokens,
        state: RefCell::new(State { free: targets.targets.into(), left: Some(first.min(count)), ..State::default() }),
    });
    let first = walk.measure(FIRST_PASS.min(count), Duration::from_secs(300)).await?;
    let first_pass = walk.take();
    walk.state.borrow_mut().left = None;
    let elapsed = walk.measure(connections, Duration::from_secs(seconds)).await?;
    let mut micros = walk.take();
    micros.sort_unstable();
    let at = |share: f64| {
        let index = (micros.len().saturating_sub(1) as f64 * share).round() as usize;
        f64::from(micros.get(index).copied().unwrap_or_default()) / 1000.0
    };
    Ok(Seen {
        per_second: micros.len() as f64 / elapsed.as_secs_f64(),
        p50_ms: at(0.5),
        p99_ms: at(0.99),
        max_ms: at(1.0),
        requests: micros.len(),
        seconds: elapsed.as_secs_f64(),
        first_pass_per_second: first_pass.len() as f64 / first.as_secs_f64(),
        requests_per_target: (first_pass.len() + micros.len()) as f64 / count as f64,
        errors: std::mem::take(&mut walk.state.borrow_mut().errors),
    })
}

impl Walk {
    /// The times of all that succeeded.
    fn take(&self) -> Vec<u32> {
        std::mem::take(&mut self.state.borrow_mut().micros)
    }

    /// Lets so many connections go on until the time is over or nothing is left; how long that took.
    async fn measure(self: &Rc<Self>, connections: usize, during: Duration) -> anyhow::Result<Duration> {
        let mut open = Vec::with_capacity(connections);
        for _ in 0..connections {
            open.push(Connection::open(&self.address).await?);
        }
        let (begin, together) = (Instant::now(), LocalSet::new());
        let tasks: Vec<_> = open
            .into_iter()
            .map(|connection| together.spawn_local(self.clone().go_on(connection, begin + during)))
            .collect();
        together.await;
        for task in tasks {
            task.await??;
        }
        Ok(begin.elapsed().min(during))
    }

    async fn go_on(self: Rc<Self>, mut connection: Connection, end: Instant) -> anyhow::Result<()> {
        let mut request = Vec::with_capacity(2048);
        while Instant::now() < end {
            let Some(mut target) = self.next() else { return Ok(()) };
            request.clear();
            let key = Uuid::now_v7().to_string();
            post(&mut request, &target.path, &self.tokens[target.token], &key, target.version, &self.body);
            let begin = Instant::now();
            let outcome = connection.exchange(&request).await;
            let took = begin.elapsed();
            let error = match outcome {
                Ok(answer) if answer.status == 200 && answer.version.is_some() == target.version.is_some() => {
                    target.version = answer.version;
                    let mut state = self.state.borrow_mut();
                    if begin + took <= end {
                        state.micros.push(u32::try_from(took.as_micros()).unwrap_or(u32::MAX));
                    }
                    state.free.push_back(target);
                    continue;
                }
                Ok(answer) => {
                    let body: serde_json::Value = serde_json::from_slice(&answer.body).unwrap_or_default();
                    let code = body["code"].as_str().or(body["detail"].as_str()).unwrap_or_default();
                    format!("{} {code}", answer.status)
                }
                Err(error) => {
                    connection = Connection::open(&self.address).await.context("after a lost connection")?;
                    format!("{error:#}")
                }
            };
            // Its version is not known any more: it is not asked again.
            *self.state.borrow_mut().errors.entry(error).or_default() += 1;
        }
        Ok(())
    }

    fn next(&self) -> Option<Target> {
        let mut state = self.state.borrow_mut();
        if state.left == Some(0) {
            return None;
        }
        let target = state.free.pop_front()?;
        state.left = state.left.map(|left| left - 1);
        Some(target)
    }
}
