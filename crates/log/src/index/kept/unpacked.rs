//! Kept gists, unpacked one after the other, out of blocks that are read many at a time. Whatever
//! does not fit is an error, and never a panic.

use std::io;
use std::str::FromStr;

use repatria_domain::{
    Band, Basis, Channel, Count, Day, ExchangeId, ExchangeKind, LegKey, LegKind, Numbered,
    NumberedLeg, Parties, Party, Split, When,
};
use uuid::Uuid;

use super::{
    BASIS, BEST, CANCELLED, CHILD, CIVILIAN, DESCRIBED, EXACTLY, EXCHANGE, FIRST_DAY, HIGH, Kept,
    MILITARY, NO_DATE, OPENED, PARTIES, Packed, REINSTATED, SETTLED, SPLIT, WAY, WITHDRAWN,
    WRITTEN,
};
use crate::codec::LINE_LIMIT;
use crate::index::blocks::{Blocks, CONTENT_BYTES, READ_TOGETHER};
use crate::index::fields::{Fields, unfit};
use crate::numbers::Numbers;

/// The gists that an index keeps, in order.
#[derive(Debug)]
pub(crate) struct Unpacked {
    blocks: Blocks,
    /// The next block, and how many bytes are kept from there on.
    block: u64,
    left: u64,
    bytes: Vec<u8>,
    taken: usize,
    met: Met,
    legs: Vec<NumberedLeg>,
}

/// What came up so far.
#[derive(Clone, Copy, Debug, Default)]
struct Met {
    /// The number of the commit of the last gist.
    n: u64,
    exchanges: u32,
    parties: u32,
    ways: u32,
}

impl Unpacked {
    /// So many bytes of them, from a block on.
    pub(in crate::index) fn of(blocks: Blocks, block: u64, bytes: u64) -> Self {
        let (met, legs) = (Met::default(), Vec::new());
        Self { blocks, block, left: bytes, bytes: Vec::new(), taken: 0, met, legs }
    }

    /// Shows the next one, or what comes up in it for the first time, with the number of its commit,
    /// or of the one before; `None` behind the last.
    pub(crate) fn next<T>(
        &mut self,
        show: impl FnOnce(u64, Numbered<'_>) -> T,
    ) -> io::Result<Option<T>> {
        loop {
            let rest = self.bytes.get(self.taken..).unwrap_or_default();
            if rest.is_empty() && self.left == 0 {
                return Ok(None);
            }
            let (mut fields, mut met) = (Fields::of(rest), self.met);
            match met.next(&mut fields, &mut self.legs) {
                Ok(next) => {
                    self.taken = self.bytes.len().saturating_sub(fields.left());
                    self.met = met;
                    return Ok(Some(show(met.n, next)));
                }
                // A gist is shorter than the line that it is of.
                Err(error) if is_cut_short(&error) && self.left > 0 && rest.len() < LINE_LIMIT => {
                    self.read_on()?;
                }
                Err(error) => return Err(error),
            }
        }
    }

    /// All of them, packed as they are, up to the last gist, which is of commit `n`.
    pub(in crate::index) fn packed(mut self, n: u64) -> io::Result<Kept> {
        while self.left > 0 {
            self.read_on()?;
        }
        let mut numbers = Numbers::default();
        while let Some(is_new) = self.next(|_, shown| numbers.remember(&shown))? {
            if !is_new {
                return Err(unfit());
            }
        }
        let packed = Packed { bytes: self.bytes, n, exchanges: self.met.exchanges };
        Ok(Kept { packed, numbers })
    }

    fn read_on(&mut self) -> io::Result<()> {
        self.bytes.drain(..self.taken);
        self.taken = 0;
        let blocks = self.left.div_ceil(CONTENT_BYTES).min(READ_TOGETHER);
        self.blocks.add(self.block, blocks, &mut self.bytes)?;
        self.block = self.block.saturating_add(blocks);
        let read = blocks.saturating_mul(CONTENT_BYTES);
        let beyond = usize::try_from(read.saturating_sub(self.left)).unwrap_or(usize::MAX);
        self.bytes.truncate(self.bytes.len().saturating_sub(beyond));
        self.left = self.left.saturating_sub(read);
        Ok(())
    }
}

fn is_cut_short(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::UnexpectedEof
}

impl Met {
    /// What comes next.
    fn next<'a>(
        &mut self,
        fields: &mut Fields<'_>,
        legs: &'a mut Vec<NumberedLeg>,
    ) -> io::Result<Numbered<'a>> {
        Ok(match fields.byte()? {
            EXCHANGE => {
                self.exchanges = one_more(self.exchanges)?;
                Numbered::Exchange(id(fields)?)
            }
            PARTIES => {
                self.parties = one_more(self.parties)?;
                Numbered::Parties(parties(fields)?)
            }
            WAY => {
                self.ways = one_more(self.ways)?;
                Numbered::Way(way(fields)?)
            }
            OPENED => Numbered::Opened {
                exchange: self.begin(fields)?,
                reference: parsed(fields.text()?)?,
                between: number_below(fields, self.parties)?,
            },
            DESCRIBED => Numbered::Described {
                exchange: self.begin(fields)?,
                revision: fields.short_number()?,
                kind: exchange_kind(fields)?,
                on: when(fields)?,
                frame: match fields.short_number::<u32>()?.checked_sub(1) {
                    Some(back) => Some(self.back(back)?),
                    None => None,
                },
            },
            CANCELLED => Numbered::Cancelled { exchange: self.begin(fields)? },
            REINSTATED => Numbered::Reinstated { exchange: self.begin(fields)? },
            SETTLED => Numbered::Settled {
                exchange: self.begin(fields)?,
                revision: fields.short_number()?,
                on: when(fields)?,
                legs: {
                    legs.clear();
                    // A number that was not written there would ask for any room.
                    for _ in 0..fields.short_number::<u64>()? {
                        legs.push(leg(fields, self.ways)?);
                    }
                    legs
                },
            },
            WITHDRAWN => Numbered::Withdrawn {
                exchange: self.begin(fields)?,
                revision: fields.short_number()?,
            },
            _ => return Err(unfit()),
        })
    }

    /// Of which exchange a gist is.
    fn begin(&mut self, fields: &mut Fields<'_>) -> io::Result<u32> {
        self.n = self.n.checked_add(fields.short_number()?).ok_or_else(unfit)?;
        self.back(fields.short_number()?)
    }

    /// The exchange since which so many came up.
    fn back(&self, many: u32) -> io::Result<u32> {
        self.exchanges.checked_sub(many).and_then(|place| place.checked_sub(1)).ok_or_else(unfit)
    }
}

