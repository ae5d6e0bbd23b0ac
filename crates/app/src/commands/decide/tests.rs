//! What is typed, and the command that it comes to.

use clap::Parser as _;
use repatria_domain::{Command, ExchangeId, Rule, State, decide, propose};

use super::commands;
use crate::cli::{Cli, Task};
use crate::failure::Failure;

const STORY: &[&[&str]] = &[
    &["open", "2025-06-26", "--between", "UA", "RU"],
    &["record", "2025-06-26", "--to", "UA", "106", "--to", "RU", "106", "--source", "paper"],
    &["open", "2025-06-20", "--between", "UA", "RU"],
    &["agree", "Istanbul 2 June 2025", "--between", "UA", "RU"],
];

/// The commands of a line that is typed into a register of two exchanges.
fn typed(words: &[&str]) -> Result<Vec<Command>, Failure> {
    decided(&register(), words)
}

fn decided(state: &State, words: &[&str]) -> Result<Vec<Command>, Failure> {
    match Cli::try_parse_from([&["repatria"], words].concat())?.task {
        Some(Task::Decision(decision)) => commands(decision, state),
        other => panic!("{other:?} is no everyday command"),
    }
}

fn register() -> State {
    let mut state = State::default();
    for words in STORY {
        for command in decided(&state, words).unwrap() {
            apply(&mut state, &command);
        }
    }
    state
}

fn apply(state: &mut State, command: &Command) {
    for event in decide(state, command).unwrap() {
        state.apply(&event).unwrap();
    }
}

fn settled() -> State {
    let mut state = register();
    let exchange = state.exchange_called(&"2025-06-26".parse().unwrap()).unwrap();
    let settlement = propose(exchange, Rule::default()).unwrap();
    let settled = repatria_domain::ExchangeSettled {
        exchange: exchange.id,
        revision: 1,
        settlement: settlement.into(),
    };
    apply(&mut state, &Command::SettleExchange(settled));
    state
}

/// The commands as they stand in a file for `append`, with references instead of ids.
fn lines(commands: &[Command]) -> String {
    let text: Vec<String> =
        commands.iter().map(|command| serde_json::to_string(command).unwrap()).collect();
    let mut text = text.join("\n");
    for reference in ["2025-06-26", "2025-06-20"] {
        let id = ExchangeId::of(&reference.parse().unwrap()).to_string();
        text = text.replace(&id, &format!("<{reference}>"));
    }
    let said = register();
    let exchange = said.exchange_called(&"2025-06-26".parse().unwrap()).unwrap();
    let first = exchange.statement_numbered(1).unwrap().said.statement.to_string();
    text.replace(&first, "<2025-06-26/1>")
}

#[track_caller]
fn check(words: &[&str], expected: &str) {
    assert_eq!(lines(&typed(words).unwrap()), expected);
}

#[track_caller]
fn check_settled(words: &[&str], expected: &str) {
    assert_eq!(lines(&decided(&settled(), words).unwrap()), expected);
}

#[track_caller]
fn check_refused(words: &[&str], expected: &str) {
    assert_eq!(typed(words).unwrap_err().to_string(), expected);
}

#[test]
fn an_exchange_is_opened_alone_or_with_what_is_known_of_it() {
    check(
        &["open", "2025-07-04", "--between", "UA", "RU"],
        r#"{"type":"open-exchange","data":{"reference":"2025-07-04","parties":["RU","UA"]}}"#,
    );
    check(
        &["open", "2025-07-04", "--between", "UA", "RU", "--on", "2025-07-04", "--place=withheld"],
        r#"{"type":"open-exchange","data":{"reference":"2025-07-04","parties":["RU","UA"],"description":{"kind":"exchange","on":"2025-07-04","place":"withheld","drawn":"by-hand"}}}"#,
    );
}

#[test]
fn a_description_keeps_what_is_not_given() {
    let mut state = register();
    for words in [["--on", "2025-06-26"], ["--transit", "Belarus"]] {
        let words = [&["describe", "2025-06-26"], words.as_slice()].concat();
        for command in decided(&state, &words).unwrap() {
            apply(&mut state, &command);
        }
    }
    let exchange = state.exchange_called(&"2025-06-26".parse().unwrap()).unwrap();
    assert_eq!(
        serde_json::to_string(&exchange.description).unwrap(),
        r#"{"kind":"exchange","on":"2025-06-26","transit":["Belarus"],"drawn":"by-hand"}"#
    );
    assert_eq!(exchange.description_revision, 2);
}

