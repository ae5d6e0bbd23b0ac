//! What a witness cosigned last of each log: a file each, written before the answer is given. One
//! request is answered after the other, so that none is checked against what another replaces.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use repatria_domain::Timestamp;
use repatria_tlog::{Checkpoint, KeyName, Note, SignatureLine, Witness, WitnessRefusal};
use sha2::{Digest as _, Sha256};

use crate::clock;
use crate::durable::{self, Readers};
use crate::failure::{Distrust, Failure};
use crate::hex::hex;

/// A witness and the folder of what it cosigned.
#[derive(Debug)]
pub(super) struct Kept {
    folder: PathBuf,
    witness: Witness,
    now: Option<Timestamp>,
    one_by_one: Mutex<()>,
}

impl Kept {
    pub(super) fn new(folder: PathBuf, witness: Witness, now: Option<Timestamp>) -> Self {
        Self { folder, witness, now, one_by_one: Mutex::default() }
    }

    /// Answers a request; what is cosigned is durable before this returns.
    pub(super) fn answer(
        &self,
        request: &[u8],
    ) -> Result<Result<SignatureLine, WitnessRefusal>, Failure> {
        // What is guarded is on the disk, and each of its files is whole at any time.
        let guard = self.one_by_one.lock().unwrap_or_else(PoisonError::into_inner);
        let answer = self.witness.answer(
            request,
            clock::seconds(self.now),
            |origin| self.latest(origin),
            |cosigned| {
                let path = self.path(&mark(&cosigned.checkpoint().origin));
                durable::write(&path, cosigned.to_string().as_bytes(), Readers::Everybody)
            },
        );
        drop(guard);
        answer
    }

    /// The last checkpoint that was cosigned of a log, named by the hash of its origin.
    pub(super) fn published(&self, mark: &str) -> Result<Option<Vec<u8>>, Failure> {
        if mark.len() != 64 || !mark.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return Ok(None);
        }
        durable::read(&self.path(mark))
    }

    fn latest(&self, origin: &KeyName) -> Result<Option<Checkpoint>, Failure> {
        let path = self.path(&mark(origin));
        let Some(bytes) = durable::read(&path)? else { return Ok(None) };
        let checkpoint = Note::parse(&bytes).and_then(|note| Checkpoint::parse(note.text()));
        match checkpoint {
            Ok(checkpoint) if checkpoint.origin == *origin => Ok(Some(checkpoint)),
            Ok(other) => {
                let why = repatria_tlog::TlogError::UnknownLog { origin: other.origin };
                Err(Distrust::LastSpoiled { path, why }.into())
            }
            Err(why) => Err(Distrust::LastSpoiled { path, why }.into()),
        }
    }

    fn path(&self, mark: &str) -> PathBuf {
        self.folder.join(format!("{mark}.checkpoint"))
    }
}

/// What a log is called in addresses: the SHA-256 of its name, in small hexadecimal digits.
fn mark(origin: &KeyName) -> String {
    hex(&Sha256::digest(origin.as_str()))
}
