//! A disk that can be broken: it fails where it is told to, runs full, and after a loss of power
//! holds any part of what was not synced: sectors of 512 bytes each for itself, lengths, names.
//! It refuses to know what files hold, and takes its choices from whoever breaks it.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    reason = "no register is kept on it: what it is asked for wrongly ends the test"
)]

mod content;
mod names;
mod open;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::file::{Disk, Opening};
use content::Content;
use names::{Names, Node};
pub use open::OpenFile;

/// Where the register of a brittle disk is.
pub const REGISTER: &str = "register";

/// Answers with one of so many, counted from 0.
pub type Choose<'a> = &'a mut dyn FnMut(usize) -> usize;

/// A disk. Its clones are the same disk.
#[derive(Clone, Debug, Default)]
pub struct Brittle(Arc<Mutex<Plates>>);

/// What is on it, and how it will fail.
#[derive(Clone, Debug, Default)]
pub(crate) struct Plates {
    files: Vec<Content>,
    names: Names,
    locked: BTreeSet<usize>,
    /// What was asked for, in words: `write log.jsonl 488`.
    pub(crate) calls: Vec<String>,
    /// How many bytes of each file were read.
    pub(crate) bytes_read: BTreeMap<String, usize>,
    failures: Vec<Failure>,
    failing: Option<(usize, ErrorKind, usize)>,
    /// At most so many bytes are taken by one write.
    pub(crate) gulp: Option<usize>,
    /// So many bytes have room on it.
    pub(crate) room: Option<usize>,
    /// The next read of the log shows this bit of its bytes the other way round.
    pub(crate) lie: Option<(usize, u8)>,
    /// The call of this number is the one that lies, if it is such a read; without one the next is.
    pub(crate) lies_at: Option<usize>,
    /// Which sectors a failed sync wrote all the same, bit by bit.
    pub(crate) written_by_a_failed_sync: u64,
    /// From this call on the machine stands still.
    stops_at: Option<usize>,
    gone: bool,
}

/// How the next call of a kind fails.
#[derive(Clone, Copy, Debug)]
struct Failure {
    call: fn(&str) -> bool,
    kind: ErrorKind,
    /// How many bytes of a write reach the cache all the same.
    written: usize,
}

impl Brittle {
    /// A disk with a register that has these bytes as its log and its marker.
    pub fn with(log: &[u8], marker: Option<&[u8]>) -> Self {
        let disk = Self::default();
        let mut plates = disk.plates();
        plates.names.put(REGISTER.into(), Node::Folder);
        plates.put("log.jsonl", log);
        if let Some(marker) = marker {
            plates.put("head", marker);
        }
        drop(plates);
        disk
    }

    pub(crate) fn plates(&self) -> MutexGuard<'_, Plates> {
        // A test that fails while it holds the plates drops its log with them.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What a file of the register holds, as the system shows it; `None` where there is none.
    pub fn shown(&self, name: &str) -> Option<Vec<u8>> {
        self.plates().file(name).map(|file| file.shown.clone())
    }

    /// The names of the files of the register, and of those in its folders.
    pub fn names(&self) -> Vec<String> {
        self.plates().names.files().map(|path| name(path)).collect()
    }

    /// Fails the call of this number, whatever it is.
    pub fn fail_at(&self, number: usize, kind: ErrorKind, written: usize) {
        self.plates().failing = Some((number, kind, written));
    }

    /// Lets the machine stand still from the call of this number on.
    pub fn stop_at(&self, number: usize) {
        self.plates().stops_at = Some(number);
    }

    /// The disk as the next process finds it when this one was killed. Nothing more comes of what
    /// this one still asks for.
    #[must_use]
    pub fn after_a_kill(&self) -> Self {
        let mut plates = self.plates();
        let mut left = plates.clone();
        plates.gone = true;
        left.forget();
        Self(Arc::new(Mutex::new(left)))
    }

    /// The disk after a loss of power: of everything that was not synced, what is chosen.
    #[must_use]
    pub fn after_a_power_cut(&self, choose: Choose<'_>) -> Self {
        let mut plates = self.plates();
        let mut left = plates.clone();
        plates.gone = true;
        left.forget();
        left.names.lose_power(choose);
        left.files.iter_mut().for_each(|file| file.lose_power(choose));
        Self(Arc::new(Mutex::new(left)))
    }

    /// Another disk that holds the same.
    #[must_use]
    pub fn copied(&self) -> Self {
        let mut left = self.plates().clone();
        left.forget();
        Self(Arc::new(Mutex::new(left)))
    }

    /// Lets the system read anew what it takes for clean.
    pub fn drop_clean_pages(&self) {
        self.plates().files.iter_mut().for_each(Content::drop_clean_pages);
    }
}

#[cfg(test)]
impl Brittle {
    pub(crate) fn holding(log: &[u8], marker: Option<crate::file::Marker>) -> Self {
        let marker = marker.map(crate::file::Marker::to_bytes);
        Self::with(log, marker.as_ref().map(<[u8; 16]>::as_slice))
    }

