//! A door between the store and PostgreSQL that slows down and cuts connections, at the message it is told to.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use regieboek_event_store::DatabaseUrl;

use super::figures::Dice;

/// At which moment a connection is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cut {
    /// What commits never reaches the server: COMMIT, or a write outside BEGIN.
    BeforeCommit,
    /// The server has committed; its answer never arrives.
    AfterCommit,
    /// After so many messages of the client.
    AfterMessages(u64),
    /// After so many messages of the server.
    AfterAnswers(u64),
}

#[derive(Default)]
struct Plan {
    cut: Mutex<Option<Cut>>,
    /// How many connections were cut.
    cuts: AtomicU64,
    /// How many messages clients sent.
    messages: AtomicU64,
    /// How many messages the server sent.
    answers: AtomicU64,
    /// Each message waits for at most so many microseconds.
    slowness: AtomicU64,
    /// Something that commits is under way.
    committing: AtomicBool,
    /// Where the server is.
    server: Mutex<String>,
    closed: AtomicBool,
}

impl Plan {
    /// Whether this is the moment; then it is over.
    fn is_now(&self, moment: Cut) -> bool {
        let mut cut = self.cut.lock().expect("no thread panics with it");
        let now = *cut == Some(moment);
        if now {
            *cut = None;
            self.cuts.fetch_add(1, Ordering::SeqCst);
        }
        now
    }

    /// Counts a message of a client; whether it is the last one that passes.
    fn was_last(&self) -> bool {
        let sent = self.messages.fetch_add(1, Ordering::SeqCst) + 1;
        self.is_now(Cut::AfterMessages(sent))
    }

    /// The same for a message of the server.
    fn was_last_answer(&self) -> bool {
        let sent = self.answers.fetch_add(1, Ordering::SeqCst) + 1;
        self.is_now(Cut::AfterAnswers(sent))
    }
}

/// The door. Closed when it goes out of scope.
pub(crate) struct Proxy {
    pub(crate) url: DatabaseUrl,
    plan: Arc<Plan>,
    address: std::net::SocketAddr,
}

impl Proxy {
    /// A door in front of this database.
    pub(crate) fn before(url: &DatabaseUrl) -> Self {
        let DatabaseUrl::Postgres { url } = url else { panic!("SQLite is no server") };
        let (credentials, rest) = url.rsplit_once('@').expect("user and password");
        let (server, database) = rest.split_once('/').expect("a database");
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("an address");
        let plan = Arc::new(Plan { server: Mutex::new(server.to_owned()), ..Plan::default() });
        let shared = Arc::clone(&plan);
        std::thread::spawn(move || accept(&listener, &shared));
        let separator = if database.contains('?') { '&' } else { '?' };
        let url = format!("{credentials}@{address}/{database}{separator}sslmode=disable");
        Self { url: DatabaseUrl::Postgres { url }, plan, address }
    }

    /// Cuts one connection at that moment.
    pub(crate) fn cut(&self, cut: Cut) {
        self.plan.messages.store(0, Ordering::SeqCst);
        self.plan.answers.store(0, Ordering::SeqCst);
        *self.plan.cut.lock().expect("no thread panics with it") = Some(cut);
    }

    /// Whether the cut that was asked for has been made; if not, it is no longer asked for.
    pub(crate) fn has_cut(&self) -> bool {
        self.plan.cut.lock().expect("no thread panics with it").take().is_none()
    }

    /// From now on the door leads to another server, as an address does that moves to it.
    pub(crate) fn lead_to(&self, server: &str) {
        *self.plan.server.lock().expect("no thread panics with it") = server.to_owned();
    }

    /// How many connections were cut.
    pub(crate) fn cuts(&self) -> u64 {
        self.plan.cuts.load(Ordering::SeqCst)
    }

    /// From now on each message waits for at most so long.
    pub(crate) fn slow_down(&self, at_most: Duration) {
        self.plan.slowness.store(at_most.as_micros() as u64, Ordering::SeqCst);
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.plan.closed.store(true, Ordering::SeqCst);
        drop(TcpStream::connect(self.address));
    }
}

fn accept(listener: &TcpListener, plan: &Arc<Plan>) {
    for (number, client) in (0..).zip(listener.incoming()) {
        if plan.closed.load(Ordering::SeqCst) {
            return;
        }
        let server = plan.server.lock().expect("no thread panics with it").clone();
        let (Ok(client), Ok(server)) = (client, TcpStream::connect(server)) else { continue };
        client.set_nodelay(true).ok();
        server.set_nodelay(true).ok();
        let twin = |stream: &TcpStream| stream.try_clone().expect("a second handle");
        let (from_client, to_client, from_server, to_server) = (twin(&client), client, twin(&server), server);
        let (plan_up, plan_down) = (Arc::clone(plan), Arc::clone(plan));
        std::thread::spawn(move || pass_on(from_client, to_server, &plan_up, Up::default(), number));
        std::thread::spawn(move || pass_on(from_server, to_client, &plan_down, Down, number));
    }
}

