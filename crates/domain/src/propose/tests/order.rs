//! Who is believed, on which day, and on what terms.

use super::*;
use crate::settlement::Terms;

fn on_page(said: RecordedStatement, address: &str) -> RecordedStatement {
    but(said, |said| said.attribution.source.address = text(address))
}

fn said_on(said: RecordedStatement, day: &str) -> RecordedStatement {
    but(said, |said| said.attribution.said_on = Some(day.parse().unwrap()))
}

fn to_ua(sides: &str, quantity: &str) -> RecordedStatement {
    said(sides, &[&format!("{quantity} persons to UA")])
}

fn usual(said: Vec<RecordedStatement>) -> String {
    count(said, Rule::ReceivingSideFirst)
}

#[test]
fn officials_of_the_receiving_side_come_first_then_the_other_side_third_parties_the_press() {
    let voices = [to_ua("", "4"), to_ua("AE", "3"), to_ua("RU", "2"), to_ua("UA", "1")];
    assert_eq!(usual(voices.to_vec()), "1 (1..4)");
    assert_eq!(usual(voices[..3].to_vec()), "2 (2..4)");
    assert_eq!(usual(voices[..2].to_vec()), "3 (3..4)");
}

#[test]
fn a_joint_claimant_belongs_to_each_of_his_sides() {
    let joint = between(vec![said("RU UA", &["50 military to UA", "50 military to RU"])]);
    check(
        &joint,
        &[
            "people of RU from UA to RU: 50 by receiving side, military 50",
            "  1 best",
            "people of UA from RU to UA: 50 by receiving side, military 50",
            "  1 best",
            "swap 50: people of RU from UA to RU with people of UA from RU to UA",
        ],
    );
}

#[test]
fn within_a_class_the_preferred_comes_first() {
    let mut preferred = to_ua("UA", "~9");
    preferred.rank = Rank::Preferred;
    assert_eq!(usual(vec![to_ua("UA", "20"), preferred]), "9 (8..20)");
}

#[test]
fn exact_comes_before_bounded_before_approximate() {
    let (exact, bounded, about) = (to_ua("UA", "10"), to_ua("UA", "20..30"), to_ua("UA", "~50"));
    assert_eq!(usual(vec![about.clone(), bounded.clone(), exact]), "10 (10..55)");
    assert_eq!(usual(vec![about, bounded]), "20 (20..55)");
}

#[test]
fn the_finer_split_comes_first() {
    let finer = said("UA", &["7 military to UA", "3 civilian to UA"]);
    assert_eq!(usual(vec![to_ua("UA", "11"), finer]), "10 (10..11)");
}

#[test]
fn the_later_word_comes_first_and_of_equals_the_first_recorded() {
    let early = said_on(to_ua("UA", "10"), "2025-06-26");
    let late = said_on(to_ua("UA", "12"), "2025-06-27");
    let undated = to_ua("UA", "11");
    assert_eq!(usual(vec![undated.clone(), early, late]), "12 (10..12)");
    assert_eq!(usual(vec![undated, to_ua("UA", "13")]), "11 (11..13)");
}

#[test]
fn a_range_that_contains_the_best_widens_nothing() {
    assert_eq!(usual(vec![to_ua("UA", "130"), to_ua("x-wagner", ">=100")]), "130");
    assert_eq!(usual(vec![to_ua("UA", "90"), to_ua("x-wagner", ">=100")]), "90 (90..)");
}

#[test]
fn where_nobody_gives_a_number_the_ends_that_agree_are_kept() {
    assert_eq!(usual(vec![to_ua("UA", ">=100"), to_ua("RU", "<=120")]), "? (100..120)");
    assert_eq!(usual(vec![to_ua("UA", ">=100"), to_ua("RU", "<=80")]), "? (0..)");
}

#[test]
fn the_other_rules_change_the_order() {
    let voices = vec![
        to_ua("UA", "10"),
        on_page(to_ua("RU", "8"), "https://example.org/1"),
        on_page(to_ua("", "8"), "https://example.org/2"),
        to_ua("", "12"),
    ];
    assert_eq!(count(voices.clone(), Rule::Lowest), "8 (8..12)");
    assert_eq!(count(voices.clone(), Rule::Highest), "12 (8..12)");
    assert_eq!(count(voices.clone(), Rule::MostSources), "8 (8..12)");
    assert_eq!(count(voices, Rule::ByHand), "10 (8..12)");
}

