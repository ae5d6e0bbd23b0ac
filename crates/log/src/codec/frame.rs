//! What can be known of a line without parsing it, because its layout is fixed: the crc at its
//! end, and the number, the events and the hash where they always stand.

use repatria_tlog::LeafHash;

use crate::codec::LINE_LIMIT;
use crate::crc::crc_of;
use crate::error::Fault;
use crate::planted::{Planted, planted};

/// The end of every line: `,"crc":"` and eight digits and `"}`.
pub(super) const CRC_BYTES: usize = 18;
/// What stands behind the events: `,"prev":"` and 64 digits and `"`, and the crc.
pub(super) const END_BYTES: usize = 74 + CRC_BYTES;

/// Checks that a line is no longer than a line may be, and that its bytes are those that were written.
pub(crate) fn check_crc(line: &[u8]) -> Result<(), Fault> {
    if line.len() > LINE_LIMIT {
        return Err(Fault::TooLong { bytes: line.len() });
    }
    let (written, rest) = crc_digits(line).ok_or(Fault::NoCrc)?;
    let found = crc_of(rest);
    // Written down, and compared as it stands: to read digits takes longer than to write them.
    if written == in_digits(found) || planted(Planted::CrcSkipped) {
        return Ok(());
    }
    let written = number_of(written).ok_or(Fault::NoCrc)?;
    Err(Fault::Crc { written, found })
}

fn crc_digits(line: &[u8]) -> Option<([u8; 8], &[u8])> {
    let (rest, end) = line.split_at_checked(line.len().checked_sub(CRC_BYTES)?)?;
    let digits = end.strip_prefix(br#","crc":""#)?.strip_suffix(br#""}"#)?;
    Some((digits.try_into().ok()?, rest))
}

/// The crc as it stands in a line.
pub(super) fn in_digits(crc: u32) -> [u8; 8] {
    let mut rest = crc;
    std::array::from_fn(|_| {
        rest = rest.rotate_left(4);
        let digit = DIGITS.get(usize::try_from(rest & 0xf).unwrap_or_default());
        digit.copied().unwrap_or_default()
    })
}

const DIGITS: &[u8; 16] = b"0123456789abcdef";

fn number_of(digits: [u8; 8]) -> Option<u32> {
    digits.into_iter().try_fold(0_u32, |number, digit| {
        let value = DIGITS.iter().position(|other| *other == digit)?;
        Some(number << 4 | u32::try_from(value).ok()?)
    })
}

/// The parts of a line that has the layout in which this program writes.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Frame<'a> {
    pub(crate) n: u64,
    /// The list of events, with its brackets.
    pub(crate) events: &'a [u8],
    /// The hash of the line that it says it follows.
    pub(crate) prev: LeafHash,
}

impl<'a> Frame<'a> {
    /// `None` where the layout differs: then the line has to be parsed.
    pub(crate) fn of(line: &'a [u8]) -> Option<Self> {
        let (n, rest) = number(line.strip_prefix(br#"{"n":"#)?)?;
        let rest = skip(rest.strip_prefix(br#","id":""#)?, 36)?;
        let rest = skip(rest.strip_prefix(br#"","at":""#)?, 27)?;
        let rest = rest.strip_prefix(br#"","by":""#)?;
        let by = rest.iter().position(|byte| *byte == b'"')?;
        let rest = skip(rest, by)?.strip_prefix(br#"","events":"#)?;
        let (events, end) = rest.split_at_checked(rest.len().checked_sub(END_BYTES)?)?;
        let prev = end.strip_prefix(br#","prev":""#)?.get(..64)?;
        let prev = str::from_utf8(prev).ok()?.parse().ok()?;
        Some(Self { n, events, prev })
    }
}

fn number(text: &[u8]) -> Option<(u64, &[u8])> {
    let digits = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (digits, rest) = text.split_at_checked(digits)?;
    Some((str::from_utf8(digits).ok()?.parse().ok()?, rest))
}

fn skip(text: &[u8], bytes: usize) -> Option<&[u8]> {
    text.split_at_checked(bytes).map(|(_, rest)| rest)
}
