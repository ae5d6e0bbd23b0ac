//! Which lines of a log belong together, so that whoever records something need not read those that
//! do not concern it; and the gists that move a total, so that whoever adds up need not read the log.
//!
//! The index is one file, laid down in `docs/LOG_FORMAT.md`. It is derived from the log, and can be
//! deleted; it speaks of the first `n` lines, names the hash of the last of them, which stands for
//! all of them, and says nothing where that is another one.
//!
//! Nothing is decided by what it keeps: where lines belong together, what is known is read from the
//! log itself, line by line, with its crc, and replayed by the rules. The gists are a copy of what
//! the log says. They are believed because they were packed from lines whose crc and number were
//! checked, because the last of these lines is still the one, and because each block that is read
//! has its crc; where any of that fails, they are not believed, and the log is read. `rebuild` never
//! looks at them. Who can write into the folder can forge them, as all that has no signature: what
//! is signed is the log. `verify` draws the index anew and tells.

mod blocks;
mod checked;
mod drawn;
mod fields;
mod groups;
mod kept;
mod key;
mod stored;
mod ties;

use repatria_tlog::LeafHash;

use crate::port::Position;

pub use checked::IndexFound;
pub(crate) use drawn::{Drawing, Drawn, OfCommit, OfLine};
pub(crate) use groups::{Group, Groups};
pub(crate) use kept::moves_a_total;
pub(crate) use key::Key;
pub(crate) use stored::Index;

/// Changes with what lines are found by, too: with [`repatria_domain::Entity`]; and with which gists
/// are kept.
const FORMAT: &[u8; 16] = b"repatria index 5";

/// The last line that an index speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Anchor {
    /// Before it.
    pub(crate) before: Position,
    /// Behind it.
    pub(crate) behind: Position,
    leaf: [u8; 32],
}

impl Anchor {
    /// Whether a line is the one, and with it, by its hash, all that stands before it.
    pub(crate) fn is(&self, line: &[u8]) -> bool {
        self.before.behind(line.len()) == self.behind && LeafHash::of(line).bytes() == &self.leaf
    }
}

#[cfg(test)]
mod tests;
