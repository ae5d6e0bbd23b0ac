//! Reading a published log. What its tiles say is believed only as far as it leads to the root that
//! the log signed: each line is hashed, and so is everything above it.
//! A hash in a tile that nothing above vouches for is worth nothing.

use super::{HEIGHT, Tile, TileKind, Tiling, WIDTH, entries};
use crate::checkpoint::Checkpoint;
use crate::error::TlogError;
use crate::hash::NodeHash;
use crate::node::{Node, joined};
use crate::planted::tiles_go_unchecked;

/// Verifies a whole published log: every line, every hash of every tile, and the root. Shows each
/// line in order; none of them is to be believed before the end.
///
/// # Errors
/// [`TlogError::TileDiffers`], [`TlogError::NoBundle`], [`TlogError::OtherRoot`], or whatever
/// `fetch` answers.
pub fn verify_published<E: From<TlogError>>(
    checkpoint: &Checkpoint,
    mut fetch: impl FnMut(Tile) -> Result<Vec<u8>, E>,
    mut show: impl FnMut(&[u8]),
) -> Result<(), E> {
    let mut tiling = Tiling::default();
    let bundles = checkpoint.size.div_ceil(WIDTH);
    for bundle in (0..bundles).filter_map(|n| Tile::of(TileKind::Entries, n, checkpoint.size)) {
        let bytes = fetch(bundle)?;
        let lines = entries(&bytes)?;
        if lines.len() != usize::from(bundle.width) {
            return Err(TlogError::NoBundle.into());
        }
        for line in lines {
            show(line);
            tiling.push(line, |tile, made| same(tile, made, &mut fetch))?;
        }
    }
    tiling.finish(|tile, made| same(tile, made, &mut fetch))?;
    if tiling.root() == checkpoint.root { Ok(()) } else { Err(TlogError::OtherRoot.into()) }
}

/// Whether a tile of hashes is the one that the lines make. Bundles were read already.
fn same<E: From<TlogError>>(
    tile: Tile,
    made: &[u8],
    fetch: &mut impl FnMut(Tile) -> Result<Vec<u8>, E>,
) -> Result<(), E> {
    if tile.kind == TileKind::Entries || fetch(tile)? == made || tiles_go_unchecked() {
        Ok(())
    } else {
        Err(TlogError::TileDiffers { tile }.into())
    }
}

/// The hash of a whole node of a tree of `size` leaves, out of its tiles: to make proofs from.
/// It is not verified; the proof that is made of it has to be, and then proves it.
///
/// # Errors
/// [`TlogError::BeyondTree`], [`TlogError::TileLength`], or whatever `fetch` answers.
pub fn hash_in_tiles<E: From<TlogError>>(
    node: Node,
    size: u64,
    fetch: &mut impl FnMut(Tile) -> Result<Vec<u8>, E>,
) -> Result<NodeHash, E> {
    let (level, above) = (node.level / HEIGHT, node.level % HEIGHT);
    let beyond = TlogError::BeyondTree { index: node.index, size };
    let first = node.index.checked_shl(above).ok_or(beyond.clone())?;
    let kind = TileKind::Hashes { level: u8::try_from(level).unwrap_or(u8::MAX) };
    let tile = Tile::of(kind, first / WIDTH, size).ok_or(beyond.clone())?;
    let bytes = fetch(tile)?;
    let (hashes, rest) = bytes.as_chunks::<32>();
    if !rest.is_empty() || hashes.len() != usize::from(tile.width) {
        return Err(TlogError::TileLength { tile, bytes: bytes.len() }.into());
    }
    let from = usize::try_from(first % WIDTH).unwrap_or(usize::MAX);
    let under = hashes.get(from..from.saturating_add(1 << above)).ok_or(beyond.clone())?;
    let row = under.iter().copied().map(NodeHash::from_bytes).collect();
    climb(row).ok_or(beyond.into())
}

/// The hash above a row of hashes whose number is a power of two.
fn climb(mut row: Vec<NodeHash>) -> Option<NodeHash> {
    while row.len() > 1 {
        row = row.chunks(2).filter_map(joined).collect();
    }
    row.pop()
}
