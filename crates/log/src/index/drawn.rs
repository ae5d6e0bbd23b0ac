//! An index as it is drawn from a log, before it is written down.

use std::io;

use repatria_domain::Gist;
use repatria_tlog::LeafHash;

use super::Anchor;
use super::groups::Groups;
use super::kept::Kept;
use super::key::Key;
use super::stored::{self, Index};
use crate::error::LogError;
use crate::file::{DiskFile, write_all};
use crate::lines::Lines;
use crate::port::{CommitReader, Position};

/// An index in memory, whole.
#[derive(Debug)]
pub(crate) struct Drawn {
    groups: Groups,
    kept: Kept,
    anchor: Anchor,
}

impl Drawn {
    /// Draws the index of a log, going on from an earlier one of the same log.
    ///
    /// # Errors
    /// Where a line cannot be read. There is none of a log without lines.
    pub(crate) fn of(
        log: impl CommitReader,
        earlier: Option<Index>,
    ) -> Result<Option<Self>, LogError> {
        let (mut groups, mut kept, mut anchor) = (Groups::default(), Kept::default(), None);
        if let Some(index) = earlier {
            let of_index = index.anchor();
            if let Ok(whole) = index.load() {
                ((groups, kept), anchor) = (whole, Some(of_index));
            }
        }
        let behind = anchor.map_or(Position::START, |anchor| anchor.behind);
        let mut lines = Lines::after(log, behind);
        while let Some(placed) = lines.next_line()? {
            let before = placed.before();
            let commit = placed.commit()?;
            groups.take(&Key::all_of(&commit), before);
            commit.events.iter().for_each(|event| kept.take(commit.n, &Gist::of(event)));
            let behind = before.behind(placed.bytes.len());
            anchor = Some(Anchor { before, behind, leaf: *LeafHash::NONE.bytes() });
        }
        let read = lines.head();
        Ok(anchor.map(|anchor| {
            let leaf = if read.n > behind.n { *read.leaf.bytes() } else { anchor.leaf };
            Self { groups, kept, anchor: Anchor { leaf, ..anchor } }
        }))
    }

    /// Writes it into a file that is empty.
    ///
    /// # Errors
    /// What the disk says.
    pub(crate) fn write(self, file: &impl DiskFile) -> io::Result<()> {
        self.lay_out(|byte, blocks| write_all(file, byte, blocks))
    }

    /// Hands over what it would write, from its start on, some blocks at a time, each time with the
    /// place where they begin.
    pub(super) fn lay_out(
        self,
        hand_over: impl FnMut(u64, &[u8]) -> io::Result<()>,
    ) -> io::Result<()> {
        stored::lay_out(self.groups, &self.kept, self.anchor, hand_over)
    }
}
