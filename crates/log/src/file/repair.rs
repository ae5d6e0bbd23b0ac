//! Gives up what a damaged log lost, keeps a copy of it, and records that this was done, as the
//! next commit. It refuses to mend a line: what stands in it is not known any more.
//!
//! The log that goes on is made beside the damaged one and takes its name at once. So whatever
//! stops this, the log is either the damaged one, or the one in which the loss is recorded.

use std::path::Path;
use std::sync::Arc;

use repatria_domain::{Command, CommandId, Commit, Event, Handle, LossAccepted, Text, Timestamp};

use super::disk::Disk;
use super::folder::{Copied, Folder};
use super::loss::Loss;
use super::marker::Marker;
use super::reader::FileReader;
use super::system::SystemDisk;
use super::{FileLog, differed, read_alike};
use crate::commits::Commits;
use crate::error::LogError;
use crate::port::Position;
use crate::sequencer::{NotRecorded, Recorded, Sequencer, Submission};

/// A loss that was accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repaired {
    /// What was lost.
    pub loss: Loss,
    /// The name of its copy in the folder `quarantine` of the register; absent: no byte was left.
    pub copy: Option<String>,
    /// The commit that says so.
    pub recorded: Recorded,
}

/// Gives up what a damaged log lost; `None` where it is sound. It may be called again whatever
/// stopped it before.
///
/// # Errors
/// [`NotRecorded`], with what the disk says; or where another process writes.
pub fn accept_loss(
    folder: impl AsRef<Path>,
    why: Text,
    by: Handle,
    now: Timestamp,
) -> Result<Option<Repaired>, NotRecorded> {
    accept_loss_on(&SystemDisk, folder, why, by, now)
}

/// Does what [`accept_loss`] does, on a disk of one's own.
///
/// # Errors
/// The same.
pub fn accept_loss_on<D: Disk + Clone>(
    disk: &D,
    folder: impl AsRef<Path>,
    why: Text,
    by: Handle,
    now: Timestamp,
) -> Result<Option<Repaired>, NotRecorded> {
    let path = folder.as_ref();
    let mut locked = Folder::open(disk.clone(), path).map_err(unavailable)?;
    let Some(loss) = found_twice(disk, path).map_err(unavailable)? else { return Ok(None) };
    if let Some(recorded) = recorded_before(disk, path, &loss).map_err(unavailable)? {
        renew_marker(&mut locked, loss.kept).map_err(unavailable)?;
        return Ok(Some(Repaired { loss, copy: None, recorded }));
    }
    let (recorded, end) = record(disk, &mut locked, &loss, why, by, now)?;
    let copy = keep_copy(&mut locked, &loss).map_err(unavailable)?;
    locked
        .take_the_repaired_log()
        .map_err(LogError::io("put the log that goes on in its place"))
        .and_then(|()| renew_marker(&mut locked, end))
        .map_err(unavailable)?;
    Ok(Some(Repaired { loss, copy, recorded }))
}

/// What is lost, by two readings: nothing is given up on the word of one.
fn found_twice<D: Disk + Clone>(disk: &D, path: &Path) -> Result<Option<Loss>, LogError> {
    let loss = Loss::find_on(disk.clone(), path)?;
    if loss.is_some() && loss != Loss::find_on(disk.clone(), path)? {
        return Err(LogError::io("find out what was lost")(differed()));
    }
    Ok(loss)
}

/// The log that goes on has its place already, and only the marker still speaks of the lost one:
/// the commit that accepts this very loss.
fn recorded_before<D: Disk + Clone>(
    disk: &D,
    path: &Path,
    loss: &Loss,
) -> Result<Option<Recorded>, LogError> {
    if loss.kept.n == 0 || loss.bytes > 0 || loss.acknowledged.is_none() {
        return Ok(None);
    }
    let log = FileReader::open_on(disk.clone(), path)?;
    let last = Commits::after(log, loss.kept.n.saturating_sub(1))?.next().transpose()?;
    let accepts = |commit: &Commit| match commit.events.as_slice() {
        [Event::LossAccepted(accepted)] => accepted.acknowledged == loss.acknowledged,
        _ => false,
    };
    let last = last.filter(accepts);
    Ok(last.map(|Commit { n, at, .. }| Recorded { n, at, repeated: true }))
}

/// Makes the log that goes on, with the loss as its last commit.
fn record<D: Disk + Clone>(
    disk: &D,
    locked: &mut Folder<D>,
    loss: &Loss,
    why: Text,
    by: Handle,
    now: Timestamp,
) -> Result<(Recorded, Position), NotRecorded> {
    let repaired = locked
        .begin_the_repaired_log(loss.kept.byte)
        .map_err(LogError::io("copy what is sound of the log"))
        .map_err(unavailable)?;
    let log = FileLog::open_on(disk.clone(), repaired).map_err(unavailable)?;
    let mut sequencer = Sequencer::open(log, |_| ()).map_err(unavailable)?;
    let accepted = LossAccepted {
        kept: loss.kept.n,
        acknowledged: loss.acknowledged,
        lines: loss.lines,
        bytes: loss.bytes,
        sha256: loss.sha256,
        why,
    };
    let name = format!("accept-loss {} {}", loss.kept.n, loss.sha256);
    let id = CommandId::of(name.as_bytes());
    let submission = Submission { id, by, command: Command::AcceptLoss(accepted) };
    let recorded = sequencer.submit(&[submission], now, |_| ()).into_iter().next();
    let recorded = recorded.unwrap_or_else(|| Err(unavailable(LogError::Poisoned)))?;
    Ok((recorded, sequencer.log().end()))
}

fn keep_copy<D: Disk>(locked: &mut Folder<D>, loss: &Loss) -> Result<Option<String>, LogError> {
    if loss.bytes == 0 {
        return Ok(None);
    }
    let sha256 = loss.sha256.to_string();
    let copy = format!("lost-at-{}-{}", loss.kept.byte, sha256.get(..8).unwrap_or_default());
    locked
        .set_aside(&copy, loss.kept.byte)
        .and_then(|copied| read_alike(copied, Copied { bytes: loss.bytes, crc: loss.crc }))
        .map_err(LogError::io("keep a copy of what was lost"))?;
    Ok(Some(copy))
}

fn renew_marker<D: Disk>(locked: &mut Folder<D>, end: Position) -> Result<(), LogError> {
    locked
        .write_marker(Marker::at(end))
        .and_then(|()| locked.sync_marker())
        .map_err(LogError::io("write the head marker"))
}

fn unavailable(error: LogError) -> NotRecorded {
    NotRecorded::Unavailable(Arc::new(error))
}
