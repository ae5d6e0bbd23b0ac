//! How much the server did, as Prometheus reads it. It refuses to know who asked.
//! <https://prometheus.io/docs/instrumenting/exposition_formats/>

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::site::Site;

/// Up to how many milliseconds an answer is counted in which bucket.
const BUCKETS: [u64; 8] = [1, 5, 10, 25, 100, 500, 2_500, 10_000];

/// What was counted since the server began.
#[derive(Debug, Default)]
pub(super) struct Metrics {
    answers: Mutex<BTreeMap<Answered, u64>>,
    times: Mutex<BTreeMap<&'static str, Times>>,
    pub(super) connections: AtomicU64,
    pub(super) turned_away: AtomicU64,
    pub(super) live: AtomicU64,
    pub(super) recorded: AtomicU64,
    pub(super) repeated: AtomicU64,
    pub(super) not_recorded: AtomicU64,
}

/// An address of the table, and the status of the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Answered {
    path: &'static str,
    method: &'static str,
    status: u16,
}

#[derive(Clone, Copy, Debug, Default)]
struct Times {
    within: [u64; BUCKETS.len()],
    count: u64,
    sum: Duration,
}

impl Metrics {
    /// Counts an answer, and how long it took until it began.
    pub(super) fn answered(
        &self,
        path: &'static str,
        method: &'static str,
        status: u16,
        took: Duration,
    ) {
        *lock(&self.answers).entry(Answered { path, method, status }).or_default() += 1;
        let mut times = lock(&self.times);
        let times = times.entry(path).or_default();
        for (within, most) in times.within.iter_mut().zip(BUCKETS) {
            *within += u64::from(took <= Duration::from_millis(most));
        }
        times.count += 1;
        times.sum += took;
    }

    /// All of it.
    pub(super) fn text(&self, site: &Site) -> String {
        let mut text = String::new();
        let readable = u64::from(site.editions.trouble().is_none());
        let counted = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        let version = env!("CARGO_PKG_VERSION");
        head(&mut text, "repatria_build_info", "gauge", "The version of the program.");
        line(&mut text, format_args!("repatria_build_info{{version=\"{version}\"}} 1"));
        for (name, kind, help, value) in [
            ("repatria_commits", "gauge", "Commits that are shown.", site.commits()),
            ("repatria_log_readable", "gauge", "Whether the log could be read.", readable),
            ("repatria_connections", "gauge", "Open connections.", counted(&self.connections)),
            (
                "repatria_connections_turned_away_total",
                "counter",
                "Connections for which there was no room.",
                counted(&self.turned_away),
            ),
            ("repatria_live_readers", "gauge", "Readers of /live.", counted(&self.live)),
        ] {
            head(&mut text, name, kind, help);
            line(&mut text, format_args!("{name} {value}"));
        }
        self.commands(&mut text);
        self.answers(&mut text);
        self.times(&mut text);
        text
    }

    fn commands(&self, text: &mut String) {
        let name = "repatria_commands_total";
        head(text, name, "counter", "Commands, by what became of them.");
        for (outcome, counter) in [
            ("recorded", &self.recorded),
            ("repeated", &self.repeated),
            ("not-recorded", &self.not_recorded),
        ] {
            let count = counter.load(Ordering::Relaxed);
            line(text, format_args!("{name}{{outcome=\"{outcome}\"}} {count}"));
        }
    }

    fn answers(&self, text: &mut String) {
        let name = "repatria_answers_total";
        head(text, name, "counter", "Answers, by address and status.");
        for (Answered { path, method, status }, count) in lock(&self.answers).iter() {
            let labels = format!("method=\"{method}\",path=\"{path}\",status=\"{status}\"");
            line(text, format_args!("{name}{{{labels}}} {count}"));
        }
    }

    fn times(&self, text: &mut String) {
        let name = "repatria_answer_seconds";
        head(text, name, "histogram", "Until an answer began, by address.");
        for (path, times) in lock(&self.times).iter() {
            for (most, within) in BUCKETS.iter().zip(times.within) {
                let most = Duration::from_millis(*most).as_secs_f64();
                let labels = format!("path=\"{path}\",le=\"{most}\"");
                line(text, format_args!("{name}_bucket{{{labels}}} {within}"));
            }
            let (count, sum) = (times.count, times.sum.as_secs_f64());
            line(text, format_args!("{name}_bucket{{path=\"{path}\",le=\"+Inf\"}} {count}"));
            line(text, format_args!("{name}_sum{{path=\"{path}\"}} {sum}"));
            line(text, format_args!("{name}_count{{path=\"{path}\"}} {count}"));
        }
    }
}

fn head(text: &mut String, name: &str, kind: &str, help: &str) {
    line(text, format_args!("# HELP {name} {help}"));
    line(text, format_args!("# TYPE {name} {kind}"));
}

fn line(text: &mut String, line: std::fmt::Arguments<'_>) {
    // Writing into a string does not fail.
    let _ = writeln!(text, "{line}");
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
