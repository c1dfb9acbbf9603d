//! PostgreSQL servers of a test's own, to be killed, stopped, copied and replaced.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use regieboek_event_store::DatabaseUrl;
use sqlx::Connection as _;
use tokio::time::sleep;

use super::world::*;

/// A directory for servers, and the first one in it; made by `scripts/postgres-voor-tests`, and gone when this is.
pub(super) struct Cluster {
    script: Child,
    server: Server,
}

/// One server: its files and its port.
pub(super) struct Server {
    pub(super) world: Arc<World>,
    programs: PathBuf,
    pub(super) data: PathBuf,
    port: u16,
}

impl std::ops::Deref for Cluster {
    type Target = Server;

    fn deref(&self) -> &Server {
        &self.server
    }
}

impl Cluster {
    pub(super) async fn start() -> Self {
        let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..");
        let mut script = Command::new(root.join("scripts/postgres-voor-tests"))
            .args(["sh", "-c", "echo \"$REGIEBOEK_TEST_POSTGRES_URL\"; cat >/dev/null"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("starts");
        let mut url = String::new();
        BufReader::new(script.stdout.take().expect("piped")).read_line(&mut url).expect("a URL");
        let world = Arc::new(World::elsewhere(url.trim()));
        let mut connection = sqlx::PgConnection::connect(url.trim()).await.expect("connects");
        let mut ask = async |sql: &'static str| -> String {
            sqlx::query_scalar(sql).fetch_one(&mut connection).await.expect("a superuser is told")
        };
        let programs = ask("SELECT setting FROM pg_config() WHERE name = 'BINDIR'").await.into();
        let data = ask("SELECT current_setting('data_directory')").await.into();
        let port = ask("SELECT current_setting('port')").await.parse().expect("a number");
        Self { script, server: Server { world, programs, data, port } }
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // The script ends with its input, and takes the server away.
        drop(self.script.stdin.take());
        self.script.wait().ok();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if self.postmaster().is_some() {
            self.control(&["-m", "immediate", "stop"]);
        }
    }
}

impl Server {
    pub(super) fn url(&self) -> &str {
        let DatabaseUrl::Postgres { url } = &self.world.url else { panic!("a server") };
        url
    }

