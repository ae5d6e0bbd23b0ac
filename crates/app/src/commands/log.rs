//! `log`: the commits, as they are stored or in short.

use std::thread;
use std::time::Duration;

use clap::Args;
use repatria_domain::{Commit, State};
use repatria_log::{CommitReader as _, Commits, FileReader, Position, check_line};

use crate::cli::{Call, Format};
use crate::failure::Failure;
use crate::output::{Output, width};
use crate::print::hanging;
use crate::{flow, naming};

const EXAMPLE: &str = "Examples:
  repatria log --after 500
  repatria log --format json | tail -n 1
  repatria log --follow

As JSON, each line is printed byte for byte as it is stored, with its crc checked and no more: \
    `verify` checks everything.";

/// Which commits, as it is typed.
#[derive(Args, Clone, Copy, Debug)]
#[command(after_help = EXAMPLE)]
pub(crate) struct Log {
    /// Only the commits after this number
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    after: u64,
    /// Goes on printing what others record, until it is stopped
    #[arg(long)]
    follow: bool,
}

/// How long to wait before looking whether anything was appended.
const WAIT: Duration = Duration::from_millis(200);

impl Log {
    pub(crate) fn run(self, call: &Call, output: &mut Output) -> Result<(), Failure> {
        let log = flow::reader(call)?;
        match output.format() {
            Format::Json => self.lines(&log, output),
            Format::Csv => {
                output.csv_row(["n", "at", "by", "id", "events"])?;
                self.each(&log, output, |output, commit, what| {
                    let (n, at) = (commit.n.to_string(), commit.at.to_string());
                    let id = commit.id.to_string();
                    output.csv_row([&n, &at, commit.by.as_str(), &id, &what.join("; ")])
                })
            }
            Format::Table => {
                let width = width();
                self.each(&log, output, |output, commit, what| {
                    output.text(&short(commit, what, width))
                })
            }
        }
    }

    fn lines(self, log: &FileReader, output: &mut Output) -> Result<(), Failure> {
        let (mut place, mut page) = (Position::START, Vec::new());
        loop {
            page.clear();
            log.read(place, &mut page)?;
            if page.is_empty() && !self.waits(output)? {
                return Ok(());
            }
            for line in page.split_inclusive(|byte| *byte == b'\n') {
                check_line(line.strip_suffix(b"\n").unwrap_or(line), place)?;
                place = place.behind(line.len().saturating_sub(1));
                if place.n > self.after {
                    output.bytes(line)?;
                }
            }
        }
    }

    /// Names what each commit speaks of, as of the state that it led to.
    fn each(
        self,
        log: &FileReader,
        output: &mut Output,
        mut print: impl FnMut(&mut Output, &Commit, &[String]) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        // It is there until the program ends, as in `flow::read`.
        let state = Box::leak(Box::<State>::default());
        // What was said is told by its name alone.
        let mut commits = Commits::in_brief(log);
        loop {
            let Some(commit) = commits.next() else {
                if self.waits(output)? {
                    continue;
                }
                return Ok(());
            };
            let commit = commit?;
            for event in &commit.events {
                state
                    .apply(event)
                    .map_err(|refusal| Failure::RuleBroken { n: commit.n, refusal })?;
            }
            if commit.n > self.after {
                let what = commit.events.iter().map(|event| naming::event(state, event));
                print(output, &commit, &what.collect::<Vec<_>>())?;
            }
        }
    }

    /// Whether to look again, after a while, for what was appended.
    fn waits(self, output: &mut Output) -> Result<bool, Failure> {
        if self.follow {
            output.flush()?;
            thread::sleep(WAIT);
        }
        Ok(self.follow)
    }
}

/// A commit in short. A full second is told without its fraction, which says nothing.
fn short(commit: &Commit, what: &[String], width: usize) -> String {
    let Commit { n, at, by, .. } = commit;
    let at = at.to_string();
    let (at, zone) = at.strip_suffix(".000000Z").map_or((at.as_str(), ""), |second| (second, "Z"));
    hanging(&format!("{n:>6}  {at}{zone}  {by:<8}  "), &what.join(", "), width)
}
