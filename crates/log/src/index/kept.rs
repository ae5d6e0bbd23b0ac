//! The gists that move a total, each with the number of its commit, packed one behind the other, as
//! `docs/LOG_FORMAT.md` lays it down; in numbers, and before each what comes up in it for the first
//! time. It refuses to know where they are kept, and what a total is.

mod unpacked;

use std::ops::ControlFlow;

use repatria_domain::{
    Band, Basis, Channel, Day, ExchangeKind, Gist, LegKey, LegKind, Numbered, NumberedLeg, Parties,
    Party, When,
};
use uuid::Uuid;

use crate::numbers::Numbers;

pub(crate) use unpacked::Unpacked;

// What a gist is of.
const OPENED: u8 = 1;
const DESCRIBED: u8 = 2;
const CANCELLED: u8 = 3;
const REINSTATED: u8 = 4;
const SETTLED: u8 = 5;
const WITHDRAWN: u8 = 6;
// What comes up for the first time.
const EXCHANGE: u8 = 7;
const PARTIES: u8 = 8;
const WAY: u8 = 9;

// What is given of a band, apart from its lowest number.
const BEST: u8 = 1;
const HIGH: u8 = 2;
/// Its best and its highest number are the lowest one.
const EXACTLY: u8 = 4;

// What is given of a split.
const MILITARY: u8 = 1;
const CIVILIAN: u8 = 2;
const CHILD: u8 = 4;

// By how many bits the basis and what is given of the split stand above what is given of the band.
const BASIS: u32 = 3;
const SPLIT: u32 = 5;

// What stands for a date; all numbers above are of days, from the first that can be written on.
const NO_DATE: u64 = 0;
const WRITTEN: u64 = 1;
const FIRST_DAY: u64 = 2;
const FIRST: Option<Day> = Day::from_ymd_opt(1, 1, 1);

/// Whether a total may be another one with it: only such gists are kept.
pub(crate) fn moves_a_total(gist: &Gist) -> bool {
    match gist {
        Gist::Opened { .. }
        | Gist::Described { .. }
        | Gist::Cancelled { .. }
        | Gist::Reinstated { .. }
        | Gist::Settled { .. }
        | Gist::Withdrawn { .. } => true,
        Gist::CountStated { .. } | Gist::Reviewed { .. } | Gist::Other => false,
    }
}

/// Gists, packed.
#[derive(Debug, Default)]
pub(super) struct Kept {
    pub(super) packed: Packed,
    numbers: Numbers,
}

impl Kept {
    /// Packs a gist of a commit behind the others, if it moves a total.
    pub(super) fn take(&mut self, n: u64, gist: &Gist) {
        let Self { packed, numbers } = self;
        let _never_ended = numbers.each_of(gist, |shown| {
            packed.take(n, &shown);
            ControlFlow::Continue(())
        });
    }
}

/// What is packed, in numbers.
#[derive(Debug, Default)]
pub(super) struct Packed {
    pub(super) bytes: Vec<u8>,
    /// The number of the commit of the last of them.
    pub(super) n: u64,
    /// How many exchanges came up.
    exchanges: u32,
}

impl Packed {
    fn take(&mut self, n: u64, shown: &Numbered<'_>) {
        match shown {
            Numbered::Exchange(exchange) => {
                self.bytes.push(EXCHANGE);
                self.bytes.extend_from_slice(Uuid::from(*exchange).as_bytes());
                self.exchanges = self.exchanges.saturating_add(1);
            }
            Numbered::Parties(parties) => self.parties(parties),
            Numbered::Way(way) => self.way(way),
            Numbered::Opened { exchange, reference, between } => {
                self.begin(OPENED, n, *exchange);
                self.text(reference.as_str());
                self.short_number((*between).into());
            }
            Numbered::Described { exchange, revision, kind, on, frame } => {
                self.begin(DESCRIBED, n, *exchange);
                self.short_number((*revision).into());
                self.bytes.push(match kind {
                    ExchangeKind::Exchange => 0,
                    ExchangeKind::Transfer => 1,
                    ExchangeKind::Bodies => 2,
                });
                self.when(on.as_ref());
                self.short_number(frame.map_or(0, |frame| u64::from(self.back_to(frame)) + 1));
            }
            Numbered::Cancelled { exchange } => self.begin(CANCELLED, n, *exchange),
            Numbered::Reinstated { exchange } => self.begin(REINSTATED, n, *exchange),
            Numbered::Settled { exchange, revision, on, legs } => {
                self.begin(SETTLED, n, *exchange);
                self.short_number((*revision).into());
                self.when(on.as_ref());
                self.length(legs.len());
                legs.iter().for_each(|leg| self.leg(leg));
            }
            Numbered::Withdrawn { exchange, revision } => {
                self.begin(WITHDRAWN, n, *exchange);
                self.short_number((*revision).into());
            }
        }
    }

