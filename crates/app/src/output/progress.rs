//! How far a long run is: on a terminal only, and only after a second.

use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How long a run may take in silence.
const SILENCE: Duration = Duration::from_secs(1);
const LOOK: &str = "{msg} {wide_bar} {human_pos} of {human_len} commits, {per_sec}, {eta} left";

/// How far a long run is.
#[derive(Debug)]
pub(crate) struct Progress {
    bar: ProgressBar,
    began: Instant,
    shown: bool,
}

impl Progress {
    /// Of a run over so many commits.
    pub(crate) fn over(commits: u64, doing: &'static str) -> Self {
        let bar = ProgressBar::with_draw_target(Some(commits), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template(LOOK) {
            bar.set_style(style);
        }
        bar.set_message(doing);
        Self { bar, began: Instant::now(), shown: false }
    }

    /// So many commits are done.
    pub(crate) fn at(&mut self, commits: u64) {
        if !self.shown && self.began.elapsed() > SILENCE {
            // Standard error that is no terminal stays hidden.
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
            self.shown = true;
        }
        self.bar.set_position(commits);
    }

    /// Takes the bar away, and tells how long the run took.
    pub(crate) fn end(self) -> Duration {
        self.bar.finish_and_clear();
        self.began.elapsed()
    }
}
