//! Which lines of a log belong together, found once all of them were met, from what they are found by in
//! order: to meet a line costs next to nothing, and nothing is looked up. It refuses to know where that
//! is kept.

use super::groups::Group;
use super::key::Key;
use crate::port::Position;

/// Which line, from 0 on.
type Line = u32;

/// Lines, as they are met, with what each is found by.
#[derive(Debug, Default)]
pub(super) struct Ties {
    // How many bytes stand before each line.
    begins: Vec<u64>,
    // For each line one that it is tied to and that does not stand behind it; itself, where none is known.
    tied_to: Vec<Line>,
    // A key of many lines stands here many times.
    keys: Vec<(Key, Line)>,
}

/// Lines in groups: those of a group are tied to each other, and to no others.
#[derive(Debug)]
pub(super) struct Tied {
    /// Every key with its group, in order of keys.
    pub(super) keys: Vec<(Key, Group)>,
    /// How many lines each group has, the groups by their first line.
    pub(super) sizes: Vec<Line>,
    /// The lines of each group, in order, group by group.
    pub(super) lines: Vec<Position>,
}

impl Ties {
    /// Those of groups that are known: every key with the number of its group, and each group's lines.
    /// `None` where the lines are not all those from the first to some other, once each.
    pub(super) fn known(keys: Vec<(Key, Group)>, groups: Vec<Vec<Position>>) -> Option<Self> {
        let (mut firsts, mut lines) = (Vec::new(), Vec::new());
        for group in groups {
            let first = Line::try_from(group.first()?.n).ok()?;
            firsts.push(first);
            lines.extend(group.into_iter().map(|line| (line, first)));
        }
        lines.sort_unstable();
        let is_each_line =
            (0..).zip(&lines).all(|(n, (line, first))| line.n == n && u64::from(*first) <= n);
        let line_of =
            |(key, group): (Key, Group)| Some((key, *firsts.get(usize::try_from(group).ok()?)?));
        let keys = keys.into_iter().map(line_of).collect::<Option<_>>()?;
        let (begins, tied_to) = lines.into_iter().map(|(line, first)| (line.byte, first)).unzip();
        is_each_line.then_some(Self { begins, tied_to, keys })
    }

    /// Takes in the next line, which begins behind so many bytes, with what it is found by.
    pub(super) fn take(&mut self, keys: &[Key], begins: u64) {
        let line = Line::try_from(self.begins.len()).unwrap_or(Line::MAX);
        self.begins.push(begins);
        self.tied_to.push(line);
        self.keys.extend(keys.iter().map(|key| (*key, line)));
    }

    /// What all of them come to: lines that share a key are tied, also by way of others.
    pub(super) fn tied(mut self) -> Tied {
        self.keys.sort_unstable();
        let mut one = None;
        for (key, line) in &self.keys {
            if let Some((_, above)) = one.filter(|(same, _)| same == key) {
                tie(&mut self.tied_to, above, *line);
            }
            one = Some((*key, *line));
        }
        self.keys.dedup_by_key(|(key, _)| *key);
        let sizes = number_groups(&mut self.tied_to);
        let group_of = self.tied_to;
        for (_, line) in &mut self.keys {
            *line = at(&group_of, *line);
        }
        let lines = by_group(&self.begins, &group_of, &sizes);
        Tied { keys: self.keys, sizes, lines }
    }
}

/// Ties two lines, and all that each is tied to.
fn tie(tied_to: &mut [Line], one: Line, other: Line) {
    let (one, other) = (first_of(tied_to, one), first_of(tied_to, other));
    put(tied_to, one.max(other), one.min(other));
}

/// The first of the lines that a line is tied to. What is found on the way is kept, so that it is
/// shorter the next time.
fn first_of(tied_to: &mut [Line], line: Line) -> Line {
    let mut line = line;
    loop {
        let above = at(tied_to, line);
        if above == line {
            return line;
        }
        let further = at(tied_to, above);
        put(tied_to, line, further);
        line = further;
    }
}

/// Writes down the group of each line in the place of one that it is tied to; gives the number of lines
/// of each group.
fn number_groups(tied_to: &mut [Line]) -> Vec<Line> {
    let mut sizes: Vec<Line> = Vec::new();
    for line in 0..Line::try_from(tied_to.len()).unwrap_or(Line::MAX) {
        let above = at(tied_to, line);
        // What stands above has its number already.
        let group = if above == line {
            sizes.push(0);
            Group::try_from(sizes.len().saturating_sub(1)).unwrap_or(Group::MAX)
        } else {
            at(tied_to, above)
        };
        put(tied_to, line, group);
        if let Some(size) = sizes.get_mut(usize::try_from(group).unwrap_or(usize::MAX)) {
            *size = size.saturating_add(1);
        }
    }
    sizes
}

/// The places of lines, group by group.
fn by_group(begins: &[u64], group_of: &[Group], sizes: &[Line]) -> Vec<Position> {
    // Where the next line of each group goes.
    let mut places: Vec<Line> = Vec::with_capacity(sizes.len());
    let mut place: Line = 0;
    for size in sizes {
        places.push(place);
        place = place.saturating_add(*size);
    }
    let mut lines = vec![Position::START; begins.len()];
    for (n, (byte, group)) in (0..).zip(begins.iter().zip(group_of)) {
        let place = at(&places, *group);
        put(&mut places, *group, place.saturating_add(1));
        if let Some(line) = lines.get_mut(usize::try_from(place).unwrap_or(usize::MAX)) {
            *line = Position { n, byte: *byte };
        }
    }
    lines
}

fn at(numbers: &[u32], place: u32) -> u32 {
    usize::try_from(place).ok().and_then(|place| numbers.get(place)).copied().unwrap_or(place)
}

fn put(numbers: &mut [u32], place: u32, number: u32) {
    if let Some(old) = usize::try_from(place).ok().and_then(|place| numbers.get_mut(place)) {
        *old = number;
    }
}

#[cfg(test)]
mod tests;
