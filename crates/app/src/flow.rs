//! The way of one command, in six steps: open, replay, decide, append, apply, project.
//! Everything else in this program is what is typed before it and what is printed after it.

mod in_part;

use std::ops::ControlFlow;
use std::slice;

use repatria_domain::{
    Command, CommandId, Commit, Entity, ExchangeId, Handle, Reference, Refusal, State, Timestamp,
};
use repatria_log::{
    Appended, CommitReader as _, FileLog, FileReader, LogError, NotRecorded, Position, Recorded,
    Said, Sequencer, Submission, SystemDisk, Threads, each_commit,
};
use repatria_projection::{Brief, BriefBut, Present, Record};

use crate::cli::{Call, Format};
use crate::failure::{Failure, Input};
use crate::identity::Occasion;
use crate::output::{Output, Progress};
use crate::receipt::{Made, Receipt};
use crate::{clock, description, identity, standing};

pub(crate) use in_part::{read_about, read_outlines, read_part};

/// A register opened for writing. No other process writes to it until it is let go.
#[derive(Debug)]
pub(crate) struct Register {
    sequencer: Sequencer<FileLog>,
    by: Option<Handle>,
    // The time of every commit, where somebody fixed the clock.
    fixed: Option<Timestamp>,
    // How it is told what was recorded.
    format: Format,
    // What the index is to keep of what was recorded, where that is much.
    appended: Option<Appended>,
}

/// Records what is decided on the register as it is: the commands of `plan`, all or none.
pub(crate) fn record(
    call: &Call,
    output: &mut Output,
    plan: impl Fn(&State) -> Result<Vec<Command>, Failure>,
) -> Result<Receipt, Failure> {
    let mut register = Register::open_in_parts(call, output)?;
    let commands = register.planned(plan)?;
    let receipt = register.record(commands)?;
    register.close(output)?;
    Ok(receipt)
}

/// The register as read models see it, after the commits that were recorded by then.
///
/// It is [`left`] there.
pub(crate) fn read(call: &Call, known_at: Option<Timestamp>) -> Result<&'static Record, Failure> {
    folded(call, known_at, Said::InWords, Record::apply)
}

/// The same for read models that never ask how the register came to be what it is.
pub(crate) fn read_present(
    call: &Call,
    known_at: Option<Timestamp>,
) -> Result<&'static Present, Failure> {
    folded(call, known_at, Said::InWords, Present::apply)
}

/// The same for read models that never ask what claimants said of exchanges either: those words are not
/// read.
pub(crate) fn read_in_brief(
    call: &Call,
    known_at: Option<Timestamp>,
) -> Result<&'static Brief, Failure> {
    folded(call, known_at, Said::InBrief, Brief::apply)
}

/// What comes of the commits of a register that were recorded by then.
fn folded<Model: Default>(
    call: &Call,
    known_at: Option<Timestamp>,
    said: Said,
    apply: fn(&mut Model, &Commit) -> Result<(), Refusal>,
) -> Result<&'static Model, Failure> {
    let log = reader(call)?;
    let mut progress = Progress::over(log.found().n, "reading");
    let mut model = Model::default();
    each_known(&log, said, wanted(known_at, |n| progress.at(n)), |commit| {
        apply(&mut model, commit)
    })?;
    Ok(left(model))
}

/// Leaves something where it is until the program ends: to take it apart would cost a quarter of what it
/// cost to make.
pub(crate) fn left<T>(made: T) -> &'static T {
    Box::leak(Box::new(made))
}

/// The same, but what was said of one exchange is read in every word. `None` where its story cannot be
/// told from that: the register as a whole tells it, or what is wrong.
pub(crate) fn read_in_brief_but(
    call: &Call,
    known_at: Option<Timestamp>,
    reference: &Reference,
) -> Result<Option<&'static BriefBut>, Failure> {
    let log = reader(call)?;
    let mut progress = Progress::over(log.found().n, "reading");
    let mut told = BriefBut::of(reference.clone());
    let said = Said::InBriefBut(told.exchange());
    each_known(&log, said, wanted(known_at, |n| progress.at(n)), |commit| told.apply(commit))?;
    Ok(told.knows_the_story().then(|| left(told)))
}

