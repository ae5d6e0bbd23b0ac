//! `timeline`, `totals` and `show`: read models, as of a day and as known at a time.

use clap::Args;
use repatria_domain::{Day, Reference, Timestamp};
use repatria_projection::{self as projection, Brief, Outlines, Present, Record, Story};

use crate::cli::words::day;
use crate::cli::{Call, Format};
use crate::failure::Failure;
use crate::output::{Output, width};
use crate::{flow, lookup, print};

const SHOW_EXAMPLE: &str = "Example:
  repatria show 2025-06-26";

/// The two clocks, as they are typed.
#[derive(Args, Clone, Copy, Debug, Default)]
pub(crate) struct Clocks {
    /// What had happened by the end of this day
    #[arg(long, value_parser = day, value_name = "DAY")]
    as_of: Option<Day>,
    /// What the register knew at this time (RFC 3339)
    #[arg(long, value_name = "TIME")]
    known_at: Option<Timestamp>,
}

/// Which exchange to show, as it is typed.
#[derive(Args, Clone, Debug)]
#[command(after_help = SHOW_EXAMPLE)]
pub(crate) struct Show {
    /// Which exchange
    #[arg(value_name = "REF")]
    reference: Reference,
    #[command(flatten)]
    clocks: Clocks,
}

impl Clocks {
    /// The register as it was known at the time that was asked for.
    pub(crate) fn record(&self, call: &Call) -> Result<&'static Record, Failure> {
        flow::read(call, self.known_at)
    }

    /// The register as it was known then, without how it came to be so.
    pub(crate) fn present(&self, call: &Call) -> Result<&'static Present, Failure> {
        flow::read_present(call, self.known_at)
    }

    /// The same, without what was said of exchanges.
    pub(crate) fn brief(&self, call: &Call) -> Result<&'static Brief, Failure> {
        flow::read_in_brief(call, self.known_at)
    }

    /// The exchanges of the register in outline, as they were known then.
    pub(crate) fn outlines(&self, call: &Call) -> Result<&'static Outlines, Failure> {
        flow::read_outlines(call, self.known_at)
    }

    /// The register as it was known then, as far as it concerns an exchange.
    pub(crate) fn record_about(
        &self,
        call: &Call,
        reference: &Reference,
    ) -> Result<&'static Record, Failure> {
        flow::read_about(call, self.known_at, reference)
    }

    /// Whether the register is asked for as it is now.
    pub(crate) fn is_now(&self) -> bool {
        self.as_of.is_none() && self.known_at.is_none()
    }

    /// The last moment of what was known.
    pub(crate) fn known_at(&self) -> Option<Timestamp> {
        self.known_at
    }

    /// The last day of what is asked for.
    pub(crate) fn as_of(&self) -> Option<Day> {
        self.as_of
    }
}

pub(crate) fn timeline(call: &Call, clocks: &Clocks, output: &mut Output) -> Result<(), Failure> {
    let timeline = flow::left(clocks.brief(call)?.timeline(clocks.as_of));
    match output.format() {
        Format::Table => output.text(&print::timeline_text(timeline, width())),
        Format::Json => output.json(timeline),
        Format::Csv => output.text(&print::timeline_csv(timeline)),
    }
}

pub(crate) fn totals(call: &Call, clocks: &Clocks, output: &mut Output) -> Result<(), Failure> {
    let totals = clocks.outlines(call)?.totals(clocks.as_of);
    match output.format() {
        Format::Table => output.text(&print::totals_text(&totals, width())),
        Format::Json => output.json(&totals),
        Format::Csv => output.text(&print::totals_csv(&totals)),
    }
}

pub(crate) fn overview(brief: &Brief, output: &mut Output) -> Result<(), Failure> {
    let overview = brief.overview(None);
    match output.format() {
        Format::Table => output.text(&print::overview_text(&overview, width())),
        Format::Json => output.json(&overview),
        Format::Csv => output.text(&print::overview_csv(&overview)),
    }
}

impl Show {
    pub(crate) fn run(self, call: &Call, output: &mut Output) -> Result<(), Failure> {
        let Some(story) = self.story(call)? else {
            // There was nothing to tell yet; that is an answer, and no failure.
            let day = self.clocks.as_of.map(|day| format!(" by {day}")).unwrap_or_default();
            output.message(&format!("{} had not happened{day}", self.reference))?;
            return match output.format() {
                Format::Json => output.json(&None::<()>),
                Format::Table | Format::Csv => Ok(()),
            };
        };
        match output.format() {
            Format::Table => output.text(&print::story_text(&story, width())),
            Format::Json => output.json(&story),
            Format::Csv => output.text(&print::story_csv(&story)),
        }
    }

    /// The story, from what concerns the exchange, where an index tells which lines these are; else from
    /// all lines, with the words that are said of it.
    fn story(&self, call: &Call) -> Result<Option<Story>, Failure> {
        let Self { reference, clocks } = self;
        if let Some((part, outlines)) = flow::read_part(call, clocks.known_at, reference)? {
            return Ok(projection::story_of_part(part, outlines, reference, clocks.as_of));
        }
        if let Some(told) = flow::read_in_brief_but(call, clocks.known_at, reference)? {
            return Ok(told.story(clocks.as_of));
        }
        let record = clocks.record(call)?;
        lookup::exchange(record.state(), reference)?;
        Ok(projection::story(record, reference, clocks.as_of))
    }
}
