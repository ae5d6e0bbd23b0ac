//! The witness as others meet it: over the network, with several asking at once, and killed at any
//! moment. Whatever happens, it never cosigns two histories of one log.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::sync::mpsc::channel;
use std::thread;
use std::time::{Duration, Instant};

use repatria_tlog::{
    Checkpoint, CompactTree, ConsistencyProof, KeyKind, LeafHash, Node, NodeHash, SignedCheckpoint,
    SigningKey, TlogError, VerifierKey, WitnessRequest,
};
use sha2::{Digest as _, Sha256};
use tempfile::TempDir;

use crate::program::Folder;
use crate::report::Row;

const ORIGIN: &str = "register.example/swaps";
/// From which line on the two histories differ.
const FORK: u64 = 3;
const LONGEST: u64 = 40;

fn log_key() -> SigningKey {
    SigningKey::from_seed(ORIGIN.parse().unwrap(), KeyKind::Log, &[7; 32])
}

/// One of the histories that a dishonest operator signs with one key.
struct History {
    name: &'static str,
    nodes: Vec<(Node, NodeHash)>,
    signed: Vec<SignedCheckpoint>,
}

fn history(name: &'static str) -> History {
    let (mut tree, mut nodes, mut signed) = (CompactTree::default(), Vec::new(), Vec::new());
    for n in 0..=LONGEST {
        let origin = ORIGIN.parse().unwrap();
        let checkpoint = Checkpoint { origin, size: n, root: tree.root() };
        signed.push(checkpoint.sign(&log_key()).unwrap());
        let line = if n < FORK { n.to_string() } else { format!("{n} as {name} has it") };
        tree.push_seeing(LeafHash::of(line.as_bytes()), |node, hash| nodes.push((node, hash)));
    }
    History { name, nodes, signed }
}

impl History {
    fn request(&self, old: u64, new: u64) -> String {
        let consistency = ConsistencyProof::make::<TlogError>(old, new, |node| {
            Ok(self.nodes.iter().find(|(place, _)| *place == node).unwrap().1)
        });
        let checkpoint = self.signed[usize::try_from(new).unwrap()].note().clone();
        WitnessRequest { old, consistency: consistency.unwrap(), checkpoint }.to_string()
    }
}

/// A witness that runs, and where it listens.
struct Running {
    process: Child,
    address: String,
}

impl Running {
    /// Starts a witness in a folder, perhaps under another program that does things to it.
    fn start(folder: &Path, under: &[&str]) -> Option<Self> {
        Self::watching(&log_key().verifier().to_string(), folder, under)
    }

    fn watching(log: &str, folder: &Path, under: &[&str]) -> Option<Self> {
        let program = env!("CARGO_BIN_EXE_repatria");
        let words = ["witness", "--listen", "127.0.0.1:0", "--folder", "w", "--log", log];
        let words = words.into_iter().chain(["--name", "witness.example"]);
        let all: Vec<&str> = under.iter().copied().chain([program]).chain(words).collect();
        let mut process = Command::new(all[0])
            .args(&all[1..])
            .current_dir(folder)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut messages = BufReader::new(process.stderr.take().unwrap()).lines();
        let address = messages.find_map(|line| {
            line.unwrap().strip_prefix("listening on http://").map(ToOwned::to_owned)
        });
        // Somebody has to read what it says later.
        thread::spawn(move || messages.for_each(drop));
        if address.is_none() {
            process.wait().unwrap();
        }
        address.map(|address| Self { process, address })
    }

    fn kill(mut self) {
        self.process.kill().unwrap();
    }

