//! The register as a server: every route as it is described, who may do what, what is recorded over
//! the network, and what hostile clients achieve.

mod busy;
mod crowd;
mod hostile;
mod roles;
mod same;
mod server;
mod writing;

use serde_json::Value;

use server::Server;

fn description(demo: &Server) -> Value {
    let reply = demo.get("/openapi.json");
    assert_eq!(reply.status, 200);
    reply.json()
}

/// A path of the description, with something in the place of each parameter.
fn filled(path: &str) -> String {
    path.replace("{page}", "exchanges")
        .replace("{reference}", "2025-06-26")
        .replace("/tables/{name}", "/tables/timeline.csv")
        .replace("/documents/{name}", "/documents/timeline.json")
        .replace("{tile}", "0/000")
}

#[test]
fn every_route_answers_as_it_is_described() {
    let demo = Server::with_demo();
    let description = description(&demo);
    let mut driven = 0;
    for (path, operations) in description["paths"].as_object().unwrap() {
        let Some(described) = operations.get("get") else { continue };
        if path == "/live" {
            continue;
        }
        let query = if path.contains("/totals/explain") { "?which=home&party=UA" } else { "" };
        let reply = demo.get(&format!("{}{query}", filled(path)));
        let status = reply.status.to_string();
        let answer = &described["responses"][&status];
        assert!(answer.is_object(), "{path}: {status} is not described");
        if status == "200" {
            let told = reply.header("content-type").unwrap().split(';').next().unwrap();
            assert!(answer["content"].get(told).is_some(), "{path}: {told} is not described");
        }
        let secured = described.get("security").is_some();
        let nothing_yet = path == "/checkpoint" || path.starts_with("/tile/");
        let expected = if secured {
            "401"
        } else if nothing_yet {
            "404"
        } else {
            "200"
        };
        assert_eq!(status, expected, "{path}");
        driven += 1;
    }
    assert!(driven > 40, "{driven}");
}

#[test]
fn every_route_asks_for_the_role_that_it_takes() {
    let server = Server::with_demo();
    let tokens = ["reader", "recorder", "editor"].map(|role| server.token(role));
    let bearers: Vec<String> = tokens.iter().map(|token| format!("Bearer {token}")).collect();
    let description = description(&server);
    for (path, operations) in description["paths"].as_object().unwrap() {
        for (method, described) in operations.as_object().unwrap() {
            if path == "/live" {
                continue;
            }
            let path = filled(path);
            let ask = |headers: &[(&str, &str)]| {
                server.ask(&method.to_uppercase(), &path, headers, "").status
            };
            let public = ask(&[]);
            let statuses: Vec<u16> =
                bearers.iter().map(|bearer| ask(&[("Authorization", bearer)])).collect();
            match (described.get("security").is_some(), path.as_str()) {
                (false, _) => assert_eq!(statuses, [public; 3], "{path}"),
                (true, "/metrics") => assert_eq!((public, statuses), (401, vec![200; 3])),
                // Whoever may record is told that nothing was sent.
                (true, "/commands") => {
                    assert_eq!((public, statuses), (401, vec![403, 415, 415]));
                }
                (true, other) => panic!("{other} takes a role that no test knows"),
            }
        }
    }
}

#[test]
fn what_a_browser_may_do_is_said_on_every_answer() {
    let demo = Server::with_demo();
    for path in ["/", "/timeline.json", "/style.css", "/nothing", "/?as_of=soon", "/log"] {
        let reply = demo.get(path);
        let policy = reply.header("content-security-policy").unwrap();
        assert!(policy.starts_with("default-src 'none'; script-src 'self'"), "{path}: {policy}");
        assert!(!policy.contains("unsafe"), "{path}: {policy}");
        assert_eq!(reply.header("x-content-type-options"), Some("nosniff"), "{path}");
        assert_eq!(reply.header("referrer-policy"), Some("no-referrer"), "{path}");
        assert_eq!(reply.header("access-control-allow-origin"), None, "{path}");
    }
}

#[test]
fn what_is_served_is_what_the_command_line_prints() {
    let demo = Server::with_demo();
    for (path, words) in [
        ("/timeline.json", vec!["timeline", "--format", "json"]),
        ("/totals.csv", vec!["totals", "--format", "csv"]),
        ("/reconcile.json", vec!["reconcile", "--format", "json"]),
        (
            "/timeline.csv?as_of=2025-06-30",
            vec!["timeline", "--as-of", "2025-06-30", "--format", "csv"],
        ),
        ("/exchanges/2025-06-26/show.json", vec!["show", "2025-06-26", "--format", "json"]),
    ] {
        let printed = demo.folder.output(&words, "");
        assert_eq!(demo.get(path).text(), String::from_utf8(printed.stdout).unwrap(), "{path}");
    }
    let log = demo.folder.read("register/log.jsonl");
    assert!(demo.get("/log").body == log, "the log is not served byte for byte");
    let last = log.split_inclusive(|byte| *byte == b'\n').next_back().unwrap();
    assert_eq!(demo.get("/log?after=752").body, last);
    assert_eq!(demo.get("/log?after=753").body, b"");
}