fn one_more(many: u32) -> io::Result<u32> {
    many.checked_add(1).ok_or_else(unfit)
}

fn number_below(fields: &mut Fields<'_>, many: u32) -> io::Result<u32> {
    let number = fields.short_number()?;
    if number < many { Ok(number) } else { Err(unfit()) }
}

fn parties(fields: &mut Fields<'_>) -> io::Result<Parties> {
    // A number that was not written there would ask for any room.
    let mut parties: Vec<Party> = Vec::new();
    let many = fields.short_number::<u64>()?;
    for _ in 0..many {
        parties.push(parsed(fields.text()?)?);
    }
    Parties::new(parties).map_err(|_| unfit())
}

fn way(fields: &mut Fields<'_>) -> io::Result<LegKey> {
    Ok(LegKey {
        of: optional(fields)?,
        from: parsed(fields.text()?)?,
        to: parsed(fields.text()?)?,
        kind: leg_kind(fields)?,
        channel: channel(fields)?,
    })
}

fn when(fields: &mut Fields<'_>) -> io::Result<Option<When>> {
    match fields.short_number::<u64>()? {
        NO_DATE => Ok(None),
        WRITTEN => parsed(fields.text()?).map(Some),
        day => {
            let since_the_first = i32::try_from(day.saturating_sub(FIRST_DAY)).ok();
            let day = since_the_first
                .and_then(|days| Day::from_num_days_from_ce_opt(days.checked_add(1)?))
                .ok_or_else(unfit)?;
            let when = When::day(day);
            if when.exact_day() == Some(day) { Ok(Some(when)) } else { Err(unfit()) }
        }
    }
}

fn exchange_kind(fields: &mut Fields<'_>) -> io::Result<ExchangeKind> {
    match fields.byte()? {
        0 => Ok(ExchangeKind::Exchange),
        1 => Ok(ExchangeKind::Transfer),
        2 => Ok(ExchangeKind::Bodies),
        _ => Err(unfit()),
    }
}

fn leg(fields: &mut Fields<'_>, ways: u32) -> io::Result<NumberedLeg> {
    let way = number_below(fields, ways)?;
    let given = fields.byte()?;
    let count = band(fields, given & ((1 << BASIS) - 1))?;
    let basis = match given >> BASIS & 3 {
        0 => Basis::ReceivingSide,
        1 => Basis::OtherSide,
        2 => Basis::ThirdParty,
        _ => Basis::PressOnly,
    };
    let mut part = |flag| (given >> SPLIT & flag != 0).then(|| part(fields)).transpose();
    let split = Split { military: part(MILITARY)?, civilian: part(CIVILIAN)?, child: part(CHILD)? };
    Ok(NumberedLeg { way, count, basis, split })
}

fn part(fields: &mut Fields<'_>) -> io::Result<Band> {
    let given = fields.byte()?;
    band(fields, given)
}

fn leg_kind(fields: &mut Fields<'_>) -> io::Result<LegKind> {
    match fields.byte()? {
        0 => Ok(LegKind::Living),
        1 => Ok(LegKind::Bodies),
        2 => Ok(LegKind::Bags),
        _ => Err(unfit()),
    }
}

fn channel(fields: &mut Fields<'_>) -> io::Result<Channel> {
    match fields.byte()? {
        0 => Ok(Channel::NotStated),
        1 => Ok(Channel::Exchange),
        2 => Ok(Channel::Outside),
        _ => Err(unfit()),
    }
}

fn band(fields: &mut Fields<'_>, given: u8) -> io::Result<Band> {
    let low = count(fields)?;
    let (best, high) = match given {
        0 => (None, None),
        BEST => (Some(count(fields)?), None),
        HIGH => (None, Some(count(fields)?)),
        BEST_AND_HIGH => (Some(count(fields)?), Some(count(fields)?)),
        EXACTLY => (Some(low), Some(low)),
        _ => return Err(unfit()),
    };
    Band::new(low, best, high).map_err(|_| unfit())
}

const BEST_AND_HIGH: u8 = BEST | HIGH;

fn count(fields: &mut Fields<'_>) -> io::Result<Count> {
    fields.short_number().map(Count::new)
}

fn id(fields: &mut Fields<'_>) -> io::Result<ExchangeId> {
    fields.take().map(Uuid::from_bytes).map(ExchangeId::from)
}

/// A text that is empty where there is none.
fn optional<T: FromStr>(fields: &mut Fields<'_>) -> io::Result<Option<T>> {
    let text = fields.text()?;
    if text.is_empty() { Ok(None) } else { parsed(text).map(Some) }
}

fn parsed<T: FromStr>(text: &str) -> io::Result<T> {
    text.parse().map_err(|_| unfit())
}
