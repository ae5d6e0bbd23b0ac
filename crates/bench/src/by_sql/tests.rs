use super::*;

const EXCHANGE: Uuid = Uuid::from_u128(7);

fn folded() -> Answer {
    let mut answer = Answer::default();
    answer.home.insert(home("x-a1", "living", Some("1992-04-30")), came(5));
    let stage = Stage { described: 2, revision: 1, statements: 3, ..Stage::default() };
    answer.exchanges.insert(EXCHANGE.as_u128(), stage);
    answer
}

fn came(low: u64) -> Came {
    Came { low, legs: 1, ..Came::default() }
}

fn told(described: u64, revision: u32) -> Told {
    Told { exchange: EXCHANGE, statements: 2, described, revision }
}

fn spoken_of(statements: u64) -> Told {
    Told { statements, ..told(2, 1) }
}

fn is_refused(home: Vec<(Home, Came)>, exchanges: Vec<Told>) -> bool {
    BySql { home, exchanges }.compare("SQL", &folded()).is_err()
}

#[test]
fn what_sql_says_is_the_answer_of_the_folds_but_for_the_moved_statements() {
    let living = || home("x-a1", "living", Some("1992-04"));
    assert!(!is_refused(vec![(living(), came(5))], vec![told(2, 1)]));
    assert!(is_refused(vec![(living(), came(6))], vec![told(2, 1)]));
    assert!(is_refused(vec![(living(), came(5)), (living(), came(5))], vec![told(2, 1)]));
    assert!(is_refused(vec![(living(), came(5))], vec![told(3, 1)]));
    assert!(is_refused(vec![(living(), came(5))], vec![told(2, 0)]));
    assert!(is_refused(vec![(living(), came(5))], vec![spoken_of(4)]));
    assert!(is_refused(vec![(living(), came(5))], vec![]));
}

#[test]
fn nobody_knows_the_month_of_a_day_that_is_not_told() {
    assert_eq!(home("x-a1", "bags", None), ("x-a1".into(), Kind::Bags, None));
}
