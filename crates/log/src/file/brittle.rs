//! A disk that tests can break: it fails where it is told to, and forgets what was not synced.
//! It refuses to know which bytes of an append outlast a loss of power: that is told as well.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::disk::{Disk, DiskFile, Opening};
use super::marker::Marker;

/// Where the register of a brittle disk is.
pub(super) const REGISTER: &str = "register";

/// How the next call of a kind fails.
#[derive(Clone, Copy, Debug)]
struct Failure {
    call: fn(&str) -> bool,
    kind: ErrorKind,
    /// How many bytes of a write reach the cache all the same.
    written: usize,
}

/// A disk. Its clones are the same disk.
#[derive(Clone, Debug, Default)]
pub(super) struct Brittle(Arc<Mutex<Plates>>);

#[derive(Debug, Default)]
pub(super) struct Plates {
    files: BTreeMap<PathBuf, Bytes>,
    folders: BTreeSet<PathBuf>,
    /// What was asked for, in words: `write log.jsonl 488`.
    pub(super) calls: Vec<String>,
    failures: Vec<Failure>,
    failing: Option<(usize, ErrorKind, usize)>,
    /// At most so many bytes are taken by one write.
    pub(super) gulp: Option<usize>,
}

#[derive(Clone, Debug, Default)]
struct Bytes {
    /// What the system shows.
    shown: Vec<u8>,
    /// What outlasts a loss of power.
    durable: Vec<u8>,
    /// The system takes what a failed sync left behind for clean: later syncs do not write it.
    taken_for_clean: bool,
}

impl Bytes {
    fn of(bytes: &[u8]) -> Self {
        Self { shown: bytes.into(), durable: bytes.into(), taken_for_clean: false }
    }
}

impl Brittle {
    pub(super) fn holding(log: &[u8], marker: Option<Marker>) -> Self {
        let marker = marker.map(Marker::to_bytes);
        Self::with(log, marker.as_ref().map(<[u8; 16]>::as_slice))
    }

    /// A register with these bytes as its log and its marker.
    pub(super) fn with(log: &[u8], marker: Option<&[u8]>) -> Self {
        let disk = Self::default();
        let mut plates = disk.plates();
        plates.folders.insert(REGISTER.into());
        plates.files.insert(Path::new(REGISTER).join("log.jsonl"), Bytes::of(log));
        if let Some(marker) = marker {
            plates.files.insert(Path::new(REGISTER).join("head"), Bytes::of(marker));
        }
        drop(plates);
        disk
    }

    pub(super) fn plates(&self) -> MutexGuard<'_, Plates> {
        // A test that fails while it holds the plates drops its log with them.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn log(&self) -> Vec<u8> {
        self.shown("log.jsonl").unwrap()
    }

    pub(super) fn durable_log(&self) -> Vec<u8> {
        self.plates().files[&Path::new(REGISTER).join("log.jsonl")].durable.clone()
    }

    /// What a file of the register holds, if it is there.
    pub(super) fn shown(&self, name: &str) -> Option<Vec<u8>> {
        self.plates().files.get(&Path::new(REGISTER).join(name)).map(|file| file.shown.clone())
    }

    /// The names of the files of the register.
    pub(super) fn names(&self) -> Vec<String> {
        self.plates().files.keys().map(|path| name(path)).collect()
    }

    /// What was asked of the disk that changes it, or waits for it.
    pub(super) fn effects(&self) -> Vec<String> {
        let looks = ["open", "look", "read", "length", "lock"];
        let plates = self.plates();
        let changes = |call: &&String| !looks.iter().any(|look| call.starts_with(look));
        // The number of the process is for a message.
        plates.calls.iter().filter(changes).filter(|call| !call.contains("LOCK")).cloned().collect()
    }

    pub(super) fn fail(&self, call: fn(&str) -> bool, kind: ErrorKind, written: usize) {
        self.plates().failures.push(Failure { call, kind, written });
    }

    /// Fails the call of this number, whatever it is.
    pub(super) fn fail_at(&self, number: usize, kind: ErrorKind, written: usize) {
        self.plates().failing = Some((number, kind, written));
    }

    /// The disk after a loss of power that `survivors` of the unsynced bytes of the log outlasted.
    pub(super) fn after_power_cut(&self, survivors: usize) -> Self {
        let plates = self.plates();
        let Some(log) = plates.files.get(&Path::new(REGISTER).join("log.jsonl")) else {
            return Self::default();
        };
        let same = log.durable.iter().zip(&log.shown).take_while(|(a, b)| a == b).count();
        let until = (same + survivors).min(log.shown.len());
        let left = if same == log.durable.len() { &log.shown[..until] } else { &log.durable };
        let marker = plates.files.get(&Path::new(REGISTER).join("head"));
        Self::with(left, marker.map(|marker| marker.durable.as_slice()))
    }
}

