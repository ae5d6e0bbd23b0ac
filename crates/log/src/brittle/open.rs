//! An open file of a brittle disk.

use std::io::{self, ErrorKind};
use std::sync::atomic::{AtomicBool, Ordering};

use super::content::Content;
use super::{Brittle, Plates};
use crate::file::DiskFile;

/// An open file of a brittle disk.
#[derive(Debug)]
pub struct OpenFile {
    disk: Brittle,
    number: usize,
    name: String,
    locks: AtomicBool,
}

impl OpenFile {
    pub(super) fn new(disk: Brittle, number: usize, name: String) -> Self {
        Self { disk, number, name, locks: AtomicBool::new(false) }
    }

    /// Calls the disk, then does something with the file; what failed gets the bytes it may take.
    fn call<T>(
        &self,
        call: &str,
        act: impl FnOnce(&mut Content, Option<usize>) -> T,
    ) -> io::Result<T> {
        let mut plates = self.disk.plates();
        let called = plates.call(call.replace("FILE", &self.name));
        if plates.gone {
            return Err(io::Error::other("the machine stands still"));
        }
        let file = &mut plates.files[self.number];
        match called {
            Ok(()) => Ok(act(file, None)),
            // What a signal interrupted was not done.
            Err((error, _)) if error.kind() == ErrorKind::Interrupted => Err(error),
            Err((error, written)) => {
                act(file, Some(written));
                Err(error)
            }
        }
    }

    /// A bit that this read shows the other way round.
    fn lie(&self, plates: &mut Plates) -> Option<(usize, u8)> {
        let now = plates.calls.len();
        let is_now = plates.lies_at.is_none_or(|at| at == now);
        plates.lie.take_if(|_| is_now && self.name == "log.jsonl")
    }
}

impl DiskFile for OpenFile {
    fn length(&self) -> io::Result<u64> {
        self.call("length FILE", |file, _| file.shown.len() as u64)
    }

    fn read_at(&self, byte: u64, into: &mut [u8]) -> io::Result<usize> {
        let lie = self.lie(&mut self.disk.plates());
        let read = self.call("read FILE", |file, failed| {
            let from = place(byte).min(file.shown.len());
            let read =
                into.len().min(file.shown.len() - from).min(failed.map_or(usize::MAX, |_| 0));
            into[..read].copy_from_slice(&file.shown[from..from + read]);
            if let Some((byte, bit)) = lie
                && read > 0
            {
                into[byte % read] ^= bit;
            }
            read
        })?;
        *self.disk.plates().bytes_read.entry(self.name.clone()).or_default() += read;
        Ok(read)
    }

    fn write_at(&self, byte: u64, bytes: &[u8]) -> io::Result<usize> {
        let (gulp, room, length) = {
            let plates = self.disk.plates();
            let length = plates.files[self.number].shown.len();
            (plates.gulp.unwrap_or(usize::MAX), plates.room_left(), length)
        };
        let written = self.call(&format!("write FILE {}", bytes.len()), |file, failed| {
            let fits = length.saturating_sub(place(byte)).saturating_add(room);
            let written = bytes.len().min(failed.unwrap_or(gulp)).min(fits);
            file.write(place(byte), &bytes[..written]);
            written
        })?;
        if written == 0 && !bytes.is_empty() {
            return Err(ErrorKind::StorageFull.into());
        }
        Ok(written)
    }

    fn cut(&self, byte: u64) -> io::Result<()> {
        self.call("cut FILE", |file, failed| {
            if failed.is_none() {
                file.cut(place(byte));
            }
        })
    }

    fn sync(&self) -> io::Result<()> {
        let written = self.disk.plates().written_by_a_failed_sync;
        self.call("sync FILE", |file, failed| match failed {
            None => file.sync(),
            Some(_) => file.fail_to_sync(written),
        })
    }

    fn try_lock(&self) -> io::Result<bool> {
        self.call("lock FILE", |_, _| ())?;
        let locked = self.disk.plates().locked.insert(self.number);
        self.locks.fetch_or(locked, Ordering::Relaxed);
        Ok(locked)
    }
}

impl Drop for OpenFile {
    fn drop(&mut self) {
        if self.locks.load(Ordering::Relaxed) {
            self.disk.plates().locked.remove(&self.number);
        }
    }
}

fn place(byte: u64) -> usize {
    usize::try_from(byte).unwrap_or(usize::MAX)
}
