//! A register of one size, and every job done with it once. What is kept ends afterwards where it
//! ended before.

use std::fs::{self, File};
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use repatria_domain::{Command, CommandId, CountStatement, Day, Event, StatementId, Timestamp};
use repatria_log::{
    Batch, CommitLog as _, CommitReader as _, Commits, FileLog, FileReader, LogError, Marker,
    Position, Sequencer, Submission, SystemDisk, Threads, most_behind_an_index, verify,
};
use repatria_projection::{Outlines, Record, Totals, overview, totals};

use super::held_back::HeldBack;
use super::job::Job;
use crate::clock::{Took, middle, took};
use crate::made::Gen;
use crate::{Failed, ours};

/// What one catches up with.
const STEP: u64 = 1_000;
/// How often what takes little is done in a round; its median counts.
const TIMES: usize = 21;
/// How often one catches up in a round; the median counts.
const STEPS: u64 = 5;
/// For how long what takes little is done again.
const ENOUGH: Duration = Duration::from_secs(1);
/// About half of the exchanges are older.
const DAY: Option<Day> = Day::from_ymd_opt(2008, 1, 1);

/// A register of so many commits.
pub(super) struct Grown {
    pub(super) folder: PathBuf,
    pub(super) commits: u64,
}

impl Grown {
    /// The one that is kept, or a new one.
    pub(super) fn kept_in(folder: &Path, commits: u64, seed: u64) -> Result<Self, Failed> {
        let grown = Self { folder: folder.join(commits.to_string()), commits };
        if !grown.folder.exists() {
            Gen::of(commits, seed, grown.folder.clone()).run()?;
        }
        match grown.reader()?.head()?.n {
            n if n == commits => Ok(grown),
            n => Err(format!("{} holds {n} commits: remove it", grown.folder.display()).into()),
        }
    }

    /// Does every job once, and says what each took.
    pub(super) fn round(&self, mut note: impl FnMut(Job, Took)) -> Result<(), Failed> {
        let (reader, one) = (self.reader()?, Threads::ONE);
        note(Job::Figures, timed(|| ours::figures(&reader, one))?.1);
        let (record, made) = timed(|| ours::record(&reader, one))?;
        note(Job::Record, made);
        // A record that was just made is as one that just took a commit in: nothing is drawn yet.
        note(Job::First, took(|| overview(&record, DAY)).1);
        note(Job::Totals, several(|| totals(&record, DAY)));
        note(Job::Overview, several(|| overview(&record, DAY)));
        note(Job::Models, took(|| ours::draw_all(&record)).1);
        drop(record);
        note(Job::KnownAt, timed(|| self.known_at_half(&reader))?.1);
        note(Job::Verify, timed(|| Ok(verify(&reader, |_| ())?))?.1);
        note(Job::Open, timed(|| Ok(Sequencer::open(FileLog::open(&self.folder)?, |_| ())?))?.1);
        note(Job::CatchUp, self.catch_up(&reader)?);
        note(Job::Say, self.say(&reader)?);
        // The index was made by that, if it was not there.
        let half = self.time_of_half(&reader)?;
        // What was made is let go when the time is taken: a command ends without doing that.
        note(Job::Kept, timed(|| self.totals_by_the_index(None))?.1);
        note(Job::KeptHalf, timed(|| self.totals_by_the_index(Some(half)))?.1);
        note(Job::SayBehind, self.say_behind(&reader)?);
        note(Job::Append, self.append(&reader)?);
        Ok(())
    }

    /// Draws an index of the register as it was when so many fewer lines were there as may stand
    /// behind one, and lays it beside the folder.
    pub(super) fn lay_an_early_index_aside(&self) -> Result<(), Failed> {
        let (log, index) = (self.folder.join("log.jsonl"), self.folder.join("index"));
        let reader = self.reader()?;
        let (end, early) = (reader.end()?, self.early(&reader)?);
        let mut behind = Vec::new();
        let mut file = File::options().read(true).append(true).open(log)?;
        file.seek(SeekFrom::Start(early.byte))?;
        file.read_to_end(&mut behind)?;
        self.cut(early)?;
        if index.exists() {
            fs::remove_file(&index)?;
        }
        Sequencer::open_in_parts(SystemDisk, &self.folder, |_, _| ())?.keep_index()?;
        fs::rename(&index, self.early_index())?;
        file.write_all(&behind)?;
        Ok(fs::write(self.folder.join("head"), Marker::at(end).to_bytes())?)
    }

    /// The place before as many lines as may stand behind an index.
    fn early(&self, reader: &FileReader) -> Result<Position, Failed> {
        let early = self.commits - most_behind_an_index(self.commits);
        let (log, mut page, mut place) = (HeldBack::at(reader, early), Vec::new(), Position::START);
        loop {
            log.read(place, &mut page)?;
            if page.is_empty() {
                return Ok(place);
            }
            place.n += memchr::memchr_iter(b'\n', &page).count() as u64;
            place.byte += page.len() as u64;
        }
    }

    fn early_index(&self) -> PathBuf {
        self.folder.with_extension("index")
    }

    fn reader(&self) -> Result<FileReader, LogError> {
        FileLog::open_for_reading(&self.folder)
    }

    fn known_at_half(&self, reader: &FileReader) -> Result<Record, Failed> {
        let half = usize::try_from(self.commits / 2)?;
        let mut record = Record::default();
        for commit in Commits::of(reader).take(half) {
            record.apply(&commit?)?;
        }
        Ok(record)
    }

