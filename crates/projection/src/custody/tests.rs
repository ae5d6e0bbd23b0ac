//! Given what was declared, came and went, then so many are held.

use proptest::prelude::*;
use repatria_domain::{
    Command, Count, CustodyChanged, CustodyDeclared, Description, ExchangeKind, Leg, Quantity,
    Scope, generate,
};

use super::*;
use crate::by_command::{between, by, exactly, home, home_unnumbered, leg, of, official};
use crate::by_hand::Given;

/// Russia is judged to hold so many people of Ukraine.
fn declared(number: u32, on: &str) -> Given {
    declare(Given::default(), exactly(number), on)
}

fn declare(given: Given, count: Band, on: &str) -> Given {
    let basis = of("two lists that agree");
    let declared = CustodyDeclared::new(of("RU"), of("UA"), count, of(on), basis);
    given.and(&Command::DeclareCustody(declared))
}

fn change(given: Given, change: CustodyChange, number: u32, on: &str) -> Given {
    let account = (of("RU"), of("UA"));
    let changed = CustodyChanged::new(account, change, exactly(number), of(on), of("a report"));
    given.and(&Command::ChangeCustody(changed))
}

/// So many come home to Ukraine on this day, and nobody goes the other way.
fn freed(given: Given, reference: &str, on: &str, leg: Leg) -> Given {
    let described = Description { on: Some(of(on)), ..Description::new(ExchangeKind::Transfer) };
    given.opened_as(reference, described).settled_by(reference, [leg])
}

fn held_by_russia(given: &Given, as_of: Option<Day>) -> Account {
    custody(&given.record, as_of).account(of("RU"), of("UA")).unwrap().clone()
}

/// `low best high` of a balance.
fn written(balance: Option<Balance>) -> String {
    let Some(balance) = balance else { return "not declared".into() };
    let end = |end: Option<repatria_domain::Total>, none: &str| {
        end.map_or_else(|| none.to_owned(), |end| end.to_string())
    };
    format!("{} {} {}", balance.low, end(balance.best, "?"), end(balance.high, "open"))
}

fn balance(given: &Given) -> String {
    written(held_by_russia(given, None).balance)
}

#[test]
fn who_left_after_the_declaration_is_no_longer_held() {
    let given = freed(declared(300, "2025-01-01"), "a", "2025-02-05", home("RU", "UA", 106));
    let account = held_by_russia(&given, None);
    assert_eq!(account.standing, Standing::Declared);
    let after: Vec<String> =
        account.postings.iter().map(|posted| written(posted.balance)).collect();
    assert_eq!(after, ["300 300 300", "194 194 194"]);
}

#[test]
fn who_left_before_the_declaration_is_in_it_already() {
    let given = freed(declared(300, "2025-01-01"), "a", "2024-12-30", home("RU", "UA", 189));
    assert_eq!(balance(&given), "300 300 300");
    let same_day = freed(declared(300, "2025-01-01"), "a", "2025-01-01", home("RU", "UA", 189));
    assert_eq!(balance(&same_day), "300 300 300");
}

#[test]
fn who_left_on_a_day_that_may_be_earlier_or_later_widens_the_low_end_only() {
    let given = freed(declared(300, "2025-01-15"), "a", "2025-01", home("RU", "UA", 100));
    assert_eq!(balance(&given), "200 300 300");
    let undated = Description::new(ExchangeKind::Transfer);
    let given = declared(300, "2025-01-15")
        .opened_as("a", undated)
        .settled_by("a", [home("RU", "UA", 100)]);
    assert_eq!(balance(&given), "200 300 300");
}

#[test]
fn an_unknown_number_of_people_who_leave_takes_the_low_end_and_the_best_away() {
    let given = freed(declared(300, "2025-01-01"), "a", "2025-06-09", home_unnumbered("RU", "UA"));
    assert_eq!(balance(&given), "0 ? 300");
}

#[test]
fn an_unknown_number_of_captured_opens_the_upper_end() {
    let account = (of("RU"), of("UA"));
    let on = of("2025-02-01");
    let captured =
        CustodyChanged::new(account, CustodyChange::Captured, Band::UNKNOWN, on, of("a report"));
    let given = declared(300, "2025-01-01").and(&Command::ChangeCustody(captured));
    assert_eq!(balance(&given), "300 ? open");
}

#[test]
fn deaths_escapes_and_captures_count_like_exchanges() {
    let given = change(declared(300, "2025-01-01"), CustodyChange::Captured, 50, "2025-01-10");
    let given = change(given, CustodyChange::Died, 3, "2025-01-20");
    let given = change(given, CustodyChange::Escaped, 1, "2025-01-30");
    assert_eq!(balance(&given), "346 346 346");
    let posted = &held_by_russia(&given, None).postings[2];
    assert_eq!(posted.what, What::Changed { change: CustodyChange::Died });
    assert_eq!(posted.basis, Some(of("a report")));
    assert_eq!(posted.recorded.as_ref().unwrap().n, 3);
}

