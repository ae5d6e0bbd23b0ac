//! The folder that is published: tiles of lines and of hashes, and the checkpoint last of all, so
//! that whoever reads it finds everything that it speaks of. A full tile is never written twice.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use repatria_log::FileReader;
use repatria_tlog::{SignedCheckpoint, Tile, Tiling, VerifierKey};

use crate::durable::{self, Readers};
use crate::failure::{Distrust, Failure};
use crate::listing::names_in;
use crate::signing;

/// The file with the checkpoint.
const CHECKPOINT: &str = "checkpoint";

/// A folder in which a log is published.
#[derive(Debug)]
pub(crate) struct Publication {
    folder: PathBuf,
    // Folders in which names are new: they are synced before the checkpoint is written.
    touched: RefCell<BTreeSet<PathBuf>>,
}

impl Publication {
    /// A folder that holds nothing yet, or this log.
    pub(crate) fn open(folder: PathBuf, log: &VerifierKey) -> Result<Self, Failure> {
        let publication = Self { folder, touched: RefCell::default() };
        let path = publication.folder.join(CHECKPOINT);
        let there = durable::read(&path)?.map(|there| SignedCheckpoint::open(&there, log));
        if let Some(Err(why)) = there {
            return Err(Distrust::OtherLogThere { path, why }.into());
        }
        durable::make_folder(&publication.folder)?;
        Ok(publication)
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Writes the lines and the hashes that a checkpoint speaks of. What is there already has to
    /// be the same.
    pub(crate) fn lines(&self, log: &FileReader, signed: &SignedCheckpoint) -> Result<(), Failure> {
        let mut tiling = Tiling::default();
        let size = signed.checkpoint().size;
        signing::walk(log, size, "publishing", |leaf| {
            tiling.push(leaf.line, |tile, bytes| self.tile(tile, bytes))
        })?;
        if tiling.root() != signed.checkpoint().root {
            return Err(Distrust::Rewritten { signed: size }.into());
        }
        tiling.finish(|tile, bytes| self.tile(tile, bytes))?;
        self.touched.take().iter().try_for_each(|folder| durable::sync_folder(folder))
    }

    fn tile(&self, tile: Tile, bytes: &[u8]) -> Result<(), Failure> {
        let path = self.folder.join(tile.to_string());
        match durable::read(&path)? {
            Some(there) if there == bytes => return Ok(()),
            Some(_) => return Err(Distrust::PublishedDiffers { path }.into()),
            None => {}
        }
        let folder = durable::folder_of(&path);
        if self.touched.borrow_mut().insert(folder.into()) {
            durable::make_folder(folder)?;
        }
        durable::put(&path, bytes, Readers::Everybody)
    }

    /// Reads a tile of the published log.
    pub(crate) fn fetch(&self, tile: Tile) -> Result<Vec<u8>, Failure> {
        fetch(&self.folder, tile)
    }

    /// Writes the checkpoint, and takes away the partial tiles that full ones have replaced.
    pub(crate) fn checkpoint(&self, signed: &SignedCheckpoint) -> Result<(), Failure> {
        let path = self.folder.join(CHECKPOINT);
        durable::write(&path, signed.to_string().as_bytes(), Readers::Everybody)?;
        drop_partial(&self.folder.join("tile"))
    }
}

/// Reads a tile of a log that is published in a folder.
pub(crate) fn fetch(folder: &Path, tile: Tile) -> Result<Vec<u8>, Failure> {
    let path = folder.join(tile.to_string());
    fs::read(&path).map_err(|why| Failure::NotRead { path, why })
}

/// The checkpoint of a log that is published in a folder.
pub(crate) fn fetch_checkpoint(folder: &Path) -> Result<Vec<u8>, Failure> {
    let path = folder.join(CHECKPOINT);
    fs::read(&path).map_err(|why| Failure::NotRead { path, why })
}

/// Takes away the folders of partial tiles beside the full ones. Who reads by an older checkpoint
/// takes the full tile instead, as the specification has it.
fn drop_partial(folder: &Path) -> Result<(), Failure> {
    let failed = |why| Failure::NotWritten { path: folder.into(), why };
    for name in names_in(folder).map_err(failed)? {
        let path = folder.join(name);
        let is_partial = path.extension().is_some_and(|ending| ending == "p");
        if is_partial && path.with_extension("").exists() {
            remove_folder(&path).map_err(failed)?;
        } else if path.is_dir() && !is_partial {
            drop_partial(&path)?;
        }
    }
    Ok(())
}

/// Takes away a folder of files.
fn remove_folder(folder: &Path) -> io::Result<()> {
    for name in names_in(folder)? {
        fs::remove_file(folder.join(name))?;
    }
    fs::remove_dir(folder)
}