    /// What a gist begins with: of what kind it is, and of which exchange.
    fn begin(&mut self, kind: u8, n: u64, exchange: u32) {
        self.bytes.push(kind);
        self.short_number(n.saturating_sub(self.n));
        self.n = n;
        self.short_number(self.back_to(exchange).into());
    }

    /// How many exchanges came up since.
    fn back_to(&self, exchange: u32) -> u32 {
        self.exchanges.saturating_sub(exchange).saturating_sub(1)
    }

    fn parties(&mut self, parties: &Parties) {
        self.bytes.push(PARTIES);
        self.length(parties.iter().count());
        parties.iter().for_each(|party| self.party(Some(party)));
    }

    fn way(&mut self, LegKey { of, from, to, kind, channel }: &LegKey) {
        self.bytes.push(WAY);
        self.party(*of);
        self.party(Some(*from));
        self.party(Some(*to));
        self.bytes.push(match kind {
            LegKind::Living => 0,
            LegKind::Bodies => 1,
            LegKind::Bags => 2,
        });
        self.bytes.push(match channel {
            Channel::NotStated => 0,
            Channel::Exchange => 1,
            Channel::Outside => 2,
        });
    }

    fn leg(&mut self, NumberedLeg { way, count, basis, split }: &NumberedLeg) {
        self.short_number((*way).into());
        let basis: u8 = match basis {
            Basis::ReceivingSide => 0,
            Basis::OtherSide => 1,
            Basis::ThirdParty => 2,
            Basis::PressOnly => 3,
        };
        let parts = [(split.military, MILITARY), (split.civilian, CIVILIAN), (split.child, CHILD)];
        let told_apart = parts.iter().filter(|(part, _)| part.is_some());
        let told_apart: u8 = told_apart.map(|(_, flag)| flag).sum();
        self.bytes.push(given(count) | basis << BASIS | told_apart << SPLIT);
        self.counts(count);
        for part in split.parts() {
            self.bytes.push(given(&part));
            self.counts(&part);
        }
    }

    fn counts(&mut self, band: &Band) {
        self.short_number(band.low().number().into());
        let others = [band.best(), band.high()].into_iter().flatten();
        for count in others.filter(|_| given(band) != EXACTLY) {
            self.short_number(count.number().into());
        }
    }

    fn party(&mut self, party: Option<Party>) {
        self.text(party.as_ref().map_or("", Party::as_str));
    }

    fn when(&mut self, on: Option<&When>) {
        let Some(on) = on else { return self.short_number(NO_DATE) };
        let days = on.exact_day().zip(FIRST).map(|(day, first)| day.signed_duration_since(first));
        if let Some(days) = days.and_then(|days| u64::try_from(days.num_days()).ok()) {
            return self.short_number(days.saturating_add(FIRST_DAY));
        }
        self.short_number(WRITTEN);
        self.text(&on.to_string());
    }

    fn text(&mut self, text: &str) {
        self.length(text.len());
        self.bytes.extend_from_slice(text.as_bytes());
    }

    fn length(&mut self, many: usize) {
        self.short_number(u64::try_from(many).unwrap_or(u64::MAX));
    }

    fn short_number(&mut self, number: u64) {
        let mut rest = number;
        while rest >= 0x80 {
            self.bytes.push(lowest_seven(rest) | 0x80);
            rest >>= 7;
        }
        self.bytes.push(lowest_seven(rest));
    }
}

/// What is given of a band, apart from its lowest number.
fn given(band: &Band) -> u8 {
    match (band.best(), band.high()) {
        _ if *band == Band::exactly(band.low()) => EXACTLY,
        (None, None) => 0,
        (Some(_), None) => BEST,
        (None, Some(_)) => HIGH,
        (Some(_), Some(_)) => BEST | HIGH,
    }
}

fn lowest_seven(number: u64) -> u8 {
    let [lowest, ..] = number.to_le_bytes();
    lowest & 0x7f
}

#[cfg(test)]
pub(super) mod tests;
