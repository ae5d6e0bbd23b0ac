//! The real data: what is bundled with the program imports whole, and once.

use super::*;

pub(super) const COUNTS_FILE: &str = include_str!("../../../data/count-statements.csv");
pub(super) const TOTALS_FILE: &str = include_str!("../../../data/total-statements.csv");
pub(super) const BOTH: [(&str, &str); 2] =
    [("counts.csv", COUNTS_FILE), ("totals.csv", TOTALS_FILE)];

#[test]
fn the_bundled_data_is_recorded_whole() {
    let mut register = Register::default();
    let summary = register.import(&BOTH);
    assert_eq!((summary.new, summary.known, summary.left_out), (247 + 99, 0, 0));
    assert_eq!(summary.opened.len(), 129);
    assert_eq!(summary.described.len(), 129);
    assert_eq!(summary.cancelled, ["2024-01-24-cancelled"]);
    assert_eq!(summary.changed, []);
    let statements: usize =
        register.state.exchanges().map(|exchange| exchange.statements.len()).sum();
    assert_eq!((statements, register.state.total_claims().len()), (247, 99));
}

#[test]
fn the_same_files_a_second_time_add_nothing() {
    let mut register = Register::default();
    register.import(&BOTH);
    let again = register.prepare(&BOTH);
    assert_eq!(again.commands, []);
    assert_eq!((again.summary.new, again.summary.known), (0, 247 + 99));
}

#[test]
fn frames_and_corrections_of_the_bundled_data_are_held() {
    let mut register = Register::default();
    register.import(&BOTH);
    assert_eq!(register.exchange("2022-09-21").parts.len(), 3);
    assert_eq!(register.exchange("2025-04-19").parts.len(), 2);
    let corrected = &register.exchange("2022-10-17").statements;
    let correction = corrected.iter().find_map(|held| held.said.corrects).unwrap();
    assert_eq!(correction.mistake, repatria_domain::Mistake::Claimant);
    assert!(corrected.iter().any(|held| held.corrected_by.is_some()));
}

#[test]
fn late_rows_are_welcome() {
    let mut lines: Vec<&str> = COUNTS_FILE.lines().collect();
    let late = lines.split_off(200);
    let early = lines.join("\n");
    let late = [&lines[..1], &late].concat().join("\n");
    let mut register = Register::default();
    // The newest first, as when somebody finds an old paper.
    let first = register.import(&[("late.csv", &late)]);
    let second = register.import(&[("early.csv", &early)]);
    assert_eq!(first.new + second.new, 247);
}
