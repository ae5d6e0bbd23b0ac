//! Short free text, and the names by which people call things: references, handles, categories.
//! It refuses to know what the words mean.

use alloc::string::String;
use alloc::sync::Arc;
use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Serialize, Serializer};

/// Words of a source or a note: 1 to 1,000 bytes, no control characters.
///
/// It stays in the log for ever, so names of private persons never go here.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(try_from = "String")]
pub struct Text(Arc<str>);

/// What people call an exchange: 1 to 64 small letters, digits, `-` and `.`; unique in a register.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(try_from = "String")]
pub struct Reference(Arc<str>);

/// Who records: a handle, not a person's name. 1 to 32 small letters, digits, `-`, `_` and `.`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(try_from = "String")]
pub struct Handle(Arc<str>);

/// What an agreement or a hand-over was limited to (`under-25`, `officers`): a slug of 1 to 64 bytes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(try_from = "String")]
pub struct Category(Arc<str>);

/// Why a text was not taken. Shorten or correct it; nothing was recorded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// Nothing but blanks.
    #[error("the text is empty: leave the field out, or write what is to be kept")]
    Empty,
    /// More than the limit.
    #[error("the text has {bytes} bytes, {limit} are allowed: shorten it")]
    TooLong {
        /// How long it is.
        bytes: usize,
        /// How long it may be.
        limit: usize,
    },
    /// A control character, as an escape sequence or a line break.
    #[error("the text holds the control character U+{0:04X}: take it out")]
    ControlCharacter(u32),
    /// A character outside the set of a reference, handle or category.
    #[error("`{name}` holds {found:?}: use {allowed}")]
    Character {
        /// The name as given.
        name: String,
        /// The first character that does not belong there.
        found: char,
        /// What does.
        allowed: &'static str,
    },
}

impl Text {
    /// Words of this crate; a test holds them to the rules.
    pub(crate) fn own(words: &'static str) -> Self {
        Self(words.into())
    }

    /// The words.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Text {
    type Err = TextError;

    fn from_str(text: &str) -> Result<Self, TextError> {
        if is_plain(text) {
            let trimmed = text.trim_ascii();
            check_length(trimmed, 1000)?;
            return Ok(Self(trimmed.into()));
        }
        let trimmed = text.trim();
        check_length(trimmed, 1000)?;
        match trimmed.chars().find(|character| character.is_control()) {
            Some(control) => Err(TextError::ControlCharacter(control.into())),
            None => Ok(Self(trimmed.into())),
        }
    }
}

impl Reference {
    /// The reference, as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Reference {
    type Err = TextError;

    fn from_str(text: &str) -> Result<Self, TextError> {
        check_name(text, 64, "-.", "small letters, digits, `-` and `.`").map(Self)
    }
}

impl Handle {
    /// The handle, as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Handle {
    type Err = TextError;

    fn from_str(text: &str) -> Result<Self, TextError> {
        check_name(text, 32, "-_.", "small letters, digits, `-`, `_` and `.`").map(Self)
    }
}

impl Category {
    /// A word of this crate; a test holds it to the rules.
    pub(crate) fn own(word: &'static str) -> Self {
        Self(word.into())
    }

    /// The category, as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Category {
    type Err = TextError;

    fn from_str(text: &str) -> Result<Self, TextError> {
        check_name(text, 64, "-", "small letters, digits and `-`").map(Self)
    }
}

/// Whether it is of ASCII without control characters, as most texts are; all bytes are looked at at once.
fn is_plain(text: &str) -> bool {
    text.bytes().fold(true, |all, byte| all & (b' '..0x7f).contains(&byte))
}

fn check_length(text: &str, limit: usize) -> Result<(), TextError> {
    match text.len() {
        0 => Err(TextError::Empty),
        bytes if bytes > limit => Err(TextError::TooLong { bytes, limit }),
        _ => Ok(()),
    }
}

fn check_name(
    text: &str,
    limit: usize,
    marks: &str,
    allowed: &'static str,
) -> Result<Arc<str>, TextError> {
    check_length(text, limit)?;
    let fits = |byte: u8| {
        byte.is_ascii_lowercase() || byte.is_ascii_digit() || marks.bytes().any(|mark| mark == byte)
    };
    // No byte of a character that has several is one that fits.
    let misfit = text.bytes().position(|byte| !fits(byte));
    match misfit.and_then(|misfit| text.get(misfit..)?.chars().next()) {
        Some(found) => Err(TextError::Character { name: text.into(), found, allowed }),
        None => Ok(text.into()),
    }
}

impl TryFrom<String> for Text {
    type Error = TextError;
    fn try_from(text: String) -> Result<Self, TextError> {
        text.parse()
    }
}

impl From<Text> for String {
    fn from(text: Text) -> Self {
        (*text.0).into()
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl fmt::Display for Text {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.0)
    }
}

impl TryFrom<String> for Reference {
    type Error = TextError;
    fn try_from(text: String) -> Result<Self, TextError> {
        text.parse()
    }
}

impl From<Reference> for String {
    fn from(text: Reference) -> Self {
        (*text.0).into()
    }
}

impl Serialize for Reference {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.0)
    }
}

impl TryFrom<String> for Handle {
    type Error = TextError;
    fn try_from(text: String) -> Result<Self, TextError> {
        text.parse()
    }
}

impl From<Handle> for String {
    fn from(text: Handle) -> Self {
        (*text.0).into()
    }
}

impl Serialize for Handle {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl fmt::Display for Handle {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.0)
    }
}

impl TryFrom<String> for Category {
    type Error = TextError;
    fn try_from(text: String) -> Result<Self, TextError> {
        text.parse()
    }
}

impl From<Category> for String {
    fn from(text: Category) -> Self {
        (*text.0).into()
    }
}

impl Serialize for Category {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl fmt::Display for Category {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.0)
    }
}
