//! What is done to keep a register, as steps of a long run: backups, durable ends, and the repair of
//! a log that the disk spoiled, stopped wherever it may be.

use repatria_domain::Event;

use super::{Held, Run};
use crate::brittle::{Brittle, REGISTER};
use crate::codec::decode;
use crate::error::LogError;
use crate::examples::noon;
use crate::file::{FileReader, Repaired, accept_loss_on, copy_log};
use crate::sequencer::NotRecorded;

const BACKUP: &str = "register/backup";

impl Run<'_> {
    /// A backup that succeeds holds what its reader saw: the first lines of the log.
    pub(super) fn take_a_backup(&mut self) -> Held {
        self.backup = None;
        let Ok(log) = FileReader::open_on(self.disk.clone(), REGISTER) else { return Ok(()) };
        let Ok(verified) = copy_log(&log, BACKUP) else { return Ok(()) };
        let copied = self.disk.shown("backup/log.jsonl").unwrap_or_default();
        let lines = usize::try_from(verified.commits).unwrap();
        let written = self.lines.iter().chain(&self.unsure);
        if copied != written.take(lines).flatten().copied().collect::<Vec<_>>() {
            return Err("a backup holds what was not written".into());
        }
        self.count.backups += 1;
        self.backup = Some(copied);
        Ok(())
    }

    pub(super) fn backup_is_there(&self) -> Held {
        if self.backup.is_none() || self.disk.shown("backup/log.jsonl") == self.backup {
            return Ok(());
        }
        Err("a backup that succeeded is not there after a crash".into())
    }

    /// The end of the log and the marker are made durable, as before each checkpoint.
    pub(super) fn make_durable(&mut self) -> Held {
        let Ok(log) = FileReader::open_on(self.disk.clone(), REGISTER) else { return Ok(()) };
        match log.make_durable() {
            Ok(()) | Err(LogError::Io { .. }) => Ok(()),
            Err(error) => Err(format!("it was not made durable: {error}")),
        }
    }

    /// The disk turns a bit over; the loss is accepted, with power failing on the way, and again.
    pub(super) fn spoil_and_repair(&mut self) -> Held {
        self.close_and_open()?;
        self.log = None;
        let log = self.disk.log();
        if log.is_empty() {
            return self.start();
        }
        let byte = self.choices.choose(log.len());
        self.disk.spoil(byte, 1 << self.choices.choose(8));
        let (mut kept, mut end) = (0, 0);
        while end + self.lines[kept].len() <= byte {
            (kept, end) = (kept + 1, end + self.lines[kept].len());
        }
        if self.choices.choose(2) == 1 {
            self.stop_a_repair();
        }
        let repaired = repair(&self.disk).map_err(|error| format!("not repaired: {error}"))?;
        self.count.repairs += 1;
        self.lines.truncate(kept);
        let log = self.disk.log();
        let Some(said) = log.strip_prefix(self.lines.concat().as_slice()) else {
            return Err("a repair did not keep the sound lines".into());
        };
        let [accepted] = decode(said.strip_suffix(b"\n").unwrap_or(said))
            .map(|decoded| decoded.commit.events)
            .map_err(|error| format!("a repair wrote: {error:?}"))?
            .try_into()
            .map_err(|events| format!("a repair recorded {events:?}"))?;
        match (accepted, repaired) {
            (Event::LossAccepted(loss), _) if loss.kept == kept as u64 => {}
            (event, repaired) => return Err(format!("{event:?} was recorded by {repaired:?}")),
        }
        self.lines.push(said.to_vec());
        self.start()
    }

    /// Power fails at some call of the repair.
    fn stop_a_repair(&mut self) {
        let calls = self.disk.plates().calls.len();
        self.disk.stop_at(calls + self.choices.choose(60));
        let _ = repair(&self.disk);
        let choices = &mut self.choices;
        self.disk = self.disk.after_a_power_cut(&mut |of| choices.choose(of));
        self.count.crashes += 1;
    }
}

fn repair(disk: &Brittle) -> Result<Option<Repaired>, NotRecorded> {
    let (why, by) = ("the disk failed".parse().unwrap(), "olena".parse().unwrap());
    accept_loss_on(disk, REGISTER, why, by, noon())
}
