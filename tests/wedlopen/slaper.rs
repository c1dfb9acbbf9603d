//! A server process that is stopped (SIGSTOP) in the middle of its follow-ups and wakes up late (C11).

use anyhow::{Context as _, ensure};
use futures_util::future::{join, try_join_all};
use sqlx::{Connection as _, PgConnection};
use tokio::time::sleep;

use super::baan::{COACH, Wedloop, keer, keukentafel};
use crate::podium::{Databank, LEASE};

/// How many conclusions owe a plan each round.
const TEGELIJK: usize = 4;

/// The process that does the follow-ups falls asleep, each round at another moment, until the other one has taken over;
/// then it wakes up, late. What it was doing is done once, and never by both.
#[tokio::test]
async fn wie_laat_wakker_wordt_doet_niets_dubbel() -> anyhow::Result<()> {
    const RONDES: u32 = 12;
    let wedloop = Wedloop::op(Databank::Postgres).await?;
    let mut huishoudens = Vec::new();
    for ronde in 0..RONDES {
        let (eerste_slaapt, wakker) = if ronde.is_multiple_of(2) { (true, &wedloop.b) } else { (false, &wedloop.a) };
        let signaal = |naam| match eerste_slaapt {
            true => wedloop.podium.signaal(naam),
            false => wedloop.tweede.signaal(naam),
        };
        let valt_in_slaap = async {
            sleep(LEASE * (ronde * 7919 % 100) / 100).await;
            signaal("STOP")?;
            sleep(2 * LEASE).await;
            signaal("CONT")
        };
        let (nieuwe, ontwaakt) = join(try_join_all((0..TEGELIJK).map(|_| keukentafel(wakker))), valt_in_slaap).await;
        ontwaakt?;
        for huishouden in nieuwe? {
            wakker.wacht_op_plan(COACH, huishouden).await?;
            huishoudens.push(huishouden);
        }
    }
    // Long enough for who woke up last to do what it was doing.
    sleep(2 * LEASE).await;
    for geschiedenis in wedloop.naspelen(&huishoudens).await? {
        ensure!(keer(&geschiedenis, "PlanGeopend") == 1, "one plan: {geschiedenis:?}");
        ensure!(keer(&geschiedenis, "StapGeweigerd") == 0, "and no refusal: {geschiedenis:?}");
    }
    let url = &wedloop.podium.databank().context("a database")?.url;
    let vraag = "SELECT max(epoch) FROM lease WHERE worker = 'vervolg-intake'";
    let epoch: i64 = sqlx::query_scalar(vraag).fetch_one(&mut PgConnection::connect(url).await?).await?;
    ensure!(epoch > i64::from(RONDES / 2), "the work changed hands: {epoch}");
    eprintln!("{RONDES} times asleep and awake, epoch {epoch}: {} plans, each opened once", huishoudens.len());
    Ok(())
}