/// The log, to be read. Readers take no lock, and see what is durable.
pub(crate) fn reader(call: &Call) -> Result<FileReader, Failure> {
    let log = FileLog::open_for_reading(call.register())?;
    if log.bytes_behind()? == 0 {
        return Ok(log);
    }
    match FileLog::open(call.register()) {
        // It was set right just now.
        Ok(set_right) => {
            drop(set_right);
            Ok(FileLog::open_for_reading(call.register())?)
        }
        // Whoever reads on comes to the damage, and tells.
        Err(LogError::Corrupt(_) | LogError::NewerFormat { .. }) => Ok(log.to_the_end()?),
        // Somebody writes; or nobody may write here, and what is durable is what there is.
        Err(_) => Ok(log),
    }
}

/// Sets right what a crash left of an append, whoever comes first; says so where it did.
pub(crate) fn set_right(call: &Call, output: &mut Output) -> Result<(), Failure> {
    let behind = FileLog::open_for_reading(call.register()).and_then(|log| log.bytes_behind());
    let Ok(1..) = behind else { return Ok(()) };
    match FileLog::open(call.register()) {
        Ok(log) => log.recovery().map_or(Ok(()), |torn| output.message(&torn.to_string())),
        // The command itself finds the damage, or what else is wrong.
        Err(LogError::Corrupt(_) | LogError::NewerFormat { .. } | LogError::Locked { .. }) => {
            Ok(())
        }
        Err(error) => output.message(&format!(
            "the end of the log may not be durable, and is not shown until a command may write to \
             the register: {error}"
        )),
    }
}

/// Folds a log for the read models, and tells which commit was taken in.
pub(crate) fn project(
    log: &FileReader,
    known_at: Option<Timestamp>,
    progress: impl FnMut(u64),
) -> Result<Record, Failure> {
    fold(log, wanted(known_at, progress))
}

/// Folds the commits of a log for the read models. Each is shown before, with the place behind its
/// line; the first that is not wanted ends it.
pub(crate) fn fold(
    log: &FileReader,
    is_wanted: impl FnMut(&Commit, Position) -> ControlFlow<()>,
) -> Result<Record, Failure> {
    let mut record = Record::default();
    each_known(log, Said::InWords, is_wanted, |commit| record.apply(commit))?;
    Ok(record)
}

/// Wants what was recorded by a time, and tells which commit it is.
fn wanted(
    known_at: Option<Timestamp>,
    mut progress: impl FnMut(u64),
) -> impl FnMut(&Commit, Position) -> ControlFlow<()> {
    move |commit, _| {
        if known_at.is_some_and(|known_at| commit.at > known_at) {
            return ControlFlow::Break(());
        }
        progress(commit.n);
        ControlFlow::Continue(())
    }
}

