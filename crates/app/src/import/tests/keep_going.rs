//! What is recorded in spite of mistakes: whole statements, never a part of one.

use super::*;

fn second() -> (&'static str, &'static str) {
    ("source_url", "https://example.org/2")
}

/// How many are recorded, how many left out, and how many problems there are.
fn kept(files: &[(&str, &str)]) -> (usize, usize, usize) {
    let mut register = Register::default();
    let prepared = register.prepare(files);
    let problems = prepared.problems.len();
    let summary = register.record(prepared);
    (summary.new, summary.left_out, problems)
}

#[test]
fn a_statement_with_one_wrong_row_is_left_out_whole() {
    let file = counts(&[&[], &[("to", "RU"), ("quantity", "many")], &[second()]]);
    assert_eq!(kept(&[("rows.csv", &file)]), (1, 1, 1));
}

#[test]
fn a_row_that_cannot_be_taken_apart_leaves_out_its_exchange() {
    let surplus = row(&[("note", "Gomel, Belarus")]);
    let file = counts(&[&[], &[second()], &[("exchange", "2025-06-20")]]) + &surplus;
    assert_eq!(kept(&[("rows.csv", &file)]), (1, 2, 1));
}

#[test]
fn a_file_that_breaks_off_is_left_out_whole_and_the_others_are_kept() {
    let broken = counts(&[&[]]) + &row(&[("note", "\"never closed")]);
    let other = counts(&[&[second()]]);
    assert_eq!(kept(&[("broken.csv", &broken), ("other.csv", &other)]), (1, 1, 1));
}

#[test]
fn a_file_without_a_header_that_is_understood_is_left_out_whole() {
    let other = counts(&[&[second()]]);
    assert_eq!(kept(&[("bad.csv", &row(&[])), ("other.csv", &other)]), (1, 0, 1));
}

#[test]
fn a_part_is_left_out_with_its_deal() {
    let deal = row(&[("exchange", "istanbul"), ("quantity", "many")]);
    let part = row(&[("part_of", "istanbul")]);
    let file = COUNTS.to_owned() + &deal + &part;
    // One problem, for one mistake.
    assert_eq!(kept(&[("rows.csv", &file)]), (0, 2, 1));
}

#[test]
fn a_correction_is_left_out_with_what_it_corrects() {
    let file =
        counts(&[&[("quantity", "many")], &[second(), ("corrects", "https://example.org/1")]]);
    assert_eq!(kept(&[("rows.csv", &file)]), (0, 2, 1));
}

#[test]
fn an_exchange_whose_rows_name_other_parties_is_left_out_whole() {
    let file = counts(&[&[], &[second(), ("between", "UA BY")], &[("exchange", "2025-06-20")]]);
    assert_eq!(kept(&[("rows.csv", &file)]), (1, 2, 1));
}
