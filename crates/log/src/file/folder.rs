//! A folder of the file system as a storage: the files, their names, and the lock.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use super::marker::Marker;
use super::storage::{ReadStorage, Storage};
use crate::error::LogError;
use crate::port::Position;

pub(super) const LOG: &str = "log.jsonl";
const MARKER: &str = "head";
const LOCK: &str = "LOCK";
const QUARANTINE: &str = "quarantine";

/// A folder of the file system, open for writing and locked.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    log: File,
    marker: File,
    // Held as long as the folder is open; the system lets go of it when the process ends.
    _lock: File,
}

impl Folder {
    /// Makes a folder with an empty log. It is durable, with its name, when this returns.
    pub(super) fn create(path: &Path) -> Result<Self, LogError> {
        let log = path.join(LOG);
        let making = LogError::io;
        let missing: Vec<&Path> = path.ancestors().take_while(|folder| !is_there(folder)).collect();
        fs::create_dir_all(path).map_err(making("make the folder of the register"))?;
        let lock = lock(path)?;
        match OpenOptions::new().write(true).create_new(true).open(&log) {
            Ok(log) => log.sync_all().map_err(making("make the log durable"))?,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                return Err(LogError::RegisterExists { folder: path.into() });
            }
            Err(cause) => return Err(LogError::Io { doing: "make the log", cause }),
        }
        let mut folder = Self::locked(path, lock).map_err(making("open the log"))?;
        folder
            .write_marker(Marker::at(Position::START))
            .and_then(|()| folder.sync_marker())
            .and_then(|()| sync_folder(path))
            .and_then(|()| missing.into_iter().try_for_each(sync_parent))
            .map_err(making("make the folder of the register durable"))?;
        Ok(folder)
    }

    pub(super) fn open(path: &Path) -> Result<Self, LogError> {
        find(path)?;
        let lock = lock(path)?;
        Self::locked(path, lock).map_err(LogError::io("open the log"))
    }

    fn locked(path: &Path, lock: File) -> io::Result<Self> {
        let log = OpenOptions::new().read(true).write(true).open(path.join(LOG))?;
        let marker = open_or_make(&path.join(MARKER))?;
        Ok(Self { path: path.into(), log, marker, _lock: lock })
    }
}

/// Says whether there is a log in a folder.
pub(super) fn find(path: &Path) -> Result<(), LogError> {
    match path.join(LOG).try_exists() {
        Ok(true) => Ok(()),
        Ok(false) => Err(LogError::NoRegister { folder: path.into() }),
        Err(cause) => Err(LogError::Io { doing: "look for the log", cause }),
    }
}

fn open_or_make(path: &Path) -> io::Result<File> {
    OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)
}

fn lock(path: &Path) -> Result<File, LogError> {
    let locking = "lock the register";
    let mut lock = open_or_make(&path.join(LOCK)).map_err(LogError::io(locking))?;
    match lock.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            let mut holder = String::new();
            let pid =
                lock.read_to_string(&mut holder).ok().and_then(|_| holder.trim().parse().ok());
            return Err(LogError::Locked { pid });
        }
        Err(TryLockError::Error(cause)) => return Err(LogError::Io { doing: locking, cause }),
    }
    lock.set_len(0)
        .and_then(|()| writeln!(lock, "{}", std::process::id()))
        .map_err(LogError::io(locking))?;
    Ok(lock)
}

/// Reads a log from a byte on.
pub(super) fn read_log(path: &Path, byte: u64) -> io::Result<File> {
    let mut log = File::open(path.join(LOG))?;
    log.seek(SeekFrom::Start(byte))?;
    Ok(log)
}

pub(super) fn read_marker(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match fs::read(path.join(MARKER)) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn is_there(folder: &Path) -> bool {
    folder.as_os_str().is_empty() || folder.exists()
}

/// A new name in a folder is durable when the folder is.
fn sync_folder(path: &Path) -> io::Result<()> {
    File::open(path)?.sync_all()
}

fn sync_parent(path: &Path) -> io::Result<()> {
    match path.parent() {
        Some(parent) if parent.as_os_str().is_empty() => sync_folder(Path::new(".")),
        Some(parent) => sync_folder(parent),
        None => Ok(()),
    }
}

impl ReadStorage for Folder {
    type Log = File;

    fn read_from(&self, byte: u64) -> io::Result<File> {
        read_log(&self.path, byte)
    }

    fn marker(&self) -> io::Result<Option<Vec<u8>>> {
        read_marker(&self.path)
    }
}

impl Storage for Folder {
    fn write_at(&mut self, byte: u64, bytes: &[u8]) -> io::Result<()> {
        self.log.seek(SeekFrom::Start(byte))?;
        self.log.write_all(bytes)
    }

    fn cut(&mut self, byte: u64) -> io::Result<()> {
        self.log.set_len(byte)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.log.sync_data()
    }

    fn write_marker(&mut self, marker: Marker) -> io::Result<()> {
        self.marker.seek(SeekFrom::Start(0))?;
        self.marker.write_all(&marker.to_bytes())
    }

    fn sync_marker(&mut self) -> io::Result<()> {
        self.marker.sync_data()
    }

    fn set_aside(&mut self, name: &str, byte: u64) -> io::Result<()> {
        let quarantine = self.path.join(QUARANTINE);
        fs::create_dir_all(&quarantine)?;
        let mut copy = File::create(quarantine.join(name))?;
        io::copy(&mut self.read_from(byte)?, &mut copy)?;
        copy.sync_all()?;
        sync_folder(&quarantine)?;
        sync_folder(&self.path)
    }

    fn reopen(&mut self) -> io::Result<()> {
        self.log = OpenOptions::new().read(true).write(true).open(self.path.join(LOG))?;
        self.marker = open_or_make(&self.path.join(MARKER))?;
        Ok(())
    }
}
