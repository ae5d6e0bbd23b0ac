//! Tiles: the hashes and the lines of a log in files that any web server can hand out
//! (C2SP tlog-tiles). Where each stands, and how a growing log fills them.
//! It refuses to know folders and networks.

mod bundle;
mod published;
mod tiling;

use std::fmt;
use std::str::FromStr;

use crate::error::TlogError;

pub use bundle::entries;
pub use published::{hash_in_tiles, verify_published};
pub use tiling::Tiling;

/// How many hashes, or lines, a full tile holds.
pub(crate) const WIDTH: u64 = 256;
/// How many levels of the tree a tile spans.
pub(crate) const HEIGHT: u32 = 8;
/// The highest level of a tile that can be written down.
const LEVEL_LIMIT: u8 = 63;

/// What a tile holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TileKind {
    /// Hashes; at level 0 those of lines, above each that of a full tile below.
    Hashes {
        /// From 0 to 63.
        level: u8,
    },
    /// Lines, each behind its length in two bytes.
    Entries,
}

/// A tile and its place: it prints as the path at which it is published.
///
/// ```
/// use repatria_tlog::{Tile, TileKind};
/// let tile = Tile { kind: TileKind::Hashes { level: 0 }, index: 1_234_067, width: 112 };
/// assert_eq!(tile.to_string(), "tile/0/x001/x234/067.p/112");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tile {
    /// What it holds.
    pub kind: TileKind,
    /// Which one of its level, from 0.
    pub index: u64,
    /// How many hashes or lines it holds, from 1 to 256.
    pub width: u16,
}

impl Tile {
    /// The tile with this index in a tree of so many leaves; nothing where the tree has none.
    pub fn of(kind: TileKind, index: u64, size: u64) -> Option<Self> {
        let level = match kind {
            TileKind::Hashes { level } => u32::from(level),
            TileKind::Entries => 0,
        };
        let held = size.checked_shr(level.saturating_mul(HEIGHT)).unwrap_or(0);
        let before = index.checked_mul(WIDTH)?;
        let width = held.checked_sub(before)?.min(WIDTH);
        u16::try_from(width).ok().filter(|width| *width > 0).map(|width| Self {
            kind,
            index,
            width,
        })
    }

    /// Whether it is complete, and will never be another.
    pub fn is_full(&self) -> bool {
        u64::from(self.width) == WIDTH
    }
}

impl fmt::Display for Tile {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            TileKind::Hashes { level } => write!(formatter, "tile/{level}/")?,
            TileKind::Entries => write!(formatter, "tile/entries/")?,
        }
        let mut groups = vec![format!("{:03}", self.index % 1000)];
        let mut rest = self.index / 1000;
        while rest > 0 {
            groups.push(format!("x{:03}", rest % 1000));
            rest /= 1000;
        }
        groups.reverse();
        formatter.write_str(&groups.join("/"))?;
        if self.is_full() { Ok(()) } else { write!(formatter, ".p/{}", self.width) }
    }
}

impl FromStr for Tile {
    type Err = TlogError;

    fn from_str(path: &str) -> Result<Self, TlogError> {
        // A path is read into numbers, and written again from them: there is one way to write it.
        read(path).filter(|tile| tile.to_string() == path).ok_or(TlogError::NoTile)
    }
}

fn read(path: &str) -> Option<Tile> {
    let (kind, place) = path.strip_prefix("tile/")?.split_once('/')?;
    let kind = match kind {
        "entries" => TileKind::Entries,
        level => {
            TileKind::Hashes { level: level.parse().ok().filter(|level| *level <= LEVEL_LIMIT)? }
        }
    };
    let (index, width) = match place.split_once(".p/") {
        Some((index, width)) => {
            (index, width.parse().ok().filter(|width| (1..=255).contains(width))?)
        }
        None => (place, 256),
    };
    let mut groups = 0_u64;
    for group in index.split('/') {
        let digits = group.strip_prefix('x').unwrap_or(group);
        let digits = digits.parse::<u16>().ok().filter(|_| digits.len() == 3)?;
        groups = groups.checked_mul(1000)?.checked_add(u64::from(digits))?;
    }
    Some(Tile { kind, index: groups, width })
}

#[cfg(test)]
mod tests;
