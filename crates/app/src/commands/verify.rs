//! `verify`: whether the log is what was written and what was signed, and keeps every rule; and
//! whether its index, where there is one, is what it comes to.

use repatria_log::{CommitReader as _, FileLog, FileReader, IndexFound, Redrawn, Sound, Verified};
use serde_json::json;

use crate::cli::{Call, Format};
use crate::failure::{Distrust, Failure};
use crate::output::{self, Output, Progress};
use crate::print::number;
use crate::signing;

pub(crate) fn run(call: &Call, output: &mut Output) -> Result<(), Failure> {
    let signed = signing::signed_here(call.register())?;
    let mut log = FileLog::open_for_reading(call.register())?.to_the_end()?;
    let mut progress = Progress::over(log.head()?.n, "verifying");
    let size = signed.as_ref().map(|signed| signed.size);
    let sound = log.verify(size, |at| progress.at(at.commits));
    let took = progress.end();
    let Sound { verified, root, redrawn } = sound?;
    if let Some(signed) = &signed {
        signing::agrees(signed, verified.commits, root)?;
    }
    print(&verified, output)?;
    if let Some(signed) = signed {
        let size = number(signed.size);
        output.message(&format!("the checkpoint that was signed last, of {size} commits, fits"))?;
    }
    let behind = log.bytes_behind()?;
    if behind > 0 {
        output.message(&format!(
            "behind the last whole line stand {} bytes: an append under way, or the torn end of one, \
             which the next command sets aside",
            number(behind)
        ))?;
    }
    output.message(&format!("verified in {}", output::rate(verified.commits, took)))?;
    check_index(call, &log, redrawn, output)
}

/// What was answered from an index is as right as the index is.
fn check_index(
    call: &Call,
    log: &FileReader,
    redrawn: Redrawn,
    output: &mut Output,
) -> Result<(), Failure> {
    match log.check_index(redrawn)? {
        IndexFound::None => Ok(()),
        IndexFound::Right { commits } => {
            let commits = number(commits);
            output.message(&format!("the index, of {commits} commits, says what the log says"))
        }
        IndexFound::Wrong { byte } => {
            let path = call.register().join("index");
            Err(Distrust::IndexDiffers { path, byte }.into())
        }
    }
}

pub(crate) fn print(verified: &Verified, output: &mut Output) -> Result<(), Failure> {
    let Verified { commits, events, bytes, head, root } = verified;
    match output.format() {
        Format::Json => output.json(&json!({
            "commits": commits, "events": events, "bytes": bytes, "head": head.leaf.to_string(),
            "root": root.to_string(),
        })),
        Format::Csv => {
            output.csv_row(["commits", "events", "bytes", "head", "root"])?;
            let counts = [commits, events, bytes].map(u64::to_string);
            let [commits, events, bytes] = &counts;
            output.csv_row([commits, events, bytes, &head.leaf.to_string(), &root.to_string()])
        }
        Format::Table => {
            let [commits, events, bytes] = [commits, events, bytes].map(|count| number(*count));
            output.text(&format!(
                "the log is sound: {commits} commits, {events} events, {bytes} bytes\nhead {}\nroot {root}\n",
                head.leaf
            ))
        }
    }
}
