//! The folder of a register: its files, their names, and the lock. What it does, it does durably
//! where that is said; it refuses to know what a line is.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::disk::{Disk, DiskFile, Opening, ReadOn, patiently, write_all};
use super::marker::Marker;
use crate::crc::Crc;
use crate::error::LogError;
use crate::port::Position;

const LOG: &str = "log.jsonl";
const MARKER: &str = "head";
const LOCK: &str = "LOCK";
const QUARANTINE: &str = "quarantine";
const REPAIRED: &str = "repaired";
const INDEX: &str = "index";
const NEW_INDEX: &str = "index.new";

/// The folder of a register, to be read. It holds no lock.
#[derive(Debug)]
pub(super) struct Unlocked<D> {
    pub(super) disk: D,
    pub(super) path: PathBuf,
}

impl<D: Disk> Unlocked<D> {
    /// The folder of a register that is there.
    pub(super) fn find(disk: D, path: &Path) -> Result<Self, LogError> {
        match patiently(|| disk.is_there(&path.join(LOG))) {
            Ok(true) => Ok(Self { disk, path: path.into() }),
            Ok(false) => Err(LogError::NoRegister { folder: path.into() }),
            Err(cause) => Err(LogError::Io { doing: "look for the log", cause }),
        }
    }

    /// Reads the log from a byte on.
    pub(super) fn read_from(&self, byte: u64) -> io::Result<ReadOn<D::File>> {
        Ok(ReadOn::from(self.open(LOG, Opening::Read)?, byte))
    }

    /// How many bytes the log has.
    pub(super) fn length(&self) -> io::Result<u64> {
        let log = self.open(LOG, Opening::Read)?;
        patiently(|| log.length())
    }

