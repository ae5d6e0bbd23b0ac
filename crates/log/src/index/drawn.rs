//! An index as it is drawn from a log, line by line, before it is written down. It refuses to know why
//! the lines are read.

use std::io;
use std::ops::ControlFlow;

use repatria_domain::{Commit, Gist};

use super::Anchor;
use super::kept::{Kept, moves_a_total};
use super::key::Key;
use super::stored::{self, Index};
use super::ties::{Tied, Ties};
use crate::error::LogError;
use crate::file::{DiskFile, write_all};
use crate::lines::{Placed, check_line};
use crate::pages::{Stretch, Threads, each_page};
use crate::port::{CommitReader, Position};

/// What an index keeps of a commit, wherever its line stands.
#[derive(Debug)]
pub(crate) struct OfCommit {
    keys: Vec<Key>,
    gists: Vec<Gist>,
}

impl OfCommit {
    pub(crate) fn of(commit: &Commit) -> Self {
        Self {
            keys: Key::all_of(commit),
            gists: commit.events.iter().map(Gist::of).filter(moves_a_total).collect(),
        }
    }
}

/// What an index keeps of one line.
#[derive(Debug)]
pub(crate) struct OfLine {
    // None, where it is known without the line.
    of_commit: Option<OfCommit>,
    before: Position,
    behind: Position,
}

impl OfLine {
    /// Of a line that was read as this commit.
    pub(crate) fn of(placed: Placed<'_>, commit: &Commit) -> Self {
        Self::at(placed, Some(OfCommit::of(commit)))
    }

    fn at(placed: Placed<'_>, of_commit: Option<OfCommit>) -> Self {
        Self { of_commit, before: placed.before(), behind: placed.behind() }
    }
}

/// An index under way: what it keeps of the lines that were taken in, from the first on. Whoever reads
/// lines for another reason draws it beside that.
#[derive(Debug, Default)]
pub(crate) struct Drawing {
    ties: Ties,
    kept: Kept,
    // Where the last line that was taken in begins and ends.
    last: Option<(Position, Position)>,
}

impl Drawing {
    /// One that goes on from an index; from the first line on where that cannot be read.
    pub(crate) fn after(index: Index) -> Self {
        let Anchor { before, behind, .. } = index.anchor();
        let Ok((ties, kept)) = index.load() else { return Self::default() };
        Self { ties, kept, last: Some((before, behind)) }
    }

    /// The place behind the lines that were taken in.
    pub(crate) fn behind(&self) -> Position {
        self.last.map_or(Position::START, |(_, behind)| behind)
    }

    /// Takes in the next line.
    pub(crate) fn take(&mut self, line: &OfLine) {
        self.take_or(line, None);
    }

    fn take_or(&mut self, line: &OfLine, known: Option<&OfCommit>) {
        let OfLine { of_commit, before, behind } = line;
        if let Some(OfCommit { keys, gists }) = of_commit.as_ref().or(known) {
            self.ties.take(keys, before.byte);
            for gist in gists {
                self.kept.take(behind.n, gist);
            }
            self.last = Some((*before, *behind));
        }
    }

    /// Goes on to the end of a log, which begins with the lines that were taken in; only those behind
    /// them are read.
    ///
    /// # Errors
    /// Where a line cannot be read. There is no index of a log without lines.
    pub(crate) fn finish(self, log: &impl CommitReader) -> Result<Option<Drawn>, LogError> {
        self.finish_with(log, |_| None)
    }

    /// The same, where something is known of lines by their numbers: of these no more than the crc is
    /// read.
    ///
    /// # Errors
    /// As [`Drawing::finish`].
    pub(crate) fn finish_with<'a>(
        mut self,
        log: &impl CommitReader,
        known: impl Fn(u64) -> Option<&'a OfCommit> + Sync,
    ) -> Result<Option<Drawn>, LogError> {
        let stretch = Stretch { from: self.behind(), until: None };
        let read = |placed: Placed<'_>, lines: &mut Vec<_>| {
            lines.push(if known(placed.line).is_some() {
                check_line(placed.bytes, placed.before())?;
                OfLine::at(placed, None)
            } else {
                OfLine::of(placed, &placed.commit()?)
            });
            Ok(())
        };
        each_page(log, stretch, Threads::of_use(), read, |lines| {
            for line in lines {
                self.take_or(line, known(line.behind.n));
            }
            ControlFlow::Continue(())
        })?;
        let Some((before, behind)) = self.last else { return Ok(None) };
        let anchor = Anchor { before, behind, leaf: *log.head()?.leaf.bytes() };
        Ok(Some(Drawn { tied: self.ties.tied(), kept: self.kept, anchor }))
    }
}

/// An index in memory, whole.
#[derive(Debug)]
pub(crate) struct Drawn {
    tied: Tied,
    kept: Kept,
    anchor: Anchor,
}

impl Drawn {
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
        stored::lay_out(&self.tied, &self.kept, self.anchor, hand_over)
    }
}
