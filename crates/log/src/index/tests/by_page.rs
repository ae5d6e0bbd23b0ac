//! What an index keeps, read by the page of the format alone.

use proptest::collection::vec;
use proptest::prelude::*;
use repatria_domain::{Band, Basis, Channel, Commit, Count, Event, ExchangeKind, When, generate};
use uuid::Uuid;

use super::drawn;
use crate::commits::Commits;
use crate::examples::{GOLDEN, log_of};
use crate::memory_log::MemoryLog;

/// As `docs/LOG_FORMAT.md` says, read without the program's own reader.
#[test]
fn what_is_kept_of_the_golden_log_is_as_the_page_of_the_format_says() {
    assert_eq!(read_by_page(&MemoryLog::of_bytes(GOLDEN)), 9);
}

proptest! {
    #[test]
    fn what_is_kept_of_any_events_is_as_the_page_of_the_format_says(
        events in vec(vec(generate::event(), 1..3), 1..12),
    ) {
        let first = Commits::of(MemoryLog::of_bytes(GOLDEN)).next().unwrap().unwrap();
        let commits: Vec<Commit> = (1..)
            .zip(events)
            .map(|(n, events)| Commit { n, events, ..first.clone() })
            .collect();
        read_by_page(&log_of(&commits));
    }
}

/// Compares what is kept of a log with what its events say; answers with how many gists that are.
fn read_by_page(log: &MemoryLog) -> usize {
    let bytes = drawn(log, None);
    let contents: Vec<u8> = bytes.chunks(4096).flat_map(|block| &block[..4092]).copied().collect();
    let number = |at: usize| u64::from_be_bytes(bytes[at..at + 8].try_into().unwrap());
    let [keys, groups, lines, kept, last] = [72, 80, 88, 96, 104].map(number);
    let before = [112, keys * 12, (groups + 1) * 8, lines * 16];
    let begins: u64 = before.iter().map(|bytes| bytes.div_ceil(4092) * 4092).sum();
    let rest = &contents[usize::try_from(begins).unwrap()..];
    let (kept, padding) = rest.split_at(usize::try_from(kept).unwrap());
    assert!(padding.len() < 4092 && padding.iter().all(|byte| *byte == 0));
    let mut by_page = ByPage { bytes: kept, ..ByPage::default() };
    while !by_page.bytes.is_empty() {
        by_page.gist();
    }
    assert_eq!(by_page.n, last);
    let mut said = Vec::new();
    for commit in Commits::of(log).map(Result::unwrap) {
        said.extend(commit.events.iter().filter_map(|event| by_fields(commit.n, event)));
    }
    assert_eq!(by_page.said, said);
    said.len()
}

/// Reads what is kept by the words of the page, and says it in words.
#[derive(Default)]
struct ByPage<'a> {
    bytes: &'a [u8],
    n: u64,
    exchanges: Vec<String>,
    parties: Vec<String>,
    ways: Vec<String>,
    said: Vec<String>,
}

impl ByPage<'_> {
    fn gist(&mut self) {
        let kind = self.byte();
        match kind {
            7 => {
                let exchange = self.id();
                return self.exchanges.push(exchange);
            }
            8 => {
                let parties: Vec<_> = (0..self.number()).map(|_| self.text()).collect();
                return self.parties.push(parties.join(","));
            }
            9 => {
                let way = self.way();
                return self.ways.push(way);
            }
            _ => {}
        }
        self.n += self.number();
        let back = self.number();
        let exchange = self.exchange(back);
        let rest = match kind {
            1 => {
                let (reference, parties) = (self.text(), self.number());
                format!("opened {reference} {}", self.parties[usize::try_from(parties).unwrap()])
            }
            2 => {
                let revision = self.number();
                let kind = ["exchange", "transfer", "bodies"][usize::from(self.byte())];
                let (on, frame) = (self.on(), self.number());
                let frame = frame.checked_sub(1).map(|back| self.exchange(back));
                format!("described {revision} {kind} {on} {}", frame.unwrap_or_default())
            }
            3 => "cancelled".into(),
            4 => "reinstated".into(),
            5 => {
                let (revision, on) = (self.number(), self.on());
                let legs: Vec<_> = (0..self.number()).map(|_| self.leg()).collect();
                format!("settled {revision} {on} {}", legs.join(","))
            }
            6 => format!("withdrawn {}", self.number()),
            other => panic!("of no kind: {other}"),
        };
        self.said.push(format!("{} {exchange} {rest}", self.n));
    }

    fn exchange(&self, back: u64) -> String {
        self.exchanges[self.exchanges.len() - 1 - usize::try_from(back).unwrap()].clone()
    }

    fn on(&mut self) -> String {
        match self.number() {
            0 => String::new(),
            1 => self.text(),
            day => {
                let first = repatria_domain::Day::from_ymd_opt(1, 1, 1).unwrap();
                let mut days = first.iter_days();
                days.nth(usize::try_from(day).unwrap() - 2).unwrap().to_string()
            }
        }
    }

    fn way(&mut self) -> String {
        let [of, from, to] = [self.text(), self.text(), self.text()];
        let kind = ["people", "bodies", "bags"][usize::from(self.byte())];
        let channel = ["", "exchange", "outside"][usize::from(self.byte())];
        format!("{of}:{from}>{to} {kind} {channel}")
    }

    fn leg(&mut self) -> String {
        let way = usize::try_from(self.number()).unwrap();
        let way = self.ways[way].clone();
        let given = self.byte();
        let basis = ["receiving", "other", "third", "press"][usize::from(given / 8 % 4)];
        let count = self.counts(given % 8);
        let part = |bit: u8| ((given / 32) & bit != 0).then(|| self.band());
        let split: Vec<_> =
            [1, 2, 4].map(part).into_iter().map(Option::unwrap_or_default).collect();
        format!("{way} {basis} {count} [{}]", split.join(" "))
    }

    fn band(&mut self) -> String {
        let given = self.byte();
        self.counts(given)
    }

    fn counts(&mut self, given: u8) -> String {
        let low = self.number();
        if given == 4 {
            return format!("{low}-{low}-{low}");
        }
        let mut other =
            |bit: u8| if given & bit == 0 { String::new() } else { self.number().to_string() };
        let [best, high] = [other(1), other(2)];
        format!("{low}-{best}-{high}")
    }

    fn byte(&mut self) -> u8 {
        let (byte, rest) = self.bytes.split_first().unwrap();
        self.bytes = rest;
        *byte
    }

    fn number(&mut self) -> u64 {
        let mut number = 0;
        for shift in (0..).step_by(7) {
            let byte = self.byte();
            number += u64::from(byte % 128) << shift;
            if byte < 128 {
                break;
            }
        }
        number
    }

    fn id(&mut self) -> String {
        let (id, rest) = self.bytes.split_first_chunk::<16>().unwrap();
        self.bytes = rest;
        Uuid::from_bytes(*id).to_string()
    }

    fn text(&mut self) -> String {
        let length = usize::try_from(self.number()).unwrap();
        let (text, rest) = self.bytes.split_at(length);
        self.bytes = rest;
        String::from_utf8(text.into()).unwrap()
    }
}

