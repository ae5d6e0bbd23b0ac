//! How long something took: by the clock on the wall, and of the processors.

use std::time::{Duration, Instant};

use rustix::time::{ClockId, clock_gettime};

/// What one run took.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Took {
    pub(crate) wall: Duration,
    pub(crate) cpu: Duration,
}

/// Runs something once, and says what it took.
pub(crate) fn took<T>(run: impl FnOnce() -> T) -> (T, Took) {
    let (began, cpu) = (Instant::now(), cpu_time());
    let answer = run();
    (answer, Took { wall: began.elapsed(), cpu: cpu_time().saturating_sub(cpu) })
}

fn cpu_time() -> Duration {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    let [seconds, nanoseconds] = [time.tv_sec, time.tv_nsec].map(i64::unsigned_abs);
    Duration::from_secs(seconds) + Duration::from_nanos(nanoseconds)
}

/// The one in the middle.
pub(crate) fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// The medians of both times.
pub(crate) fn middle(runs: &[Took]) -> Took {
    let of = |time: fn(&Took) -> Duration| median(runs.iter().map(time).collect());
    Took { wall: of(|took| took.wall), cpu: of(|took| took.cpu) }
}