#[test]
fn one_page_is_one_source_however_often_it_is_quoted() {
    let often = [to_ua("", "8"), to_ua("", "8"), to_ua("UA", "10")];
    assert_eq!(count(often.to_vec(), Rule::MostSources), "10 (8..10)");
}

#[test]
fn preferred_only_leaves_the_others_out() {
    let mut preferred = to_ua("", "12");
    preferred.rank = Rank::Preferred;
    check_by(
        &between(vec![to_ua("UA", "10"), preferred]),
        Rule::PreferredOnly,
        &[
            "people of UA from RU to UA: 12 by press only, left 12 NoCounterpartRecorded",
            "  1 not preferred, 2 best",
        ],
    );
    let none = propose(&between(vec![to_ua("UA", "10")]), Rule::PreferredOnly);
    assert_eq!(none, Err(NotProposed::NothingSaid));
}

#[test]
fn what_was_set_aside_changes_no_figure_and_is_named() {
    let (mut deprecated, mut corrected, mut moved) =
        (to_ua("UA", "1"), to_ua("UA", "2"), to_ua("UA", "3"));
    deprecated.rank = Rank::Deprecated;
    corrected.corrected_by = Some(id(9));
    moved.moved_to = Some(ExchangeId::of(&"elsewhere".parse().unwrap()));
    check(
        &between(vec![
            deprecated,
            corrected,
            moved,
            to_ua("", "10"),
            said("", &["9 persons to UA planned"]),
        ]),
        &[
            "people of UA from RU to UA: 10 by press only, left 10 NoCounterpartRecorded",
            "  1 deprecated, 2 corrected, 4 best, 5 planned",
        ],
    );
}

fn day(said: Vec<RecordedStatement>) -> String {
    let settlement = propose(&between(said), Rule::ReceivingSideFirst).unwrap();
    settlement.on.map_or("none".into(), |on| on.to_string())
}

#[test]
fn the_day_is_the_one_that_most_officials_give() {
    let (fourth, second) = ("2022-06-04", "2022-06-02");
    let press = on(to_ua("", "1"), fourth);
    let repeated = on(to_ua("UA", "1"), fourth);
    assert_eq!(day(vec![press.clone(), press.clone(), on(to_ua("UA", "1"), second)]), second);
    assert_eq!(day(vec![repeated.clone(), repeated, on(to_ua("RU", "1"), second)]), second);
    assert_eq!(day(vec![press.clone(), press, on(to_ua("", "1"), second)]), fourth);
    assert_eq!(day(vec![to_ua("UA", "1")]), "none");
}

fn proposed_terms(said: Vec<RecordedStatement>) -> Terms {
    propose(&between(said), Rule::ReceivingSideFirst).unwrap().terms
}

#[test]
fn man_for_man_stands_while_no_two_officials_differ() {
    let outlet = terms(said("", &["50 military to UA", "50 military to RU"]), Terms::ManForMan);
    let kyiv = |count: &str| said("UA", &[&format!("{count} military to UA")]);
    let moscow = said("RU", &["51 military to UA", "50 military to RU"]);
    assert_eq!(proposed_terms(vec![outlet.clone(), kyiv("50")]), Terms::ManForMan);
    assert_eq!(proposed_terms(vec![outlet.clone(), kyiv("51")]), Terms::NotStated);
    assert_eq!(proposed_terms(vec![outlet, moscow, kyiv("50")]), Terms::NotStated);
}

#[test]
fn terms_that_as_many_deny_are_not_stated() {
    let all = terms(said("", &["5 military to UA"]), Terms::AllForAll);
    let unequal = terms(said("", &["5 military to UA"]), Terms::Unequal);
    assert_eq!(proposed_terms(vec![all.clone(), unequal]), Terms::NotStated);
    assert_eq!(proposed_terms(vec![all]), Terms::AllForAll);
}

#[test]
fn a_tariff_is_never_proposed() {
    let tariff = terms(said("", &["5 military to UA"]), Terms::ByTariff);
    assert_eq!(proposed_terms(vec![tariff]), Terms::NotStated);
}
