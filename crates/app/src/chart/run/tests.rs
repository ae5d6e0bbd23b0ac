//! The run that a picture shows is the one of the series.

use super::*;
use crate::web::pages::tests::register::summer;

fn days(run: Option<Run>) -> Vec<String> {
    run.map(|run| run.hand_overs.iter().map(|held| held.on.to_string()).collect())
        .unwrap_or_default()
}

#[test]
fn the_run_of_an_exchange_and_of_the_part_of_a_deal_is_the_one_of_the_series() {
    let record = summer();
    let models = &Models::of(&record, None, None);
    let holding = |reference: &str| days(run(models, Some(&reference.parse().unwrap())));
    let deal = ["2025-05-23", "2025-05-24", "2025-05-25"];
    assert_eq!(holding("2025-05-24"), deal);
    assert_eq!(holding("2025-05-23-25"), deal);
    assert_eq!(holding("2025-06-14"), ["2025-06-09", "2025-06-14"]);
    assert_eq!(holding("2025-08-14"), [""; 0]);
    assert_eq!(holding("1999-01-01"), [""; 0]);
}

#[test]
fn the_latest_run_is_drawn_where_no_exchange_is_named() {
    let record = summer();
    assert_eq!(days(run(&Models::of(&record, None, None), None)), ["2025-06-09", "2025-06-14"]);
    let by_june = "2025-06-08".parse().ok();
    let run = run(&Models::of(&record, by_june, by_june), None).unwrap();
    assert_eq!((run.hand_overs.len(), run.until.to_string()), (3, "2025-05-25".to_owned()));
}