/// Applies each commit of a log that is wanted, up to the first that is not.
fn each_known(
    log: &FileReader,
    said: Said,
    mut is_wanted: impl FnMut(&Commit, Position) -> ControlFlow<()>,
    mut apply: impl FnMut(&Commit) -> Result<(), Refusal>,
) -> Result<(), Failure> {
    // 6. Project: what was recorded is folded from the first line on; every read model is drawn
    // from that.
    let mut refused = None;
    each_commit(log, said, Threads::of_use(), |commit, behind| {
        is_wanted(commit, behind)?;
        if let Err(refusal) = apply(commit) {
            refused = Some(Failure::RuleBroken { n: commit.n, refusal });
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    })?;
    refused.map_or(Ok(()), Err)
}

impl Register {
    pub(crate) fn open(call: &Call, output: &mut Output) -> Result<Self, Failure> {
        // 1. Open: the folder is locked, and the torn end of an append that was never acknowledged
        // is set aside.
        let log = FileLog::open(call.register())?;
        // 2. Replay: each line is checked, and folded into the state by the rules that guarded it
        // when it was written.
        let mut progress = Progress::over(log.head()?.n, "reading");
        let sequencer = Sequencer::open(log, |commit| progress.at(commit.n))?;
        drop(progress);
        Self::of(sequencer, call, output)
    }

    /// Opens a register for commands that concern little of it. Where an index tells which lines
    /// these are, steps 1 and 2 are taken for them alone, once a command is planned; a small register
    /// has none, and is opened whole.
    pub(crate) fn open_in_parts(call: &Call, output: &mut Output) -> Result<Self, Failure> {
        let mut progress = None;
        let sequencer = Sequencer::open_in_parts(SystemDisk, call.register(), |log, commit| {
            let progress = progress.get_or_insert_with(|| Progress::over(log.n, "reading"));
            progress.at(commit.n);
        })?;
        drop(progress);
        Self::of(sequencer, call, output)
    }

    fn of(
        sequencer: Sequencer<FileLog>,
        call: &Call,
        output: &mut Output,
    ) -> Result<Self, Failure> {
        if let Some(torn) = sequencer.log().recovery() {
            output.message(&torn.to_string())?;
        }
        let (by, fixed, format) = (call.by.clone(), call.now, output.format());
        let register = Self { sequencer, by, fixed, format, appended: None };
        if let Some(last) = register.sequencer.recorded_until() {
            clock::set_back(register.now(), last).map_or(Ok(()), |said| output.message(&said))?;
        }
        Ok(register)
    }

    /// What a plan comes to. It names what it is about, and is made anew while something of that is
    /// not in memory yet.
    fn planned(
        &mut self,
        plan: impl Fn(&State) -> Result<Vec<Command>, Failure>,
    ) -> Result<Vec<Command>, Failure> {
        loop {
            let planned = plan(self.state()?);
            let named = match &planned {
                Ok(commands) => named(commands),
                Err(failure) => failure.not_found().into_iter().collect(),
            };
            if self.sequencer.bring(&named)? {
                continue;
            }
            // Whoever mistyped a name is told which there are.
            let is_told = planned.is_err() && self.sequencer.bring_all()?;
            return if is_told { plan(self.state()?) } else { planned };
        }
    }

    /// Lets the register go, with an index for whoever opens it next, where that is worth it.
    pub(crate) fn close(mut self, output: &mut Output) -> Result<(), Failure> {
        let appended = self.appended.as_ref();
        let kept = appended
            .map_or(Ok(()), |appended| self.sequencer.log().keep_index_with(appended))
            .and_then(|()| self.sequencer.keep_index());
        let said = |why: LogError| {
            output.message(&format!("the next command reads the log from the start: {why}"))
        };
        kept.map_or_else(said, Ok)
    }

    /// Records these commands, all or none. What stands already is left out; descriptions that
    /// follow from what was said follow.
    pub(crate) fn record(&mut self, commands: Vec<Command>) -> Result<Receipt, Failure> {
        self.sequencer.bring(&named(&commands))?;
        let state = self.state()?;
        let (standing, new): (Vec<_>, Vec<_>) =
            commands.into_iter().partition(|command| standing::holds(state, command));
        let touched: Vec<ExchangeId> =
            new.iter().flat_map(|command| description::touched(state, command)).collect();
        let receipt = self.submit_all(&self.submissions(new)?)?.and_known(standing.len());
        let drawn = |exchange| description::drawn_anew(self.state().ok()?, exchange, None);
        let descriptions = touched.into_iter().filter_map(drawn).collect();
        Ok(receipt.and(self.submit_all(&self.submissions(descriptions)?)?))
    }

    /// Records these submissions, all or none; a refusal is a failure.
    pub(crate) fn submit_all(&mut self, submissions: &[Submission]) -> Result<Receipt, Failure> {
        self.submit_whole(submissions)?.map_err(Failure::of_first)
    }

    /// The same; where some are refused, they are told.
    pub(crate) fn submit_whole(
        &mut self,
        submissions: &[Submission],
    ) -> Result<Result<Receipt, Vec<Refused>>, Failure> {
        let mut recording = self.recording(submissions.len());
        // 3. Decide: the domain answers each command with events, or with a refusal that changes
        // nothing.
        // 4. Append: the events of a command become one line, and all lines become durable together; of
        // very many, one piece after the other, in order.
        // 5. Apply: what is durable is what the register is from now on.
        let recorded =
            self.sequencer.submit_all(submissions, self.now(), |commit| recording.take(commit));
        let made = self.end(recording);
        match recorded {
            Ok(recorded) => self.receipt(&made, recorded.iter()).map(Ok),
            Err(failed) => {
                refused(failed.into_iter().map(|(place, why)| (place, Err(why)))).map(Err)
            }
        }
    }

    /// Records these submissions, each for itself: one that is refused stops no other. Answers with
    /// the places of those that were, too.
    pub(crate) fn submit_each(
        &mut self,
        submissions: &[Submission],
    ) -> Result<(Receipt, Vec<Refused>), Failure> {
        let mut recording = self.recording(submissions.len());
        let answers =
            self.sequencer.submit(submissions, self.now(), |commit| recording.take(commit));
        let made = self.end(recording);
        let recorded: Vec<Recorded> = answers.iter().flatten().copied().collect();
        let refused = refused((0..).zip(answers))?;
        Ok((self.receipt(&made, recorded.iter())?, refused))
    }

    fn recording(&self, submissions: usize) -> Recording {
        Recording {
            made: Made::told_as(self.format),
            appended: Appended::of_many(submissions, self.commits()),
            progress: Progress::over(submissions as u64, "recording"),
        }
    }

    /// What was made; what the index is to keep of it is there until the register is let go.
    fn end(&mut self, recording: Recording) -> Made {
        let Recording { made, appended, .. } = recording;
        self.appended = appended.or(self.appended.take());
        made
    }

    /// Records one submission: as which commit, and what that says.
    pub(crate) fn submit_one(
        &mut self,
        submission: &Submission,
    ) -> Result<(Recorded, Receipt), Failure> {
        let (mut made, now) = (Made::told_as(self.format), self.now());
        let show = |commit: &Commit| {
            made.add(commit);
        };
        let answer = self.sequencer.submit(slice::from_ref(submission), now, show).pop();
        let recorded = answer
            .ok_or(Failure::Log(LogError::Poisoned))
            .and_then(|answer| answer.map_err(Failure::NotRecorded))?;
        Ok((recorded, self.receipt(&made, [recorded].iter())?))
    }

    /// Which of these submissions would be refused. Records nothing.
    pub(crate) fn try_out(&mut self, submissions: &[Submission]) -> Result<Vec<Refused>, Failure> {
        refused((0..).zip(self.sequencer.try_out(submissions, self.now())))
    }

    /// Records commands under their ids, all or none.
    pub(crate) fn submit_named(
        &mut self,
        commands: Vec<(CommandId, Command)>,
    ) -> Result<Receipt, Failure> {
        let by = self.by()?;
        let submission = |(id, command)| Submission { id, by: by.clone(), command };
        let submissions: Vec<Submission> = commands.into_iter().map(submission).collect();
        self.submit_all(&submissions)
    }

    /// Whether a command was recorded.
    pub(crate) fn knows(&self, id: CommandId) -> bool {
        self.sequencer.recorded(id).is_some()
    }

    /// The commands with ids that follow from them, and in the name of who records.
    pub(crate) fn submissions(&self, commands: Vec<Command>) -> Result<Vec<Submission>, Failure> {
        let head = self.sequencer.head().n;
        let by = self.by()?;
        let submission = |command: Command| {
            let occasion =
                if standing::recurs(&command) { Occasion::After(head) } else { Occasion::Only };
            let id = identity::command_id(&command, occasion)?;
            Ok(Submission { id, by: by.clone(), command })
        };
        commands.into_iter().map(submission).collect()
    }

    /// Who records.
    pub(crate) fn by(&self) -> Result<Handle, Failure> {
        self.by.clone().ok_or_else(|| Input::NobodyRecords.into())
    }

    pub(crate) fn state(&self) -> Result<&State, Failure> {
        Ok(self.sequencer.state()?)
    }

    /// How many commits the log holds.
    pub(crate) fn commits(&self) -> u64 {
        self.sequencer.head().n
    }

    fn now(&self) -> Timestamp {
        clock::now(self.fixed)
    }

    fn receipt<'a>(
        &self,
        made: &Made,
        recorded: impl Iterator<Item = &'a Recorded>,
    ) -> Result<Receipt, Failure> {
        let known = recorded.filter(|recorded| recorded.repeated).count();
        Ok(Receipt::of(made, self.state()?, known))
    }
}

/// Commits on their way into a register.
struct Recording {
    made: Made,
    appended: Option<Appended>,
    progress: Progress,
}

impl Recording {
    /// Takes in the next one, which is durable.
    fn take(&mut self, commit: &Commit) {
        self.progress.at(self.made.add(commit) as u64);
        if let Some(appended) = &mut self.appended {
            appended.take(commit);
        }
    }
}

/// The entities that commands are about.
fn named(commands: &[Command]) -> Vec<Entity> {
    commands.iter().flat_map(Command::events).flat_map(|event| event.entities()).collect()
}

/// A submission that was refused: its place, and why.
type Refused = (usize, NotRecorded);

/// Those that were refused; a failure of the log stops everything.
fn refused(
    answers: impl IntoIterator<Item = (usize, Result<Recorded, NotRecorded>)>,
) -> Result<Vec<Refused>, Failure> {
    let mut refused = Vec::new();
    for (place, answer) in answers {
        match answer {
            Ok(_) => {}
            Err(why) if why.is_for_good() => refused.push((place, why)),
            Err(failed) => return Err(Failure::NotRecorded(failed)),
        }
    }
    Ok(refused)
}
