//! A process of its own with the store in it, made to be killed: this very test binary, asked for one test.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use regieboek_event_store::{Appended, Batch, DatabaseUrl, EventStore, NewReceipt, StoreConfig};

use super::projections::Teller;
use super::world::*;

/// What the child does.
const ROLE: &str = "REGIEBOEK_CHILD_ROLE";
const URL: &str = "REGIEBOEK_CHILD_URL";
/// At which command each writer begins, separated by commas.
const FROM: &str = "REGIEBOEK_CHILD_FROM";
/// A child that nobody kills ends by itself.
const LONGEST: Duration = Duration::from_secs(20);
/// Begins each line that is for the parent.
const SAYS: &str = "CHILD ";

/// What the child does, rightly or as a negative control does it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// Writes, each command under its key, and acknowledges what was answered.
    Writer,
    /// Control: acknowledges before the answer.
    EagerWriter,
    /// Control: without keys, at the version it reads; so it writes again what it never heard of.
    KeylessWriter,
    /// Writes, and lets a projection catch up.
    Projector,
    /// Control: rows and checkpoint in two transactions.
    TornProjector,
    /// Brings the tables up to date.
    Migrator,
    /// Writes [`BRIEF`] commands per writer, each repeated until it is acknowledged, and closes the store; without giving the
    /// log its full length, as every write is looked at.
    BriefWriter,
    /// The same, with a log at its full length.
    BriefLongWriter,
}

const ROLES: [Role; 8] = [
    Role::Writer,
    Role::EagerWriter,
    Role::KeylessWriter,
    Role::Projector,
    Role::TornProjector,
    Role::Migrator,
    Role::BriefWriter,
    Role::BriefLongWriter,
];

/// How many commands a writer of a [`Role::BriefWriter`] writes.
pub(crate) const BRIEF: u64 = 3;

/// How many write at the same time.
pub(crate) const WRITERS: usize = 8;

/// What the child said before it died.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Said {
    /// It runs.
    Ready,
    /// This writer's command was acknowledged, at this position, now or earlier.
    Acknowledged { writer: usize, command: u64, position: u64, earlier: bool },
    /// The store refused: it cannot promise durability now.
    Refused,
    /// It is done.
    Done,
}

impl Said {
    fn line(self) -> String {
        match self {
            Self::Ready => "ready".to_owned(),
            Self::Acknowledged { writer, command, position, earlier } => {
                format!("ack {writer} {command} {position} {}", u64::from(earlier))
            }
            Self::Refused => "refused".to_owned(),
            Self::Done => "done".to_owned(),
        }
    }

    /// A line cut short by the death of the child says nothing.
    fn of(line: &str) -> Option<Self> {
        let mut words = line.strip_prefix(SAYS)?.split(' ');
        let word = words.next()?;
        let numbers: Vec<u64> = words.map(str::parse).collect::<Result<_, _>>().ok()?;
        match (word, numbers.as_slice()) {
            ("ready", []) => Some(Self::Ready),
            ("ack", &[writer, command, position, earlier]) => {
                Some(Self::Acknowledged { writer: writer as usize, command, position, earlier: earlier != 0 })
            }
            ("refused", []) => Some(Self::Refused),
            ("done", []) => Some(Self::Done),
            _ => None,
        }
    }
}

/// The command line of a child.
pub(crate) fn command(role: Role, url: &DatabaseUrl, from: &[u64]) -> Command {
    let mut command = Command::new(std::env::current_exe().expect("this binary"));
    let url = match url {
        DatabaseUrl::Sqlite { path } => format!("sqlite:{}", path.display()),
        DatabaseUrl::Postgres { url } => url.clone(),
    };
    let from: Vec<_> = from.iter().map(u64::to_string).collect();
    command
        .args(["--exact", "contract::child::what_a_child_says_is_understood", "--nocapture"])
        .env(ROLE, format!("{role:?}"))
        .env(URL, url)
        .env(FROM, from.join(","));
    command
}

