//! What a log sends to a witness: the size that he signed last, the proof that the new tree begins
//! with that one, and the new checkpoint.

use std::fmt;

use crate::consistency::ConsistencyProof;
use crate::decimal::number;
use crate::error::TlogError;
use crate::note::Note;

const REQUEST: &str = "request";
/// The most hashes that a proof may have.
const HASHES_LIMIT: usize = 63;

/// A request as it was made or read. Nothing of it is verified yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WitnessRequest {
    /// The size that the witness signed last, as the log believes.
    pub old: u64,
    /// The way from that tree to the new one.
    pub consistency: ConsistencyProof,
    /// The new checkpoint, with all its signatures.
    pub checkpoint: Note,
}

impl WitnessRequest {
    /// The longest request there can be, in bytes.
    pub const LIMIT: usize = 135_168;

    /// Reads a request.
    ///
    /// # Errors
    /// [`TlogError::TooLong`] or [`TlogError::Malformed`].
    pub fn parse(bytes: &[u8]) -> Result<Self, TlogError> {
        if bytes.len() > Self::LIMIT {
            let bytes = bytes.len();
            return Err(TlogError::TooLong { document: REQUEST, bytes, limit: Self::LIMIT });
        }
        let text = std::str::from_utf8(bytes).map_err(|_| malformed(1, "UTF-8"))?;
        let (above, note) =
            text.split_once("\n\n").ok_or(malformed(1, "followed by an empty line and a note"))?;
        let mut lines = above.split('\n').zip(1..);
        let old = lines.next().and_then(|(line, _)| number(line.strip_prefix("old ")?));
        let old = old.ok_or(malformed(1, "`old` and a number without leading zeros"))?;
        let hash = |(line, place): (&str, usize)| match line.parse() {
            Ok(hash) if place <= HASHES_LIMIT.saturating_add(1) => Ok(hash),
            Ok(_) => Err(malformed(place, "empty: at most 63 hashes are accepted")),
            Err(_) => Err(malformed(place, "a hash: 32 bytes in base64")),
        };
        let consistency = ConsistencyProof::from_hashes(lines.map(hash).collect::<Result<_, _>>()?);
        Ok(Self { old, consistency, checkpoint: Note::parse(note.as_bytes())? })
    }
}

fn malformed(line: usize, expected: &'static str) -> TlogError {
    TlogError::Malformed { document: REQUEST, line, expected }
}

impl fmt::Display for WitnessRequest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "old {}", self.old)?;
        for hash in self.consistency.hashes() {
            writeln!(formatter, "{hash}")?;
        }
        write!(formatter, "\n{}", self.checkpoint)
    }
}
