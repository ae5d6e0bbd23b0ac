//! Values that are typed by the names that the log uses, so that one word stands for one thing;
//! a name mistyped is answered with the nearest, and shells can complete it.

use std::cell::Cell;
use std::ffi::OsStr;
use std::marker::PhantomData;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::error::{ContextKind, ErrorKind};
use clap::{Arg, Command};
use serde::de::value::{Error, StrDeserializer};
use serde::de::{DeserializeOwned, Deserializer, Error as _, IntoDeserializer as _, Visitor};
use serde::forward_to_deserialize_any;

/// Reads a value by its name in the log (`man-for-man`).
pub(crate) fn named<Value: DeserializeOwned>(text: &str) -> Result<Value, Error> {
    let deserializer: StrDeserializer<'_, Error> = text.into_deserializer();
    Value::deserialize(deserializer)
}

/// The same for an option of the command line.
#[derive(Debug)]
pub(crate) struct Named<Value>(PhantomData<fn() -> Value>);

impl<Value> Default for Named<Value> {
    fn default() -> Self {
        Self(PhantomData)
    }
}

impl<Value> Clone for Named<Value> {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl<Value> TypedValueParser for Named<Value>
where
    Value: DeserializeOwned + Clone + Send + Sync + 'static,
{
    type Value = Value;

    fn parse_ref(
        &self,
        command: &Command,
        argument: Option<&Arg>,
        value: &OsStr,
    ) -> Result<Value, clap::Error> {
        let one_of = PossibleValuesParser::new(names::<Value>());
        let name = one_of.parse_ref(command, argument, value).map_err(without_wild_guess)?;
        named(&name).map_err(|why| command.clone().error(ErrorKind::InvalidValue, why))
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue>>> {
        Some(Box::new(names::<Value>().iter().map(PossibleValue::new)))
    }
}

/// Nobody who types `soldiers` means `bodies`, though both share many letters.
fn without_wild_guess(mut error: clap::Error) -> clap::Error {
    let [typed, guess] = [ContextKind::InvalidValue, ContextKind::SuggestedValue]
        .map(|kind| error.get(kind).map(ToString::to_string).unwrap_or_default());
    if strsim::damerau_levenshtein(&typed, &guess) > typed.chars().count() / 3 {
        error.remove(ContextKind::SuggestedValue);
    }
    error
}

/// The names that values of this kind have in the log.
pub(super) fn names<Value: DeserializeOwned>() -> &'static [&'static str] {
    let names = Cell::new([].as_slice());
    // A value is never made: only its names are asked for.
    let _ = Value::deserialize(Listening(&names));
    names.get()
}

/// Hears which names an enum has when it is about to be read.
struct Listening<'a>(&'a Cell<&'static [&'static str]>);

impl<'de> Deserializer<'de> for Listening<'_> {
    type Error = Error;

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Error> {
        self.0.set(variants);
        Err(Error::custom("no value"))
    }

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
        Err(Error::custom("no enum"))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit
        unit_struct newtype_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}