#[test]
fn a_later_declaration_starts_anew() {
    let given = freed(declared(300, "2025-01-01"), "a", "2025-02-05", home("RU", "UA", 106));
    let band = Band::new(Count::new(200), None, Some(Count::new(900))).unwrap();
    assert_eq!(balance(&declare(given, band, "2025-03-01")), "200 ? 900");
}

#[test]
fn what_is_recorded_late_stands_where_its_day_is() {
    let given = freed(declared(300, "2025-01-01"), "b", "2025-03-01", home("RU", "UA", 100));
    let given = freed(given, "a", "2025-02-01", home("RU", "UA", 50));
    let account = held_by_russia(&given, None);
    let after: Vec<String> =
        account.postings.iter().map(|posted| written(posted.balance)).collect();
    assert_eq!(after, ["300 300 300", "250 250 250", "150 150 150"]);
}

#[test]
fn without_a_declaration_only_what_left_is_known() {
    let account = held_by_russia(&Given::default().swap("2025-06-26", 106, 106), None);
    assert_eq!((account.standing, account.balance), (Standing::NotDeclared, None));
    assert_eq!((account.left.best.number(), account.left.postings), (106, 1));
    assert_eq!(account.came.postings, 0);
}

#[test]
fn five_men_brought_to_a_third_state_are_held_there_until_they_come_home() {
    let abroad = LegKey { to: of("TR"), ..LegKey::home(of("RU"), of("UA")) };
    let back =
        Description { on: Some(of("2023-07-08")), ..Description::new(ExchangeKind::Transfer) };
    let given = Given::default()
        .opened("2022-09-21", ExchangeKind::Exchange)
        .settled_by("2022-09-21", [leg(abroad, exactly(5))])
        .and(&Command::OpenExchange(repatria_domain::OpenExchange {
            reference: of("back"),
            parties: between(["TR", "UA"]),
            description: Some(back),
        }))
        .settled_by("back", [home("TR", "UA", 5)]);
    let in_turkey = |as_of: &str| {
        let custody = custody(&given.record, by(as_of));
        let account = custody.account(of("TR"), of("UA")).unwrap();
        (account.standing, written(account.balance))
    };
    assert_eq!(in_turkey("2022-12-31"), (Standing::Abroad, "5 5 5".to_owned()));
    assert_eq!(in_turkey("2023-12-31"), (Standing::Abroad, "0 0 0".to_owned()));
}

#[test]
fn a_claim_stands_beside_the_account_and_moves_nothing() {
    let scope = Scope { holder: Some(of("RU")), of: Some(of("UA")), ..Scope::default() };
    let given = declared(300, "2025-01-01")
        .claimed(official("Marta Holub", "UA"), Measure::Held, ">=8000", scope)
        .claimed(official("Marta Holub", "UA"), Measure::Held, "5", Scope::default())
        .claimed(official("Marta Holub", "UA"), Measure::Returned, "7", Scope::default());
    let custody = custody(&given.record, None);
    let [account] = custody.accounts.as_slice() else { panic!() };
    assert_eq!(written(account.balance), "300 300 300");
    assert_eq!(account.claims.len(), 1);
    assert_eq!(account.claims[0].quantity, of::<Quantity>(">=8000"));
    assert_eq!(custody.of_nobody_named.len(), 1);
}

#[test]
fn as_of_a_day_what_came_later_is_not_known() {
    let given = freed(declared(300, "2025-01-01"), "a", "2025-02-05", home("RU", "UA", 106));
    let as_of = |text| written(held_by_russia(&given, by(text)).balance);
    assert_eq!(as_of("2025-02-04"), "300 300 300");
    assert_eq!(as_of("2025-02-05"), "194 194 194");
    assert_eq!(custody(&given.record, by("2024-12-31")).accounts, []);
    let month = freed(declared(300, "2025-01-01"), "b", "2025-02", home("RU", "UA", 106));
    assert_eq!(written(held_by_russia(&month, by("2025-02-10")).balance), "194 300 300");
}

#[test]
fn a_settlement_that_is_revised_is_posted_once() {
    let given = freed(declared(300, "2025-01-01"), "a", "2025-02-05", home("RU", "UA", 106));
    assert_eq!(balance(&given.settled_by("a", [home("RU", "UA", 100)])), "200 200 200");
}

proptest! {
    #[test]
    fn a_balance_goes_from_low_over_best_to_high(history in generate::history()) {
        let custody = custody(&Record::of(&history).unwrap(), None);
        let posted = custody.accounts.iter().flat_map(|account| &account.postings);
        for balance in posted.filter_map(|posted| posted.balance) {
            let middle = balance.best.unwrap_or(balance.low);
            prop_assert!(balance.low <= middle, "{balance:?}");
            prop_assert!(balance.high.is_none_or(|high| middle <= high), "{balance:?}");
        }
    }
}