    /// Where it listens.
    pub(super) fn address(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// The directory in which it, its copies and its archive lie.
    pub(super) fn ground(&self) -> &Path {
        self.data.parent().expect("a directory of its own")
    }

    fn postmaster(&self) -> Option<String> {
        let file = std::fs::read_to_string(self.data.join("postmaster.pid")).ok()?;
        file.lines().next().map(str::to_owned)
    }

    /// `kill -9` of the server, in the middle of everything.
    pub(super) fn kill(&self) {
        kill(&[self.postmaster().expect("it runs")]);
    }

    /// The machine is gone: every process is killed, and the disk with it.
    pub(super) async fn perish(&self) {
        let postmaster = self.postmaster().expect("it runs");
        let children = std::fs::read_to_string(format!("/proc/{postmaster}/task/{postmaster}/children"));
        let mut all: Vec<_> = children.expect("Linux").split_whitespace().map(str::to_owned).collect();
        all.insert(0, postmaster);
        kill(&all);
        // What is dying may still make a file.
        for _ in 0..100 {
            if std::fs::remove_dir_all(&self.data).is_ok() || !self.data.exists() {
                return;
            }
            sleep(Duration::from_millis(20)).await;
        }
        panic!("{} is not to be removed", self.data.display());
    }

    /// One of PostgreSQL's programs, as the user whose server it is.
    fn program(&self, name: &str) -> Command {
        self.as_its_user(&self.programs.join(name).display().to_string())
    }

    pub(super) fn as_its_user(&self, program: &str) -> Command {
        let is_root = Command::new("id").arg("-u").output().is_ok_and(|id| id.stdout == b"0\n");
        let mut command = Command::new(if is_root { "runuser" } else { program });
        if is_root {
            command.args(["-u", "postgres", "--", program]);
        }
        command.current_dir(self.ground()).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command
    }

    /// `pg_ctl`; whether it did what was asked.
    pub(super) fn control(&self, arguments: &[&str]) -> bool {
        self.controlling(arguments).status().expect("pg_ctl").success()
    }

    fn controlling(&self, arguments: &[&str]) -> Command {
        let mut command = self.program("pg_ctl");
        command.arg("-D").arg(&self.data).args(["-w", "-s", "-l"]).arg(self.log()).args(arguments);
        command
    }

    pub(super) fn log(&self) -> PathBuf {
        self.data.with_extension("log")
    }

    /// Starts the server, again or for the first time; its former processes may still be ending.
    pub(super) async fn start_again(&self) {
        self.start_with(&[]).await;
    }

    /// The same, in this environment.
    pub(super) async fn start_with(&self, environment: &[(&str, &Path)]) {
        for _ in 0..100 {
            if self.starts(environment) {
                return;
            }
            sleep(Duration::from_millis(50)).await;
        }
        panic!("the server does not start: {}", std::fs::read_to_string(self.log()).unwrap_or_default());
    }

    /// Starts the server in this environment, or not.
    pub(super) fn starts(&self, environment: &[(&str, &Path)]) -> bool {
        let options = format!("-p {}", self.port);
        let mut start = self.controlling(&["-o", &options, "start"]);
        start.envs(environment.iter().copied()).status().expect("pg_ctl").success()
    }

    /// A copy of all its files under this name, made while it runs, with what is written meanwhile. It does not run yet.
    pub(super) fn copy(&self, name: &str, options: &[&str]) -> Self {
        let copy = self.beside(name);
        let from = format!("{}?application_name={name}", self.url());
        let mut backup = self.program("pg_basebackup");
        backup.args(["-d", &from, "--checkpoint=fast", "--wal-method=stream", "--no-sync", "-D"]);
        assert!(backup.arg(&copy.data).args(options).status().expect("pg_basebackup").success(), "{name} is made");
        copy
    }

    /// The same of one that does not run.
    pub(super) fn twin(&self, name: &str) -> Self {
        let twin = self.beside(name);
        let mut copy = self.as_its_user("cp");
        assert!(copy.arg("-a").args([&self.data, &twin.data]).status().expect("cp").success(), "{name} is made");
        twin
    }

    /// Another server in the same place, still without files.
    fn beside(&self, name: &str) -> Self {
        // Below the range from which outgoing connections take theirs.
        let is_free = |port: &u16| std::net::TcpListener::bind(("127.0.0.1", *port)).is_ok();
        let port = (self.port + 1..32_000).chain(20_000..self.port).find(is_free).expect("a free port");
        let (credentials, rest) = self.url().rsplit_once('@').expect("user and password");
        let (_, database) = rest.split_once('/').expect("a database");
        let world = Arc::new(World::elsewhere(&format!("{credentials}@127.0.0.1:{port}/{database}")));
        Self { world, programs: self.programs.clone(), data: self.ground().join(name), port }
    }

    /// Changes a setting of the server, and waits until it holds.
    pub(super) async fn set(&self, setting: &str, value: &str) {
        self.world.raw(&format!("ALTER SYSTEM SET {setting} = '{value}'")).await.expect("sets");
        self.world.raw("SELECT pg_reload_conf()").await.expect("reloads");
        self.wait_until(&format!("current_setting('{setting}') = '{value}'")).await;
    }

    /// Waits until this holds.
    pub(super) async fn wait_until(&self, condition: &str) {
        let holds = format!("SELECT ({condition})::int::bigint");
        for _ in 0..500 {
            if self.world.count(&holds).await == 1 {
                return;
            }
            sleep(Duration::from_millis(20)).await;
        }
        panic!("it does not become so that {condition}");
    }
}

fn kill(processes: &[String]) {
    // One that has ended by itself is as good.
    Command::new("kill").arg("-9").args(processes).stderr(Stdio::null()).status().expect("kill");
}
