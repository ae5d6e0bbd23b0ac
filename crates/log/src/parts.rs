//! The parts of a log that are in memory, where not all of it is: what a command concerns is brought
//! there before it is decided. It refuses to decide anything.

use std::collections::HashSet;
use std::io;
use std::ops::ControlFlow;

use repatria_domain::{Commit, Entity, Event};

use crate::codec::Reader;
use crate::error::LogError;
use crate::index::{Group, Groups, Index, Key};
use crate::lines::Placed;
use crate::memory::Memory;
use crate::pages::{Stretch, Threads, each_page};
use crate::port::{CommitReader, Position};
use crate::sequencer::Submission;

/// Which parts of a log are in memory, and where the others stand.
#[derive(Debug)]
pub(crate) struct Parts {
    index: Index,
    // Those of the lines behind the index, and what they tie together.
    tail: Groups,
    brought: HashSet<Group>,
}

impl Parts {
    /// Looks at what stands behind an index, and gives the last commit.
    pub(crate) fn of(
        log: impl CommitReader,
        mut index: Index,
    ) -> Result<(Self, Option<Commit>), LogError> {
        let anchor = index.anchor();
        let (mut behind, mut met) = (Vec::new(), Vec::new());
        // The last line that the index speaks of is read again, for where there is none behind it.
        let stretch = Stretch { from: anchor.before, until: None };
        let read = each_page(&log, stretch, Threads::of_use(), OfLine::read, |lines| {
            for line in lines.iter().filter(|line| line.before >= anchor.behind) {
                met.extend_from_slice(&line.keys);
                behind.push((line.before, line.keys.len()));
            }
            ControlFlow::Continue(())
        })?;
        let mut tail = index.tail();
        index.each_group_of(met.clone(), |key, group| tail.put(key, group)).map_err(unread)?;
        let mut met = met.as_slice();
        for (before, keys) in behind {
            let (keys, others) = met.split_at(keys.min(met.len()));
            tail.take(keys, before);
            met = others;
        }
        Ok((Self { index, tail, brought: HashSet::new() }, read.last_commit()?))
    }

    /// Brings what these submissions concern into memory.
    pub(crate) fn bring_for(
        &mut self,
        log: impl CommitReader,
        memory: &mut Memory,
        submissions: &[Submission],
    ) -> Result<(), LogError> {
        for submission in submissions {
            let named = submission.command.events();
            let named = named.iter().flat_map(Event::entities);
            let keys = named.map(|entity| Key::of_entity(&entity));
            let keys = keys.chain([Key::of_command(submission.id)]);
            self.bring(&log, keys, |placed| memory.add_line(placed))?;
        }
        Ok(())
    }

    /// Brings what is known of entities into memory; says whether there was any that was not there.
    pub(crate) fn bring_entities(
        &mut self,
        log: impl CommitReader,
        memory: &mut Memory,
        entities: &[Entity],
    ) -> Result<bool, LogError> {
        self.bring(log, entities.iter().map(Key::of_entity), |placed| memory.add_line(placed))
    }

    /// Gives every line that concerns entities, in order of the log.
    pub(crate) fn each_line_about(
        &mut self,
        log: impl CommitReader,
        entities: &[Entity],
        take: impl FnMut(Placed<'_>) -> Result<(), LogError>,
    ) -> Result<(), LogError> {
        self.bring(log, entities.iter().map(Key::of_entity), take).map(drop)
    }

    /// Brings the lines that are found by keys, and were not brought before, in order of the log.
    fn bring(
        &mut self,
        log: impl CommitReader,
        keys: impl IntoIterator<Item = Key>,
        mut take: impl FnMut(Placed<'_>) -> Result<(), LogError>,
    ) -> Result<bool, LogError> {
        let mut lines = Vec::new();
        for key in keys {
            let Some(group) = self.group_of(key).map_err(unread)? else { continue };
            if self.brought.insert(group) {
                lines.extend(self.lines_of(group).map_err(unread)?);
            }
        }
        lines.sort_unstable();
        let mut page = Page::of(log);
        for before in &lines {
            take(page.line_behind(*before)?)?;
        }
        Ok(!lines.is_empty())
    }

    fn group_of(&mut self, key: Key) -> io::Result<Option<Group>> {
        let group = match self.tail.of(key) {
            Some(group) => Some(group),
            None => self.index.group_of(key)?,
        };
        Ok(group.map(|group| self.tail.whole(group)))
    }

    fn lines_of(&mut self, whole: Group) -> io::Result<Vec<Position>> {
        let mut lines = self.tail.lines(whole).to_vec();
        lines.extend(self.index.lines_of(whole)?);
        for part in self.tail.parts_of(whole) {
            lines.extend(self.index.lines_of(part)?);
        }
        Ok(lines)
    }
}

/// What a line is found by.
struct OfLine {
    keys: Vec<Key>,
    before: Position,
}

impl OfLine {
    fn read(placed: Placed<'_>, lines: &mut Vec<Self>) -> Result<(), LogError> {
        lines.push(Self { keys: Key::all_of(&placed.commit()?), before: placed.before() });
        Ok(())
    }
}

/// An index that cannot be read says nothing; the log is read whole then.
fn unread(cause: io::Error) -> LogError {
    LogError::Io { doing: "read the index of the log", cause }
}

/// Lines here and there, in order of the log.
struct Page<L> {
    log: L,
    lines: Vec<u8>,
    begins: Position,
    reader: Reader,
}

impl<L: CommitReader> Page<L> {
    fn of(log: L) -> Self {
        Self { log, lines: Vec::new(), begins: Position::START, reader: Reader::default() }
    }

    fn line_behind(&mut self, before: Position) -> Result<Placed<'_>, LogError> {
        if self.place_of(before).is_none() {
            self.log.read(before, &mut self.lines)?;
            self.begins = before;
        }
        let place = self.place_of(before).unwrap_or_default();
        let rest = self.lines.get(place..).unwrap_or_default();
        let bytes = rest.get(..memchr::memchr(b'\n', rest).unwrap_or(rest.len()));
        let line = before.n.saturating_add(1);
        Ok(Placed {
            bytes: bytes.unwrap_or_default(),
            line,
            byte: before.byte,
            reader: &self.reader,
        })
    }

    fn place_of(&self, before: Position) -> Option<usize> {
        let place = usize::try_from(before.byte.checked_sub(self.begins.byte)?).ok()?;
        (place < self.lines.len()).then_some(place)
    }
}
