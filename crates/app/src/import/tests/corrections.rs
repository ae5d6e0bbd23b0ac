//! What changed since it was recorded becomes a correction, and nothing is lost by it.

use repatria_domain::{
    Correction, CountStatement, ExchangeId, Finding, Mistake, Rank, StatementId, StatementReviewed,
};

use super::*;

fn of(quantity: &str) -> String {
    counts(&[&[("quantity", quantity)]])
}

fn quantities(register: &Register) -> Vec<(String, bool)> {
    let statements = &register.exchange("2025-06-26").statements;
    let quantity = |said: &CountStatement| said.figures[0].quantity.to_string();
    statements.iter().map(|held| (quantity(&held.said), held.corrected_by.is_none())).collect()
}

#[test]
fn a_changed_row_corrects_the_old_statement_and_says_so() {
    let mut register = Register::default();
    register.import(&[("june.csv", &of("106"))]);
    let summary = register.import(&[("june.csv", &of("107"))]);
    let expected = Change {
        statement: "2025-06-26/2".into(),
        corrects: "2025-06-26/1".into(),
        differences: vec!["quantity (to UA, military): 106 -> 107".into()],
        back: false,
        by_claimant: false,
    };
    assert_eq!((summary.new, summary.known, summary.changed), (0, 0, vec![expected]));
    assert_eq!(quantities(&register), [("106".into(), false), ("107".into(), true)]);
}

#[test]
fn a_row_changed_back_again_is_not_lost() {
    let mut register = Register::default();
    for quantity in ["106", "107", "106"] {
        register.import(&[("june.csv", &of(quantity))]);
    }
    let expected = [("106".into(), false), ("107".into(), false), ("106".into(), true)];
    assert_eq!(quantities(&register), expected);
    let again = register.import(&[("june.csv", &of("107"))]);
    assert_eq!(again.changed.iter().map(|change| change.back).collect::<Vec<_>>(), [true]);
    assert_eq!(register.prepare(&[("june.csv", &of("107"))]).commands, []);
}

#[test]
fn old_and_new_rows_mixed_add_what_is_new() {
    let mut register = Register::default();
    register.import(&[("june.csv", &of("106"))]);
    let more = of("106") + &row(&[("source_url", "https://example.org/2")]);
    let summary = register.import(&[("june.csv", &more)]);
    assert_eq!((summary.new, summary.known, summary.changed), (1, 1, vec![]));
}

#[test]
fn a_changed_remark_is_a_change() {
    let mut register = Register::default();
    register.import(&[("june.csv", &of("106"))]);
    let summary = register.import(&[("june.csv", &counts(&[&[("note", "by way of Gomel")]]))]);
    assert_eq!(summary.changed[0].differences, ["note: blank -> by way of Gomel"]);
}

#[test]
fn the_order_of_the_figures_of_a_statement_makes_no_difference() {
    let both = of("106") + &row(&[("to", "RU")]);
    let mut register = Register::default();
    register.import(&[("june.csv", &of("106"))]);
    let held = register.exchange("2025-06-26").statements[0].said.clone();
    let corrects = Correction { statement: held.statement, mistake: Mistake::Register };
    let mut by_hand = CountStatement { corrects: Some(corrects), ..held.as_ref().clone() };
    by_hand.statement = StatementId::of(b"by hand");
    let to_ru = repatria_domain::Toward::Party("RU".parse().unwrap());
    by_hand.figures.push(repatria_domain::Figure { to: to_ru, ..by_hand.figures[0].clone() });
    register.state.apply(&repatria_domain::Event::CountStated(by_hand.into())).unwrap();
    assert_eq!(register.prepare(&[("june.csv", &both)]).commands, []);
}

#[test]
fn a_row_more_of_a_statement_is_a_change_of_it() {
    let mut register = Register::default();
    register.import(&[("june.csv", &of("106"))]);
    let both = of("106") + &row(&[("to", "RU")]);
    let summary = register.import(&[("june.csv", &both)]);
    assert_eq!(summary.changed[0].differences, ["quantity (to RU, military): blank -> 106"]);
}

#[test]
fn a_claimant_who_corrects_himself_is_recorded_as_such_wherever_his_row_stands() {
    let early = row(&[("quantity", "110"), ("source_url", "https://example.org/before")]);
    let late = row(&[("corrects", "https://example.org/before")]);
    for rows in [[&early, &late], [&late, &early]] {
        let mut register = Register::default();
        let file = COUNTS.to_owned() + rows[0] + rows[1];
        let summary = register.import(&[("june.csv", &file)]);
        assert_eq!((summary.new, summary.changed), (2, vec![]));
        assert_eq!(quantities(&register), [("110".into(), false), ("106".into(), true)]);
        let statement = register.exchange("2025-06-26").statements[0].said.statement;
        let corrects = register.exchange("2025-06-26").statements[1].said.corrects;
        assert_eq!(corrects, Some(Correction { statement, mistake: Mistake::Claimant }));
        assert_eq!(register.prepare(&[("june.csv", &file)]).commands, []);
    }
}

