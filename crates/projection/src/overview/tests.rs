use repatria_domain::{Detail, DetailWithheld, Event, StatementId, Total, TotalStatement, Until};

use crate::by_hand::{Given, day, id, name, party, text};
use crate::overview::overview;

fn june() -> Given {
    Given::default()
        .exchange("2025-06-19", "2025-06-19")
        .settled("2025-06-19", &["RU>UA ?", "UA>RU 10"])
        .exchange("2025-06-26", "2025-06-26")
        .settled("2025-06-26", &["RU>UA 106", "UA>RU 106", "RU>UA 7 bodies"])
}

fn claim(given: Given, claimant: &str, on: &str, quantity: &str) -> Given {
    let said: TotalStatement = serde_json::from_value(serde_json::json!({
        "statement": StatementId::of(format!("{claimant} {on}").as_bytes()),
        "attribution": {
            "claimant": claimant, "source": { "address": "https://example.org" }, "said_on": on,
        },
        "measure": "returned",
        "scope": { "to": "UA", "population": "persons", "since": "start" },
        "quantity": quantity,
    }))
    .unwrap();
    given.happened([Event::TotalStated(said.into())])
}

#[test]
fn the_overview_has_for_each_side_just_the_totals() {
    let overview = overview(&june().record, None);
    let sides: Vec<_> = overview
        .sides
        .iter()
        .map(|side| (side.party, side.living.best, side.living.without_number, side.bodies.best))
        .collect();
    let expected = [
        (party("RU"), Total::new(116), 0, Total::ZERO),
        (party("UA"), Total::new(106), 1, Total::new(7)),
    ];
    assert_eq!(sides, expected);
    assert_eq!(overview.period, Some((day("2025-06-19"), day("2025-06-26"))));
    assert_eq!((overview.exchanges, overview.settled), (2, 2));
}

#[test]
fn one_refusal_that_touches_several_hand_overs_is_said_once() {
    let withheld = |reference: &str| {
        Event::DetailWithheld(DetailWithheld {
            exchange: id(reference),
            detail: Detail::Count,
            by: party("UA"),
            claimant: None,
            said_on: None,
            why: None,
            until: Some(Until::Event(text("the whole exchange has ended"))),
            source: None,
        })
    };
    let given = june().happened([withheld("2025-06-19"), withheld("2025-06-26")]);
    let overview = overview(&given.record, None);
    let [held] = overview.withheld.as_slice() else { panic!("one refusal") };
    assert_eq!(held.exchanges, [name("2025-06-19"), name("2025-06-26")]);
}

#[test]
fn the_latest_claim_of_each_claimant_is_shown_latest_first() {
    let given = claim(june(), "a ministry", "2025-05-01", "900");
    let given = claim(given, "a ministry", "2025-06-01", ">1000");
    let given = claim(given, "an ombudsman", "2025-06-15", "~950");
    let claims = overview(&given.record, None).latest_claims;
    let shown: Vec<String> = claims.iter().map(|claim| claim.quantity.to_string()).collect();
    assert_eq!(shown, ["~950", ">1000"]);
    let then = overview(&given.record, Some(day("2025-06-01"))).latest_claims;
    assert_eq!(then.len(), 1);
}

#[test]
fn an_empty_register_has_an_overview() {
    let overview = overview(&Given::default().record, None);
    assert_eq!((overview.exchanges, overview.period, overview.sides.len()), (0, None, 0));
}

#[test]
fn a_deal_stands_in_the_run_of_its_last_hand_over() {
    let swap =
        |given: Given, day: &str| given.exchange(day, day).settled(day, &["RU>UA 10", "UA>RU 10"]);
    let given = swap(Given::default(), "2025-05-28")
        .exchange("deal", "2025-06-26")
        .part("deal", "2025-06-01", "2025-06-01")
        .settled("2025-06-01", &["RU>UA 20", "UA>RU 20"])
        .settled("deal", &["RU>UA 20", "UA>RU 20"]);
    let given = ["2025-06-27", "2025-06-28", "2025-06-29"].into_iter().fold(given, swap);
    let overview = overview(&given.record, None);
    let last = overview.last.last().map(|row| (row.reference.as_str(), row.run));
    assert_eq!(last, Some(("deal", Some(2))));
}