/// Starts a child that nobody listens to.
pub(crate) fn start(mut command: Command) -> Child {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("starts")
}

/// Sends a child a signal that it does not see: `STOP` or `CONT`.
pub(crate) fn signal(child: &Child, name: &str) {
    let sent = Command::new("kill").args([&format!("-{name}"), &child.id().to_string()]).status();
    assert!(sent.expect("kill").success(), "{name}");
}

/// The same command line, in a shell that sets a limit first.
pub(crate) fn limited(command: &Command, limit: &str) -> Command {
    let mut shell = Command::new("sh");
    shell.arg("-c").arg(format!("{limit}; exec \"$0\" \"$@\"")).arg(command.get_program()).args(command.get_args());
    for (name, value) in command.get_envs() {
        shell.env(name, value.unwrap_or_default());
    }
    shell
}

/// Runs a child and kills it (`kill -9`) so long after its first word; what it said. A child that ends sooner is left.
pub(crate) async fn run_and_kill(mut command: Command, after: Option<Duration>) -> Vec<Said> {
    tokio::task::spawn_blocking(move || {
        let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        listen_and_kill(child.expect("starts"), after)
    })
    .await
    .expect("the child ends")
}

fn listen_and_kill(mut child: Child, after: Option<Duration>) -> Vec<Said> {
    let stdout = child.stdout.take().expect("piped");
    let mut lines = BufReader::new(stdout).lines().map_while(Result::ok).filter_map(|line| Said::of(&line));
    let mut said = Vec::from_iter(lines.next());
    let killer = std::thread::spawn(move || {
        if let Some(after) = after {
            std::thread::sleep(after);
            child.kill().ok();
        }
        child.wait()
    });
    said.extend(lines);
    killer.join().expect("waits").expect("ends");
    said
}

