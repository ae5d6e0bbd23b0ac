//! An index as it is drawn from a log, before it is written down.

use std::io;
use std::ops::ControlFlow;

use repatria_domain::Gist;
use repatria_tlog::LeafHash;

use super::Anchor;
use super::groups::Groups;
use super::kept::Kept;
use super::key::Key;
use super::stored::{self, Index};
use crate::error::LogError;
use crate::file::{DiskFile, write_all};
use crate::lines::Placed;
use crate::pages::{Stretch, Threads, each_page};
use crate::port::{CommitReader, Position};

/// What an index keeps of one line.
struct OfLine {
    keys: Vec<Key>,
    gists: Vec<Gist>,
    before: Position,
    behind: Position,
}

impl OfLine {
    fn read(placed: Placed<'_>, lines: &mut Vec<Self>) -> Result<(), LogError> {
        let commit = placed.commit()?;
        lines.push(Self {
            keys: Key::all_of(&commit),
            gists: commit.events.iter().map(Gist::of).collect(),
            before: placed.before(),
            behind: placed.behind(),
        });
        Ok(())
    }

    fn n(&self) -> u64 {
        self.behind.n
    }
}

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
        log: &impl CommitReader,
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
        let stretch = Stretch { from: behind, until: None };
        let read = each_page(log, stretch, Threads::of_use(), OfLine::read, |lines| {
            for line in lines {
                groups.take(&line.keys, line.before);
                line.gists.iter().for_each(|gist| kept.take(line.n(), gist));
                let leaf = *LeafHash::NONE.bytes();
                anchor = Some(Anchor { before: line.before, behind: line.behind, leaf });
            }
            ControlFlow::Continue(())
        })?;
        Ok(anchor.map(|anchor| {
            let leaf = if read.behind > behind { *read.head().leaf.bytes() } else { anchor.leaf };
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
