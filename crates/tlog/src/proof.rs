//! Proofs that a line is in a log, to be kept by whom it concerns and verified without the log
//! (C2SP tlog-proof). It refuses to know what the line says.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::checkpoint::SignedCheckpoint;
use crate::decimal::number;
use crate::error::TlogError;
use crate::hash::LeafHash;
use crate::inclusion::InclusionProof;
use crate::key::VerifierKey;
use crate::note::Note;

const PROOF: &str = "proof";
/// The first line of every proof.
const TITLE: &str = "c2sp.org/tlog-proof@v1";
/// The longest proof that is read, in bytes: a line of 65,535 in base64, 64 hashes, a note.
const PROOF_LIMIT: usize = 262_144;

/// A proof as it was made or read: the line itself if it is there, its place, the way up to the
/// root, and the checkpoint. Nothing of it is verified yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TlogProof {
    /// Whatever the maker adds; of our log the line itself. Believe it only if it verifies.
    pub extra: Option<Vec<u8>>,
    /// The place of the line in the log, from 0.
    pub index: u64,
    /// The way from the line to the root.
    pub inclusion: InclusionProof,
    /// The checkpoint, with all its signatures.
    pub checkpoint: Note,
}

impl TlogProof {
    /// Reads a proof.
    ///
    /// # Errors
    /// [`TlogError::TooLong`] or [`TlogError::Malformed`].
    pub fn parse(bytes: &[u8]) -> Result<Self, TlogError> {
        if bytes.len() > PROOF_LIMIT {
            let bytes = bytes.len();
            return Err(TlogError::TooLong { document: PROOF, bytes, limit: PROOF_LIMIT });
        }
        let text = std::str::from_utf8(bytes).map_err(|_| malformed(1, "UTF-8"))?;
        let (above, note) =
            text.split_once("\n\n").ok_or(malformed(1, "followed by an empty line and a note"))?;
        let mut lines = above.split('\n').zip(1..).peekable();
        if lines.next().map(|(title, _)| title) != Some(TITLE) {
            return Err(malformed(1, "`c2sp.org/tlog-proof@v1`"));
        }
        let extra = lines.next_if(|(line, _)| line.starts_with("extra "));
        let extra = extra.map(|(line, place)| extra_of(line, place)).transpose()?;
        let index = lines.next().and_then(|(line, _)| number(line.strip_prefix("index ")?));
        let index = index.ok_or(malformed(2, "`index` and a number without leading zeros"))?;
        let hash = |(line, place): (&str, usize)| {
            line.parse().map_err(|_| malformed(place, "a hash: 32 bytes in base64"))
        };
        let inclusion = InclusionProof::from_hashes(lines.map(hash).collect::<Result<_, _>>()?);
        Ok(Self { extra, index, inclusion, checkpoint: Note::parse(note.as_bytes())? })
    }

    /// Whether this line, given without its line feed, is in the log with this key: in the tree of
    /// the checkpoint, which the log signed. Answers with the checkpoint.
    ///
    /// # Errors
    /// What is wrong with the checkpoint, its signatures or the proof.
    pub fn verify(&self, line: &[u8], log: &VerifierKey) -> Result<SignedCheckpoint, TlogError> {
        let log = std::slice::from_ref(log);
        let signed = SignedCheckpoint::of_note(self.checkpoint.clone(), log)?;
        let checkpoint = signed.checkpoint();
        let leaf = LeafHash::of(line);
        self.inclusion.verify(leaf, self.index, checkpoint.size, checkpoint.root)?;
        Ok(signed)
    }
}

fn extra_of(line: &str, place: usize) -> Result<Vec<u8>, TlogError> {
    let encoded = line.strip_prefix("extra ").unwrap_or_default();
    STANDARD.decode(encoded).map_err(|_| malformed(place, "`extra` and base64"))
}

fn malformed(line: usize, expected: &'static str) -> TlogError {
    TlogError::Malformed { document: PROOF, line, expected }
}

impl fmt::Display for TlogProof {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "{TITLE}")?;
        if let Some(extra) = &self.extra {
            writeln!(formatter, "extra {}", STANDARD.encode(extra))?;
        }
        writeln!(formatter, "index {}", self.index)?;
        for hash in self.inclusion.hashes() {
            writeln!(formatter, "{hash}")?;
        }
        write!(formatter, "\n{}", self.checkpoint)
    }
}

#[cfg(test)]
mod tests;
