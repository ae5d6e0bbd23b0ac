//! Whether an index is what the log comes to: it is drawn anew, and held against the file block by
//! block. It refuses to mend anything.

use super::Index;
use super::blocks::Held;
use super::drawn::Drawing;
use crate::error::LogError;
use crate::port::CommitReader;

/// What is found of the index of a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IndexFound {
    /// There is none that anybody would believe as a whole.
    None,
    /// It is what the log comes to.
    Right {
        /// Of how many commits it speaks.
        commits: u64,
    },
    /// It would be believed, and is not what the log comes to. Delete it, and ask who changed it.
    Wrong {
        /// Where in the file the first block begins that is another one.
        byte: u64,
    },
}

impl IndexFound {
    /// Holds an index against one that is drawn of a log from its first line on, and was begun while
    /// the log was read for another reason. The log ends with the last line that the index speaks of.
    ///
    /// # Errors
    /// Where a line or the index cannot be read.
    pub(crate) fn of(
        index: Index,
        drawing: Drawing,
        log: &impl CommitReader,
    ) -> Result<Self, LogError> {
        let commits = index.anchor().behind.n;
        let Some(drawn) = drawing.finish(log)? else { return Ok(Self::None) };
        let mut blocks = index.into_blocks();
        let (mut is_whole, mut differs) = (true, None);
        let held = drawn.lay_out(|byte, drawn| {
            // Behind a block that nobody believes others may be believed.
            blocks.hold_against(byte, drawn, |held| match held {
                Held::Differs { at } => differs = differs.or(Some(at)),
                Held::NotBelieved => is_whole = false,
            })
        });
        held.map_err(LogError::io("read the index of the log"))?;
        Ok(match differs {
            Some(byte) => Self::Wrong { byte },
            None if is_whole => Self::Right { commits },
            None => Self::None,
        })
    }
}

#[cfg(test)]
mod tests;