/// What one direction knows of the protocol.
trait Direction {
    /// How many bytes at the beginning have no message type: the client's first message.
    const UNTYPED: bool;
    /// Whether the connection is cut instead of passing this message on, and whether after it.
    fn look(&mut self, kind: u8, body: &[u8], plan: &Plan) -> Verdict;
}

enum Verdict {
    Pass,
    CutInstead,
    CutAfter,
}

/// What a prepared statement does to the transaction.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Begin,
    Write,
    Commit,
}

/// From client to server: statements are prepared under a name, and run by it.
#[derive(Default)]
struct Up {
    prepared: Vec<(Vec<u8>, Role)>,
    in_transaction: bool,
}

impl Up {
    /// Whether the transaction ends well with this message.
    fn commits(&mut self, kind: u8, first: &[u8], second: &[u8]) -> bool {
        let starts_with = |text: &[u8]| second.starts_with(text);
        if kind == b'P' {
            let role = match () {
                () if starts_with(b"BEGIN") => Some(Role::Begin),
                () if starts_with(b"WITH moved") => Some(Role::Write),
                () if starts_with(b"COMMIT") => Some(Role::Commit),
                () => None,
            };
            self.prepared.extend(role.map(|role| (first.to_vec(), role)));
        }
        let run = self.prepared.iter().find(|(name, _)| kind == b'B' && name == second).map(|(_, role)| *role);
        let commits = run == Some(Role::Commit) || run == Some(Role::Write) && !self.in_transaction;
        self.in_transaction = run == Some(Role::Begin) || self.in_transaction && !commits;
        commits
    }
}

impl Direction for Up {
    const UNTYPED: bool = true;

    fn look(&mut self, kind: u8, body: &[u8], plan: &Plan) -> Verdict {
        let mut texts = body.split(|byte| *byte == 0);
        let (first, second) = (texts.next().unwrap_or_default(), texts.next().unwrap_or_default());
        let commits = self.commits(kind, first, second);
        if commits && plan.is_now(Cut::BeforeCommit) {
            return Verdict::CutInstead;
        }
        if commits {
            plan.committing.store(true, Ordering::SeqCst);
        }
        if plan.was_last() { Verdict::CutAfter } else { Verdict::Pass }
    }
}

/// From server to client: ready again, outside any transaction, once what commits has committed.
struct Down;

impl Direction for Down {
    const UNTYPED: bool = false;

    fn look(&mut self, kind: u8, body: &[u8], plan: &Plan) -> Verdict {
        let ready = kind == b'Z' && body == b"I";
        if ready && plan.committing.swap(false, Ordering::SeqCst) && plan.is_now(Cut::AfterCommit) {
            Verdict::CutInstead
        } else if plan.was_last_answer() {
            Verdict::CutAfter
        } else {
            Verdict::Pass
        }
    }
}

fn pass_on<D: Direction>(mut from: TcpStream, mut to: TcpStream, plan: &Plan, mut direction: D, number: u64) {
    let mut dice = Dice::seeded(number + 1);
    let mut untyped = D::UNTYPED;
    while let Some((kind, message)) = read_message(&mut from, untyped) {
        let slowness = plan.slowness.load(Ordering::SeqCst);
        if slowness > 0 {
            std::thread::sleep(Duration::from_micros(dice.below(slowness)));
        }
        let verdict = if untyped { Verdict::Pass } else { direction.look(kind, &message[5..], plan) };
        untyped = false;
        if matches!(verdict, Verdict::CutInstead) || to.write_all(&message).is_err() {
            break;
        }
        if matches!(verdict, Verdict::CutAfter) {
            break;
        }
    }
    from.shutdown(Shutdown::Both).ok();
    to.shutdown(Shutdown::Both).ok();
}

/// One message, with its type (absent in the first one) and its length before it.
fn read_message(from: &mut TcpStream, untyped: bool) -> Option<(u8, Vec<u8>)> {
    let head = if untyped { 4 } else { 5 };
    let mut message = vec![0; head];
    from.read_exact(&mut message).ok()?;
    let length = u32::from_be_bytes(message[head - 4..].try_into().ok()?) as usize;
    let begin = message.len();
    message.resize(begin + length.checked_sub(4)?, 0);
    from.read_exact(&mut message[begin..]).ok()?;
    Some((message[0], message))
}
