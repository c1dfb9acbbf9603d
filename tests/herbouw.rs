//! The read models made again by other processes, in other places of the world, are the rows that were there (P8).

use std::collections::BTreeMap;
use std::sync::Arc;

use anyhow::ensure;
use regieboek_testkit::verhalen::{proloog, s1};
use sqlx::{AssertSqlSafe, Connection as _, PgConnection};

use crate::cijfer::meld;
use crate::podium::{Databank, Podium};
use crate::verhalen::op_beide_databanken;

op_beide_databanken! { elke_herbouw_geeft_dezelfde_rijen_waar_het_proces_ook_draait }

/// Where a process runs: its time zone and its language. One is a day ahead, one counts in half hours, and one writes its
/// letters differently.
const PLAATSEN: [(&str, &str); 3] =
    [("Pacific/Kiritimati", "C"), ("America/St_Johns", "en_CA.UTF-8"), ("Europe/Istanbul", "tr_TR.UTF-8")];
/// What is no read model.
const LOGBOEK: &str = "'head', 'event', 'stream', 'claim', 'receipt', 'checkpoint', '_sqlx_migrations'";

/// The rows of every read model, as text.
type Rijen = BTreeMap<String, Vec<String>>;

async fn rijen(podium: &Podium) -> anyhow::Result<Rijen> {
    let mut rijen = Rijen::new();
    if let Some(databank) = podium.databank() {
        let mut db = PgConnection::connect(&databank.url).await?;
        let namen = format!(
            "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public' AND tablename NOT IN ({LOGBOEK})"
        );
        let namen: Vec<String> = sqlx::query_scalar(AssertSqlSafe(namen)).fetch_all(&mut db).await?;
        for tabel in namen {
            let sql = format!("SELECT t::text FROM {tabel} t ORDER BY 1");
            rijen.insert(tabel, sqlx::query_scalar(AssertSqlSafe(sql)).fetch_all(&mut db).await?);
        }
        return Ok(rijen);
    }
    let mut db = podium.sqlite().await?;
    let namen = format!("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT IN ({LOGBOEK})");
    let namen: Vec<String> = sqlx::query_scalar(AssertSqlSafe(namen)).fetch_all(&mut db).await?;
    for tabel in namen {
        let kolommen = "SELECT group_concat('quote(' || name || ')', '||') FROM pragma_table_info($1)";
        let kolommen: String = sqlx::query_scalar(kolommen).bind(&tabel).fetch_one(&mut db).await?;
        let sql = format!("SELECT {kolommen} FROM {tabel} ORDER BY 1");
        rijen.insert(tabel, sqlx::query_scalar(AssertSqlSafe(sql)).fetch_all(&mut db).await?);
    }
    Ok(rijen)
}

/// Changes one read model behind the back of the product.
async fn bederf(podium: &Podium) -> anyhow::Result<()> {
    podium.buitenom("UPDATE betrokkenheid SET van = van + 1".to_owned()).await
}

async fn elke_herbouw_geeft_dezelfde_rijen_waar_het_proces_ook_draait(podium: Arc<Podium>) -> anyhow::Result<()> {
    let w = podium.wereld("herbouw");
    let mandaten = proloog::speel(&w).await?;
    s1::speel(&w, &mandaten).await?;
    ensure!(podium.stop_de_server()?.success(), "the server stops when it is told to");
    let eerst = rijen(&podium).await?;
    let aantal = eerst.values().map(Vec::len).sum::<usize>();
    ensure!(eerst.values().filter(|tabel| !tabel.is_empty()).count() >= 7 && aantal > 50, "rows to compare: {eerst:?}");

    let (mut anders, mut gemist) = (0, 0);
    for (zone, taal) in PLAATSEN {
        bederf(&podium).await?;
        // The control: rows that are not what was there are noticed.
        gemist += usize::from(rijen(&podium).await? == eerst);
        let mut herbouw = podium.regieboek();
        herbouw.arg("rebuild").env("TZ", zone).env("PGTZ", zone).env("LC_ALL", taal).env("LANG", taal);
        ensure!(herbouw.output()?.status.success(), "rebuilds in {zone}");
        anders += usize::from(rijen(&podium).await? != eerst);
    }
    let op = podium.databank().map_or(Databank::Sqlite, |_| Databank::Postgres);
    let tabellen = eerst.len();
    meld("P8", op, PLAATSEN.len(), &[("tabellen", tabellen), ("rijen", aantal), ("afwijkend", anders)], false);
    meld("P8", op, PLAATSEN.len(), &[("afwijkend", PLAATSEN.len() - gemist)], true);
    ensure!(anders == 0, "made again elsewhere they differ");
    ensure!(gemist == 0, "the control did not go red");
    Ok(())
}
