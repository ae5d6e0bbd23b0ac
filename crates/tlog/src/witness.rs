//! The witness: what a log asks of him, and what he answers (C2SP tlog-witness). He signs a tree
//! only if it begins with every tree of that log that he signed before, so that nobody is shown
//! another history. It refuses to know networks, files and clocks.

mod request;

use crate::checkpoint::{Checkpoint, SignedCheckpoint};
use crate::error::TlogError;
use crate::hash::Root;
use crate::key::{KeyKind, KeyName, SigningKey, VerifierKey};
use crate::note::SignatureLine;

pub use request::WitnessRequest;

/// Why a witness does not sign.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WitnessRefusal {
    /// The request cannot be read.
    #[error("the request cannot be read: {0}")]
    Malformed(TlogError),
    /// The old size is beyond the new one.
    #[error("the old size {old} is beyond the size {size} of the checkpoint")]
    OldBeyondNew {
        /// In the request.
        old: u64,
        /// Of the checkpoint.
        size: u64,
    },
    /// No signature of a key of this log is there, or one is wrong.
    #[error("the checkpoint is not signed as it should be: {0}")]
    BadlySigned(TlogError),
    /// A log that the witness does not watch.
    #[error("this witness does not watch a log `{origin}`")]
    UnknownLog {
        /// Its name.
        origin: KeyName,
    },
    /// The witness has signed another size than the log believes. Ask again from there.
    #[error("the last checkpoint signed here has {size} entries")]
    OtherSize {
        /// What he signed last.
        size: u64,
    },
    /// The new tree does not begin with the old one.
    #[error("the checkpoint does not follow from the last one signed here: {0}")]
    Inconsistent(TlogError),
}

impl WitnessRefusal {
    /// The status of the HTTP answer.
    pub fn status(&self) -> u16 {
        match self {
            Self::Malformed(_) | Self::OldBeyondNew { .. } => 400,
            Self::BadlySigned(_) => 403,
            Self::UnknownLog { .. } => 404,
            Self::OtherSize { .. } => 409,
            Self::Inconsistent(_) => 422,
        }
    }
}

/// A witness, and the logs that he watches.
#[derive(Debug)]
pub struct Witness {
    key: SigningKey,
    logs: Vec<VerifierKey>,
}

impl Witness {
    /// A witness with this key, who watches these logs.
    ///
    /// # Errors
    /// [`TlogError::WrongKind`] for the key of a log in place of his, or the other way round.
    pub fn new(key: SigningKey, logs: Vec<VerifierKey>) -> Result<Self, TlogError> {
        key.verifier().of_kind(KeyKind::Witness)?;
        logs.iter().try_for_each(|log| log.of_kind(KeyKind::Log).map(|_| ()))?;
        Ok(Self { key, logs })
    }

    /// His public key.
    pub fn verifier(&self) -> &VerifierKey {
        self.key.verifier()
    }

    /// Answers a request as of a time in seconds since 1970: checks it against the latest
    /// checkpoint that he signed of that log, keeps the new one, and only then gives his
    /// cosignature away.
    ///
    /// `latest` tells what was kept last. `keep` returns when its checkpoint outlasts a loss of
    /// power. Between the two nobody else may keep a checkpoint: the caller holds a lock.
    ///
    /// # Errors
    /// What `latest` or `keep` say; nothing is given away then.
    pub fn answer<E>(
        &self,
        request: &[u8],
        time: u64,
        latest: impl FnOnce(&KeyName) -> Result<Option<Checkpoint>, E>,
        keep: impl FnOnce(&SignedCheckpoint) -> Result<(), E>,
    ) -> Result<Result<SignatureLine, WitnessRefusal>, E> {
        let (old, request) = match self.authentic(request) {
            Ok(authentic) => authentic,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let latest = latest(&request.checkpoint.checkpoint().origin)?;
        let cosigned = follows(old, &request, latest.as_ref()).and_then(|()| {
            let mut checkpoint = request.checkpoint;
            let line = checkpoint.cosign(&self.key, time).map_err(WitnessRefusal::Malformed)?;
            checkpoint.push(line.clone(), self.key.verifier());
            Ok((line, checkpoint))
        });
        match cosigned {
            Ok((line, checkpoint)) => keep(&checkpoint).map(|()| Ok(line)),
            Err(refusal) => Ok(Err(refusal)),
        }
    }

    /// The request, if it can be read and comes from a log that he watches.
    fn authentic(&self, request: &[u8]) -> Result<(u64, Authentic), WitnessRefusal> {
        let WitnessRequest { old, consistency, checkpoint } =
            WitnessRequest::parse(request).map_err(WitnessRefusal::Malformed)?;
        Checkpoint::parse(checkpoint.text()).map_err(WitnessRefusal::Malformed)?;
        let checkpoint = SignedCheckpoint::of_note(checkpoint, &self.logs).map_err(refused)?;
        Ok((old, Authentic { consistency, checkpoint }))
    }
}

#[derive(Debug)]
struct Authentic {
    consistency: crate::ConsistencyProof,
    checkpoint: SignedCheckpoint,
}

/// Which refusal it is when a checkpoint that can be read does not verify.
fn refused(error: TlogError) -> WitnessRefusal {
    if let TlogError::UnknownLog { origin } = error {
        WitnessRefusal::UnknownLog { origin }
    } else {
        WitnessRefusal::BadlySigned(error)
    }
}

/// Whether a checkpoint follows from the latest one that was signed.
fn follows(
    old: u64,
    request: &Authentic,
    latest: Option<&Checkpoint>,
) -> Result<(), WitnessRefusal> {
    let &Checkpoint { size, root, .. } = request.checkpoint.checkpoint();
    if old > size {
        return Err(WitnessRefusal::OldBeyondNew { old, size });
    }
    let (latest, latest_root) =
        latest.map_or((0, Root::EMPTY), |latest| (latest.size, latest.root));
    if old != latest {
        return Err(WitnessRefusal::OtherSize { size: latest });
    }
    request
        .consistency
        .verify((latest, latest_root), (size, root))
        .map_err(WitnessRefusal::Inconsistent)
}

#[cfg(test)]
mod tests;
