//! Kept gists, unpacked one after the other, out of blocks that are read many at a time. Whatever
//! does not fit is an error, and never a panic.

use std::io;
use std::str::FromStr;

use repatria_domain::{
    Band, Basis, Channel, Count, ExchangeId, ExchangeKind, Gist, LegGist, LegKey, LegKind, Parties,
    Party, Split,
};
use uuid::Uuid;

use super::{
    BEST, CANCELLED, CHILD, CIVILIAN, DESCRIBED, EXACTLY, HIGH, MILITARY, OPENED, REINSTATED,
    SETTLED, WITHDRAWN,
};
use crate::codec::LINE_LIMIT;
use crate::index::blocks::{Blocks, CONTENT_BYTES, READ_TOGETHER};
use crate::index::fields::{Fields, unfit};

/// The gists that an index keeps, in order.
#[derive(Debug)]
pub(crate) struct Unpacked {
    blocks: Blocks,
    /// The next block, and how many bytes are kept from there on.
    block: u64,
    left: u64,
    bytes: Vec<u8>,
    taken: usize,
    /// The number of the commit of the last one.
    n: u64,
}

impl Unpacked {
    /// So many bytes of them, from a block on.
    pub(in crate::index) fn of(blocks: Blocks, block: u64, bytes: u64) -> Self {
        Self { blocks, block, left: bytes, bytes: Vec::new(), taken: 0, n: 0 }
    }

    /// The next one, with the number of its commit; `None` behind the last.
    pub(crate) fn next_gist(&mut self) -> io::Result<Option<(u64, Gist)>> {
        loop {
            let rest = self.bytes.get(self.taken..).unwrap_or_default();
            if rest.is_empty() && self.left == 0 {
                return Ok(None);
            }
            let mut fields = Fields::of(rest);
            match numbered_gist(&mut fields, self.n) {
                Ok((n, gist)) => {
                    self.taken = self.bytes.len().saturating_sub(fields.left());
                    self.n = n;
                    return Ok(Some((n, gist)));
                }
                // A gist is shorter than the line that it is of.
                Err(error) if is_cut_short(&error) && self.left > 0 && rest.len() < LINE_LIMIT => {
                    self.read_on()?;
                }
                Err(error) => return Err(error),
            }
        }
    }

    /// All of them, packed as they are.
    pub(in crate::index) fn packed(mut self) -> io::Result<Vec<u8>> {
        while self.left > 0 {
            self.read_on()?;
        }
        Ok(self.bytes)
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

/// A gist, and the number of its commit, behind one of the commit `before`.
fn numbered_gist(fields: &mut Fields<'_>, before: u64) -> io::Result<(u64, Gist)> {
    let kind = fields.byte()?;
    let n = before.checked_add(fields.short_number()?).ok_or_else(unfit)?;
    let exchange = id(fields)?;
    let gist = match kind {
        OPENED => {
            Gist::Opened { exchange, reference: parsed(fields.text()?)?, parties: parties(fields)? }
        }
        DESCRIBED => Gist::Described {
            exchange,
            revision: fields.short_number()?,
            kind: exchange_kind(fields)?,
            on: optional(fields)?,
            frame: frame(fields)?,
        },
        CANCELLED => Gist::Cancelled { exchange },
        REINSTATED => Gist::Reinstated { exchange },
        SETTLED => Gist::Settled {
            exchange,
            revision: fields.short_number()?,
            on: optional(fields)?,
            legs: several(fields, leg)?,
        },
        WITHDRAWN => Gist::Withdrawn { exchange, revision: fields.short_number()? },
        _ => return Err(unfit()),
    };
    Ok((n, gist))
}

fn parties(fields: &mut Fields<'_>) -> io::Result<Parties> {
    let parties = several(fields, |fields| parsed::<Party>(fields.text()?))?;
    Parties::new(parties).map_err(|_| unfit())
}

fn exchange_kind(fields: &mut Fields<'_>) -> io::Result<ExchangeKind> {
    match fields.byte()? {
        0 => Ok(ExchangeKind::Exchange),
        1 => Ok(ExchangeKind::Transfer),
        2 => Ok(ExchangeKind::Bodies),
        _ => Err(unfit()),
    }
}

fn frame(fields: &mut Fields<'_>) -> io::Result<Option<ExchangeId>> {
    match fields.byte()? {
        0 => Ok(None),
        1 => id(fields).map(Some),
        _ => Err(unfit()),
    }
}

fn leg(fields: &mut Fields<'_>) -> io::Result<LegGist> {
    let key = LegKey {
        of: optional(fields)?,
        from: parsed(fields.text()?)?,
        to: parsed(fields.text()?)?,
        kind: leg_kind(fields)?,
        channel: channel(fields)?,
    };
    let basis = basis(fields)?;
    Ok(LegGist { key, count: band(fields)?, basis, split: split(fields)? })
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

fn basis(fields: &mut Fields<'_>) -> io::Result<Basis> {
    match fields.byte()? {
        0 => Ok(Basis::ReceivingSide),
        1 => Ok(Basis::OtherSide),
        2 => Ok(Basis::ThirdParty),
        3 => Ok(Basis::PressOnly),
        _ => Err(unfit()),
    }
}

fn split(fields: &mut Fields<'_>) -> io::Result<Split> {
    let given = fields.byte()?;
    if given > MILITARY | CIVILIAN | CHILD {
        return Err(unfit());
    }
    let mut part = |flag| (given & flag != 0).then(|| band(fields)).transpose();
    Ok(Split { military: part(MILITARY)?, civilian: part(CIVILIAN)?, child: part(CHILD)? })
}

fn band(fields: &mut Fields<'_>) -> io::Result<Band> {
    let given = fields.byte()?;
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

/// How many, and then one after the other.
fn several<T>(
    fields: &mut Fields<'_>,
    one: impl Fn(&mut Fields<'_>) -> io::Result<T>,
) -> io::Result<Vec<T>> {
    // A number that was not written there would ask for any room.
    let mut all = Vec::new();
    for _ in 0..fields.short_number::<u64>()? {
        all.push(one(fields)?);
    }
    Ok(all)
}

/// A text that is empty where there is none.
fn optional<T: FromStr>(fields: &mut Fields<'_>) -> io::Result<Option<T>> {
    let text = fields.text()?;
    if text.is_empty() { Ok(None) } else { parsed(text).map(Some) }
}

fn parsed<T: FromStr>(text: &str) -> io::Result<T> {
    text.parse().map_err(|_| unfit())
}