#[test]
fn a_page_that_its_claimant_changed_corrects_itself() {
    let mut register = Register::default();
    register.import(&[("june.csv", &of("110"))]);
    let address = ("corrects", "https://example.org/1");
    let changed = counts(&[&[address]]);
    let summary = register.import(&[("june.csv", &changed)]);
    assert_eq!(summary.changed.len(), 1);
    assert!(summary.changed[0].by_claimant);
    assert_eq!(register.prepare(&[("june.csv", &changed)]).commands, []);
}

#[test]
fn a_correction_by_hand_stands_until_the_row_changes() {
    let mut register = Register::default();
    register.import(&[("june.csv", &of("106"))]);
    let held = register.exchange("2025-06-26").statements[0].said.clone();
    let corrects = Correction { statement: held.statement, mistake: Mistake::Register };
    let mut by_hand = CountStatement { corrects: Some(corrects), ..held.as_ref().clone() };
    by_hand.statement = StatementId::of(b"by hand");
    by_hand.figures[0].quantity = "105".parse().unwrap();
    register.state.apply(&repatria_domain::Event::CountStated(by_hand.into())).unwrap();
    assert_eq!(register.prepare(&[("june.csv", &of("106"))]).commands, []);
    assert_eq!(register.prepare(&[("june.csv", &of("105"))]).commands, []);
    register.import(&[("june.csv", &of("107"))]);
    let expected = [("106".into(), false), ("105".into(), false), ("107".into(), true)];
    assert_eq!(quantities(&register), expected);
}

#[test]
fn a_statement_that_a_review_moved_is_known_by_the_reference_of_its_row() {
    let other = row(&[("exchange", "2025-06-20"), ("source_url", "https://example.org/2")]);
    let file = of("106") + &other;
    let mut register = Register::default();
    register.import(&[("june.csv", &file)]);
    let statement = register.exchange("2025-06-26").statements[0].said.statement;
    let finding = Finding::SpeaksOf(ExchangeId::of(&"2025-06-20".parse().unwrap()));
    let why = "the page is of the 20th".parse().unwrap();
    let review =
        repatria_domain::Event::StatementReviewed(StatementReviewed { statement, finding, why });
    register.state.apply(&review).unwrap();
    assert_eq!(register.prepare(&[("june.csv", &file)]).summary.known, 2);
    // The exchange that it was moved to need not be in the file.
    let summary = register.import(&[("june.csv", &of("107"))]);
    assert_eq!(summary.changed[0].corrects, "2025-06-20/2");
    assert_eq!(summary.changed[0].statement, "2025-06-20/3");
    assert_eq!(register.exchange("2025-06-20").statements.len(), 3);
    assert_eq!(register.prepare(&[("june.csv", &(of("107") + &other))]).summary.known, 2);
}

#[test]
fn a_total_that_changed_is_corrected_too() {
    let header = bundled::TOTALS_FILE.lines().next().unwrap();
    let total = |quantity: &str| {
        format!(
            "{header}\nThe Ministry,body,UA,,2025-06-26,returned,UA,,,persons,start,,,,,{quantity},since the start,https://example.org/1,\n"
        )
    };
    let mut register = Register::default();
    for (quantity, changed) in [("5000", 0), ("5000", 0), ("5001", 1), ("5000", 1)] {
        let summary = register.import(&[("totals.csv", &total(quantity))]);
        assert_eq!(summary.changed.len(), changed);
    }
    assert_eq!(register.state.total_claims().len(), 3);
    let standing = register.state.total_claims().filter(|claim| claim.corrected_by.is_none());
    assert_eq!(standing.map(|claim| claim.said.quantity.to_string()).collect::<Vec<_>>(), ["5000"]);
}

#[test]
fn a_cancellation_that_somebody_took_back_is_not_repeated() {
    let file = counts(&[&[("status", "cancelled"), ("tense", "planned")]]);
    let mut register = Register::default();
    assert_eq!(register.import(&[("june.csv", &file)]).cancelled, ["2025-06-26"]);
    let exchange = register.exchange("2025-06-26").id;
    let why = "on again".parse().unwrap();
    let on = repatria_domain::ExchangeReinstated { exchange, why };
    register.state.apply(&repatria_domain::Event::ExchangeReinstated(on)).unwrap();
    assert_eq!(register.prepare(&[("june.csv", &file)]).commands, []);
}

#[test]
fn a_rank_that_a_reviewer_gave_makes_no_difference_to_an_import() {
    let mut register = Register::default();
    register.import(&[("june.csv", &of("106"))]);
    let statement = register.exchange("2025-06-26").statements[0].said.statement;
    let finding = Finding::Rank(Rank::Deprecated);
    let review = StatementReviewed { statement, finding, why: "a parody".parse().unwrap() };
    register.state.apply(&repatria_domain::Event::StatementReviewed(review)).unwrap();
    let again = register.prepare(&[("june.csv", &of("106"))]);
    assert_eq!((again.summary.known, again.summary.new), (1, 0));
}
