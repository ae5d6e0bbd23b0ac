//! Values as JSON without white space: byte for byte what `serde_json` writes, and sooner, because the
//! names of members need no escapes, and most texts are found to need none sixteen bytes at a time.
//! It refuses what no event holds: numbers with a point, bytes, tuples, and keys that are no texts.

use std::fmt::{self, Display, Write as _};
use std::mem;

use serde::ser::{
    Error as _, Impossible, Serialize, SerializeMap, SerializeSeq, SerializeStruct,
    SerializeStructVariant, Serializer,
};
use serde_json::Error;

/// Adds a value to a line.
pub(super) fn write(value: &impl Serialize, line: &mut Vec<u8>) -> Result<(), Error> {
    value.serialize(Writer(line))
}

struct Writer<'a>(&'a mut Vec<u8>);

impl Writer<'_> {
    fn number(self, number: impl itoa::Integer) {
        self.0.extend_from_slice(itoa::Buffer::new().format(number).as_bytes());
    }

    /// Opens the object that a variant which holds something is written as: `{"variant":`.
    fn variant(&mut self, variant: &'static str) {
        name(b'{', variant, self.0);
    }
}

/// The name of a member, or of a variant, between what stands before it and the colon. This program gives
/// it, in plain characters, so what is added is known when the program is built, and is added at once.
#[inline]
fn name(before: u8, name: &'static str, line: &mut Vec<u8>) {
    let mut piece = [before; 32];
    let end = name.len().saturating_add(4);
    if let Some(piece) = piece.get_mut(..end)
        && let [_, quote, within @ .., closing, colon] = piece
    {
        within.copy_from_slice(name.as_bytes());
        (*quote, *closing, *colon) = (b'"', b'"', b':');
        line.extend_from_slice(piece);
    } else {
        line.extend_from_slice(&[before, b'"']);
        line.extend_from_slice(name.as_bytes());
        line.extend_from_slice(b"\":");
    }
}

/// Whether a text is written as it is. Sixteen bytes at a time, or eight, or twice four, are looked at as
/// one, the last of them perhaps twice; none is skipped for the sake of the text that needs an escape.
#[inline]
fn is_plain(text: &[u8]) -> bool {
    if let Some(last) = text.last_chunk::<16>() {
        let chunks = text.as_chunks::<16>().0;
        return chunks.iter().fold(special(last), |any, bytes| any | special(bytes)) == 0;
    }
    if let (Some(first), Some(last)) = (text.first_chunk::<8>(), text.last_chunk::<8>()) {
        let [first, last] = [*first, *last].map(u64::from_le_bytes);
        return (special_of_eight(first) | special_of_eight(last)) == 0;
    }
    if let (Some(first), Some(last)) = (text.first_chunk::<4>(), text.last_chunk::<4>()) {
        let [first, last] = [*first, *last].map(u32::from_le_bytes).map(u64::from);
        return special_of_eight(first << 32 | last) == 0;
    }
    special(text) == 0
}

/// Not 0 where a byte is not written as it is.
#[inline]
fn special(bytes: &[u8]) -> u8 {
    let is = |special: bool| u8::from(special);
    let special = |byte: u8| is(byte < b' ') | is(byte == b'"') | is(byte == b'\\');
    bytes.iter().fold(0, |any, byte| any | special(*byte))
}

/// The same of eight bytes in one number: what is below a bound borrows from its highest bit.
#[inline]
fn special_of_eight(bytes: u64) -> u64 {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let below = |bytes: u64, bound: u8| bytes.wrapping_sub(EACH * u64::from(bound)) & !bytes;
    let is = |byte: u8| below(bytes ^ (EACH * u64::from(byte)), 1);
    (below(bytes, b' ') | is(b'"') | is(b'\\')) & (EACH << 7)
}

fn unknown<T>(what: &str) -> Result<T, Error> {
    Err(Error::custom(format_args!("no event holds {what}")))
}

