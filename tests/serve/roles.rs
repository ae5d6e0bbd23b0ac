//! Who may give which command: every command, by every role.

use serde_json::Value;

use super::server::Server;

const EXCHANGE: &str = "0edec079-6c66-500c-9c06-6c9fd66387a8";

/// Every command, and whether it takes an editor. Most are refused by a rule: the role comes first.
fn commands() -> Vec<(bool, String)> {
    let attribution = r#""attribution":{"source":{"address":"https://example.org/1"}}"#;
    let statement = r#""statement":"00000000-0000-5000-8000-000000000001""#;
    let leg = r#"{"of":"UA","from":"RU","to":"UA","kind":"living"}"#;
    let of_exchange = format!(r#""exchange":"{EXCHANGE}""#);
    let custody = r#""holder":"RU","of":"UA","count":{"low":1},"on":"2025-01-01","basis":"x""#;
    let scope = r#""measure":"returned","quantity":"106""#;
    [
        (false, "reach-agreement", r#""agreement":"83bbba57-996f-5cae-a6e7-efc2310f624d","title":"x","parties":["RU","UA"]"#.to_owned()),
        (false, "open-exchange", r#""reference":"roles-1","parties":["RU","UA"]"#.to_owned()),
        (false, "describe-exchange", format!(r#"{of_exchange},"revision":1,"description":{{"kind":"exchange","drawn":"by-hand"}}"#)),
        (false, "state-count", format!("{of_exchange},{statement},{attribution}")),
        (false, "state-total", format!("{statement},{attribution},{scope}")),
        (false, "record-movement", format!(r#"{of_exchange},"leg":{leg},"milestone":"arrived-home","count":1"#)),
        (true, "cancel-exchange", format!(r#"{of_exchange},"why":"x""#)),
        (true, "reinstate-exchange", format!(r#"{of_exchange},"why":"x""#)),
        (true, "review-statement", format!(r#"{statement},"finding":{{"rank":"deprecated"}},"why":"x""#)),
        (true, "settle-exchange", format!(r#"{of_exchange},"revision":1,"settlement":{{"legs":[{{"key":{leg},"count":{{"low":1}},"basis":"press-only"}}],"rule":"by-hand"}}"#)),
        (true, "withdraw-settlement", format!(r#"{of_exchange},"revision":1,"why":"x""#)),
        (true, "withhold-details", format!(r#"{of_exchange},"details":["count"],"by":"UA""#)),
        (true, "disclose-detail", format!(r#"{of_exchange},"detail":"count","by":"UA","on":"2025-01-01""#)),
        (true, "declare-custody", custody.to_owned()),
        (true, "change-custody", format!(r#"{custody},"change":"captured""#)),
    ]
    .map(|(takes_editor, name, data)| (takes_editor, format!(r#"{{"type":"{name}","data":{{{data}}}}}"#)))
    .into()
}

#[test]
fn every_command_takes_its_role() {
    let server = Server::with_demo();
    let [reader, recorder, editor] =
        ["reader", "recorder", "editor"].map(|role| server.token(role));
    for (takes_editor, command) in commands() {
        let given = |token: &str| {
            let reply = server.post(token, &command);
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
    let mut tried: Vec<Value> = Vec::new();
    for (_, command) in commands() {
        tried.push(serde_json::from_str::<Value>(&command).unwrap()["type"].clone());
    }
    tried.push("accept-loss".into());
    for name in &named {
        assert!(tried.contains(&Value::from(*name)), "no test gives `{name}`: {told}");
    }
    assert_eq!(named.len(), tried.len(), "{told}");
}
