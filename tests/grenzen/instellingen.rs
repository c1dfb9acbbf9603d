//! What the program refuses to start with, and what it says then; and what a setting does. It never says a secret.

use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use anyhow::{Context as _, ensure};
use regieboek_testkit::Cast;
use serde_json::json;
use sqlx::{Connection as _, Executor as _, PgConnection};

use super::opstelling::registratie;
use crate::podium::{Databank, PgDatabank, Podium};

const BINARY: &str = env!("CARGO_BIN_EXE_regieboek");
/// A public P-256 key, from RFC 7517, appendix A.1.
const JWKS: &str = r#"{"keys":[{"kty":"EC","crv":"P-256","use":"sig","alg":"ES256","kid":"1",
    "x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4","y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"}]}"#;
/// In every secret, and in no message.
const GEHEIM: &str = "dit-geheim-mag-nergens-staan-0123456789";

/// A directory with everything that production asks for.
fn voor_productie() -> anyhow::Result<tempfile::TempDir> {
    let map = tempfile::tempdir()?;
    let uitgever = |extra: &str| {
        format!(
            "[[issuer]]\nissuer = \"https://login.example\"\naudience = \"regieboek\"\ngemeenten = [\"0394\"]\n\
             jwks = {{ bestand = \"jwks.json\" }}\n{extra}"
        )
    };
    for (naam, inhoud) in [
        ("jwks.json", JWKS),
        ("uitgevers.toml", &uitgever("")),
        ("ontwikkel.toml", &uitgever("development = true\n")),
        ("leeg.toml", "issuer = []\n"),
        ("kapot.toml", "dit is geen toml"),
        ("hmac", GEHEIM),
        ("kort", "te kort"),
        ("klok", "2026-01-01T00:00:00Z"),
        ("onbekend.toml", "wachtwoord = \"dit-geheim-mag-nergens-staan-0123456789\"\n"),
    ] {
        std::fs::write(map.path().join(naam), inhoud)?;
    }
    Ok(map)
}

/// The program in production, with everything it asks for, on an embedded database.
fn productie(map: &Path) -> Command {
    let mut opdracht = Command::new(BINARY);
    opdracht
        .current_dir(map)
        .env_clear()
        .env("REGIEBOEK_PROFILE", "production")
        .env("REGIEBOEK_LISTEN", "127.0.0.1:0")
        .env("REGIEBOEK_DATA_DIR", map.join("data"))
        .env("REGIEBOEK_ISSUERS_FILE", "uitgevers.toml")
        .env("REGIEBOEK_HMAC_SECRET_FILE", "hmac");
    opdracht
}

