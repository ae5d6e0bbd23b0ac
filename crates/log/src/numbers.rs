//! The numbers that go for exchanges, sets of parties and ways in gists: each has the next one when it
//! comes up first. It refuses to know where they are kept.

use std::collections::HashMap;
use std::hash::Hash;
use std::ops::ControlFlow;

use repatria_domain::{ExchangeId, Gist, LegKey, Numbered, NumberedLeg, Parties};

/// The numbers of what came up so far.
#[derive(Debug, Default)]
pub(crate) struct Numbers {
    exchanges: HashMap<ExchangeId, u32>,
    parties: HashMap<Parties, u32>,
    ways: HashMap<LegKey, u32>,
    // Of the gist at hand.
    legs: Vec<NumberedLeg>,
}

impl Numbers {
    /// Shows a gist in numbers, and before it what comes up in it for the first time; nothing of one
    /// that moves no total.
    pub(crate) fn each_of(
        &mut self,
        gist: &Gist,
        mut show: impl FnMut(Numbered<'_>) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let Self { exchanges, parties, ways, legs } = self;
        let mut exchange_of = |exchange: &ExchangeId, show: &mut dyn FnMut(Numbered<'_>) -> _| {
            number(exchanges, exchange, |exchange| show(Numbered::Exchange(exchange)))
        };
        match gist {
            Gist::Opened { exchange, reference, parties: between } => {
                let exchange = exchange_of(exchange, &mut show)?;
                let between = number(parties, between, |them| show(Numbered::Parties(them)))?;
                show(Numbered::Opened { exchange, reference: reference.clone(), between })
            }
            Gist::Described { exchange, revision, kind, on, frame } => {
                let exchange = exchange_of(exchange, &mut show)?;
                let frame = match frame {
                    Some(frame) => Some(exchange_of(frame, &mut show)?),
                    None => None,
                };
                let (revision, kind, on) = (*revision, *kind, *on);
                show(Numbered::Described { exchange, revision, kind, on, frame })
            }
            Gist::Cancelled { exchange } => {
                let exchange = exchange_of(exchange, &mut show)?;
                show(Numbered::Cancelled { exchange })
            }
            Gist::Reinstated { exchange } => {
                let exchange = exchange_of(exchange, &mut show)?;
                show(Numbered::Reinstated { exchange })
            }
            Gist::Settled { exchange, revision, on, legs: settled } => {
                let exchange = exchange_of(exchange, &mut show)?;
                legs.clear();
                for leg in settled {
                    let way = number(ways, &leg.key, |way| show(Numbered::Way(way)))?;
                    legs.push(NumberedLeg::of(leg, way));
                }
                show(Numbered::Settled { exchange, revision: *revision, on: *on, legs })
            }
            Gist::Withdrawn { exchange, revision } => {
                let exchange = exchange_of(exchange, &mut show)?;
                show(Numbered::Withdrawn { exchange, revision: *revision })
            }
            Gist::CountStated { .. } | Gist::Reviewed { .. } | Gist::Other => {
                ControlFlow::Continue(())
            }
        }
    }

    /// Takes in what came up elsewhere for the first time; tells whether it had not come up before.
    pub(crate) fn remember(&mut self, shown: &Numbered<'_>) -> bool {
        match shown {
            Numbered::Exchange(exchange) => is_next(&mut self.exchanges, *exchange),
            Numbered::Parties(parties) => is_next(&mut self.parties, parties.clone()),
            Numbered::Way(way) => is_next(&mut self.ways, *way),
            Numbered::Opened { .. }
            | Numbered::Described { .. }
            | Numbered::Cancelled { .. }
            | Numbered::Reinstated { .. }
            | Numbered::Settled { .. }
            | Numbered::Withdrawn { .. } => true,
        }
    }
}

/// The number of what has this name; where it comes up for the first time, that is told.
fn number<Name: Clone + Eq + Hash>(
    numbers: &mut HashMap<Name, u32>,
    name: &Name,
    first: impl FnOnce(Name) -> ControlFlow<()>,
) -> ControlFlow<(), u32> {
    if let Some(number) = numbers.get(name) {
        return ControlFlow::Continue(*number);
    }
    let next = next(numbers);
    numbers.insert(name.clone(), next);
    first(name.clone())?;
    ControlFlow::Continue(next)
}

/// Gives the next number; tells whether there was none of this name.
fn is_next<Name: Eq + Hash>(numbers: &mut HashMap<Name, u32>, name: Name) -> bool {
    let next = next(numbers);
    numbers.insert(name, next).is_none()
}

fn next<Name>(numbers: &HashMap<Name, u32>) -> u32 {
    // There are fewer of them than lines, which have numbers of this size too.
    u32::try_from(numbers.len()).unwrap_or(u32::MAX)
}

#[cfg(test)]
pub(crate) mod named;
