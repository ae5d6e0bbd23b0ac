//! The rigs that run inside one process: each breaks a log in every way it can think of, and holds
//! what is found to the rule for it. `docs/RELIABILITY.md` says what each promises.
//!
//! `REPATRIA_RIGS=gate` and `REPATRIA_RIGS=full` run more than the share of the ordinary tests; a
//! full run writes its row in that page.
//! A rig answers with what broke the rule, and with the seed that does it again.

#![expect(clippy::print_stdout, reason = "a rig says what it did")]

mod changes;
mod crashes;
mod history;
mod long_runs;
#[cfg(feature = "planted-faults")]
mod planted;
mod race;
#[path = "../../../tests/rigs/report.rs"]
mod report;

use std::ops::Range;
use std::thread;
use std::time::Instant;

use crate::planted::planted_as_here;
use report::Row;

/// How much of a rig is run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Share {
    Ordinary,
    Gate,
    Full,
}

impl Share {
    fn asked_for() -> Self {
        match std::env::var("REPATRIA_RIGS").as_deref() {
            Ok("full") => Self::Full,
            Ok("gate") => Self::Gate,
            _ => Self::Ordinary,
        }
    }

    fn of<T>(self, ordinary: T, gate: T, full: T) -> T {
        match self {
            Self::Ordinary => ordinary,
            Self::Gate => gate,
            Self::Full => full,
        }
    }
}

/// What a rig did: how many cases, and what it has to say of them.
type Ran = Result<Tally, String>;

#[derive(Clone, Debug, Default)]
struct Tally {
    cases: u64,
    /// The first of its seeds, where it has any.
    seed: Option<u64>,
    said: String,
}

/// What a rig looks for. One that ran to its end found none of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sought {
    Lost,
    Phantom,
    Unnoticed,
    Refused,
}

/// Runs a rig, says what it did, and ends the test where a rule was broken.
fn run(name: &str, sought: &[Sought], rig: impl FnOnce(Share) -> Ran) {
    let (share, began) = (Share::asked_for(), Instant::now());
    let Tally { cases, seed, said } = rig(share).unwrap_or_else(|found| panic!("{name}: {found}"));
    let took = began.elapsed();
    println!("{name}: {cases} cases in {:.1} s, no rule broken; {said}", took.as_secs_f64());
    if share == Share::Full {
        let none = |what| sought.contains(&what).then_some(0);
        let (lost, phantom) = (none(Sought::Lost), none(Sought::Phantom));
        let (unnoticed, refused) = (none(Sought::Unnoticed), none(Sought::Refused));
        let rig = name.to_owned();
        Row { rig, cases, seed, lost, phantom, unnoticed, panics: 0, refused, took }.write();
    }
}

/// Goes through the cases of a rig in two threads; each answers how many it went through.
fn in_threads(cases: usize, rig: impl Fn(Range<usize>) -> Result<u64, String> + Sync) -> Ran {
    let halves = [0..cases / 2, cases / 2..cases];
    let ran = thread::scope(|scope| {
        let rig = &rig;
        let threads = halves.map(|half| scope.spawn(planted_as_here(move || rig(half))));
        threads.map(|thread| thread.join().unwrap_or_else(|_| Err("it panicked".into())))
    });
    let cases = ran.into_iter().sum::<Result<u64, String>>()?;
    Ok(Tally { cases, said: "each found or harmless by its rule".into(), seed: None })
}
