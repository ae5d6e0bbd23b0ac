//! `chart`: read models to look at, as a sketch in the terminal or as a picture in a file.

use std::fs;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use repatria_domain::Reference;
use repatria_projection::Record;

use super::read::Clocks;
use crate::chart::{self, Width};
use crate::cli::{Call, Format};
use crate::failure::{Failure, Input};
use crate::lookup;
use crate::models::Models;
use crate::output::{Output, width};

const EXAMPLE: &str = "Examples:
  repatria chart totals
  repatria chart totals --svg totals.svg
  repatria chart months --svg months.svg --width 340
  repatria chart run --run 2025-06-26
  repatria chart run --svg - | rsvg-convert > run.png

Pictures follow the reader’s choice of light or dark. Each width is drawn anew, not scaled.";

/// What to draw, as it is typed.
#[derive(Args, Clone, Debug)]
#[command(after_help = EXAMPLE)]
pub(crate) struct Chart {
    /// totals: running totals; months: hand-overs by month; run: hand-overs close in time
    #[arg(value_enum, hide_possible_values = true, value_name = "totals|months|run")]
    what: What,
    /// Writes the picture to this file instead of a sketch; `-`: to standard output
    #[arg(long, value_name = "FILE")]
    svg: Option<PathBuf>,
    /// How wide the picture is, in pixels
    #[arg(
        long,
        value_enum,
        default_value_t,
        hide_possible_values = true,
        value_name = "1088|704|340"
    )]
    width: Width,
    /// Of run: the one that this exchange is in [default: the latest]
    #[arg(long = "run", value_name = "REF")]
    holding: Option<Reference>,
    #[command(flatten)]
    clocks: Clocks,
}

/// What can be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum What {
    Totals,
    Months,
    Run,
}

impl Chart {
    pub(crate) fn run(self, call: &Call, output: &mut Output) -> Result<(), Failure> {
        let record = self.clocks.record(call)?;
        let as_of = self.clocks.as_of();
        let models = &Models::of(record, as_of, as_of);
        match self.what {
            What::Totals => self.answer(&chart::running(models), output),
            What::Months => self.answer(&chart::months(models), output),
            What::Run => match chart::run(models, self.holding.as_ref()) {
                Some(run) => self.answer(&run, output),
                None => Err(self.no_run(record)),
            },
        }
    }

    /// Why there is no run to draw.
    fn no_run(self, record: &Record) -> Failure {
        let Some(reference) = self.holding else { return Input::NoRuns.into() };
        match lookup::exchange(record.state(), &reference) {
            Ok(_) => Input::NoRun { reference }.into(),
            Err(failure) => failure,
        }
    }

    fn answer<Drawn: chart::Chart>(
        &self,
        chart: &Drawn,
        output: &mut Output,
    ) -> Result<(), Failure> {
        match (&self.svg, output.format()) {
            (Some(file), _) if file.as_os_str() == "-" => output.text(&chart.svg(self.width)),
            (Some(file), _) => fs::write(file, chart.svg(self.width))
                .map_err(|why| Input::Unwritten { path: file.clone(), why }.into()),
            (None, Format::Json) => output.json(chart),
            (None, Format::Csv) => output.csv(Drawn::HEADS, chart.rows()),
            (None, Format::Table) => output.text(&chart.sketch(width())),
        }
    }
}
