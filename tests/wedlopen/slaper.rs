//! A server process that is stopped (SIGSTOP) in the middle of its follow-ups and wakes up late (C11).

use std::time::Duration;

use anyhow::ensure;
use futures_util::future::join;
use tokio::time::sleep;

use super::baan::{COACH, Wedloop, keer, keukentafel};
use crate::podium::Databank;

/// How long the process sleeps each time.
const SLAAP: Duration = Duration::from_millis(400);

/// Both processes see every conclusion and open the plan that it owes; the second one falls asleep at another moment each
/// round, and wakes up when the first has long done it.
#[tokio::test]
async fn wie_laat_wakker_wordt_doet_niets_dubbel() -> anyhow::Result<()> {
    const RONDES: u64 = 12;
    let wedloop = Wedloop::op(Databank::Postgres).await?;
    let mut huishoudens = Vec::new();
    for ronde in 0..RONDES {
        let valt_in_slaap = async {
            sleep(Duration::from_millis(ronde * 7919 % 250)).await;
            wedloop.tweede.signaal("STOP")?;
            sleep(SLAAP).await;
            wedloop.tweede.signaal("CONT")
        };
        let (huishouden, ontwaakt) = join(keukentafel(&wedloop.a), valt_in_slaap).await;
        ontwaakt?;
        huishoudens.push(huishouden?);
    }
    for huishouden in &huishoudens {
        wedloop.a.wacht_op_plan(COACH, *huishouden).await?;
    }
    // Long enough for the second process to do what it was doing.
    sleep(2 * SLAAP).await;
    for geschiedenis in wedloop.naspelen(&huishoudens).await? {
        ensure!(keer(&geschiedenis, "PlanGeopend") == 1, "one plan: {geschiedenis:?}");
        ensure!(keer(&geschiedenis, "StapGeweigerd") == 0, "and no refusal: {geschiedenis:?}");
    }
    eprintln!("{RONDES} times asleep and awake: {} plans, each opened once", huishoudens.len());
    Ok(())
}
