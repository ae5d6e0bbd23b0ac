//! Registers to draw read models from, in a few words. Its claimants are invented.

use repatria_domain::{
    Band, Basis, Channel, CommandId, Commit, Count, CountStatement, CustodyDeclared, Day,
    Description, Drawn, Event, ExchangeCancelled, ExchangeDescribed, ExchangeId, ExchangeKind,
    ExchangeOpened, ExchangeSettled, Figure, Leg, LegKey, LegKind, Parties, Party, Place, Quantity,
    Reference, Rule, Settlement, SettlementWithdrawn, Split, StatementId, Terms, Text, propose,
};

use crate::record::Record;

/// A register under way.
#[derive(Default)]
pub(crate) struct Given {
    pub(crate) commits: Vec<Commit>,
    pub(crate) record: Record,
}

impl Given {
    /// An exchange between Ukraine and Russia on that date.
    pub(crate) fn exchange(self, reference: &str, on: &str) -> Self {
        self.described(reference, on, ExchangeKind::Exchange, None)
    }

    /// One hand-over of a deal.
    pub(crate) fn part(self, frame: &str, reference: &str, on: &str) -> Self {
        self.described(reference, on, ExchangeKind::Exchange, Some(frame))
    }

    pub(crate) fn described(
        self,
        reference: &str,
        on: &str,
        kind: ExchangeKind,
        frame: Option<&str>,
    ) -> Self {
        let (exchange, reference) = (id(reference), name(reference));
        let description = Description {
            kind,
            on: (!on.is_empty()).then(|| on.parse().unwrap()),
            terms: Terms::NotStated,
            frame: frame.map(id),
            agreements: Vec::new(),
            categories: Vec::new(),
            place: Place::NotStated,
            transit: Vec::new(),
            mediators: Vec::new(),
            drawn: Drawn::ByHand,
        };
        let parties = Parties::new([party("UA"), party("RU")]).unwrap();
        let description = description.into();
        self.happened([
            Event::ExchangeOpened(ExchangeOpened { exchange, reference, parties }),
            Event::ExchangeDescribed(ExchangeDescribed { exchange, revision: 1, description }),
        ])
    }

    /// Settled by legs such as `RU>UA 106`, `RU>TR 5 of UA`, `RU>SA 10 of ?`, `RU>UA 7 bodies`,
    /// `RU>UA 84 military 33 civilian 51`.
    pub(crate) fn settled(self, reference: &str, legs: &[&str]) -> Self {
        let legs = legs.iter().map(|text| leg(text)).collect();
        let settlement = Settlement {
            on: None,
            terms: Terms::NotStated,
            tariff: None,
            legs,
            swaps: Vec::new(),
            evidence: Vec::new(),
            rule: Rule::ByHand,
            note: None,
        };
        self.settled_as(reference, settlement)
    }

    /// Settled as its statements propose.
    pub(crate) fn settled_by_rule(self, reference: &str) -> Self {
        let exchange = self.record.state().exchange(id(reference)).unwrap();
        let settlement = propose(exchange, Rule::ReceivingSideFirst).unwrap();
        self.settled_as(reference, settlement)
    }

    pub(crate) fn settled_as(self, reference: &str, settlement: Settlement) -> Self {
        let exchange = id(reference);
        let revision = self.record.state().exchange(exchange).unwrap().settlement_revision + 1;
        self.happened([Event::ExchangeSettled(ExchangeSettled {
            exchange,
            revision,
            settlement: settlement.into(),
        })])
    }

    pub(crate) fn withdrawn(self, reference: &str) -> Self {
        let exchange = id(reference);
        let revision = self.record.state().exchange(exchange).unwrap().settlement_revision;
        let why = text("read wrongly");
        self.happened([Event::SettlementWithdrawn(SettlementWithdrawn { exchange, revision, why })])
    }

    pub(crate) fn cancelled(self, reference: &str) -> Self {
        let cancelled = ExchangeCancelled { exchange: id(reference), why: text("a crash") };
        self.happened([Event::ExchangeCancelled(cancelled)])
    }