impl Plates {
    fn call(&mut self, call: String) -> Result<(), (io::Error, usize)> {
        let number = self.calls.len();
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
}

fn name(path: &Path) -> String {
    path.strip_prefix(REGISTER).unwrap_or(path).display().to_string()
}

impl Disk for Brittle {
    type File = Open;

    fn open(&self, path: &Path, opening: Opening) -> io::Result<Open> {
        let mut plates = self.plates();
        plates.asked(format!("open {}", name(path)))?;
        match (plates.files.contains_key(path), opening) {
            (false, Opening::Read | Opening::Write) => return Err(ErrorKind::NotFound.into()),
            (true, Opening::Make) => return Err(ErrorKind::AlreadyExists.into()),
            (true, Opening::Read | Opening::Write | Opening::WriteOrMake) => {}
            (false, Opening::Make | Opening::WriteOrMake) => {
                plates.files.insert(path.into(), Bytes::default());
            }
        }
        Ok(Open { disk: self.clone(), path: path.into() })
    }

    fn is_there(&self, path: &Path) -> io::Result<bool> {
        let mut plates = self.plates();
        plates.asked(format!("look {}", name(path)))?;
        Ok(plates.files.contains_key(path) || plates.folders.contains(path))
    }

    fn make_folder(&self, path: &Path) -> io::Result<()> {
        let mut plates = self.plates();
        plates.asked(format!("make folder {}", name(path)))?;
        let new = plates.folders.insert(path.into());
        if new { Ok(()) } else { Err(ErrorKind::AlreadyExists.into()) }
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut plates = self.plates();
        plates.asked(format!("rename {} {}", name(from), name(to)))?;
        let file = plates.files.remove(from).ok_or(ErrorKind::NotFound)?;
        plates.files.insert(to.into(), file);
        Ok(())
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        self.plates().asked(format!("sync folder {}", name(path)))
    }
}

/// An open file of a brittle disk.
#[derive(Debug)]
pub(super) struct Open {
    disk: Brittle,
    path: PathBuf,
}

impl Open {
    /// Calls the disk, then does something with the file; what failed gets the bytes it may take.
    fn call<T>(
        &self,
        call: &str,
        act: impl FnOnce(&mut Bytes, Option<usize>) -> T,
    ) -> io::Result<T> {
        let mut plates = self.disk.plates();
        let name = name(&self.path);
        let called = plates.call(call.replace("FILE", &name));
        let file = plates.files.get_mut(&self.path).ok_or(ErrorKind::NotFound)?;
        match called {
            Ok(()) => Ok(act(file, None)),
            // A call that is interrupted did nothing yet.
            Err((error, _)) if error.kind() == ErrorKind::Interrupted => Err(error),
            Err((error, written)) => {
                act(file, Some(written));
                Err(error)
            }
        }
    }
}

impl DiskFile for Open {
    fn length(&self) -> io::Result<u64> {
        self.call("length FILE", |file, _| file.shown.len() as u64)
    }

    fn read_at(&self, byte: u64, into: &mut [u8]) -> io::Result<usize> {
        self.call("read FILE", |file, failed| {
            let from = usize::try_from(byte).unwrap().min(file.shown.len());
            let read =
                into.len().min(file.shown.len() - from).min(failed.map_or(usize::MAX, |_| 0));
            into[..read].copy_from_slice(&file.shown[from..from + read]);
            read
        })
    }

    fn write_at(&self, byte: u64, bytes: &[u8]) -> io::Result<usize> {
        let gulp = self.disk.plates().gulp.unwrap_or(usize::MAX);
        self.call(&format!("write FILE {}", bytes.len()), |file, failed| {
            let written = bytes.len().min(failed.unwrap_or(gulp));
            let from = usize::try_from(byte).unwrap();
            assert!(from <= file.shown.len(), "a hole in a file");
            file.shown.resize(file.shown.len().max(from + written), 0);
            file.shown[from..from + written].copy_from_slice(&bytes[..written]);
            file.taken_for_clean &= failed.is_some();
            written
        })
    }

    fn cut(&self, byte: u64) -> io::Result<()> {
        self.call("cut FILE", |file, failed| {
            if failed.is_none() {
                file.shown.truncate(usize::try_from(byte).unwrap());
            }
        })
    }

    fn sync(&self) -> io::Result<()> {
        self.call("sync FILE", |file, failed| {
            file.taken_for_clean |= failed.is_some();
            if !file.taken_for_clean {
                file.durable.clone_from(&file.shown);
            }
        })
    }

    fn try_lock(&self) -> io::Result<bool> {
        self.call("lock FILE", |_, _| true)
    }
}