/// Runs a command that must come to an end by itself.
fn afgelopen(opdracht: &mut Command) -> anyhow::Result<Output> {
    let mut kind = opdracht.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    for _ in 0..400 {
        if kind.try_wait()?.is_some() {
            return Ok(kind.wait_with_output()?);
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    kind.kill()?;
    anyhow::bail!("it did not end within 20 seconds: {:?}", kind.wait_with_output()?)
}

/// It ended with a failure, said why on standard error, and said nothing that is secret.
fn weigert(wat: &str, opdracht: &mut Command, waarom: &[&str]) -> anyhow::Result<()> {
    let Output { status, stdout, stderr } = afgelopen(opdracht)?;
    let (uit, fout) = (String::from_utf8_lossy(&stdout), String::from_utf8_lossy(&stderr));
    ensure!(status.code() == Some(1), "{wat}: {status} {uit} {fout}");
    ensure!(uit.is_empty(), "{wat}: nothing on standard output: {uit}");
    for deel in waarom {
        ensure!(fout.contains(deel), "{wat}: {deel:?} is not in {fout}");
    }
    ensure!(!fout.contains(GEHEIM) && !fout.contains("panicked"), "{wat}: {fout}");
    Ok(())
}

#[test]
fn in_productie_start_niets_met_een_onveilige_instelling() -> anyhow::Result<()> {
    let map = voor_productie()?;
    for (wat, sleutel, waarde, waarom) in [
        ("de ontwikkeluitgever", "DEVELOPMENT_ISSUER", Some("true"), "development issuer is refused in production"),
        ("een verzette klok", "CLOCK_FILE", Some("klok"), "clock_file"),
        ("geen uitgevers", "ISSUERS_FILE", None, "issuers_file"),
        ("een lege lijst uitgevers", "ISSUERS_FILE", Some("leeg.toml"), "nobody can call"),
        ("een bestand dat er niet is", "ISSUERS_FILE", Some("nergens.toml"), "nergens.toml"),
        ("een kapot bestand", "ISSUERS_FILE", Some("kapot.toml"), "kapot.toml"),
        ("een ontwikkeluitgever in de lijst", "ISSUERS_FILE", Some("ontwikkel.toml"), "development = true"),
        ("geen geheim voor BSN", "HMAC_SECRET_FILE", None, "hmac_secret_file"),
        ("een te kort geheim", "HMAC_SECRET_FILE", Some("kort"), "at least 32 bytes"),
        ("een geheim dat er niet is", "HMAC_SECRET_FILE", Some("nergens"), "nergens"),
        ("een onbekende sleutel", "CONFIG", Some("onbekend.toml"), "wachtwoord"),
        ("een onbekend profiel", "PROFILE", Some("test"), "profile"),
        ("geen getal", "QUEUE", Some("veel"), "REGIEBOEK_QUEUE must be a number"),
        (
            "een onbekende databank",
            "DATABASE_URL",
            Some("mysql://root:dit-geheim-mag-nergens-staan-0123456789@x/y"),
            "postgres://",
        ),
        (
            "een databank die niet antwoordt",
            "DATABASE_URL",
            Some("postgres://x:dit-geheim-mag-nergens-staan-0123456789@127.0.0.1:1/x"),
            "",
        ),
        (
            "een onleesbare URL",
            "DATABASE_URL",
            Some("postgres://x:dit-geheim-mag-nergens-staan-0123456789@127.0.0.1:poort/x"),
            "URL",
        ),
    ] {
        let mut opdracht = productie(map.path());
        let naam = format!("REGIEBOEK_{sleutel}");
        match waarde {
            Some(waarde) => opdracht.env(naam, waarde),
            None => opdracht.env_remove(naam),
        };
        weigert(wat, opdracht.arg("serve"), &[waarom])?;
    }
    weigert(
        "de ontwikkeluitgever op de opdrachtregel",
        productie(map.path()).args(["serve", "--development-issuer"]),
        &["development issuer is refused in production"],
    )
}

#[test]
fn in_productie_maakt_niemand_een_token() -> anyhow::Result<()> {
    let map = voor_productie()?;
    let token = ["token", "--subject", "carla", "--functie", "cjg-coach", "--organisatie", "cjg"];
    for (wat, opdracht) in [
        ("uit de omgeving", productie(map.path()).args(token)),
        (
            "op de opdrachtregel",
            Command::new(BINARY).env_clear().current_dir(map.path()).args(["--profile", "production"]).args(token),
        ),
    ] {
        weigert(wat, opdracht, &["refused in production"])?;
    }
    ensure!(!map.path().join("data/ontwikkelsleutel").exists(), "no key was made");
    Ok(())
}

#[tokio::test]
async fn met_alles_wat_nodig_is_start_productie_en_kent_zij_geen_ontwikkeltoken() -> anyhow::Result<()> {
    let map = voor_productie()?;
    let podium = Podium::nieuw(Databank::Sqlite).await?;
    let ontwikkel = podium.wereld("ontwikkel").token(&Cast::CJG_COACH)?;
    let (mut server, adres) = luistert(productie(map.path()).arg("serve"))?;
    let http = reqwest::Client::builder().no_proxy().timeout(Duration::from_secs(10)).build()?;
    let gereed = http.get(format!("{adres}/health/ready")).send().await;
    let ik = http.get(format!("{adres}/v1/ik")).bearer_auth(ontwikkel).send().await;
    let gestopt = Command::new("kill").args(["-TERM", &server.id().to_string()]).status();
    let status = server.wait()?;
    ensure!(gereed?.status() == 200, "ready");
    ensure!(ik?.status() == 401, "a token of the development issuer is nothing here");
    ensure!(gestopt?.success() && status.code() == Some(0), "{status}");
    let gemaakt = |naam: &str| map.path().join("data").join(naam).exists();
    ensure!(!gemaakt("bsn-geheim") && !gemaakt("ontwikkelsleutel"), "no secret was made");
    Ok(())
}

/// A server that is up, and its address.
fn luistert(opdracht: &mut Command) -> anyhow::Result<(std::process::Child, String)> {
    use std::io::BufRead as _;
    let mut kind = opdracht.stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
    let regel = std::io::BufReader::new(kind.stdout.take().context("stdout")?).lines().next();
    let adres = regel.and_then(Result::ok).and_then(|regel| Some(regel.split_once("luistert op ")?.1.to_owned()));
    match adres {
        Some(adres) => Ok((kind, adres)),
        None => anyhow::bail!("it does not listen: {}", kind.wait()?),
    }
}

#[tokio::test]
async fn een_databank_zonder_de_tabellen_van_deze_versie_wordt_geweigerd() -> anyhow::Result<()> {
    let map = voor_productie()?;
    let databank = PgDatabank::nieuw().await?;
    let op = |opdracht: &'static str| {
        let mut regieboek = productie(map.path());
        regieboek.env("REGIEBOEK_DATABASE_URL", &databank.url).arg(opdracht);
        regieboek
    };
    let migreer = &["regieboek migrate"];
    for opdracht in ["serve", "rebuild"] {
        weigert("een lege databank", &mut op(opdracht), migreer)?;
    }
    ensure!(
        afgelopen(&mut op("migrate"))?.status.success() && afgelopen(&mut op("migrate"))?.status.success(),
        "twice"
    );
    ensure!(afgelopen(&mut op("rebuild"))?.status.success(), "now it is there");
    // Each on top of the one before.
    for (wat, sql, waarom) in [
        (
            "een migratie te veel",
            "INSERT INTO _sqlx_migrations
             SELECT 999999, description, installed_on, success, checksum, execution_time
             FROM _sqlx_migrations WHERE version = 1",
            "nieuwere versie",
        ),
        ("half werk", "UPDATE _sqlx_migrations SET success = false WHERE version = 1", "halverwege"),
        ("ander werk", "UPDATE _sqlx_migrations SET success = true, checksum = '' WHERE version = 1", "veranderd"),
        ("een migratie te weinig", "DELETE FROM _sqlx_migrations WHERE version = 1", "regieboek migrate"),
    ] {
        PgConnection::connect(&databank.url).await?.execute(sql).await?;
        weigert(wat, &mut op("serve"), &["migratie", waarom])?;
    }
    Ok(())
}

#[tokio::test]
async fn productie_weigert_een_postgresql_die_niet_bewaart_wat_zij_bevestigt() -> anyhow::Result<()> {
    let map = voor_productie()?;
    for (instelling, waarde) in
        [("synchronous_commit", "off"), ("synchronous_commit", "local"), ("log_parameter_max_length_on_error", "'100'")]
    {
        let databank = PgDatabank::nieuw().await?;
        let op = |opdracht: &str| {
            let mut regieboek = productie(map.path());
            regieboek.env("REGIEBOEK_DATABASE_URL", &databank.url).arg(opdracht);
            regieboek
        };
        ensure!(afgelopen(&mut op("migrate"))?.status.success(), "migrate");
        databank.stel_in(instelling, waarde).await?;
        weigert(instelling, &mut op("serve"), &[instelling])?;
    }
    Ok(())
}

#[tokio::test]
async fn sleutels_en_geheimen_zijn_alleen_voor_de_eigenaar() -> anyhow::Result<()> {
    let podium = Podium::nieuw(Databank::Sqlite).await?;
    podium.wereld("geheimen").token(&Cast::CJG_COACH)?;
    for naam in ["bsn-geheim", "ontwikkelsleutel"] {
        let bestand = std::fs::metadata(podium.map().join(naam)).with_context(|| naam.to_owned())?;
        ensure!(bestand.permissions().mode() & 0o777 == 0o600, "{naam}: {:o}", bestand.permissions().mode());
        ensure!(bestand.len() == 32, "{naam}: {} bytes", bestand.len());
    }
    for bestand in std::fs::read_dir(podium.map())? {
        let naam = bestand?.file_name();
        ensure!(!naam.to_string_lossy().ends_with(".nieuw"), "left over from making it: {naam:?}");
    }
    Ok(())
}

/// Behind the back of a server it is forgotten who is involved. One that remembers lets them go on, one that remembers nothing
/// does not know them.
#[tokio::test]
async fn hoeveel_er_wordt_onthouden_is_een_instelling() -> anyhow::Result<()> {
    for (mib, verwacht) in [("96", 200), ("0", 404)] {
        let podium = Podium::nieuw(Databank::Sqlite).await?;
        let (w, coach) = (podium.wereld("onthouden"), &Cast::CJG_COACH);
        w.op(0, 10)?;
        let mut opdracht = podium.regieboek();
        opdracht.env("REGIEBOEK_REMEMBERED_MIB", mib);
        let server = podium.start_als(opdracht)?;
        w.verhuis(&server.adres);
        let huishouden = w.begin(coach, "/v1/huishoudens", registratie(None)).await?.gelukt()?.id()?;
        let start = json!({ "betreftJeugdhulp": false, "wmoMelding": true });
        let intake = w.begin(coach, &format!("/v1/huishoudens/{huishouden}/intakes"), start).await?.gelukt()?;
        let pad = format!("/v1/intakes/{}/leefgebieden", intake.id()?);
        let bespreek = async |gebied: &str, versie: Option<u64>| {
            let inhoud = json!({ "leefgebied": gebied, "wijze": "besproken-geen-score" });
            w.wijzig_op(coach, &pad, versie.context("a version")?, &w.sleutel(), inhoud).await
        };
        let eerst = bespreek("wonen", intake.versie()).await?.gelukt()?;
        podium.buitenom("DELETE FROM betrokkenheid".to_owned()).await?;
        let daarna = bespreek("meedoen", eerst.versie()).await?;
        ensure!(daarna.status == verwacht, "{mib} MiB: {daarna:?}");
    }
    Ok(())
}