    /// The register's judgement that so many of a party's people were held on a day.
    pub(crate) fn held(self, holder: &str, of: &str, number: u32, on: &str) -> Self {
        self.happened([Event::CustodyDeclared(CustodyDeclared {
            holder: party(holder),
            of: party(of),
            count: Band::exactly(Count::new(number)),
            on: on.parse().unwrap(),
            basis: text("a list of a bureau"),
            sources: Vec::new(),
        })])
    }

    /// A statement, for a side or for none, of figures such as `UA military 106`.
    pub(crate) fn said(
        self,
        reference: &str,
        claimant: &str,
        side: &str,
        figures: &[&str],
    ) -> Self {
        let content = format!("{reference} {claimant} {figures:?}");
        let said = CountStatement {
            statement: StatementId::of(content.as_bytes()),
            exchange: id(reference),
            attribution: serde_json::from_value(serde_json::json!({
                "claimant": claimant,
                "sides": side.split_whitespace().collect::<Vec<_>>(),
                "source": { "address": "https://example.org/report" },
            }))
            .unwrap(),
            figures: figures.iter().map(|text| figure(text)).collect(),
            says: repatria_domain::Circumstances::default(),
            note: None,
            corrects: None,
        };
        self.happened([Event::CountStated(said.into())])
    }

    /// One commit, a second after the one before it.
    pub(crate) fn happened(mut self, events: impl IntoIterator<Item = Event>) -> Self {
        let n = self.commits.len() as u64 + 1;
        let commit = Commit {
            n,
            id: CommandId::of(n.to_string().as_bytes()),
            at: format!("2026-11-23T02:{:02}:{:02}.000000Z", n / 60, n % 60).parse().unwrap(),
            by: "olena".parse().unwrap(),
            events: events.into_iter().collect(),
        };
        self.record.apply(&commit).unwrap();
        self.commits.push(commit);
        self
    }
}

pub(crate) fn name(reference: &str) -> Reference {
    reference.parse().unwrap()
}

pub(crate) fn id(reference: &str) -> ExchangeId {
    ExchangeId::of(&name(reference))
}

pub(crate) fn party(code: &str) -> Party {
    code.parse().unwrap()
}

pub(crate) fn text(words: &str) -> Text {
    words.parse().unwrap()
}

pub(crate) fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn leg(text: &str) -> Leg {
    let mut words = text.split(' ');
    let (from, to) = words.next().unwrap().split_once('>').unwrap();
    let (from, to) = (party(from), party(to));
    let count = band(words.next().unwrap());
    let mut key =
        LegKey { of: Some(to), from, to, kind: LegKind::Living, channel: Channel::NotStated };
    let mut split = Split::default();
    while let Some(word) = words.next() {
        match word {
            "of" => key.of = words.next().unwrap().parse().ok(),
            "bodies" => key.kind = LegKind::Bodies,
            "bags" => key.kind = LegKind::Bags,
            "outside" => key.channel = Channel::Outside,
            "military" => split.military = Some(band(words.next().unwrap())),
            "civilian" => split.civilian = Some(band(words.next().unwrap())),
            other => panic!("no word of a leg: {other}"),
        }
    }
    let basis = Basis::ReceivingSide;
    Leg { key, count, basis, split, ranks: std::collections::BTreeMap::new(), remainder: None }
}

/// `106`, `95..100`, `>=100`, or `?` where nobody gives the number.
fn band(text: &str) -> Band {
    let text = if text == "?" { "not stated" } else { text };
    text.parse::<Quantity>().unwrap().band()
}

fn figure(text: &str) -> Figure {
    let [to, population, quantity] = text.splitn(3, ' ').collect::<Vec<_>>().try_into().unwrap();
    serde_json::from_value(serde_json::json!({
        "to": to, "population": population, "quantity": quantity,
    }))
    .unwrap()
}
