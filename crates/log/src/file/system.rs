//! The disk of the operating system.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::os::unix::fs::FileExt;
use std::path::Path;

use super::disk::{Disk, DiskFile, Opening};

/// The disk of the operating system.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemDisk;

impl Disk for SystemDisk {
    type File = File;

    fn open(&self, path: &Path, opening: Opening) -> io::Result<File> {
        let mut options = OpenOptions::new();
        options.read(true);
        match opening {
            Opening::Read => &mut options,
            Opening::Write => options.write(true),
            Opening::WriteOrMake => options.write(true).create(true).truncate(false),
            Opening::Make => options.write(true).create_new(true),
        };
        options.open(path)
    }

    fn is_there(&self, path: &Path) -> io::Result<bool> {
        path.try_exists()
    }

    fn make_folder(&self, path: &Path) -> io::Result<()> {
        fs::create_dir(path)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        File::open(path)?.sync_all()
    }
}

impl DiskFile for File {
    fn length(&self) -> io::Result<u64> {
        Ok(self.metadata()?.len())
    }

    fn read_at(&self, byte: u64, into: &mut [u8]) -> io::Result<usize> {
        FileExt::read_at(self, into, byte)
    }

    fn write_at(&self, byte: u64, bytes: &[u8]) -> io::Result<usize> {
        FileExt::write_at(self, bytes, byte)
    }

    fn cut(&self, byte: u64) -> io::Result<()> {
        self.set_len(byte)
    }

    fn sync(&self) -> io::Result<()> {
        self.sync_data()
    }

    fn try_lock(&self) -> io::Result<bool> {
        match File::try_lock(self) {
            Ok(()) => Ok(true),
            Err(TryLockError::WouldBlock) => Ok(false),
            Err(TryLockError::Error(cause)) => Err(cause),
        }
    }
}
