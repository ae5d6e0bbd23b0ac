//! An index as it stands on a disk, of which only what is asked for is read.

use std::io;

use super::blocks::{BlockWriter, Blocks, CONTENT_BYTES};
use super::fields::{Fields, unfit};
use super::groups::{Group, Groups};
use super::kept::{Kept, Unpacked};
use super::key::Key;
use super::ties::{Tied, Ties};
use super::{Anchor, FORMAT};
use crate::file::DiskFile;
use crate::port::Position;

const HEADER: usize = 16 + 3 * 8 + 32 + 5 * 8;
/// A key and its group, a place among the lines, a line: in bytes.
const ENTRY: usize = 12;
const PLACE: usize = 8;
const LINE: usize = 16;
/// How many keys a block holds; none stands in two.
const ENTRIES: u64 = CONTENT_BYTES / ENTRY as u64;

/// An index as it stands on a disk.
#[derive(Debug)]
pub(crate) struct Index {
    blocks: Blocks,
    anchor: Anchor,
    keys: u64,
    groups: u64,
    lines: u64,
    // Of the gists that are kept: their bytes, and the number of the commit of the last.
    kept: u64,
    kept_until: u64,
}

impl Index {
    /// Takes an index up.
    ///
    /// # Errors
    /// Where it is not whole, or of another version.
    pub(crate) fn of(file: impl DiskFile) -> io::Result<Self> {
        let mut blocks = Blocks::of(file);
        let mut header = [0; HEADER];
        blocks.read(0, &mut header)?;
        let mut header = Fields::of(&header);
        if header.take()? != *FORMAT {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "of another version"));
        }
        let behind = header.position()?;
        let before = Position { n: behind.n.saturating_sub(1), byte: header.number()? };
        let anchor = Anchor { before, behind, leaf: header.take()? };
        let [keys, groups, lines] = [header.number()?, header.number()?, header.number()?];
        let [kept, kept_until] = [header.number()?, header.number()?];
        Ok(Self { blocks, anchor, keys, groups, lines, kept, kept_until })
    }

    pub(crate) fn anchor(&self) -> Anchor {
        self.anchor
    }

    /// The group of what is found by a key.
    pub(crate) fn group_of(&mut self, key: Key) -> io::Result<Option<Group>> {
        self.find(key, (0, 0)).map(|(_, group)| group)
    }

    /// Shows the group of each of these keys that there is one of, in order of keys.
    pub(crate) fn each_group_of(
        &mut self,
        mut keys: Vec<Key>,
        mut show: impl FnMut(Key, Group),
    ) -> io::Result<()> {
        keys.sort_unstable();
        keys.dedup();
        let mut from = (0, 0);
        for key in keys {
            let (place, group) = self.find(key, from)?;
            from = (place, key.0);
            if let Some(group) = group {
                show(key, group);
            }
        }
        Ok(())
    }

    /// The group of a key, and where the first key stands that is not smaller: that is not before
    /// `from`, a place and a key that is not greater than the one there.
    fn find(&mut self, key: Key, from: (u64, u64)) -> io::Result<(u64, Option<Group>)> {
        // Keys are hashes, so where one stands can nearly be told from itself; every other time the
        // range is halved, so that it ends soon whatever they are.
        let (mut from, mut to) = (from, (self.keys, u64::MAX));
        let mut halves = true;
        while from.0 < to.0 {
            halves = !halves;
            let middle = if halves { from.0.midpoint(to.0) } else { between(from, to, key.0) };
            let (first, entries) = self.entries_around(middle)?;
            let behind = first.saturating_add(entries.len() as u64);
            match entries.binary_search_by(|entry| number_of(entry).cmp(&key.0)) {
                Ok(place) => {
                    let group = entries.get(place).map(group_of);
                    return Ok((first.saturating_add(place as u64), group));
                }
                Err(0) => to = (first, entries.first().map_or(to.1, number_of)),
                Err(place) if place < entries.len() => {
                    return Ok((first.saturating_add(place as u64), None));
                }
                Err(_) => from = (behind, entries.last().map_or(from.1, number_of)),
            }
        }
        Ok((from.0, None))
    }

    /// The entries of the block in which a place lies, and the place of the first.
    fn entries_around(&mut self, place: u64) -> io::Result<(u64, &[[u8; ENTRY]])> {
        let first = place - place % ENTRIES;
        let there = usize::try_from(self.keys.saturating_sub(first)).unwrap_or(usize::MAX);
        let (entries, _) = self.blocks.content(1 + place / ENTRIES)?.as_chunks();
        Ok((first, entries.get(..there).unwrap_or(entries)))
    }

    /// The lines of a group, in order.
    pub(crate) fn lines_of(&mut self, group: Group) -> io::Result<Vec<Position>> {
        if u64::from(group) >= self.groups {
            return Ok(Vec::new());
        }
        let (from, to) =
            (self.place(group.into())?, self.place(u64::from(group).saturating_add(1))?);
        self.lines_between(from, to)
    }

    /// Where the lines of a group begin among all.
    fn place(&mut self, group: u64) -> io::Result<u64> {
        let mut place = [0; PLACE];
        self.blocks.read(behind(self.groups_at(), group, PLACE), &mut place)?;
        Ok(u64::from_be_bytes(place))
    }

    fn lines_between(&mut self, from: u64, to: u64) -> io::Result<Vec<Position>> {
        let many = usize::try_from(to.min(self.lines).saturating_sub(from)).unwrap_or_default();
        let mut bytes = vec![0; many.saturating_mul(LINE)];
        self.blocks.read(behind(self.lines_at(), from, LINE), &mut bytes)?;
        let mut lines = Fields::of(&bytes);
        (0..many).map(|_| lines.position()).collect()
    }

    /// No groups yet, to be met beside those of this index.
    pub(crate) fn tail(&self) -> Groups {
        Groups::beside(Group::try_from(self.groups).unwrap_or(Group::MAX))
    }

    pub(super) fn into_blocks(self) -> Blocks {
        self.blocks
    }

    /// The gists that are kept.
    pub(crate) fn gists(self) -> Unpacked {
        let first = self.kept_at() / CONTENT_BYTES;
        Unpacked::of(self.blocks, first, self.kept)
    }

    /// All that it ties together, and what it keeps.
    pub(super) fn load(mut self) -> io::Result<(Ties, Kept)> {
        let ties = Ties::known(self.load_keys()?, self.load_groups()?).ok_or_else(unfit)?;
        let n = self.kept_until;
        Ok((ties, self.gists().packed(n)?))
    }

    fn load_keys(&mut self) -> io::Result<Vec<(Key, Group)>> {
        let mut keys = Vec::new();
        let mut from = 0;
        while from < self.keys {
            let (first, entries) = self.entries_around(from)?;
            keys.extend(entries.iter().map(|entry| (Key(number_of(entry)), group_of(entry))));
            from = first.saturating_add(ENTRIES);
        }
        Ok(keys)
    }

    fn load_groups(&mut self) -> io::Result<Vec<Vec<Position>>> {
        let ends: Vec<u64> =
            (1..=self.groups).map(|group| self.place(group)).collect::<io::Result<_>>()?;
        let mut from = 0;
        let group = |to| {
            let lines = self.lines_between(from, to);
            from = to;
            lines
        };
        ends.into_iter().map(group).collect()
    }

    fn groups_at(&self) -> u64 {
        next_part(behind(CONTENT_BYTES, self.keys, ENTRY))
    }

    fn lines_at(&self) -> u64 {
        next_part(behind(self.groups_at(), self.groups.saturating_add(1), PLACE))
    }

    fn kept_at(&self) -> u64 {
        next_part(behind(self.lines_at(), self.lines, LINE))
    }
}

