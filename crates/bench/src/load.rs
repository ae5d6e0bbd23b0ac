//! `load`: many read a served register while one or many record, and how long each waits. Every commit
//! is looked for on its page as soon as it is answered, unless only the recording is asked about. Times
//! are printed, not judged; an error is.

mod hurry;
mod reader;
mod served;
mod wire;
mod writer;

use std::io::Write as _;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use clap::Args;

use self::hurry::Hurry;
use self::served::Served;
use crate::Failed;

/// Whom to ask, and how hard.
#[derive(Args, Debug)]
pub(crate) struct Load {
    /// The program, to be started on a demo register of its own
    #[arg(long, conflicts_with_all = ["url", "token"], required_unless_present = "url")]
    program: Option<PathBuf>,
    /// A register that is served already, as `http://127.0.0.1:8080`
    #[arg(long, requires = "token")]
    url: Option<String>,
    /// A token that may record there
    #[arg(long)]
    token: Option<String>,
    /// How many connections read
    #[arg(long, default_value_t = 64)]
    readers: u64,
    /// How many connections record
    #[arg(long, default_value_t = 1)]
    recorders: u64,
    /// Those who record do not look for what they recorded
    #[arg(long)]
    only_record: bool,
    /// For how long
    #[arg(long, default_value_t = 20)]
    seconds: u64,
}

impl Load {
    pub(crate) fn run(&self) -> Result<(), Failed> {
        let served = match (&self.program, &self.url, &self.token) {
            (Some(program), _, _) => Served::started(program)?,
            (None, Some(url), Some(token)) => Served::elsewhere(url, token)?,
            (None, _, _) => return Err("name a program, or a url and a token".into()),
        };
        let (reads, commits) = self.both(&served);
        self.tell(&reads, &commits)?;
        match reads.errors.iter().chain(&commits.errors).next() {
            None => Ok(()),
            Some(first) => Err(format!("there were errors, the first: {first}").into()),
        }
    }

    /// Reads and records until the time is over.
    fn both(&self, served: &Served) -> (Hurry, Hurry) {
        let is_over = AtomicBool::new(false);
        thread::scope(|scope| {
            let read = |first| reader::read(served.address(), first, &is_over);
            let readers: Vec<_> =
                (0..self.readers).map(|first| scope.spawn(move || read(first))).collect();
            let record = |which| writer::record(served, which, !self.only_record, &is_over);
            let writers: Vec<_> =
                (0..self.recorders).map(|which| scope.spawn(move || record(which))).collect();
            let end = Instant::now() + Duration::from_secs(self.seconds);
            while let Some(left) = end.checked_duration_since(Instant::now()) {
                thread::sleep(left);
            }
            is_over.store(true, Ordering::Relaxed);
            let together = |threads: Vec<_>| {
                threads.into_iter().map(hurry::joined).fold(Hurry::default(), Hurry::and)
            };
            (together(readers), together(writers))
        })
    }

    fn tell(&self, reads: &Hurry, commits: &Hurry) -> Result<(), Failed> {
        let mut out = std::io::stdout().lock();
        let Self { readers, recorders, seconds, .. } = self;
        writeln!(out, "{readers} connections read, {recorders} record, for {seconds} s")?;
        writeln!(
            out,
            "{:<9}{:>10}{:>8}{:>11}{:>9}{:>9}{:>9}{:>9}",
            "", "requests", "errors", "a second", "p50 ms", "p95 ms", "p99 ms", "max ms"
        )?;
        for (name, hurry) in [("reads", reads), ("commits", commits)] {
            writeln!(out, "{name:<9}{}", hurry.line(self.seconds))?;
        }
        Ok(())
    }
}