impl<'a> Serializer for Writer<'a> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = List<'a>;
    type SerializeTuple = Impossible<(), Error>;
    type SerializeTupleStruct = Impossible<(), Error>;
    type SerializeTupleVariant = Impossible<(), Error>;
    type SerializeMap = Object<'a>;
    type SerializeStruct = Object<'a>;
    type SerializeStructVariant = Object<'a>;

    #[inline]
    fn serialize_str(self, text: &str) -> Result<(), Error> {
        if !is_plain(text.as_bytes()) {
            return serde_json::to_writer(self.0, text);
        }
        self.0.push(b'"');
        self.0.extend_from_slice(text.as_bytes());
        self.0.push(b'"');
        Ok(())
    }

    fn collect_str<T: Display + ?Sized>(self, value: &T) -> Result<(), Error> {
        let from = self.0.len();
        self.0.push(b'"');
        write!(Shown(self.0), "{value}").map_err(Error::custom)?;
        if is_plain(self.0.get(from.saturating_add(1)..).unwrap_or_default()) {
            self.0.push(b'"');
            return Ok(());
        }
        self.0.truncate(from);
        self.serialize_str(&value.to_string())
    }

    fn serialize_bool(self, value: bool) -> Result<(), Error> {
        self.0.extend_from_slice(if value { b"true" } else { b"false" });
        Ok(())
    }

    fn serialize_u8(self, number: u8) -> Result<(), Error> {
        self.serialize_u64(number.into())
    }

    fn serialize_u16(self, number: u16) -> Result<(), Error> {
        self.serialize_u64(number.into())
    }

    fn serialize_u32(self, number: u32) -> Result<(), Error> {
        self.serialize_u64(number.into())
    }

    fn serialize_u64(self, number: u64) -> Result<(), Error> {
        self.number(number);
        Ok(())
    }

    fn serialize_i8(self, number: i8) -> Result<(), Error> {
        self.serialize_i64(number.into())
    }

    fn serialize_i16(self, number: i16) -> Result<(), Error> {
        self.serialize_i64(number.into())
    }

    fn serialize_i32(self, number: i32) -> Result<(), Error> {
        self.serialize_i64(number.into())
    }

    fn serialize_i64(self, number: i64) -> Result<(), Error> {
        self.number(number);
        Ok(())
    }

    fn serialize_f32(self, _: f32) -> Result<(), Error> {
        unknown("a number with a point")
    }

    fn serialize_f64(self, _: f64) -> Result<(), Error> {
        unknown("a number with a point")
    }

    fn serialize_char(self, character: char) -> Result<(), Error> {
        self.collect_str(&character)
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<(), Error> {
        unknown("bytes")
    }

    fn serialize_none(self) -> Result<(), Error> {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Error> {
        self.0.extend_from_slice(b"null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Error> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<(), Error> {
        // This program gives it, as the names of members.
        self.0.push(b'"');
        self.0.extend_from_slice(variant.as_bytes());
        self.0.push(b'"');
        Ok(())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        mut self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        self.variant(variant);
        value.serialize(Writer(self.0))?;
        self.0.push(b'}');
        Ok(())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<List<'a>, Error> {
        Ok(List { line: self.0, before: b'[' })
    }

    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, Error> {
        unknown("a tuple")
    }

    fn serialize_tuple_struct(
        self,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleStruct, Error> {
        unknown("a tuple")
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Error> {
        unknown("a tuple")
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Object<'a>, Error> {
        Ok(Object::open(self.0, b"}"))
    }

    #[inline]
    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Object<'a>, Error> {
        Ok(Object::open(self.0, b"}"))
    }

    fn serialize_struct_variant(
        mut self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Object<'a>, Error> {
        self.variant(variant);
        Ok(Object::open(self.0, b"}}"))
    }
}

/// What a value shows of itself is added as it is.
struct Shown<'a>(&'a mut Vec<u8>);

impl fmt::Write for Shown<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.extend_from_slice(text.as_bytes());
        Ok(())
    }
}

struct List<'a> {
    line: &'a mut Vec<u8>,
    /// What stands before the next one: the bracket that opens the list, or a comma.
    before: u8,
}

impl SerializeSeq for List<'_> {
    type Ok = ();
    type Error = Error;

    #[inline]
    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.line.push(mem::replace(&mut self.before, b','));
        value.serialize(Writer(self.line))
    }

    fn end(self) -> Result<(), Error> {
        self.line.extend_from_slice(if self.before == b'[' { b"[]" } else { b"]" });
        Ok(())
    }
}

struct Object<'a> {
    line: &'a mut Vec<u8>,
    /// What stands before the next member: the brace that opens the object, or a comma.
    before: u8,
    end: &'static [u8],
}

impl<'a> Object<'a> {
    fn open(line: &'a mut Vec<u8>, end: &'static [u8]) -> Self {
        Self { line, before: b'{', end }
    }

    #[inline]
    fn member<T: Serialize + ?Sized>(
        &mut self,
        member: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        name(mem::replace(&mut self.before, b','), member, self.line);
        value.serialize(Writer(self.line))
    }

    fn close(self) {
        if self.before == b'{' {
            self.line.push(b'{');
        }
        self.line.extend_from_slice(self.end);
    }
}

impl SerializeStruct for Object<'_> {
    type Ok = ();
    type Error = Error;

    #[inline]
    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        member: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        self.member(member, value)
    }

    fn end(self) -> Result<(), Error> {
        self.close();
        Ok(())
    }
}

impl SerializeStructVariant for Object<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        member: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        self.member(member, value)
    }

    fn end(self) -> Result<(), Error> {
        self.close();
        Ok(())
    }
}

impl SerializeMap for Object<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        self.line.push(mem::replace(&mut self.before, b','));
        let from = self.line.len();
        key.serialize(Writer(self.line))?;
        if self.line.get(from) == Some(&b'"') { Ok(()) } else { unknown("a key that is no text") }
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.line.push(b':');
        value.serialize(Writer(self.line))
    }

    fn end(self) -> Result<(), Error> {
        self.close();
        Ok(())
    }
}

#[cfg(test)]
mod tests;
