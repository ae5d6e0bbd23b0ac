//! A disk that tests can break: it fails where it is told to, and forgets what was not synced.

use std::collections::BTreeMap;
use std::io::{self, Cursor, ErrorKind};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::marker::Marker;
use super::storage::{ReadStorage, Storage};

/// What a disk is asked for, with the bytes that go to the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Act {
    Write(usize),
    Cut,
    Sync,
    WriteMarker,
    SyncMarker,
    SetAside,
    Reopen,
}

/// How the next act of a kind fails.
#[derive(Clone, Copy, Debug)]
pub(super) struct Failure {
    pub(super) act: fn(Act) -> bool,
    pub(super) kind: ErrorKind,
    /// How many bytes of a write reach the cache all the same.
    pub(super) written: usize,
}

/// A disk. Its clones are the same disk.
#[derive(Clone, Debug, Default)]
pub(super) struct Disk(Arc<Mutex<Plates>>);

#[derive(Debug, Default)]
pub(super) struct Plates {
    /// What the system shows.
    pub(super) log: Vec<u8>,
    /// What outlasts a loss of power.
    pub(super) durable: Vec<u8>,
    pub(super) marker: Option<Vec<u8>>,
    pub(super) durable_marker: Option<Vec<u8>>,
    pub(super) aside: BTreeMap<String, Vec<u8>>,
    pub(super) acts: Vec<Act>,
    pub(super) failures: Vec<Failure>,
    failing: Option<(usize, ErrorKind, usize)>,
    /// The system takes what a failed sync left behind for clean: later syncs do not write it.
    taken_for_clean: bool,
}

impl Disk {
    pub(super) fn holding(log: &[u8], marker: Option<Marker>) -> Self {
        let disk = Self::default();
        let mut plates = disk.plates();
        (plates.log, plates.durable) = (log.into(), log.into());
        plates.marker = marker.map(|marker| marker.to_bytes().into());
        plates.durable_marker = plates.marker.clone();
        drop(plates);
        disk
    }

    pub(super) fn plates(&self) -> MutexGuard<'_, Plates> {
        // A test that fails while it holds the plates drops its log with them.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn fail(&self, act: fn(Act) -> bool, kind: ErrorKind, written: usize) {
        self.plates().failures.push(Failure { act, kind, written });
    }

    /// Fails the act of this number, whatever it is.
    pub(super) fn fail_at(&self, number: usize, kind: ErrorKind, written: usize) {
        self.plates().failing = Some((number, kind, written));
    }

    /// The disk after a loss of power that `survivors` of the unsynced bytes outlasted.
    pub(super) fn after_power_cut(&self, survivors: usize) -> Self {
        let plates = self.plates();
        let same = plates.durable.iter().zip(&plates.log).take_while(|(a, b)| a == b).count();
        let until = (same + survivors).min(plates.log.len());
        let log = if same == plates.durable.len() { &plates.log[..until] } else { &plates.durable };
        let disk = Self::holding(log, None);
        disk.plates().marker.clone_from(&plates.durable_marker);
        disk
    }
}

impl Plates {
    fn act(&mut self, act: Act) -> Result<(), (io::Error, usize)> {
        let number = self.acts.len();
        self.acts.push(act);
        if let Some((_, kind, written)) = self.failing.filter(|(failing, ..)| *failing == number) {
            return Err((kind.into(), written));
        }
        match self.failures.iter().position(|failure| (failure.act)(act)) {
            Some(place) => {
                let Failure { kind, written, .. } = self.failures.remove(place);
                Err((kind.into(), written))
            }
            None => Ok(()),
        }
    }

    fn put(&mut self, byte: u64, bytes: &[u8]) {
        let from = usize::try_from(byte).unwrap();
        assert!(from <= self.log.len(), "a hole in the log");
        self.log.resize(self.log.len().max(from + bytes.len()), 0);
        self.log[from..from + bytes.len()].copy_from_slice(bytes);
    }
}

impl ReadStorage for Disk {
    type Log = Cursor<Vec<u8>>;

    fn read_from(&self, byte: u64) -> io::Result<Self::Log> {
        let mut log = Cursor::new(self.plates().log.clone());
        log.set_position(byte);
        Ok(log)
    }

    fn marker(&self) -> io::Result<Option<Vec<u8>>> {
        Ok(self.plates().marker.clone())
    }
}

impl Storage for Disk {
    fn write_at(&mut self, byte: u64, bytes: &[u8]) -> io::Result<()> {
        let mut plates = self.plates();
        if let Err((error, written)) = plates.act(Act::Write(bytes.len())) {
            plates.put(byte, &bytes[..written.min(bytes.len())]);
            return Err(error);
        }
        plates.put(byte, bytes);
        plates.taken_for_clean = false;
        Ok(())
    }

    fn cut(&mut self, byte: u64) -> io::Result<()> {
        let mut plates = self.plates();
        plates.act(Act::Cut).map_err(|(error, _)| error)?;
        plates.log.truncate(usize::try_from(byte).unwrap());
        Ok(())
    }

    fn sync(&mut self) -> io::Result<()> {
        let mut plates = self.plates();
        if let Err((error, _)) = plates.act(Act::Sync) {
            plates.taken_for_clean = true;
            return Err(error);
        }
        if !plates.taken_for_clean {
            plates.durable = plates.log.clone();
        }
        Ok(())
    }

    fn write_marker(&mut self, marker: Marker) -> io::Result<()> {
        let mut plates = self.plates();
        plates.act(Act::WriteMarker).map_err(|(error, _)| error)?;
        plates.marker = Some(marker.to_bytes().into());
        Ok(())
    }

    fn sync_marker(&mut self) -> io::Result<()> {
        let mut plates = self.plates();
        plates.act(Act::SyncMarker).map_err(|(error, _)| error)?;
        plates.durable_marker = plates.marker.clone();
        Ok(())
    }

    fn set_aside(&mut self, name: &str, byte: u64) -> io::Result<()> {
        let mut plates = self.plates();
        plates.act(Act::SetAside).map_err(|(error, _)| error)?;
        let tail = plates.log[usize::try_from(byte).unwrap()..].to_vec();
        plates.aside.insert(name.into(), tail);
        Ok(())
    }

    fn reopen(&mut self) -> io::Result<()> {
        self.plates().act(Act::Reopen).map_err(|(error, _)| error)
    }
}
