//! `repair`: what a damaged log would lose, and, when that is accepted, the log that goes on.

use clap::Args;
use repatria_domain::{Commit, Event, Text};
use repatria_log::{LogError, Loss, Repaired, accept_loss};
use serde_json::{Value, json};

use crate::cli::{Call, Format};
use crate::clock;
use crate::failure::{Failure, Input};
use crate::output::Output;
use crate::print::{counted, number};

const EXAMPLES: &str = "Examples:
  repatria repair
  repatria repair --accept-loss --why \"the disk failed, there is no backup\"

Without --accept-loss nothing is changed. A backup loses less: see `repatria restore --help`.";

/// Whether to give up what is lost, and why.
#[derive(Args, Clone, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Repair {
    /// Gives up what is lost, keeps its bytes in `quarantine`, and records that
    #[arg(long, requires = "why")]
    accept_loss: bool,
    /// Why it is given up
    #[arg(long)]
    why: Option<Text>,
}

impl Repair {
    pub(crate) fn run(self, call: &Call, output: &mut Output) -> Result<(), Failure> {
        match self.why.filter(|_| self.accept_loss) {
            Some(why) => accept(call, why, output),
            None => preview(call, output),
        }
    }
}

fn preview(call: &Call, output: &mut Output) -> Result<(), Failure> {
    let Some(loss) = Loss::find(call.register())? else {
        return output.message(SOUND);
    };
    print(&loss, output)?;
    output
        .message("nothing was changed; `repatria repair --accept-loss` gives this up for good")?;
    Err(Failure::Log(LogError::Corrupt(loss.damages)))
}

fn accept(call: &Call, why: Text, output: &mut Output) -> Result<(), Failure> {
    let by = call.by.clone().ok_or(Input::NobodyRecords)?;
    let repaired = accept_loss(call.register(), why, by, clock::now(call.now));
    let Some(Repaired { loss, copy, recorded }) = repaired.map_err(Failure::NotRecorded)? else {
        return output.message(SOUND);
    };
    print(&loss, output)?;
    let kept = copy.map(|copy| format!("; its bytes are in quarantine/{copy}"));
    output.message(&format!(
        "given up, and recorded as commit {}{}",
        recorded.n,
        kept.unwrap_or_default()
    ))
}

const SOUND: &str = "the log is sound, there is nothing to repair";

fn print(loss: &Loss, output: &mut Output) -> Result<(), Failure> {
    match output.format() {
        Format::Json => output.json(&as_json(loss)),
        Format::Csv => {
            let header = ["kept_commits", "kept_bytes", "acknowledged", "lines", "bytes", "sha256"];
            let acknowledged = loss.acknowledged.map(|all| all.to_string()).unwrap_or_default();
            let numbers = [loss.kept.n, loss.kept.byte, loss.lines, loss.bytes];
            let [n, byte, lines, bytes] = numbers.map(|number| number.to_string());
            let row = vec![n, byte, acknowledged, lines, bytes, loss.sha256.to_string()];
            output.csv(&header, [row])
        }
        Format::Table => output.text(&as_text(loss)),
    }
}

fn as_json(loss: &Loss) -> Value {
    let readable = |commit: &Commit| {
        let events: Vec<&str> = commit.events.iter().map(Event::name).collect();
        json!({ "n": commit.n, "at": commit.at, "by": commit.by, "events": events })
    };
    json!({
        "kept": { "commits": loss.kept.n, "bytes": loss.kept.byte },
        "acknowledged": loss.acknowledged,
        "lost": {
            "lines": loss.lines, "bytes": loss.bytes, "sha256": loss.sha256,
            "readable": loss.readable.iter().map(readable).collect::<Vec<_>>(),
        },
    })
}

fn as_text(loss: &Loss) -> String {
    let (kept, line) = (loss.kept, loss.kept.n + 1);
    let known = loss.acknowledged.map(|all| format!("; {} were acknowledged", number(all)));
    let mut text = format!(
        "kept: {}, {}\nlost: {}, {}, from line {line}, byte {} on{}\n",
        counted(kept.n, "commit", "commits"),
        counted(kept.byte, "byte", "bytes"),
        counted(loss.lines, "line", "lines"),
        counted(loss.bytes, "byte", "bytes"),
        kept.byte,
        known.unwrap_or_default()
    );
    if !loss.readable.is_empty() {
        text.push_str("can still be read among them:\n");
    }
    text.extend(loss.readable.iter().map(readable_line));
    text
}

fn readable_line(Commit { n, at, by, events, .. }: &Commit) -> String {
    let events: Vec<&str> = events.iter().map(Event::name).collect();
    format!("{n:>6}  {at}  {by:<8}  {}\n", events.join(", "))
}