#[test]
fn an_agreement_says_what_each_side_owes() {
    check(
        &[
            "agree",
            "Cartel",
            "--between",
            "UA",
            "RU",
            "--on",
            "2025-06",
            "--terms",
            "all-for-all",
            "--owes",
            "UA persons >=1000 in under-25",
            "--owes",
            "RU bodies ~250 (240..260)",
        ],
        r#"{"type":"reach-agreement","data":{"agreement":"5eb1547f-675a-5f04-b6d5-727968c38d1b","title":"Cartel","parties":["RU","UA"],"on":"2025-06","terms":"all-for-all","ceilings":[{"to":"UA","population":"persons","quantity":">=1000","category":"under-25"},{"to":"RU","population":"bodies","quantity":"~250 (240..260)"}]}}"#,
    );
}

#[test]
fn a_statement_has_a_figure_for_each_to() {
    let command = typed(&[
        "record",
        "2025-06-26",
        "--by-claimant",
        "A ministry",
        "--side",
        "RU",
        "--to",
        "UA",
        "33",
        "--to",
        "UA",
        "51",
        "--population",
        "military",
        "--population",
        "civilian",
        "--channel",
        "exchange",
        "--source",
        "paper",
        "--on",
        "2025-06-26",
        "--label",
        "66th",
    ])
    .unwrap();
    let [Command::StateCount(said)] = command.as_slice() else { panic!("{command:?}") };
    assert_eq!(
        serde_json::to_string(&said.figures).unwrap(),
        r#"[{"to":"UA","population":"military","quantity":"33","channel":"exchange"},{"to":"UA","population":"civilian","quantity":"51","channel":"exchange"}]"#
    );
    assert_eq!(
        serde_json::to_string(&(&said.attribution, &said.says)).unwrap(),
        r#"[{"claimant":"A ministry","sides":["RU"],"source":{"address":"paper"}},{"on":"2025-06-26","label":"66th"}]"#
    );
}

#[test]
fn what_is_planned_is_no_report() {
    let command =
        typed(&["record", "2025-06-26", "--to", "UA", "110", "--planned", "--source", "paper"]);
    let command = command.unwrap();
    let [Command::StateCount(said)] = command.as_slice() else { panic!("{command:?}") };
    assert!(said.figures.iter().all(|figure| !figure.tense.is_done()));
}

