//! Checkpoints: how many lines a log has and their root, signed by the log (C2SP tlog-checkpoint),
//! and by those who watched it grow. It refuses to know where they are kept.

use std::fmt;

use crate::cosignature;
use crate::decimal::number;
use crate::error::TlogError;
use crate::hash::Root;
use crate::key::{KeyKind, KeyName, SigningKey, VerifierKey};
use crate::note::{Note, SignatureLine, signature_lines};

const CHECKPOINT: &str = "checkpoint";

/// What a log says of itself: its name, how many lines it has, and their root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// The name of the log.
    pub origin: KeyName,
    /// How many lines it has.
    pub size: u64,
    /// The root of the tree over them.
    pub root: Root,
}

/// A checkpoint with a signature of its log that was verified, and perhaps those of others.
///
/// There is no other way to get one than to sign it or to verify it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedCheckpoint {
    checkpoint: Checkpoint,
    note: Note,
}

impl Checkpoint {
    /// Reads the text of a checkpoint: three lines. Further lines, which a log could use to tell
    /// one thing to some and another to others, are refused.
    ///
    /// # Errors
    /// [`TlogError::Malformed`].
    pub fn parse(text: &str) -> Result<Self, TlogError> {
        let malformed =
            |line, expected| TlogError::Malformed { document: CHECKPOINT, line, expected };
        let mut lines = text.split('\n');
        let mut line = || lines.next().unwrap_or_default();
        let origin = line().parse().map_err(|_| malformed(1, "the name of a log"))?;
        let size = number(line()).ok_or(malformed(2, "a size: decimal, without leading zeros"))?;
        let root = line().parse().map_err(|_| malformed(3, "a root: 32 bytes in base64"))?;
        if lines.next() == Some("") && lines.next().is_none() {
            return Ok(Self { origin, size, root });
        }
        Err(malformed(4, "the end: extension lines are not accepted"))
    }

    /// Signs it in the name of the log.
    ///
    /// # Errors
    /// [`TlogError::WrongKind`] and [`TlogError::OtherOrigin`] for the key of another.
    pub fn sign(self, key: &SigningKey) -> Result<SignedCheckpoint, TlogError> {
        let verifier = key.verifier().of_kind(KeyKind::Log)?;
        if *verifier.name() != self.origin {
            let (expected, found) = (verifier.name().clone(), self.origin);
            return Err(TlogError::OtherOrigin { expected, found });
        }
        let text = self.to_string();
        let signature = SignatureLine::by(verifier, key.sign(text.as_bytes()).into());
        Ok(SignedCheckpoint { checkpoint: self, note: Note::of(text, vec![signature]) })
    }
}

impl fmt::Display for Checkpoint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { origin, size, root } = self;
        writeln!(formatter, "{origin}\n{size}\n{root}")
    }
}

impl SignedCheckpoint {
    /// Reads a checkpoint, and verifies that the log with this key signed it.
    ///
    /// # Errors
    /// What is wrong with the note, the checkpoint or its signature.
    pub fn open(bytes: &[u8], log: &VerifierKey) -> Result<Self, TlogError> {
        Self::of_note(Note::parse(bytes)?, std::slice::from_ref(log))
    }

    /// Verifies that a note is a checkpoint of one of these logs.
    ///
    /// # Errors
    /// [`TlogError::UnknownLog`]; [`TlogError::NotSigned`], [`TlogError::BadSignature`] or
    /// [`TlogError::SignedTwice`]; or what is wrong with the checkpoint.
    pub(crate) fn of_note(note: Note, logs: &[VerifierKey]) -> Result<Self, TlogError> {
        let checkpoint = Checkpoint::parse(note.text())?;
        let of_origin = |log: &&VerifierKey| *log.name() == checkpoint.origin;
        let mut keys = logs.iter().filter(of_origin).peekable();
        let Some(name) = keys.peek().map(|log| log.name().clone()) else {
            return Err(TlogError::UnknownLog { origin: checkpoint.origin });
        };
        let mut signed = false;
        for key in keys {
            signed |= is_signed(&note, key.of_kind(KeyKind::Log)?)?;
        }
        if signed { Ok(Self { checkpoint, note }) } else { Err(TlogError::NotSigned { name }) }
    }

    /// What the log says.
    pub fn checkpoint(&self) -> &Checkpoint {
        &self.checkpoint
    }

    /// The note, with all its signatures.
    pub fn note(&self) -> &Note {
        &self.note
    }

    /// When a witness cosigned it, in seconds since 1970.
    ///
    /// # Errors
    /// [`TlogError::NotSigned`] where he did not; [`TlogError::BadSignature`],
    /// [`TlogError::SignedTwice`] or [`TlogError::WrongKind`].
    pub fn cosigned_at(&self, witness: &VerifierKey) -> Result<u64, TlogError> {
        let signature = self.note.signature_of(witness.of_kind(KeyKind::Witness)?)?;
        match signature {
            Some(signature) => cosignature::verify(self.note.text(), signature, witness),
            None => Err(TlogError::NotSigned { name: witness.name().clone() }),
        }
    }

    /// The cosignature of a witness under it, as of a time in seconds since 1970.
    ///
    /// # Errors
    /// [`TlogError::WrongKind`] for a key that is of no witness; [`TlogError::NoTime`].
    pub fn cosign(&self, witness: &SigningKey, time: u64) -> Result<SignatureLine, TlogError> {
        cosignature::sign(self.note.text(), witness, time)
    }

    /// Takes up the cosignature of a witness out of his answer, and verifies it. An older one of
    /// his gives way; signatures of others in the answer are ignored.
    ///
    /// # Errors
    /// What is wrong with the answer, or with his cosignature.
    pub fn cosigned(mut self, answer: &[u8], witness: &VerifierKey) -> Result<Self, TlogError> {
        let malformed = TlogError::Malformed { document: "answer", line: 1, expected: "UTF-8" };
        let answer = std::str::from_utf8(answer).map_err(|_| malformed)?;
        let lines = signature_lines(answer, 1)?;
        self.note.without(witness);
        lines.into_iter().filter(|line| line.is_of(witness)).for_each(|line| self.note.push(line));
        self.cosigned_at(witness)?;
        Ok(self)
    }

    pub(crate) fn push(&mut self, cosignature: SignatureLine, witness: &VerifierKey) {
        self.note.without(witness);
        self.note.push(cosignature);
    }
}

fn is_signed(note: &Note, key: &VerifierKey) -> Result<bool, TlogError> {
    match note.signature_of(key)? {
        None => Ok(false),
        Some(signature) if key.has_signed(note.text().as_bytes(), signature) => Ok(true),
        Some(_) => Err(TlogError::BadSignature { name: key.name().clone() }),
    }
}

/// The note to the byte.
impl fmt::Display for SignedCheckpoint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.note.fmt(formatter)
    }
}

#[cfg(test)]
mod tests;
