//! Why the log could not do what it was asked: failures of the world, and damage found in the log.
//! It refuses to know rules of the domain, but as the reason why a stored line breaks one.

use std::fmt;
use std::io;
use std::path::PathBuf;

use repatria_domain::{CommandId, Refusal, Timestamp};

use crate::codec::LINE_LIMIT;
use crate::port::Head;
use repatria_tlog::LeafHash;

/// A failure of the log. Each variant says what its reader should do.
#[derive(Debug, thiserror::Error)]
pub enum LogError {
    /// Somebody else appended first; nothing was written. Read on from where you are, decide again.
    #[error("the log ends at commit {} by now, somebody else was faster: read on and decide again", head.n)]
    Conflict {
        /// Where the log ends now.
        head: Head,
    },
    /// Written or not, nobody can say. Take the log up anew and look for the command id, or send
    /// the same bytes again.
    #[error(
        "nobody can say whether the lines were written: {cause}; look for the command ids, or send the same again"
    )]
    OutcomeUnknown {
        /// What failed.
        #[source]
        cause: io::Error,
    },
    /// Surely not written: the log cannot be reached. Send it again later.
    #[error("nothing was written, the log cannot be reached: {cause}")]
    Unavailable {
        /// What failed.
        #[source]
        cause: io::Error,
    },
    /// A line that is too long; nothing was written. Split the command.
    #[error("the line has {bytes} bytes, {LINE_LIMIT} are allowed: split the command")]
    TooLarge {
        /// How long it is, without its line feed.
        bytes: usize,
    },
    /// No space is left; nothing was written. Make space, then send it again.
    #[error("nothing was written, no space is left: {cause}")]
    Full {
        /// What the disk said.
        #[source]
        cause: io::Error,
    },
    /// The log is damaged. Nothing is written to it any more: keep a copy, then restore a backup.
    #[error("{}", listed(.0))]
    Corrupt(
        /// What is wrong, in order of lines; one at least.
        Vec<Damage>,
    ),
    /// A line of a newer version of this program. Update the program.
    #[error(
        "line {line} holds a `{event}` of version {v}, which this program does not know: update it"
    )]
    NewerFormat {
        /// Which line, from 1.
        line: u64,
        /// The name of the event.
        event: String,
        /// Its version.
        v: u64,
    },
    /// An append failed earlier, and nothing is written on top of it. Take the log up anew.
    #[error("an append failed earlier: the log has to be taken up anew before anything is written")]
    Poisoned,
    /// Another process writes to this log. Wait for it, or end it.
    #[error("another process{} writes to this register: wait for it, or end it", process(*.pid))]
    Locked {
        /// The number of that process, where it left one.
        pid: Option<u32>,
    },
    /// There is no log here. Make one, or correct the path.
    #[error("there is no register in {}: make one, or correct the path", .folder.display())]
    NoRegister {
        /// Where it was looked for.
        folder: PathBuf,
    },
    /// There is a log here already. Use it, or choose another folder.
    #[error("there is a register in {} already", .folder.display())]
    RegisterExists {
        /// Where it is.
        folder: PathBuf,
    },
    /// The machine failed while reading, or before anything was written.
    #[error("cannot {doing}: {cause}")]
    Io {
        /// What was being done.
        doing: &'static str,
        /// What the machine said.
        #[source]
        cause: io::Error,
    },
}

/// What is wrong with one line of a log, and where it begins.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, byte {byte}: {fault}")]
pub struct Damage {
    /// Which line, from 1.
    pub line: u64,
    /// How many bytes stand before it.
    pub byte: u64,
    /// What is wrong.
    pub fault: Fault,
}

/// What can be wrong with a line.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The bytes of the line are not those that were written: it was changed, or the disk failed.
    #[error(
        "the bytes of this line are not the bytes that were written (crc {written:08x}, its bytes give {found:08x})"
    )]
    Crc {
        /// At the end of the line.
        written: u32,
        /// Of the bytes before it.
        found: u32,
    },
    /// A line without a crc at its end.
    #[error("this is no whole line of a log: it does not end in a crc")]
    NoCrc,
    /// A line that breaks off.
    #[error("the line breaks off: no line feed ends it")]
    Torn,
    /// A line that is too long to have been written.
    #[error("the line has {bytes} bytes, {LINE_LIMIT} are allowed")]
    TooLong {
        /// How long it is.
        bytes: usize,
    },
    /// A crc that fits a line which is none.
    #[error("this is no line of a log: {why}")]
    NoCommit {
        /// What the parser says.
        why: String,
    },
    /// A commit missing, repeated or moved.
    #[error("commit {found} stands here, {expected} follows")]
    Number {
        /// The number that follows.
        expected: u64,
        /// The number in the line.
        found: u64,
    },
    /// A commit recorded before the one that it follows.
    #[error("recorded at {found}, before the line above it, at {before}")]
    Time {
        /// In the line above.
        before: Timestamp,
        /// In this line.
        found: Timestamp,
    },
    /// The line before was exchanged for another, or this one was.
    #[error(
        "this line follows a line with the hash {found}, the line above it has {expected}: one of the two was exchanged"
    )]
    Chain {
        /// The hash of the line above.
        expected: LeafHash,
        /// The hash that this line names.
        found: LeafHash,
    },
    /// A commit of nothing.
    #[error("the commit holds no event")]
    Empty,
    /// One command in two lines.
    #[error("the command {id} was recorded as commit {n} already")]
    CommandRepeated {
        /// The command.
        id: CommandId,
        /// Where it was recorded first.
        n: u64,
    },
    /// An event that breaks a rule of the domain.
    #[error("breaks a rule: {0}")]
    Rule(Box<Refusal>),
    /// Less than was acknowledged.
    #[error("the log ends here with {n} commits, {acknowledged} were acknowledged")]
    Lost {
        /// Whole ones found.
        n: u64,
        /// As the head marker has it.
        acknowledged: u64,
    },
    /// Less than the head marker speaks of, as a reader finds it.
    #[error("the log ends {missing} bytes before its head marker says")]
    EndsEarly {
        /// How many bytes are not there.
        missing: u64,
    },
    /// A head marker that does not fit this log.
    #[error(
        "the head marker speaks of {n} commits in {bytes} bytes, which is no end of a line here: if the log verifies without it, delete the file `head`"
    )]
    Marker {
        /// Commits by the marker.
        n: u64,
        /// Bytes by the marker.
        bytes: u64,
    },
}

impl LogError {
    /// A log with this one damage.
    pub(crate) fn damaged(line: u64, byte: u64, fault: Fault) -> Self {
        Self::Corrupt(vec![Damage { line, byte, fault }])
    }

    /// Names what was being done when the machine failed.
    pub(crate) fn io(doing: &'static str) -> impl FnOnce(io::Error) -> Self {
        move |cause| Self::Io { doing, cause }
    }
}

fn listed(damages: &[Damage]) -> impl fmt::Display {
    let first = damages.first().map(ToString::to_string).unwrap_or_default();
    match damages.len() {
        0 | 1 => format!("the log is damaged: {first}"),
        all => format!("the log is damaged in {all} places, first: {first}"),
    }
}

fn process(pid: Option<u32>) -> String {
    pid.map(|pid| format!(" ({pid})")).unwrap_or_default()
}
