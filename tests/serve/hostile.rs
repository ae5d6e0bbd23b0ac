//! Clients that mean harm, or know no better: nothing changes, and others are still served.

use std::io::Write as _;

use repatria_domain::AgreementId;
use serde_json::json;

use super::server::Server;
use crate::program::Folder;

#[test]
fn no_path_leads_out_of_what_is_served() {
    let demo = Server::with_demo();
    for path in [
        "/../register/log.jsonl",
        "/..%2f..%2fetc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/tables/..%2f..%2ftokens.json",
        "/tables/%00",
        "/documents/..\\..\\tokens.json",
        "/tile/../../../tokens.json",
        "/tile/entries/..%2f..%2f..%2ftokens.json",
        "/exchanges/%c0%ae%c0%ae",
        "//etc/passwd",
        "/exchanges/<script>",
    ] {
        let reply = demo.get(path);
        assert!([400, 404].contains(&reply.status), "{path}: {}", reply.status);
        assert!(!reply.text().contains("<script>"), "{path}: {}", reply.text());
    }
}

#[test]
fn a_command_that_is_too_long_too_deep_or_none_is_refused_and_nothing_is_recorded() {
    let server = Server::with_demo();
    let token = server.token("editor");
    let long = format!(r#"{{"type":"{}","data":{{}}}}"#, "x".repeat(10 << 20));
    let deep = format!(r#"{{"type":"open-exchange","data":{}"#, "[".repeat(100_000 / 2));
    for (body, status, code) in [
        (long.as_str(), 413, "body-too-long"),
        (deep.as_str(), 400, "too-deep"),
        ("{", 400, "no-command"),
        ("", 400, "no-command"),
        ("[]", 400, "no-command"),
        ("{\"type\":\"no-such\",\"data\":{}}", 400, "no-command"),
        ("\u{0}", 400, "no-command"),
    ] {
        let reply = server.post(&token, body);
        // A body that is refused unread may break the connection before the answer is read.
        if reply.status != 0 || body.len() < 1 << 20 {
            assert_eq!(reply.status, status, "{code}");
            assert_eq!(reply.json()["code"], code);
        }
    }
    assert_eq!(server.get("/log?after=753").body, b"");
    assert_eq!(server.get("/healthz").status, 200);
}

#[test]
fn a_name_with_markup_and_marks_of_direction_is_a_name() {
    let server = Server::with_demo();
    let token = server.token("recorder");
    let title = "<img src=x onerror=alert(1)> \u{202e}rtl \"quoted\" & 'so'";
    let id = AgreementId::of(&title.parse().unwrap()).to_string();
    let data = json!({"agreement": id, "title": title, "parties": ["RU", "UA"]});
    let agreement = json!({"type": "reach-agreement", "data": data}).to_string();
    let reply = server.post(&token, &agreement);
    assert_eq!(reply.status, 201, "{}", reply.text());
    let page = server.get("/agreements").text();
    assert!(page.contains("&lt;img src=x onerror=alert(1)&gt;"), "the name is not on the page");
    for path in ["/", "/agreements", "/changes", "/audit", "/feeds/changes.atom"] {
        let page = server.get(path).text();
        assert!(!page.contains("<img src=x"), "{path}");
    }
    let with_nul = agreement.replace("<img", "\\u0000<img");
    let refused = server.post(&token, &with_nul);
    assert_eq!((refused.status, refused.json()["code"].as_str()), (400, Some("no-command")));
}

#[test]
fn a_page_of_another_site_cannot_make_its_name_lead_here() {
    let demo = Server::with_demo();
    let named = |host: &str| {
        demo.raw(format!("GET / HTTP/1.1\r\n{host}Connection: close\r\n\r\n").as_bytes())
    };
    for own in ["Host: localhost\r\n", "Host: 127.0.0.1:8080\r\n", "Host: [::1]\r\n"] {
        assert_eq!(named(own).status, 200, "{own}");
    }
    for other in ["Host: rebound.test\r\n", "Host: localhost.rebound.test:80\r\n"] {
        let refused = named(other);
        assert_eq!((refused.status, refused.json()["code"].as_str()), (421, Some("other-host")));
    }
    let to =
        b"GET http://rebound.test/log HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    assert_eq!(demo.raw(to).status, 421);
    let given =
        Server::start(Folder::with_demo(), &["--site", "https://register.example/exchanges"]);
    let asked = b"GET / HTTP/1.1\r\nHost: register.example\r\nConnection: close\r\n\r\n";
    assert_eq!((given.raw(asked).status, demo.raw(asked).status), (200, 421));
    let feed = given.get("/feeds/exchanges.json").json();
    assert_eq!(feed["home_page_url"], "https://register.example/exchanges/");
}

#[test]
fn heads_without_end_are_cut_off() {
    let demo = Server::with_demo();
    let long = format!("GET / HTTP/1.1\r\nHost: localhost\r\nX: {}\r\n\r\n", "x".repeat(1 << 20));
    assert!([0, 400, 431].contains(&demo.raw(long.as_bytes()).status));
    let many = format!("GET / HTTP/1.1\r\nHost: localhost\r\n{}\r\n", "X: y\r\n".repeat(1000));
    assert!([0, 400, 431].contains(&demo.raw(many.as_bytes()).status));
    for broken in ["GET / HTTP/9.9\r\n\r\n", "\0\0\0\0\r\n\r\n", "GET\r\n\r\n"] {
        assert!([0, 400, 505].contains(&demo.raw(broken.as_bytes()).status), "{broken:?}");
    }
    assert_eq!(demo.get("/healthz").status, 200);
}

#[test]
fn five_hundred_connections_that_never_finish_asking_keep_nobody_out() {
    let server = Server::with_demo();
    let slow: Vec<_> = (0..500)
        .map(|_| {
            let mut stream = server.connect();
            let _ = stream.write_all(b"GET / HTTP/1.1\r\nHost: loc");
            stream
        })
        .collect();
    for _ in 0..20 {
        assert_eq!(server.get("/healthz").status, 200);
    }
    drop(slow);
}
