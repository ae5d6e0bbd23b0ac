//! How the program behaves at a terminal and in a pipe.

use std::process::{Command, Output, Stdio};

use unicode_width::UnicodeWidthStr as _;

use crate::program::Folder;

/// Every command that only reads, as it is typed.
const READING: [&str; 21] = [
    "",
    "timeline",
    "totals",
    "show 2025-06-26",
    "show 2025-05-23",
    "explain 2025-06-26",
    "explain total home UA",
    "reconcile",
    "series",
    "custody",
    "agreements",
    "disclosures",
    "claimants",
    "changes",
    "chart totals",
    "audit",
    "verify",
    "rebuild",
    "log",
    "completions zsh",
    "man",
];

/// What holds words that cannot be broken, whatever the width: a digest, or somebody else's format.
const UNBREAKABLE: [&str; 4] = ["verify", "rebuild", "completions zsh", "man"];

#[test]
fn nothing_is_wider_than_a_terminal_of_eighty_columns() {
    fits(80);
}

#[test]
fn nothing_is_wider_than_a_wide_terminal_and_its_width_is_used() {
    let widest = fits(120);
    assert!(widest > 110, "{widest}");
}

#[test]
fn what_goes_into_a_file_holds_no_colour_with_or_without_no_color() {
    let folder = Folder::with_demo();
    let wrong = ["show 2025-06-62", "timelin", "settle --al", "import nothing.csv", "help record"];
    for line in READING.iter().chain(&wrong) {
        let Output { stdout, stderr, .. } = program(&folder, line).output().unwrap();
        assert!(!stdout.contains(&0x1b) && !stderr.contains(&0x1b), "{line}");
    }
}

#[test]
fn a_reader_who_goes_away_is_no_error() {
    let folder = Folder::with_demo();
    for line in READING.iter().chain(&["--help", "record --help", "timeline --format json"]) {
        let mut running =
            program(&folder, line).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(running.stdout.take());
        let ended = running.wait_with_output().unwrap();
        let messages = String::from_utf8(ended.stderr).unwrap();
        let audited = *line == "audit" && ended.status.code() == Some(1);
        assert!(ended.status.success() || audited, "{line}: {messages}");
        assert!(!messages.contains("error"), "{line}: {messages}");
    }
}

#[test]
fn the_manual_has_a_page_for_each_command() {
    let folder = Folder::new();
    assert!(folder.output(&["man", "pages"], "").status.success());
    let first = String::from_utf8(folder.read("pages/repatria.1")).unwrap();
    let named = first.lines().filter_map(|line| line.strip_prefix("repatria\\-"));
    let named: Vec<String> = named.map(|name| name.replace('\\', "").replace("(1)", "")).collect();
    assert!(named.len() > 30, "{named:?}");
    for name in named {
        let page = String::from_utf8(folder.read(&format!("pages/repatria-{name}.1"))).unwrap();
        assert!(page.contains(".SH EXAMPLE"), "{name}");
    }
}

#[test]
fn each_shell_is_told_of_commands_and_of_values() {
    let folder = Folder::new();
    for shell in ["bash", "zsh", "fish"] {
        let script = folder.output(&["completions", shell], "");
        let script = String::from_utf8(script.stdout).unwrap();
        assert!(["timeline", "declare-custody", "military"].iter().all(|w| script.contains(w)));
    }
}

#[test]
fn who_types_nothing_is_told_what_to_do_next() {
    let mut folder = Folder::new();
    folder
        .run("")
        .run("init")
        .run("")
        .run("open 2025-06-26 --between UA RU")
        .run("")
        .run("timelin")
        .run("recrd")
        .run("settle --al")
        .run("settle 2025-06-26 --rule highst")
        .run("show 2025-06-27")
        .run("record 2025-06-26 --to UA 1 --source x --population soldiers")
        .run("completions tcsh")
        .check("manners/slips.txt");
}

/// Runs every reading command at a width; answers with the widest line of all.
fn fits(columns: usize) -> usize {
    let folder = Folder::with_demo();
    let mut widest = 0;
    for line in READING.iter().filter(|line| !UNBREAKABLE.contains(line)) {
        let Output { stdout, .. } =
            program(&folder, line).env("COLUMNS", columns.to_string()).output().unwrap();
        for printed in String::from_utf8(stdout).unwrap().lines() {
            // An address is not broken, nor is a long word that stands alone on its line.
            let mut words = printed.split_whitespace();
            let is_whole = printed.contains("://") || words.nth(1).is_none();
            assert!(printed.width() <= columns || is_whole, "{line} at {columns}: {printed}");
            widest = widest.max(printed.width());
        }
    }
    widest
}

fn program(folder: &Folder, line: &str) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_repatria"));
    program
        .args(line.split_whitespace())
        .current_dir(folder.path(""))
        .env_clear()
        .env("REPATRIA_BY", "olena")
        .stdin(Stdio::null());
    program
}
