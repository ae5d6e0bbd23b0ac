//! Five commanders, freed on 21 September 2022, are interned in Türkiye, and come home on
//! 8 July 2023.

use repatria_domain::{Band, Flow, Refusal, Remainder, Settlement, State};

use crate::given::{Then, given};
use crate::words::{
    abroad, because, count, day, exactly, exchange, home, leg, open, open_between, party, settle,
    swap,
};

const AWAY: &str = "2022-09-21b";
const BACK: &str = "2023-07-08-from-turkey";

fn five_are_interned() -> Then {
    let (to_turkiye, to_russia) = (abroad("UA", "RU", "TR"), home("UA", "RU"));
    let settlement = Settlement {
        on: Some(day("2022-09-21")),
        ..Settlement::by_hand(
            [leg(to_turkiye, 5), because(Remainder::Unexplained, leg(to_russia, 55))],
            [swap(5, to_turkiye, to_russia)],
        )
    };
    given([open(AWAY), open_between(BACK, &["UA", "TR"])])
        .when(settle(AWAY, 1, settlement))
        .then_held(&[
            "5 people of UA from RU to TR",
            "55 people of RU from UA to RU, 50 of them unexplained",
            "5 swapped for 5",
        ])
}

fn come_home(number: u32) -> Settlement {
    let on = Some(day("2023-07-08"));
    Settlement { on, ..Settlement::by_hand([leg(home("TR", "UA"), number)], []) }
}

#[test]
fn five_men_who_go_to_turkiye_are_swapped_and_not_home() {
    five_are_interned().and(|register| {
        let held = register.exchange(exchange(AWAY)).unwrap().settlement.clone().unwrap();
        assert_eq!(held.swapped(&abroad("UA", "RU", "TR")), 5);
        assert_eq!(held.remainder(&home("UA", "RU")), Some(count(50)));
        assert!(held.legs.iter().all(|leg| leg.key.to != party("UA")));
    });
}

#[test]
fn turkiye_holds_them_until_they_come_home() {
    five_are_interned()
        .and(|register| assert_eq!(in_turkiye(register), [(Flow::In, exactly(5))]))
        .when(settle(BACK, 1, come_home(5)))
        .then_held(&["5 people of UA from TR to UA"])
        .and(|register| {
            assert!(home("TR", "UA").goes_home());
            assert_eq!(in_turkiye(register), [(Flow::In, exactly(5)), (Flow::Out, exactly(5))]);
        });
}

#[test]
fn six_cannot_come_home_of_five() {
    five_are_interned().when(settle(BACK, 1, come_home(6))).then_refused(Refusal::NegativeTotal {
        holder: party("TR"),
        of: party("UA"),
        held: 5,
        leaving: 6,
        on: Some(day("2023-07-08")),
    });
}

fn in_turkiye(register: &State) -> Vec<(Flow, Band)> {
    let account = register.custody(party("TR"), party("UA")).unwrap();
    account.postings().iter().map(|posting| (posting.flow, posting.count)).collect()
}
