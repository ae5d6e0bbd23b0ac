//! Which of some lines belong together, and with which groups that are known from elsewhere: those that
//! name the same thing, and those that are tied to them by others. It refuses to know where that is
//! known from.

use std::collections::HashMap;

use super::key::Key;
use crate::port::Position;

/// The number of a group; several of them may have become one.
pub(crate) type Group = u32;

/// Lines in groups, as they are met.
#[derive(Debug, Default)]
pub(crate) struct Groups {
    of: HashMap<Key, Group>,
    // The group that a group has become part of.
    part_of: HashMap<Group, Group>,
    // By the group that the others are part of.
    lines: HashMap<Group, Vec<Position>>,
    next: Group,
}

impl Groups {
    /// No groups yet; those of an index have the numbers before `next`.
    pub(super) fn beside(next: Group) -> Self {
        Self { next, ..Self::default() }
    }

    /// The group of a key, if it was met here.
    pub(crate) fn of(&self, key: Key) -> Option<Group> {
        self.of.get(&key).map(|group| self.whole(*group))
    }

    /// The group that a group is part of by now.
    pub(crate) fn whole(&self, group: Group) -> Group {
        let mut whole = group;
        while let Some(wider) = self.part_of.get(&whole) {
            whole = *wider;
        }
        whole
    }

    /// The lines that were met of a group, in no order.
    pub(crate) fn lines(&self, whole: Group) -> &[Position] {
        self.lines.get(&whole).map_or(&[], Vec::as_slice)
    }

    /// Every group that has become part of another one.
    pub(crate) fn parts_of(&self, whole: Group) -> impl Iterator<Item = Group> {
        self.part_of.keys().copied().filter(move |part| self.whole(*part) == whole)
    }

    /// Puts a key into a group that is known from elsewhere.
    pub(crate) fn put(&mut self, key: Key, group: Group) {
        self.of.insert(key, group);
    }

    /// Takes in the line after a position, with what it is found by; ties all of that together.
    pub(crate) fn take(&mut self, keys: &[Key], before: Position) {
        let mut whole = None;
        for key in keys {
            let group = self.of(*key).unwrap_or_else(|| match whole {
                Some(whole) => whole,
                None => self.begin(),
            });
            self.of.entry(*key).or_insert(group);
            whole = Some(whole.map_or(group, |whole| self.tie(whole, group)));
        }
        if let Some(whole) = whole {
            self.lines.entry(whole).or_default().push(before);
        }
    }

    fn begin(&mut self) -> Group {
        let group = self.next;
        self.next = group.saturating_add(1);
        group
    }

    /// Makes one of two groups; the one with fewer lines goes into the other.
    fn tie(&mut self, one: Group, other: Group) -> Group {
        if one == other {
            return one;
        }
        let (wider, part) = if self.lines(one).len() < self.lines(other).len() {
            (other, one)
        } else {
            (one, other)
        };
        let lines = self.lines.remove(&part).unwrap_or_default();
        self.lines.entry(wider).or_default().extend(lines);
        self.part_of.insert(part, wider);
        wider
    }
}
