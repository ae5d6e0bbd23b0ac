//! A register of one's own, from nothing to a settled exchange.

use crate::program::Folder;

#[test]
fn five_minutes_to_the_first_own_record() {
    let mut folder = Folder::new();
    folder
        .run("init")
        .run("--now 2026-11-23T10:00:00Z open 2025-06-26 --between UA RU")
        .run(
            "--now 2026-11-23T10:01:00Z record 2025-06-26 --to UA 106 --to RU 106 --population \
             military --on 2025-06-26 --relay 'A newspaper' --source https://example.org/swap",
        )
        .run("--now 2026-11-23T10:02:00Z settle --all")
        .run("settle --all")
        .run("log")
        .run("verify")
        .check("everyday/first_record.txt");
}

#[test]
fn every_decision_has_its_command() {
    let mut folder = Folder::new();
    folder
        .run("init")
        .run("--now 2026-11-23T10:00:00Z agree Cartel --between UA RU --owes 'UA persons >=1000'")
        .run("open 2025-06-26 --between UA RU")
        .run("open 2025-06-20 --between UA RU --on 2025-06-20")
        .run("describe 2025-06-26 --on 2025-06-26 --agreement Cartel --transit Belarus")
        .run("record 2025-06-26 --to UA 106 --to RU 106 --source paper")
        .run("record 2025-06-26 --to UA 60 --source 'another paper'")
        .run("record-total returned '>1000' --to RU --by-claimant 'A deputy' --source paper")
        .run("review 2025-06-26/2 --rank deprecated --why 'a part only'")
        .run("relink 2025-06-26/2 --to 2025-06-20 --why 'of the week before'")
        .run("withhold 2025-06-26 --details count,place --by-party UA --until-event 'the end'")
        .run("disclose 2025-06-26 --details place --by-party UA")
        .run("settle 2025-06-26 --format csv")
        .run("arrive 2025-06-26 --of UA --count 60 --milestone arrived-home")
        .run("withdraw 2025-06-26 --why 'below what arrived'")
        .run("cancel 2025-06-20 --why 'shot down'")
        .run("reinstate 2025-06-20 --why 'agreed anew'")
        .run("declare-custody --holder RU --of UA --count 100 --on 2025-06-01 --basis lists")
        .run(
            "change-custody --change escaped --holder RU --of UA --count 2 --on 2025-06-10 --basis \
             press",
        )
        .check("everyday/every_decision.txt");
}

#[test]
fn what_was_moved_to_an_exchange_is_shown_there_in_every_word() {
    let mut folder = Folder::new();
    folder
        .run("init")
        .run("open 2025-06-26 --between UA RU")
        .run("open 2025-06-20 --between UA RU")
        .run("record 2025-06-26 --to UA 106 --source paper")
        .run("record 2025-06-26 --to UA 60 --source 'another paper'")
        .run("relink 2025-06-26/2 --to 2025-06-20 --why 'of the week before'");
    for (reference, said) in [("2025-06-26", "106"), ("2025-06-20", "60")] {
        let shown = folder.output(&["show", reference, "--format", "json"], "").stdout;
        let story: serde_json::Value = serde_json::from_slice(&shown).unwrap();
        let figure = &story["statements"][0]["said"]["figures"][0];
        assert_eq!(figure["quantity"], said, "{reference}");
    }
}

#[test]
fn what_is_said_twice_is_recorded_once() {
    let mut folder = Folder::new();
    folder
        .run("init")
        .run("open 2025-06-26 --between UA RU")
        .run("open 2025-06-26 --between UA RU")
        .run("record 2025-06-26 --to UA 106 --source paper")
        .run("record 2025-06-26 --to UA 106 --source paper")
        .run("cancel 2025-06-26 --why 'shot down'")
        .run("cancel 2025-06-26 --why 'shot down'")
        .run("reinstate 2025-06-26 --why 'agreed anew'")
        .run("cancel 2025-06-26 --why 'shot down'")
        .check("everyday/twice.txt");
}

#[test]
fn a_file_of_commands_is_appended_once() {
    let open = r#"{"type":"open-exchange","data":{"reference":"a","parties":["RU","UA"]}}"#;
    let mut folder = Folder::new();
    folder.run("init").run_on("append", open).run_on("append -", open).check("everyday/append.txt");
}

#[test]
fn a_conversation_answers_each_line_and_goes_on_behind_a_wrong_one() {
    let open = |reference| {
        format!(
            r#"{{"type":"open-exchange","data":{{"reference":"{reference}","parties":["RU","UA"]}}}}"#
        )
    };
    let lines = [&open("a"), "", "nonsense", &open("a"), &open("b")].join("\n");
    let mut folder = Folder::new();
    folder
        .run("init --now 2026-11-25T15:00:00Z")
        .run_on("append --each --now 2026-11-25T15:00:00Z", &lines)
        .run_on("append --each --format json --now 2026-11-25T16:00:00Z", &lines)
        .run("log")
        .check("everyday/conversation.txt");
}

#[test]
fn a_closed_pipe_is_no_error() {
    use std::process::{Command, Stdio};
    let folder = Folder::with_demo();
    let mut program = Command::new(env!("CARGO_BIN_EXE_repatria"))
        .args(["--register", "register", "log", "--format", "json"])
        .current_dir(folder.path(""))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(program.stdout.take());
    let output = program.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), [].as_slice()));
}

#[test]
fn who_follows_the_log_reads_on_as_others_record() {
    use std::io::{BufRead as _, BufReader};
    use std::process::{Command, Stdio};

    let mut folder = Folder::new();
    folder.run("init").run("open 2025-06-26 --between UA RU");
    let mut follower = Command::new(env!("CARGO_BIN_EXE_repatria"))
        .args(["log", "--follow", "--register"])
        .arg(folder.path("register"))
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(follower.stdout.take().unwrap()).lines();
    assert!(lines.next().unwrap().unwrap().ends_with("exchange-opened 2025-06-26"));
    folder.run("open 2025-07-04 --between UA RU");
    assert!(lines.next().unwrap().unwrap().ends_with("exchange-opened 2025-07-04"));
    follower.kill().unwrap();
    follower.wait().unwrap();
}

#[test]
fn a_claim_about_a_total_is_reviewed_and_corrected_by_its_number() {
    let mut folder = Folder::with_demo();
    folder
        .run("review T/97 --rank deprecated --why 'a slip by a factor of 1,000'")
        .run("review T/100 --rank deprecated --why 'there is none'")
        .run("relink T/97 --to 2025-06-26 --why 'it speaks of a total'")
        .run("reconcile T/97")
        .check("everyday/claim.txt");
}