    /// Turns a bit of the log the other way round, as a disk does on its own.
    pub(crate) fn spoil(&self, byte: usize, bit: u8) {
        let mut plates = self.plates();
        let log = plates.names.find(&Path::new(REGISTER).join("log.jsonl"));
        let Some(Node::File(log)) = log else { panic!("there is no log") };
        plates.files[log].spoil(byte, bit);
    }

    pub(crate) fn log(&self) -> Vec<u8> {
        self.shown("log.jsonl").unwrap()
    }

    pub(crate) fn durable_log(&self) -> Vec<u8> {
        self.plates().file("log.jsonl").unwrap().durable.clone()
    }

    /// What was asked of the disk that changes it, or waits for it.
    pub(crate) fn effects(&self) -> Vec<String> {
        let looks = ["open", "look", "read", "length", "lock"];
        let plates = self.plates();
        let changes = |call: &&String| !looks.iter().any(|look| call.starts_with(look));
        // The number of the process is for a message.
        plates.calls.iter().filter(changes).filter(|call| !call.contains("LOCK")).cloned().collect()
    }

    pub(crate) fn fail(&self, call: fn(&str) -> bool, kind: ErrorKind, written: usize) {
        self.plates().failures.push(Failure { call, kind, written });
    }
}

impl Plates {
    pub(crate) fn put(&mut self, name: &str, bytes: &[u8]) {
        self.files.push(Content::of(bytes));
        self.names.put(Path::new(REGISTER).join(name), Node::File(self.files.len() - 1));
    }

    fn file(&self, name: &str) -> Option<&Content> {
        match self.names.find(&Path::new(REGISTER).join(name))? {
            Node::File(number) => self.files.get(number),
            Node::Folder => None,
        }
    }

    /// Forgets what belongs to a process, and what was to fail.
    fn forget(&mut self) {
        self.locked.clear();
        self.calls.clear();
        self.bytes_read.clear();
        self.failures.clear();
        (self.failing, self.gulp, self.room) = (None, None, None);
        (self.lie, self.lies_at) = (None, None);
        (self.stops_at, self.gone) = (None, false);
    }

    fn call(&mut self, call: String) -> Result<(), (io::Error, usize)> {
        let number = self.calls.len();
        self.gone |= self.stops_at.is_some_and(|stops| stops <= number);
        if self.gone {
            return Err((io::Error::other("the machine stands still"), 0));
        }
        let failed = self.failures.iter().position(|failure| (failure.call)(&call));
        self.calls.push(call);
        if let Some((_, kind, written)) = self.failing.filter(|(failing, ..)| *failing == number) {
            return Err((kind.into(), written));
        }
        let failed = failed.map(|place| self.failures.remove(place));
        failed.map_or(Ok(()), |Failure { kind, written, .. }| Err((kind.into(), written)))
    }

    fn asked(&mut self, call: String) -> io::Result<()> {
        self.call(call).map_err(|(error, _)| error)
    }

    fn room_left(&self) -> usize {
        let taken: usize = self.files.iter().map(|file| file.shown.len()).sum();
        self.room.map_or(usize::MAX, |room| room.saturating_sub(taken))
    }
}

fn name(path: &Path) -> String {
    path.strip_prefix(REGISTER).unwrap_or(path).display().to_string()
}

impl Disk for Brittle {
    type File = OpenFile;

    fn open(&self, path: &Path, opening: Opening) -> io::Result<OpenFile> {
        let mut plates = self.plates();
        plates.asked(format!("open {}", name(path)))?;
        let number = match (plates.names.find(path), opening) {
            (None, Opening::Read | Opening::Write) => return Err(ErrorKind::NotFound.into()),
            (Some(_), Opening::Make) => return Err(ErrorKind::AlreadyExists.into()),
            (Some(Node::Folder), _) => return Err(ErrorKind::IsADirectory.into()),
            (Some(Node::File(number)), _) => number,
            (None, Opening::Make | Opening::WriteOrMake) => {
                plates.files.push(Content::default());
                let number = plates.files.len() - 1;
                plates.names.make(path.into(), Node::File(number))?;
                number
            }
        };
        Ok(OpenFile::new(self.clone(), number, name(path)))
    }

    fn is_there(&self, path: &Path) -> io::Result<bool> {
        let mut plates = self.plates();
        plates.asked(format!("look {}", name(path)))?;
        Ok(plates.names.find(path).is_some())
    }

    fn make_folder(&self, path: &Path) -> io::Result<()> {
        let mut plates = self.plates();
        plates.asked(format!("make folder {}", name(path)))?;
        match plates.names.find(path) {
            Some(_) => Err(ErrorKind::AlreadyExists.into()),
            None => plates.names.make(path.into(), Node::Folder),
        }
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut plates = self.plates();
        plates.asked(format!("rename {} {}", name(from), name(to)))?;
        plates.names.rename(PathBuf::from(from), PathBuf::from(to))
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        let mut plates = self.plates();
        plates.asked(format!("sync folder {}", name(path)))?;
        plates.names.sync(path);
        Ok(())
    }
}
