//! Long runs of a register on a disk that fails, fills up, stands still and loses power, each
//! given by a seed, and held against a plain list of lines.

mod care;

use std::fmt;
use std::io::ErrorKind;

use super::Sought::{Lost, Phantom, Refused, Unnoticed};
use super::history::{batch, lines_of};
use super::{Ran, Share, Tally, run};
use crate::brittle::{Brittle, REGISTER};
use crate::choices::Seeded;
use crate::error::LogError;
use crate::file::FileLog;
use crate::port::{CommitLog as _, CommitReader as _, Position};
use crate::verify::verify;

#[test]
fn rig_every_long_run_keeps_what_was_acknowledged() {
    run("long_runs", &[Lost, Phantom, Unnoticed, Refused], long_runs);
}

/// Runs the seed in `REPATRIA_SEED`, or as many as are to be run.
pub(super) fn long_runs(share: Share) -> Ran {
    let only: Option<u64> = std::env::var("REPATRIA_SEED").ok().map(|seed| seed.parse().unwrap());
    let seeds = only.map_or(0..share.of(100, 20_000, 1_000_000), |seed| seed..seed + 1);
    let mut tally = Tally { seed: Some(seeds.start), ..Tally::default() };
    let mut count = Count::default();
    for seed in seeds {
        long_run(seed, &mut count).map_err(|found| {
            format!("REPATRIA_SEED={seed}: {found} (set it and run this rig to see it again)")
        })?;
        tally.cases += 1;
    }
    tally.said = count.to_string();
    Ok(tally)
}

/// What the runs came through.
#[derive(Debug, Default)]
struct Count {
    acknowledged: u64,
    crashes: u64,
    failed: u64,
    full: u64,
    conflicts: u64,
    repairs: u64,
    backups: u64,
    one_zero: u64,
}

impl fmt::Display for Count {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { acknowledged, crashes, failed, full, conflicts, repairs, backups, one_zero } =
            self;
        write!(
            formatter,
            "{acknowledged} lines acknowledged, {crashes} crashes, {failed} failed appends, {full} \
             on a full disk, {conflicts} conflicts, {repairs} repairs, {backups} backups, \
             {one_zero} starts refused by the rule of the one zero"
        )
    }
}

/// A register that is written to, and what it has to hold.
struct Run<'a> {
    choices: Seeded,
    disk: Brittle,
    log: Option<FileLog<Brittle>>,
    /// Every line that has to be there.
    lines: Vec<Vec<u8>>,
    /// Those of an append of which nobody knows.
    unsure: Vec<Vec<u8>>,
    /// What the last backup holds that succeeded.
    backup: Option<Vec<u8>>,
    salt: u64,
    count: &'a mut Count,
}

type Held = Result<(), String>;

fn long_run(seed: u64, count: &mut Count) -> Held {
    let mut choices = Seeded::of(seed);
    let (disk, steps) = (Brittle::default(), 5 + choices.choose(30));
    let log = FileLog::create_on(disk.clone(), REGISTER).map_err(|error| error.to_string())?;
    let (lines, unsure, backup, salt) = (Vec::new(), Vec::new(), None, seed << 8);
    let mut run = Run { choices, disk, log: Some(log), lines, unsure, backup, salt, count };
    for step in 0..steps {
        if !run.step().map_err(|found| format!("step {step}: {found}"))? {
            return Ok(());
        }
    }
    run.end()
}

