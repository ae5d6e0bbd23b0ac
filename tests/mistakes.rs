//! What is typed or appended wrongly: every answer names the value, the rule and the way on.

use crate::program::Folder;

#[test]
fn a_command_that_cannot_be_done_says_what_to_type_instead() {
    let mut folder = Folder::new();
    folder
        .run("timeline")
        .run("--by Olena! init")
        .run("init")
        .run("init")
        .run("show 2025-06-26")
        .run("record 2025-06-26 --to UA 106 --source paper")
        .run("open 2025-06-26 --between UA Ukraine")
        .run("open 2025-06-26 --between UA UA")
        .run("open 2025-06-26 --between UA RU")
        .run("record 2025-06-26 --to UA many --source paper")
        .run("record 2025-06-26 --to UA 106 --population soldiers --source paper")
        .run("record 2025-06-26 --to UA 106 --on '26 June' --source paper")
        .run("explain total of UA")
        .run("timeline --as-of yesterday")
        .run("append nothing.jsonl")
        .run("settle 2025-06-27 --format json")
        .run("no-such-command --format json")
        .check("mistakes/typed.txt");
}

#[test]
fn what_a_rule_refuses_ends_with_3() {
    let mut folder = Folder::new();
    folder
        .run("init")
        .run("open 2025-06-26 --between UA RU")
        .run("reinstate 2025-06-26 --why x")
        .run("settle 2025-06-26")
        .run("arrive 2025-06-26 --count 1 --milestone arrived-home")
        .run("reinstate 2025-06-26 --why x --format json")
        .check("mistakes/refused.txt");
}

#[test]
fn nothing_of_a_file_is_written_when_a_line_is_wrong_unless_asked_for() {
    let lines = [
        r#"{"type":"open-exchange","data":{"reference":"a","parties":["RU","UA"]}}"#,
        r#"{"type":"open-exchange","data":{"reference":"26 June","parties":["RU","UA"]}}"#,
        r#"{"type":"open-exchange","data":{"reference":"c","parties":["RU"]}}"#,
        r#"{"type":"cancel-exchange","data":{"exchange":"9a42762d-485e-5e61-baa2-cc12d43e2237","why":"x"}}"#,
        r#"{"type":"open"#,
    ];
    let mut folder = Folder::new();
    folder.write("commands.jsonl", lines.join("\n"));
    folder
        .run("init")
        .run("append commands.jsonl")
        .run("log")
        .run("append commands.jsonl --format json")
        .run("append commands.jsonl --keep-going --now 2026-11-23T10:00:00Z")
        .run("log")
        .check("mistakes/append.txt");
}
