//! Deals that had several hand-overs.

use super::*;

const A: &str = "2022-09-21-a";
const DEAL: &str = "2022-09-21";

#[test]
fn a_part_is_framed_wherever_the_row_of_its_deal_stands() {
    let part = row(&[("exchange", A), ("part_of", DEAL)]);
    let deal = row(&[("exchange", DEAL)]);
    for rows in [[&part, &deal], [&deal, &part]] {
        let mut register = Register::default();
        register.import(&[("rows.csv", &(COUNTS.to_owned() + rows[0] + rows[1]))]);
        let deal = register.exchange(DEAL).id;
        assert_eq!(register.exchange(A).frame(), Some(deal));
        assert_eq!(register.exchange(DEAL).frame(), None);
    }
}

#[test]
fn a_row_that_is_silent_about_the_deal_keeps_it() {
    let mut register = Register::default();
    let (part, deal) = (row(&[("exchange", A), ("part_of", DEAL)]), row(&[("exchange", DEAL)]));
    register.import(&[("rows.csv", &(COUNTS.to_owned() + &part + &deal))]);
    let later = ("source_url", "https://example.org/2");
    register.import(&[("rows.csv", &counts(&[&[("exchange", A), later]]))]);
    assert_eq!(register.exchange(A).frame(), Some(register.exchange(DEAL).id));
}

#[test]
fn a_deal_named_later_frames_an_exchange_that_is_recorded() {
    let mut register = Register::default();
    let (alone, deal) = (row(&[("exchange", A)]), row(&[("exchange", DEAL)]));
    register.import(&[("rows.csv", &(COUNTS.to_owned() + &alone + &deal))]);
    let framed = counts(&[&[("exchange", A), ("part_of", DEAL)]]);
    let summary = register.import(&[("rows.csv", &framed)]);
    assert_eq!((summary.known, summary.described), (1, vec![A.to_owned()]));
    assert_eq!(register.exchange(A).frame(), Some(register.exchange(DEAL).id));
}

#[test]
fn a_description_drawn_by_hand_is_not_drawn_over() {
    let mut register = Register::default();
    register.import(&[("rows.csv", &counts(&[&[]]))]);
    let exchange = register.exchange("2025-06-26");
    let description = exchange.description.clone().unwrap();
    let description = repatria_domain::Description {
        drawn: repatria_domain::Drawn::ByHand,
        ..(*description).clone()
    }
    .into();
    let described =
        repatria_domain::ExchangeDescribed { exchange: exchange.id, revision: 2, description };
    register.state.apply(&repatria_domain::Event::ExchangeDescribed(described)).unwrap();
    let other = counts(&[&[("source_url", "https://example.org/2"), ("place", "Gomel")]]);
    assert_eq!(register.import(&[("rows.csv", &other)]).described, Vec::<String>::new());
}
