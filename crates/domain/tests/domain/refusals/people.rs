//! More people than there are: on the way home, and in custody.

use repatria_domain::{
    Command, CustodyChange, CustodyChanged, CustodyDeclared, Milestone, MovementRecorded, Refusal,
    Settlement,
};

use super::{Reproducer, answer};
use crate::words::{count, day, exactly, exchange, home, leg, open, party, settle, text};

const REFERENCE: &str = "2025-06-26";

fn settlement() -> Settlement {
    Settlement { on: Some(day(REFERENCE)), ..Settlement::by_hand([leg(home("RU", "UA"), 106)], []) }
}

fn arrive(number: u32) -> Command {
    let (of, home) = (exchange(REFERENCE), home("RU", "UA"));
    let arrival = MovementRecorded::new(of, home, Milestone::ArrivedHome, count(number));
    Command::RecordMovement(arrival)
}

fn declare(holder: &str, number: u32) -> Command {
    Command::DeclareCustody(CustodyDeclared::new(
        party(holder),
        party("UA"),
        exactly(number),
        day("2025-06-01"),
        text("own judgement"),
    ))
}

fn escape(number: u32) -> Command {
    Command::ChangeCustody(CustodyChanged::new(
        (party("RU"), party("UA")),
        CustodyChange::Escaped,
        exactly(number),
        day("2025-06-20"),
        text("own judgement"),
    ))
}

pub(super) fn reproducers() -> Vec<Reproducer> {
    let (holder, of) = (party("RU"), party("UA"));
    let settled = || [open(REFERENCE), settle(REFERENCE, 1, settlement())];
    vec![
        Reproducer {
            what: "107 come home of 106",
            answer: answer(settled(), &arrive(107)),
            refusal: Refusal::BelowArrived {
                leg: Box::new(home("RU", "UA")),
                arrived: 107,
                most: count(106),
            },
        },
        Reproducer {
            what: "106 leave where 100 are held",
            answer: answer(
                [declare("RU", 100), open(REFERENCE)],
                &settle(REFERENCE, 1, settlement()),
            ),
            refusal: Refusal::NegativeTotal {
                holder,
                of,
                held: 100,
                leaving: 106,
                on: Some(day(REFERENCE)),
            },
        },
        Reproducer {
            what: "a party holds its own people",
            answer: answer([], &declare("UA", 100)),
            refusal: Refusal::HolderOfItsOwn { holder: of },
        },
        Reproducer {
            what: "an escape from custody of which nothing is known",
            answer: answer([], &escape(3)),
            refusal: Refusal::NoSuchCustody { holder, of },
        },
        Reproducer {
            what: "a movement before anything is settled",
            answer: answer([open(REFERENCE)], &arrive(1)),
            refusal: Refusal::NotSettled { reference: REFERENCE.parse().unwrap() },
        },
    ]
}
