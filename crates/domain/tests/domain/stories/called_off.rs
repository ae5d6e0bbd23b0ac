//! 24 January 2024: 192 for 192 were to be exchanged, and were not.

use repatria_domain::{
    Command, Event, ExchangeCancelled, ExchangeReinstated, NotProposed, Refusal, Rule, Settlement,
    Terms, propose,
};

use crate::given::given;
use crate::words::{exchange, home, leg, on_terms, open, said, settle, state, swap, text};

const REFERENCE: &str = "2024-01-24-cancelled";

fn of_192() -> Settlement {
    let (to_ukraine, to_russia) = (home("RU", "UA"), home("UA", "RU"));
    Settlement::by_hand(
        [leg(to_ukraine, 192), leg(to_russia, 192)],
        [swap(192, to_ukraine, to_russia)],
    )
}

fn announced() -> Command {
    let figures = ["planned 192 military to RU", "planned 192 military to UA"];
    state(on_terms(Terms::ManForMan, said(REFERENCE, &["RU"], &figures)))
}

fn cancelled() -> ExchangeCancelled {
    ExchangeCancelled { exchange: exchange(REFERENCE), why: text("the aircraft was lost") }
}

#[test]
fn an_exchange_of_192_for_192_that_was_called_off_is_kept_and_not_settled() {
    given([open(REFERENCE), announced()])
        .when(Command::CancelExchange(cancelled()))
        .then([Event::ExchangeCancelled(cancelled())])
        .when(settle(REFERENCE, 1, of_192()))
        .then_refused(Refusal::Cancelled { reference: REFERENCE.parse().unwrap() })
        .and(|register| {
            let kept = register.exchange(exchange(REFERENCE)).unwrap();
            assert_eq!(kept.statements.len(), 1);
            assert_eq!(propose(kept, Rule::default()), Err(NotProposed::Cancelled));
            assert_eq!(register.settlements().count(), 0);
        });
}

#[test]
fn when_it_is_on_again_it_can_be_settled() {
    let on_again =
        ExchangeReinstated { exchange: exchange(REFERENCE), why: text("a new day was agreed") };
    given([open(REFERENCE), Command::CancelExchange(cancelled())])
        .when(Command::ReinstateExchange(on_again.clone()))
        .then([Event::ExchangeReinstated(on_again)])
        .when(settle(REFERENCE, 1, of_192()))
        .then_held(&[
            "192 people of UA from RU to UA",
            "192 people of RU from UA to RU",
            "192 swapped for 192",
        ]);
}

#[test]
fn what_was_only_announced_is_not_proposed() {
    given([open(REFERENCE)]).when(announced()).then(announced().events()).and(|register| {
        let waiting = register.exchange(exchange(REFERENCE)).unwrap();
        assert_eq!(propose(waiting, Rule::default()), Err(NotProposed::NothingSaid));
    });
}