#[test]
fn an_answer_that_did_not_change_is_not_sent_again() {
    let demo = Server::with_demo();
    for path in ["/", "/totals.json", "/feeds/exchanges.atom", "/tables/totals.csv", "/style.css"] {
        let tag = demo.get(path).header("etag").unwrap().to_owned();
        let again = demo.ask("GET", path, &[("If-None-Match", &tag)], "");
        assert_eq!((again.status, again.body.len()), (304, 0), "{path}");
        let other = demo.ask("GET", path, &[("If-None-Match", "\"other\"")], "");
        assert_eq!(other.status, 200, "{path}");
    }
}

#[test]
fn both_clocks_stand_in_the_address() {
    let demo = Server::with_demo();
    let at = |query: &str| demo.get(&format!("/totals.json?{query}")).json()["head"]["n"].clone();
    assert_eq!(at(""), 753);
    assert_eq!(at("known_at=2025-12-31"), 0);
    assert_eq!(at("known_at=2026-01-01"), 753);
    let wrong = demo.get("/totals.json?as_of=30.6.2025");
    assert_eq!((wrong.status, wrong.json()["code"].as_str()), (400, Some("wrong-clock")));
    let unknown = demo.get("/totals.json?asof=2025-06-30");
    assert_eq!((unknown.status, unknown.json()["code"].as_str()), (400, Some("unknown-parameter")));
}

#[test]
fn a_person_is_told_in_a_page_and_a_program_in_a_document() {
    let demo = Server::with_demo();
    let page = demo.ask("GET", "/exchanges/no-such", &[("Accept", "text/html")], "");
    assert_eq!((page.status, page.header("content-type")), (404, Some("text/html; charset=utf-8")));
    assert!(page.text().contains("<h1>"), "{}", page.text());
    let document = demo.get("/exchanges/no-such");
    assert_eq!(document.header("content-type"), Some("application/problem+json"));
    assert_eq!(document.json()["status"], 404);
}

#[test]
fn feeds_tell_of_exchanges_by_ids_that_stay() {
    let demo = Server::with_demo();
    let feed = demo.get("/feeds/exchanges.json").json();
    let item = |items: &Value, title: &str| {
        let items = items.as_array().unwrap().clone();
        items.into_iter().find(|item| item["title"].as_str().unwrap().starts_with(title)).unwrap()
    };
    let june = item(&feed["items"], "2025-06-26:");
    assert!(june["id"].as_str().unwrap().starts_with("urn:uuid:"), "{june}");
    assert!(june["url"].as_str().unwrap().ends_with("/exchanges/2025-06-26"), "{june}");
    let atom = demo.get("/feeds/exchanges.atom").text();
    assert!(
        atom.contains(june["id"].as_str().unwrap()),
        "the two formats tell of different things"
    );
    assert_eq!(atom.matches("<entry>").count(), feed["items"].as_array().unwrap().len());
}

#[test]
fn a_signed_log_is_served_as_it_was_published() {
    let server = Server::with_demo();
    let signed = server.folder.output(&["checkpoint"], "");
    assert!(signed.status.success(), "{}", String::from_utf8_lossy(&signed.stderr));
    for path in
        ["checkpoint", "tile/0/000", "tile/0/002.p/241", "tile/1/000.p/2", "tile/entries/000"]
    {
        let published = server.folder.read(&format!("register/published-log/{path}"));
        let reply = server.get(&format!("/{path}"));
        assert_eq!((reply.status, reply.body == published), (200, true), "{path}");
    }
    for path in ["tile/0/003", "tile/0/2.p/241", "tile/0/000.p/0", "tile/../../log.jsonl"] {
        assert_eq!(server.get(&format!("/{path}")).status, 404, "{path}");
    }
}

#[test]
fn a_damaged_log_is_not_served() {
    let folder = crate::program::Folder::with_demo();
    let mut log = folder.read("register/log.jsonl");
    let place = log.windows(5).position(|bytes| bytes == b"\"106\"" || bytes == b":106}").unwrap();
    log[place + 3] = b'7';
    folder.write("register/log.jsonl", log);
    let output = folder.output(&["serve", "--listen", "127.0.0.1:0"], "");
    assert_eq!(output.status.code(), Some(4), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn a_clock_behind_the_log_is_told_when_the_server_begins_and_by_its_health() {
    let demo = Server::with_demo();
    assert_eq!(demo.get("/healthz").text(), "ok\n");
    let later = ["--now", "2026-03-01T00:00:00Z", "open", "later", "--between", "UA", "RU"];
    assert!(demo.folder.output(&later, "").status.success());
    let behind = "the clock stands at 2026-02-01T00:00:00.000000Z, before the last commit, recorded \
                  at 2026-03-01T00:00:00.000000Z: what is recorded now gets that time";
    while demo.get("/healthz").text() == "ok\n" {
        std::thread::yield_now();
    }
    assert_eq!(demo.get("/healthz").text(), format!("ok\n{behind}\n"));
    assert_eq!(Server::first_words(&demo.folder, 2)[1], behind);
}
