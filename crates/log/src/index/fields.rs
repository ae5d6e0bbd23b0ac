//! Fields one after the other, out of bytes that may be anything. It refuses to know what they mean.

use std::io;

use crate::port::Position;

/// What is still to be read of some bytes. Where they end too early, the error is
/// [`io::ErrorKind::UnexpectedEof`]; where they are no such field, [`io::ErrorKind::InvalidData`].
pub(super) struct Fields<'a>(&'a [u8]);

impl<'a> Fields<'a> {
    pub(super) fn of(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    pub(super) fn left(&self) -> usize {
        self.0.len()
    }

    pub(super) fn take<const N: usize>(&mut self) -> io::Result<[u8; N]> {
        let (field, rest) = self.0.split_first_chunk().ok_or(io::ErrorKind::UnexpectedEof)?;
        self.0 = rest;
        Ok(*field)
    }

    /// Eight bytes, big-endian.
    pub(super) fn number(&mut self) -> io::Result<u64> {
        self.take().map(u64::from_be_bytes)
    }

    pub(super) fn position(&mut self) -> io::Result<Position> {
        Ok(Position { n: self.number()?, byte: self.number()? })
    }

    /// One byte.
    pub(super) fn byte(&mut self) -> io::Result<u8> {
        let [byte] = self.take()?;
        Ok(byte)
    }

    /// As many bytes as it needs (LEB128): seven bits each, the lowest first; all but the last have
    /// the eighth.
    pub(super) fn short_number<T: TryFrom<u64>>(&mut self) -> io::Result<T> {
        let mut number = 0;
        for shift in (0..u64::BITS).step_by(7) {
            let byte = self.byte()?;
            let bits = u64::from(byte & 0x7f);
            let placed = bits << shift;
            if placed >> shift != bits {
                break;
            }
            number |= placed;
            if byte < 0x80 {
                return T::try_from(number).map_err(|_| unfit());
            }
        }
        Err(unfit())
    }

    /// Its length, and then so many bytes of UTF-8.
    pub(super) fn text(&mut self) -> io::Result<&'a str> {
        let length = self.short_number()?;
        let (text, rest) = self.0.split_at_checked(length).ok_or(io::ErrorKind::UnexpectedEof)?;
        self.0 = rest;
        str::from_utf8(text).map_err(|_| unfit())
    }
}

/// No such field.
pub(super) fn unfit() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "not what is kept there")
}
