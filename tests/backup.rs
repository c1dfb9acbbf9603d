//! The restore drill on the embedded database: backup while serving, `kill -9`, restore elsewhere, go on.

use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::Arc;

use anyhow::ensure;
use regieboek_testkit::verhalen::{proloog, s2, s3};
use regieboek_testkit::{Antwoord, Cast, Wereld};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::podium::{Databank, PgDatabank, Podium};
use crate::verhalen::geschiedenis;

/// What was printed by a command that succeeded.
fn gelukt(opdracht: &mut Command) -> anyhow::Result<String> {
    let Output { status, stdout, stderr } = opdracht.output()?;
    ensure!(status.success(), "{status}: {}", String::from_utf8_lossy(&stderr));
    Ok(String::from_utf8(stdout)?)
}

/// What a command said that refused.
fn geweigerd(opdracht: &mut Command) -> anyhow::Result<String> {
    let Output { status, stdout, stderr } = opdracht.output()?;
    ensure!(status.code() == Some(1) && stdout.is_empty(), "{status}: {}", String::from_utf8_lossy(&stdout));
    Ok(String::from_utf8(stderr)?)
}

/// The case as who handles it sees it, with its ETag, and its whole history.
async fn zaak(w: &Wereld, huishouden: Uuid) -> anyhow::Result<(Antwoord, Vec<Value>)> {
    let dossier = w.haal(&Cast::SOCIAAL_MAKELAAR, &format!("/v1/huishoudens/{huishouden}")).await?.gelukt()?;
    ensure!(dossier.kop("etag").is_some(), "with a version");
    Ok((dossier, geschiedenis(w, huishouden).await?))
}

/// One more professional around the household, at the version that who handles it sees.
async fn betrek(w: &Wereld, huishouden: Uuid, functie: &str) -> anyhow::Result<()> {
    let betrokkene = json!({
        "wie": { "functie": functie, "organisatie": "gemeente-haarlemmermeer" },
        "categorieen": ["wonen"], "deelgrond": { "grondslag": "wmo511" },
    });
    let pad = format!("/v1/huishoudens/{huishouden}/betrokkenen");
    w.wijzig(&Cast::SOCIAAL_MAKELAAR, &pad, betrokkene).await?.gelukt()?;
    Ok(())
}

/// People who go on reporting signalen, until they are told to stop; answers how many were confirmed.
fn verkeer(podium: &Arc<Podium>) -> (tokio::sync::oneshot::Sender<()>, tokio::task::JoinHandle<anyhow::Result<u32>>) {
    let (stop, mut gestopt) = tokio::sync::oneshot::channel();
    let w = podium.wereld("verkeer");
    let melden = async move {
        let mut bevestigd = 0;
        while gestopt.try_recv().is_err() {
            let melding = json!({
                "vindplaats": "school", "gebied": "hoofddorp-zuidwest", "omschrijving": "Vaak te laat.",
                "betreftVeiligheid": false, "anoniem": false,
            });
            w.begin(&Cast::SCHOOLCOACH, "/v1/signalen", melding).await?.gelukt()?;
            bevestigd += 1;
        }
        Ok(bevestigd)
    };
    (stop, tokio::spawn(melden))
}

/// On two threads: one waits for the command line while the other reports.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn een_back_up_onder_verkeer_is_elders_terug_te_zetten_en_gaat_daar_door() -> anyhow::Result<()> {
    let podium = Podium::nieuw(Databank::Sqlite).await?;
    let w = podium.wereld("back-up");
    let mandaten = proloog::speel(&w).await?;
    s2::speel(&w, &mandaten).await?;
    let huishouden = s3::speel(&w).await?.huishouden;
    let zoals_het_was = zaak(&w, huishouden).await?;

    let back_up = podium.map().join("back-up.sqlite");
    let (stop, melders) = verkeer(&podium);
    let gezegd = gelukt(podium.regieboek().arg("backup").arg("--naar").arg(&back_up))?;
    stop.send(()).ok();
    ensure!(melders.await?? > 0, "the server went on serving");
    ensure!(gezegd.contains("bsn-geheim") && gezegd.contains("Gemeente 0394"), "{gezegd}");
    let nogmaals = geweigerd(podium.regieboek().arg("backup").arg("--naar").arg(&back_up))?;
    ensure!(nogmaals.contains("bestaat al"), "{nogmaals}");
    veilig(&podium, &back_up)?;

    betrek(&w, huishouden, "uitkeringsconsulent").await?;
    ensure!(zaak(&w, huishouden).await? != zoals_het_was, "the case went on");
    podium.dood_de_server();

    let elders = podium.map().join("elders");
    let gezegd = gelukt(podium.regieboek().arg("restore").arg("--van").arg(&back_up).arg("--naar-map").arg(&elders))?;
    ensure!(gezegd.contains("gelijk aan die in de back-up"), "every row of every read model: {gezegd}");
    ensure!(gezegd.contains("Let op: het geheim voor BSN"), "{gezegd}");
    let nogmaals =
        geweigerd(podium.regieboek().arg("restore").arg("--van").arg(&back_up).arg("--naar-map").arg(&elders))?;
    ensure!(nogmaals.contains("bestaat al"), "{nogmaals}");
    for geheim in ["bsn-geheim", "ontwikkelsleutel"] {
        std::fs::copy(podium.map().join(geheim), elders.join(geheim))?;
    }

    let mut daar = podium.regieboek();
    daar.arg("--data-dir").arg(&elders);
    let server = podium.start_als(daar)?;
    w.verhuis(&server.adres);
    ensure!(zaak(&w, huishouden).await? == zoals_het_was, "the same version, the same case, the same history");
    betrek(&w, huishouden, "wmo-consulent").await?;
    let (_, geschiedenis) = zaak(&w, huishouden).await?;
    ensure!(
        geschiedenis.len() == zoals_het_was.1.len() + 1 && geschiedenis.starts_with(&zoals_het_was.1),
        "it goes on"
    );
    Ok(())
}