/// Lays an index out as it stands on a disk; hands it over from its start on, some blocks at a time,
/// each time with the place where they begin.
pub(super) fn lay_out(
    tied: &Tied,
    kept: &Kept,
    anchor: Anchor,
    hand_over: impl FnMut(u64, &[u8]) -> io::Result<()>,
) -> io::Result<()> {
    let (Tied { keys, sizes, lines }, packed) = (tied, &kept.packed);
    let mut blocks = BlockWriter::to(hand_over);
    blocks.write(FORMAT)?;
    let Anchor { before, behind, leaf } = anchor;
    let number = |number: usize| u64::try_from(number).unwrap_or(u64::MAX).to_be_bytes();
    let numbers = [behind.n, behind.byte, before.byte].map(u64::to_be_bytes);
    blocks.write(numbers.as_flattened())?;
    blocks.write(&leaf)?;
    blocks.write([number(keys.len()), number(sizes.len()), number(lines.len())].as_flattened())?;
    blocks.write([number(packed.bytes.len()), packed.n.to_be_bytes()].as_flattened())?;
    blocks.turn()?;
    for (Key(key), group) in keys {
        blocks.write(&key.to_be_bytes())?;
        blocks.write(&group.to_be_bytes())?;
    }
    blocks.turn()?;
    let mut place = 0_u64;
    for size in sizes {
        blocks.write(&place.to_be_bytes())?;
        place = place.saturating_add(u64::from(*size));
    }
    blocks.write(&place.to_be_bytes())?;
    blocks.turn()?;
    for Position { n, byte } in lines {
        blocks.write([n, byte].map(|number| number.to_be_bytes()).as_flattened())?;
    }
    blocks.turn()?;
    blocks.write(&packed.bytes)?;
    blocks.finish()
}

fn number_of(entry: &[u8; ENTRY]) -> u64 {
    entry.first_chunk().copied().map_or(0, u64::from_be_bytes)
}

fn group_of(entry: &[u8; ENTRY]) -> Group {
    entry.last_chunk().copied().map_or(0, Group::from_be_bytes)
}

/// The place behind so many things of a size.
fn behind(at: u64, many: u64, size: usize) -> u64 {
    at.saturating_add(many.saturating_mul(size as u64))
}

/// Where the next part begins behind one that ends here.
fn next_part(ends: u64) -> u64 {
    ends.div_ceil(CONTENT_BYTES).saturating_mul(CONTENT_BYTES)
}

/// The place where a key should stand between two places with theirs, by its value.
fn between(from: (u64, u64), to: (u64, u64), key: u64) -> u64 {
    let (places, keys) = (to.0.saturating_sub(from.0), to.1.saturating_sub(from.1));
    let share = u128::from(key.saturating_sub(from.1)).saturating_mul(places.into());
    let place = share / u128::from(keys.max(1));
    from.0.saturating_add(u64::try_from(place).unwrap_or(u64::MAX)).min(to.0.saturating_sub(1))
}

#[cfg(test)]
mod tests;
