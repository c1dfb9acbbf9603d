//! The store as a state machine beside a model: any sequence of appends, retries, claims, guards and restarts (C12).

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};
use regieboek_event_store::{Batch, Claim};
use regieboek_kernel::Gemeente;
use tokio::runtime::Handle;

use super::figures::{Figure, seed, times};
use super::model::{Model, as_expected, compare};
use super::projections::Teller;
use super::world::*;

on_both! {
    any_sequence_of_commands_and_restarts_is_as_the_model_says,
    control_a_model_without_guards_is_found_out,
}

/// One thing that happens.
#[derive(Debug, Clone)]
enum Step {
    /// Commands that arrive together.
    Commands(Vec<Plan>),
    /// An earlier command, sent again as it was.
    Again(prop::sample::Index),
    /// The process ends, in order or not, and another one begins.
    Restart { orderly: bool },
}

/// A command in outline: versions are filled in when it is sent, from what the model holds then.
#[derive(Debug, Clone)]
struct Plan {
    /// Stream, how far its version is off, how many events.
    streams: Vec<(u64, u64, usize)>,
    /// Stream, and how far its version is off.
    guard: Option<(u64, u64)>,
    /// Which change, of which key, by whom.
    claims: Vec<(u8, u8, u64)>,
    /// Key and fingerprint.
    receipt: Option<(u8, u8)>,
}

fn plan() -> impl Strategy<Value = Plan> {
    let off = || prop_oneof![4 => Just(0_u64), 1 => 1..3_u64];
    (
        prop::collection::vec((0..4_u64, off(), 0..3_usize), 1..3),
        prop::option::weighted(0.3, (0..5_u64, off())),
        prop::collection::vec((0..3_u8, 0..3_u8, 0..3_u64), 0..3),
        prop::option::weighted(0.5, (0..12_u8, prop_oneof![7 => Just(0_u8), 1 => Just(1_u8)])),
    )
        .prop_map(|(streams, guard, claims, receipt)| Plan { streams, guard, claims, receipt })
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        10 => prop::collection::vec(plan(), 1..7).prop_map(Step::Commands),
        3 => any::<prop::sample::Index>().prop_map(Step::Again),
        1 => any::<bool>().prop_map(|orderly| Step::Restart { orderly }),
    ];
    prop::collection::vec(step, 1..20)
}

impl Plan {
    fn fill_in(&self, model: &Model) -> Batch {
        let version = |stream| model.versions.get(&id(stream)).copied().unwrap_or_default();
        let mut batch = batch();
        for (stream, off, events) in &self.streams {
            batch = batch.writes(id(*stream), version(*stream) + off, *events);
        }
        if let Some((stream, off)) = self.guard {
            batch = batch.guards(id(stream), version(stream) + off);
        }
        for (what, number, owner) in &self.claims {
            let (key, owner) = (key("bsn", *number), id(*owner));
            batch = batch.claims(match what {
                0 => Claim::AssertFree { key },
                1 => Claim::Release { key, owner },
                _ => Claim::Take { key, owner },
            });
        }
        match self.receipt {
            Some((key, fingerprint)) => batch.keyed(key, fingerprint),
            None => batch,
        }
    }
}

/// Plays one sequence on a log of its own; how many events were stored, or where it was not as the model says.
async fn play(world: &World, gemeente: &Gemeente, steps: &[Step], mut model: Model) -> Result<u64, TestCaseError> {
    let mut store = world.open_with(vec![Arc::new(Teller)]).await;
    let mut sent: Vec<Batch> = Vec::new();
    for step in steps {
        let batches: Vec<Batch> = match step {
            Step::Commands(plans) => plans.iter().map(|plan| plan.fill_in(&model)).collect(),
            Step::Again(_) if sent.is_empty() => continue,
            Step::Again(which) => vec![which.get(&sent).clone()],
            Step::Restart { orderly } => {
                if *orderly {
                    store.close().await;
                }
                store = world.open_with(vec![Arc::new(Teller)]).await;
                continue;
            }
        };
        let expected: Vec<_> = batches.iter().map(|batch| model.append(batch)).collect();
        let answers = all_at_once(&store, gemeente, batches.clone()).await;
        prop_assert_eq!(answers.into_iter().map(as_expected).collect::<Vec<_>>(), expected, "{:?}", step);
        sent.extend(batches.into_iter().filter(|batch| batch.receipt.is_some()));
    }
    compare(&store, gemeente, &model).await;
    for (of, stream, count, _) in Teller::rows(&store).await {
        let version = model.versions.get(&stream).copied().unwrap_or_default();
        prop_assert!(of != gemeente.to_string() || version == count as u64, "{stream} has {count} in the read model");
    }
    store.close().await;
    Ok(model.position)
}

/// Plays so many sequences; what proptest says, and how many events were stored.
fn explore(world: &Arc<World>, cases: u64, model: &Model) -> (Result<(), String>, u64) {
    static LOGS: AtomicU64 = AtomicU64::new(1000);
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed().to_be_bytes());
    let config = Config { cases: cases as u32, failure_persistence: None, max_shrink_iters: 60, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &bytes));
    let stored = AtomicU64::new(0);
    let outcome = tokio::task::block_in_place(|| {
        runner.run(&steps(), |steps| {
            let log = LOGS.fetch_add(1, Ordering::SeqCst);
            let gemeente: Gemeente = log.to_string().parse().expect("four digits");
            let events = Handle::current().block_on(play(world, &gemeente, &steps, model.clone()))?;
            stored.fetch_add(events, Ordering::SeqCst);
            Ok(())
        })
    });
    (outcome.map_err(|error| error.to_string()), stored.into_inner())
}

async fn any_sequence_of_commands_and_restarts_is_as_the_model_says(world: Arc<World>) {
    Teller::make_table(&world).await;
    let cases = times("c12", 24);
    let (outcome, events) = explore(&world, cases, &Model::default());
    let figure = Figure::new("C12", &world, cases).counted("gebeurtenissen", events);
    figure.wrong("verschil", u64::from(outcome.is_err())).tell();
    outcome.expect("as the model says");
}

async fn control_a_model_without_guards_is_found_out(world: Arc<World>) {
    Teller::make_table(&world).await;
    let mut model = Model::default();
    model.ignores_guards = true;
    let (outcome, _) = explore(&world, 200, &model);
    Figure::new("C12", &world, 200).wrong("verschil", u64::from(outcome.is_err())).tell_control();
}