#[test]
fn a_correction_names_the_statement_and_whose_mistake_it_was() {
    let command = typed(&[
        "record",
        "2025-06-26",
        "--to",
        "UA",
        "107",
        "--source",
        "paper",
        "--corrects",
        "2025-06-26/1",
        "--mistake",
        "register",
    ])
    .unwrap();
    let text = lines(&command);
    assert!(
        text.contains(r#""corrects":{"statement":"<2025-06-26/1>","mistake":"register"}"#),
        "{text}"
    );
}

#[test]
fn a_claim_about_a_total_has_no_more_scope_than_was_said() {
    let command = typed(&["record-total", "returned", ">1000", "--to", "RU", "--source", "paper"]);
    let command = command.unwrap();
    let [Command::StateTotal(said)] = command.as_slice() else { panic!("{command:?}") };
    assert_eq!(
        serde_json::to_string(&(said.measure, &said.scope, said.quantity)).unwrap(),
        r#"["returned",{"to":"RU"},">1000"]"#
    );
}

#[test]
fn statements_are_reviewed_and_moved_by_their_number() {
    check(
        &["review", "2025-06-26/1", "--rank", "deprecated", "--why", "misprint"],
        r#"{"type":"review-statement","data":{"statement":"<2025-06-26/1>","finding":{"rank":"deprecated"},"why":"misprint"}}"#,
    );
    check(
        &["relink", "2025-06-26/1", "--to", "2025-06-20", "--why", "the day before"],
        r#"{"type":"review-statement","data":{"statement":"<2025-06-26/1>","finding":{"speaks-of":"<2025-06-20>"},"why":"the day before"}}"#,
    );
}

#[test]
fn an_exchange_is_called_off_and_on_again() {
    check(
        &["cancel", "2025-06-26", "--why", "shot down"],
        r#"{"type":"cancel-exchange","data":{"exchange":"<2025-06-26>","why":"shot down"}}"#,
    );
    check(
        &["reinstate", "2025-06-26", "--why", "agreed anew"],
        r#"{"type":"reinstate-exchange","data":{"exchange":"<2025-06-26>","why":"agreed anew"}}"#,
    );
}

#[test]
fn a_settlement_is_withdrawn_by_its_latest_revision() {
    check_settled(
        &["withdraw", "2025-06-26", "--why", "the paper took it back"],
        r#"{"type":"withdraw-settlement","data":{"exchange":"<2025-06-26>","revision":1,"why":"the paper took it back"}}"#,
    );
}

#[test]
fn arrivals_find_their_leg() {
    check_settled(
        &["arrive", "2025-06-26", "--of", "UA", "--count", "60", "--milestone", "arrived-home"],
        r#"{"type":"record-movement","data":{"exchange":"<2025-06-26>","leg":{"of":"UA","from":"RU","to":"UA","kind":"living"},"milestone":"arrived-home","count":60}}"#,
    );
}

#[test]
fn arrivals_of_more_than_one_leg_are_told_apart_first() {
    let words = ["arrive", "2025-06-26", "--count", "60", "--milestone", "arrived-home"];
    assert_eq!(
        decided(&settled(), &words).unwrap_err().to_string(),
        "several legs of `2025-06-26` are like that (people of RU from UA to RU; people of UA from \
         RU to UA): tell them apart with --of, --from, --to, --kind or --channel"
    );
    check_refused(
        &words,
        "the exchange `2025-06-26` is not settled, so it has no legs: settle it first with \
         `repatria settle 2025-06-26`",
    );
}

#[test]
fn details_are_withheld_together_and_come_out_one_by_one() {
    check(
        &[
            "withhold",
            "2025-06-26",
            "--details",
            "count,place",
            "--by-party",
            "UA",
            "--until-event",
            "the exchange has ended",
        ],
        r#"{"type":"withhold-details","data":{"exchange":"<2025-06-26>","details":["count","place"],"by":"UA","until":{"event":"the exchange has ended"}}}"#,
    );
    check(
        &["disclose", "2025-06-26", "--details", "count,place", "--by-party", "UA"],
        "{\"type\":\"disclose-detail\",\"data\":{\"exchange\":\"<2025-06-26>\",\"detail\":\"count\",\"by\":\"UA\"}}\n\
         {\"type\":\"disclose-detail\",\"data\":{\"exchange\":\"<2025-06-26>\",\"detail\":\"place\",\"by\":\"UA\"}}",
    );
}

#[test]
fn custody_is_declared_as_a_band_or_in_one_word() {
    check(
        &[
            "declare-custody",
            "--holder",
            "RU",
            "--of",
            "UA",
            "--low",
            "100",
            "--best",
            "120",
            "--on",
            "2025-06-01",
            "--basis",
            "lists",
        ],
        r#"{"type":"declare-custody","data":{"holder":"RU","of":"UA","count":{"low":100,"best":120},"on":"2025-06-01","basis":"lists"}}"#,
    );
    check(
        &[
            "change-custody",
            "--change",
            "escaped",
            "--holder",
            "RU",
            "--of",
            "UA",
            "--count",
            "2",
            "--on",
            "2025-06-10",
            "--basis",
            "the press",
        ],
        r#"{"type":"change-custody","data":{"holder":"RU","of":"UA","change":"escaped","count":{"low":2,"best":2,"high":2},"on":"2025-06-10","basis":"the press"}}"#,
    );
}

#[test]
fn a_mistyped_reference_is_answered_with_the_nearest() {
    check_refused(
        &["cancel", "2025-06-62", "--why", "x"],
        "no exchange `2025-06-62` is open: did you mean `2025-06-26`? Otherwise open it first with \
         `repatria open 2025-06-62 --between PARTY PARTY`",
    );
}

#[test]
fn a_statement_that_there_is_not_is_answered_with_how_many_there_are() {
    check_refused(
        &["review", "2025-06-26/2", "--rank", "normal", "--why", "x"],
        "no statement 2025-06-26/2: 1 are recorded; see `repatria show 2025-06-26`",
    );
}

#[test]
fn an_agreement_that_there_is_not_is_answered_with_those_that_there_are() {
    check_refused(
        &["describe", "2025-06-26", "--agreement", "Istanbul"],
        "no agreement `Istanbul` is recorded: there are `Istanbul 2 June 2025`; record it first \
         with `repatria agree`",
    );
}

#[test]
fn an_option_of_figures_is_given_once_or_once_for_each() {
    check_refused(
        &[
            "record",
            "2025-06-26",
            "--to",
            "UA",
            "1",
            "--to",
            "RU",
            "2",
            "--to",
            "BY",
            "3",
            "--of",
            "UA",
            "--of",
            "RU",
            "--source",
            "paper",
        ],
        "--of is given 2 times for 3 figures: give it once for all, or once for each --to",
    );
}
