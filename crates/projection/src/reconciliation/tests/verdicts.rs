//! Each verdict, and the words that it is given with.

use repatria_domain::{Band, Total};

use super::register::{Register, band, exactly, since_the_start, to_russia, to_ukraine};
use crate::reconciliation::{Verdict, WhyNot};

fn verdict(register: Register, claimed: &str) -> (Verdict, String) {
    let comparison = register.against(claimed, since_the_start("UA"));
    (comparison.verdict, comparison.because)
}

/// 189 people by the one side's word and 150 by the other's.
fn disputed() -> Register {
    Register::default().exchange("2024-12-30", [to_ukraine(band(150, 189, 189))])
}

/// 106 people on one day, nobody says how many on another, nobody speaks of a third.
fn with_gaps() -> Register {
    Register::default()
        .swap("2025-06-26", 106)
        .exchange("2025-06-19", [to_ukraine(Band::UNKNOWN), to_russia(exactly(40))])
        .exchange("2025-06-20", [to_russia(exactly(30))])
}

#[test]
fn the_best_figure_of_the_record_agrees() {
    let (verdict, because) = verdict(disputed(), "189");
    assert_eq!(verdict, Verdict::Agrees);
    assert_eq!(because, "the best figure of the record is the number that is claimed");
}

#[test]
fn a_record_that_lies_within_the_claim_agrees() {
    let (verdict, because) = verdict(Register::default().swap("2025-06-26", 106), "~100");
    assert_eq!(verdict, Verdict::Agrees);
    assert_eq!(because, "the record, 106, lies within the claim");
}

#[test]
fn a_claim_whose_range_holds_the_best_figure_agrees() {
    let (verdict, because) = verdict(disputed(), "180..200");
    assert_eq!(verdict, Verdict::Agrees);
    assert_eq!(because, "the best figure of the record, 189, lies within the claim");
}

#[test]
fn at_least_so_many_agrees_with_an_open_record_of_more() {
    let (verdict, because) = verdict(with_gaps(), ">=100");
    assert_eq!(verdict, Verdict::Agrees);
    assert_eq!(because, "the record holds at least 106");
}

#[test]
fn a_claim_between_two_accounts_is_within_the_band() {
    let (verdict, because) = verdict(disputed(), "160");
    assert_eq!(verdict, Verdict::WithinTheBand);
    assert_eq!(because, "the record allows 150 to 189, its best figure is 189");
}

#[test]
fn a_claim_above_the_closed_record_is_above_what_is_recorded() {
    let (verdict, because) = verdict(disputed(), "1200");
    assert_eq!(verdict, Verdict::Above);
    assert_eq!(
        because,
        "the record holds 189 at most, 1,011 fewer, and every exchange in it has a figure"
    );
}

#[test]
fn a_claim_about_nothing_recorded_is_above_what_is_recorded() {
    let (verdict, because) = verdict(Register::default(), "12");
    assert_eq!(verdict, Verdict::Above);
    assert_eq!(because, "nothing is recorded in that scope");
}

#[test]
fn a_claim_under_the_low_end_is_below_what_is_recorded() {
    let (verdict, because) = verdict(disputed(), "140");
    assert_eq!(verdict, Verdict::Below);
    assert_eq!(because, "the record holds 150 at least, 10 more");
}

#[test]
fn a_claim_that_the_missing_figures_could_hold_cannot_be_compared() {
    // Two directions without a figure, 106 the largest leg known: 106 + 212 at most.
    let (verdict, because) = verdict(with_gaps(), "318");
    let why = WhyNot::NoFigure { without: 2, exchanges: 3 };
    assert_eq!(verdict, Verdict::CannotBeCompared { why });
    assert_eq!(because, "2 of 3 exchanges have no figure");
}

#[test]
fn a_claim_that_the_missing_figures_could_not_hold_is_implausible() {
    let (verdict, because) = verdict(with_gaps(), "319");
    assert_eq!(verdict, Verdict::AboveImplausible { room: Total::new(212) });
    assert_eq!(
        because,
        "it is at least 213 above the 106 recorded at most, and 2 directions without a figure could \
         hold 212 (106 each, the largest leg known)"
    );
}

#[test]
fn nothing_is_implausible_where_no_leg_is_known_to_measure_by() {
    let register = Register::default().exchange("2025-06-19", [to_ukraine(Band::UNKNOWN)]);
    let why = WhyNot::NoFigure { without: 1, exchanges: 1 };
    assert_eq!(verdict(register, "4000000000").0, Verdict::CannotBeCompared { why });
}

#[test]
fn a_claim_that_meets_the_closed_part_is_compared_though_the_record_is_open() {
    let register = disputed().exchange("2025-01-15", [to_ukraine(Band::UNKNOWN)]);
    let (verdict, because) = verdict(register, "160");
    assert_eq!(verdict, Verdict::WithinTheBand);
    assert_eq!(because, "the record allows 150 to 189 and more, its best figure is 189");
}
