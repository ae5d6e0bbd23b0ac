//! What statements say of the same people, side by side.

use super::*;
use crate::propose::competing;

fn heard(said: Vec<RecordedStatement>) -> Vec<String> {
    let exchange = between(said);
    let number = |statement| exchange.statement(statement).unwrap().0;
    let heard = competing(&exchange).unwrap();
    heard
        .iter()
        .map(|claim| format!("{}: {} {}", number(claim.statement), claim.count.low(), claim.leg))
        .collect()
}

#[test]
fn two_who_count_the_same_people_compete() {
    let said = vec![said("UA", &["189 military to UA"]), said("RU", &["150 military to UA"])];
    let to_ukraine = ["1: 189 people of UA from RU to UA", "2: 150 people of UA from RU to UA"];
    assert_eq!(heard(said), to_ukraine);
}

#[test]
fn plans_parts_and_silence_do_not_compete() {
    let said = vec![
        said("UA", &["84 persons to UA", "33 military to UA", "51 civilian to UA"]),
        said("", &["33 military to UA"]),
        said("RU", &["90 persons to UA planned"]),
        said("", &["withheld persons to UA"]),
    ];
    assert_eq!(heard(said), ["1: 84 people of UA from RU to UA"]);
}

#[test]
fn each_channel_is_contested_for_itself_where_nobody_gives_the_whole() {
    let said = vec![
        said("UA", &["173 persons to UA exchanged"]),
        said("RU", &["75 persons to UA outside"]),
    ];
    let expected = [
        "1: 173 people of UA from RU to UA, by exchange",
        "2: 75 people of UA from RU to UA, outside the exchange",
    ];
    assert_eq!(heard(said), expected);
}