    /// Ends the witness that runs under another program, which then ends by itself.
    fn kill_with_child(mut self) {
        let children = format!("/proc/{0}/task/{0}/children", self.process.id());
        for child in fs::read_to_string(children).unwrap_or_default().split_whitespace() {
            // It may be gone already.
            Command::new("kill").args(["-9", child]).stderr(Stdio::null()).status().unwrap();
        }
        self.process.wait().unwrap();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself. A test that fails leaves none behind.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Sends a request; nothing where the witness is gone.
fn send(address: &str, head: &str, body: &str) -> Option<(u16, String, String)> {
    let mut stream = TcpStream::connect(address).ok()?;
    let length = body.len();
    write!(stream, "{head} HTTP/1.1\r\nHost: witness\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n{body}").ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    let (head, body) = answer.split_once("\r\n\r\n")?;
    let status = head.split(' ').nth(1)?.parse().ok()?;
    Some((status, head.to_owned(), body.to_owned()))
}

fn ask(address: &str, request: &str) -> Option<(u16, String)> {
    send(address, "POST /add-checkpoint", request).map(|(status, _, body)| (status, body))
}

fn witness_key(folder: &Path) -> VerifierKey {
    fs::read_to_string(folder.join("w/vkey")).unwrap().trim_end().parse().unwrap()
}

#[test]
fn every_answer_of_the_specification_is_given_over_the_network() {
    let folder = TempDir::new().unwrap();
    let running = Running::start(folder.path(), &[]).unwrap();
    let (mine, yours) = (history("mine"), history("yours"));
    let ask = |request: &str| ask(&running.address, request).unwrap();
    let (status, cosignature) = ask(&mine.request(0, 5));
    let key = witness_key(folder.path());
    let cosigned = mine.signed[5].clone().cosigned(cosignature.as_bytes(), &key).unwrap();
    assert_eq!((status, cosigned.cosigned_at(&key).is_ok()), (200, true));

    let unknown = mine.request(5, 9).replace(ORIGIN, "other.example/swaps");
    let unsigned = mine.request(5, 9).replace("\n9\n", "\n8\n");
    assert_eq!(ask(&unknown).0, 404);
    assert_eq!(ask(&unsigned).0, 403);
    assert_eq!(ask(&mine.request(4, 4).replacen("old 4", "old 5", 1)).0, 400);
    assert_eq!(ask("old").0, 400);
    assert_eq!(ask(&yours.request(5, 9)).0, 422);
    let conflict = send(&running.address, "POST /add-checkpoint", &mine.request(0, 9)).unwrap();
    assert_eq!((conflict.0, conflict.2.as_str()), (409, "5\n"));
    assert!(conflict.1.contains("content-type: text/x.tlog.size"), "{}", conflict.1);
    assert_eq!(ask(&"x".repeat(WitnessRequest::LIMIT + 1)).0, 413);
    assert_eq!(send(&running.address, "GET /add-checkpoint", "").unwrap().0, 405);

    let mark: String = Sha256::digest(ORIGIN)
        .iter()
        .fold(String::new(), |mark, byte| mark + &format!("{byte:02x}"));
    let kept = send(&running.address, &format!("GET /{mark}/checkpoint"), "").unwrap();
    assert_eq!((kept.0, kept.2), (200, cosigned.to_string()));
    for nothing in ["0".repeat(64), "..%2fsigning-key".into(), mark.to_uppercase()] {
        let answer = send(&running.address, &format!("GET /{nothing}/checkpoint"), "").unwrap();
        assert_eq!(answer.0, 404, "{nothing}");
    }
    running.kill();
}

#[test]
fn whoever_asks_without_end_keeps_no_witness_from_the_others() {
    let folder = TempDir::new().unwrap();
    let running = Running::start(folder.path(), &[]).unwrap();
    let slow: Vec<TcpStream> = (0..200)
        .map(|_| {
            let mut stream = TcpStream::connect(&running.address).unwrap();
            // A connection that is shown out takes nothing more.
            let _ = stream.write_all(b"POST /add-checkpoint HTTP/1.1\r\nHost: wit");
            stream
        })
        .collect();
    let long = format!("POST /add-checkpoint HTTP/1.1\r\nX: {}\r\n\r\n", "x".repeat(1 << 20));
    let mut stream = TcpStream::connect(&running.address).unwrap();
    let _ = stream.write_all(long.as_bytes());
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    assert!(!answer.starts_with(b"HTTP/1.1 2"), "{:?}", String::from_utf8_lossy(&answer));
    let (status, _) = ask(&running.address, &history("mine").request(0, 5)).unwrap();
    assert_eq!(status, 200, "slow connections keep others out");
    let mut first = &slow[0];
    first.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
    let waiting = |why: &std::io::Error| why.kind() == std::io::ErrorKind::WouldBlock;
    assert!(!first.read(&mut [0]).is_err_and(|why| waiting(&why)), "whoever asks nothing stays");
    drop(slow);
    running.kill();
}

#[test]
fn a_second_witness_in_one_folder_is_refused() {
    let folder = TempDir::new().unwrap();
    let first = Running::start(folder.path(), &[]).unwrap();
    assert!(Running::start(folder.path(), &[]).is_none());
    first.kill();
    Running::start(folder.path(), &[]).unwrap().kill();
}

/// What was cosigned: which history, and how much of it.
type Cosigned = Mutex<Vec<(&'static str, u64)>>;

/// Asks for ever longer checkpoints of a history until the witness is gone; tells of each answer.
fn grow(address: &str, history: &History, cosigned: &Cosigned, mut told: impl FnMut()) {
    let (mut old, mut new) = (0, FORK);
    while let Some((status, body)) = ask(address, &history.request(old, new.max(old))) {
        match status {
            200 => {
                cosigned.lock().unwrap().push((history.name, new.max(old)));
                (old, new) = (new.max(old), (new.max(old) + 1).min(LONGEST));
            }
            409 => old = body.trim_end().parse().unwrap(),
            other => {
                assert_eq!(other, 422, "{body}");
                (old, new) = (0, (new + 1).min(LONGEST));
            }
        }
        told();
    }
}

#[track_caller]
fn one_history(cosigned: &[(&'static str, u64)]) {
    let beyond: Vec<_> = cosigned.iter().filter(|(_, size)| *size > FORK).collect();
    let first = beyond.first().map(|(name, _)| *name);
    assert!(beyond.iter().all(|(name, _)| Some(*name) == first), "two histories: {cosigned:?}");
}

/// As many kills as a run needs for a row in `docs/RELIABILITY.md`.
const FULL_KILLS: u64 = 1000;

/// How often a witness is killed: a few times here, as often as `REPATRIA_WITNESS_KILLS` says in a
/// full run.
fn kills() -> u64 {
    std::env::var("REPATRIA_WITNESS_KILLS").map_or(24, |kills| kills.parse().unwrap())
}

#[test]
fn a_witness_killed_at_any_moment_under_racing_requests_never_cosigns_two_histories() {
    let (mine, yours) = (history("mine"), history("yours"));
    let mut random = 1_u64;
    let began = Instant::now();
    let (mut killed, mut all) = (0, 0);
    while killed < kills() {
        let (folder, cosigned) = (TempDir::new().unwrap(), Cosigned::default());
        for _ in 0..4 {
            let running = Running::start(folder.path(), &[]).unwrap();
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let (told, answers) = channel();
            thread::scope(|scope| {
                for history in [&mine, &yours, &mine, &yours] {
                    let (address, told) = (running.address.clone(), told.clone());
                    let cosigned = &cosigned;
                    scope.spawn(move || {
                        grow(&address, history, cosigned, || told.send(()).unwrap());
                    });
                }
                let until = usize::try_from(random >> 60).unwrap() + 1;
                assert_eq!(answers.iter().take(until).count(), until);
                running.kill();
            });
            killed += 1;
        }
        let cosigned = cosigned.into_inner().unwrap();
        one_history(&cosigned);
        all += cosigned.len();
    }
    assert!(all > 0, "nothing was cosigned at all");
    eprintln!("witness: {killed} kills, {all} cosignatures, two histories: 0");
    if killed >= FULL_KILLS {
        let (rig, took, seed) = ("witness".to_owned(), began.elapsed(), Some(1));
        Row { rig, cases: killed, seed, unnoticed: Some(0), took, ..Row::default() }.write();
    }
}

/// Whether strace is here. Says so loudly where it is not; in the gate that is a failure.
fn has_strace() -> bool {
    let found = Command::new("strace").arg("-V").output().is_ok();
    assert!(found || std::env::var_os("CI").is_none(), "strace is missing");
    if !found {
        eprintln!("NOT TESTED: strace is missing, so no witness was killed at each of its calls");
    }
    found
}

#[test]
fn a_witness_killed_at_each_call_that_keeps_a_checkpoint_never_cosigns_two_histories() {
    if !has_strace() {
        return;
    }
    let (mine, yours) = (history("mine"), history("yours"));
    let mut killed = 0;
    for call in ["openat", "write", "fsync", "rename", "unlink"] {
        for n in 1.. {
            let (folder, cosigned) = (TempDir::new().unwrap(), Cosigned::default());
            // The key is there already, so that what is counted is the keeping of a checkpoint.
            Running::start(folder.path(), &[]).unwrap().kill();
            let kept = folder.path().join("w");
            let mark: String = Sha256::digest(ORIGIN)
                .iter()
                .fold(String::new(), |mark, byte| mark + &format!("{byte:02x}"));
            let paths = [
                kept.clone(),
                kept.join(format!("{mark}.checkpoint")),
                kept.join(format!("{mark}.checkpoint.new")),
                "w".into(),
                Path::new("w").join(format!("{mark}.checkpoint")),
                Path::new("w").join(format!("{mark}.checkpoint.new")),
            ];
            let paths: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
            let inject = format!("inject={call}:signal=KILL:when={n}");
            let mut under = vec!["strace", "-f", "-qq", "-o", "/dev/null", "-e", &inject];
            for path in &paths {
                under.extend(["-P", path]);
            }
            let running = Running::start(folder.path(), &under).unwrap();
            let answer = ask(&running.address, &mine.request(0, 5));
            if matches!(answer, Some((200, _))) {
                cosigned.lock().unwrap().push(("mine", 5));
            }
            let survived = answer.is_some();
            running.kill_with_child();
            let running = Running::start(folder.path(), &[]).unwrap();
            if matches!(ask(&running.address, &yours.request(0, 5)), Some((200, _))) {
                cosigned.lock().unwrap().push(("yours", 5));
            }
            running.kill();
            one_history(&cosigned.into_inner().unwrap());
            if survived {
                break;
            }
            killed += 1;
        }
    }
    assert!(killed >= 5, "only {killed} calls were reached");
    eprintln!("witness: killed at each of {killed} calls, two histories: 0");
}

#[test]
fn a_checkpoint_is_cosigned_and_a_log_that_was_set_back_is_found_out() {
    let mut register = Folder::new();
    register.run("init --origin register.example/swaps");
    register.run("--now 2026-01-01T00:00:00Z open 2025-06-26 --between UA RU");
    let key = String::from_utf8(register.read("register/vkey")).unwrap();
    let folder = TempDir::new().unwrap();
    let running = Running::watching(key.trim_end(), folder.path(), &[]).unwrap();
    let asks = format!("checkpoint --witness http://{} w.vkey", running.address);
    register.write("w.vkey", witness_key(folder.path()).to_string());
    let words: Vec<&str> = asks.split(' ').collect();
    for _ in 0..2 {
        let done = register.output(&words, "");
        let printed = String::from_utf8(done.stdout).unwrap();
        assert!(printed.contains("\ncosigned by witness.example at 2"), "{printed}");
        register.run("--now 2026-01-02T00:00:00Z open 2025-06-27 --between UA RU");
    }
    register.output(&["prove", "2", "--to", "receipt"], "");
    let verify = ["verify", "--proof", "receipt", "--key", "register/vkey", "--witness", "w.vkey"];
    assert_eq!(register.output(&verify, "").status.code(), Some(0));

    // The operator sets his log back, and forgets that he ever signed more.
    let log = register.read("register/log.jsonl");
    let first = log.iter().position(|byte| *byte == b'\n').unwrap();
    register.write("register/log.jsonl", &log[..=first]);
    for forgotten in ["register/head", "register/checkpoint"] {
        fs::remove_file(register.path(forgotten)).unwrap();
    }
    fs::remove_dir_all(register.path("register/published-log")).unwrap();
    let refused = register.output(&words, "");
    let says = String::from_utf8(refused.stderr).unwrap();
    assert_eq!(refused.status.code(), Some(4), "{says}");
    assert!(says.starts_with("error[witness-saw-more]"), "{says}");
    assert!(!register.path("register/published-log/checkpoint").exists());

    // And records something else in its place.
    for day in ["2025-07-01", "2025-07-02"] {
        register.run(&format!("--now 2026-01-03T00:00:00Z open {day} --between UA RU"));
    }
    let refused = register.output(&words, "");
    let says = String::from_utf8(refused.stderr).unwrap();
    assert_eq!(refused.status.code(), Some(4), "{says}");
    assert!(says.starts_with("error[witness-saw-other]"), "{says}");
    running.kill();
    let unreached = register.output(&words, "");
    let says = String::from_utf8(unreached.stderr).unwrap();
    assert_eq!(unreached.status.code(), Some(5), "{says}");
}
