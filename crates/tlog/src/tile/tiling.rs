//! Fills tiles as a log grows, line by line: what it gives out is complete, and is given out once.

use super::{HEIGHT, Tile, TileKind, WIDTH, bundle};
use crate::error::TlogError;
use crate::hash::{LeafHash, Root};
use crate::tree::CompactTree;

/// The tiles of a growing log, and its tree.
#[derive(Clone, Debug, Default)]
pub struct Tiling {
    tree: CompactTree,
    // What is in the last tile of each level, from the level of lines upwards.
    levels: Vec<Vec<u8>>,
    bundle: Vec<u8>,
}

impl Tiling {
    /// Adds a line, given without its line feed. Gives out the tiles that became full by it.
    ///
    /// # Errors
    /// [`TlogError::TooLong`], or whatever `give` answers.
    pub fn push<E: From<TlogError>>(
        &mut self,
        line: &[u8],
        mut give: impl FnMut(Tile, &[u8]) -> Result<(), E>,
    ) -> Result<(), E> {
        bundle::add(&mut self.bundle, line)?;
        let levels = &mut self.levels;
        self.tree.push_seeing(LeafHash::of(line), |node, hash| {
            if node.level.is_multiple_of(HEIGHT) {
                let level = usize::try_from(node.level / HEIGHT).unwrap_or(usize::MAX);
                if level >= levels.len() {
                    levels.push(Vec::new());
                }
                if let Some(tile) = levels.get_mut(level) {
                    tile.extend(hash.bytes());
                }
            }
        });
        if self.size().is_multiple_of(WIDTH) {
            self.each_last(|tile, bytes| if tile.is_full() { give(tile, bytes) } else { Ok(()) })?;
            self.let_go_of_full();
        }
        Ok(())
    }

    /// Gives out what is begun and not full: the partial tiles of a log that ends here.
    ///
    /// # Errors
    /// Whatever `give` answers.
    pub fn finish<E>(&self, give: impl FnMut(Tile, &[u8]) -> Result<(), E>) -> Result<(), E> {
        self.each_last(give)
    }

    /// How many lines there are.
    pub fn size(&self) -> u64 {
        self.tree.size()
    }

    /// The root of the tree over them.
    pub fn root(&self) -> Root {
        self.tree.root()
    }

    fn each_last<E>(&self, mut give: impl FnMut(Tile, &[u8]) -> Result<(), E>) -> Result<(), E> {
        let levels =
            (0..).zip(&self.levels).map(|(level, tile)| (TileKind::Hashes { level }, tile));
        for (kind, bytes) in [(TileKind::Entries, &self.bundle)].into_iter().chain(levels) {
            if let Some(tile) = self.last(kind).filter(|_| !bytes.is_empty()) {
                give(tile, bytes)?;
            }
        }
        Ok(())
    }

    /// The last tile of a kind.
    fn last(&self, kind: TileKind) -> Option<Tile> {
        let level = match kind {
            TileKind::Hashes { level } => u32::from(level),
            TileKind::Entries => 0,
        };
        let held = self.size() >> level.saturating_mul(HEIGHT);
        Tile::of(kind, held.checked_sub(1)? / WIDTH, self.size())
    }

    fn let_go_of_full(&mut self) {
        self.bundle.clear();
        let full =
            usize::try_from(WIDTH).unwrap_or(usize::MAX).saturating_mul(size_of::<LeafHash>());
        self.levels.iter_mut().filter(|tile| tile.len() >= full).for_each(Vec::clear);
    }
}