/// The same words of an event itself; none where it is not kept.
fn by_fields(n: u64, event: &Event) -> Option<String> {
    let text = |text: Option<String>| text.unwrap_or_default();
    let band = |band: Band| {
        let end = |count: Option<Count>| text(count.map(|count| count.number().to_string()));
        format!("{}-{}-{}", band.low().number(), end(band.best()), end(band.high()))
    };
    let on = |on: Option<When>| text(on.map(|on| on.to_string()));
    let (exchange, rest) = match event {
        Event::ExchangeOpened(opened) => {
            let parties: Vec<_> = opened.parties.iter().map(|party| party.to_string()).collect();
            (opened.exchange, format!("opened {} {}", opened.reference, parties.join(",")))
        }
        Event::ExchangeDescribed(described) => {
            let what = &described.description;
            let kind = match what.kind {
                ExchangeKind::Exchange => "exchange",
                ExchangeKind::Transfer => "transfer",
                ExchangeKind::Bodies => "bodies",
            };
            let frame = text(what.frame.map(|frame| frame.to_string()));
            let said = format!("described {} {kind} {} {frame}", described.revision, on(what.on));
            (described.exchange, said)
        }
        Event::ExchangeCancelled(off) => (off.exchange, "cancelled".into()),
        Event::ExchangeReinstated(on) => (on.exchange, "reinstated".into()),
        Event::ExchangeSettled(settled) => {
            let legs = settled.settlement.legs.iter().map(|leg| {
                let key = leg.key;
                let of = text(key.of.map(|of| of.to_string()));
                let channel = match key.channel {
                    Channel::NotStated => "",
                    Channel::Exchange => "exchange",
                    Channel::Outside => "outside",
                };
                let basis = match leg.basis {
                    Basis::ReceivingSide => "receiving",
                    Basis::OtherSide => "other",
                    Basis::ThirdParty => "third",
                    Basis::PressOnly => "press",
                };
                let parts = [leg.split.military, leg.split.civilian, leg.split.child];
                let split: Vec<_> = parts.iter().map(|part| text(part.map(band))).collect();
                let (from, to, kind) = (key.from, key.to, key.kind);
                format!(
                    "{of}:{from}>{to} {kind} {channel} {basis} {} [{}]",
                    band(leg.count),
                    split.join(" ")
                )
            });
            let legs: Vec<_> = legs.collect();
            let on = on(settled.settlement.on);
            (settled.exchange, format!("settled {} {on} {}", settled.revision, legs.join(",")))
        }
        Event::SettlementWithdrawn(withdrawn) => {
            (withdrawn.exchange, format!("withdrawn {}", withdrawn.revision))
        }
        Event::AgreementReached(_)
        | Event::CountStated(_)
        | Event::TotalStated(_)
        | Event::StatementReviewed(_)
        | Event::MovementRecorded(_)
        | Event::DetailWithheld(_)
        | Event::DetailDisclosed(_)
        | Event::CustodyDeclared(_)
        | Event::CustodyChanged(_)
        | Event::LossAccepted(_) => return None,
    };
    Some(format!("{n} {exchange} {rest}"))
}
