//! The gists that move a total, each with the number of its commit, packed one behind the other, as
//! `docs/LOG_FORMAT.md` lays it down. It refuses to know where they are kept, and what a total is.

mod unpacked;

use repatria_domain::{
    Band, Basis, Channel, ExchangeId, ExchangeKind, Gist, LegGist, LegKind, Party, When,
};
use uuid::Uuid;

pub(crate) use unpacked::Unpacked;

// What a gist is of.
const OPENED: u8 = 1;
const DESCRIBED: u8 = 2;
const CANCELLED: u8 = 3;
const REINSTATED: u8 = 4;
const SETTLED: u8 = 5;
const WITHDRAWN: u8 = 6;

// What is given of a band, apart from its lowest number.
const BEST: u8 = 1;
const HIGH: u8 = 2;
/// Its best and its highest number are the lowest one.
const EXACTLY: u8 = 4;

// What is given of a split.
const MILITARY: u8 = 1;
const CIVILIAN: u8 = 2;
const CHILD: u8 = 4;

/// Whether a total may be another one with it: only such gists are kept.
pub(crate) fn moves_a_total(gist: &Gist) -> bool {
    begins(gist).is_some()
}

/// What a kept gist begins with: of what kind it is, and of which exchange.
fn begins(gist: &Gist) -> Option<(u8, ExchangeId)> {
    match *gist {
        Gist::Opened { exchange, .. } => Some((OPENED, exchange)),
        Gist::Described { exchange, .. } => Some((DESCRIBED, exchange)),
        Gist::Cancelled { exchange } => Some((CANCELLED, exchange)),
        Gist::Reinstated { exchange } => Some((REINSTATED, exchange)),
        Gist::Settled { exchange, .. } => Some((SETTLED, exchange)),
        Gist::Withdrawn { exchange, .. } => Some((WITHDRAWN, exchange)),
        Gist::CountStated { .. } | Gist::Reviewed { .. } | Gist::Other => None,
    }
}

/// Gists, packed.
#[derive(Debug, Default)]
pub(super) struct Kept {
    pub(super) bytes: Vec<u8>,
    /// The number of the commit of the last of them.
    pub(super) n: u64,
}

impl Kept {
    /// Packs a gist of a commit behind the others, if it moves a total.
    pub(super) fn take(&mut self, n: u64, gist: &Gist) {
        let Some((kind, exchange)) = begins(gist) else { return };
        self.bytes.push(kind);
        self.short_number(n.saturating_sub(self.n));
        self.n = n;
        self.id(exchange);
        match gist {
            Gist::Opened { reference, parties, .. } => {
                self.text(reference.as_str());
                self.length(parties.iter().count());
                parties.iter().for_each(|party| self.party(Some(party)));
            }
            Gist::Described { revision, kind, on, frame, .. } => {
                self.short_number((*revision).into());
                self.bytes.push(match kind {
                    ExchangeKind::Exchange => 0,
                    ExchangeKind::Transfer => 1,
                    ExchangeKind::Bodies => 2,
                });
                self.when(on.as_ref());
                self.bytes.push(frame.is_some().into());
                if let Some(frame) = frame {
                    self.id(*frame);
                }
            }
            Gist::Settled { revision, on, legs, .. } => {
                self.short_number((*revision).into());
                self.when(on.as_ref());
                self.length(legs.len());
                for leg in legs {
                    self.leg(leg);
                }
            }
            Gist::Withdrawn { revision, .. } => self.short_number((*revision).into()),
            Gist::Cancelled { .. }
            | Gist::Reinstated { .. }
            | Gist::CountStated { .. }
            | Gist::Reviewed { .. }
            | Gist::Other => {}
        }
    }

    fn leg(&mut self, LegGist { key, count, basis, split }: &LegGist) {
        self.party(key.of);
        self.party(Some(key.from));
        self.party(Some(key.to));
        self.bytes.push(match key.kind {
            LegKind::Living => 0,
            LegKind::Bodies => 1,
            LegKind::Bags => 2,
        });
        self.bytes.push(match key.channel {
            Channel::NotStated => 0,
            Channel::Exchange => 1,
            Channel::Outside => 2,
        });
        self.bytes.push(match basis {
            Basis::ReceivingSide => 0,
            Basis::OtherSide => 1,
            Basis::ThirdParty => 2,
            Basis::PressOnly => 3,
        });
        self.band(count);
        let parts = [(split.military, MILITARY), (split.civilian, CIVILIAN), (split.child, CHILD)];
        let given = parts.iter().filter(|(part, _)| part.is_some());
        self.bytes.push(given.map(|(_, flag)| flag).sum());
        split.parts().for_each(|part| self.band(&part));
    }

    fn band(&mut self, band: &Band) {
        let (best, high) = (band.best(), band.high());
        let exactly = *band == Band::exactly(band.low());
        self.bytes.push(match (best, high) {
            _ if exactly => EXACTLY,
            (None, None) => 0,
            (Some(_), None) => BEST,
            (None, Some(_)) => HIGH,
            (Some(_), Some(_)) => BEST | HIGH,
        });
        self.short_number(band.low().number().into());
        for count in [best, high].into_iter().flatten().filter(|_| !exactly) {
            self.short_number(count.number().into());
        }
    }

    fn party(&mut self, party: Option<Party>) {
        self.text(party.as_ref().map_or("", Party::as_str));
    }

    fn when(&mut self, on: Option<&When>) {
        self.text(&on.map(When::to_string).unwrap_or_default());
    }

    fn text(&mut self, text: &str) {
        self.length(text.len());
        self.bytes.extend_from_slice(text.as_bytes());
    }

    fn id(&mut self, id: ExchangeId) {
        self.bytes.extend_from_slice(Uuid::from(id).as_bytes());
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

fn lowest_seven(number: u64) -> u8 {
    let [lowest, ..] = number.to_le_bytes();
    lowest & 0x7f
}

#[cfg(test)]
mod tests;
