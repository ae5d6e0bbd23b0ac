//! Values as JSON without white space: byte for byte what `serde_json` writes, and sooner, because the
//! names of members need no escapes, and most texts are found to need none sixteen bytes at a time.
//! It refuses what no event holds: numbers with a point, bytes, tuples, and keys that are no texts.

use std::fmt::Display;
use std::io::Write as _;

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
        self.0.push(b'{');
        name(variant, self.0);
    }
}

/// The name of a member, or of a variant, and the colon. This program gives it: plain characters.
#[inline]
fn name(name: &'static str, line: &mut Vec<u8>) {
    line.reserve(name.len().saturating_add(3));
    line.push(b'"');
    line.extend_from_slice(name.as_bytes());
    line.extend_from_slice(b"\":");
}

/// Whether a text is written as it is. Sixteen bytes at a time, or eight, are looked at as one, the
/// last of them perhaps twice; none is skipped for the sake of the text that needs an escape.
#[inline]
fn is_plain(text: &[u8]) -> bool {
    if let Some(last) = text.last_chunk::<16>() {
        let chunks = text.as_chunks::<16>().0;
        return chunks.iter().fold(special(last), |any, bytes| any | special(bytes)) == 0;
    }
    match (text.first_chunk::<8>(), text.last_chunk::<8>()) {
        (Some(first), Some(last)) => (special_of_eight(*first) | special_of_eight(*last)) == 0,
        (Some(_) | None, Some(_) | None) => special(text) == 0,
    }
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
fn special_of_eight(bytes: [u8; 8]) -> u64 {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let bytes = u64::from_le_bytes(bytes);
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
        write!(self.0, "\"{value}\"").map_err(Error::io)?;
        let written = self.0.get(from..).unwrap_or_default();
        let within = written.get(1..written.len().saturating_sub(1)).unwrap_or_default();
        if is_plain(within) {
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
        self.0.push(b'[');
        Ok(List { line: self.0, is_empty: true })
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

struct List<'a> {
    line: &'a mut Vec<u8>,
    is_empty: bool,
}

impl SerializeSeq for List<'_> {
    type Ok = ();
    type Error = Error;

    #[inline]
    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        if !self.is_empty {
            self.line.push(b',');
        }
        self.is_empty = false;
        value.serialize(Writer(self.line))
    }

    fn end(self) -> Result<(), Error> {
        self.line.push(b']');
        Ok(())
    }
}

struct Object<'a> {
    line: &'a mut Vec<u8>,
    is_empty: bool,
    end: &'static [u8],
}

impl<'a> Object<'a> {
    fn open(line: &'a mut Vec<u8>, end: &'static [u8]) -> Self {
        line.push(b'{');
        Self { line, is_empty: true, end }
    }

    #[inline]
    fn next(&mut self) {
        if !self.is_empty {
            self.line.push(b',');
        }
        self.is_empty = false;
    }

    #[inline]
    fn member<T: Serialize + ?Sized>(
        &mut self,
        member: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        self.next();
        name(member, self.line);
        value.serialize(Writer(self.line))
    }

    fn close(self) {
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
        self.next();
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
