//! The stage: a directory, a database, a shared clock and as many server processes as a test asks for.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use anyhow::{Context as _, bail, ensure};
use jiff::Timestamp;
use jiff::civil::Date;
use regieboek_testkit::{Kalender, Persoon, Uitgever, Wereld};
use sqlx::{AssertSqlSafe, Connection as _, Executor as _, PgConnection, SqliteConnection};

const BINARY: &str = env!("CARGO_BIN_EXE_regieboek");
/// How long a process is waited for that does not work any more: shorter than in use, because here they die all the time.
pub(crate) const LEASE: Duration = Duration::from_millis(600);
/// The first day of every story in the tests.
const EERSTE_DAG: Date = Date::constant(2025, 12, 1);

/// On which database a test runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Databank {
    Sqlite,
    Postgres,
}

/// One server process; stopped by its own id when it goes out of scope.
pub(crate) struct Server {
    kind: Child,
    pub(crate) adres: String,
}

impl Server {
    /// `kill -9`: nothing gets to end.
    pub(crate) fn dood(&mut self) {
        self.kind.kill().ok();
        self.kind.wait().ok();
    }

    /// `STOP` or `CONT`: the process sees neither.
    pub(crate) fn signaal(&self, naam: &str) -> anyhow::Result<()> {
        let gestuurd = Command::new("kill").args([&format!("-{naam}"), &self.kind.id().to_string()]).status()?;
        ensure!(gestuurd.success(), "kill -{naam}: {gestuurd}");
        Ok(())
    }

    /// How much memory the process holds, in KiB (Linux).
    pub(crate) fn geheugen(&self) -> anyhow::Result<u64> {
        let stand = std::fs::read_to_string(format!("/proc/{}/status", self.kind.id()))?;
        let regel = stand.lines().find_map(|regel| regel.strip_prefix("VmRSS:")).context("VmRSS")?;
        Ok(regel.trim().trim_end_matches("kB").trim().parse()?)
    }

