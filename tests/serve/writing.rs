//! What is recorded over the network.

use std::io::{BufRead as _, BufReader, Write as _};

use serde_json::{Value, json};

use super::server::Server;

/// More than went the other way.
const BEYOND: &str = r#""equal":{"persons":189}"#;
/// What both sides can answer for.
const EVEN: &str = r#""equal":{"persons":150}"#;
const OPEN: &str = r#"{"type":"open-exchange","data":{"reference":"x-1","parties":["RU","UA"]}}"#;

/// Settles the exchange that the last commit opened, with so many swapped.
fn settle(server: &Server, swapped: &str) -> String {
    let opened = server.get("/log?after=753").json();
    let exchange = opened["events"][0]["data"]["exchange"].as_str().unwrap();
    let leg = |of: &str, from: &str, to: &str| {
        format!(
            r#"{{"of":"{of}","from":"{from}","to":"{to}","kind":"living","channel":"exchange"}}"#
        )
    };
    let (to_ua, to_ru) = (leg("UA", "RU", "UA"), leg("RU", "UA", "RU"));
    let counted = |leg: &str, count: u32, more: &str| {
        let count = format!(r#"{{"low":{count},"best":{count},"high":{count}}}"#);
        format!(r#"{{"key":{leg},"count":{count},"basis":"receiving-side"{more}}}"#)
    };
    format!(
        r#"{{"type":"settle-exchange","data":{{"exchange":"{exchange}","revision":1,"settlement":{{"on":"2024-12-30","terms":"not-stated","legs":[{},{}],"swaps":[{{"a":{to_ua},"b":{to_ru},{swapped}}}],"rule":"by-hand"}}}}}}"#,
        counted(&to_ua, 189, r#","remainder":"disputed""#),
        counted(&to_ru, 150, ""),
    )
}

#[test]
fn a_command_is_on_the_page_before_it_is_answered_and_recorded_once() {
    let server = Server::with_demo();
    let token = server.token("recorder");
    let first = server.post(&token, OPEN);
    assert_eq!((first.status, first.header("location")), (201, Some("/log?after=753")));
    assert_eq!(first.header("idempotent-replayed"), None);
    let page = server.get("/exchanges/x-1");
    assert_eq!(page.status, 200, "{}", page.text());
    let again = server.post(&token, OPEN);
    assert_eq!((again.status, &again.body), (201, &first.body));
    assert_eq!(again.header("idempotent-replayed"), Some("true"));
    let id = first.json()["id"].as_str().unwrap().to_owned();
    let other = OPEN.replace("x-1", "x-2").replacen('{', &format!("{{\"id\":\"{id}\","), 1);
    let reused = server.post(&token, &other);
    assert_eq!((reused.status, reused.json()["code"].as_str()), (409, Some("command-reused")));
    assert_eq!(server.get("/log?after=754").body, b"");
}

#[test]
fn a_swap_of_189_for_150_is_refused_with_both_numbers() {
    let server = Server::with_demo();
    let editor = server.token("editor");
    assert_eq!(server.post(&editor, OPEN).status, 201);
    let as_reported = r#""to_a":189,"to_b":150"#;
    for (swapped, code, numbers) in [
        (as_reported, "unequal-swap", json!({ "to_a": 189, "to_b": 150 })),
        (BEYOND, "swapped-beyond-leg", Value::Null),
    ] {
        let refused = server.post(&editor, &settle(&server, swapped));
        assert_eq!(refused.status, 422, "{}", refused.text());
        assert_eq!(refused.header("content-type"), Some("application/problem+json"));
        let problem = refused.json();
        assert_eq!(problem["code"], code);
        if numbers.is_null() {
            let numbers = problem["numbers"].to_string();
            assert!(numbers.contains("189") && numbers.contains("150"), "{problem}");
        } else {
            assert_eq!(problem["numbers"], numbers);
        }
    }
    assert_eq!(server.get("/log?after=754").body, b"", "a refused command left a trace");
    assert_eq!(server.post(&editor, &settle(&server, EVEN)).status, 201);
}

#[test]
fn a_recorder_records_and_an_editor_judges_each_in_his_own_name() {
    let server = Server::with_demo();
    let (reader, recorder) = (server.token("reader"), server.token("recorder"));
    assert_eq!(server.post(&reader, OPEN).status, 403);
    assert_eq!(server.post("repatria_0000", OPEN).status, 401);
    assert_eq!(server.post(&recorder, OPEN).status, 201);
    let refused = server.post(&recorder, &settle(&server, EVEN));
    assert_eq!((refused.status, refused.json()["code"].as_str()), (403, Some("not-allowed")));
    let other = OPEN.replacen('{', r#"{"by":"somebody","#, 1);
    let refused = server.post(&recorder, &other);
    assert_eq!((refused.status, refused.json()["code"].as_str()), (403, Some("not-in-ones-name")));
    let listed = String::from_utf8(server.folder.output(&["token", "list"], "").stdout).unwrap();
    let name = listed.lines().find(|line| line.contains("recorder")).unwrap();
    let revoked = server.folder.output(&["token", "revoke", name.split(' ').next().unwrap()], "");
    assert!(revoked.status.success());
    assert_eq!(server.post(&recorder, OPEN).status, 401, "a revoked token still lets in");
}

#[test]
fn whoever_follows_live_misses_nothing_and_goes_on_where_he_was() {
    let server = Server::with_demo();
    let token = server.token("recorder");
    let follow = |last: &str| {
        let mut stream = server.connect();
        let request =
            format!("GET /live HTTP/1.1\r\nHost: localhost\r\nLast-Event-ID: {last}\r\n\r\n");
        stream.write_all(request.as_bytes()).unwrap();
        BufReader::new(stream)
    };
    let id_of_next = |events: &mut BufReader<std::net::TcpStream>| {
        let mut line = String::new();
        while !line.starts_with("id: ") {
            line.clear();
            assert_ne!(events.read_line(&mut line).unwrap(), 0, "the stream ended");
        }
        line.trim().to_owned()
    };
    let mut events = follow("753");
    assert_eq!(server.post(&token, OPEN).status, 201);
    assert_eq!(id_of_next(&mut events), "id: 754");
    let mut later = follow("752");
    assert_eq!(id_of_next(&mut later), "id: 753");
    assert_eq!(id_of_next(&mut later), "id: 754");
}

#[test]
fn what_the_command_line_records_is_shown_and_neither_keeps_the_other_out() {
    let server = Server::with_demo();
    let token = server.token("recorder");
    let opened = server.folder.output(&["open", "by-hand", "--between", "UA", "RU"], "");
    assert!(opened.status.success(), "{}", String::from_utf8_lossy(&opened.stderr));
    // Whatever is posted takes in first what stands in the log.
    assert_eq!(server.post(&token, OPEN).json()["n"], 755);
    assert_eq!(server.get("/exchanges/by-hand").status, 200);
}
