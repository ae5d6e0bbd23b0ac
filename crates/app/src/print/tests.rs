//! Two small registers, printed whole: what people read, to the letter.

use repatria_domain::{Command, CommandId, Commit, decide};
use repatria_projection::{
    Question, Record, TotalAsked, explain, overview, story, timeline, totals,
};

use super::*;

/// The register that these commands make, one commit each.
fn register(commands: &str) -> Record {
    let mut record = Record::default();
    for (n, line) in (1..).zip(commands.lines()) {
        let command: Command =
            serde_json::from_str(line).unwrap_or_else(|why| panic!("{why}: {line}"));
        let events = decide(record.state(), &command).unwrap_or_else(|why| panic!("{why}"));
        let at = format!("2026-11-23T02:00:{n:02}Z").parse().unwrap();
        let id = CommandId::of(line.as_bytes());
        record.apply(&Commit { n, id, at, by: "olena".parse().unwrap(), events }).unwrap();
    }
    record
}

fn open(reference: &str, more: &str) -> String {
    format!(
        r#"{{"type":"open-exchange","data":{{"reference":"{reference}","parties":["RU","UA"],"description":{{"kind":"exchange","on":"{reference}","drawn":"by-hand"{more}}}}}}}"#
    )
}

fn id(reference: &str) -> String {
    repatria_domain::ExchangeId::of(&reference.parse().unwrap()).to_string()
}

fn settle(reference: &str, basis: &str, legs: &[(&str, &str, &str)]) -> String {
    let legs: Vec<String> = legs
        .iter()
        .map(|(from, to, count)| {
            format!(
                r#"{{"key":{{"of":"{to}","from":"{from}","to":"{to}","kind":"living"}},"count":{count},"basis":"{basis}"}}"#
            )
        })
        .collect();
    format!(
        r#"{{"type":"settle-exchange","data":{{"exchange":"{}","revision":1,"settlement":{{"legs":[{}],"rule":"by-hand"}}}}}}"#,
        id(reference),
        legs.join(",")
    )
}

const EXACTLY_106: &str = r#"{"low":106,"best":106,"high":106}"#;

fn june() -> Record {
    let withheld = format!(
        r#"{{"type":"withhold-details","data":{{"exchange":"{}","details":["count"],"by":"UA","until":{{"event":"it has ended"}}}}}}"#,
        id("2025-06-19")
    );
    let commands = [
        open("2025-06-19", ""),
        settle("2025-06-19", "receiving-side", &[("RU", "UA", r#"{"low":0}"#)]),
        withheld,
        open("2025-06-26", r#","place":"withheld","transit":["Belarus"],"terms":"man-for-man""#),
        settle("2025-06-26", "press-only", &[("RU", "UA", EXACTLY_106), ("UA", "RU", EXACTLY_106)]),
        open("2025-07-04", ""),
        settle(
            "2025-07-04",
            "receiving-side",
            &[("RU", "UA", r#"{"low":150,"best":189,"high":189}"#), ("UA", "RU", r#"{"low":3}"#)],
        ),
    ];
    register(&commands.join("\n"))
}

#[test]
fn the_timeline_has_a_word_for_every_missing_figure() {
    let expected = "\
exchange    to Ukraine   to Russia  where, and what else
───────────────────────────────────────────────────────────────
2025-06-19    withheld  not stated
2025-06-26       (106)       (106)  place withheld; via Belarus
2025-07-04         189  at least 3
            150 to 189
";
    let printed = timeline_text(&timeline(&june(), None), 80);
    assert_eq!(
        printed.split_once("\n\n").map(|(table, _)| format!("{table}\n")).as_deref(),
        Some(expected)
    );
}

#[test]
fn the_overview_says_in_one_breath_what_is_recorded_and_what_is_not() {
    let expected = "\
Ukraine and Russia, 19 June 2025 to 4 July 2025

At least 256 people are recorded as having come home to Ukraine (best figure
295, no upper limit known) and at least 109 to Russia (no upper limit known).
Neither total is complete: for 1 hand-over nobody has published how many went
home to Ukraine, for 2 how many went home to Russia. The register does not fill
these gaps.
";
    let printed = overview_text(&overview(&june(), None), 80);
    assert!(printed.starts_with(expected), "{printed}");
}

#[test]
fn the_totals_have_their_gaps_beside_them() {
    let printed = totals_text(&totals(&june(), None), 80);
    let expected = "\
people to Ukraine             256   295  open  1 of 3
  not told apart              256   295  open  1 of 3
people to Russia              109   109  open  2 of 3
";
    assert!(printed.contains(expected), "{printed}");
}

#[test]
fn the_story_names_the_press_where_no_official_gave_the_number() {
    let story = story(&june(), &"2025-06-26".parse().unwrap(), None).unwrap();
    let expected = "\
2025-06-26: 26 June 2025, between Ukraine and Russia

212 people altogether, by the account of the press alone: no official has given
a number.

Who went where
──────────────
106  people home to Ukraine, from Russia; by the press alone
106  people home to Russia, from Ukraine; by the press alone

When          26 June 2025: second in seven days (19 and 26 June 2025)
Terms         not stated
Place         withheld
By way of     Belarus
Mediator      not stated
State         settled, revision 1 (written by hand)
";
    assert!(story_text(&story, 80).starts_with(expected), "{}", story_text(&story, 80));
}

#[test]
fn an_explanation_shows_the_figure_that_it_explains() {
    let asked = Question::Total(TotalAsked::home("RU".parse().unwrap()));
    let printed = explanation_text(&explain(&june(), &asked, None), 80);
    let expected = "\
people home to Russia
low 109 · best 109 · high open
3 hand-overs: 1 where somebody speaks of them and gives no number, 1 where
nobody does

What it rests on
────────────────
2025-06-26  106  from Ukraine
2025-07-04  at least 3  from Ukraine

Nobody speaks of this direction
───────────────────────────────
2025-06-19
";
    assert_eq!(printed, expected);
}

#[test]
fn csv_has_as_many_cells_in_every_row_as_in_its_head() {
    let record = june();
    let reference = "2025-06-26".parse().unwrap();
    let question = Question::Exchange("2025-06-26".parse().unwrap());
    for sheet in [
        timeline_csv(&timeline(&record, None)),
        totals_csv(&totals(&record, None)),
        overview_csv(&overview(&record, None)),
        story_csv(&story(&record, &reference, None).unwrap()),
        explanation_csv(&explain(&record, &question, None)),
    ] {
        let cells: Vec<usize> = sheet.lines().map(|line| line.split(',').count()).collect();
        assert!(cells.iter().all(|count| Some(count) == cells.first()), "{sheet}");
    }
}

#[test]
fn an_empty_register_is_printed_in_words() {
    let record = Record::default();
    assert_eq!(timeline_text(&timeline(&record, None), 80), "No exchange is recorded.\n");
    let printed = overview_text(&overview(&record, None), 80);
    assert!(printed.starts_with("An empty register\n\nNobody is recorded as having come home.\n"));
}