impl Run<'_> {
    /// Does the next thing; says whether the register can still be written to.
    fn step(&mut self) -> Result<bool, String> {
        match self.choices.choose(19) {
            0..=5 => self.append()?,
            6 => self.append_to_an_old_head()?,
            7 => self.let_something_fail(),
            8 => self.let_a_sync_fail(),
            9 => self.run_full(),
            10 => self.let_writes_be_short(),
            11 => return self.lose_power(),
            12 => self.kill()?,
            13 => self.take_up_anew()?,
            14 => self.close_and_open()?,
            15 => self.take_a_backup()?,
            16 => self.make_durable()?,
            17 => self.spoil_and_repair()?,
            _ => self.lie()?,
        }
        Ok(true)
    }

    fn append(&mut self) -> Held {
        let Some(log) = &mut self.log else { return Ok(()) };
        self.salt += 1;
        let head = log.head().map_err(|error| error.to_string())?;
        let lines = 1 + self.choices.choose(6) as u64;
        let batch = batch(head, lines, self.salt);
        match log.append(&batch) {
            Ok(()) => {
                if !self.unsure.is_empty() {
                    return Err("a poisoned log took an append".into());
                }
                self.lines.extend(lines_of(&batch));
                self.count.acknowledged += lines;
                self.reads_as_it_should()
            }
            Err(LogError::Full { .. }) => {
                self.count.full += 1;
                self.reads_as_it_should()
            }
            Err(LogError::OutcomeUnknown { .. }) => {
                self.count.failed += 1;
                self.unsure = lines_of(&batch).collect();
                Ok(())
            }
            Err(LogError::Poisoned) => Ok(()),
            Err(other) => Err(format!("an append was answered with: {other}")),
        }
    }

    fn append_to_an_old_head(&mut self) -> Held {
        let Some(log) = self.log.as_mut().filter(|_| self.unsure.is_empty()) else { return Ok(()) };
        let mut old = log.head().map_err(|error| error.to_string())?;
        old.n += 1;
        self.salt += 1;
        match log.append(&batch(old, 1, self.salt)) {
            Err(LogError::Conflict { .. } | LogError::Poisoned) => {
                self.count.conflicts += 1;
                self.reads_as_it_should()
            }
            Ok(()) => Err("an append that does not follow the head was taken".into()),
            Err(other) => Err(format!("a stale append was answered with: {other}")),
        }
    }

    fn let_something_fail(&mut self) {
        let kinds = [
            ErrorKind::Other,
            ErrorKind::StorageFull,
            ErrorKind::QuotaExceeded,
            ErrorKind::FileTooLarge,
            ErrorKind::Interrupted,
            ErrorKind::PermissionDenied,
        ];
        let kind = kinds[self.choices.choose(kinds.len())];
        let calls = self.disk.plates().calls.len();
        let written = self.choices.choose(3) * self.choices.choose(900);
        self.disk.fail_at(calls + self.choices.choose(8), kind, written);
    }

    fn let_a_sync_fail(&mut self) {
        self.disk.plates().written_by_a_failed_sync = self.choices.number();
        self.disk.fail(|call| call == "sync log.jsonl", ErrorKind::Other, 0);
    }

    fn run_full(&mut self) {
        let taken: usize = self
            .disk
            .names()
            .iter()
            .filter_map(|name| self.disk.shown(name))
            .map(|it| it.len())
            .sum();
        let room = (self.choices.choose(2) == 1).then(|| taken + self.choices.choose(2000));
        self.disk.plates().room = room;
    }

    fn let_writes_be_short(&mut self) {
        let gulp = (self.choices.choose(2) == 1).then(|| 1 + self.choices.choose(700));
        self.disk.plates().gulp = gulp;
    }

    fn lose_power(&mut self) -> Result<bool, String> {
        let choices = &mut self.choices;
        let after = self.disk.after_a_power_cut(&mut |of| choices.choose(of));
        if one_zero_ends_a_sector(&after.log()) {
            let refused = FileLog::open_on(after.copied(), REGISTER);
            if matches!(refused, Err(LogError::Corrupt(_))) {
                self.count.one_zero += 1;
                return Ok(false);
            }
        }
        self.start_on(after).map(|()| true)
    }

    fn kill(&mut self) -> Held {
        let after = self.disk.after_a_kill();
        if self.choices.choose(2) == 1 {
            after.drop_clean_pages();
        }
        self.start_on(after)
    }

    fn start_on(&mut self, disk: Brittle) -> Held {
        self.count.crashes += 1;
        (self.log, self.disk) = (None, disk);
        self.start()?;
        self.backup_is_there()
    }

    /// The next process: nothing fails any more, so it has to start.
    fn start(&mut self) -> Held {
        match FileLog::open_on(self.disk.clone(), REGISTER) {
            Ok(log) => self.log = Some(log),
            Err(error) => return Err(format!("a start that should work was refused: {error}")),
        }
        self.settle()
    }

    fn take_up_anew(&mut self) -> Held {
        let Some(log) = &mut self.log else { return self.start() };
        if self.choices.choose(2) == 1 {
            self.disk.drop_clean_pages();
        }
        match log.reopen() {
            Ok(()) => self.settle(),
            // What was to fail may have failed now; the log is poisoned until it works.
            Err(LogError::Io { .. }) => Ok(()),
            Err(error) => Err(format!("the log was not taken up anew: {error}")),
        }
    }

    fn close_and_open(&mut self) -> Held {
        self.log = None;
        self.nothing_fails();
        self.start()
    }

    fn nothing_fails(&mut self) {
        let after = self.disk.copied();
        self.disk = after;
    }

    /// A read that lies about a bit of the log finds a start refused, and nothing touched.
    fn lie(&mut self) -> Held {
        if self.log.is_none() || !self.unsure.is_empty() || self.lines.is_empty() {
            return Ok(());
        }
        let disk = self.disk.copied();
        disk.drop_clean_pages();
        drop(FileLog::open_on(disk.clone(), REGISTER).map_err(|error| error.to_string())?);
        let before = disk.shown("log.jsonl");
        let bit = 1 << self.choices.choose(8);
        disk.plates().lie = Some((self.choices.choose(before.as_ref().map_or(1, Vec::len)), bit));
        match FileLog::open_on(disk.clone(), REGISTER) {
            Err(LogError::Corrupt(_) | LogError::NewerFormat { .. })
                if disk.shown("log.jsonl") == before =>
            {
                Ok(())
            }
            Err(error) => Err(format!("a read that lied: {error}")),
            Ok(_) => Err("a read that lied was believed".into()),
        }
    }

    /// After a start the log holds all that has to be there, and of the last append the first few
    /// lines; they are durable from then on.
    fn settle(&mut self) -> Held {
        let end = self.log.as_ref().map(FileLog::end).unwrap_or_default();
        let kept = usize::try_from(end.n).unwrap();
        let (sure, unsure) = (self.lines.len(), std::mem::take(&mut self.unsure));
        if kept < sure || kept > sure + unsure.len() {
            return Err(format!(
                "{kept} lines are left of {sure} and {} unsure ones",
                unsure.len()
            ));
        }
        self.lines.extend(unsure.into_iter().take(kept - sure));
        self.reads_as_it_should()
    }

    fn reads_as_it_should(&self) -> Held {
        let Some(log) = &self.log else { return Ok(()) };
        let mut page = Vec::new();
        match log.read(Position::START, &mut page) {
            Ok(()) if page == self.lines.concat() => Ok(()),
            Ok(()) => Err("what is read is not what was written".into()),
            Err(LogError::Io { .. }) => Ok(()),
            Err(error) => Err(format!("what was written cannot be read: {error}")),
        }
    }

    /// In the end nothing fails any more, the register opens, and it verifies.
    fn end(mut self) -> Held {
        self.close_and_open()?;
        let Some(log) = &self.log else { return Err("there is no log".into()) };
        let verified =
            verify(log, |_| ()).map_err(|error| format!("it does not verify: {error}"))?;
        if verified.commits == self.lines.len() as u64 {
            return Ok(());
        }
        Err(format!("{} commits are left of {}", verified.commits, self.lines.len()))
    }
}

/// What a short write leaves that was taken up again one byte before the end of a sector, when
/// power keeps the first state of that sector: a changed bit may look the same, so it is damage.
fn one_zero_ends_a_sector(log: &[u8]) -> bool {
    let alone = |end: &[u8]| end[0] != 0 && end[1] == 0 && end[2] != 0;
    log.windows(3).enumerate().any(|(at, end)| (at + 2).is_multiple_of(512) && alone(end))
}
