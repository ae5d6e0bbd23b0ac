//! A cursor over JSON that has no white space and no escapes. It steps over what it expects, and
//! answers `None` for anything else. It refuses to know what the members mean.

#![expect(
    clippy::inline_always,
    reason = "a name that is known when the program is built is compared in one piece where it is built in"
)]

use std::str::FromStr;

use repatria_domain::{Handle, LegKey, Text, Timestamp};
use serde::de::value::{Error, StrDeserializer};
use serde::de::{Deserialize, IntoDeserializer as _};

use super::known::{Known, MOMENT_BYTES};

/// The text of a line; `None` where it is no UTF-8.
pub(super) fn utf8(line: &[u8]) -> Option<&str> {
    simdutf8::basic::from_utf8(line).ok()
}

/// What is still to be read of a line.
#[derive(Clone)]
pub(super) struct Scan<'a> {
    rest: &'a str,
    known: &'a Known,
}

/// The members of an object, in a fixed order.
pub(super) struct Members<'s, 'a> {
    scan: &'s mut Scan<'a>,
    is_first: bool,
}

impl<'a> Scan<'a> {
    pub(super) fn of(rest: &'a str, known: &'a Known) -> Self {
        Self { rest, known }
    }

    pub(super) fn rest(&self) -> &'a str {
        self.rest
    }

    /// The next so many bytes, whatever they are.
    pub(super) fn take(&mut self, bytes: usize) -> Option<&'a str> {
        let (taken, rest) = self.rest.split_at_checked(bytes)?;
        self.rest = rest;
        Some(taken)
    }

    pub(super) fn known(&self) -> &'a Known {
        self.known
    }

    #[inline(always)]
    pub(super) fn literal(&mut self, expected: &str) -> Option<()> {
        self.rest = self.rest.strip_prefix(expected)?;
        Some(())
    }

    #[inline(always)]
    fn has(&mut self, expected: &str) -> bool {
        self.literal(expected).is_some()
    }

    /// A string without escapes.
    fn string(&mut self) -> Option<&'a str> {
        self.literal("\"")?;
        let end = memchr::memchr2(b'"', b'\\', self.rest.as_bytes())?;
        let (text, rest) = self.rest.split_at_checked(end)?;
        self.rest = rest.strip_prefix('"')?;
        // Looked at to the end, without a way out in between, this takes many bytes at once.
        let lowest = text.bytes().fold(u8::MAX, u8::min);
        (lowest >= b' ').then_some(text)
    }

    /// A string without escapes that is mostly short, and so looked at byte by byte.
    pub(super) fn word(&mut self) -> Option<&'a str> {
        let rest = self.rest.strip_prefix('"')?;
        let ends = |byte: u8| byte == b'"' || byte == b'\\' || byte < b' ';
        let (word, rest) = rest.split_at_checked(rest.bytes().position(ends)?)?;
        self.rest = rest.strip_prefix('"')?;
        Some(word)
    }

    /// A string of just so many bytes, whatever they are.
    pub(super) fn string_of(&mut self, bytes: usize) -> Option<&'a str> {
        let (text, rest) = self.rest.strip_prefix('"')?.split_at_checked(bytes)?;
        self.rest = rest.strip_prefix('"')?;
        Some(text)
    }

    /// An id, in its 36 characters.
    pub(super) fn id<T: FromStr>(&mut self) -> Option<T> {
        self.parsed_of(36)
    }

    /// A word that is the text of a value.
    pub(super) fn parsed<T: FromStr>(&mut self) -> Option<T> {
        self.word()?.parse().ok()
    }

    /// The words of a source or a note.
    pub(super) fn text<T: FromStr>(&mut self) -> Option<T> {
        self.string()?.parse().ok()
    }

    /// Words that stand in many lines: what somebody is called, or is.
    pub(super) fn name(&mut self) -> Option<Text> {
        let known = self.known;
        known.words.get_or_read(self.word()?, |words| words.parse().ok())
    }

    /// Who records.
    pub(super) fn handle(&mut self) -> Option<Handle> {
        let known = self.known;
        known.handles.get_or_read(self.word()?, |handle| handle.parse().ok())
    }

    /// When something was recorded.
    pub(super) fn moment(&mut self) -> Option<Timestamp> {
        self.known.moment(self.string_of(MOMENT_BYTES)?)
    }

    /// The text of a value that always has so many bytes.
    pub(super) fn parsed_of<T: FromStr>(&mut self, bytes: usize) -> Option<T> {
        self.string_of(bytes)?.parse().ok()
    }

    /// A string that names one of several.
    pub(super) fn named<T: Deserialize<'a>>(&mut self) -> Option<T> {
        let name: StrDeserializer<'a, Error> = self.word()?.into_deserializer();
        T::deserialize(name).ok()
    }

    /// A whole number that is not negative.
    pub(super) fn number<T: FromStr>(&mut self) -> Option<T> {
        let digits = self.rest.bytes().take_while(u8::is_ascii_digit).count();
        let (number, rest) = self.rest.split_at_checked(digits)?;
        let leads = number.len() > 1 && number.starts_with('0');
        self.rest = rest;
        if leads { None } else { number.parse().ok() }
    }

    /// A leg key, which is read once, however often it stands in a log.
    pub(super) fn leg_key(
        &mut self,
        read: impl FnOnce(&mut Scan<'_>) -> Option<LegKey>,
    ) -> Option<LegKey> {
        let end = memchr::memchr(b'}', self.rest.as_bytes())?.checked_add(1)?;
        let (text, rest) = self.rest.split_at_checked(end)?;
        let known = self.known;
        let read = |text: &str| {
            let mut scan = Scan::of(text, known);
            read(&mut scan).filter(|_| scan.rest.is_empty())
        };
        let key = known.leg_keys.get_or_read(text, read)?;
        self.rest = rest;
        Some(key)
    }

    pub(super) fn list<T>(&mut self, read: impl Fn(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        self.literal("[")?;
        if self.has("]") {
            return Some(Vec::new());
        }
        let first = read(self)?;
        if self.has("]") {
            return Some(vec![first]);
        }
        // Most lists hold one item or two, and stay in memory as long as the register does.
        let mut items = Vec::with_capacity(2);
        items.push(first);
        loop {
            self.literal(",")?;
            items.push(read(self)?);
            if self.has("]") {
                items.shrink_to_fit();
                return Some(items);
            }
        }
    }

    pub(super) fn object(&mut self) -> Option<Members<'_, 'a>> {
        self.literal("{")?;
        Some(Members { scan: self, is_first: true })
    }
}

impl<'a> Members<'_, 'a> {
    #[inline(always)]
    pub(super) fn required<T>(
        &mut self,
        name: &str,
        read: impl FnOnce(&mut Scan<'a>) -> Option<T>,
    ) -> Option<T> {
        self.stands_at(name).then(|| read(self.scan))?
    }

    /// A member that is left out where it says nothing. `None` where it is there and no value.
    #[expect(clippy::option_option, reason = "no value, and no such member, are two things")]
    #[inline(always)]
    pub(super) fn optional<T>(
        &mut self,
        name: &str,
        read: impl FnOnce(&mut Scan<'a>) -> Option<T>,
    ) -> Option<Option<T>> {
        if self.stands_at(name) { read(self.scan).map(Some) } else { Some(None) }
    }

    /// A member that is left out at its default.
    #[inline(always)]
    pub(super) fn or_default<T: Default>(
        &mut self,
        name: &str,
        read: impl FnOnce(&mut Scan<'a>) -> Option<T>,
    ) -> Option<T> {
        self.optional(name, read).map(Option::unwrap_or_default)
    }

    /// The next member, whatever its name.
    pub(super) fn next_member(&mut self) -> Option<(&'a str, &mut Scan<'a>)> {
        if !self.is_first {
            self.scan.literal(",")?;
        }
        self.is_first = false;
        let name = self.scan.word()?;
        self.scan.literal(":")?;
        Some((name, self.scan))
    }

    pub(super) fn has_ended(&mut self) -> bool {
        self.scan.has("}")
    }

    pub(super) fn end(self) -> Option<()> {
        self.scan.literal("}")
    }

    /// Steps over the members that are left, unread: to the brace that ends the object, if no text
    /// within it holds a brace. Answers with what was stepped over.
    pub(super) fn skip(self) -> Option<&'a str> {
        let mut within = 0_usize;
        let rest = self.scan.rest;
        let end = memchr::memchr2_iter(b'{', b'}', rest.as_bytes()).find(|place| {
            let opens = rest.as_bytes().get(*place) == Some(&b'{');
            let is_end = !opens && within == 0;
            within = if opens { within.saturating_add(1) } else { within.saturating_sub(1) };
            is_end
        })?;
        self.scan.rest = rest.get(end.checked_add(1)?..)?;
        rest.get(..end)
    }

    #[inline(always)]
    fn stands_at(&mut self, name: &str) -> bool {
        let rest =
            if self.is_first { Some(self.scan.rest) } else { self.scan.rest.strip_prefix(',') };
        let behind =
            |rest: &'a str| rest.strip_prefix('"')?.strip_prefix(name)?.strip_prefix("\":");
        match rest.and_then(behind) {
            Some(rest) => {
                self.scan.rest = rest;
                self.is_first = false;
                true
            }
            None => false,
        }
    }
}
