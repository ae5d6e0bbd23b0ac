//! Signed notes: a text and the signatures under it, to the byte (C2SP signed-note).
//! It refuses to know what the text says. A note that was read is not verified: see checkpoints.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::error::TlogError;
use crate::key::{KeyId, KeyName, VerifierKey};

/// The longest note that is read, in bytes: twice what sixteen large signatures take.
const NOTE_LIMIT: usize = 131_072;
/// The most signatures that are read under a note.
const SIGNATURES_LIMIT: usize = 64;
/// What a line with a signature begins with.
const DASH: &str = "\u{2014} ";
const NOTE: &str = "signed note";

/// A text and the signatures under it. Nobody has verified them.
///
/// It prints to the bytes that it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    text: String,
    signatures: Vec<SignatureLine>,
}

/// One signature: whose it says it is, and its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatureLine {
    name: KeyName,
    id: KeyId,
    signature: Vec<u8>,
}

impl Note {
    pub(crate) fn of(text: String, signatures: Vec<SignatureLine>) -> Self {
        Self { text, signatures }
    }

    /// Reads a note.
    ///
    /// # Errors
    /// [`TlogError::TooLong`] or [`TlogError::Malformed`].
    pub fn parse(bytes: &[u8]) -> Result<Self, TlogError> {
        let whole = readable(bytes)?;
        let no_signatures = malformed(1, "followed by an empty line and signatures");
        let split = whole.rfind("\n\n").ok_or(no_signatures)?.saturating_add(1);
        let (text, under) = whole.split_at_checked(split).unwrap_or((whole, ""));
        let lines_before = text.lines().count().saturating_add(2);
        let signatures = under.strip_prefix('\n').unwrap_or_default();
        let signatures = signature_lines(signatures, lines_before)?;
        Ok(Self { text: text.into(), signatures })
    }

    /// The text, with its last line feed: what is signed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The signatures, as they stand.
    pub fn signatures(&self) -> &[SignatureLine] {
        &self.signatures
    }

    pub(crate) fn push(&mut self, signature: SignatureLine) {
        self.signatures.push(signature);
    }

    /// Drops the signatures of a key.
    pub(crate) fn without(&mut self, key: &VerifierKey) {
        self.signatures.retain(|line| !line.is_of(key));
    }

    /// The signature that says it is of this key; nothing where there is none.
    ///
    /// # Errors
    /// [`TlogError::SignedTwice`].
    pub(crate) fn signature_of(&self, key: &VerifierKey) -> Result<Option<&[u8]>, TlogError> {
        let mut of_key = self.signatures.iter().filter(|line| line.is_of(key));
        let first = of_key.next().map(|line| line.signature.as_slice());
        match of_key.next() {
            None => Ok(first),
            Some(_) => Err(TlogError::SignedTwice { name: key.name().clone() }),
        }
    }
}

/// The note as text, if it is one of reasonable length without control characters.
fn readable(bytes: &[u8]) -> Result<&str, TlogError> {
    if bytes.len() > NOTE_LIMIT {
        return Err(TlogError::TooLong { document: NOTE, bytes: bytes.len(), limit: NOTE_LIMIT });
    }
    let text = std::str::from_utf8(bytes).map_err(|_| malformed(1, "UTF-8"))?;
    for (line, place) in text.split('\n').zip(1..) {
        if line.contains(|c| c < ' ') {
            return Err(malformed(place, "free of control characters: carriage returns, tabs, …"));
        }
    }
    Ok(text)
}

/// Reads the lines under a note, the first of which has this number.
pub(crate) fn signature_lines(text: &str, first: usize) -> Result<Vec<SignatureLine>, TlogError> {
    let Some(lines) = text.strip_suffix('\n') else {
        return Err(malformed(first, "a signature that ends in a line feed"));
    };
    let lines: Vec<&str> = lines.split('\n').collect();
    if lines.len() > SIGNATURES_LIMIT {
        return Err(malformed(first, "the first of at most 64 signatures"));
    }
    lines.into_iter().zip(first..).map(|(line, place)| signature_line(line, place)).collect()
}

fn signature_line(line: &str, place: usize) -> Result<SignatureLine, TlogError> {
    let wrong = || malformed(place, "a signature: a dash, a name, base64");
    let (name, encoded) =
        line.strip_prefix(DASH).and_then(|rest| rest.split_once(' ')).ok_or_else(wrong)?;
    let bytes = STANDARD.decode(encoded).map_err(|_| wrong())?;
    let (id, signature) = bytes.split_first_chunk().ok_or_else(wrong)?;
    if signature.is_empty() {
        return Err(wrong());
    }
    let name = name.parse().map_err(|_| wrong())?;
    Ok(SignatureLine { name, id: KeyId(*id), signature: signature.into() })
}

fn malformed(line: usize, expected: &'static str) -> TlogError {
    TlogError::Malformed { document: NOTE, line, expected }
}

impl SignatureLine {
    pub(crate) fn by(key: &VerifierKey, signature: Vec<u8>) -> Self {
        Self { name: key.name().clone(), id: key.id(), signature }
    }

    /// Whose it says it is.
    pub fn name(&self) -> &KeyName {
        &self.name
    }

    pub(crate) fn is_of(&self, key: &VerifierKey) -> bool {
        self.name == *key.name() && self.id == key.id()
    }
}

impl fmt::Display for SignatureLine {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = [&self.id.0, self.signature.as_slice()].concat();
        writeln!(formatter, "{DASH}{} {}", self.name, STANDARD.encode(bytes))
    }
}

impl fmt::Display for Note {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "{}", self.text)?;
        self.signatures.iter().try_for_each(|line| line.fmt(formatter))
    }
}

#[cfg(test)]
mod tests;
