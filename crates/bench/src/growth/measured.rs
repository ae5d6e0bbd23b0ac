//! What was measured, as a table: sizes across, jobs down, and the exponent of each.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::time::Duration;

use super::job::{Job, Scope};
use super::slope::{exponent, real};
use crate::Failed;
use crate::clock::{Took, median};

/// The times of every job at every size.
pub(super) struct Measured {
    pub(super) sizes: Vec<u64>,
    times: BTreeMap<(Job, u64), Vec<Took>>,
    peaks: BTreeMap<u64, u64>,
}

impl Measured {
    pub(super) fn of(sizes: Vec<u64>) -> Self {
        Self { sizes, times: BTreeMap::new(), peaks: BTreeMap::new() }
    }

    pub(super) fn note(&mut self, job: Job, size: u64, took: Took) {
        self.times.entry((job, size)).or_default().push(took);
    }

    pub(super) fn note_peak(&mut self, size: u64, bytes: u64) {
        self.peaks.insert(size, bytes);
    }

    /// The median of a job at each size, in seconds.
    pub(super) fn curve(&self, job: Job, time: fn(&Took) -> Duration) -> Vec<(f64, f64)> {
        let noted = |size| self.times.get(&(job, size)).into_iter().flatten();
        let seconds = |size| median(noted(size).map(time).collect()).as_secs_f64();
        self.sizes.iter().map(|size| (real(*size), seconds(*size))).collect()
    }

    pub(super) fn print(&self, rounds: usize) -> Result<(), Failed> {
        let mut out = io::stdout().lock();
        writeln!(out, "{rounds} rounds, medians; across: commits, and the exponent of growth")?;
        write!(out, "{:<36}", "")?;
        for size in &self.sizes {
            write!(out, "{size:>11}")?;
        }
        writeln!(out, "{:>7}{:>7}", "wall", "cpu")?;
        for job in Job::ALL {
            let curve = self.curve(job, wall);
            let milliseconds: Vec<_> =
                curve.iter().map(|(size, time)| (*size, time * 1e3)).collect();
            row(&mut out, &format!("{}, ms", job.name()), &milliseconds)?;
            ends(&mut out, [exponent(&curve), exponent(&self.curve(job, cpu))])?;
        }
        for job in Job::ALL.into_iter().filter(|job| job.scope() == Scope::Kept) {
            row(&mut out, &format!("{}, % of the record", job.name()), &self.shares(job))?;
            ends(&mut out, [None; 2])?;
        }
        self.print_peaks(&mut out)
    }

    /// What a job takes in hundredths of what the record takes.
    fn shares(&self, job: Job) -> Vec<(f64, f64)> {
        let records = self.curve(Job::Record, wall);
        let both = self.curve(job, wall).into_iter().zip(records);
        both.map(|((size, asked), (_, record))| (size, 100.0 * asked / record)).collect()
    }

    fn print_peaks(&self, out: &mut impl Write) -> Result<(), Failed> {
        let peaks = self.peaks.iter().map(|(size, bytes)| (real(*size), real(*bytes) / 1e6));
        let peaks: Vec<_> = peaks.collect();
        row(out, "record: resident at most, MB", &peaks)?;
        ends(out, [exponent(&peaks), None])?;
        let each: Vec<_> = peaks.iter().map(|(size, peak)| (*size, peak * 1e6 / size)).collect();
        row(out, "the same for 1,000,000 commits, MB", &each)?;
        ends(out, [None; 2])
    }
}

pub(super) fn wall(took: &Took) -> Duration {
    took.wall
}

fn cpu(took: &Took) -> Duration {
    took.cpu
}

fn row(out: &mut impl Write, name: &str, values: &[(f64, f64)]) -> Result<(), Failed> {
    write!(out, "{name:<36}")?;
    for (_, value) in values {
        let digits = if *value < 10.0 { 3 } else { 1 };
        write!(out, "{value:>11.digits$}")?;
    }
    Ok(())
}

fn ends(out: &mut impl Write, exponents: [Option<f64>; 2]) -> Result<(), Failed> {
    for exponent in exponents.into_iter().flatten() {
        write!(out, "{exponent:>7.2}")?;
    }
    Ok(writeln!(out)?)
}