    fn time_of_half(&self, reader: &FileReader) -> Result<Timestamp, Failed> {
        let mut commits = Commits::after(reader, (self.commits / 2).saturating_sub(1))?;
        Ok(commits.next().ok_or("there is no half")??.at)
    }

    /// What `totals` does: opens the register, folds what the index keeps, and adds up.
    fn totals_by_the_index(
        &self,
        known_at: Option<Timestamp>,
    ) -> Result<(Outlines, Totals), Failed> {
        let outlines = ours::outlines(&self.reader()?, known_at)?;
        let totals = outlines.totals(None);
        Ok((outlines, totals))
    }

    /// A reader with a record of nearly all reads and folds what comes, as a server does.
    fn catch_up(&self, reader: &FileReader) -> Result<Took, Failed> {
        let steps = STEPS.min(self.commits / STEP);
        let log = HeldBack::at(reader, self.commits - steps * STEP);
        let (mut commits, mut record) = (Commits::of(&log), Record::default());
        let mut times = Vec::new();
        take_in(&mut record, &mut commits)?;
        for _ in 0..steps {
            log.let_out(STEP);
            times.push(timed(|| take_in(&mut record, &mut commits))?.1);
        }
        if record.head().n == self.commits {
            Ok(middle(&times))
        } else {
            Err("it fell short".into())
        }
    }

    /// Opens the register, with its index, and records one more statement about an exchange that
    /// much was said of; and cuts that off again.
    fn say(&self, reader: &FileReader) -> Result<Took, Failed> {
        let end = reader.end()?;
        let mut sequencer = Sequencer::open_in_parts(SystemDisk, &self.folder, |_, _| ())?;
        sequencer.keep_index()?;
        drop(sequencer);
        self.record_each(&self.statements(reader)?, end)
    }

    /// The same with an index that is as old as one may be.
    fn say_behind(&self, reader: &FileReader) -> Result<Took, Failed> {
        let (index, newer) = (self.folder.join("index"), self.folder.with_extension("newer"));
        fs::rename(&index, &newer)?;
        fs::copy(self.early_index(), &index)?;
        let took = self.record_each(&self.statements(reader)?, reader.end()?);
        fs::rename(newer, index)?;
        took
    }

    /// Opens the register, records one of these, and cuts it off again; and so for each.
    fn record_each(&self, submissions: &[Submission], end: Position) -> Result<Took, Failed> {
        // It becomes the time of the commit before.
        let now = "2024-01-01T00:00:00Z".parse()?;
        let mut times = Vec::new();
        for submission in submissions {
            let one = std::slice::from_ref(submission);
            let (answer, took) = timed(|| {
                let mut opened = Sequencer::open_in_parts(SystemDisk, &self.folder, |_, _| ())?;
                Ok(opened.submit(one, now, |_| ()).pop())
            })?;
            times.push(took);
            match answer {
                Some(Ok(recorded)) if !recorded.repeated => self.cut(end)?,
                other => return Err(format!("not recorded: {other:?}").into()),
            }
        }
        Ok(middle(&times))
    }

    /// Statements behind the middle of the log, as if somebody else said the same.
    fn statements(&self, reader: &FileReader) -> Result<Vec<Submission>, Failed> {
        let mut submissions = Vec::new();
        for commit in Commits::after(reader, self.commits / 2)? {
            let commit = commit?;
            for event in &commit.events {
                let Event::CountStated(said) = event else { continue };
                let statement = StatementId::of(commit.id.to_string().as_bytes());
                let said = CountStatement { statement, corrects: None, ..said.as_ref().clone() };
                let id = CommandId::of(statement.to_string().as_bytes());
                let command = Command::StateCount(said.into());
                submissions.push(Submission { id, by: commit.by.clone(), command });
            }
            if submissions.len() >= TIMES {
                break;
            }
        }
        Ok(submissions)
    }

    fn cut(&self, end: Position) -> Result<(), Failed> {
        File::options().write(true).open(self.folder.join("log.jsonl"))?.set_len(end.byte)?;
        Ok(fs::write(self.folder.join("head"), Marker::at(end).to_bytes())?)
    }

    /// Appends commits one by one, each ready made, and then cuts them off again.
    fn append(&self, reader: &FileReader) -> Result<Took, Failed> {
        let end = reader.end()?;
        let commits = Commits::of(reader).take(TIMES).collect::<Result<Vec<_>, _>>()?;
        let mut log = FileLog::open(&self.folder)?;
        rustix::fs::syncfs(File::open(&self.folder)?)?;
        let mut times = Vec::new();
        for mut commit in commits {
            let head = log.head()?;
            commit.n = head.n + 1;
            let mut batch = Batch::after(head);
            batch.push(&commit)?;
            times.push(timed(|| Ok(log.append(&batch)?))?.1);
        }
        drop(log);
        self.cut(end)?;
        Ok(middle(&times))
    }
}

fn take_in(record: &mut Record, commits: &mut Commits<&HeldBack<'_>>) -> Result<(), Failed> {
    for commit in commits {
        record.apply(&commit?)?;
    }
    Ok(())
}

fn timed<T>(run: impl FnOnce() -> Result<T, Failed>) -> Result<(T, Took), Failed> {
    let (answer, took) = took(run);
    Ok((answer?, took))
}

/// What something takes that may be asked again and again.
fn several<T>(run: impl Fn() -> T) -> Took {
    let (began, mut times) = (Instant::now(), Vec::new());
    while times.is_empty() || times.len() < TIMES && began.elapsed() < ENOUGH {
        times.push(took(&run).1);
    }
    middle(&times)
}