    /// The bytes of the head marker; `None` where there is none.
    pub(super) fn marker(&self) -> io::Result<Option<Vec<u8>>> {
        match self.open(MARKER, Opening::Read) {
            Ok(marker) => {
                let mut bytes = Vec::new();
                ReadOn::from(marker, 0).read_to_end(&mut bytes)?;
                Ok(Some(bytes))
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// The index of the lines, as it stands there.
    pub(super) fn index(&self) -> io::Result<D::File> {
        self.open(INDEX, Opening::Read)
    }

    /// Returns when the log and the head marker, as they are, outlast a loss of power.
    pub(super) fn sync(&self) -> io::Result<()> {
        let log = self.open(LOG, Opening::Read)?;
        patiently(|| log.sync())?;
        match self.open(MARKER, Opening::Read) {
            Ok(marker) => patiently(|| marker.sync()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Returns when the names of the folder and of its files outlast a loss of power.
    pub(super) fn sync_names(&self) -> io::Result<()> {
        sync_names(&self.disk, &self.path, &[])
    }

    fn open(&self, name: &str, opening: Opening) -> io::Result<D::File> {
        let path = self.path.join(name);
        patiently(|| self.disk.open(&path, opening))
    }
}

/// The folder of a register, to be written. It holds the lock.
#[derive(Debug)]
pub(super) struct Folder<D: Disk> {
    pub(super) unlocked: Unlocked<D>,
    log: D::File,
    // Absent where there was no room to make it: it is a lower bound, and goes without.
    marker: Option<D::File>,
    // Held as long as the folder is open; the system lets go of it when the process ends.
    _lock: D::File,
}

impl<D: Disk> Folder<D> {
    /// Makes a folder with an empty log. It is durable, with its name, when this returns.
    pub(super) fn create(disk: D, path: &Path) -> Result<Self, LogError> {
        let making = LogError::io;
        let missing = missing_folders(&disk, path).map_err(making("look for the folder"))?;
        for folder in missing.iter().rev() {
            make_folder(&disk, folder).map_err(making("make the folder of the register"))?;
        }
        let unlocked = Unlocked { disk, path: path.into() };
        let lock = lock(&unlocked)?;
        match unlocked.open(LOG, Opening::Make) {
            Ok(log) => patiently(|| log.sync()).map_err(making("make the log durable"))?,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                return Err(LogError::RegisterExists { folder: path.into() });
            }
            Err(cause) => return Err(LogError::Io { doing: "make the log", cause }),
        }
        let mut folder = Self::locked(unlocked, lock).map_err(making("open the log"))?;
        // The marker is a lower bound, and a log of no lines has no need of one.
        let _ =
            folder.write_marker(Marker::at(Position::START)).and_then(|()| folder.sync_marker());
        let disk = &folder.unlocked.disk;
        sync_names(disk, path, &missing)
            .map_err(making("make the folder of the register durable"))?;
        Ok(folder)
    }

    /// Opens and locks the folder of a register.
    pub(super) fn open(disk: D, path: &Path) -> Result<Self, LogError> {
        let unlocked = Unlocked::find(disk, path)?;
        let lock = lock(&unlocked)?;
        Self::locked(unlocked, lock).map_err(LogError::io("open the log"))
    }

    fn locked(unlocked: Unlocked<D>, lock: D::File) -> io::Result<Self> {
        let log = unlocked.open(LOG, Opening::Write)?;
        let marker = open_marker(&unlocked)?;
        Ok(Self { unlocked, log, marker, _lock: lock })
    }

    /// Writes all of `bytes` into the log, from a byte on. After an error any of them may be written.
    pub(super) fn write_at(&mut self, byte: u64, bytes: &[u8]) -> io::Result<()> {
        write_all(&self.log, byte, bytes)
    }

    /// Ends the log at a byte.
    pub(super) fn cut(&mut self, byte: u64) -> io::Result<()> {
        patiently(|| self.log.cut(byte))
    }

    /// Returns when what was written to the log, and its length, outlast a loss of power. After an
    /// error nobody knows what is on the disk.
    pub(super) fn sync(&mut self) -> io::Result<()> {
        patiently(|| self.log.sync())
    }

    /// Writes the head marker, at once and without a sync.
    pub(super) fn write_marker(&mut self, marker: Marker) -> io::Result<()> {
        if self.marker.is_none() {
            self.marker = open_marker(&self.unlocked)?;
        }
        self.marker.as_ref().map_or(Ok(()), |file| write_all(file, 0, &marker.to_bytes()))
    }

    /// Makes the head marker one of no bytes, which says nothing.
    pub(super) fn clear_marker(&mut self) -> io::Result<()> {
        self.marker.as_ref().map_or(Ok(()), |file| patiently(|| file.cut(0)))
    }

    /// Returns when the head marker outlasts a loss of power.
    pub(super) fn sync_marker(&mut self) -> io::Result<()> {
        self.marker.as_ref().map_or(Ok(()), |file| patiently(|| file.sync()))
    }

    /// Puts another index in the place of the one that there is, at once. It is derived, so it need
    /// not outlast a loss of power; half of one would be found out.
    pub(super) fn put_index(
        &self,
        write: impl FnOnce(&D::File) -> io::Result<()>,
    ) -> io::Result<()> {
        let Unlocked { disk, path } = &self.unlocked;
        let file = self.unlocked.open(NEW_INDEX, Opening::WriteOrMake)?;
        patiently(|| file.cut(0))?;
        if let Err(cause) = write(&file) {
            // The log needs the room more.
            let _ = patiently(|| file.cut(0));
            return Err(cause);
        }
        patiently(|| disk.rename(&path.join(NEW_INDEX), &path.join(INDEX)))
    }

    /// Copies the log from a byte on to where damaged pieces are kept, durably.
    pub(super) fn set_aside(&mut self, name: &str, byte: u64) -> io::Result<Copied> {
        let Unlocked { disk, path } = &self.unlocked;
        let quarantine = path.join(QUARANTINE);
        make_folder(disk, &quarantine)?;
        let copy = patiently(|| disk.open(&quarantine.join(name), Opening::WriteOrMake))?;
        patiently(|| copy.cut(0))?;
        let copied = copy_all(self.unlocked.read_from(byte)?, &copy)?;
        patiently(|| copy.sync())?;
        sync_folder(disk, &quarantine)?;
        sync_folder(disk, path)?;
        Ok(copied)
    }

    /// Makes a folder of its own with the log up to a byte, durably; says where.
    pub(super) fn begin_the_repaired_log(&self, byte: u64) -> io::Result<PathBuf> {
        let Unlocked { disk, path } = &self.unlocked;
        let quarantine = path.join(QUARANTINE);
        let repaired = quarantine.join(REPAIRED);
        make_folder(disk, &quarantine)?;
        make_folder(disk, &repaired)?;
        // What an earlier try left is begun anew; a marker of no bytes says nothing.
        let begun = |name| {
            let path = repaired.join(name);
            let file = patiently(|| disk.open(&path, Opening::WriteOrMake))?;
            patiently(|| file.cut(0)).map(|()| file)
        };
        let (log, marker) = (begun(LOG)?, begun(MARKER)?);
        copy_all(self.unlocked.read_from(0)?.take(byte), &log)?;
        patiently(|| log.sync())?;
        patiently(|| marker.sync())?;
        [&repaired, &quarantine, path]
            .into_iter()
            .try_for_each(|folder| sync_folder(disk, folder))?;
        Ok(repaired)
    }

    /// Puts the repaired log in the place of the log, at once and durably, and opens it.
    pub(super) fn take_the_repaired_log(&mut self) -> io::Result<()> {
        let Unlocked { disk, path } = &self.unlocked;
        let repaired = path.join(QUARANTINE).join(REPAIRED).join(LOG);
        patiently(|| disk.rename(&repaired, &path.join(LOG)))?;
        sync_folder(disk, path)?;
        self.reopen()
    }

    /// Lets go of everything that is open and opens it anew; the lock is held all the time.
    pub(super) fn reopen(&mut self) -> io::Result<()> {
        self.log = self.unlocked.open(LOG, Opening::Write)?;
        self.marker = open_marker(&self.unlocked)?;
        Ok(())
    }
}

/// Copies the log up to a marker into another folder, which is made where it is not there, with
/// the marker; durably.
pub(super) fn make_copy<D: Disk>(from: &Unlocked<D>, into: &Path, end: Marker) -> io::Result<()> {
    let disk = &from.disk;
    let missing = missing_folders(disk, into)?;
    missing.iter().rev().try_for_each(|folder| make_folder(disk, folder))?;
    let begun = |name| {
        let path = into.join(name);
        let file = patiently(|| disk.open(&path, Opening::WriteOrMake))?;
        patiently(|| file.cut(0)).map(|()| file)
    };
    // The marker last: without it the copy is looked through, with it no line of it is missing.
    let (log, marker) = (begun(LOG)?, begun(MARKER)?);
    patiently(|| marker.sync())?;
    copy_all(from.read_from(0)?.take(end.position().byte), &log)?;
    patiently(|| log.sync())?;
    write_all(&marker, 0, &end.to_bytes())?;
    patiently(|| marker.sync())?;
    sync_names(disk, into, &missing)
}

/// Renames a folder, and returns when that outlasts a loss of power.
pub(super) fn rename_durably(disk: &impl Disk, from: &Path, to: &Path) -> io::Result<()> {
    patiently(|| disk.rename(from, to))?;
    sync_parent(disk, to)
}

fn open_marker<D: Disk>(folder: &Unlocked<D>) -> io::Result<Option<D::File>> {
    match folder.open(MARKER, Opening::WriteOrMake) {
        Ok(marker) => Ok(Some(marker)),
        Err(error) if no_space(&error) => Ok(None),
        Err(error) => Err(error),
    }
}

fn lock<D: Disk>(folder: &Unlocked<D>) -> Result<D::File, LogError> {
    let locking = LogError::io;
    let lock = folder.open(LOCK, Opening::WriteOrMake).map_err(locking("lock the register"))?;
    if patiently(|| lock.try_lock()).map_err(locking("lock the register"))? {
        // The number is for the message to the second one: a full disk may do without.
        let number = format!("{}\n", std::process::id());
        let _ = patiently(|| lock.cut(0)).and_then(|()| write_all(&lock, 0, number.as_bytes()));
        return Ok(lock);
    }
    let mut holder = String::new();
    let read = ReadOn::from(lock, 0).read_to_string(&mut holder);
    Err(LogError::Locked { pid: read.ok().and_then(|_| holder.trim().parse().ok()) })
}

/// Whether this says that there is no room on the disk.
pub(super) fn no_space(cause: &io::Error) -> bool {
    use io::ErrorKind::{FileTooLarge, QuotaExceeded, StorageFull};
    [StorageFull, QuotaExceeded, FileTooLarge].contains(&cause.kind())
}

/// What was read while it was copied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Copied {
    pub(super) bytes: u64,
    pub(super) crc: u32,
}

fn copy_all(mut from: impl Read, to: &impl DiskFile) -> io::Result<Copied> {
    let (mut page, mut copied) = (vec![0; crate::memory_log::PAGE_BYTES], Copied::default());
    let mut crc = Crc::of_nothing();
    loop {
        let read = from.read(&mut page)?;
        if read == 0 {
            return Ok(Copied { crc: crc.sum(), ..copied });
        }
        let bytes = page.get(..read).unwrap_or_default();
        write_all(to, copied.bytes, bytes)?;
        copied.bytes = copied.bytes.saturating_add(u64::try_from(read).unwrap_or(u64::MAX));
        crc.add(bytes);
    }
}

/// The folders of a path that are not there, the innermost first.
fn missing_folders(disk: &impl Disk, path: &Path) -> io::Result<Vec<PathBuf>> {
    let mut missing = Vec::new();
    for folder in path.ancestors().filter(|folder| !folder.as_os_str().is_empty()) {
        if patiently(|| disk.is_there(folder))? {
            break;
        }
        missing.push(folder.into());
    }
    Ok(missing)
}

fn make_folder(disk: &impl Disk, path: &Path) -> io::Result<()> {
    match patiently(|| disk.make_folder(path)) {
        // Made by somebody else, or by a run that was interrupted.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        made => made,
    }
}

/// The name of a folder and of what is in it is durable when this returns, and that of each folder
/// above it that was missing.
fn sync_names(disk: &impl Disk, path: &Path, missing: &[PathBuf]) -> io::Result<()> {
    sync_folder(disk, path)?;
    // Also where it was not missing: an earlier try may have made it, and failed before this.
    match sync_parent(disk, path) {
        // Who may not look into the folder above did not make this one.
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied && missing.is_empty() => {}
        synced => synced?,
    }
    let mut above = missing.iter().filter(|made| *made != path);
    above.try_for_each(|made| sync_parent(disk, made))
}

/// A new name in a folder is durable when the folder is.
fn sync_folder(disk: &impl Disk, path: &Path) -> io::Result<()> {
    patiently(|| disk.sync_folder(path))
}

fn sync_parent(disk: &impl Disk, path: &Path) -> io::Result<()> {
    match path.parent() {
        Some(parent) if parent.as_os_str().is_empty() => sync_folder(disk, Path::new(".")),
        Some(parent) => sync_folder(disk, parent),
        None => Ok(()),
    }
}