/// For its owner alone, and without the secret.
fn veilig(podium: &Podium, back_up: &Path) -> anyhow::Result<()> {
    let manifest = format!("{}.manifest.json", back_up.display());
    let geheim = std::fs::read(podium.map().join("bsn-geheim"))?;
    for bestand in [back_up, Path::new(&manifest)] {
        let mode = std::fs::metadata(bestand)?.permissions().mode() & 0o777;
        ensure!(mode == 0o600, "{}: {mode:o}", bestand.display());
        let inhoud = std::fs::read(bestand)?;
        ensure!(!inhoud.windows(geheim.len()).any(|deel| deel == geheim), "the secret is not in {}", bestand.display());
    }
    Ok(())
}

#[tokio::test]
async fn een_beschadigde_back_up_krijgt_geen_plaats() -> anyhow::Result<()> {
    let podium = Podium::nieuw(Databank::Sqlite).await?;
    let w = podium.wereld("schade");
    proloog::speel(&w).await?;
    let back_up = podium.map().join("back-up.sqlite");
    let zet_terug = |naar: &Path| {
        let mut opdracht = podium.regieboek();
        opdracht.arg("restore").arg("--van").arg(&back_up).arg("--naar-map").arg(naar);
        opdracht
    };
    gelukt(podium.regieboek().arg("backup").arg("--naar").arg(&back_up))?;
    let elders = podium.map().join("elders");
    let mut inhoud = std::fs::read(&back_up)?;
    let midden = inhoud.len() / 2;
    inhoud[midden] ^= 1;
    std::fs::write(&back_up, &inhoud)?;
    let gezegd = geweigerd(&mut zet_terug(&elders))?;
    ensure!(gezegd.contains("SHA-256"), "{gezegd}");
    ensure!(std::fs::read_dir(&elders)?.next().is_none(), "nothing is left there");
    inhoud[midden] ^= 1;
    std::fs::write(&back_up, &inhoud)?;
    gelukt(&mut zet_terug(&elders))?;

    let mut op_postgres = podium.regieboek();
    op_postgres.env("REGIEBOEK_DATABASE_URL", "postgres://niemand@127.0.0.1:1/niets").args(["backup", "--naar"]);
    let gezegd = geweigerd(op_postgres.arg(podium.map().join("geen.sqlite")))?;
    ensure!(gezegd.contains("docs/backup.md"), "{gezegd}");
    Ok(())
}

/// The case goes over with its log, goes on there, and comes back: each time the same leaves, versions and history.
#[tokio::test]
async fn een_logboek_gaat_naar_postgres_en_terug() -> anyhow::Result<()> {
    let podium = Podium::nieuw(Databank::Sqlite).await?;
    let w = podium.wereld("kopie");
    let mandaten = proloog::speel(&w).await?;
    s2::speel(&w, &mandaten).await?;
    let huishouden = s3::speel(&w).await?.huishouden;
    let zoals_het_was = zaak(&w, huishouden).await?;
    podium.stop_de_server()?;

    let daar = PgDatabank::nieuw().await?;
    let op = |url: &str| {
        let mut opdracht = podium.regieboek();
        opdracht.env("REGIEBOEK_DATABASE_URL", url);
        opdracht
    };
    gelukt(op(&daar.url).arg("migrate"))?;
    let heen = gelukt(podium.regieboek().arg("copy").env("REGIEBOEK_NAAR", &daar.url))?;
    let nagerekend = gelukt(podium.regieboek().arg("verify"))?;
    ensure!(nagerekend.contains("Gemeente 0394") && heen.starts_with(&nagerekend), "{nagerekend} is not {heen}");
    ensure!(gelukt(op(&daar.url).arg("verify"))? == nagerekend, "every leaf, there as well");
    let nogmaals = geweigerd(podium.regieboek().arg("copy").env("REGIEBOEK_NAAR", &daar.url))?;
    ensure!(nogmaals.contains("niet leeg"), "{nogmaals}");

    let mut server = podium.start_als(op(&daar.url))?;
    w.verhuis(&server.adres);
    ensure!(zaak(&w, huishouden).await? == zoals_het_was, "the same version, the same case, the same history");
    betrek(&w, huishouden, "wmo-consulent").await?;
    let verder = zaak(&w, huishouden).await?;
    server.stop()?;

    let terug = format!("sqlite:{}", podium.map().join("terug.sqlite").display());
    gelukt(op(&daar.url).args(["copy", "--naar", &terug]))?;
    ensure!(gelukt(op(&terug).arg("verify"))? == gelukt(op(&daar.url).arg("verify"))?, "the same leaves");
    let server = podium.start_als(op(&terug))?;
    w.verhuis(&server.adres);
    ensure!(zaak(&w, huishouden).await? == verder, "and back again");
    betrek(&w, huishouden, "uitkeringsconsulent").await
}
