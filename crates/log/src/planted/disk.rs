//! A disk around another one that gets one thing wrong.

use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use super::{Planted, chosen};
use crate::file::{Disk, DiskFile, Marker, Opening};
use crate::port::Position;

/// The disk of a log, with the fault that was planted when it was opened.
#[derive(Debug)]
pub(crate) struct Stored<D> {
    disk: D,
    fault: Option<Planted>,
}

pub(crate) fn around<D>(disk: D) -> Stored<D> {
    Stored { disk, fault: chosen() }
}

impl<D: Disk> Disk for Stored<D> {
    type File = StoredFile<D::File>;

    fn open(&self, path: &Path, opening: Opening) -> io::Result<Self::File> {
        let file = self.disk.open(path, opening)?;
        let is_log = path.ends_with("log.jsonl") && opening != Opening::Make;
        let marker = match self.fault {
            Some(Planted::MarkerBeforeSync | Planted::LinesBehindMarkerDropped) if is_log => {
                Some(self.disk.open(&path.with_file_name("head"), Opening::WriteOrMake)?)
            }
            _ => None,
        };
        let quarantined = path.components().any(|part| part.as_os_str() == "quarantine");
        let fault = self.fault.filter(|fault| quarantined || *fault != Planted::NoQuarantine);
        Ok(StoredFile { file, fault, marker, owes_sync: AtomicBool::new(false) })
    }

    fn is_there(&self, path: &Path) -> io::Result<bool> {
        self.disk.is_there(path)
    }

    fn make_folder(&self, path: &Path) -> io::Result<()> {
        self.disk.make_folder(path)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.disk.rename(from, to)
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        match self.fault {
            Some(Planted::NoFolderSync) => Ok(()),
            _ => self.disk.sync_folder(path),
        }
    }
}

/// An open file of such a disk.
#[derive(Debug)]
pub(crate) struct StoredFile<F> {
    file: F,
    fault: Option<Planted>,
    // The head marker, beside a log whose fault needs it.
    marker: Option<F>,
    owes_sync: AtomicBool,
}

impl<F: DiskFile> StoredFile<F> {
    fn marked(&self) -> io::Result<Option<Position>> {
        let mut bytes = [0; 16];
        match &self.marker {
            Some(marker) if marker.read_at(0, &mut bytes)? == bytes.len() => {
                Ok(Marker::from_bytes(&bytes).map(Marker::position))
            }
            _ => Ok(None),
        }
    }

    /// Marks the lines of a write before they are synced.
    fn mark(&self, byte: u64, bytes: &[u8]) -> io::Result<()> {
        let (Some(marker), Some(before)) = (&self.marker, self.marked()?) else { return Ok(()) };
        let lines = memchr::memchr_iter(b'\n', bytes).count() as u64;
        let end = Position {
            n: before.n.saturating_add(lines),
            byte: byte.saturating_add(bytes.len() as u64),
        };
        marker.write_at(0, &Marker::at(end).to_bytes()).map(drop)
    }
}

impl<F: DiskFile> DiskFile for StoredFile<F> {
    fn length(&self) -> io::Result<u64> {
        self.file.length()
    }

    fn read_at(&self, byte: u64, into: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read_at(byte, into)?;
        match (self.fault, self.marked()?) {
            (Some(Planted::LinesBehindMarkerDropped), Some(marked)) => {
                let left = marked.byte.saturating_sub(byte);
                Ok(read.min(usize::try_from(left).unwrap_or(usize::MAX)))
            }
            _ => Ok(read),
        }
    }

    fn write_at(&self, byte: u64, bytes: &[u8]) -> io::Result<usize> {
        if self.fault == Some(Planted::NoQuarantine) {
            return Ok(bytes.len());
        }
        if self.owes_sync.swap(false, Ordering::Relaxed) {
            self.file.sync()?;
        }
        let written = self.file.write_at(byte, bytes);
        if self.fault == Some(Planted::MarkerBeforeSync) {
            self.mark(byte, bytes)?;
        }
        match self.fault {
            Some(Planted::ShortWrite) => written.map(|_| bytes.len()),
            _ => written,
        }
    }

    fn cut(&self, byte: u64) -> io::Result<()> {
        self.file.cut(byte)
    }

    fn sync(&self) -> io::Result<()> {
        match self.fault {
            Some(Planted::NoSync) => Ok(()),
            Some(Planted::AcknowledgedBeforeSync) => {
                self.owes_sync.store(true, Ordering::Relaxed);
                Ok(())
            }
            Some(Planted::SyncRetried) => self.file.sync().or_else(|_| self.file.sync()),
            _ => self.file.sync(),
        }
    }

    fn try_lock(&self) -> io::Result<bool> {
        let locked = self.file.try_lock()?;
        Ok(locked || self.fault == Some(Planted::NoLock))
    }
}
