//! Who has to wait, who has to go, and how it ends.

use std::io::{BufRead as _, BufReader, ErrorKind, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Command, Stdio};

use super::server::Server;
use crate::program::Folder;

const OPEN: &str = r#"{"type":"open-exchange","data":{"reference":"x-1","parties":["RU","UA"]}}"#;

#[test]
fn while_another_process_writes_a_command_is_put_off_and_reading_goes_on() {
    let server = Server::with_demo();
    let token = server.token("recorder");
    let mut other = Command::new(env!("CARGO_BIN_EXE_repatria"))
        .args(["append", "--each"])
        .env("REPATRIA_BY", "olena")
        .current_dir(server.folder.path(""))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = other.stdin.take().unwrap();
    writeln!(lines, "{}", OPEN.replace("x-1", "theirs")).unwrap();
    let mut answers = BufReader::new(other.stdout.take().unwrap());
    let mut answer = String::new();
    answers.read_line(&mut answer).unwrap();
    let put_off = server.post(&token, OPEN);
    assert_eq!(
        (put_off.status, put_off.json()["code"].as_str()),
        (503, Some("locked")),
        "{answer}"
    );
    assert_eq!(put_off.header("retry-after"), Some("1"));
    assert_eq!(server.get("/exchanges").status, 200);
    drop(lines);
    assert!(other.wait().unwrap().success());
    let recorded = server.post(&token, OPEN);
    assert_eq!((recorded.status, recorded.json()["n"].as_u64()), (201, Some(755)));
}

#[test]
fn what_is_asked_for_in_another_way_says_in_which_way() {
    let demo = Server::with_demo();
    for (method, path, allowed) in [
        ("POST", "/", "get"),
        ("DELETE", "/timeline.json", "get"),
        ("PUT", "/exchanges/2025-06-26", "get"),
        ("GET", "/commands", "post"),
    ] {
        let refused = demo.ask(method, path, &[], "");
        assert_eq!((refused.status, refused.json()["code"].as_str()), (405, Some("other-method")));
        let allow = refused.header("allow").unwrap_or_default();
        assert!(allow.contains(allowed), "{method} {path}: {allow:?}");
    }
}

/// Follows the log, as far as its beginning.
fn follow(server: &Server) -> BufReader<TcpStream> {
    let mut stream = server.connect();
    stream.write_all(b"GET /live HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
    let mut events = BufReader::new(stream);
    let mut line = String::new();
    while !line.starts_with("retry: ") {
        line.clear();
        assert_ne!(events.read_line(&mut line).unwrap(), 0, "nobody answers");
    }
    events
}

/// Whether the other side closed a connection; a wait without an end is none.
fn is_given_up(stream: &mut TcpStream) -> bool {
    match stream.read(&mut [0]) {
        Ok(read) => read == 0,
        Err(why) => why.kind() == ErrorKind::ConnectionReset,
    }
}

#[test]
fn when_it_is_full_whoever_asks_nothing_goes_and_whoever_asks_stays() {
    let server = Server::start(Folder::with_demo(), &["--connections", "2", "--from-one", "2"]);
    let mut idle = server.connect();
    let _second = server.connect();
    assert_eq!(server.get("/healthz").status, 200, "idle connections keep others out");
    assert!(is_given_up(&mut idle), "the oldest idle one was not shown out");
    let followers = [follow(&server), follow(&server)];
    assert_eq!(server.get("/healthz").status, 0, "there was room for a third");
    drop(followers);
    while server.get("/healthz").status != 200 {}
}

#[test]
fn a_server_that_is_told_to_end_ends_whoever_follows_in_good_order() {
    let server = Server::with_demo();
    let mut events = follow(&server);
    let ended = server.end();
    let mut rest = Vec::new();
    events.read_to_end(&mut rest).unwrap();
    assert!(rest.ends_with(b"0\r\n\r\n"), "cut off: {:?}", String::from_utf8_lossy(&rest));
    assert!(ended.success(), "{ended}");
}