#[expect(clippy::print_stdout, reason = "the parent reads it")]
fn say(said: Said) {
    println!("{SAYS}{}", said.line());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_child_says_is_understood() {
    let acknowledged = Said::Acknowledged { writer: 3, command: 14, position: 15, earlier: true };
    for said in [Said::Ready, acknowledged, Said::Refused, Said::Done] {
        assert_eq!(Said::of(&format!("{SAYS}{}", said.line())), Some(said));
    }
    assert_eq!(Said::of("CHILD ack 3 14 15"), None, "cut short");
    // The same test, asked by another one to be the child.
    if let Ok(name) = std::env::var(ROLE) {
        play(ROLES.into_iter().find(|role| format!("{role:?}") == name).expect("a role")).await;
    }
}

async fn play(role: Role) {
    let variable = |name| std::env::var(name).expect("set by the parent");
    let url: DatabaseUrl = variable(URL).parse().expect("a database");
    if role == Role::Migrator {
        say(Said::Ready);
        EventStore::migrate(&url).await.expect("migrates");
        return say(Said::Done);
    }
    let from: Vec<u64> = variable(FROM).split_terminator(',').map(|n| n.parse().expect("a number")).collect();
    let store = EventStore::open(StoreConfig::new(url.clone()), vec![]).await.expect("opens");
    // As the server does; a small disk has no room for it.
    if role != Role::BriefWriter {
        store.lengthen_log().await.ok();
    }
    say(Said::Ready);
    if matches!(role, Role::BriefWriter | Role::BriefLongWriter) {
        let write = |(writer, from)| write_briefly(store.clone(), writer, from);
        in_parallel((0..WRITERS).zip(from), write).await;
        store.close().await;
        return say(Said::Done);
    }
    let (worker, reader) = (store.clone(), store.clone());
    let work = in_parallel((0..WRITERS).zip(from), move |(writer, from)| write(worker.clone(), role, writer, from));
    let read = async move {
        loop {
            match role {
                Role::Projector if reader.catch_up(&gemeente(), &Teller, 3).await.is_ok() => {}
                // Another worker, which sleeps, still holds the lock.
                Role::Projector => tokio::time::sleep(Duration::from_millis(50)).await,
                Role::TornProjector => catch_up_in_two(&reader, &url).await,
                Role::Writer | Role::EagerWriter | Role::KeylessWriter | Role::Migrator => return,
                Role::BriefWriter | Role::BriefLongWriter => return,
            }
        }
    };
    if tokio::time::timeout(LONGEST, futures_util::future::join(work, read)).await.is_ok() {
        // All writers were refused; whoever reads is still served.
        store.feed(&gemeente(), 0, 1).await.expect("reads");
        say(Said::Done);
    }
}

/// One command after another.
async fn write(store: EventStore, role: Role, writer: usize, from: u64) {
    for command in from.. {
        let expected = if role == Role::KeylessWriter {
            store.load(&gemeente(), id(writer as u64)).await.expect("loads").len() as u64
        } else {
            command
        };
        let mut batch = pair(writer, command, expected);
        if role == Role::KeylessWriter {
            batch.receipt = None;
        }
        if role == Role::EagerWriter {
            say(Said::Acknowledged { writer, command, position: 0, earlier: false });
        }
        match store.append(&gemeente(), batch).await {
            Ok(_) if role == Role::EagerWriter => {}
            Ok(answer) => {
                if role == Role::KeylessWriter {
                    // So that a kill often falls between the commit and the acknowledgement.
                    tokio::time::sleep(Duration::from_millis(2)).await;
                }
                let (position, earlier) = (answer.receipt().position, matches!(answer, Appended::Replayed(_)));
                say(Said::Acknowledged { writer, command, position, earlier });
            }
            Err(_) => return say(Said::Refused),
        }
    }
}

/// A few commands, each as often as it takes.
async fn write_briefly(store: EventStore, writer: usize, from: u64) {
    for command in from..from + BRIEF {
        for _ in 0..100 {
            if let Ok(answer) = store.append(&gemeente(), pair(writer, command, command)).await {
                let (position, earlier) = (answer.receipt().position, matches!(answer, Appended::Replayed(_)));
                say(Said::Acknowledged { writer, command, position, earlier });
                break;
            }
            say(Said::Refused);
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }
}

/// A writer's command: one event on each of two streams, all or nothing, under a key of its own.
pub(crate) fn pair(writer: usize, command: u64, expected: u64) -> Batch {
    let payload = format!("{{\"writer\":{writer},\"command\":{command}}}");
    let writer = writer as u64;
    let mut batch = batch().saying(id(writer), expected, &payload).saying(id(1000 + writer), expected, &payload);
    let mut key = [0; 32];
    key[..8].copy_from_slice(&writer.to_be_bytes());
    key[8..16].copy_from_slice(&command.to_be_bytes());
    batch.receipt = Some(NewReceipt { key, fingerprint: key, subject: id(writer), status: 201 });
    batch
}

/// Rows first, the checkpoint in another transaction: what a projection must not do.
async fn catch_up_in_two(store: &EventStore, url: &DatabaseUrl) {
    let from = store.checkpoint(&gemeente(), "teller").await.expect("reads");
    let events = store.feed(&gemeente(), from, 3).await.expect("feeds");
    let Some(last) = events.last() else { return };
    for event in &events {
        let stream = event.stream.simple();
        let stream = match url {
            DatabaseUrl::Sqlite { .. } => format!("x'{stream}'"),
            DatabaseUrl::Postgres { .. } => format!("'\\x{stream}'"),
        };
        let count = format!(
            "INSERT INTO teller (gemeente, stream, aantal, laatste) VALUES ('{}', {stream}, 1, {})
             ON CONFLICT (gemeente, stream) DO UPDATE SET aantal = teller.aantal + 1, laatste = excluded.laatste",
            event.gemeente, event.position
        );
        raw(url, &count).await.expect("counts");
    }
    tokio::time::sleep(Duration::from_millis(2)).await;
    store.advance_checkpoint(&gemeente(), "teller", from, last.position).await.expect("moves");
}
