//! Who may give which command: every command, by every role.

use serde_json::{Value, json};

use super::server::Server;

const EXCHANGE: &str = "0edec079-6c66-500c-9c06-6c9fd66387a8";

/// What a recorder may give: what is said, and what happened.
fn of_a_recorder() -> Vec<Value> {
    let statement = "00000000-0000-5000-8000-000000000001";
    let agreement = "83bbba57-996f-5cae-a6e7-efc2310f624d";
    let attribution = json!({"source": {"address": "https://example.org/1"}});
    let described = json!({"kind": "exchange", "drawn": "by-hand"});
    [
        ("reach-agreement", json!({"agreement": agreement, "title": "x", "parties": ["RU", "UA"]})),
        ("open-exchange", json!({"reference": "roles-1", "parties": ["RU", "UA"]})),
        (
            "describe-exchange",
            json!({"exchange": EXCHANGE, "revision": 1, "description": described}),
        ),
        (
            "state-count",
            json!({"statement": statement, "exchange": EXCHANGE, "attribution": attribution}),
        ),
        (
            "state-total",
            json!({"statement": statement, "attribution": attribution, "measure": "returned",
                "quantity": "106"}),
        ),
        (
            "record-movement",
            json!({"exchange": EXCHANGE, "leg": leg(), "milestone": "arrived-home", "count": 1}),
        ),
    ]
    .map(named)
    .into()
}

/// What takes an editor: what is judged.
fn of_an_editor() -> Vec<Value> {
    let statement = "00000000-0000-5000-8000-000000000001";
    let why = json!({"exchange": EXCHANGE, "why": "x"});
    let legs = json!([{"key": leg(), "count": {"low": 1}, "basis": "press-only"}]);
    let settlement = json!({"legs": legs, "rule": "by-hand"});
    let custody = |change: Option<&str>| {
        let mut custody = json!({"holder": "RU", "of": "UA", "count": {"low": 1},
            "on": "2025-01-01", "basis": "x"});
        if let Some(change) = change {
            custody["change"] = change.into();
        }
        custody
    };
    [
        ("cancel-exchange", why.clone()),
        ("reinstate-exchange", why),
        (
            "review-statement",
            json!({"statement": statement, "finding": {"rank": "deprecated"}, "why": "x"}),
        ),
        ("settle-exchange", json!({"exchange": EXCHANGE, "revision": 1, "settlement": settlement})),
        ("withdraw-settlement", json!({"exchange": EXCHANGE, "revision": 1, "why": "x"})),
        ("withhold-details", json!({"exchange": EXCHANGE, "details": ["count"], "by": "UA"})),
        (
            "disclose-detail",
            json!({"exchange": EXCHANGE, "detail": "count", "by": "UA", "on": "2025-01-01"}),
        ),
        ("declare-custody", custody(None)),
        ("change-custody", custody(Some("captured"))),
    ]
    .map(named)
    .into()
}

fn leg() -> Value {
    json!({"of": "UA", "from": "RU", "to": "UA", "kind": "living"})
}

fn named((name, data): (&str, Value)) -> Value {
    json!({"type": name, "data": data})
}

/// Every command, and whether it takes an editor. Most are refused by a rule: the role comes first.
fn commands() -> Vec<(bool, Value)> {
    let recorded = of_a_recorder().into_iter().map(|command| (false, command));
    recorded.chain(of_an_editor().into_iter().map(|command| (true, command))).collect()
}

#[test]
fn every_command_takes_its_role() {
    let server = Server::with_demo();
    let [reader, recorder, editor] =
        ["reader", "recorder", "editor"].map(|role| server.token(role));
    for (takes_editor, command) in commands() {
        let given = |token: &str| {
            let reply = server.post(token, &command.to_string());
            (reply.status, reply.json()["code"].as_str().unwrap_or_default().to_owned())
        };
        let (status, code) = given(&reader);
        assert_eq!((status, code.as_str()), (403, "not-allowed"), "{command}");
        let (status, code) = given(&recorder);
        assert_eq!(status == 403 && code == "not-allowed", takes_editor, "{command}: {code}");
        let (status, code) = given(&editor);
        assert!([201, 422].contains(&status), "{command}: {status} {code}");
    }
}

#[test]
fn a_loss_is_never_accepted_over_the_network() {
    let server = Server::with_demo();
    let digest = "0".repeat(64);
    let loss = format!(
        r#"{{"type":"accept-loss","data":{{"kept":1,"acknowledged":753,"lines":1,"bytes":1,"sha256":"{digest}","why":"x"}}}}"#
    );
    let refused = server.post(&server.token("editor"), &loss);
    assert_eq!(
        (refused.status, refused.json()["code"].as_str()),
        (403, Some("not-over-the-network"))
    );
    assert_eq!(server.get("/log?after=753").body, b"");
}

#[test]
fn the_commands_of_this_test_are_all_that_there_are() {
    let server = Server::with_demo();
    let unknown = server.post(&server.token("editor"), r#"{"type":"no-such","data":{}}"#).json();
    let told = unknown["detail"].as_str().unwrap().to_owned();
    let named: Vec<&str> = told.split('`').skip(3).step_by(2).collect();
    let mut tried: Vec<Value> =
        commands().into_iter().map(|(_, command)| command["type"].clone()).collect();
    tried.push("accept-loss".into());
    for name in &named {
        assert!(tried.contains(&Value::from(*name)), "no test gives `{name}`: {told}");
    }
    assert_eq!(named.len(), tried.len(), "{told}");
}
