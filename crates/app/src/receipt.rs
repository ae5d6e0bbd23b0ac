//! What became of commands: the commits that they made, and how many were known already.

use repatria_domain::{CommandId, Commit, State, Timestamp};
use serde::Serialize;

use crate::cli::Format;
use crate::failure::Failure;
use crate::naming;
use crate::output::Output;

/// How many commits are named one by one before they are only counted.
const NAMED_MAX: usize = 12;

/// The commits that were made, as far as somebody reads them one by one.
#[derive(Debug)]
pub(crate) struct Made {
    commits: Vec<Commit>,
    number: usize,
    // So many are kept.
    most: usize,
}

impl Made {
    /// None yet. A program is told of each, people only of a few.
    pub(crate) fn told_as(format: Format) -> Self {
        let most = match format {
            Format::Json => usize::MAX,
            Format::Table | Format::Csv => NAMED_MAX,
        };
        Self { commits: Vec::new(), number: 0, most }
    }

    /// One more was made. Answers how many there are.
    pub(crate) fn add(&mut self, commit: &Commit) -> usize {
        if self.number < self.most {
            self.commits.push(commit.clone());
        }
        self.number += 1;
        self.number
    }
}

/// What became of commands.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Receipt {
    /// The commits that were made, in order; of many the first, where they are only counted.
    recorded: Vec<Entry>,
    /// How many commits were made.
    #[serde(skip)]
    number: usize,
    /// How many commands asked for what the register held already.
    known: usize,
}

/// One commit, in short.
#[derive(Debug, Serialize)]
struct Entry {
    n: u64,
    id: CommandId,
    at: Timestamp,
    events: Vec<String>,
}

impl Receipt {
    /// The receipt of these commits, named as of the state that they led to.
    pub(crate) fn of(made: &Made, state: &State, known: usize) -> Self {
        let recorded = made.commits.iter().map(|commit| Entry::of(commit, state)).collect();
        Self { recorded, number: made.number, known }
    }

    /// How many commits were made.
    pub(crate) fn commits(&self) -> usize {
        self.number
    }

    /// Both, one after the other.
    pub(crate) fn and(mut self, later: Self) -> Self {
        self.recorded.extend(later.recorded);
        self.number += later.number;
        self.known += later.known;
        self
    }

    /// The same, and so many more that were known.
    pub(crate) fn and_known(mut self, known: usize) -> Self {
        self.known += known;
        self
    }

    /// Says it: to programs as data, to people as a message.
    pub(crate) fn print(&self, output: &mut Output) -> Result<(), Failure> {
        match output.format() {
            Format::Json => output.json(self),
            Format::Table | Format::Csv => self.say(output),
        }
    }

    /// Says it to people.
    pub(crate) fn say(&self, output: &mut Output) -> Result<(), Failure> {
        output.message(&self.words())
    }

    /// It in words, without the last line feed.
    pub(crate) fn words(&self) -> String {
        let mut lines: Vec<String> = match self.number {
            many if many > NAMED_MAX => vec![format!("recorded {many} commits")],
            _ => self.recorded.iter().map(Entry::words).collect(),
        };
        match (self.number, self.known) {
            (0, 0) => lines.push("nothing to record".to_owned()),
            (0, _) => lines.push("known already, nothing new".to_owned()),
            (_, 0) => {}
            (_, known) => lines.push(format!("{known} known already")),
        }
        lines.join("\n")
    }
}

impl Entry {
    fn of(commit: &Commit, state: &State) -> Self {
        Self {
            n: commit.n,
            id: commit.id,
            at: commit.at,
            events: commit.events.iter().map(|event| naming::event(state, event)).collect(),
        }
    }

    fn words(&self) -> String {
        format!("commit {}: {}", self.n, self.events.join(", "))
    }
}
