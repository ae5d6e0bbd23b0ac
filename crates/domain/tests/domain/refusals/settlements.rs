//! Settlements that the register cannot hold to be true.

use repatria_domain::{
    Category, Count, Equal, Evidence, Leg, LegKey, LegKind, Refusal, Role, Settlement, StatementId,
    Swap, Tariff, Terms, WeighingError, Weight,
};

use super::{Reproducer, answer};
use crate::words::{count, exactly, home, leg, open, settle, swap, text};

const REFERENCE: &str = "2025-06-26";

fn to_ukraine() -> LegKey {
    home("RU", "UA")
}

fn to_russia() -> LegKey {
    home("UA", "RU")
}

fn bodies() -> LegKey {
    LegKey { kind: LegKind::Bodies, ..to_russia() }
}

fn settling(legs: &[Leg], swaps: &[Swap]) -> Refusal {
    settling_as(Settlement::by_hand(legs, swaps))
}

fn settling_as(settlement: Settlement) -> Refusal {
    answer([open(REFERENCE)], &settle(REFERENCE, 1, settlement))
}

fn rank(name: &str) -> Category {
    name.parse().unwrap()
}

/// Under the tariff of 1862 a colonel is worth fifteen privates.
fn by_tariff(legs: &[Leg], swaps: &[Swap]) -> Settlement {
    let privates = [(rank("private"), count(1)), (rank("colonel"), count(15))];
    let tariff = Tariff { title: text("Dix-Hill"), privates: privates.into() };
    Settlement { terms: Terms::ByTariff, tariff: Some(tariff), ..Settlement::by_hand(legs, swaps) }
}

fn of_rank(name: &str, men: u32, leg: &Leg) -> Leg {
    Leg { ranks: [(rank(name), count(men))].into(), ..leg.clone() }
}

fn by_weight(privates: u64) -> Swap {
    let weight = Weight::new(privates);
    Swap { a: to_ukraine(), b: to_russia(), equal: Equal::Weight(weight) }
}

pub(super) fn reproducers() -> Vec<Reproducer> {
    let mut all = of_swaps();
    all.extend(of_tariffs());
    all.extend(of_legs());
    all
}

fn of_swaps() -> Vec<Reproducer> {
    let (a, b) = (leg(to_ukraine(), 106), leg(to_russia(), 103));
    let pair = [a.clone(), b.clone()];
    vec![
        Reproducer {
            what: "189 for 150",
            answer: Swap::man_for_man(to_ukraine(), count(189), to_russia(), count(150))
                .unwrap_err(),
            refusal: Refusal::UnequalSwap { to_a: count(189), to_b: count(150) },
        },
        Reproducer {
            what: "a swap with a leg that is not there",
            answer: settling(std::slice::from_ref(&a), &[swap(103, to_ukraine(), to_russia())]),
            refusal: Refusal::NoSuchLeg { leg: Box::new(to_russia()) },
        },
        Reproducer {
            what: "prisoners of one side for prisoners of the same side",
            answer: settling(&pair, &[swap(1, to_ukraine(), to_ukraine())]),
            refusal: Refusal::SwapOfOneSide { side: to_ukraine().from },
        },
        Reproducer {
            what: "people for bodies",
            answer: settling(&[a.clone(), leg(bodies(), 27)], &[swap(27, to_ukraine(), bodies())]),
            refusal: Refusal::SwapOfDifferentKinds { a: LegKind::Living, b: LegKind::Bodies },
        },
        Reproducer {
            what: "more than went",
            answer: settling(&pair, &[swap(106, to_ukraine(), to_russia())]),
            refusal: Refusal::SwappedBeyondLeg {
                leg: Box::new(to_russia()),
                swapped: 106,
                best: count(103),
            },
        },
        Reproducer {
            what: "three left over under man for man",
            answer: settling_as(Settlement {
                terms: Terms::ManForMan,
                ..Settlement::by_hand(pair, [swap(103, to_ukraine(), to_russia())])
            }),
            refusal: Refusal::NotWhollySwapped {
                leg: Box::new(to_ukraine()),
                swapped: 103,
                best: count(106),
            },
        },
    ]
}

