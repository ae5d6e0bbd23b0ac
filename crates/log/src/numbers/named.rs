//! Gists in numbers, said by name again. For tests.

use repatria_domain::{ExchangeId, Gist, LegGist, LegKey, Numbered, NumberedLeg, Parties};

/// What came up so far.
#[derive(Default)]
pub(crate) struct Named {
    exchanges: Vec<ExchangeId>,
    parties: Vec<Parties>,
    ways: Vec<LegKey>,
}

impl Named {
    /// The gist by name; none of what comes up for the first time, which it may not have before.
    pub(crate) fn gist(&mut self, shown: Numbered<'_>) -> Option<Gist> {
        let place = |number: u32| usize::try_from(number).unwrap();
        let id = |number: u32| self.exchanges[place(number)];
        Some(match shown {
            Numbered::Exchange(exchange) => {
                assert!(!self.exchanges.contains(&exchange));
                self.exchanges.push(exchange);
                return None;
            }
            Numbered::Parties(parties) => {
                assert!(!self.parties.contains(&parties));
                self.parties.push(parties);
                return None;
            }
            Numbered::Way(way) => {
                assert!(!self.ways.contains(&way));
                self.ways.push(way);
                return None;
            }
            Numbered::Opened { exchange, reference, between } => {
                let parties = self.parties[place(between)].clone();
                Gist::Opened { exchange: id(exchange), reference, parties }
            }
            Numbered::Described { exchange, revision, kind, on, frame } => {
                Gist::Described { exchange: id(exchange), revision, kind, on, frame: frame.map(id) }
            }
            Numbered::Cancelled { exchange } => Gist::Cancelled { exchange: id(exchange) },
            Numbered::Reinstated { exchange } => Gist::Reinstated { exchange: id(exchange) },
            Numbered::Settled { exchange, revision, on, legs } => {
                let named = |&NumberedLeg { way, count, basis, split }: &NumberedLeg| LegGist {
                    key: self.ways[place(way)],
                    count,
                    basis,
                    split,
                };
                let legs = legs.iter().map(named).collect();
                Gist::Settled { exchange: id(exchange), revision, on, legs }
            }
            Numbered::Withdrawn { exchange, revision } => {
                Gist::Withdrawn { exchange: id(exchange), revision }
            }
        })
    }
}
