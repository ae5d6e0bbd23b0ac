//! The log of a copy: its lines as they are stored, and as a C2SP tlog-tiles log where it was
//! signed. It refuses to sign.

use repatria_tlog::{SignedCheckpoint, Tile, Tiling};

use super::File;
use crate::failure::{Distrust, Failure};

/// The file with the lines.
pub(super) const NAME: &str = "log.jsonl";

/// A checkpoint, and the tiles of the lines that it speaks of.
///
/// # Errors
/// When it was not signed of these lines.
pub(super) fn signed(lines: &str, signed: &SignedCheckpoint) -> Result<Vec<File>, Failure> {
    let size = signed.checkpoint().size;
    let (mut files, mut tiling) = (Vec::new(), Tiling::default());
    let mut keep = |tile: Tile, bytes: &[u8]| {
        files.push(File::new(tile.to_string(), bytes));
        Ok::<_, Failure>(())
    };
    for line in lines.lines().take(usize::try_from(size).unwrap_or(usize::MAX)) {
        tiling.push(line.as_bytes(), &mut keep)?;
    }
    tiling.finish(&mut keep)?;
    if tiling.size() != size || tiling.root() != signed.checkpoint().root {
        return Err(Distrust::Rewritten { signed: size }.into());
    }
    files.push(File::new("checkpoint", signed.to_string()));
    Ok(files)
}
