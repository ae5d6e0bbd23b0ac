//! How far a long run is: on a terminal only, and only after a second.

use std::env;
use std::io::{self, IsTerminal as _, Write as _};
use std::time::{Duration, Instant};

use crate::print::number;

/// How long a run may take in silence.
const SILENCE: Duration = Duration::from_secs(1);
/// How long a line stands before it is drawn anew.
const STANDING: Duration = Duration::from_millis(100);
/// Between how many columns a bar can be read.
const BAR_MIN: usize = 8;
const BAR_MAX: usize = 40;

/// How far a long run is.
#[derive(Debug)]
pub(crate) struct Progress {
    doing: &'static str,
    commits: u64,
    began: Instant,
    pace: Option<Pace>,
}

impl Progress {
    /// Of a run over so many commits.
    pub(crate) fn over(commits: u64, doing: &'static str) -> Self {
        let can_redraw = env::var_os("TERM").is_none_or(|terminal| terminal != "dumb");
        let pace = (io::stderr().is_terminal() && can_redraw).then(Pace::default);
        Self { doing, commits, began: Instant::now(), pace }
    }

    /// So many commits are done.
    pub(crate) fn at(&mut self, done: u64) {
        let Some(pace) = &mut self.pace else { return };
        let took = self.began.elapsed();
        if pace.is_due(took) {
            let width = super::width_of_messages();
            draw(&line(self.doing, done, self.commits, took, width));
        }
    }

    /// Takes the line away, and tells how long the run took.
    pub(crate) fn end(self) -> Duration {
        self.began.elapsed()
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.pace.as_ref().is_some_and(|pace| pace.drawn.is_some()) {
            draw("");
        }
    }
}

/// Draws over the line that stands there.
fn draw(line: &str) {
    // Nobody misses it when standard error is closed.
    let _ = write!(io::stderr(), "\r{line}\x1b[K");
}

/// When a line is drawn.
#[derive(Debug, Default)]
struct Pace {
    drawn: Option<Duration>,
}

impl Pace {
    fn is_due(&mut self, took: Duration) -> bool {
        let due = self.drawn.map_or(SILENCE, |drawn| drawn + STANDING);
        if took < due {
            return false;
        }
        self.drawn = Some(took);
        true
    }
}

/// How far, how fast and how long still, in less than `width` columns.
fn line(doing: &str, done: u64, commits: u64, took: Duration, width: usize) -> String {
    let percent = if commits == 0 { 100 } else { u128::from(done) * 100 / u128::from(commits) };
    let speed = u128::from(done) * 1000 / took.as_millis().max(1);
    let speed = number(u64::try_from(speed).unwrap_or(u64::MAX));
    let left = left(done, commits, took);
    let [all, part] = [commits, done].map(number);
    let told = format!("{percent:>3}%  {part} of {all} commits, {speed} a second, {left} left");
    let room = width.saturating_sub(doing.len() + told.len() + 3);
    if room < BAR_MIN {
        return format!("{doing} {told}").chars().take(width.saturating_sub(1)).collect();
    }
    format!("{doing} {} {told}", bar(percent, room.min(BAR_MAX)))
}

fn bar(percent: u128, columns: usize) -> String {
    let full = usize::try_from(percent).unwrap_or(columns).saturating_mul(columns) / 100;
    let full = full.min(columns);
    format!("{}{}", "━".repeat(full), "─".repeat(columns - full))
}

/// How long the rest takes if it goes on like this.
fn left(done: u64, commits: u64, took: Duration) -> String {
    let rest = u128::from(commits.saturating_sub(done));
    let seconds = (took.as_millis() * rest / u128::from(done.max(1))).div_ceil(1000);
    match (seconds / 3600, seconds / 60 % 60, seconds % 60) {
        (0, 0, seconds) => format!("{seconds} s"),
        (0, minutes, seconds) => format!("{minutes} min {seconds} s"),
        (hours, minutes, _) => format!("{hours} h {minutes} min"),
    }
}

#[cfg(test)]
mod tests;
