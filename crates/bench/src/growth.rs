//! `growth`: what the same jobs take in registers of several sizes, the sizes interleaved, and with
//! which power of the size each of them grows.

mod chart;
mod grown;
mod held_back;
mod job;
mod measured;
mod peak;
mod slope;

use std::fs;
use std::path::PathBuf;

use clap::Args;

use crate::Failed;
use crate::amount::amount;
use grown::Grown;
use measured::Measured;

pub(crate) use peak::Peak;

/// Registers to compare.
#[derive(Args, Debug)]
pub(crate) struct Growth {
    /// Folder of the registers; those that are missing are made and kept
    folder: PathBuf,
    /// How many commits each holds
    #[arg(long, value_parser = amount, value_delimiter = ',', default_value = "1e4,1e5,1e6")]
    sizes: Vec<u64>,
    /// How often each job is done at each size
    #[arg(long, default_value_t = 3)]
    rounds: usize,
    /// The same seed makes the same registers
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Where to draw the curves
    #[arg(long)]
    svg: Option<PathBuf>,
}

impl Growth {
    pub(crate) fn run(&self) -> Result<(), Failed> {
        let sizes = self.sizes.iter();
        let registers = sizes.map(|size| Grown::kept_in(&self.folder, *size, self.seed));
        let registers = registers.collect::<Result<Vec<_>, _>>()?;
        for register in &registers {
            register.lay_an_early_index_aside()?;
        }
        let mut measured = Measured::of(self.sizes.clone());
        for _ in 0..self.rounds {
            for register in &registers {
                register.round(|job, took| measured.note(job, register.commits, took))?;
            }
        }
        for register in &registers {
            measured.note_peak(register.commits, peak::of_child(&register.folder)?);
        }
        measured.print(self.rounds)?;
        match &self.svg {
            Some(path) => Ok(fs::write(path, chart::drawn(&measured))?),
            None => Ok(()),
        }
    }
}
