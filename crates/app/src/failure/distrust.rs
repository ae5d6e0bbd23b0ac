//! Why something that was signed, proved or published is not to be relied upon, or cannot be made.
//! Two histories of one log are the worst that can be found, and are never passed over.

use std::path::PathBuf;

use repatria_tlog::{KeyName, TlogError};

use super::Ending;

/// Why something is not to be relied upon. The message says what to do.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Distrust {
    /// A text that cannot be read, a signature that is wrong, a proof that proves nothing.
    #[error(transparent)]
    Wrong(#[from] TlogError),
    /// A folder without a key.
    #[error(
        "there is no signing key in `{}`: make one with `repatria checkpoint --make-key`",
        folder.display()
    )]
    NoKey {
        /// The folder.
        folder: PathBuf,
    },
    /// A key that is there already.
    #[error("`{}` is there already: who makes another key begins another log", path.display())]
    KeyExists {
        /// The file.
        path: PathBuf,
    },
    /// A secret that is none.
    #[error(
        "others may read the signing key `{path}` (mode {mode:o}), so they may have it: if you are \
         sure that nobody does, `chmod 600 {path}`",
        path = path.display()
    )]
    KeyOpenToOthers {
        /// The file.
        path: PathBuf,
        /// Who may do what with it.
        mode: u32,
    },
    /// A log of which nothing was signed yet.
    #[error("nothing of this log was signed yet: `repatria checkpoint` signs it")]
    NeverSigned,
    /// A commit that no checkpoint speaks of yet.
    #[error(
        "the last checkpoint was signed of {signed} commits, so commit {n} is in none yet: \
         `repatria checkpoint` signs what there is"
    )]
    NotSignedYet {
        /// Which commit was asked for.
        n: u64,
        /// How many were signed.
        signed: u64,
    },
    /// Commits are counted from 1.
    #[error("there is no commit 0: commits are counted from 1")]
    NoCommit,
    /// A proof without its line.
    #[error("this proof does not carry the line that it is about: name it with --line FILE")]
    NoLine,
    /// A proof of another line than the one that was given.
    #[error("the line that was given is not the line that the proof carries")]
    OtherLine,
    /// A record of what was signed that is none.
    #[error(
        "`{}` is not what this register signed last: {why}; restore it from a backup, or from where \
         the log is published",
        path.display()
    )]
    LastSpoiled {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        why: TlogError,
    },
    /// A log that holds less than was signed.
    #[error(
        "the log holds {held} commits, and {signed} were signed: it was set back; restore the newer \
         one, or begin another log with a key of its own"
    )]
    SetBack {
        /// How many there are.
        held: u64,
        /// How many were signed.
        signed: u64,
    },
    /// A log whose lines are not those that were signed.
    #[error(
        "the first {signed} commits of this log are not those that were signed: there are two \
         histories, and nothing more is signed; `repatria verify` looks for damage"
    )]
    Rewritten {
        /// How many were signed.
        signed: u64,
    },
    /// A folder in which another log is published.
    #[error("`{}` holds the checkpoint of another log: {why}", path.display())]
    OtherLogThere {
        /// Its checkpoint.
        path: PathBuf,
        /// Why it is not of this log.
        why: TlogError,
    },
    /// A published tile that is not what the log holds.
    #[error("`{}` is not what the log holds, and was published: find out who changed it", path.display())]
    PublishedDiffers {
        /// The file.
        path: PathBuf,
    },
    /// An index that says something else than its log.
    #[error(
        "`{}` is not what the log comes to, from byte {byte} on: an index says what the log says, and \
         nothing else; the log itself is sound, and what was answered from this index may be wrong: \
         delete the file, it is made anew, and find out who changed it",
        path.display()
    )]
    IndexDiffers {
        /// The file.
        path: PathBuf,
        /// Where its first block begins that is another one.
        byte: u64,
    },
    /// A witness that saw more of this log than there is.
    #[error(
        "the witness `{witness}` has signed this log with {theirs} commits, and it has {ours}: it \
         was set back, or somebody signs with its key elsewhere; nothing was published"
    )]
    WitnessSawMore {
        /// His name.
        witness: KeyName,
        /// How many he signed.
        theirs: u64,
        /// How many there are.
        ours: u64,
    },
    /// A witness that saw another history of this log.
    #[error(
        "the witness `{witness}` signed another history of this log: {says}; nothing was published"
    )]
    WitnessSawOther {
        /// His name.
        witness: KeyName,
        /// What he answered.
        says: String,
    },
}

impl Distrust {
    /// Its name for programs; stable.
    pub(super) fn code(&self) -> &'static str {
        match self {
            Self::Wrong(error) if is_unreadable(error) => "unreadable-proof",
            Self::Wrong(_) => "not-proved",
            Self::NoKey { .. } => "no-key",
            Self::KeyExists { .. } => "key-exists",
            Self::KeyOpenToOthers { .. } => "key-open-to-others",
            Self::NeverSigned => "never-signed",
            Self::NotSignedYet { .. } => "not-signed-yet",
            Self::NoCommit => "no-commit",
            Self::NoLine => "no-line",
            Self::OtherLine => "other-line",
            Self::LastSpoiled { .. } => "last-checkpoint-spoiled",
            Self::SetBack { .. } => "set-back",
            Self::Rewritten { .. } => "rewritten",
            Self::OtherLogThere { .. } => "other-log-there",
            Self::PublishedDiffers { .. } => "published-differs",
            Self::IndexDiffers { .. } => "index-differs",
            Self::WitnessSawMore { .. } => "witness-saw-more",
            Self::WitnessSawOther { .. } => "witness-saw-other",
        }
    }

    /// How the run ends: with 4 where something was changed that was signed.
    pub(super) fn ending(&self) -> Ending {
        match self {
            Self::Wrong(error) if is_unreadable(error) => Ending::BadInput,
            Self::NoKey { .. }
            | Self::KeyExists { .. }
            | Self::KeyOpenToOthers { .. }
            | Self::NeverSigned
            | Self::NotSignedYet { .. }
            | Self::NoCommit
            | Self::NoLine
            | Self::OtherLogThere { .. } => Ending::BadInput,
            Self::Wrong(_)
            | Self::OtherLine
            | Self::LastSpoiled { .. }
            | Self::SetBack { .. }
            | Self::Rewritten { .. }
            | Self::PublishedDiffers { .. }
            | Self::IndexDiffers { .. }
            | Self::WitnessSawMore { .. }
            | Self::WitnessSawOther { .. } => Ending::LogDamaged,
        }
    }
}

/// Whether something cannot be read, or is of something else: nothing can be said of it then.
fn is_unreadable(error: &TlogError) -> bool {
    match error {
        TlogError::NoLeafHash
        | TlogError::NoHash
        | TlogError::NoKeyName { .. }
        | TlogError::NoVerifierKey
        | TlogError::NoSigningKey
        | TlogError::WrongKind { .. }
        | TlogError::Malformed { .. }
        | TlogError::TooLong { .. }
        | TlogError::UnknownLog { .. }
        | TlogError::OtherOrigin { .. }
        | TlogError::NoTime { .. }
        | TlogError::NoTile => true,
        TlogError::BeyondTree { .. }
        | TlogError::Shrunk { .. }
        | TlogError::ProofLength { .. }
        | TlogError::NotIncluded
        | TlogError::NotConsistent
        | TlogError::NotSigned { .. }
        | TlogError::BadSignature { .. }
        | TlogError::SignedTwice { .. }
        | TlogError::NoBundle
        | TlogError::TileLength { .. }
        | TlogError::TileDiffers { .. }
        | TlogError::OtherRoot => false,
    }
}