    /// SIGTERM, as a container platform sends it: the exit status, once what was under way has ended.
    pub(crate) fn stop(&mut self) -> anyhow::Result<ExitStatus> {
        let gevraagd = Command::new("kill").args(["-TERM", &self.kind.id().to_string()]).status()?;
        ensure!(gevraagd.success(), "kill -TERM: {gevraagd}");
        for _ in 0..800 {
            if let Some(status) = self.kind.try_wait()? {
                return Ok(status);
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        bail!("the server did not stop within 40 seconds")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.dood();
    }
}

/// What every process of one test shares.
pub(crate) struct Podium {
    map: tempfile::TempDir,
    databank: Option<PgDatabank>,
    /// What the processes log.
    logt: &'static str,
    hoofdrol: Mutex<Option<Server>>,
}

impl Podium {
    /// An empty database of its own, and one server in front of it.
    pub(crate) async fn nieuw(databank: Databank) -> anyhow::Result<Arc<Self>> {
        Self::dat_logt(databank, "info").await
    }

    /// The same, with processes that log as much as this.
    pub(crate) async fn dat_logt(databank: Databank, logt: &'static str) -> anyhow::Result<Arc<Self>> {
        let databank = match databank {
            Databank::Sqlite => None,
            Databank::Postgres => Some(PgDatabank::nieuw().await?),
        };
        let podium = Self { map: tempfile::tempdir()?, databank, logt, hoofdrol: Mutex::default() };
        if podium.databank.is_some() {
            let klaar = podium.regieboek().arg("migrate").stderr(podium.logboek()?).status()?;
            ensure!(klaar.success(), "migrate: {klaar}");
        }
        let server = podium.start()?;
        *podium.hoofdrol.lock().unwrap() = Some(server);
        Ok(Arc::new(podium))
    }

    /// One more server process on the same database.
    pub(crate) fn start(&self) -> anyhow::Result<Server> {
        self.start_als(self.regieboek())
    }

    /// A server process with a set-up of its own.
    pub(crate) fn start_als(&self, mut opdracht: Command) -> anyhow::Result<Server> {
        let mut kind = opdracht
            .args(["serve", "--listen", "127.0.0.1:0", "--development-issuer"])
            .stdout(Stdio::piped())
            .stderr(self.logboek()?)
            .spawn()?;
        let regel = BufReader::new(kind.stdout.take().context("stdout")?).lines().next();
        let adres = regel
            .and_then(Result::ok)
            .and_then(|regel| regel.strip_prefix("regieboek luistert op ").map(str::to_owned))
            .with_context(|| format!("the server did not start: {}", self.gelogd()))?;
        Ok(Server { kind, adres })
    }

    /// The address of the first server.
    pub(crate) fn adres(&self) -> String {
        self.hoofdrol.lock().unwrap().as_ref().map(|server| server.adres.clone()).unwrap_or_default()
    }

    /// `kill -9` of the first server.
    pub(crate) fn dood_de_server(&self) {
        if let Some(server) = self.hoofdrol.lock().unwrap().as_mut() {
            server.dood();
        }
    }

    /// As [`Server::signaal`], for the first server.
    pub(crate) fn signaal(&self, naam: &str) -> anyhow::Result<()> {
        self.hoofdrol.lock().unwrap().as_ref().context("there is no server")?.signaal(naam)
    }

    /// SIGTERM for the first server.
    pub(crate) fn stop_de_server(&self) -> anyhow::Result<ExitStatus> {
        self.hoofdrol.lock().unwrap().as_mut().context("there is no server")?.stop()
    }

    /// Another server in the place of the first: its address.
    pub(crate) fn herstart(&self) -> anyhow::Result<String> {
        let server = self.start()?;
        let adres = server.adres.clone();
        *self.hoofdrol.lock().unwrap() = Some(server);
        Ok(adres)
    }

    /// The database on PostgreSQL; none on SQLite, where it is a file in [`Podium::map`].
    pub(crate) fn databank(&self) -> Option<&PgDatabank> {
        self.databank.as_ref()
    }

    /// The database on SQLite.
    pub(crate) async fn sqlite(&self) -> anyhow::Result<SqliteConnection> {
        let bestand = self.map().join("regieboek.sqlite");
        Ok(SqliteConnection::connect(&format!("sqlite:{}", bestand.display())).await?)
    }

    /// Does something behind the back of the product.
    pub(crate) async fn buitenom(&self, sql: String) -> anyhow::Result<()> {
        match &self.databank {
            Some(databank) => {
                PgConnection::connect(&databank.url).await?.execute(AssertSqlSafe(sql)).await.map(drop)?
            }
            None => self.sqlite().await?.execute(AssertSqlSafe(sql)).await.map(drop)?,
        }
        Ok(())
    }

    /// A stage for a story, in front of the first server.
    pub(crate) fn wereld(self: &Arc<Self>, naam: &str) -> Wereld {
        let uitgever = Box::new(Opdrachtregel(self.clone()));
        Wereld::new(&self.adres(), naam, uitgever, Kalender::vanaf(EERSTE_DAG)).unwrap()
    }

    /// What all processes wrote to their logs.
    pub(crate) fn gelogd(&self) -> String {
        std::fs::read_to_string(self.log()).unwrap_or_default()
    }

    /// The directory with the data of this test.
    pub(crate) fn map(&self) -> &Path {
        self.map.path()
    }

    /// The command line of the product, set up for this test.
    pub(crate) fn regieboek(&self) -> Command {
        let mut opdracht = Command::new(BINARY);
        opdracht
            .env("REGIEBOEK_DATA_DIR", self.map.path())
            .env("REGIEBOEK_CLOCK_FILE", self.klok())
            .env("REGIEBOEK_LOG", self.logt)
            .env("REGIEBOEK_LEASE_MS", LEASE.as_millis().to_string());
        if let Some(databank) = &self.databank {
            opdracht.env("REGIEBOEK_DATABASE_URL", &databank.url);
        }
        opdracht
    }

    fn klok(&self) -> PathBuf {
        self.map.path().join("klok")
    }

    fn log(&self) -> PathBuf {
        self.map.path().join("log")
    }

    /// Where a process writes its log, after what is there.
    fn logboek(&self) -> std::io::Result<std::fs::File> {
        std::fs::File::options().create(true).append(true).open(self.log())
    }
}

/// Tokens through the command line, the clock through its file, a dead server by starting another.
struct Opdrachtregel(Arc<Podium>);

impl Uitgever for Opdrachtregel {
    fn token(&self, wie: &Persoon) -> anyhow::Result<String> {
        let gemaakt = self
            .0
            .regieboek()
            .args(["token", "--gemeente", wie.gemeente, "--functie", wie.functie, "--organisatie", wie.organisatie])
            .args(["--subject", wie.subject, "--naam", wie.naam])
            .args(wie.rollen.iter().flat_map(|rol| ["--rol", rol]))
            .output()?;
        ensure!(gemaakt.status.success(), "token: {}", String::from_utf8_lossy(&gemaakt.stderr));
        Ok(String::from_utf8(gemaakt.stdout)?.trim().to_owned())
    }

    fn zet_klok(&self, moment: Timestamp) -> anyhow::Result<()> {
        let nieuw = self.0.map().join("klok.nieuw");
        std::fs::write(&nieuw, moment.to_string())?;
        Ok(std::fs::rename(nieuw, self.0.klok())?)
    }

    fn herstel(&self) -> anyhow::Result<String> {
        self.0.herstart()
    }
}

/// A database of its own on the server that `scripts/test` started.
pub(crate) struct PgDatabank {
    beheer: String,
    naam: String,
    pub(crate) url: String,
}

impl PgDatabank {
    /// An empty one, without tables.
    pub(crate) async fn nieuw() -> anyhow::Result<Self> {
        let beheer = std::env::var("REGIEBOEK_TEST_POSTGRES_URL")
            .context("REGIEBOEK_TEST_POSTGRES_URL is not set: run ./scripts/test, which starts PostgreSQL itself")?;
        let naam = format!("regieboek_{}", regieboek_api::bronnen::nieuw_id().simple());
        let mut verbinding = PgConnection::connect(&beheer).await?;
        verbinding.execute(AssertSqlSafe(format!("CREATE DATABASE {naam}"))).await?;
        let (server, rest) = beheer.rsplit_once('/').context("a URL with a database")?;
        let opties = rest.split_once('?').map(|(_, opties)| format!("?{opties}")).unwrap_or_default();
        Ok(Self { url: format!("{server}/{naam}{opties}"), naam, beheer })
    }

    /// Throws everybody out and lets nobody in, or lets them in again.
    pub(crate) async fn laat_toe(&self, iedereen: bool) -> anyhow::Result<()> {
        let naam = &self.naam;
        let mut verbinding = PgConnection::connect(&self.beheer).await?;
        verbinding.execute(AssertSqlSafe(format!("ALTER DATABASE {naam} ALLOW_CONNECTIONS {iedereen}"))).await?;
        if !iedereen {
            let weg = format!("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{naam}'");
            verbinding.execute(AssertSqlSafe(weg)).await?;
        }
        Ok(())
    }

    /// Changes a setting of this database, for connections to come.
    pub(crate) async fn stel_in(&self, instelling: &str, waarde: &str) -> anyhow::Result<()> {
        let opdracht = format!("ALTER DATABASE {} SET {instelling} = {waarde}", self.naam);
        PgConnection::connect(&self.beheer).await?.execute(AssertSqlSafe(opdracht)).await?;
        Ok(())
    }
}

impl Drop for PgDatabank {
    fn drop(&mut self) {
        let (beheer, naam) = (self.beheer.clone(), self.naam.clone());
        let weg = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().ok()?;
            runtime.block_on(async {
                let mut verbinding = PgConnection::connect(&beheer).await.ok()?;
                verbinding.execute(AssertSqlSafe(format!("DROP DATABASE IF EXISTS {naam} WITH (FORCE)"))).await.ok()
            })
        });
        weg.join().ok();
    }
}
