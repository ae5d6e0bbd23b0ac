//! What the log asks of a disk: every effect that a register has on one goes through here, so that
//! tests can give it a disk that fails, forgets and reorders. It refuses to know what files hold.

use std::fmt;
use std::io::{self, Read};
use std::path::Path;

/// A disk with folders and files. Each function is one call of the system and nothing more; it is
/// not repeated when the system was interrupted, and promises nothing about a loss of power but
/// where that is said.
pub trait Disk: fmt::Debug + Send + Sync {
    /// An open file.
    type File: DiskFile;

    /// Opens a file.
    ///
    /// # Errors
    /// What the disk says.
    fn open(&self, path: &Path, opening: Opening) -> io::Result<Self::File>;

    /// Whether there is a file or a folder of this name.
    ///
    /// # Errors
    /// What the disk says.
    fn is_there(&self, path: &Path) -> io::Result<bool>;

    /// Makes a folder in one that is there.
    ///
    /// # Errors
    /// What the disk says; [`io::ErrorKind::AlreadyExists`] where there is something of this name.
    fn make_folder(&self, path: &Path) -> io::Result<()>;

    /// Gives a file or a folder another name, at once: it has the old or the new one, never none.
    /// A file that has the new name already is replaced.
    ///
    /// # Errors
    /// What the disk says.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Returns when the names in a folder outlast a loss of power.
    ///
    /// # Errors
    /// What the disk says; then nobody knows what is on it.
    fn sync_folder(&self, path: &Path) -> io::Result<()>;
}

/// How a file is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    /// To be read; it is there.
    Read,
    /// To be read and written; it is there.
    Write,
    /// To be read and written; it is made where it is not there.
    WriteOrMake,
    /// To be read and written; it is not there yet.
    Make,
}

/// An open file.
pub trait DiskFile: fmt::Debug + Send + Sync + 'static {
    /// How many bytes it has.
    ///
    /// # Errors
    /// What the disk says.
    fn length(&self) -> io::Result<u64>;

    /// Reads from a byte on; says how many bytes it read, 0 at the end only.
    ///
    /// # Errors
    /// What the disk says.
    fn read_at(&self, byte: u64, into: &mut [u8]) -> io::Result<usize>;

    /// Writes from a byte on; says how many of the bytes it wrote, which may be fewer than all.
    ///
    /// # Errors
    /// What the disk says; then any of them may be written.
    fn write_at(&self, byte: u64, bytes: &[u8]) -> io::Result<usize>;

    /// Ends the file at a byte.
    ///
    /// # Errors
    /// What the disk says.
    fn cut(&self, byte: u64) -> io::Result<()>;

    /// Returns when what was written, and the length, outlast a loss of power. Says nothing of the
    /// name: that is the folder's.
    ///
    /// # Errors
    /// What the disk says; then nobody knows what is on it.
    fn sync(&self) -> io::Result<()>;

    /// Locks the file for as long as it is open, unless another one holds the lock; says whether.
    ///
    /// # Errors
    /// What the disk says.
    fn try_lock(&self) -> io::Result<bool>;
}

/// Does something again for as long as a signal interrupts it.
pub(crate) fn patiently<T>(mut act: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    loop {
        match act() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            done => return done,
        }
    }
}

/// Writes all of the bytes, in as few writes as the disk takes.
pub(crate) fn write_all(file: &impl DiskFile, byte: u64, bytes: &[u8]) -> io::Result<()> {
    let (mut at, mut rest) = (byte, bytes);
    while !rest.is_empty() {
        let written = patiently(|| file.write_at(at, rest))?;
        if written == 0 {
            return Err(io::ErrorKind::WriteZero.into());
        }
        at = at.saturating_add(u64::try_from(written).unwrap_or(u64::MAX));
        rest = rest.get(written..).unwrap_or_default();
    }
    Ok(())
}

/// An open file as a stream, from a byte on.
#[derive(Debug)]
pub(super) struct ReadOn<F> {
    file: F,
    byte: u64,
}

impl<F: DiskFile> ReadOn<F> {
    pub(super) fn from(file: F, byte: u64) -> Self {
        Self { file, byte }
    }
}

impl<F: DiskFile> Read for ReadOn<F> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = patiently(|| self.file.read_at(self.byte, into))?;
        self.byte = self.byte.saturating_add(u64::try_from(read).unwrap_or(u64::MAX));
        Ok(read)
    }
}