fn of_tariffs() -> Vec<Reproducer> {
    let colonel = of_rank("colonel", 1, &leg(to_ukraine(), 1));
    let privates = of_rank("private", 20, &leg(to_russia(), 20));
    let ranked = [colonel.clone(), privates.clone()];
    vec![
        Reproducer {
            what: "a colonel for fourteen privates",
            answer: Swap::by_tariff(to_ukraine(), Weight::new(15), to_russia(), Weight::new(14))
                .unwrap_err(),
            refusal: Refusal::UnequalWeight { to_a: Weight::new(15), to_b: Weight::new(14) },
        },
        Reproducer {
            what: "weights without a tariff",
            answer: settling(&ranked, &[by_weight(15)]),
            refusal: Refusal::TariffMissing,
        },
        Reproducer {
            what: "a rank that the tariff does not name",
            answer: settling_as(by_tariff(&[of_rank("cornet", 1, &colonel)], &[])),
            refusal: Refusal::CannotBeWeighed(WeighingError::UnknownRank(rank("cornet"))),
        },
        Reproducer {
            what: "a colonel for sixteen privates",
            answer: settling_as(by_tariff(&ranked, &[by_weight(16)])),
            refusal: Refusal::SwappedBeyondWeight {
                leg: Box::new(to_ukraine()),
                swapped: Weight::new(16),
                weight: Weight::new(15),
            },
        },
        Reproducer {
            what: "a citizen for a soldier",
            answer: settling_as(by_tariff(&ranked, &[swap(1, to_ukraine(), to_russia())])),
            refusal: Refusal::CitizensForOthers {
                leg: Box::new(to_ukraine()),
                swapped: 1,
                citizens: Count::ZERO,
            },
        },
        Reproducer {
            what: "weights beyond counting",
            answer: settling_as(by_tariff(&ranked, &[by_weight(u64::MAX), by_weight(1)])),
            refusal: Refusal::TotalTooLarge,
        },
    ]
}

fn of_legs() -> Vec<Reproducer> {
    let nowhere = home("UA", "UA");
    let mut split = leg(to_ukraine(), 84);
    (split.split.military, split.split.civilian) = (Some(exactly(33)), Some(exactly(52)));
    let mut remains = leg(bodies(), 27);
    remains.split.military = Some(exactly(27));
    let statement = StatementId::of(b"of another exchange");
    let evidence = Evidence { statement, leg: None, role: Role::Best };
    vec![
        Reproducer {
            what: "a settlement of nobody",
            answer: settling(&[], &[]),
            refusal: Refusal::NothingSettled,
        },
        Reproducer {
            what: "a leg named twice",
            answer: settling(&[leg(to_ukraine(), 100), leg(to_ukraine(), 6)], &[]),
            refusal: Refusal::LegRepeated { leg: Box::new(to_ukraine()) },
        },
        Reproducer {
            what: "a leg from Ukraine to Ukraine",
            answer: settling(&[leg(nowhere, 1)], &[]),
            refusal: Refusal::LegGoesNowhere { leg: Box::new(nowhere) },
        },
        Reproducer {
            what: "33 soldiers and 52 civilians among 84",
            answer: settling(&[split], &[]),
            refusal: Refusal::PartsBeyondLeg {
                leg: Box::new(to_ukraine()),
                parts: 85,
                best: count(84),
            },
        },
        Reproducer {
            what: "soldiers among bodies",
            answer: settling(&[remains], &[]),
            refusal: Refusal::RemainsAreNotSplit { leg: Box::new(bodies()) },
        },
        Reproducer {
            what: "evidence that was never recorded",
            answer: settling_as(Settlement {
                evidence: vec![evidence],
                ..Settlement::by_hand([leg(to_ukraine(), 106)], [])
            }),
            refusal: Refusal::NoSuchEvidence { statement },
        },
    ]
}
