//! Small registers: one in which every free text says the same, the name of a newspaper or worse;
//! and one of hand-overs close in time.

use repatria_domain::{AgreementId, Command, CommandId, Commit, ExchangeId, decide};
use repatria_projection::Record;
use serde_json::{Value, json};

/// The register whose free texts all are `text`.
pub(super) fn register(text: &str) -> Record {
    folded(lines(text))
}

/// A deal of three days, hand-overs some days apart, and claims made in between.
pub(crate) fn summer() -> Record {
    const DEAL: &str = "2025-05-23-25";
    let days = ["2025-05-23", "2025-05-24", "2025-05-25", "2025-06-09", "2025-06-14", "2025-08-14"];
    let mut commands = vec![agreement("a deal"), open(DEAL, "a deal")];
    commands[1]["data"]["description"]["on"] = json!("2025-05-23/2025-05-25");
    for (number, day) in (1..).zip(days) {
        let mut opened = open(day, "a deal");
        if number <= 3 {
            opened["data"]["description"]["frame"] = json!(id(DEAL));
        }
        let leg = leg("UA", &json!({"low": 95, "best": 106, "high": 106}));
        let stated = stated(day, number, "a ministry", &["UA"], "106");
        commands.extend([opened, stated, settled(day, number, &leg, "a ministry")]);
    }
    let said_on = ["2025-08-16", "2025-05-24", "2025-06", "2025-06-11/2025-06-14", "2025-05-22"];
    for (number, day) in (11..).zip(said_on) {
        let mut claimed = total(number, "a ministry", "returned", "UA", ">1000");
        claimed["data"]["attribution"]["said_on"] = json!(day);
        commands.push(claimed);
    }
    folded(commands.iter().map(Value::to_string).collect())
}

fn folded(lines: Vec<String>) -> Record {
    let mut record = Record::default();
    for (n, line) in (1..).zip(lines) {
        let command: Command =
            serde_json::from_str(&line).unwrap_or_else(|why| panic!("{why}: {line}"));
        let events = decide(record.state(), &command).unwrap_or_else(|why| panic!("{why}: {line}"));
        let at = format!("2026-11-23T02:00:{n:02}Z").parse().unwrap();
        let id = CommandId::of(line.as_bytes());
        record.apply(&Commit { n, id, at, by: "olena".parse().unwrap(), events }).unwrap();
    }
    record
}

/// Its commands, a line each.
pub(super) fn lines(text: &str) -> Vec<String> {
    let commands = [
        agreement(text),
        open("2025-06-19", text),
        open("2025-06-26", text),
        open("2025-07-01", text),
        stated("2025-06-19", 1, text, &["UA"], "not stated"),
        stated("2025-06-26", 2, text, &[], "106"),
        stated("2025-06-26", 3, text, &["UA"], "~95"),
        json!({"type": "review-statement", "data": {
            "statement": statement(3), "finding": {"rank": "deprecated"}, "why": text}}),
        settled("2025-06-19", 1, &leg("UA", &json!({"low": 0})), text),
        settled("2025-06-26", 2, &leg("UA", &json!({"low": 95, "best": 106, "high": 106})), text),
        json!({"type": "withhold-details", "data": {
            "exchange": id("2025-06-19"), "details": ["count", "place"], "by": "UA",
            "claimant": text, "said_on": "2025-06-19", "why": text, "until": {"event": text},
            "source": source(text)}}),
        json!({"type": "disclose-detail", "data": {
            "exchange": id("2025-06-19"), "detail": "place", "by": "UA", "on": "2025-06-30",
            "source": source(text), "note": text}}),
        json!({"type": "cancel-exchange", "data": {"exchange": id("2025-07-01"), "why": text}}),
        total(10, text, "returned", "UA", ">1000"),
        total(11, text, "held", "UA", "~6000"),
        json!({"type": "declare-custody", "data": {
            "holder": "RU", "of": "UA", "count": {"low": 6000, "best": 6000, "high": 7000},
            "on": "2022-01-01", "basis": text, "sources": [source(text)]}}),
    ];
    commands.iter().map(Value::to_string).collect()
}

fn agreement(text: &str) -> Value {
    json!({"type": "reach-agreement", "data": {
        "agreement": agreement_id(text), "title": text, "parties": ["RU", "UA"], "on": "2025-06-02",
        "ceilings": [{"to": "UA", "population": "persons", "quantity": ">=1000"}],
        "sources": [source(text)], "note": text}})
}

fn open(reference: &str, text: &str) -> Value {
    json!({"type": "open-exchange", "data": {
        "reference": reference, "parties": ["RU", "UA"], "description": {
            "kind": "exchange", "on": reference, "agreements": [agreement_id(text)], "place": text,
            "transit": [text], "mediators": [text], "drawn": "by-hand"}}})
}

fn stated(reference: &str, number: u32, text: &str, sides: &[&str], quantity: &str) -> Value {
    json!({"type": "state-count", "data": {
        "statement": statement(number), "exchange": id(reference),
        "attribution": attribution(text, sides),
        "figures": [{"to": "UA", "population": "military", "quantity": quantity, "words": text}],
        "says": {"on": reference, "place": text, "transit": text, "mediators": [text],
            "agreement": text, "label": text},
        "note": text}})
}

fn total(number: u32, text: &str, measure: &str, of: &str, quantity: &str) -> Value {
    let scope = match measure {
        "held" => json!({"of": of, "holder": "RU", "population": "military"}),
        _ => json!({"to": of, "population": "persons", "since": "start", "agreement": text}),
    };
    json!({"type": "state-total", "data": {
        "statement": statement(number), "attribution": attribution(text, &["UA"]),
        "measure": measure, "scope": scope, "quantity": quantity, "words": text, "note": text}})
}

fn settled(reference: &str, number: u32, leg: &Value, text: &str) -> Value {
    let role = if leg["count"].get("best").is_some() { "best" } else { "no-number" };
    json!({"type": "settle-exchange", "data": {
        "exchange": id(reference), "revision": 1, "settlement": {
            "on": reference, "legs": [leg],
            "evidence": [{"statement": statement(number), "leg": leg["key"], "role": role}],
            "rule": "receiving-side-first", "note": text}}})
}

fn leg(to: &str, count: &Value) -> Value {
    json!({"key": {"of": to, "from": "RU", "to": to, "kind": "living"}, "count": count,
        "basis": "press-only"})
}

fn attribution(text: &str, sides: &[&str]) -> Value {
    json!({"claimant": text, "role": text, "sides": sides, "relay": text, "source": source(text),
        "said_on": "2025-06-26"})
}

fn source(text: &str) -> Value {
    json!({"address": text, "title": text})
}

fn id(reference: &str) -> String {
    ExchangeId::of(&reference.parse().unwrap()).to_string()
}

fn agreement_id(title: &str) -> String {
    AgreementId::of(&title.parse().unwrap()).to_string()
}

/// An id that nothing else has.
fn statement(number: u32) -> String {
    format!("00000000-0000-5000-8000-{number:012}")
}
